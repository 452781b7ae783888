//! What is written once and stays: journal, registers, numbers, answers, looks, transfer lists.

#![allow(missing_docs, clippy::missing_errors_doc, reason = "each function is a rule that its name states")]

use super::{Database, Outcome, case, event, id, insert_all, minutes_later, noon};
use jiff::civil::date;
use std::collections::BTreeSet;
use std::sync::Mutex;
use store::access_log::Access;
use store::custody::{NewTransferList, Side};
use store::idempotency::{Answer, Begun};
use store::registers::NewEntry;
use store::{StoreError, access_log, custody, events, idempotency, numbers, registers};

fn assert_refused(database: &impl Database, statements: &[&str], why: &str) {
    for sql in statements {
        let refusal = database.raw(sql).expect_err("the database itself must refuse the statement");
        assert!(refusal.contains(why), "{sql}: {refusal}");
    }
}

pub fn events_are_never_changed_or_deleted(database: &impl Database) -> Outcome {
    let store = database.open()?;
    store.write(|tx| events::append(tx, &event(1, 1)))?;
    assert_refused(database, &["UPDATE events SET kind = 'x'", "DELETE FROM events"], "append-only");
    let history = store.read(|tx| events::history(tx, id(1), 0, 10))?;
    assert_eq!(history.items.len(), 1);
    assert_eq!(history.items[0].event, event(1, 1));
    Ok(())
}

pub fn events_of_a_case_are_numbered_without_gaps(database: &impl Database) -> Outcome {
    let store = database.open()?;
    store.write(|tx| events::append(tx, &event(1, 1)))?;
    for version in [0, 1, 3] {
        let refused = store.write(move |tx| events::append(tx, &event(1, version)));
        assert_eq!(
            refused,
            Err(StoreError::StaleVersion { what: "case", expected: version - 1, found: 1 }),
            "version {version}"
        );
    }
    store.write(|tx| events::append(tx, &event(1, 2)))?;
    Ok(())
}

pub fn a_case_has_one_first_event(database: &impl Database) -> Outcome {
    let store = database.open()?;
    store.write(|tx| events::append_first(tx, &event(1, 1)))?;
    let again = store.write(|tx| events::append_first(tx, &event(1, 1)));
    assert_eq!(again, Err(StoreError::Conflict { what: "events_case_id_version".to_owned() }));
    let second = store.write(|tx| events::append_first(tx, &event(2, 2)));
    assert!(matches!(second, Err(StoreError::Unstorable { .. })), "{second:?}");
    store.write(|tx| events::append(tx, &event(1, 2)))?;
    let history = store.read(|tx| events::history(tx, id(1), 0, 10))?;
    assert_eq!(history.items.iter().map(|one| one.event.version).collect::<Vec<_>>(), [1, 2]);
    Ok(())
}

pub fn events_since_a_sequence_come_in_order_and_complete(database: &impl Database) -> Outcome {
    const WRITERS: u128 = 4;
    const EVENTS: i64 = 25;
    let store = database.open()?;
    let seen = std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let store = &store;
            scope.spawn(move || {
                for version in 1..=EVENTS {
                    store
                        .write(move |tx| events::append(tx, &event(writer, version)))
                        .expect("nobody else writes this case");
                }
            });
        }
        let mut seen = Vec::new();
        // A reader that only ever looks ahead must miss nothing that commits late.
        while seen.len() < (WRITERS as usize) * (EVENTS as usize) {
            let after = seen.last().copied().unwrap_or(0);
            let page = store.read(|tx| events::since(tx, after, 7))?;
            seen.extend(page.items.iter().map(|event| event.sequence));
        }
        Ok::<_, StoreError>(seen)
    })?;
    assert!(seen.is_sorted());
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len());
    Ok(())
}

fn entry(office: &str, day: jiff::civil::Date) -> NewEntry {
    NewEntry {
        register: "incoming".to_owned(),
        office: office.to_owned(),
        day,
        recorded_at: noon(),
        case_id: Some(id(1)),
        payload: "{}".to_owned(),
    }
}

