//! Lodging: from what is typed at the counter to a registered case.

mod form;
mod lodge;
mod parallel;
mod preview;
mod reading;
mod routing;

pub use lodge::receipt_series;

pub use form::{
    ApplicantForm, ConditionForm, LodgingForm, PaperForm, ParcelForm, PaymentForm, ReliefForm,
    RepresentativeForm,
};
