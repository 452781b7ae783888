//! Many rows by one statement.

use crate::error::StoreError;
use crate::tx::Tx;
use crate::value::Value;

/// Values that one statement binds at most: far below what either database allows, and enough to make the way to a
/// server small beside the work.
const VALUES_MOST: usize = 1_000;

/// Rows that [`insert_few`] writes by one statement at most, so that few statements are kept prepared.
const FEW: usize = 16;

/// Inserts rows of equal width into `table (columns)`.
pub(crate) fn insert_many(tx: &mut Tx<'_>, table: &str, rows: Vec<Vec<Value<'_>>>) -> Result<(), StoreError> {
    let Some(width) = rows.first().map(Vec::len).filter(|width| *width > 0) else { return Ok(()) };
    let full = (VALUES_MOST / width).max(1);
    let sql = statement(table, width, full);
    for part in rows.chunks(full) {
        if part.len() == full {
            tx.execute_later(&sql, &part.concat())?;
            continue;
        }
        // A rest is written row by row, so that no statement is prepared for each possible length.
        let single = statement(table, width, 1);
        for row in part {
            tx.execute_later(&single, row)?;
        }
    }
    Ok(())
}

/// Inserts the few rows of `table (columns)`, ended by `tail`. Each count of rows is a statement of its own, kept prepared:
/// one way to the server instead of one for each row.
pub(crate) fn insert_few<'v, const WIDTH: usize>(
    tx: &mut Tx<'_>,
    table: &str,
    rows: impl Iterator<Item = [Value<'v>; WIDTH]>,
    tail: &str,
) -> Result<(), StoreError> {
    let values: Vec<_> = rows.flatten().collect();
    for part in values.chunks(FEW * WIDTH) {
        let sql = statement(table, WIDTH, part.len() / WIDTH) + tail;
        tx.execute_later(&sql, part)?;
    }
    Ok(())
}

/// The end of a statement that leaves rows alone which are there already.
pub(crate) const NEW_ONES: &str = " ON CONFLICT DO NOTHING";

fn statement(table: &str, width: usize, rows: usize) -> String {
    let row = |first: usize| {
        let places: Vec<_> = (first..first + width).map(|place| format!("${place}")).collect();
        format!("({})", places.join(", "))
    };
    let all: Vec<_> = (0..rows).map(|nth| row(1 + nth * width)).collect();
    format!("INSERT INTO {table} VALUES {}", all.join(", "))
}
