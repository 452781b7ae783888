//! Terms in minutes: open hours at the counter, day and night on the portal.

mod common;

use calendar::Length::{Minutes, RoundTheClockMinutes};
use calendar::ScheduleKind::{Agency, Cadastre, Centre};
use calendar::{CalendarError, ScheduleKind, TermError};
use common::{due, suspension, term};

fn due_after(lodged_at: &str, minutes: u32, schedule: ScheduleKind) -> String {
    let term = term(lodged_at, Minutes(minutes), schedule, &[]).expect("a term");
    assert!(term.days.is_empty(), "a term in minutes counts no days");
    due(&term).expect("a term in minutes is always due")
}

#[test]
fn minutes_run_while_the_office_is_open() {
    assert_eq!(due_after("2013-09-02T10:00:00+06:00", 20, Centre), "2013-09-02T10:20:00+06:00");
    assert_eq!(due_after("2013-09-02T19:40:00+06:00", 20, Centre), "2013-09-02T20:00:00+06:00");
}

#[test]
fn minutes_stop_at_closing_and_go_on_at_opening() {
    assert_eq!(due_after("2013-09-06T19:50:00+06:00", 20, Centre), "2013-09-07T09:10:00+06:00");
    assert_eq!(due_after("2013-09-07T19:50:00+06:00", 20, Centre), "2013-09-09T09:10:00+06:00");
    assert_eq!(due_after("2013-09-02T09:00:00+06:00", 8 * 60 + 1, Cadastre), "2013-09-03T09:01:00+06:00");
}

#[test]
fn minutes_stand_while_the_office_is_at_lunch() {
    assert_eq!(due_after("2013-09-02T12:50:00+06:00", 20, Cadastre), "2013-09-02T14:10:00+06:00");
    assert_eq!(due_after("2013-09-02T13:10:00+06:00", 20, Agency), "2013-09-02T14:50:00+06:00");
}

#[test]
fn minutes_that_begin_while_the_office_is_closed_run_from_its_next_opening() {
    assert_eq!(due_after("2013-09-02T07:00:00+06:00", 20, Centre), "2013-09-02T09:20:00+06:00");
    assert_eq!(due_after("2013-09-02T20:00:00+06:00", 20, Centre), "2013-09-03T09:20:00+06:00");
    assert_eq!(due_after("2013-09-08T11:00:00+06:00", 20, Centre), "2013-09-09T09:20:00+06:00");
}

#[test]
fn minutes_on_the_portal_run_round_the_clock() {
    let term = term("2013-09-08T23:50:00+06:00", RoundTheClockMinutes(20), Centre, &[]).expect("a term");
    assert_eq!(due(&term).as_deref(), Some("2013-09-09T00:10:00+06:00"));
    assert!(term.days.is_empty());
}

#[test]
fn minutes_round_the_clock_end_in_years_that_can_be_written() {
    // Found by fuzzing: the due instant was in the year -9999, which nobody reads back.
    for (lodged_at, minutes) in [("-009999-01-03T00:00:00+00:00", 1), ("9998-12-31T23:59:00+00:00", 2)] {
        let query = calendar::TermQuery {
            lodged_at: format!("{lodged_at}[UTC]").parse().expect("an instant"),
            length: RoundTheClockMinutes(minutes),
            schedule: Centre,
            suspensions: Vec::new(),
        };
        let refused = common::SHIPPED.due(&query).expect_err("no such year is written");
        assert!(matches!(refused, TermError::NoSuchInstant { .. }), "{refused}");
    }
}

#[test]
fn minutes_cannot_be_suspended() {
    let stopped = [suspension("2013-09-02", "2013-09-03")];
    for length in [Minutes(20), RoundTheClockMinutes(20)] {
        let refused = term("2013-09-02T10:00:00+06:00", length, Centre, &stopped);
        assert_eq!(refused, Err(TermError::MinutesCannotBeSuspended));
    }
}

#[test]
fn minutes_that_reach_a_year_without_data_say_which_file_to_add() {
    let refused = term("2026-12-31T19:50:00+05:00", Minutes(20), Centre, &[]);
    let file = "rulebook/calendar/2027.toml".to_owned();
    assert_eq!(refused, Err(TermError::Calendar(CalendarError::NoYear { year: 2027, file })));
}
