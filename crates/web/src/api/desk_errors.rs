//! Errors of the use cases as problems of the API, and the one way in which handlers call a use case.

use cases::{Refusal, RefusalReason as R};
use desk::{Desk, DeskError, FieldError};
use rulebook::ask::AskError;

use super::law_errors::name_of;
use crate::App;
use crate::problem::{ApiError, FieldProblem, ProblemKind};

/// Seconds after which a busy platform is worth asking again.
const BUSY_AGAIN: u32 = 1;
/// Seconds after which a database that is away is worth asking again.
const AWAY_AGAIN: u32 = 5;

/// Calls a use case beside the runtime: it waits for the database and hashes passwords.
///
/// # Errors
/// What the use case refuses.
pub async fn with_desk<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(&Desk) -> Result<T, DeskError> + Send + 'static,
) -> Result<T, ApiError> {
    blocking(app, work).await?.map_err(ApiError::from)
}

/// The same for use cases with errors of their own.
///
/// # Errors
/// A use case that did not come to an end.
pub async fn blocking<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(&Desk) -> T + Send + 'static,
) -> Result<T, ApiError> {
    let desk = app.desk.clone();
    tokio::task::spawn_blocking(move || work(&desk)).await.map_err(|error| {
        tracing::error!(%error, "a use case did not come to an end");
        ApiError::of(ProblemKind::Internal)
    })
}

impl From<DeskError> for ApiError {
    fn from(error: DeskError) -> Self {
        let told = error.message();
        let plain = |kind: ProblemKind, field: &str| {
            let (message, args) = told.clone().unwrap_or(("problem-detail-unavailable", Vec::new()));
            Self::with(kind, FieldProblem { args, ..FieldProblem::new(field, message) })
        };
        match error {
            DeskError::Forbidden { .. } => plain(ProblemKind::Forbidden, ""),
            DeskError::NotFound => plain(ProblemKind::NotFound, ""),
            DeskError::Refused(refusal) => Self::with(ProblemKind::Refused, refused(&refusal)),
            DeskError::Invalid(errors) => Self::bad_values(errors.into_iter().map(field_problem).collect()),
            DeskError::Stale { .. } => plain(ProblemKind::Stale, "If-Match"),
            DeskError::KeyReused => {
                let problem = FieldProblem::new("Idempotency-Key", "problem-key-reused");
                Self::with(ProblemKind::Conflict, problem)
            }
            DeskError::NotByHand { .. } => plain(ProblemKind::BadRequest, "command"),
            DeskError::Busy { .. } => plain(ProblemKind::Unavailable, "").after(BUSY_AGAIN),
            DeskError::Unavailable { reason } => {
                tracing::warn!(%reason, "the database does not serve");
                plain(ProblemKind::Unavailable, "").after(AWAY_AGAIN)
            }
            DeskError::OutcomeUnknown { reason } => {
                tracing::warn!(%reason, "the outcome of a commit is unknown");
                let problem = FieldProblem::new("", "problem-outcome-unknown");
                Self::with(ProblemKind::Unavailable, problem).after(AWAY_AGAIN)
            }
            // A defect, and whatever is added to the enum before it is given a text here.
            other => {
                tracing::error!(error = %other, "a use case failed");
                Self::of(ProblemKind::Internal)
            }
        }
    }
}

/// A field of a form, named as the API names parts of lists: `parcels[0].area_ha`.
fn field_problem(error: FieldError) -> FieldProblem {
    FieldProblem { args: error.args, ..FieldProblem::new(api_name(&error.field), error.message) }
}

fn api_name(field: &str) -> String {
    let mut name = String::with_capacity(field.len());
    for part in field.split('.') {
        if !part.is_empty() && part.bytes().all(|sign| sign.is_ascii_digit()) {
            name.push_str(&format!("[{part}]"));
        } else {
            if !name.is_empty() {
                name.push('.');
            }
            name.push_str(part);
        }
    }
    name
}

/// A refusal of the law: why, by which paragraph, what to do, and which value it is about.
pub(super) fn refused(refusal: &Refusal) -> FieldProblem {
    let (message, args) = refusal.message();
    FieldProblem {
        args,
        allowed: allowed_by(&refusal.reason),
        cite: refusal.cite.as_ref().map(ToString::to_string),
        remedy: Some(refusal.remedy()),
        ..FieldProblem::new(field_of(&refusal.reason), message)
    }
}

