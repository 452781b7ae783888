//! Who is away and who stands in for him: recorded, shown, ended. It ends by itself after the last day.

mod read;
mod record;
mod standing_in;

pub use read::{AbsenceLine, Absences};
pub use record::NewAbsence;

/// Days that one absence may last at most; what lasts longer is another office for somebody else.
pub const ABSENCE_DAYS_MOST: i32 = 366;
