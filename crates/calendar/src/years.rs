//! The calendar: the loaded years, and what can be asked about their days.

use std::collections::BTreeMap;

use jiff::Zoned;
use jiff::civil::{Date, Time};

use crate::build::{Fact, build, hours_on, prolonged};
use crate::open_days::OpenDays;
use crate::read::{Week, read};
use crate::source::Reasons;
use crate::{CalendarError, ClosedReason, Day, DayStatus, LoadError, ScheduleKind, Text};

/// Every day of consecutive years, for the four schedules.
#[derive(Debug, Clone)]
pub struct Calendar {
    span: Span,
    /// One for each day of `span`.
    facts: Vec<Fact>,
    /// In the order of [`ScheduleKind::ALL`].
    open_days: [OpenDays; 4],
    not_known: BTreeMap<i16, Option<Text>>,
    reasons: Reasons,
}

/// How much is known about a loaded year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearStatus<'calendar> {
    /// The year.
    pub year: i16,
    /// What is not yet known; `None` for a complete year.
    pub not_known: Option<&'calendar Text>,
}

impl Calendar {
    /// Reads a calendar from the names and texts of `holidays.toml`, `schedules.toml` and one `YYYY.toml` for each
    /// year. Only the last part of a name counts. The years must follow one another without a gap.
    ///
    /// # Errors
    ///
    /// Every [`LoadError`] that can be told; each names the file, the line, the field and what is allowed there.
    pub fn checked<Name, Body>(files: impl IntoIterator<Item = (Name, Body)>) -> Result<Self, Vec<LoadError>>
    where
        Name: Into<String>,
        Body: Into<String>,
    {
        build(read(files)?)
    }

    /// The same for whoever needs a calendar and mends no file.
    ///
    /// # Errors
    ///
    /// The first of them.
    pub fn from_toml<Name, Body>(files: impl IntoIterator<Item = (Name, Body)>) -> Result<Self, LoadError>
    where
        Name: Into<String>,
        Body: Into<String>,
    {
        Self::checked(files).map_err(|wrong| {
            let nothing = || LoadError::MissingFile { file: "rulebook/calendar".to_owned() };
            wrong.into_iter().next().unwrap_or_else(nothing)
        })
    }

    pub(crate) fn new(
        span: Span,
        facts: Vec<Fact>,
        open_days: [OpenDays; 4],
        not_known: BTreeMap<i16, Option<Text>>,
        reasons: Reasons,
    ) -> Self {
        Self { span, facts, open_days, not_known, reasons }
    }

    /// This calendar with the years that only a newer one has. Days and hours that this one knows stay as they are.
    #[must_use]
    pub fn prolonged(&self, newer: &Self) -> Self {
        prolonged(self, newer)
    }

