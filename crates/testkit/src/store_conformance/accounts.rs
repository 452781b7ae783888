//! Accounts of staff, how they are found, and their sessions.

#![allow(missing_docs, clippy::missing_errors_doc, reason = "each function is a rule that its name states")]

use super::{Database, Outcome, id, minutes_later, noon};
use store::accounts::{Account, AccountStatus};
use store::sessions::Session;
use store::{Page, Store, StoreError, accounts, sessions};

pub(super) fn account(number: u128, login: &str) -> Account {
    Account {
        id: id(number),
        login: login.to_owned(),
        name: "Әлия".to_owned(),
        office: "0119".to_owned(),
        roles: r#"["officer"]"#.to_owned(),
        password_hash: "$argon2id$".to_owned(),
        status: AccountStatus::Active,
        failed_attempts: 0,
        locked_until: None,
        created_at: noon(),
        last_sign_in: None,
        version: 1,
    }
}

pub fn a_login_is_unique(database: &impl Database) -> Outcome {
    let store = database.open()?;
    assert!(!store.read(accounts::any_exists)?);
    store.write(|tx| accounts::insert(tx, &account(1, "aliya")))?;
    assert!(store.read(accounts::any_exists)?);
    let again = store.write(|tx| accounts::insert(tx, &account(2, "aliya")));
    assert_eq!(again, Err(StoreError::Conflict { what: "accounts_login".to_owned() }));
    store.write(|tx| accounts::insert(tx, &account(2, "bolat")))?;
    let first = store.read(|tx| accounts::list(tx, Some("0119"), None, 1))?;
    let rest = store.read(|tx| accounts::list(tx, None, first.next.as_deref(), 1))?;
    assert_eq!((first.items, rest.items), (vec![account(1, "aliya")], vec![account(2, "bolat")]));
    let change =
        || store.write(|tx| accounts::update(tx, &Account { name: "Ә".to_owned(), ..account(1, "") }));
    change()?;
    assert_eq!(change(), Err(StoreError::StaleVersion { what: "account", expected: 1, found: 2 }));
    let stored = store.read(|tx| accounts::by_login(tx, "aliya"))?;
    assert_eq!(stored, Some(Account { name: "Ә".to_owned(), version: 2, ..account(1, "aliya") }));
    Ok(())
}

pub fn wrong_passwords_are_counted_and_forgotten(database: &impl Database) -> Outcome {
    let store = database.open()?;
    store.write(|tx| accounts::insert(tx, &account(1, "aliya")))?;
    let fail = || store.write(|tx| accounts::count_failure(tx, id(1)));
    assert_eq!((fail()?, fail()?), (1, 2));
    store.write(|tx| accounts::lock_until(tx, id(1), minutes_later(15)))?;
    let stored = store.read(|tx| accounts::get(tx, id(1)))?;
    let locked = Account { failed_attempts: 2, locked_until: Some(minutes_later(15)), ..account(1, "aliya") };
    assert_eq!(stored, Some(locked));
    store.write(|tx| accounts::clear_failures(tx, id(1)))?;
    assert_eq!(store.read(|tx| accounts::get(tx, id(1)))?, Some(account(1, "aliya")));
    let unknown = store.write(|tx| accounts::count_failure(tx, id(9)));
    assert_eq!(unknown, Err(StoreError::NotFound { what: "account" }));
    Ok(())
}

pub fn a_session_ends_when_it_expires_or_its_account_is_signed_out(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let session = |token| Session {
        token_hash: [token; 32],
        account: id(1),
        csrf_hash: [9; 32],
        created_at: noon(),
        last_seen_at: noon(),
        expires_at: minutes_later(10),
    };
    store.write(|tx| accounts::insert(tx, &account(1, "aliya")))?;
    store.write(move |tx| (1..=4).try_for_each(|token| sessions::insert(tx, &session(token))))?;
    let get = |token: u8, minute| store.read(|tx| sessions::get(tx, &[token; 32], minutes_later(minute)));
    assert_eq!(get(1, 9)?, Some(session(1)));
    assert_eq!(get(1, 10)?, None);
    store.write(|tx| sessions::touch(tx, &[1; 32], minutes_later(9), minutes_later(19)))?;
    assert_eq!(get(1, 10)?.map(|session| session.expires_at), Some(minutes_later(19)));
    store.write(|tx| sessions::delete(tx, &[2; 32]))?;
    assert_eq!(get(2, 1)?, None);
    assert_eq!(store.write(|tx| sessions::purge(tx, minutes_later(10)))?, 2);
    assert_eq!(store.write(|tx| sessions::delete_of_account(tx, id(1)))?, 1);
    assert_eq!(get(1, 10)?, None);
    Ok(())
}

pub fn a_sign_in_is_remembered_and_a_change_leaves_it_as_it_was(database: &impl Database) -> Outcome {
    let store = database.open()?;
    store.write(|tx| accounts::insert(tx, &account(1, "aliya")))?;
    store.write(|tx| accounts::count_failure(tx, id(1)))?;
    store.write(|tx| accounts::lock_until(tx, id(1), minutes_later(15)))?;
    store.write(|tx| accounts::note_sign_in(tx, id(1), minutes_later(16)))?;
    let signed_in = Account { last_sign_in: Some(minutes_later(16)), ..account(1, "aliya") };
    let stored = || store.read(|tx| accounts::get(tx, id(1)));
    assert_eq!(stored()?, Some(signed_in.clone()), "wrong passwords before it are forgotten");
    store.write(|tx| accounts::update(tx, &account(1, "")))?;
    assert_eq!(stored()?, Some(Account { version: 2, ..signed_in }));
    Ok(())
}

