//! One connection to the file.

use crate::error::StoreError;
use crate::faults::{Faults, Moment};
use crate::row::Row;
use crate::tx::Failure;
use crate::value::Value;
use rusqlite::config::DbConfig;
use rusqlite::{ErrorCode, OpenFlags, params_from_iter};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// "Zher" in ASCII: tells our files from those of other programs.
const APPLICATION_ID: i64 = 0x5A68_6572;
/// How long a connection waits for another one inside the same process (checkpoints, recovery).
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const STATEMENT_CACHE: usize = 256;
/// Steps of SQLite's machine between two looks at the bound.
const STEPS_PER_LOOK: i32 = 100_000;
/// Looks that one transaction may use: 3·10⁸ steps, some seconds. A bound without a clock.
const LOOKS_PER_TRANSACTION: u64 = 3_000;

// Nothing is mapped into memory: a file that shrinks or a sector that cannot be read would then kill the process
// instead of failing a statement.
const SETTINGS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -32768;
    PRAGMA mmap_size = 0;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA trusted_schema = OFF;
";

pub(crate) struct Connection {
    inner: rusqlite::Connection,
    looks_left: Arc<AtomicU64>,
    faults: Option<Arc<dyn Faults>>,
}

impl Connection {
    pub(super) fn for_writing(path: &Path, faults: Option<Arc<dyn Faults>>) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Self::open(path, flags, faults)?;
        if connection.inner.is_readonly("main").map_err(store_error)? {
            return Err(StoreError::ReadOnly);
        }
        connection.claim_file()?;
        connection.inner.execute_batch(SETTINGS).map_err(store_error)?;
        // Statistics for the planner, sampled, and only where tables changed much since last time.
        connection
            .inner
            .execute_batch("PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002;")
            .map_err(store_error)?;
        Ok(connection)
    }

    pub(super) fn for_reading(path: &Path, faults: Option<Arc<dyn Faults>>) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Self::open(path, flags, faults)?;
        connection
            .inner
            .execute_batch(
                "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;
                 PRAGMA cache_size = -16384;",
            )
            .map_err(store_error)?;
        Ok(connection)
    }

    fn open(path: &Path, flags: OpenFlags, faults: Option<Arc<dyn Faults>>) -> Result<Self, StoreError> {
        let mut inner = rusqlite::Connection::open_with_flags(path, flags).map_err(store_error)?;
        inner.busy_timeout(BUSY_TIMEOUT).map_err(store_error)?;
        inner.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
        // Else the planner, once it has statistics, prepares a kept statement anew for every value that it is given.
        inner.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(store_error)?;
        let looks_left = Arc::new(AtomicU64::new(u64::MAX));
        let left = Arc::clone(&looks_left);
        let exhausted = move || {
            let looks = left.load(Ordering::Relaxed);
            left.store(looks.saturating_sub(1), Ordering::Relaxed);
            looks == 0
        };
        inner.progress_handler(STEPS_PER_LOOK, Some(exhausted)).map_err(store_error)?;
        Ok(Self { inner, looks_left, faults })
    }

    /// An empty file becomes ours; a file of another program is left alone.
    fn claim_file(&self) -> Result<(), StoreError> {
        let ask = |sql: &str| self.inner.query_row(sql, [], |row| row.get::<_, i64>(0)).map_err(store_error);
        match (ask("PRAGMA application_id")?, ask("SELECT count(*) FROM sqlite_master")?) {
            (APPLICATION_ID, _) => Ok(()),
            (0, 0) => self.inner.pragma_update(None, "application_id", APPLICATION_ID).map_err(store_error),
            _ => Err(StoreError::Damaged { reason: "the file belongs to another program".to_owned() }),
        }
    }

    pub(super) fn begin(&self, sql: &str) -> Result<(), StoreError> {
        self.strike(Moment::Begin)?;
        self.rebound();
        self.control(sql)
    }

    fn strike(&self, moment: Moment) -> Result<(), StoreError> {
        self.faults.as_ref().map_or(Ok(()), |faults| faults.strike(moment))
    }

    /// Ends the transaction by `sql`; when that fails, nothing stays open.
    pub(super) fn end(&self, sql: &str) -> Result<(), StoreError> {
        let ended = self.control(sql);
        if ended.is_err() && !self.inner.is_autocommit() {
            // The failure of the end is what the caller must hear of.
            let _ = self.control("ROLLBACK");
        }
        ended
    }

    /// COMMIT; whether a failing disk kept the work is not known.
    pub(super) fn commit(&self) -> Result<(), StoreError> {
        if let Err(error) = self.strike(Moment::Commit) {
            // The invented failure is what the caller must hear of.
            let _ = self.control("ROLLBACK");
            return Err(error);
        }
        self.end("COMMIT").map_err(|error| match error {
            StoreError::Unavailable { reason } => StoreError::OutcomeUnknown { reason },
            other => other,
        })?;
        self.strike(Moment::Committed)
    }

    /// BEGIN, SAVEPOINT and the like.
    pub(super) fn control(&self, sql: &str) -> Result<(), StoreError> {
        self.inner
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute([]))
            .map_err(store_error)?;
        Ok(())
    }

    /// False when SQLite itself has rolled the transaction back (disk full, input/output error, interrupt).
    pub(super) fn in_transaction(&self) -> bool {
        !self.inner.is_autocommit()
    }

    pub(super) fn rebound(&self) {
        self.looks_left.store(LOOKS_PER_TRANSACTION, Ordering::Relaxed);
    }

    pub(crate) fn unbound(&self) {
        self.looks_left.store(u64::MAX, Ordering::Relaxed);
    }

    pub(crate) fn execute(&self, sql: &str, params: &[Value<'_>]) -> Result<u64, Failure> {
        self.strike(Moment::Statement).map_err(struck)?;
        let run = || self.inner.prepare_cached(sql)?.execute(params_from_iter(params));
        run().map(|changed| changed as u64).map_err(failure)
    }

    pub(crate) fn query(&self, sql: &str, params: &[Value<'_>]) -> Result<Vec<Row>, Failure> {
        self.strike(Moment::Statement).map_err(struck)?;
        let run = || -> rusqlite::Result<Vec<Row>> {
            let mut statement = self.inner.prepare_cached(sql)?;
            let columns = statement.column_count();
            let mut rows = statement.query(params_from_iter(params))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let values =
                    (0..columns).map(|index| row.get(index)).collect::<rusqlite::Result<Vec<_>>>()?;
                found.push(Row::Sqlite(values.into_iter()));
            }
            Ok(found)
        };
        run().map_err(failure)
    }

    pub(crate) fn batch(&self, sql: &str) -> Result<(), Failure> {
        self.strike(Moment::Statement).map_err(struck)?;
        self.inner.execute_batch(sql).map_err(failure)
    }
}

