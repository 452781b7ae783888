//! One step for many cases: each is judged and written for itself.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{CaseId, Command, OfficeId, Officer, RefusalReason, StateName};
use desk::{BULK_MOST, BULK_STEPS, DeskError, Role, Session, permission_for};
use directory::Channel;
use rulebook::model::ApplicantKind;
use world::{CENTRE, ENTERPRISE, World, applicant};

/// Cases of several applicants, lodged at the enterprise.
fn lodged(world: &World, count: u32) -> Vec<CaseId> {
    let reception = world.person(ENTERPRISE, &[Role::Reception]);
    let lodge = |number| {
        let mut form = world.form(&reception, 1, Channel::Cadastre);
        form.applicant = applicant("Айгүл Серікова", ApplicantKind::Individual, number);
        form.parcels[0].cadastral_number = format!("21-318-065-{number:03}");
        world.lodge(&reception, &form).unwrap().acted.case
    };
    (100..100 + count).map(lodge).collect()
}

fn with_versions(world: &World, cases: &[CaseId]) -> Vec<(CaseId, u64)> {
    cases.iter().map(|case| (*case, world.version(*case))).collect()
}

fn suspend(world: &World, head: &Session, case: CaseId) {
    let ground = world::LAW.standard(1, world.desk.today()).unwrap().grounds.iter();
    let ground = ground.map(|ground| ground.id.clone()).next().unwrap();
    let notice = cases::Notice {
        paper: None,
        document: "сот ұйғарымы, №5".to_owned(),
        cause: Some("сот".to_owned()),
        until: Some("шешім күшіне енгенше".to_owned()),
        next_steps: "күтіңіз".to_owned(),
    };
    let view = world.view(head, case);
    let step = view.steps.iter().find(|step| step.step == cases::CommandKind::Suspend).unwrap();
    let choice = step.needs.iter().find_map(|need| match need {
        cases::Need::Ground { choices } => {
            choices.iter().find(|choice| choice.by_hand || choice.id == ground)
        }
        _ => None,
    });
    let choice = choice.unwrap();
    let paper = choice.rests_on.first().map(|paper| paper.id.clone()).filter(|_| !choice.by_hand);
    world.act(
        head,
        case,
        Command::Suspend { ground: choice.id.clone(), notice: cases::Notice { paper, ..notice } },
    );
}

#[test]
fn a_head_signs_many_and_the_law_keeps_back_what_stands_still() {
    let world = World::new();
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let cases = lodged(&world, 5);
    let started =
        world.desk.act_on_many(&head, &Command::Start, &with_versions(&world, &cases), &world.key());
    assert!(started.unwrap().iter().all(|one| one.outcome.is_ok()));
    suspend(&world, &head, cases[1]);
    let foreseen = world.desk.foresee(&head, &Command::Grant, &cases).unwrap();
    assert_eq!(foreseen.iter().map(|line| line.case.id).collect::<Vec<_>>(), cases, "in the given order");
    for (place, line) in foreseen.iter().enumerate() {
        match (place, &line.foreseen) {
            (1, Err(DeskError::Refused(refusal))) => {
                assert!(matches!(*refusal.reason, RefusalReason::Suspended { .. }), "{refusal}");
                assert!(refusal.cite.is_some(), "the law says by which paragraph");
            }
            (1, other) => panic!("{other:?}"),
            (_, foreseen) => assert!(foreseen.is_ok(), "{foreseen:?}"),
        }
    }
    assert!(
        cases.iter().all(|case| world.stored(*case).state_name() != StateName::Granted),
        "nothing was done"
    );

    // Somebody else is faster on one of them.
    let seen = with_versions(&world, &cases);
    world.act(&head, cases[3], Command::Assign { officer: head.account.officer() });
    let key = world.key();
    let done = world.desk.act_on_many(&head, &Command::Grant, &seen, &key).unwrap();
    let granted: Vec<_> = done.iter().filter(|one| one.outcome.is_ok()).map(|one| one.case).collect();
    assert_eq!(granted, [cases[0], cases[2], cases[4]]);
    assert!(matches!(done[1].outcome, Err(DeskError::Refused(_))), "{:?}", done[1]);
    assert!(matches!(done[3].outcome, Err(DeskError::Stale { .. })), "{:?}", done[3]);
    assert!(granted.iter().all(|case| world.stored(*case).state_name() == StateName::Granted));

    let events = world.events();
    assert_eq!(world.desk.act_on_many(&head, &Command::Grant, &seen, &key).unwrap(), done, "a second click");
    assert_eq!(world.events(), events, "writes nothing");
}

