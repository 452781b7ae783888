//! Reading cases: inbox, search, tracking.

#![allow(missing_docs, clippy::missing_errors_doc, reason = "each function is a rule that its name states")]

use super::{Database, Outcome, case, id, insert_all, minutes_later};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;
use store::cases::{
    CaseHead, CaseRow, IdentifierKind, InboxFilter, OfficeRole, SearchTerms, Sought, Visibility, inbox,
    index, open_on_parcel, reindex, search,
};
use store::{Store, StoreError, cases, tracking};

pub fn a_case_comes_back_as_it_was_stored(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let mut row = case(1, "0119");
    row.head.assignee = Some(id(7));
    row.head.product = Some("act".to_owned());
    row.head.due_at = Some(minutes_later(90));
    row.head.late = true;
    insert_all(&store, vec![row.clone()])?;
    assert_eq!(store.read(|tx| cases::get(tx, id(1)))?, Some(row.clone()));
    assert_eq!(store.read(|tx| cases::by_number(tx, "R-1"))?, Some(row.clone()));
    assert_eq!(store.write(|tx| cases::get_for_update(tx, id(1)))?, Some(row));
    assert_eq!(store.read(|tx| cases::get(tx, id(2)))?, None);
    Ok(())
}

pub fn cases_come_back_together_in_the_order_asked_for(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let rows: Vec<_> = (1..=4).map(|number| case(number, "0119")).collect();
    insert_all(&store, rows.clone())?;
    let asked = [id(3), id(1), id(4)];
    let expected = [3, 1, 4].map(|number| rows[number - 1].clone());
    assert_eq!(store.read(|tx| cases::get_all(tx, &asked))?, expected);
    assert_eq!(store.read(|tx| cases::get_all(tx, &[]))?, []);
    let lacking = store.read(|tx| cases::get_all(tx, &[id(1), id(9)]));
    assert_eq!(lacking, Err(StoreError::NotFound { what: "case" }));
    Ok(())
}

pub(super) fn due(number: u128, office: &str, minute: Option<i64>) -> CaseRow {
    let mut row = case(number, office);
    row.head.due_at = minute.map(minutes_later);
    row
}

pub fn the_inbox_is_in_the_order_of_terms(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let mut closed = due(6, "0119", Some(1));
    closed.head.closed = true;
    let rows = vec![
        due(1, "0119", None),
        due(2, "0119", Some(30)),
        due(3, "0119", Some(10)),
        due(4, "0119", None),
        due(5, "0119", Some(10)),
        closed,
    ];
    insert_all(&store, rows)?;
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = store.read(|tx| inbox(tx, &InboxFilter::default(), &Visibility::All, cursor, 2))?;
        seen.extend(page.items.iter().map(|head| head.id));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, [3, 5, 2, 1, 4].map(id));
    Ok(())
}

pub fn the_inbox_keeps_to_its_filter(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let mut other = case(2, "0119");
    other.head.assignee = Some(id(7));
    other.head.state = "suspended".to_owned();
    other.head.service = 5;
    other.head.late = true;
    other.head.holder_office = "centre".to_owned();
    insert_all(&store, vec![case(1, "0119"), other, case(3, "0120")])?;
    let listed = |filter: InboxFilter, visibility: Visibility| -> Result<Vec<_>, StoreError> {
        let page = store.read(|tx| inbox(tx, &filter, &visibility, None, 10))?;
        Ok(page.items.into_iter().map(|head| head.id).collect())
    };
    let all = InboxFilter::default;
    let at = |role, offices: &[&str]| InboxFilter {
        offices: Some((role, offices.iter().map(ToString::to_string).collect())),
        ..all()
    };
    for (filter, expected) in [
        (at(OfficeRole::Executing, &["0119"]), vec![id(1), id(2)]),
        (at(OfficeRole::Lodging, &["0119", "0120"]), vec![id(1), id(2), id(3)]),
        (at(OfficeRole::Holder, &["centre"]), vec![id(2)]),
        (at(OfficeRole::Holder, &[]), vec![]),
        (InboxFilter { assignees: vec![id(7)], ..all() }, vec![id(2)]),
        (InboxFilter { states: vec!["suspended".to_owned()], ..all() }, vec![id(2)]),
        (InboxFilter { service: Some(1), ..all() }, vec![id(1), id(3)]),
        (InboxFilter { late: Some(false), ..all() }, vec![id(1), id(3)]),
    ] {
        assert_eq!(listed(filter.clone(), Visibility::All)?, expected, "{filter:?}");
    }
    assert_eq!(listed(all(), Visibility::Offices(vec!["centre".to_owned()]))?, [id(2)]);
    assert!(listed(all(), Visibility::Offices(vec![]))?.is_empty());
    Ok(())
}

