use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use calendar::Text;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::Language;

#[derive(rust_embed::RustEmbed)]
#[folder = "locales"]
struct Files;

/// All messages in all languages.
pub struct Messages {
    bundles: BTreeMap<Language, FluentBundle<FluentResource>>,
}

/// An argument of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    /// Text that goes in as it is.
    Text(Cow<'a, str>),
    /// A whole number; messages may choose their plural by it.
    Number(i64),
    /// A decimal number with a point, written as the language writes it.
    Decimal(String),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// A message file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {what}")]
pub struct MessagesError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub what: String,
}

impl Messages {
    /// Reads the messages that ship inside the program.
    ///
    /// # Errors
    /// [`MessagesError`] names the file that is not Fluent or defines a message twice.
    pub fn embedded() -> Result<Self, MessagesError> {
        let bundles = Language::ALL
            .into_iter()
            .map(|language| bundle(language).map(|bundle| (language, bundle)))
            .collect::<Result<_, _>>()?;
        Ok(Self { bundles })
    }

    /// A message in a language. A name that no file defines comes back as itself: visible, and no reason to fail a page.
    pub fn text(&self, language: Language, name: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.find(language, name, args).unwrap_or_else(|| name.to_owned())
    }

    /// A message in a language, where one of this name is defined.
    pub fn find(&self, language: Language, name: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let bundle = self.bundles.get(&language)?;
        let pattern = bundle.get_message(name)?.value()?;
        let args: FluentArgs<'_> =
            args.iter().map(|(name, value)| (*name, fluent(language, value))).collect();
        let mut problems = Vec::new();
        Some(bundle.format_pattern(pattern, Some(&args), &mut problems).into_owned())
    }

    /// A message in all three languages.
    pub fn all(&self, name: &str, args: &[(&str, Arg<'_>)]) -> Text {
        Text {
            kk: self.text(Language::Kk, name, args),
            ru: self.text(Language::Ru, name, args),
            en: self.text(Language::En, name, args),
        }
    }
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages").field("languages", &self.bundles.keys()).finish()
    }
}

fn fluent<'a>(language: Language, value: &'a Arg<'a>) -> FluentValue<'a> {
    match value {
        Arg::Decimal(number) => FluentValue::String(Cow::Owned(language.decimal(number))),
        Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
        Arg::Number(number) => FluentValue::from(*number),
    }
}

fn bundle(language: Language) -> Result<FluentBundle<FluentResource>, MessagesError> {
    let mut bundle = FluentBundle::new_concurrent(vec![language_identifier(language)]);
    // Marks of text direction around arguments would stand in letters and problem details as strange signs.
    bundle.set_use_isolating(false);
    for (file, text) in files(language) {
        let resource = FluentResource::try_new(text).map_err(|(_, errors)| MessagesError {
            file: file.clone(),
            what: errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        })?;
        bundle.add_resource(resource).map_err(|errors| MessagesError {
            file: file.clone(),
            what: errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        })?;
    }
    Ok(bundle)
}

fn language_identifier(language: Language) -> LanguageIdentifier {
    language.tag().parse().unwrap_or_default()
}

fn files(language: Language) -> Vec<(String, String)> {
    let folder = format!("{language}/");
    let names: BTreeSet<String> =
        Files::iter().filter(|name| name.starts_with(&folder)).map(Cow::into_owned).collect();
    names
        .into_iter()
        .filter_map(|name| {
            let file = Files::get(&name)?;
            Some((name, String::from_utf8_lossy(&file.data).into_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_takes_its_arguments() {
        let messages = Messages::embedded().unwrap();
        let text = messages.text(
            Language::En,
            "problem-unknown-field",
            &[("field", "colour".into()), ("allowed", "a, b".into())],
        );
        assert!(text.contains("colour"), "{text}");
    }

    #[test]
    fn an_unknown_name_is_no_reason_to_fail() {
        let messages = Messages::embedded().unwrap();
        assert_eq!(messages.text(Language::Kk, "no-such-message", &[]), "no-such-message");
    }
}