fn struck(error: StoreError) -> Failure {
    Failure { error, transient: false }
}

fn failure(error: rusqlite::Error) -> Failure {
    Failure { error: store_error(error), transient: false }
}

fn store_error(error: rusqlite::Error) -> StoreError {
    let (code, message) = match &error {
        rusqlite::Error::SqliteFailure(code, message) => (code, message),
        // We write text as UTF-8 only. The message names the column, never what it held.
        rusqlite::Error::Utf8Error(..) => return StoreError::Damaged { reason: error.to_string() },
        _ => return StoreError::internal(error),
    };
    let message = message.clone().unwrap_or_else(|| error.to_string());
    match code.code {
        ErrorCode::DiskFull => StoreError::DiskFull,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StoreError::ReadOnly,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::Damaged { reason: message },
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::busy(message),
        ErrorCode::SystemIoFailure => io_failure(code.extended_code, &message),
        ErrorCode::CannotOpen => StoreError::unavailable(message),
        ErrorCode::OperationInterrupted => StoreError::TooSlow,
        ErrorCode::ConstraintViolation => constraint(code.extended_code, &message),
        _ => StoreError::internal(message),
    }
}

fn io_failure(extended_code: i32, message: &str) -> StoreError {
    use rusqlite::ffi::{SQLITE_IOERR_CORRUPTFS, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_SHORT_READ};
    let reason = format!("{message} (code {extended_code})");
    match extended_code {
        // The file beside the log could not grow to the little that it needs: nothing but room can be lacking.
        SQLITE_IOERR_SHMSIZE => StoreError::DiskFull,
        // The file ends inside a page.
        SQLITE_IOERR_SHORT_READ | SQLITE_IOERR_CORRUPTFS => StoreError::Damaged { reason },
        _ => StoreError::unavailable(reason),
    }
}

fn constraint(extended_code: i32, message: &str) -> StoreError {
    use rusqlite::ffi::{
        SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE,
    };
    match extended_code {
        SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY => {
            StoreError::Conflict { what: unique_rule(message) }
        }
        SQLITE_CONSTRAINT_FOREIGNKEY => StoreError::NotFound { what: "a row that is referred to" },
        _ => StoreError::internal(message),
    }
}

/// "UNIQUE constraint failed: sessions.a, sessions.b" becomes `sessions_a_b`, as PostgreSQL's rules are named.
fn unique_rule(message: &str) -> String {
    let columns = message.rsplit(": ").next().unwrap_or_default();
    let table = columns.split('.').next().unwrap_or_default();
    let names = columns.split(", ").filter_map(|column| column.split('.').nth(1));
    std::iter::once(table).chain(names).collect::<Vec<_>>().join("_")
}
