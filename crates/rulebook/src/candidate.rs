//! An edition that is not held yet: where it would stand.

use jiff::civil::Date;

use crate::load::edition_path;
use crate::model::Standard;
use crate::problem::read;
use crate::{Fault, Problem, Problems, RuleFiles};

/// What a new edition is called in problems before its place in the rulebook is known.
const UNPLACED: &str = "edition.toml";

/// A new edition that can be read; whether it loads beside all others, [`crate::Rulebook::load`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its path in the rulebook.
    pub path: String,
    /// Number of its standard.
    pub number: u8,
    /// The day on which it was adopted.
    pub adopted: Date,
}

impl Candidate {
    /// Reads the text of a new edition and says where it would stand among the files that are held.
    ///
    /// # Errors
    /// What is wrong with it; also that an edition of this standard and day is held already, because an edition under which
    /// cases were lodged is never changed.
    pub fn read(held: &RuleFiles, text: &str) -> Result<Self, Problems> {
        let standard: Standard = read(UNPLACED, text).map_err(|problem| Problems(vec![problem]))?;
        let path = edition_path(&standard);
        if held.get(&path).is_some() {
            let what = "this edition is held already, and an edition is never changed; a new one has another day of adoption";
            let field = "edition.adopted".to_owned();
            let fault = Fault::new("rule-edition-held", what);
            return Err(Problems(vec![Problem { file: path, line: None, field, fault }]));
        }
        Ok(Self { path, number: standard.number, adopted: standard.edition.adopted })
    }
}
