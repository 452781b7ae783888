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
    reserve(tx, series, 1)
}

/// Takes the next `count` (from 1) numbers of `series` at once and returns the first of them.
///
/// # Errors
/// When the database fails.
pub fn reserve(tx: &mut Tx<'_>, series: &str, count: u32) -> Result<i64, StoreError> {
    let count = i64::from(count.max(1));
    let last: i64 = tx
        .only(
            "INSERT INTO counters (series, value) VALUES ($1, $2)
             ON CONFLICT (series) DO UPDATE SET value = counters.value + excluded.value
             RETURNING value",
            params![series, count],
        )?
        .take()?;
    Ok(last - count + 1)
}
