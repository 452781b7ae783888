//! Looking at one case. Every look is recorded with its reason.

use cases::{Case, CaseId, Clocks, ReceiptNumber, StateName};
use jiff::Timestamp;
use rulebook::ask::schedule;
use rulebook::model::{Standard, TermUnit};
use serde::Serialize;
use store::access_log::{self, Access};
use store::{Tx, cases as rows, registers};
use uuid::Uuid;

use super::notes;
use crate::access::{Around, permission_for, permissions_for};
use crate::books::line_of;
use crate::check::{Check, NOTE_MOST};
use crate::view::{CaseView, HistoryLine, Page, RegisterLine, TermLeft};
use crate::{Desk, DeskError, PAGE_SIZE, Permission, Session, journal};

/// Lines of the books that a view shows.
const REGISTER_MOST: u32 = 100;

/// What is shown by a look at a whole case: the id of a message.
pub(super) const LOOK: &str = "desk-look-case";

/// One look at a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessLine {
    /// When.
    pub at: Timestamp,
    /// Account that looked.
    pub account: String,
    /// Its office.
    pub office: String,
    /// What was shown: the id of a message.
    pub what: String,
    /// Why: in the officer's words, or the id of a message (`desk-why-…`) where a search brought it.
    pub why: String,
}

impl Desk {
    /// A case with everything that its officers need. The look is recorded before anything is shown; `why` says what
    /// for, in the officer's words or in those of the page.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is no such case or the caller may not see it, [`DeskError::Invalid`] where
    /// no reason is given.
    pub fn case(&self, who: &Session, id: CaseId, why: &str) -> Result<CaseView, DeskError> {
        self.show(who, why, |tx| rows::get(tx, id.0))
    }

    /// The same by the number of the receipt.
    ///
    /// # Errors
    /// As [`Desk::case`].
    pub fn case_by_number(
        &self,
        who: &Session,
        number: ReceiptNumber,
        why: &str,
    ) -> Result<CaseView, DeskError> {
        let number = number.to_string();
        self.show(who, why, |tx| rows::by_number(tx, &number))
    }

