//! The six-day week of the centres against `oracle/six_day_week.csv`, a table written by hand from the law, the orders
//! on transfers and our reading that what closes a Monday-to-Friday office on a weekday closes a centre too.

mod common;

use calendar::{ClosedReason, DayStatus, ScheduleKind};
use common::{SHIPPED, date};
use jiff::civil::Weekday;

fn in_words(status: &DayStatus) -> String {
    match status {
        DayStatus::Open { instead_of: None, .. } => "open,".to_owned(),
        DayStatus::Open { instead_of: Some(day), .. } => format!("open,worked for {day}"),
        DayStatus::Closed(ClosedReason::WeeklyDayOff) => "closed,weekly".to_owned(),
        DayStatus::Closed(ClosedReason::Holiday(named)) => format!("closed,holiday {}", named.id),
        DayStatus::Closed(ClosedReason::DayOff(named)) => format!("closed,day-off {}", named.id),
        DayStatus::Closed(ClosedReason::FollowingDayOff { holiday, .. }) => {
            format!("closed,following {}", holiday.id)
        }
        DayStatus::Closed(ClosedReason::TransferredDayOff { worked }) => {
            format!("closed,transferred {worked}")
        }
    }
}

#[test]
fn the_centres_keep_the_days_of_our_own_table() {
    let rows: Vec<&str> = include_str!("oracle/six_day_week.csv").lines().skip(1).collect();
    assert!(rows.len() > 100);
    let differing: Vec<String> = rows
        .into_iter()
        .filter_map(|row| {
            let (day, expected) = row.split_once(',').expect("a date and a status");
            let found =
                in_words(&SHIPPED.day(date(day), ScheduleKind::Centre).expect("a loaded year").status);
            (found != expected).then(|| format!("{day}: table {expected}, calendar {found}"))
        })
        .collect();
    assert!(differing.is_empty(), "{differing:#?}");
}

#[test]
fn centres_differ_from_the_five_day_week_on_plain_saturdays_only() {
    for status in SHIPPED.years() {
        let centre = SHIPPED.year(status.year, ScheduleKind::Centre).expect("a loaded year");
        let cadastre = SHIPPED.year(status.year, ScheduleKind::Cadastre).expect("a loaded year");
        assert_eq!(centre.len(), cadastre.len());
        for (six, five) in centre.iter().zip(&cadastre) {
            let plain_saturday = six.date.weekday() == Weekday::Saturday
                && five.closed_reason() == Some(&ClosedReason::WeeklyDayOff);
            assert_eq!(six.is_open(), five.is_open() || plain_saturday, "{}", six.date);
        }
    }
}
