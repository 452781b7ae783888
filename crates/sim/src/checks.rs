//! What must hold, looked up in the database itself.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, bail, ensure};
use cases::{Case, Recorded, replay};
use jiff::Timestamp;
use store::cases::CaseRow;
use store::{cases as rows, events, registers};
use uuid::Uuid;

use crate::model::{Book, Days, Plain};
use crate::world::World;

/// Most events and lines of books that one look reads.
const MOST: u32 = 500;

/// The row of a case that was acknowledged.
pub fn row(world: &World, id: Uuid) -> anyhow::Result<CaseRow> {
    world.read(|tx| rows::get(tx, id))?.with_context(|| format!("case {id} is lost"))
}

/// One case: its events make its state, its state and clock are what the model says.
pub fn case(world: &World, id: Uuid, plain: &Plain, days: &Days) -> anyhow::Result<()> {
    let row = row(world, id)?;
    let history = world.read(|tx| events::history(tx, id, 0, MOST))?.items;
    let mut journal = Vec::with_capacity(history.len());
    for (place, event) in history.iter().enumerate() {
        ensure!(event.event.version == place as i64 + 1, "{id}: versions have a gap at {place}");
        let recorded: Recorded = serde_json::from_slice(&event.event.payload)?;
        ensure!(!recorded.cite.0.is_empty(), "{id}: an event without its paragraph");
        journal.push(recorded);
    }
    for pair in journal.windows(2) {
        ensure!(pair[0].at <= pair[1].at, "{id}: an event lies before the one that it follows");
    }
    let kept: Case = serde_json::from_str(&row.state_json)?;
    ensure!(replay(&journal)? == kept, "{id}: the events do not say what is kept");
    ensure!(row.head.version == journal.len() as i64, "{id}: version of the row");
    if let Some(cases::Outcome::Refused { ground, .. }) = kept.state.decision().map(|one| &one.outcome) {
        let edition = kept.request.edition;
        let standard = world.law.rulebook.edition(edition.service, edition.adopted)?;
        ensure!(standard.grounds.iter().any(|listed| listed.id == *ground), "{id}: refused on `{ground}`");
    }
    ensure!(row.head.state == plain.state, "{id}: {} is kept, the model has {}", row.head.state, plain.state);
    let answers = plain.file.answers().unwrap_or(&row.head.executing_office);
    let holder = &row.head.holder_office;
    ensure!(holder == answers, "{id}: the file is with {holder}, the model has {:?}", plain.file);
    if plain.is_open() {
        let due = plain.due(days);
        ensure!(row.head.due_at == due, "{id}: due {:?}, the model has {due:?}", row.head.due_at);
    }
    Ok(())
}

/// What the clock did, case by case: silence grants exactly when it is due, what nobody collects goes to the archive
/// exactly when its time ends, and nothing else happens by itself.
pub fn clock(world: &World, book: &mut Book, days: &Days, now: Timestamp) -> anyhow::Result<()> {
    for (id, plain) in book.iter_mut().filter(|(_, plain)| plain.is_open()) {
        let row = row(world, *id)?;
        let due = plain.silence_grants_at(days).is_some_and(|from| from <= now);
        match (row.head.state.as_str(), due) {
            ("deemed-granted", true) => plain.state = "deemed-granted".to_owned(),
            ("deemed-granted", false) => bail!("{id}: granted by silence before it was due"),
            (state, true) => bail!("{id}: silence grants it, but it is {state}"),
            (state, false) => ensure!(state == plain.state, "{id}: became {state} by itself"),
        }
        case(world, *id, plain, days)?;
    }
    for (id, plain) in book.iter_mut().filter(|(_, plain)| plain.state == "stored") {
        if plain.kept_until(days).is_some_and(|until| until < now) {
            plain.state = "archived".to_owned();
        }
        case(world, *id, plain, days)?;
    }
    Ok(())
}

/// The whole journal: no case that nobody lodged, none twice, receipt numbers without gaps.
pub fn journal(world: &World, book: &Book) -> anyhow::Result<()> {
    let (mut after, mut found) = (0, BTreeSet::new());
    loop {
        // On the writer's side of the queue the journal is complete.
        let page = world.read(|tx| events::since(tx, after, MOST))?;
        found.extend(
            page.items.iter().filter(|one| one.event.kind.starts_with("lodged")).map(|one| one.event.case_id),
        );
        match page.next {
            Some(next) => after = next,
            None => break,
        }
    }
    let known: BTreeSet<Uuid> = book.keys().copied().collect();
    ensure!(found == known, "lodged and acknowledged differ: {:?}", found.symmetric_difference(&known));
    let mut serials: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for id in known {
        let number = row(world, id)?.head.number;
        let parts: Vec<&str> = number.split('-').collect();
        let [service, year, serial, _] = parts.as_slice() else { bail!("{number} is no receipt number") };
        let new = serials.entry(format!("{service}-{year}")).or_default().insert(serial.parse()?);
        ensure!(new, "{number} was given twice");
    }
    for (series, numbers) in serials {
        let last = numbers.last().copied().unwrap_or(0);
        ensure!(numbers.len() as u32 == last, "{series}: {} numbers up to {last}", numbers.len());
    }
    Ok(())
}

/// Lines of the books about the cases: within each book, office and year they are numbered from one without gaps.
pub fn books(world: &World, book: &Book) -> anyhow::Result<()> {
    let mut lines: BTreeMap<(String, String, i16), BTreeSet<i64>> = BTreeMap::new();
    for id in book.keys() {
        for line in world.read(|tx| registers::of_case(tx, *id, MOST))? {
            let place = (line.entry.register, line.entry.office, line.entry.day.year());
            ensure!(lines.entry(place).or_default().insert(line.number), "{id}: a line stands twice");
        }
    }
    for (place, numbers) in lines {
        let last = numbers.last().copied().unwrap_or(0);
        ensure!(numbers.len() as i64 == last, "{place:?}: {} lines up to {last}", numbers.len());
    }
    Ok(())
}
