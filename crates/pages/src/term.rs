//! View model of a term that is drawn: how it stands in words, its days, and every other clock beside it.

use crate::guide::Stretch;

/// A term as it really runs.
#[derive(Debug, Clone, Default)]
pub struct DrawnTerm {
    /// How it stands, in a sentence.
    pub lead: String,
    /// The paragraph that sets it.
    pub cite: String,
    /// Its days in a row; empty for a term in minutes. It shows nothing that the words and the calendar do not say.
    pub cells: Vec<StripCell>,
    /// What the looks of the cells mean: look, meaning.
    pub legend: Vec<(&'static str, String)>,
    /// Stretches in which it stood, in words.
    pub stops: Vec<String>,
    /// Every clock of the case.
    pub clocks: Vec<ClockRow>,
    /// The days, month by month.
    pub calendar: Vec<Stretch>,
}

/// A day in the row, or days of which there is nothing else to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripCell {
    /// What stands in it.
    pub text: String,
    /// How it looks, as a [`Day`](crate::Day) does; `gap` for several days.
    pub looks: &'static str,
    /// It is today.
    pub today: bool,
}

/// A clock of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRow {
    /// What ends.
    pub name: String,
    /// When.
    pub until: String,
    /// More of it: that it is over, or what is left.
    pub note: String,
    /// By which paragraph.
    pub cite: String,
    /// It is over.
    pub over: bool,
}
