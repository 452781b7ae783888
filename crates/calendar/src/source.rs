//! The shapes of the data files, exactly as they are written.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::{NamedKind, ScheduleKind, Text};

/// `holidays.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HolidaysFile {
    pub named: Vec<NamedEntry>,
    pub reasons: Reasons,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedEntry {
    pub id: Spanned<String>,
    pub kind: NamedKind,
    pub name: Text,
    pub law: String,
}

/// Sentences about closed days that have no name of their own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reasons {
    pub weekly_day_off: Text,
    pub following_day_off: Text,
    pub transferred_day_off: Text,
}

/// `schedules.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SchedulesFile {
    #[serde(rename = "schedule")]
    pub schedules: Vec<ScheduleEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScheduleEntry {
    pub id: Spanned<ScheduleKind>,
    pub cite: String,
    pub days: Spanned<Vec<WeekdayName>>,
    pub hours: Spanned<Vec<[Spanned<String>; 2]>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum WeekdayName {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// `YYYY.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct YearFile {
    pub year: Spanned<i16>,
    pub complete: Spanned<bool>,
    pub not_known: Option<Text>,
    /// Absent in a year whose law gives no such day.
    pub following_day_off: Option<FollowingDayOff>,
    #[serde(default, rename = "holiday")]
    pub holidays: Vec<HolidayEntry>,
    #[serde(default, rename = "day_off")]
    pub days_off: Vec<DayOffEntry>,
    #[serde(default, rename = "transfer")]
    pub transfers: Vec<TransferEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FollowingDayOff {
    pub rule: FollowingRule,
    pub cite: Spanned<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FollowingRule {
    NextWorkingDay,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HolidayEntry {
    pub id: Spanned<String>,
    pub dates: Vec<Spanned<Datetime>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DayOffEntry {
    pub id: Spanned<String>,
    pub date: Spanned<Datetime>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TransferEntry {
    pub off: Spanned<Datetime>,
    pub worked: Spanned<Datetime>,
    pub source: Spanned<String>,
    pub url: Spanned<String>,
}
