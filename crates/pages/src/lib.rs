//! The pages as templates, rendered from plain view models.
//!
//! A view model holds what a page shows, as texts in the reader's language; a template beside it says how. Nothing here
//! knows where the values come from. Texts that are not values stand in the message files (`pages.ftl`).

mod absences;
mod admin;
pub mod assets;
mod case;
mod day;
mod desk;
mod finder;
mod form;
mod guide;
mod inbox;
mod law;
mod office;
mod overview;
mod public;
mod reception;
mod service;
mod shell;
mod style;
mod term;

pub use absences::{AbsencePart, AbsencesPage};
pub use admin::{AdminPage, EditionPage, EditionVerdict, KeptPage};
pub use case::{CaseFacts, CasePage, Hindered, HistoryRow, Presence, PresencePart, StepForm};
pub use day::{DayPage, DayPart, WeekDay};
pub use desk::{Accounts, NextAccounts, ReceiptPage, ReceiptRow};
pub use finder::{KindRow, MapRegion, OfficeCard, OfficesPage, ParcelPlace, RegionMap};
pub use form::{Choice, Field, FieldKind, Problem};
pub use guide::{
    Complain, Day, Found, Month, Place, PricePage, PriceRow, Reckoned, Situation, Start, Stretch, Sum,
    TermPage, Topic,
};
pub use inbox::{BulkChoice, BulkConfirm, BulkPage, CaseRow, Inbox, InboxList, Live, Shows};
pub use law::{
    ChangedWording, LawAnnex, LawComparison, LawDifference, LawFound, LawHit, LawImportPage, LawIndex,
    LawPage, LawReport, LawStandard, Paragraph, Piece, RuleGroup, Run,
};
pub use office::{AccountPage, ActionForm, BookPage, Cell, Table, TransferLists, TransferPage};
pub use overview::{Bar, OverviewCount, OverviewPage, OverviewRow, OverviewTable};
pub use public::{ErrorPage, NewPassword, ServiceRow, SetUp, SignIn, Track, TrackRow, Tracked};
pub use reception::{
    CaseScans, DraftRow, LodgeForm, LodgePage, Lodged, More, PaperRow, Part, ScanForm, ScanRow, Verdict,
};
pub use service::{Glance, MyPapers, Need, NeededPaper, ServicePage, Sheet, SheetLine};
pub use shell::{Shell, SignedIn, paragraph_id};
pub use style::Styleguide;
pub use term::{ClockRow, DrawnTerm, StripCell};

pub use askama::Template;
