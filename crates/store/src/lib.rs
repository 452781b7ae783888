//! The only crate with SQL: one contract on SQLite and PostgreSQL.
//!
//! A [`Store`] runs closures in transactions. Repositories ([`cases`], [`events`], [`timers`], …) are modules of
//! small functions over [`Tx`], so that a use case composes as many as it needs into one transaction:
//!
//! ```no_run
//! # fn example(store: &store::Store, id: uuid::Uuid) -> Result<(), store::StoreError> {
//! let number = store.write(move |tx| {
//!     let number = store::numbers::next(tx, "receipt/0119/2026")?;
//!     store::settings::set(tx, "last receipt", &number.to_string())?;
//!     Ok::<_, store::StoreError>(number)
//! })?;
//! # Ok(()) }
//! ```
//!
//! The crate knows no law, no clock and no randomness: instants, identifiers and hashes come in as values.
//! Calls block; from asynchronous code they belong on a blocking thread.
//!
//! # How to add a repository
//!
//! 1. Write `migrations/NNNN_title.sql` in the words of the `dialect` module and list it in `schema.rs`. Name unique
//!    rules `table_column[_column]`. Add an index for every WHERE and ORDER BY that you will write.
//! 2. Write a module of functions that take `&mut Tx<'_>` first. One SQL text for both databases: columns are read
//!    in the order of the SELECT list, instants are bound and never asked of the database, names are folded by the
//!    caller, every list has a LIMIT and a cursor, `INSERT … ON CONFLICT` instead of trying and failing.
//! 3. A rule of the form "look, then write" needs a unique index, a version, a counter row or [`Tx::hold_name`].
//! 4. Add its cases to the conformance suite in `testkit`, which runs on both databases.

mod dialect;
mod error;
mod faults;
mod many;
mod page;
mod pool;
mod postgresql;
mod row;
mod schema;
mod sqlite;
mod tx;
mod value;

pub mod absences;
pub mod access_log;
pub mod accounts;
pub mod cases;
pub mod custody;
pub mod drafts;
pub mod events;
pub mod idempotency;
pub mod law_texts;
pub mod messages;
pub mod notes;
pub mod numbers;
pub mod one_time_links;
pub mod presence;
pub mod registers;
pub mod rule_changes;
pub mod scans;
pub mod sessions;
pub mod settings;
pub mod timers;
pub mod tracking;
pub mod whole;

pub use error::StoreError;
pub use faults::{Faults, Moment};
pub use page::{FILTER_LIMIT, PAGE_LIMIT, Page};
pub use tx::Tx;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use tx::{Inside, Mode};

/// Where the data lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settings {
    /// One file, made when missing with its folder. One process at a time.
    Sqlite {
        /// The file; `-wal`, `-shm` and `.lock` files stand beside it.
        path: PathBuf,
    },
    /// A server, shared by any number of processes. TLS is not spoken: use a local socket or a private network.
    Postgres {
        /// `postgres://user:password@host:port/database`; `?options=-csearch_path%3Dname` chooses a schema.
        url: String,
        /// Most connections of this process.
        pool: usize,
    },
}

/// A handle on the database; clones share it.
#[derive(Clone)]
pub struct Store {
    backend: Arc<Database>,
}

enum Database {
    Sqlite(sqlite::Sqlite),
    Postgres(Box<postgresql::Postgres>),
}

impl Store {
    /// Opens the database and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when another process has the SQLite file, [`StoreError::SchemaTooNew`] when a newer
    /// program made it, [`StoreError::Damaged`] when it is not ours, [`StoreError::Unavailable`],
    /// [`StoreError::ReadOnly`].
    pub fn open(settings: &Settings) -> Result<Self, StoreError> {
        let database = match settings {
            Settings::Sqlite { path } => Database::Sqlite(sqlite::Sqlite::open(path, None)?),
            Settings::Postgres { url, pool } => {
                Database::Postgres(Box::new(postgresql::Postgres::open(url, *pool)?))
            }
        };
        Self::over(database)
    }

    /// Opens an SQLite file as [`Store::open`] does, but lets `faults` fail it at any moment of any transaction.
    ///
    /// # Errors
    /// As [`Store::open`], and whatever `faults` invents.
    pub fn open_failing(path: &Path, faults: Arc<dyn Faults>) -> Result<Self, StoreError> {
        Self::over(Database::Sqlite(sqlite::Sqlite::open(path, Some(faults))?))
    }

    fn over(database: Database) -> Result<Self, StoreError> {
        let store = Self { backend: Arc::new(database) };
        store.write(schema::migrate)?;
        Ok(store)
    }

    /// Runs `work` in a transaction and keeps its changes when it ends in `Ok`. Returning means that they are on
    /// the disk.
    ///
    /// On SQLite the closures that wait are committed together, each in a savepoint of its own. `work` may be run
    /// more than once (deadlock on PostgreSQL, a neighbour's failing disk write on SQLite), so it must have no
    /// effect outside `tx`. A panic inside is caught and rolled back.
    ///
    /// # Errors
    /// What `work` returns, or a [`StoreError`] by which nothing of it was kept ([`StoreError::OutcomeUnknown`]
    /// excepted).
    pub fn write<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        Inside::refuse_nesting()?;
        match &*self.backend {
            Database::Sqlite(sqlite) => sqlite.write(work),
            Database::Postgres(postgres) => postgres.run(Mode::Write, work),
        }
    }

    /// Runs `work` on one consistent moment of the data, beside the writers. It cannot change anything.
    ///
    /// # Errors
    /// What `work` returns, or a [`StoreError`].
    pub fn read<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E>,
        E: From<StoreError>,
    {
        Inside::refuse_nesting()?;
        match &*self.backend {
            Database::Sqlite(sqlite) => sqlite.read(work),
            Database::Postgres(postgres) => postgres.run(Mode::Read, work),
        }
    }

    /// Whether calls can be served now: passes through the queue of writers and through the readers.
    ///
    /// # Errors
    /// Why not.
    pub fn ready(&self) -> Result<(), StoreError> {
        self.write(|tx| schema::version(tx).map(|_| ()))?;
        self.read(|tx| schema::version(tx).map(|_| ()))
    }
}
