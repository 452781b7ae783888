//! What is looked at once, when everybody has got his answers: receipt numbers and the office's book.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;
use serde_json::Value;

use crate::http::{Head, Http, Outcome};
use crate::look::{Known, WAY};
use crate::stage::Stage;

/// Digits of a receipt number before the serial: service and year.
const SERIES: usize = 6;
/// Digits of the serial; a check digit follows.
const SERIAL: usize = 6;

/// Receipt numbers are all different and, in each series, without a gap from the first one that this run was given.
pub fn numbers(stage: &Stage, cases: &[&Known]) {
    let mut series: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for case in cases {
        let digits: String = case.number.chars().filter(char::is_ascii_digit).collect();
        let serial = digits.get(SERIES..SERIES + SERIAL).and_then(|serial| serial.parse().ok());
        let Some(serial) = serial else {
            stage.violated(format!("{} is no receipt number", case.number));
            continue;
        };
        if !series.entry(digits[..SERIES].to_owned()).or_default().insert(serial) {
            stage.violated(format!("receipt number {} was given twice", case.number));
        }
        if !ids.insert(&case.id) {
            stage.violated(format!("case {} was answered to two requests", case.id));
        }
    }
    for (name, serials) in series {
        gapless(stage, &format!("receipt numbers {name}"), &serials);
    }
}

fn gapless(stage: &Stage, what: &str, numbers: &BTreeSet<u64>) {
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return };
    let missing: Vec<u64> = (*first..=*last).filter(|number| !numbers.contains(number)).collect();
    if !missing.is_empty() {
        stage.violated(format!("{what} from {first} to {last} lack {missing:?}"));
    }
}

/// Lines of an office's book: number, case.
pub type Book = Vec<(u64, String)>;

/// Reads the book of registration of a session's office, from its beginning.
pub fn book(http: &Http, address: &str, token: &str) -> anyhow::Result<Book> {
    let head = Head { token: Some(token), ..Head::default() };
    let mut lines = Vec::new();
    let mut cursor = String::new();
    loop {
        let url = format!("{address}/api/v1/registers/registration{cursor}");
        let answer = match http.get(&url, &head) {
            Outcome::Answered(answer) if answer.status == 200 => answer,
            Outcome::Answered(answer) => bail!("the book cannot be read: {}", answer.told()),
            Outcome::Broken(error) => bail!("the book cannot be read: {error}"),
        };
        for line in answer.body.get("lines").and_then(Value::as_array).into_iter().flatten() {
            let number = line.get("number").and_then(Value::as_u64).unwrap_or_default();
            let case = line.get("case").and_then(Value::as_str).unwrap_or_default();
            lines.push((number, case.to_owned()));
        }
        match answer.text("next") {
            "" => return Ok(lines),
            next => cursor = format!("?cursor={next}"),
        }
    }
}

/// The book has the lines that each case's steps make, in numbers without a gap, and none besides those that stood there before.
pub fn compare_book(stage: &Stage, before: &Book, after: &Book, cases: &[&Known]) {
    let numbers: BTreeSet<u64> = after.iter().map(|(number, _)| *number).collect();
    if numbers.len() != after.len() {
        stage.violated("a number of the book stands on two lines".to_owned());
    }
    gapless(stage, "the numbers of the book", &numbers);
    if after.get(..before.len()) != Some(before.as_slice()) {
        stage.violated("the lines with which the book began are others now".to_owned());
    }
    let mut entered: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, case) in after.iter().skip(before.len()) {
        *entered.entry(case).or_default() += 1;
    }
    for case in cases {
        let lines = entered.remove(case.id.as_str()).unwrap_or_default();
        let right = case.stops.checked_sub(1).and_then(|last| WAY.get(last)).map(|stop| stop.lines);
        if right != Some(lines) {
            stage.violated(format!("case {} has {lines} lines in the book", case.number));
        }
    }
    if !entered.is_empty() {
        stage.violated(format!("the book has lines of cases that nobody was told of: {entered:?}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(id: &str, number: &str) -> Known {
        Known { id: id.to_owned(), number: number.to_owned(), stops: 1, ..Known::default() }
    }

    fn violations(look: impl FnOnce(&Stage)) -> String {
        let stage = Stage::default();
        look(&stage);
        stage.violations().join("; ")
    }

    #[test]
    fn numbers_given_twice_or_left_out_are_found() {
        let (a, b) = (case("a", "01-2026-000014-1"), case("b", "01-2026-000015-3"));
        let (twice, far) = (case("c", "01-2026-000015-3"), case("d", "01-2026-000018-0"));
        assert_eq!(violations(|stage| numbers(stage, &[&a, &b])), "");
        assert!(violations(|stage| numbers(stage, &[&a, &b, &twice])).contains("given twice"));
        assert!(violations(|stage| numbers(stage, &[&a, &b, &far])).contains("lack [16, 17]"));
        assert!(violations(|stage| numbers(stage, &[&a, &a])).contains("two requests"));
    }

    #[test]
    fn a_book_that_does_not_fit_its_cases_is_found() {
        let line = |number, case: &str| (number, case.to_owned());
        let before = vec![line(1, "old")];
        let (a, b) = (case("a", "01-2026-000014-1"), case("b", "01-2026-000015-3"));
        let whole = vec![line(1, "old"), line(2, "b"), line(3, "a")];
        let look = |after: Book| violations(|stage| compare_book(stage, &before, &after, &[&a, &b]));
        assert_eq!(look(whole.clone()), "");
        assert!(look(whole[..2].to_vec()).contains("has 0 lines"));
        assert!(look([whole.clone(), vec![line(4, "a")]].concat()).contains("has 2 lines"));
        assert!(look([whole.clone(), vec![line(4, "c")]].concat()).contains("nobody was told of"));
        assert!(look([whole, vec![line(5, "c")]].concat()).contains("lack [4]"));
        assert!(look(vec![line(1, "new"), line(2, "b"), line(3, "a")]).contains("others now"));
    }
}
