//! What can go wrong, in terms a caller can act on.

/// Every failure of storage. Each variant says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The database cannot be reached or opened. Nothing of the call was kept.
    /// Remedy: check that the path or server exists and answers, then repeat.
    #[error("the database is unavailable: {reason}; check that it exists and answers, then repeat")]
    Unavailable {
        /// What the driver or the system said.
        reason: String,
    },
    /// The connection broke while the database was committing: the work is either wholly kept or wholly
    /// absent. Remedy: repeat the call with the same idempotency key.
    #[error("the connection broke during commit: {reason}; repeat with the same idempotency key")]
    OutcomeUnknown {
        /// What the driver said.
        reason: String,
    },
    /// More work waits than the bounds of this crate allow, or a lock was not granted in time. Nothing of the
    /// call was kept. Remedy: repeat a little later.
    #[error("the database is busy: {reason}; repeat a little later")]
    Busy {
        /// Which bound was met.
        reason: String,
    },
    /// One statement needed more work than a statement may. Remedy: ask for less (a longer name, fewer offices).
    #[error("the statement exceeded its bound of work; narrow the question")]
    TooSlow,
    /// The database may not be written. Remedy: make the folder or the server writable.
    #[error("the database is read-only; make the folder or the server writable")]
    ReadOnly,
    /// No room is left. Nothing of the call was kept. Remedy: free space; no restart is needed.
    #[error("no disk space is left for the database; free some, no restart is needed")]
    DiskFull,
    /// The files are damaged, gone or of another program. Remedy: restore from a backup.
    #[error("the database is damaged or not one of ours: {reason}; restore it from a backup")]
    Damaged {
        /// What was found.
        reason: String,
    },
    /// A newer version of the program made this database. Remedy: run that version or a later one.
    #[error("the database has schema version {found}, this program knows {known}; run a newer program")]
    SchemaTooNew {
        /// Version in the database.
        found: i64,
        /// Highest version this program knows.
        known: i64,
    },
    /// Another process has this SQLite database open. Remedy: stop it, or move both to PostgreSQL.
    #[error("{path} is in use by another process; stop it, or use PostgreSQL for several servers")]
    Locked {
        /// The database's file.
        path: String,
    },
    /// Somebody changed the row since it was read. Remedy: read it again and decide anew.
    #[error("{what} changed meanwhile: version {expected} was expected, {found} is stored; read it again")]
    StaleVersion {
        /// Kind of row.
        what: &'static str,
        /// Version the caller had read.
        expected: i64,
        /// Version that is stored.
        found: i64,
    },
    /// A row with the same unique value exists. `what` is `table_column[_column]` on both databases.
    /// Remedy: choose another value or use the existing row.
    #[error("{what} exists already")]
    Conflict {
        /// The unique rule, e.g. `cases_number`.
        what: String,
    },
    /// The row, or a row it refers to, does not exist. Remedy: check the identifier.
    #[error("{what} is not stored")]
    NotFound {
        /// Kind of row.
        what: &'static str,
    },
    /// A value that both databases cannot keep alike (a zero character, broken JSON, an instant out of range),
    /// or a list beyond its bound. Remedy: correct the value.
    #[error("{what} cannot be stored: {reason}")]
    Unstorable {
        /// Which argument.
        what: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The closure panicked; its work was rolled back. Remedy: report the defect.
    #[error("a transaction panicked and was rolled back: {reason}")]
    Panicked {
        /// The panic's message.
        reason: String,
    },
    /// A defect of this crate or its caller. Remedy: report it.
    #[error("internal storage error: {reason}")]
    Internal {
        /// What was unexpected.
        reason: String,
    },
}

impl StoreError {
    pub(crate) fn internal(reason: impl std::fmt::Display) -> Self {
        Self::Internal { reason: reason.to_string() }
    }

    pub(crate) fn unavailable(reason: impl std::fmt::Display) -> Self {
        Self::Unavailable { reason: reason.to_string() }
    }

    pub(crate) fn busy(reason: impl std::fmt::Display) -> Self {
        Self::Busy { reason: reason.to_string() }
    }

    pub(crate) fn panicked(payload: &(dyn std::any::Any + Send)) -> Self {
        let reason = payload
            .downcast_ref::<&str>()
            .map(ToString::to_string)
            .or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "no message".to_owned());
        Self::Panicked { reason }
    }
}
