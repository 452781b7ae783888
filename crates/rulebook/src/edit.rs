//! Small changes of rule files as texts: what is written beside them, comments included, stays.

use jiff::civil::Date;

use crate::model::{IndexTable, IndexValue};

/// The text of `mci.toml` with a value more. The table then speaks for the whole year of the value at the least.
pub fn with_index_value(text: &str, table: &IndexTable, value: &IndexValue) -> String {
    let reach = Date::new(value.from.year(), 12, 31).unwrap_or(value.from).max(table.known_to);
    let known_to = |line: &str| line.trim_start().starts_with("known_to");
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        lines.push(if known_to(line) { format!("known_to = {reach}") } else { line.to_owned() });
    }
    lines.push(String::new());
    lines.push("[[values]]".to_owned());
    lines.push(format!("from = {}", value.from));
    lines.push(format!("purpose = {}", quoted(&value.purpose)));
    lines.push(format!("tenge = {}", value.tenge));
    lines.push(format!("source = {}", quoted(&value.source)));
    lines.push(format!("confirmed = {}", value.confirmed));
    lines.join("\n") + "\n"
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
