//! Terms in days: worked examples, suspensions, and what is refused.

mod common;

use calendar::Length::{CalendarDays, WorkingDays};
use calendar::ScheduleKind::{Agency, Cadastre, Centre};
use calendar::{CalendarError, Suspension, TermError};
use common::{date, dates, due, suspension, term};

const MONDAY_MORNING: &str = "2013-09-02T10:15:00+06:00";

#[test]
fn a_term_starts_on_the_day_after_lodging_and_ends_at_the_close_of_business() {
    let term = term(MONDAY_MORNING, WorkingDays(6), Cadastre, &[]).expect("a term");
    assert_eq!(due(&term).as_deref(), Some("2013-09-10T18:00:00+06:00"));
    let counted = ["2013-09-03", "2013-09-04", "2013-09-05", "2013-09-06", "2013-09-09", "2013-09-10"];
    assert_eq!(term.days, dates(&counted));
    assert_eq!(term.last_day(), Some(date("2013-09-10")));
    assert_eq!(term.day_after(), Some(date("2013-09-11")));
}

#[test]
fn on_resuming_the_days_that_were_left_are_counted_from_the_day_after() {
    let stopped = [suspension("2013-09-04", "2013-09-20")];
    let term = term(MONDAY_MORNING, WorkingDays(6), Cadastre, &stopped).expect("a term");
    assert_eq!(due(&term).as_deref(), Some("2013-09-27T18:00:00+06:00"));
    let counted = ["2013-09-03", "2013-09-23", "2013-09-24", "2013-09-25", "2013-09-26", "2013-09-27"];
    assert_eq!(term.days, dates(&counted));
    assert_eq!(term.day_after(), Some(date("2013-09-28")), "a closed day too");
}

#[test]
fn lodging_after_closing_or_on_a_closed_day_counts_as_that_date() {
    let late = term("2013-09-02T23:59:59+06:00", WorkingDays(2), Cadastre, &[]).expect("a term");
    assert_eq!(due(&late).as_deref(), Some("2013-09-04T18:00:00+06:00"));
    let saturday = term("2013-09-07T11:00:00+06:00", WorkingDays(1), Cadastre, &[]).expect("a term");
    assert_eq!(due(&saturday).as_deref(), Some("2013-09-09T18:00:00+06:00"));
}

#[test]
fn a_term_ends_at_the_closing_hour_of_its_schedule() {
    let friday = "2013-09-06T10:00:00+06:00";
    let centre = term(friday, WorkingDays(1), Centre, &[]).expect("a term");
    assert_eq!(due(&centre).as_deref(), Some("2013-09-07T20:00:00+06:00"));
    let agency = term(friday, WorkingDays(1), Agency, &[]).expect("a term");
    assert_eq!(due(&agency).as_deref(), Some("2013-09-09T18:30:00+06:00"));
}

#[test]
fn a_worked_sunday_is_counted_and_the_weekday_it_stands_for_is_not() {
    let term = term("2014-04-30T10:00:00+06:00", WorkingDays(2), Cadastre, &[]).expect("a term");
    assert_eq!(term.days, dates(&["2014-05-04", "2014-05-05"]));
}

#[test]
fn a_term_in_calendar_days_that_ends_on_a_closed_day_is_due_on_the_next_open_day() {
    let saturday = term("2013-09-06T10:00:00+06:00", CalendarDays(1), Cadastre, &[]).expect("a term");
    assert_eq!(saturday.days, dates(&["2013-09-07"]));
    assert_eq!(due(&saturday).as_deref(), Some("2013-09-09T18:00:00+06:00"));
    let transferred = term("2013-05-08T10:00:00+06:00", CalendarDays(2), Cadastre, &[]).expect("a term");
    assert_eq!(transferred.days, dates(&["2013-05-09", "2013-05-10"]));
    assert_eq!(transferred.last_day(), Some(date("2013-05-13")));
    let open = term(MONDAY_MORNING, CalendarDays(15), Cadastre, &[]).expect("a term");
    assert_eq!(open.last_day(), Some(date("2013-09-17")));
    assert_eq!(open.days.len(), 15);
}

#[test]
fn a_term_in_calendar_days_can_be_suspended_between_its_last_counted_day_and_the_day_it_is_due() {
    let stopped = [suspension("2013-09-08", "2013-09-11")];
    let term = term("2013-09-06T10:00:00+06:00", CalendarDays(1), Cadastre, &stopped).expect("a term");
    assert_eq!(term.days, dates(&["2013-09-07"]));
    assert_eq!(term.last_day(), Some(date("2013-09-12")));
}

#[test]
fn a_suspension_in_calendar_days_counts_neither_its_first_nor_its_last_day() {
    let stopped = [suspension("2013-09-04", "2013-09-08")];
    let term = term(MONDAY_MORNING, CalendarDays(3), Cadastre, &stopped).expect("a term");
    assert_eq!(term.days, dates(&["2013-09-03", "2013-09-09", "2013-09-10"]));
}

