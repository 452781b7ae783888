//! JSON Schemas of the rule files, so that an editor can help whoever writes the law down.

use std::str::FromStr;

use schemars::{Schema, schema_for};

use crate::model::{IndexTable, Standard, Tariff, VatTable};
use crate::scenario::ScenarioFile;

/// Kinds of rule file that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// An edition of a standard.
    Standard,
    /// Scenarios beside a standard.
    Scenario,
    /// A tariff.
    Tariff,
    /// The monthly calculation index.
    Mci,
    /// Rates of value added tax.
    Vat,
}

/// A word that names no kind of rule file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no kind of rule file; use standard, scenario, tariff, mci or vat")]
pub struct UnknownFileKind(String);

impl FileKind {
    /// All kinds with their names.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Standard, "standard"),
        (Self::Scenario, "scenario"),
        (Self::Tariff, "tariff"),
        (Self::Mci, "mci"),
        (Self::Vat, "vat"),
    ];

    /// The JSON Schema of the kind.
    pub fn schema(self) -> Schema {
        match self {
            Self::Standard => schema_for!(Standard),
            Self::Scenario => schema_for!(ScenarioFile),
            Self::Tariff => schema_for!(Tariff),
            Self::Mci => schema_for!(IndexTable),
            Self::Vat => schema_for!(VatTable),
        }
    }
}

impl FromStr for FileKind {
    type Err = UnknownFileKind;

    fn from_str(name: &str) -> Result<Self, UnknownFileKind> {
        Self::ALL
            .into_iter()
            .find(|(_, known)| *known == name)
            .map(|(kind, _)| kind)
            .ok_or_else(|| UnknownFileKind(name.to_owned()))
    }
}
