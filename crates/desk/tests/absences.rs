//! Who stands in for somebody who is away may do what that person may, in these days alone, and says in whose place.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{Actor, CaseId, Command, CommandKind, Officer};
use desk::{
    AccountQuery, AccountStatus, DeskError, InboxQuery, NEVER_DEPUTED, NewAbsence, Permission, Relation,
    Role, Session, allows, permission_for, permissions,
};
use directory::Channel;
use world::{CENTRE, ELSEWHERE, ENTERPRISE, PASSWORD, World};

/// Somebody who comes back day after day: a session is read anew from its token.
struct Person {
    token: String,
    id: cases::AccountId,
}

impl Person {
    fn of(world: &World, office: &str, role: Role) -> Self {
        let session = world.person(office, &[role]);
        let signed = world.desk.sign_in(&session.account.login, PASSWORD).unwrap();
        Self { token: signed.session_token.reveal().to_owned(), id: session.account.id }
    }

    fn now(&self, world: &World) -> Session {
        world.desk.session(&self.token).unwrap().unwrap()
    }

    fn signs_in(world: &World, office: &str, role: Role) -> Session {
        world.person(office, &[role])
    }
}

fn absence(person: cases::AccountId, deputy: cases::AccountId, from: &str, through: &str) -> NewAbsence {
    NewAbsence { account: person, deputy: Some(deputy), from: from.to_owned(), through: through.to_owned() }
}

fn lodged(world: &World) -> CaseId {
    let reception = world.person(ENTERPRISE, &[Role::Reception]);
    let form = world.form(&reception, 1, Channel::Cadastre);
    world.lodge(&reception, &form).unwrap().acted.case
}

