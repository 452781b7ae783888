//! What a case must look like, compared with what its client remembers.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use serde_json::Value;

/// A step of the way that clients lead their cases.
pub struct Stop {
    /// Body of the call that takes the step; none for lodging.
    pub command: &'static str,
    /// Whether the head of the office takes it; else the reception.
    pub by_head: bool,
    /// Kind of the event that it leaves.
    pub event: &'static str,
    /// State after it.
    pub state: &'static str,
    /// Lines about the case in the book of registration after it: requests, decisions and handing out are entered.
    pub lines: usize,
}

const fn stop(
    command: &'static str,
    by_head: bool,
    event: &'static str,
    state: &'static str,
    lines: usize,
) -> Stop {
    Stop { command, by_head, event, state, lines }
}

/// The way, from lodging on; each stop is one event.
pub const WAY: [Stop; 5] = [
    stop("", false, "lodged.v1", "lodged", 1),
    stop(r#"{"command":"start"}"#, true, "started.v1", "in-work", 1),
    stop(r#"{"command":"grant"}"#, true, "granted.v1", "granted", 2),
    stop(r#"{"command":"ready"}"#, true, "made-ready.v1", "ready", 2),
    stop(
        r#"{"command":"hand-out","way":"in-person","to":"Сынақ Адам","shown":["receipt","identity-document"]}"#,
        false,
        "handed-out.v1",
        "handed-out",
        3,
    ),
];

/// A case that was acknowledged, as its client remembers it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The case.
    pub id: String,
    /// Number of the receipt.
    pub number: String,
    /// Its parcel, which no other case has.
    pub parcel: String,
    /// Secret for following it.
    pub secret: String,
    /// Stops of the way that were acknowledged.
    pub stops: usize,
    /// Prints of the events that were seen; none of them may ever change or go.
    pub events: Vec<u64>,
}

fn texts(value: &Value, field: &str) -> String {
    value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn print(event: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    event.to_string().hash(&mut hasher);
    hasher.finish()
}

impl Known {
    /// Compares with the case as the API shows it, and remembers the events seen. With `asked`, one step more than was
    /// acknowledged may be there. Gives what does not hold.
    pub fn compare(&mut self, case: &Value, asked: bool) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut hold = |holds: bool, what: String| {
            if !holds {
                wrong.push(format!("case {}: {what}", self.number));
            }
        };
        hold(
            texts(case, "id") == self.id,
            format!("id {} where {} was answered", texts(case, "id"), self.id),
        );
        let number = texts(case, "number");
        hold(number == self.number, format!("its number is {number} now"));
        let empty = Vec::new();
        let history = case.get("history").and_then(Value::as_array).unwrap_or(&empty);
        let there = history.len();
        let most = self.stops + usize::from(asked);
        hold(there >= self.stops, format!("{} steps were acknowledged, {there} are there", self.stops));
        hold(there <= most, format!("at most {most} steps were asked for, {there} are there"));
        let seen = self.events.len();
        hold(there >= seen, format!("{seen} events were seen, {there} are there"));
        for (place, event) in history.iter().enumerate() {
            let version = event.get("version").and_then(Value::as_u64).unwrap_or_default();
            hold(version == place as u64 + 1, format!("event {} has version {version}", place + 1));
            let kind = event.get("event").map(|event| texts(event, "kind")).unwrap_or_default();
            let right = WAY.get(place).map(|stop| stop.event).unwrap_or_default();
            hold(kind == right, format!("event {} is {kind}, not {right}", place + 1));
        }
        let prints: Vec<u64> = history.iter().map(print).collect();
        let same = self.events.iter().zip(&prints).all(|(before, now)| before == now);
        hold(same, "an event reads otherwise than before".to_owned());
        let version = case.get("version").and_then(Value::as_u64).unwrap_or_default();
        hold(version == there as u64, format!("version {version} with {there} events"));
        let state = texts(case, "state");
        let lines = case.get("register").and_then(Value::as_array).unwrap_or(&empty);
        let entered = lines.iter().filter(|line| texts(line, "book") == "registration").count();
        if let Some(stop) = there.checked_sub(1).and_then(|last| WAY.get(last)) {
            hold(state == stop.state, format!("state {state} after {there} events"));
            hold(entered == stop.lines, format!("{entered} lines in the book after {there} events"));
        }
        self.events = prints;
        wrong
    }

    /// Compares with the lines that a search by its parcel found.
    pub fn compare_found(&self, found: &[Value]) -> Vec<String> {
        let [line] = found else {
            return vec![format!("case {}: a search by its parcel finds {} cases", self.number, found.len())];
        };
        let version = line.get("version").and_then(Value::as_u64).unwrap_or_default();
        let state = WAY.get(self.stops.wrapping_sub(1)).map(|stop| stop.state).unwrap_or_default();
        let same = texts(line, "id") == self.id
            && texts(line, "number") == self.number
            && texts(line, "state") == state
            && version == self.stops as u64;
        if same { Vec::new() } else { vec![format!("case {}: found by its parcel as {line}", self.number)] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn event(version: u64, kind: &str) -> Value {
        json!({ "version": version, "event": { "kind": kind }, "at": "2026-11-23T10:00:00+05:00" })
    }

    fn case() -> Value {
        json!({
            "id": "a", "number": "01-2026-000014-1", "version": 2, "state": "in-work",
            "history": [event(1, "lodged.v1"), event(2, "started.v1")],
            "register": [{ "book": "registration" }],
        })
    }

    fn known(stops: usize) -> Known {
        let (id, number) = ("a".to_owned(), "01-2026-000014-1".to_owned());
        Known { id, number, stops, ..Known::default() }
    }

    fn wrong(stops: usize, asked: bool, change: impl FnOnce(&mut Value)) -> String {
        let mut case = case();
        change(&mut case);
        known(stops).compare(&case, asked).join("; ")
    }

    #[test]
    fn what_was_acknowledged_and_the_one_open_request_may_be_there() {
        assert_eq!(wrong(2, false, |_| {}), "");
        assert_eq!(wrong(1, true, |_| {}), "");
        assert_eq!(wrong(2, true, |_| {}), "");
    }

    #[test]
    fn a_lost_step_and_one_that_nobody_asked_for_are_found() {
        assert!(wrong(3, true, |_| {}).contains("3 steps were acknowledged, 2 are there"));
        assert!(wrong(1, false, |_| {}).contains("at most 1 steps were asked for, 2 are there"));
    }

    #[test]
    fn half_of_a_step_is_found_from_either_side() {
        let state = wrong(2, false, |case| case["state"] = json!("lodged"));
        assert!(state.contains("state lodged after 2 events"), "{state}");
        let version = wrong(2, false, |case| case["version"] = json!(3));
        assert!(version.contains("version 3 with 2 events"), "{version}");
        let gap = wrong(2, false, |case| case["history"][1]["version"] = json!(3));
        assert!(gap.contains("event 2 has version 3"), "{gap}");
        let book = wrong(2, false, |case| case["register"] = json!([]));
        assert!(book.contains("0 lines in the book after 2 events"), "{book}");
    }

    #[test]
    fn a_doubled_step_is_found() {
        let twice = wrong(2, true, |case| {
            case["history"] = json!([event(1, "lodged.v1"), event(2, "started.v1"), event(3, "started.v1")]);
            case["version"] = json!(3);
        });
        assert!(twice.contains("event 3 is started.v1, not granted.v1"), "{twice}");
    }

    #[test]
    fn an_event_that_was_seen_may_neither_change_nor_go() {
        let mut known = known(1);
        assert!(known.compare(&case(), true).is_empty());
        let mut other = case();
        other["history"][0]["at"] = json!("2026-11-23T10:00:01+05:00");
        assert!(known.clone().compare(&other, true).join("").contains("reads otherwise"));
        let mut shorter = case();
        shorter["history"] = json!([event(1, "lodged.v1")]);
        assert!(known.compare(&shorter, true).join("").contains("2 events were seen, 1 are there"));
    }

    #[test]
    fn a_list_that_says_otherwise_than_the_case_is_found() {
        let line = json!({ "id": "a", "number": "01-2026-000014-1", "state": "in-work", "version": 2 });
        assert!(known(2).compare_found(std::slice::from_ref(&line)).is_empty());
        assert_eq!(known(3).compare_found(std::slice::from_ref(&line)).len(), 1);
        assert_eq!(known(2).compare_found(&[]).len(), 1);
        assert_eq!(known(2).compare_found(&[line.clone(), line]).len(), 1);
    }
}