    /// The loaded years, in order, each with what is not yet known about it.
    pub fn years(&self) -> impl Iterator<Item = YearStatus<'_>> {
        self.not_known
            .iter()
            .map(|(year, not_known)| YearStatus { year: *year, not_known: not_known.as_ref() })
    }

    /// What `date` is in `schedule`.
    ///
    /// # Errors
    ///
    /// [`CalendarError::NoYear`] for a year that is not loaded; so do all questions below.
    pub fn day(&self, date: Date, schedule: ScheduleKind) -> Result<Day, CalendarError> {
        Ok(self.day_at(self.place(date)?, schedule))
    }

    /// Every day of `year` in `schedule`, from 1 January to 31 December.
    ///
    /// # Errors
    ///
    /// See [`Self::day`].
    pub fn year(&self, year: i16, schedule: ScheduleKind) -> Result<Vec<Day>, CalendarError> {
        let places = self.span.places_of(year).ok_or_else(|| CalendarError::no_year(year))?;
        Ok(places.map(|place| self.day_at(place, schedule)).collect())
    }

    /// The first open day after `date`.
    ///
    /// # Errors
    ///
    /// See [`Self::day`].
    pub fn next_open_day(&self, date: Date, schedule: ScheduleKind) -> Result<Date, CalendarError> {
        self.working_day_after(date, 1, schedule)
    }

    /// The day on which `count` working days after `date` have been counted; `date` itself is not counted and need not
    /// be open. A count of 0 gives `date`. One look-up, however long the way.
    ///
    /// # Errors
    ///
    /// See [`Self::day`].
    pub fn working_day_after(
        &self,
        date: Date,
        count: u32,
        schedule: ScheduleKind,
    ) -> Result<Date, CalendarError> {
        let place = self.place(date)?;
        if count == 0 {
            return Ok(date);
        }
        self.date_at(self.open_days(schedule).nth_from(place + 1, count))
    }

    /// How many working days lie after `after` up to and including `through`; 0 where `through` is not later.
    ///
    /// # Errors
    ///
    /// See [`Self::day`].
    pub fn working_days_between(
        &self,
        after: Date,
        through: Date,
        schedule: ScheduleKind,
    ) -> Result<u32, CalendarError> {
        let (after, through) = (self.place(after)?, self.place(through)?);
        Ok(self.open_days(schedule).count(after + 1, through + 1))
    }

    /// The open hours of an ordinary week, Monday first; empty on the weekly days off.
    pub fn week(&self, schedule: ScheduleKind) -> &[Vec<crate::Interval>; 7] {
        &self.open_days(schedule).week
    }

    /// The local time at which the office closes on `date`; `None` where it is closed all day.
    ///
    /// # Errors
    ///
    /// See [`Self::day`].
    pub fn closing(&self, date: Date, schedule: ScheduleKind) -> Result<Option<Time>, CalendarError> {
        let place = self.place(date)?;
        Ok(self.hours_at(place, schedule).last().map(|interval| interval.closes))
    }

    /// Whether the office is open at `instant`, read as local time of its zone. The minute of opening belongs to the
    /// open hours, that of closing does not.
    ///
    /// # Errors
    ///
    /// See [`Self::day`].
    pub fn is_open_at(&self, instant: &Zoned, schedule: ScheduleKind) -> Result<bool, CalendarError> {
        let (place, time) = (self.place(instant.date())?, instant.time());
        Ok(self.hours_at(place, schedule).iter().any(|hours| hours.opens <= time && time < hours.closes))
    }

    /// What a person is told about a closed day: the holiday's name, or a sentence of `holidays.toml`.
    pub fn reason_text(&self, reason: &ClosedReason) -> Text {
        match reason {
            ClosedReason::WeeklyDayOff => self.reasons.weekly_day_off.clone(),
            ClosedReason::Holiday(named) | ClosedReason::DayOff(named) => named.name.clone(),
            ClosedReason::FollowingDayOff { holiday, fell_on } => {
                fill(&self.reasons.following_day_off, Some(&holiday.name), *fell_on)
            }
            ClosedReason::TransferredDayOff { worked } => {
                fill(&self.reasons.transferred_day_off, None, *worked)
            }
        }
    }

    pub(crate) fn fact(&self, date: Date) -> Option<&Fact> {
        self.span.place(date).and_then(|place| self.facts.get(place))
    }

    pub(crate) fn weeks(&self) -> [&Week; 4] {
        self.open_days.each_ref().map(|open| &open.week)
    }

    pub(crate) fn not_known(&self) -> &BTreeMap<i16, Option<Text>> {
        &self.not_known
    }

    pub(crate) fn reasons(&self) -> &Reasons {
        &self.reasons
    }

    pub(crate) fn open_days(&self, schedule: ScheduleKind) -> &OpenDays {
        &self.open_days[schedule as usize]
    }

    pub(crate) fn place(&self, date: Date) -> Result<usize, CalendarError> {
        self.span.place(date).ok_or_else(|| CalendarError::no_year(date.year()))
    }

    /// The date of a place; no place means that the way ran beyond the last loaded year.
    pub(crate) fn date_at(&self, place: Option<usize>) -> Result<Date, CalendarError> {
        place
            .and_then(|place| self.span.dates().get(place).copied())
            .ok_or_else(|| self.beyond_the_last_year())
    }

    pub(crate) fn beyond_the_last_year(&self) -> CalendarError {
        CalendarError::no_year(self.span.year_after())
    }

    pub(crate) fn dates(&self) -> &[Date] {
        self.span.dates()
    }

    pub(crate) fn hours_at(&self, place: usize, schedule: ScheduleKind) -> &[crate::Interval] {
        let week: &Week = &self.open_days(schedule).week;
        hours_on(week, self.span.dates()[place], &self.facts[place])
    }

    fn day_at(&self, place: usize, schedule: ScheduleKind) -> Day {
        let date = self.span.dates()[place];
        let hours = self.hours_at(place, schedule);
        let reason = match &self.facts[place] {
            Fact::Holiday(named) => ClosedReason::Holiday(named.clone()),
            Fact::DayOff(named) => ClosedReason::DayOff(named.clone()),
            Fact::Following { holiday, fell_on } => {
                ClosedReason::FollowingDayOff { holiday: holiday.clone(), fell_on: *fell_on }
            }
            Fact::TransferredOff { worked } => ClosedReason::TransferredDayOff { worked: *worked },
            Fact::Ordinary | Fact::Worked { .. } if hours.is_empty() => ClosedReason::WeeklyDayOff,
            Fact::Ordinary => return Day { date, status: open(hours, None) },
            Fact::Worked { instead_of } => return Day { date, status: open(hours, Some(*instead_of)) },
        };
        Day { date, status: DayStatus::Closed(reason) }
    }
}

