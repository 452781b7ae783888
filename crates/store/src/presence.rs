//! Who keeps a case open. That somebody looked stands in the access log; here stands how long the look lasts.

use jiff::Timestamp;
use uuid::Uuid;

use crate::error::StoreError;
use crate::page::PAGE_LIMIT;
use crate::tx::Tx;
use crate::value::params;

/// An account that has, or had, a case open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// The case.
    pub case_id: Uuid,
    /// Who.
    pub account: Uuid,
    /// Since when without a break.
    pub since: Timestamp,
    /// When its page was last known to be open.
    pub seen_at: Timestamp,
    /// Up to when looks were closed; absent where none was.
    pub gone_at: Option<Timestamp>,
}

/// Keeps how long a look lasts, in place of what was kept.
///
/// # Errors
/// When the database fails.
pub fn keep(tx: &mut Tx<'_>, presence: &Presence) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO case_presence (case_id, account, since, seen_at, gone_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (case_id, account)
         DO UPDATE SET since = excluded.since, seen_at = excluded.seen_at, gone_at = excluded.gone_at",
        params![presence.case_id, presence.account, presence.since, presence.seen_at, presence.gone_at],
    )?;
    Ok(())
}

/// Who has, or had, a case open; at most a page.
///
/// # Errors
/// When the database fails.
pub fn of_case(tx: &mut Tx<'_>, case_id: Uuid) -> Result<Vec<Presence>, StoreError> {
    let rows = tx.query(
        "SELECT case_id, account, since, seen_at, gone_at FROM case_presence WHERE case_id = $1
         ORDER BY account LIMIT $2",
        params![case_id, i64::from(PAGE_LIMIT)],
    )?;
    rows.into_iter()
        .map(|mut row| {
            Ok(Presence {
                case_id: row.take()?,
                account: row.take()?,
                since: row.take()?,
                seen_at: row.take()?,
                gone_at: row.take()?,
            })
        })
        .collect()
}

/// Forgets who was last seen before an instant, at most a page; returns how many.
///
/// # Errors
/// When the database fails.
pub fn purge(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM case_presence WHERE (case_id, account) IN (
             SELECT case_id, account FROM case_presence WHERE seen_at < $1 ORDER BY seen_at LIMIT $2
         )",
        params![before, i64::from(PAGE_LIMIT)],
    )
}
