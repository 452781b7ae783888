//! Cases: what is done to them, how they are looked at, and everything that is written with a step.

mod act;
mod ahead;
mod bulk;
mod columns;
mod day;
mod letters;
mod lists;
mod look;
mod notes;
mod notices;
mod officers;
mod pen;
mod presence;
mod row;
mod texts;
mod track;
mod waiting;

pub use ahead::{DueCount, Soon};
pub use bulk::{BULK_MOST, BULK_STEPS, BulkDone, BulkLine};
pub use day::{Appointment, DueDay, OfficeDay};
pub use lists::InboxQuery;
pub use look::AccessLine;
pub use notes::NoteLine;
pub use notices::NoticeLine;
pub use officers::Colleague;
pub use presence::{PAGE_OPEN, Present};
pub use track::{Collecting, Tracking, TrackingLine, TrackingLook};

pub use columns::BookKind;

pub(crate) use act::{acted, once, request_hash};
pub(crate) use pen::Pen;
pub(crate) use presence::PRESENCE_LIVES;
pub(crate) use row::words_of;
