use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the platform. Kazakh is the first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Kazakh.
    #[default]
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
}

/// A word that names no language of the platform.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no language of the platform; use kk, ru or en")]
pub struct UnknownLanguage(pub String);

impl Language {
    /// All languages, the first one first.
    pub const ALL: [Self; 3] = [Self::Kk, Self::Ru, Self::En];

    /// Tag of the language (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::Kk => "kk",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// Name of the language in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Kk => "Қазақша",
            Self::Ru => "Русский",
            Self::En => "English",
        }
    }

    /// The text of this language.
    pub fn of(self, text: &calendar::Text) -> &str {
        match self {
            Self::Kk => &text.kk,
            Self::Ru => &text.ru,
            Self::En => &text.en,
        }
    }

    /// A decimal number as this language writes it: `13840.00` is `13 840,00`, in English `13,840.00`.
    pub fn decimal(self, number: &str) -> String {
        let (group, point) = match self {
            Self::Kk | Self::Ru => ('\u{a0}', ','),
            Self::En => (',', '.'),
        };
        let (whole, rest) =
            number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
        let digits = whole.chars().filter(char::is_ascii_digit).count();
        let mut written = String::new();
        let mut left = digits;
        for sign in whole.chars() {
            // Four digits are read at a glance.
            if sign.is_ascii_digit() && digits > 4 && left < digits && left.is_multiple_of(3) {
                written.push(group);
            }
            left -= usize::from(sign.is_ascii_digit());
            written.push(sign);
        }
        if let Some(rest) = rest {
            written.push(point);
            written.push_str(rest);
        }
        written
    }

    /// The language that an `Accept-Language` header prefers (RFC 9110 §12.5.4), where it names one that is spoken here.
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(Self, u16)> = None;
        for range in header.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let Some(tag) = parts.next() else { continue };
            let primary = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
            let Ok(language) = primary.parse::<Self>() else { continue };
            let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(1000, weight);
            if weight > best.map_or(0, |(_, weight)| weight) {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language)
    }
}

/// A weight in thousandths; an unreadable one counts as none.
fn weight(text: &str) -> u16 {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{rest:0<3}");
    match (whole, digits.get(..3).and_then(|three| three.parse::<u16>().ok())) {
        ("1", _) => 1000,
        ("0", Some(thousandths)) => thousandths,
        _ => 0,
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL.into_iter().find(|known| known.tag() == tag).ok_or_else(|| UnknownLanguage(tag.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_spoken_language_is_accepted() {
        assert_eq!(Language::accepted("de, ru;q=0.5, en;q=0.7"), Some(Language::En));
        assert_eq!(Language::accepted("ru-KZ"), Some(Language::Ru));
        assert_eq!(Language::accepted("kk;q=0"), None);
        assert_eq!(Language::accepted("de"), None);
        assert_eq!(Language::accepted(";;q=,,"), None);
    }

    #[test]
    fn a_decimal_number_is_written_as_its_language_writes_it() {
        assert_eq!(Language::Kk.decimal("8217.50"), "8217,50");
        assert_eq!(Language::Ru.decimal("13840.00"), "13\u{a0}840,00");
        assert_eq!(Language::Ru.decimal("-1234567"), "-1\u{a0}234\u{a0}567");
        assert_eq!(Language::En.decimal("113840.5"), "113,840.5");
        assert_eq!(Language::En.decimal("0"), "0");
    }
}
