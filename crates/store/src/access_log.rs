//! Who looked at which case, when and why; append-only, readable by the person concerned.

use crate::error::StoreError;
use crate::many::insert_few;
use crate::page::{Page, rows_to_read};
use crate::tx::Tx;
use crate::value::params;
use jiff::Timestamp;
use uuid::Uuid;

/// One look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// When.
    pub seen_at: Timestamp,
    /// Who, in the caller's form.
    pub actor: String,
    /// For which office.
    pub office: String,
    /// At which case.
    pub case_id: Uuid,
    /// What was shown.
    pub what: String,
    /// Why.
    pub why: String,
}

/// Records looks.
///
/// # Errors
/// When the database fails.
pub fn record(tx: &mut Tx<'_>, looks: &[Access]) -> Result<(), StoreError> {
    let rows = looks.iter().map(|look| {
        [
            look.seen_at.into(),
            (&look.actor).into(),
            (&look.office).into(),
            look.case_id.into(),
            (&look.what).into(),
            (&look.why).into(),
        ]
    });
    insert_few(tx, "access_log (seen_at, actor, office, case_id, what, why)", rows, "")
}

/// Looks at a case, the newest first; `after` is the cursor of the page before.
///
/// # Errors
/// When the database fails.
pub fn of_case(
    tx: &mut Tx<'_>,
    case_id: Uuid,
    after: Option<i64>,
    limit: u32,
) -> Result<Page<Access, i64>, StoreError> {
    let rows = tx.query(
        "SELECT sequence, seen_at, actor, office, case_id, what, why FROM access_log
         WHERE case_id = $1 AND sequence < $2 ORDER BY sequence DESC LIMIT $3",
        params![case_id, after.unwrap_or(i64::MAX), rows_to_read(limit)],
    )?;
    let mut looks = Vec::with_capacity(rows.len());
    for mut row in rows {
        let sequence: i64 = row.take()?;
        let access = Access {
            seen_at: row.take()?,
            actor: row.take()?,
            office: row.take()?,
            case_id: row.take()?,
            what: row.take()?,
            why: row.take()?,
        };
        looks.push((sequence, access));
    }
    let page = Page::of(looks, limit, |(sequence, _)| *sequence);
    let items = page.items.into_iter().map(|(_, access)| access).collect();
    Ok(Page { items, next: page.next })
}
