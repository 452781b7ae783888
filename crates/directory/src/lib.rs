//! Offices and regions: one office of many tables, found by name, place and service. Pure.
//!
//! The annexes of the standards print 4,480 rows of offices; most offices stand in several tables. [`Directory::load`]
//! makes one [`Office`] of all rows that mean one, keeps every printed form with the standards that print it, and marks
//! what is damaged in print instead of repairing it.

mod current;
mod error;
mod fold;
mod kinds;
mod load;
mod office;
mod parents;
mod place;
mod printed;
mod region;
mod search;
mod slug;
mod tables;

pub use current::{CurrentOffice, with_current};
pub use error::{BadCursor, DirectoryError};
pub use fold::fold;
pub use kinds::{Channel, OfficeKind, UnknownName};
pub use office::{Level, Office};
pub use printed::{Email, EmailDamage, Phone, PhoneDamage, Printed};
pub use printed::{emails as mailed, phones as dialled};
pub use region::Region;
pub use search::{OfficePage, OfficeQuery};

use std::collections::{BTreeMap, BTreeSet};

/// All offices and regions.
#[derive(Debug, Clone)]
pub struct Directory {
    regions: Vec<Region>,
    /// Ordered by region, level, name and id.
    offices: Vec<Office>,
    /// Names and addresses of each office, folded for search, in the same order.
    folded: Vec<String>,
    by_id: BTreeMap<String, usize>,
    rows: usize,
}

impl Directory {
    /// Loads `regions.toml` and the tables of `offices/`, each by its bare file name.
    ///
    /// # Errors
    /// The first [`DirectoryError`] of [`Directory::checked`].
    pub fn load(files: impl IntoIterator<Item = (String, String)>) -> Result<Self, DirectoryError> {
        Self::checked(files).map_err(|wrong| {
            let nothing = || DirectoryError::MissingFile { file: tables::TABLES.to_owned() };
            wrong.into_iter().next().unwrap_or_else(nothing)
        })
    }

    /// The same for whoever mends the files.
    ///
    /// # Errors
    /// Every [`DirectoryError`] that can be told, with file, line, field and what is allowed; nothing is loaded then.
    pub fn checked(files: impl IntoIterator<Item = (String, String)>) -> Result<Self, Vec<DirectoryError>> {
        let files: BTreeMap<String, String> = files.into_iter().collect();
        let load::Loaded { regions, mut offices, rows } = load::load(&files)?;
        offices.sort_by_cached_key(|office| {
            (office.region.clone(), office.level, fold(office.name(None)), office.id.clone())
        });
        let folded = offices.iter().map(search_text).collect();
        let by_id = offices.iter().enumerate().map(|(place, office)| (office.id.clone(), place)).collect();
        Ok(Self { regions, offices, folded, by_id, rows })
    }

    /// All regions, by code.
    pub fn regions(&self) -> impl Iterator<Item = &Region> {
        self.regions.iter()
    }

    /// A region by the first two digits of its cadastral numbers.
    pub fn region(&self, code: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.code == code)
    }

    /// All offices, ordered by region, level and name.
    pub fn offices(&self) -> impl Iterator<Item = &Office> {
        self.offices.iter()
    }

    /// An office by its id.
    pub fn office(&self, id: &str) -> Option<&Office> {
        self.by_id.get(id).and_then(|place| self.offices.get(*place))
    }

    /// Offices that provide or accept a service in a channel, in a region or anywhere.
    pub fn providers(
        &self,
        service: u8,
        channel: Channel,
        region: Option<&str>,
    ) -> impl Iterator<Item = &Office> {
        self.offices
            .iter()
            .filter(move |office| office.serves(Some(service), Some(channel)))
            .filter(move |office| region.is_none_or(|code| office.region.as_deref() == Some(code)))
    }

    /// The region of the only office of a kind; none where there are several.
    pub fn single_office_region(&self, kind: OfficeKind) -> Option<String> {
        let mut of_kind = self.offices.iter().filter(|office| office.kind == kind);
        match (of_kind.next(), of_kind.next()) {
            (Some(only), None) => only.region.clone(),
            _ => None,
        }
    }

    /// Offices to which a complaint about the result of a service goes when `about` served it: itself or the office right
    /// above it where an annex names one of these, else those of its district, else those of its oblast. Empty where the
    /// standard names no office.
    pub fn complaint_offices(&self, service: u8, about: &Office) -> Vec<&Office> {
        let hears =
            |office: &&Office| office.complaints_for.contains(&service) && office.region == about.region;
        let chosen = |fits: &dyn Fn(&Office) -> bool| -> Vec<&Office> {
            self.offices.iter().filter(hears).filter(|office| fits(office)).collect()
        };
        let district = about.district.as_ref();
        [
            chosen(&|office| office.id == about.id),
            chosen(&|office| about.parent.as_ref() == Some(&office.id)),
            chosen(&|office| district.is_some() && office.district.as_ref() == district),
            chosen(&|office| office.level != Level::District),
        ]
        .into_iter()
        .find(|offices| !offices.is_empty())
        .unwrap_or_default()
    }

    /// Districts and towns of a region that names of offices tell, to choose from.
    pub fn districts(&self, region: &str) -> BTreeSet<&str> {
        let there = self.offices.iter().filter(|office| office.region.as_deref() == Some(region));
        there.filter_map(|office| office.district.as_deref()).collect()
    }

    /// The district or town of an office: that its own name tells, else that of the office above it.
    pub fn district_of<'d>(&'d self, office: &'d Office) -> Option<&'d str> {
        let above = || self.office(office.parent.as_deref()?)?.district.as_deref();
        office.district.as_deref().or_else(above)
    }

    /// Whether an office of a region is there for one of its districts or towns: it stands in it, or above all of them.
    pub fn serves_district(&self, office: &Office, district: &str) -> bool {
        office.level == Level::Oblast || self.district_of(office) == Some(district)
    }

    /// How many rows of the tables went into the offices.
    pub fn rows(&self) -> usize {
        self.rows
    }
}

fn search_text(office: &Office) -> String {
    let forms = office.names.iter().chain(&office.addresses).chain(&office.postal_codes);
    forms.map(|form| fold(&form.value)).collect::<Vec<_>>().join(" ")
}
