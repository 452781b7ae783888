//! Where a case stands. Each state holds what it cannot be without, and nothing else.

use jiff::Timestamp;
use jiff::civil::Date;
use rulebook::model::{Cite, HandOutPaper, HandOutWay, Medium};
use serde::{Deserialize, Serialize};

use directory::OfficeKind;

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum State {
    /// Accepted; nobody works on it yet.
    Lodged,
    /// Someone works on it; the term runs.
    InWork,
    /// The term stands still.
    Suspended {
        /// Why, since when, until when.
        suspension: Suspension,
    },
    /// Decided; the paper is not yet made.
    Decided {
        /// The decision.
        decision: Decision,
    },
    /// The paper is made and waits to be collected.
    Ready {
        /// The decision.
        decision: Decision,
        /// The paper.
        made: Made,
    },
    /// Nobody collected; the paper is kept.
    Stored {
        /// The decision.
        decision: Decision,
        /// The paper.
        made: Made,
        /// How it is kept.
        storage: Storage,
    },
    /// The applicant has the paper.
    Delivered {
        /// The decision.
        decision: Decision,
        /// The paper.
        made: Made,
        /// How it reached him.
        delivery: Delivery,
    },
    /// Closed for good.
    Archived {
        /// The decision.
        decision: Decision,
        /// How the paper reached the applicant, if it did.
        delivery: Option<Delivery>,
        /// When.
        at: Timestamp,
    },
    /// The applicant took his request back.
    Withdrawn {
        /// When.
        at: Timestamp,
        /// What he said.
        reason: String,
    },
    /// Registered by mistake; kept, and never worked on.
    Cancelled {
        /// When.
        at: Timestamp,
        /// What the mistake was.
        reason: String,
    },
}

/// A suspension that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// When the term stopped.
    pub since: Timestamp,
    /// The ground, by its id in the standard.
    pub ground: String,
    /// Source of the ground.
    pub cite: Cite,
    /// What the written notice says.
    pub notice: Notice,
    /// The term had ended before, so that there was nothing left to stop.
    pub after_term: bool,
}

/// What the written notice of suspension says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Kind of the document on which the suspension rests, by its id where the ground lists kinds.
    pub paper: Option<String>,
    /// That document: number, day, who issued it.
    pub document: String,
    /// The cause, where the text names no ground.
    pub cause: Option<String>,
    /// How long, in the officer's words; absent where the ground itself says so.
    pub until: Option<String>,
    /// What the applicant must do.
    pub next_steps: String,
}

/// A suspension that has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastSuspension {
    /// What it was.
    #[serde(flatten)]
    pub suspension: Suspension,
    /// When it ended.
    pub ended_at: Timestamp,
    /// The paper that ended it.
    pub ended_by: EndingDocument,
}

/// A paper that ended a suspension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndingDocument {
    /// Kind, by its id where the ground lists kinds; in words where it lists none.
    pub paper: String,
    /// Number, day, who issued it.
    pub details: Option<String>,
}

/// A decision on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// When.
    pub at: Timestamp,
    /// The paragraph on which it rests.
    pub cite: Cite,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "outcome")]
pub enum Outcome {
    /// The service is granted.
    Granted,
    /// The service is refused on a ground.
    Refused {
        /// The ground, by its id in the standard.
        ground: String,
        /// The reasons.
        reason: String,
        /// The paper that ended a suspension for good.
        ended_by: Option<EndingDocument>,
    },
    /// The service is refused because papers are missing.
    RefusedIncomplete {
        /// The papers, by id.
        missing: Vec<String>,
        /// The reasons.
        reason: String,
    },
    /// The office was silent, and the law grants.
    DeemedGranted {
        /// The day from which the service counts as granted.
        day: Date,
    },
}

impl Outcome {
    /// The day from which silence counts as granting, where it did.
    pub fn deemed_day(&self) -> Option<Date> {
        match self {
            Self::DeemedGranted { day } => Some(*day),
            _ => None,
        }
    }
}

/// The paper that is handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// When it was made.
    pub at: Timestamp,
    /// On paper or electronic.
    pub medium: Medium,
    /// Its number, where it has one.
    pub number: Option<String>,
}

/// How an uncollected paper is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Storage {
    /// Kind of the office that keeps it.
    pub keeper: OfficeKind,
    /// When it was taken into keeping.
    pub since: Timestamp,
    /// Source.
    pub cite: Cite,
}

