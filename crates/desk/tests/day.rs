//! The day of an office: what is due when, what the clock will do, when it is open, who is away.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{CaseId, DutyKind, OfficeId};
use desk::{DeskError, InboxQuery, NewAbsence, Permission, Role, Session};
use directory::Channel;
use jiff::civil::{Date, date};
use world::{ELSEWHERE, ENTERPRISE, World};

/// Service 1, lodged on Monday 2 September 2013: six working days end on Tuesday 10 September at 18:00.
const DUE: Date = date(2013, 9, 10);

fn lodged(world: &World) -> CaseId {
    let reception = world.person(ENTERPRISE, &[Role::Reception]);
    let form = world.form(&reception, 1, Channel::Cadastre);
    world.lodge(&reception, &form).unwrap().acted.case
}

fn duties(world: &World, who: &Session, day: Date) -> Vec<DutyKind> {
    let found = world.desk.office_day_of(who, Some(day)).unwrap();
    found.appointments.into_iter().map(|one| one.duty).collect()
}

#[test]
fn a_day_tells_what_is_due_and_what_the_clock_will_do() {
    let world = World::new();
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let case = lodged(&world);
    let today = world.desk.office_day_of(&head, None).unwrap();
    assert_eq!((today.day, today.today, today.due.len()), (date(2013, 9, 2), date(2013, 9, 2), 0));
    let day = world.desk.office_day_of(&head, Some(DUE)).unwrap();
    assert_eq!(day.due.iter().map(|one| one.id).collect::<Vec<_>>(), [case]);
    assert_eq!(day.due[0].due_at, Some(world::at("2013-09-10T18:00:00+06:00")));
    let counted: Vec<_> = day.week.iter().map(|one| (one.day.day(), one.due)).collect();
    assert_eq!(counted, [(9, 0), (10, 1), (11, 0), (12, 0), (13, 0), (14, 0), (15, 0)]);
    let open: Vec<_> = day.week.iter().map(|one| one.known.as_ref().unwrap().is_open()).collect();
    assert_eq!(open, [true, true, true, true, true, false, false], "the enterprise works Monday to Friday");
    assert!(matches!(duties(&world, &head, date(2013, 9, 9))[..], [DutyKind::Reminder { .. }]));
    assert_eq!(duties(&world, &head, date(2013, 9, 11)), [DutyKind::DeemedGrant { day: date(2013, 9, 11) }]);
    assert_eq!(duties(&world, &head, date(2013, 9, 12)), []);

    let on = |day, office: Option<&str>| {
        let query = InboxQuery {
            on: Some(day),
            office: office.map(|id| OfficeId(id.to_owned())),
            ..InboxQuery::default()
        };
        world.desk.inbox(&head, &query, None).unwrap().items.len()
    };
    assert_eq!((on(DUE, None), on(DUE, Some(ENTERPRISE)), on(DUE, Some(ELSEWHERE))), (1, 1, 0));
    assert_eq!(on(date(2013, 9, 9), None), 0);
    world.set("2013-09-11T00:30:00+06:00");
    world.desk.tick("one").unwrap();
    assert_eq!(duties(&world, &head, date(2013, 9, 11)), [], "what was done is no appointment");
}

#[test]
fn a_reminder_before_a_weekend_stands_on_the_friday() {
    let world = World::new();
    world.set("2013-09-05T10:15:00+06:00");
    let head = world.person(ENTERPRISE, &[Role::Head]);
    lodged(&world);
    // Six working days after Thursday 5 September: Friday 13 September; after Friday the 6th: Monday the 16th.
    assert_eq!(world.desk.office_day_of(&head, Some(date(2013, 9, 13))).unwrap().due.len(), 1);
    world.set("2013-09-06T10:15:00+06:00");
    lodged(&world);
    assert_eq!(world.desk.office_day_of(&head, Some(date(2013, 9, 16))).unwrap().due.len(), 1);
    assert!(matches!(duties(&world, &head, date(2013, 9, 13))[..], [DutyKind::Reminder { .. }]));
    assert_eq!(duties(&world, &head, date(2013, 9, 15)), []);
}

#[test]
fn a_day_tells_who_is_away_and_another_office_has_a_day_of_its_own() {
    let world = World::new();
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let executor = world.person(ENTERPRISE, &[Role::Executor]);
    lodged(&world);
    let new = NewAbsence {
        account: executor.account.id,
        deputy: Some(head.account.id),
        from: "2013-09-10".to_owned(),
        through: "2013-09-10".to_owned(),
    };
    world.desk.record_absence(&executor, &new, &world.key()).unwrap();
    let away = |day| world.desk.office_day_of(&head, Some(day)).unwrap().away;
    assert_eq!(away(DUE)[0].person.account, executor.account.id);
    assert!(away(date(2013, 9, 11)).is_empty());
    let far = world.person(ELSEWHERE, &[Role::Head]);
    let day = world.desk.office_day_of(&far, Some(DUE)).unwrap();
    assert!(day.due.is_empty() && day.away.is_empty() && day.appointments.is_empty());
    let operator = world.desk.sign_in("operator", world::PASSWORD).unwrap().session;
    let forbidden = Err(DeskError::Forbidden { permission: Permission::ViewCase });
    assert_eq!(world.desk.office_day_of(&operator, None), forbidden);
}

#[test]
fn a_year_without_a_calendar_is_no_reason_to_show_no_day() {
    let world = World::new();
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let day = world.desk.office_day_of(&head, Some(date(2099, 1, 1))).unwrap();
    assert!(day.week.iter().all(|one| one.known.is_none()));
}
