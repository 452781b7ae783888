//! From the tables of the annexes to offices: one office that many tables repeat becomes one.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::office::{Level, Office};
use crate::printed::{self, add};
use crate::region::Region;
use crate::slug::slug;
use crate::{Channel, DirectoryError, OfficeKind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    tables: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    file: String,
    kind: OfficeKind,
    role: Role,
    standards: Vec<u8>,
    #[serde(default)]
    channels: Vec<Channel>,
    #[expect(dead_code, reason = "read by people")]
    source: String,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Role {
    Provider,
    Responsible,
    Complaints,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sames {
    same: Vec<Same>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    kind: OfficeKind,
    region: String,
    names: Vec<String>,
    #[expect(dead_code, reason = "read by people")]
    why: String,
}

/// A row of a table, as printed. Columns that a table lacks are empty.
#[derive(Deserialize)]
struct Row {
    standard: u8,
    region: String,
    name: String,
    #[serde(default)]
    postal_code: String,
    address: String,
    #[serde(default)]
    responsible_official: String,
    #[serde(default)]
    phones: String,
    #[serde(default)]
    email: String,
    #[serde(default, alias = "unit_kind")]
    level: String,
}

pub(crate) const REGIONS: &str = "regions.toml";
const TABLES: &str = "tables.toml";
const SAME: &str = "same-office.toml";
/// Column value of the national head offices.
const COUNTRY: &str = "Қазақстан Республикасы";

/// What makes rows one office: kind, region as printed, name.
type Key = (OfficeKind, String, String);

pub(crate) struct Loaded {
    pub(crate) regions: Vec<Region>,
    pub(crate) offices: Vec<Office>,
    /// Rows that were read.
    pub(crate) rows: usize,
}

pub(crate) fn load(files: &BTreeMap<String, String>) -> Result<Loaded, DirectoryError> {
    let text = |file: &str| {
        files
            .get(file)
            .map(String::as_str)
            .ok_or_else(|| DirectoryError::MissingFile { file: file.to_owned() })
    };
    let regions = crate::region::read(REGIONS, text(REGIONS)?)?;
    let tables = toml::<Tables>(TABLES, text(TABLES)?)?.tables;
    refuse_unknown(files, &tables)?;
    let aliases = aliases(text(SAME)?)?;
    let mut gathered =
        Gathered { regions: &regions, aliases, order: Vec::new(), offices: BTreeMap::new(), rows: 0 };
    for table in &tables {
        gathered.take(table, text(&table.file)?)?;
    }
    let rows = gathered.rows;
    let offices = with_parents(with_ids(gathered.into_offices()));
    Ok(Loaded { regions, offices, rows })
}

fn refuse_unknown(files: &BTreeMap<String, String>, tables: &[Table]) -> Result<(), DirectoryError> {
    let known = |file: &String| {
        [REGIONS, TABLES, SAME, "ids.csv"].contains(&file.as_str())
            || file.ends_with(".md")
            || tables.iter().any(|table| table.file == *file)
    };
    match files.keys().find(|file| !known(file)) {
        Some(file) => Err(DirectoryError::UnknownFile { file: file.clone() }),
        None => Ok(()),
    }
}

/// Every other name of an office by its usual one.
fn aliases(text: &str) -> Result<BTreeMap<Key, String>, DirectoryError> {
    let sames = toml::<Sames>(SAME, text)?.same;
    let mut found = BTreeMap::new();
    for same in sames {
        if let Some((usual, others)) = same.names.split_first() {
            for other in others {
                found.insert((same.kind, same.region.clone(), other.clone()), usual.clone());
            }
        }
    }
    Ok(found)
}

struct Gathered<'r> {
    regions: &'r [Region],
    aliases: BTreeMap<Key, String>,
    order: Vec<Key>,
    offices: BTreeMap<Key, Office>,
    rows: usize,
}

impl Gathered<'_> {
    fn take(&mut self, table: &Table, text: &str) -> Result<(), DirectoryError> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().map_err(|error| form(&table.file, &error))?.clone();
        for record in reader.records() {
            let record = record.map_err(|error| form(&table.file, &error))?;
            let line = record.position().map_or(0, |place| usize::try_from(place.line()).unwrap_or_default());
            let row: Row = record.deserialize(Some(&headers)).map_err(|error| form(&table.file, &error))?;
            if table.standards.contains(&row.standard) {
                self.rows += 1;
                self.add(table, &row, line)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, table: &Table, row: &Row, line: usize) -> Result<(), DirectoryError> {
        let region = self.region(&table.file, row, line)?;
        let printed: Key = (table.kind, row.region.clone(), row.name.clone());
        let usual = self.aliases.get(&printed).cloned().unwrap_or_else(|| row.name.clone());
        let key = (table.kind, row.region.clone(), usual);
        if !self.offices.contains_key(&key) {
            self.order.push(key.clone());
        }
        let level = level(table.kind, row);
        let office = self.offices.entry(key).or_insert_with(|| empty(table.kind, level, region));
        fill(office, table, row);
        Ok(())
    }

    /// The code of a row's region; none for a national head office.
    fn region(&self, file: &str, row: &Row, line: usize) -> Result<Option<String>, DirectoryError> {
        if row.region == COUNTRY {
            return Ok(None);
        }
        let found = self.regions.iter().find(|region| region.name.kk == row.region);
        found.map(|region| Some(region.code.clone())).ok_or_else(|| DirectoryError::Value {
            file: file.to_owned(),
            line,
            field: "region",
            found: row.region.clone(),
            allowed: format!("{COUNTRY}, or the Kazakh name of a region in {REGIONS}"),
        })
    }

    fn into_offices(mut self) -> Vec<Office> {
        let order = std::mem::take(&mut self.order);
        order.into_iter().filter_map(|key| self.offices.remove(&key)).collect()
    }
}

fn empty(kind: OfficeKind, level: Level, region: Option<String>) -> Office {
    Office {
        id: String::new(),
        kind,
        level,
        region,
        parent: None,
        names: Vec::new(),
        addresses: Vec::new(),
        postal_codes: Vec::new(),
        officials: Vec::new(),
        phones: Vec::new(),
        emails: Vec::new(),
        serves: BTreeMap::new(),
        complaints_for: BTreeSet::new(),
    }
}

fn fill(office: &mut Office, table: &Table, row: &Row) {
    let note = |list: &mut Vec<printed::Printed<String>>, value: &str| {
        if !value.is_empty() {
            add(list, value.to_owned(), row.standard);
        }
    };
    note(&mut office.names, &row.name);
    note(&mut office.addresses, &row.address);
    note(&mut office.postal_codes, &row.postal_code);
    note(&mut office.officials, &row.responsible_official);
    for phone in printed::phones(&row.phones) {
        add(&mut office.phones, phone, row.standard);
    }
    for email in printed::emails(&row.email) {
        add(&mut office.emails, email, row.standard);
    }
    match table.role {
        Role::Provider => office.serves.entry(row.standard).or_default().extend(&table.channels),
        Role::Complaints => {
            office.complaints_for.insert(row.standard);
        }
        Role::Responsible => {}
    }
}

/// The level of a row: as its table says it, else by the name that the enterprise gives its units.
fn level(kind: OfficeKind, row: &Row) -> Level {
    match row.level.as_str() {
        "head" => Level::Head,
        "branch" | "oblast" => Level::Oblast,
        "sector" => Level::Sector,
        "" if row.region == COUNTRY => Level::Head,
        "" if kind == OfficeKind::CadastreEnterprise && row.name.contains("филиал") => Level::Oblast,
        _ => Level::District,
    }
}

fn with_ids(mut offices: Vec<Office>) -> Vec<Office> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for office in &mut offices {
        let id = slug(office.kind, office.region.as_deref(), office.name(None));
        let count = taken.entry(id.clone()).or_default();
        *count += 1;
        office.id = if *count == 1 { id } else { format!("{id}-{count}") };
    }
    offices
}

