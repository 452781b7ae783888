//! Use cases: one function, one transaction. Permissions are checked here and nowhere else.
//!
//! [`Desk`] holds the law, the database, a clock and randomness; every use case is a function of it. Staff call with a
//! [`Session`]; what its roles allow stands in one table ([`MATRIX`], [`STEPS`]), and one predicate asks that table for
//! reading, listing, searching and acting alike. A step of a case, its events, its state, its timers, its lines in the
//! books and its letters are written together or not at all.

mod absences;
mod access;
mod account;
mod books;
mod case;
mod check;
mod desk;
mod error;
mod journal;
mod law;
mod law_texts;
mod laws;
mod lodging;
mod offices;
mod rules;
mod scans;
mod secret;
mod tick;
mod view;

pub use absences::{ABSENCE_DAYS_MOST, AbsenceLine, Absences, NewAbsence};
pub use access::{
    MATRIX, NEVER_DEPUTED, Permission, Principal, Relation, Role, Row, STEPS, UnknownWord, allows,
    permission_for, permissions, permissions_for,
};
pub use account::{
    Account, AccountQuery, AccountState, AccountStatus, GivenDuties, NewAccount, OpenSession, Session,
    SignInError, SignedIn,
};
pub use books::{BookKind, TransferLine, TransferListView};
pub use case::{
    AccessLine, Appointment, BULK_MOST, BULK_STEPS, BulkDone, BulkLine, Colleague, Collecting, DueCount,
    DueDay, InboxQuery, NoteLine, NoticeLine, OfficeDay, PAGE_OPEN, Present, Soon, Tracking, TrackingLine,
    TrackingLook,
};
pub use check::{LAW_TEXT_MOST, LIMITS, RULES_MOST};
pub use desk::{Clock, Desk, Random};
pub use error::{DeskError, FieldError};
pub use law::{Law, RegionError, schedule_of};
pub use law_texts::{
    ImportReport, ImportedStandard, LawFile, LawHit, LawHits, LawImport, Wording, WordingPart,
    trouble_message,
};
pub use lodging::{
    ApplicantForm, ConditionForm, Draft, KnownApplicant, LodgingForm, PaperForm, ParcelForm, PaymentForm,
    ReliefForm, RepresentativeForm, kind_by_number, receipt_series,
};
pub use rules::{
    ChangeKind, ChangeLine, EditionPreview, GivenDay, GivenIndex, GivenOffice, PartChange, ProposedFile,
    RuleDifference, RulesCheck, RulesPreview, Said, ScenarioOutcome,
};
pub use scans::{GivenScan, SCAN_MOST, SCANS_BYTES_MOST, SCANS_MOST, ScanFile, ScanLine};
pub use secret::Secret;
pub use tick::TickReport;
pub use view::{
    Acted, CaseSummary, CaseView, ConditionLine, FeeQuote, HistoryLine, IdempotencyKey, Lodged,
    LodgingPreview, NoKey, OfficeCount, Page, PaperLine, PaperState, ParallelLine, RegisterLine, TermLeft,
    TermPreview,
};

/// Rows of a page.
pub const PAGE_SIZE: u32 = 50;
