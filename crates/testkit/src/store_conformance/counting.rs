//! Open cases counted: what the counts tell is what the cases are.

#![allow(missing_docs, clippy::missing_errors_doc, reason = "each function is a rule that its name states")]

use super::finding::{drawn, due};
use super::{Database, Outcome, id, insert_all, minutes_later};
use jiff::Timestamp;
use proptest::arbitrary::any;
use proptest::option;
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;
use store::cases::{Ahead, CaseRow, Count, InboxFilter, Visibility, ahead, counts, gather_counts, inbox};
use store::{StoreError, cases};

/// The cases themselves, counted as [`ahead`] tells it.
fn counted_by_hand(rows: &[CaseRow], states: &[&str], bounds: &[Timestamp]) -> Vec<Ahead> {
    let mut counts: BTreeMap<(String, i64, usize), i64> = BTreeMap::new();
    for head in rows.iter().map(|row| &row.head).filter(|head| !head.closed) {
        let bound = head.due_at.and_then(|due| bounds.iter().position(|bound| due <= *bound));
        if let Some(bound) = bound.filter(|_| states.contains(&head.state.as_str())) {
            *counts.entry((head.executing_office.clone(), head.service, bound)).or_default() += 1;
        }
    }
    let line = |((office, service, bound), cases)| Ahead { office, service, bound, cases };
    counts.into_iter().map(line).collect()
}

/// The cases themselves, counted as [`counts`] tells it.
fn states_by_hand(rows: &[CaseRow]) -> Vec<Count> {
    let mut counts: BTreeMap<(String, String, bool), i64> = BTreeMap::new();
    for head in rows.iter().map(|row| &row.head).filter(|head| !head.closed) {
        *counts.entry((head.executing_office.clone(), head.state.clone(), head.late)).or_default() += 1;
    }
    let line = |((office, state, late), cases)| Count { office, state, late, cases };
    counts.into_iter().map(line).collect()
}

/// What becomes of a case: its place, whether its version is stale, office, state, minute of its term, whether it is
/// closed and late, and whether the counts are gathered then.
type Change = (usize, bool, usize, usize, Option<i64>, [bool; 2], bool);

pub fn counts_follow_the_cases(database: &impl Database) -> Outcome {
    const OFFICES: [&str; 3] = ["0119", "0120", "0121"];
    const STATES: [&str; 3] = ["lodged", "in_work", "stored"];
    let changes = proptest::collection::vec(
        (
            0..12_usize,
            any::<bool>(),
            0..3_usize,
            0..3_usize,
            option::of(0..6_i64),
            any::<[bool; 2]>(),
            any::<bool>(),
        ),
        0..40,
    );
    let mut runner = TestRunner::deterministic();
    let bounds = [1, 3, 4].map(minutes_later);
    let store = database.open()?;
    let mut rows: Vec<CaseRow> = (1..=12).map(|number| due(number, "0119", Some(2))).collect();
    insert_all(&store, rows.clone())?;
    for _ in 0..8 {
        let changes: Vec<Change> = drawn(&changes, &mut runner)?;
        for (place, stale, office, state, minute, [closed, late], gather) in changes {
            let mut row = rows[place].clone();
            row.head.executing_office = OFFICES[office].to_owned();
            row.head.state = STATES[state].to_owned();
            row.head.due_at = minute.map(minutes_later);
            (row.head.closed, row.head.late, row.head.version) = (closed, late, row.head.version + 1);
            let expected = row.head.version - 1 - i64::from(stale);
            let changed = row.clone();
            match store.write(move |tx| cases::update(tx, &changed, expected)) {
                // What is rolled back counts for nothing.
                Err(StoreError::StaleVersion { .. }) if stale => {}
                other => {
                    other?;
                    rows[place] = row;
                }
            }
            if gather {
                store.write(gather_counts)?;
            }
            for states in [&STATES[..2], &STATES[2..]] {
                let told = store.read(|tx| ahead(tx, None, states, &bounds))?;
                assert_eq!(told, counted_by_hand(&rows, states, &bounds));
            }
            let by_state = states_by_hand(&rows);
            assert_eq!(store.read(|tx| counts(tx, None))?, by_state);
            let some = [OFFICES[1].to_owned()];
            let theirs: Vec<_> = by_state.into_iter().filter(|count| some.contains(&count.office)).collect();
            assert_eq!(store.read(|tx| counts(tx, Some(&some)))?, theirs);
        }
        while store.write(gather_counts)? > 0 {}
        let told = store.read(|tx| ahead(tx, None, &STATES, &bounds))?;
        assert_eq!(told, counted_by_hand(&rows, &STATES, &bounds));
    }
    Ok(())
}

pub fn many_changes_at_once_are_all_counted(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let bounds = [minutes_later(10)];
    std::thread::scope(|threads| {
        let writers = (0..4_u128).map(|writer| {
            let store = &store;
            threads.spawn(move || -> Result<(), StoreError> {
                for nth in 0..25 {
                    let row = due(1 + writer * 100 + nth, "0119", Some(2));
                    store.write(move |tx| cases::insert(tx, &row))?;
                    // Gathered by each, while the others add.
                    store.write(gather_counts)?;
                }
                Ok(())
            })
        });
        let writers: Vec<_> = writers.collect();
        writers.into_iter().try_for_each(|writer| writer.join().expect("a writer panicked"))
    })?;
    let told = store.read(|tx| ahead(tx, None, &["in_work"], &bounds))?;
    assert_eq!(told.iter().map(|count| count.cases).sum::<i64>(), 100);
    Ok(())
}

pub fn what_ends_soon_is_counted_by_office_service_and_bound(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let service = |mut row: CaseRow, service| {
        row.head.service = service;
        row
    };
    let mut closed = due(8, "0119", Some(5));
    closed.head.closed = true;
    let mut stored = due(9, "0119", Some(5));
    stored.head.state = "stored".to_owned();
    insert_all(
        &store,
        vec![
            service(due(1, "0119", Some(5)), 1),
            service(due(2, "0119", Some(10)), 1),
            service(due(3, "0119", Some(11)), 1),
            service(due(4, "0119", Some(20)), 2),
            service(due(5, "0119", Some(21)), 2),
            service(due(6, "0119", None), 2),
            service(due(7, "0120", Some(1)), 1),
            closed,
            stored,
        ],
    )?;
    let bounds = [minutes_later(10), minutes_later(20)];
    let ahead = |offices: Option<&[String]>| store.read(|tx| ahead(tx, offices, &["in_work"], &bounds));
    let count =
        |office: &str, service, bound, cases| Ahead { office: office.to_owned(), service, bound, cases };
    let all =
        [count("0119", 1, 0, 2), count("0119", 1, 1, 1), count("0119", 2, 1, 1), count("0120", 1, 0, 1)];
    assert_eq!(ahead(None)?, all);
    let filter = InboxFilter { ends: Some((minutes_later(10), minutes_later(20))), ..InboxFilter::default() };
    let listed = store.read(|tx| inbox(tx, &filter, &Visibility::All, None, 50))?;
    assert_eq!(listed.items.iter().map(|head| head.id).collect::<Vec<_>>(), [3, 4].map(id));
    assert_eq!(ahead(Some(&["0119".to_owned()]))?, all[..3]);
    assert_eq!(ahead(Some(&[]))?, []);
    Ok(())
}
