//! Scans of papers: of a draft only its account sees them and they go with it; those of a case are append-only.

use jiff::Timestamp;
use uuid::Uuid;

use crate::error::StoreError;
use crate::page::PAGE_LIMIT;
use crate::row::Row;
use crate::tx::Tx;
use crate::value::params;

/// A scan without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// Its id.
    pub id: Uuid,
    /// Who put it here.
    pub account: Uuid,
    /// The paper that it shows, by the caller's name for it.
    pub paper: String,
    /// Its media type.
    pub media: String,
    /// Name of the file as it came.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// When it came.
    pub kept_at: Timestamp,
}

const COLUMNS: &str = "id, account, paper, media, name, size, sha256, kept_at";

fn scan(row: &mut Row) -> Result<Scan, StoreError> {
    Ok(Scan {
        id: row.take()?,
        account: row.take()?,
        paper: row.take()?,
        media: row.take()?,
        name: row.take()?,
        size: row.take()?,
        sha256: row.take()?,
        kept_at: row.take()?,
    })
}

fn whole(row: Option<Row>) -> Result<Option<(Scan, Vec<u8>)>, StoreError> {
    row.map(|mut row| Ok((scan(&mut row)?, row.take()?))).transpose()
}

/// Puts a scan beside a paper of a draft; the same bytes beside the same paper are kept once.
///
/// # Errors
/// [`StoreError::Conflict`] for an id that is there already.
pub fn keep(tx: &mut Tx<'_>, draft: &str, scan: &Scan, content: &[u8]) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO draft_scans (id, account, draft, paper, media, name, size, sha256, kept_at, content)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (account, draft, paper, sha256) DO NOTHING",
        params![
            scan.id,
            scan.account,
            draft,
            &scan.paper,
            &scan.media,
            &scan.name,
            scan.size,
            &scan.sha256,
            scan.kept_at,
            content,
        ],
    )?;
    Ok(())
}

/// Scans of a draft, the first that came first; at most a page.
///
/// # Errors
/// When the database fails.
pub fn of_draft(tx: &mut Tx<'_>, account: Uuid, draft: &str) -> Result<Vec<Scan>, StoreError> {
    let rows = tx.query(
        &format!(
            "SELECT {COLUMNS} FROM draft_scans WHERE account = $1 AND draft = $2 ORDER BY kept_at, id LIMIT $3"
        ),
        params![account, draft, i64::from(PAGE_LIMIT)],
    )?;
    rows.into_iter().map(|mut row| scan(&mut row)).collect()
}

/// A scan of a draft of this account with its bytes.
///
/// # Errors
/// When the database fails.
pub fn of_account(tx: &mut Tx<'_>, account: Uuid, id: Uuid) -> Result<Option<(Scan, Vec<u8>)>, StoreError> {
    let sql = format!("SELECT {COLUMNS}, content FROM draft_scans WHERE id = $1 AND account = $2");
    whole(tx.first(&sql, params![id, account])?)
}

/// Takes a scan away from a draft, if it is there.
///
/// # Errors
/// When the database fails.
pub fn take_away(tx: &mut Tx<'_>, account: Uuid, draft: &str, id: Uuid) -> Result<(), StoreError> {
    tx.execute_later(
        "DELETE FROM draft_scans WHERE id = $1 AND account = $2 AND draft = $3",
        params![id, account, draft],
    )
}

/// Forgets every scan of a draft.
///
/// # Errors
/// When the database fails.
pub fn forget(tx: &mut Tx<'_>, account: Uuid, draft: &str) -> Result<(), StoreError> {
    tx.execute_later("DELETE FROM draft_scans WHERE account = $1 AND draft = $2", params![account, draft])
}

/// Forgets scans that came before an instant and whose draft is gone, at most a page of them; returns how many.
///
/// # Errors
/// When the database fails.
pub fn purge(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM draft_scans WHERE id IN (
             SELECT id FROM draft_scans WHERE kept_at < $1 AND NOT EXISTS (
                 SELECT 1 FROM drafts
                 WHERE drafts.account = draft_scans.account AND drafts.name = draft_scans.draft
             ) ORDER BY kept_at LIMIT $2
         )",
        params![before, i64::from(PAGE_LIMIT)],
    )
}

/// Gives the scans of a draft to the case that it became.
///
/// # Errors
/// When there is no such case.
pub fn hand_over(tx: &mut Tx<'_>, account: Uuid, draft: &str, case_id: Uuid) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO case_scans (id, case_id, account, paper, media, name, size, sha256, kept_at, content)
         SELECT id, $3, account, paper, media, name, size, sha256, kept_at, content FROM draft_scans
         WHERE account = $1 AND draft = $2",
        params![account, draft, case_id],
    )?;
    forget(tx, account, draft)
}

/// Puts a scan to a case.
///
/// # Errors
/// [`StoreError::Conflict`] for an id that is there already.
pub fn add(tx: &mut Tx<'_>, case_id: Uuid, scan: &Scan, content: &[u8]) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO case_scans (id, case_id, account, paper, media, name, size, sha256, kept_at, content)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            scan.id,
            case_id,
            scan.account,
            &scan.paper,
            &scan.media,
            &scan.name,
            scan.size,
            &scan.sha256,
            scan.kept_at,
            content,
        ],
    )?;
    Ok(())
}

/// A scan of a case with its bytes.
///
/// # Errors
/// When the database fails.
pub fn of_case(tx: &mut Tx<'_>, case_id: Uuid, id: Uuid) -> Result<Option<(Scan, Vec<u8>)>, StoreError> {
    let sql = format!("SELECT {COLUMNS}, content FROM case_scans WHERE id = $1 AND case_id = $2");
    whole(tx.first(&sql, params![id, case_id])?)
}
