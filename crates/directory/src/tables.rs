//! The forms of the files: what a table says of its offices, its rows as printed, and which names mean one thing.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::office::Level;
use crate::{Channel, DirectoryError, OfficeKind};

pub(crate) const REGIONS: &str = "regions.toml";
pub(crate) const TABLES: &str = "tables.toml";
pub(crate) const SAME_OFFICE: &str = "same-office.toml";
pub(crate) const SAME_PLACE: &str = "same-place.toml";
pub(crate) const CURRENT: &str = "current.toml";
/// Column value of the national head offices.
pub(crate) const COUNTRY: &str = "Қазақстан Республикасы";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    tables: Vec<Table>,
}

/// What the rows of some standards in a file say of the offices in them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    pub(crate) file: String,
    pub(crate) kind: OfficeKind,
    pub(crate) role: Role,
    pub(crate) standards: Vec<u8>,
    #[serde(default)]
    pub(crate) channels: Vec<Channel>,
    #[expect(dead_code, reason = "read by people")]
    source: String,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    /// Provides the service, or accepts applications for it.
    Provider,
    /// Its official answers for the organisation of the service, and hears complaints about results.
    Responsible,
    /// Hears complaints about a service that others provide.
    Complaints,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SameOffices {
    same: Vec<SameOffice>,
}

/// Names of one office, the usual one first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SameOffice {
    pub(crate) kind: OfficeKind,
    pub(crate) region: String,
    pub(crate) names: Vec<String>,
    #[expect(dead_code, reason = "read by people")]
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SamePlaces {
    same: Vec<SamePlace>,
}

/// Names of one district or town, the usual one first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SamePlace {
    pub(crate) region: String,
    pub(crate) names: Vec<String>,
    #[expect(dead_code, reason = "read by people")]
    why: String,
}

/// A row of a table, as printed. Columns that a table lacks are empty.
#[derive(Deserialize)]
pub(crate) struct Row {
    standard: String,
    pub(crate) region: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) postal_code: String,
    pub(crate) address: String,
    #[serde(default)]
    pub(crate) responsible_official: String,
    #[serde(default)]
    pub(crate) phones: String,
    #[serde(default)]
    pub(crate) email: String,
    #[serde(default, alias = "unit_kind")]
    level: String,
}

/// Where a value stands, to name it in an error.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) file: &'a str,
    /// From 1.
    pub(crate) line: usize,
}

impl Place<'_> {
    pub(crate) fn wrong(
        self,
        field: &'static str,
        found: &str,
        allowed: impl Into<String>,
    ) -> DirectoryError {
        DirectoryError::Value {
            file: self.file.to_owned(),
            line: self.line,
            field,
            found: found.to_owned(),
            allowed: allowed.into(),
        }
    }
}

impl Row {
    /// The level: as its table says it, else by the name that the enterprise gives its units.
    pub(crate) fn level(&self, kind: OfficeKind, place: Place<'_>) -> Result<Level, DirectoryError> {
        Ok(match self.level.as_str() {
            "head" => Level::Head,
            "branch" | "oblast" => Level::Oblast,
            "department" | "district" => Level::District,
            "sector" => Level::Sector,
            "" if self.region == COUNTRY => Level::Head,
            "" if kind == OfficeKind::CadastreEnterprise && self.name.contains("филиал") => {
                Level::Oblast
            }
            "" => Level::District,
            other => {
                let allowed = "head, branch, oblast, department, district, sector, or nothing";
                return Err(place.wrong("level", other, allowed));
            }
        })
    }
}

/// A row with its standard and the line at which it starts.
pub(crate) struct Placed {
    pub(crate) line: usize,
    pub(crate) standard: u8,
    pub(crate) row: Row,
}

pub(crate) fn tables(text: &str) -> Result<Vec<Table>, DirectoryError> {
    let tables = toml::<Tables>(TABLES, text)?.tables;
    for table in &tables {
        let place = Place { file: TABLES, line: line_of(text, &table.file) };
        if table.standards.is_empty() {
            return Err(place.wrong("standards", "[]", "at least one standard"));
        }
        if (table.role == Role::Provider) == table.channels.is_empty() {
            let found = format!("{:?}", table.channels);
            return Err(place.wrong("channels", &found, "at least one for a provider, none for other roles"));
        }
    }
    Ok(tables)
}

