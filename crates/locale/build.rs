//! The message files make the program only where every language has every message, with the same arguments.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// The language that the others are held against.
const FIRST: &str = "kk";
const OTHERS: [&str; 2] = ["ru", "en"];

/// Arguments of every message by its name.
type Signatures = BTreeMap<String, BTreeSet<String>>;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=locales");
    let mut wrong = Vec::new();
    let first = signatures(FIRST, &mut wrong);
    for language in OTHERS {
        compare(&first, &signatures(language, &mut wrong), language, &mut wrong);
    }
    for what in &wrong {
        println!("cargo::error={what}");
    }
    if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn compare(first: &Signatures, other: &Signatures, language: &str, wrong: &mut Vec<String>) {
    for (name, arguments) in first {
        match other.get(name) {
            None => wrong.push(format!("locales/{language} lacks the message {name}")),
            Some(found) if found != arguments => wrong.push(format!(
                "{name} takes {arguments:?} in locales/{FIRST} and {found:?} in locales/{language}"
            )),
            Some(_) => {}
        }
    }
    let extra = other.keys().filter(|name| !first.contains_key(*name));
    wrong.extend(extra.map(|name| format!("locales/{FIRST} lacks the message {name}")));
}

/// Every message of a language; what cannot be read, or is defined twice or without a text, is told.
fn signatures(language: &str, wrong: &mut Vec<String>) -> Signatures {
    let mut found = Signatures::new();
    let folder = Path::new("locales").join(language);
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) => {
            wrong.push(format!("{}: {error}", folder.display()));
            return found;
        }
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let file = path.display();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                wrong.push(format!("{file}: {error}"));
                continue;
            }
        };
        let resource = match fluent_syntax::parser::parse(text.as_str()) {
            Ok(resource) => resource,
            Err((_, errors)) => {
                wrong.extend(errors.iter().map(|error| format!("{file}: {error}")));
                continue;
            }
        };
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let name = message.id.name.to_owned();
            if message.value.is_none() {
                wrong.push(format!("{file}: {name} has no text"));
            }
            let mut arguments = BTreeSet::new();
            collect(message.value.as_ref(), &mut arguments);
            if found.insert(name.clone(), arguments).is_some() {
                wrong.push(format!("{file}: {name} is defined twice"));
            }
        }
    }
    found
}

fn collect(pattern: Option<&Pattern<&str>>, found: &mut BTreeSet<String>) {
    for element in pattern.into_iter().flat_map(|pattern| &pattern.elements) {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                found.insert(id.name.to_owned());
            }
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    found.insert(id.name.to_owned());
                }
                variants.iter().for_each(|variant| collect(Some(&variant.value), found));
            }
            Expression::Inline(_) => {}
        }
    }
}
