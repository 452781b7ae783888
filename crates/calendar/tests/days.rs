//! What a day is in a schedule, and what can be asked about it.

mod common;

use calendar::{CalendarError, ClosedReason, DayStatus, Interval, Length, ScheduleKind, Text};
use common::{SHIPPED, almaty, date, suspension};
use jiff::civil::Time;

fn hours(day: &str, schedule: ScheduleKind) -> Vec<(String, String)> {
    let day = SHIPPED.day(date(day), schedule).expect("a loaded year");
    let DayStatus::Open { hours, .. } = day.status else { return Vec::new() };
    let in_words = |time: Time| time.strftime("%H:%M").to_string();
    hours.iter().map(|Interval { opens, closes }| (in_words(*opens), in_words(*closes))).collect()
}

fn reason(day: &str, schedule: ScheduleKind) -> Option<Text> {
    let day = SHIPPED.day(date(day), schedule).expect("a loaded year");
    day.closed_reason().map(|reason| SHIPPED.reason_text(reason))
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(opens, closes)| ((*opens).to_owned(), (*closes).to_owned())).collect()
}

#[test]
fn each_kind_of_provider_keeps_the_hours_of_paragraph_nine() {
    let monday = "2013-09-02";
    assert_eq!(hours(monday, ScheduleKind::Cadastre), owned(&[("09:00", "13:00"), ("14:00", "18:00")]));
    assert_eq!(hours(monday, ScheduleKind::Centre), owned(&[("09:00", "20:00")]));
    assert_eq!(hours(monday, ScheduleKind::Agency), owned(&[("09:00", "13:00"), ("14:30", "18:30")]));
    assert_eq!(hours(monday, ScheduleKind::Body), owned(&[("09:00", "13:00"), ("14:00", "18:00")]));
}

#[test]
fn a_sunday_worked_for_a_friday_keeps_the_hours_of_a_friday() {
    assert_eq!(hours("2014-05-04", ScheduleKind::Centre), owned(&[("09:00", "20:00")]));
    assert_eq!(hours("2014-05-04", ScheduleKind::Cadastre), owned(&[("09:00", "13:00"), ("14:00", "18:00")]));
}

#[test]
fn a_closed_day_says_why_in_three_languages() {
    let holiday = reason("2013-05-07", ScheduleKind::Cadastre).expect("closed");
    assert_eq!(holiday.kk, "Отан қорғаушы күні");
    let transferred = reason("2013-05-10", ScheduleKind::Centre).expect("closed");
    assert_eq!(transferred.en, "Transferred day off (04.05.2013 is worked instead)");
    assert!(transferred.kk.contains("04.05.2013") && transferred.ru.contains("04.05.2013"));
    let following = reason("2013-07-08", ScheduleKind::Centre).expect("closed");
    assert_eq!(following.en, "Day off that follows a holiday on a weekend: Capital Day (06.07.2013)");
    assert!(following.ru.contains("День столицы") && following.kk.contains("Астана күні"));
    assert_eq!(reason("2013-09-08", ScheduleKind::Centre).expect("closed").ru, "Выходной день");
    assert_eq!(reason("2013-09-09", ScheduleKind::Centre), None);
}

#[test]
fn a_day_off_that_follows_names_the_day_on_which_the_holiday_fell() {
    let day = SHIPPED.day(date("2016-05-10"), ScheduleKind::Cadastre).expect("a loaded year");
    let Some(ClosedReason::FollowingDayOff { holiday, fell_on }) = day.closed_reason() else {
        panic!("10 May 2016 follows a holiday, but is {day:?}");
    };
    assert_eq!((holiday.id.as_str(), *fell_on), ("defenders-day", date("2016-05-07")));
}

#[test]
fn thirtieth_of_august_is_a_holiday_until_2025() {
    for status in SHIPPED.years() {
        let day = SHIPPED
            .day(jiff::civil::date(status.year, 8, 30), ScheduleKind::Cadastre)
            .expect("a loaded year");
        let is_holiday = matches!(day.closed_reason(), Some(ClosedReason::Holiday(_)));
        assert_eq!(is_holiday, status.year <= 2025, "{}", status.year);
    }
}

#[test]
fn fifteen_years_are_loaded_and_only_2026_is_not_yet_complete() {
    let years: Vec<i16> = SHIPPED.years().map(|status| status.year).collect();
    assert_eq!(years, (2012..=2026).collect::<Vec<i16>>());
    let open: Vec<i16> =
        SHIPPED.years().filter(|status| status.not_known.is_some()).map(|status| status.year).collect();
    assert_eq!(open, [2026]);
}

