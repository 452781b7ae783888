//! The kept inputs: small ones made by hand, and every one that ever broke something, under a name that says what.

use std::path::{Path, PathBuf};

use rulebook::RuleFiles;

use crate::Target;

/// An input with the name that it is kept under.
#[derive(Debug, Clone)]
pub struct Seed {
    /// Name of the file.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The folder of a target's corpus.
pub fn corpus_folder(target: &Target) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name)
}

/// The corpus of a target, ordered by name, and behind it the shipped rule files that belong to it.
///
/// # Errors
/// A folder or file that cannot be read, or a shipped file that is not there.
pub fn seeds(target: &Target) -> anyhow::Result<Vec<Seed>> {
    let mut paths = std::fs::read_dir(corpus_folder(target))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    let mut seeds = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        seeds.push(Seed { name, bytes: std::fs::read(&path)? });
    }
    let shipped = RuleFiles::embedded();
    for path in target.shipped {
        let text = shipped.get(path).ok_or_else(|| anyhow::anyhow!("{path} is not shipped"))?;
        seeds.push(Seed { name: path.replace('/', "-"), bytes: text.as_bytes().to_vec() });
    }
    Ok(seeds)
}