/// Hangs districts under the first oblast office of their kind and region that stands before them in the tables, oblast
/// offices under the head office, sectors under the district whose name theirs begins with.
fn with_parents(mut offices: Vec<Office>) -> Vec<Office> {
    let known: Vec<(OfficeKind, Level, Option<String>, String, String)> = offices
        .iter()
        .map(|office| {
            (
                office.kind,
                office.level,
                office.region.clone(),
                office.name(None).to_owned(),
                office.id.clone(),
            )
        })
        .collect();
    for (position, office) in offices.iter_mut().enumerate() {
        let before = || known.iter().take(position).rev().filter(|(kind, ..)| *kind == office.kind);
        let branch =
            || before().find(|(_, level, region, ..)| *level == Level::Oblast && *region == office.region);
        let parent = match office.level {
            Level::Head => None,
            Level::Oblast => before().find(|(_, level, ..)| *level == Level::Head),
            Level::District => branch(),
            Level::Sector => {
                let first =
                    office.names.first().and_then(|name| name.value.split(' ').next()).unwrap_or_default();
                before()
                    .find(|(_, level, region, name, _)| {
                        *level == Level::District && *region == office.region && name.starts_with(first)
                    })
                    .or_else(branch)
            }
        };
        office.parent = parent.map(|(.., id)| id.clone());
    }
    offices
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
