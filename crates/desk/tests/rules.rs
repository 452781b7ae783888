//! A new edition is checked whole, shown against the one in force, and changes nothing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use desk::{
    ChangeKind, Desk, DeskError, ProposedFile, Role, RuleDifference, RulesCheck, RulesPreview, Session,
};
use jiff::civil::date;
use world::{CENTRE, LAW, World};

const HELD: &str = "standards/s05-aerial-survey-permit/2012-11-01.toml";

fn file(path: &str, text: impl Into<String>) -> Vec<ProposedFile> {
    vec![ProposedFile { path: path.to_owned(), text: text.into() }]
}

fn right(desk: &Desk, who: &Session, files: &[ProposedFile]) -> RulesPreview {
    match desk.check_rules(who, files).unwrap() {
        RulesCheck::Right(preview) => *preview,
        RulesCheck::Wrong(problems) => panic!("{problems:?}"),
    }
}

fn wrong(desk: &Desk, who: &Session, files: &[ProposedFile]) -> Vec<rulebook::Problem> {
    match desk.check_rules(who, files).unwrap() {
        RulesCheck::Wrong(problems) => problems,
        RulesCheck::Right(preview) => panic!("{preview:?}"),
    }
}

/// Checks files and puts them in force.
fn put(desk: &Desk, who: &Session, files: &[ProposedFile], from: &str) -> Result<RulesPreview, DeskError> {
    let base = match desk.check_rules(who, files)? {
        RulesCheck::Right(preview) => preview.base,
        RulesCheck::Wrong(_) => String::new(),
    };
    desk.put_in_force(who, files, &base, from, "№ 1, 1 қыркүйек")
}

fn told(one: &RuleDifference) -> String {
    format!("{one:?}")
}

fn edition(replace: &[(&str, &str)]) -> String {
    let mut text = LAW.files.get(HELD).unwrap().to_owned();
    for (old, new) in replace {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    text
}

#[test]
fn a_new_edition_is_shown_against_the_one_in_force_and_does_not_come_into_force() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    let text = edition(&[("adopted = 2012-11-01", "adopted = 2014-02-03"), ("length = 25", "length = 26")]);
    let preview = right(&world.desk, &keeper, &file("", text));
    assert_eq!(preview.files[0].path, "standards/s05-aerial-survey-permit/2014-02-03.toml");
    let edition = preview.edition.unwrap();
    assert_eq!((edition.number, edition.adopted), (5, date(2014, 2, 3)));
    assert_eq!(edition.against, Some(date(2012, 11, 1)));
    assert!(preview.changes.iter().any(|one| told(one).contains("\"26\"")), "{:?}", preview.changes);
    assert!(!preview.scenarios.is_empty(), "scenarios that count 25 days come out otherwise");
    let parts: Vec<_> = edition.parts.iter().map(|part| (part.part.as_str(), part.changed)).collect();
    assert_eq!(parts, [("edition", 1), ("terms", 1)]);
    assert!(world.desk.law().rulebook.edition(5, date(2014, 2, 3)).is_err(), "nothing was kept");
}

#[test]
fn everything_that_is_wrong_with_an_edition_is_told_with_its_line() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    let problems = |text: &str| wrong(&world.desk, &keeper, &file("", text));
    let held = problems(&edition(&[]));
    assert_eq!((held.len(), held[0].file.as_str(), held[0].field.as_str()), (1, HELD, "edition.adopted"));
    let broken = problems("number = 5\nnonsense");
    assert_eq!(broken[0].line, Some(2));
    let moved = [("adopted = 2012-11-01", "adopted = 2014-02-03"), ("cite = \"S5 ", "cite = \"S6 ")];
    let wrong = problems(&edition(&moved));
    assert!(
        wrong.iter().all(|problem| problem.line.is_some() && !problem.fault.english.is_empty()),
        "{wrong:?}"
    );
    let long = world.desk.check_rules(&keeper, &file("", "#".repeat(1_000_001)));
    assert!(matches!(long, Err(DeskError::Invalid(_))));
}

#[test]
fn only_who_keeps_the_rules_sees_the_files_and_checks_an_edition() {
    let world = World::new();
    for role in Role::ALL {
        let who = world.person(CENTRE, &[*role]);
        let keeps = *role == Role::Administrator;
        assert_eq!(world.desk.rules(&who).is_ok(), keeps, "{role}");
        assert_eq!(world.desk.check_rules(&who, &file("", "")).is_ok(), keeps, "{role}");
    }
}

const NEW: [(&str, &str); 2] =
    [("adopted = 2012-11-01", "adopted = 2013-09-01"), ("length = 25", "length = 26")];

fn length(desk: &desk::Desk, day: jiff::civil::Date) -> u16 {
    desk.law().rulebook.standard_on(5, day).unwrap().terms[0].length
}