/// What was read, where it is right; else why not, beside what else is wrong.
pub(crate) fn kept<T>(read: Result<T, DirectoryError>, wrong: &mut Vec<DirectoryError>) -> Option<T> {
    read.map_err(|error| wrong.push(error)).ok()
}

/// The rows of a file; each must be of a standard that `tables.toml` names for the file, lest it be lost unseen.
pub(crate) fn rows(
    file: &str,
    text: &str,
    tables: &[Table],
    wrong: &mut Vec<DirectoryError>,
) -> Result<Vec<Placed>, DirectoryError> {
    let of_file = tables.iter().filter(|table| table.file == file);
    let standards: Vec<u8> = of_file.flat_map(|table| table.standards.iter().copied()).collect();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| form(file, &error))?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let row = record.map_err(|error| form(file, &error)).and_then(|record| {
            let line = record.position().map_or(0, |place| usize::try_from(place.line()).unwrap_or_default());
            let row: Row = record.deserialize(Some(&headers)).map_err(|error| form(file, &error))?;
            placed(row, Place { file, line }, &standards)
        });
        rows.extend(kept(row, wrong));
    }
    Ok(rows)
}

fn placed(row: Row, place: Place<'_>, standards: &[u8]) -> Result<Placed, DirectoryError> {
    let standard = row.standard.parse().ok().filter(|standard| standards.contains(standard));
    let Some(standard) = standard else {
        let allowed = format!("a standard that {TABLES} names for the file: {standards:?}");
        return Err(place.wrong("standard", &row.standard, allowed));
    };
    for (field, value) in [("name", &row.name), ("address", &row.address)] {
        if value.trim().is_empty() {
            return Err(place.wrong(field, value, "a text"));
        }
    }
    Ok(Placed { line: place.line, standard, row })
}

pub(crate) fn same_offices(text: &str) -> Result<Vec<SameOffice>, DirectoryError> {
    let same = toml::<SameOffices>(SAME_OFFICE, text)?.same;
    for one in &same {
        at_least_two(SAME_OFFICE, text, &one.names)?;
    }
    Ok(same)
}

pub(crate) fn same_places(text: &str) -> Result<Vec<SamePlace>, DirectoryError> {
    let same = toml::<SamePlaces>(SAME_PLACE, text)?.same;
    for one in &same {
        at_least_two(SAME_PLACE, text, &one.names)?;
    }
    Ok(same)
}

fn at_least_two(file: &str, text: &str, names: &[String]) -> Result<(), DirectoryError> {
    if names.len() >= 2 {
        return Ok(());
    }
    let line = names.first().map_or(1, |name| line_of(text, name));
    Err(Place { file, line }.wrong("names", &names.join(", "), "the usual name and at least one other"))
}

/// The first line on which a quoted value stands: a TOML value that was read no longer knows its place.
pub(crate) fn line_of(text: &str, value: &str) -> usize {
    let quoted = format!("\"{value}\"");
    1 + text.lines().position(|line| line.contains(&quoted)).unwrap_or_default()
}

pub(crate) fn text<'f>(files: &'f BTreeMap<String, String>, file: &str) -> Result<&'f str, DirectoryError> {
    let missing = || DirectoryError::MissingFile { file: file.to_owned() };
    files.get(file).map(String::as_str).ok_or_else(missing)
}

fn form(file: &str, error: &csv::Error) -> DirectoryError {
    let line = error.position().map_or(0, |place| usize::try_from(place.line()).unwrap_or_default());
    DirectoryError::Form { file: file.to_owned(), line, what: error.to_string() }
}

pub(crate) fn toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, DirectoryError> {
    ::toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = 1 + text.as_bytes().iter().take(start).filter(|byte| **byte == b'\n').count();
        DirectoryError::Form { file: file.to_owned(), line, what: error.message().to_owned() }
    })
}
