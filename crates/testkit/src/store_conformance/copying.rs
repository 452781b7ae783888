//! Cases copied whole, by the hundred.

#![allow(missing_docs, clippy::missing_errors_doc, reason = "each function is a rule that its name states")]

use super::{Database, Outcome, case, event, id, minutes_later, noon};
use jiff::civil::date;
use store::cases::{IdentifierKind, SearchTerms, Sought, Visibility, search};
use store::messages::{NewMessage, Recipient};
use store::registers::NewEntry;
use store::timers::Timer;
use store::whole::{self, Whole};
use store::{StoreError, registers, tracking};

fn copied(number: u128) -> Whole {
    let mut row = case(number, "0119");
    row.head.version = 2;
    row.head.due_at = Some(minutes_later(90));
    let timer = Timer {
        case_id: id(number),
        kind: "clock".to_owned(),
        due_at: minutes_later(60),
        payload: "{}".to_owned(),
    };
    let entry = NewEntry {
        register: "registration".to_owned(),
        office: "0119".to_owned(),
        day: date(2013, 11, 11),
        recorded_at: noon(),
        case_id: Some(id(number)),
        payload: "{\"entry\": 1}".to_owned(),
    };
    let message = NewMessage {
        id: id(1_000_000 + number),
        case_id: Some(id(number)),
        recipient: Recipient { kind: "applicant".to_owned(), id: id(number).to_string() },
        channel: "sms".to_owned(),
        kind: "letter".to_owned(),
        lang: "kk".to_owned(),
        body: "{}".to_owned(),
        created_at: noon(),
        ready_at: Some(noon()),
    };
    let mut secret = [7; 32];
    secret[..16].copy_from_slice(&number.to_be_bytes());
    Whole {
        row,
        terms: SearchTerms {
            parcels: vec![format!("21-318-001-{number}")],
            identifiers: vec![(IdentifierKind::Bin, format!("BIN{number}"))],
            name_tokens: vec!["алия".to_owned(), format!("тегi{number}")],
        },
        events: vec![event(number, 1), event(number, 2)],
        timers: vec![timer],
        entries: vec![entry],
        messages: vec![message],
        secret_hash: Some(secret),
    }
}

pub fn cases_written_whole_are_read_whole_and_found(database: &impl Database) -> Outcome {
    let store = database.open()?;
    // More than one statement's worth of each row, and a rest.
    let all: Vec<_> = (1..=287).map(copied).collect();
    let kept = all.clone();
    store.write(move |tx| whole::write(tx, &all))?;
    for one in &kept {
        let read = store.read(|tx| whole::read(tx, one.row.head.id))?;
        assert_eq!(read.as_ref(), Some(one));
        let hash = one.secret_hash.expect("a secret");
        assert_eq!(store.read(|tx| tracking::case_of(tx, &hash))?, Some(one.row.head.id));
    }
    let sought = Sought::Identifier(IdentifierKind::Bin, "BIN286".to_owned());
    let found = store.read(|tx| search(tx, &sought, &Visibility::All, None, 10))?;
    assert_eq!(found.items.iter().map(|head| head.id).collect::<Vec<_>>(), [id(286)]);
    assert_eq!(store.read(|tx| whole::read(tx, id(999)))?, None);
    Ok(())
}

pub fn books_go_on_where_cases_written_whole_left_them(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let line = copied(1).entries[0].clone();
    store.write(move |tx| registers::append(tx, &line))?;
    store.write(|tx| whole::write(tx, &(1..=3).map(copied).collect::<Vec<_>>()))?;
    let line = copied(1).entries[0].clone();
    store.write(move |tx| registers::append(tx, &line))?;
    let period = (date(2013, 1, 1), date(2013, 12, 31));
    let lines = store.read(|tx| registers::list(tx, "registration", "0119", period, None, 10))?;
    assert_eq!(lines.items.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    Ok(())
}

pub fn a_case_that_is_there_is_not_written_over(database: &impl Database) -> Outcome {
    let store = database.open()?;
    store.write(|tx| whole::write(tx, &[copied(1)]))?;
    let again = store.write(|tx| whole::write(tx, &[copied(2), copied(1)]));
    assert!(matches!(again, Err(StoreError::Conflict { .. })), "{again:?}");
    assert_eq!(store.read(|tx| whole::read(tx, id(2)))?, None);
    Ok(())
}

pub fn events_that_do_not_lead_to_the_version_are_refused(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let mut torn = copied(1);
    torn.events.remove(0);
    let refused = store.write(move |tx| whole::write(tx, &[torn.clone()]));
    assert!(matches!(refused, Err(StoreError::Unstorable { what: "case", .. })), "{refused:?}");
    Ok(())
}