pub fn the_inbox_of_some_offices_is_the_common_one_without_the_others(database: &impl Database) -> Outcome {
    const OFFICES: u128 = 23;
    let store = database.open()?;
    let office = |number: u128| format!("01{:02}", number % OFFICES);
    let rows: Vec<CaseRow> = (1..=90)
        .map(|number| {
            let mut row = due(number, &office(number), Some(i64::try_from(number * 7 % 13).unwrap_or(0)));
            row.head.executing_office = office(number * 5);
            row.head.holder_office = office(number * 11);
            row.head.late = number % 3 == 0;
            row.head.service = if number % 30 == 1 { 9 } else { 1 };
            row.head.closed = number % 10 == 0;
            row
        })
        .collect();
    insert_all(&store, rows)?;
    let pages = |filter: &InboxFilter, visibility: &Visibility| -> Result<Vec<CaseHead>, StoreError> {
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let page = store.read(|tx| inbox(tx, filter, visibility, cursor, 4))?;
            seen.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                return Ok(seen);
            }
        }
    };
    let named = |role, number| Some((role, vec![office(number)]));
    for (late, service, of) in [
        (None, None, None),
        (Some(true), None, None),
        (None, Some(1), None),
        (None, Some(9), None),
        (None, Some(2), None),
        (None, None, named(OfficeRole::Executing, 1)),
        (None, Some(9), named(OfficeRole::Holder, 20)),
        (None, None, named(OfficeRole::Holder, 20)),
    ] {
        let filter = InboxFilter { late, service, offices: of, ..InboxFilter::default() };
        let all = pages(&filter, &Visibility::All)?;
        for (count, idle) in [(0, 0), (1, 0), (2, 0), (16, 0), (17, 0), (2, 40), (0, 40), (17, 40)] {
            // Offices to which no case has come are seen too.
            let idle = (0..idle).map(|number| format!("idle{number}"));
            let offices: Vec<String> = (0..count).map(office).chain(idle).collect();
            let ours = |head: &&CaseHead| {
                [&head.lodging_office, &head.executing_office, &head.holder_office]
                    .into_iter()
                    .any(|one| offices.contains(one))
            };
            let expected: Vec<_> = all.iter().filter(ours).cloned().collect();
            assert_eq!(pages(&filter, &Visibility::Offices(offices.clone()))?, expected, "{count} offices");
        }
    }
    Ok(())
}

pub(super) fn drawn<T>(strategy: &impl Strategy<Value = T>, runner: &mut TestRunner) -> Result<T, StoreError>
where
    T: std::fmt::Debug,
{
    let tree = strategy.new_tree(runner);
    Ok(tree.map_err(|reason| StoreError::Internal { reason: reason.to_string() })?.current())
}

