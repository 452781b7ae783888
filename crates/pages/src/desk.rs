//! View models of the officers' pages.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};
use crate::office::Table;

/// The receipt to print.
#[derive(Debug, Template)]
#[template(path = "receipt.html")]
pub struct ReceiptPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Receipt number.
    pub number: String,
    /// Address of the case.
    pub case: String,
    /// Lines of ¶14.
    pub receipt: Vec<ReceiptRow>,
}

/// A line of the receipt.
#[derive(Debug, Clone)]
pub struct ReceiptRow {
    /// Heading.
    pub heading: String,
    /// What stands there.
    pub lines: Vec<String>,
    /// The paragraph that asks for it.
    pub cite: String,
}

/// The accounts.
#[derive(Debug, Template)]
#[template(path = "accounts.html")]
pub struct Accounts<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Login, name, post, office, roles, state; the login leads to the account.
    pub table: Table,
    /// Address of the next page.
    pub next: Option<String>,
    /// Fields of a new account.
    pub fields: Vec<Field>,
}
