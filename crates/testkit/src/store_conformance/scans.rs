//! Scans of papers, beside drafts and with cases.

#![allow(missing_docs, clippy::missing_errors_doc, reason = "each function is a rule that its name states")]

use super::{Database, Outcome, case, id, insert_all, minutes_later};
use store::drafts::Draft;
use store::scans::Scan;
use store::{StoreError, drafts, scans};

fn scan(number: u8, account: u128, minute: i64) -> Scan {
    Scan {
        id: id(u128::from(number)),
        account: id(account),
        paper: "application".to_owned(),
        media: "image/png".to_owned(),
        name: "Өтініш.png".to_owned(),
        size: 3,
        sha256: [number; 32],
        kept_at: minutes_later(minute),
    }
}

const BYTES: &[u8] = &[0, 0xff, b'\''];

pub fn a_scan_of_a_draft_is_seen_by_its_account_alone(database: &impl Database) -> Outcome {
    let store = database.open()?;
    store.write(|tx| scans::keep(tx, "a", &scan(2, 1, 2), BYTES))?;
    store.write(|tx| scans::keep(tx, "a", &scan(1, 1, 1), BYTES))?;
    store.write(|tx| scans::keep(tx, "b", &scan(3, 1, 3), BYTES))?;
    // The same bytes beside the same paper are one scan.
    store.write(|tx| scans::keep(tx, "a", &Scan { id: id(9), ..scan(1, 1, 4) }, BYTES))?;
    let of = |account, draft: &str| store.read(|tx| scans::of_draft(tx, id(account), draft));
    assert_eq!(of(1, "a")?, [scan(1, 1, 1), scan(2, 1, 2)]);
    assert_eq!((of(1, "b")?.len(), of(2, "a")?.len()), (1, 0));
    let bytes = |account| store.read(|tx| scans::of_account(tx, id(account), id(1)));
    assert_eq!(bytes(1)?, Some((scan(1, 1, 1), BYTES.to_vec())));
    assert_eq!(bytes(2)?, None, "another's scan does not exist");
    store.write(|tx| scans::take_away(tx, id(2), "a", id(1)))?;
    store.write(|tx| scans::take_away(tx, id(1), "b", id(1)))?;
    assert_eq!(of(1, "a")?.len(), 2, "neither another nor another draft takes it away");
    store.write(|tx| scans::take_away(tx, id(1), "a", id(1)))?;
    assert_eq!(of(1, "a")?, [scan(2, 1, 2)]);
    store.write(|tx| scans::forget(tx, id(1), "a"))?;
    assert_eq!((of(1, "a")?.len(), of(1, "b")?.len()), (0, 1));
    Ok(())
}

pub fn scans_go_over_to_the_case_and_stay_for_good(database: &impl Database) -> Outcome {
    let store = database.open()?;
    insert_all(&store, vec![case(7, "0119"), case(8, "0119")])?;
    store.write(|tx| scans::keep(tx, "a", &scan(1, 1, 1), BYTES))?;
    store.write(|tx| scans::keep(tx, "b", &scan(2, 1, 2), BYTES))?;
    store.write(|tx| scans::hand_over(tx, id(1), "a", id(7)))?;
    assert_eq!(store.read(|tx| scans::of_draft(tx, id(1), "a"))?, []);
    assert_eq!(store.read(|tx| scans::of_draft(tx, id(1), "b"))?.len(), 1, "another draft keeps its own");
    store.write(|tx| scans::add(tx, id(7), &scan(3, 2, 3), BYTES))?;
    let of = |case, number| store.read(|tx| scans::of_case(tx, id(case), id(number)));
    assert_eq!(of(7, 1)?, Some((scan(1, 1, 1), BYTES.to_vec())));
    assert_eq!(of(7, 3)?, Some((scan(3, 2, 3), BYTES.to_vec())));
    assert_eq!((of(8, 1)?, of(7, 2)?), (None, None), "a scan is found under its own case alone");
    let again = store.write(|tx| scans::add(tx, id(7), &scan(3, 2, 3), BYTES));
    assert!(matches!(again, Err(StoreError::Conflict { .. })), "{again:?}");
    assert!(database.raw("UPDATE case_scans SET paper = ''").is_err());
    assert!(database.raw("DELETE FROM case_scans").is_err());
    Ok(())
}

pub fn scans_of_a_draft_that_is_gone_are_purged(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let draft = Draft {
        account: id(1),
        name: "kept".to_owned(),
        kept_at: minutes_later(9),
        content: "{}".to_owned(),
    };
    store.write(move |tx| drafts::keep(tx, &draft))?;
    store.write(|tx| scans::keep(tx, "kept", &scan(1, 1, 1), BYTES))?;
    store.write(|tx| scans::keep(tx, "gone", &scan(2, 1, 2), BYTES))?;
    store.write(|tx| scans::keep(tx, "gone", &scan(3, 1, 8), BYTES))?;
    assert_eq!(store.write(|tx| scans::purge(tx, minutes_later(5)))?, 1);
    assert_eq!(
        store.read(|tx| scans::of_draft(tx, id(1), "kept"))?.len(),
        1,
        "its draft is still gone on with"
    );
    assert_eq!(store.read(|tx| scans::of_draft(tx, id(1), "gone"))?.len(), 1, "young enough");
    Ok(())
}
