//! The term of a case day by day, as it really ran: what a drawing of it shows.

use calendar::{Calendar, Suspension as StandingDays};
use jiff::Zoned;
use jiff::civil::Date;
use rulebook::ask::{TermAnswer, TermQuestion, TermQuestionError};
use rulebook::model::{Cite, Hours, Standard, TermUnit};
use serde::Serialize;

use crate::case::Case;
use crate::clocks::term_asked;
use crate::state::State;

/// A term day by day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermDays {
    /// The day of lodging, which is not counted.
    pub lodged: Date,
    /// How long the term is, in its unit.
    pub length: u16,
    /// Its unit.
    pub unit: TermUnit,
    /// Whose days count.
    pub runs_by: Hours,
    /// The days that count, in order, none after the day of the answer; empty for minutes.
    pub counted: Vec<Date>,
    /// The days on which the clock stood, in order.
    pub suspensions: Vec<StandingDays>,
    /// When it ends; absent while the clock stands.
    pub due: Option<Zoned>,
    /// Until when incomplete papers may be refused, where they may be.
    pub incomplete_until: Option<Zoned>,
    /// The day on which silence counts as granting, where it does and nobody has answered.
    pub deemed_on: Option<Date>,
    /// What made an end of the waiting, where something did.
    pub ended: Option<TermEnd>,
    /// The paragraph that sets the term.
    pub cite: Cite,
}

/// What made an end of the waiting for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "end")]
pub enum TermEnd {
    /// The office answered.
    Answered {
        /// When, by the calendar of the office.
        on: Date,
    },
    /// The office was silent, and the law granted.
    Silence {
        /// The day from which the service counts as granted.
        on: Date,
    },
    /// The request was taken back, or its registration was a mistake.
    Dropped {
        /// When, by the calendar of the office.
        on: Date,
    },
}

impl TermEnd {
    /// The day.
    pub fn on(self) -> Date {
        match self {
            Self::Answered { on } | Self::Silence { on } | Self::Dropped { on } => on,
        }
    }
}

impl TermDays {
    /// The days of a term that was asked for.
    pub fn of(question: &TermQuestion<'_>, answer: &TermAnswer<'_>) -> Self {
        let rule = answer.rule;
        let mut suspensions = question.suspensions.clone();
        suspensions.sort_by_key(|stop| stop.from);
        Self {
            lodged: question.lodged_at.date(),
            length: rule.length,
            unit: rule.unit,
            runs_by: rule.runs_by,
            counted: answer.term.days.clone(),
            suspensions,
            due: answer.term.due.clone(),
            incomplete_until: answer.incomplete_refusal_until.clone(),
            deemed_on: answer.deemed_granted_on,
            ended: None,
            cite: rule.cite.clone(),
        }
    }

    /// How many days of the term had been counted when a day ended.
    pub fn counted_by(&self, day: Date) -> usize {
        self.counted.iter().filter(|counted| **counted <= day).count()
    }

    /// The suspension that has no end yet.
    pub fn stands_since(&self) -> Option<Date> {
        self.suspensions.iter().find(|stop| stop.to.is_none()).map(|stop| stop.from)
    }

    fn ending(mut self, ended: Option<TermEnd>) -> Self {
        if let Some(end) = ended {
            self.counted.retain(|day| *day <= end.on());
            if !matches!(end, TermEnd::Silence { .. }) {
                self.deemed_on = None;
            }
        }
        self.ended = ended;
        self
    }
}

/// The term of a case day by day, with the days on which it stood and what made an end of it.
///
/// # Errors
/// [`TermQuestionError`] where the calendar's data does not reach far enough.
pub fn term_days(
    case: &Case,
    standard: &Standard,
    calendar: &Calendar,
) -> Result<TermDays, TermQuestionError> {
    let question = term_asked(case, standard);
    let answer = standard.term(calendar, &question)?;
    Ok(TermDays::of(&question, &answer).ending(ended(case)))
}

fn ended(case: &Case) -> Option<TermEnd> {
    let zone = &case.request.zone;
    match &case.state {
        State::Withdrawn { at, .. } | State::Cancelled { at, .. } => {
            Some(TermEnd::Dropped { on: zone.day(*at) })
        }
        state => state.decision().map(|decision| match decision.outcome.deemed_day() {
            Some(on) => TermEnd::Silence { on },
            None => TermEnd::Answered { on: zone.day(decision.at) },
        }),
    }
}
