//! Atomicity, isolation, durability, and how they fail.

#![allow(missing_docs, clippy::missing_errors_doc, reason = "each function is a rule that its name states")]

use super::{Database, Outcome, case, event, id, insert_all};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::{Store, StoreError, cases, events, numbers, settings};

fn lodge(store: &Store, number: u128) -> Outcome {
    store.write(move |tx| {
        cases::insert(tx, &case(number, "0119"))?;
        events::append(tx, &event(number, 1)).map(|_| ())
    })
}

pub fn event_and_state_are_kept_together_or_not_at_all(database: &impl Database) -> Outcome {
    let store = database.open()?;
    lodge(&store, 1)?;
    // The same receipt number again: the state is refused, so its event must not stay.
    let refused = store.write(|tx| {
        events::append(tx, &event(2, 1))?;
        let mut twin = case(2, "0119");
        twin.head.number = "R-1".to_owned();
        cases::insert(tx, &twin)
    });
    assert_eq!(refused, Err(StoreError::Conflict { what: "cases_number".to_owned() }));
    assert!(store.read(|tx| cases::get(tx, id(1)))?.is_some());
    assert_eq!(store.read(|tx| events::last_version(tx, id(1)))?, 1);
    assert_eq!(store.read(|tx| events::last_version(tx, id(2)))?, 0);
    Ok(())
}

