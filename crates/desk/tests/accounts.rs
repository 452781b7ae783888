//! Signing in, sessions, passwords, the first administrator.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use desk::{AccountQuery, AccountStatus, DeskError, GivenDuties, Role, SignInError};
use world::{CENTRE, ELSEWHERE, ENTERPRISE, PASSWORD, World};

fn is_refused<T>(result: Result<T, SignInError>) -> bool {
    matches!(result, Err(SignInError::NotAccepted { .. }))
}

#[test]
fn a_login_is_found_whatever_its_case_and_a_wrong_password_is_not_accepted() {
    let world = World::new();
    world.desk.create_administrator(&world.account("Ann.B", CENTRE, &[])).unwrap();
    let signed = world.desk.sign_in("  ANN.b ", PASSWORD).unwrap();
    assert_eq!(signed.session.account.login, "ann.b");
    assert_eq!(signed.session.account.roles, [Role::Administrator]);
    assert!(is_refused(world.desk.sign_in("ann.b", "another password")));
    assert!(is_refused(world.desk.sign_in("nobody", PASSWORD)));
}

#[test]
fn an_unknown_login_and_a_wrong_password_and_a_locked_account_answer_alike() {
    let world = World::new();
    world.desk.create_administrator(&world.account("ann", CENTRE, &[])).unwrap();
    let text = |login: &str, password: &str| world.desk.sign_in(login, password).unwrap_err().to_string();
    let unknown = text("nobody", "wrong password");
    for _ in 0..5 {
        assert_eq!(text("ann", "wrong password"), unknown);
    }
    assert_eq!(text("ann", PASSWORD), unknown, "locked, and nobody is told");
}

#[test]
fn five_wrong_passwords_lock_an_account_for_a_quarter_of_an_hour() {
    let world = World::new();
    world.desk.create_administrator(&world.account("ann", CENTRE, &[])).unwrap();
    for _ in 0..4 {
        assert!(is_refused(world.desk.sign_in("ann", "wrong password")));
    }
    assert!(world.desk.sign_in("ann", PASSWORD).is_ok(), "four are forgiven, and forgotten");
    for _ in 0..5 {
        assert!(is_refused(world.desk.sign_in("ann", "wrong password")));
    }
    world.set("2013-09-02T10:29:59+06:00");
    assert!(is_refused(world.desk.sign_in("ann", PASSWORD)));
    world.set("2013-09-02T10:30:00+06:00");
    assert!(world.desk.sign_in("ann", PASSWORD).is_ok());
}

#[test]
fn a_session_ends_by_signing_out_by_idleness_and_with_its_account() {
    let world = World::new();
    world.person(CENTRE, &[Role::Reception]);
    let sign_in = || world.desk.sign_in(&format!("reception.{CENTRE}"), PASSWORD).unwrap();
    let signed = sign_in();
    let token = signed.session_token.reveal();
    assert!(world.desk.session(token).unwrap().is_some());
    assert!(world.desk.session("another").unwrap().is_none());
    world.desk.sign_out(token).unwrap();
    assert!(world.desk.session(token).unwrap().is_none());

    let signed = sign_in();
    world.set("2013-09-02T18:14:59+06:00");
    assert!(world.desk.session(signed.session_token.reveal()).unwrap().is_some(), "its use prolongs it");
    world.set("2013-09-03T00:15:00+06:00");
    assert!(world.desk.session(signed.session_token.reveal()).unwrap().is_none(), "not for ever");

    let signed = sign_in();
    let operator = world.desk.sign_in("operator", PASSWORD).unwrap().session;
    let account = signed.session.account.clone();
    let locked =
        world.desk.set_account_status(&operator, account.id, account.version, AccountStatus::Disabled);
    assert_eq!(locked.unwrap().status, AccountStatus::Disabled);
    assert!(world.desk.session(signed.session_token.reveal()).unwrap().is_none());
    assert!(is_refused(world.desk.sign_in(&account.login, PASSWORD)));
}

#[test]
fn a_form_without_the_token_of_its_session_is_refused() {
    let world = World::new();
    world.person(CENTRE, &[Role::Reception]);
    let sign_in = || world.desk.sign_in(&format!("reception.{CENTRE}"), PASSWORD).unwrap();
    let (one, two) = (sign_in(), sign_in());
    assert!(world.desk.check_csrf(&one.session, one.csrf_token.reveal()));
    assert!(!world.desk.check_csrf(&one.session, two.csrf_token.reveal()));
    assert!(!world.desk.check_csrf(&one.session, ""));
    let again = world.desk.csrf_token(one.session_token.reveal());
    assert_eq!(again, one.csrf_token, "pages that are shown later carry the same token");
}

