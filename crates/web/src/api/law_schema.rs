//! Parts of answers about the law, as the API's description shows them; `rulebook`, `directory` and `desk` make the JSON.
#![allow(dead_code, reason = "these types describe answers and are never made")]

use serde::Serialize;
use utoipa::ToSchema;

use super::case_schema::{CivilDay, Instant};
use super::text::TextDto;

/// One rule that was looked at for an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct TraceStepShown {
    /// Name of the rule's message.
    rule: String,
    /// What it was looked at for.
    subject: String,
    /// What came out.
    outcome: String,
    cite: String,
}

/// From what an answer was made, so that it can be made again.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProvenanceShown {
    /// Number of the standard.
    standard: u8,
    /// Its edition, by the day it was adopted.
    edition: CivilDay,
    files: Vec<RuleFileShown>,
    /// What was asked, as the asker put it.
    #[schema(value_type = Object)]
    inputs: serde_json::Value,
    /// Version of the program that answered.
    engine: String,
}

/// A rule file by content.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleFileShown {
    path: String,
    #[schema(pattern = "^[0-9a-f]{64}$")]
    sha256: String,
}

/// A circumstance to state at lodging.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConditionToState {
    id: String,
    text: TextDto,
    /// The officer judges, and gives the reason.
    officer_judges: bool,
    /// Whether the request says that it holds.
    holds: bool,
    cite: String,
}

/// An open request of somebody else for a parcel; who that is stays hidden.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParallelRequest {
    number: String,
    parcel: String,
    lodged_at: Instant,
}

/// An open request of somebody else for a parcel of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParallelShown {
    case: String,
    number: String,
    parcel: String,
    /// The ground that it is, by id.
    ground: String,
    /// When it was seen.
    at: Instant,
}

/// Every printed form of an office's data, with the standards that print it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PrintedForms {
    names: Vec<PrintedText>,
    addresses: Vec<PrintedText>,
    postal_codes: Vec<PrintedText>,
    officials: Vec<PrintedText>,
    phones: Vec<PrintedMark>,
    emails: Vec<PrintedMark>,
}

/// A printed text.
#[derive(Debug, Serialize, ToSchema)]
pub struct PrintedText {
    value: String,
    standards: Vec<u8>,
}

/// A printed number or address that may look damaged.
#[derive(Debug, Serialize, ToSchema)]
pub struct PrintedMark {
    value: MarkShown,
    standards: Vec<u8>,
}

/// A number or address as printed.
#[derive(Debug, Serialize, ToSchema)]
pub struct MarkShown {
    printed: String,
}

/// Open hours by weekday: pairs of opening and closing, `09:00`.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeekHours {
    mon: Vec<[String; 2]>,
    tue: Vec<[String; 2]>,
    wed: Vec<[String; 2]>,
    thu: Vec<[String; 2]>,
    fri: Vec<[String; 2]>,
    sat: Vec<[String; 2]>,
    sun: Vec<[String; 2]>,
}

/// What stands in a line of a receipt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case", tag = "item")]
pub enum ReceiptItem {
    NumberAndDate { number: String, accepted_at: Instant },
    Service { name: TextDto, product: Option<TextDto> },
    Documents { count: u32, papers: Vec<ReceiptPaper> },
    HandOut { at: Option<Instant>, office: Option<String> },
    AcceptedBy { name: String, post: String },
    People { applicant: ReceiptPerson, representative: Option<ReceiptPerson> },
}

/// A paper on a receipt.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptPaper {
    name: TextDto,
    copies: u8,
}

/// A person on a receipt.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptPerson {
    name: String,
    phone: Option<String>,
}
