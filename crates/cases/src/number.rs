//! Numbers of receipts: readable, with a check digit, built from a serial that is never given twice.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Number of a request and of its receipt (¶14): `01-2013-000123-8`, that is service, year, serial, check digit.
///
/// The check digit is Damm's: it finds every single wrong digit and every swap of neighbours. The serial comes from
/// the store, which counts per service and year and never goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReceiptNumber {
    service: u8,
    year: i16,
    serial: u32,
}

/// Why a text is no number of a receipt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// A sign that is neither digit nor separator.
    #[error("`{sign}` cannot stand in a receipt number; allowed: digits, `-` and spaces")]
    Sign {
        /// The sign.
        sign: char,
    },
    /// Too few or too many digits.
    #[error("{found} digits; a receipt number has 13: service 2, year 4, serial 6, check digit 1")]
    Length {
        /// How many digits there are.
        found: usize,
    },
    /// The check digit does not fit: a digit is wrong, or two are swapped.
    #[error("the check digit does not fit; compare the number with the receipt")]
    CheckDigit,
    /// A part is out of its range.
    #[error("{part} is {found}; allowed: {allowed}")]
    Part {
        /// `service`, `year` or `serial`.
        part: &'static str,
        /// What stands there.
        found: u32,
        /// What may stand there.
        allowed: &'static str,
    },
}

const DIGITS: usize = 13;
const SERVICES: &str = "1 to 99";
const YEARS: &str = "1991 to 9999";
const SERIALS: &str = "1 to 999999";

/// Damm's quasigroup of order ten.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

impl ReceiptNumber {
    /// The number of the `serial`-th request for a service in a year.
    ///
    /// # Errors
    /// [`NumberError::Part`] for a service, year or serial out of range.
    pub fn new(service: u8, year: i16, serial: u32) -> Result<Self, NumberError> {
        let part = |part, found, allowed| NumberError::Part { part, found, allowed };
        if !(1..=99).contains(&service) {
            return Err(part("service", u32::from(service), SERVICES));
        }
        if !(1991..=9999).contains(&year) {
            return Err(part("year", u32::try_from(year).unwrap_or(0), YEARS));
        }
        if !(1..=999_999).contains(&serial) {
            return Err(part("serial", serial, SERIALS));
        }
        Ok(Self { service, year, serial })
    }

    /// Number of the service.
    pub fn service(self) -> u8 {
        self.service
    }

    /// Year of lodging.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Serial within service and year.
    pub fn serial(self) -> u32 {
        self.serial
    }

    fn body(self) -> String {
        format!("{:02}{:04}{:06}", self.service, self.year, self.serial)
    }
}

fn damm(digits: impl Iterator<Item = u8>) -> u8 {
    digits.fold(0, |interim, digit| DAMM[usize::from(interim)][usize::from(digit % 10)])
}

fn value(byte: u8) -> u8 {
    byte.wrapping_sub(b'0')
}

impl fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let check = damm(self.body().bytes().map(value));
        write!(f, "{:02}-{:04}-{:06}-{check}", self.service, self.year, self.serial)
    }
}

impl FromStr for ReceiptNumber {
    type Err = NumberError;

    /// Reads the number as people write it: with or without hyphens and spaces, dashes of any length.
    fn from_str(given: &str) -> Result<Self, NumberError> {
        let mut digits = String::with_capacity(DIGITS);
        for sign in given.chars() {
            match sign {
                '0'..='9' => digits.push(sign),
                '-' | '‐' | '‑' | '–' | '—' => {}
                space if space.is_whitespace() => {}
                _ => return Err(NumberError::Sign { sign }),
            }
        }
        if digits.len() != DIGITS {
            return Err(NumberError::Length { found: digits.len() });
        }
        if damm(digits.bytes().map(value)) != 0 {
            return Err(NumberError::CheckDigit);
        }
        let number = |part: &str| part.bytes().fold(0u32, |sum, byte| sum * 10 + u32::from(value(byte)));
        let service = u8::try_from(number(&digits[..2])).unwrap_or(0);
        let year = i16::try_from(number(&digits[2..6])).unwrap_or(0);
        Self::new(service, year, number(&digits[6..12]))
    }
}

impl TryFrom<String> for ReceiptNumber {
    type Error = NumberError;

    fn try_from(given: String) -> Result<Self, NumberError> {
        given.parse()
    }
}

impl From<ReceiptNumber> for String {
    fn from(number: ReceiptNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_back_from_what_it_prints() {
        let number = ReceiptNumber::new(1, 2013, 123).unwrap();
        let printed = number.to_string();
        assert!(printed.starts_with("01-2013-000123-"), "{printed}");
        assert_eq!(printed.parse(), Ok(number));
        assert_eq!(printed.replace('-', " ").parse(), Ok(number));
        assert_eq!(printed.replace('-', "").parse(), Ok(number));
    }

    #[test]
    fn every_single_wrong_digit_and_every_swap_of_neighbours_is_found() {
        let printed = ReceiptNumber::new(14, 2013, 90_123).unwrap().to_string().replace('-', "");
        let bytes = printed.as_bytes();
        for place in 0..bytes.len() {
            for digit in (b'0'..=b'9').filter(|digit| *digit != bytes[place]) {
                let mut wrong = bytes.to_vec();
                wrong[place] = digit;
                let wrong = String::from_utf8(wrong).unwrap();
                assert_eq!(wrong.parse::<ReceiptNumber>(), Err(NumberError::CheckDigit), "{wrong}");
            }
        }
        for place in 1..bytes.len() {
            let mut swapped = bytes.to_vec();
            swapped.swap(place - 1, place);
            if swapped != bytes {
                let swapped = String::from_utf8(swapped).unwrap();
                assert_eq!(swapped.parse::<ReceiptNumber>(), Err(NumberError::CheckDigit), "{swapped}");
            }
        }
    }

    #[test]
    fn what_is_no_number_is_told_why() {
        assert_eq!("01-2013".parse::<ReceiptNumber>(), Err(NumberError::Length { found: 6 }));
        assert_eq!("01-2013-00O123-8".parse::<ReceiptNumber>(), Err(NumberError::Sign { sign: 'O' }));
        assert!(matches!(ReceiptNumber::new(1, 2013, 0), Err(NumberError::Part { part: "serial", .. })));
    }
}
