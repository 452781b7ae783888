use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::twelve::{DigitsError, Twelve};

/// Business identification number: month of registration, kind of entity, kind of unit, serial, check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Bin(Twelve);

/// Why a text is no BIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BinError {
    /// The digits themselves are wrong.
    #[error(transparent)]
    Digits(#[from] DigitsError),
    /// The third and fourth digits are no month.
    #[error("{found:02} is no month; the third and fourth digits are the month of registration, 01 to 12")]
    NoMonth {
        /// What stands there.
        found: u16,
    },
    /// The fifth digit is not one of a business: with 0 to 3 there the number may be a person's IIN.
    #[error("the fifth digit is {found}; a BIN has 4, 5 or 6 there, with 0 to 3 the number is an IIN")]
    NoEntity {
        /// What stands there.
        found: u8,
    },
    /// The sixth digit names no kind of unit.
    #[error("the sixth digit is {found}; a BIN has 0 to 3 there, or 4")]
    NoUnit {
        /// What stands there.
        found: u8,
    },
}

/// Kind of the entity (fifth digit).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BinKind {
    /// Legal entity resident in Kazakhstan.
    ResidentLegalEntity,
    /// Legal entity not resident in Kazakhstan.
    NonResidentLegalEntity,
    /// Individual entrepreneurs who act jointly.
    JointEntrepreneurs,
}

/// Kind of the unit (sixth digit).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BinUnit {
    /// The head unit.
    Head,
    /// A branch.
    Branch,
    /// A representation.
    Representation,
    /// A peasant or farm household.
    Farm,
    /// Any other unit.
    Other,
}

/// Month of registration; its century is not written and stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RegisteredMonth {
    /// Last two digits of the year.
    pub year_of_century: u8,
    /// Month, 1 to 12.
    pub month: u8,
}

impl fmt::Display for RegisteredMonth {
    /// Written with the century that the number can have: registration by BIN began after 1990.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let century = if self.year_of_century >= FIRST_YEAR_OF_CENTURY { 19 } else { 20 };
        write!(f, "{century}{:02}-{:02}", self.year_of_century, self.month)
    }
}

/// Entities that were registered before independence were registered anew.
const FIRST_YEAR_OF_CENTURY: u8 = 90;

impl Bin {
    /// Month of registration.
    pub fn registered_month(&self) -> RegisteredMonth {
        let two = |at: usize| self.0.digit(at) * 10 + self.0.digit(at + 1);
        RegisteredMonth { year_of_century: two(0), month: two(2) }
    }

    /// Kind of the entity.
    pub fn kind(&self) -> BinKind {
        match self.0.digit(4) {
            4 => BinKind::ResidentLegalEntity,
            5 => BinKind::NonResidentLegalEntity,
            _ => BinKind::JointEntrepreneurs,
        }
    }

    /// Kind of the unit.
    pub fn unit(&self) -> BinUnit {
        match self.0.digit(5) {
            0 => BinUnit::Head,
            1 => BinUnit::Branch,
            2 => BinUnit::Representation,
            3 => BinUnit::Farm,
            _ => BinUnit::Other,
        }
    }
}

impl FromStr for Bin {
    type Err = BinError;

    fn from_str(text: &str) -> Result<Self, BinError> {
        let digits = Twelve::parse(text)?;
        let month = digits.number(2..4);
        if !(1..=12).contains(&month) {
            return Err(BinError::NoMonth { found: month });
        }
        match (digits.digit(4), digits.digit(5)) {
            (4..=6, 0..=4) => Ok(Self(digits)),
            (4..=6, found) => Err(BinError::NoUnit { found }),
            (found, _) => Err(BinError::NoEntity { found }),
        }
    }
}

impl TryFrom<String> for Bin {
    type Error = BinError;

    fn try_from(text: String) -> Result<Self, BinError> {
        text.parse()
    }
}

impl From<Bin> for String {
    fn from(bin: Bin) -> Self {
        bin.to_string()
    }
}

impl fmt::Display for Bin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete(eleven: &str) -> Result<Bin, BinError> {
        let wrong = |error: &BinError| matches!(error, BinError::Digits(DigitsError::WrongCheckDigit));
        (0..10)
            .map(|check| format!("{eleven}{check}").parse::<Bin>())
            .find(|parsed| !parsed.as_ref().is_err_and(wrong))
            .expect("a check digit exists")
    }

    /// Numbers that companies print among their details, so that the weights are not tried against themselves alone. The
    /// last one needs the second pass.
    #[test]
    fn numbers_in_public_use_are_accepted() {
        let read = |text: &str| {
            let bin: Bin = text.parse().unwrap();
            assert_eq!(bin.to_string(), text);
            (bin.registered_month().to_string(), bin.kind(), bin.unit())
        };
        let of = |month: &str, unit| (month.to_owned(), BinKind::ResidentLegalEntity, unit);
        assert_eq!(read("941240000193"), of("1994-12", BinUnit::Head), "Kazakhtelecom");
        assert_eq!(read("940140000385"), of("1994-01", BinUnit::Head), "Halyk Bank");
        assert_eq!(read("020240000555"), of("2002-02", BinUnit::Head), "KazMunayGas");
        assert_eq!(read("950341000052"), of("1995-03", BinUnit::Branch), "a branch of Halyk Bank");
        assert_eq!(read("961141000023"), of("1996-11", BinUnit::Branch), "another branch of it");
    }

    #[test]
    fn month_kind_and_unit_are_read() {
        let bin = complete("04064000123").unwrap();
        assert_eq!(bin.registered_month().to_string(), "2004-06");
        assert_eq!((bin.kind(), bin.unit()), (BinKind::ResidentLegalEntity, BinUnit::Head));
        assert_eq!(complete("98115100123").unwrap().registered_month().to_string(), "1998-11");
    }

    #[test]
    fn a_number_that_no_business_has_is_refused() {
        assert_eq!(complete("04134000123"), Err(BinError::NoMonth { found: 13 }));
        assert_eq!(complete("04062000123"), Err(BinError::NoEntity { found: 2 }));
        assert_eq!(complete("04064900123"), Err(BinError::NoUnit { found: 9 }));
    }
}
