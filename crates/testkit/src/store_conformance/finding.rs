//! Reading cases: inbox, counts, search, tracking.

#![allow(missing_docs, clippy::missing_errors_doc, reason = "each function is a rule that its name states")]

use super::{Database, Outcome, case, id, insert_all, minutes_later};
use jiff::Timestamp;
use proptest::arbitrary::any;
use proptest::option;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};
use store::cases::{
    Ahead, CaseHead, CaseRow, Count, IdentifierKind, InboxFilter, OfficeRole, SearchTerms, Sought,
    Visibility, ahead, counts, gather_counts, inbox, index, open_on_parcel, reindex, search,
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

fn due(number: u128, office: &str, minute: Option<i64>) -> CaseRow {
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
    for (late, of) in [
        (None, None),
        (Some(true), None),
        (None, named(OfficeRole::Executing, 1)),
        (None, named(OfficeRole::Holder, 20)),
    ] {
        let filter = InboxFilter { late, offices: of, ..InboxFilter::default() };
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

fn drawn<T>(strategy: &impl Strategy<Value = T>, runner: &mut TestRunner) -> Result<T, StoreError>
where
    T: std::fmt::Debug,
{
    let tree = strategy.new_tree(runner);
    Ok(tree.map_err(|reason| StoreError::Internal { reason: reason.to_string() })?.current())
}

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
    // Every third has another name.
    let name = |number: u128| u8::from(number.is_multiple_of(3));
    store_batch(&store, (1..=CASES).map(|number| (number, place(number), name(number))).collect())?;
    for visibility in [Visibility::All, Visibility::Offices(vec!["few".to_owned()])] {
        let seen = |number: &u128| visibility == Visibility::All || office(*number) == "few";
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
