use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Cadastral number of a parcel: oblast, district, quarter and parcel, `NN-NNN-NNN-NNN`, the parcel also with four
/// digits. Written with `-` or `:`; kept and shown with `-`.
///
/// The type keeps the form. Which codes exist is dated data of the directory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CadastralNumber(String);

/// Why a text is no cadastral number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CadastralNumberError {
    /// Nothing was given.
    #[error("nothing was given; write it as 21-318-065-123")]
    Empty,
    /// Not four parts.
    #[error(
        "{found} parts; a cadastral number has four: oblast, district, quarter, parcel, as in 21-318-065-123"
    )]
    WrongParts {
        /// How many parts there are.
        found: usize,
    },
    /// A part of another length.
    #[error("part {part} has {found} signs; the parts have 2, 3, 3 and 3 or 4 digits")]
    WrongLength {
        /// Which part, from 1.
        part: usize,
        /// How many signs it has.
        found: usize,
    },
    /// A sign that is no digit.
    #[error("part {part} holds a sign that is no digit 0 to 9")]
    NotADigit {
        /// Which part, from 1.
        part: usize,
    },
    /// A part that is zero: codes are counted from one.
    #[error("part {part} is zero; codes are counted from one")]
    Zero {
        /// Which part, from 1.
        part: usize,
    },
    /// Both separators in one number.
    #[error("`-` and `:` stand in one number; use one of them")]
    MixedSeparators,
}

/// Allowed lengths of the four parts.
const LENGTHS: [std::ops::RangeInclusive<usize>; 4] = [2..=2, 3..=3, 3..=3, 3..=4];

impl CadastralNumber {
    /// Code of the oblast, two digits.
    pub fn oblast(&self) -> &str {
        self.part(0)
    }

    /// Code of the district, three digits.
    pub fn district(&self) -> &str {
        self.part(1)
    }

    /// Number of the quarter, three digits.
    pub fn quarter(&self) -> &str {
        self.part(2)
    }

    /// Number of the parcel, three or four digits.
    pub fn parcel(&self) -> &str {
        self.part(3)
    }

    /// The number as text, with `-`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn part(&self, index: usize) -> &str {
        self.0.split('-').nth(index).unwrap_or_default()
    }
}

impl FromStr for CadastralNumber {
    type Err = CadastralNumberError;

    fn from_str(text: &str) -> Result<Self, CadastralNumberError> {
        if text.is_empty() {
            return Err(CadastralNumberError::Empty);
        }
        if text.contains('-') && text.contains(':') {
            return Err(CadastralNumberError::MixedSeparators);
        }
        let parts: Vec<&str> = text.split(['-', ':']).collect();
        if parts.len() != LENGTHS.len() {
            return Err(CadastralNumberError::WrongParts { found: parts.len() });
        }
        for (part, (digits, lengths)) in (1..).zip(parts.iter().zip(LENGTHS)) {
            let found = digits.chars().count();
            if !lengths.contains(&found) {
                return Err(CadastralNumberError::WrongLength { part, found });
            }
            if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(CadastralNumberError::NotADigit { part });
            }
            if digits.bytes().all(|byte| byte == b'0') {
                return Err(CadastralNumberError::Zero { part });
            }
        }
        Ok(Self(parts.join("-")))
    }
}

impl TryFrom<String> for CadastralNumber {
    type Error = CadastralNumberError;

    fn try_from(text: String) -> Result<Self, CadastralNumberError> {
        text.parse()
    }
}

impl From<CadastralNumber> for String {
    fn from(number: CadastralNumber) -> Self {
        number.0
    }
}

impl fmt::Display for CadastralNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_has_the_form_is_read_and_shown_alike(
            oblast in 1_u32..100, district in 1_u32..1000, quarter in 1_u32..1000, parcel in 1_u32..10_000, colon in any::<bool>(),
        ) {
            let separator = if colon { ':' } else { '-' };
            let text = format!("{oblast:02}{separator}{district:03}{separator}{quarter:03}{separator}{parcel:03}");
            let number: CadastralNumber = text.parse().unwrap();
            prop_assert_eq!(number.to_string(), text.replace(':', "-"));
            prop_assert_eq!(number.oblast(), format!("{oblast:02}"));
            prop_assert_eq!(number.parcel(), format!("{parcel:03}"));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            let _ = text.parse::<CadastralNumber>();
        }
    }

    #[test]
    fn each_fault_has_its_name() {
        let fault = |text: &str| text.parse::<CadastralNumber>().unwrap_err();
        assert_eq!(fault(""), CadastralNumberError::Empty);
        assert_eq!(fault("21-318-065"), CadastralNumberError::WrongParts { found: 3 });
        assert_eq!(fault("21-318-065-12345"), CadastralNumberError::WrongLength { part: 4, found: 5 });
        assert_eq!(fault("21-31a-065-123"), CadastralNumberError::NotADigit { part: 2 });
        assert_eq!(fault("21-318:065-123"), CadastralNumberError::MixedSeparators);
        assert_eq!(fault("21-000-065-123"), CadastralNumberError::Zero { part: 2 });
        assert_eq!(fault("٢١-318-065-123"), CadastralNumberError::NotADigit { part: 1 });
    }
}
