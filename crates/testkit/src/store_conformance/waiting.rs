//! Cases that wait at an office, whatever it is to them.

#![allow(missing_docs, clippy::missing_errors_doc, reason = "each function is a rule that its name states")]

use store::StoreError;
use store::cases::{InboxFilter, OfficeRole, Visibility, Waiting, inbox};

use super::{Database, Outcome, case, id, insert_all, minutes_later};

pub fn what_waits_at_an_office_is_found_by_what_it_is_to_the_case(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let row = |number, executing: &str, state: &str, minute: Option<i64>| {
        let mut row = case(number, "0119");
        row.head.due_at = minute.map(minutes_later);
        row.head.executing_office = executing.to_owned();
        row.head.state = state.to_owned();
        row
    };
    let mut mine = row(4, "0120", "in_work", Some(1));
    mine.head.assignee = Some(id(7));
    let rows = vec![
        row(1, "0120", "ready", None),
        row(2, "0120", "in_work", Some(5)),
        row(3, "0119", "ready", Some(3)),
        mine,
        row(5, "0120", "handed_out", Some(2)),
    ];
    insert_all(&store, rows)?;
    let way = |role, office: &str, states: &[&str]| Waiting {
        role,
        office: office.to_owned(),
        states: states.iter().map(ToString::to_string).collect(),
    };
    let listed = |waiting: &[Waiting], assignees: &[u128], visibility: Visibility| {
        let assignees = assignees.iter().map(|one| id(*one)).collect();
        let filter = InboxFilter { waiting: waiting.to_vec(), assignees, ..InboxFilter::default() };
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let page = store.read(|tx| inbox(tx, &filter, &visibility, cursor, 2))?;
            seen.extend(page.items.iter().map(|head| head.id));
            cursor = page.next;
            if cursor.is_none() {
                return Ok::<_, StoreError>(seen);
            }
        }
    };
    let decides = way(OfficeRole::Executing, "0120", &["in_work", "granted"]);
    let accepted = way(OfficeRole::Lodging, "0119", &["ready"]);
    let both = [decides.clone(), accepted];
    let sees = |office: &str| Visibility::Offices(vec![office.to_owned()]);
    assert_eq!(listed(std::slice::from_ref(&decides), &[], Visibility::All)?, [4, 2].map(id));
    assert_eq!(
        listed(&both, &[], Visibility::All)?,
        [4, 3, 2, 1].map(id),
        "in the order of terms, page by page"
    );
    assert_eq!(listed(&both, &[7], Visibility::All)?, [4].map(id));
    assert_eq!(listed(&both, &[], sees("0119"))?, [3, 1].map(id));
    assert!(listed(std::slice::from_ref(&decides), &[], sees("0119"))?.is_empty());
    Ok(())
}
