use jiff::civil::Date;
use serde::Serialize;

use crate::load::LoadedEdition;
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

impl Provenance {
    pub(crate) fn of(loaded: &LoadedEdition) -> Self {
        Self {
            standard: loaded.standard.number,
            edition: loaded.standard.edition.adopted,
            files: vec![RuleFile { path: loaded.file.clone(), sha256: loaded.hash.clone() }],
            engine: env!("CARGO_PKG_VERSION"),
        }
    }

    pub(crate) fn and(mut self, path: impl Into<String>, sha256: &FileHash) -> Self {
        self.files.push(RuleFile { path: path.into(), sha256: sha256.clone() });
        self
    }
}
