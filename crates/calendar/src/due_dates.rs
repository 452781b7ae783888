//! Due dates by the million: days by their number in, days by their number out.

use jiff::civil::Date;

use crate::open_days::OpenDays;
use crate::{Calendar, CalendarError, ScheduleKind};

/// Stands for a day beyond the loaded years; no loaded day has this number.
const NOT_LOADED: i32 = i32::MIN;
const EPOCH: Date = Date::constant(1970, 1, 1);

/// The working days of one schedule, for questions about many days at once. Days are numbered from 1 January 1970,
/// which is 0, as in most formats of tables.
#[derive(Debug, Clone, Copy)]
pub struct DueDates<'calendar> {
    calendar: &'calendar Calendar,
    open_days: &'calendar OpenDays,
    /// Number of the first loaded day.
    first: i32,
}

impl Calendar {
    /// Working days of `schedule` by the number of the day.
    pub fn due_dates(&self, schedule: ScheduleKind) -> DueDates<'_> {
        let first = self.dates().first().map_or(0, |date| day_number(*date));
        DueDates { calendar: self, open_days: self.open_days(schedule), first }
    }
}

/// Number of a day: days since 1 January 1970, negative before it.
pub fn day_number(date: Date) -> i32 {
    // The civil calendar has fewer than four million days on each side.
    date.duration_since(EPOCH).as_hours().div_euclid(24).try_into().unwrap_or(NOT_LOADED)
}

impl DueDates<'_> {
    /// Writes for every day of `from` the day on which `count` working days after it have been counted: what
    /// [`Calendar::working_day_after`] says, for as many days as `due` and `from` both have.
    ///
    /// For long lists every loaded day is answered once, and the list is looked up in these answers.
    ///
    /// # Errors
    /// [`CalendarError::NoYear`] where a day or its answer lies beyond the loaded years; `due` holds no meaning then.
    pub fn fill(&self, from: &[i32], count: u32, due: &mut [i32]) -> Result<(), CalendarError> {
        let days = self.calendar.dates().len();
        let mut earliest = i32::MAX;
        if from.len() < days {
            for (day, due) in from.iter().zip(&mut *due) {
                *due = self.answer(self.place(*day), count);
                earliest = earliest.min(*due);
            }
        } else {
            let answers: Vec<i32> = (0..days).map(|place| self.answer(place, count)).collect();
            for (day, due) in from.iter().zip(&mut *due) {
                *due = answers.get(self.place(*day)).copied().unwrap_or(NOT_LOADED);
                earliest = earliest.min(*due);
            }
        }
        if earliest == NOT_LOADED { Err(self.first_error(from, count)) } else { Ok(()) }
    }

    /// A day before the first becomes a place behind the last.
    fn place(&self, day: i32) -> usize {
        day.wrapping_sub(self.first) as u32 as usize
    }

    fn answer(&self, place: usize, count: u32) -> i32 {
        if place >= self.calendar.dates().len() {
            return NOT_LOADED;
        }
        let due = if count == 0 { Some(place) } else { self.open_days.nth_from(place + 1, count) };
        due.and_then(|due| i32::try_from(due).ok()).map_or(NOT_LOADED, |due| self.first + due)
    }

    fn first_error(&self, from: &[i32], count: u32) -> CalendarError {
        let failed = from.iter().find(|day| self.answer(self.place(**day), count) == NOT_LOADED);
        let outside = failed.filter(|day| self.place(**day) >= self.calendar.dates().len());
        match outside.and_then(|day| EPOCH.checked_add(jiff::Span::new().try_days(*day).ok()?).ok()) {
            Some(date) => CalendarError::no_year(date.year()),
            None => self.calendar.beyond_the_last_year(),
        }
    }
}
