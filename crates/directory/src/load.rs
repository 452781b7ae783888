//! From the tables of the annexes to offices: one office that many tables repeat becomes one.

use std::collections::{BTreeMap, BTreeSet};

use crate::office::{Level, Office};
use crate::parents::with_parents;
use crate::place::Places;
use crate::printed::{self, Printed, add};
use crate::region::Region;
use crate::slug::slug;
use crate::tables::{
    self, COUNTRY, CURRENT, Place, Placed, REGIONS, Role, Row, SAME_OFFICE, SAME_PLACE, TABLES, Table, kept,
    line_of, text,
};
use crate::{DirectoryError, OfficeKind};

/// What makes rows one office: kind, region as printed, usual name.
type Key = (OfficeKind, String, String);

pub(crate) struct Loaded {
    pub(crate) regions: Vec<Region>,
    pub(crate) offices: Vec<Office>,
    /// Rows that were read.
    pub(crate) rows: usize,
}

pub(crate) fn load(files: &BTreeMap<String, String>) -> Result<Loaded, Vec<DirectoryError>> {
    let one = |error| vec![error];
    let regions = crate::region::read(REGIONS, text(files, REGIONS).map_err(one)?)?;
    let tables = tables::tables(text(files, TABLES).map_err(one)?).map_err(one)?;
    refuse_unknown(files, &tables).map_err(one)?;
    let same = text(files, SAME_OFFICE).map_err(one)?;
    let aliases = aliases(same).map_err(one)?;
    let places = text(files, SAME_PLACE).and_then(tables::same_places).map_err(one)?;
    let mut gathered =
        Gathered { regions: &regions, aliases, places: Places::new(places), ..Gathered::default() };
    let mut wrong = Vec::new();
    // A file stands in several tables, and is wrong once.
    let mut read: BTreeMap<&str, Vec<Placed>> = BTreeMap::new();
    for table in &tables {
        if !read.contains_key(table.file.as_str()) {
            let rows = text(files, &table.file)
                .and_then(|text| tables::rows(&table.file, text, &tables, &mut wrong));
            read.insert(&table.file, kept(rows, &mut wrong).unwrap_or_default());
        }
    }
    for (position, table) in tables.iter().enumerate() {
        gathered.take(position, table, &read[table.file.as_str()], &mut wrong);
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    gathered.refuse_stale(same).map_err(one)?;
    let rows = gathered.seen.len();
    let mut offices = with_parents(with_ids(gathered.into_offices()));
    crate::current::apply(&mut offices, files)?;
    Ok(Loaded { regions, offices, rows })
}

fn refuse_unknown(files: &BTreeMap<String, String>, tables: &[Table]) -> Result<(), DirectoryError> {
    let known = |file: &String| {
        [REGIONS, TABLES, SAME_OFFICE, SAME_PLACE, CURRENT, "ids.csv"].contains(&file.as_str())
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
    let mut found = BTreeMap::new();
    for same in tables::same_offices(text)? {
        if let Some((usual, others)) = same.names.split_first() {
            for other in others {
                found.insert((same.kind, same.region.clone(), other.clone()), usual.clone());
            }
        }
    }
    Ok(found)
}

#[derive(Default)]
struct Gathered<'r> {
    regions: &'r [Region],
    aliases: BTreeMap<Key, String>,
    /// Names of `aliases` that a row printed.
    used: BTreeSet<Key>,
    places: Places,
    order: Vec<Key>,
    offices: BTreeMap<Key, Office>,
    /// One entry a row: table, standard, office.
    seen: BTreeSet<(usize, u8, Key)>,
}

impl Gathered<'_> {
    fn take(&mut self, position: usize, table: &Table, rows: &[Placed], wrong: &mut Vec<DirectoryError>) {
        for Placed { line, standard, row } in rows {
            if table.standards.contains(standard) {
                let place = Place { file: &table.file, line: *line };
                kept(self.add(position, table, *standard, row, place), wrong);
            }
        }
    }

    fn add(
        &mut self,
        position: usize,
        table: &Table,
        standard: u8,
        row: &Row,
        place: Place<'_>,
    ) -> Result<(), DirectoryError> {
        let region = self.region(row, place)?;
        let level = row.level(table.kind, place)?;
        let key = self.key(table.kind, row);
        if !self.seen.insert((position, standard, key.clone())) {
            let allowed = format!("a name that standard {standard} prints once in its region");
            return Err(place.wrong("name", &row.name, allowed));
        }
        if !self.offices.contains_key(&key) {
            self.order.push(key.clone());
        }
        let district = matches!(level, Level::District | Level::Sector)
            .then(|| self.places.district(&row.region, &row.name))
            .flatten();
        let office = self.offices.entry(key).or_insert_with(|| empty(table.kind, level, region, district));
        fill(office, table, standard, row);
        Ok(())
    }

    fn key(&mut self, kind: OfficeKind, row: &Row) -> Key {
        let printed: Key = (kind, row.region.clone(), row.name.clone());
        match self.aliases.get(&printed).cloned() {
            Some(usual) => {
                self.used.insert(printed);
                (kind, row.region.clone(), usual)
            }
            None => printed,
        }
    }

    /// The code of a row's region; none for a national head office.
    fn region(&self, row: &Row, place: Place<'_>) -> Result<Option<String>, DirectoryError> {
        if row.region == COUNTRY {
            return Ok(None);
        }
        let found = self.regions.iter().find(|region| region.name.kk == row.region);
        found.map(|region| Some(region.code.clone())).ok_or_else(|| {
            let allowed = format!("{COUNTRY}, or the Kazakh name of a region in {REGIONS}");
            place.wrong("region", &row.region, allowed)
        })
    }

    /// A name of the merge table that no row prints merges nothing: it is misspelt or out of date.
    fn refuse_stale(&self, text: &str) -> Result<(), DirectoryError> {
        let usual =
            self.aliases.iter().map(|((kind, region, _), usual)| (*kind, region.clone(), usual.clone()));
        let stale = self
            .aliases
            .keys()
            .find(|key| !self.used.contains(*key))
            .cloned()
            .or_else(|| usual.into_iter().find(|key| !self.printed(key)));
        match stale {
            Some((_, _, name)) => {
                let place = Place { file: SAME_OFFICE, line: line_of(text, &name) };
                Err(place.wrong("names", &name, "names that a table prints for the kind in the region"))
            }
            None => Ok(()),
        }
    }

    fn printed(&self, key: &Key) -> bool {
        let office = self.offices.get(key);
        office.is_some_and(|office| office.names.iter().any(|name| name.value == key.2))
    }

    fn into_offices(mut self) -> Vec<Office> {
        let order = std::mem::take(&mut self.order);
        order.into_iter().filter_map(|key| self.offices.remove(&key)).collect()
    }
}

fn empty(kind: OfficeKind, level: Level, region: Option<String>, district: Option<String>) -> Office {
    Office {
        id: String::new(),
        kind,
        level,
        region,
        district,
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

fn fill(office: &mut Office, table: &Table, standard: u8, row: &Row) {
    let note = |list: &mut Vec<Printed<String>>, value: &str| {
        if !value.is_empty() {
            add(list, value.to_owned(), standard);
        }
    };
    note(&mut office.names, &row.name);
    note(&mut office.addresses, &row.address);
    note(&mut office.postal_codes, &row.postal_code);
    note(&mut office.officials, &row.responsible_official);
    for phone in printed::phones(&row.phones) {
        add(&mut office.phones, phone, standard);
    }
    for email in printed::emails(&row.email) {
        add(&mut office.emails, email, standard);
    }
    match table.role {
        Role::Provider => office.serves.entry(standard).or_default().extend(&table.channels),
        Role::Complaints | Role::Responsible => {
            office.complaints_for.insert(standard);
        }
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
