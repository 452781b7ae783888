//! The API: handlers that read a request, ask below and write the answer.

pub mod accounts;
pub mod books;
pub mod calendar;
pub mod case;
mod case_schema;
mod case_view;
pub mod cases;
pub mod checklist;
pub(crate) mod choices;
mod conditions;
pub mod desk_errors;
pub mod fees;
pub mod identifiers;
mod instants;
pub mod law_errors;
mod law_schema;
pub mod lodging;
mod lodging_body;
mod lodging_schema;
pub mod offices;
pub mod services;
pub mod session;
mod step_body;
mod step_schema;
pub mod steps;
pub mod terms;
mod text;
pub mod tracking;
pub mod transfers;

pub use text::TextDto;
