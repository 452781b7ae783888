//! Days of a five-day week, from the lists of holidays alone.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday, time};
use jiff::{SignedDuration, ToSpan, Zoned};

/// Days on which the offices of a five-day week are closed though it is no weekend, and open though it is one.
pub struct Days {
    closed: BTreeSet<Date>,
    worked: BTreeSet<Date>,
}

impl Days {
    /// Reads the years from their texts.
    ///
    /// # Errors
    /// What is not TOML, or no date.
    pub fn read<'t>(years: impl Iterator<Item = &'t str>) -> anyhow::Result<Self> {
        let mut days = Self { closed: BTreeSet::new(), worked: BTreeSet::new() };
        let (mut holidays, mut transfers) = (BTreeSet::new(), Vec::new());
        for text in years {
            let year: toml::Table = text.parse()?;
            for holiday in tables(&year, "holiday") {
                let dates = holiday.get("dates").and_then(toml::Value::as_array);
                for date in dates.into_iter().flatten() {
                    holidays.insert(date_of(date)?);
                }
            }
            for off in tables(&year, "day_off").filter_map(|one| one.get("date")) {
                days.closed.insert(date_of(off)?);
            }
            for one in tables(&year, "transfer") {
                if let (Some(off), Some(worked)) = (one.get("off"), one.get("worked")) {
                    transfers.push((date_of(off)?, date_of(worked)?));
                }
            }
        }
        days.closed.extend(&holidays);
        for holiday in holidays.into_iter().filter(|date| weekend(*date)) {
            let after = days.open_from(holiday);
            days.closed.insert(after);
        }
        for (off, worked) in transfers {
            days.closed.insert(off);
            days.closed.remove(&worked);
            days.worked.insert(worked);
        }
        Ok(days)
    }

    fn is_open(&self, day: Date) -> bool {
        !self.closed.contains(&day) && (!weekend(day) || self.worked.contains(&day))
    }

    /// The last day of a term: the day after lodging is the first; days from the one on which the term stopped to the one on which
    /// it went on do not count; calendar days that end on a closed day end on the next open one.
    pub fn last_day(&self, lodged: Date, length: u32, working: bool, stood: &[(Date, Date)]) -> Date {
        let stands = |day: Date| stood.iter().any(|(from, to)| (*from..=*to).contains(&day));
        let mut day = lodged;
        let mut left = length;
        while left > 0 {
            day = day.saturating_add(1.day());
            if !stands(day) && (!working || self.is_open(day)) {
                left -= 1;
            }
        }
        while !self.is_open(day) || stands(day) {
            day = day.saturating_add(1.day());
        }
        day
    }

    /// A day if the offices are open then, else the next one on which they are.
    pub fn open_from(&self, mut day: Date) -> Date {
        while !self.is_open(day) {
            day = day.saturating_add(1.day());
        }
        day
    }

    /// The end of so many open minutes of a centre: nine to twenty hours, Mondays to Saturdays, no holidays.
    pub fn minutes_at_a_centre(&self, lodged: &Zoned, minutes: i64) -> Zoned {
        let mut left = SignedDuration::from_mins(minutes);
        let mut at = lodged.clone();
        loop {
            let day = at.date();
            let works = !self.closed.contains(&day)
                && (day.weekday() != Weekday::Sunday || self.worked.contains(&day));
            let hour = |hour| day.to_datetime(time(hour, 0, 0, 0)).to_zoned(at.time_zone().clone());
            if let (true, Ok(opens), Ok(closes)) = (works, hour(9), hour(20)) {
                let begins = opens.max(at.clone());
                let open = closes.duration_since(&begins);
                if left <= open {
                    return begins.saturating_add(left);
                }
                left -= open.max(SignedDuration::ZERO);
            }
            let next = day.saturating_add(1.day()).to_zoned(at.time_zone().clone());
            at = next.unwrap_or_else(|_| at.saturating_add(24.hours()));
        }
    }
}

fn weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn tables<'y>(year: &'y toml::Table, name: &str) -> impl Iterator<Item = &'y toml::Table> {
    year.get(name).and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_table)
}

fn date_of(value: &toml::Value) -> anyhow::Result<Date> {
    Ok(value.to_string().trim_matches('"').parse()?)
}
