//! A case: everything that its events say of it today.

use std::collections::BTreeSet;

use directory::Channel;
use identifiers::CadastralNumber;
use jiff::Timestamp;
use rulebook::model::Cite;
use serde::{Deserialize, Serialize};

use crate::clocks::ClockName;
use crate::command::ParallelCase;
use crate::ids::{CaseId, EditionId, OfficeId, RegionCode, Zone};
use crate::number::ReceiptNumber;
use crate::papers::{Enquiry, Parcel, Payment, ReceivedPaper, ReliefClaim, StatedCondition};
use crate::people::{Actor, Applicant, Officer, Representative};
use crate::scans::KeptScan;
use crate::state::{PastSuspension, State, StateName};

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// What was lodged; corrections of slips are applied to it.
    pub request: Request,
    /// Where it stands.
    pub state: State,
    /// Papers that are due and not yet here, by id.
    pub missing: Vec<String>,
    /// Suspensions that have ended, in order.
    pub past_suspensions: Vec<PastSuspension>,
    /// Grounds that were found, with the instant from which their clock runs.
    pub findings: Vec<Finding>,
    /// Enquiries to other bodies.
    pub enquiries: Vec<Enquiry>,
    /// Other open requests of other applicants for a parcel of this case.
    pub parallels: Vec<Parallel>,
    /// Who works on it.
    pub assignee: Option<Officer>,
    /// Where the paper file is.
    pub custody: Custody,
    /// Other cases that belong to it.
    pub links: Vec<Link>,
    /// Scans of its papers, oldest first; those found wrong are kept among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scans: Vec<KeptScan>,
    /// Slips of the pen that were corrected, oldest first.
    pub corrections: Vec<Correction>,
    /// The answer came, or will come, after the term.
    pub late: bool,
    /// What the platform's clock has already done.
    pub clock_marks: BTreeSet<ClockMark>,
    /// When the last event happened.
    pub changed_at: Timestamp,
    /// How many events made it.
    pub version: u64,
}

/// What was lodged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The case.
    pub id: CaseId,
    /// Number of the request and of its receipt.
    pub number: ReceiptNumber,
    /// Edition of the standard under which it stays.
    pub edition: EditionId,
    /// Case of ¶11.
    pub case: u8,
    /// The result that is asked for, by id.
    pub product: String,
    /// Way of lodging.
    pub channel: Channel,
    /// Office that accepted; none on the portal.
    pub lodging_office: Option<OfficeId>,
    /// Office that decides.
    pub executing_office: OfficeId,
    /// Region of that office.
    pub region: RegionCode,
    /// Its time zone.
    pub zone: Zone,
    /// When it was lodged.
    pub lodged_at: Timestamp,
    /// Who accepted it; the applicant himself on the portal.
    pub accepted_by: Actor,
    /// Who applies.
    pub applicant: Applicant,
    /// Who stands for him.
    pub representative: Option<Representative>,
    /// Parcels.
    pub parcels: Vec<Parcel>,
    /// Papers.
    pub papers: Vec<ReceivedPaper>,
    /// Circumstances that were stated.
    pub conditions: Vec<StatedCondition>,
    /// What was paid.
    pub payment: Option<Payment>,
    /// Relief from the price.
    pub relief: Option<ReliefClaim>,
}

/// A ground that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The ground, by its id in the standard.
    pub ground: String,
    /// When.
    pub at: Timestamp,
    /// What was found.
    pub note: String,
}

/// Another open request of another applicant for a parcel of this case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parallel {
    /// The other case.
    pub case: CaseId,
    /// Its number.
    pub number: ReceiptNumber,
    /// The parcel.
    pub parcel: CadastralNumber,
    /// The ground that it is, by id.
    pub ground: String,
    /// When it was seen.
    pub at: Timestamp,
}

/// Where the paper file is. There is one holder at every moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "custody")]
pub enum Custody {
    /// The request is electronic; there is no paper file.
    NoPaperFile,
    /// An office holds it.
    Held {
        /// The office.
        office: OfficeId,
    },
    /// It left one office and has not been confirmed by the other; the sender still answers for it.
    InTransit {
        /// The office that sent it.
        from: OfficeId,
        /// The office that is to confirm it.
        to: OfficeId,
        /// Number of the list.
        list: String,
        /// Its place on the list, from 1.
        position: u32,
        /// When it was sent.
        since: Timestamp,
    },
}

