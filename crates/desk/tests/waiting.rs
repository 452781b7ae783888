//! What an inbox begins with: cases that wait for a step of whoever opens it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{CaseId, Command, StateName, onward};
use desk::{InboxQuery, NewAbsence, Role, Session};
use directory::Channel;
use world::{CENTRE, ELSEWHERE, ENTERPRISE, World, above};

fn waiting(world: &World, who: &Session) -> Vec<CaseId> {
    let query = InboxQuery { waiting: true, ..InboxQuery::default() };
    world.desk.inbox(who, &query, None).unwrap().items.into_iter().map(|case| case.id).collect()
}

/// A case waits in its life for the head and the executor, then for the reception of either office, then for the archivist,
/// and never for somebody who takes no step with it.
#[test]
fn a_case_waits_for_whoever_takes_its_next_step() {
    let world = World::new();
    let at = |office: &str, role| world.person(office, &[role]);
    let (reception, head) = (at(CENTRE, Role::Reception), at(ENTERPRISE, Role::Head));
    let (executor, counter) = (at(ENTERPRISE, Role::Executor), at(ENTERPRISE, Role::Reception));
    let archivist = at(ENTERPRISE, Role::Archivist);
    let others = [
        at(CENTRE, Role::Head),
        at(CENTRE, Role::Executor),
        at(&above(), Role::Head),
        at(ELSEWHERE, Role::Head),
        at(ENTERPRISE, Role::Cashier),
        at(ENTERPRISE, Role::Supervisor),
    ];
    let form = world.form(&reception, 1, Channel::Centre);
    let case = world.lodge(&reception, &form).unwrap().acted.case;
    let told = |state: &str, expected: [bool; 5]| {
        let people = [&head, &executor, &reception, &counter, &archivist];
        let found = people.map(|who| waiting(&world, who).contains(&case));
        assert_eq!(found, expected, "{state}: head, executor, counter of the centre, own counter, archivist");
        for who in &others {
            assert!(
                waiting(&world, who).is_empty(),
                "{state}: {:?} at {:?}",
                who.account.roles,
                who.account.office
            );
        }
    };
    told("lodged", [true, true, false, false, false]);
    world.act(&executor, case, Command::Start);
    told("in work", [true, true, false, false, false]);
    world.act(&head, case, Command::Grant);
    told("granted", [true, true, false, false, false]);
    world.act(&executor, case, Command::Ready { medium: None, number: None });
    told("ready", [false, false, true, true, false]);
    let all = world.desk.inbox(&head, &InboxQuery::default(), None).unwrap();
    assert_eq!(all.items.len(), 1, "what waits for others is still open");
}

#[test]
fn only_who_takes_steps_is_waited_for() {
    let world = World::new();
    for role in Role::ALL {
        let who = world.person(ENTERPRISE, &[*role]);
        let takes = [Role::Reception, Role::Executor, Role::Head, Role::Archivist].contains(role);
        assert_eq!(world.desk.awaits_steps(&who), takes, "{role}");
    }
}

#[test]
fn what_waits_for_somebody_absent_waits_for_his_deputy() {
    let world = World::new();
    let (reception, head) =
        (world.person(ENTERPRISE, &[Role::Reception]), world.person(ENTERPRISE, &[Role::Head]));
    let deputy = world.person(ENTERPRISE, &[Role::Cashier]);
    let form = world.form(&reception, 1, Channel::Cadastre);
    let case = world.lodge(&reception, &form).unwrap().acted.case;
    assert!(waiting(&world, &deputy).is_empty());
    let new = NewAbsence {
        account: head.account.id,
        deputy: Some(deputy.account.id),
        from: "2013-09-02".to_owned(),
        through: "2013-09-04".to_owned(),
    };
    world.desk.record_absence(&head, &new, &world.key()).unwrap();
    let deputy = world.person(ENTERPRISE, &[Role::Cashier]);
    assert_eq!(waiting(&world, &deputy), [case]);
}

/// Nothing that still waits for an answer is missing from the beginning of whoever gives it.
#[test]
fn every_state_but_those_that_stand_or_are_over_waits_for_a_step() {
    for state in StateName::ALL {
        let over = [StateName::Archived, StateName::Withdrawn, StateName::Cancelled];
        let stands = [StateName::Suspended, StateName::Stored].contains(&state) || over.contains(&state);
        assert_eq!(onward(state).next().is_none(), stands, "{}", state.as_str());
    }
}
