//! What another calendar or other hours change, day by day.

use std::collections::BTreeSet;

use calendar::{Calendar, ClosedReason, DayStatus, Interval, ScheduleKind};
use jiff::civil::Date;

use super::said::{RuleDifference, Said, differ};

/// How a day departs from the week of its schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    Ordinary,
    Worked { instead_of: Date },
    Closed(ClosedReason),
}

/// What changes from one calendar to another. Of a year that only the other has, the days that depart from the week are
/// told.
pub(super) fn differences(before: &Calendar, after: &Calendar) -> Vec<RuleDifference> {
    let mut found = Vec::new();
    let held: BTreeSet<i16> = before.years().map(|year| year.year).collect();
    for year in after.years() {
        let known = |calendar: &Calendar| {
            let status = calendar.years().find(|one| one.year == year.year)?;
            Some(match status.not_known {
                Some(text) => Said::new("rules-law").law("text", text),
                None => Said::new("rules-year-complete"),
            })
        };
        differ(
            &mut found,
            || Said::new("rules-what-year").with("year", year.year),
            known(before),
            known(after),
        );
    }
    for schedule in ScheduleKind::ALL {
        for (place, hours) in after.week(schedule).iter().enumerate() {
            let old = before.week(schedule).get(place).map(|hours| hours_said(hours));
            let what = || {
                Said::new("rules-what-hours")
                    .messages("schedule", [schedule_message(schedule)])
                    .messages("weekday", [format!("page-weekday-{}", place + 1)])
            };
            differ(&mut found, what, old, Some(hours_said(hours)));
        }
    }
    for year in after.years() {
        days(before, after, year.year, held.contains(&year.year), &mut found);
    }
    found
}

/// How many days that have begun by `today` depart otherwise from their week than before.
pub(super) fn passed(before: &Calendar, after: &Calendar, today: Date) -> usize {
    let mut dates = BTreeSet::new();
    for year in before.years().map(|year| year.year).filter(|year| *year <= today.year()) {
        for schedule in ScheduleKind::ALL {
            let (old, new) = (before.year(year, schedule), after.year(year, schedule));
            let (Ok(old), Ok(new)) = (old, new) else { continue };
            let pairs =
                old.iter().zip(&new).filter(|(old, new)| old.date <= today && old.status != new.status);
            dates.extend(pairs.map(|(old, _)| old.date));
        }
    }
    dates.len()
}

fn days(before: &Calendar, after: &Calendar, year: i16, held: bool, found: &mut Vec<RuleDifference>) {
    let seen = |calendar: &Calendar, schedule| -> Vec<(Date, Seen)> {
        let days = calendar.year(year, schedule).unwrap_or_default();
        days.into_iter().map(|day| (day.date, see(day.status))).collect()
    };
    let mut changed: Vec<(Date, Seen, Seen, Vec<ScheduleKind>)> = Vec::new();
    for schedule in ScheduleKind::ALL {
        let old = if held { seen(before, schedule) } else { Vec::new() };
        for (place, (date, new)) in seen(after, schedule).into_iter().enumerate() {
            let old = old.get(place).map_or(Seen::Ordinary, |(_, old)| old.clone());
            if old == new {
                continue;
            }
            let same = changed.iter_mut().find(|(day, was, is, _)| *day == date && *was == old && *is == new);
            match same {
                Some((.., schedules)) => schedules.push(schedule),
                None => changed.push((date, old, new, vec![schedule])),
            }
        }
    }
    changed.sort_by_key(|(date, ..)| *date);
    for (date, old, new, schedules) in changed {
        let names = if schedules.len() == ScheduleKind::ALL.len() {
            vec!["page-kept-all".to_owned()]
        } else {
            schedules.into_iter().map(schedule_message).collect()
        };
        found.push(RuleDifference {
            what: Said::new("rules-what-day")
                .day("day", date)
                .messages("weekday", [format!("page-weekday-{}", date.weekday().to_monday_one_offset())])
                .messages("schedules", names),
            before: Some(seen_said(before, &old)),
            after: Some(seen_said(after, &new)),
        });
    }
}

fn see(status: DayStatus) -> Seen {
    match status {
        DayStatus::Open { instead_of: None, .. } | DayStatus::Closed(ClosedReason::WeeklyDayOff) => {
            Seen::Ordinary
        }
        DayStatus::Open { instead_of: Some(day), .. } => Seen::Worked { instead_of: day },
        DayStatus::Closed(reason) => Seen::Closed(reason),
    }
}

fn seen_said(calendar: &Calendar, seen: &Seen) -> Said {
    match seen {
        Seen::Ordinary => Said::new("rules-day-ordinary"),
        Seen::Worked { instead_of } => Said::new("rules-day-worked").day("day", *instead_of),
        Seen::Closed(reason) => Said::new("rules-day-closed").law("reason", &calendar.reason_text(reason)),
    }
}

fn hours_said(hours: &[Interval]) -> Said {
    if hours.is_empty() {
        return Said::new("rules-hours-none");
    }
    let time = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
    let stretches: Vec<String> =
        hours.iter().map(|hours| format!("{}–{}", time(hours.opens), time(hours.closes))).collect();
    Said::plain(stretches.join(", "))
}

fn schedule_message(schedule: ScheduleKind) -> String {
    format!("page-schedule-{schedule}")
}
