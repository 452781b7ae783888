//! Waiting until what was committed is on the disk, many callers for one sync.
//!
//! Transactions commit without a sync, which lets go of their locks at once: the rows that many of them need (the
//! numbers of a service and year, those of a book) are then held for as long as the work takes and not for as long as
//! the disk takes. Before a caller is answered, one of those that wait makes the server sync its log up to here, for
//! all. What comes out of [`crate::Store::write`] is therefore on the disk, as ever; only a reader may see it a moment
//! before.

use super::session::Session;
use crate::error::StoreError;
use crate::tx::Failure;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use tokio_postgres::Config;

/// A tiny record whose own commit is synced, and with it everything before it; none where all is synced already.
/// Where the server waits for standbys, what is synced here may not be synced there, so there it is always written.
const SYNC: &str = "
    BEGIN; SET LOCAL synchronous_commit = on;
    SELECT pg_logical_emit_message(true, 'zher', '')
    WHERE pg_current_wal_insert_lsn() > pg_current_wal_flush_lsn()
       OR current_setting('synchronous_standby_names') <> '';
    COMMIT;
";

/// One connection to the server. A server that crashed may come back without what it had not synced, and it does not
/// say so; that a connection made before a commit still answers after it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Life(u64);

/// How a sync ended: the connection that it went through.
type Synced = Result<Life, StoreError>;

pub(super) struct Durable {
    state: Mutex<State>,
    ended: Condvar,
    /// Of the last life; locked only by the one who opens it or syncs.
    session: Mutex<Option<Session>>,
}

struct State {
    /// Callers who came after the running sync began; the next one answers them.
    gathering: Arc<OnceLock<Synced>>,
    running: bool,
    /// How many connections there were, and whether the last is believed to live.
    lives: u64,
    alive: bool,
}

impl Durable {
    pub(super) fn new() -> Self {
        let state = State { gathering: Arc::default(), running: false, lives: 0, alive: false };
        Self { state: Mutex::new(state), ended: Condvar::new(), session: Mutex::new(None) }
    }

    /// To be asked before a transaction commits, and handed to [`Durable::wait`] after it.
    pub(super) fn life(&self, config: &Config) -> Result<Life, StoreError> {
        let current = || {
            let state = lock(&self.state);
            state.alive.then_some(Life(state.lives))
        };
        if let Some(life) = current() {
            return Ok(life);
        }
        let mut session = lock(&self.session);
        // Somebody else may have opened it meanwhile.
        if let Some(life) = current() {
            return Ok(life);
        }
        *session = Some(Session::open(config)?);
        let mut state = lock(&self.state);
        state.lives += 1;
        state.alive = true;
        Ok(Life(state.lives))
    }

    /// Another connection was found broken: this one is likely to be, too.
    pub(super) fn forget(&self) {
        lock(&self.state).alive = false;
    }

    /// Returns when everything committed before the call is on the disk.
    ///
    /// # Errors
    /// [`StoreError::OutcomeUnknown`] when the server may have crashed since `life`.
    pub(super) fn wait(&self, life: Life) -> Result<(), Failure> {
        let unknown =
            |reason: String| Failure { error: StoreError::OutcomeUnknown { reason }, transient: false };
        match self.join() {
            Ok(through) if through == life => Ok(()),
            Ok(_) => Err(unknown("the server was connected to anew".to_owned())),
            Err(error) => Err(unknown(error.to_string())),
        }
    }

    /// Takes part in the next sync, as the one who makes it if nobody does.
    fn join(&self) -> Synced {
        let mut state = lock(&self.state);
        let mine = Arc::clone(&state.gathering);
        loop {
            if let Some(synced) = mine.get() {
                return synced.clone();
            }
            if state.running {
                state = self.ended.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            state.running = true;
            state.gathering = Arc::default();
            drop(state);
            let synced = self.sync();
            state = lock(&self.state);
            state.running = false;
            // Nobody else answers those who were taken away from `gathering`.
            let _ = mine.set(synced);
            self.ended.notify_all();
        }
    }

    fn sync(&self) -> Synced {
        let mut session = lock(&self.session);
        // Read under the lock of the connection: both change together.
        let life = Life(lock(&self.state).lives);
        let gone = || StoreError::unavailable("the connection is gone");
        let synced = session.as_mut().ok_or_else(gone)?.batch(SYNC);
        synced.map(|()| life).map_err(|failure| {
            *session = None;
            self.forget();
            failure.error
        })
    }
}

/// What these mutexes hold is consistent between any two statements.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
