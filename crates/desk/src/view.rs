//! What use cases answer.

use std::fmt;

use calendar::Text;
use cases::{
    Actor, AllowedStep, Brought, Case, CaseId, Clocks, Event, HinderedStep, OfficeId, Parallel, Receipt,
    ReceiptNumber, Refusal, StateName, TermDays,
};
use jiff::Timestamp;
use jiff::civil::Date;
use rulebook::ask::FeeFigures;
use rulebook::model::{Cite, TermUnit};
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use crate::FieldError;
use crate::access::{Permission, Relation};
use crate::case::{Colleague, NoteLine};
use crate::secret::{Secret, hash};

/// A page of a list. `next` goes into the next call as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page<T> {
    /// The rows, in the order of the list.
    pub items: Vec<T>,
    /// Where the next page starts; absent on the last.
    pub next: Option<String>,
}

/// A key that a caller gives a writing call, so that repeating it does nothing twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

/// A text that is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an idempotency key has 8 to 128 printable ASCII characters; take a random UUID")]
pub struct NoKey;

impl IdempotencyKey {
    /// Reads a key: 8 to 128 printable ASCII characters.
    ///
    /// # Errors
    /// [`NoKey`] says what is allowed.
    pub fn new(given: &str) -> Result<Self, NoKey> {
        let fits = (8..=128).contains(&given.len()) && given.bytes().all(|byte| byte.is_ascii_graphic());
        if fits { Ok(Self(given.to_owned())) } else { Err(NoKey) }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The key of one case among many that a call is about.
    pub(crate) fn of_case(&self, case: CaseId) -> Self {
        Self(hex::encode(hash("bulk", &[self.0.as_bytes(), case.0.as_bytes()])))
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a writing call made of a case; the same again when it is repeated with its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Acted {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: ReceiptNumber,
    /// Its version now.
    pub version: u64,
    /// Its state now.
    pub state: StateName,
}

/// A request that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lodged {
    /// The case.
    pub acted: Acted,
    /// The secret that the receipt shows. It is stored nowhere: only the same session, repeating the same key, gets it
    /// again; absent when it was replaced since, or another session asks.
    pub tracking_secret: Option<Secret>,
}

/// A case as its officers see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaseView {
    /// The case.
    pub case: Case,
    /// Its version, for the next step.
    pub version: u64,
    /// What the caller's office is to it.
    pub relations: Vec<Relation>,
    /// What the caller may do with it.
    pub permissions: Vec<Permission>,
    /// Steps that are open now and allowed to the caller.
    pub steps: Vec<AllowedStep>,
    /// Steps that the caller might expect and that are not open, with the engine's reason.
    #[serde(skip)]
    pub hindered: Vec<HinderedStep>,
    /// Its clocks.
    pub clocks: Clocks,
    /// Its term day by day.
    pub term: TermDays,
    /// Today, by the calendar of the office that decides.
    pub today: Date,
    /// What is left of the term; absent while it stands still or when nobody waits for it.
    pub left: Option<TermLeft>,
    /// What happened, oldest first.
    pub history: Vec<HistoryLine>,
    /// Notes of those who work on it, oldest first; no part of the journal.
    pub notes: Vec<NoteLine>,
    /// Lines of the books about it.
    pub register: Vec<RegisterLine>,
    /// Other open requests of others for its parcels.
    pub parallels: Vec<Parallel>,
    /// What the applicant was given.
    pub receipt: Option<Receipt>,
    /// Whom it may be given to; empty where the caller may give it to nobody.
    pub officers: Vec<Colleague>,
}

/// What is left of a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermLeft {
    /// When it ends.
    pub due: Timestamp,
    /// Unit of the term.
    pub unit: TermUnit,
    /// Days of the term's own kind that are left, today not counted; below zero when it ended. Absent for minutes.
    pub days: Option<i64>,
}

/// One event of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistoryLine {
    /// Place in the case, from 1.
    pub version: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What; [`Event::message`] names it.
    pub event: Event,
    /// The paragraph that allows it.
    pub cite: Cite,
    /// What a decision rested on.
    pub provenance: Option<serde_json::Value>,
}

