//! Lodging: from what is typed at the counter to a registered case.

mod drafts;
mod form;
mod known;
mod lodge;
mod parallel;
mod preview;
mod reading;
mod routing;

pub use drafts::Draft;
pub(crate) use drafts::{DRAFTS_LIVE, hold_open};
pub use known::{KnownApplicant, kind_by_number};
pub use lodge::receipt_series;

pub use form::{
    ApplicantForm, ConditionForm, LodgingForm, PaperForm, ParcelForm, PaymentForm, ReliefForm,
    RepresentativeForm,
};
