//! What people, and the platform's clock, ask of a case.

use directory::Channel;
use identifiers::CadastralNumber;
use rulebook::model::{HandOutPaper, HandOutWay, Medium};
use serde::{Deserialize, Serialize};

use crate::case::{CorrectableField, Relation};
use crate::ids::{CaseId, EditionId, OfficeId, RegionCode, Zone};
use crate::number::ReceiptNumber;
use crate::papers::{Parcel, Payment, ReceivedPaper, ReliefClaim, StatedCondition};
use crate::people::{Applicant, ApplicantIdentity, Officer, Representative};
use crate::scans::{Scan, ScanId};
use crate::state::{EndingDocument, Notice};

/// A step that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "command")]
pub enum Command {
    /// Lodge a request.
    Lodge(Box<Lodging>),
    /// Start to work on it.
    Start,
    /// Give it to an officer.
    Assign {
        /// Who is to work on it.
        officer: Officer,
    },
    /// Stop the term.
    Suspend {
        /// The ground, by id.
        ground: String,
        /// The written notice.
        notice: Notice,
    },
    /// Let the term go on.
    Resume {
        /// The paper that ends the suspension.
        ended_by: EndingDocument,
    },
    /// Note that a ground was found; its own clock runs from now.
    RecordFinding {
        /// The ground, by id.
        ground: String,
        /// What was found.
        note: String,
    },
    /// Ask another body.
    SendEnquiry {
        /// The body.
        body: String,
    },
    /// Note remarks of another body.
    RecordRemarks {
        /// The enquiry that they answer; absent where they came unasked.
        enquiry: Option<u32>,
        /// The body, where no enquiry is named.
        body: Option<String>,
        /// What they say, with number and day of the letter.
        text: String,
    },
    /// Note that another body has no remarks.
    RecordNoRemarks {
        /// The enquiry.
        enquiry: u32,
    },
    /// Grant the service.
    Grant,
    /// Refuse the service on a ground.
    Refuse {
        /// The ground, by id.
        ground: String,
        /// The reasons.
        reason: String,
        /// The paper that ends a suspension for good; needed while the case is suspended.
        ended_by: Option<EndingDocument>,
    },
    /// Refuse the service because papers are missing.
    RefuseIncomplete {
        /// The papers, by id.
        missing: Vec<String>,
        /// The reasons.
        reason: String,
    },
    /// Add a paper that was missing.
    AddPaper {
        /// The paper.
        paper: ReceivedPaper,
        /// What was paid, where the paper proves payment.
        payment: Option<Payment>,
    },
    /// Put a scan beside a paper.
    AddScan {
        /// The scan.
        scan: Scan,
    },
    /// Say that a scan is wrong: another paper, unreadable, of somebody else. It is kept and does not count.
    RejectScan {
        /// The scan.
        scan: ScanId,
        /// What is wrong with it.
        reason: String,
    },
    /// Say that the paper is made.
    Ready {
        /// On paper or electronic; the first that ¶5 names where absent.
        medium: Option<Medium>,
        /// Its number.
        number: Option<String>,
    },
    /// Hand the paper out.
    HandOut {
        /// In which way.
        way: HandOutWay,
        /// Name of the person who takes it.
        to: String,
        /// What he shows.
        shown: Vec<HandOutPaper>,
    },
    /// Send the paper by post, to the applicant's address.
    Post {
        /// Number of the postal item.
        item: Option<String>,
    },
    /// Keep the paper, because nobody came.
    Store,
    /// Close the case for good.
    Archive,
    /// Take the request back, as its applicant.
    Withdraw {
        /// What the applicant says.
        reason: String,
    },
    /// Mark the registration as a mistake.
    Cancel {
        /// What the mistake was.
        reason: String,
    },
    /// Name another case that belongs to this one.
    Link {
        /// The other case.
        case: CaseId,
        /// How it belongs.
        relation: Relation,
    },
    /// Note another open request of another applicant for a parcel of this case: the sister of what lodging found there.
    NoteParallel {
        /// The other request.
        other: ParallelCase,
    },
    /// Send the paper file to another office.
    TransferFile {
        /// Where to.
        to: OfficeId,
        /// Number of the list.
        list: String,
        /// Its place on the list, from 1.
        position: u32,
    },
    /// Confirm that the paper file came.
    ReceiveFile {
        /// Number of the list.
        list: String,
    },
    /// Correct a slip of the pen.
    CorrectSlip {
        /// Where.
        #[serde(flatten)]
        field: CorrectableField,
        /// The right text.
        new: String,
        /// Why.
        reason: String,
    },
    /// Do what is due now; the platform alone says this.
    Clock,
}

