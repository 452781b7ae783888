//! People of a case: who applies, who stands for him, who acts.

use directory::OfficeKind;
use identifiers::{Bin, Iin};
use rulebook::model::ApplicantKind;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, OfficeId};

/// Language of letters to the applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// Kazakh.
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
}

/// Who a person is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PersonIdentity {
    /// By the individual identification number.
    Iin(Iin),
    /// By a paper of a foreigner or a stateless person.
    ForeignDocument(ForeignDocument),
}

/// Who an organisation is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntityIdentity {
    /// By the business identification number.
    Bin(Bin),
    /// By a registration abroad.
    ForeignDocument(ForeignDocument),
}

/// A paper issued abroad, as it is written there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignDocument {
    /// Country that issued it.
    pub country: String,
    /// What paper it is.
    pub kind: String,
    /// Its number.
    pub number: String,
}

/// What kind of applicant, and who.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "identity")]
pub enum ApplicantIdentity {
    /// A person.
    Individual(PersonIdentity),
    /// A person who trades under an own registration.
    Entrepreneur(PersonIdentity),
    /// An organisation.
    LegalEntity(EntityIdentity),
}

impl ApplicantIdentity {
    /// The kind that the standards speak of.
    pub fn kind(&self) -> ApplicantKind {
        match self {
            Self::Individual(_) => ApplicantKind::Individual,
            Self::Entrepreneur(_) => ApplicantKind::Entrepreneur,
            Self::LegalEntity(_) => ApplicantKind::LegalEntity,
        }
    }

    /// Whether both are one and the same; a person remains one when he trades.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::LegalEntity(one), Self::LegalEntity(two)) => one == two,
            (Self::LegalEntity(_), _) | (_, Self::LegalEntity(_)) => false,
            (
                Self::Individual(one) | Self::Entrepreneur(one),
                Self::Individual(two) | Self::Entrepreneur(two),
            ) => one == two,
        }
    }
}

/// Who applies, and how he is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// Name as in his papers.
    pub name: String,
    /// Kind and identity.
    #[serde(flatten)]
    pub identity: ApplicantIdentity,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Postal address.
    pub postal_address: Option<String>,
    /// Language of letters.
    pub language: Language,
}

/// Who stands for the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representative {
    /// Name as in his papers.
    pub name: String,
    /// Who he is.
    pub identity: PersonIdentity,
    /// Telephone.
    pub phone: Option<String>,
    /// What the authority rests on: the power of attorney with number and day, or the statute.
    pub authority: String,
}

/// An officer, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// Account.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Office.
    pub office: OfficeId,
    /// What that office is.
    pub office_kind: OfficeKind,
    /// In whose place he acts, where he does; who works on a case is named without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting_for: Option<Absent>,
}

/// Somebody who is away and in whose place an officer acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absent {
    /// Account.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
}

/// Who takes a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "who")]
pub enum Actor {
    /// An officer.
    Person(Officer),
    /// The applicant himself, in the cabinet.
    Applicant {
        /// Account.
        account: AccountId,
    },
    /// The platform, where a clock or the law alone speaks.
    Platform,
}
