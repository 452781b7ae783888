use jiff::civil::Date;
use serde::Serialize;

use crate::Rulebook;
use crate::load::{INDEX_FILE, VAT_FILE};
use crate::model::Standard;
use crate::source::FileHash;

/// From what an answer was made, so that it can be made again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// Number of the standard.
    pub standard: u8,
    /// Its edition, by the day it was adopted.
    pub edition: Date,
    /// Rule files that were used.
    pub files: Vec<RuleFile>,
    /// What was asked, as the asker put it.
    pub inputs: serde_json::Value,
    /// Version of the program that answered.
    pub engine: &'static str,
}

/// A rule file by content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleFile {
    /// Path in the rulebook.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: FileHash,
}

impl Rulebook {
    /// From what an answer under a standard was made: its edition, the rule files used besides, the inputs.
    pub fn provenance<'f>(
        &'f self,
        standard: &Standard,
        used: impl IntoIterator<Item = &'f str>,
        inputs: serde_json::Value,
    ) -> Provenance {
        let edition = self.loaded(standard.number, standard.edition.adopted).ok();
        let paths = edition.iter().map(|loaded| loaded.file.as_str()).chain(used);
        let file = |path: &str| {
            self.hash(path).map(|sha256| RuleFile { path: path.to_owned(), sha256: sha256.clone() })
        };
        Provenance {
            standard: standard.number,
            edition: standard.edition.adopted,
            files: paths.filter_map(file).collect(),
            inputs,
            engine: env!("CARGO_PKG_VERSION"),
        }
    }

    /// The files, besides the standard's, that a price of it rests on.
    pub fn price_files(&self, standard: &Standard) -> Vec<String> {
        let tariff = standard.price.tariff.as_ref().map(|id| format!("tariffs/{id}.toml"));
        tariff.into_iter().flat_map(|tariff| [tariff, INDEX_FILE.to_owned(), VAT_FILE.to_owned()]).collect()
    }
}

/// The files, besides the standard's, that a term lodged and due in some years rests on.
pub fn term_files(years: std::ops::RangeInclusive<i16>) -> Vec<String> {
    let calendars = years.map(|year| format!("calendar/{year}.toml"));
    calendars.chain(["schedules.toml", "regions.toml"].map(ToOwned::to_owned)).collect()
}
