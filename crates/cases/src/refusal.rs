//! Why a step is not taken: the reason with its data, the paragraph, and the messages that tell it.

mod message;
mod named;

use calendar::Text;
use directory::OfficeKind;
use jiff::Timestamp;
use jiff::civil::Date;
use rulebook::NoEdition;
use rulebook::ask::{AskError, TermQuestionError};
use rulebook::model::{Cite, HandOutPaper, HandOutWay};
use rust_decimal::Decimal;

pub use message::{Argument, Arguments};
pub use named::Named;

use named::ids;

use crate::command::CommandKind;
use crate::ids::OfficeId;
use crate::number::{NumberError, ReceiptNumber};
use crate::papers::MissingPaper;
use crate::state::StateName;

/// A step that is not taken.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{reason} ({})", cite.as_ref().map_or("no paragraph", |cite| cite.0.as_str()))]
pub struct Refusal {
    /// Why.
    pub reason: Box<RefusalReason>,
    /// The paragraph that forbids it; absent where data is missing rather than a right.
    pub cite: Option<Cite>,
}

/// Why a step is not taken, with everything that a text about it needs.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RefusalReason {
    /// There is no case yet.
    #[error("nothing has been lodged")]
    NotLodged,
    /// The case exists already.
    #[error("the case {number} is lodged already")]
    AlreadyLodged {
        #[doc = "Its number."]
        number: ReceiptNumber,
    },
    /// The serial makes no number.
    #[error(transparent)]
    Number(NumberError),
    /// The rulebook refuses what is asked.
    #[error(transparent)]
    Rulebook(AskError),
    /// The calendar cannot count the term.
    #[error(transparent)]
    Term(calendar::TermError),
    /// The rulebook does not hold the case's edition.
    #[error(transparent)]
    EditionNotHeld(NoEdition),
    /// The platform's clock stands before the last event.
    #[error("now is {now}, but the last event happened at {last}")]
    BeforeLastEvent {
        #[doc = "Now."]
        now: Timestamp,
        #[doc = "The last event."]
        last: Timestamp,
    },
    /// The step does not belong to this state.
    #[error("{step:?} is no step of a case that is {state:?}; it is one of: {allowed:?}")]
    WrongState {
        #[doc = "The step."]
        step: CommandKind,
        #[doc = "Where the case stands."]
        state: StateName,
        #[doc = "States in which the step is open."]
        allowed: Vec<StateName>,
    },
    /// The term stands still; only the paper that ends the suspension moves the case.
    #[error("{step:?} while the case is suspended on {ground}")]
    Suspended {
        #[doc = "The step."]
        step: CommandKind,
        #[doc = "Name of the ground."]
        ground: String,
        #[doc = "Name of the ground, as the law has it."]
        name: Option<Text>,
    },
    /// The service counts as granted.
    #[error("granted by silence since {day}")]
    DeemedGranted {
        #[doc = "Since when."]
        day: Date,
    },
    /// The term has ended.
    #[error("the term ended at {due}")]
    TermEnded {
        #[doc = "When."]
        due: Timestamp,
    },
    /// This actor does not take this step.
    #[error("{step:?} is not this actor's step")]
    WrongActor {
        #[doc = "The step."]
        step: CommandKind,
    },
    /// Another kind of office takes this step.
    #[error("{step:?} belongs to {allowed:?}")]
    WrongOffice {
        #[doc = "The step."]
        step: CommandKind,
        #[doc = "Kinds of office that take it."]
        allowed: Vec<OfficeKind>,
    },
    /// A field is empty.
    #[error("`{field}` is empty")]
    EmptyField {
        #[doc = "The field."]
        field: &'static str,
    },
    /// No parcel is named by number or location.
    #[error("no parcel is named by cadastral number or location")]
    ParcelNotNamed,
    /// Papers are missing.
    #[error("papers are missing: {}", .papers.iter().map(|paper| paper.id.as_str()).collect::<Vec<_>>().join(", "))]
    PapersMissing {
        #[doc = "The papers."]
        papers: Vec<MissingPaper>,
    },
    /// The standard does not ask for this paper.
    #[error("`{paper}` is no paper of this case; allowed: {}", ids(.allowed))]
    PaperNotAsked {
        #[doc = "The paper."]
        paper: String,
        #[doc = "Papers of the case."]
        allowed: Vec<Named>,
    },
    /// The paper is named twice, or is here already.
    #[error("`{paper}` is here already")]
    PaperTwice {
        #[doc = "The paper."]
        paper: Named,
    },
    /// The paper is not missing.
    #[error("`{paper}` is not missing; missing: {}", .missing.iter().map(|paper| paper.id.as_str()).collect::<Vec<_>>().join(", "))]
    PaperNotMissing {
        #[doc = "The paper."]
        paper: String,
        #[doc = "What is missing."]
        missing: Vec<MissingPaper>,
    },
    /// The paper may not come in this way.
    #[error("`{paper}` does not come as {brought}; allowed: {allowed:?}")]
    PaperForm {
        #[doc = "The paper."]
        paper: Named,
        #[doc = "How it came."]
        brought: &'static str,
        #[doc = "How it may come."]
        allowed: Vec<&'static str>,
    },
    /// Too few copies.
    #[error("{given} copies of `{paper}`; needed: {needed}")]
    TooFewCopies {
        #[doc = "The paper."]
        paper: Named,
        #[doc = "Copies brought."]
        given: u8,
        #[doc = "Copies needed."]
        needed: u8,
    },
    /// The circumstance is none that is stated here.
    #[error("`{condition}` is not stated at lodging; allowed: {allowed:?}")]
    ConditionUnknown {
        #[doc = "The circumstance."]
        condition: String,
        #[doc = "Circumstances to state."]
        allowed: Vec<String>,
    },
    /// The officer's judgement needs its reason.
    #[error("`{condition}` is judged by the officer; the reason is needed")]
    ConditionNeedsReason {
        #[doc = "The circumstance."]
        condition: String,
    },
    /// The proof of payment came without its figures.
    #[error("the figures of the payment are needed")]
    PaymentNotGiven,
    /// Nothing is to be paid.
    #[error("nothing is to be paid")]
    PaymentNotDue,
    /// Less was paid than is due.
    #[error("{paid} was paid, {due} is due")]
    Underpaid {
        #[doc = "Due, tenge."]
        due: Decimal,
        #[doc = "Paid, tenge."]
        paid: Decimal,
    },
    /// The relief does not exist here.
    #[error("`{relief}` is no relief of this service; allowed: {allowed:?}")]
    ReliefNotOffered {
        #[doc = "The relief."]
        relief: String,
        #[doc = "Reliefs of the service for this applicant and product."]
        allowed: Vec<String>,
    },
    /// The standard lists no ground for this step.
    #[error("the standard lists no ground for {step:?}")]
    NoGrounds {
        #[doc = "The step."]
        step: CommandKind,
    },
    /// The ground is not listed, or not for this step.
    #[error("`{ground}` is no ground for {step:?}; allowed: {}", ids(.allowed))]
    UnlistedGround {
        #[doc = "The step."]
        step: CommandKind,
        #[doc = "The ground."]
        ground: String,
        #[doc = "Grounds for the step."]
        allowed: Vec<Named>,
    },
    /// The time within which this ground refuses is over.
    #[error("the time of `{ground}` ended at {ended}")]
    GroundClockEnded {
        #[doc = "The ground."]
        ground: Named,
        #[doc = "When its time ended."]
        ended: Timestamp,
    },
    /// The ground rests on remarks of another body, and none have come.
    #[error("`{ground}` rests on remarks of another body; none are recorded")]
    NoRemarks {
        #[doc = "The ground."]
        ground: Named,
    },
    /// The document is none that the ground rests on, or ends with.
    #[error("`{paper}` does not fit; allowed: {}", ids(.allowed))]
    PaperDoesNotFit {
        #[doc = "The paper."]
        paper: String,
        #[doc = "Papers that fit."]
        allowed: Vec<Named>,
    },
    /// No refusal for incomplete papers exists.
    #[error("no refusal for incomplete papers exists")]
    NoIncompleteRefusal,
    /// The right to refuse for incomplete papers is lost.
    #[error("the right to refuse for incomplete papers was lost at {ended}")]
    IncompleteRightLost {
        #[doc = "When."]
        ended: Timestamp,
    },
    /// Nothing is missing.
    #[error("no paper is missing")]
    NothingMissing,
    /// No source of answers is connected.
    #[error("no source of answers is connected")]
    NoAnswerSource,
    /// ¶5 knows no such form of the result.
    #[error("the result has no such form")]
    MediumNotOffered,
    /// ¶15 knows no such way here.
    #[error("{way:?} is not offered; allowed: {allowed:?}")]
    WayNotOffered {
        #[doc = "The way."]
        way: HandOutWay,
        #[doc = "Ways of the channel."]
        allowed: Vec<HandOutWay>,
    },
    /// What ¶15 asks was not shown.
    #[error("not shown: {missing:?}")]
    NotShown {
        #[doc = "What is to be shown still."]
        missing: Vec<HandOutPaper>,
    },
    /// There is no address to send to.
    #[error("the applicant gave no postal address")]
    NoPostalAddress,
    /// The standard knows no keeping of uncollected papers.
    #[error("the standard knows no keeping of uncollected papers")]
    NoStorage,
    /// The day of collecting has not passed.
    #[error("the applicant may collect in time until {until}")]
    StorageTooEarly {
        #[doc = "Until when."]
        until: Timestamp,
    },
    /// The time of keeping has not ended.
    #[error("the paper is kept until {until}")]
    StorageNotEnded {
        #[doc = "Until when."]
        until: Timestamp,
    },
    /// There is no paper file.
    #[error("the request is electronic; there is no paper file")]
    NoPaperFile,
    /// The paper file is under way.
    #[error("the paper file is under way on list {list}")]
    FileInTransit {
        #[doc = "Number of the list."]
        list: String,
    },
    /// The paper file is not under way.
    #[error("the paper file is not under way")]
    FileNotInTransit,
    /// Another office holds the file, or is to receive it.
    #[error("this step belongs to the office {office}")]
    FileElsewhere {
        #[doc = "The office."]
        office: OfficeId,
    },
    /// The file stands on another list.
    #[error("the file stands on list {list}")]
    OtherList {
        #[doc = "The list."]
        list: String,
    },
    /// The file is where it is to be sent.
    #[error("the file is at this office already")]
    SameOffice,
    /// The standard foresees no enquiries.
    #[error("the standard foresees no enquiries to other bodies")]
    NoEnquiries,
    /// There is no open enquiry of this number.
    #[error("there is no open enquiry {number:?}")]
    NoOpenEnquiry {
        #[doc = "The number, where one was named."]
        number: Option<u32>,
    },
    /// The other request is none that stands in the way.
    #[error("the other request does not stand in the way")]
    NotParallel,
    /// The case is linked to itself, or so already.
    #[error("this link is here already, or names the case itself")]
    LinkedAlready,
    /// There is no scan of this id that counts.
    #[error("the case has no such scan that counts")]
    NoSuchScan,
    /// There is no such field in this case.
    #[error("the case has no such field")]
    NoSuchField,
    /// The text is the same.
    #[error("the text is the same as before")]
    NothingToCorrect,
}

