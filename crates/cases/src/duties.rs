//! What the platform must do by itself, and when: reminders, lateness, deemed grants, the end of keeping.

use calendar::{Calendar, DayStatus};
use jiff::{SignedDuration, Timestamp};
use rulebook::ask::{TermQuestionError, schedule};
use rulebook::model::{Cite, Standard, TermUnit};
use serde::Serialize;

use crate::case::{Case, ClockMark, MarkKind};
use crate::clocks::{Clock, ClockName, Clocks, clocks, term_error};
use crate::state::State;

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
        if let DayStatus::Open { hours, .. } = calendar.day(day, schedule).map_err(term_error)?.status {
            let opens = hours.first().map(|hours| day.to_datetime(hours.opens));
            let zoned = opens.and_then(|opens| zone.local(ends).time_zone().to_zoned(opens).ok());
            return Ok(zoned.map(|zoned| zoned.timestamp()));
        }
    }
    Ok(None)
}

impl Case {
    fn is_marked(&self, clock: &ClockName, mark: MarkKind, ends: Timestamp) -> bool {
        self.clock_marks.contains(&ClockMark { clock: clock.clone(), mark, ends })
    }
}
