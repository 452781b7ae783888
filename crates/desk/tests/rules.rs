//! A new edition is checked whole, shown against the one in force, and changes nothing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use desk::{DeskError, EditionCheck, Role};
use jiff::civil::date;
use world::{CENTRE, LAW, World};

const HELD: &str = "standards/s05-aerial-survey-permit/2012-11-01.toml";

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
    let EditionCheck::Right(preview) = world.desk.check_edition(&keeper, &text).unwrap() else {
        panic!("{:?}", world.desk.check_edition(&keeper, &text))
    };
    assert_eq!(preview.path, "standards/s05-aerial-survey-permit/2014-02-03.toml");
    assert_eq!((preview.number, preview.adopted), (5, date(2014, 2, 3)));
    assert_eq!(preview.against, Some(date(2012, 11, 1)));
    let parts: Vec<_> = preview.parts.iter().map(|part| (part.part.as_str(), part.changed)).collect();
    assert_eq!(parts, [("edition", 1), ("terms", 1)]);
    assert!(world.desk.law().rulebook.edition(5, date(2014, 2, 3)).is_err(), "nothing was kept");
}

#[test]
fn everything_that_is_wrong_with_an_edition_is_told_with_its_line() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    let problems = |text: &str| match world.desk.check_edition(&keeper, text).unwrap() {
        EditionCheck::Wrong(problems) => problems,
        EditionCheck::Right(preview) => panic!("{preview:?}"),
    };
    let held = problems(&edition(&[]));
    assert_eq!((held.len(), held[0].file.as_str(), held[0].field.as_str()), (1, HELD, "edition.adopted"));
    let broken = problems("number = 5\nnonsense");
    assert_eq!(broken[0].line, Some(2));
    let moved = [("adopted = 2012-11-01", "adopted = 2014-02-03"), ("cite = \"S5 ", "cite = \"S6 ")];
    let wrong = problems(&edition(&moved));
    assert!(wrong.iter().all(|problem| problem.line.is_some() && !problem.what.is_empty()), "{wrong:?}");
    let long = world.desk.check_edition(&keeper, &"#".repeat(1_000_001));
    assert!(matches!(long, Err(DeskError::Invalid(_))));
}

#[test]
fn only_who_keeps_the_rules_sees_the_files_and_checks_an_edition() {
    let world = World::new();
    for role in Role::ALL {
        let who = world.person(CENTRE, &[*role]);
        let keeps = *role == Role::Administrator;
        assert_eq!(world.desk.rules(&who).is_ok(), keeps, "{role}");
        assert_eq!(world.desk.check_edition(&who, "").is_ok(), keeps, "{role}");
    }
}
