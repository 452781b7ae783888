use calendar::Text;
use directory::Channel;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Cite;

/// Something that ¶10 requires of the premises where a service is given in one channel. It says what the law requires, not
/// what stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Premises {
    /// The channel whose premises are meant.
    pub channel: Channel,
    /// What it is.
    pub what: PremisesFact,
    /// By what people with disabilities get in and about, where the text says so; of `accessibility` alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub means: Vec<AccessMeans>,
    /// The requirement; Kazakh as printed.
    pub text: Text,
    /// Source.
    pub cite: Cite,
}

/// What a requirement of ¶10 is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PremisesFact {
    /// In whose building, or where on the portal.
    Place,
    /// Conditions for people with disabilities.
    Accessibility,
    /// A bureau that gives the passes by which one enters.
    PassBureau,
    /// A guard.
    Guard,
    /// Fire safety.
    FireSafety,
    /// A desk where one asks.
    InformationDesk,
    /// Places to wait.
    WaitingPlaces,
    /// Stands with information.
    InformationStands,
    /// Counters with blank forms.
    FormCounters,
}

/// By what people with disabilities get in and about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AccessMeans {
    /// A ramp.
    Ramp,
    /// A lift.
    Lift,
}
