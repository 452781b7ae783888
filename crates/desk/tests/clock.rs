//! What the platform does by itself, when it is due and once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{Command, RefusalReason, StateName};
use desk::{DeskError, Role};
use directory::Channel;
use world::{CENTRE, ENTERPRISE, World, at, office};

#[test]
fn silence_grants_on_the_day_after_the_term_and_the_applicant_and_the_head_are_told() {
    let world = World::new();
    let counter = world.person(CENTRE, &[Role::Reception]);
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let id = world.lodge(&counter, &world.form(&counter, 1, Channel::Centre)).unwrap().acted.case;
    world.set("2013-09-09T09:00:00+06:00");
    assert_eq!(world.desk.tick("one").unwrap().acted, 1, "the reminder");
    world.set("2013-09-10T23:59:59+06:00");
    world.desk.tick("one").unwrap();
    assert_eq!(world.stored(id).state_name(), StateName::Lodged);
    world.set("2013-09-11T00:00:00+06:00");
    let report = world.desk.tick("one").unwrap();
    assert_eq!((report.acted, report.failed), (1, 0));
    assert_eq!(world.stored(id).state_name(), StateName::DeemedGranted);
    assert_eq!(world.desk.tick("one").unwrap().claimed, 0, "nothing is due any more");

    let letters = world.store.read(|tx| store::messages::of_case(tx, id.0, None, 100)).unwrap().items;
    let told: Vec<_> = letters.iter().map(|letter| letter.message.kind.as_str()).collect();
    assert!(told.contains(&"desk-letter-deemed-granted"), "{told:?}");
    let letter = letters.iter().find(|letter| letter.message.kind == "desk-letter-deemed-granted").unwrap();
    assert!(letter.message.body.contains("S1 ¶16"), "{}", letter.message.body);
    assert!(letter.message.ready_at.is_some());
    let notices = world.desk.office_notices(&head, &office(ENTERPRISE), None).unwrap().items;
    assert!(notices.iter().any(|notice| notice.message == "desk-notice-deemed-granted"));
    assert!(notices.iter().any(|notice| notice.message == "desk-notice-reminded"));

    let inbox = world.desk.inbox(&head, &desk::InboxQuery::default(), None).unwrap().items;
    assert!(inbox.iter().any(|item| item.id == id), "making the paper stays a duty");
    let refuse =
        Command::RefuseIncomplete { missing: vec!["fee-receipt".to_owned()], reason: "x".to_owned() };
    assert!(matches!(world.try_act(&head, id, &refuse), Err(DeskError::Refused(_))));
}

#[test]
fn two_nodes_on_one_database_do_nothing_twice() {
    let world = World::new();
    let counter = world.person(CENTRE, &[Role::Reception]);
    let form = world.form(&counter, 1, Channel::Centre);
    let ids: Vec<_> = (0..12).map(|_| world.lodge(&counter, &form).unwrap().acted.case).collect();
    world.set("2013-09-11T09:00:00+06:00");
    let other = world.another_desk();
    let reports = std::thread::scope(|scope| {
        let one = scope.spawn(|| world.desk.tick("one").unwrap());
        let two = scope.spawn(|| other.tick("two").unwrap());
        [one.join().unwrap(), two.join().unwrap()]
    });
    assert_eq!(reports.iter().map(|report| report.acted).sum::<usize>(), ids.len(), "{reports:?}");
    let events = world.store.write(|tx| store::events::since(tx, 0, 500)).unwrap().items;
    for id in ids {
        let grants =
            events.iter().filter(|one| one.event.case_id == id.0 && one.event.kind == "deemed-granted.v1");
        assert_eq!(grants.count(), 1);
    }
}

