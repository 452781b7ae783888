//! The law that answers now. Whatever is put in force makes another law beside it: whoever began to work with one keeps it to
//! the end, and the next question meets the newest.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rulebook::{Activation, Problems};
use store::rule_changes::{self, Change, RuleChange};

use crate::law::{load_calendar, of_calendar};
use crate::{Desk, DeskError, Law};

/// Laws in the order in which they came. One is added some dozens of times a year, shares with the one before what did not
/// change, and is not taken away while the program runs: that is what lets answers borrow from it.
#[derive(Debug)]
pub(crate) struct Laws {
    law: Arc<Law>,
    /// How far the record of changes was read for it.
    read_to: i64,
    next: OnceLock<Box<Laws>>,
}

impl Laws {
    pub fn new(law: Arc<Law>) -> Self {
        Self { law, read_to: 0, next: OnceLock::new() }
    }

    fn newest(&self) -> &Self {
        let mut here = self;
        while let Some(next) = here.next.get() {
            here = next;
        }
        here
    }

    pub fn law(&self) -> &Law {
        &self.newest().law
    }

    pub fn shared(&self) -> Arc<Law> {
        Arc::clone(&self.newest().law)
    }

    pub fn read_to(&self) -> i64 {
        self.newest().read_to
    }

    /// Adds a law, unless another thread has added one that was read as far.
    fn add(&self, law: Law, read_to: i64) {
        let mut added = Box::new(Self { law: Arc::new(law), read_to, next: OnceLock::new() });
        loop {
            let newest = self.newest();
            if newest.read_to >= read_to {
                return;
            }
            match newest.next.set(added) {
                Ok(()) => return,
                Err(refused) => added = refused,
            }
        }
    }
}

/// A change with its number.
type Recorded = (i64, RuleChange);

impl Law {
    /// This law with everything that was put in force since; all of it or nothing. `newest` is the law before: what did not
    /// change is taken from it.
    fn with(&self, recorded: &[Recorded], newest: &Self) -> Result<Self, DeskError> {
        let withdrawn: BTreeSet<i64> = recorded.iter().filter_map(|(_, one)| withdrawal(one)).collect();
        let mut files = self.files.clone();
        let (mut wanted, mut begun) = (Vec::new(), BTreeSet::new());
        let mut before = Vec::new();
        for (_, one) in recorded.iter().filter(|(place, _)| !withdrawn.contains(place)) {
            match &one.what {
                Change::Withdrawal { .. } => {}
                Change::Files(changed) => {
                    if changed.iter().any(|file| of_calendar(&file.path)) {
                        before.push((one.recorded_at, files.clone()));
                    }
                    for file in changed {
                        files.insert(file.path.clone(), file.content.as_str());
                    }
                }
                Change::Edition(edition) => {
                    files.insert(edition.file.path.clone(), edition.file.content.as_str());
                    let number = u8::try_from(edition.service).map_err(DeskError::defect)?;
                    // Before the first of them that edition held that was in force when it was recorded.
                    if begun.insert(number) {
                        wanted.push(Activation { number, adopted: edition.replaces, from: Date::MIN });
                    }
                    wanted.push(Activation { number, adopted: edition.adopted, from: edition.in_force_from });
                }
            }
        }
        let mut law = Self::load_beside(&files, Some(newest)).map_err(DeskError::defect)?;
        law.rulebook.activate(wanted).map_err(DeskError::defect)?;
        for (until, files) in before {
            let calendar = load_calendar(&files).map_err(|wrong| DeskError::defect(Problems(wrong)))?;
            law.earlier.push((until, Arc::new(calendar.prolonged(&law.calendar))));
        }
        Ok(law)
    }
}

pub(crate) fn withdrawal(one: &RuleChange) -> Option<i64> {
    match one.what {
        Change::Withdrawal { of } => Some(of),
        _ => None,
    }
}

impl Desk {
    /// Takes up what was put in force since, on this node or on another. Called at the start, and by every tick.
    ///
    /// # Errors
    /// [`DeskError::Defect`] where what was put in force does not load with this program: nothing of it is taken up.
    pub fn refresh_law(&self) -> Result<(), DeskError> {
        let known = self.laws.read_to();
        if self.store.read(rule_changes::last)? == known {
            return Ok(());
        }
        let recorded = self.recorded_changes()?;
        let Some(last) = recorded.last().map(|(place, _)| *place) else { return Ok(()) };
        self.laws.add(self.laws.law.with(&recorded, self.law())?, last);
        tracing::info!(changes = recorded.len(), "the law was loaded anew");
        Ok(())
    }

    /// Every change of the rules, the first one first.
    pub(crate) fn recorded_changes(&self) -> Result<Vec<Recorded>, DeskError> {
        let mut recorded: Vec<Recorded> = Vec::new();
        loop {
            let after = recorded.last().map_or(0, |(place, _)| *place);
            let more = self.store.read(|tx| rule_changes::since(tx, after))?;
            if more.is_empty() {
                return Ok(recorded);
            }
            recorded.extend(more);
        }
    }
}