fn open(hours: &[crate::Interval], instead_of: Option<Date>) -> DayStatus {
    DayStatus::Open { hours: hours.to_vec(), instead_of }
}

fn fill(sentence: &Text, holiday: Option<&Text>, date: Date) -> Text {
    let date = date.strftime("%d.%m.%Y").to_string();
    let one = |sentence: &str, name: Option<&String>| {
        sentence.replace("{holiday}", name.map_or("", String::as_str)).replace("{date}", &date)
    };
    Text {
        kk: one(&sentence.kk, holiday.map(|name| &name.kk)),
        ru: one(&sentence.ru, holiday.map(|name| &name.ru)),
        en: one(&sentence.en, holiday.map(|name| &name.en)),
    }
}

/// The days of consecutive years, numbered from the first.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    first_year: i16,
    /// Place of each 1 January, and behind it the number of days.
    year_starts: Vec<usize>,
    dates: Vec<Date>,
}

impl Span {
    /// `years` are consecutive and ascending.
    pub fn new(years: &[i16]) -> Self {
        let (mut year_starts, mut dates) = (vec![0], Vec::new());
        for year in years {
            let first = Date::constant(*year, 1, 1);
            dates.extend(first.series(jiff::Span::new().days(1)).take_while(|date| date.year() == *year));
            year_starts.push(dates.len());
        }
        Self { first_year: years.first().copied().unwrap_or_default(), year_starts, dates }
    }

    pub fn len(&self) -> usize {
        self.dates.len()
    }

    pub fn dates(&self) -> &[Date] {
        &self.dates
    }

    pub fn place(&self, date: Date) -> Option<usize> {
        let day_of_year = usize::try_from(date.day_of_year()).ok()?;
        Some(self.places_of(date.year())?.start + day_of_year - 1)
    }

    pub fn places_of(&self, year: i16) -> Option<std::ops::Range<usize>> {
        let nth = usize::try_from(year.checked_sub(self.first_year)?).ok()?;
        Some(*self.year_starts.get(nth)?..*self.year_starts.get(nth + 1)?)
    }

    fn year_after(&self) -> i16 {
        self.dates.last().map_or(self.first_year, |date| date.year().saturating_add(1))
    }
}
