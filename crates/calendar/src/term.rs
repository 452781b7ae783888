//! Terms: from the lodging to the close of business of the last day (Civil Code, articles 173, 175 and 176).

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Zoned};
use serde::{Deserialize, Serialize};

use crate::suspensions::{Placed, in_order};
use crate::{Calendar, ScheduleKind, Suspension, TermError};

/// How long a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "unit", content = "length", rename_all = "kebab-case")]
pub enum Length {
    /// Open days of the schedule.
    WorkingDays(u32),
    /// Days of whatever kind; a term that would end on a closed day ends on the next open day.
    CalendarDays(u32),
    /// Minutes of the schedule's open hours.
    Minutes(u32),
    /// Minutes of day and night, as on the portal; the schedule does not count.
    RoundTheClockMinutes(u32),
}

impl Length {
    /// The number, in the unit of the variant.
    pub const fn count(self) -> u32 {
        match self {
            Self::WorkingDays(count)
            | Self::CalendarDays(count)
            | Self::Minutes(count)
            | Self::RoundTheClockMinutes(count) => count,
        }
    }
}

/// What a term depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct TermQuery {
    /// When the papers were lodged (or the finding made, the remarks received), in the office's time zone. A closed day
    /// and an hour after closing count as that date.
    pub lodged_at: Zoned,
    /// How long the term is; not 0.
    pub length: Length,
    /// The schedule of the office that decides.
    pub schedule: ScheduleKind,
    /// Suspensions, in any order; only for terms in days.
    pub suspensions: Vec<Suspension>,
}

/// A computed term.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The close of business of the last day, in the zone of the lodging, or the last minute. `None` while the clock
    /// stands.
    pub due: Option<Zoned>,
    /// The days that were counted, as many as the length says (fewer while the clock stands); empty for minutes. A term
    /// in calendar days whose last counted day is closed is due on a later day, which is not counted.
    pub days: Vec<Date>,
}

impl Term {
    /// The day on which the term ends; `None` while the clock stands.
    pub fn last_day(&self) -> Option<Date> {
        self.due.as_ref().map(Zoned::date)
    }

    /// The calendar day after the last day, closed or not: where the standard grants on silence, the case is deemed
    /// granted on it. `None` while the clock stands.
    pub fn day_after(&self) -> Option<Date> {
        self.last_day().and_then(|day| day.tomorrow().ok())
    }
}

impl Calendar {
    /// Computes a term with the days that it counts.
    ///
    /// # Errors
    ///
    /// [`TermError`] names the suspension and what is allowed, or the year without data.
    pub fn term(&self, query: &TermQuery) -> Result<Term, TermError> {
        let run = match self.run(query)? {
            Run::Minutes { due } => return Ok(Term { due: Some(due), days: Vec::new() }),
            Run::Days(run) => run,
        };
        let pace = self.pace(query);
        let places = run.stretches.iter().flat_map(|stretch| stretch.first..stretch.end);
        let days = places.filter(|place| pace.counts(*place)).map(|place| self.dates()[place]).collect();
        Ok(Term { due: run.end.map(|place| self.close_of_business(query, place)).transpose()?, days })
    }

    /// When a term is due, without listing its days; `None` while the clock stands. The work grows with the number of
    /// suspensions, not with the length.
    ///
    /// # Errors
    ///
    /// As [`Self::term`].
    pub fn due(&self, query: &TermQuery) -> Result<Option<Zoned>, TermError> {
        match self.run(query)? {
            Run::Minutes { due } => Ok(Some(due)),
            Run::Days(run) => run.end.map(|place| self.close_of_business(query, place)).transpose(),
        }
    }

    fn run(&self, query: &TermQuery) -> Result<Run, TermError> {
        if query.length.count() == 0 {
            return Err(TermError::EmptyLength);
        }
        match query.length {
            Length::WorkingDays(count) | Length::CalendarDays(count) => {
                self.run_days(query, count).map(Run::Days)
            }
            Length::Minutes(_) | Length::RoundTheClockMinutes(_) if !query.suspensions.is_empty() => {
                Err(TermError::MinutesCannotBeSuspended)
            }
            Length::Minutes(count) => {
                let due = self.after_open_minutes(&query.lodged_at, count, query.schedule)?;
                Ok(Run::Minutes { due })
            }
            Length::RoundTheClockMinutes(count) => {
                let due = later(&query.lodged_at, SignedDuration::from_mins(i64::from(count)))?;
                Ok(Run::Minutes { due })
            }
        }
    }