/// One line of a list of cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseSummary {
    /// The case.
    pub id: CaseId,
    /// Its number.
    pub number: String,
    /// Number of the service.
    pub service: u8,
    /// Name of its state; `case-state-…` is its message.
    pub state: String,
    /// Way of lodging.
    pub channel: String,
    /// The result that is asked for.
    pub product: Option<String>,
    /// Name of the applicant.
    pub label: String,
    /// Office that accepted; none on the portal.
    pub lodging_office: Option<OfficeId>,
    /// Office that decides.
    pub executing_office: OfficeId,
    /// Office that has the paper file.
    pub holder_office: OfficeId,
    /// Account that works on it.
    pub assignee: Option<Uuid>,
    /// When it was lodged.
    pub lodged_at: Timestamp,
    /// When the running clock ends that matters most.
    pub due_at: Option<Timestamp>,
    /// Version.
    pub version: u64,
    /// The answer is late.
    pub late: bool,
}

/// How many open cases an office has in a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfficeCount {
    /// The deciding office.
    pub office: OfficeId,
    /// Name of the state.
    pub state: String,
    /// Late or not.
    pub late: bool,
    /// How many.
    pub cases: u64,
}

/// A line of a book.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegisterLine {
    /// Which book.
    pub register: String,
    /// The office that keeps it.
    pub office: OfficeId,
    /// Number within book, office and year.
    pub number: u64,
    /// Day of the office.
    pub day: Date,
    /// Instant of writing.
    pub recorded_at: Timestamp,
    /// The case, if any.
    pub case: Option<CaseId>,
    /// The columns.
    pub columns: serde_json::Value,
}

/// What lodging would come to, while the form is being filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct LodgingPreview {
    /// Fields that cannot stay as they are.
    pub problems: Vec<FieldError>,
    /// What the law would refuse, once the fields are in order; papers that are missing are in the list of papers.
    pub refusal: Option<Refusal>,
    /// The papers of the case.
    pub papers: Vec<PaperLine>,
    /// Circumstances to state: id, text, whether the officer judges, paragraph.
    pub conditions: Vec<ConditionLine>,
    /// The price, once payer and area are known.
    pub fee: Option<FeeQuote>,
    /// The term, if it were lodged now.
    pub term: Option<TermPreview>,
    /// Open requests of others for these parcels.
    pub parallels: Vec<ParallelLine>,
    /// Offices that may decide; with more than one the officer chooses.
    pub offices: Vec<OfficeId>,
}

/// A paper of the checklist and whether it is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperLine {
    /// The paper, by id.
    pub id: String,
    /// Its name in this case.
    pub name: Text,
    /// Copies that are due.
    pub copies: u8,
    /// Whether it is here.
    pub state: PaperState,
    /// How it came.
    pub brought: Option<Brought>,
    /// Ways in which it may come, the usual one first.
    pub ways: Vec<&'static str>,
    /// The circumstance under which it is due.
    pub condition: Option<Text>,
    /// Group of alternatives.
    pub any_of: Option<String>,
    /// Papers that must come with it.
    pub with: Vec<String>,
    /// Source.
    pub cite: Cite,
}

/// Whether a paper is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperState {
    /// It was brought.
    Brought,
    /// It is due and was not brought.
    Missing,
    /// It is not due, or an alternative was brought.
    NotDue,
}

/// A circumstance to state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConditionLine {
    /// By id.
    pub id: String,
    /// In words.
    pub text: Text,
    /// The officer judges, and gives the reason.
    pub officer_judges: bool,
    /// Whether the form says that it holds.
    pub holds: bool,
    /// Source.
    pub cite: Cite,
}

/// A price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeeQuote {
    /// Tenge.
    pub amount: Decimal,
    /// Figures of the tariff.
    pub figures: Option<FeeFigures>,
    /// Source.
    pub cite: Cite,
}

/// A term, if the request were lodged now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermPreview {
    /// When it would end.
    pub due: Option<Timestamp>,
    /// Until when it could be refused for incomplete papers.
    pub incomplete_refusal_until: Option<Timestamp>,
    /// From which day silence would grant.
    pub deemed_granted_on: Option<Date>,
    /// Unit.
    pub unit: TermUnit,
    /// Length.
    pub length: u16,
    /// Source.
    pub cite: Cite,
}

/// An open request of somebody else for a parcel; who that is stays hidden here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParallelLine {
    /// Its number.
    pub number: ReceiptNumber,
    /// The parcel.
    pub parcel: String,
    /// When it was lodged.
    pub lodged_at: Timestamp,
}