pub fn register_lines_are_gapless_under_concurrent_writers_with_failures(
    database: &impl Database,
) -> Outcome {
    let store = database.open()?;
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let store = &store;
            scope.spawn(move || {
                for round in 0..20 {
                    let fails = (writer + round) % 3 == 0;
                    let result = store.write(move |tx| {
                        registers::append(tx, &entry("0119", date(2026, 3, 2)))?;
                        if fails { Err(StoreError::NotFound { what: "nothing" }) } else { Ok(()) }
                    });
                    assert_eq!(result.is_ok(), !fails, "{result:?}");
                }
            });
        }
    });
    let days = (date(2026, 1, 1), date(2026, 12, 31));
    let page = store.read(|tx| registers::list(tx, "incoming", "0119", days, None, 500))?;
    let numbers: Vec<i64> = page.items.iter().map(|line| line.number).collect();
    let expected: Vec<i64> = (1..=numbers.len() as i64).collect();
    assert_eq!(numbers, expected);
    let failures =
        (0..4).flat_map(|writer| (0..20).map(move |round| writer + round)).filter(|sum| sum % 3 == 0);
    assert_eq!(numbers.len(), 80 - failures.count());
    Ok(())
}

pub fn register_lines_are_listed_by_period_and_never_changed(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let days = [date(2025, 12, 31), date(2026, 1, 5), date(2026, 1, 6), date(2026, 2, 1)];
    store.write(move |tx| {
        for day in days {
            registers::append(tx, &entry("0119", day))?;
            registers::append(tx, &entry("0120", day))?;
        }
        Ok::<_, StoreError>(())
    })?;
    let period = (date(2025, 12, 31), date(2026, 1, 6));
    let first = store.read(|tx| registers::list(tx, "incoming", "0119", period, None, 2))?;
    let rest = store.read(|tx| registers::list(tx, "incoming", "0119", period, first.next, 2))?;
    let lines: Vec<_> =
        first.items.iter().chain(&rest.items).map(|line| (line.entry.day, line.number)).collect();
    assert_eq!(lines, [(days[0], 1), (days[1], 1), (days[2], 2)]);
    assert_eq!(rest.next, None);
    assert_eq!(first.items[0].entry, entry("0119", days[0]));
    assert_eq!(store.read(|tx| registers::of_case(tx, id(1), 500))?.len(), 8);
    assert_refused(
        database,
        &["UPDATE register_entries SET office = 'x'", "DELETE FROM register_entries"],
        "append-only",
    );
    Ok(())
}

pub fn receipt_numbers_are_never_given_twice(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let given = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let (store, given) = (&store, &given);
            scope.spawn(move || {
                for _ in 0..25 {
                    let number = store.write(|tx| numbers::next(tx, "receipt/0119/2026"));
                    given.lock().expect("no holder panics").push(number.expect("numbering cannot fail"));
                }
            });
        }
    });
    let given = given.into_inner().expect("no holder panics");
    assert_eq!(given.iter().collect::<BTreeSet<_>>().len(), 100);
    assert_eq!(store.write(|tx| numbers::next(tx, "receipt/0120/2026"))?, 1);
    Ok(())
}

pub fn a_counter_never_goes_back(database: &impl Database) -> Outcome {
    let store = database.open()?;
    store.write(|tx| numbers::next(tx, "receipt"))?;
    store.write(|tx| registers::append(tx, &entry("0119", date(2026, 3, 2))))?;
    let statements = [
        "UPDATE counters SET value = 0",
        "DELETE FROM counters",
        "UPDATE register_counters SET last_number = 0",
        "DELETE FROM register_counters",
    ];
    assert_refused(database, &statements, "only grows");
    assert_eq!(store.write(|tx| numbers::next(tx, "receipt"))?, 2);
    Ok(())
}

const REQUEST: [u8; 32] = [1; 32];

fn answer() -> Answer {
    Answer { status: 201, body: b"R-1".to_vec() }
}

pub fn a_repeated_call_gets_the_first_answer(database: &impl Database) -> Outcome {
    let store = database.open()?;
    store.write(|tx| match idempotency::begin(tx, "key", "actor", &REQUEST, noon())? {
        Begun::New(reservation) => reservation.complete(tx, &answer()),
        other => panic!("{other:?}"),
    })?;
    let begin = |actor: &'static str, hash: [u8; 32]| {
        store.write(move |tx| idempotency::begin(tx, "key", actor, &hash, noon()))
    };
    assert!(matches!(begin("actor", REQUEST)?, Begun::Replay(found) if found == answer()));
    assert!(matches!(begin("actor", [2; 32])?, Begun::Mismatch));
    assert!(matches!(begin("another", REQUEST)?, Begun::New(_)));
    assert_eq!(store.write(|tx| idempotency::purge(tx, noon()))?, 0);
    assert_eq!(store.write(|tx| idempotency::purge(tx, minutes_later(1)))?, 2);
    assert!(matches!(begin("actor", [2; 32])?, Begun::New(_)));
    Ok(())
}

