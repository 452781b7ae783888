//! Names of things around a case, each a type of its own.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A case, in all books and on all machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseId(pub Uuid);

/// An account of a person who works or applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountId(pub Uuid);

/// An office, by its name in the directory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OfficeId(pub String);

impl fmt::Display for OfficeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The edition of a standard under which a case was lodged; it never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EditionId {
    /// Number of the service.
    pub service: u8,
    /// Day on which the edition was adopted.
    pub adopted: Date,
}

/// Code of an oblast in cadastral numbers: two digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegionCode(String);

/// A text that is no code of a region.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is no code of a region; allowed: two digits, as at the head of a cadastral number")]
pub struct NoRegionCode {
    /// What was given.
    pub given: String,
}

impl RegionCode {
    /// The two digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RegionCode {
    type Err = NoRegionCode;

    fn from_str(given: &str) -> Result<Self, NoRegionCode> {
        if given.len() == 2 && given.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Self(given.to_owned()));
        }
        Err(NoRegionCode { given: given.to_owned() })
    }
}

impl TryFrom<String> for RegionCode {
    type Error = NoRegionCode;

    fn try_from(given: String) -> Result<Self, NoRegionCode> {
        given.parse()
    }
}

impl From<RegionCode> for String {
    fn from(code: RegionCode) -> Self {
        code.0
    }
}

/// The time zone of the office that decides; one of the IANA database, never a fixed offset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

/// A name that the IANA database does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is no time zone of the IANA database; allowed: names like Asia/Almaty")]
pub struct NoZone {
    /// What was given.
    pub given: String,
}

impl Zone {
    /// Its name in the IANA database.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// An instant on the clocks of this zone.
    pub fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.zone.clone())
    }

    /// The day that an instant belongs to.
    pub fn day(&self, at: Timestamp) -> Date {
        self.local(at).date()
    }

    /// The first instant of a day; `None` beyond the instants that can be written.
    pub fn start_of(&self, day: Date) -> Option<Timestamp> {
        day.to_zoned(self.zone.clone())
            .ok()
            .and_then(|noon| noon.start_of_day().ok())
            .map(|start| start.timestamp())
    }
}

impl FromStr for Zone {
    type Err = NoZone;

    fn from_str(given: &str) -> Result<Self, NoZone> {
        let zone = TimeZone::get(given).map_err(|_| NoZone { given: given.to_owned() })?;
        Ok(Self { name: given.to_owned(), zone })
    }
}

impl TryFrom<String> for Zone {
    type Error = NoZone;

    fn try_from(given: String) -> Result<Self, NoZone> {
        given.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name
    }
}
