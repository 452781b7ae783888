//! View models of the office finder.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};

/// Offices by place, service and hour.
#[derive(Debug, Template)]
#[template(path = "offices.html")]
pub struct OfficesPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong with the question.
    pub problems: Vec<Problem>,
    /// Where the question is sent.
    pub action: String,
    /// The question.
    pub fields: Vec<Field>,
    /// What a cadastral number led to, in a sentence.
    pub place: Option<String>,
    /// Offices found.
    pub offices: Vec<OfficeCard>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// An office as a person needs it who wants to go there.
#[derive(Debug, Clone)]
pub struct OfficeCard {
    /// Name, as printed.
    pub name: String,
    /// What kind of office it is.
    pub kind: String,
    /// What it does for the service that was asked for.
    pub part: Option<String>,
    /// Postal code and address, as printed.
    pub address: String,
    /// Telephones: what is dialled, where the print allows it, and what is printed.
    pub phones: Vec<(Option<String>, String)>,
    /// Addresses of electronic mail.
    pub emails: Vec<String>,
    /// Until when it is open, or when it opens next.
    pub now: Option<String>,
    /// Days of the week with their hours.
    pub hours: Vec<(String, String)>,
    /// Accessibility that the law requires of its premises, with its paragraph.
    pub access: Option<(String, String)>,
    /// What else the law requires of them, each with its paragraph.
    pub premises: Vec<(String, String)>,
    /// Services with the address of their page.
    pub services: Vec<(String, String)>,
}
