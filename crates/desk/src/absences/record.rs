//! Recording an absence, and ending one before its last day.

use cases::AccountId;
use jiff::civil::Date;
use store::accounts::AccountStatus;
use store::{Tx, absences, accounts};
use uuid::Uuid;

use super::ABSENCE_DAYS_MOST;
use super::standing_in::keeps_accounts;
use crate::access::Permission;
use crate::account::{Account, AccountChange, account_of, record_change};
use crate::case::{once, request_hash};
use crate::check::Check;
use crate::view::IdempotencyKey;
use crate::{Desk, DeskError, FieldError, Session};

/// An absence as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct NewAbsence {
    /// Who is away.
    pub account: AccountId,
    /// Who stands in for him; absent where nobody was chosen.
    pub deputy: Option<AccountId>,
    /// First day, `2026-11-30`.
    pub from: String,
    /// Last day.
    pub through: String,
}

impl Desk {
    /// Records that somebody will be away and who stands in for him. Everybody records his own absence; those of others
    /// the head of their office and the administrator do. Nobody makes himself the deputy of somebody. Repeated with its key
    /// it writes nothing.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::NotFound`] for an unknown account, [`DeskError::Invalid`] with every wrong
    /// field, [`DeskError::KeyReused`].
    pub fn record_absence(
        &self,
        who: &Session,
        new: &NewAbsence,
        key: &IdempotencyKey,
    ) -> Result<Uuid, DeskError> {
        let account = self.absent(who, new.account)?;
        let today = self.office_day(&account.office);
        let mut check = Check::default();
        let deputy = self.deputy_of(who, &account, new.deputy, &mut check)?;
        let days = days(&mut check, &new.from, &new.through, today);
        check.finish()?;
        let (Some(deputy), Some((from, through))) = (deputy, days) else {
            return Err(DeskError::defect("a checked absence has no deputy or no days"));
        };
        let request = request_hash("absence", new)?;
        let (pen, key, caller) = (self.pen(), key.clone(), who.name_in_logs());
        self.store.write(move |tx| {
            let mut pen = pen.clone();
            once(tx, &key, &caller, &request, &mut pen, |tx, pen| {
                hold(tx, [account.id.0, deputy.id.0])?;
                stand_apart(tx, &account, &deputy, from, through)?;
                let absence = absences::Absence {
                    id: pen.draw.id(),
                    account: account.id.0,
                    deputy: deputy.id.0,
                    office: account.office.0.clone(),
                    from,
                    through,
                    recorded_at: pen.now,
                    recorded_by: caller.clone(),
                };
                absences::insert(tx, &absence)?;
                let change =
                    AccountChange::Away { absence: absence.id, deputy: absence.deputy, from, through };
                record_change(tx, &mut pen.draw, account.id.0, &caller, pen.now, &change)?;
                Ok(absence.id)
            })
        })
    }

    /// Ends an absence now: its deputy stands in no longer. Those may who may record it.
    ///
    /// # Errors
    /// [`DeskError::NotFound`], [`DeskError::Forbidden`], [`DeskError::Invalid`] where it has ended already.
    pub fn end_absence(&self, who: &Session, id: Uuid) -> Result<(), DeskError> {
        let kept = self.store.read(|tx| absences::get(tx, id))?.ok_or(DeskError::NotFound)?;
        let account = self.absent(who, AccountId(kept.absence.account))?;
        let over = || DeskError::invalid(FieldError::new("absence", "desk-absence-over"));
        if kept.ended.is_some() || kept.absence.through < self.office_day(&account.office) {
            return Err(over());
        }
        let (draw, now, caller) = (self.draw(), self.now(), who.name_in_logs());
        self.store.write(move |tx| {
            if !absences::end(tx, id, now, &caller)? {
                return Err(over());
            }
            let change = AccountChange::Back { absence: id };
            record_change(tx, &mut draw.clone(), account.id.0, &caller, now, &change)
        })
    }

    /// The account of whoever is away, for those who may say so.
    pub(super) fn absent(&self, who: &Session, id: AccountId) -> Result<Account, DeskError> {
        let own = id == who.account.id;
        if !own {
            self.demand_somewhere(who, Permission::KeepAbsences)?;
        }
        let row = self.store.read(|tx| accounts::get(tx, id.0))?.ok_or(DeskError::NotFound)?;
        if !own && !self.scope(who).may_at(Permission::KeepAbsences, &row.office) {
            return Err(DeskError::NotFound);
        }
        account_of(&row, self.offices())
    }

    /// The deputy, if he may be one.
    fn deputy_of(
        &self,
        who: &Session,
        account: &Account,
        deputy: Option<AccountId>,
        check: &mut Check,
    ) -> Result<Option<Account>, DeskError> {
        let mut wrong = |message| {
            check.add(FieldError::new("deputy", message));
            Ok(None)
        };
        let Some(id) = deputy else { return wrong("desk-deputy-none") };
        if id == account.id {
            return wrong("desk-deputy-same");
        }
        if id == who.account.id {
            return wrong("desk-deputy-self");
        }
        let row = self.store.read(|tx| accounts::get(tx, id.0))?;
        let row = row.filter(|row| row.status == AccountStatus::Active && row.office == account.office.0);
        let Some(row) = row else { return wrong("desk-deputy-unknown") };
        let deputy = account_of(&row, self.offices())?;
        if keeps_accounts(&deputy) {
            return wrong("desk-deputy-keeper");
        }
        Ok(Some(deputy))
    }
}

/// Two changes that touch one person wait for each other; in one order, so that nobody waits in a circle.
fn hold(tx: &mut Tx<'_>, mut people: [Uuid; 2]) -> Result<(), DeskError> {
    people.sort();
    for person in people {
        tx.hold_name(&format!("absence/{person}"))?;
    }
    Ok(())
}

/// Nobody is away twice at a time, nor stands in while he is away himself.
fn stand_apart(
    tx: &mut Tx<'_>,
    account: &Account,
    deputy: &Account,
    from: Date,
    through: Date,
) -> Result<(), DeskError> {
    for (person, field, message) in
        [(account, "from", "desk-absence-overlaps"), (deputy, "deputy", "desk-deputy-away")]
    {
        let running = absences::of_account_between(tx, person.id.0, from, through)?;
        if let Some(other) = running.first() {
            let error = FieldError::new(field, message).on("from", other.from).on("through", other.through);
            return Err(DeskError::invalid(error));
        }
    }
    Ok(())
}

/// The days of an absence, from today on.
fn days(check: &mut Check, from: &str, through: &str, today: Date) -> Option<(Date, Date)> {
    let from = check.day_not_before("from", from, today)?;
    let through = check.day_not_before("through", through, from)?;
    let length = (through - from).get_days();
    if length >= ABSENCE_DAYS_MOST {
        check.add(FieldError::new("through", "desk-absence-long").with("most", ABSENCE_DAYS_MOST));
        return None;
    }
    Some((from, through))
}
