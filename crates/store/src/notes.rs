//! What those who work on a case write down for each other; append-only.

use jiff::Timestamp;
use uuid::Uuid;

use crate::error::StoreError;
use crate::page::PAGE_LIMIT;
use crate::tx::Tx;
use crate::value::{Json, params};

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// On which case.
    pub case_id: Uuid,
    /// When.
    pub written_at: Timestamp,
    /// Who, as JSON in the caller's form.
    pub author: String,
    /// What.
    pub text: String,
}

/// Writes a note.
///
/// # Errors
/// [`StoreError::Unstorable`] when the author is not JSON.
pub fn add(tx: &mut Tx<'_>, note: &Note) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO case_notes (case_id, written_at, author, text) VALUES ($1, $2, $3, $4)",
        params![note.case_id, note.written_at, Json(&note.author), &note.text],
    )?;
    Ok(())
}

/// How many notes a case has.
///
/// # Errors
/// When the database fails.
pub fn count(tx: &mut Tx<'_>, case_id: Uuid) -> Result<i64, StoreError> {
    tx.only("SELECT count(*) FROM case_notes WHERE case_id = $1", params![case_id])?.take()
}

/// Notes on a case, the oldest first; at most a page.
///
/// # Errors
/// When the database fails.
pub fn of_case(tx: &mut Tx<'_>, case_id: Uuid) -> Result<Vec<Note>, StoreError> {
    let rows = tx.query(
        "SELECT case_id, written_at, author, text FROM case_notes WHERE case_id = $1
         ORDER BY sequence LIMIT $2",
        params![case_id, i64::from(PAGE_LIMIT)],
    )?;
    rows.into_iter()
        .map(|mut row| {
            Ok(Note { case_id: row.take()?, written_at: row.take()?, author: row.take()?, text: row.take()? })
        })
        .collect()
}
