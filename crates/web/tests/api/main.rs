//! The API, driven over its router on a database in a temporary folder, with a clock that stands still.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod absences;
mod administration;
mod bad_input;
mod bulk;
mod case_page;
mod finder;
mod fixed;
mod guiding;
mod keeping;
mod law_text;
mod lawful;
mod live;
mod pages_of_errors;
mod pages_permissions;
mod permissions;
mod repeating;
mod scans;
mod signing;
mod staff;
mod walk;
mod world;