pub fn a_failed_closure_leaves_its_neighbours_alone(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let wrong = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for number in 0..64_u128 {
            let (store, wrong) = (&store, &wrong);
            scope.spawn(move || {
                let result = store.write(move |tx| {
                    cases::insert(tx, &case(number, "0119"))?;
                    if number % 2 == 0 { Ok(()) } else { Err(StoreError::NotFound { what: "nothing" }) }
                });
                if result.is_ok() != (number % 2 == 0) {
                    wrong.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(wrong.into_inner(), 0);
    for number in 0..64 {
        assert_eq!(store.read(|tx| cases::get(tx, id(number)))?.is_some(), number % 2 == 0, "case {number}");
    }
    Ok(())
}

pub fn a_swallowed_failure_still_rolls_back(database: &impl Database) -> Outcome {
    let store = database.open()?;
    lodge(&store, 1)?;
    let result = store.write(|tx| {
        settings::set(tx, "seen", "1")?;
        // Whatever the closure makes of it, the failure stands.
        let _ = cases::insert(tx, &case(1, "0119"));
        Ok::<_, StoreError>(())
    });
    assert!(matches!(result, Err(StoreError::Conflict { .. })), "{result:?}");
    assert_eq!(store.read(|tx| settings::get(tx, "seen"))?, None);
    Ok(())
}

pub fn a_panic_is_rolled_back_and_the_store_lives_on(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let result: Outcome = store.write(|tx| {
        settings::set(tx, "seen", "1")?;
        panic!("on purpose")
    });
    assert_eq!(result, Err(StoreError::Panicked { reason: "on purpose".to_owned() }));
    assert_eq!(store.read(|tx| settings::get(tx, "seen"))?, None);
    lodge(&store, 1)?;
    store.ready()
}

pub fn a_transaction_inside_a_transaction_is_refused(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let inner = store.clone();
    let result = store.write(move |_| inner.write(|tx| settings::set(tx, "seen", "1")));
    assert!(matches!(result, Err(StoreError::Internal { .. })), "{result:?}");
    store.ready()
}

pub fn a_stale_version_is_refused(database: &impl Database) -> Outcome {
    let store = database.open()?;
    lodge(&store, 1)?;
    let mut changed = case(1, "0119");
    changed.head.version = 2;
    changed.head.state = "decided".to_owned();
    let first = changed.clone();
    store.write(move |tx| cases::update(tx, &first, 1))?;
    let second = store.write(move |tx| cases::update(tx, &changed, 1));
    assert_eq!(second, Err(StoreError::StaleVersion { what: "case", expected: 1, found: 2 }));
    let absent = store.write(|tx| cases::update(tx, &case(9, "0119"), 1));
    assert_eq!(absent, Err(StoreError::NotFound { what: "case" }));
    Ok(())
}

pub fn a_read_cannot_write(database: &impl Database) -> Outcome {
    let store = database.open()?;
    assert_eq!(store.read(|tx| settings::set(tx, "seen", "1")), Err(StoreError::ReadOnly));
    assert_eq!(store.read(|tx| settings::get(tx, "seen"))?, None);
    Ok(())
}

pub fn what_was_acknowledged_is_there_after_reopening(database: &impl Database) -> Outcome {
    let store = database.open()?;
    lodge(&store, 1)?;
    drop(store);
    let store = database.open()?;
    let kept = store.read(|tx| cases::get(tx, id(1)))?;
    assert_eq!(kept, Some(case(1, "0119")));
    Ok(())
}

pub fn a_newer_schema_is_refused(database: &impl Database) -> Outcome {
    drop(database.open()?);
    database
        .raw("INSERT INTO schema_versions (version, title) VALUES (999, 'of the future')")
        .map_err(|reason| StoreError::Internal { reason })?;
    let refused = database.open().err();
    assert!(matches!(refused, Some(StoreError::SchemaTooNew { found: 999, .. })), "{refused:?}");
    Ok(())
}

pub fn a_second_opening_migrates_nothing(database: &impl Database) -> Outcome {
    drop(database.open()?);
    let store = database.open()?;
    lodge(&store, 1)?;
    drop(store);
    drop(database.open()?);
    Ok(())
}

pub fn a_conflict_names_the_same_rule_on_both_databases(database: &impl Database) -> Outcome {
    let store = database.open()?;
    insert_all(&store, vec![case(1, "0119"), case(2, "0119")])?;
    let again = insert_all(&store, vec![case(1, "0119")]);
    let Err(StoreError::Conflict { what }) = again else { panic!("{again:?}") };
    assert!(["cases_id", "cases_number"].contains(&what.as_str()), "{what}");
    let mut other_number = case(1, "0119");
    other_number.head.number = "R-other".to_owned();
    let again = insert_all(&store, vec![other_number]);
    assert_eq!(again, Err(StoreError::Conflict { what: "cases_id".to_owned() }));
    Ok(())
}

pub fn what_one_database_could_not_keep_is_refused_for_both(database: &impl Database) -> Outcome {
    let store = database.open()?;
    for (key, json) in [("zero\0character", "1"), ("broken", "{"), ("absent", "")] {
        let refused = store.write(move |tx| settings::set(tx, key, json));
        assert!(matches!(refused, Err(StoreError::Unstorable { .. })), "{key}: {refused:?}");
    }
    Ok(())
}

pub fn concurrent_writers_of_one_case_lose_nothing(database: &impl Database) -> Outcome {
    const WRITERS: i64 = 4;
    const ROUNDS: i64 = 10;
    let store = database.open()?;
    lodge(&store, 1)?;
    let kept = Arc::new(AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            let (store, kept) = (&store, Arc::clone(&kept));
            scope.spawn(move || {
                for _ in 0..ROUNDS {
                    let written = store.write(|tx| {
                        let mut row =
                            cases::get_for_update(tx, id(1))?.ok_or(StoreError::NotFound { what: "case" })?;
                        let before = row.head.version;
                        row.head.version += 1;
                        events::append(tx, &event(1, row.head.version))?;
                        numbers::next(tx, "written")?;
                        cases::update(tx, &row, before)
                    });
                    if written.is_ok() {
                        kept.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let version = store.read(|tx| cases::get(tx, id(1)))?.map(|row| row.head.version);
    assert_eq!(version, Some(1 + WRITERS * ROUNDS));
    assert_eq!(kept.load(Ordering::Relaxed) as i64, WRITERS * ROUNDS);
    assert_eq!(store.read(|tx| events::last_version(tx, id(1)))?, 1 + WRITERS * ROUNDS);
    Ok(())
}