#[test]
fn the_first_administrator_is_made_by_a_link_that_works_once() {
    let world = World::new();
    let old = world.desk.first_administrator_link().unwrap().unwrap();
    let link = world.desk.first_administrator_link().unwrap().unwrap();
    let new = world.account("ann", CENTRE, &[]);
    assert!(world.desk.create_first_administrator(old.reveal(), &new).is_err(), "replaced by the newer");
    let weak = desk::NewAccount { password: "short".to_owned(), ..new.clone() };
    assert!(world.desk.create_first_administrator(link.reveal(), &weak).is_err());
    let made = world.desk.create_first_administrator(link.reveal(), &new).unwrap();
    assert_eq!(made.roles, [Role::Administrator]);
    let other = world.account("bob", CENTRE, &[]);
    assert!(world.desk.create_first_administrator(link.reveal(), &other).is_err(), "used up");
    assert_eq!(world.desk.first_administrator_link().unwrap(), None, "there is an account");
}

#[test]
fn the_link_for_the_first_administrator_dies_after_a_day() {
    let world = World::new();
    let link = world.desk.first_administrator_link().unwrap().unwrap();
    assert!(world.desk.first_administrator_link_works(link.reveal()).unwrap());
    world.set("2013-09-03T10:15:00+06:00");
    assert!(!world.desk.first_administrator_link_works(link.reveal()).unwrap());
    let new = world.account("ann", CENTRE, &[]);
    assert!(matches!(world.desk.create_first_administrator(link.reveal(), &new), Err(DeskError::Invalid(_))));
}

#[test]
fn every_wrong_field_of_an_account_is_told_at_once_and_a_login_is_given_once() {
    let world = World::new();
    let mut new = world.account("ann", "no-such-office", &[]);
    new.login = "Ан на".to_owned();
    new.name = String::new();
    new.password = "short".to_owned();
    let Err(DeskError::Invalid(errors)) = world.desk.create_administrator(&new) else { panic!("accepted") };
    let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["login", "name", "office", "password"]);
    world.desk.create_administrator(&world.account("ann", CENTRE, &[])).unwrap();
    let twice = world.desk.create_administrator(&world.account("ANN", ENTERPRISE, &[]));
    let Err(DeskError::Invalid(errors)) = twice else { panic!("{twice:?}") };
    assert_eq!(errors[0].message, "desk-login-taken");
}

#[test]
fn only_an_administrator_keeps_accounts_and_nobody_locks_himself_out() {
    let world = World::new();
    let head = world.person(CENTRE, &[Role::Head]);
    let new = world.account("new", CENTRE, &[Role::Executor]);
    assert!(matches!(world.desk.create_account(&head, &new), Err(DeskError::Forbidden { .. })));
    assert!(matches!(
        world.desk.accounts(&head, &AccountQuery::default(), None),
        Err(DeskError::Forbidden { .. })
    ));
    let operator = world.desk.sign_in("operator", PASSWORD).unwrap().session;
    world.desk.create_account(&operator, &world.account("far", ELSEWHERE, &[Role::Cashier])).unwrap();
    let all = world.desk.accounts(&operator, &AccountQuery::default(), None).unwrap().items;
    assert_eq!(all.len(), 3);
    let own = operator.account.clone();
    let itself = world.desk.set_account_status(&operator, own.id, own.version, AccountStatus::Locked);
    assert!(matches!(itself, Err(DeskError::Invalid(_))));
}

