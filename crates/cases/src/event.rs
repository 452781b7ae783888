//! What happened to a case. Events are never changed or deleted; a new shape gets a new version in its name.

use directory::OfficeKind;
use jiff::Timestamp;
use jiff::civil::Date;
use rulebook::model::{Cite, HandOutPaper, HandOutWay, Medium};
use serde::{Deserialize, Serialize};

use crate::case::{CorrectableField, Parallel, Relation, Request};
use crate::clocks::ClockName;
use crate::ids::{CaseId, OfficeId};
use crate::papers::{Payment, ReceivedPaper};
use crate::people::{Actor, Officer};
use crate::scans::Scan;
use crate::state::{EndingDocument, Notice};

/// An event with who, when, and the paragraph that allows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// What happened.
    pub event: Event,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// The paragraph that allows it.
    pub cite: Cite,
}

macro_rules! events {
    ($($(#[$doc:meta])* $variant:ident $({ $($(#[$field_doc:meta])* $field:ident : $type:ty),+ $(,)? })? $(($inner:ty))? = $kind:literal, $message:literal;)+) => {
        /// What happened.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind")]
        pub enum Event {
            $($(#[$doc])* #[serde(rename = $kind)] $variant $({ $($(#[$field_doc])* $field: $type),+ })? $(($inner))?,)+
        }

        impl Event {
            /// Name of the kind, with the version of its shape.
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $kind),+ }
            }

            /// Id of the message that names it.
            pub fn message(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $message),+ }
            }

            /// Ids of the messages of all kinds.
            pub const MESSAGES: &'static [&'static str] = &[$($message),+];
        }
    };
}

