//! Terms of resolution 1392, written out from paragraphs 7 and 9 of each standard. Services whose term is in minutes are
//! left out.

use jiff::civil::{Time, time};

/// How a term is counted.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Number of days.
    pub length: u32,
    /// Working days of a five-day week; else calendar days.
    pub working: bool,
    /// Closing hour of the office that decides.
    pub closes: Time,
    /// Whether silence counts as granting (¶16).
    pub silence_grants: bool,
}

/// Services, product (any where empty), length, working days, closing hour and minute, silence grants.
type Line = (&'static [u8], &'static str, u32, bool, (i8, i8), bool);

const TERMS: &[Line] = &[
    (&[1, 2, 3, 4], "act", 6, true, (18, 0), true),
    (&[1, 2, 3, 4], "duplicate", 4, true, (18, 0), false),
    (&[5], "", 25, true, (18, 30), true),
    (&[6], "", 30, false, (18, 30), true),
    (&[11], "", 3, true, (18, 0), true),
    (&[12], "", 7, true, (18, 0), true),
    (&[13], "", 37, false, (18, 0), true),
    (&[14], "", 10, true, (18, 0), true),
];

/// The term of a service's product.
pub fn rule(service: u8, product: &str) -> Option<Rule> {
    TERMS.iter().find(|line| line.0.contains(&service) && (line.1.is_empty() || line.1 == product)).map(
        |(_, _, length, working, (hour, minute), silence_grants)| Rule {
            length: *length,
            working: *working,
            closes: time(*hour, *minute, 0, 0),
            silence_grants: *silence_grants,
        },
    )
}
