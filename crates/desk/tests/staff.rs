//! Accounts found among many, when somebody last signed in, and sessions that are open and ended.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use desk::{AccountQuery, AccountState, AccountStatus, DeskError, NewAccount, PAGE_SIZE, Role, Session};
use store::accounts;
use world::{CENTRE, ELSEWHERE, ENTERPRISE, PASSWORD, World, at, office};

/// The administrator, and five people of two offices.
fn staffed() -> (World, Session) {
    let world = World::new();
    let operator =
        NewAccount { name: "Оператор".to_owned(), ..world.account("operator", ENTERPRISE, &[]) };
    world.desk.create_administrator(&operator).unwrap();
    let operator = world.desk.sign_in("operator", PASSWORD).unwrap().session;
    for (login, name, office, roles) in [
        ("a.serik", "Серікқызы Айгүл", CENTRE, [Role::Reception].as_slice()),
        ("b.omar", "Өмәрұлы Болат", CENTRE, &[Role::Head, Role::Executor]),
        ("d.kenes", "Кеңесов Дәурен", ENTERPRISE, &[Role::Executor]),
        ("g.smith", "Gabriel Smith", ENTERPRISE, &[Role::Cashier]),
        ("sabit", "Ахметов Сәбит Ғалымұлы", ENTERPRISE, &[Role::Head]),
    ] {
        let new = NewAccount { name: name.to_owned(), ..world.account(login, office, roles) };
        world.desk.create_account(&operator, &new).unwrap();
    }
    (world, operator)
}

fn found(world: &World, who: &Session, query: &AccountQuery) -> Vec<String> {
    let page = world.desk.accounts(who, query, None).unwrap();
    assert_eq!(page.next, None);
    page.items.into_iter().map(|account| account.login).collect()
}

fn sought(words: &str) -> AccountQuery {
    AccountQuery { sought: words.to_owned(), ..AccountQuery::default() }
}

#[test]
fn an_account_is_found_by_the_beginning_of_its_login_or_of_words_of_its_name() {
    let (world, operator) = staffed();
    for (typed, logins) in [
        ("a.se", ["a.serik"].as_slice()),
        ("  A.SERIK ", &["a.serik"]),
        ("serik", &[]),
        ("серік", &["a.serik"]),
        ("Серик", &["a.serik"]),
        ("айг серик", &["a.serik"]),
        ("ОМАР", &["b.omar"]),
        ("ӨМӘР болат", &["b.omar"]),
        ("омар айгүл", &[]),
        ("с", &["a.serik", "sabit"]),
        ("галым", &["sabit"]),
        ("gab", &["g.smith"]),
        ("ветов", &[]),
        ("%", &[]),
        ("_", &[]),
        ("...", &[]),
        ("", &["a.serik", "b.omar", "d.kenes", "g.smith", "operator", "sabit"]),
    ] {
        assert_eq!(found(&world, &operator, &sought(typed)), logins, "{typed:?}");
    }
    let long = world.desk.accounts(&operator, &sought(&"а".repeat(201)), None);
    let Err(DeskError::Invalid(errors)) = long else { panic!("{long:?}") };
    assert_eq!(errors[0].field, "q");
}

#[test]
fn accounts_are_listed_by_office_role_and_state_and_by_all_together() {
    let (world, operator) = staffed();
    let all = AccountQuery::default();
    let of = |query: &AccountQuery| found(&world, &operator, query);
    assert_eq!(of(&AccountQuery { office: Some(office(CENTRE)), ..all.clone() }), ["a.serik", "b.omar"]);
    assert_eq!(of(&AccountQuery { office: Some(office(ELSEWHERE)), ..all.clone() }), [""; 0]);
    assert_eq!(of(&AccountQuery { role: Some(Role::Executor), ..all.clone() }), ["b.omar", "d.kenes"]);
    let state = |state| of(&AccountQuery { state: Some(state), ..AccountQuery::default() });
    let account = |login: &str| {
        world.desk.accounts(&operator, &sought(login), None).unwrap().items.into_iter().next().unwrap()
    };
    let set = |login: &str, status| {
        let known = account(login);
        world.desk.set_account_status(&operator, known.id, known.version, status).unwrap();
    };
    set("b.omar", AccountStatus::Locked);
    set("d.kenes", AccountStatus::Disabled);
    for _ in 0..5 {
        assert!(world.desk.sign_in("sabit", "wrong password").is_err());
    }
    assert_eq!(state(AccountState::Active), ["a.serik", "g.smith", "operator"]);
    assert_eq!(state(AccountState::LockedOut), ["sabit"]);
    assert_eq!(state(AccountState::Locked), ["b.omar"]);
    assert_eq!(state(AccountState::Disabled), ["d.kenes"]);
    let both =
        AccountQuery { state: Some(AccountState::LockedOut), role: Some(Role::Head), ..sought("ах") };
    assert_eq!(of(&both), ["sabit"]);
    assert_eq!(of(&AccountQuery { office: Some(office(CENTRE)), ..both }), [""; 0]);
    world.set("2013-09-02T10:30:00+06:00");
    assert_eq!(state(AccountState::LockedOut), [""; 0], "that lock passes by itself");
    assert_eq!(state(AccountState::Active), ["a.serik", "g.smith", "operator", "sabit"]);
    let offices = world.desk.offices_with_accounts(&operator).unwrap();
    assert_eq!(offices, [office(ENTERPRISE), office(CENTRE)]);
}

