use serde::{Deserialize, Serialize};

/// A text that a person reads, in the three languages of the platform.
///
/// Kazakh stands as printed in its source; Russian and English are ours.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Kazakh.
    pub kk: String,
    /// Russian.
    pub ru: String,
    /// English.
    pub en: String,
}
