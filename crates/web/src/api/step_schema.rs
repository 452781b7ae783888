//! A step as the API's description shows it; it is read field by field elsewhere.
#![allow(dead_code, reason = "these types describe a request and are never made")]

use utoipa::ToSchema;

use super::lodging_schema::{PaperRequest, PaymentRequest};

/// A step. Each command has the fields of its own that `needs` of the open step names; others are refused.
#[derive(Debug, ToSchema)]
pub struct StepRequest {
    /// `start`, `assign` (`officer.account`), `suspend` (`ground`, `notice`), `resume` (`ended_by`), `record-finding`
    /// (`ground`, `note`), `send-enquiry` (`body`), `record-remarks` (`enquiry`, `body`, `text`), `record-no-remarks`
    /// (`enquiry`), `grant`, `refuse` (`ground`, `reason`, `ended_by`), `refuse-incomplete` (`missing`, `reason`),
    /// `add-paper` (`paper`, `payment`), `ready` (`medium`, `number`), `hand-out` (`way`, `to`, `shown`), `post`
    /// (`item`), `store`, `archive`, `withdraw` (`reason`), `cancel` (`reason`), `link` (`case`, `relation`),
    /// `correct-slip` (`field`, `parcel`, `new`, `reason`), or `reject-scan` (`scan`, `reason`).
    command: String,
    officer: Option<AssignedRequest>,
    /// A ground by its id in the standard.
    ground: Option<String>,
    notice: Option<NoticeRequest>,
    ended_by: Option<EndingPaperRequest>,
    note: Option<String>,
    /// Another body.
    body: Option<String>,
    /// Number of an enquiry within the case, from 1.
    #[schema(minimum = 1)]
    enquiry: Option<u32>,
    /// What the remarks say.
    text: Option<String>,
    reason: Option<String>,
    /// Papers by id.
    missing: Option<Vec<String>>,
    paper: Option<PaperRequest>,
    payment: Option<PaymentRequest>,
    /// `paper` or `electronic`.
    medium: Option<String>,
    /// Number of the paper that is handed out.
    number: Option<String>,
    /// `in-person`, `representative`, `post` or `cabinet`.
    way: Option<String>,
    /// Name of the person who takes it.
    to: Option<String>,
    /// `receipt`, `identity-document` or `power-of-attorney`.
    shown: Option<Vec<String>>,
    /// Number of the postal item.
    item: Option<String>,
    /// A scan of the case.
    scan: Option<String>,
    /// Another case.
    case: Option<String>,
    /// `earlier`, `later` or `same-request`.
    relation: Option<String>,
    /// A text in which a slip is corrected: `applicant-name`, `parcel-location` and the like.
    field: Option<String>,
    /// Place of the parcel, from 0.
    #[schema(maximum = 1000)]
    parcel: Option<u32>,
    /// What stands there now.
    new: Option<String>,
}

/// Who is to work on a case.
#[derive(Debug, ToSchema)]
pub struct AssignedRequest {
    /// His account.
    account: String,
}

/// What the written notice of a suspension says.
#[derive(Debug, ToSchema)]
pub struct NoticeRequest {
    /// Kind of the document, by its id where the ground lists kinds.
    paper: Option<String>,
    /// The document: number, day, who issued it.
    document: String,
    cause: Option<String>,
    until: Option<String>,
    /// What the applicant must do.
    next_steps: String,
}

/// A paper that ends a suspension.
#[derive(Debug, ToSchema)]
pub struct EndingPaperRequest {
    /// Kind, by its id where the ground lists kinds; in words where it lists none.
    paper: String,
    /// Number, day, who issued it.
    details: Option<String>,
}
