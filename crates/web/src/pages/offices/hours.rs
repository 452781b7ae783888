//! When offices are open: now, at a day and an hour, and what a person is told of it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use calendar::{DayStatus, Interval, ScheduleKind};
use desk::schedule_of;
use directory::Office;
use jiff::civil::{Date, Time};
use jiff::{ToSpan, Zoned};

use crate::pages::Visitor;
use crate::pages::term::weekday;
use crate::pages::wording::{day, said};
use crate::zones::{NATIONAL_ZONE, region_zone};

/// When the offices that are looked for are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// It does not matter.
    Whenever,
    /// At this moment, on the clocks of each.
    Now,
    /// On a day, at an hour of it where one is named; on the clocks of each.
    At(Date, Option<Time>),
}

/// How many days ahead a person is told of days that are unlike the usual week.
const AHEAD: i64 = 14;

/// A schedule on the clocks of a region.
type Clock = (Option<String>, ScheduleKind);

/// Opening hours as the question needs them. Offices of one kind in one region are open together, so that each answer is
/// worked out once.
pub(super) struct Opening<'v> {
    visitor: &'v Visitor,
    when: When,
    known: RefCell<BTreeMap<Clock, bool>>,
}

impl<'v> Opening<'v> {
    pub fn new(visitor: &'v Visitor, when: When) -> Self {
        Self { visitor, when, known: RefCell::default() }
    }

    /// Whether an office is open when it is to be.
    pub fn holds(&self, office: &Office) -> bool {
        if self.when == When::Whenever {
            return true;
        }
        let clock = (office.region.clone(), schedule_of(office.kind));
        if let Some(known) = self.known.borrow().get(&clock) {
            return *known;
        }
        let holds = match self.when {
            When::Whenever => true,
            When::Now => {
                let now = self.local_now(office);
                open_at(&self.hours(now.date(), clock.1).unwrap_or_default(), now.time()).is_some()
            }
            When::At(date, time) => {
                let hours = self.hours(date, clock.1).unwrap_or_default();
                time.map_or(!hours.is_empty(), |time| open_at(&hours, time).is_some())
            }
        };
        self.known.borrow_mut().insert(clock, holds);
        holds
    }

    /// The present moment on the clocks of an office.
    fn local_now(&self, office: &Office) -> Zoned {
        let now = self.visitor.app.desk.now();
        now.to_zoned(region_zone(self.visitor.app.desk.law(), office.region.as_deref(), now))
    }

    /// The hours of a day, none where it is closed; `None` where the calendar does not reach so far.
    fn hours(&self, date: Date, schedule: ScheduleKind) -> Option<Vec<Interval>> {
        match self.visitor.app.desk.law().calendar.day(date, schedule).ok()?.status {
            DayStatus::Open { hours, .. } => Some(hours),
            DayStatus::Closed(_) => Some(Vec::new()),
        }
    }

    /// Why a day is closed; `None` on an open day.
    fn closed(&self, date: Date, schedule: ScheduleKind) -> Option<String> {
        let calendar = &self.visitor.app.desk.law().calendar;
        match calendar.day(date, schedule).ok()?.status {
            DayStatus::Open { .. } => None,
            DayStatus::Closed(reason) => {
                Some(self.visitor.language.of(&calendar.reason_text(&reason)).to_owned())
            }
        }
    }

