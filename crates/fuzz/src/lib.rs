//! Every parser that meets bytes from outside, as a function of bytes that asserts what must hold whatever they are.
//!
//! A [`Target`] panics when its property breaks; the tests run each over its kept corpus and over seeded mutations of it,
//! and `make fuzz` gives the same functions to a coverage-guided engine.

#![allow(clippy::expect_used, clippy::panic, reason = "a target says by panicking that a property is broken")]

mod calendar_files;
mod corpus;
mod directory_files;
mod http;
mod law_text;
mod mutate;
mod names;
mod rule_files;
mod terms;
mod words;

pub use corpus::{Seed, corpus_folder, seeds};
pub use mutate::Mutator;

/// A parser, and what must hold of it for all bytes.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name: that of its folder in the corpus.
    pub name: &'static str,
    /// Takes bytes, and panics where a property does not hold.
    pub run: fn(&[u8]),
    /// How many mutations of the corpus the tests try, chosen so that all targets together take seconds.
    pub tries: u32,
    /// Files of the rulebook that are seeds besides the corpus; paths relative to its root.
    pub shipped: &'static [&'static str],
}

/// All targets.
pub const TARGETS: &[Target] = &[
    target("standard", rule_files::standard, 200).with(&[
        "standards/s05-aerial-survey-permit/2012-11-01.toml",
        "standards/s11-cadastral-value-approval/2012-11-01.toml",
    ]),
    target("tariff", rule_files::tariff, 1500).with(&["tariffs/cadastre-acts.toml"]),
    target("index", rule_files::index, 1500).with(&["mci.toml"]),
    target("vat", rule_files::vat, 1500).with(&["vat.toml"]),
    target("scenario", rule_files::scenario, 1500),
    target("calendar-year", calendar_files::year, 1500).with(&["calendar/2013.toml", "calendar/2020.toml"]),
    target("calendar-other-years", calendar_files::other_years, 1500),
    target("holidays", calendar_files::holidays, 1000).with(&["calendar/holidays.toml"]),
    target("schedules", calendar_files::schedules, 1000).with(&["schedules.toml"]),
    target("term", terms::term, 5000),
    target("offices-csv", directory_files::offices, 2000),
    target("office-tables", directory_files::tables, 300).with(&["offices/tables.toml"]),
    target("regions", directory_files::regions, 500).with(&["regions.toml"]),
    target("office-search", directory_files::search, 500),
    target("identifier", names::identifiers, 10_000),
    target("receipt-number", names::receipt_number, 10_000),
    target("name", names::others, 5000),
    target("law-text", law_text::published, 1000),
    target("message", words::message, 2000),
    target("accept-language", words::accepted, 5000),
    target("api", http::api, 2000),
    target("pages", http::pages, 1500),
];

const fn target(name: &'static str, run: fn(&[u8]), tries: u32) -> Target {
    Target { name, run, tries, shipped: &[] }
}

impl Target {
    const fn with(self, shipped: &'static [&'static str]) -> Self {
        Self { shipped, ..self }
    }

    /// The target of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TARGETS.iter().find(|target| target.name == name)
    }
}

/// The text of an input; what is no UTF-8 is none, as where files are read.
pub(crate) fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}
