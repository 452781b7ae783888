//! Sessions of signed-in staff, kept on the server. Tokens are stored hashed.

use crate::error::StoreError;
use crate::page::PAGE_LIMIT;
use crate::row::Row;
use crate::tx::Tx;
use crate::value::params;
use jiff::Timestamp;
use uuid::Uuid;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Hash of the token in the cookie.
    pub token_hash: [u8; 32],
    /// Whose it is.
    pub account: Uuid,
    /// Hash of the token that forms carry.
    pub csrf_hash: [u8; 32],
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used.
    pub last_seen_at: Timestamp,
    /// It ends then.
    pub expires_at: Timestamp,
}

const COLUMNS: &str = "token_hash, account, csrf_hash, created_at, last_seen_at, expires_at";

/// Begins a session.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such account.
pub fn insert(tx: &mut Tx<'_>, session: &Session) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO sessions (token_hash, account, csrf_hash, created_at, last_seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            &session.token_hash,
            session.account,
            &session.csrf_hash,
            session.created_at,
            session.last_seen_at,
            session.expires_at
        ],
    )?;
    Ok(())
}

/// The session of a token, unless it has ended at `now`.
///
/// # Errors
/// When the database fails.
pub fn get(tx: &mut Tx<'_>, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<Session>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM sessions WHERE token_hash = $1 AND expires_at > $2");
    tx.first(&sql, params![token_hash, now])?.map(read).transpose()
}

/// Sessions of an account that have not ended at `now`, the last used first; at most a page of them.
///
/// # Errors
/// When the database fails.
pub fn of_account(tx: &mut Tx<'_>, account: Uuid, now: Timestamp) -> Result<Vec<Session>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM sessions WHERE account = $1 AND expires_at > $2
         ORDER BY last_seen_at DESC, created_at DESC, token_hash LIMIT $3"
    );
    tx.query(&sql, params![account, now, i64::from(PAGE_LIMIT)])?.into_iter().map(read).collect()
}

/// Records that a session is in use and moves its end.
///
/// # Errors
/// When the database fails.
pub fn touch(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE sessions SET last_seen_at = $2, expires_at = $3 WHERE token_hash = $1",
        params![token_hash, now, expires_at],
    )?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub fn delete(tx: &mut Tx<'_>, token_hash: &[u8; 32]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM sessions WHERE token_hash = $1", params![token_hash])?;
    Ok(())
}

/// Ends all sessions of an account and returns how many there were.
///
/// # Errors
/// When the database fails.
pub fn delete_of_account(tx: &mut Tx<'_>, account: Uuid) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM sessions WHERE account = $1", params![account])
}

/// Ends all sessions of an account but one, and returns how many there were.
///
/// # Errors
/// When the database fails.
pub fn delete_others(tx: &mut Tx<'_>, account: Uuid, kept: &[u8; 32]) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM sessions WHERE account = $1 AND token_hash <> $2", params![account, kept])
}

/// Forgets sessions that ended before `now`, at most a page of them; returns how many. Call again until 0.
///
/// # Errors
/// When the database fails.
pub fn purge(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM sessions WHERE token_hash IN (
             SELECT token_hash FROM sessions WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
         )",
        params![now, i64::from(PAGE_LIMIT)],
    )
}

fn read(mut row: Row) -> Result<Session, StoreError> {
    Ok(Session {
        token_hash: row.take()?,
        account: row.take()?,
        csrf_hash: row.take()?,
        created_at: row.take()?,
        last_seen_at: row.take()?,
        expires_at: row.take()?,
    })
}
