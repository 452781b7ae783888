//! The names under which parts of a standard are cited.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A paragraph or an annex of a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// A paragraph, by its number.
    Paragraph(u32),
    /// An annex, by its number; none where the standard has one annex alone.
    Annex(Option<u32>),
}

impl fmt::Display for Place {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Paragraph(number) => write!(to, "¶{number}"),
            Self::Annex(Some(number)) => write!(to, "annex {number}"),
            Self::Annex(None) => write!(to, "annex"),
        }
    }
}

/// What a citation names within a standard: a place, and a subparagraph or a row of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// The paragraph or annex.
    pub place: Place,
    /// Subparagraph of a paragraph or row of an annex, as it is numbered: `1`, `3.2`.
    pub within: Option<String>,
}

impl Citation {
    /// Reads a citation without its standard: `¶7.1`, `annex 3 row 2`; none for what is no citation.
    pub fn read(text: &str) -> Option<Self> {
        if let Some(paragraph) = text.strip_prefix('¶') {
            let (number, within) = match paragraph.split_once('.') {
                Some((number, within)) => (number, Some(within.to_owned())),
                None => (paragraph, None),
            };
            return Some(Self { place: Place::Paragraph(number.parse().ok()?), within });
        }
        let mut words = text.split_whitespace();
        if words.next() != Some("annex") {
            return None;
        }
        let rest: Vec<&str> = words.collect();
        let (number, row) = match rest.as_slice() {
            [] => (None, None),
            [number] => (Some(*number), None),
            ["row", row] => (None, Some(*row)),
            [number, "row", row] => (Some(*number), Some(*row)),
            _ => return None,
        };
        let number = match number {
            Some(number) => Some(number.parse().ok()?),
            None => None,
        };
        Some(Self { place: Place::Annex(number), within: row.map(str::to_owned) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_are_read_as_rules_write_them() {
        let read = |text| Citation::read(text).map(|one| (one.place.to_string(), one.within));
        assert_eq!(read("¶7.1"), Some(("¶7".to_owned(), Some("1".to_owned()))));
        assert_eq!(read("¶16"), Some(("¶16".to_owned(), None)));
        assert_eq!(read("annex"), Some(("annex".to_owned(), None)));
        assert_eq!(read("annex 6 row 3.2"), Some(("annex 6".to_owned(), Some("3.2".to_owned()))));
        assert_eq!(read("¶"), None);
        assert_eq!(read("row 2"), None);
    }
}