pub fn an_idempotency_key_dies_with_its_transaction(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let failed: Outcome = store.write(|tx| {
        let _reserved = idempotency::begin(tx, "key", "actor", &REQUEST, noon())?;
        Err(StoreError::NotFound { what: "nothing" })
    });
    assert!(failed.is_err());
    let again = store.write(|tx| idempotency::begin(tx, "key", "actor", &[2; 32], noon()))?;
    assert!(matches!(again, Begun::New(_)));
    Ok(())
}

pub fn concurrent_calls_with_one_key_work_once(database: &impl Database) -> Outcome {
    let store = database.open()?;
    std::thread::scope(|scope| {
        for _ in 0..6 {
            let store = &store;
            scope.spawn(move || {
                store
                    .write(|tx| match idempotency::begin(tx, "key", "actor", &REQUEST, noon())? {
                        Begun::New(reservation) => {
                            numbers::next(tx, "work")?;
                            reservation.complete(tx, &answer())
                        }
                        Begun::Replay(found) if found == answer() => Ok(()),
                        other => panic!("{other:?}"),
                    })
                    .expect("each call is answered");
            });
        }
    });
    assert_eq!(store.write(|tx| numbers::next(tx, "work"))?, 2);
    Ok(())
}

pub fn looks_at_a_case_are_recorded_for_good(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let look = |minute| Access {
        seen_at: minutes_later(minute),
        actor: "a".to_owned(),
        office: "0119".to_owned(),
        case_id: id(1),
        what: "case".to_owned(),
        why: "work".to_owned(),
    };
    // A list shows many at once.
    store.write(move |tx| access_log::record(tx, &(0..40).map(look).collect::<Vec<_>>()))?;
    let first = store.read(|tx| access_log::of_case(tx, id(1), None, 2))?;
    let rest = store.read(|tx| access_log::of_case(tx, id(1), first.next, 100))?;
    assert_eq!(first.items, [look(39), look(38)]);
    assert_eq!((rest.items, rest.next), ((0..38).rev().map(look).collect(), None));
    assert_refused(database, &["UPDATE access_log SET why = 'x'", "DELETE FROM access_log"], "append-only");
    Ok(())
}

pub fn transfer_lists_are_confirmed_by_the_sender_first(database: &impl Database) -> Outcome {
    let store = database.open()?;
    insert_all(&store, vec![case(1, "centre"), case(2, "centre")])?;
    let list = |number| NewTransferList {
        id: id(number),
        from_office: "centre".to_owned(),
        to_office: "enterprise".to_owned(),
        year: 2026,
        created_at: noon(),
        cases: vec![id(1), id(2)],
    };
    assert_eq!(store.write(move |tx| custody::create(tx, &list(10)))?, 1);
    assert_eq!(store.write(move |tx| custody::create(tx, &list(11)))?, 2);
    let unknown =
        store.write(move |tx| custody::create(tx, &NewTransferList { cases: vec![id(9)], ..list(12) }));
    assert_eq!(unknown, Err(StoreError::NotFound { what: "a row that is referred to" }));
    let confirm = |side| store.write(move |tx| custody::confirm(tx, id(10), side, minutes_later(5)));
    assert!(!confirm(Side::Receiver)?);
    assert!(confirm(Side::Sender)?);
    assert!(!confirm(Side::Sender)?);
    assert!(confirm(Side::Receiver)?);
    let stored = store.read(|tx| custody::get(tx, id(10)))?.map(|list| (list.sent_at, list.received_at));
    assert_eq!(stored, Some((Some(minutes_later(5)), Some(minutes_later(5)))));
    assert_eq!(store.read(|tx| custody::cases_of(tx, id(10)))?, [id(1), id(2)]);
    let taken = store.read(|tx| custody::of_office(tx, "enterprise", Side::Receiver, None, 10))?;
    assert_eq!(taken.items.iter().map(|list| list.number).collect::<Vec<_>>(), [2, 1]);
    Ok(())
}
