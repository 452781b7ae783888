//! Facts about the installation as key and JSON: its identifier, the active edition with its date, ….

use crate::error::StoreError;
use crate::tx::Tx;
use crate::value::{Json, params};

/// The JSON under `key`.
///
/// # Errors
/// When the database fails.
pub fn get(tx: &mut Tx<'_>, key: &str) -> Result<Option<String>, StoreError> {
    tx.first("SELECT value FROM settings WHERE key = $1", params![key])?.map(|mut row| row.take()).transpose()
}

/// Puts JSON under `key`, in place of what was there.
///
/// # Errors
/// [`StoreError::Unstorable`] when it is not JSON.
pub fn set(tx: &mut Tx<'_>, key: &str, json: &str) -> Result<(), StoreError> {
    tx.execute_later(
        "INSERT INTO settings (key, value) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        params![key, Json(json)],
    )
}