fn found(store: &Store, sought: &Sought, visibility: &Visibility) -> Result<Vec<uuid::Uuid>, StoreError> {
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = store.read(|tx| search(tx, sought, visibility, after, 2))?;
        seen.extend(page.items.iter().map(|head| head.id));
        after = page.next;
        if after.is_none() {
            return Ok(seen);
        }
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

pub fn a_case_is_found_by_what_people_know_of_it(database: &impl Database) -> Outcome {
    let store = database.open()?;
    insert_all(&store, (1..=3).map(|number| case(number, "0119")).collect())?;
    store.write(|tx| {
        let terms = |parcel: &str, kind, value: &str, names: &[&str]| SearchTerms {
            parcels: words(&[parcel, parcel]),
            identifiers: vec![(kind, value.to_owned())],
            name_tokens: words(names),
        };
        index(tx, id(1), &terms("old", IdentifierKind::Bin, "1", &["ескі"]))?;
        reindex(tx, id(1), &terms("20-311-1", IdentifierKind::Iin, "800101300017", &["әлия", "құрманғазы"]))?;
        index(tx, id(2), &terms("20-311-1", IdentifierKind::Bin, "800101300017", &["әлихан", "құрман"]))?;
        index(tx, id(3), &terms("20-311-2", IdentifierKind::Iin, "1", &["іңкәр"]))
    })?;
    let number = "800101300017".to_owned();
    for (sought, expected) in [
        (Sought::Number("R-2".to_owned()), vec![id(2)]),
        (Sought::Number("R".to_owned()), vec![]),
        (Sought::Identifier(IdentifierKind::Iin, number.clone()), vec![id(1)]),
        (Sought::Identifier(IdentifierKind::Bin, number), vec![id(2)]),
        (Sought::Parcel("20-311-1".to_owned()), vec![id(2), id(1)]),
        (Sought::Parcel("old".to_owned()), vec![]),
        (Sought::Name(words(&["әли"])), vec![id(2), id(1)]),
        (Sought::Name(words(&["құрманғ", "әл"])), vec![id(1)]),
        (Sought::Name(words(&["әлия", "іңкәр"])), vec![]),
        (Sought::Name(words(&["ескі"])), vec![]),
        // Signs of a pattern are letters like any other.
        (Sought::Name(words(&["%%"])), vec![]),
    ] {
        assert_eq!(found(&store, &sought, &Visibility::All)?, expected, "{sought:?}");
    }
    for name in [vec![], words(&["ә"]), words(&["ал"; 7])] {
        let refused = found(&store, &Sought::Name(name), &Visibility::All);
        assert!(matches!(refused, Err(StoreError::Unstorable { what: "name", .. })), "{refused:?}");
    }
    Ok(())
}

pub fn closed_cases_do_not_block_a_parcel(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let mut closed = case(2, "0119");
    closed.head.closed = true;
    let mut other_service = case(3, "0119");
    other_service.head.service = 5;
    insert_all(&store, vec![case(1, "0119"), closed, other_service])?;
    store.write(|tx| {
        let terms = SearchTerms { parcels: words(&["20-311-1"]), ..SearchTerms::default() };
        (1..=3).try_for_each(|number| index(tx, id(number), &terms))
    })?;
    let open = |services: &'static [i64]| -> Result<Vec<_>, StoreError> {
        let heads = store.read(|tx| {
            tx.hold_name("parcel/20-311-1")?;
            open_on_parcel(tx, "20-311-1", services)
        })?;
        Ok(heads.into_iter().map(|head| head.id).collect())
    };
    assert_eq!(open(&[1])?, [id(1)]);
    assert_eq!(open(&[1, 5])?, [id(1), id(3)]);
    assert!(open(&[])?.is_empty());
    Ok(())
}

const OFFICES: [&str; 4] = ["a", "b", "c", "d"];

