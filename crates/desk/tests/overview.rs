//! The overview tells whoever oversees an office what is late there and what will be, and the inbox lists it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{CaseId, Command, StateName};
use desk::{Due, InboxQuery, Permission, Role, Session, permissions};
use directory::Channel;
use jiff::civil::date;
use world::{CENTRE, ELSEWHERE, ENTERPRISE, World, above, office};

/// A request of service 1, lodged on Monday, 2 September: its term ends at the close of Tuesday, 10 September.
fn lodged(world: &World) -> CaseId {
    let counter = world.person(CENTRE, &[Role::Reception]);
    world.lodge(&counter, &world.form(&counter, 1, Channel::Centre)).unwrap().acted.case
}

fn counted(world: &World, who: &Session) -> [u64; 4] {
    let found = world.desk.deadlines(who).unwrap();
    assert!(found.lines.iter().all(|line| line.office == office(ENTERPRISE) && line.service == 1));
    let listed = Due::ALL.map(|due| {
        let query = InboxQuery { due: Some(due), overseen: true, ..InboxQuery::default() };
        world.desk.inbox(who, &query, None).unwrap().items.len() as u64
    });
    let cases = found.lines.first().map_or([0; 4], |line| line.cases);
    assert_eq!(listed, cases, "the inbox lists what is counted");
    cases
}

#[test]
fn a_case_is_counted_by_the_days_that_are_left() {
    let world = World::new();
    lodged(&world);
    let head = world.person(ENTERPRISE, &[Role::Head]);
    for (now, expected) in [
        ("2013-09-04T10:00:00+06:00", [0, 0, 0, 0]),
        // Friday, Monday and Tuesday are three working days; the week ends before the term.
        ("2013-09-05T10:00:00+06:00", [0, 0, 1, 0]),
        ("2013-09-08T23:59:59+06:00", [0, 0, 1, 0]),
        ("2013-09-09T00:00:00+06:00", [0, 0, 1, 1]),
        ("2013-09-10T09:00:00+06:00", [0, 1, 1, 1]),
        ("2013-09-11T09:00:00+06:00", [1, 0, 0, 0]),
    ] {
        world.set(now);
        assert_eq!(counted(&world, &head), expected, "{now}");
    }
    world.set("2013-09-05T10:00:00+06:00");
    let days = world.desk.deadlines(&head).unwrap().days;
    assert_eq!(days, [date(2013, 9, 5), date(2013, 9, 10), date(2013, 9, 8)]);
}

#[test]
fn what_was_granted_by_silence_is_late_until_its_paper_is_made() {
    let world = World::new();
    let id = lodged(&world);
    let head = world.person(ENTERPRISE, &[Role::Head]);
    world.set("2013-09-11T09:00:00+06:00");
    world.desk.tick("one").unwrap();
    assert_eq!(world.stored(id).state_name(), StateName::DeemedGranted);
    assert_eq!(counted(&world, &head), [1, 0, 0, 0]);
    world.act(&head, id, Command::Ready { medium: None, number: None });
    assert_eq!(counted(&world, &head), [0; 4], "nothing is owed but to hand it out");
}

#[test]
fn an_overview_shows_the_offices_where_it_is_allowed_and_no_others() {
    let world = World::new();
    lodged(&world);
    world.set("2013-09-10T09:00:00+06:00");
    let above = above();
    for (place, deciding) in [(ENTERPRISE, true), (above.as_str(), true), (CENTRE, false), (ELSEWHERE, false)]
    {
        for role in Role::ALL {
            let who = world.person(place, &[*role]);
            let oversees = desk::Relation::ALL
                .iter()
                .any(|relation| permissions(*role, *relation).contains(&Permission::SeeOverview));
            let found = world.desk.deadlines(&who);
            assert_eq!(found.is_ok(), oversees, "{role} at {place}");
            if oversees {
                assert_eq!(found.unwrap().lines.len(), usize::from(deciding), "{role} at {place}");
            }
        }
    }
}

#[test]
fn a_filter_of_states_and_of_days_asks_for_both() {
    let world = World::new();
    lodged(&world);
    let head = world.person(ENTERPRISE, &[Role::Head]);
    world.set("2013-09-10T09:00:00+06:00");
    let found = |state| {
        let query = InboxQuery { due: Some(Due::Today), states: vec![state], ..InboxQuery::default() };
        world.desk.inbox(&head, &query, None).unwrap().items.len()
    };
    assert_eq!(found(StateName::Lodged), 1);
    assert_eq!(found(StateName::InWork), 0);
    assert_eq!(found(StateName::Ready), 0, "nothing is owed in this state");
}
