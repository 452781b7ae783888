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

    fn check_of(eleven: &[u8]) -> Option<u8> {
        let mut digits = [0; DIGITS];
        digits[..DIGITS - 1].copy_from_slice(eleven);
        check_digit(&digits)
    }

    fn with_last(eleven: &[u8], last: u8) -> String {
        eleven.iter().chain([&last]).map(ToString::to_string).collect()
    }

    fn with_check(eleven: &[u8]) -> Option<String> {
        check_of(eleven).map(|check| with_last(eleven, check))
    }

    /// How many passes decide on a number: one, or two where the first leaves ten.
    fn passes(eleven: &[u8]) -> u8 {
        let first: u32 = eleven.iter().zip(1..).map(|(digit, weight)| u32::from(*digit) * weight).sum();
        if first % 11 < 10 { 1 } else { 2 }
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

        /// Weights of neighbours differ, and none of the first ten is eleven. What escapes is a pair of numbers of which one
        /// needs the second pass and the other does not, and the eleventh digit, whose first weight is eleven itself.
        #[test]
        fn a_changed_digit_shows_unless_the_passes_differ_or_it_is_the_eleventh(
            eleven in prop::collection::vec(0_u8..10, 11), place in 0_usize..11, step in 1_u8..10,
        ) {
            let mut changed = eleven.clone();
            changed[place] = (changed[place] + step) % 10;
            let unseen = check_of(&eleven).is_some() && check_of(&eleven) == check_of(&changed);
            if passes(&eleven) == passes(&changed) {
                prop_assert_eq!(unseen, place == 10 && passes(&eleven) == 1);
            }
        }

        #[test]
        fn a_changed_check_digit_shows(eleven in prop::collection::vec(0_u8..10, 11), step in 1_u8..10) {
            if let Some(check) = check_of(&eleven) {
                let text = with_last(&eleven, (check + step) % 10);
                prop_assert_eq!(Twelve::parse(&text), Err(DigitsError::WrongCheckDigit));
            }
        }

        #[test]
        fn two_neighbours_that_changed_places_show_unless_the_passes_differ(
            eleven in prop::collection::vec(0_u8..10, 11), place in 0_usize..10,
        ) {
            let mut swapped = eleven.clone();
            swapped.swap(place, place + 1);
            let unseen = check_of(&eleven).is_some() && check_of(&eleven) == check_of(&swapped);
            if eleven != swapped && passes(&eleven) == passes(&swapped) {
                prop_assert!(!unseen);
            }
        }

        #[test]
        fn the_last_two_digits_that_changed_places_always_show(eleven in prop::collection::vec(0_u8..10, 11)) {
            if let Some(check) = check_of(&eleven).filter(|check| *check != eleven[10]) {
                let mut swapped = eleven.clone();
                swapped[10] = check;
                prop_assert!(Twelve::parse(&with_last(&swapped, eleven[10])).is_err());
            }
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

    /// What the law's weights cannot show, so that nobody takes a right check digit for proof.
    #[test]
    fn some_changes_pass_unseen() {
        assert!(Twelve::parse("800101300706").is_ok(), "needs the second pass");
        assert!(Twelve::parse("400101300706").is_ok(), "another first digit, decided by the first pass");
        assert!(Twelve::parse("990101700019").is_ok(), "decided by the first pass");
        assert!(Twelve::parse("990101700099").is_ok(), "another eleventh digit");
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
