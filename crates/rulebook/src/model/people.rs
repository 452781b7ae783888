use calendar::Text;
use directory::Channel;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cite, TermUnit};

/// Complaints (¶20-25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintRules {
    /// Who explains the procedure (¶20).
    pub explained_by: Vec<ComplaintAddressee>,
    /// Where a complaint goes (¶21-22).
    pub addressees: Vec<ComplaintAddressee>,
    /// Ways in which it is accepted.
    pub ways: Vec<ComplaintWay>,
    /// What it must state (¶24).
    pub states: Vec<ComplaintContent>,
    /// Terms of the answer; empty where the text states none.
    #[serde(default)]
    pub terms: Vec<ComplaintTerm>,
    /// What the talon names (¶25).
    #[serde(default)]
    pub talon: Vec<TalonItem>,
    /// How the answer reaches the applicant.
    pub answers: Vec<ComplaintWay>,
    /// Source of ways and contents.
    pub cite: Cite,
    /// Source of terms, talon and answer.
    pub answer_cite: Cite,
    /// The right to go to court.
    pub court_cite: Cite,
}

/// Somebody who takes complaints or explains how to complain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintAddressee {
    /// What about.
    pub about: ComplaintSubject,
    /// Only for complaints on this channel; empty: all.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Who.
    pub to: Text,
    /// Annex that lists the offices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annex: Option<String>,
    /// Address or telephone, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Source.
    pub cite: Cite,
}

/// What a complaint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ComplaintSubject {
    /// The procedure of complaining itself.
    Procedure,
    /// The result of the service.
    Result,
    /// Rudeness.
    Staff,
}

/// A way of complaining or answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ComplaintWay {
    /// By hand.
    InPerson,
    /// By post.
    Post,
    /// By e-mail.
    Email,
    /// On the chairman's blog.
    Blog,
    /// By the portal.
    Portal,
    /// By telephone 1414.
    CallCentre,
}

/// What a complaint must state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ComplaintContent {
    /// Name of the applicant.
    Name,
    /// E-mail address; a postal address will do.
    Email,
    /// Postal address.
    PostalAddress,
    /// Day.
    Date,
    /// Signature.
    Signature,
    /// Whose act it is about.
    Official,
    /// Reasons.
    Reasons,
    /// What is demanded.
    Demands,
    /// Evidence attached.
    Evidence,
}

/// A term of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintTerm {
    /// How long.
    pub length: u16,
    /// In what unit.
    pub unit: TermUnit,
    /// Only where no further information or study is needed.
    #[serde(default)]
    pub without_study: bool,
    /// Source.
    pub cite: Cite,
}

/// What a talon names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TalonItem {
    /// Number.
    Number,
    /// Day.
    Date,
    /// Time of day.
    Time,
    /// Who accepted.
    AcceptedBy,
    /// Where the answer is had.
    AnswerPlace,
    /// Whom to ask.
    Contacts,
    /// Telephone.
    Telephone,
    /// Stamp on the second copy.
    Stamp,
}

/// Indicators of quality (¶18-19 and their annex).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicators {
    /// Who sets the targets of each year.
    pub targets_by: Text,
    /// The indicators.
    pub list: Vec<Indicator>,
    /// Source.
    pub cite: Cite,
    /// Source of who sets the targets.
    pub targets_cite: Cite,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Number, as printed.
    pub number: String,
    /// Group.
    pub group: IndicatorGroup,
    /// Name; Kazakh as printed.
    pub name: Text,
    /// Normative value in per cent, where printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normative: Option<u8>,
    /// Source.
    pub cite: Cite,
}

/// Group of indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IndicatorGroup {
    /// Served within the term.
    Timeliness,
    /// The process.
    Quality,
    /// Information.
    Availability,
    /// Complaints.
    Complaints,
    /// Courtesy.
    Courtesy,
}
