//! Refusals of the rulebook and the calendar as problems of fields.

use calendar::{CalendarError, TermError};
use desk::RegionError;
use rulebook::ask::{AskError, TermQuestionError};
use serde::Serialize;

use crate::problem::{ApiError, FieldProblem, ProblemKind};

/// A service in the path that does not exist.
pub fn unknown_service(given: &str, known: impl IntoIterator<Item = u8>) -> ApiError {
    let problem = FieldProblem::new("number", "problem-unknown-service").with("given", given).allowing(known);
    ApiError::with(ProblemKind::NotFound, problem)
}

/// The name that data and JSON give a value of a closed list.
pub fn name_of<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

fn names<T: Serialize>(values: &[T]) -> Vec<String> {
    values.iter().map(name_of).collect()
}

impl From<AskError> for FieldProblem {
    fn from(error: AskError) -> Self {
        match error {
            AskError::UnknownService { number, known } => {
                Self::new("service", "problem-unknown-service").with("given", number).allowing(known)
            }
            AskError::ChannelNotOffered { channel, allowed, cite } => {
                Self::new("channel", "problem-channel-not-offered")
                    .with("given", channel)
                    .allowing(allowed)
                    .citing(cite)
            }
            AskError::UnknownCase { case, allowed, cite } => {
                Self::new("case", "problem-unknown-case").with("given", case).allowing(allowed).citing(cite)
            }
            AskError::ProductRequired { allowed, cite } => {
                Self::new("product", "problem-product-required").allowing(allowed).citing(cite)
            }
            AskError::ProductNotGiven { allowed, cite, .. } if allowed.is_empty() => {
                Self::new("product", "problem-product-no-choice").citing(cite)
            }
            AskError::ProductNotGiven { product, allowed, cite } => {
                Self::new("product", "problem-product-not-given")
                    .with("given", product)
                    .allowing(allowed)
                    .citing(cite)
            }
            AskError::ApplicantNotAllowed { allowed, cite, .. } => {
                Self::new("applicant", "problem-applicant-not-allowed").allowing(names(&allowed)).citing(cite)
            }
            AskError::PayerNotAllowed { cite, .. } => {
                Self::new("payer", "problem-payer-not-allowed").citing(cite)
            }
            AskError::NoTariff { cite, .. } => Self::new("purpose", "problem-no-tariff").citing(cite),
            AskError::PurposeRequired { allowed, cite } => {
                Self::new("purpose", "problem-purpose-required").allowing(names(&allowed)).citing(cite)
            }
            AskError::AreaOutOfRange { area, most, cite } => {
                Self::new("area_ha", "problem-area-out-of-range")
                    .with("given", area)
                    .with("most", most)
                    .citing(cite)
            }
            AskError::FieldRequired { field, cite } => {
                Self::new(field, "problem-figure-required").citing(cite)
            }
            AskError::NoIndex { date, from, to, file } => Self::new("date", "problem-no-index")
                .with("date", date)
                .with("from", from)
                .with("to", to)
                .with("file", file),
            // The enum may grow; what has no text of its own is still refused by the field it came from.
            other => Self::new("body", "problem-refused-otherwise").with("what", other),
        }
    }
}

impl From<TermError> for FieldProblem {
    fn from(error: TermError) -> Self {
        let place = |index: usize, part: &str| format!("suspensions[{index}].{part}");
        match error {
            TermError::SuspensionBeforeLodging { index, from, lodged_on } => {
                Self::new(place(index, "from"), "problem-suspension-before-lodging")
                    .with("from", from)
                    .with("lodged", lodged_on)
            }
            TermError::SuspensionEndsBeforeItBegins { index, from, to } => {
                Self::new(place(index, "to"), "problem-suspension-order").with("from", from).with("to", to)
            }
            TermError::SuspensionsOverlap { index, other } => {
                Self::new(place(index, "from"), "problem-suspension-overlap")
                    .with("other", place(other, "to"))
            }
            TermError::SuspensionAfterTheEnd { index, from, ended_on } => {
                Self::new(place(index, "from"), "problem-suspension-after-end")
                    .with("from", from)
                    .with("due", ended_on)
            }
            TermError::MinutesCannotBeSuspended => Self::new("suspensions", "problem-suspension-of-minutes"),
            TermError::Calendar(CalendarError::NoYear { year, file }) => {
                Self::new("lodged_at", "problem-term-too-far").with("year", year).with("file", file)
            }
            TermError::NoSuchInstant { at, .. } => {
                Self::new("lodged_at", "problem-not-instant").with("given", at)
            }
            other @ TermError::EmptyLength => {
                Self::new("lodged_at", "problem-refused-otherwise").with("what", other)
            }
        }
    }
}

impl From<TermQuestionError> for FieldProblem {
    fn from(error: TermQuestionError) -> Self {
        match error {
            TermQuestionError::Ask(error) => error.into(),
            TermQuestionError::Term(error) => error.into(),
        }
    }
}

impl From<AskError> for ApiError {
    fn from(error: AskError) -> Self {
        FieldProblem::from(error).into()
    }
}

impl From<RegionError> for FieldProblem {
    fn from(error: RegionError) -> Self {
        match error {
            RegionError::Unknown { given, known } => {
                Self::new("region", "problem-unknown-region").with("given", given).allowing(known)
            }
            RegionError::NotYet { code, from, on } => Self::new("region", "problem-region-not-yet")
                .with("given", code)
                .with("from", from)
                .with("date", on),
        }
    }
}

impl From<RegionError> for ApiError {
    fn from(error: RegionError) -> Self {
        FieldProblem::from(error).into()
    }
}
