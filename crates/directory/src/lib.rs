//! Offices and regions: one office of many tables, found by name, place and service. Pure.

mod kinds;

pub use kinds::{Channel, OfficeKind, UnknownName};
