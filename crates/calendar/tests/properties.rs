//! What holds for every term, and the look-ups against a walk from day to day.

mod common;

use calendar::{Calendar, Length, ScheduleKind, Suspension, Term, TermError, TermQuery, day_number};
use common::SHIPPED;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use proptest::prelude::*;

fn calendar() -> &'static Calendar {
    &SHIPPED
}

fn almaty(date: Date, minute_of_day: i64) -> Zoned {
    let zone = TimeZone::get("Asia/Almaty").expect("a bundled zone");
    let midnight = date.to_zoned(zone).expect("a representable day");
    midnight.checked_add(minute_of_day.minutes()).expect("a representable instant")
}

fn after(date: Date, days: i64) -> Date {
    date.checked_add(days.days()).expect("a representable day")
}

prop_compose! {
    fn lodging()(day in 0_i64..4748, minute in 0_i64..1440) -> Zoned {
        almaty(after(date(2012, 1, 1), day), minute)
    }
}

fn schedule() -> impl Strategy<Value = ScheduleKind> {
    prop::sample::select(ScheduleKind::ALL.to_vec())
}

fn length_in_days() -> impl Strategy<Value = Length> {
    (1_u32..60, any::<bool>()).prop_map(|(count, working)| {
        if working { Length::WorkingDays(count) } else { Length::CalendarDays(count) }
    })
}

fn longer(length: Length, by: u32) -> Length {
    match length {
        Length::WorkingDays(count) => Length::WorkingDays(count + by),
        Length::CalendarDays(count) => Length::CalendarDays(count + by),
        Length::Minutes(count) => Length::Minutes(count + by),
        Length::RoundTheClockMinutes(count) => Length::RoundTheClockMinutes(count + by),
    }
}

/// Pauses of a case: days that pass before each, and days that it lasts beyond its first.
fn pauses() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((0_i64..12, 0_i64..40), 0..4)
}

/// The pauses as suspensions from the lodging on, as far as the term is still running when they begin.
fn suspensions(
    lodged_at: &Zoned,
    length: Length,
    schedule: ScheduleKind,
    pauses: &[(i64, i64)],
) -> Vec<Suspension> {
    let (mut begun, mut day) = (Vec::new(), lodged_at.date());
    for (before, lasts) in pauses {
        let from = after(day, *before);
        let running = walk(lodged_at.date(), length, schedule, &begun).0;
        if running < from {
            break;
        }
        day = after(from, *lasts);
        begun.push(Suspension { from, to: Some(day) });
    }
    begun
}

fn term(
    lodged_at: &Zoned,
    length: Length,
    schedule: ScheduleKind,
    stopped: &[Suspension],
) -> Result<Term, TermError> {
    calendar().term(&TermQuery {
        lodged_at: lodged_at.clone(),
        length,
        schedule,
        suspensions: stopped.to_vec(),
    })
}

fn last_day(lodged_at: &Zoned, length: Length, schedule: ScheduleKind, stopped: &[Suspension]) -> Date {
    term(lodged_at, length, schedule, stopped).expect("a term").last_day().expect("no suspension lasts")
}

fn is_open(day: Date, schedule: ScheduleKind) -> bool {
    calendar().day(day, schedule).expect("a loaded year").is_open()
}

/// The rule as a clerk applies it with a wall calendar: the last day and the days counted.
fn walk(
    lodged_on: Date,
    length: Length,
    schedule: ScheduleKind,
    stopped: &[Suspension],
) -> (Date, Vec<Date>) {
    let (mut day, mut counted) = (lodged_on, Vec::new());
    loop {
        day = after(day, 1);
        let stands = stopped.iter().any(|pause| pause.from <= day && pause.to.is_none_or(|to| day <= to));
        if stands {
            continue;
        }
        let open = is_open(day, schedule);
        let full = counted.len() == length.count() as usize;
        if !full && (open || matches!(length, Length::CalendarDays(_))) {
            counted.push(day);
        }
        if counted.len() == length.count() as usize && open {
            return (day, counted);
        }
    }
}

