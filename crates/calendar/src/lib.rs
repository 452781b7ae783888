//! Days, schedules and terms: which days an office works, and when a term that runs by them ends.
//!
//! The crate is pure. The caller hands over the texts of `rulebook/calendar/*.toml` and `rulebook/schedules.toml`
//! ([`Calendar::from_toml`]) and every instant together with its time zone; nothing here reads a file, a clock or the
//! environment, and nothing here knows a service.
//!
//! ```
//! # fn show(calendar: &calendar::Calendar) -> Result<(), Box<dyn std::error::Error>> {
//! use calendar::{Length, ScheduleKind, TermQuery};
//!
//! let lodged_at = "2013-09-02T10:15:00+06:00[Asia/Almaty]".parse()?;
//! let term = calendar.term(&TermQuery {
//!     lodged_at,
//!     length: Length::WorkingDays(6),
//!     schedule: ScheduleKind::Cadastre,
//!     suspensions: Vec::new(),
//! })?;
//! assert_eq!(term.last_day(), Some("2013-09-10".parse()?));
//! # Ok(()) }
//! ```

mod build;
mod day;
mod due_dates;
pub mod edit;
mod error;
mod minutes;
mod open_days;
mod read;
mod source;
mod suspensions;
mod term;
mod text;
mod years;

pub use day::{ClosedReason, Day, DayStatus, Interval, Named, NamedKind, ScheduleKind};
pub use due_dates::{DueDates, day_number};
pub use error::{CalendarError, LoadError, TermError};
pub use suspensions::Suspension;
pub use term::{Length, Term, TermQuery};
pub use text::Text;
pub use years::{Calendar, YearStatus};
