//! Life of a case: state and command give events or a reasoned refusal. Pure.
//!
//! A [`Command`] meets a [`Case`] and the [`Facts`] (rulebook, calendar, now, actor); [`decide`] answers with
//! [`Recorded`] events or a [`Refusal`] that names its paragraph, and [`evolve`] makes the next case of each event.
//! [`allowed`] lists the steps that are open now from the very functions that `decide` enforces. [`clock_duties`] says
//! what the platform must do by itself and when; [`Command::Clock`] does it.
//!
//! ```
//! # fn show(case: cases::Case, facts: &cases::Facts<'_>) -> Result<(), Box<dyn std::error::Error>> {
//! let mut case = case;
//! for recorded in cases::decide(Some(&case), &cases::Command::Start, facts)? {
//!     case = cases::evolve(Some(case), &recorded)?;
//! }
//! # Ok(()) }
//! ```

mod case;
mod clocks;
mod command;
mod completeness;
mod course;
mod custody;
mod decide;
mod decision;
mod duties;
mod event;
mod evolve;
mod handing_out;
mod hindered;
mod ids;
mod law;
mod lodging;
mod number;
mod papers;
mod people;
mod progress;
mod receipt;
mod records;
mod refusal;
mod scans;
mod state;
mod step;

pub use case::{
    Case, ClockMark, CorrectableField, Correction, Custody, Finding, Link, MarkKind, Parallel, Relation,
    Request,
};
pub use clocks::{Clock, ClockName, Clocks, clocks};
pub use command::{Command, CommandKind, Lodging, ParallelCase};
pub use course::{TermDays, TermEnd, term_days};
pub use decide::decide;
pub use duties::{Duty, DutyKind, clock_duties};
pub use event::{Event, Recorded};
pub use evolve::{ReplayError, evolve, replay};
pub use hindered::{HinderedStep, hindered};
pub use ids::{AccountId, CaseId, EditionId, NoRegionCode, NoZone, OfficeId, RegionCode, Zone};
pub use law::{AnswerSource, Facts};
pub use number::{NumberError, ReceiptNumber};
pub use papers::{
    Brought, Enquiry, EnquiryAnswer, MissingPaper, Parcel, Payment, ReceivedPaper, ReliefClaim,
    StatedCondition,
};
pub use people::{
    Absent, Actor, Applicant, ApplicantIdentity, EntityIdentity, ForeignDocument, Language, Officer,
    PersonIdentity, Representative,
};
pub use receipt::{Receipt, ReceiptContent, ReceiptLine, receipt};
pub use refusal::{Argument, Arguments, Named, Refusal, RefusalReason};
pub use scans::{KeptScan, Scan, ScanId, ScanMedia};
pub use state::{
    Decision, Delivery, EndingDocument, Made, Notice, Outcome, PastSuspension, State, StateName, Storage,
    Suspension,
};
pub use step::{AllowedStep, GroundChoice, Need, WayChoice, allowed, onward};
