//! Links that work once: making the first administrator, setting a first password. Tokens are stored hashed.

use crate::error::StoreError;
use crate::tx::Tx;
use crate::value::params;
use jiff::Timestamp;

/// A link to be given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneTimeLink {
    /// Hash of the token in the link.
    pub token_hash: [u8; 32],
    /// What it is for.
    pub purpose: String,
    /// Whom or what it concerns, if the purpose asks for it.
    pub subject: Option<String>,
    /// It works until then.
    pub expires_at: Timestamp,
}

/// Keeps a link.
///
/// # Errors
/// [`StoreError::Conflict`] `one_time_links_token_hash`.
pub fn insert(tx: &mut Tx<'_>, link: &OneTimeLink) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO one_time_links (token_hash, purpose, subject, expires_at) VALUES ($1, $2, $3, $4)",
        params![&link.token_hash, &link.purpose, link.subject.as_ref(), link.expires_at],
    )?;
    Ok(())
}

/// The link, if it works at `now` for `purpose`; it stays usable.
///
/// # Errors
/// When the database fails.
pub fn peek(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
    purpose: &str,
    now: Timestamp,
) -> Result<Option<OneTimeLink>, StoreError> {
    let row = tx.first(
        "SELECT token_hash, purpose, subject, expires_at FROM one_time_links
         WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3",
        params![token_hash, purpose, now],
    )?;
    row.map(|mut row| {
        Ok(OneTimeLink {
            token_hash: row.take()?,
            purpose: row.take()?,
            subject: row.take()?,
            expires_at: row.take()?,
        })
    })
    .transpose()
}

/// Uses the link up; true for exactly one caller, and only while it works for `purpose`. In the transaction of
/// what the link allows.
///
/// # Errors
/// When the database fails.
#[must_use = "only a link that was used up allows anything"]
pub fn use_up(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
    purpose: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let used = tx.execute(
        "UPDATE one_time_links SET used_at = $3
         WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3",
        params![token_hash, purpose, now],
    )?;
    Ok(used > 0)
}

/// Makes all unused links for `purpose` useless: before a new one is given out, or when the need has gone.
///
/// # Errors
/// When the database fails.
pub fn revoke_all(tx: &mut Tx<'_>, purpose: &str) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM one_time_links WHERE purpose = $1 AND used_at IS NULL", params![purpose])
}
