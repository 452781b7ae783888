//! HTTP: pages, API, sessions. Translates, decides nothing.

pub mod api;
mod app;
pub mod auth;
mod health;
mod language;
mod openapi;
mod openapi_answers;
mod pages;
pub mod problem;
mod reader;
mod sign_ins;
mod texts;
mod zones;

pub use app::{App, router};