#[test]
fn a_term_whose_suspension_lasts_is_not_due() {
    let stopped = [Suspension { from: date("2013-09-05"), to: None }];
    let term = term(MONDAY_MORNING, WorkingDays(6), Cadastre, &stopped).expect("a term");
    assert_eq!(term.due, None);
    assert_eq!(term.day_after(), None);
    assert_eq!(term.days, dates(&["2013-09-03", "2013-09-04"]));
}

#[test]
fn the_clock_can_stop_on_the_day_of_lodging_and_on_the_last_day() {
    let first = [suspension("2013-09-02", "2013-09-03")];
    let at_once = term(MONDAY_MORNING, WorkingDays(1), Cadastre, &first).expect("a term");
    assert_eq!(at_once.days, dates(&["2013-09-04"]));
    let last = [suspension("2013-09-10", "2013-09-10")];
    let at_the_end = term(MONDAY_MORNING, WorkingDays(6), Cadastre, &last).expect("a term");
    assert_eq!(at_the_end.last_day(), Some(date("2013-09-11")));
}

#[test]
fn a_suspension_may_begin_on_the_day_on_which_another_ended() {
    let given_out_of_order = [suspension("2013-09-06", "2013-09-10"), suspension("2013-09-04", "2013-09-06")];
    let term = term(MONDAY_MORNING, WorkingDays(2), Cadastre, &given_out_of_order).expect("a term");
    assert_eq!(term.days, dates(&["2013-09-03", "2013-09-11"]));
}

#[test]
fn the_zone_moves_with_the_law_and_not_with_the_lodging() {
    let term = term("2024-02-29T10:00:00+06:00", WorkingDays(1), Cadastre, &[]).expect("a term");
    assert_eq!(due(&term).as_deref(), Some("2024-03-01T18:00:00+05:00"));
}

#[test]
fn a_suspension_before_lodging_is_refused() {
    let refused = term(MONDAY_MORNING, WorkingDays(6), Cadastre, &[suspension("2013-09-01", "2013-09-03")]);
    let (from, lodged_on) = (date("2013-09-01"), date("2013-09-02"));
    assert_eq!(refused, Err(TermError::SuspensionBeforeLodging { index: 0, from, lodged_on }));
}

#[test]
fn a_suspension_that_ends_before_it_begins_is_refused() {
    let refused = term(MONDAY_MORNING, WorkingDays(6), Cadastre, &[suspension("2013-09-05", "2013-09-04")]);
    let (from, to) = (date("2013-09-05"), date("2013-09-04"));
    assert_eq!(refused, Err(TermError::SuspensionEndsBeforeItBegins { index: 0, from, to }));
}

#[test]
fn overlapping_suspensions_are_refused() {
    let two = [suspension("2013-09-05", "2013-09-09"), suspension("2013-09-03", "2013-09-06")];
    let refused = term(MONDAY_MORNING, WorkingDays(6), Cadastre, &two);
    assert_eq!(refused, Err(TermError::SuspensionsOverlap { index: 0, other: 1 }));
    let unending =
        [Suspension { from: date("2013-09-03"), to: None }, suspension("2013-09-05", "2013-09-06")];
    let refused = term(MONDAY_MORNING, WorkingDays(6), Cadastre, &unending);
    assert_eq!(refused, Err(TermError::SuspensionsOverlap { index: 1, other: 0 }));
}

#[test]
fn a_term_that_has_ended_cannot_be_suspended() {
    let refused = term(MONDAY_MORNING, WorkingDays(6), Cadastre, &[suspension("2013-09-11", "2013-09-12")]);
    let (from, ended_on) = (date("2013-09-11"), date("2013-09-10"));
    assert_eq!(refused, Err(TermError::SuspensionAfterTheEnd { index: 0, from, ended_on }));
}

#[test]
fn a_term_of_no_length_is_refused() {
    assert_eq!(term(MONDAY_MORNING, WorkingDays(0), Cadastre, &[]), Err(TermError::EmptyLength));
    assert_eq!(term(MONDAY_MORNING, CalendarDays(0), Cadastre, &[]), Err(TermError::EmptyLength));
}

#[test]
fn a_term_that_reaches_a_year_without_data_says_which_file_to_add() {
    let no_year = |year: i16| {
        Err(TermError::Calendar(CalendarError::NoYear {
            year,
            file: format!("rulebook/calendar/{year}.toml"),
        }))
    };
    let lodged_at_the_end = "2026-12-30T10:00:00+05:00";
    assert_eq!(term(lodged_at_the_end, WorkingDays(6), Cadastre, &[]), no_year(2027));
    assert_eq!(term(lodged_at_the_end, CalendarDays(6), Cadastre, &[]), no_year(2027));
    assert_eq!(term(MONDAY_MORNING, WorkingDays(u32::MAX), Cadastre, &[]), no_year(2027));
    assert_eq!(term(MONDAY_MORNING, CalendarDays(u32::MAX), Cadastre, &[]), no_year(2027));
    assert_eq!(term("2011-12-30T10:00:00+06:00", WorkingDays(6), Cadastre, &[]), no_year(2011));
    let far = [suspension("2013-09-03", "2031-01-10")];
    assert_eq!(term(MONDAY_MORNING, WorkingDays(6), Cadastre, &far), no_year(2031));
}
