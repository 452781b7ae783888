//! Parts of a program that measures the platform from outside.

#![allow(
    clippy::disallowed_methods,
    reason = "a measuring program reads the clock and waits; it is no part of the product"
)]

pub mod copies;
pub mod drive;
pub mod fill;
pub mod guard;
pub mod pattern;
pub mod real;
pub mod report;
pub mod server;
pub mod world;
