//! What those who work on one case know of each other: notes, and who has it open.

#![allow(missing_docs, clippy::missing_errors_doc, reason = "each function is a rule that its name states")]

use store::StoreError;
use store::notes::{self, Note};
use store::presence::{self, Presence};

use super::{Database, Outcome, case, id, insert_all, minutes_later};

pub fn notes_are_kept_in_order_and_never_changed(database: &impl Database) -> Outcome {
    let store = database.open()?;
    insert_all(&store, vec![case(1, "0119"), case(2, "0119")])?;
    let note = |number, minute, text: &str| Note {
        case_id: id(number),
        written_at: minutes_later(minute),
        author: r#"{"name": "Әсел", "post":"маман"}"#.to_owned(),
        text: text.to_owned(),
    };
    let all =
        [note(1, 1, "Құжатты ертең әкеледі."), note(2, 2, "басқа іс"), note(1, 3, "Қателестім: бейсенбіде.")];
    for one in all.clone() {
        store.write(move |tx| notes::add(tx, &one))?;
    }
    assert_eq!(store.read(|tx| notes::of_case(tx, id(1)))?, [all[0].clone(), all[2].clone()]);
    assert_eq!(store.read(|tx| notes::count(tx, id(1)))?, 2);
    assert!(database.raw("UPDATE case_notes SET text = ''").is_err());
    assert!(database.raw("DELETE FROM case_notes").is_err());
    let no_json =
        store.write(move |tx| notes::add(tx, &Note { author: "Әсел".to_owned(), ..note(1, 4, "x") }));
    assert!(matches!(no_json, Err(StoreError::Unstorable { .. })), "{no_json:?}");
    Ok(())
}

pub fn one_line_says_how_long_somebody_has_a_case_open(database: &impl Database) -> Outcome {
    let store = database.open()?;
    insert_all(&store, vec![case(1, "0119"), case(2, "0119")])?;
    let open = |number, account, seen, gone: Option<i64>| Presence {
        case_id: id(number),
        account: id(account),
        since: minutes_later(1),
        seen_at: minutes_later(seen),
        gone_at: gone.map(minutes_later),
    };
    for one in [open(1, 7, 2, None), open(1, 8, 2, None), open(2, 7, 9, None), open(1, 7, 3, Some(3))] {
        store.write(move |tx| presence::keep(tx, &one))?;
    }
    assert_eq!(store.read(|tx| presence::of_case(tx, id(1)))?, [open(1, 7, 3, Some(3)), open(1, 8, 2, None)]);
    assert_eq!(store.write(|tx| presence::purge(tx, minutes_later(3)))?, 1, "seen before the third minute");
    assert_eq!(store.read(|tx| presence::of_case(tx, id(1)))?, [open(1, 7, 3, Some(3))]);
    Ok(())
}
