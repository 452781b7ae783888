//! The rule files as they were loaded, and new editions before they are in force.

use jiff::Timestamp;
use jiff::civil::Date;
use rulebook::{Candidate, Difference, Problem};
use store::activations::Activation;
use store::{accounts, activations};

use crate::check::{Check, NOTE_MOST, RULES_MOST};
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

/// An edition that was put in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivationLine {
    /// Number of the standard.
    pub number: u8,
    /// The edition, by the day it was adopted.
    pub adopted: Date,
    /// First day on which cases are lodged under it.
    pub from: Date,
    /// The act by which it comes into force.
    pub cite: String,
    /// Name of who recorded it.
    pub by: String,
    /// When.
    pub at: Timestamp,
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
        let candidate = match Candidate::check(&self.law().files, text) {
            Ok(candidate) => candidate,
            Err(problems) => return Ok(EditionCheck::Wrong(problems.0)),
        };
        let held = self.law().rulebook.standard_on(candidate.number, self.today());
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

impl Desk {
    /// Puts a new edition in force from a day on: cases that are lodged from then on fall under it, those before stay under
    /// theirs. It is checked with everything that is held and refused as a whole; every node takes it up within seconds,
    /// which is why the day is tomorrow at the earliest.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`]; [`DeskError::Invalid`] for fields and for an edition that would not load;
    /// [`DeskError::Stale`] where somebody put another one in force meanwhile.
    pub fn activate_edition(
        &self,
        who: &Session,
        text: &str,
        from: &str,
        cite: &str,
    ) -> Result<EditionPreview, DeskError> {
        self.demand_somewhere(who, Permission::KeepRules)?;
        self.refresh_law()?;
        let known = self.laws.read_to();
        let preview = match self.check_edition(who, text)? {
            EditionCheck::Right(preview) => preview,
            EditionCheck::Wrong(found) => {
                let error = FieldError::new("text", "desk-edition-wrong").with("count", found.len());
                return Err(DeskError::invalid(error));
            }
        };
        let mut check = Check::default();
        let cite = check.text("cite", cite, NOTE_MOST);
        let from: Option<Date> = from.trim().parse().ok();
        match from {
            None => check.add(FieldError::new("from", "desk-field-day")),
            Some(from) if from <= self.today().max(preview.adopted) => {
                let later = FieldError::new("from", "desk-edition-from");
                check.add(later.with("after", self.today().max(preview.adopted)));
            }
            Some(_) => {}
        }
        if preview.against.is_none() {
            check.add(FieldError::new("text", "desk-edition-no-service"));
        }
        check.finish()?;
        let (Some(from), Some(replaces)) = (from, preview.against) else { return Err(DeskError::NotFound) };
        let activation = Activation {
            service: i64::from(preview.number),
            adopted: preview.adopted,
            in_force_from: from,
            replaces,
            path: preview.path.clone(),
            content: text.to_owned(),
            cite,
            actor: who.name_in_logs(),
            recorded_at: self.now(),
        };
        self.store.write(move |tx| {
            // Two that were checked each without the other might not load together.
            tx.hold_name("activations")?;
            let found = activations::last(tx)?;
            if found != known {
                let unsigned = |place: i64| u64::try_from(place).unwrap_or(0);
                return Err(DeskError::Stale { expected: unsigned(known), found: unsigned(found) });
            }
            activations::append(tx, &activation)?;
            Ok(())
        })?;
        self.refresh_law()?;
        Ok(preview)
    }

    /// Editions that were put in force, the first one first.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub fn activations(&self, who: &Session) -> Result<Vec<ActivationLine>, DeskError> {
        self.demand_somewhere(who, Permission::KeepRules)?;
        self.store.read(|tx| {
            let recorded = activations::since(tx, 0)?;
            let lines = recorded.into_iter().map(|(_, one)| {
                let account = one.actor.parse().ok().map(|id| accounts::get(tx, id)).transpose()?.flatten();
                Ok(ActivationLine {
                    number: u8::try_from(one.service).unwrap_or(0),
                    adopted: one.adopted,
                    from: one.in_force_from,
                    cite: one.cite,
                    by: account.map_or(one.actor, |account| account.name),
                    at: one.recorded_at,
                })
            });
            lines.collect()
        })
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
