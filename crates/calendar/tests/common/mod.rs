//! The shipped data, and short words for tests.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use calendar::{Calendar, Length, ScheduleKind, Suspension, Term, TermError, TermQuery};
use jiff::Zoned;
use jiff::civil::Date;

/// The calendar as the product ships it.
pub static SHIPPED: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::from_toml(shipped_files()).expect("the shipped data loads"));

/// Names and texts of the shipped data files.
pub fn shipped_files() -> Vec<(String, String)> {
    let rulebook = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../rulebook");
    let mut paths: Vec<PathBuf> = fs::read_dir(rulebook.join("calendar"))
        .expect("rulebook/calendar is there")
        .map(|entry| entry.expect("a readable entry").path())
        .collect();
    paths.push(rulebook.join("schedules.toml"));
    paths
        .into_iter()
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("a readable file")))
        .collect()
}

pub fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

/// A local time in Almaty's zone, which Astana shares.
pub fn almaty(text: &str) -> Zoned {
    format!("{text}[Asia/Almaty]").parse().expect("a local time")
}

pub fn dates(texts: &[&str]) -> Vec<Date> {
    texts.iter().map(|text| date(text)).collect()
}

pub fn suspension(from: &str, to: &str) -> Suspension {
    Suspension { from: date(from), to: Some(date(to)) }
}

pub fn term(
    lodged_at: &str,
    length: Length,
    schedule: ScheduleKind,
    suspensions: &[Suspension],
) -> Result<Term, TermError> {
    SHIPPED.term(&TermQuery {
        lodged_at: almaty(lodged_at),
        length,
        schedule,
        suspensions: suspensions.to_vec(),
    })
}

/// Due instant in RFC 3339, as the API writes it.
pub fn due(term: &Term) -> Option<String> {
    term.due.as_ref().map(|due| due.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}
