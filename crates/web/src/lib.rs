//! HTTP: pages, API, sessions. Translates, decides nothing.

pub mod api;
mod app;
mod health;
mod language;
mod openapi;
pub mod problem;
mod reader;

pub use app::{App, router};
