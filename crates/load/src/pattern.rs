//! A text of a case, cut at everything that is the case's own.

/// What differs from copy to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// Identifier of the case.
    Id,
    /// Number of the receipt.
    Number,
    /// `"serial":n` of the number, as the lodging keeps it.
    Serial,
    /// Cadastral number.
    Parcel,
    /// IIN or BIN.
    Identifier,
    /// Name of the applicant.
    Name,
    /// Hash of the leaf of the event with this place, from 0.
    Leaf(usize),
}

/// A text with holes.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    /// Text, and the hole behind it.
    parts: Vec<(String, Slot)>,
    tail: String,
}

impl Pattern {
    /// Cuts `text` at every occurrence of the given texts; an empty one occurs nowhere.
    pub fn of(text: &str, own: &[(String, Slot)]) -> Self {
        let (mut parts, mut rest) = (Vec::new(), text);
        let next = |rest: &str| {
            own.iter()
                .filter(|(needle, _)| !needle.is_empty())
                .filter_map(|(needle, slot)| rest.find(needle.as_str()).map(|at| (at, needle.len(), *slot)))
                .min_by_key(|(at, length, _)| (*at, std::cmp::Reverse(*length)))
        };
        while let Some((at, length, slot)) = next(rest) {
            parts.push((rest[..at].to_owned(), slot));
            rest = &rest[at + length..];
        }
        Self { parts, tail: rest.to_owned() }
    }

    /// The text with its holes filled.
    pub fn fill(&self, value: impl Fn(Slot) -> String) -> String {
        let mut text = String::with_capacity(self.parts.iter().map(|part| part.0.len() + 40).sum::<usize>());
        for (before, slot) in &self.parts {
            text.push_str(before);
            text.push_str(&value(*slot));
        }
        text.push_str(&self.tail);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, Slot};

    #[test]
    fn a_text_is_cut_at_what_is_its_own_and_filled_again() {
        let own =
            [("ab".to_owned(), Slot::Id), ("abc".to_owned(), Slot::Name), (String::new(), Slot::Parcel)];
        let pattern = Pattern::of("x ab y abc z", &own);
        assert_eq!(pattern.fill(|slot| format!("<{slot:?}>")), "x <Id> y <Name> z");
    }
}
