//! What must come out, in a form a lawyer can read: the files `scenarios/*.toml` beside each standard.
//!
//! A scenario either asks one question of the rulebook (checklist, fee, term) or lives a case through, step by
//! step. This module owns the form; `Rulebook::play` plays questions, the tests of `cases` live the lives.

use std::collections::BTreeMap;

use calendar::Text;
use directory::Channel;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{ApplicantKind, Cite, Payer, Purpose};

/// A file of scenarios.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioFile {
    /// Number of the standard.
    pub standard: u8,
    /// Its scenarios.
    #[serde(rename = "scenario")]
    pub scenarios: Vec<Scenario>,
}

/// One scenario.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it shows.
    pub title: Text,
    /// The rule that it keeps.
    pub cite: Cite,
    /// The question.
    #[serde(flatten)]
    pub question: Question,
}

/// What a scenario asks; exactly one of these tables stands in it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// `[scenario.checklist]`: which papers.
    Checklist(ChecklistScenario),
    /// `[scenario.fee]`: how much.
    Fee(FeeScenario),
    /// `[scenario.term]`: until when.
    Term(TermScenario),
    /// `[scenario.life]`: a case lived through.
    Life(LifeScenario),
}

/// Which papers a case needs.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChecklistScenario {
    /// Channel.
    pub channel: Channel,
    /// Case of ¶11.
    #[serde(default = "first_case")]
    pub case: u8,
    /// Product, where there is a choice.
    #[serde(default)]
    pub product: Option<String>,
    /// Who applies.
    pub applicant: ApplicantKind,
    /// Conditions that hold, by id (relief: `relief`; representative: `representative`).
    #[serde(default)]
    pub holds: Vec<String>,
    /// Papers that are due, by id, in order; a member of a group of alternatives counts like any other.
    pub due: Vec<String>,
    /// Refused instead, with this citation.
    #[serde(default)]
    pub refused: Option<Cite>,
}

fn first_case() -> u8 {
    1
}

/// How much a service costs.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeScenario {
    /// Product.
    #[serde(default)]
    pub product: Option<String>,
    /// Who pays.
    pub payer: Payer,
    /// What for.
    #[serde(default)]
    pub purpose: Option<Purpose>,
    /// Hectares, as a decimal in quotes.
    pub area_ha: String,
    /// Day of payment, `2013-09-02`.
    pub date: String,
    /// Relief is claimed.
    #[serde(default)]
    pub orphan_under_18: bool,
    /// Amount in tenge, or absent where refused.
    #[serde(default)]
    pub amount: Option<String>,
    /// Refused instead, with this citation.
    #[serde(default)]
    pub refused: Option<Cite>,
}

/// Until when the office must answer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermScenario {
    /// Product, where there is a choice.
    #[serde(default)]
    pub product: Option<String>,
    /// Channel.
    pub channel: Channel,
    /// Region by oblast code.
    pub region: String,
    /// Instant of lodging with offset, `2013-09-02T10:15:00+06:00`.
    pub lodged_at: String,
    /// Suspensions as pairs of days; an open one has no end.
    #[serde(default)]
    pub suspensions: Vec<SuspensionSpan>,
    /// Instant at which the term ends; absent while it stands still.
    #[serde(default)]
    pub due: Option<String>,
    /// Until when incomplete papers may be refused.
    #[serde(default)]
    pub incomplete_refusal_until: Option<String>,
    /// Day of the deemed grant.
    #[serde(default)]
    pub deemed_granted_on: Option<String>,
}

/// A suspension, by days that are not counted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspensionSpan {
    /// First day.
    pub from: String,
    /// Day of resuming.
    #[serde(default)]
    pub to: Option<String>,
}

/// A case lived through.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LifeScenario {
    /// How it is lodged.
    pub lodged: LodgedScenario,
    /// What happens then.
    #[serde(default)]
    pub steps: Vec<StepScenario>,
    /// Where it ends: state by id (see `cases::State`).
    pub ends: String,
    /// The term at the end, where it is looked at.
    #[serde(default)]
    pub due: Option<String>,
    /// The end came after the term.
    #[serde(default)]
    pub late: Option<bool>,
}

/// How a case of a scenario is lodged.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LodgedScenario {
    /// Instant with offset.
    pub at: String,
    /// Channel.
    pub channel: Channel,
    /// Region by oblast code.
    pub region: String,
    /// Case of ¶11.
    #[serde(default = "first_case")]
    pub case: u8,
    /// Product, where there is a choice.
    #[serde(default)]
    pub product: Option<String>,
    /// Who applies.
    pub applicant: ApplicantKind,
    /// Conditions that hold, by id.
    #[serde(default)]
    pub holds: Vec<String>,
    /// Papers that are due but missing, by id; all others are brought.
    #[serde(default)]
    pub missing: Vec<String>,
    /// Refused at once, with this citation: nothing is lodged.
    #[serde(default)]
    pub refused: Option<Cite>,
}

/// A step of a life.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepScenario {
    /// Instant with offset.
    pub at: String,
    /// Command by id (see `cases::Command`): start, suspend, resume, grant, refuse, refuse-incomplete, ready, hand-out, post, store, archive,
    /// withdraw, add-paper, cancel, record-remarks, record-finding, clock (the clock worker runs).
    #[serde(rename = "do")]
    pub command: String,
    /// Ground, ending paper, way of handing out, paper and the like, by the command's own names.
    #[serde(default)]
    pub with: BTreeMap<String, String>,
    /// Forbidden, with this citation: nothing changes.
    #[serde(default)]
    pub forbidden: Option<Cite>,
    /// State after the step.
    #[serde(default)]
    pub then: Option<String>,
}
