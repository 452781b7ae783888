//! Who else has a case open. Opening its page is a look, and the access log has it; a page that stays open says so once a
//! minute, and one that is closed takes its look back. Whoever may not see the case learns nothing of this.

use std::collections::BTreeMap;

use cases::{CaseId, OfficeId};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use store::presence::{self, Presence};
use store::{Tx, access_log, accounts, cases as rows};
use uuid::Uuid;

use super::look::LOOK;
use crate::account::after;
use crate::{Desk, DeskError, PAGE_SIZE, Session, journal};

/// The reason of a look by which a page is open.
pub const PAGE_OPEN: &str = "page";
/// How long a page counts as open after it was last heard of.
const HEARD: SignedDuration = SignedDuration::from_mins(5);
/// How often at most a page that stays open is written down.
const BEAT: SignedDuration = SignedDuration::from_secs(50);
/// How long what is known of open pages is kept.
pub(crate) const PRESENCE_LIVES: SignedDuration = SignedDuration::from_hours(24);
/// Most people that are named.
const NAMED_MOST: usize = 20;

/// Somebody who has a case open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Present {
    /// Name of the person.
    pub name: String,
    /// Post in the office.
    pub post: String,
    /// The office.
    pub office: OfficeId,
    /// Since when.
    pub since: Timestamp,
}

impl Desk {
    /// Who else has a case open now, the one who came first first; at most twenty.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is no such case or the caller may not see it.
    pub fn present(&self, who: &Session, id: CaseId) -> Result<Vec<Present>, DeskError> {
        let now = self.now();
        self.store.read(|tx| {
            self.demand_sight_of(tx, who, id)?;
            let mut open = open_pages(tx, id.0, now)?;
            open.remove(&who.account.id.0);
            let mut people = Vec::new();
            for (account, since) in open {
                let Some(row) = accounts::get(tx, account)? else { continue };
                let known = crate::account::account_of(&row, self.offices())?;
                people.push(Present { name: known.name, post: known.post, office: known.office, since });
            }
            people.sort_by_key(|person| person.since);
            people.truncate(NAMED_MOST);
            Ok(people)
        })
    }

    /// The caller's page of a case stays open; written down at most once in fifty seconds. Answers who else has it open.
    ///
    /// # Errors
    /// As [`Desk::present`].
    pub fn stay(&self, who: &Session, id: CaseId) -> Result<Vec<Present>, DeskError> {
        let (now, account) = (self.now(), who.account.id.0);
        let (kept, open) = self.store.read(|tx| {
            self.demand_sight_of(tx, who, id)?;
            let kept = presence::of_case(tx, id.0)?.into_iter().find(|kept| kept.account == account);
            Ok::<_, DeskError>((kept, open_pages(tx, id.0, now)?.remove(&account)))
        })?;
        if kept.as_ref().is_none_or(|kept| after(kept.seen_at, BEAT) <= now) {
            let stays = Presence {
                case_id: id.0,
                account,
                since: open.unwrap_or(now),
                seen_at: now,
                gone_at: kept.and_then(|kept| kept.gone_at),
            };
            self.store.write(move |tx| Ok::<_, DeskError>(presence::keep(tx, &stays)?))?;
        }
        self.present(who, id)
    }

    /// The caller's page of a case, last heard of at `heard`, was closed; a page of his that was heard of later stays.
    ///
    /// # Errors
    /// As [`Desk::present`].
    pub fn leave(&self, who: &Session, id: CaseId, heard: Timestamp) -> Result<(), DeskError> {
        let (heard, account) = (heard.min(self.now()), who.account.id.0);
        self.store.read(|tx| self.demand_sight_of(tx, who, id))?;
        self.store.write(move |tx| {
            let kept = presence::of_case(tx, id.0)?.into_iter().find(|kept| kept.account == account);
            let gone_at = kept.as_ref().and_then(|kept| kept.gone_at).map_or(heard, |gone| gone.max(heard));
            let (since, seen_at) = kept.map_or((heard, heard), |kept| (kept.since, kept.seen_at));
            let left = Presence { case_id: id.0, account, since, seen_at, gone_at: Some(gone_at) };
            Ok(presence::keep(tx, &left)?)
        })
    }

    fn demand_sight_of(&self, tx: &mut Tx<'_>, who: &Session, id: CaseId) -> Result<(), DeskError> {
        let row = rows::get(tx, id.0)?.ok_or(DeskError::NotFound)?;
        self.demand_sight(who, &journal::read_case(&row)?)
    }
}

/// Who has a case open, since when: by the newest looks, and by what open pages said since.
fn open_pages(tx: &mut Tx<'_>, id: Uuid, now: Timestamp) -> Result<BTreeMap<Uuid, Timestamp>, DeskError> {
    let kept: BTreeMap<Uuid, Presence> =
        presence::of_case(tx, id)?.into_iter().map(|kept| (kept.account, kept)).collect();
    let gone = |account: &Uuid, at: Timestamp| {
        kept.get(account).and_then(|kept| kept.gone_at).is_some_and(|gone| at <= gone)
    };
    let heard_of = |at: Timestamp| after(at, HEARD) > now;
    let mut open: BTreeMap<Uuid, Timestamp> = BTreeMap::new();
    for kept in kept.values() {
        if heard_of(kept.seen_at) && !gone(&kept.account, kept.seen_at) {
            open.insert(kept.account, kept.since);
        }
    }
    // The newest look first: an earlier one only tells since when.
    for look in access_log::of_case(tx, id, None, PAGE_SIZE)?.items {
        if look.what != LOOK || look.why != PAGE_OPEN || !heard_of(look.seen_at) {
            continue;
        }
        let Ok(account) = look.actor.parse::<Uuid>() else { continue };
        if gone(&account, look.seen_at) {
            continue;
        }
        let since = open.entry(account).or_insert(look.seen_at);
        *since = look.seen_at.min(*since);
    }
    Ok(open)
}
