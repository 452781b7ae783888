//! Checks that hold for every citation and every text, wherever they stand.

use serde_json::Value;

use crate::model::Standard;
use crate::problem::{Fault, Path, Report};

pub(super) fn check_cites_and_texts(standard: &Standard, report: &mut Report<'_>) {
    match serde_json::to_value(standard) {
        Ok(value) => walk(&value, &Path::default(), standard.number, report),
        Err(error) => report.add(&Path::default(), format!("cannot be written out again: {error}")),
    }
}

fn walk(value: &Value, path: &Path, number: u8, report: &mut Report<'_>) {
    match value {
        Value::Array(list) => {
            for (position, item) in list.iter().enumerate() {
                walk(item, &path.at(position), number, report);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let here = path.key(name);
                match field.as_str() {
                    Some(cite) if name == "cite" || name.ends_with("_cite") => {
                        check_cite(cite, number, &here, report)
                    }
                    Some(text) if ["kk", "ru", "en"].contains(&name.as_str()) && text.trim().is_empty() => {
                        report.add(
                            &here,
                            Fault::new("rule-text-missing", "a text stands in all three languages"),
                        );
                    }
                    _ => walk(field, &here, number, report),
                }
            }
        }
        _ => {}
    }
}

fn check_cite(cite: &str, number: u8, path: &Path, report: &mut Report<'_>) {
    let place = cite.strip_prefix(&format!("S{number} "));
    let well_formed = place.is_some_and(|place| {
        let paragraph =
            place.strip_prefix('¶').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        paragraph || place == "annex" || place.starts_with("annex ")
    });
    if !well_formed {
        report.add(
            path,
            Fault::new(
                "rule-cite",
                format!(
                    "`{cite}` is no citation of this standard; write `S{number} ¶7.1` or `S{number} annex 3`"
                ),
            )
            .with("cite", cite)
            .with("number", number),
        );
    }
}
