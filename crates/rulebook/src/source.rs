//! The files of the law: their names, texts and hashes. No file system here: whoever has one hands the texts in.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha256};

#[derive(rust_embed::RustEmbed)]
#[folder = "../../rulebook"]
struct Embedded;

/// The files of a rulebook by path relative to its root (`standards/s01-…/2013-07-12.toml`). Copies share their texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleFiles(BTreeMap<String, Arc<str>>);

/// SHA-256 of a file's bytes, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct FileHash(String);

impl FileHash {
    /// The hash as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(text: &str) -> Self {
        Self(hex::encode(Sha256::digest(text.as_bytes())))
    }
}

impl RuleFiles {
    /// The rulebook that ships inside the program.
    pub fn embedded() -> Self {
        Embedded::iter()
            .filter_map(|path| {
                let file = Embedded::get(&path)?;
                Some((path.into_owned(), String::from_utf8_lossy(&file.data).into_owned()))
            })
            .collect()
    }

    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(AsRef::as_ref)
    }

    /// Puts a file in, in place of one of the same path.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) {
        self.0.insert(path.into(), text.into());
    }

    /// All files, ordered by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_ref()))
    }

    /// Files directly in a folder, ordered by path.
    pub fn in_folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.iter().filter(move |(path, _)| {
            path.strip_prefix(folder)
                .and_then(|rest| rest.strip_prefix('/'))
                .is_some_and(|rest| !rest.contains('/'))
        })
    }

    /// The hash of one file.
    pub fn hash(&self, path: &str) -> Option<FileHash> {
        self.get(path).map(FileHash::of)
    }

    pub(crate) fn hashes(&self) -> BTreeMap<String, FileHash> {
        self.0.iter().map(|(path, text)| (path.clone(), FileHash::of(text))).collect()
    }
}

impl FromIterator<(String, String)> for RuleFiles {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(files: I) -> Self {
        Self(files.into_iter().map(|(path, text)| (path, text.into())).collect())
    }
}
