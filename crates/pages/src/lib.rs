//! The pages as templates, rendered from plain view models.
//!
//! A view model holds what a page shows, as texts in the reader's language; a template beside it says how. Nothing here
//! knows where the values come from. Texts that are not values stand in the message files (`pages.ftl`).

mod admin;
pub mod assets;
mod desk;
mod finder;
mod form;
mod guide;
mod law;
mod office;
mod overview;
mod public;
mod service;
mod shell;
mod style;

pub use admin::{AdminPage, EditionPage, EditionVerdict, KeptPage};
pub use desk::{
    Accounts, CaseFacts, CasePage, CaseRow, DraftRow, HistoryRow, Inbox, LodgeChoice, LodgePage, Lodged,
    PaperRow, Preview, ReceiptPage, ReceiptRow, StepForm,
};
pub use finder::{OfficeCard, OfficesPage};
pub use form::{Choice, Field, FieldKind, Problem};
pub use guide::{
    Complain, Day, Found, Month, PricePage, PriceRow, Reckoned, Start, Stretch, Sum, TermPage, Topic,
};
pub use law::{LawComparison, LawDifference, LawIndex, LawPage, LawStandard, Paragraph};
pub use office::{AccountPage, ActionForm, BookPage, Cell, Table, TransferLists, TransferPage};
pub use overview::{Bar, OverviewCount, OverviewPage, OverviewRow, OverviewTable};
pub use public::{ErrorPage, NewPassword, ServiceRow, SetUp, SignIn, Track, TrackRow, Tracked};
pub use service::{Glance, MyPapers, Need, NeededPaper, ServicePage, Sheet, SheetLine};
pub use shell::{Shell, SignedIn, paragraph_id};
pub use style::Styleguide;

pub use askama::Template;
