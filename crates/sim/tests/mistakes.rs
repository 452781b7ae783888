//! The simulator sees mistakes: each of these is planted in the rules that the platform goes by, and the plain model beside
//! it, which never reads them, must object.

use rulebook::RuleFiles;
use sim::{Plan, live, rules};

/// Seeds among which one at least must meet the mistake.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=6;

/// The rules with one text in one file replaced by another.
fn mistaken(file: &str, right: &str, wrong: &str) -> RuleFiles {
    let mut files = rules().expect("the rules inside the program are whole");
    let text = files.get(file).expect("the file is held");
    assert!(text.contains(right), "{file} says `{right}`");
    let text = text.replace(right, wrong);
    files.insert(file, text);
    files
}

fn is_seen(files: &RuleFiles, complaint: &str) {
    let seen = SEEDS.into_iter().any(|seed| {
        let plan = Plan { seed, steps: 80, faults: false };
        live(files, &plan).is_err_and(|violation| format!("{:#}", violation.what).contains(complaint))
    });
    assert!(seen, "nobody said `{complaint}`");
}

#[test]
fn a_term_that_is_a_day_too_long() {
    let file = "standards/s11-cadastral-value-approval/2012-11-01.toml";
    is_seen(&mistaken(file, "length = 3\n", "length = 4\n"), "the model has");
}

#[test]
fn a_silence_that_grants_nothing() {
    let file = "standards/s11-cadastral-value-approval/2012-11-01.toml";
    is_seen(&mistaken(file, "deems = [\"approved-value-act\"]", "deems = []"), "silence grants it");
}

#[test]
fn offices_that_close_too_late() {
    let right = r#"hours = [["09:00", "13:00"], ["14:00", "18:00"]]"#;
    let wrong = r#"hours = [["09:00", "13:00"], ["14:00", "18:30"]]"#;
    is_seen(&mistaken("schedules.toml", right, wrong), "the model has");
}