/// The value that a refusal is about; empty where it is about the case as it stands.
fn field_of(reason: &R) -> &'static str {
    match reason {
        R::EmptyField { field } => field,
        R::ParcelNotNamed => "parcels",
        R::PapersMissing { .. } | R::PaperNotAsked { .. } | R::PaperTwice { .. } | R::PaperForm { .. } => {
            "papers"
        }
        R::TooFewCopies { .. } => "papers",
        R::PaperNotMissing { .. } => "paper.id",
        R::ConditionUnknown { .. } | R::ConditionNeedsReason { .. } => "conditions",
        R::PaymentNotGiven | R::PaymentNotDue => "payment",
        R::Underpaid { .. } => "payment.amount",
        R::ReliefNotOffered { .. } => "relief.id",
        R::UnlistedGround { .. } | R::GroundClockEnded { .. } | R::NoRemarks { .. } => "ground",
        R::PaperDoesNotFit { .. } => "paper",
        R::MediumNotOffered => "medium",
        R::WayNotOffered { .. } => "way",
        R::NotShown { .. } => "shown",
        R::NoOpenEnquiry { .. } => "enquiry",
        R::LinkedAlready => "case",
        R::NoSuchField => "field",
        R::NothingToCorrect => "new",
        R::WrongState { .. } | R::Suspended { .. } | R::WrongActor { .. } | R::WrongOffice { .. } => {
            "command"
        }
        R::Rulebook(error) => asked_field(error),
        _ => "",
    }
}

fn asked_field(error: &AskError) -> &'static str {
    match error {
        AskError::UnknownService { .. } => "service",
        AskError::ChannelNotOffered { .. } => "channel",
        AskError::UnknownCase { .. } => "case",
        AskError::ProductRequired { .. } | AskError::ProductNotGiven { .. } => "product",
        AskError::ApplicantNotAllowed { .. } => "applicant.kind",
        AskError::PayerNotAllowed { .. } | AskError::NoTariff { .. } => "payment.payer",
        AskError::PurposeRequired { .. } => "payment.purpose",
        AskError::AreaOutOfRange { .. } => "payment.area_ha",
        AskError::NoIndex { .. } => "payment.paid_on",
        AskError::FieldRequired { .. } => "payment",
        _ => "",
    }
}

/// What would have been allowed, by the names that a request uses.
fn allowed_by(reason: &R) -> Vec<String> {
    let ids = |named: &[cases::Named]| named.iter().map(|one| one.id.clone()).collect();
    let words = |names: &[&'static str]| names.iter().map(ToString::to_string).collect();
    match reason {
        R::WrongState { allowed, .. } => allowed.iter().map(|state| state.as_str().to_owned()).collect(),
        R::WrongOffice { allowed, .. } => allowed.iter().map(ToString::to_string).collect(),
        R::PapersMissing { papers } => papers.iter().map(|paper| paper.id.clone()).collect(),
        R::PaperNotMissing { missing, .. } => missing.iter().map(|paper| paper.id.clone()).collect(),
        R::PaperNotAsked { allowed, .. }
        | R::UnlistedGround { allowed, .. }
        | R::PaperDoesNotFit { allowed, .. } => ids(allowed),
        R::PaperForm { allowed, .. } => words(allowed),
        R::ConditionUnknown { allowed, .. } | R::ReliefNotOffered { allowed, .. } => allowed.clone(),
        R::WayNotOffered { allowed, .. } => allowed.iter().map(name_of).collect(),
        R::NotShown { missing } => missing.iter().map(name_of).collect(),
        R::Rulebook(error) => asked_allowed(error),
        _ => Vec::new(),
    }
}

fn asked_allowed(error: &AskError) -> Vec<String> {
    match error {
        AskError::UnknownService { known, .. } => known.iter().map(ToString::to_string).collect(),
        AskError::ChannelNotOffered { allowed, .. } => allowed.iter().map(ToString::to_string).collect(),
        AskError::UnknownCase { allowed, .. } => allowed.iter().map(ToString::to_string).collect(),
        AskError::ProductRequired { allowed, .. } | AskError::ProductNotGiven { allowed, .. } => {
            allowed.iter().map(ToString::to_string).collect()
        }
        AskError::ApplicantNotAllowed { allowed, .. } => allowed.iter().map(name_of).collect(),
        AskError::PurposeRequired { allowed, .. } => allowed.iter().map(name_of).collect(),
        _ => Vec::new(),
    }
}
