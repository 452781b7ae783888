//! Who is away in which days, and who stands in for him. Recorded once; an end before the last day is recorded beside it.

use crate::error::StoreError;
use crate::page::rows_to_read;
use crate::row::Row;
use crate::tx::Tx;
use crate::value::{Value, params};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// An absence as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Identifier.
    pub id: Uuid,
    /// Whose it is.
    pub account: Uuid,
    /// Who stands in for him.
    pub deputy: Uuid,
    /// The office of both.
    pub office: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub through: Date,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who recorded it, in the caller's form.
    pub recorded_by: String,
}

/// An absence and its end before the last day, where one was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What was recorded first.
    pub absence: Absence,
    /// When it was ended, and by whom in the caller's form.
    pub ended: Option<(Timestamp, String)>,
}

const SELECT: &str = "SELECT a.id, a.account, a.deputy, a.office, a.from_day, a.through_day, a.recorded_at, a.recorded_by, \
                      e.ended_at, e.ended_by FROM absences a LEFT JOIN absence_ends e ON e.absence = a.id";

/// Records an absence.
///
/// # Errors
/// When the database fails.
pub fn insert(tx: &mut Tx<'_>, absence: &Absence) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO absences (id, account, deputy, office, from_day, through_day, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            absence.id,
            absence.account,
            absence.deputy,
            &absence.office,
            absence.from,
            absence.through,
            absence.recorded_at,
            &absence.recorded_by
        ],
    )?;
    Ok(())
}

/// Records that an absence ended before its last day; false when that is recorded already.
///
/// # Errors
/// When the database fails.
pub fn end(tx: &mut Tx<'_>, id: Uuid, at: Timestamp, by: &str) -> Result<bool, StoreError> {
    let written = tx.execute(
        "INSERT INTO absence_ends (absence, ended_at, ended_by) VALUES ($1, $2, $3) ON CONFLICT (absence) DO NOTHING",
        params![id, at, by],
    )?;
    Ok(written > 0)
}

/// An absence.
///
/// # Errors
/// When the database fails.
pub fn get(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Kept>, StoreError> {
    tx.first(&format!("{SELECT} WHERE a.id = $1"), params![id])?.map(read).transpose()
}

/// Absences in which an account stands in for somebody on a day, those that were ended left out; at most `limit`.
///
/// # Errors
/// When the database fails.
pub fn of_deputy_on(
    tx: &mut Tx<'_>,
    deputy: Uuid,
    day: Date,
    limit: u32,
) -> Result<Vec<Absence>, StoreError> {
    let running = "a.deputy = $1 AND a.through_day >= $2 AND a.from_day <= $2 AND e.absence IS NULL";
    let sql = format!("{SELECT} WHERE {running} ORDER BY a.through_day, a.id LIMIT $3");
    Ok(absences(list(tx, &sql, params![deputy, day, i64::from(limit)])?))
}

/// Absences of an account that share a day with a stretch of days, those that were ended left out; at most a page.
///
/// # Errors
/// When the database fails.
pub fn of_account_between(
    tx: &mut Tx<'_>,
    account: Uuid,
    from: Date,
    through: Date,
) -> Result<Vec<Absence>, StoreError> {
    let shared = "a.account = $1 AND a.through_day >= $2 AND a.from_day <= $3 AND e.absence IS NULL";
    let sql = format!("{SELECT} WHERE {shared} ORDER BY a.through_day, a.id LIMIT $4");
    Ok(absences(list(tx, &sql, params![account, from, through, rows_to_read(u32::MAX)])?))
}

/// Absences at an office that share a day with a stretch of days, those that were ended left out, in the order of their
/// last days; at most `limit`.
///
/// # Errors
/// When the database fails.
pub fn of_office_between(
    tx: &mut Tx<'_>,
    office: &str,
    from: Date,
    through: Date,
    limit: u32,
) -> Result<Vec<Absence>, StoreError> {
    let shared = "a.office = $1 AND a.through_day >= $2 AND a.from_day <= $3 AND e.absence IS NULL";
    let sql = format!("{SELECT} WHERE {shared} ORDER BY a.through_day, a.id LIMIT $4");
    Ok(absences(list(tx, &sql, params![office, from, through, i64::from(limit)])?))
}

/// Every absence of an account, ended ones too, that with the latest last day first; at most `limit`.
///
/// # Errors
/// When the database fails.
pub fn of_account(tx: &mut Tx<'_>, account: Uuid, limit: u32) -> Result<Vec<Kept>, StoreError> {
    let sql = format!("{SELECT} WHERE a.account = $1 ORDER BY a.through_day DESC, a.id DESC LIMIT $2");
    list(tx, &sql, params![account, i64::from(limit)])
}

/// Every absence at an office, ended ones too, that with the latest last day first; at most `limit`.
///
/// # Errors
/// When the database fails.
pub fn of_office(tx: &mut Tx<'_>, office: &str, limit: u32) -> Result<Vec<Kept>, StoreError> {
    let sql = format!("{SELECT} WHERE a.office = $1 ORDER BY a.through_day DESC, a.id DESC LIMIT $2");
    list(tx, &sql, params![office, i64::from(limit)])
}

fn list(tx: &mut Tx<'_>, sql: &str, values: &[Value<'_>]) -> Result<Vec<Kept>, StoreError> {
    tx.query(sql, values)?.into_iter().map(read).collect()
}

fn absences(kept: Vec<Kept>) -> Vec<Absence> {
    kept.into_iter().map(|kept| kept.absence).collect()
}

fn read(mut row: Row) -> Result<Kept, StoreError> {
    let absence = Absence {
        id: row.take()?,
        account: row.take()?,
        deputy: row.take()?,
        office: row.take()?,
        from: row.take()?,
        through: row.take()?,
        recorded_at: row.take()?,
        recorded_by: row.take()?,
    };
    let (at, by): (Option<Timestamp>, Option<String>) = (row.take()?, row.take()?);
    Ok(Kept { absence, ended: at.zip(by) })
}
