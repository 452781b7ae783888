//! What is late and what will be: open cases counted by office and service, by the days of the office that asks.

use std::str::FromStr;

use calendar::ScheduleKind;
use cases::{OfficeId, StateName};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;
use store::cases::deadlines;

use crate::law::schedule_of;
use crate::{Desk, DeskError, Permission, Session};

/// States in which an answer is owed: until the paper is made.
const OWED: [StateName; 6] = [
    StateName::Lodged,
    StateName::InWork,
    StateName::Suspended,
    StateName::Granted,
    StateName::Refused,
    StateName::DeemedGranted,
];
/// Working days that are looked ahead.
const SOON: u32 = 3;

/// When the term of a case ends, seen from now. All but the first reach from now to the end of a day, so that each
/// holds what an earlier day holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// It has ended.
    Late,
    /// It ends today.
    Today,
    /// It ends by the end of the third working day after today.
    Soon,
    /// It ends by Sunday.
    Week,
}

impl Due {
    /// Every one, the most urgent first.
    pub const ALL: [Self; 4] = [Self::Late, Self::Today, Self::Soon, Self::Week];

    /// The name used in addresses and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Today => "today",
            Self::Soon => "soon",
            Self::Week => "week",
        }
    }

    /// Id of the message that names it.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Late => "desk-due-late",
            Self::Today => "desk-due-today",
            Self::Soon => "desk-due-soon",
            Self::Week => "desk-due-week",
        }
    }
}

impl FromStr for Due {
    type Err = ();

    fn from_str(given: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|due| due.as_str() == given).ok_or(())
    }
}

/// How many cases of a service an office has that are late or will be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeadlineLine {
    /// The deciding office.
    pub office: OfficeId,
    /// Number of the service.
    pub service: u8,
    /// How many, in the order of [`Due::ALL`].
    pub cases: [u64; 4],
}

/// What is late and what will be, for the offices whose overview somebody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deadlines {
    /// Last day of [`Due::Today`], [`Due::Soon`] and [`Due::Week`].
    pub days: [Date; 3],
    /// Offices and services with at least one such case, by office and service.
    pub lines: Vec<DeadlineLine>,
}

/// The instants and days at which the kinds of [`Due`] end, by the days of one office.
#[derive(Debug, Clone, Copy)]
pub(super) struct Horizon {
    now: Timestamp,
    days: [Date; 3],
    ends: [Timestamp; 3],
}

impl Horizon {
    /// From when on and before when the term ends.
    pub fn range(&self, due: Due) -> (Option<Timestamp>, Timestamp) {
        match due {
            Due::Late => (None, self.now),
            Due::Today => (Some(self.now), self.ends[0]),
            Due::Soon => (Some(self.now), self.ends[1]),
            Due::Week => (Some(self.now), self.ends[2]),
        }
    }
}

/// The states that a question about terms looks at.
pub(super) fn owed() -> impl Iterator<Item = &'static str> {
    OWED.into_iter().map(StateName::as_str)
}

impl Desk {
    /// Open cases whose term has ended, ends today, within three working days or this week, by deciding office and
    /// service, for the offices whose overview the caller has. Days are those of the caller's office.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub fn deadlines(&self, who: &Session) -> Result<Deadlines, DeskError> {
        self.demand_somewhere(who, Permission::SeeOverview)?;
        let horizon = self.horizon(who)?;
        let offices = self.scope(who).offices_with(Permission::SeeOverview);
        let states: Vec<&str> = owed().collect();
        let bounds = [horizon.now, horizon.ends[0], horizon.ends[1], horizon.ends[2]];
        let counted = self.store.read(|tx| deadlines(tx, offices.as_deref(), &states, &bounds))?;
        let lines = counted.into_iter().map(|count| {
            let before =
                |place: usize| count.before.get(place).map_or(0, |found| u64::try_from(*found).unwrap_or(0));
            let late = before(0);
            let until = |place: usize| before(place).saturating_sub(late);
            DeadlineLine {
                office: OfficeId(count.office.clone()),
                service: u8::try_from(count.service).unwrap_or(0),
                cases: [late, until(1), until(2), until(3)],
            }
        });
        Ok(Deadlines { days: horizon.days, lines: lines.collect() })
    }

    pub(super) fn horizon(&self, who: &Session) -> Result<Horizon, DeskError> {
        let now = self.now();
        let office = self.law().directory.office(&who.account.office.0);
        let zone = office
            .and_then(|office| office.region.as_deref())
            .and_then(|region| self.law().zone(region, now).ok())
            .unwrap_or_else(|| self.national_zone());
        let today = now.to_zoned(zone.clone()).date();
        let days =
            [today, self.working_days_ahead(today, schedule_of(who.account.office_kind)), sunday(today)?];
        let mut ends = [now; 3];
        for (end, day) in ends.iter_mut().zip(days) {
            *end = midnight_after(day, &zone)?;
        }
        Ok(Horizon { now, days, ends })
    }

    /// Beyond the years of the calendar no day is known to be closed.
    fn working_days_ahead(&self, today: Date, schedule: ScheduleKind) -> Date {
        let known = self.law().calendar.working_day_after(today, SOON, schedule);
        known.unwrap_or_else(|_| today.saturating_add(i64::from(SOON).days()))
    }
}

fn sunday(today: Date) -> Result<Date, DeskError> {
    if today.weekday() == Weekday::Sunday {
        return Ok(today);
    }
    today.nth_weekday(1, Weekday::Sunday).map_err(DeskError::defect)
}

fn midnight_after(day: Date, zone: &TimeZone) -> Result<Timestamp, DeskError> {
    let next = day.tomorrow().and_then(|next| next.to_zoned(zone.clone())).map_err(DeskError::defect)?;
    Ok(next.timestamp())
}
