use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The way an application reaches a provider (¶1, ¶10, ¶11 of the standards).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// At the counter of the cadastre enterprise.
    Cadastre,
    /// At a public service centre.
    Centre,
    /// At a mobile centre of a public service centre.
    MobileCentre,
    /// On the e-government portal.
    Portal,
    /// At the national land agency.
    Agency,
    /// At a land-relations department.
    AuthorisedBody,
    /// At an akimat.
    ExecutiveBody,
}

/// What an office is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OfficeKind {
    /// Keeps the state land cadastre.
    CadastreEnterprise,
    /// Public service centre: a front office.
    Centre,
    /// Land-relations department of an oblast or a district.
    AuthorisedBody,
    /// Akimat of an oblast or a district.
    ExecutiveBody,
    /// The national land agency.
    Agency,
}

/// A word that names no member of a closed list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not one of {}", allowed.join(", "))]
pub struct UnknownName {
    /// What was given.
    pub given: String,
    /// Every name that is allowed.
    pub allowed: Vec<&'static str>,
}

macro_rules! named {
    ($kind:ident { $($variant:ident => $name:literal),+ $(,)? }) => {
        impl $kind {
            /// Every member, in the order of the law.
            pub const ALL: &'static [$kind] = &[$($kind::$variant),+];

            /// The name used in data and in the API.
            pub fn as_str(self) -> &'static str {
                match self { $($kind::$variant => $name),+ }
            }
        }

        impl fmt::Display for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $kind {
            type Err = UnknownName;

            fn from_str(given: &str) -> Result<Self, UnknownName> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|known| known.as_str() == given)
                    .ok_or_else(|| UnknownName { given: given.to_owned(), allowed: vec![$($name),+] })
            }
        }
    };
}

named!(Channel {
    Cadastre => "cadastre",
    Centre => "centre",
    MobileCentre => "mobile-centre",
    Portal => "portal",
    Agency => "agency",
    AuthorisedBody => "authorised-body",
    ExecutiveBody => "executive-body",
});

named!(OfficeKind {
    CadastreEnterprise => "cadastre-enterprise",
    Centre => "centre",
    AuthorisedBody => "authorised-body",
    ExecutiveBody => "executive-body",
    Agency => "agency",
});