    /// Counts from suspension to suspension. What the days before a suspension leave over is counted after it.
    fn run_days(&self, query: &TermQuery, count: u32) -> Result<DayRun, TermError> {
        let lodged_on = query.lodged_at.date();
        let pace = self.pace(query);
        let mut next = self.place(lodged_on)? + 1;
        let mut left = count;
        let mut stretches = Vec::new();
        for Placed { index, suspension } in in_order(&query.suspensions, lodged_on)? {
            let Suspension { from, to } = suspension;
            let stopped_at = self.place(from)?;
            if let Some(ended) = pace.due_place(next, left).filter(|ended| *ended < stopped_at) {
                let ended_on = self.date_at(Some(ended))?;
                return Err(TermError::SuspensionAfterTheEnd { index, from, ended_on });
            }
            let counted = pace.count(next, stopped_at).min(left);
            stretches.push(Stretch { first: next, end: pace.end_of(next, counted).unwrap_or(next) });
            left -= counted;
            match to {
                Some(to) => next = self.place(to)? + 1,
                None => return Ok(DayRun { stretches, end: None }),
            }
        }
        stretches.push(Stretch { first: next, end: pace.end_of(next, left).unwrap_or(next) });
        let end = pace.due_place(next, left);
        self.date_at(end)?;
        Ok(DayRun { stretches, end })
    }

    fn pace(&self, query: &TermQuery) -> Pace<'_> {
        Pace {
            open_days: self.open_days(query.schedule),
            day_count: self.dates().len(),
            every_day: matches!(query.length, Length::CalendarDays(_)),
        }
    }

    fn close_of_business(&self, query: &TermQuery, place: usize) -> Result<Zoned, TermError> {
        let date = self.date_at(Some(place))?;
        let hours = self.hours_at(place, query.schedule);
        let closes =
            hours.last().expect("a term ends on an open day, and a day is open because it has hours").closes;
        instant(&query.lodged_at, date.to_datetime(closes))
    }
}

/// A local time in the zone of the lodging.
pub(crate) fn instant(lodged_at: &Zoned, at: DateTime) -> Result<Zoned, TermError> {
    lodged_at.time_zone().to_zoned(at).map_err(|_| no_such_instant(lodged_at, at))
}

/// Years in which every instant has a form that others can read: four digits (RFC 3339), whatever the zone.
const WRITABLE_YEARS: std::ops::RangeInclusive<i16> = 1..=9998;

/// An instant in the zone of `from`.
pub(crate) fn later(from: &Zoned, by: SignedDuration) -> Result<Zoned, TermError> {
    let later = from.checked_add(by).ok().filter(|later| WRITABLE_YEARS.contains(&later.year()));
    later.ok_or_else(|| no_such_instant(from, from.datetime()))
}

fn no_such_instant(lodged_at: &Zoned, at: DateTime) -> TermError {
    let zone = lodged_at.time_zone().iana_name().unwrap_or("without a name").to_owned();
    TermError::NoSuchInstant { at, zone }
}

enum Run {
    Minutes { due: Zoned },
    Days(DayRun),
}

struct DayRun {
    stretches: Vec<Stretch>,
    /// Place of the last day; none while the clock stands.
    end: Option<usize>,
}

/// Places `first..end`, whose counted days belong to the term.
struct Stretch {
    first: usize,
    end: usize,
}

/// Which days a term counts.
struct Pace<'calendar> {
    open_days: &'calendar crate::open_days::OpenDays,
    day_count: usize,
    every_day: bool,
}

impl Pace<'_> {
    fn counts(&self, place: usize) -> bool {
        self.every_day || self.open_days.is_open(place)
    }

    /// Counted days in `first..end`.
    fn count(&self, first: usize, end: usize) -> u32 {
        if self.every_day {
            u32::try_from(end.saturating_sub(first)).unwrap_or(u32::MAX)
        } else {
            self.open_days.count(first, end)
        }
    }

    /// The place behind the last of `count` counted days from `first`; `first` itself where nothing is counted.
    fn end_of(&self, first: usize, count: u32) -> Option<usize> {
        if count == 0 {
            Some(first)
        } else if self.every_day {
            first.checked_add(count as usize).filter(|end| *end <= self.day_count)
        } else {
            self.open_days.nth_from(first, count).map(|place| place + 1)
        }
    }

    /// Where a term with `left` days to count from `first` is due: the last of them, or the next open day.
    fn due_place(&self, first: usize, left: u32) -> Option<usize> {
        let end = self.end_of(first, left)?;
        let last = if left == 0 { end } else { end - 1 };
        self.open_days.nth_from(last, 1)
    }
}
