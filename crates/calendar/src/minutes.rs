//! Terms in minutes: they run in the open hours, stop at closing and go on at opening.

use jiff::{SignedDuration, Zoned};

use crate::term::{instant, later};
use crate::{Calendar, ScheduleKind, TermError};

impl Calendar {
    /// The instant at which `count` open minutes after `lodged_at` have passed.
    pub(crate) fn after_open_minutes(
        &self,
        lodged_at: &Zoned,
        count: u32,
        schedule: ScheduleKind,
    ) -> Result<Zoned, TermError> {
        let mut left = SignedDuration::from_mins(i64::from(count));
        let first = self.place(lodged_at.date())?;
        for (place, date) in self.dates().iter().enumerate().skip(first) {
            for hours in self.hours_at(place, schedule) {
                let closes = instant(lodged_at, date.to_datetime(hours.closes))?;
                let begins = instant(lodged_at, date.to_datetime(hours.opens))?.max(lodged_at.clone());
                let open_for = closes.duration_since(&begins);
                if left <= open_for {
                    return later(&begins, left);
                }
                left -= open_for.max(SignedDuration::ZERO);
            }
        }
        Err(self.beyond_the_last_year().into())
    }
}