/// Twelve accounts of two offices; every third is locked.
fn twelve(database: &impl Database) -> Result<Store, StoreError> {
    let store = database.open()?;
    store.write(|tx| {
        for number in 1..=12 {
            let status = if number % 3 == 0 { AccountStatus::Locked } else { AccountStatus::Active };
            let office = if number % 2 == 0 { "0119" } else { "0121" }.to_owned();
            accounts::insert(
                tx,
                &Account { status, office, ..account(number, &format!("person-{number:02}")) },
            )?;
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(store)
}

/// Locked accounts of an office, two on a page.
fn locked(
    store: &Store,
    office: Option<&'static str>,
    after: Option<&str>,
    most: u32,
) -> Result<Page<String, String>, StoreError> {
    let wanted = |one: &Account| Ok::<_, StoreError>(one.status == AccountStatus::Locked);
    let page = store.read(|tx| accounts::find(tx, office, after, 2, most, wanted))?;
    Ok(Page { items: page.items.into_iter().map(|one| one.login).collect(), next: page.next })
}

pub fn accounts_are_found_page_by_page_whatever_else_stands_between(database: &impl Database) -> Outcome {
    let store = twelve(database)?;
    let first = locked(&store, None, None, 1000)?;
    assert_eq!(first.items, ["person-03", "person-06"]);
    assert_eq!(first.next.as_deref(), Some("person-06"));
    // Somebody comes before and somebody behind the place where the first page ended.
    let late = |number, login: &str| Account { status: AccountStatus::Locked, ..account(number, login) };
    store.write(move |tx| accounts::insert(tx, &late(20, "person-01b")))?;
    store.write(move |tx| accounts::insert(tx, &late(21, "person-07b")))?;
    let second = locked(&store, None, first.next.as_deref(), 1000)?;
    assert_eq!(second.items, ["person-07b", "person-09"], "nobody twice, nobody left out");
    let third = locked(&store, None, second.next.as_deref(), 1000)?;
    assert_eq!((third.items.as_slice(), third.next), (["person-12".to_owned()].as_slice(), None));
    let of_office = locked(&store, Some("0121"), None, 1000)?;
    assert_eq!((of_office.items.len(), of_office.next), (2, None), "a full last page is the last");
    assert_eq!(locked(&store, Some("0122"), None, 1000)?, Page { items: Vec::new(), next: None });
    Ok(())
}

pub fn a_search_for_accounts_looks_at_so_many_and_goes_on_from_there(database: &impl Database) -> Outcome {
    let store = twelve(database)?;
    let (mut after, mut seen, mut pages) = (None, Vec::new(), 0);
    loop {
        let page = locked(&store, None, after.as_deref(), 2)?;
        assert!(page.items.len() <= 1, "of two that are looked at one is locked at most");
        seen.extend(page.items);
        pages += 1;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, ["person-03", "person-06", "person-09", "person-12"]);
    assert_eq!(pages, 6, "short pages and empty ones lead on");
    let refused = store
        .read(|tx| accounts::find(tx, None, None, 2, 2, |_| Err(StoreError::NotFound { what: "office" })));
    assert_eq!(
        refused,
        Err(StoreError::NotFound { what: "office" }),
        "what goes wrong in the question is told"
    );
    Ok(())
}

pub fn the_offices_that_have_accounts_are_told_once_each(database: &impl Database) -> Outcome {
    let store = database.open()?;
    assert_eq!(store.read(accounts::offices)?, Vec::<String>::new());
    drop(store);
    assert_eq!(twelve(database)?.read(accounts::offices)?, ["0119", "0121"]);
    Ok(())
}

pub fn open_sessions_of_an_account_are_listed_and_all_but_one_ended(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let session = |token: u8, account, seen| Session {
        token_hash: [token; 32],
        account: id(account),
        csrf_hash: [9; 32],
        created_at: noon(),
        last_seen_at: minutes_later(seen),
        expires_at: minutes_later(seen + 10),
    };
    let all = [session(1, 1, 1), session(2, 1, 5), session(3, 1, 3), session(4, 2, 4)];
    let kept = all.clone();
    store.write(move |tx| {
        accounts::insert(tx, &account(1, "aliya"))?;
        accounts::insert(tx, &account(2, "bolat"))?;
        kept.iter().try_for_each(|one| sessions::insert(tx, one))
    })?;
    let open =
        |account, minute| store.read(|tx| sessions::of_account(tx, id(account), minutes_later(minute)));
    assert_eq!(open(1, 6)?, [all[1].clone(), all[2].clone(), all[0].clone()], "the last used first");
    assert_eq!(open(1, 12)?, [all[1].clone(), all[2].clone()], "one has ended by itself");
    assert_eq!(store.write(|tx| sessions::delete_others(tx, id(1), &[3; 32]))?, 2);
    assert_eq!((open(1, 6)?, open(2, 6)?), (vec![all[2].clone()], vec![all[3].clone()]));
    assert_eq!(
        store.write(|tx| sessions::delete_others(tx, id(1), &[4; 32]))?,
        1,
        "another's token keeps none"
    );
    assert_eq!((open(1, 6)?.len(), open(2, 6)?.len()), (0, 1));
    Ok(())
}
