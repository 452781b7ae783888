use calendar::Text;
use directory::Channel;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ApplicantKind, Cite};

/// A circumstance that decides whether a paper is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Short name, used in `when`.
    pub id: String,
    /// The circumstance, as the reader of a checklist sees it.
    pub text: Text,
    /// Who or what knows whether it holds.
    pub known_by: KnownBy,
    /// Source.
    pub cite: Cite,
}

/// Who knows whether a circumstance holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KnownBy {
    /// The applicant says so at lodging.
    Applicant,
    /// The case has a representative.
    Representative,
    /// The case claims no relief from the price.
    NoRelief,
    /// The officer judges, and the reason is kept.
    Officer,
}

/// A paper that the standard speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentDefinition {
    /// Short name, one for the same paper in all standards.
    pub id: String,
    /// Name of the paper; Kazakh as printed.
    pub name: Text,
    /// In what form it is brought.
    pub form: DocumentForm,
    /// Annex that holds its form, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annex: Option<String>,
}

/// In what form a paper is brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentForm {
    /// The paper itself stays with the case.
    Original,
    /// A copy.
    Copy,
    /// A copy; the original is shown to compare and handed back.
    CopyOriginalShown,
    /// A notarised copy, or a copy with the original shown.
    NotarisedOrOriginalShown,
    /// The paper is shown and handed back; nothing is kept but its data.
    Shown,
    /// Data only, entered or fetched.
    Data,
    /// Electronic document signed by the applicant.
    SignedElectronic,
}

/// A case of ¶11.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseRule {
    /// Number of the case in ¶11.
    pub number: u8,
    /// Short name.
    pub id: String,
    /// Name of the case; Kazakh as printed.
    pub name: Text,
    /// Results that this case can give, by id.
    pub products: Vec<String>,
    /// Source.
    pub cite: Cite,
}

/// The papers of one case in some channels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// Number of the case.
    pub case: u8,
    /// Channels that this list binds.
    pub channels: Vec<Channel>,
    /// Source of every entry that has none of its own.
    pub cite: Cite,
    /// The papers, in the order of the text.
    pub documents: Vec<ChecklistEntry>,
}

/// One paper of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChecklistEntry {
    /// The paper, by id.
    pub id: String,
    /// Printed name where this case has another than the definition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// How many copies.
    #[serde(default = "one")]
    pub copies: u8,
    /// Condition by id; absent: always due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Kinds of applicant that bring it; empty: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub applicants: Vec<ApplicantKind>,
    /// Group of alternatives: one member of a group satisfies it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any_of: Option<String>,
    /// Papers that must come with this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// Who brings it.
    #[serde(default)]
    pub source: DocumentSource,
    /// Source, where it differs from the checklist's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Cite>,
}

fn one() -> u8 {
    1
}

/// Who brings a paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentSource {
    /// The applicant.
    #[default]
    Applicant,
    /// The office fetches its data from a state register; a copy is asked only when the register is down.
    StateRegister,
}
