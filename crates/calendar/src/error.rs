//! Everything that can be wrong with the data, with a question to the calendar, or with a term.

use jiff::civil::{Date, DateTime};
use thiserror::Error;

/// The data cannot become a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LoadError {
    /// The text is no TOML, or has a field of the wrong name or type.
    #[error("{file}:{line}: {message}")]
    Toml {
        /// The file as the caller named it.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What the parser expected.
        message: String,
    },
    /// A field holds a value that the calendar does not allow.
    #[error("{file}:{line}: `{field}` is {found}; allowed: {allowed}")]
    Value {
        /// The file as the caller named it.
        file: String,
        /// Line, from 1.
        line: usize,
        /// The field.
        field: &'static str,
        /// What stands there.
        found: String,
        /// What may stand there.
        allowed: String,
    },
    /// A file that is no part of the calendar.
    #[error(
        "{file}: not a calendar file; allowed: holidays.toml, schedules.toml and one YYYY.toml for each year"
    )]
    UnknownFile {
        /// The file as the caller named it.
        file: String,
    },
    /// The same file twice.
    #[error("{file}: given twice; give each file once")]
    FileTwice {
        /// The file as the caller named it.
        file: String,
    },
    /// A file that the calendar cannot do without, a year between two loaded years included.
    #[error("{file} is missing; add it")]
    MissingFile {
        /// The file to add.
        file: String,
    },
}

/// A question that the calendar cannot answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// The data does not reach this year. The calendar never guesses.
    #[error("no calendar for the year {year}; add {file}")]
    NoYear {
        /// The year asked for, or the first one that a term runs into.
        year: i16,
        /// The file to add.
        file: String,
    },
}

impl CalendarError {
    pub(crate) fn no_year(year: i16) -> Self {
        Self::NoYear { year, file: format!("rulebook/calendar/{year:04}.toml") }
    }
}

/// A term that cannot be computed. `index` is the place in [`crate::TermQuery::suspensions`] as the caller gave them.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TermError {
    /// A term of no length has no last day.
    #[error("length is 0; allowed: 1 or more")]
    EmptyLength,
    /// The clock cannot stop before it was started.
    #[error("suspensions[{index}].from is {from}; allowed: the day of lodging, {lodged_on}, or later")]
    SuspensionBeforeLodging {
        /// Place of the suspension.
        index: usize,
        /// First day of the suspension.
        from: Date,
        /// Day of lodging.
        lodged_on: Date,
    },
    /// The clock cannot resume before it stopped.
    #[error("suspensions[{index}].to is {to}; allowed: {from} or later, or none while the suspension lasts")]
    SuspensionEndsBeforeItBegins {
        /// Place of the suspension.
        index: usize,
        /// First day of the suspension.
        from: Date,
        /// Last day of the suspension.
        to: Date,
    },
    /// A clock that stands cannot be stopped again.
    #[error(
        "suspensions[{index}] overlaps suspensions[{other}]; let it begin on the last day of the other or later"
    )]
    SuspensionsOverlap {
        /// Place of the later suspension.
        index: usize,
        /// Place of the earlier suspension.
        other: usize,
    },
    /// A term that has ended cannot be stopped.
    #[error(
        "suspensions[{index}].from is {from}, but the term ended on {ended_on}; allowed: that day or earlier"
    )]
    SuspensionAfterTheEnd {
        /// Place of the suspension.
        index: usize,
        /// First day of the suspension.
        from: Date,
        /// Last day of the term, earlier suspensions counted.
        ended_on: Date,
    },
    /// A term in minutes ends while the applicant waits; it is never suspended.
    #[error("a term in minutes cannot be suspended; leave suspensions empty")]
    MinutesCannotBeSuspended,
    /// The term reaches a year without data.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// A local time lies beyond the instants that can be written.
    #[error("{at} cannot be expressed as an instant in the time zone {zone}; allowed: years 1 to 9998")]
    NoSuchInstant {
        /// The local time.
        at: DateTime,
        /// The zone of the lodging.
        zone: String,
    },
}