#[test]
fn an_edition_put_in_force_counts_from_its_day_on_every_node_and_after_a_start() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    let other = world.another_desk();
    let (before, from) = (date(2013, 9, 30), date(2013, 10, 1));
    put(&world.desk, &keeper, &file("", edition(&NEW)), "2013-10-01").unwrap();
    assert_eq!((length(&world.desk, before), length(&world.desk, from)), (25, 26));
    assert_eq!(length(&other, from), 25, "the other node has not looked yet");
    other.tick("two").unwrap();
    assert_eq!((length(&other, before), length(&other, from)), (25, 26));
    let started = world.another_desk();
    started.refresh_law().unwrap();
    assert_eq!((length(&started, before), length(&started, from)), (25, 26));
    let text = started.law().files.get("standards/s05-aerial-survey-permit/2013-09-01.toml").unwrap();
    assert_eq!(text, edition(&NEW), "byte for byte, so that its hash can be shown");
    let line = &world.desk.rule_changes(&keeper).unwrap()[0];
    let told =
        ChangeKind::Edition { number: 5, adopted: date(2013, 9, 1), from, withdrawn_by: None, planned: true };
    assert_eq!(line.kind, told);
    assert_eq!((line.cite.as_str(), line.by.as_str()), ("№ 1, 1 қыркүйек", keeper.account.name.as_str()));
}

#[test]
fn a_later_edition_replaces_an_earlier_one_that_was_put_in_force() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    let activate = |day: &str, length: &str, from: &str| {
        let text = edition(&[("adopted = 2012-11-01", day), ("length = 25", length)]);
        put(&world.desk, &keeper, &file("", text), from).unwrap();
    };
    activate("adopted = 2013-09-01", "length = 26", "2013-10-01");
    activate("adopted = 2013-09-02", "length = 27", "2013-10-01");
    activate("adopted = 2013-08-01", "length = 28", "2013-11-01");
    let on = |month, day| length(&world.desk, date(2013, month, day));
    assert_eq!((on(9, 30), on(10, 1), on(10, 31), on(11, 1)), (25, 27, 27, 28));
}

#[test]
fn an_edition_is_put_in_force_whole_or_not_at_all() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    let fields = |text: &str, from: &str, cite: &str| {
        let files = file("", text);
        let base = match world.desk.check_rules(&keeper, &files).unwrap() {
            RulesCheck::Right(preview) => preview.base,
            RulesCheck::Wrong(_) => String::new(),
        };
        match world.desk.put_in_force(&keeper, &files, &base, from, cite) {
            Err(DeskError::Invalid(errors)) => {
                errors.into_iter().map(|error| error.field).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        }
    };
    let new = edition(&NEW);
    assert_eq!(fields("number = 5", "2013-10-01", "№ 1"), ["text"]);
    assert_eq!(
        fields(&new, "2013-09-02", " "),
        ["cite", "from"],
        "not today: other nodes have to learn of it"
    );
    assert_eq!(fields(&new, "soon", "№ 1"), ["from"]);
    let adopted_later = edition(&[("adopted = 2012-11-01", "adopted = 2013-12-01")]);
    assert_eq!(fields(&adopted_later, "2013-10-01", "№ 1"), ["from"]);
    assert_eq!(world.desk.rule_changes(&keeper).unwrap(), []);
    put(&world.desk, &keeper, &file("", new.clone()), "2013-10-01").unwrap();
    assert_eq!(fields(&new, "2013-10-01", "№ 1"), ["text"], "it is held now, and never changed");
    for role in Role::ALL.iter().filter(|role| **role != Role::Administrator) {
        let who = world.person(CENTRE, &[*role]);
        let put = world.desk.put_in_force(&who, &file("", new.clone()), "-", "2013-10-01", "№ 1");
        assert!(matches!(put, Err(DeskError::Forbidden { .. })), "{role}");
        assert!(matches!(world.desk.rule_changes(&who), Err(DeskError::Forbidden { .. })), "{role}");
        assert!(
            matches!(world.desk.withdraw_edition(&who, 1, "why"), Err(DeskError::Forbidden { .. })),
            "{role}"
        );
        assert!(matches!(world.desk.changeable_rules(&who), Err(DeskError::Forbidden { .. })), "{role}");
    }
}

#[test]
fn a_planned_edition_is_withdrawn_before_its_day_with_the_reason() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    put(&world.desk, &keeper, &file("", edition(&NEW)), "2013-10-01").unwrap();
    let refused = |number, reason: &str| match world.desk.withdraw_edition(&keeper, number, reason) {
        Err(DeskError::Invalid(errors)) => errors[0].message,
        Err(DeskError::NotFound) => "not found",
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(1, " "), "desk-field-empty");
    assert_eq!(refused(2, "why"), "not found");
    world.set("2013-09-30T23:30:00+06:00");
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    assert!(
        matches!(world.desk.withdraw_edition(&keeper, 1, "why"), Err(DeskError::Invalid(_))),
        "within the last hour some node might not learn of it"
    );
    world.set("2013-09-30T22:30:00+06:00");
    world.desk.withdraw_edition(&keeper, 1, "қаулы тоқтатылды").unwrap();
    assert_eq!(length(&world.desk, date(2013, 10, 1)), 25);
    let lines = world.desk.rule_changes(&keeper).unwrap();
    assert_eq!(lines[0].kind, ChangeKind::Withdrawal { of: 1 });
    assert_eq!(lines[0].cite, "қаулы тоқтатылды");
    assert!(matches!(lines[1].kind, ChangeKind::Edition { withdrawn_by: Some(2), planned: false, .. }));
    assert!(matches!(world.desk.withdraw_edition(&keeper, 1, "again"), Err(DeskError::NotFound)));
    let other = world.another_desk();
    other.refresh_law().unwrap();
    assert_eq!(length(&other, date(2013, 10, 1)), 25);
    put(&world.desk, &keeper, &file("", edition(&NEW)), "2013-10-02").unwrap();
    assert_eq!(length(&world.desk, date(2013, 10, 2)), 26, "the same edition may come on another day");
}
