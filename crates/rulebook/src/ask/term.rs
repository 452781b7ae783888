use calendar::{Calendar, Length, ScheduleKind, Suspension, Term, TermError, TermQuery};
use directory::Channel;
use jiff::Zoned;
use jiff::civil::Date;

use super::{AskError, Trace, channel_offered, product_of};
use crate::model::{GroundClock, Hours, IncompleteTerm, Standard, TermRule, TermUnit};

/// What a term is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct TermQuestion<'q> {
    /// Result by id; absent where the service has one.
    pub product: Option<&'q str>,
    /// Channel of lodging.
    pub channel: Channel,
    /// Instant of lodging, in the zone of the office that decides.
    pub lodged_at: Zoned,
    /// Suspensions; the days they name are not counted.
    pub suspensions: Vec<Suspension>,
}

/// Until when the office must answer, and what follows if it does not.
#[derive(Debug, Clone, PartialEq)]
pub struct TermAnswer<'a> {
    /// The rule of ¶7.
    pub rule: &'a TermRule,
    /// The term; without an end while the clock stands.
    pub term: Term,
    /// Until when incomplete papers may be refused, where they may be.
    pub incomplete_refusal_until: Option<Zoned>,
    /// The day on which silence counts as granting, where it does.
    pub deemed_granted_on: Option<Date>,
    /// Rules that were looked at.
    pub trace: Trace<'a>,
}

/// Why a term cannot be told.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TermQuestionError {
    /// The standard does not know what is asked.
    #[error(transparent)]
    Ask(#[from] AskError),
    /// The calendar cannot count it.
    #[error(transparent)]
    Term(#[from] TermError),
}

impl Standard {
    /// The term of ¶7 for a product lodged in a channel.
    ///
    /// # Errors
    /// [`AskError`] for a channel or product that the standard does not know.
    pub fn term_rule(&self, product: Option<&str>, channel: Channel) -> Result<&TermRule, AskError> {
        channel_offered(self, channel)?;
        let product = product_of(self, product)?;
        self.terms
            .iter()
            .find(|rule| rule.channels.contains(&channel) && rule.products.contains(&product.id))
            // The loader refuses a standard in which a product lacks a term in a channel.
            .ok_or_else(|| AskError::ProductNotGiven {
                product: product.id.clone(),
                allowed: Vec::new(),
                cite: self.result.cite.clone(),
            })
    }

    /// Until when the office must answer (¶7, ¶11, ¶16).
    ///
    /// # Errors
    /// [`TermQuestionError`] for what the standard does not know and for what the calendar cannot count.
    pub fn term(
        &self,
        calendar: &Calendar,
        question: &TermQuestion<'_>,
    ) -> Result<TermAnswer<'_>, TermQuestionError> {
        let rule = self.term_rule(question.product, question.channel)?;
        let product = product_of(self, question.product)?;
        let term = calendar.term(&TermQuery {
            lodged_at: question.lodged_at.clone(),
            length: length(rule.length, rule.unit, rule.runs_by),
            schedule: schedule(rule.runs_by),
            suspensions: question.suspensions.clone(),
        })?;
        let incomplete_refusal_until = self.incomplete_until(calendar, &question.lodged_at, &term)?;
        let deems = self.silence.deems.contains(&product.id);
        let deemed_granted_on = if deems { term.day_after() } else { None };
        let mut trace = Trace::default();
        trace.add(
            "trace-term",
            product.id.as_str(),
            format!("{} {}", rule.length, rule.unit.as_str()),
            &rule.cite,
        );
        if let Some(incomplete) = &self.incomplete {
            trace.add(
                "trace-incomplete",
                "incomplete",
                said(incomplete_refusal_until.as_ref()),
                &incomplete.cite,
            );
        }
        let outcome = deemed_granted_on.map_or_else(|| "none".to_owned(), |day| day.to_string());
        trace.add("trace-silence", product.id.as_str(), outcome, &self.silence.cite);
        Ok(TermAnswer { rule, term, incomplete_refusal_until, deemed_granted_on, trace })
    }

    /// Until when incomplete papers may be refused; suspension does not stop a term of its own.
    fn incomplete_until(
        &self,
        calendar: &Calendar,
        lodged_at: &Zoned,
        whole: &Term,
    ) -> Result<Option<Zoned>, TermError> {
        match self.incomplete.as_ref().map(|rule| &rule.within) {
            None => Ok(None),
            Some(IncompleteTerm::WholeTerm) => Ok(whole.due.clone()),
            Some(IncompleteTerm::Own { length: days, unit, runs_by }) => calendar.due(&TermQuery {
                lodged_at: lodged_at.clone(),
                length: length(*days, *unit, *runs_by),
                schedule: schedule(*runs_by),
                suspensions: Vec::new(),
            }),
        }
    }
}

impl GroundClock {
    /// When the clock of a ground ends that was started at an instant.
    ///
    /// # Errors
    /// [`TermError`] where the calendar cannot count it.
    pub fn due(&self, calendar: &Calendar, started_at: &Zoned) -> Result<Option<Zoned>, TermError> {
        calendar.due(&TermQuery {
            lodged_at: started_at.clone(),
            length: length(self.length, self.unit, self.runs_by),
            schedule: schedule(self.runs_by),
            suspensions: Vec::new(),
        })
    }
}

fn said(until: Option<&Zoned>) -> String {
    until.map_or_else(|| "none".to_owned(), |until| until.datetime().to_string())
}

/// A length in the calendar's words. Months do not come here: the loader allows them for storage alone.
fn length(count: u16, unit: TermUnit, runs_by: Hours) -> Length {
    let count = u32::from(count);
    match (unit, runs_by) {
        (TermUnit::WorkingDays, _) => Length::WorkingDays(count),
        (TermUnit::CalendarDays | TermUnit::Months, _) => Length::CalendarDays(count),
        (TermUnit::Minutes, Hours::RoundTheClock) => Length::RoundTheClockMinutes(count),
        (TermUnit::Minutes, _) => Length::Minutes(count),
    }
}

/// The calendar's schedule of some hours; minutes that run round the clock do not look at it.
pub fn schedule(hours: Hours) -> ScheduleKind {
    match hours {
        Hours::Cadastre => ScheduleKind::Cadastre,
        Hours::Centre | Hours::RoundTheClock => ScheduleKind::Centre,
        Hours::Agency => ScheduleKind::Agency,
        Hours::Body => ScheduleKind::Body,
    }
}