impl Refusal {
    pub(crate) fn new(reason: RefusalReason, cite: &Cite) -> Self {
        Self { reason: Box::new(reason), cite: Some(cite.clone()) }
    }

    pub(crate) fn without_cite(reason: RefusalReason) -> Self {
        Self { reason: Box::new(reason), cite: None }
    }

    /// What the rulebook refuses, it refuses with its own paragraph.
    pub(crate) fn from_ask(error: AskError) -> Self {
        let cite = cite_of(&error);
        Self { reason: Box::new(RefusalReason::Rulebook(error)), cite }
    }

    pub(crate) fn from_term(error: TermQuestionError) -> Self {
        match error {
            TermQuestionError::Ask(error) => Self::from_ask(error),
            TermQuestionError::Term(error) => Self::without_cite(RefusalReason::Term(error)),
        }
    }
}

fn cite_of(error: &AskError) -> Option<Cite> {
    match error {
        AskError::ChannelNotOffered { cite, .. }
        | AskError::UnknownCase { cite, .. }
        | AskError::ProductRequired { cite, .. }
        | AskError::ProductNotGiven { cite, .. }
        | AskError::ApplicantNotAllowed { cite, .. }
        | AskError::PayerNotAllowed { cite, .. }
        | AskError::NoTariff { cite, .. }
        | AskError::PurposeRequired { cite, .. }
        | AskError::AreaOutOfRange { cite, .. }
        | AskError::FieldRequired { cite, .. } => Some(cite.clone()),
        _ => None,
    }
}
