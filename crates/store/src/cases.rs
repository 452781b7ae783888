//! Today's state of each case, for the pages. The events are the truth; a row is written in the transaction of the
//! event that changed it.

mod counts;
mod inbox;
mod question;
mod search;

pub use counts::{Ahead, Count, ahead, counts, gather_counts};
pub use inbox::{InboxCursor, InboxFilter, OfficeRole, Waiting, inbox};
pub use search::{
    IdentifierKind, MIN_NAME_PREFIX, NAME_TOKEN_LIMIT, SearchTerms, Sought, Visibility, index,
    open_on_parcel, reindex, search,
};

use crate::error::StoreError;
use crate::row::Row;
use crate::tx::Tx;
use crate::value::{Json, Value, params};
use jiff::Timestamp;
use question::Question;
use std::collections::HashMap;
use uuid::Uuid;

/// 1 January 9999: sorts cases without a term after all others.
const NO_TERM: Timestamp = Timestamp::constant(253_370_764_800, 0);

/// What lists show of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseHead {
    /// Identifier; version 7, so that it grows with time.
    pub id: Uuid,
    /// Receipt number, unique.
    pub number: String,
    /// Number of the service.
    pub service: i64,
    /// Edition of the standard under which the case was lodged.
    pub edition: String,
    /// Office that took the papers in.
    pub lodging_office: String,
    /// Office that decides.
    pub executing_office: String,
    /// Office that holds the paper file now.
    pub holder_office: String,
    /// Account that works on it.
    pub assignee: Option<Uuid>,
    /// Name of the state.
    pub state: String,
    /// Channel of lodging.
    pub channel: String,
    /// What is issued, once known.
    pub product: Option<String>,
    /// The line that lists show (personal data), made by the caller.
    pub label: String,
    /// When it was lodged.
    pub lodged_at: Timestamp,
    /// When the running term ends; empty while none runs.
    pub due_at: Option<Timestamp>,
    /// Version of the case: that of its last event.
    pub version: i64,
    /// Nothing is left to do.
    pub closed: bool,
    /// The term passed without a decision.
    pub late: bool,
}

/// A case with its whole state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// What lists show.
    pub head: CaseHead,
    /// The engine's state, as JSON; kept byte for byte.
    pub state_json: String,
}

const HEAD: &str = "c.id, c.number, c.service, c.edition, c.lodging_office, c.executing_office, c.holder_office, \
                    c.assignee, c.state, c.channel, c.product, c.label, c.lodged_at, c.due_at, c.version, \
                    c.closed, c.late";

/// Every column, in the order of [`values`].
pub(crate) const COLUMNS: &str = "id, number, service, edition, lodging_office, executing_office, holder_office, assignee, \
                                  state, channel, product, label, lodged_at, due_at, due_order, version, closed, late, \
                                  state_json";
const COLUMN_COUNT: usize = 19;

/// A row as its columns keep it.
pub(crate) fn values(row: &CaseRow) -> [Value<'_>; COLUMN_COUNT] {
    let head = &row.head;
    [
        head.id.into(),
        (&head.number).into(),
        head.service.into(),
        (&head.edition).into(),
        (&head.lodging_office).into(),
        (&head.executing_office).into(),
        (&head.holder_office).into(),
        head.assignee.into(),
        (&head.state).into(),
        (&head.channel).into(),
        head.product.as_ref().into(),
        (&head.label).into(),
        head.lodged_at.into(),
        head.due_at.into(),
        head.due_at.unwrap_or(NO_TERM).into(),
        head.version.into(),
        head.closed.into(),
        head.late.into(),
        Json(&row.state_json).into(),
    ]
}

/// Adds a case.
///
/// # Errors
/// [`StoreError::Conflict`] `cases_number` or `cases_id`.
pub fn insert(tx: &mut Tx<'_>, row: &CaseRow) -> Result<(), StoreError> {
    let places: Vec<_> = (1..=COLUMN_COUNT).map(|place| format!("${place}")).collect();
    tx.execute_later(&format!("INSERT INTO cases ({COLUMNS}) VALUES ({})", places.join(", ")), &values(row))
}

