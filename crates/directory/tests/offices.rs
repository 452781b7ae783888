//! The offices of the annexes, as the platform knows them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use directory::{Channel, Directory, DirectoryError, OfficeKind, OfficeQuery};
use proptest::prelude::*;

fn files() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook");
    let mut files: BTreeMap<String, String> = std::fs::read_dir(root.join("offices"))
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("text"))
        })
        .collect();
    let regions = std::fs::read_to_string(root.join("regions.toml")).expect("regions");
    files.insert("regions.toml".to_owned(), regions);
    files
}

static DIRECTORY: LazyLock<Directory> =
    LazyLock::new(|| Directory::load(files()).expect("the directory loads"));

fn query() -> OfficeQuery {
    OfficeQuery { limit: 100, ..OfficeQuery::default() }
}

fn ids(query: &OfficeQuery) -> Vec<String> {
    let mut query = query.clone();
    let mut all = Vec::new();
    loop {
        let page = DIRECTORY.search(&query).expect("the cursor is ours");
        all.extend(page.offices.iter().map(|office| office.id.clone()));
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => return all,
        }
    }
}

#[test]
fn every_row_of_the_annexes_belongs_to_an_office() {
    assert_eq!(DIRECTORY.rows(), 4480 + 2, "4,480 rows of the annexes and two of the Agency");
    let forms: usize = DIRECTORY
        .offices()
        .map(|office| office.names.iter().flat_map(|name| &name.standards).collect::<BTreeSet<_>>().len())
        .sum();
    // Annexes 1 and 7 of standards 1-4 both name 19 branches, so that 76 rows repeat a standard of their office.
    assert_eq!(forms, 4482 - 76);
}

#[test]
fn an_office_that_many_tables_repeat_is_one_office() {
    let count = |kind| DIRECTORY.offices().filter(|office| office.kind == kind).count();
    assert_eq!(count(OfficeKind::CadastreEnterprise), 215, "the table of annex 1 of S1-S4");
    assert_eq!(count(OfficeKind::Centre), 284, "the table of annex 2 of S1-S4, that of S7-S10 has the same");
    assert_eq!(count(OfficeKind::AuthorisedBody), 212, "annex 1 of S11 and S12");
    assert_eq!(
        count(OfficeKind::ExecutiveBody),
        212,
        "annex 1 of S13 and S14, annexes 5 and 4 of S11 and S12"
    );
    assert_eq!(count(OfficeKind::Agency), 1);
}

#[test]
fn ids_are_unique_and_never_change() {
    let known: Vec<String> = files()["ids.csv"]
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap_or_default().to_owned())
        .collect();
    let mut held: Vec<String> = DIRECTORY.offices().map(|office| office.id.clone()).collect();
    assert_eq!(held.len(), held.iter().collect::<BTreeSet<_>>().len());
    held.sort();
    assert_eq!(held, known, "an id has changed: cases refer to it for ever");
}

#[test]
fn spelling_variants_are_one_office_with_both_forms() {
    let office = DIRECTORY
        .offices()
        .find(|office| {
            office.names.iter().any(|name| name.value == "Бөрлі аудандық бөлімі")
                && office.kind == OfficeKind::Centre
        })
        .expect("the centre of Бөрлі");
    assert_eq!(office.name(Some(1)), "Бөрілі аудандық бөлімі");
    assert_eq!(office.name(Some(7)), "Бөрлі аудандық бөлімі");
    assert_eq!(office.name(None), "Бөрілі аудандық бөлімі");
}

#[test]
fn akimats_take_complaints_of_standards_that_they_do_not_provide() {
    for office in DIRECTORY.offices().filter(|office| office.kind == OfficeKind::ExecutiveBody) {
        assert_eq!(office.serves.keys().copied().collect::<Vec<_>>(), [13, 14], "{}", office.id);
        assert_eq!(office.complaints_for.iter().copied().collect::<Vec<_>>(), [11, 12], "{}", office.id);
    }
}

