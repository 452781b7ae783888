//! What a request brings, as it is typed: [`LodgingForm`].

use cases::{Brought, ForeignDocument, Language};
use directory::Channel;
use rulebook::model::{ApplicantKind, Payer, Purpose};
use serde::{Deserialize, Serialize};

/// A request as it is typed at the counter. Free entries are texts, so that all errors can be told at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LodgingForm {
    /// Number of the service.
    pub service: u8,
    /// Case of ¶11.
    pub case: u8,
    /// Result by id, where there is a choice.
    #[serde(default)]
    pub product: Option<String>,
    /// Way of lodging. The lodging office is the caller's own; the portal has none.
    pub channel: Channel,
    /// Code of the region, where no parcel with a number names it; the own office's where absent.
    #[serde(default)]
    pub region: Option<String>,
    /// The office that decides, where several may; the only one where absent.
    #[serde(default)]
    pub executing_office: Option<String>,
    /// Who applies.
    pub applicant: ApplicantForm,
    /// Who stands for him.
    #[serde(default)]
    pub representative: Option<RepresentativeForm>,
    /// Parcels.
    #[serde(default)]
    pub parcels: Vec<ParcelForm>,
    /// Papers that were brought.
    #[serde(default)]
    pub papers: Vec<PaperForm>,
    /// Circumstances that are stated or judged.
    #[serde(default)]
    pub conditions: Vec<ConditionForm>,
    /// What was paid.
    #[serde(default)]
    pub payment: Option<PaymentForm>,
    /// Relief that is claimed.
    #[serde(default)]
    pub relief: Option<ReliefForm>,
    /// The applicant insists although papers are missing.
    #[serde(default)]
    pub accept_incomplete: bool,
}

/// Who applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicantForm {
    /// Person, organisation or entrepreneur.
    pub kind: ApplicantKind,
    /// Name as in the papers.
    pub name: String,
    /// IIN of a person, BIN of an organisation; empty with a foreign paper.
    #[serde(default)]
    pub identifier: String,
    /// A paper issued abroad, in place of the number.
    #[serde(default)]
    pub foreign: Option<ForeignDocument>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Postal address.
    #[serde(default)]
    pub postal_address: Option<String>,
    /// Language of letters.
    pub language: Language,
}

/// Who stands for the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepresentativeForm {
    /// Name as in the papers.
    pub name: String,
    /// IIN; empty with a foreign paper.
    #[serde(default)]
    pub identifier: String,
    /// A paper issued abroad, in place of the number.
    #[serde(default)]
    pub foreign: Option<ForeignDocument>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// What the authority rests on.
    pub authority: String,
}

/// A parcel.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParcelForm {
    /// Cadastral number, where it has one.
    #[serde(default)]
    pub cadastral_number: String,
    /// Where it lies.
    #[serde(default)]
    pub location: Option<String>,
    /// Designated purpose.
    #[serde(default)]
    pub purpose: Option<String>,
    /// Hectares, decimal.
    #[serde(default)]
    pub area_ha: Option<String>,
    /// Category of the land by its id in the standard, or `other`; only where the office that decides depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land: Option<String>,
}

/// A paper that was brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperForm {
    /// The paper, by id.
    pub id: String,
    /// In which way.
    #[serde(flatten)]
    pub brought: Brought,
    /// Copies.
    pub count: u8,
    /// Number, day and the like.
    #[serde(default)]
    pub note: Option<String>,
}

/// A circumstance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionForm {
    /// The circumstance, by id.
    pub id: String,
    /// Whether it holds.
    pub holds: bool,
    /// Why the officer judged so.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentForm {
    /// Who paid, in the words of the tariff.
    pub payer: Payer,
    /// What the parcel is for, where an individual paid.
    #[serde(default)]
    pub purpose: Option<Purpose>,
    /// Hectares, decimal.
    pub area_ha: String,
    /// Tenge, decimal.
    pub amount: String,
    /// Number of the proof of payment.
    pub receipt_number: String,
    /// Day of payment, `2013-09-02`.
    pub paid_on: String,
}

/// A relief that is claimed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReliefForm {
    /// The relief, by id.
    pub id: String,
    /// The paper that proves it.
    pub proof: String,
}
