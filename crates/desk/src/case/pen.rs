//! What is written when a case takes a step: events, state, search terms, the next timer, the books, the letters.
//! All of it in the caller's transaction, so that none of it is there without the rest.

use std::sync::Arc;

use cases::{Actor, AnswerSource, Case, Command, DutyKind, Event, Facts, ParallelCase, Recorded};
use jiff::{SignedDuration, Timestamp};
use store::{Tx, cases as rows, timers};

use super::{columns, letters, row};
use crate::desk::STEP_BACK;
use crate::secret::Draw;
use crate::{Desk, DeskError, Law, journal};

/// Kind of the one timer that a case has.
pub(crate) const TIMER: &str = "clock";
/// A duty that the engine did not carry out although it is due is looked at again after this.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// Everything that a step needs and that comes from outside the transaction; a clone per run of the transaction.
#[derive(Clone)]
pub(crate) struct Pen {
    pub law: Arc<Law>,
    pub now: Timestamp,
    pub draw: Draw,
}

impl Desk {
    pub(crate) fn pen(&self) -> Pen {
        Pen { law: self.laws.shared(), now: self.now(), draw: self.draw() }
    }
}

impl Pen {
    /// The instant of what happens after `last`: the present one, or `last` itself while the machine's clock is a
    /// little behind it. A clock that is far behind is handed on as it is, and the engine refuses the step.
    pub fn instant_after(&self, last: Timestamp) -> Timestamp {
        let behind = last.duration_since(self.now);
        if behind.is_positive() && behind <= STEP_BACK { last } else { self.now }
    }

    /// What a step of a case is judged by.
    pub fn facts<'a>(
        &'a self,
        before: Option<&Case>,
        actor: &'a Actor,
        parallel: &'a [ParallelCase],
    ) -> Facts<'a> {
        Facts {
            rulebook: &self.law.rulebook,
            calendar: before.map_or(&self.law.calendar, |case| self.law.calendar_at(case.request.lodged_at)),
            now: before.map_or(self.now, |case| self.instant_after(case.changed_at)),
            actor,
            parallel,
            // No information system that answers for services 7 to 10 is connected to this program.
            answers: AnswerSource::NotConnected,
        }
    }

    /// Takes a step of a case and keeps everything that it brings; `None` where nothing was to be done.
    pub fn take(
        &mut self,
        tx: &mut Tx<'_>,
        before: Option<&Case>,
        command: &Command,
        actor: &Actor,
        parallel: &[ParallelCase],
    ) -> Result<Option<Case>, DeskError> {
        let recorded = cases::decide(before, command, &self.facts(before, actor, parallel))?;
        if recorded.is_empty() {
            return Ok(None);
        }
        let law = Arc::clone(&self.law);
        let case = journal::append(tx, &mut self.draw, &law, before.cloned(), command, &recorded)?;
        self.keep_state(tx, before, &case)?;
        self.keep_terms(tx, before, &case, &recorded)?;
        self.arm(tx, &case)?;
        for one in &recorded {
            columns::enter(tx, &law, &case, one)?;
            letters::write(tx, &mut self.draw, &case, one)?;
        }
        Ok(Some(case))
    }

    fn keep_state(&self, tx: &mut Tx<'_>, before: Option<&Case>, case: &Case) -> Result<(), DeskError> {
        let standard = journal::standard_of(&self.law.rulebook, case)?;
        let row = row::row_of(case, standard, self.law.calendar_at(case.request.lodged_at))?;
        match before {
            None => rows::insert(tx, &row)?,
            Some(before) => rows::update(tx, &row, journal::signed(before.version)?)?,
        }
        Ok(())
    }

    fn keep_terms(
        &self,
        tx: &mut Tx<'_>,
        before: Option<&Case>,
        case: &Case,
        recorded: &[Recorded],
    ) -> Result<(), DeskError> {
        let id = case.request.id.0;
        if before.is_none() {
            rows::index(tx, id, &row::search_terms(case))?;
        } else if recorded.iter().any(|one| matches!(one.event, Event::SlipCorrected { .. })) {
            rows::reindex(tx, id, &row::search_terms(case))?;
        }
        Ok(())
    }

    /// Sets the timer by what the platform must do next, or takes it away.
    pub fn arm(&self, tx: &mut Tx<'_>, case: &Case) -> Result<(), DeskError> {
        let standard = journal::standard_of(&self.law.rulebook, case)?;
        let duties = cases::clock_duties(case, standard, self.law.calendar_at(case.request.lodged_at))
            .map_err(DeskError::defect)?;
        // A reminder of what has ended is never sent; waiting for it would wake the worker for ever.
        let next = duties
            .iter()
            .find(|duty| !matches!(duty.kind, DutyKind::Reminder { ends, .. } if ends < self.now));
        let id = case.request.id.0;
        match next {
            None => {
                timers::clear(tx, id, TIMER)?;
            }
            Some(duty) => {
                let timer = timers::Timer {
                    case_id: id,
                    kind: TIMER.to_owned(),
                    due_at: duty.at,
                    payload: "{}".to_owned(),
                };
                timers::set(tx, &timer)?;
            }
        }
        Ok(())
    }

    /// Sets the timer of a case for which nothing could be done although something is due.
    pub fn arm_later(&self, tx: &mut Tx<'_>, case: &Case) -> Result<(), DeskError> {
        self.arm(tx, case)?;
        let id = case.request.id.0;
        let due = timers::of_case(tx, id)?
            .into_iter()
            .find(|timer| timer.kind == TIMER && timer.due_at <= self.now);
        if let Some(timer) = due {
            let due_at = crate::account::after(self.now, LOOK_AGAIN);
            timers::set(tx, &timers::Timer { due_at, ..timer })?;
        }
        Ok(())
    }
}
