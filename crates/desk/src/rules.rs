//! The rule files as they were loaded, and new editions before they are in force.

use jiff::civil::Date;
use rulebook::{Candidate, Difference, Problem};

use crate::check::RULES_MOST;
use crate::{Desk, DeskError, FieldError, Law, Permission, Session};

/// What the checker says of a new edition. Nothing is kept of it, and nothing comes into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditionCheck {
    /// It would not load: everything that is wrong with it.
    Wrong(Vec<Problem>),
    /// It would load.
    Right(EditionPreview),
}

/// A new edition that would load, against the one in force today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionPreview {
    /// Where it would stand in the rulebook.
    pub path: String,
    /// Number of its standard.
    pub number: u8,
    /// The day on which it was adopted.
    pub adopted: Date,
    /// The edition in force today; none for a new standard.
    pub against: Option<Date>,
    /// What would change, by the part of the standard.
    pub parts: Vec<PartChange>,
}

/// How much of a part of a standard would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartChange {
    /// The part, as the file names it: `terms`, `checklists`.
    pub part: String,
    /// Values that are new.
    pub added: usize,
    /// Values that are gone.
    pub removed: usize,
    /// Values that are others.
    pub changed: usize,
}

impl Desk {
    /// The law as it was loaded, for whoever keeps the rules.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub fn rules(&self, who: &Session) -> Result<&Law, DeskError> {
        self.demand_somewhere(who, Permission::KeepRules)?;
        Ok(self.law())
    }

    /// What the checker says of the text of a new edition, and what it would change.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::Invalid`] for a text beyond all measure.
    pub fn check_edition(&self, who: &Session, text: &str) -> Result<EditionCheck, DeskError> {
        self.demand_somewhere(who, Permission::KeepRules)?;
        if text.len() > RULES_MOST {
            return Err(DeskError::invalid(
                FieldError::new("text", "desk-field-long").with("most", RULES_MOST),
            ));
        }
        let candidate = match Candidate::check(&self.law.files, text) {
            Ok(candidate) => candidate,
            Err(problems) => return Ok(EditionCheck::Wrong(problems.0)),
        };
        let held = self.law.rulebook.standard_on(candidate.number, self.today());
        let new =
            candidate.rulebook.edition(candidate.number, candidate.adopted).map_err(DeskError::defect)?;
        let differences = held.map(|held| held.differences(new)).unwrap_or_default();
        Ok(EditionCheck::Right(EditionPreview {
            path: candidate.path,
            number: candidate.number,
            adopted: candidate.adopted,
            against: held.map(|held| held.edition.adopted),
            parts: by_part(&differences),
        }))
    }
}

fn by_part(differences: &[Difference]) -> Vec<PartChange> {
    let mut parts: Vec<PartChange> = Vec::new();
    for difference in differences {
        let part = difference.field.split(['.', '[']).next().unwrap_or_default();
        let known = parts.iter().position(|one| one.part == part).unwrap_or_else(|| {
            parts.push(PartChange { part: part.to_owned(), added: 0, removed: 0, changed: 0 });
            parts.len() - 1
        });
        if let Some(change) = parts.get_mut(known) {
            match (&difference.from, &difference.to) {
                (None, _) => change.added += 1,
                (_, None) => change.removed += 1,
                (Some(_), Some(_)) => change.changed += 1,
            }
        }
    }
    parts
}
