//! Numbered lists by which paper files go from office to office; both sides confirm.

use crate::error::StoreError;
use crate::numbers;
use crate::page::{Page, rows_to_read};
use crate::row::Row;
use crate::tx::Tx;
use crate::value::params;
use jiff::Timestamp;
use uuid::Uuid;

/// Cases on one list at most.
pub const LIST_LIMIT: usize = 500;

/// A list to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTransferList {
    /// Identifier, version 7.
    pub id: Uuid,
    /// The office that gives.
    pub from_office: String,
    /// The office that takes.
    pub to_office: String,
    /// Year of numbering, by the giving office's calendar.
    pub year: i64,
    /// When it is made.
    pub created_at: Timestamp,
    /// The files.
    pub cases: Vec<Uuid>,
}

/// A list; [`cases_of`] gives its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferList {
    /// Identifier.
    pub id: Uuid,
    /// The office that gives.
    pub from_office: String,
    /// The office that takes.
    pub to_office: String,
    /// Year of numbering.
    pub year: i64,
    /// Number within giving office and year.
    pub number: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When the giving side confirmed.
    pub sent_at: Option<Timestamp>,
    /// When the taking side confirmed.
    pub received_at: Option<Timestamp>,
}

/// A side of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The giving office.
    Sender,
    /// The taking office; it confirms after the giving one.
    Receiver,
}

const COLUMNS: &str = "id, from_office, to_office, year, number, created_at, sent_at, received_at";

/// Makes a list and returns its number.
///
/// # Errors
/// [`StoreError::NotFound`] when a case is not stored, [`StoreError::Conflict`] when it is named twice,
/// [`StoreError::Unstorable`] beyond [`LIST_LIMIT`] cases.
pub fn create(tx: &mut Tx<'_>, list: &NewTransferList) -> Result<i64, StoreError> {
    if list.cases.is_empty() || list.cases.len() > LIST_LIMIT {
        let reason = format!("it has {} cases, from 1 to {LIST_LIMIT} are allowed", list.cases.len());
        return Err(StoreError::Unstorable { what: "transfer list", reason });
    }
    let number = numbers::next(tx, &format!("transfer/{}/{}", list.from_office, list.year))?;
    tx.execute(
        "INSERT INTO transfer_lists (id, from_office, to_office, year, number, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![list.id, &list.from_office, &list.to_office, list.year, number, list.created_at],
    )?;
    for case_id in &list.cases {
        tx.execute_later(
            "INSERT INTO transfer_list_items (list, case_id) VALUES ($1, $2)",
            params![list.id, *case_id],
        )?;
    }
    Ok(number)
}

/// Records a side's confirmation. False when that side has confirmed already, or the receiver would confirm before
/// the sender.
///
/// # Errors
/// When the database fails.
#[must_use = "a confirmation that was refused moves no file"]
pub fn confirm(tx: &mut Tx<'_>, id: Uuid, side: Side, at: Timestamp) -> Result<bool, StoreError> {
    let sql = match side {
        Side::Sender => "UPDATE transfer_lists SET sent_at = $2 WHERE id = $1 AND sent_at IS NULL",
        Side::Receiver => {
            "UPDATE transfer_lists SET received_at = $2
             WHERE id = $1 AND sent_at IS NOT NULL AND received_at IS NULL"
        }
    };
    Ok(tx.execute(sql, params![id, at])? > 0)
}

/// A list.
///
/// # Errors
/// When the database fails.
pub fn get(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<TransferList>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM transfer_lists WHERE id = $1");
    tx.first(&sql, params![id])?.map(read).transpose()
}

/// The cases on a list.
///
/// # Errors
/// When the database fails.
pub fn cases_of(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let rows = tx.query(
        "SELECT case_id FROM transfer_list_items WHERE list = $1 ORDER BY case_id LIMIT $2",
        params![id, LIST_LIMIT as i64],
    )?;
    rows.into_iter().map(|mut row| row.take()).collect()
}

/// Lists that an office gives or takes, the newest first; `after` is the last identifier of the page before.
///
/// # Errors
/// When the database fails.
pub fn of_office(
    tx: &mut Tx<'_>,
    office: &str,
    side: Side,
    after: Option<Uuid>,
    limit: u32,
) -> Result<Page<TransferList, Uuid>, StoreError> {
    let column = match side {
        Side::Sender => "from_office",
        Side::Receiver => "to_office",
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM transfer_lists WHERE {column} = $1 AND id < $2 ORDER BY id DESC LIMIT $3"
    );
    let rows = tx.query(&sql, params![office, after.unwrap_or(Uuid::max()), rows_to_read(limit)])?;
    let lists = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::of(lists, limit, |list| list.id))
}

fn read(mut row: Row) -> Result<TransferList, StoreError> {
    Ok(TransferList {
        id: row.take()?,
        from_office: row.take()?,
        to_office: row.take()?,
        year: row.take()?,
        number: row.take()?,
        created_at: row.take()?,
        sent_at: row.take()?,
        received_at: row.take()?,
    })
}
