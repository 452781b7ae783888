//! Instants as the API writes them: RFC 3339 with the offset of the place concerned.

use cases::Zone;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::reader::rfc3339;

/// An instant on the clocks of a zone.
pub fn local(at: Timestamp, zone: &TimeZone) -> String {
    rfc3339(&at.to_zoned(zone.clone()))
}

/// An instant on the clocks of a case.
pub fn of_case(at: Timestamp, zone: &Zone) -> String {
    rfc3339(&zone.local(at))
}

/// JSON of a case's parts with its instants on the clocks of the case. Texts that people wrote are no instants of this
/// exact form, and one that is would keep its meaning.
pub fn localised(value: Value, zone: &Zone) -> Value {
    match value {
        Value::String(text) => match instant(&text) {
            Some(at) => Value::String(of_case(at, zone)),
            None => Value::String(text),
        },
        Value::Array(items) => Value::Array(items.into_iter().map(|item| localised(item, zone)).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, item)| (name, localised(item, zone))).collect())
        }
        other => other,
    }
}

fn instant(text: &str) -> Option<Timestamp> {
    let shaped =
        text.len() >= "2013-09-02T04:15:00Z".len() && text.ends_with('Z') && text.as_bytes()[10] == b'T';
    shaped.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_inside_a_case_are_told_on_its_clocks_and_texts_stay() {
        let zone: Zone = "Asia/Almaty".parse().unwrap();
        let given =
            serde_json::json!({ "at": "2013-09-02T04:15:00Z", "note": "ҚазақстанныңҚазақZ", "n": [1] });
        let told = localised(given, &zone);
        assert_eq!(told["at"], "2013-09-02T10:15:00+06:00");
        assert_eq!(told["note"], "ҚазақстанныңҚазақZ");
    }
}
