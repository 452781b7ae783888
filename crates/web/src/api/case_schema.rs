//! The parts of a case as the API's description shows them. `cases` makes the JSON; the tests of the API hold what it
//! makes against these shapes.
#![allow(dead_code, reason = "these types describe answers and are never made")]

use serde::Serialize;
use utoipa::ToSchema;

use super::choices::{ChannelName, LanguageName, OfficeKindName, PayerName, PurposeName};

/// An instant with its offset (RFC 3339), on the clocks of the case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(format = DateTime)]
pub struct Instant(String);

/// A day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(format = Date)]
pub struct CivilDay(String);

/// Where a case stands, with what belongs to it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum CaseState {
    Lodged,
    InWork,
    Suspended { suspension: SuspensionShown },
    Decided { decision: DecisionShown },
    Ready { decision: DecisionShown, made: MadePaper },
    Stored { decision: DecisionShown, made: MadePaper, storage: StorageShown },
    Delivered { decision: DecisionShown, made: MadePaper, delivery: DeliveryShown },
    Archived { decision: DecisionShown, delivery: Option<DeliveryShown>, at: Instant },
    Withdrawn { at: Instant, reason: String },
    Cancelled { at: Instant, reason: String },
}

/// A suspension.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuspensionShown {
    since: Instant,
    /// The ground, by its id in the standard.
    ground: String,
    cite: String,
    notice: SuspensionNotice,
    /// The term had ended before, so that there was nothing left to stop.
    after_term: bool,
}

/// What the written notice of suspension says.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuspensionNotice {
    /// Kind of the document, by its id where the ground lists kinds.
    paper: Option<String>,
    /// The document: number, day, who issued it.
    document: String,
    cause: Option<String>,
    until: Option<String>,
    next_steps: String,
}

/// A suspension that has ended.
#[derive(Debug, Serialize, ToSchema)]
pub struct PastSuspensionShown {
    #[serde(flatten)]
    suspension: SuspensionShown,
    ended_at: Instant,
    ended_by: EndingPaperShown,
}

/// A paper that ended a suspension.
#[derive(Debug, Serialize, ToSchema)]
pub struct EndingPaperShown {
    paper: String,
    details: Option<String>,
}

/// A decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionShown {
    #[serde(flatten)]
    outcome: OutcomeShown,
    at: Instant,
    cite: String,
}

/// What was decided.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case", tag = "outcome")]
pub enum OutcomeShown {
    Granted,
    Refused { ground: String, reason: String, ended_by: Option<EndingPaperShown> },
    RefusedIncomplete { missing: Vec<String>, reason: String },
    DeemedGranted { day: CivilDay },
}

/// The paper that is handed out.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadePaper {
    at: Instant,
    /// `paper` or `electronic`.
    medium: String,
    number: Option<String>,
}

/// How an uncollected paper is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct StorageShown {
    keeper: OfficeKindName,
    since: Instant,
    cite: String,
}

/// How the paper reached the applicant.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case", tag = "delivery")]
pub enum DeliveryShown {
    HandedOut { at: Instant, way: String, to: String, shown: Vec<String> },
    Posted { at: Instant, address: String, item: Option<String> },
}

/// What was lodged; corrections of slips are applied.
#[derive(Debug, Serialize, ToSchema)]
pub struct LodgedRequest {
    id: String,
    number: String,
    edition: EditionShown,
    /// Case of ¶11.
    case: u8,
    product: String,
    channel: ChannelName,
    /// None on the portal.
    lodging_office: Option<String>,
    executing_office: String,
    region: String,
    zone: String,
    lodged_at: Instant,
    accepted_by: ActorShown,
    applicant: ApplicantShown,
    representative: Option<RepresentativeShown>,
    parcels: Vec<ParcelShown>,
    papers: Vec<PaperShown>,
    conditions: Vec<ConditionShown>,
    payment: Option<PaymentShown>,
    relief: Option<ReliefShown>,
}

/// The edition of a standard under which a case stays.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionShown {
    service: u8,
    adopted: CivilDay,
}

/// Who took a step.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case", tag = "who")]
pub enum ActorShown {
    Person(OfficerShown),
    Applicant { account: String },
    Platform,
}

/// An officer.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfficerShown {
    account: String,
    name: String,
    post: String,
    office: String,
    office_kind: OfficeKindName,
    /// In whose place he acted, where he did.
    #[serde(skip_serializing_if = "Option::is_none")]
    acting_for: Option<AbsentShown>,
}

/// Somebody who is away and in whose place an officer acts.
#[derive(Debug, Serialize, ToSchema)]
pub struct AbsentShown {
    account: String,
    name: String,
    post: String,
}