fn wrong(answer: Result<impl std::fmt::Debug, DeskError>) -> (String, &'static str) {
    match answer {
        Err(DeskError::Invalid(errors)) => (errors[0].field.clone(), errors[0].message),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_deputy_signs_in_these_days_alone_and_every_event_says_in_whose_place() {
    let world = World::new();
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let executor = world.person(ENTERPRISE, &[Role::Executor]);
    let case = lodged(&world);
    world.act(&executor, case, Command::Start);
    let new = absence(head.account.id, executor.account.id, "2013-09-03", "2013-09-04");
    let key = world.key();
    let id = world.desk.record_absence(&head, &new, &key).unwrap();
    assert_eq!(world.desk.record_absence(&head, &new, &key).unwrap(), id, "a second click");
    let forbidden = Err(DeskError::Forbidden { permission: Permission::Decide });
    let grant = |who: &Session| world.try_act(who, case, &Command::Grant);

    let today = Person::signs_in(&world, ENTERPRISE, Role::Executor);
    assert_eq!((today.acting_for.len(), grant(&today)), (0, forbidden.clone()), "not yet");
    // The last minute of the last day by the clocks of the office, and the first after it.
    world.set("2013-09-05T00:00:00+06:00");
    let after = Person::signs_in(&world, ENTERPRISE, Role::Executor);
    assert_eq!((after.acting_for.len(), grant(&after)), (0, forbidden), "it ended by itself");
    world.set("2013-09-04T23:59:59+06:00");
    let deputy = Person::signs_in(&world, ENTERPRISE, Role::Executor);
    assert_eq!(deputy.acting_for[0].account, head.account.id);
    grant(&deputy).unwrap();

    let history = world.view(&deputy, case).history;
    let Actor::Person(officer) = &history.last().unwrap().actor else { panic!() };
    assert_eq!((officer.account, officer.post.as_str()), (executor.account.id, "маман"));
    let absent = officer.acting_for.as_ref().unwrap();
    assert_eq!((absent.account, absent.name.as_str()), (head.account.id, head.account.name.as_str()));
    let Actor::Person(Officer { acting_for: None, .. }) = &history[1].actor else {
        panic!("what he may himself he does himself: {:?}", history[1])
    };
    let events = world.store.read(|tx| store::events::history(tx, case.0, 0, 10)).unwrap().items;
    let journal = &events.last().unwrap().event.actor;
    assert_eq!(*journal, format!("account:{} for account:{}", executor.account.id.0, head.account.id.0));
    let line = world.view(&deputy, case).register.last().unwrap().columns["by"]["in_place_of"].clone();
    assert_eq!(line["name"], head.account.name, "the book says it too");
}

#[test]
fn what_was_given_to_somebody_away_stands_in_the_deputys_inbox_and_is_done_in_his_place() {
    let world = World::new();
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let executor = world.person(ENTERPRISE, &[Role::Executor]);
    let other = world.account("other.executor", ENTERPRISE, &[Role::Executor]);
    let operator = world.desk.sign_in("operator", PASSWORD).unwrap().session;
    let other = world.desk.create_account(&operator, &other).unwrap().id;
    let case = lodged(&world);
    world.act(&head, case, Command::Assign { officer: executor.account.officer() });
    let new = absence(executor.account.id, other, "2013-09-02", "2013-09-02");
    world.desk.record_absence(&head, &new, &world.key()).unwrap();
    let deputy = world.desk.sign_in("other.executor", PASSWORD).unwrap().session;
    let mine = InboxQuery { mine: true, ..InboxQuery::default() };
    let listed = world.desk.inbox(&deputy, &mine, None).unwrap().items;
    assert_eq!(listed.iter().map(|line| line.id).collect::<Vec<_>>(), [case]);
    world.act(&deputy, case, Command::Start);
    let Actor::Person(officer) = world.view(&deputy, case).history.pop().unwrap().actor else { panic!() };
    assert_eq!(officer.acting_for.unwrap().account, executor.account.id, "though his own role allows it");
}

#[test]
fn nobody_makes_himself_a_deputy_and_only_head_and_administrator_speak_for_others() {
    let world = World::new();
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let executor = world.person(ENTERPRISE, &[Role::Executor]);
    let archivist = world.person(ENTERPRISE, &[Role::Archivist]);
    let far = world.person(ELSEWHERE, &[Role::Head]);
    let operator = world.desk.sign_in("operator", PASSWORD).unwrap().session;
    let (h, e, a) = (head.account.id, executor.account.id, archivist.account.id);
    let record = |who: &Session, person, deputy| {
        world.desk.record_absence(who, &absence(person, deputy, "2013-09-03", "2013-09-03"), &world.key())
    };
    let field = |message| ("deputy".to_owned(), message);
    assert_eq!(wrong(record(&head, e, h)), field("desk-deputy-self"));
    assert_eq!(wrong(record(&head, e, e)), field("desk-deputy-same"));
    assert_eq!(wrong(record(&executor, e, far.account.id)), field("desk-deputy-unknown"));
    assert_eq!(wrong(record(&executor, e, operator.account.id)), field("desk-deputy-keeper"));
    let none = NewAbsence { deputy: None, ..absence(e, a, "", "2013-09-01") };
    assert_eq!(wrong(world.desk.record_absence(&executor, &none, &world.key())), field("desk-deputy-none"));
    let forbidden = DeskError::Forbidden { permission: Permission::KeepAbsences };
    assert_eq!(record(&executor, h, a), Err(forbidden));
    assert_eq!(record(&far, e, a), Err(DeskError::NotFound), "of another office");
    let id = record(&operator, e, a).unwrap();
    assert_eq!(
        world.desk.end_absence(&archivist, id),
        Err(DeskError::Forbidden { permission: Permission::KeepAbsences })
    );
    assert_eq!(world.desk.end_absence(&far, id), Err(DeskError::NotFound));
    world.desk.end_absence(&executor, id).unwrap();
    assert_eq!(wrong(world.desk.end_absence(&head, id)), ("absence".to_owned(), "desk-absence-over"));
    let lines = world.desk.absences(&head).unwrap().office.unwrap();
    let line = lines.iter().find(|line| line.id == id).unwrap();
    assert_eq!(line.recorded_by.as_ref().unwrap().account, operator.account.id);
    assert_eq!(line.ended.as_ref().unwrap().1.as_ref().unwrap().account, e, "history stays: who ended it");
    assert!(world.desk.absences(&executor).unwrap().office.is_none());
}

#[test]
fn days_run_from_today_on_and_nobody_is_away_twice_or_stands_in_while_away() {
    let world = World::new();
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let executor = world.person(ENTERPRISE, &[Role::Executor]);
    let archivist = world.person(ENTERPRISE, &[Role::Archivist]);
    let (h, e, a) = (head.account.id, executor.account.id, archivist.account.id);
    let record = |person, deputy, from: &str, through: &str| {
        world.desk.record_absence(
            if person == e { &executor } else { &head },
            &absence(person, deputy, from, through),
            &world.key(),
        )
    };
    assert_eq!(wrong(record(e, a, "2013-09-01", "2013-09-05")), ("from".to_owned(), "desk-field-before"));
    assert_eq!(wrong(record(e, a, "2013-09-05", "2013-09-04")), ("through".to_owned(), "desk-field-before"));
    assert_eq!(wrong(record(e, a, "ертең", "2013-09-04")), ("from".to_owned(), "desk-field-day"));
    assert_eq!(wrong(record(e, a, "2013-09-05", "2014-09-06")), ("through".to_owned(), "desk-absence-long"));
    record(e, a, "2013-09-05", "2013-09-09").unwrap();
    assert_eq!(wrong(record(e, h, "2013-09-09", "2013-09-12")), ("from".to_owned(), "desk-absence-overlaps"));
    assert_eq!(wrong(record(h, e, "2013-09-01", "2013-09-05")).1, "desk-field-before");
    assert_eq!(wrong(record(h, e, "2013-09-02", "2013-09-05")), ("deputy".to_owned(), "desk-deputy-away"));
    record(h, e, "2013-09-02", "2013-09-04").unwrap();
}

#[test]
fn whoever_has_left_moved_or_lost_a_role_lends_it_no_longer() {
    let world = World::new();
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let executor = Person::of(&world, ENTERPRISE, Role::Executor);
    let operator = world.desk.sign_in("operator", PASSWORD).unwrap().session;
    let new = absence(head.account.id, executor.id, "2013-09-02", "2013-09-30");
    world.desk.record_absence(&head, &new, &world.key()).unwrap();
    assert!(executor.now(&world).may_somewhere(Permission::Decide));
    let set = |office: &str, roles: &[Role]| {
        let version = world.desk.account(&operator, head.account.id).unwrap().version;
        let duties =
            desk::GivenDuties { post: "x".to_owned(), office: office.to_owned(), roles: roles.to_vec() };
        world.desk.set_duties(&operator, head.account.id, version, &duties).unwrap();
    };
    set(ENTERPRISE, &[Role::Archivist]);
    assert!(!executor.now(&world).may_somewhere(Permission::Decide), "roles are those of today");
    set(ELSEWHERE, &[Role::Head]);
    assert!(executor.now(&world).acting_for.is_empty(), "another office");
    set(ENTERPRISE, &[Role::Head]);
    assert!(executor.now(&world).may_somewhere(Permission::Decide));
    let version = world.desk.account(&operator, head.account.id).unwrap().version;
    world.desk.set_account_status(&operator, head.account.id, version, AccountStatus::Disabled).unwrap();
    assert!(executor.now(&world).acting_for.is_empty(), "whoever has left is not away");
}

/// The table holds for deputies: own roles, and those of the absent person without what is never lent.
#[test]
fn every_role_that_stands_in_for_every_role_may_what_both_may_and_never_keeps_accounts_or_rules() {
    let world = World::new();
    let case = lodged(&world);
    let away: Vec<_> = Role::ALL
        .iter()
        .map(|role| {
            let _ = world.person(CENTRE, &[Role::Reception]);
            let operator = world.desk.sign_in("operator", PASSWORD).unwrap().session;
            let login = format!("away.{role}");
            let account = world.account(&login, ENTERPRISE, &[*role]);
            let id = world.desk.create_account(&operator, &account).unwrap().id;
            (*role, id, world.desk.sign_in(&login, PASSWORD).unwrap().session)
        })
        .collect();
    let deputies: Vec<_> =
        Role::ALL.iter().map(|role| (*role, Person::of(&world, ENTERPRISE, *role))).collect();
    for (lent, id, absent) in &away {
        for (own, deputy) in &deputies {
            let new = absence(*id, deputy.id, "2013-09-02", "2013-09-02");
            let recorded = world.desk.record_absence(absent, &new, &world.key());
            if *own == Role::Administrator {
                assert_eq!(wrong(recorded), ("deputy".to_owned(), "desk-deputy-keeper"));
                continue;
            }
            let recorded = recorded.unwrap();
            let who = deputy.now(&world);
            for permission in Permission::ALL {
                let lends =
                    !NEVER_DEPUTED.contains(permission) && allows(&[*lent], Relation::ALL, *permission);
                let may = allows(&[*own], Relation::ALL, *permission) || lends;
                assert_eq!(who.may_somewhere(*permission), may, "{own} for {lent}: {permission}");
            }
            assert!(
                world.desk.accounts(&who, &AccountQuery::default(), None).is_err()
                    && world.desk.rules(&who).is_err()
            );
            let here = |role: Role, permission: Permission| {
                [Relation::LodgingOffice, Relation::ExecutingOffice]
                    .iter()
                    .any(|relation| permissions(role, *relation).contains(&permission))
            };
            for (kind, command) in [
                (CommandKind::Start, Command::Start),
                (CommandKind::Grant, Command::Grant),
                (CommandKind::Assign, Command::Assign { officer: who.account.officer() }),
                (CommandKind::Store, Command::Store),
                (CommandKind::Post, Command::Post { item: None }),
                (CommandKind::Cancel, Command::Cancel { reason: "қате".to_owned() }),
            ] {
                let needed = permission_for(kind).unwrap();
                let may = here(*own, needed) || here(*lent, needed);
                // A stale version is refused after the permission, and changes nothing.
                let stale = matches!(
                    world.desk.act(&who, case, 0, &command, &world.key()),
                    Err(DeskError::Stale { .. })
                );
                assert_eq!(stale, may, "{own} for {lent}: {}", kind.as_str());
            }
            let sees = here(*own, Permission::ViewCase) || here(*lent, Permission::ViewCase);
            assert_eq!(world.desk.case(&who, case, "test").is_ok(), sees, "{own} for {lent}");
            let listed = world.desk.inbox(&who, &InboxQuery::default(), None);
            assert_eq!(listed.is_ok_and(|page| page.items.len() == 1), sees, "{own} for {lent}");
            world.desk.end_absence(absent, recorded).unwrap();
            assert!(deputy.now(&world).acting_for.is_empty(), "ended at once");
        }
    }
}