/// A request, as it comes to the counter or the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lodging {
    /// Id of the new case.
    pub id: CaseId,
    /// Serial of the service and year, never given before.
    pub serial: u32,
    /// Number of the service.
    pub service: u8,
    /// Way of lodging.
    pub channel: Channel,
    /// Case of ¶11.
    pub case: u8,
    /// The result that is asked for, where there is a choice.
    pub product: Option<String>,
    /// Region of the office that decides.
    pub region: RegionCode,
    /// Its time zone.
    pub zone: Zone,
    /// Office that accepts; none on the portal.
    pub lodging_office: Option<OfficeId>,
    /// Office that decides.
    pub executing_office: OfficeId,
    /// Who applies.
    pub applicant: Applicant,
    /// Who stands for him.
    pub representative: Option<Representative>,
    /// Parcels.
    pub parcels: Vec<Parcel>,
    /// Papers.
    pub papers: Vec<ReceivedPaper>,
    /// Circumstances that the applicant states or the officer judges.
    pub conditions: Vec<StatedCondition>,
    /// What was paid.
    pub payment: Option<Payment>,
    /// Relief from the price that is claimed.
    pub relief: Option<ReliefClaim>,
    /// The applicant insists on lodging although papers are missing, and knows that he may be refused for it.
    pub accept_incomplete: bool,
}

/// Another open request, as the store finds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParallelCase {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: ReceiptNumber,
    /// Its edition.
    pub edition: EditionId,
    /// Who applies there.
    pub applicant: ApplicantIdentity,
    /// A parcel of it.
    pub parcel: CadastralNumber,
}

macro_rules! kinds {
    ($($variant:ident => $name:literal, $message:literal;)+) => {
        /// Kind of a step.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum CommandKind {
            $(#[doc = concat!("`", $name, "`.")] $variant,)+
        }

        impl CommandKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name used in data and in the API.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Id of the message that names the step.
            pub fn message(self) -> &'static str {
                match self { $(Self::$variant => $message),+ }
            }
        }
    };
}

kinds! {
    Lodge => "lodge", "case-step-lodge";
    Start => "start", "case-step-start";
    Assign => "assign", "case-step-assign";
    Suspend => "suspend", "case-step-suspend";
    Resume => "resume", "case-step-resume";
    RecordFinding => "record-finding", "case-step-record-finding";
    SendEnquiry => "send-enquiry", "case-step-send-enquiry";
    RecordRemarks => "record-remarks", "case-step-record-remarks";
    RecordNoRemarks => "record-no-remarks", "case-step-record-no-remarks";
    Grant => "grant", "case-step-grant";
    Refuse => "refuse", "case-step-refuse";
    RefuseIncomplete => "refuse-incomplete", "case-step-refuse-incomplete";
    AddPaper => "add-paper", "case-step-add-paper";
    AddScan => "add-scan", "case-step-add-scan";
    RejectScan => "reject-scan", "case-step-reject-scan";
    Ready => "ready", "case-step-ready";
    HandOut => "hand-out", "case-step-hand-out";
    Post => "post", "case-step-post";
    Store => "store", "case-step-store";
    Archive => "archive", "case-step-archive";
    Withdraw => "withdraw", "case-step-withdraw";
    Cancel => "cancel", "case-step-cancel";
    Link => "link", "case-step-link";
    NoteParallel => "note-parallel", "case-step-note-parallel";
    TransferFile => "transfer-file", "case-step-transfer-file";
    ReceiveFile => "receive-file", "case-step-receive-file";
    CorrectSlip => "correct-slip", "case-step-correct-slip";
    Clock => "clock", "case-step-clock";
}

impl Command {
    /// Kind of the step.
    pub fn kind(&self) -> CommandKind {
        match self {
            Self::Lodge(_) => CommandKind::Lodge,
            Self::Start => CommandKind::Start,
            Self::Assign { .. } => CommandKind::Assign,
            Self::Suspend { .. } => CommandKind::Suspend,
            Self::Resume { .. } => CommandKind::Resume,
            Self::RecordFinding { .. } => CommandKind::RecordFinding,
            Self::SendEnquiry { .. } => CommandKind::SendEnquiry,
            Self::RecordRemarks { .. } => CommandKind::RecordRemarks,
            Self::RecordNoRemarks { .. } => CommandKind::RecordNoRemarks,
            Self::Grant => CommandKind::Grant,
            Self::Refuse { .. } => CommandKind::Refuse,
            Self::RefuseIncomplete { .. } => CommandKind::RefuseIncomplete,
            Self::AddPaper { .. } => CommandKind::AddPaper,
            Self::AddScan { .. } => CommandKind::AddScan,
            Self::RejectScan { .. } => CommandKind::RejectScan,
            Self::Ready { .. } => CommandKind::Ready,
            Self::HandOut { .. } => CommandKind::HandOut,
            Self::Post { .. } => CommandKind::Post,
            Self::Store => CommandKind::Store,
            Self::Archive => CommandKind::Archive,
            Self::Withdraw { .. } => CommandKind::Withdraw,
            Self::Cancel { .. } => CommandKind::Cancel,
            Self::Link { .. } => CommandKind::Link,
            Self::NoteParallel { .. } => CommandKind::NoteParallel,
            Self::TransferFile { .. } => CommandKind::TransferFile,
            Self::ReceiveFile { .. } => CommandKind::ReceiveFile,
            Self::CorrectSlip { .. } => CommandKind::CorrectSlip,
            Self::Clock => CommandKind::Clock,
        }
    }
}