proptest! {
    #[test]
    fn the_look_up_agrees_with_a_walk_from_day_to_day(
        lodged_at in lodging(), length in length_in_days(), schedule in schedule(), pauses in pauses(),
    ) {
        let stopped = suspensions(&lodged_at, length, schedule, &pauses);
        let found = term(&lodged_at, length, schedule, &stopped).expect("a term");
        let (last, counted) = walk(lodged_at.date(), length, schedule, &stopped);
        prop_assert_eq!(found.last_day(), Some(last));
        prop_assert_eq!(&found.days, &counted);
        let query = TermQuery { lodged_at, length, schedule, suspensions: stopped };
        prop_assert_eq!(calendar().due(&query).expect("a term"), found.due);
    }

    #[test]
    fn lodging_later_is_never_due_earlier(
        lodged_at in lodging(), later in 0_i64..20_000, length in length_in_days(), schedule in schedule(),
    ) {
        let second = lodged_at.checked_add(later.minutes()).expect("a representable instant");
        let due = |at: &Zoned| term(at, length, schedule, &[]).expect("a term").due;
        prop_assert!(due(&lodged_at) <= due(&second));
    }

    #[test]
    fn a_longer_term_is_never_due_earlier(
        lodged_at in lodging(), length in length_in_days(), by in 0_u32..40, schedule in schedule(), pauses in pauses(),
    ) {
        let stopped = suspensions(&lodged_at, length, schedule, &pauses);
        let short = last_day(&lodged_at, length, schedule, &stopped);
        prop_assert!(short <= last_day(&lodged_at, longer(length, by), schedule, &stopped));
    }

    #[test]
    fn suspending_and_resuming_never_shortens_a_term(
        lodged_at in lodging(), length in length_in_days(), schedule in schedule(), pauses in pauses(), more in 0_i64..30,
    ) {
        let mut stopped = suspensions(&lodged_at, length, schedule, &pauses);
        let resumed = last_day(&lodged_at, length, schedule, &stopped);
        prop_assert!(last_day(&lodged_at, length, schedule, &[]) <= resumed);
        if let Some(Suspension { to: Some(to), .. }) = stopped.last_mut() {
            *to = after(*to, more);
            prop_assert!(resumed <= last_day(&lodged_at, length, schedule, &stopped), "resuming later is never earlier");
        }
    }

    #[test]
    fn no_term_ends_on_a_day_that_is_closed_or_suspended(
        lodged_at in lodging(), length in length_in_days(), schedule in schedule(), pauses in pauses(),
    ) {
        let stopped = suspensions(&lodged_at, length, schedule, &pauses);
        let last = last_day(&lodged_at, length, schedule, &stopped);
        prop_assert!(is_open(last, schedule));
        prop_assert!(!stopped.iter().any(|pause| pause.from <= last && pause.to.is_none_or(|to| last <= to)));
    }

    #[test]
    fn a_term_is_due_at_closing_and_after_its_lodging(
        lodged_at in lodging(), length in length_in_days(), schedule in schedule(), pauses in pauses(),
    ) {
        let stopped = suspensions(&lodged_at, length, schedule, &pauses);
        let due = term(&lodged_at, length, schedule, &stopped).expect("a term").due.expect("no suspension lasts");
        prop_assert!(lodged_at < due);
        prop_assert_eq!(calendar().closing(due.date(), schedule).expect("a loaded year"), Some(due.time()));
    }

    #[test]
    fn a_suspension_is_refused_exactly_when_the_term_has_ended_before_it(
        lodged_at in lodging(), length in length_in_days(), schedule in schedule(), days in 0_i64..100,
    ) {
        let from = after(lodged_at.date(), days);
        let (ended_on, _) = walk(lodged_at.date(), length, schedule, &[]);
        let found = term(&lodged_at, length, schedule, &[Suspension { from, to: None }]);
        if ended_on < from {
            prop_assert_eq!(found, Err(TermError::SuspensionAfterTheEnd { index: 0, from, ended_on }));
        } else {
            prop_assert_eq!(found.expect("a term").due, None);
        }
    }

    #[test]
    fn counting_working_days_undoes_adding_them(
        lodged_at in lodging(), count in 0_u32..200, schedule in schedule(),
    ) {
        let start = lodged_at.date();
        let end = calendar().working_day_after(start, count, schedule).expect("loaded years");
        prop_assert_eq!(calendar().working_days_between(start, end, schedule).expect("loaded years"), count);
    }

    #[test]
    fn many_due_dates_at_once_are_those_of_each_day(
        days in prop::collection::vec(-40_i64..5_600, 1..60), long in any::<bool>(), count in 0_u32..300,
        schedule in schedule(),
    ) {
        let dates: Vec<Date> = days.iter().map(|day| after(date(2012, 1, 1), *day)).collect();
        let each: Result<Vec<Date>, _> =
            dates.iter().map(|day| calendar().working_day_after(*day, count, schedule)).collect();
        // A list longer than the loaded days takes the other way through the code.
        let times = if long { 6_000 / dates.len() + 1 } else { 1 };
        let from = dates.iter().map(|day| day_number(*day)).collect::<Vec<_>>().repeat(times);
        let mut due = vec![0; from.len()];
        let found = calendar().due_dates(schedule).fill(&from, count, &mut due);
        match each {
            Ok(each) => {
                prop_assert_eq!(found, Ok(()));
                let numbers = each.into_iter().map(day_number).collect::<Vec<_>>().repeat(times);
                prop_assert_eq!(due, numbers);
            }
            Err(error) => prop_assert_eq!(found, Err(error)),
        }
    }

    #[test]
    fn minutes_agree_with_a_walk_from_minute_to_minute(
        lodged_at in lodging(), count in 1_u32..700, schedule in schedule(),
    ) {
        let mut now = lodged_at.clone();
        let mut left = count;
        while left > 0 {
            if calendar().is_open_at(&now, schedule).expect("a loaded year") {
                left -= 1;
            }
            now = now.checked_add(1.minute()).expect("a representable instant");
        }
        let found = term(&lodged_at, Length::Minutes(count), schedule, &[]).expect("a term").due;
        prop_assert_eq!(found, Some(now));
    }

    #[test]
    fn minutes_lodged_later_or_longer_are_never_due_earlier(
        lodged_at in lodging(), later in 0_i64..3_000, count in 1_u32..700, by in 0_u32..100, schedule in schedule(),
    ) {
        let second = lodged_at.checked_add(later.minutes()).expect("a representable instant");
        let due = |at: &Zoned, count| term(at, Length::Minutes(count), schedule, &[]).expect("a term").due;
        prop_assert!(due(&lodged_at, count) <= due(&second, count));
        prop_assert!(due(&lodged_at, count) <= due(&lodged_at, count + by));
        prop_assert!(due(&lodged_at, count) > Some(lodged_at));
    }
}
