//! Cases whole, with every row that belongs to them, read from one database and written into another by the
//! thousand. For filling a store, not for use cases: what a case says is taken as it comes.

use crate::cases::{CaseRow, IdentifierKind, SearchTerms};
use crate::error::StoreError;
use crate::events::{self, NewEvent};
use crate::many::insert_many;
use crate::messages::{self, NewMessage};
use crate::page::PAGE_LIMIT;
use crate::registers::{self, NewEntry};
use crate::timers::{self, Timer};
use crate::tx::Tx;
use crate::value::{Json, Value, params};
use crate::{cases, row::Row};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A case with its rows of every table but the access log, the scans, the notes and who has it open, the answers kept for
/// repetition and the transfer lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// Its state.
    pub row: CaseRow,
    /// By what it is found.
    pub terms: SearchTerms,
    /// What happened to it, from version 1 on without gaps.
    pub events: Vec<NewEvent>,
    /// What it waits for.
    pub timers: Vec<Timer>,
    /// Its lines in books; they are numbered anew where they are written.
    pub entries: Vec<NewEntry>,
    /// What was told about it.
    pub messages: Vec<NewMessage>,
    /// Hash of its tracking secret.
    pub secret_hash: Option<[u8; 32]>,
}

/// A case whole; `None` when there is none.
///
/// # Errors
/// [`StoreError::Unstorable`] for a case with more rows of a kind than [`PAGE_LIMIT`].
pub fn read(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Whole>, StoreError> {
    let Some(row) = cases::get(tx, id)? else { return Ok(None) };
    let history = events::history(tx, id, 0, PAGE_LIMIT)?;
    let messages = messages::of_case(tx, id, None, PAGE_LIMIT)?;
    let entries = registers::of_case(tx, id, PAGE_LIMIT)?;
    if history.next.is_some() || messages.next.is_some() || entries.len() >= PAGE_LIMIT as usize {
        let reason = format!("it has more than {PAGE_LIMIT} rows of a kind");
        return Err(StoreError::Unstorable { what: "case", reason });
    }
    let secret_hash = tx
        .first("SELECT secret_hash FROM tracking_secrets WHERE case_id = $1", params![id])?
        .map(|mut row| row.take())
        .transpose()?;
    Ok(Some(Whole {
        row,
        terms: terms_of(tx, id)?,
        events: history.items.into_iter().map(|event| event.event).collect(),
        timers: timers::of_case(tx, id)?,
        entries: entries.into_iter().map(|line| line.entry).collect(),
        messages: messages.items.into_iter().map(|message| message.message).collect(),
        secret_hash,
    }))
}

fn terms_of(tx: &mut Tx<'_>, id: Uuid) -> Result<SearchTerms, StoreError> {
    let most = i64::from(PAGE_LIMIT);
    let parcels = tx.query(
        "SELECT cadastral_number FROM case_parcels WHERE case_id = $1 ORDER BY cadastral_number LIMIT $2",
        params![id, most],
    )?;
    let identifiers = tx.query(
        "SELECT kind, value FROM case_identifiers WHERE case_id = $1 ORDER BY kind, value LIMIT $2",
        params![id, most],
    )?;
    let tokens = tx.query(
        "SELECT token FROM case_name_tokens WHERE case_id = $1 ORDER BY token LIMIT $2",
        params![id, most],
    )?;
    let texts = |rows: Vec<Row>| rows.into_iter().map(|mut row| row.take()).collect::<Result<_, _>>();
    let identified = |mut row: Row| Ok((IdentifierKind::from_name(&row.take::<String>()?)?, row.take()?));
    Ok(SearchTerms {
        parcels: texts(parcels)?,
        identifiers: identifiers.into_iter().map(identified).collect::<Result<_, StoreError>>()?,
        name_tokens: texts(tokens)?,
    })
}

/// Writes cases that are not there yet, some hundreds in one transaction.
///
/// # Errors
/// [`StoreError::Conflict`] where a case, a number or a secret is there already; [`StoreError::Unstorable`] where
/// the versions of a case's events have gaps.
pub fn write(tx: &mut Tx<'_>, wholes: &[Whole]) -> Result<(), StoreError> {
    let gap = |whole: &Whole| !whole.events.iter().map(|event| event.version).eq(1..=whole.row.head.version);
    if let Some(whole) = wholes.iter().find(|whole| gap(whole)) {
        let reason = format!("the events of {} do not lead to its version", whole.row.head.id);
        return Err(StoreError::Unstorable { what: "case", reason });
    }
    write_cases(tx, wholes)?;
    write_events(tx, wholes)?;
    write_terms(tx, wholes)?;
    write_entries(tx, wholes)?;
    for message in wholes.iter().flat_map(|whole| &whole.messages) {
        messages::insert(tx, message)?;
    }
    let timers = wholes.iter().flat_map(|whole| &whole.timers).map(|timer| {
        vec![
            timer.case_id.into(),
            (&timer.kind).into(),
            timer.due_at.into(),
            Json(&timer.payload).into(),
            timer.due_at.into(),
            0.into(),
        ]
    });
    insert_many(tx, "timers (case_id, kind, due_at, payload, ready_at, attempts)", timers.collect())?;
    let secrets = wholes.iter().filter_map(|whole| {
        whole.secret_hash.as_ref().map(|hash| vec![hash.into(), whole.row.head.id.into()])
    });
    insert_many(tx, "tracking_secrets (secret_hash, case_id)", secrets.collect())
}

/// Tells the planner what a database holds after it was filled; it finds that out by itself only later.
///
/// # Errors
/// When the database fails.
pub fn settle(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    tx.unbound()?;
    tx.batch("ANALYZE")
}

fn write_cases(tx: &mut Tx<'_>, wholes: &[Whole]) -> Result<(), StoreError> {
    let rows = wholes.iter().map(|whole| cases::values(&whole.row).to_vec()).collect();
    insert_many(tx, &format!("cases ({})", cases::COLUMNS), rows)
}

fn write_events(tx: &mut Tx<'_>, wholes: &[Whole]) -> Result<(), StoreError> {
    let rows = wholes.iter().flat_map(|whole| &whole.events).map(|event| events::values(event).to_vec());
    let table = "events (case_id, version, recorded_at, actor, kind, payload, cite, leaf_hash)";
    insert_many(tx, table, rows.collect())
}

fn write_terms(tx: &mut Tx<'_>, wholes: &[Whole]) -> Result<(), StoreError> {
    let (mut parcels, mut identifiers, mut tokens): (Vec<Vec<Value<'_>>>, Vec<_>, Vec<_>) =
        Default::default();
    for whole in wholes {
        let id = Value::from(whole.row.head.id);
        parcels.extend(whole.terms.parcels.iter().map(|parcel| vec![parcel.into(), id]));
        tokens.extend(whole.terms.name_tokens.iter().map(|token| vec![token.into(), id]));
        identifiers.extend(
            whole.terms.identifiers.iter().map(|(kind, value)| vec![kind.name().into(), value.into(), id]),
        );
    }
    insert_many(tx, "case_parcels (cadastral_number, case_id)", parcels)?;
    insert_many(tx, "case_identifiers (kind, value, case_id)", identifiers)?;
    insert_many(tx, "case_name_tokens (token, case_id)", tokens)
}

/// The lines of each book get the numbers after its last one, in the order in which they come.
fn write_entries(tx: &mut Tx<'_>, wholes: &[Whole]) -> Result<(), StoreError> {
    let mut books: BTreeMap<(&str, &str, i16), Vec<&NewEntry>> = BTreeMap::new();
    for entry in wholes.iter().flat_map(|whole| &whole.entries) {
        books.entry((&entry.register, &entry.office, entry.day.year())).or_default().push(entry);
    }
    let mut rows = Vec::new();
    for ((register, office, year), lines) in books {
        let count = i64::try_from(lines.len()).map_err(StoreError::internal)?;
        let first = registers::reserve(tx, register, office, i64::from(year), count)?;
        rows.extend((first..).zip(lines).map(|(number, entry)| {
            vec![
                (&entry.register).into(),
                (&entry.office).into(),
                i64::from(year).into(),
                number.into(),
                entry.case_id.into(),
                entry.recorded_at.into(),
                entry.day.into(),
                Json(&entry.payload).into(),
            ]
        }));
    }
    let table = "register_entries (register, office, year, number, case_id, recorded_at, day, payload)";
    insert_many(tx, table, rows)
}
