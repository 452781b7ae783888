//! Receipt numbers: per series, growing, never given twice. Gaps are allowed; where none may be, see
//! [`crate::registers`].

use crate::error::StoreError;
use crate::tx::Tx;
use crate::value::params;

/// The next number of `series`, from 1. Transactions that number in the same series wait for one another, so a use
/// case asks for its number late.
///
/// # Errors
/// When the database fails.
pub fn next(tx: &mut Tx<'_>, series: &str) -> Result<i64, StoreError> {
    tx.only(
        "INSERT INTO counters (series, value) VALUES ($1, 1)
         ON CONFLICT (series) DO UPDATE SET value = counters.value + 1
         RETURNING value",
        params![series],
    )?
    .take()
}
