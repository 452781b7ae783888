//! Timers and the outbox, with several nodes at work.

#![allow(missing_docs, clippy::missing_errors_doc, reason = "each function is a rule that its name states")]

use super::{Database, Outcome, case, id, insert_all, minutes_later, noon};
use std::collections::BTreeSet;
use std::sync::Mutex;
use store::messages::{MessageState, NewMessage, Recipient, Sending};
use store::timers::{Claim, Timer};
use store::{Store, StoreError, messages, timers};

fn timer(number: u128, minute: i64) -> Timer {
    Timer {
        case_id: id(number),
        kind: "term".to_owned(),
        due_at: minutes_later(minute),
        payload: "{}".to_owned(),
    }
}

fn with_timers(database: &impl Database, count: u128) -> Result<Store, StoreError> {
    let store = database.open()?;
    insert_all(&store, (1..=count).map(|number| case(number, "0119")).collect())?;
    store
        .write(move |tx| (1..=count).try_for_each(|number| timers::set(tx, &timer(number, number as i64))))?;
    Ok(store)
}

fn claim(store: &Store, minute: i64, node: &'static str) -> Result<Vec<Claim>, StoreError> {
    store.write(move |tx| timers::claim_due(tx, minutes_later(minute), 10, node, minutes_later(minute + 5)))
}

pub fn two_nodes_never_get_the_same_timer(database: &impl Database) -> Outcome {
    let store = with_timers(database, 60)?;
    let claimed = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for node in ["one", "two", "three"] {
            let (store, claimed) = (&store, &claimed);
            scope.spawn(move || {
                loop {
                    let batch = claim(store, 100, node).expect("claiming cannot fail");
                    if batch.is_empty() {
                        break;
                    }
                    let mut claimed = claimed.lock().expect("no holder panics");
                    claimed.extend(batch.into_iter().map(|claim| claim.timer.case_id));
                }
            });
        }
    });
    let claimed = claimed.into_inner().expect("no holder panics");
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), claimed.len());
    // A node that finds only locked rows may stop early; what it left is still there, not lost.
    let left = claim(&store, 100, "four")?.len() + claim(&store, 100, "four")?.len();
    assert_eq!(claimed.len() + left, 60);
    Ok(())
}

pub fn a_claim_that_ended_returns_to_the_others(database: &impl Database) -> Outcome {
    let store = with_timers(database, 1)?;
    let first = claim(&store, 1, "one")?;
    assert_eq!(first.len(), 1);
    assert!(claim(&store, 5, "two")?.is_empty());
    assert_eq!(store.read(timers::next_due)?, Some(minutes_later(6)));
    let second = claim(&store, 6, "two")?;
    assert_eq!((second.len(), second[0].attempts), (1, 2));
    let (lost, held) = (first[0].clone(), second[0].clone());
    assert!(!store.write(move |tx| timers::finish(tx, &lost))?);
    assert!(store.write(move |tx| timers::finish(tx, &held))?);
    assert_eq!(store.read(timers::next_due)?, None);
    Ok(())
}

pub fn a_timer_set_anew_ends_the_claim_on_it(database: &impl Database) -> Outcome {
    let store = with_timers(database, 1)?;
    let held = claim(&store, 1, "one")?.remove(0);
    store.write(|tx| timers::set(tx, &timer(1, 30)))?;
    assert!(!store.write(move |tx| timers::finish(tx, &held))?);
    assert_eq!(store.read(|tx| timers::of_case(tx, id(1)))?, [timer(1, 30)]);
    assert!(store.write(|tx| timers::clear(tx, id(1), "term"))?);
    assert_eq!(store.write(|tx| timers::clear_all(tx, id(1)))?, 0);
    Ok(())
}

pub fn only_what_is_due_is_claimed(database: &impl Database) -> Outcome {
    let store = with_timers(database, 20)?;
    assert!(claim(&store, 0, "one")?.is_empty());
    let due: Vec<_> = claim(&store, 3, "one")?.into_iter().map(|claim| claim.timer).collect();
    assert_eq!(due, [timer(1, 1), timer(2, 2), timer(3, 3)]);
    assert_eq!(store.read(timers::next_due)?, Some(minutes_later(4)));
    let unknown = store.write(|tx| timers::set(tx, &timer(99, 1)));
    assert_eq!(unknown, Err(StoreError::NotFound { what: "a row that is referred to" }));
    Ok(())
}

fn message(number: u128, ready: bool) -> NewMessage {
    NewMessage {
        id: id(number),
        case_id: Some(id(1)),
        recipient: Recipient { kind: "office".to_owned(), id: "0119".to_owned() },
        channel: "email".to_owned(),
        kind: "deemed_granted".to_owned(),
        lang: "kk".to_owned(),
        body: "{}".to_owned(),
        created_at: noon(),
        ready_at: ready.then(noon),
    }
}

pub fn messages_are_sent_once_and_retried_when_asked(database: &impl Database) -> Outcome {
    let store = database.open()?;
    store.write(|tx| messages::insert(tx, &message(1, true)))?;
    let claim = |minute| {
        store
            .write(move |tx| messages::claim(tx, minutes_later(minute), 10, "one", minutes_later(minute + 5)))
    };
    let settle = |claim: messages::MessageClaim, sending| {
        store.write(move |tx| messages::settle(tx, &claim, sending, minutes_later(20)))
    };
    let first = claim(0)?.remove(0);
    assert!(claim(1)?.is_empty());
    assert!(settle(first.clone(), Sending::RetryAt(minutes_later(10)))?);
    assert!(!settle(first, Sending::Sent)?);
    assert!(claim(9)?.is_empty());
    let second = claim(10)?.remove(0);
    assert_eq!(second.message.attempts, 2);
    assert!(settle(second, Sending::Sent)?);
    assert!(claim(100)?.is_empty());
    let stored = store.read(|tx| messages::of_case(tx, id(1), None, 10))?.items.remove(0);
    assert_eq!((stored.state, stored.settled_at), (MessageState::Done, Some(minutes_later(20))));
    Ok(())
}

pub fn notices_are_never_claimed(database: &impl Database) -> Outcome {
    let store = database.open()?;
    store.write(|tx| (1..=3).try_for_each(|number| messages::insert(tx, &message(number, false))))?;
    let claimed = store.write(|tx| messages::claim(tx, minutes_later(9), 10, "one", minutes_later(19)))?;
    assert!(claimed.is_empty());
    assert!(store.write(|tx| messages::mark_read(tx, id(2), minutes_later(1)))?);
    assert!(!store.write(|tx| messages::mark_read(tx, id(2), minutes_later(2)))?);
    let to = message(1, false).recipient;
    let first = store.read(|tx| messages::for_recipient(tx, &to, None, 2))?;
    let states: Vec<_> = first.items.iter().map(|found| (found.message.id, found.state)).collect();
    assert_eq!(states, [(id(3), MessageState::Waiting), (id(2), MessageState::Done)]);
    let rest = store.read(|tx| messages::for_recipient(tx, &to, first.next, 2))?;
    assert_eq!((rest.items[0].message.clone(), rest.next), (message(1, false), None));
    Ok(())
}
