use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::twelve::{DigitsError, Twelve};

/// Individual identification number: twelve digits, of which the last checks the others.
///
/// Since August 2013 the digits are no longer tied to birth date and sex, so that they are a hint and never a ground to
/// reject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iin(Twelve);

/// Why a text is no IIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct IinError(#[from] pub DigitsError);

impl Iin {
    /// The day of birth that the digits hint at: two digits each of year, month and day, the century by the seventh.
    pub fn birth_date_hint(&self) -> Option<Date> {
        let century = match self.0.digit(6) {
            1 | 2 => 1800,
            3 | 4 => 1900,
            5 | 6 => 2000,
            _ => return None,
        };
        let year = i16::try_from(century + self.0.number(0..2)).ok()?;
        let month = i8::try_from(self.0.number(2..4)).ok()?;
        let day = i8::try_from(self.0.number(4..6)).ok()?;
        Date::new(year, month, day).ok()
    }
}

impl FromStr for Iin {
    type Err = IinError;

    fn from_str(text: &str) -> Result<Self, IinError> {
        Ok(Self(Twelve::parse(text)?))
    }
}

impl TryFrom<String> for Iin {
    type Error = IinError;

    fn try_from(text: String) -> Result<Self, IinError> {
        text.parse()
    }
}

impl From<Iin> for String {
    fn from(iin: Iin) -> Self {
        iin.to_string()
    }
}

impl fmt::Display for Iin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete(eleven: &str) -> Iin {
        (0..10).find_map(|check| format!("{eleven}{check}").parse().ok()).expect("a check digit exists")
    }

    #[test]
    fn the_date_part_hints_at_the_day_of_birth() {
        assert_eq!(complete("80010130012").birth_date_hint(), Some(jiff::civil::date(1980, 1, 1)));
        assert_eq!(complete("05063050012").birth_date_hint(), Some(jiff::civil::date(2005, 6, 30)));
    }

    #[test]
    fn a_date_part_that_is_no_date_is_no_ground_to_reject() {
        assert_eq!(complete("99999900012").birth_date_hint(), None);
    }

    #[test]
    fn it_travels_through_json_and_a_wrong_one_does_not() {
        let iin = complete("80010130012");
        let json = serde_json::to_string(&iin).unwrap();
        assert_eq!(serde_json::from_str::<Iin>(&json).unwrap(), iin);
        assert!(serde_json::from_str::<Iin>(&json.replacen("80", "70", 1)).is_err());
        assert!(serde_json::from_str::<Iin>("\"12\"").is_err());
    }
}