#[test]
fn a_year_has_all_its_days_in_order() {
    let leap = SHIPPED.year(2024, ScheduleKind::Body).expect("a loaded year");
    assert_eq!(leap.len(), 366);
    assert_eq!(leap.first().map(|day| day.date), Some(date("2024-01-01")));
    assert_eq!(leap.last().map(|day| day.date), Some(date("2024-12-31")));
    assert!(leap.is_sorted_by_key(|day| day.date));
}

#[test]
fn a_year_without_data_is_an_error_that_names_the_file_to_add() {
    let missing = |year: i16| CalendarError::NoYear { year, file: format!("rulebook/calendar/{year}.toml") };
    assert_eq!(SHIPPED.year(2027, ScheduleKind::Body), Err(missing(2027)));
    assert_eq!(SHIPPED.day(date("2011-12-31"), ScheduleKind::Body), Err(missing(2011)));
    assert_eq!(SHIPPED.next_open_day(date("2026-12-31"), ScheduleKind::Body), Err(missing(2027)));
    assert_eq!(
        missing(2027).to_string(),
        "no calendar for the year 2027; add rulebook/calendar/2027.toml",
        "the remedy is in the message"
    );
}

#[test]
fn an_office_is_open_from_its_opening_until_just_before_its_closing() {
    let open = |at: &str| SHIPPED.is_open_at(&almaty(at), ScheduleKind::Cadastre).expect("a loaded year");
    assert!(!open("2013-09-02T08:59:59+06:00"));
    assert!(open("2013-09-02T09:00:00+06:00"));
    assert!(!open("2013-09-02T13:00:00+06:00"));
    assert!(open("2013-09-02T14:00:00+06:00"));
    assert!(!open("2013-09-02T18:00:00+06:00"));
    assert!(!open("2013-09-07T10:00:00+06:00"));
}

#[test]
fn a_closed_day_has_no_closing_time() {
    let closing = |day: &str| SHIPPED.closing(date(day), ScheduleKind::Agency).expect("a loaded year");
    assert_eq!(closing("2013-09-02"), Some(jiff::civil::time(18, 30, 0, 0)));
    assert_eq!(closing("2013-09-07"), None);
}

#[test]
fn working_days_are_counted_after_the_first_date_and_through_the_second() {
    let between = |after: &str, through: &str| {
        SHIPPED
            .working_days_between(date(after), date(through), ScheduleKind::Cadastre)
            .expect("loaded years")
    };
    assert_eq!(between("2013-09-02", "2013-09-10"), 6);
    assert_eq!(between("2013-09-06", "2013-09-08"), 0);
    assert_eq!(between("2013-09-10", "2013-09-10"), 0);
    assert_eq!(between("2013-09-10", "2013-09-02"), 0);
}

#[test]
fn the_nth_working_day_skips_closed_days_and_counts_worked_weekends() {
    let after = |day: &str, count: u32| {
        SHIPPED.working_day_after(date(day), count, ScheduleKind::Cadastre).expect("loaded years")
    };
    assert_eq!(after("2013-09-02", 6), date("2013-09-10"));
    assert_eq!(after("2014-04-30", 1), date("2014-05-04"));
    assert_eq!(after("2013-09-07", 0), date("2013-09-07"));
    let next = SHIPPED.next_open_day(date("2013-12-31"), ScheduleKind::Cadastre);
    assert_eq!(next, Ok(date("2014-01-06")));
}

#[test]
fn schedules_lengths_and_suspensions_are_written_as_the_api_writes_them() {
    for (kind, written) in ScheduleKind::ALL.into_iter().zip(["cadastre", "centre", "agency", "body"]) {
        assert_eq!(serde_json::to_value(kind).expect("a value"), written);
        assert_eq!(kind.to_string(), written);
    }
    let length = serde_json::json!({ "unit": "working-days", "length": 6 });
    assert_eq!(serde_json::to_value(Length::WorkingDays(6)).expect("a value"), length);
    let stopped = serde_json::json!({ "from": "2013-09-04", "to": "2013-09-20" });
    assert_eq!(serde_json::to_value(suspension("2013-09-04", "2013-09-20")).expect("a value"), stopped);
}
