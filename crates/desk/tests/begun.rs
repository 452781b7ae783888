//! Requests that are being typed: drafts, and what is known of an applicant already.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use desk::{DeskError, IdempotencyKey, MATRIX, Permission, Role, Session};
use directory::Channel;
use rulebook::model::ApplicantKind;
use world::{CENTRE, ELSEWHERE, ENTERPRISE, World, applicant};

fn fields(name: &str) -> Vec<(String, String)> {
    vec![("service".to_owned(), "1".to_owned()), ("applicant.name".to_owned(), name.to_owned())]
}

fn names(world: &World, who: &Session) -> Vec<String> {
    world.desk.drafts(who).unwrap().into_iter().map(|draft| draft.fields[1].1.clone()).collect()
}

#[test]
fn what_is_typed_is_kept_for_its_officer_alone_until_it_is_lodged_or_thrown_away() {
    let world = World::new();
    let (one, other) =
        (world.person(CENTRE, &[Role::Reception]), world.person(ENTERPRISE, &[Role::Reception]));
    let (first, second) = (world.key(), world.key());
    world.desk.keep_draft(&one, &first, fields("Айгүл")).unwrap();
    world.set("2013-09-02T10:20:00+06:00");
    world.desk.keep_draft(&one, &second, fields("Ерлан")).unwrap();
    world.set("2013-09-02T10:25:00+06:00");
    world.desk.keep_draft(&one, &first, fields("Айгүл Серікова")).unwrap();
    assert_eq!(names(&world, &one), ["Айгүл Серікова", "Ерлан"], "the one touched last comes first");
    assert_eq!(names(&world, &other), Vec::<String>::new());
    world.desk.forget_draft(&other, &second).unwrap();
    assert_eq!(names(&world, &one).len(), 2, "nobody throws away what another typed");

    let form = world.form(&one, 1, Channel::Centre);
    world.desk.lodge(&one, &form, &first).unwrap();
    assert_eq!(names(&world, &one), ["Ерлан"], "what is lodged is no draft any more");
    world.desk.forget_draft(&one, &second).unwrap();
    world.desk.forget_draft(&one, &second).unwrap();
    assert_eq!(names(&world, &one), Vec::<String>::new());
}

/// A check that was on its way while the request was accepted comes after it.
#[test]
fn what_comes_after_the_lodging_brings_no_draft_back() {
    let world = World::new();
    let one = world.person(CENTRE, &[Role::Reception]);
    let key = world.key();
    world.desk.keep_draft(&one, &key, fields("Айгүл")).unwrap();
    let form = world.form(&one, 1, Channel::Centre);
    let lodged = world.desk.lodge(&one, &form, &key).unwrap();
    assert_eq!(world.desk.keep_draft(&one, &key, fields("Айгүл")), Err(DeskError::KeyReused));
    let scan = desk::GivenScan {
        paper: "application".to_owned(),
        name: "a.png".to_owned(),
        bytes: b"\x89PNG\r\n\x1a\n late".to_vec(),
    };
    assert_eq!(world.desk.attach_scan(&one, &key, scan), Err(DeskError::KeyReused));
    assert!(names(&world, &one).is_empty() && world.desk.draft_scans(&one, &key).unwrap().is_empty());
    assert_eq!(
        world.desk.lodge(&one, &form, &key).unwrap().acted,
        lodged.acted,
        "a second click is harmless"
    );
    let other = world.person(ENTERPRISE, &[Role::Reception]);
    world.desk.keep_draft(&other, &key, fields("Ерлан")).unwrap();
    assert_eq!(names(&world, &other), ["Ерлан"], "keys are each officer's own");
}

#[test]
fn a_draft_that_nobody_went_on_with_for_fourteen_days_is_forgotten() {
    let world = World::new();
    let who = world.person(CENTRE, &[Role::Reception]);
    world.desk.keep_draft(&who, &world.key(), fields("Айгүл")).unwrap();
    world.set("2013-09-16T10:15:00+06:00");
    world.desk.tick("one").unwrap();
    let who = world.person(CENTRE, &[Role::Reception]);
    assert_eq!(names(&world, &who).len(), 1);
    world.set("2013-09-16T10:15:01+06:00");
    world.desk.tick("one").unwrap();
    assert_eq!(names(&world, &who).len(), 0);
}

#[test]
fn a_draft_has_its_most_and_holds_no_zero_bytes() {
    let world = World::new();
    let who = world.person(CENTRE, &[Role::Reception]);
    let long = world.desk.keep_draft(&who, &world.key(), fields(&"ә".repeat(33_000)));
    assert!(matches!(long, Err(DeskError::Invalid(errors)) if errors[0].message == "desk-draft-too-long"));
    let mut typed = fields("Айгүл");
    typed.push(("applicant.phone".to_owned(), "7\0".to_owned()));
    world.desk.keep_draft(&who, &world.key(), typed).unwrap();
    assert_eq!(world.desk.drafts(&who).unwrap()[0].fields, fields("Айгүл"));
}

#[test]
fn who_may_not_lodge_keeps_no_drafts_and_looks_up_nobody() {
    let world = World::new();
    let key = IdempotencyKey::new("key-of-nobody").unwrap();
    let lodges =
        |role| MATRIX.iter().any(|row| row.role == role && row.lodging_office.contains(&Permission::Lodge));
    for role in Role::ALL.iter().copied() {
        let who = world.person(CENTRE, &[role]);
        let allowed = lodges(role);
        assert_eq!(world.desk.keep_draft(&who, &key, fields("Айгүл")).is_ok(), allowed, "{role:?}");
        assert_eq!(world.desk.drafts(&who).is_ok(), allowed, "{role:?}");
        assert_eq!(world.desk.forget_draft(&who, &key).is_ok(), allowed, "{role:?}");
        assert_eq!(world.desk.known_applicant(&who, "x").is_ok(), allowed, "{role:?}");
    }
}

#[test]
fn an_applicant_is_known_from_the_newest_request_that_the_officer_may_see() {
    let world = World::new();
    let counter = world.person(CENTRE, &[Role::Reception]);
    let mut form = world.form(&counter, 1, Channel::Centre);
    world.lodge(&counter, &form).unwrap();
    form.applicant.phone = Some("+7 701 555 00 11".to_owned());
    form.parcels[0].cadastral_number = "21-318-065-124".to_owned();
    let newest = world.lodge(&counter, &form).unwrap();
    let known = |who, identifier: &str| world.desk.known_applicant(who, identifier).unwrap();
    let found = known(&counter, &form.applicant.identifier).unwrap();
    assert_eq!((found.from, found.applicant.name.as_str()), (newest.acted.number, "Айгүл Серікова"));
    assert_eq!(found.applicant.phone, form.applicant.phone);
    assert_eq!(known(&counter, &applicant("x", ApplicantKind::Individual, 9).identifier), None);
    assert_eq!(known(&counter, "Айгүл Серікова"), None, "a name is no number");
    let elsewhere = world.person(ELSEWHERE, &[Role::Reception]);
    assert_eq!(known(&elsewhere, &form.applicant.identifier), None);
}
