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
    /// What is sought, and by what the list is filtered.
    pub filters: Vec<Field>,
    /// Login, name, post, office, roles, state, last sign-in; the login leads to the account.
    pub table: Table,
    /// A short page is not the last.
    pub short: bool,
    /// The next page.
    pub next: Option<NextAccounts>,
    /// Fields of a new account.
    pub fields: Vec<Field>,
}

/// The next page of accounts. A name belongs in no address: where one was sought, the question is sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextAccounts {
    /// Its address.
    Address(String),
    /// What is sent along unseen: name and value.
    Form(Vec<(String, String)>),
}

impl Accounts<'_> {
    /// Prefix of the filters, where one of them was wrong; the fields of a new account have none.
    fn sent(&self) -> &'static str {
        if self.filters.iter().any(|field| field.problem.is_some()) { "find" } else { "" }
    }

    fn address(&self) -> Option<&String> {
        match &self.next {
            Some(NextAccounts::Address(address)) => Some(address),
            _ => None,
        }
    }
}
