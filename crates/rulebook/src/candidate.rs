//! An edition that is not held yet, checked together with everything that is.

use jiff::civil::Date;

use crate::load::edition_path;
use crate::model::Standard;
use crate::problem::read;
use crate::{Problem, Problems, RuleFiles, Rulebook};

/// What a new edition is called in problems before its place in the rulebook is known.
const UNPLACED: &str = "edition.toml";

/// A new edition that would load.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its path in the rulebook.
    pub path: String,
    /// Number of its standard.
    pub number: u8,
    /// The day on which it was adopted.
    pub adopted: Date,
    /// The rulebook with it.
    pub rulebook: Rulebook,
}

impl Candidate {
    /// Checks the text of a new edition as it would be loaded beside the files that are held.
    ///
    /// # Errors
    /// Everything that is wrong with it; also that an edition of this standard and day is held already, because an edition
    /// under which cases were lodged is never changed.
    pub fn check(held: &RuleFiles, text: &str) -> Result<Self, Problems> {
        let standard: Standard = read(UNPLACED, text).map_err(|problem| Problems(vec![problem]))?;
        let path = edition_path(&standard);
        if held.get(&path).is_some() {
            let what = "this edition is held already, and an edition is never changed; a new one has another day of adoption";
            let field = "edition.adopted".to_owned();
            return Err(Problems(vec![Problem { file: path, line: None, field, what: what.to_owned() }]));
        }
        let mut files = held.clone();
        files.insert(path.clone(), text);
        let rulebook = Rulebook::load(&files)?;
        Ok(Self { path, number: standard.number, adopted: standard.edition.adopted, rulebook })
    }
}
