//! What the platform does by itself, when it is due and once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{Command, StateName};
use desk::{DeskError, Role};
use directory::Channel;
use world::{CENTRE, ENTERPRISE, World, office};

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
