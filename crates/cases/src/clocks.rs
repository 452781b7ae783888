//! Every clock of a case: what runs, when it ends, what the platform then has to do.

use calendar::{Calendar, CalendarError, Suspension as StandingDays};
use jiff::{SignedDuration, Span, Timestamp, ToSpan};
use rulebook::ask::{TermQuestion, TermQuestionError, schedule};
use rulebook::model::{
    Cite, ClockStart, Ground, GroundClock, GroundEffect, Hours, IncompleteTerm, Standard, StorageRule,
    TermRule, TermUnit,
};
use serde::{Deserialize, Serialize};

use crate::case::{Case, ClockMark, MarkKind};
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
    fn all(&self) -> impl Iterator<Item = &Clock> {
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
    let answer = standard.term(
        calendar,
        &TermQuestion {
            product: asked_product(standard, &request.product),
            channel: request.channel,
            lodged_at: request.zone.local(request.lodged_at),
            suspensions: standing_days(case),
        },
    )?;
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

fn term_error(error: CalendarError) -> TermQuestionError {
    TermQuestionError::Term(error.into())
}

/// The hours of the office that keeps: of the channel that it accepts in, else those by which the terms run.
fn hours_of(standard: &Standard, rule: &StorageRule) -> Option<Hours> {
    let accepts = standard.channels.iter().find(|channel| channel.office == Some(rule.keeper));
    accepts.map(|channel| channel.hours).or_else(|| standard.terms.first().map(|term| term.runs_by))
}

/// Something that the platform must do by itself at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duty {
    /// What.
    #[serde(flatten)]
    pub kind: DutyKind,
    /// From when, and not before.
    pub at: Timestamp,
    /// Source.
    pub cite: Cite,
}

/// What the platform must do by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "duty")]
pub enum DutyKind {
    /// Remind officer and head that a clock ends.
    Reminder {
        /// The clock.
        clock: ClockName,
        /// When it ends.
        ends: Timestamp,
    },
    /// Note that the right to refuse for incomplete papers is lost.
    IncompleteRightEnds {
        /// When.
        ends: Timestamp,
    },
    /// Note that the clock of a ground ended.
    GroundClockEnds {
        /// The ground, by id.
        ground: String,
        /// When.
        ends: Timestamp,
    },
    /// Grant, because the office was silent.
    DeemedGrant {
        /// The day from which the service counts as granted.
        day: jiff::civil::Date,
    },
    /// Mark the case as late.
    Late {
        /// When the term ended.
        due: Timestamp,
    },
    /// The time of keeping ended.
    StorageEnds {
        /// When.
        ends: Timestamp,
    },
}

/// Reminders of clocks in minutes come this long before the end.
const MINUTES_BEFORE: SignedDuration = SignedDuration::from_mins(5);
/// The deadline itself still belongs to the clock; what follows it begins a second later.
const BEHIND: SignedDuration = SignedDuration::from_secs(1);

/// What the platform must still do for a case, earliest first: the store sets its timers by this.
///
/// # Errors
/// [`TermQuestionError`] where the calendar's data does not reach far enough.
pub fn clock_duties(
    case: &Case,
    standard: &Standard,
    calendar: &Calendar,
) -> Result<Vec<Duty>, TermQuestionError> {
    let clocks = clocks(case, standard, calendar)?;
    let mut duties = duties_of(case, &clocks);
    for clock in clocks.all().filter(|clock| matters(case, clock)) {
        if let Some(reminder) = reminder(case, clock, calendar)? {
            duties.push(reminder);
        }
    }
    duties.sort_by_key(|duty| duty.at);
    Ok(duties)
}

fn duties_of(case: &Case, clocks: &Clocks) -> Vec<Duty> {
    let mut duties = Vec::new();
    for clock in clocks.all().filter(|clock| matters(case, clock)) {
        let Some(ends) = clock.ends else { continue };
        let Some(behind) = ends.checked_add(BEHIND).ok() else { continue };
        let (kind, at) = match &clock.name {
            ClockName::Term => match clocks.deemed_from {
                Some(at) => (DutyKind::DeemedGrant { day: case.request.zone.day(at) }, at),
                None if case.late => continue,
                None => (DutyKind::Late { due: ends }, behind),
            },
            ClockName::IncompleteRefusal => (DutyKind::IncompleteRightEnds { ends }, behind),
            ClockName::Ground { ground } => {
                (DutyKind::GroundClockEnds { ground: ground.clone(), ends }, behind)
            }
            ClockName::Storage => (DutyKind::StorageEnds { ends }, behind),
        };
        if !case.is_marked(&clock.name, MarkKind::Ended, ends) {
            duties.push(Duty { kind, at, cite: clock.cite.clone() });
        }
    }
    duties
}

/// Whether anything still depends on a clock. The right to refuse for incomplete papers is silent where nothing is
/// missing.
fn matters(case: &Case, clock: &Clock) -> bool {
    let open = case.state.is_open();
    match &clock.name {
        ClockName::Term => open,
        ClockName::IncompleteRefusal => open && !case.missing.is_empty(),
        ClockName::Ground { .. } => open,
        ClockName::Storage => matches!(case.state, State::Stored { .. }),
    }
}

fn reminder(case: &Case, clock: &Clock, calendar: &Calendar) -> Result<Option<Duty>, TermQuestionError> {
    let Some(ends) = clock.ends else { return Ok(None) };
    if case.is_marked(&clock.name, MarkKind::Reminded, ends) {
        return Ok(None);
    }
    let at = match clock.unit {
        TermUnit::Minutes => ends.checked_sub(MINUTES_BEFORE).ok(),
        _ => opening_before(case, clock, ends, calendar)?,
    };
    let kind = DutyKind::Reminder { clock: clock.name.clone(), ends };
    Ok(at.filter(|at| *at > clock.began).map(|at| Duty { kind, at, cite: clock.cite.clone() }))
}

/// The opening of the last open day before the day on which a clock ends.
fn opening_before(
    case: &Case,
    clock: &Clock,
    ends: Timestamp,
    calendar: &Calendar,
) -> Result<Option<Timestamp>, TermQuestionError> {
    let (zone, schedule) = (&case.request.zone, schedule(clock.runs_by));
    let first = zone.day(clock.began);
    let mut day = zone.day(ends);
    while day > first {
        let Ok(yesterday) = day.yesterday() else { return Ok(None) };
        day = yesterday;
        if let calendar::DayStatus::Open { hours, .. } =
            calendar.day(day, schedule).map_err(term_error)?.status
        {
            let opens = hours.first().map(|hours| day.to_datetime(hours.opens));
            let zoned = opens.and_then(|opens| zone.local(ends).time_zone().to_zoned(opens).ok());
            return Ok(zoned.map(|zoned| zoned.timestamp()));
        }
    }
    Ok(None)
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

    fn is_marked(&self, clock: &ClockName, mark: MarkKind, ends: Timestamp) -> bool {
        self.clock_marks.contains(&ClockMark { clock: clock.clone(), mark, ends })
    }
}
