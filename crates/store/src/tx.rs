//! The transaction that every repository function works in.

use crate::dialect::Dialect;
use crate::error::StoreError;
use crate::postgresql::Session;
use crate::row::Row;
use crate::sqlite::Connection;
use crate::value::{Value, params};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Whether a transaction may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    Write,
}

pub(crate) enum Backend<'c> {
    Sqlite(&'c Connection),
    Postgres(&'c mut Session),
}

/// Why a transaction cannot be committed any more.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) error: StoreError,
    /// Running the closure again may succeed (deadlock, serialization failure).
    pub(crate) transient: bool,
}

/// A running transaction. [`crate::Store::write`] and [`crate::Store::read`] lend it to a closure; the functions
/// of the repositories take it, so that any number of them compose into one transaction.
///
/// A statement that fails dooms the transaction on both databases (PostgreSQL does so by itself): later
/// statements return the same error and the work is rolled back even if the closure ends in `Ok`.
pub struct Tx<'c> {
    backend: Backend<'c>,
    mode: Mode,
    failure: Option<Failure>,
    statements: u64,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(backend: Backend<'c>, mode: Mode) -> Self {
        Self { backend, mode, failure: None, statements: 0 }
    }

    pub(crate) fn into_failure(self) -> Option<Failure> {
        self.failure
    }

    fn dialect(&self) -> Dialect {
        match self.backend {
            Backend::Sqlite(_) => Dialect::Sqlite,
            Backend::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Number of rows that the statement changed.
    pub(crate) fn execute(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64, StoreError> {
        self.guarded(params, |backend, dialect| match backend {
            Backend::Sqlite(connection) => connection.execute(&dialect.render(sql), params),
            Backend::Postgres(session) => session.execute(&dialect.render(sql), params),
        })
    }

    /// Runs a statement of which only the success matters. On PostgreSQL it goes to the server with a later one, and
    /// its failure is seen there.
    pub(crate) fn execute_later(&mut self, sql: &str, params: &[Value<'_>]) -> Result<(), StoreError> {
        self.guarded(params, |backend, dialect| match backend {
            Backend::Sqlite(connection) => connection.execute(&dialect.render(sql), params).map(|_| ()),
            Backend::Postgres(session) => session.execute_later(&dialect.render(sql), params),
        })
    }

    /// All rows of the statement; its LIMIT bounds them.
    pub(crate) fn query(&mut self, sql: &str, params: &[Value<'_>]) -> Result<Vec<Row>, StoreError> {
        self.guarded(params, |backend, dialect| match backend {
            Backend::Sqlite(connection) => connection.query(&dialect.render(sql), params),
            Backend::Postgres(session) => session.query(&dialect.render(sql), params),
        })
    }

    /// The first row, if any.
    pub(crate) fn first(&mut self, sql: &str, params: &[Value<'_>]) -> Result<Option<Row>, StoreError> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    /// The first row of a statement that always has one.
    pub(crate) fn only(&mut self, sql: &str, params: &[Value<'_>]) -> Result<Row, StoreError> {
        self.first(sql, params)?.ok_or_else(|| StoreError::internal("a statement returned no row"))
    }

    /// Several statements without parameters, as migrations have them.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.guarded(&[], |backend, dialect| match backend {
            Backend::Sqlite(connection) => connection.batch(&dialect.render(sql)),
            Backend::Postgres(session) => session.batch(&dialect.render(sql)),
        })
    }

    /// Lifts the bound on the work of a statement; for migrations, whose cost follows what exists.
    pub(crate) fn unbound(&mut self) -> Result<(), StoreError> {
        if let Backend::Sqlite(connection) = self.backend {
            connection.unbound();
            return Ok(());
        }
        self.batch("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
    }

    /// Keeps this transaction on indexes where there are any. For questions whether a value is there at all: PostgreSQL,
    /// which does not know the value while it plans, takes it for a common one and reads the table until it meets it,
    /// which is the whole table for a value that is not there.
    pub(crate) fn keep_to_indexes(&mut self) -> Result<(), StoreError> {
        match self.dialect() {
            Dialect::Sqlite => Ok(()),
            Dialect::Postgres => self.execute_later("SET LOCAL enable_seqscan = off", &[]),
        }
    }

    /// Makes every other transaction that names the same thing wait until this one ends.
    ///
    /// For rules of the form "look, then write" that no unique index and no version keeps, e.g. "no second open
    /// application for this parcel": take the name first, look, write. On SQLite the single writer is the lock.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when the name is held too long.
    pub fn hold_name(&mut self, name: &str) -> Result<(), StoreError> {
        if self.dialect() == Dialect::Sqlite {
            return Ok(());
        }
        // The text of a void column cannot be read; the count makes it an integer.
        let sql = "SELECT count(pg_advisory_xact_lock(hashtextextended(current_schema() || '/' || $1, 0)))";
        self.execute_later(sql, params![name])
    }

    /// Waits until every transaction that writes `table` has ended, and keeps new ones out until this one ends:
    /// what is read then has no holes that fill later. The first statement of a transaction that only reads,
    /// because its snapshot is taken by the first statement that reads.
    pub(crate) fn settle(&mut self, table: &str) -> Result<(), StoreError> {
        if self.mode == Mode::Read && self.statements > 0 {
            return Err(StoreError::internal(format!(
                "{table} must be settled before anything else is read"
            )));
        }
        match self.dialect() {
            Dialect::Sqlite => Ok(()),
            Dialect::Postgres => self.batch(&format!("LOCK TABLE {table} IN SHARE MODE")),
        }
    }

    fn guarded<T>(
        &mut self,
        params: &[Value<'_>],
        run: impl FnOnce(&mut Backend<'c>, Dialect) -> Result<T, Failure>,
    ) -> Result<T, StoreError> {
        if let Some(failure) = &self.failure {
            return Err(failure.error.clone());
        }
        self.statements += 1;
        let dialect = self.dialect();
        let checked = params.iter().try_for_each(Value::check);
        let result = checked
            .map_err(|error| Failure { error, transient: false })
            .and_then(|()| run(&mut self.backend, dialect));
        result.map_err(|failure| {
            let error = failure.error.clone();
            self.failure = Some(failure);
            error
        })
    }
}

/// A caller's closure with its last outcome.
pub(crate) struct Task<F, T, E> {
    work: F,
    outcome: Option<Result<T, E>>,
}

impl<F, T, E> Task<F, T, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E>,
    E: From<StoreError>,
{
    pub(crate) fn new(work: F) -> Self {
        Self { work, outcome: None }
    }

    /// Runs the closure; true when its work is to be kept.
    pub(crate) fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let inside = Inside::enter();
        let result = catch_unwind(AssertUnwindSafe(|| (self.work)(tx)));
        drop(inside);
        let outcome = match (result, &tx.failure) {
            (Err(payload), _) => Err(E::from(StoreError::panicked(payload.as_ref()))),
            (Ok(Ok(_)), Some(failure)) => Err(E::from(failure.error.clone())),
            (Ok(outcome), _) => outcome,
        };
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    /// The closure's answer, or why the transaction around it failed.
    pub(crate) fn answer(self, committed: Result<(), StoreError>) -> Result<T, E> {
        committed.map_err(E::from)?;
        self.outcome.unwrap_or_else(|| Err(E::from(StoreError::internal("the closure never ran"))))
    }
}

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Marks a thread as running a closure: a transaction inside a transaction would wait for itself on SQLite, so
/// it is refused on both databases.
pub(crate) struct Inside;

impl Inside {
    fn enter() -> Self {
        INSIDE.set(true);
        Self
    }

    pub(crate) fn refuse_nesting() -> Result<(), StoreError> {
        if INSIDE.get() {
            return Err(StoreError::internal("a transaction was started inside a transaction; pass on `tx`"));
        }
        Ok(())
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.set(false);
    }
}