#[test]
fn a_dead_nodes_timers_come_back() {
    let world = World::new();
    let counter = world.person(CENTRE, &[Role::Reception]);
    let id = world.lodge(&counter, &world.form(&counter, 1, Channel::Centre)).unwrap().acted.case;
    world.set("2013-09-11T09:00:00+06:00");
    let (now, until) = (world.desk.now(), world::at("2013-09-11T09:02:00+06:00"));
    let claimed = world.store.write(move |tx| store::timers::claim_due(tx, now, 10, "dead", until)).unwrap();
    assert_eq!(claimed.len(), 1);
    assert_eq!(world.desk.tick("one").unwrap().claimed, 0);
    world.set("2013-09-11T09:02:00+06:00");
    assert_eq!(world.desk.tick("one").unwrap().acted, 1);
    assert_eq!(world.stored(id).state_name(), StateName::DeemedGranted);
}

#[test]
fn services_without_a_source_of_answers_become_late_after_twenty_minutes() {
    for service in 7..=10 {
        let world = World::new();
        let counter = world.person(CENTRE, &[Role::Reception]);
        let head = world.person(CENTRE, &[Role::Head]);
        let lodged = world.lodge(&counter, &world.form(&counter, service, Channel::Centre)).unwrap();
        let id = lodged.acted.case;
        world.set("2013-09-02T10:35:00+06:00");
        world.desk.tick("one").unwrap();
        assert!(!world.stored(id).late, "S{service}: the last minute still belongs to the term");
        world.set("2013-09-02T10:35:01+06:00");
        world.desk.tick("one").unwrap();
        assert!(world.stored(id).late, "S{service}");
        world.set("2013-09-02T12:00:00+06:00");
        assert_eq!(world.desk.tick("one").unwrap().claimed, 0, "S{service}: a late case wakes nobody again");
        let refused = world.try_act(&head, id, &Command::Grant);
        assert!(
            matches!(refused, Err(DeskError::Refused(_))),
            "S{service}: nobody answers by hand: {refused:?}"
        );
        let notices = world.desk.office_notices(&head, &office(CENTRE), None).unwrap().items;
        assert!(notices.iter().any(|notice| notice.message == "desk-notice-late"), "S{service}");
    }
}

/// Instants of a case's events as the journal keeps them, and as the events say them.
fn instants(world: &World, id: cases::CaseId) -> Vec<jiff::Timestamp> {
    let events = world.store.read(|tx| store::events::history(tx, id.0, 0, 500)).unwrap().items;
    let kept: Vec<_> = events.iter().map(|event| event.event.recorded_at).collect();
    assert!(kept.is_sorted(), "nothing is recorded before the event before it: {kept:?}");
    kept
}

#[test]
fn work_goes_on_while_the_clock_is_an_hour_behind_and_nothing_is_recorded_before_the_last_event() {
    let world = World::new();
    let counter = world.person(CENTRE, &[Role::Reception]);
    let reception = world.person(ENTERPRISE, &[Role::Reception]);
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let executor = world.person(ENTERPRISE, &[Role::Executor]);
    let id = world.lodge(&counter, &world.form(&counter, 1, Channel::Centre)).unwrap().acted.case;
    let due = world.view(&head, id).clocks.term.ends;
    world.set("2013-09-02T11:30:00+06:00");
    world.act(&head, id, Command::Assign { officer: executor.account.officer() });
    let last = at("2013-09-02T11:30:00+06:00");

    world.set("2013-09-02T10:30:00+06:00");
    let view = world.view(&executor, id);
    assert!(
        view.steps.iter().any(|step| step.step == cases::CommandKind::Start),
        "the page offers the steps"
    );
    world.act(&executor, id, Command::Start);
    let list = world.desk.make_transfer_list(&counter, &office(ENTERPRISE), &[id]).unwrap();
    world.set("2013-09-02T09:30:00+06:00");
    world.desk.confirm_sent(&counter, list.id).unwrap();
    let list = world.desk.confirm_received(&reception, list.id).unwrap();
    assert!(list.created_at <= list.sent_at.unwrap() && list.sent_at <= list.received_at, "{list:?}");
    world.act(&head, id, Command::Grant);
    assert_eq!(instants(&world, id)[1..], [last; 5], "assigned, and then all at the same instant");
    let case = world.stored(id);
    assert_eq!(case.changed_at, last);
    assert_eq!(case.state_name(), StateName::Granted);

    world.set("2013-09-02T11:31:00+06:00");
    world.act(&executor, id, Command::Ready { medium: None, number: Some("А-1".to_owned()) });
    assert_eq!(*instants(&world, id).last().unwrap(), at("2013-09-02T11:31:00+06:00"));
    let view = world.view(&head, id);
    assert_eq!(view.clocks.term.ends, due, "the term is that of the day of lodging");
}

