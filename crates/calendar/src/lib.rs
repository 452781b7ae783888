//! Days, schedules, zones and terms. Pure.

mod text;

pub use text::Text;