/// Replaces the state of a case, if it still has `expected_version`. The number, the service, the channel, the
/// lodging office and its instant never change and are not written.
///
/// # Errors
/// [`StoreError::StaleVersion`] when somebody was faster, [`StoreError::NotFound`].
pub fn update(tx: &mut Tx<'_>, row: &CaseRow, expected_version: i64) -> Result<(), StoreError> {
    let head = &row.head;
    let changed = tx.execute(
        "UPDATE cases SET edition = $3, executing_office = $4, holder_office = $5, assignee = $6, state = $7,
                product = $8, label = $9, due_at = $10, due_order = $11, version = $12, closed = $13, late = $14,
                state_json = $15
         WHERE id = $1 AND version = $2",
        params![
            head.id,
            expected_version,
            &head.edition,
            &head.executing_office,
            &head.holder_office,
            head.assignee,
            &head.state,
            head.product.as_ref(),
            &head.label,
            head.due_at,
            head.due_at.unwrap_or(NO_TERM),
            head.version,
            head.closed,
            head.late,
            Json(&row.state_json)
        ],
    )?;
    if changed > 0 {
        return Ok(());
    }
    let found = tx
        .first("SELECT version FROM cases WHERE id = $1", params![head.id])?
        .ok_or(StoreError::NotFound { what: "case" })?
        .take()?;
    Err(StoreError::StaleVersion { what: "case", expected: expected_version, found })
}

/// A case.
///
/// # Errors
/// When the database fails.
pub fn get(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<CaseRow>, StoreError> {
    one(tx, "c.id = $1", id.into())
}

/// Cases in the order in which they are named, by one statement.
///
/// # Errors
/// [`StoreError::NotFound`] where there is none of such a name, [`StoreError::Unstorable`] when more than
/// [`crate::FILTER_LIMIT`] are named.
pub fn get_all(tx: &mut Tx<'_>, ids: &[Uuid]) -> Result<Vec<CaseRow>, StoreError> {
    let mut question = Question::new("");
    question.one_of("c.id", ids.iter().copied().map(Value::from))?;
    let rows = question.run(tx, &whole(), "", i64::try_from(ids.len()).map_err(StoreError::internal)?)?;
    let mut found = HashMap::with_capacity(rows.len());
    for row in rows {
        let row = read_whole(row)?;
        found.insert(row.head.id, row);
    }
    ids.iter().map(|id| found.remove(id).ok_or(StoreError::NotFound { what: "case" })).collect()
}

/// A case that nobody else can change until the transaction ends; for use cases that decide on what they read.
///
/// # Errors
/// When the database fails, or [`StoreError::Busy`] when another transaction holds it too long.
pub fn get_for_update(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<CaseRow>, StoreError> {
    one(tx, "c.id = $1 {for update}", id.into())
}

/// A case by its receipt number.
///
/// # Errors
/// When the database fails.
pub fn by_number(tx: &mut Tx<'_>, number: &str) -> Result<Option<CaseRow>, StoreError> {
    one(tx, "c.number = $1", number.into())
}

fn one(tx: &mut Tx<'_>, condition: &str, value: Value<'_>) -> Result<Option<CaseRow>, StoreError> {
    tx.first(&format!("SELECT {} FROM cases c WHERE {condition}", whole()), &[value])?
        .map(read_whole)
        .transpose()
}

fn whole() -> String {
    format!("{HEAD}, c.state_json")
}

fn read_whole(mut row: Row) -> Result<CaseRow, StoreError> {
    Ok(CaseRow { head: read_head(&mut row)?, state_json: row.take()? })
}

fn read_heads(rows: Vec<Row>) -> Result<Vec<CaseHead>, StoreError> {
    rows.into_iter().map(|mut row| read_head(&mut row)).collect()
}

fn read_head(row: &mut Row) -> Result<CaseHead, StoreError> {
    Ok(CaseHead {
        id: row.take()?,
        number: row.take()?,
        service: row.take()?,
        edition: row.take()?,
        lodging_office: row.take()?,
        executing_office: row.take()?,
        holder_office: row.take()?,
        assignee: row.take()?,
        state: row.take()?,
        channel: row.take()?,
        product: row.take()?,
        label: row.take()?,
        lodged_at: row.take()?,
        due_at: row.take()?,
        version: row.take()?,
        closed: row.take()?,
        late: row.take()?,
    })
}
