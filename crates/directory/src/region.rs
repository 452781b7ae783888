use calendar::Text;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::DirectoryError;

/// An oblast, or a city of republican significance.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// First two digits of the cadastral numbers in it.
    pub code: String,
    /// Name.
    pub name: Text,
    /// First day on which it exists, where that lies in living memory.
    pub from: Option<Date>,
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
}

pub(crate) fn read(file: &str, text: &str) -> Result<Vec<Region>, DirectoryError> {
    let rows: File = crate::load::toml(file, text)?;
    rows.regions.into_iter().map(|row| region(file, text, row)).collect()
}

fn region(file: &str, text: &str, row: Row) -> Result<Region, DirectoryError> {
    let line = 1 + text
        .lines()
        .position(|line| line.contains(&format!("code = \"{}\"", row.code)))
        .unwrap_or_default();
    let wrong = |field, found: &str, allowed: &str| DirectoryError::Value {
        file: file.to_owned(),
        line,
        field,
        found: found.to_owned(),
        allowed: allowed.to_owned(),
    };
    if row.code.len() != 2 || !row.code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong("code", &row.code, "two digits"));
    }
    let zone = TimeZone::get(&row.zone)
        .map_err(|_| wrong("zone", &row.zone, "a name of the IANA time zone database"))?;
    let from = row
        .from
        .map(|day| {
            day.to_string().parse().map_err(|_| wrong("from", &day.to_string(), "a day, as 2018-06-19"))
        })
        .transpose()?;
    Ok(Region { code: row.code, name: row.name, from, zone })
}
