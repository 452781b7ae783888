//! Terms of resolution 1392, written out from paragraphs 7, 9, 16 and 26 of each standard.

use jiff::civil::{Time, time};

/// How long an office may take.
#[derive(Debug, Clone, Copy)]
pub enum Length {
    /// Working days of a five-day week, until the closing hour of the office that decides.
    Working(u32, Time),
    /// Calendar days, likewise.
    Calendar(u32, Time),
    /// Minutes: in the open hours of a centre where true, else by the clock.
    Minutes(i64, bool),
}

/// A term.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its length.
    pub length: Length,
    /// Whether silence counts as granting (¶16).
    pub silence_grants: bool,
}

const SIX: Time = time(18, 0, 0, 0);
const HALF_PAST_SIX: Time = time(18, 30, 0, 0);

/// Services, product (any where empty), length, silence grants.
type Line = (&'static [u8], &'static str, Length, bool);

const TERMS: &[Line] = &[
    (&[1, 2, 3, 4], "act", Length::Working(6, SIX), true),
    (&[1, 2, 3, 4], "duplicate", Length::Working(4, SIX), false),
    (&[5], "", Length::Working(25, HALF_PAST_SIX), true),
    (&[6], "", Length::Calendar(30, HALF_PAST_SIX), true),
    (&[7, 8, 9, 10], "", Length::Minutes(20, true), false),
    (&[11], "", Length::Working(3, SIX), true),
    (&[12], "", Length::Working(7, SIX), true),
    (&[13], "", Length::Calendar(37, SIX), true),
    (&[14], "", Length::Working(10, SIX), true),
];

/// What the invented edition of a simulated life changes.
const CHANGED: &[Line] = &[(&[1], "act", Length::Working(9, SIX), true)];

/// The term of a service's product, by the edition in force when it was lodged.
pub fn rule(service: u8, product: &str, portal: bool, changed: bool) -> Option<Rule> {
    let lines = CHANGED.iter().filter(|_| changed).chain(TERMS);
    let mut fitting =
        lines.filter(|line| line.0.contains(&service) && (line.1.is_empty() || line.1 == product));
    let (_, _, length, silence_grants) = fitting.next()?;
    let length = match length {
        Length::Minutes(minutes, _) if portal => Length::Minutes(*minutes, false),
        length => *length,
    };
    Some(Rule { length, silence_grants: *silence_grants })
}

/// When the office that keeps a paper closes.
pub const KEEPER_CLOSES: Time = SIX;

/// Months for which the office that decides keeps what nobody collects before it goes to the archive (¶26).
pub fn months_kept(service: u8) -> Option<i32> {
    (11..=14).contains(&service).then_some(6)
}
