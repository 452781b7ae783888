//! What clients and killer share: where the server is, how far the run is, what was counted, what was found wrong.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Violations after which going on tells nothing more.
const VIOLATIONS_MOST: usize = 20;

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Clients ask for new things, the killer kills.
    Work,
    /// Clients get answers to what is open and look at everything.
    LastLook,
    /// Everybody stops, done or not.
    Over,
}

/// A server that is up: its address, and how many servers there were before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// `http://127.0.0.1:PORT`.
    pub address: String,
    /// 1 for the first.
    pub generation: u32,
}

/// What is counted.
#[derive(Debug, Default)]
pub struct Counts {
    /// Lodgings that were acknowledged.
    pub lodged: AtomicU64,
    /// Steps that were acknowledged.
    pub steps: AtomicU64,
    /// Calls that broke off without an answer.
    pub broken: AtomicU64,
    /// Calls that were answered with 503.
    pub away: AtomicU64,
    /// Repeated calls whose first try had been done although its answer was lost.
    pub done_unseen: AtomicU64,
    /// Answered calls that were repeated.
    pub repeated: AtomicU64,
    /// Cases that were read back.
    pub looks: AtomicU64,
}

/// Adds one.
pub fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

struct State {
    server: Option<String>,
    generation: u32,
    phase: Phase,
    violations: Vec<String>,
}

/// See the module.
pub struct Stage {
    state: Mutex<State>,
    changed: Condvar,
    /// What is counted.
    pub counts: Counts,
}

impl Default for Stage {
    /// Before the first server.
    fn default() -> Self {
        let state = State { server: None, generation: 0, phase: Phase::Work, violations: Vec::new() };
        Self { state: Mutex::new(state), changed: Condvar::new(), counts: Counts::default() }
    }
}

impl Stage {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Each change of the state is one assignment, so a panic elsewhere leaves it whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far the run is.
    pub fn phase(&self) -> Phase {
        self.lock().phase
    }

    /// Goes on to a phase; never back.
    pub fn advance(&self, phase: Phase) {
        let mut state = self.lock();
        state.phase = state.phase.max(phase);
        drop(state);
        self.changed.notify_all();
    }

    /// Whether everybody stops.
    pub fn is_over(&self) -> bool {
        self.phase() == Phase::Over
    }

    /// A server came up at an address.
    pub fn up(&self, address: &str) {
        let mut state = self.lock();
        state.server = Some(address.to_owned());
        state.generation += 1;
        drop(state);
        self.changed.notify_all();
    }

    /// The server is about to be killed.
    pub fn down(&self) {
        self.lock().server = None;
    }

    /// The server; waits for it while there is none. `None` when the run is over.
    pub fn server(&self) -> Option<Server> {
        let mut state = self.lock();
        loop {
            if state.phase == Phase::Over {
                return None;
            }
            if let Some(address) = &state.server {
                return Some(Server { address: address.clone(), generation: state.generation });
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits so long, or until the run goes on to another phase.
    pub fn wait(&self, time: Duration) {
        let state = self.lock();
        let phase = state.phase;
        let waited = self.changed.wait_timeout_while(state, time, |state| state.phase == phase);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    /// Notes that something does not hold. After too many the run is over.
    pub fn violated(&self, what: String) {
        let mut state = self.lock();
        state.violations.push(what);
        let enough = state.violations.len() >= VIOLATIONS_MOST;
        drop(state);
        if enough {
            self.advance(Phase::Over);
        }
    }

    /// What does not hold, in the order in which it was found.
    pub fn violations(&self) -> Vec<String> {
        self.lock().violations.clone()
    }
}