#[test]
fn a_suspension_in_a_stepped_back_hour_lasts_no_negative_time_and_moves_no_term() {
    let world = World::new();
    let counter = world.person(CENTRE, &[Role::Reception]);
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let id = world.lodge(&counter, &world.form(&counter, 1, Channel::Centre)).unwrap().acted.case;
    let due = world.view(&head, id).clocks.term.ends.unwrap();
    world.set("2013-09-02T11:30:00+06:00");
    world.act(&head, id, Command::Start);
    let view = world.view(&head, id);
    let suspend = view.steps.iter().find(|step| step.step == cases::CommandKind::Suspend).unwrap();
    let ground = suspend.needs.iter().find_map(|need| match need {
        cases::Need::Ground { choices } => choices.iter().find(|one| one.offered_for.is_empty()).cloned(),
        _ => None,
    });
    let ground = ground.unwrap();
    let notice = cases::Notice {
        paper: ground.rests_on.first().map(|paper| paper.id.clone()),
        document: "№ 5, 2013-09-02".to_owned(),
        cause: None,
        until: Some("2013-09-03".to_owned()),
        next_steps: "x".to_owned(),
    };
    world.act(&head, id, Command::Suspend { ground: ground.id, notice });
    world.set("2013-09-02T10:30:00+06:00");
    let resume = world.view(&head, id);
    let resume = resume.steps.iter().find(|step| step.step == cases::CommandKind::Resume).unwrap().clone();
    let paper = resume.needs.iter().find_map(|need| match need {
        cases::Need::EndingPaper { choices, .. } => Some(choices.first().map(|one| one.id.clone())),
        _ => None,
    });
    let paper = paper.flatten().unwrap_or_else(|| "хат".to_owned());
    let ended_by = cases::EndingDocument { paper, details: Some("№ 6".to_owned()) };
    world.act(&head, id, Command::Resume { ended_by });
    let past = world.stored(id).past_suspensions.remove(0);
    assert_eq!(past.ended_at, past.suspension.since, "no time passed, and none less than that");
    let after = world.view(&head, id).clocks.term.ends.unwrap();
    assert!(after >= due, "the applicant is owed no earlier answer: {after} before {due}");
    instants(&world, id);
}

#[test]
fn a_clock_that_is_more_than_two_hours_behind_records_nothing() {
    let world = World::new();
    let counter = world.person(CENTRE, &[Role::Reception]);
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let form = world.form(&counter, 1, Channel::Centre);
    let id = world.lodge(&counter, &form).unwrap().acted.case;
    let events = world.events();
    world.set("2013-09-02T08:14:59+06:00");
    let refused = world.try_act(&head, id, &Command::Start);
    let Err(DeskError::Refused(refusal)) = refused else { panic!("{refused:?}") };
    assert!(matches!(*refusal.reason, RefusalReason::BeforeLastEvent { .. }), "{refusal:?}");
    let mut other = form;
    other.applicant = world::applicant("Ерлан Оспанов", rulebook::model::ApplicantKind::Individual, 2);
    let parallel = world.lodge(&counter, &other);
    let Err(DeskError::Refused(refusal)) = parallel else { panic!("{parallel:?}") };
    assert!(matches!(*refusal.reason, RefusalReason::BeforeLastEvent { .. }), "the other could not be noted");
    assert_eq!(world.events(), events);
    world.set("2013-09-02T08:15:00+06:00");
    world.lodge(&counter, &other).unwrap();
    world.act(&head, id, Command::Start);
    assert_eq!(world.stored(id).parallels.len(), 1, "the other is noted here too");
    instants(&world, id);
}

