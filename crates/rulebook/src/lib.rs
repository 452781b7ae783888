//! The law as data: load it, check it, ask it, explain the answer. Pure once loaded.

pub mod model;
pub mod scenario;
mod toml_date;
