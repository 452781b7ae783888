//! Questions to the rulebook. Every answer cites its rules, and can be explained step by step.

mod checklist;
mod fee;
mod provenance;
mod term;
mod trace;

pub use checklist::{ChecklistAnswer, ChecklistItem, ChecklistQuestion, Requirement};
pub use fee::{FeeAnswer, FeeFigures, FeeQuestion, VatShare};
pub use provenance::{Provenance, RuleFile, term_files};
pub use term::{TermAnswer, TermQuestion, TermQuestionError, schedule};
pub use trace::{Trace, TraceStep};

use directory::Channel;
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::{ApplicantKind, CaseRule, Cite, Payer, Product, Purpose, Standard};

/// Why a question has no answer. Each variant names the field, what is allowed there, and the paragraph where one decides.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AskError {
    /// There is no such service.
    #[error("there is no service {number}; services: {known:?}")]
    UnknownService {
        /// What was asked for.
        number: u32,
        /// Numbers that exist.
        known: Vec<u8>,
    },
    /// The service is not offered in this channel.
    #[error("not offered in channel {channel}; allowed: {allowed:?} ({cite})")]
    ChannelNotOffered {
        /// What was asked for.
        channel: Channel,
        /// Channels of the service.
        allowed: Vec<Channel>,
        /// Source.
        cite: Cite,
    },
    /// ¶11 has no such case.
    #[error("¶11 has no case {case}; allowed: {allowed:?} ({cite})")]
    UnknownCase {
        /// What was asked for.
        case: u32,
        /// Cases of the service.
        allowed: Vec<u8>,
        /// Source.
        cite: Cite,
    },
    /// The service has several results; one must be chosen.
    #[error("choose a product; allowed: {allowed:?} ({cite})")]
    ProductRequired {
        /// Results to choose from.
        allowed: Vec<String>,
        /// Source.
        cite: Cite,
    },
    /// The service or the case does not give this result.
    #[error("product `{product}` is not given here; allowed: {allowed:?} ({cite})")]
    ProductNotGiven {
        /// What was asked for.
        product: String,
        /// Results that are given; empty where there is no choice and the field stays away.
        allowed: Vec<String>,
        /// Source.
        cite: Cite,
    },
    /// ¶6 keeps this kind of applicant out.
    #[error("not for {applicant:?}; allowed: {allowed:?} ({cite})")]
    ApplicantNotAllowed {
        /// What was asked for.
        applicant: ApplicantKind,
        /// Kinds of applicant of the service.
        allowed: Vec<ApplicantKind>,
        /// Source.
        cite: Cite,
    },
    /// ¶6 keeps this payer out.
    #[error("not for payer {payer:?} ({cite})")]
    PayerNotAllowed {
        /// What was asked for.
        payer: Payer,
        /// Source.
        cite: Cite,
    },
    /// The tariff has no row for this payer and purpose; no price is guessed.
    #[error("the tariff has no row for {payer:?} and {purpose:?} ({cite})")]
    NoTariff {
        /// Who pays.
        payer: Payer,
        /// What for.
        purpose: Option<Purpose>,
        /// Source.
        cite: Cite,
    },
    /// The tariff asks what the parcel is for.
    #[error("an individual names the purpose; allowed: {allowed:?} ({cite})")]
    PurposeRequired {
        /// Purposes of the tariff.
        allowed: Vec<Purpose>,
        /// Source.
        cite: Cite,
    },
    /// An area is above zero.
    #[error("{area} ha is no area; it is above zero and below {most} ({cite})")]
    AreaOutOfRange {
        /// What was given, in hectares.
        area: Decimal,
        /// First value that is too large, in hectares.
        most: Decimal,
        /// Source.
        cite: Cite,
    },
    /// A figure that the tariff needs is missing from the question.
    #[error("`{field}` is needed ({cite})")]
    FieldRequired {
        /// The field.
        field: &'static str,
        /// Source.
        cite: Cite,
    },
    /// The table of the monthly calculation index does not reach this day.
    #[error("{file} holds no value for {date}; it reaches from {from} to {to}")]
    NoIndex {
        /// Day of payment.
        date: Date,
        /// First day known.
        from: Date,
        /// Last day known.
        to: Date,
        /// File to complete.
        file: &'static str,
    },
}

pub(crate) fn channel_offered(standard: &Standard, channel: Channel) -> Result<(), AskError> {
    if standard.channels.iter().any(|rule| rule.channel == channel) {
        return Ok(());
    }
    Err(AskError::ChannelNotOffered {
        channel,
        allowed: standard.channels.iter().map(|rule| rule.channel).collect(),
        cite: standard.provider.cite.clone(),
    })
}

pub(crate) fn applicant_allowed(standard: &Standard, applicant: ApplicantKind) -> Result<(), AskError> {
    let kind = match applicant {
        ApplicantKind::Entrepreneur => ApplicantKind::Individual,
        other => other,
    };
    if standard.applicants.kinds.contains(&kind) {
        return Ok(());
    }
    Err(AskError::ApplicantNotAllowed {
        applicant,
        allowed: standard.applicants.kinds.clone(),
        cite: standard.applicants.cite.clone(),
    })
}

pub(crate) fn case_of(standard: &Standard, number: u32) -> Result<&CaseRule, AskError> {
    standard.cases.iter().find(|case| u32::from(case.number) == number).ok_or_else(|| AskError::UnknownCase {
        case: number,
        allowed: standard.cases.iter().map(|case| case.number).collect(),
        cite: standard
            .checklists
            .first()
            .map_or_else(|| standard.provider.cite.clone(), |list| paragraph(&list.cite)),
    })
}

/// The paragraph of a citation without its subparagraph (`S1 ¶11.3` → `S1 ¶11`).
fn paragraph(cite: &Cite) -> Cite {
    Cite(cite.0.split('.').next().unwrap_or(&cite.0).to_owned())
}

/// The result that a question means: chosen where the service has several, the only one where it has one.
pub fn product_of<'a>(standard: &'a Standard, asked: Option<&str>) -> Result<&'a Product, AskError> {
    let products = &standard.result.products;
    let allowed = || products.iter().map(|product| product.id.clone()).collect();
    let cite = || standard.result.cite.clone();
    match (asked, products.as_slice()) {
        (None, [only]) => Ok(only),
        (None, _) => Err(AskError::ProductRequired { allowed: allowed(), cite: cite() }),
        (Some(product), [_]) => {
            Err(AskError::ProductNotGiven { product: product.to_owned(), allowed: Vec::new(), cite: cite() })
        }
        (Some(product), several) => several.iter().find(|known| known.id == product).ok_or_else(|| {
            AskError::ProductNotGiven { product: product.to_owned(), allowed: allowed(), cite: cite() }
        }),
    }
}
