//! Where a simulator makes storage fail.

use crate::error::StoreError;

/// A moment of a transaction at which storage can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Before a transaction begins.
    Begin,
    /// Before a statement inside it.
    Statement,
    /// Before its changes are committed: an error here means that they are lost.
    Commit,
    /// After they are committed: an error here means that the caller does not learn of it.
    Committed,
}

/// Failures from outside. Absent in service; a simulator brings its own.
pub trait Faults: Send + Sync {
    /// Called at every moment of every transaction.
    ///
    /// # Errors
    /// The failure that the database is to show at this moment.
    fn strike(&self, moment: Moment) -> Result<(), StoreError>;
}