events! {
    /// The request was accepted.
    Lodged {
        /// What was lodged.
        request: Box<Request>,
        /// Papers that are due and were not brought, by id; the applicant insisted.
        missing: Vec<String>,
    } = "lodged.v1", "case-event-lodged";
    /// Another open request for the parcel was seen.
    ParallelFound {
        /// The other request.
        parallel: Parallel,
    } = "parallel-found.v1", "case-event-parallel-found";
    /// Work began.
    Started = "started.v1", "case-event-started";
    /// The case was given to an officer.
    Assigned {
        /// The officer.
        officer: Officer,
    } = "assigned.v1", "case-event-assigned";
    /// The term stopped.
    Suspended {
        /// The ground, by id.
        ground: String,
        /// The written notice.
        notice: Notice,
        /// The term had ended before.
        after_term: bool,
    } = "suspended.v1", "case-event-suspended";
    /// The term goes on.
    Resumed {
        /// The paper that ended the suspension.
        ended_by: EndingDocument,
    } = "resumed.v1", "case-event-resumed";
    /// A ground was found.
    FindingRecorded {
        /// The ground, by id.
        ground: String,
        /// What was found.
        note: String,
    } = "finding-recorded.v1", "case-event-finding-recorded";
    /// Another body was asked.
    EnquirySent {
        /// Number within the case.
        number: u32,
        /// The body.
        body: String,
    } = "enquiry-sent.v1", "case-event-enquiry-sent";
    /// Another body made remarks.
    RemarksReceived {
        /// Number within the case.
        number: u32,
        /// The body.
        body: String,
        /// What they say.
        text: String,
    } = "remarks-received.v1", "case-event-remarks-received";
    /// Another body has no remarks.
    NoRemarksReceived {
        /// Number within the case.
        number: u32,
    } = "no-remarks-received.v1", "case-event-no-remarks-received";
    /// The service was granted.
    Granted {
        /// After the term.
        late: bool,
    } = "granted.v1", "case-event-granted";
    /// The service was refused on a ground.
    Refused {
        /// The ground, by id.
        ground: String,
        /// The reasons.
        reason: String,
        /// The paper that ended a suspension for good.
        ended_by: Option<EndingDocument>,
        /// The clock of the ground had ended before the applicant was told.
        after_ground_clock: bool,
    } = "refused.v1", "case-event-refused";
    /// The service was refused because papers are missing.
    RefusedIncomplete {
        /// The papers, by id.
        missing: Vec<String>,
        /// The reasons.
        reason: String,
    } = "refused-incomplete.v1", "case-event-refused-incomplete";
    /// The office was silent, and the law grants.
    DeemedGranted {
        /// The day from which the service counts as granted.
        day: Date,
    } = "deemed-granted.v1", "case-event-deemed-granted";
    /// The term ended without an answer, and nothing is granted by it.
    BecameLate {
        /// When the term ended.
        due: Timestamp,
    } = "became-late.v1", "case-event-became-late";
    /// Officer and head were reminded.
    Reminded {
        /// The clock.
        clock: ClockName,
        /// When it ends.
        ends: Timestamp,
    } = "reminded.v1", "case-event-reminded";
    /// A clock beside the term ended.
    ClockEnded {
        /// The clock.
        clock: ClockName,
        /// When it ended.
        ends: Timestamp,
    } = "clock-ended.v1", "case-event-clock-ended";
    /// A missing paper was added.
    PaperAdded {
        /// The paper.
        paper: ReceivedPaper,
        /// What was paid, where the paper proves payment.
        payment: Option<Payment>,
        /// Papers that are still missing, by id.
        still_missing: Vec<String>,
    } = "paper-added.v1", "case-event-paper-added";
    /// A scan was put beside a paper.
    ScanAdded {
        /// The scan.
        scan: Scan,
    } = "scan-added.v1", "case-event-scan-added";
    /// A scan was found wrong; it is kept and does not count.
    ScanFoundWrong {
        /// The scan.
        scan: Scan,
        /// What is wrong with it.
        reason: String,
    } = "scan-found-wrong.v1", "case-event-scan-found-wrong";
    /// The paper was made.
    MadeReady {
        /// On paper or electronic.
        medium: Medium,
        /// Its number.
        number: Option<String>,
    } = "made-ready.v1", "case-event-made-ready";
    /// The paper was handed out.
    HandedOut {
        /// In which way.
        way: HandOutWay,
        /// Name of the person who took it.
        to: String,
        /// What he showed.
        shown: Vec<HandOutPaper>,
    } = "handed-out.v1", "case-event-handed-out";
    /// The paper was sent by post.
    Posted {
        /// Where to.
        address: String,
        /// Number of the postal item.
        item: Option<String>,
    } = "posted.v1", "case-event-posted";
    /// Nobody came; the paper is kept.
    Stored {
        /// Kind of the office that keeps it.
        keeper: OfficeKind,
    } = "stored.v1", "case-event-stored";
    /// The time of keeping ended, and another office keeps the paper on.
    StoragePassed {
        /// Kind of the office that keeps it now.
        keeper: OfficeKind,
    } = "storage-passed.v1", "case-event-storage-passed";
    /// The case was closed for good.
    Archived = "archived.v1", "case-event-archived";
    /// The applicant took the request back.
    Withdrawn {
        /// What he said.
        reason: String,
    } = "withdrawn.v1", "case-event-withdrawn";
    /// The registration was a mistake.
    Cancelled {
        /// What the mistake was.
        reason: String,
    } = "cancelled.v1", "case-event-cancelled";
    /// Another case was named that belongs to this one.
    Linked {
        /// The other case.
        case: CaseId,
        /// How it belongs.
        relation: Relation,
    } = "linked.v1", "case-event-linked";
    /// The paper file left.
    FileSent {
        /// The office that sent it.
        from: OfficeId,
        /// The office that is to confirm it.
        to: OfficeId,
        /// Number of the list.
        list: String,
        /// Its place on the list, from 1.
        position: u32,
    } = "file-sent.v1", "case-event-file-sent";
    /// The paper file came.
    FileReceived {
        /// The office that confirmed it.
        office: OfficeId,
        /// Number of the list.
        list: String,
    } = "file-received.v1", "case-event-file-received";
    /// A slip of the pen was corrected.
    SlipCorrected {
        /// Where.
        slip: CorrectableField,
        /// What stood there.
        old: String,
        /// What stands there now.
        new: String,
        /// Why.
        reason: String,
    } = "slip-corrected.v1", "case-event-slip-corrected";
}