/// How the paper reached the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "delivery")]
pub enum Delivery {
    /// Handed out.
    HandedOut {
        /// When.
        at: Timestamp,
        /// In which way.
        way: HandOutWay,
        /// Name of the person who took it.
        to: String,
        /// What he showed.
        shown: Vec<HandOutPaper>,
    },
    /// Sent by post.
    Posted {
        /// When.
        at: Timestamp,
        /// Where to.
        address: String,
        /// Number of the postal item.
        item: Option<String>,
    },
}

/// Name of a state, as data, API and messages know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StateName {
    /// [`State::Lodged`].
    Lodged,
    /// [`State::InWork`].
    InWork,
    /// [`State::Suspended`].
    Suspended,
    /// [`State::Decided`]: granted.
    Granted,
    /// [`State::Decided`]: refused.
    Refused,
    /// [`State::Decided`]: granted by silence.
    DeemedGranted,
    /// [`State::Ready`].
    Ready,
    /// [`State::Delivered`]: handed out.
    HandedOut,
    /// [`State::Delivered`]: by post.
    Posted,
    /// [`State::Stored`].
    Stored,
    /// [`State::Archived`].
    Archived,
    /// [`State::Withdrawn`].
    Withdrawn,
    /// [`State::Cancelled`].
    Cancelled,
}

impl StateName {
    /// Every name, in the order of a case's life.
    pub const ALL: [Self; 13] = [
        Self::Lodged,
        Self::InWork,
        Self::Suspended,
        Self::Granted,
        Self::Refused,
        Self::DeemedGranted,
        Self::Ready,
        Self::HandedOut,
        Self::Posted,
        Self::Stored,
        Self::Archived,
        Self::Withdrawn,
        Self::Cancelled,
    ];

    /// The name used in data and in the API.
    pub fn as_str(self) -> &'static str {
        self.message().trim_start_matches("case-state-")
    }

    /// Id of its message.
    pub fn message(self) -> &'static str {
        match self {
            Self::Lodged => "case-state-lodged",
            Self::InWork => "case-state-in-work",
            Self::Suspended => "case-state-suspended",
            Self::Granted => "case-state-granted",
            Self::Refused => "case-state-refused",
            Self::DeemedGranted => "case-state-deemed-granted",
            Self::Ready => "case-state-ready",
            Self::HandedOut => "case-state-handed-out",
            Self::Posted => "case-state-posted",
            Self::Stored => "case-state-stored",
            Self::Archived => "case-state-archived",
            Self::Withdrawn => "case-state-withdrawn",
            Self::Cancelled => "case-state-cancelled",
        }
    }
}

impl State {
    /// The name of this state.
    pub fn name(&self) -> StateName {
        match self {
            Self::Lodged => StateName::Lodged,
            Self::InWork => StateName::InWork,
            Self::Suspended { .. } => StateName::Suspended,
            Self::Decided { decision } => match decision.outcome {
                Outcome::Granted => StateName::Granted,
                Outcome::Refused { .. } | Outcome::RefusedIncomplete { .. } => StateName::Refused,
                Outcome::DeemedGranted { .. } => StateName::DeemedGranted,
            },
            Self::Ready { .. } => StateName::Ready,
            Self::Stored { .. } => StateName::Stored,
            Self::Delivered { delivery: Delivery::HandedOut { .. }, .. } => StateName::HandedOut,
            Self::Delivered { delivery: Delivery::Posted { .. }, .. } => StateName::Posted,
            Self::Archived { .. } => StateName::Archived,
            Self::Withdrawn { .. } => StateName::Withdrawn,
            Self::Cancelled { .. } => StateName::Cancelled,
        }
    }

    /// The decision, where there is one.
    pub fn decision(&self) -> Option<&Decision> {
        match self {
            Self::Decided { decision }
            | Self::Ready { decision, .. }
            | Self::Stored { decision, .. }
            | Self::Delivered { decision, .. }
            | Self::Archived { decision, .. } => Some(decision),
            Self::Lodged
            | Self::InWork
            | Self::Suspended { .. }
            | Self::Withdrawn { .. }
            | Self::Cancelled { .. } => None,
        }
    }

    /// Whether the office still owes a decision.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Lodged | Self::InWork | Self::Suspended { .. })
    }

    /// Whether the case is closed for good.
    pub fn is_terminal(&self) -> bool {
        matches!(self, Self::Archived { .. } | Self::Withdrawn { .. } | Self::Cancelled { .. })
    }
}
