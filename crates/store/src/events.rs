//! The journal: what happened, never changed and never deleted. It is the truth; other tables serve the pages.

use crate::error::StoreError;
use crate::page::{Page, rows_to_read};
use crate::row::Row;
use crate::tx::Tx;
use crate::value::{Value, params};
use jiff::Timestamp;
use uuid::Uuid;

/// An event to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// The case it belongs to.
    pub case_id: Uuid,
    /// Its place in the case, from 1 without gaps.
    pub version: i64,
    /// When it is recorded, kept to the microsecond.
    pub recorded_at: Timestamp,
    /// Who did it, in the caller's form.
    pub actor: String,
    /// What kind of event it is.
    pub kind: String,
    /// The payload, byte for byte as it was hashed.
    pub payload: Vec<u8>,
    /// The paragraph that allows it, e.g. `S1 ¶7.1`.
    pub cite: String,
    /// Its leaf in the Merkle log.
    pub leaf_hash: [u8; 32],
}

/// An event as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its place among all events: later ones have higher numbers; numbers may be missing.
    pub sequence: i64,
    /// What was recorded.
    pub event: NewEvent,
}

const COLUMNS: &str = "sequence, case_id, version, recorded_at, actor, kind, payload, cite, leaf_hash";

/// Appends the first event of a case. On PostgreSQL it costs no way of its own to the server.
///
/// # Errors
/// [`StoreError::Conflict`] `events_case_id_version` when the case has events, [`StoreError::Unstorable`] for another
/// version than 1.
pub fn append_first(tx: &mut Tx<'_>, event: &NewEvent) -> Result<(), StoreError> {
    if event.version != 1 {
        let reason = format!("its version is {}", event.version);
        return Err(StoreError::Unstorable { what: "first event", reason });
    }
    tx.execute_later(
        "INSERT INTO events (case_id, version, recorded_at, actor, kind, payload, cite, leaf_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &values(event),
    )
}

/// An event as its columns keep it, but for the sequence.
pub(crate) fn values(event: &NewEvent) -> [Value<'_>; 8] {
    [
        event.case_id.into(),
        event.version.into(),
        event.recorded_at.into(),
        (&event.actor).into(),
        (&event.kind).into(),
        (&event.payload).into(),
        (&event.cite).into(),
        (&event.leaf_hash).into(),
    ]
}

/// Appends an event and returns its sequence.
///
/// # Errors
/// [`StoreError::StaleVersion`] when the version is not the one after the case's last.
pub fn append(tx: &mut Tx<'_>, event: &NewEvent) -> Result<i64, StoreError> {
    let inserted = tx.first(
        "INSERT INTO events (case_id, version, recorded_at, actor, kind, payload, cite, leaf_hash)
         SELECT CAST($1 AS {id}), CAST($2 AS {int}), CAST($3 AS {instant}), $4, $5, CAST($6 AS {bytes}), $7,
                CAST($8 AS {bytes})
         WHERE coalesce((SELECT max(version) FROM events WHERE case_id = $1), 0) = $2 - 1
         ON CONFLICT (case_id, version) DO NOTHING
         RETURNING sequence",
        &values(event),
    )?;
    match inserted {
        Some(mut row) => row.take(),
        None => {
            let found = last_version(tx, event.case_id)?;
            Err(StoreError::StaleVersion { what: "case", expected: event.version - 1, found })
        }
    }
}

/// Version of the case's last event; 0 when it has none.
///
/// # Errors
/// When the database fails.
pub fn last_version(tx: &mut Tx<'_>, case_id: Uuid) -> Result<i64, StoreError> {
    tx.only("SELECT coalesce(max(version), 0) FROM events WHERE case_id = $1", params![case_id])?.take()
}

/// Events of a case after `after` (a version, 0 for the beginning), in order.
///
/// # Errors
/// When the database fails.
pub fn history(
    tx: &mut Tx<'_>,
    case_id: Uuid,
    after: i64,
    limit: u32,
) -> Result<Page<Event, i64>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM events WHERE case_id = $1 AND version > $2 ORDER BY version LIMIT $3");
    let rows = tx.query(&sql, params![case_id, after, rows_to_read(limit)])?;
    Ok(Page::of(read_all(rows)?, limit, |event| event.event.version))
}

/// Events of all cases after `after` (a sequence, 0 for the beginning), in order. What is returned is complete: no
/// event below the last one can appear later. Waits for running writers; in a transaction that only reads it must
/// be the first call.
///
/// # Errors
/// When the database fails, or [`StoreError::Busy`] when a writer does not end in time.
pub fn since(tx: &mut Tx<'_>, after: i64, limit: u32) -> Result<Page<Event, i64>, StoreError> {
    tx.settle("events")?;
    let sql = format!("SELECT {COLUMNS} FROM events WHERE sequence > $1 ORDER BY sequence LIMIT $2");
    let rows = tx.query(&sql, params![after, rows_to_read(limit)])?;
    Ok(Page::of(read_all(rows)?, limit, |event| event.sequence))
}

fn read_all(rows: Vec<Row>) -> Result<Vec<Event>, StoreError> {
    rows.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<Event, StoreError> {
    Ok(Event {
        sequence: row.take()?,
        event: NewEvent {
            case_id: row.take()?,
            version: row.take()?,
            recorded_at: row.take()?,
            actor: row.take()?,
            kind: row.take()?,
            payload: row.take()?,
            cite: row.take()?,
            leaf_hash: row.take()?,
        },
    })
}
