//! The directory: tables of offices (CSV), what they mean, regions, and searching in them.

use std::sync::LazyLock;

use directory::{Channel, Directory, DirectoryError, OfficeQuery};
use rulebook::RuleFiles;

use crate::text;

static SHIPPED: LazyLock<RuleFiles> = LazyLock::new(RuleFiles::embedded);
static DIRECTORY: LazyLock<Directory> =
    LazyLock::new(|| Directory::load(all()).expect("the shipped directory loads"));

fn all() -> Vec<(String, String)> {
    let named =
        |path: &str, text: &str| (path.rsplit('/').next().unwrap_or(path).to_owned(), text.to_owned());
    let regions = SHIPPED.get("regions.toml").map(|text| ("regions.toml".to_owned(), text.to_owned()));
    SHIPPED.in_folder("offices").map(|(path, text)| named(path, text)).chain(regions).collect()
}

/// A refusal names a file that was given, a line of it and what is wrong.
fn refused(error: &DirectoryError) {
    let told = error.to_string();
    assert!(told.contains(".csv") || told.contains(".toml") || told.contains(".md"), "{told} names no file");
}

/// What holds of every directory: ids are one office each, every office has a name, and pages lead through all.
fn holds(directory: &Directory) {
    let mut count = 0;
    for office in directory.offices() {
        count += 1;
        assert_eq!(directory.office(&office.id).map(|found| &found.id), Some(&office.id), "two of one id");
        assert!(!office.name(None).trim().is_empty(), "{} has no name", office.id);
        if let Some(parent) = &office.parent {
            assert!(directory.office(parent).is_some(), "{} lies under {parent}, which is none", office.id);
        }
        let _ = directory.complaint_offices(1, office);
    }
    let mut query = OfficeQuery { limit: OfficeQuery::MOST, ..OfficeQuery::default() };
    let mut seen = 0;
    loop {
        let page = directory.search(&query).expect("a cursor of this directory");
        seen += page.offices.len();
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, count, "the pages do not lead through all offices");
}

/// One table of offices, with a small world around it.
pub(crate) fn offices(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let tables = "[[tables]]\nfile = \"offices.csv\"\nkind = \"public-service-centre\"\nrole = \"provider\"\nstandards = [1, 2]\nchannels = [\"centre\"]\nsource = \"-\"\n";
    let regions = SHIPPED.get("regions.toml").expect("a shipped file");
    let files = [
        ("tables.toml", tables),
        ("regions.toml", regions),
        ("same-office.toml", "same = []\n"),
        ("same-place.toml", "same = []\n"),
        ("offices.csv", text),
    ];
    match Directory::load(files.map(|(name, text)| (name.to_owned(), text.to_owned()))) {
        Ok(directory) => holds(&directory),
        Err(error) => {
            refused(&error);
            if let DirectoryError::Value { file, line, field, .. } = &error {
                assert!(file == "offices.csv" && *line >= 1 && !field.is_empty(), "{error}");
            }
        }
    }
}

fn replaced(file: &str, bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut files = all();
    files.retain(|(name, _)| name != file);
    files.push((file.to_owned(), text.to_owned()));
    match Directory::load(files) {
        Ok(directory) => holds(&directory),
        Err(error) => refused(&error),
    }
}

/// What the tables mean.
pub(crate) fn tables(bytes: &[u8]) {
    replaced("tables.toml", bytes);
}

/// The regions.
pub(crate) fn regions(bytes: &[u8]) {
    replaced("regions.toml", bytes);
}

/// A search in the shipped offices: words in the first line, a cursor in the second, service and channel in the third.
pub(crate) fn search(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut lines = text.lines();
    let words = lines.next().unwrap_or_default().to_owned();
    let cursor = lines.next().filter(|line| !line.is_empty()).map(ToOwned::to_owned);
    let (service, channel) = lines.next().unwrap_or_default().split_once(' ').unwrap_or_default();
    let query = OfficeQuery {
        words,
        cursor,
        service: service.parse().ok(),
        channel: channel.parse::<Channel>().ok(),
        limit: 7,
        ..OfficeQuery::default()
    };
    // Folding is done once: folded words fold to themselves.
    let folded = directory::fold(&query.words);
    assert_eq!(directory::fold(&folded), folded, "folding twice is another text");
    if let Ok(page) = DIRECTORY.search(&query) {
        assert!(page.offices.len() <= 7);
        for office in page.offices {
            assert!(office.serves(query.service, query.channel), "{} does not serve", office.id);
        }
        if let Some(next) = page.next {
            assert!(
                DIRECTORY.search(&OfficeQuery { cursor: Some(next), ..query }).is_ok(),
                "a cursor is refused"
            );
        }
    }
}
