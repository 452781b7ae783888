//! What falls due: reminders, deemed grants, storage terms. One timer per case and kind.
//!
//! A node claims what is due for a while; the claim moves the timer's place in the index to its end, so the cost
//! follows what is due and a dead node's timers come back by themselves. Whoever acts on a timer calls [`finish`]
//! in the transaction of the act: of two nodes that believe to hold it, one is refused.

use crate::error::StoreError;
use crate::page::PAGE_LIMIT;
use crate::row::Row;
use crate::tx::Tx;
use crate::value::{Json, params};
use jiff::Timestamp;
use uuid::Uuid;

/// A timer to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timer {
    /// The case.
    pub case_id: Uuid,
    /// What it is for; one timer per case and kind.
    pub kind: String,
    /// When it falls due.
    pub due_at: Timestamp,
    /// What the handler needs, as JSON.
    pub payload: String,
}

/// A timer that a node may act on until the claim ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The timer.
    pub timer: Timer,
    /// How often it was claimed, this time included.
    pub attempts: i64,
    /// The node that holds it.
    pub node: String,
    /// End of the claim.
    pub lease_until: Timestamp,
}

/// Sets a timer, in place of the one of that case and kind; a running claim on that one ends.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such case.
pub fn set(tx: &mut Tx<'_>, timer: &Timer) -> Result<(), StoreError> {
    tx.execute_later(
        "INSERT INTO timers (case_id, kind, due_at, payload, ready_at, claimed_by, attempts)
         VALUES ($1, $2, $3, $4, $3, NULL, 0)
         ON CONFLICT (case_id, kind) DO UPDATE
         SET due_at = excluded.due_at, payload = excluded.payload, ready_at = excluded.ready_at,
             claimed_by = NULL, attempts = 0",
        params![timer.case_id, &timer.kind, timer.due_at, Json(&timer.payload)],
    )
}

/// Removes a timer; true when there was one.
///
/// # Errors
/// When the database fails.
pub fn clear(tx: &mut Tx<'_>, case_id: Uuid, kind: &str) -> Result<bool, StoreError> {
    let gone = tx.execute("DELETE FROM timers WHERE case_id = $1 AND kind = $2", params![case_id, kind])?;
    Ok(gone > 0)
}

/// Removes all timers of a case and returns how many there were.
///
/// # Errors
/// When the database fails.
pub fn clear_all(tx: &mut Tx<'_>, case_id: Uuid) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM timers WHERE case_id = $1", params![case_id])
}

/// The timers of a case, the earliest first.
///
/// # Errors
/// When the database fails.
pub fn of_case(tx: &mut Tx<'_>, case_id: Uuid) -> Result<Vec<Timer>, StoreError> {
    let rows = tx.query(
        "SELECT case_id, kind, due_at, payload FROM timers WHERE case_id = $1 ORDER BY due_at, kind LIMIT $2",
        params![case_id, i64::from(PAGE_LIMIT)],
    )?;
    rows.into_iter().map(read).collect()
}

/// Claims up to `limit` timers that are due at `now` and free, the earliest first.
///
/// # Errors
/// When the database fails.
pub fn claim_due(
    tx: &mut Tx<'_>,
    now: Timestamp,
    limit: u32,
    node: &str,
    lease_until: Timestamp,
) -> Result<Vec<Claim>, StoreError> {
    let rows = tx.query(
        "WITH due AS MATERIALIZED (
             SELECT case_id AS due_case, kind AS due_kind FROM timers WHERE ready_at <= $1
             ORDER BY ready_at LIMIT $2 {skip locked}
         )
         UPDATE timers SET ready_at = $3, claimed_by = $4, attempts = attempts + 1
         FROM due WHERE case_id = due_case AND kind = due_kind
         RETURNING case_id, kind, due_at, payload, attempts",
        params![now, i64::from(limit.clamp(1, PAGE_LIMIT)), lease_until, node],
    )?;
    let mut claims = Vec::with_capacity(rows.len());
    for mut row in rows {
        let timer =
            Timer { case_id: row.take()?, kind: row.take()?, due_at: row.take()?, payload: row.take()? };
        claims.push(Claim { timer, attempts: row.take()?, node: node.to_owned(), lease_until });
    }
    claims.sort_by(|one, other| {
        (one.timer.due_at, one.timer.case_id).cmp(&(other.timer.due_at, other.timer.case_id))
    });
    Ok(claims)
}

/// Removes a claimed timer in the transaction that acts on it. False when the claim was lost (it ended and
/// another node took it, or the timer was set anew): the act must then be given up.
///
/// # Errors
/// When the database fails.
#[must_use = "when the claim is lost the transaction must be given up"]
pub fn finish(tx: &mut Tx<'_>, claim: &Claim) -> Result<bool, StoreError> {
    let gone = tx.execute(
        "DELETE FROM timers WHERE case_id = $1 AND kind = $2 AND claimed_by = $3 AND ready_at = $4
           AND attempts = $5",
        params![claim.timer.case_id, &claim.timer.kind, &claim.node, claim.lease_until, claim.attempts],
    )?;
    Ok(gone > 0)
}

/// When the next timer is due or the next claim ends; `None` when none is set.
///
/// # Errors
/// When the database fails.
pub fn next_due(tx: &mut Tx<'_>) -> Result<Option<Timestamp>, StoreError> {
    tx.first("SELECT ready_at FROM timers ORDER BY ready_at LIMIT 1", &[])?
        .map(|mut row| row.take())
        .transpose()
}

fn read(mut row: Row) -> Result<Timer, StoreError> {
    Ok(Timer { case_id: row.take()?, kind: row.take()?, due_at: row.take()?, payload: row.take()? })
}
