use calendar::Text;
use directory::{Channel, OfficeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cite, Hours};

/// A term of the service (¶7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermRule {
    /// Results that the term binds, by id.
    pub products: Vec<String>,
    /// Channels that it binds.
    pub channels: Vec<Channel>,
    /// How long.
    pub length: u16,
    /// In what unit.
    pub unit: TermUnit,
    /// Whose working days and closing hour count.
    pub runs_by: Hours,
    /// Source.
    pub cite: Cite,
}

/// Unit of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TermUnit {
    /// Days on which the provider works.
    WorkingDays,
    /// Days of the calendar.
    CalendarDays,
    /// Minutes of the open hours.
    Minutes,
    /// Months of the calendar (storage only).
    Months,
}

impl TermUnit {
    /// The name used in data and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WorkingDays => "working-days",
            Self::CalendarDays => "calendar-days",
            Self::Minutes => "minutes",
            Self::Months => "months",
        }
    }
}

/// A limit of waiting or serving (¶7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// What is limited.
    pub what: LimitKind,
    /// How long at the most.
    pub minutes: u16,
    /// Source.
    pub cite: Cite,
}

/// What a limit binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LimitKind {
    /// Waiting to lodge.
    WaitingToLodge,
    /// Waiting to collect.
    WaitingToCollect,
    /// Being served on the day of lodging.
    ServingAtLodging,
    /// Being served when collecting.
    ServingAtCollecting,
}

/// Refusal for incomplete papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IncompleteRule {
    /// How long the refusal stays open.
    pub within: IncompleteTerm,
    /// Whether the text itself says that the right is lost afterwards, or we read it so.
    pub right_lost: RightLost,
    /// Who may refuse.
    pub by: Vec<OfficeKind>,
    /// Source.
    pub cite: Cite,
}

/// How long the refusal for incomplete papers stays open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind", deny_unknown_fields)]
pub enum IncompleteTerm {
    /// A term of its own, from lodging; suspension does not stop it.
    Own {
        /// How long.
        length: u16,
        /// In what unit.
        unit: TermUnit,
        /// Whose days count.
        runs_by: Hours,
    },
    /// As long as the term of the service.
    WholeTerm,
}

/// Whether the right to refuse is lost by the text or by our reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RightLost {
    /// The text says so.
    Stated,
    /// Our reading; a source note says why.
    Reading,
    /// It is not lost while the term runs.
    No,
}

/// A ground of refusal or of suspension (¶16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// Short name.
    pub id: String,
    /// The ground, in our own words; Kazakh first.
    pub name: Text,
    /// What it does.
    pub effect: GroundEffect,
    /// Set where the platform itself can see the ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detected: Option<Detection>,
    /// Source.
    pub cite: Cite,
}

/// What a ground does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind", deny_unknown_fields)]
pub enum GroundEffect {
    /// The service is refused.
    Refuse {
        /// Clock of the refusal, where the text sets one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<GroundClock>,
        /// The papers go back with the refusal.
        #[serde(default)]
        papers_returned: bool,
    },
    /// The term stops until the ground is cleared.
    Suspend {
        /// Until when, in our own words.
        until: Text,
        /// The document on which it rests, as the officer must name it; free text where by hand.
        #[serde(default)]
        rests_on: Vec<NamedPaper>,
        /// Documents that end it.
        #[serde(default)]
        ended_by: Vec<EndingPaper>,
        /// Cause and document are entered by hand, because the text names no ground.
        #[serde(default)]
        by_hand: bool,
        /// Clock of the notice, where the text sets one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<GroundClock>,
        /// What the written notice must name.
        notice: Vec<NoticeItem>,
    },
}

/// A paper that a ground names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedPaper {
    /// Short name.
    pub id: String,
    /// Name.
    pub name: Text,
}

/// A paper that ends a suspension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndingPaper {
    /// Short name.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it allows: to go on, to refuse for good, or either.
    pub allows: Vec<EndingStep>,
}

/// What the paper that ends a suspension allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EndingStep {
    /// The term runs on.
    Resume,
    /// The service is refused for good.
    Refuse,
}

/// What a notice of suspension must name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeItem {
    /// The document on which it rests.
    Document,
    /// How long.
    Term,
    /// What the applicant must do.
    NextSteps,
}

/// A clock of a ground's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroundClock {
    /// How long.
    pub length: u16,
    /// In what unit.
    pub unit: TermUnit,
    /// Whose days count.
    pub runs_by: Hours,
    /// From what it runs.
    pub from: ClockStart,
    /// Source.
    pub cite: Cite,
}

/// What starts a clock of a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClockStart {
    /// The lodging.
    Lodging,
    /// The day on which the ground was found.
    Finding,
    /// The day on which remarks of another body arrived.
    RemarksReceived,
}

/// A ground that the platform sees by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Detection {
    /// Another open application of another applicant for the same parcel.
    ParallelApplications,
}

/// What silence of the provider means (¶16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SilenceRule {
    /// Results that count as granted when the term ends in silence, by id; empty: none.
    pub deems: Vec<String>,
    /// Why, in our own words.
    pub reason: Text,
    /// Source.
    pub cite: Cite,
}

/// Keeping of results that nobody collects (¶26).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StorageRule {
    /// Who keeps.
    pub keeper: OfficeKind,
    /// How long; absent: in the archive, without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u16>,
    /// In what unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<TermUnit>,
    /// What follows.
    pub then: AfterStorage,
    /// Source.
    pub cite: Cite,
}

/// What follows the storage term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AfterStorage {
    /// The keeper archives.
    Archive,
    /// The result passes to the provider.
    PassToProvider,
}
