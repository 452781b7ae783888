//! Data that cannot become a calendar says where it is wrong and what is allowed there.

mod common;

use calendar::{Calendar, LoadError};
use common::shipped_files;

/// The error that comes of replacing `old` by `new` in the shipped file whose name ends so.
fn error_after(file: &str, old: &str, new: &str) -> LoadError {
    let mut files = shipped_files();
    let (_, text) = files.iter_mut().find(|(name, _)| name.ends_with(file)).expect("a shipped file");
    assert!(text.contains(old), "{file} has no {old}");
    *text = text.replacen(old, new, 1);
    Calendar::from_toml(files).expect_err("the data is wrong")
}

fn without(file: &str) -> Vec<(String, String)> {
    shipped_files().into_iter().filter(|(name, _)| !name.ends_with(file)).collect()
}

/// Field and allowed values of a value error, after checking that it points at the line of `marker`.
fn value_error(file: &str, old: &str, new: &str, marker: &str) -> (&'static str, String) {
    let shipped = shipped_files();
    let (_, text) = shipped.iter().find(|(name, _)| name.ends_with(file)).expect("a shipped file");
    let text = text.replacen(old, new, 1);
    let expected_line = text.lines().position(|line| line.contains(marker)).expect("the marked line") + 1;
    match error_after(file, old, new) {
        LoadError::Value { file: named, line, field, allowed, .. } => {
            assert!(named.ends_with(file), "{named}");
            assert_eq!(line, expected_line);
            (field, allowed)
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_year_between_two_years_must_not_be_missing() {
    let error = Calendar::from_toml(without("2015.toml")).expect_err("a gap");
    assert_eq!(error, LoadError::MissingFile { file: "rulebook/calendar/2015.toml".to_owned() });
}

#[test]
fn holidays_schedules_and_one_year_must_be_there() {
    for (file, expected) in
        [("holidays.toml", "rulebook/calendar/holidays.toml"), ("schedules.toml", "rulebook/schedules.toml")]
    {
        let error = Calendar::from_toml(without(file)).expect_err("incomplete");
        assert_eq!(error, LoadError::MissingFile { file: expected.to_owned() });
    }
    let no_year = shipped_files().into_iter().filter(|(name, _)| name.ends_with("s.toml"));
    let error = Calendar::from_toml(no_year).expect_err("no year");
    assert_eq!(error, LoadError::MissingFile { file: "rulebook/calendar/YYYY.toml".to_owned() });
}

#[test]
fn a_file_that_is_no_part_of_the_calendar_is_named() {
    let mut files = shipped_files();
    files.push(("calendar/20133.toml".to_owned(), String::new()));
    let error = Calendar::from_toml(files).expect_err("an unknown file");
    assert_eq!(error, LoadError::UnknownFile { file: "calendar/20133.toml".to_owned() });
}

#[test]
fn a_file_given_twice_is_named() {
    let mut files = shipped_files();
    files.push(("elsewhere/2013.toml".to_owned(), String::new()));
    let error = Calendar::from_toml(files).expect_err("twice");
    assert_eq!(error, LoadError::FileTwice { file: "elsewhere/2013.toml".to_owned() });
}

#[test]
fn a_misspelt_field_is_found_with_its_line() {
    let LoadError::Toml { file, line, message } = error_after("2013.toml", "worked = ", "wroked = ") else {
        panic!("not an error of shape");
    };
    assert!(file.ends_with("2013.toml"));
    assert!(line > 50, "{line}");
    assert!(message.contains("wroked") && message.contains("worked"), "{message}");
}

#[test]
fn a_year_file_holds_the_year_of_its_name() {
    let (field, allowed) = value_error("2013.toml", "year = 2013", "year = 2014", "year = 2014");
    assert_eq!(field, "year");
    assert!(allowed.contains("2013"));
}

#[test]
fn a_year_is_complete_or_says_what_is_not_known() {
    let (field, _) = value_error("2013.toml", "complete = true", "complete = false", "complete = false");
    assert_eq!(field, "complete");
    let (field, _) = value_error("2026.toml", "complete = false", "complete = true", "complete = true");
    assert_eq!(field, "complete");
}

#[test]
fn a_holiday_has_a_known_name_of_its_kind() {
    let (field, allowed) = value_error("2013.toml", "\"victory-day\"", "\"victoria\"", "\"victoria\"");
    assert_eq!(field, "holiday.id");
    assert!(allowed.contains("victory-day") && !allowed.contains("kurban-ait"), "{allowed}");
    let (field, allowed) = value_error("2013.toml", "\"kurban-ait\"", "\"nauryz-again\"", "\"nauryz-again\"");
    assert_eq!(field, "day_off.id");
    assert!(allowed.contains("kurban-ait") && !allowed.contains("victory-day"), "{allowed}");
}

#[test]
fn a_holiday_falls_in_the_year_of_its_file_and_on_each_date_once() {
    let (field, _) = value_error("2013.toml", "[2013-05-09]", "[2014-05-09]", "[2014-05-09]");
    assert_eq!(field, "holiday.dates");
    let twice = "[2013-05-09, 2013-05-07]";
    let (field, allowed) = value_error("2013.toml", "[2013-05-09]", twice, twice);
    assert_eq!((field, allowed.as_str()), ("holiday.dates", "each date once"));
}

#[test]
fn a_date_has_no_time() {
    let written = "2013-10-15T09:00:00";
    let (field, allowed) =
        value_error("2013.toml", "date = 2013-10-15", &format!("date = {written}"), written);
    assert_eq!((field, allowed.as_str()), ("day_off.date", "a date, YYYY-MM-DD"));
}

#[test]
fn only_a_working_day_can_be_transferred_off() {
    for closed in ["2013-05-12", "2013-05-09", "2013-07-08"] {
        let new = format!("off = {closed}");
        assert_eq!(value_error("2013.toml", "off = 2013-05-10", &new, &new).0, "transfer.off");
    }
}

#[test]
fn only_a_free_day_that_is_no_holiday_can_be_worked_instead() {
    for not_free in ["2013-05-06", "2013-05-09", "2013-10-15"] {
        let new = format!("worked = {not_free}");
        assert_eq!(value_error("2013.toml", "worked = 2013-05-04", &new, &new).0, "transfer.worked");
    }
}

#[test]
fn a_transfer_between_two_years_stands_in_both_files() {
    let (field, allowed) =
        value_error("2013.toml", "worked = 2013-12-28", "worked = 2013-12-21", "off = 2014-01-03");
    assert_eq!(field, "transfer.off");
    assert!(allowed.contains("2014.toml"), "{allowed}");
}

#[test]
fn a_transfer_touches_the_year_of_its_file_and_has_a_source() {
    let (field, _) = value_error("2015.toml", "# [[transfer]]: none known.", ELSEWHERE, "off = 2016-03-09");
    assert_eq!(field, "transfer.off");
    let unsourced = value_error(
        "2023.toml",
        "\nsource = \"Resolution",
        "\nsource = \"\" # \"Resolution",
        "source = \"\"",
    );
    assert_eq!(unsourced.0, "transfer.source");
}

const ELSEWHERE: &str = r#"[[transfer]]
off = 2016-03-09
worked = 2016-03-05
source = "nowhere"
url = "nowhere"
"#;

#[test]
fn hours_are_times_in_order() {
    let (field, allowed) = value_error("schedules.toml", "\"20:00\"", "\"25:00\"", "25:00");
    assert_eq!((field, allowed.as_str()), ("schedule.hours", "a time, HH:MM"));
    let (field, _) = value_error("schedules.toml", "\"20:00\"", "\"08:00\"", "08:00");
    assert_eq!(field, "schedule.hours");
    let (field, _) =
        value_error("schedules.toml", "[\"14:30\", \"18:30\"]", "[\"12:30\", \"18:30\"]", "12:30");
    assert_eq!(field, "schedule.hours");
    let (field, allowed) = value_error(
        "schedules.toml",
        "[\"14:30\", \"18:30\"]",
        "[\"13:00\", \"18:30\"]",
        "[\"13:00\", \"18:30\"]",
    );
    assert_eq!(field, "schedule.hours");
    assert!(allowed.contains("do not touch"), "{allowed}");
}

#[test]
fn every_kind_of_provider_has_one_schedule() {
    let LoadError::Toml { message, .. } =
        error_after("schedules.toml", "id = \"agency\"", "id = \"agencies\"")
    else {
        panic!("not an error of shape");
    };
    assert!(message.contains("agency"), "{message}");
    let LoadError::Value { field, allowed, .. } =
        error_after("schedules.toml", "id = \"agency\"", "id = \"body\"")
    else {
        panic!("not an error of value");
    };
    assert_eq!((field, allowed.as_str()), ("schedule.id", "each schedule once"));
}

#[test]
fn every_error_of_every_file_is_told_at_once() {
    let mut files = shipped_files();
    let mut replace = |file: &str, old: &str, new: &str| {
        let (_, text) = files.iter_mut().find(|(name, _)| name.ends_with(file)).expect("a shipped file");
        assert!(text.contains(old), "{file} has no {old}");
        *text = text.replacen(old, new, 1);
    };
    replace("2026.toml", "id = \"new-year\"", "id = \"old-year\"");
    replace("2026.toml", "dates = [2026-05-01]", "dates = [2025-05-01]");
    replace("2025.toml", "year = 2025", "year = 2052");
    let wrong = Calendar::checked(files).expect_err("the data is wrong");
    let fields: Vec<_> = wrong
        .iter()
        .map(|error| match error {
            LoadError::Value { file, field, .. } => (file.rsplit('/').next().unwrap_or_default(), *field),
            other => panic!("{other}"),
        })
        .collect();
    assert_eq!(fields, [("2025.toml", "year"), ("2026.toml", "holiday.id"), ("2026.toml", "holiday.dates")]);
}
