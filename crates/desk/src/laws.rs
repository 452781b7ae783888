//! The law that answers now. An edition that is put in force makes another law beside it: whoever began to work with one
//! keeps it to the end, and the next question meets the newest.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rulebook::{Activation, Rulebook};
use store::activations;

use crate::{Desk, DeskError, Law};

/// Laws in the order in which they came. One is added a few times a year, and none is taken away while the program runs:
/// that is what lets answers borrow from it.
#[derive(Debug)]
pub(crate) struct Laws {
    law: Arc<Law>,
    /// How far the record of activations was read for it.
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

impl Law {
    /// This law with editions that were put in force since; all of it or nothing.
    fn with(&self, recorded: &[activations::Activation]) -> Result<Self, DeskError> {
        let mut files = self.files.clone();
        let (mut wanted, mut begun) = (Vec::new(), BTreeSet::new());
        for one in recorded {
            files.insert(one.path.clone(), one.content.clone());
            let number = u8::try_from(one.service).map_err(DeskError::defect)?;
            // Before the first of them that edition held that was in force when it was recorded.
            if begun.insert(number) {
                wanted.push(Activation { number, adopted: one.replaces, from: Date::MIN });
            }
            wanted.push(Activation { number, adopted: one.adopted, from: one.in_force_from });
        }
        let mut rulebook = Rulebook::load(&files).map_err(DeskError::defect)?;
        rulebook.activate(wanted).map_err(DeskError::defect)?;
        Ok(Self { rulebook, calendar: self.calendar.clone(), directory: self.directory.clone(), files })
    }
}

impl Desk {
    /// Takes up the editions that were put in force since, on this node or on another. Called at the start, and by every
    /// tick.
    ///
    /// # Errors
    /// [`DeskError::Defect`] where what was put in force does not load with this program: nothing of it is taken up.
    pub fn refresh_law(&self) -> Result<(), DeskError> {
        let known = self.laws.read_to();
        if self.store.read(activations::last)? == known {
            return Ok(());
        }
        let recorded = self.store.read(|tx| activations::since(tx, 0))?;
        let Some(last) = recorded.last().map(|(place, _)| *place) else { return Ok(()) };
        let recorded: Vec<_> = recorded.into_iter().map(|(_, one)| one).collect();
        self.laws.add(self.laws.law.with(&recorded)?, last);
        tracing::info!(editions = recorded.len(), "the law was loaded anew");
        Ok(())
    }
}