#[test]
fn pages_of_what_was_asked_follow_each_other_without_gaps() {
    let (world, operator) = staffed();
    let pattern = world.store.read(|tx| accounts::by_login(tx, "d.kenes")).unwrap().unwrap();
    // Made by hand: a password takes its time to be hashed.
    let rows: Vec<_> = (0..240_u128)
        .map(|number| accounts::Account {
            id: uuid::Uuid::from_u128(number + 1),
            login: format!("z.{number:03}"),
            name: if number % 2 == 0 { "Әлиев" } else { "Валиев" }.to_owned(),
            ..pattern.clone()
        })
        .collect();
    world.store.write(move |tx| rows.iter().try_for_each(|row| accounts::insert(tx, row))).unwrap();
    let query = AccountQuery { role: Some(Role::Executor), ..sought("алиев") };
    let (mut logins, mut cursor, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = world.desk.accounts(&operator, &query, cursor.as_deref()).unwrap();
        assert!(page.items.len() <= PAGE_SIZE as usize);
        logins.extend(page.items.into_iter().map(|account| account.login));
        pages += 1;
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(pages, 3);
    assert_eq!(logins, (0..240).step_by(2).map(|number| format!("z.{number:03}")).collect::<Vec<_>>());
}

#[test]
fn the_last_sign_in_is_told_and_a_refused_one_is_none() {
    let (world, operator) = staffed();
    let last = || world.desk.accounts(&operator, &sought("sabit"), None).unwrap().items[0].last_sign_in;
    assert_eq!(last(), None);
    assert!(world.desk.sign_in("sabit", "wrong password").is_err());
    assert_eq!(last(), None);
    world.set("2013-09-02T11:00:00+06:00");
    let session = world.desk.sign_in("sabit", PASSWORD).unwrap().session;
    assert_eq!(last(), Some(at("2013-09-02T11:00:00+06:00")));
    assert_eq!(session.account.last_sign_in, last());
    world.set("2013-09-02T12:00:00+06:00");
    let account = world.desk.account(&operator, session.account.id).unwrap();
    world.desk.set_account_status(&operator, account.id, account.version, AccountStatus::Disabled).unwrap();
    assert!(world.desk.sign_in("sabit", PASSWORD).is_err());
    assert_eq!(last(), Some(at("2013-09-02T11:00:00+06:00")), "kept when the account is closed");
}

#[test]
fn open_sessions_are_shown_and_ended_by_who_keeps_the_account() {
    let (world, operator) = staffed();
    let sign_in = || world.desk.sign_in("sabit", PASSWORD).unwrap();
    let (one, two) = (sign_in(), sign_in());
    let id = one.session.account.id;
    let lives = |token: &desk::Secret| world.desk.session(token.reveal()).unwrap().is_some();
    world.set("2013-09-02T11:00:00+06:00");
    assert!(lives(&one.session_token));
    let open = world.desk.open_sessions(&operator, id).unwrap();
    let used: Vec<_> = open.iter().map(|session| session.last_used_at).collect();
    assert_eq!(used, [at("2013-09-02T11:00:00+06:00"), at("2013-09-02T10:15:00+06:00")]);
    assert!(open.iter().all(|session| session.began_at == at("2013-09-02T10:15:00+06:00")));
    assert!(open.iter().all(|session| !session.this_one), "none is the administrator's");
    let forbidden = world.desk.end_sessions(&one.session, operator.account.id);
    assert!(matches!(forbidden, Err(DeskError::Forbidden { .. })));
    assert!(matches!(world.desk.open_sessions(&one.session, id), Err(DeskError::Forbidden { .. })));
    assert_eq!(world.desk.end_sessions(&operator, id), Ok(2));
    assert!(!lives(&one.session_token) && !lives(&two.session_token));
    assert_eq!(world.desk.open_sessions(&operator, id).unwrap(), []);
    assert_eq!(world.desk.end_sessions(&operator, id), Ok(0), "a second click does nothing");
    let own = world.desk.end_sessions(&operator, operator.account.id);
    assert!(matches!(own, Err(DeskError::Invalid(_))), "not the session that he works in");
    sign_in();
}

#[test]
fn who_keeps_an_account_and_ended_its_sessions_stands_in_its_journal() {
    let (world, operator) = staffed();
    let session = world.desk.sign_in("sabit", PASSWORD).unwrap().session;
    world.desk.end_sessions(&operator, session.account.id).unwrap();
    world.desk.end_sessions(&operator, session.account.id).unwrap();
    let events = world.store.read(|tx| store::events::history(tx, session.account.id.0, 0, 9)).unwrap().items;
    let told: Vec<_> =
        events.iter().map(|one| String::from_utf8(one.event.payload.clone()).unwrap()).collect();
    assert_eq!(told.len(), 2, "made, and signed out once: {told:?}");
    assert!(told[1].contains(r#""change":"sessions-ended","count":1"#), "{told:?}");
    assert_eq!(events[1].event.actor, operator.account.id.0.to_string());
}

#[test]
fn everybody_ends_his_own_other_sessions_and_stays_where_he_is() {
    let (world, _) = staffed();
    let sign_in = |login: &str| world.desk.sign_in(login, PASSWORD).unwrap();
    let (here, there, other) = (sign_in("sabit"), sign_in("sabit"), sign_in("a.serik"));
    let token = here.session_token.reveal();
    let open = world.desk.own_sessions(&here.session, token).unwrap();
    assert_eq!(open.iter().filter(|session| session.this_one).count(), 1);
    assert_eq!(open.len(), 2, "nobody else's");
    assert_eq!(world.desk.end_other_sessions(&here.session, token), Ok(1));
    let lives = |token: &desk::Secret| world.desk.session(token.reveal()).unwrap().is_some();
    assert!(lives(&here.session_token) && !lives(&there.session_token) && lives(&other.session_token));
    assert_eq!(world.desk.own_sessions(&here.session, token).unwrap().len(), 1);
}

#[test]
fn a_session_that_has_ended_by_itself_is_not_shown() {
    let (world, _) = staffed();
    let idle = world.desk.sign_in("sabit", PASSWORD).unwrap().session.account.id;
    world.set("2013-09-02T18:15:00+06:00");
    let operator = world.desk.sign_in("operator", PASSWORD).unwrap().session;
    assert_eq!(world.desk.open_sessions(&operator, idle).unwrap(), []);
}

#[test]
fn who_is_locked_closed_or_locked_out_loses_every_session() {
    let (world, operator) = staffed();
    for (login, status) in [("a.serik", AccountStatus::Locked), ("b.omar", AccountStatus::Disabled)] {
        let (one, two) =
            (world.desk.sign_in(login, PASSWORD).unwrap(), world.desk.sign_in(login, PASSWORD).unwrap());
        let account = one.session.account;
        world.desk.set_account_status(&operator, account.id, account.version, status).unwrap();
        for token in [&one.session_token, &two.session_token] {
            assert!(world.desk.session(token.reveal()).unwrap().is_none(), "{login}");
        }
        assert_eq!(world.desk.open_sessions(&operator, account.id).unwrap(), []);
    }
    // Somebody at an open screen tries the password until the account locks itself.
    let signed = world.desk.sign_in("sabit", PASSWORD).unwrap();
    for _ in 0..5 {
        let token = signed.session_token.reveal();
        let wrong =
            world.desk.change_password(&signed.session, token, "wrong password", "another password 7");
        assert!(matches!(wrong, Err(DeskError::Invalid(_))));
    }
    assert_eq!(world.desk.open_sessions(&operator, signed.session.account.id).unwrap(), []);
}
