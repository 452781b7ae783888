//! What is brought with a request: parcels, papers, circumstances, money.

use identifiers::CadastralNumber;
use jiff::Timestamp;
use jiff::civil::Date;
use rulebook::model::{Cite, DocumentForm, DocumentSource, Payer, Purpose};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A parcel as the request names it: number, location, or both; typed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// Cadastral number, where it has one.
    pub cadastral_number: Option<CadastralNumber>,
    /// Where it lies, in words.
    pub location: Option<String>,
    /// Designated purpose, in words.
    pub purpose: Option<String>,
    /// Hectares.
    pub area_ha: Option<Decimal>,
    /// Category of the land by its id in the standard, where the office that decides depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land: Option<String>,
}

/// In which way a paper came into the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "how")]
pub enum Brought {
    /// The paper itself is kept.
    OriginalKept,
    /// A copy is kept.
    CopyKept,
    /// A notarised copy is kept.
    NotarisedCopyKept,
    /// A copy is kept; the original was shown, compared and handed back.
    CopyKeptOriginalShown,
    /// The original was shown and handed back; nothing is kept.
    OriginalShown,
    /// The data were entered.
    DataEntered,
    /// The data were fetched from a state register.
    Fetched,
    /// The register was down, and a copy is kept instead.
    CopyInsteadOfRegister {
        /// What the register answered, or that it was silent.
        reason: String,
    },
    /// An electronic document with the applicant's signature.
    SignedElectronic,
}

impl Brought {
    /// The name used in data and in messages.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::OriginalKept => "original-kept",
            Self::CopyKept => "copy-kept",
            Self::NotarisedCopyKept => "notarised-copy-kept",
            Self::CopyKeptOriginalShown => "copy-kept-original-shown",
            Self::OriginalShown => "original-shown",
            Self::DataEntered => "data-entered",
            Self::Fetched => "fetched",
            Self::CopyInsteadOfRegister { .. } => "copy-instead-of-register",
            Self::SignedElectronic => "signed-electronic",
        }
    }

    /// Ways in which a paper of this form and source may come, the usual one first.
    pub fn ways(form: DocumentForm, source: DocumentSource) -> Vec<&'static str> {
        let mut ways = match source {
            DocumentSource::Applicant => Vec::new(),
            DocumentSource::StateRegister => vec!["fetched", "copy-instead-of-register"],
        };
        ways.extend(match form {
            DocumentForm::Original => ["original-kept"].as_slice(),
            DocumentForm::Copy => &["copy-kept", "notarised-copy-kept", "copy-kept-original-shown"],
            DocumentForm::CopyOriginalShown => &["copy-kept-original-shown"],
            DocumentForm::NotarisedOrOriginalShown => &["notarised-copy-kept", "copy-kept-original-shown"],
            DocumentForm::Shown => &["original-shown"],
            DocumentForm::Data => &["data-entered"],
            DocumentForm::SignedElectronic => &["signed-electronic"],
        });
        ways
    }
}

/// A paper that came into the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedPaper {
    /// The paper, by its id in the standard.
    pub id: String,
    /// How it came.
    #[serde(flatten)]
    pub brought: Brought,
    /// How many copies.
    pub count: u8,
    /// Number, day and the like, as the officer noted them.
    pub note: Option<String>,
}

/// A paper that a case lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingPaper {
    /// The paper, by its id in the standard.
    pub id: String,
    /// Its name in this case.
    pub name: calendar::Text,
    /// Group of alternatives to which it belongs: one of the group is enough.
    pub any_of: Option<String>,
    /// Source.
    pub cite: Cite,
}

/// A circumstance on which papers depend, as stated at lodging.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedCondition {
    /// The circumstance, by its id in the standard.
    pub id: String,
    /// Whether it holds.
    pub holds: bool,
    /// Why the officer judged so; needed where the officer judges.
    pub reason: Option<String>,
}

/// What was paid, as the proof of payment says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Who paid, in the words of the tariff.
    pub payer: Payer,
    /// What the parcel is for; counts for individuals.
    pub purpose: Option<Purpose>,
    /// Hectares.
    pub area_ha: Decimal,
    /// Tenge.
    pub amount: Decimal,
    /// Number of the proof of payment.
    pub receipt_number: String,
    /// Day of payment.
    pub paid_on: Date,
}

/// A relief from the price that is claimed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReliefClaim {
    /// The relief, by its id in the standard.
    pub id: String,
    /// The paper that proves it: kind, number, day, who issued it.
    pub proof: String,
}

/// An enquiry to another body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enquiry {
    /// Number within the case, from 1.
    pub number: u32,
    /// The body.
    pub body: String,
    /// When it was sent; absent where remarks came unasked.
    pub sent_at: Option<Timestamp>,
    /// What came back.
    pub answer: EnquiryAnswer,
}

/// What came back from another body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "answer")]
pub enum EnquiryAnswer {
    /// Nothing yet.
    Awaited,
    /// Remarks.
    Remarks {
        /// What they say, with number and day of the letter.
        text: String,
        /// When they arrived; a clock may run from then.
        at: Timestamp,
    },
    /// The body has no remarks.
    NoRemarks {
        /// When that was known.
        at: Timestamp,
    },
}
