//! What a single day is, seen through one schedule.

use std::fmt;
use std::sync::Arc;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::Text;

/// The four kinds of provider whose working hours the standards state; their hours are data
/// (`rulebook/schedules.toml`).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ScheduleKind {
    /// The enterprise that keeps the land cadastre: Monday to Friday.
    Cadastre,
    /// The public service centres: Monday to Saturday.
    Centre,
    /// The Agency for the management of land resources: Monday to Friday.
    Agency,
    /// The authorised and the executive bodies: Monday to Friday.
    Body,
}

impl ScheduleKind {
    /// All kinds, in the order of their declaration.
    pub const ALL: [Self; 4] = [Self::Cadastre, Self::Centre, Self::Agency, Self::Body];

    /// The name under which data and API know the kind.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Cadastre => "cadastre",
            Self::Centre => "centre",
            Self::Agency => "agency",
            Self::Body => "body",
        }
    }
}

impl fmt::Display for ScheduleKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id())
    }
}

/// An unbroken stretch of open hours of one day; `opens` belongs to it, `closes` does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// Local time at which the doors open.
    pub opens: Time,
    /// Local time at which they close; later than `opens`.
    pub closes: Time,
}

/// Whether a named day is a holiday or only a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NamedKind {
    /// National or state holiday: on a weekend it is followed by a day off.
    Holiday,
    /// Religious day off: on a weekend nothing follows.
    DayOff,
}

/// A day that the law on holidays names, as `rulebook/calendar/holidays.toml` describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Identifier that the year files use.
    pub id: String,
    /// Holiday or day off.
    pub kind: NamedKind,
    /// What people call it.
    pub name: Text,
    /// Law and article that make it free.
    pub law: String,
}

/// Why an office is closed on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClosedReason {
    /// The schedule has no hours on this weekday.
    WeeklyDayOff,
    /// A national or state holiday, on whatever weekday.
    Holiday(Arc<Named>),
    /// A day off of the law on holidays (Orthodox Christmas, Kurban Ait).
    DayOff(Arc<Named>),
    /// The working day after a holiday that fell on a weekend.
    FollowingDayOff {
        /// The holiday that it follows.
        holiday: Arc<Named>,
        /// The weekend day on which the holiday fell.
        fell_on: Date,
    },
    /// A weekday made free by a yearly transfer.
    TransferredDayOff {
        /// The day that is worked in its place.
        worked: Date,
    },
}

/// Whether an office works on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayStatus {
    /// The office works.
    Open {
        /// Its hours, in order and disjoint; never empty.
        hours: Vec<Interval>,
        /// The transferred day off that this day is worked for, where there is one.
        instead_of: Option<Date>,
    },
    /// The office is closed.
    Closed(ClosedReason),
}

/// A day of the calendar as one schedule sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Open with its hours, or closed with the reason.
    pub status: DayStatus,
}

impl Day {
    /// Whether the office works on this day.
    pub const fn is_open(&self) -> bool {
        matches!(self.status, DayStatus::Open { .. })
    }

    /// Why the office is closed; `None` on an open day.
    pub const fn closed_reason(&self) -> Option<&ClosedReason> {
        match &self.status {
            DayStatus::Open { .. } => None,
            DayStatus::Closed(reason) => Some(reason),
        }
    }
}
