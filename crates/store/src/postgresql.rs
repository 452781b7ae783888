//! PostgreSQL: a pool of sessions, one transaction per closure.
//!
//! Writing runs at READ COMMITTED: every rule is kept by a unique index, a version in the WHERE of the update, a
//! counter row or [`crate::Tx::hold_name`], all of which wait for the other transaction and then see its work.
//! SERIALIZABLE would keep them too, but it aborts instead of waiting, and every lodging of an office takes the
//! same counter row. Reading runs at REPEATABLE READ, so that a page is of one moment, as on SQLite.

mod durable;
mod pipeline;
mod session;

pub(crate) use session::Session;

use crate::error::StoreError;
use crate::pool::Pool;
use crate::tx::{Backend, Failure, Mode, Task, Tx};
use durable::Durable;

/// Times a closure is run when the database asks to repeat it (deadlock, serialization failure).
const ATTEMPTS: usize = 5;

pub(crate) struct Postgres {
    config: tokio_postgres::Config,
    sessions: Pool<Session>,
    durable: Durable,
}

impl Postgres {
    pub(crate) fn open(url: &str, size: usize) -> Result<Self, StoreError> {
        let config = session::configure(url)?;
        Ok(Self { config, sessions: Pool::new(size), durable: Durable::new() })
    }

    pub(crate) fn run<F, T, E>(&self, mode: Mode, work: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E>,
        E: From<StoreError>,
    {
        let mut task = Task::new(work);
        let ended = self.run_task(mode, &mut |tx| task.run(tx));
        task.answer(ended)
    }

    fn run_task(&self, mode: Mode, run: &mut dyn FnMut(&mut Tx<'_>) -> bool) -> Result<(), StoreError> {
        for attempt in 1.. {
            let life = (mode == Mode::Write).then(|| self.durable.life(&self.config)).transpose()?;
            let mut lease = self.sessions.lend(|| Session::open(&self.config))?;
            lease.connection().begin(mode);
            let mut tx = Tx::new(Backend::Postgres(lease.connection()), mode);
            let keep = run(&mut tx);
            let failure = tx.into_failure();
            let ended = lease.connection().end(keep);
            // A session whose transaction did not end cleanly is not lent again.
            if ended.is_err() || lease.connection().is_closed() {
                lease.discard();
            } else {
                drop(lease);
            }
            let ended = match (ended, life) {
                (Ok(()), Some(life)) if keep => self.durable.wait(life),
                (ended, _) => ended,
            };
            if ended.as_ref().err().or(failure.as_ref()).is_some_and(is_break) {
                // A server that went away took every session with it; those that stand idle would only fail later.
                self.sessions.forget_idle();
                self.durable.forget();
            }
            let again = match (&ended, &failure) {
                (Err(failure), _) | (Ok(()), Some(failure)) => failure.transient && attempt < ATTEMPTS,
                (Ok(()), None) => false,
            };
            if again {
                continue;
            }
            // Of work that is not kept the closure's own answer tells more than the failing rollback.
            return if keep { ended.map_err(|failure| failure.error) } else { Ok(()) };
        }
        Err(StoreError::internal("a transaction ended without an answer"))
    }
}

/// Whether the connection, or the server itself, is gone.
fn is_break(failure: &Failure) -> bool {
    matches!(failure.error, StoreError::Unavailable { .. } | StoreError::OutcomeUnknown { .. })
}
