//! Messages with whatever stands in their parameters, and what a browser says of languages.

use std::sync::LazyLock;

use locale::{Arg, Language, Messages};

use crate::text;

static MESSAGES: LazyLock<Messages> =
    LazyLock::new(|| Messages::embedded().expect("the shipped messages load"));

/// A message, its name in the first line, `name=value` in the others: the value stands in it as it was given.
pub(crate) fn message(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let (name, rest) = text.split_once('\n').unwrap_or((text, ""));
    let args: Vec<(&str, Arg<'_>)> = rest
        .lines()
        .take(8)
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| match value.strip_prefix('#').and_then(|digits| digits.parse().ok()) {
            Some(number) => (name, Arg::Number(number)),
            None => (name, value.into()),
        })
        .collect();
    for language in Language::ALL {
        let told = MESSAGES.text(language, name, &args);
        assert!(!told.is_empty() || name.is_empty(), "{name} says nothing in {language}");
        // What a person typed is no pattern: it never comes out as another parameter's value. A message that does not
        // exist is told by its name.
        if name.contains('{') {
            continue;
        }
        for (given, _) in &args {
            let marked = "{ $sign }";
            let again: Vec<_> = args
                .iter()
                .map(|(name, value)| (*name, if name == given { marked.into() } else { value.clone() }))
                .collect();
            let told = MESSAGES.text(language, name, &again);
            assert!(!told.contains("{ $sign") || told.contains(marked), "{told}");
        }
    }
}

/// `Accept-Language`, and the tag of a language.
pub(crate) fn accepted(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Some(language) = Language::accepted(text) {
        let tag = language.tag();
        assert!(text.to_ascii_lowercase().contains(tag), "{text} never named {tag}");
    }
    if let Ok(language) = text.parse::<Language>() {
        assert_eq!(language.to_string(), text);
    }
}
