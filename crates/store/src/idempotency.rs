//! Writing calls that are repeated with their key get the first answer again.

use crate::error::StoreError;
use crate::page::PAGE_LIMIT;
use crate::tx::Tx;
use crate::value::params;
use jiff::Timestamp;

/// The answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Status, in the caller's numbers.
    pub status: i64,
    /// Body, byte for byte.
    pub body: Vec<u8>,
}

/// What is known of a key.
#[derive(Debug)]
#[must_use]
pub enum Begun {
    /// The key is new and now taken: do the work, then [`Reservation::complete`] in the same transaction.
    New(Reservation),
    /// The same request was answered before: give this answer again.
    Replay(Answer),
    /// The key was used for another request: refuse.
    Mismatch,
}

/// A key that was taken and waits for its answer.
#[derive(Debug)]
#[must_use = "a key without an answer blocks its repetition"]
pub struct Reservation {
    actor: String,
    key: String,
}

/// Takes `key` of `actor`, or says what became of it. Of two calls with one key the second waits for the first.
///
/// # Errors
/// [`StoreError::Internal`] when the key was committed without an answer, a defect of the caller.
pub fn begin(
    tx: &mut Tx<'_>,
    key: &str,
    actor: &str,
    request_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Begun, StoreError> {
    let taken = tx.execute(
        "INSERT INTO idempotency (actor, key, request_hash, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (actor, key) DO NOTHING",
        params![actor, key, request_hash, now],
    )?;
    if taken > 0 {
        return Ok(Begun::New(Reservation { actor: actor.to_owned(), key: key.to_owned() }));
    }
    let mut row = tx.only(
        "SELECT request_hash, status, body FROM idempotency WHERE actor = $1 AND key = $2",
        params![actor, key],
    )?;
    if row.take::<[u8; 32]>()? != *request_hash {
        return Ok(Begun::Mismatch);
    }
    match (row.take()?, row.take()?) {
        (Some(status), Some(body)) => Ok(Begun::Replay(Answer { status, body })),
        _ => Err(StoreError::internal("an idempotency key was committed without an answer")),
    }
}

/// Whether `key` of `actor` was taken.
///
/// # Errors
/// When the database fails.
pub fn is_taken(tx: &mut Tx<'_>, key: &str, actor: &str) -> Result<bool, StoreError> {
    let rows = tx.query("SELECT 1 FROM idempotency WHERE actor = $1 AND key = $2", params![actor, key])?;
    Ok(!rows.is_empty())
}

impl Reservation {
    /// Keeps the answer under the key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn complete(self, tx: &mut Tx<'_>, answer: &Answer) -> Result<(), StoreError> {
        tx.execute_later(
            "UPDATE idempotency SET status = $3, body = $4 WHERE actor = $1 AND key = $2",
            params![&self.actor, &self.key, answer.status, &answer.body],
        )
    }
}

/// Forgets keys taken before `older_than`, at most a page of them; returns how many. Call again until 0.
///
/// # Errors
/// When the database fails.
pub fn purge(tx: &mut Tx<'_>, older_than: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM idempotency WHERE (actor, key) IN (
             SELECT actor, key FROM idempotency WHERE created_at < $1 ORDER BY created_at LIMIT $2
         )",
        params![older_than, i64::from(PAGE_LIMIT)],
    )
}
