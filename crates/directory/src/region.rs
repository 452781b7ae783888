use std::collections::BTreeMap;

use calendar::Text;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::DirectoryError;
use crate::tables::{self, Place, kept, line_of};

/// An oblast, or a city of republican significance.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// First two digits of the cadastral numbers in it.
    pub code: String,
    /// Name.
    pub name: Text,
    /// First day on which it exists, where that lies in living memory.
    pub from: Option<Date>,
    /// Last day on which it exists; none while it does.
    pub to: Option<Date>,
    zone: TimeZone,
}

impl Region {
    /// The zone in which its offices count days and hours.
    pub fn time_zone(&self) -> TimeZone {
        self.zone.clone()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    regions: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: String,
    name: Text,
    zone: String,
    from: Option<toml::value::Datetime>,
    to: Option<toml::value::Datetime>,
}

/// The regions of a file, by code.
pub(crate) fn read(file: &str, text: &str) -> Result<Vec<Region>, Vec<DirectoryError>> {
    let rows: File = tables::toml(file, text).map_err(|error| vec![error])?;
    let mut regions: BTreeMap<String, Region> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in rows.regions {
        let place = Place { file, line: line_of(text, &row.code) };
        let Some(region) = kept(region(place, row), &mut wrong) else { continue };
        if regions.values().any(|known| known.code == region.code || known.name.kk == region.name.kk) {
            let allowed = "a code and a Kazakh name that no other region has";
            wrong.push(place.wrong("code", &region.code, allowed));
        }
        regions.insert(region.code.clone(), region);
    }
    if wrong.is_empty() { Ok(regions.into_values().collect()) } else { Err(wrong) }
}

fn region(place: Place<'_>, row: Row) -> Result<Region, DirectoryError> {
    if row.code.len() != 2 || !row.code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(place.wrong("code", &row.code, "two digits"));
    }
    let zone = TimeZone::get(&row.zone)
        .map_err(|_| place.wrong("zone", &row.zone, "a name of the IANA time zone database"))?;
    let day = |field, value: Option<toml::value::Datetime>| {
        let read = |value: toml::value::Datetime| {
            let found = value.to_string();
            found.parse::<Date>().map_err(|_| place.wrong(field, &found, "a day, as 2018-06-19"))
        };
        value.map(read).transpose()
    };
    let (from, to) = (day("from", row.from)?, day("to", row.to)?);
    if let Some((from, to)) = from.zip(to).filter(|(from, to)| to < from) {
        return Err(place.wrong("to", &to.to_string(), format!("{from} or later")));
    }
    Ok(Region { code: row.code, name: row.name, from, to, zone })
}
