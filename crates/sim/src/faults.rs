//! A disk that fails and a process that dies, by chance.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use store::{Faults, Moment, StoreError};

/// One chance in so many, at each moment at which it can happen.
const DEATH: u32 = 400;
const FULL: u32 = 900;
const BUSY: u32 = 300;
const UNKNOWN: u32 = 60;

/// Fails by chance while armed.
pub struct Trouble(Mutex<State>);

struct State {
    chance: fastrand::Rng,
    armed: bool,
    dead: bool,
    folder: PathBuf,
    next: PathBuf,
    counts: Counts,
}

/// How often something was made to fail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Deaths of the process.
    pub deaths: u32,
    /// Statements that failed for want of room.
    pub full: u32,
    /// Transactions that did not begin.
    pub busy: u32,
    /// Commits whose answer was lost.
    pub unknown: u32,
}

impl Trouble {
    /// Trouble that is not armed yet.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(State {
            chance: fastrand::Rng::with_seed(seed),
            armed: false,
            dead: false,
            folder: PathBuf::new(),
            next: PathBuf::new(),
            counts: Counts::default(),
        }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The process lives in `folder`; when it dies, its files are left in `next`.
    pub fn live_in(&self, folder: &Path, next: &Path) {
        let mut state = self.state();
        state.folder = folder.to_owned();
        state.next = next.to_owned();
        state.dead = false;
    }

    /// Lets trouble come, or keeps it away.
    pub fn arm(&self, armed: bool) {
        self.state().armed = armed;
    }

    /// Whether the process has died.
    pub fn is_dead(&self) -> bool {
        self.state().dead
    }

    /// What has happened so far.
    pub fn counts(&self) -> Counts {
        self.state().counts
    }
}

impl Faults for Trouble {
    fn strike(&self, moment: Moment) -> Result<(), StoreError> {
        let mut state = self.state();
        let gone = || StoreError::Unavailable { reason: "the process has died".to_owned() };
        if state.dead {
            return Err(gone());
        }
        if !state.armed {
            return Ok(());
        }
        if state.chance.u32(..DEATH) == 0 {
            leave(&state.folder, &state.next)
                .map_err(|error| StoreError::Internal { reason: error.to_string() })?;
            state.dead = true;
            state.counts.deaths += 1;
            return Err(gone());
        }
        match moment {
            Moment::Begin if state.chance.u32(..BUSY) == 0 => {
                state.counts.busy += 1;
                Err(StoreError::Busy { reason: "invented".to_owned() })
            }
            Moment::Statement | Moment::Commit if state.chance.u32(..FULL) == 0 => {
                state.counts.full += 1;
                Err(StoreError::DiskFull)
            }
            Moment::Committed if state.chance.u32(..UNKNOWN) == 0 => {
                state.counts.unknown += 1;
                Err(StoreError::OutcomeUnknown { reason: "invented".to_owned() })
            }
            _ => Ok(()),
        }
    }
}

/// What a killed process leaves: the file and its log, without the shared memory.
fn leave(folder: &Path, next: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(next)?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if !name.to_string_lossy().ends_with("-shm") {
            std::fs::copy(entry.path(), next.join(name))?;
        }
    }
    Ok(())
}

impl Counts {
    /// Everything that went wrong.
    pub fn total(self) -> u32 {
        self.deaths + self.full + self.busy + self.unknown
    }
}