#[test]
fn what_the_platform_did_it_does_not_do_again_after_the_clock_stepped_back() {
    let world = World::new();
    let counter = world.person(CENTRE, &[Role::Reception]);
    let id = world.lodge(&counter, &world.form(&counter, 1, Channel::Centre)).unwrap().acted.case;
    let steps = [
        ("2013-09-09T09:00:00+06:00", 1, "the reminder"),
        ("2013-09-09T08:00:00+06:00", 0, "an hour back"),
        ("2013-09-09T09:00:00+06:00", 0, "and there again"),
        ("2013-09-11T00:00:00+06:00", 1, "the grant"),
        ("2013-09-10T23:00:00+06:00", 0, "the day before"),
        ("2013-09-11T00:00:00+06:00", 0, "the day after, again"),
        ("2013-09-12T00:00:00+06:00", 0, "for good"),
    ];
    for (now, acted, what) in steps {
        world.set(now);
        let report = world.desk.tick("one").unwrap();
        assert_eq!((report.acted, report.failed), (acted, 0), "{what}");
    }
    let events = world.store.read(|tx| store::events::history(tx, id.0, 0, 500)).unwrap().items;
    let count = |kind: &str| events.iter().filter(|event| event.event.kind == kind).count();
    assert_eq!((count("deemed-granted.v1"), count("reminded.v1")), (1, 1));
    let letters = world.store.read(|tx| store::messages::of_case(tx, id.0, None, 100)).unwrap().items;
    let told = letters.iter().filter(|letter| letter.message.kind == "desk-letter-deemed-granted").count();
    assert_eq!(told, 1);
    instants(&world, id);
}

#[test]
fn numbers_stay_unique_when_the_clock_steps_back_over_midnight() {
    let world = World::new();
    let counter = world.person(CENTRE, &[Role::Reception]);
    let mut numbers = std::collections::BTreeSet::new();
    for now in ["2013-09-03T00:20:00+06:00", "2013-09-02T23:50:00+06:00", "2013-09-03T00:20:00+06:00"] {
        world.set(now);
        let form = world.form(&counter, 1, Channel::Centre);
        let lodged = world.lodge(&counter, &form).unwrap().acted;
        assert!(numbers.insert(lodged.number.to_string()), "{} twice", lodged.number);
        assert_eq!(world.stored(lodged.case).request.lodged_at, at(now));
    }
    let head = world.person(CENTRE, &[Role::Head]);
    let book = world.desk.register(&head, desk::BookKind::Registration, &office(CENTRE), 2013, None).unwrap();
    let lines: Vec<_> = book.items.iter().map(|line| line.number).collect();
    assert_eq!(lines, (1..=3).collect::<Vec<_>>(), "the book has every line once and no gap");
}

#[test]
fn a_session_does_not_outlive_its_most_because_the_clock_stepped_back() {
    let world = World::new();
    let counter = world.person(CENTRE, &[Role::Reception]);
    let login = counter.account.login;
    let signed = world.desk.sign_in(&login, world::PASSWORD).unwrap();
    let token = signed.session_token.reveal();
    let most = at("2013-09-03T00:15:00+06:00");
    for now in ["2013-09-02T17:00:00+06:00", "2013-09-02T16:00:00+06:00", "2013-09-02T23:00:00+06:00"] {
        world.set(now);
        world.desk.session(token).unwrap().unwrap();
        assert!(world.desk.session(token).unwrap().unwrap().expires_at <= most, "{now}");
    }
    world.set("2013-09-03T00:15:00+06:00");
    assert!(world.desk.session(token).unwrap().is_none());

    // Begun while the clock was a day ahead, it ends when the clock is put right.
    world.set("2013-09-04T10:00:00+06:00");
    let ahead = world.desk.sign_in(&login, world::PASSWORD).unwrap();
    world.set("2013-09-04T08:00:00+06:00");
    assert!(
        world.desk.session(ahead.session_token.reveal()).unwrap().is_some(),
        "a step back signs nobody out"
    );
    world.set("2013-09-03T10:00:00+06:00");
    assert!(world.desk.session(ahead.session_token.reveal()).unwrap().is_none());
}
