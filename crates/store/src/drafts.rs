//! What somebody began to type and has not sent yet; each account has its own.

use jiff::Timestamp;
use uuid::Uuid;

use crate::error::StoreError;
use crate::page::PAGE_LIMIT;
use crate::tx::Tx;
use crate::value::{Json, params};

/// Something begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Whose it is.
    pub account: Uuid,
    /// Its name among those of the account.
    pub name: String,
    /// When it was kept last.
    pub kept_at: Timestamp,
    /// What was typed, as JSON.
    pub content: String,
}

/// Keeps a draft, in place of an earlier one of the same name.
///
/// # Errors
/// [`StoreError::Unstorable`] when the content is not JSON.
pub fn keep(tx: &mut Tx<'_>, draft: &Draft) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO drafts (account, name, kept_at, content) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account, name) DO UPDATE SET kept_at = excluded.kept_at, content = excluded.content",
        params![draft.account, &draft.name, draft.kept_at, Json(&draft.content)],
    )?;
    Ok(())
}

/// Drafts of an account, the one kept last first; at most a page.
///
/// # Errors
/// When the database fails.
pub fn of_account(tx: &mut Tx<'_>, account: Uuid) -> Result<Vec<Draft>, StoreError> {
    let rows = tx.query(
        "SELECT account, name, kept_at, content FROM drafts WHERE account = $1
         ORDER BY kept_at DESC, name LIMIT $2",
        params![account, i64::from(PAGE_LIMIT)],
    )?;
    rows.into_iter()
        .map(|mut row| {
            Ok(Draft { account: row.take()?, name: row.take()?, kept_at: row.take()?, content: row.take()? })
        })
        .collect()
}

/// Forgets a draft, if there is one.
///
/// # Errors
/// When the database fails.
pub fn forget(tx: &mut Tx<'_>, account: Uuid, name: &str) -> Result<(), StoreError> {
    tx.execute_later("DELETE FROM drafts WHERE account = $1 AND name = $2", params![account, name])
}

/// Forgets drafts that were kept last before an instant, at most a page of them; returns how many.
///
/// # Errors
/// When the database fails.
pub fn purge(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM drafts WHERE (account, name) IN (
             SELECT account, name FROM drafts WHERE kept_at < $1 ORDER BY kept_at LIMIT $2
         )",
        params![before, i64::from(PAGE_LIMIT)],
    )
}
