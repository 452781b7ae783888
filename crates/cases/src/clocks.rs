//! Every clock of a case: what runs, and when it ends.

use calendar::{Calendar, CalendarError, Suspension as StandingDays};
use jiff::{Span, Timestamp, ToSpan};
use rulebook::ask::{TermQuestion, TermQuestionError, schedule};
use rulebook::model::{
    Cite, ClockStart, Ground, GroundClock, GroundEffect, Hours, IncompleteTerm, Standard, StorageRule,
    TermRule, TermUnit,
};
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::law::asked_product;
use crate::state::{State, Suspension};

/// Name of a clock.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "name")]
pub enum ClockName {
    /// The term of ¶7.
    Term,
    /// The right to refuse for incomplete papers.
    IncompleteRefusal,
    /// The clock of a ground.
    Ground {
        /// The ground, by id.
        ground: String,
    },
    /// The keeping of an uncollected paper.
    Storage,
}

/// A clock of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// Its name.
    pub name: ClockName,
    /// When it began.
    pub began: Timestamp,
    /// When it ends; absent while it stands still.
    pub ends: Option<Timestamp>,
    /// Its unit.
    pub unit: TermUnit,
    /// Whose days count.
    pub runs_by: Hours,
    /// Source.
    pub cite: Cite,
}

/// Every clock of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clocks {
    /// The term of ¶7.
    pub term: Clock,
    /// The first instant at which silence counts as granting; absent where it never does, and while the term stands.
    pub deemed_from: Option<Timestamp>,
    /// The right to refuse for incomplete papers, where it exists.
    pub incomplete: Option<Clock>,
    /// Clocks of grounds that run.
    pub grounds: Vec<Clock>,
    /// The keeping of the paper, where it has an end.
    pub storage: Option<Clock>,
}

impl Clocks {
    /// Every clock once: grounds that one sentence of the law gives one clock share it.
    pub fn all(&self) -> impl Iterator<Item = &Clock> {
        let grounds = self.grounds.iter().enumerate().filter(|(place, clock)| {
            !self.grounds[..*place]
                .iter()
                .any(|earlier| earlier.cite == clock.cite && earlier.ends == clock.ends)
        });
        std::iter::once(&self.term)
            .chain(&self.incomplete)
            .chain(grounds.map(|(_, clock)| clock))
            .chain(&self.storage)
    }

    /// The clock of a ground, where it runs.
    pub fn ground(&self, id: &str) -> Option<&Clock> {
        self.grounds.iter().find(|clock| matches!(&clock.name, ClockName::Ground { ground } if ground == id))
    }
}

/// Computes every clock of a case.
///
/// # Errors
/// [`TermQuestionError`] where the calendar's data does not reach far enough.
pub fn clocks(case: &Case, standard: &Standard, calendar: &Calendar) -> Result<Clocks, TermQuestionError> {
    let request = &case.request;
    let answer = standard.term(calendar, &term_asked(case, standard))?;
    let rule: &TermRule = answer.rule;
    let term = Clock {
        name: ClockName::Term,
        began: request.lodged_at,
        ends: answer.term.due.as_ref().map(jiff::Zoned::timestamp),
        unit: rule.unit,
        runs_by: rule.runs_by,
        cite: rule.cite.clone(),
    };
    let incomplete = standard.incomplete.as_ref().map(|incomplete| {
        let (unit, runs_by) = match incomplete.within {
            IncompleteTerm::Own { unit, runs_by, .. } => (unit, runs_by),
            IncompleteTerm::WholeTerm => (rule.unit, rule.runs_by),
        };
        Clock {
            name: ClockName::IncompleteRefusal,
            began: request.lodged_at,
            ends: answer.incomplete_refusal_until.as_ref().map(jiff::Zoned::timestamp),
            unit,
            runs_by,
            cite: incomplete.cite.clone(),
        }
    });
    Ok(Clocks {
        term,
        deemed_from: answer.deemed_granted_on.and_then(|day| request.zone.start_of(day)),
        incomplete,
        grounds: ground_clocks(case, standard, calendar)?,
        storage: storage_clock(case, standard, calendar)?,
    })
}

/// What the term of a case is asked for.
pub(crate) fn term_asked<'q>(case: &'q Case, standard: &Standard) -> TermQuestion<'q> {
    let request = &case.request;
    TermQuestion {
        product: asked_product(standard, &request.product),
        channel: request.channel,
        lodged_at: request.zone.local(request.lodged_at),
        suspensions: standing_days(case),
    }
}

