//! What differs between two editions.

use serde::Serialize;
use serde_json::Value;

use crate::model::Standard;

/// One difference between two editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The field, as a path (`terms[act, cadastre].length`); members of lists are named by what identifies them.
    pub field: String,
    /// What stands in the older edition; absent where it is new.
    pub from: Option<String>,
    /// What stands in the newer edition; absent where it is gone.
    pub to: Option<String>,
}

impl Standard {
    /// What differs from this edition to another, field by field.
    pub fn differences(&self, other: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        // A standard is made of texts, numbers and lists, all of which JSON can say.
        let (from, to) = (serde_json::to_value(self), serde_json::to_value(other));
        compare("", from.as_ref().ok(), to.as_ref().ok(), &mut found);
        found
    }
}

fn compare(field: &str, from: Option<&Value>, to: Option<&Value>, found: &mut Vec<Difference>) {
    match (from, to) {
        (Some(from), Some(to)) if from == to => {}
        (Some(Value::Object(_)), None | Some(Value::Object(_)))
        | (Some(Value::Array(_)), None | Some(Value::Array(_)))
        | (None, Some(Value::Object(_) | Value::Array(_))) => {
            let (old, new) = (members(from), members(to));
            let mut names: Vec<&String> = old.iter().chain(&new).map(|(name, _)| name).collect();
            names.sort();
            names.dedup();
            for name in names {
                let value =
                    |list: &[(String, Value)]| list.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
                compare(&format!("{field}{name}"), value(&old).as_ref(), value(&new).as_ref(), found);
            }
        }
        _ => found.push(Difference {
            field: field.trim_start_matches('.').to_owned(),
            from: from.map(show),
            to: to.map(show),
        }),
    }
}

/// Fields of a table, or members of a list, each with the name by which both editions know it.
fn members(value: Option<&Value>) -> Vec<(String, Value)> {
    match value {
        Some(Value::Object(fields)) => {
            fields.iter().map(|(name, value)| (format!(".{name}"), value.clone())).collect()
        }
        Some(Value::Array(list)) => {
            let mut named: Vec<(String, Value)> = Vec::with_capacity(list.len());
            for (position, item) in list.iter().enumerate() {
                let key = identity(item).unwrap_or_else(|| position.to_string());
                let name = format!("[{key}]");
                let name = if named.iter().any(|(known, _)| *known == name) {
                    format!("[{key}#{position}]")
                } else {
                    name
                };
                named.push((name, item.clone()));
            }
            named
        }
        _ => Vec::new(),
    }
}

/// What identifies a member of a list.
fn identity(item: &Value) -> Option<String> {
    const KEYS: [&str; 11] =
        ["id", "number", "case", "products", "channel", "channels", "what", "way", "keeper", "item", "cite"];
    match item {
        Value::String(text) => Some(text.clone()),
        Value::Object(fields) => {
            let parts: Vec<String> =
                KEYS.iter().filter_map(|key| fields.get(*key)).map(show).take(2).collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
        _ => None,
    }
}

fn show(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(show).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}
