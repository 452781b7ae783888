//! Why a use case was not carried out, in terms that a caller can act on.

use cases::{Argument, Arguments, CommandKind, Refusal};
use jiff::civil::Date;
use store::StoreError;

use crate::access::Permission;

/// A field that cannot stay as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field as the form names it: `applicant.name`, `parcels.0.cadastral_number`.
    pub field: String,
    /// Id of the message that says what is wrong and what is allowed.
    pub message: &'static str,
    /// What the message names.
    pub args: Arguments,
}

impl FieldError {
    /// An error of a field.
    pub fn new(field: impl Into<String>, message: &'static str) -> Self {
        Self { field: field.into(), message, args: Vec::new() }
    }

    /// The same with a value that its message names.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, Argument::Plain(value.to_string())));
        self
    }

    /// The same with a day, which is written as the reader writes days.
    #[must_use]
    pub fn on(mut self, name: &'static str, day: Date) -> Self {
        self.args.push((name, Argument::Day(day)));
        self
    }
}

/// Why a use case was not carried out. Nothing of it was kept, [`DeskError::OutcomeUnknown`] excepted.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DeskError {
    /// The roles of the caller do not allow it here. Remedy: ask somebody whose role does.
    #[error("`{permission}` is not allowed here")]
    Forbidden {
        /// What was needed.
        permission: Permission,
    },
    /// There is no such thing, or the caller may not know of it.
    #[error("not found")]
    NotFound,
    /// The law does not allow the step.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Fields cannot stay as they are; all of them are named.
    #[error("fields are wrong: {}", .0.iter().map(|error| error.field.as_str()).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<FieldError>),
    /// Somebody changed it since it was read. Remedy: read it again.
    #[error("version {expected} was expected, {found} is stored")]
    Stale {
        /// What the caller had read.
        expected: u64,
        /// What is stored.
        found: u64,
    },
    /// The idempotency key was used for another request. Remedy: take a new key.
    #[error("the idempotency key belongs to another request")]
    KeyReused,
    /// The step has a use case of its own, or belongs to the platform.
    #[error("`{}` is no step to be taken on a single case by hand", .step.as_str())]
    NotByHand {
        /// The step.
        step: CommandKind,
    },
    /// Too much work waits. Remedy: repeat a little later.
    #[error("busy: {reason}")]
    Busy {
        /// Which bound was met.
        reason: String,
    },
    /// The database does not serve. Remedy: the operator's.
    #[error("unavailable: {reason}")]
    Unavailable {
        /// What it said.
        reason: String,
    },
    /// The connection broke during commit. Remedy: repeat with the same idempotency key.
    #[error("the outcome is unknown: {reason}")]
    OutcomeUnknown {
        /// What the driver said.
        reason: String,
    },
    /// A defect of the platform. Remedy: report it.
    #[error("defect: {reason}")]
    Defect {
        /// What was unexpected.
        reason: String,
    },
}

impl DeskError {
    /// Id of the message that says why, and its values; the engine's refusals and the fields have messages of their own
    /// ([`Refusal::message`], [`FieldError::message`]), and a database or a defect is the operator's concern: `None`.
    pub fn message(&self) -> Option<(&'static str, Arguments)> {
        match self {
            Self::Forbidden { permission } => {
                let named = Argument::Messages(vec![permission.message().to_owned()]);
                Some(("desk-forbidden", vec![("permission", named)]))
            }
            Self::NotFound => Some(("desk-not-found", Vec::new())),
            Self::Refused(refusal) => Some(refusal.message()),
            Self::Stale { .. } => Some(("desk-stale", Vec::new())),
            Self::KeyReused => Some(("desk-key-reused", Vec::new())),
            Self::NotByHand { .. } => Some(("desk-not-by-hand", Vec::new())),
            Self::Busy { .. } => Some(("desk-busy", Vec::new())),
            Self::Invalid(_)
            | Self::Unavailable { .. }
            | Self::OutcomeUnknown { .. }
            | Self::Defect { .. } => None,
        }
    }

    pub(crate) fn invalid(error: FieldError) -> Self {
        Self::Invalid(vec![error])
    }

    pub(crate) fn defect(reason: impl std::fmt::Display) -> Self {
        Self::Defect { reason: reason.to_string() }
    }
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        let unsigned = |version: i64| u64::try_from(version).unwrap_or(0);
        match error {
            StoreError::StaleVersion { expected, found, .. } => {
                Self::Stale { expected: unsigned(expected), found: unsigned(found) }
            }
            StoreError::NotFound { .. } => Self::NotFound,
            StoreError::Busy { reason } => Self::Busy { reason },
            StoreError::OutcomeUnknown { reason } => Self::OutcomeUnknown { reason },
            StoreError::Unavailable { .. }
            | StoreError::ReadOnly
            | StoreError::DiskFull
            | StoreError::Locked { .. }
            | StoreError::Damaged { .. }
            | StoreError::SchemaTooNew { .. } => Self::Unavailable { reason: error.to_string() },
            other => Self::defect(other),
        }
    }
}