/// The days on which the term stood. A suspension after the end of a late term stopped nothing.
fn standing_days(case: &Case) -> Vec<StandingDays> {
    let zone = &case.request.zone;
    let day = |at| zone.day(at);
    let past = case.past_suspensions.iter().map(|past| (&past.suspension, Some(day(past.ended_at))));
    let open = match &case.state {
        State::Suspended { suspension } => Some((suspension, None)),
        _ => None,
    };
    past.chain(open)
        .filter(|(suspension, _): &(&Suspension, _)| !suspension.after_term)
        .map(|(suspension, to)| StandingDays { from: day(suspension.since), to })
        .collect()
}

fn clock_of(ground: &Ground) -> Option<&GroundClock> {
    match &ground.effect {
        GroundEffect::Refuse { clock, .. } | GroundEffect::Suspend { clock, .. } => clock.as_ref(),
    }
}

/// Clocks of grounds that have begun: from the lodging, the finding, or the latest remarks of another body.
fn ground_clocks(
    case: &Case,
    standard: &Standard,
    calendar: &Calendar,
) -> Result<Vec<Clock>, TermQuestionError> {
    let mut running: Vec<Clock> = Vec::new();
    for ground in &standard.grounds {
        let Some(clock) = clock_of(ground) else { continue };
        let began = match clock.from {
            ClockStart::Lodging => Some(case.request.lodged_at),
            ClockStart::Finding => {
                case.findings.iter().find(|finding| finding.ground == ground.id).map(|finding| finding.at)
            }
            ClockStart::RemarksReceived => case.latest_remarks(),
        };
        let Some(began) = began else { continue };
        let ends = clock.due(calendar, &case.request.zone.local(began))?;
        running.push(Clock {
            name: ClockName::Ground { ground: ground.id.clone() },
            began,
            ends: ends.map(|ends| ends.timestamp()),
            unit: clock.unit,
            runs_by: clock.runs_by,
            cite: clock.cite.clone(),
        });
    }
    Ok(running)
}

/// The rule under which a kept paper is kept, where it sets a time.
pub(crate) fn storage_rule<'a>(case: &Case, standard: &'a Standard) -> Option<&'a StorageRule> {
    let State::Stored { storage, .. } = &case.state else { return None };
    standard.storage.iter().find(|rule| rule.keeper == storage.keeper)
}

fn storage_clock(
    case: &Case,
    standard: &Standard,
    calendar: &Calendar,
) -> Result<Option<Clock>, TermQuestionError> {
    let (State::Stored { storage, .. }, Some(rule)) = (&case.state, storage_rule(case, standard)) else {
        return Ok(None);
    };
    let (Some(length), Some(unit)) = (rule.length, rule.unit) else { return Ok(None) };
    let Some(runs_by) = hours_of(standard, rule) else { return Ok(None) };
    let schedule = schedule(runs_by);
    let zone = &case.request.zone;
    let length = i64::from(length);
    let span: Span = match unit {
        TermUnit::Months => length.months(),
        TermUnit::WorkingDays | TermUnit::CalendarDays => length.days(),
        TermUnit::Minutes => return Ok(None),
    };
    let since = zone.day(storage.since);
    let no_year =
        |year: i16| CalendarError::NoYear { year, file: format!("rulebook/calendar/{year:04}.toml") };
    let mut last = since.checked_add(span).map_err(|_| term_error(no_year(since.year())))?;
    if !calendar.day(last, schedule).map_err(term_error)?.is_open() {
        last = calendar.next_open_day(last, schedule).map_err(term_error)?;
    }
    let closes = calendar.closing(last, schedule).map_err(term_error)?;
    let ends = closes
        .and_then(|closes| zone.local(storage.since).time_zone().to_zoned(last.to_datetime(closes)).ok())
        .map(|ends| ends.timestamp());
    Ok(Some(Clock {
        name: ClockName::Storage,
        began: storage.since,
        ends,
        unit,
        runs_by,
        cite: rule.cite.clone(),
    }))
}

pub(crate) fn term_error(error: CalendarError) -> TermQuestionError {
    TermQuestionError::Term(error.into())
}

/// The hours of the office that keeps: of the channel that it accepts in, else those by which the terms run.
fn hours_of(standard: &Standard, rule: &StorageRule) -> Option<Hours> {
    let accepts = standard.channels.iter().find(|channel| channel.office == Some(rule.keeper));
    accepts.map(|channel| channel.hours).or_else(|| standard.terms.first().map(|term| term.runs_by))
}

impl Case {
    /// When the latest remarks of another body arrived.
    pub fn latest_remarks(&self) -> Option<Timestamp> {
        self.enquiries
            .iter()
            .filter_map(|enquiry| match &enquiry.answer {
                crate::papers::EnquiryAnswer::Remarks { at, .. } => Some(*at),
                _ => None,
            })
            .max()
    }
}
