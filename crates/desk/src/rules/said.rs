//! What a change does, as messages and their values: whoever shows it has the words.

use calendar::Text;
use cases::{Argument, Arguments};
use jiff::civil::Date;

/// Something said: a message with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Id of the message.
    pub message: &'static str,
    /// What it names.
    pub args: Arguments,
}

/// One thing that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleDifference {
    /// What changes.
    pub what: Said,
    /// What holds now; none for what is new.
    pub before: Option<Said>,
    /// What would hold; none for what is gone.
    pub after: Option<Said>,
}

impl Said {
    pub(super) fn new(message: &'static str) -> Self {
        Self { message, args: Vec::new() }
    }

    /// A text that is the same in all languages.
    pub(super) fn plain(text: impl ToString) -> Self {
        Self::new("rules-plain").with("text", text)
    }

    pub(super) fn with(self, name: &'static str, value: impl ToString) -> Self {
        self.and(name, Argument::Plain(value.to_string()))
    }

    pub(super) fn day(self, name: &'static str, day: Date) -> Self {
        self.and(name, Argument::Day(day))
    }

    pub(super) fn law(self, name: &'static str, text: &Text) -> Self {
        self.and(name, Argument::Law(text.clone()))
    }

    pub(super) fn messages(self, name: &'static str, ids: impl IntoIterator<Item = String>) -> Self {
        self.and(name, Argument::Messages(ids.into_iter().collect()))
    }

    fn and(mut self, name: &'static str, value: Argument) -> Self {
        self.args.push((name, value));
        self
    }
}

/// Notes what differs between two values that are said in the same way.
pub(super) fn differ(
    found: &mut Vec<RuleDifference>,
    what: impl FnOnce() -> Said,
    before: Option<Said>,
    after: Option<Said>,
) {
    if before != after {
        found.push(RuleDifference { what: what(), before, after });
    }
}
