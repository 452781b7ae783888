//! The law as data: load it, check it, ask it, explain the answer. Pure once loaded.
//!
//! [`RuleFiles`] come in as texts, [`Rulebook::load`] makes the whole of them or the list of everything that is
//! wrong. A [`model::Standard`] is one edition of one service; the questions stand in [`ask`].

pub mod ask;
mod candidate;
mod check;
mod cited;
mod diff;
pub mod edit;
mod load;
pub mod model;
mod play;
mod problem;
pub mod scenario;
mod schema;
mod source;
mod toml_date;

pub use candidate::Candidate;
pub use diff::Difference;
pub use load::{Activation, NoEdition, Rulebook};
pub use play::{Otherwise, Stage};
pub use problem::{Fault, Problem, Problems};
pub use schema::{FileKind, UnknownFileKind};
pub use source::{FileHash, RuleFiles};
