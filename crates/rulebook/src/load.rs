//! From files to a rulebook: all of it, or the list of everything that is wrong.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::check::{check_index, check_standard, check_tariff, check_vat};
use crate::model::{IndexTable, Standard, Tariff, VatTable};
use crate::problem::{Fault, Path, Problem, Problems, Report, read};
use crate::scenario::{Scenario, ScenarioFile};
use crate::source::{FileHash, RuleFiles};

/// One edition of a standard, as loaded.
#[derive(Debug, Clone)]
pub(crate) struct LoadedEdition {
    pub(crate) standard: Standard,
    pub(crate) file: String,
}

/// From when an operator wants which edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activation {
    /// Number of the standard.
    pub number: u8,
    /// The edition, by the day it was adopted.
    pub adopted: Date,
    /// First day on which cases are lodged under it.
    pub from: Date,
}

/// The law, loaded and checked. Pure: it answers from what it holds and from what it is asked.
#[derive(Debug, Clone)]
pub struct Rulebook {
    editions: Arc<BTreeMap<u8, BTreeMap<Date, LoadedEdition>>>,
    tariffs: BTreeMap<String, Tariff>,
    index: IndexTable,
    vat: VatTable,
    hashes: BTreeMap<String, FileHash>,
    activations: Vec<Activation>,
    scenarios: Arc<BTreeMap<u8, Vec<Scenario>>>,
}

/// An edition that was asked for and is not held.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no edition of standard {number} adopted on {adopted} is held; held: {held:?}")]
pub struct NoEdition {
    /// Number of the standard.
    pub number: u8,
    /// The edition asked for.
    pub adopted: Date,
    /// Editions held.
    pub held: Vec<Date>,
}

pub(crate) const INDEX_FILE: &str = "mci.toml";
pub(crate) const VAT_FILE: &str = "vat.toml";

impl Rulebook {
    /// Loads and checks every file; one wrong file refuses the whole, so that no edition ever stands in for another.
    pub fn load(files: &RuleFiles) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        let tariffs = load_tariffs(files, &mut problems);
        let index = load_one::<IndexTable>(files, INDEX_FILE, &mut problems);
        let vat = load_one::<VatTable>(files, VAT_FILE, &mut problems);
        if let Some(index) = &index {
            let mut report = Report::new(INDEX_FILE, files.get(INDEX_FILE).unwrap_or_default());
            check_index(index, &mut report);
            problems.extend(report.into_problems());
        }
        if let Some(vat) = &vat {
            let mut report = Report::new(VAT_FILE, files.get(VAT_FILE).unwrap_or_default());
            check_vat(vat, &mut report);
            problems.extend(report.into_problems());
        }
        let editions = load_editions(files, &tariffs, &mut problems);
        let scenarios = load_scenarios(files, &mut problems);
        match (index, vat) {
            (Some(index), Some(vat)) if problems.is_empty() => Ok(Self {
                editions: Arc::new(editions),
                tariffs,
                index,
                vat,
                hashes: files.hashes(),
                activations: Vec::new(),
                scenarios: Arc::new(scenarios),
            }),
            _ => Err(Problems(problems)),
        }
    }

    /// The same rulebook beside other calendars or offices: only the hashes by which answers name their files change.
    #[must_use]
    pub fn beside(&self, files: &RuleFiles) -> Self {
        Self { hashes: files.hashes(), ..self.clone() }
    }

    /// Whether a file is one of a rulebook's own: calendars and offices stand beside it and are loaded by others.
    pub fn owns(path: &str) -> bool {
        ["standards/", "tariffs/"].iter().any(|folder| path.starts_with(folder))
            || [INDEX_FILE, VAT_FILE].contains(&path)
    }

    /// The rulebook that ships inside the program.
    pub fn embedded() -> Result<Self, Problems> {
        Self::load(&RuleFiles::embedded())
    }

    /// Lets operators' activations count; every one must name an edition that is held.
    pub fn activate(&mut self, activations: Vec<Activation>) -> Result<(), NoEdition> {
        for wanted in &activations {
            self.edition(wanted.number, wanted.adopted)?;
        }
        self.activations = activations;
        Ok(())
    }

    /// Numbers of the services, ascending.
    pub fn numbers(&self) -> impl Iterator<Item = u8> {
        self.editions.keys().copied()
    }

    /// The edition under which a case lodged on `day` falls: the one activated last before it, else the newest held.
    pub fn standard_on(&self, number: u8, day: Date) -> Option<&Standard> {
        self.loaded_on(number, day).map(|loaded| &loaded.standard)
    }

    pub(crate) fn loaded_on(&self, number: u8, day: Date) -> Option<&LoadedEdition> {
        let held = self.editions.get(&number)?;
        self.activations
            .iter()
            .filter(|activation| activation.number == number && activation.from <= day)
            .max_by_key(|activation| activation.from)
            .and_then(|activation| held.get(&activation.adopted))
            .or_else(|| held.last_key_value().map(|(_, newest)| newest))
    }

    /// A named edition; never another in its place.
    pub fn edition(&self, number: u8, adopted: Date) -> Result<&Standard, NoEdition> {
        self.loaded(number, adopted).map(|loaded| &loaded.standard)
    }

    pub(crate) fn loaded(&self, number: u8, adopted: Date) -> Result<&LoadedEdition, NoEdition> {
        let held = self.editions.get(&number);
        held.and_then(|held| held.get(&adopted)).ok_or_else(|| NoEdition {
            number,
            adopted,
            held: held.map(|held| held.keys().copied().collect()).unwrap_or_default(),
        })
    }

    /// Editions held of a standard, oldest first.
    pub fn editions(&self, number: u8) -> impl Iterator<Item = &Standard> {
        self.editions.get(&number).into_iter().flat_map(|held| held.values().map(|loaded| &loaded.standard))
    }

    /// Scenarios that stand beside a standard, in the order of their files: what must come out of its rules.
    pub fn scenarios(&self, number: u8) -> &[Scenario] {
        self.scenarios.get(&number).map_or(&[], Vec::as_slice)
    }

    /// A tariff by its id.
    pub fn tariff(&self, id: &str) -> Option<&Tariff> {
        self.tariffs.get(id)
    }

    /// The files that were loaded, by path, with the hash of each.
    pub fn files(&self) -> impl Iterator<Item = (&str, &FileHash)> {
        self.hashes.iter().map(|(path, hash)| (path.as_str(), hash))
    }

    /// The file that holds an edition.
    pub fn file_of(&self, standard: &Standard) -> Option<&str> {
        self.loaded(standard.number, standard.edition.adopted).ok().map(|loaded| loaded.file.as_str())
    }

    /// The tariffs, by id.
    pub fn tariffs(&self) -> impl Iterator<Item = &Tariff> {
        self.tariffs.values()
    }

    pub(crate) fn hash(&self, path: &str) -> Option<&FileHash> {
        self.hashes.get(path)
    }

    /// Rates of value added tax.
    pub fn vat(&self) -> &VatTable {
        &self.vat
    }

    /// The monthly calculation index through the years.
    pub fn index_table(&self) -> &IndexTable {
        &self.index
    }
}