#[test]
fn mobile_centres_belong_to_the_centres_of_standards_7_to_10() {
    let mobile = |service| DIRECTORY.providers(service, Channel::MobileCentre, None).count();
    assert_eq!((mobile(1), mobile(7), mobile(10)), (0, 284, 284));
    assert_eq!(DIRECTORY.providers(1, Channel::Centre, None).count(), 284);
    assert_eq!(DIRECTORY.providers(1, Channel::Cadastre, Some("01")).count(), 20);
}

#[test]
fn the_agency_is_the_one_office_of_standards_5_and_6() {
    let agency: Vec<_> = DIRECTORY.providers(5, Channel::Agency, None).collect();
    assert_eq!(agency.len(), 1);
    assert_eq!(DIRECTORY.single_office_region(OfficeKind::Agency).as_deref(), Some("21"));
    assert_eq!(agency[0].phones[0].value.e164.as_deref(), Some("+77172742440"));
}

#[test]
fn departments_hang_under_their_branch_and_branches_under_the_head_office() {
    let heads: Vec<_> = DIRECTORY.offices().filter(|office| office.region.is_none()).collect();
    assert_eq!(heads.len(), 2, "of the enterprise and of the centres");
    for office in DIRECTORY.offices().filter(|office| office.kind == OfficeKind::CadastreEnterprise) {
        let parent = office.parent.as_deref().map(|id| DIRECTORY.office(id).expect("the parent exists"));
        match (office.level, parent) {
            (directory::Level::Head, None) => {}
            (directory::Level::Oblast, Some(parent)) => assert_eq!(parent.level, directory::Level::Head),
            (directory::Level::District, Some(parent)) => {
                assert_eq!(parent.region, office.region, "{}", office.id)
            }
            (level, parent) => panic!("{} is {level:?} under {parent:?}", office.id),
        }
    }
}

#[test]
fn search_forgives_plain_letters() {
    let plain = OfficeQuery { words: "кызылорда абай".to_owned(), ..query() };
    let right = OfficeQuery { words: "Қызылорда Абай".to_owned(), ..query() };
    assert!(!ids(&plain).is_empty());
    assert_eq!(ids(&plain), ids(&right));
}

#[test]
fn a_cursor_that_nobody_gave_is_refused() {
    for cursor in ["", "zz", "6f6e65", "ff", "абв"] {
        assert!(
            DIRECTORY.search(&OfficeQuery { cursor: Some(cursor.to_owned()), ..query() }).is_err(),
            "{cursor}"
        );
    }
}

#[test]
fn a_damaged_table_is_refused_with_its_line() {
    let mut damaged = files();
    let table = damaged["cadastre_offices.csv"].replacen("Ақмола облысы", "Ақмола обласы", 1);
    damaged.insert("cadastre_offices.csv".to_owned(), table);
    match Directory::load(damaged) {
        Err(DirectoryError::Value { file, line, field, .. }) => {
            assert_eq!((file.as_str(), line, field), ("cadastre_offices.csv", 3, "region"));
        }
        other => panic!("{other:?}"),
    }
    let mut short = files();
    short.insert("agency.csv".to_owned(), "standard,region,name,address\n5,a\n".to_owned());
    assert!(matches!(Directory::load(short), Err(DirectoryError::Form { line: 2, .. })));
    let mut strange = files();
    strange.insert("shops.csv".to_owned(), String::new());
    assert!(matches!(Directory::load(strange), Err(DirectoryError::UnknownFile { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn pages_concatenated_are_the_whole_list(
        limit in 1_usize..100, service in prop::option::of(1_u8..15), region in prop::option::of("(0[1-9]|1[0-9]|2[0-2])"),
        words in "(|алматы|Ақ|қала 5)",
    ) {
        let whole: Vec<String> = {
            let all = OfficeQuery { service, region: region.clone(), words: words.clone(), limit: usize::MAX, ..query() };
            DIRECTORY.search(&all).expect("no cursor").offices.iter().map(|office| office.id.clone()).collect()
        };
        prop_assert_eq!(ids(&OfficeQuery { service, region, words, limit, ..query() }), whole);
    }
}
