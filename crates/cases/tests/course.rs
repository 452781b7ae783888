//! The term of a case day by day, as it really ran.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{Command, EndingDocument, Notice, TermDays, TermEnd, term_days};
use jiff::civil::Date;
use world::{CALENDAR, Story, Wish, standard};

fn days(story: &Story) -> TermDays {
    term_days(story.case(), standard(1), &CALENDAR).unwrap()
}

fn of_september(days: &[i8]) -> Vec<Date> {
    days.iter().map(|day| jiff::civil::date(2013, 9, *day)).collect()
}

/// An act, lodged on Monday morning; it is due on Tuesday of the next week, the sixth working day.
fn begun() -> Story {
    Story::started(Wish::act())
}

fn stop() -> Command {
    Command::Suspend {
        ground: "court".to_owned(),
        notice: Notice {
            paper: Some("court-notice".to_owned()),
            document: "Сот хабарламасы № 4, 03.09.2013".to_owned(),
            cause: None,
            until: None,
            next_steps: "Сот актісін әкелу".to_owned(),
        },
    }
}

#[test]
fn six_working_days_are_counted_from_the_day_after_lodging_s1_7() {
    let term = days(&begun());
    assert_eq!(term.lodged, jiff::civil::date(2013, 9, 2));
    assert_eq!(term.counted, of_september(&[3, 4, 5, 6, 9, 10]));
    assert_eq!(term.due.as_ref().unwrap().strftime("%F %H:%M").to_string(), "2013-09-10 18:00");
    assert_eq!(term.deemed_on, Some(jiff::civil::date(2013, 9, 11)));
    assert_eq!((term.counted_by(jiff::civil::date(2013, 9, 7)), term.ended), (4, None));
    assert_eq!((term.cite.0.as_str(), term.length), ("S1 ¶7.1", 6));
}

#[test]
fn the_days_on_which_it_stood_are_those_of_the_suspension_that_was() {
    let mut story = begun();
    story.provider(stop(), "2013-09-04T05:00:00Z").unwrap();
    let term = days(&story);
    assert_eq!((term.due.clone(), term.deemed_on), (None, None), "the clock stands");
    assert_eq!(term.stands_since(), Some(jiff::civil::date(2013, 9, 4)));
    assert_eq!(term.counted, of_september(&[3]));
    let ended_by =
        EndingDocument { paper: "judgment".to_owned(), details: Some("№ 12, 19.09.2013".to_owned()) };
    story.provider(Command::Resume { ended_by }, "2013-09-20T05:00:00Z").unwrap();
    let term = days(&story);
    assert_eq!(term.stands_since(), None);
    assert_eq!(term.counted, of_september(&[3, 23, 24, 25, 26, 27]));
    assert_eq!(term.suspensions.len(), 1);
}

#[test]
fn an_answer_ends_the_counting_and_the_silence() {
    let mut story = begun();
    story.provider(Command::Grant, "2013-09-05T05:00:00Z").unwrap();
    let term = days(&story);
    assert_eq!(term.ended, Some(TermEnd::Answered { on: jiff::civil::date(2013, 9, 5) }));
    assert_eq!(term.counted, of_september(&[3, 4, 5]));
    assert_eq!(term.deemed_on, None, "nobody is silent any more");
}

#[test]
fn silence_is_the_end_on_the_day_after_the_last_s1_16() {
    let mut story = begun();
    story.clock("2013-09-10T18:00:00Z");
    let term = days(&story);
    let day = jiff::civil::date(2013, 9, 11);
    assert_eq!((term.ended, term.deemed_on), (Some(TermEnd::Silence { on: day }), Some(day)));
}
