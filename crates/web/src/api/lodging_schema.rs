//! The request for a service as the API's description shows it; it is read field by field elsewhere.
#![allow(dead_code, reason = "these types describe a request and are never made")]

use utoipa::ToSchema;

use super::choices::{ApplicantKindName, ChannelName, LanguageName, PayerName, PurposeName};

/// A request for a service.
#[derive(Debug, ToSchema)]
pub struct LodgingRequest {
    /// Number of the service.
    service: u8,
    /// Case of ¶11.
    case: u8,
    /// Result by id, where there is a choice.
    product: Option<String>,
    /// Way of lodging. The lodging office is the caller's own; the portal has none.
    #[schema(value_type = ChannelName)]
    channel: String,
    /// Code of the region, where no parcel with a number names it; the own office's where absent.
    region: Option<String>,
    /// The office that decides, where several may.
    executing_office: Option<String>,
    applicant: ApplicantRequest,
    representative: Option<RepresentativeRequest>,
    parcels: Option<Vec<ParcelRequest>>,
    papers: Option<Vec<PaperRequest>>,
    conditions: Option<Vec<ConditionRequest>>,
    payment: Option<PaymentRequest>,
    relief: Option<ReliefRequest>,
    /// The applicant insists although papers are missing.
    accept_incomplete: Option<bool>,
}

/// Who applies.
#[derive(Debug, ToSchema)]
pub struct ApplicantRequest {
    #[schema(value_type = ApplicantKindName)]
    kind: String,
    /// Name as in the papers.
    name: String,
    /// IIN of a person, BIN of an organisation; absent with a foreign paper.
    identifier: Option<String>,
    foreign: Option<ForeignRequest>,
    phone: Option<String>,
    email: Option<String>,
    postal_address: Option<String>,
    /// Language of letters.
    #[schema(value_type = LanguageName)]
    language: String,
}

/// A paper issued abroad.
#[derive(Debug, ToSchema)]
pub struct ForeignRequest {
    country: String,
    kind: String,
    number: String,
}

/// Who stands for the applicant.
#[derive(Debug, ToSchema)]
pub struct RepresentativeRequest {
    name: String,
    /// IIN; absent with a foreign paper.
    identifier: Option<String>,
    foreign: Option<ForeignRequest>,
    phone: Option<String>,
    /// What the authority rests on.
    authority: String,
}

/// A parcel: number, location, or both.
#[derive(Debug, ToSchema)]
pub struct ParcelRequest {
    cadastral_number: Option<String>,
    location: Option<String>,
    /// Designated purpose, in words.
    purpose: Option<String>,
    /// Hectares, decimal.
    area_ha: Option<String>,
    /// Category of the land by its id, or `other`; only where the office that decides depends on it (service 14).
    land: Option<String>,
}

/// A paper that was brought.
#[derive(Debug, ToSchema)]
pub struct PaperRequest {
    /// The paper, by id of the checklist.
    id: String,
    /// One of the paper's `ways`.
    how: String,
    /// With `copy-instead-of-register`: what the register answered, or that it was silent.
    reason: Option<String>,
    /// Copies.
    count: u8,
    /// Number, day and the like.
    note: Option<String>,
}

/// A circumstance.
#[derive(Debug, ToSchema)]
pub struct ConditionRequest {
    id: String,
    holds: bool,
    /// Why the officer judged so.
    reason: Option<String>,
}

/// A payment.
#[derive(Debug, ToSchema)]
pub struct PaymentRequest {
    #[schema(value_type = PayerName)]
    payer: String,
    /// For individuals.
    #[schema(value_type = Option<PurposeName>)]
    purpose: Option<String>,
    /// Hectares, decimal.
    area_ha: String,
    /// Tenge, decimal.
    amount: String,
    /// Number of the proof of payment.
    receipt_number: String,
    /// Day of payment.
    paid_on: String,
}

/// A relief from the price that is claimed.
#[derive(Debug, ToSchema)]
pub struct ReliefRequest {
    id: String,
    /// The paper that proves it: kind, number, day, who issued it.
    proof: String,
}
