//! Every text a person reads that is not the law itself, in Kazakh, Russian and English.
//!
//! The texts stand in `locales/<language>/*.ftl` (Project Fluent). [`Messages`] holds them all; a name that one of the
//! languages lacks, or a message that takes other arguments in one language than in another, fails this crate's tests.

mod language;
mod messages;

pub use language::{Language, UnknownLanguage};
pub use messages::{Arg, Messages, MessagesError};
