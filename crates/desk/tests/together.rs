//! What those who work on one case know of each other: notes, and who else has it open.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{CaseId, Command};
use desk::{DeskError, PAGE_OPEN, Role, Session};
use directory::Channel;
use world::{CENTRE, ELSEWHERE, ENTERPRISE, World, at};

/// A case that the centre accepted and the enterprise decides, looked at on a Monday morning.
fn lodged(world: &World) -> (Session, CaseId) {
    world.set("2013-09-02T10:00:00+06:00");
    let reception = world.person(CENTRE, &[Role::Reception]);
    let case = world.lodge(&reception, &world.form(&reception, 1, Channel::Centre)).unwrap().acted.case;
    (reception, case)
}

fn open(world: &World, who: &Session, case: CaseId) {
    world.desk.case(who, case, PAGE_OPEN).unwrap();
}

fn posts(world: &World, who: &Session, case: CaseId) -> Vec<String> {
    let posts = world.desk.present(who, case).unwrap();
    posts.into_iter().map(|one| format!("{} {}", one.office, one.since)).collect()
}

#[test]
fn a_note_is_kept_for_good_and_leaves_the_journal_alone() {
    let world = World::new();
    let (reception, case) = lodged(&world);
    let executor = world.person(ENTERPRISE, &[Role::Executor]);
    let before = world.view(&executor, case);
    world.desk.add_note(&reception, case, " Жобасын ертең әкеледі. ", &world.key()).unwrap();
    world.set("2013-09-02T10:05:00+06:00");
    world.desk.add_note(&executor, case, "Қателестім: бейсенбіде.", &world.key()).unwrap();
    let view = world.view(&executor, case);
    let texts: Vec<&str> = view.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["Жобасын ертең әкеледі.", "Қателестім: бейсенбіде."]);
    assert_eq!(view.notes[0].author, reception.account.officer(), "name and post, as they were then");
    assert_eq!(view.notes[1].at, at("2013-09-02T10:05:00+06:00"));
    assert_eq!((view.version, view.history.len()), (before.version, before.history.len()));
    world.desk.act(&executor, case, before.version, &Command::Start, &world.key()).unwrap();
}

#[test]
fn a_note_repeated_with_its_key_is_written_once() {
    let world = World::new();
    let (reception, case) = lodged(&world);
    let key = world.key();
    for _ in 0..2 {
        world.desk.add_note(&reception, case, "Телефон соғу керек.", &key).unwrap();
    }
    assert_eq!(world.view(&reception, case).notes.len(), 1);
    let other = world.desk.add_note(&reception, case, "басқа", &key);
    assert_eq!(other, Err(DeskError::KeyReused));
}

#[test]
fn a_note_says_something_and_has_its_most() {
    let world = World::new();
    let (reception, case) = lodged(&world);
    let refused = |text: &str| match world.desk.add_note(&reception, case, text, &world.key()) {
        Err(DeskError::Invalid(errors)) => errors[0].message,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused("  "), "desk-field-empty");
    assert_eq!(refused(&"ә".repeat(2001)), "desk-field-long");
    for _ in 0..300 {
        world.desk.add_note(&reception, case, "ескертпе", &world.key()).unwrap();
    }
    assert_eq!(refused("тағы бір"), "desk-notes-full");
}

#[test]
fn the_access_log_knows_of_a_note_and_the_applicant_does_not_read_it() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, &[Role::Reception]);
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let lodged = world.lodge(&reception, &world.form(&reception, 1, Channel::Cadastre)).unwrap();
    let case = lodged.acted.case;
    world.desk.add_note(&head, case, "жасырын сөз", &world.key()).unwrap();
    let looks = world.desk.access_log(&head, case, None).unwrap().items;
    let of_note = looks.iter().find(|look| look.what == "desk-look-note").unwrap();
    assert_eq!(of_note.account, head.account.id.0.to_string());
    let number = lodged.acted.number.to_string();
    let tracking = world.desk.track(&number, lodged.tracking_secret.unwrap().reveal()).unwrap();
    assert!(!serde_json::to_string(&tracking).unwrap().contains("жасырын"));
}

#[test]
fn opening_a_case_tells_the_others_who_see_it_and_nobody_else() {
    let world = World::new();
    let (reception, case) = lodged(&world);
    let executor = world.person(ENTERPRISE, &[Role::Executor]);
    let stranger = world.person(ELSEWHERE, &[Role::Head]);
    open(&world, &reception, case);
    open(&world, &executor, case);
    assert_eq!(posts(&world, &executor, case), [format!("{CENTRE} 2013-09-02T04:00:00Z")], "not oneself");
    for answer in [
        world.desk.present(&stranger, case).map(|_| ()),
        world.desk.stay(&stranger, case).map(|_| ()),
        world.desk.leave(&stranger, case, at("2013-09-02T10:00:00+06:00")),
    ] {
        assert_eq!(answer, Err(DeskError::NotFound));
    }
    world.set("2013-09-02T10:05:01+06:00");
    assert_eq!(
        posts(&world, &executor, case),
        Vec::<String>::new(),
        "a look without a page that says it stays"
    );
}

#[test]
fn a_look_for_another_reason_opens_no_page() {
    let world = World::new();
    let (reception, case) = lodged(&world);
    let executor = world.person(ENTERPRISE, &[Role::Executor]);
    world.desk.case(&reception, case, "receipt").unwrap();
    assert!(world.desk.present(&executor, case).unwrap().is_empty());
}

#[test]
fn a_page_that_stays_open_is_known_by_its_beats_and_gone_when_it_is_closed() {
    let world = World::new();
    let (reception, case) = lodged(&world);
    let executor = world.person(ENTERPRISE, &[Role::Executor]);
    open(&world, &reception, case);
    for minute in 1..=12 {
        world.set(&format!("2013-09-02T10:{minute:02}:00+06:00"));
        world.desk.stay(&reception, case).unwrap();
    }
    let since = format!("{CENTRE} 2013-09-02T04:00:00Z");
    assert_eq!(posts(&world, &executor, case), [since], "since it was opened, not since the last beat");
    let looks = world.desk.access_log(&world.person(CENTRE, &[Role::Head]), case, None).unwrap().items;
    assert_eq!(looks.len(), 1, "a beat is no look: {looks:?}");
    world.desk.leave(&reception, case, at("2013-09-02T10:12:00+06:00")).unwrap();
    assert!(world.desk.present(&executor, case).unwrap().is_empty());
    world.set("2013-09-02T10:13:00+06:00");
    open(&world, &reception, case);
    assert_eq!(posts(&world, &executor, case), [format!("{CENTRE} 2013-09-02T04:13:00Z")], "opened again");
}

#[test]
fn closing_one_page_leaves_another_of_the_same_officer_open() {
    let world = World::new();
    let (reception, case) = lodged(&world);
    let executor = world.person(ENTERPRISE, &[Role::Executor]);
    open(&world, &reception, case);
    world.set("2013-09-02T10:02:00+06:00");
    open(&world, &reception, case);
    world.desk.leave(&reception, case, at("2013-09-02T10:00:30+06:00")).unwrap();
    assert_eq!(posts(&world, &executor, case), [format!("{CENTRE} 2013-09-02T04:02:00Z")]);
}
