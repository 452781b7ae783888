use std::collections::{BTreeMap, BTreeSet};

use directory::{Directory, DirectoryError, EmailDamage, PhoneDamage};

use crate::{DIRECTORY, files};

/// What loading answers when a text of a file is replaced, once.
fn refused(file: &str, from: &str, to: &str) -> DirectoryError {
    let mut damaged = files();
    assert!(damaged[file].contains(from), "{from} stands in {file}");
    let text = damaged[file].replacen(from, to, 1);
    damaged.insert(file.to_owned(), text);
    Directory::load(damaged).map(|_| ()).expect_err("a damaged file")
}

fn value(error: &DirectoryError) -> (&str, usize, &str) {
    match error {
        DirectoryError::Value { file, line, field, .. } => (file, *line, field),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_damaged_row_is_refused_with_its_line_and_field() {
    let error = refused("cadastre_offices.csv", "Ақмола облысы", "Ақмола обласы");
    assert_eq!(value(&error), ("cadastre_offices.csv", 3, "region"));
    let error = refused("authorised_bodies_s11.csv", ",district\n", ",village\n");
    assert_eq!(value(&error), ("authorised_bodies_s11.csv", 3, "level"));
    let error = refused("agency.csv", "\n5,", "\n7,");
    assert_eq!(value(&error), ("agency.csv", 2, "standard"));
    let error = refused("agency.csv", "\n5,", "\nfive,");
    assert_eq!(value(&error), ("agency.csv", 2, "standard"));
    let error = refused("agency.csv", "Қазақстан Республикасы Жер ресурстарын басқару агенттігі", "");
    assert_eq!(value(&error), ("agency.csv", 2, "name"));
}

#[test]
fn every_damaged_row_of_every_file_is_told_at_once() {
    let mut damaged = files();
    for (file, from, to) in [
        ("cadastre_offices.csv", "Ақмола облысы", "Ақмола обласы"),
        ("agency.csv", "\n5,", "\n7,"),
        ("authorised_bodies_s11.csv", ",district\n", ",village\n"),
    ] {
        let text = damaged[file].replacen(from, to, 1);
        damaged.insert(file.to_owned(), text);
    }
    let wrong = Directory::checked(damaged).map(|_| ()).expect_err("damaged files");
    let told: BTreeSet<_> = wrong.iter().map(value).collect();
    for expected in [
        ("cadastre_offices.csv", 3, "region"),
        ("agency.csv", 2, "standard"),
        ("authorised_bodies_s11.csv", 3, "level"),
    ] {
        assert!(told.contains(&expected), "{expected:?}: {told:?}");
    }
}

#[test]
fn an_office_that_one_table_prints_twice_is_refused() {
    let error = refused("executive_bodies_s13.csv", "Ақкөл ауданы әкімінің", "Аршалы ауданы әкімінің");
    assert_eq!(value(&error), ("executive_bodies_s13.csv", 4, "name"));
}

#[test]
fn a_row_of_another_form_is_refused() {
    let mut short = files();
    short.insert("agency.csv".to_owned(), "standard,region,name,address\n5,a\n".to_owned());
    assert!(matches!(Directory::load(short), Err(DirectoryError::Form { line: 2, .. })));
    let error = refused("tables.toml", "role = \"provider\"", "role = \"owner\"");
    assert!(
        matches!(&error, DirectoryError::Form { line: 6, what, .. } if what.contains("`provider`")),
        "{error}"
    );
}

#[test]
fn files_that_are_missing_or_unknown_are_refused() {
    let mut strange = files();
    strange.insert("shops.csv".to_owned(), String::new());
    assert!(
        matches!(Directory::load(strange), Err(DirectoryError::UnknownFile { file }) if file == "shops.csv")
    );
    // Of what holds now instead of what is printed there may be nothing.
    for file in
        files().keys().filter(|file| !["README.md", "ids.csv", "current.toml"].contains(&file.as_str()))
    {
        let mut without = files();
        without.remove(file);
        let missing = DirectoryError::MissingFile { file: file.clone() };
        assert_eq!(Directory::load(without).map(|_| ()), Err(missing));
    }
}

#[test]
fn a_merge_of_names_that_nobody_prints_is_refused() {
    let error = refused("same-office.toml", "\"Бөрлі аудандық бөлімі\"", "\"Бөрлу аудандық бөлімі\"");
    let (file, _, field) = value(&error);
    assert_eq!((file, field), ("same-office.toml", "names"));
    assert!(error.to_string().contains("Бөрлу"), "{error}");
    let error = refused("same-place.toml", ", \"Степногорск қаласы\"", "");
    assert_eq!((value(&error).0, value(&error).2), ("same-place.toml", "names"));
}

#[test]
fn a_table_of_a_provider_names_its_channels() {
    let error = refused("tables.toml", "channels = [\"cadastre\"]\n", "");
    assert_eq!((value(&error).0, value(&error).2), ("tables.toml", "channels"));
}

#[test]
fn a_damaged_region_is_refused() {
    let field = |from, to| value(&refused("regions.toml", from, to)).2.to_owned();
    assert_eq!(field("\"01\"", "\"1\""), "code");
    assert_eq!(field("\"02\"", "\"01\""), "code");
    assert_eq!(field("\"Asia/Almaty\"", "\"Asia/Almata\""), "zone");
    assert_eq!(field("from = 2018-06-19", "from = 10:00:00"), "from");
    assert_eq!(field("from = 2018-06-19", "from = 2018-06-19\nto = 2018-06-18"), "to");
}

#[test]
fn every_damaged_telephone_of_the_annexes_is_marked_and_no_other() {
    let mut marked: BTreeMap<PhoneDamage, BTreeSet<&str>> = BTreeMap::new();
    for phone in DIRECTORY.offices().flat_map(|office| &office.phones) {
        let phone = &phone.value;
        if let Some(damage) = phone.damage {
            marked.entry(damage).or_default().insert(&phone.printed);
        }
        let dialled = phone.e164.as_ref();
        assert!(dialled.is_none_or(|number| number.len() == 12 && number.starts_with("+7")), "{phone:?}");
        let undamaged = matches!(phone.damage, None | Some(PhoneDamage::ForeignArea));
        assert_eq!(dialled.is_some(), undamaged, "{phone:?}");
    }
    let expected = BTreeMap::from([
        (
            PhoneDamage::TooManyDigits,
            BTreeSet::from([
                "8-725-5253-56-58",
                "8-726-2346-31-39",
                "8-727-7388-16-71",
                "8(71832)22-91-11",
                "8(71832)22-91-12",
                "8(72547)61-90-56",
                "8(72938)33-28-44",
            ]),
        ),
        (PhoneDamage::TooFewDigits, BTreeSet::from(["(71341)22-1-38", "8-724-32-15-43", "88-16-72"])),
        (PhoneDamage::WrongPrefix, BTreeSet::from(["7-710-30-2-64-59"])),
        (PhoneDamage::ForeignArea, BTreeSet::from(["8(3362)27-54-81", "8(8182)34-59-05"])),
    ]);
    assert_eq!(marked, expected);
}

#[test]
fn every_broken_address_of_the_annexes_is_marked_and_never_mailed() {
    let mut marked: BTreeMap<EmailDamage, BTreeSet<&str>> = BTreeMap::new();
    for office in DIRECTORY.offices() {
        for email in &office.emails {
            let email = &email.value;
            match email.damage {
                Some(damage) => {
                    marked.entry(damage).or_default().insert(&email.printed);
                    assert!(!office.mailable().any(|address| address == email.printed), "{email:?}");
                }
                None => assert!(office.mailable().any(|address| address == email.printed), "{email:?}"),
            }
        }
    }
    let count = |damage| marked.get(&damage).map_or(0, BTreeSet::len);
    assert_eq!(count(EmailDamage::ForeignSign), 13 + 6, "13 with a backslash: {marked:?}");
    assert_eq!(
        marked[&EmailDamage::BadName],
        BTreeSet::from(["IIiiorgodel08.@mail.ru", "Shimkent.gov.@mail.kz", "raszem.@mail.ru"])
    );
    assert_eq!(marked[&EmailDamage::BadDomain].len(), 2 + 1 + 5, "{marked:?}");
    assert_eq!(count(EmailDamage::NoAt), 0);
}
