//! The API: handlers that read a request, ask below and write the answer.

pub mod calendar;
pub mod checklist;
pub mod fees;
pub mod identifiers;
pub mod law_errors;
pub mod offices;
pub mod services;
pub mod terms;
mod text;

pub use text::TextDto;
