//! The applicant's tracking secret: only its hash is kept.

use crate::error::StoreError;
use crate::tx::Tx;
use crate::value::params;
use uuid::Uuid;

/// Gives a case its secret, in place of an earlier one.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such case, [`StoreError::Conflict`] when another case has the secret.
pub fn set(tx: &mut Tx<'_>, case_id: Uuid, secret_hash: &[u8; 32]) -> Result<(), StoreError> {
    tx.execute_later(
        "INSERT INTO tracking_secrets (secret_hash, case_id) VALUES ($1, $2)
         ON CONFLICT (case_id) DO UPDATE SET secret_hash = excluded.secret_hash",
        params![secret_hash, case_id],
    )
}

/// The case that a secret opens.
///
/// # Errors
/// When the database fails.
pub fn case_of(tx: &mut Tx<'_>, secret_hash: &[u8; 32]) -> Result<Option<Uuid>, StoreError> {
    tx.first("SELECT case_id FROM tracking_secrets WHERE secret_hash = $1", params![secret_hash])?
        .map(|mut row| row.take())
        .transpose()
}