    fn said(&self, message: &str, values: &[(&'static str, String)]) -> String {
        said(self.visitor, message, values)
    }

    /// A day with its weekday.
    fn named(&self, date: Date) -> String {
        format!("{}, {}", day(date), weekday(date.weekday().to_monday_one_offset(), self.visitor))
    }

    /// When an office opens next after a day.
    fn next(&self, after: Date, schedule: ScheduleKind) -> Option<String> {
        let next = self.visitor.app.desk.law().calendar.next_open_day(after, schedule).ok()?;
        let opens = self.hours(next, schedule)?.first()?.opens;
        Some(self.said("page-office-opens-next", &[("day", self.named(next)), ("time", clock(opens))]))
    }

    /// Until when an office is open, or why it is closed and when it opens; on the day that was asked for, else now. `None`
    /// where the calendar does not reach so far.
    pub fn told(&self, office: &Office) -> Option<String> {
        match self.when {
            When::At(date, _) => self.told_of(date, schedule_of(office.kind)),
            When::Whenever | When::Now => self.told_now(office),
        }
    }

    fn told_of(&self, date: Date, schedule: ScheduleKind) -> Option<String> {
        let on = ("day", self.named(date));
        let Some(reason) = self.closed(date, schedule) else {
            let hours = self.hours(date, schedule)?;
            return Some(self.said("page-office-open-on", &[on, ("hours", spans(&hours))]));
        };
        let closed = self.said("page-office-closed-on", &[on, ("reason", reason)]);
        Some(join(&closed, self.next(date, schedule)))
    }

    fn told_now(&self, office: &Office) -> Option<String> {
        let schedule = schedule_of(office.kind);
        let now = self.local_now(office);
        let (date, time) = (now.date(), now.time());
        let today = self.hours(date, schedule)?;
        if let Some(now) = open_at(&today, time) {
            let until = self.said("page-office-open", &[("time", clock(now.closes))]);
            let later = today.iter().find(|hours| hours.opens >= now.closes);
            let later = later.map(|later| {
                let (from, to) = (("from", clock(later.opens)), ("to", clock(later.closes)));
                self.said("page-office-then", &[from, to])
            });
            return Some(join(&until, later));
        }
        if let Some(later) = today.iter().find(|hours| time < hours.opens) {
            let been = today.iter().any(|hours| hours.closes <= time);
            let message = if been { "page-office-pause-now" } else { "page-office-opens-today" };
            return Some(self.said(message, &[("time", clock(later.opens))]));
        }
        let closed = match self.closed(date, schedule) {
            Some(reason) => self.said("page-office-closed-today", &[("reason", reason)]),
            None => self.visitor.t("page-office-closed-now"),
        };
        Some(join(&closed, self.next(date, schedule)))
    }

    /// What an office's clock shows, where that is not what clocks in the capital show.
    pub fn clock(&self, office: &Office) -> Option<String> {
        let now = self.local_now(office);
        let capital = self.visitor.app.desk.now().in_tz(NATIONAL_ZONE).ok()?;
        (now.offset() != capital.offset())
            .then(|| self.said("page-office-clock", &[("time", clock(now.time()))]))
    }

    /// Days soon that are unlike the usual week: closed with the reason, or open with the hours.
    pub fn unusual(&self, office: &Office) -> Vec<String> {
        let schedule = schedule_of(office.kind);
        let first = match self.when {
            When::At(date, _) => date,
            When::Whenever | When::Now => self.local_now(office).date(),
        };
        let week = self.visitor.app.desk.law().calendar.week(schedule);
        let usual = |date: Date| {
            let place = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
            week.get(place).map_or(&[][..], Vec::as_slice)
        };
        let days = first.series(1.day()).take(usize::try_from(AHEAD).unwrap_or_default());
        days.filter_map(|date| {
            let hours = self.hours(date, schedule)?;
            if hours == usual(date) {
                return None;
            }
            let on = ("day", self.named(date));
            Some(match self.closed(date, schedule) {
                Some(reason) => self.said("page-office-closed-on", &[on, ("reason", reason)]),
                None => self.said("page-office-open-on", &[on, ("hours", spans(&hours))]),
            })
        })
        .collect()
    }
}

/// The break of an ordinary working day.
pub(in crate::pages) fn pause(schedule: ScheduleKind, visitor: &Visitor) -> Option<String> {
    let week = visitor.app.desk.law().calendar.week(schedule);
    let [before, after] = week.iter().find(|hours| !hours.is_empty())?.as_slice() else { return None };
    let (from, to) = (("from", clock(before.closes)), ("to", clock(after.opens)));
    Some(said(visitor, "page-office-pause", &[from, to]))
}

/// The stretch of hours in which a time lies.
fn open_at(hours: &[Interval], time: Time) -> Option<Interval> {
    hours.iter().find(|hours| hours.opens <= time && time < hours.closes).copied()
}

/// Two sentences, or one.
fn join(first: &str, second: Option<String>) -> String {
    second.map_or_else(|| first.to_owned(), |second| format!("{first} {second}"))
}

/// Hours of a day: `09:00–13:00, 14:00–18:00`.
pub(super) fn spans(hours: &[Interval]) -> String {
    let each = hours.iter().map(|one| format!("{}–{}", clock(one.opens), clock(one.closes)));
    each.collect::<Vec<_>>().join(", ")
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}