fn load_one<T: serde::de::DeserializeOwned>(
    files: &RuleFiles,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let Some(text) = files.get(path) else {
        problems.push(missing(path));
        return None;
    };
    match read(path, text) {
        Ok(value) => Some(value),
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}

fn missing(path: &str) -> Problem {
    Problem {
        file: path.to_owned(),
        line: None,
        field: String::new(),
        fault: Fault::new("rule-file-missing", "the file is missing; a rulebook cannot do without it"),
    }
}

fn load_tariffs(files: &RuleFiles, problems: &mut Vec<Problem>) -> BTreeMap<String, Tariff> {
    let mut tariffs = BTreeMap::new();
    for (path, text) in files.in_folder("tariffs") {
        if let Some(tariff) = load_one::<Tariff>(files, path, problems) {
            let mut report = Report::new(path, text);
            check_tariff(&tariff, &mut report);
            let wanted = format!("tariffs/{}.toml", tariff.id);
            if path != wanted {
                let english = format!("a tariff's file is named by its id; this one should be `{wanted}`");
                report.add(
                    &Path::default().key("id"),
                    Fault::new("rule-file-name", english).with("wanted", wanted),
                );
            }
            problems.extend(report.into_problems());
            tariffs.insert(tariff.id.clone(), tariff);
        }
    }
    tariffs
}

fn load_editions(
    files: &RuleFiles,
    tariffs: &BTreeMap<String, Tariff>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<u8, BTreeMap<Date, LoadedEdition>> {
    let mut editions: BTreeMap<u8, BTreeMap<Date, LoadedEdition>> = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| is_edition(path)) {
        let Some(standard) = load_one::<Standard>(files, path, problems) else { continue };
        let mut report = Report::new(path, text);
        check_standard(&standard, &|id| tariffs.contains_key(id), &mut report);
        check_name(path, &standard, &mut report);
        let held = editions.entry(standard.number).or_default();
        if held.contains_key(&standard.edition.adopted) {
            report.add(
                &Path::default().key("edition").key("adopted"),
                Fault::new("rule-edition-twice", "this edition is held already in another file"),
            );
        }
        problems.extend(report.into_problems());
        held.insert(standard.edition.adopted, LoadedEdition { standard, file: path.to_owned() });
    }
    if !files.iter().any(|(path, _)| is_edition(path)) {
        problems.push(missing("standards/s01-…/<adopted>.toml"));
    }
    editions
}

fn load_scenarios(files: &RuleFiles, problems: &mut Vec<Problem>) -> BTreeMap<u8, Vec<Scenario>> {
    let mut found: BTreeMap<u8, Vec<Scenario>> = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| is_scenario(path)) {
        match read::<ScenarioFile>(path, text) {
            Ok(file) => found.entry(file.standard).or_default().extend(file.scenarios),
            Err(problem) => problems.push(problem),
        }
    }
    found
}

/// Whether a path is that of scenarios: `standards/<folder>/scenarios/<file>.toml`.
fn is_scenario(path: &str) -> bool {
    path.starts_with("standards/") && path.ends_with(".toml") && path.contains("/scenarios/")
}

/// Whether a path is that of an edition: `standards/<folder>/<file>.toml`.
fn is_edition(path: &str) -> bool {
    path.starts_with("standards/") && path.ends_with(".toml") && path.matches('/').count() == 2
}

fn check_name(path: &str, standard: &Standard, report: &mut Report<'_>) {
    let wanted = edition_path(standard);
    if path != wanted {
        let english = format!(
            "an edition's file is named by number, id and day of adoption; this one should be `{wanted}`"
        );
        let fault = Fault::new("rule-file-name", english).with("wanted", wanted);
        report.add(&Path::default().key("edition").key("adopted"), fault);
    }
}

/// Where an edition stands: by number, id and day of adoption.
pub(crate) fn edition_path(standard: &Standard) -> String {
    format!("standards/s{:02}-{}/{}.toml", standard.number, standard.id, standard.edition.adopted)
}
