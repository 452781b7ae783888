//! Twelve digits with a check digit, as IIN and BIN share them.

/// How many digits an IIN and a BIN have.
pub const DIGITS: usize = 12;

/// Why a text is not twelve digits with a right check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DigitsError {
    /// Nothing was given.
    #[error("nothing was given; twelve digits are needed")]
    Empty,
    /// A sign that is no digit 0 to 9.
    #[error("sign {position} is no digit; only the digits 0 to 9 are allowed")]
    NotADigit {
        /// Place of the sign, counted from 1.
        position: usize,
    },
    /// Too few or too many digits.
    #[error("{found} digits; twelve are needed")]
    WrongLength {
        /// How many there are.
        found: usize,
    },
    /// The last digit does not agree with the others.
    #[error("the check digit is wrong; compare the number with the document")]
    WrongCheckDigit,
    /// The first eleven digits have no check digit: such a number is never given out.
    #[error(
        "no check digit exists for these digits, so the number is not in use; compare it with the document"
    )]
    NeverIssued,
}

/// Twelve digits whose last one agrees with the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Twelve([u8; DIGITS]);

impl Twelve {
    pub(crate) fn parse(text: &str) -> Result<Self, DigitsError> {
        if text.is_empty() {
            return Err(DigitsError::Empty);
        }
        if let Some(position) = text.chars().position(|sign| !sign.is_ascii_digit()) {
            return Err(DigitsError::NotADigit { position: position + 1 });
        }
        let digits: [u8; DIGITS] = text
            .bytes()
            .map(|byte| byte - b'0')
            .collect::<Vec<_>>()
            .try_into()
            .map_err(|_| DigitsError::WrongLength { found: text.len() })?;
        match check_digit(&digits) {
            None => Err(DigitsError::NeverIssued),
            Some(check) if check == digits[DIGITS - 1] => Ok(Self(digits)),
            Some(_) => Err(DigitsError::WrongCheckDigit),
        }
    }

    pub(crate) fn digit(&self, index: usize) -> u8 {
        self.0[index]
    }

    pub(crate) fn number(&self, digits: std::ops::Range<usize>) -> u16 {
        self.0[digits].iter().fold(0, |number, digit| number * 10 + u16::from(*digit))
    }
}

impl std::fmt::Display for Twelve {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|digit| write!(f, "{digit}"))
    }
}

/// The check digit of the first eleven digits: the sum weighted 1 to 11 modulo 11; where that is ten, weighted anew from 3
/// on; where that is ten again, none.
fn check_digit(digits: &[u8; DIGITS]) -> Option<u8> {
    const FIRST: [u32; DIGITS - 1] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    const SECOND: [u32; DIGITS - 1] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];
    let weighted = |weights: [u32; DIGITS - 1]| {
        digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum::<u32>() % 11
    };
    [FIRST, SECOND].into_iter().map(weighted).find(|rest| *rest < 10).and_then(|rest| u8::try_from(rest).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with_check(eleven: &[u8]) -> Option<String> {
        let mut digits = [0; DIGITS];
        digits[..DIGITS - 1].copy_from_slice(eleven);
        let check = check_digit(&digits)?;
        digits[DIGITS - 1] = check;
        Some(digits.iter().map(ToString::to_string).collect())
    }

    proptest! {
        #[test]
        fn eleven_digits_with_their_check_digit_are_accepted(eleven in prop::collection::vec(0_u8..10, 11)) {
            if let Some(text) = with_check(&eleven) {
                let parsed = Twelve::parse(&text);
                prop_assert!(parsed.is_ok());
                prop_assert_eq!(parsed.map(|digits| digits.to_string()), Ok(text));
            }
        }

        /// The first pass shows any changed digit but the eleventh, whose weight is eleven itself. Numbers that need the second
        /// pass are left out: it can hide a change.
        #[test]
        fn the_first_pass_shows_a_change_of_each_of_the_first_ten_digits(
            eleven in prop::collection::vec(0_u8..10, 11), place in 0_usize..10, step in 1_u8..10,
        ) {
            let passes = |digits: &[u8]| digits.iter().zip(1_u32..).map(|(d, w)| u32::from(*d) * w).sum::<u32>() % 11;
            let mut changed = eleven.clone();
            changed[place] = (changed[place] + step) % 10;
            prop_assume!(passes(&eleven) < 10 && passes(&changed) < 10);
            let check = |digits: &[u8]| with_check(digits).and_then(|text| text.chars().last());
            prop_assert_ne!(check(&eleven), check(&changed));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            let _ = Twelve::parse(&text);
        }
    }

    #[test]
    fn each_fault_has_its_name() {
        assert_eq!(Twelve::parse(""), Err(DigitsError::Empty));
        assert_eq!(Twelve::parse("12345"), Err(DigitsError::WrongLength { found: 5 }));
        assert_eq!(Twelve::parse("12345678901a"), Err(DigitsError::NotADigit { position: 12 }));
        assert_eq!(Twelve::parse("٠١٢٣٤٥٦٧٨٩٠١"), Err(DigitsError::NotADigit { position: 1 }));
    }

    #[test]
    fn a_change_of_the_eleventh_digit_passes_unseen() {
        let numbers: Vec<_> =
            (0..10).filter_map(|last| with_check(&[8, 0, 0, 1, 0, 1, 3, 0, 0, 1, last])).collect();
        let checks: std::collections::BTreeSet<_> = numbers.iter().map(|text| text.chars().last()).collect();
        assert!(checks.len() < numbers.len());
    }

    #[test]
    fn digits_that_have_no_check_digit_are_refused() {
        let never = (0_u64..100_000)
            .map(|number| format!("{number:011}"))
            .find(|text| with_check(&text.bytes().map(|b| b - b'0').collect::<Vec<_>>()).is_none())
            .expect("some eleven digits have no check digit");
        assert_eq!(Twelve::parse(&format!("{never}0")), Err(DigitsError::NeverIssued));
    }
}
