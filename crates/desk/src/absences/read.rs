//! Absences as people read them.

use std::collections::BTreeMap;

use cases::AccountId;
use jiff::Timestamp;
use jiff::civil::Date;
use store::absences::Kept;
use store::{Tx, absences, accounts};
use uuid::Uuid;

use super::standing_in::keeps_accounts;
use crate::access::Permission;
use crate::account::account_of;
use crate::case::Colleague;
use crate::{Desk, DeskError, PAGE_SIZE, Session};

/// An absence with the people that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceLine {
    /// Identifier.
    pub id: Uuid,
    /// Who is away.
    pub person: Colleague,
    /// Who stands in for him.
    pub deputy: Colleague,
    /// First day, by the clocks of the office.
    pub from: Date,
    /// Last day.
    pub through: Date,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub recorded_by: Option<Colleague>,
    /// When it was ended before its last day, and by whom.
    pub ended: Option<(Timestamp, Option<Colleague>)>,
    /// It has not ended: it may still be ended.
    pub open: bool,
}

/// What somebody reads of absences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absences {
    /// One's own, that with the latest last day first.
    pub own: Vec<AbsenceLine>,
    /// Everybody's of the own office; absent where the caller does not keep them.
    pub office: Option<Vec<AbsenceLine>>,
    /// People of the own office, by name; those whose absence the caller may record, or none.
    pub people: Vec<Colleague>,
    /// People who may stand in for somebody of the own office. Nobody chooses himself.
    pub deputies: Vec<Colleague>,
}

impl Desk {
    /// The caller's absences, and those of his office where he keeps them.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer.
    pub fn absences(&self, who: &Session) -> Result<Absences, DeskError> {
        let office = &who.account.office;
        let today = self.office_day(office);
        let keeps = self.scope(who).may_at(Permission::KeepAbsences, &office.0);
        let (own, all) = self.store.read(|tx| {
            let own = absences::of_account(tx, who.account.id.0, PAGE_SIZE)?;
            let own = self.lines(tx, own, today)?;
            let all = if keeps {
                let all = absences::of_office(tx, &office.0, PAGE_SIZE)?;
                Some(self.lines(tx, all, today)?)
            } else {
                None
            };
            Ok::<_, DeskError>((own, all))
        })?;
        let everybody = self.people_of(office)?;
        let deputies = everybody.iter().filter(|one| one.id != who.account.id && !keeps_accounts(one));
        let people = everybody.iter().filter(|one| keeps && one.id != who.account.id);
        Ok(Absences {
            own,
            office: all,
            people: people.map(Colleague::from).collect(),
            deputies: deputies.map(Colleague::from).collect(),
        })
    }

    /// The absences of one account, and who may stand in for it: for those who keep absences of its office.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::NotFound`].
    pub fn absences_of(
        &self,
        who: &Session,
        id: AccountId,
    ) -> Result<(Vec<AbsenceLine>, Vec<Colleague>), DeskError> {
        let account = self.absent(who, id)?;
        let today = self.office_day(&account.office);
        let lines = self.store.read(|tx| {
            let kept = absences::of_account(tx, id.0, PAGE_SIZE)?;
            self.lines(tx, kept, today)
        })?;
        let everybody = self.people_of(&account.office)?;
        let apart = |one: &&crate::Account| one.id != id && one.id != who.account.id && !keeps_accounts(one);
        Ok((lines, everybody.iter().filter(apart).map(Colleague::from).collect()))
    }

    pub(crate) fn lines(
        &self,
        tx: &mut Tx<'_>,
        kept: Vec<Kept>,
        today: Date,
    ) -> Result<Vec<AbsenceLine>, DeskError> {
        let mut known = BTreeMap::new();
        kept.into_iter().map(|kept| self.line(tx, kept, today, &mut known)).collect()
    }

    fn line(
        &self,
        tx: &mut Tx<'_>,
        kept: Kept,
        today: Date,
        known: &mut BTreeMap<Uuid, Option<Colleague>>,
    ) -> Result<AbsenceLine, DeskError> {
        let mut named = |tx: &mut Tx<'_>, id: Uuid| -> Result<Option<Colleague>, DeskError> {
            if let Some(found) = known.get(&id) {
                return Ok(found.clone());
            }
            let row = accounts::get(tx, id)?;
            let found = row.map(|row| account_of(&row, self.offices())).transpose()?;
            let found = found.as_ref().map(Colleague::from);
            known.insert(id, found.clone());
            Ok(found)
        };
        let Kept { absence, ended } = kept;
        let gone = || DeskError::defect("an absence names an account that is not there");
        let person = named(tx, absence.account)?.ok_or_else(gone)?;
        let deputy = named(tx, absence.deputy)?.ok_or_else(gone)?;
        let mut by = |tx: &mut Tx<'_>, text: &str| match text.parse() {
            Ok(id) => named(tx, id),
            Err(_) => Ok(None),
        };
        let recorded_by = by(tx, &absence.recorded_by)?;
        let open = ended.is_none() && absence.through >= today;
        let ended = match ended {
            Some((at, text)) => Some((at, by(tx, &text)?)),
            None => None,
        };
        Ok(AbsenceLine {
            id: absence.id,
            person,
            deputy,
            from: absence.from,
            through: absence.through,
            recorded_at: absence.recorded_at,
            recorded_by,
            ended,
            open,
        })
    }
}
