//! Questions to the calendar: instants, lengths and suspensions of any kind.

use std::sync::LazyLock;

use calendar::{Calendar, Length, ScheduleKind, Suspension, Term, TermQuery};
use jiff::Zoned;
use jiff::tz::TimeZone;
use rulebook::RuleFiles;

use crate::text;

static SHIPPED: LazyLock<Calendar> = LazyLock::new(|| {
    let files = RuleFiles::embedded();
    let schedules = files.get("schedules.toml").map(|text| ("schedules.toml", text));
    Calendar::from_toml(files.in_folder("calendar").chain(schedules)).expect("the shipped calendar loads")
});

/// A question, a line a part: instant, zone, schedule, unit, length; each further line is a suspension, `from to`.
fn question(bytes: &[u8]) -> Option<TermQuery> {
    let mut lines = text(bytes)?.lines();
    let instant: jiff::Timestamp = lines.next()?.parse().ok()?;
    let zone = TimeZone::get(lines.next()?).ok()?;
    let schedule = lines.next()?;
    let schedule = ScheduleKind::ALL.into_iter().find(|kind| kind.id() == schedule)?;
    let unit = lines.next()?;
    let count: u32 = lines.next()?.parse().ok()?;
    let length = match unit {
        "working-days" => Length::WorkingDays(count),
        "calendar-days" => Length::CalendarDays(count),
        "minutes" => Length::Minutes(count),
        _ => Length::RoundTheClockMinutes(count),
    };
    let suspensions = lines.take(20).map(|line| {
        let mut days = line.split(' ');
        let from = days.next().and_then(|day| day.parse().ok())?;
        Some(Suspension { from, to: days.next().and_then(|day| day.parse().ok()) })
    });
    let suspensions = suspensions.collect::<Option<Vec<_>>>()?;
    Some(TermQuery { lodged_at: instant.to_zoned(zone), length, schedule, suspensions })
}

/// A term ends after its lodging, counts its days, and the short question agrees with the long one.
pub(crate) fn term(bytes: &[u8]) {
    let Some(query) = question(bytes) else { return };
    let told = SHIPPED.term(&query);
    let due = SHIPPED.due(&query);
    match (&told, &due) {
        (Ok(term), Ok(due)) => {
            assert_eq!(&term.due, due, "the two questions disagree");
            holds(&query, term);
        }
        (Err(long), Err(short)) => {
            assert_eq!(long, short);
            assert!(!long.to_string().is_empty());
        }
        _ => panic!("{told:?}, but {due:?}"),
    }
}

fn holds(query: &TermQuery, term: &Term) {
    if let Some(due) = &term.due {
        assert!(*due > query.lodged_at, "due {due}, lodged {}", query.lodged_at);
        let written = due.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        let read: jiff::Timestamp = written.parse().expect("a due instant as the API writes it");
        assert_eq!(read.as_second(), due.timestamp().as_second(), "{written} is another instant");
    }
    let ordered = term.days.windows(2).all(|pair| pair[0] < pair[1]);
    assert!(ordered, "days out of order: {:?}", term.days);
    let stands = |day: jiff::civil::Date| {
        query.suspensions.iter().any(|stop| stop.from <= day && stop.to.is_none_or(|to| day <= to))
    };
    for day in &term.days {
        assert!(!stands(*day), "{day} is counted although the clock stood");
        assert!(*day > query.lodged_at.date(), "{day} is counted although it is that of the lodging");
    }
    if let Length::WorkingDays(count) | Length::CalendarDays(count) = query.length {
        let counted = u32::try_from(term.days.len()).unwrap_or(u32::MAX);
        let fits = if term.due.is_some() { counted == count } else { counted <= count };
        assert!(fits, "{counted} days of {count}");
    }
    later_lodging_is_no_earlier_due(query, term);
}

fn later_lodging_is_no_earlier_due(query: &TermQuery, term: &Term) {
    let next: Option<Zoned> = query.lodged_at.checked_add(jiff::SignedDuration::from_hours(1)).ok();
    let (Some(lodged_at), Some(due)) = (next, &term.due) else { return };
    if query.suspensions.is_empty()
        && let Ok(Some(later)) = SHIPPED.due(&TermQuery { lodged_at, ..query.clone() })
    {
        assert!(later >= *due, "lodged an hour later, due at {later} and not {due}");
    }
}