    fn show(
        &self,
        who: &Session,
        why: &str,
        find: impl Fn(&mut Tx<'_>) -> Result<Option<rows::CaseRow>, store::StoreError>,
    ) -> Result<CaseView, DeskError> {
        let mut check = Check::default();
        let why = check.text("why", why, NOTE_MOST);
        check.finish()?;
        let (case, history, notes, register) = self.store.read(|tx| {
            let row = find(tx)?.ok_or(DeskError::NotFound)?;
            let case = journal::read_case(&row)?;
            self.demand_sight(who, &case)?;
            let id = case.request.id.0;
            let (history, notes) = (journal::history(tx, id)?, notes::of_case(tx, id)?);
            Ok::<_, DeskError>((case, history, notes, registers::of_case(tx, id, REGISTER_MOST)?))
        })?;
        self.record_looks(who, &[case.request.id.0], LOOK, &why)?;
        let scope = self.scope(who);
        // Lines of another office's book are shown to those who may read that book.
        let lines = register
            .iter()
            .filter(|line| scope.may_at(Permission::SeeRegister, &line.entry.office))
            .map(line_of)
            .collect::<Result<_, _>>()?;
        Ok(CaseView { notes, ..self.view(who, case, history, lines)? })
    }

    fn view(
        &self,
        who: &Session,
        case: Case,
        history: Vec<HistoryLine>,
        register: Vec<RegisterLine>,
    ) -> Result<CaseView, DeskError> {
        let scope = self.scope(who);
        let around = Around::from(&case);
        let (pen, actor) = (self.pen(), who.actor());
        let standard = journal::standard_of(&self.law().rulebook, &case)?;
        let calendar = self.law().calendar_at(case.request.lodged_at);
        let clocks = cases::clocks(&case, standard, calendar).map_err(DeskError::defect)?;
        let term = cases::term_days(&case, standard, calendar).map_err(DeskError::defect)?;
        let receipt = cases::receipt(&case, standard, calendar).map_err(DeskError::defect)?;
        let mut steps = cases::allowed(Some(&case), &pen.facts(Some(&case), &actor, &[]))?;
        steps.retain(|step| {
            let kind = permission_for(step.step);
            let payment = (step.step == cases::CommandKind::AddPaper).then_some(Permission::TakePayment);
            kind.is_some() && kind.into_iter().chain(payment).any(|permission| scope.may(permission, around))
        });
        let hindered = cases::hindered(&case, &pen.facts(Some(&case), &actor, &[]))?
            .into_iter()
            .filter(|step| permission_for(step.step).is_some_and(|kind| scope.may(kind, around)))
            .collect();
        let relations = scope.relations(around);
        let permissions =
            Permission::ALL.iter().copied().filter(|permission| scope.may(*permission, around)).collect();
        let assigns = steps.iter().any(|step| step.step == cases::CommandKind::Assign);
        let officers = if assigns { self.officers(who)? } else { Vec::new() };
        Ok(CaseView {
            version: case.version,
            relations,
            permissions,
            steps,
            hindered,
            left: self.left(&case, standard, &clocks)?,
            clocks,
            term,
            today: case.request.zone.day(self.now()),
            history,
            notes: Vec::new(),
            register,
            parallels: case.parallels.clone(),
            receipt,
            officers,
            case,
        })
    }

    /// What is left of the term on the calendar of the office.
    pub(crate) fn left(
        &self,
        case: &Case,
        standard: &Standard,
        clocks: &Clocks,
    ) -> Result<Option<TermLeft>, DeskError> {
        let awaited = case.state.is_open() || case.state_name() == StateName::DeemedGranted;
        let Some(due) = clocks.term.ends.filter(|_| awaited) else { return Ok(None) };
        let zone = &case.request.zone;
        let (today, last) = (zone.day(self.now()), zone.day(due));
        let runs_by = standard
            .terms
            .iter()
            .find(|rule| rule.cite == clocks.term.cite)
            .map_or(clocks.term.runs_by, |rule| rule.runs_by);
        let days = match clocks.term.unit {
            TermUnit::Minutes => None,
            TermUnit::WorkingDays => {
                let count = |after, through| {
                    self.law()
                        .calendar_at(case.request.lodged_at)
                        .working_days_between(after, through, schedule(runs_by))
                        .map_err(DeskError::defect)
                };
                Some(i64::from(count(today, last)?) - i64::from(count(last, today)?))
            }
            TermUnit::CalendarDays | TermUnit::Months => {
                Some(i64::from(last.since(today).map_err(DeskError::defect)?.get_days()))
            }
        };
        Ok(Some(TermLeft { due, unit: clocks.term.unit, days }))
    }

    /// A look at a case now, to be recorded: what was shown is the id of a message.
    pub(super) fn look(&self, who: &Session, case_id: Uuid, what: &str, why: &str) -> Access {
        Access {
            seen_at: self.now(),
            actor: who.name_in_logs(),
            office: who.account.office.0.clone(),
            case_id,
            what: what.to_owned(),
            why: why.to_owned(),
        }
    }

    /// Records that cases were shown.
    pub(crate) fn record_looks(
        &self,
        who: &Session,
        seen: &[Uuid],
        what: &str,
        why: &str,
    ) -> Result<(), DeskError> {
        if seen.is_empty() {
            return Ok(());
        }
        let looks: Vec<Access> = seen.iter().map(|case| self.look(who, *case, what, why)).collect();
        self.store.write(move |tx| Ok(access_log::record(tx, &looks)?))
    }

    /// Who looked at a case, the newest first; `cursor` is the `next` of the page before.
    ///
    /// # Errors
    /// [`DeskError::NotFound`], [`DeskError::Forbidden`].
    pub fn access_log(
        &self,
        who: &Session,
        id: CaseId,
        cursor: Option<&str>,
    ) -> Result<Page<AccessLine>, DeskError> {
        let after = crate::books::parse_cursor(cursor, |text| text.parse::<i64>().ok())?;
        self.store.read(|tx| {
            let row = rows::get(tx, id.0)?.ok_or(DeskError::NotFound)?;
            self.demand(who, Permission::SeeAccessLog, &journal::read_case(&row)?)?;
            let page = access_log::of_case(tx, id.0, after, PAGE_SIZE)?;
            let line = |look: Access| AccessLine {
                at: look.seen_at,
                account: look.actor,
                office: look.office,
                what: look.what,
                why: look.why,
            };
            Ok(Page {
                items: page.items.into_iter().map(line).collect(),
                next: page.next.map(|next| next.to_string()),
            })
        })
    }

    /// Whether somebody may take a step of a case at all, whatever the law says of it now.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the caller may not see the case.
    pub fn may_take(&self, who: &Session, id: CaseId, command: &cases::Command) -> Result<bool, DeskError> {
        let row = self.store.read(|tx| rows::get(tx, id.0))?.ok_or(DeskError::NotFound)?;
        let case = journal::read_case(&row)?;
        self.demand_sight(who, &case)?;
        let scope = self.scope(who);
        Ok(permissions_for(command).into_iter().any(|permission| scope.may(permission, Around::from(&case))))
    }
}