/// Another case that belongs to this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The other case.
    pub case: CaseId,
    /// How it belongs.
    pub relation: Relation,
}

/// How another case belongs to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// It came before.
    Earlier,
    /// It came after.
    Later,
    /// It was registered by mistake for this one, or this one for it.
    SameRequest,
}

/// A slip of the pen that was corrected; both readings are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The field.
    pub field: CorrectableField,
    /// What stood there.
    pub old: String,
    /// What stands there now.
    pub new: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// A text in which a slip may be corrected: spelling and addresses, never days, sums or numbers of papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "field")]
pub enum CorrectableField {
    /// Name of the applicant.
    ApplicantName,
    /// Telephone of the applicant.
    ApplicantPhone,
    /// E-mail address of the applicant.
    ApplicantEmail,
    /// Postal address of the applicant.
    ApplicantPostalAddress,
    /// Name of the representative.
    RepresentativeName,
    /// Telephone of the representative.
    RepresentativePhone,
    /// Location of a parcel.
    ParcelLocation {
        /// Place of the parcel in the request, from 0.
        parcel: usize,
    },
}

/// Something that the platform's clock has done once and does not do again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClockMark {
    /// The clock.
    pub clock: ClockName,
    /// Reminded of it, or noted that it ended.
    pub mark: MarkKind,
    /// The end that was meant; a suspension moves it, and then it counts anew.
    pub ends: Timestamp,
}

/// What the platform's clock did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// Officer and head were reminded.
    Reminded,
    /// The end was noted.
    Ended,
}

impl Case {
    /// Name of its state.
    pub fn state_name(&self) -> StateName {
        self.state.name()
    }

    /// What another case is told of this one, for each parcel that has a number.
    pub fn as_parallel(&self) -> Vec<ParallelCase> {
        let request = &self.request;
        let numbers = request.parcels.iter().filter_map(|parcel| parcel.cadastral_number.as_ref());
        numbers
            .map(|parcel| ParallelCase {
                case: request.id,
                number: request.number,
                edition: request.edition,
                applicant: request.applicant.identity.clone(),
                parcel: parcel.clone(),
            })
            .collect()
    }

    /// The mutable text behind a correctable field; `None` where the case has no such thing at all. A field that is
    /// merely empty is `Some(None)`.
    pub(crate) fn text_of(&mut self, field: CorrectableField) -> Option<TextField<'_>> {
        let request = &mut self.request;
        Some(match field {
            CorrectableField::ApplicantName => TextField::Always(&mut request.applicant.name),
            CorrectableField::ApplicantPhone => TextField::Maybe(&mut request.applicant.phone),
            CorrectableField::ApplicantEmail => TextField::Maybe(&mut request.applicant.email),
            CorrectableField::ApplicantPostalAddress => {
                TextField::Maybe(&mut request.applicant.postal_address)
            }
            CorrectableField::RepresentativeName => {
                TextField::Always(&mut request.representative.as_mut()?.name)
            }
            CorrectableField::RepresentativePhone => {
                TextField::Maybe(&mut request.representative.as_mut()?.phone)
            }
            CorrectableField::ParcelLocation { parcel } => {
                TextField::Maybe(&mut request.parcels.get_mut(parcel)?.location)
            }
        })
    }

    /// The paragraph that an id of a ground stands for in the open suspension, where there is one.
    pub fn suspension_cite(&self) -> Option<&Cite> {
        match &self.state {
            State::Suspended { suspension } => Some(&suspension.cite),
            _ => None,
        }
    }
}

/// A text that may be corrected.
pub(crate) enum TextField<'a> {
    Always(&'a mut String),
    Maybe(&'a mut Option<String>),
}

impl TextField<'_> {
    pub(crate) fn read(&self) -> String {
        match self {
            Self::Always(text) => (*text).clone(),
            Self::Maybe(text) => (*text).clone().unwrap_or_default(),
        }
    }

    pub(crate) fn write(self, new: &str) {
        match self {
            Self::Always(text) => new.clone_into(text),
            Self::Maybe(text) => *text = Some(new.to_owned()),
        }
    }
}
