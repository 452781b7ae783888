//! Books that the law asks for (registration and accounting, incoming documents, archive): append-only, numbered
//! without gaps per book, office and year.

use crate::error::StoreError;
use crate::page::{Page, rows_to_read};
use crate::row::Row;
use crate::tx::Tx;
use crate::value::{Json, params};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// A line to be written into a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Which book.
    pub register: String,
    /// The office that keeps it.
    pub office: String,
    /// The office's civil day; its year is the year of the book.
    pub day: Date,
    /// The instant of writing.
    pub recorded_at: Timestamp,
    /// The case it is about, if any.
    pub case_id: Option<Uuid>,
    /// The columns of the book, as JSON.
    pub payload: String,
}

/// A line of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number within book, office and year, from 1 without gaps.
    pub number: i64,
    /// What was written.
    pub entry: NewEntry,
}

/// The place after a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryCursor {
    /// Year of the line.
    pub year: i64,
    /// Number of the line.
    pub number: i64,
}

const COLUMNS: &str = "number, register, office, day, recorded_at, case_id, payload";

/// Moves the counter of a book on by `$4`.
const COUNT_ON: &str = "
    INSERT INTO register_counters (register, office, year, last_number) VALUES ($1, $2, $3, $4)
    ON CONFLICT (register, office, year)
    DO UPDATE SET last_number = register_counters.last_number + excluded.last_number";

/// Takes `count` numbers of a book and returns the first; the caller writes a line under each.
pub(crate) fn reserve(
    tx: &mut Tx<'_>,
    register: &str,
    office: &str,
    year: i64,
    count: i64,
) -> Result<i64, StoreError> {
    let sql = format!("{COUNT_ON} RETURNING last_number");
    let last: i64 = tx.only(&sql, params![register, office, year, count])?.take()?;
    Ok(last - count + 1)
}

/// Writes a line under the next number. A number taken by a transaction that fails is taken by the next one: offices'
/// transactions wait for one another here.
///
/// # Errors
/// When the database fails.
pub fn append(tx: &mut Tx<'_>, entry: &NewEntry) -> Result<(), StoreError> {
    let year = i64::from(entry.day.year());
    tx.execute_later(COUNT_ON, params![&entry.register, &entry.office, year, 1_i64])?;
    tx.execute_later(
        "INSERT INTO register_entries (register, office, year, number, case_id, recorded_at, day, payload)
         SELECT register, office, year, last_number,
                CAST($4 AS {id}), CAST($5 AS {instant}), CAST($6 AS {date}), CAST($7 AS {json})
         FROM register_counters WHERE register = $1 AND office = $2 AND year = $3",
        params![
            &entry.register,
            &entry.office,
            year,
            entry.case_id,
            entry.recorded_at,
            entry.day,
            Json(&entry.payload)
        ],
    )
}

/// The lines of an office's book in the days from `first` to `last`, both included, in the order of their numbers.
///
/// # Errors
/// When the database fails.
pub fn list(
    tx: &mut Tx<'_>,
    register: &str,
    office: &str,
    (first, last): (Date, Date),
    after: Option<EntryCursor>,
    limit: u32,
) -> Result<Page<Entry, EntryCursor>, StoreError> {
    let after = after.unwrap_or(EntryCursor { year: i64::from(first.year()), number: 0 });
    let sql = format!(
        "SELECT {COLUMNS} FROM register_entries
         WHERE register = $1 AND office = $2 AND (year, number) > ($3, $4) AND year <= $5
           AND day >= $6 AND day <= $7
         ORDER BY year, number LIMIT $8"
    );
    let until = i64::from(last.year());
    let rows = tx.query(
        &sql,
        params![register, office, after.year, after.number, until, first, last, rows_to_read(limit)],
    )?;
    let entries = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::of(entries, limit, |line| EntryCursor {
        year: i64::from(line.entry.day.year()),
        number: line.number,
    }))
}

/// The lines about a case in all books.
///
/// # Errors
/// When the database fails.
pub fn of_case(tx: &mut Tx<'_>, case_id: Uuid, limit: u32) -> Result<Vec<Entry>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM register_entries WHERE case_id = $1
         ORDER BY recorded_at, register, office, number LIMIT $2"
    );
    let rows = tx.query(&sql, params![case_id, rows_to_read(limit) - 1])?;
    rows.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<Entry, StoreError> {
    Ok(Entry {
        number: row.take()?,
        entry: NewEntry {
            register: row.take()?,
            office: row.take()?,
            day: row.take()?,
            recorded_at: row.take()?,
            case_id: row.take()?,
            payload: row.take()?,
        },
    })
}