/// Random cases at random offices, random callers: what is found is exactly what matches and may be seen.
pub fn search_never_shows_what_the_caller_may_not_see(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let office = || (0..OFFICES.len()).prop_map(|index| OFFICES[index].to_owned());
    let placed = proptest::collection::vec((office(), office(), office(), 0..2_u8), 24);
    let caller = proptest::collection::vec(office(), 0..4);
    let mut next_id = 0_u128;
    // Deterministic: a failure repeats.
    let mut runner = TestRunner::deterministic();
    let mut stored: Vec<Vec<(u128, [String; 3], u8)>> = Vec::new();
    let strategy = (placed, caller);
    for _ in 0..12 {
        let (placed, offices) = drawn(&strategy, &mut runner)?;
        let batch: Vec<_> = placed
            .into_iter()
            .map(|(lodging, executing, holder, name)| {
                next_id += 1;
                (next_id, [lodging, executing, holder], name)
            })
            .collect();
        store_batch(&store, batch.clone())?;
        stored.push(batch);
        let may_see: BTreeSet<&String> = offices.iter().collect();
        for (name, token) in [(0, "әлия"), (1, "болат")] {
            let expected: Vec<_> = stored
                .iter()
                .flatten()
                .rev()
                .filter(|(_, places, found)| {
                    *found == name && places.iter().any(|place| may_see.contains(place))
                })
                .map(|(number, ..)| id(*number))
                .collect();
            let sought = Sought::Name(words(&[token]));
            let seen = found(&store, &sought, &Visibility::Offices(offices.clone()))?;
            assert_eq!(seen, expected, "{offices:?} looking for {token}");
        }
    }
    Ok(())
}

/// More cases of one name than are sorted at once: the newest first, page by page, for who sees all and who sees few.
pub fn a_name_that_many_have_is_found_page_by_page(database: &impl Database) -> Outcome {
    const CASES: u128 = 6_200;
    const PAGE: usize = 500;
    let store = database.open()?;
    let office = |number: u128| if number.is_multiple_of(40) { "few" } else { "many" };
    let place = |number| [office(number), office(number), office(number)].map(ToOwned::to_owned);
    // Every third has another name, and so have the newest.
    let name = |number: u128| u8::from(number.is_multiple_of(3) || number > CASES - 1_100);
    store_batch(&store, (1..=CASES).map(|number| (number, place(number), name(number))).collect())?;
    let of = |office: &str| Visibility::Offices(vec![office.to_owned()]);
    for visibility in [Visibility::All, of("many"), of("few")] {
        let seen = |number: &u128| visibility == Visibility::All || visibility == of(office(*number));
        let expected: Vec<_> =
            (1..=CASES).rev().filter(|number| name(*number) == 0).filter(seen).map(id).collect();
        let sought = Sought::Name(words(&["әли"]));
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let limit = u32::try_from(PAGE).unwrap_or(u32::MAX);
            let page = store.read(|tx| search(tx, &sought, &visibility, after, limit))?;
            found.extend(page.items.iter().map(|head| head.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(found, expected, "{visibility:?}");
    }
    Ok(())
}

fn store_batch(store: &Store, batch: Vec<(u128, [String; 3], u8)>) -> Outcome {
    store.write(move |tx| {
        for (number, [lodging, executing, holder], name) in &batch {
            let mut row = case(*number, lodging);
            row.head.executing_office.clone_from(executing);
            row.head.holder_office.clone_from(holder);
            cases::insert(tx, &row)?;
            let token = if *name == 0 { "әлия" } else { "болат" };
            index(tx, id(*number), &SearchTerms { name_tokens: words(&[token]), ..SearchTerms::default() })?;
        }
        Ok(())
    })
}

pub fn the_tracking_secret_opens_one_case(database: &impl Database) -> Outcome {
    let store = database.open()?;
    insert_all(&store, vec![case(1, "0119"), case(2, "0119")])?;
    store.write(|tx| tracking::set(tx, id(1), &[1; 32]))?;
    let taken = store.write(|tx| tracking::set(tx, id(2), &[1; 32]));
    assert_eq!(taken, Err(StoreError::Conflict { what: "tracking_secrets_secret_hash".to_owned() }));
    assert_eq!(store.read(|tx| tracking::case_of(tx, &[1; 32]))?, Some(id(1)));
    store.write(|tx| tracking::set(tx, id(1), &[2; 32]))?;
    assert_eq!(store.read(|tx| tracking::case_of(tx, &[1; 32]))?, None);
    assert_eq!(store.read(|tx| tracking::case_of(tx, &[2; 32]))?, Some(id(1)));
    Ok(())
}