#[test]
fn an_administrator_gives_another_office_post_and_roles_which_end_the_sessions() {
    let world = World::new();
    let executor = world.person(CENTRE, &[Role::Executor]);
    let operator = world.desk.sign_in("operator", PASSWORD).unwrap().session;
    let (id, version) = (executor.account.id, executor.account.version);
    let duties = |office: &str, roles: &[Role]| GivenDuties {
        post: "бөлім басшысы".to_owned(),
        office: office.to_owned(),
        roles: roles.to_vec(),
    };
    let wrong = world.desk.set_duties(
        &operator,
        id,
        version,
        &GivenDuties { post: " ".to_owned(), ..duties("x", &[]) },
    );
    let Err(DeskError::Invalid(errors)) = wrong else { panic!("{wrong:?}") };
    assert_eq!(errors.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["post", "office", "roles"]);
    let refused = world.desk.set_duties(&executor, id, version, &duties(CENTRE, &[Role::Head]));
    assert!(refused.is_err(), "nobody gives himself a role");
    let own = world.desk.set_duties(&operator, operator.account.id, 1, &duties(CENTRE, &[Role::Head]));
    assert!(matches!(own, Err(DeskError::Invalid(_))), "nor takes the last administrator away");
    let changed = world
        .desk
        .set_duties(&operator, id, version, &duties(ENTERPRISE, &[Role::Head, Role::Executor, Role::Head]))
        .unwrap();
    assert_eq!((changed.office.0.as_str(), changed.post.as_str()), (ENTERPRISE, "бөлім басшысы"));
    assert_eq!(changed.roles.len(), 2);
    assert_eq!(world.desk.account(&operator, id).unwrap(), changed);
    let stale = world.desk.set_duties(&operator, id, version, &duties(CENTRE, &[Role::Head]));
    assert!(matches!(stale, Err(DeskError::Stale { .. })));
    let login = &executor.account.login;
    assert_eq!(world.desk.sign_in(login, PASSWORD).unwrap().session.account.office.0, ENTERPRISE);
}

#[test]
fn a_new_password_ends_the_other_sessions_and_a_stale_change_is_refused() {
    let world = World::new();
    let login = format!("reception.{CENTRE}");
    world.person(CENTRE, &[Role::Reception]);
    let (one, two) =
        (world.desk.sign_in(&login, PASSWORD).unwrap(), world.desk.sign_in(&login, PASSWORD).unwrap());
    let token = one.session_token.reveal();
    let change = |old: &str, new: &str| world.desk.change_password(&one.session, token, old, new);
    assert!(matches!(change("wrong password", "жасыл алма 43"), Err(DeskError::Invalid(_))));
    assert!(matches!(change(PASSWORD, "short"), Err(DeskError::Invalid(_))));
    change(PASSWORD, "жасыл алма 43").unwrap();
    assert!(world.desk.session(token).unwrap().is_some());
    assert!(world.desk.session(two.session_token.reveal()).unwrap().is_none());
    assert!(is_refused(world.desk.sign_in(&login, PASSWORD)));
    let operator = world.desk.sign_in("operator", PASSWORD).unwrap().session;
    let id = one.session.account.id;
    let stale = world.desk.reset_password(&operator, id, 1, "көк алма 44 бар");
    assert_eq!(stale.err(), Some(DeskError::Stale { expected: 1, found: 2 }));
    world.desk.reset_password(&operator, id, 2, "көк алма 44 бар").unwrap();
    assert!(world.desk.sign_in(&login, "көк алма 44 бар").is_ok());
}

#[test]
fn a_password_is_set_by_a_link_that_works_once_and_for_a_day() {
    let world = World::new();
    world.person(CENTRE, &[Role::Reception]);
    let login = format!("reception.{CENTRE}");
    let before = world.desk.sign_in(&login, PASSWORD).unwrap();
    let id = before.session.account.id;
    let operator = world.desk.sign_in("operator", PASSWORD).unwrap().session;
    let link = || world.desk.password_link(&operator, id).unwrap();
    let set = |secret: &desk::Secret, new: &str| world.desk.set_password_by_link(id, secret.reveal(), new);
    let (old, new) = (link(), link());
    assert_eq!(set(&old, "жасыл алма 43"), Err(DeskError::NotFound), "replaced by the newer");
    assert!(matches!(set(&new, "short"), Err(DeskError::Invalid(_))));
    assert!(world.desk.session(before.session_token.reveal()).unwrap().is_some(), "nothing has changed yet");
    let other = operator.account.id;
    let elsewhere = world.desk.set_password_by_link(other, new.reveal(), "жасыл алма 43");
    assert_eq!(elsewhere, Err(DeskError::NotFound), "it opens one account");
    set(&new, "жасыл алма 43").unwrap();
    assert_eq!(set(&new, "көк алма 44 бар"), Err(DeskError::NotFound), "used up");
    assert!(world.desk.session(before.session_token.reveal()).unwrap().is_none());
    assert!(is_refused(world.desk.sign_in(&login, PASSWORD)));
    assert!(world.desk.sign_in(&login, "жасыл алма 43").is_ok());
    let late = link();
    world.set("2013-09-03T10:15:00+06:00");
    assert_eq!(set(&late, "көк алма 44 бар"), Err(DeskError::NotFound));
}