#[test]
fn what_was_checked_was_looked_at() {
    let world = World::new();
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let cases = lodged(&world, 1);
    world.desk.foresee(&head, &Command::Start, &cases).unwrap();
    let looks = world.desk.access_log(&head, cases[0], None).unwrap().items;
    assert_eq!((looks[0].what.as_str(), looks[0].why.as_str()), ("desk-look-bulk", "start"));
}

#[test]
fn none_and_too_many_are_named_and_nothing_is_done() {
    let world = World::new();
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let many: Vec<_> = (0..=BULK_MOST).map(|_| (CaseId(uuid::Uuid::new_v4()), 1)).collect();
    for (cases, message) in [(&[][..], "desk-bulk-none"), (&many[..], "desk-list-long")] {
        let Err(DeskError::Invalid(errors)) =
            world.desk.act_on_many(&head, &Command::Start, cases, &world.key())
        else {
            panic!("{message}")
        };
        assert_eq!((errors[0].field.as_str(), errors[0].message), ("case", message));
    }
    let one = lodged(&world, 1);
    let twice = [with_versions(&world, &one), with_versions(&world, &one)].concat();
    assert_eq!(world.desk.act_on_many(&head, &Command::Start, &twice, &world.key()).unwrap().len(), 1);
}

#[test]
fn only_steps_that_need_nothing_of_the_single_case_are_taken_for_many() {
    let world = World::new();
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let cases = lodged(&world, 1);
    let cancel = Command::Cancel { reason: "қате".to_owned() };
    assert!(matches!(world.desk.foresee(&head, &cancel, &cases), Err(DeskError::NotByHand { .. })));
    assert!(BULK_STEPS.iter().all(|step| permission_for(*step).is_some()));
}

#[test]
fn many_cases_are_given_to_an_officer_of_the_own_office_who_may_see_them() {
    let world = World::new();
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let executor = world.person(ENTERPRISE, &[Role::Executor]);
    let far = world.person(CENTRE, &[Role::Reception]);
    let operator = world.desk.sign_in("operator", world::PASSWORD).unwrap().session;
    let cases = lodged(&world, 3);
    let offered: Vec<_> = world.desk.officers(&head).unwrap().iter().map(|one| one.account).collect();
    assert!(offered.contains(&executor.account.id) && offered.contains(&head.account.id));
    assert!(!offered.contains(&far.account.id) && !offered.contains(&operator.account.id));
    assert_eq!(world.desk.officers(&executor).unwrap(), [], "an executor gives work to nobody");
    for wrong in [far.account.officer(), operator.account.officer()] {
        let answer = world.desk.foresee(&head, &Command::Assign { officer: wrong }, &cases);
        assert!(matches!(answer, Err(DeskError::Invalid(_))), "{answer:?}");
    }
    let named = Officer { office: OfficeId("x".to_owned()), ..executor.account.officer() };
    let command = Command::Assign { officer: Officer { name: "x".to_owned(), ..named } };
    let done = world.desk.act_on_many(&head, &command, &with_versions(&world, &cases), &world.key()).unwrap();
    assert!(done.iter().all(|one| one.outcome.is_ok()));
    assert!(cases.iter().all(|case| world.stored(*case).assignee == Some(executor.account.officer())));
}