/// Who applies.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicantShown {
    name: String,
    #[serde(flatten)]
    identity: ApplicantIdentityShown,
    phone: Option<String>,
    email: Option<String>,
    postal_address: Option<String>,
    language: LanguageName,
}

/// What kind of applicant, and who.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "identity")]
pub enum ApplicantIdentityShown {
    Individual(PersonIdentityShown),
    Entrepreneur(PersonIdentityShown),
    LegalEntity(EntityIdentityShown),
}

/// Who a person is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PersonIdentityShown {
    Iin(String),
    ForeignDocument(ForeignPaperShown),
}

/// Who an organisation is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EntityIdentityShown {
    Bin(String),
    ForeignDocument(ForeignPaperShown),
}

/// A paper issued abroad.
#[derive(Debug, Serialize, ToSchema)]
pub struct ForeignPaperShown {
    country: String,
    kind: String,
    number: String,
}

/// Who stands for the applicant.
#[derive(Debug, Serialize, ToSchema)]
pub struct RepresentativeShown {
    name: String,
    identity: PersonIdentityShown,
    phone: Option<String>,
    authority: String,
}

/// A parcel.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParcelShown {
    cadastral_number: Option<String>,
    location: Option<String>,
    purpose: Option<String>,
    /// Hectares, decimal.
    area_ha: Option<String>,
    /// Only where the office that decides depends on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    land: Option<String>,
}

/// A paper that came into the case.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperShown {
    id: String,
    /// How it came; one of the paper's ways.
    how: String,
    /// With `copy-instead-of-register`: what the register answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    count: u8,
    note: Option<String>,
}

/// A circumstance that was stated.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConditionShown {
    id: String,
    holds: bool,
    reason: Option<String>,
}

/// What was paid.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentShown {
    payer: PayerName,
    purpose: Option<PurposeName>,
    /// Hectares, decimal.
    area_ha: String,
    /// Tenge, decimal.
    amount: String,
    receipt_number: String,
    paid_on: CivilDay,
}

/// A relief that was claimed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReliefShown {
    id: String,
    proof: String,
}

/// Where the paper file is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case", tag = "custody")]
pub enum CustodyShown {
    NoPaperFile,
    Held { office: String },
    InTransit { from: String, to: String, list: String, position: u32, since: Instant },
}

/// A ground that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct FindingShown {
    ground: String,
    at: Instant,
    note: String,
}

/// An enquiry to another body.
#[derive(Debug, Serialize, ToSchema)]
pub struct EnquiryShown {
    /// Number within the case, from 1.
    number: u32,
    body: String,
    /// Null where remarks came unasked.
    sent_at: Option<Instant>,
    answer: AnswerShown,
}

/// What came back.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case", tag = "answer")]
pub enum AnswerShown {
    Awaited,
    Remarks { text: String, at: Instant },
    NoRemarks { at: Instant },
}

/// Another case that belongs to this one.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkShown {
    case: String,
    /// `earlier`, `later` or `same-request`.
    relation: String,
}

/// A slip that was corrected.
#[derive(Debug, Serialize, ToSchema)]
pub struct CorrectionShown {
    field: CorrectedField,
    old: String,
    new: String,
    reason: String,
    at: Instant,
}

/// The field of a slip.
#[derive(Debug, Serialize, ToSchema)]
pub struct CorrectedField {
    field: String,
    /// Place of the parcel, from 0; with `parcel-location`.
    #[serde(skip_serializing_if = "Option::is_none")]
    parcel: Option<u32>,
}

/// What a step needs; which further members it has depends on `need`.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedShown {
    /// `ground`, `ending-paper`, `papers`, `way`, `enquiry`, `medium`, `list`, `field`, `text`, `scanned-paper`, `scan`,
    /// `officer`, `transfer` or `case`.
    need: String,
    /// What may be chosen: objects with `id`, `name`, `cite`, or plain values.
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<Vec<serde_json::Value>>,
}

/// What happened, with its details.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventShown {
    /// Name of the kind with the version of its shape: `granted.v1`.
    #[schema(pattern = r"^[a-z-]+\.v[0-9]+$")]
    kind: String,
}

/// What every line of a book says, and what is its own.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookColumns {
    /// Message that names the entry.
    entry: String,
    number: String,
    service: u8,
    product: String,
    cite: String,
    by: Option<SignatureShown>,
    /// Columns of this kind of entry alone.
    #[schema(value_type = Object)]
    own: serde_json::Value,
}

/// Who made an entry.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignatureShown {
    name: String,
    post: String,
    /// In whose place, where somebody was away.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_place_of: Option<AbsentShown>,
}
