//! The files of the calendar: years, named days, schedules.

use calendar::{Calendar, LoadError, ScheduleKind};
use jiff::civil::Date;
use rulebook::RuleFiles;

use crate::text;

type Files = Vec<(String, String)>;

fn shipped(but: &str) -> Files {
    let files = RuleFiles::embedded();
    let of_years = ["calendar/2012.toml", "calendar/2013.toml", "calendar/2014.toml"];
    let others = ["calendar/holidays.toml", "schedules.toml"];
    of_years
        .into_iter()
        .chain(others)
        .filter(|path| *path != but)
        .map(|path| (path.to_owned(), files.get(path).expect("a shipped file").to_owned()))
        .collect()
}

/// Loads, and asks every day in every schedule; a refusal names file, line and field.
fn load(files: Files, changed: &str) {
    let lines = files.iter().find(|(name, _)| name == changed).map_or(0, |(_, text)| text.lines().count());
    match Calendar::from_toml(files) {
        Ok(calendar) => walk(&calendar),
        Err(LoadError::Toml { file, line, message }) => {
            assert_eq!(file, changed);
            assert!((1..=lines + 1).contains(&line) && !message.is_empty(), "{file}:{line}: {message}");
        }
        Err(LoadError::Value { file, line, field, allowed, .. }) => {
            assert!(!field.is_empty() && !allowed.is_empty() && line >= 1, "{file}:{line}");
        }
        Err(error) => assert!(error.to_string().contains(".toml"), "{error} names no file"),
    }
}

/// What holds for every day of a calendar: look-ups and days tell the same.
fn walk(calendar: &Calendar) {
    let years: Vec<i16> = calendar.years().map(|year| year.year).collect();
    for schedule in ScheduleKind::ALL {
        for year in &years {
            let days = calendar.year(*year, schedule).expect("a loaded year");
            assert!(matches!(days.len(), 365 | 366), "{year} has {} days", days.len());
            for day in &days {
                if let Some(reason) = day.closed_reason() {
                    let _ = calendar.reason_text(reason);
                }
                assert_eq!(calendar.closing(day.date, schedule).map(|at| at.is_some()), Ok(day.is_open()));
            }
            for date in days.iter().step_by(37).map(|day| day.date) {
                agree(calendar, date, schedule);
            }
        }
    }
}

fn agree(calendar: &Calendar, date: Date, schedule: ScheduleKind) {
    for count in [1, 6, 400, u32::MAX] {
        if let Ok(day) = calendar.working_day_after(date, count, schedule) {
            assert_eq!(
                calendar.working_days_between(date, day, schedule),
                Ok(count),
                "{date} {count} {schedule}"
            );
            assert_eq!(calendar.day(day, schedule).map(|day| day.is_open()), Ok(true));
        }
    }
}

fn with(path: &str, text: &str) {
    let mut files = shipped(path);
    files.push((path.to_owned(), text.to_owned()));
    load(files, path);
}

/// The file of 2013 between its neighbours.
pub(crate) fn year(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    with("calendar/2013.toml", text);
}

/// Files of any years: the input says in its first line under which names its text stands, between commas.
pub(crate) fn other_years(bytes: &[u8]) {
    let Some((names, text)) = text(bytes).and_then(|text| text.split_once('\n')) else { return };
    let mut files: Files = shipped("")
        .into_iter()
        .filter(|(name, _)| name.ends_with("holidays.toml") || name.ends_with("schedules.toml"))
        .collect();
    for name in names.split(',').take(40) {
        let year = name.trim().trim_end_matches(".toml");
        files.push((name.trim().to_owned(), text.replace("{year}", year.trim_start_matches('0'))));
    }
    let first = names.split(',').next().unwrap_or_default().trim().to_owned();
    if let Ok(calendar) = Calendar::from_toml(files.clone()) {
        walk(&calendar);
    } else if !names.contains(',') {
        load(files, &first);
    }
}

/// The named days.
pub(crate) fn holidays(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    with("calendar/holidays.toml", text);
}

/// The hours of the offices.
pub(crate) fn schedules(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    with("schedules.toml", text);
}
