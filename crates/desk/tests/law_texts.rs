//! The law's own text is imported by who keeps the rules, held against them, and read and searched by anybody.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use desk::{DeskError, LawFile, Role};
use jiff::civil::{Date, date};
use lawtext::Place;
use world::{CENTRE, World};

const TEXT: &str = include_str!("../../lawtext/tests/invented.txt");

fn file(text: &str) -> LawFile<'_> {
    LawFile { name: "ойдан.txt", bytes: text.as_bytes(), standard: None, adopted: None }
}

fn first() -> Date {
    date(2013, 7, 12)
}

fn wrong(error: DeskError) -> (String, &'static str) {
    let DeskError::Invalid(fields) = error else { panic!("{error}") };
    (fields[0].field.clone(), fields[0].message)
}

#[test]
fn every_standard_of_a_file_is_kept_for_its_edition_and_held_against_the_rules() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    assert_eq!(world.desk.wording(1, first()).unwrap(), None);
    let report = world.desk.import_law(&keeper, &file(TEXT)).unwrap();
    let found: Vec<_> = report.standards.iter().map(|one| (one.number, one.adopted, one.held)).collect();
    assert_eq!(found, [(Some(1), Some(first()), true), (Some(5), Some(date(2012, 11, 1)), true)]);
    let one = &report.standards[0];
    assert_eq!((one.paragraphs, one.annexes), (17, 2));
    let unfound = |cite: &str| one.unfound.iter().any(|known| known == cite);
    assert!(!unfound("¶7.1") && !unfound("¶16") && !unfound("¶1"), "{:?}", one.unfound);
    assert!(unfound("¶26") && unfound("¶16.3") && unfound("annex 6 row 3.2"), "{:?}", one.unfound);
    assert!(one.citations > one.unfound.len());
    assert!(one.unruled.contains(&"¶13".to_owned()), "{:?}", one.unruled);
    let wording = world.desk.wording(1, first()).unwrap().unwrap();
    assert_eq!((wording.file.as_str(), wording.sha256.as_str()), ("ойдан.txt", report.sha256.as_str()));
    assert_eq!(wording.parts.len(), 19);
    let seven = wording.parts.iter().find(|part| part.place == Place::Paragraph(7)).unwrap();
    assert_eq!(seven.blocks.as_ref().unwrap()[2].text, "актіні берген кезде – 6 жұмыс күні;");
    assert_eq!(world.desk.wording(1, date(2014, 1, 1)).unwrap(), None, "no edition stands in for another");
}

#[test]
fn a_later_import_counts_and_the_earlier_one_stays_in_the_history() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    world.desk.import_law(&keeper, &file(TEXT)).unwrap();
    let mended = TEXT.replace("6 жұмыс күні", "5 жұмыс күні");
    world.desk.import_law_as_operator(&file(&mended)).unwrap();
    let seven = world.desk.wording_of(1, first(), Place::Paragraph(7)).unwrap();
    assert_eq!(seven.parts[0].blocks.as_ref().unwrap()[2].text, "актіні берген кезде – 5 жұмыс күні;");
    let history = world.desk.law_imports(&keeper).unwrap();
    let by: Vec<_> = history.iter().map(|one| (one.number, one.by == "operator")).collect();
    assert_eq!(by, [(5, true), (1, true), (5, false), (1, false)]);
}

#[test]
fn only_who_keeps_the_rules_imports_and_sees_who_did() {
    let world = World::new();
    for role in Role::ALL {
        let who = world.person(CENTRE, &[*role]);
        let keeps = *role == Role::Administrator;
        assert_eq!(world.desk.import_law(&who, &file(TEXT)).is_ok(), keeps, "{role}");
        assert_eq!(world.desk.law_imports(&who).is_ok(), keeps, "{role}");
    }
}

#[test]
fn a_file_in_which_nothing_can_be_placed_is_refused_with_the_field_that_helps() {
    let world = World::new();
    let import = |file: LawFile<'_>| wrong(world.desk.import_law_as_operator(&file).unwrap_err());
    assert_eq!(import(file("")), ("file".to_owned(), "desk-field-empty"));
    assert_eq!(import(file("Бұл заң емес.")), ("file".to_owned(), "desk-law-nothing"));
    assert_eq!(import(LawFile { bytes: b"\xff\xfe", ..file("") }), ("file".to_owned(), "desk-law-no-text"));
    assert_eq!(import(file("\0")), ("file".to_owned(), "desk-law-no-text"));
    let large = "ә".repeat(8_000_001);
    assert_eq!(import(file(&large)), ("file".to_owned(), "desk-law-large"));
    let other = "«Басқа» мемлекеттік қызмет стандарты\n\n1. Жалпы\n\n      1. Бар.\n";
    assert_eq!(import(file(other)), ("standard".to_owned(), "desk-law-unknown-title"));
    let named = LawFile { standard: Some(3), ..file(other) };
    assert_eq!(import(named), ("adopted".to_owned(), "desk-law-no-day"));
    assert_eq!(
        import(LawFile { standard: Some(99), ..named }),
        ("standard".to_owned(), "desk-law-no-standard")
    );
    let many = LawFile { adopted: Some(first()), ..file(TEXT) };
    assert_eq!(import(many), ("adopted".to_owned(), "desk-law-many"));
    let report = world.desk.import_law_as_operator(&LawFile { adopted: Some(first()), ..named }).unwrap();
    assert_eq!((report.standards[0].number, report.standards[0].held), (Some(3), true));
    assert!(world.desk.wording(3, first()).unwrap().is_some());
}

#[test]
fn words_are_found_whichever_look_alike_letters_are_typed() {
    let world = World::new();
    assert!(!world.desk.search_law("кутуу").unwrap().searched, "nothing was imported");
    world.desk.import_law_as_operator(&file(TEXT)).unwrap();
    let found = |words: &str| {
        let hits = world.desk.search_law(words).unwrap().hits;
        hits.into_iter().map(|hit| (hit.number, hit.place.to_string(), hit.text)).collect::<Vec<_>>()
    };
    let silence = "Мерзімінде жауап болмаса, акт берілген болып есептеледі.".to_owned();
    assert_eq!(found("берилген жауап"), [(1, "¶16".to_owned(), silence)]);
    assert_eq!(found("шаруа")[0].1, "annex 1");
    assert_eq!(found("агенттик")[0].0, 5);
    assert_eq!(found("агенттік шаруа"), [], "all words in one place");
    assert_eq!(found("% _"), []);
    assert_eq!(found("ж"), [], "one letter is no word");
}
