//! The rule files as they were loaded, and changes of them: checked with everything that is held, shown in words, put in
//! force with the act that they rest on, withdrawn before their day.

mod calendars;
mod check;
mod figures;
mod office;
mod record;
mod said;
mod scenarios;
mod small;

use jiff::civil::Date;
use rulebook::Problem;

pub use record::{ChangeKind, ChangeLine};
pub use said::{RuleDifference, Said};
pub use scenarios::ScenarioOutcome;
pub use small::{GivenDay, GivenIndex, GivenOffice};

use crate::{Desk, DeskError, Law, Permission, Session};

/// A rule file as somebody proposes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedFile {
    /// Its path among the rule files; empty for an edition of a standard, whose text says where it stands.
    pub path: String,
    /// Its whole text.
    pub text: String,
}

/// What the checker says of proposed files. Nothing is kept of them, and nothing comes into force.
#[derive(Debug, Clone, PartialEq)]
pub enum RulesCheck {
    /// They would not load: everything that is wrong.
    Wrong(Vec<Problem>),
    /// They would load.
    Right(Box<RulesPreview>),
}

/// Proposed files that would load, against what counts now.
#[derive(Debug, Clone, PartialEq)]
pub struct RulesPreview {
    /// The files, each with its place.
    pub files: Vec<ProposedFile>,
    /// What they were compared with, to be handed back when they are put in force: somebody may have changed it meanwhile.
    pub base: String,
    /// The edition, where it is one.
    pub edition: Option<EditionPreview>,
    /// What would change, in words; at most some hundreds.
    pub changes: Vec<RuleDifference>,
    /// Changes that are not listed.
    pub more: usize,
    /// What happens to cases that were accepted before, and from when it counts.
    pub notices: Vec<Said>,
    /// Scenarios that would come out otherwise than they do now.
    pub scenarios: Vec<ScenarioOutcome>,
}

/// A new edition that would load, against the one in force today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionPreview {
    /// Number of its standard.
    pub number: u8,
    /// The day on which it was adopted.
    pub adopted: Date,
    /// The edition in force today; none for a new standard.
    pub against: Option<Date>,
    /// How much would change, by the part of the standard.
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
}
