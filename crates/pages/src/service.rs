//! View models of a service: its page, and the forms of its annexes.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};

/// What the law says of a service.
#[derive(Debug, Template)]
#[template(path = "service.html")]
pub struct ServicePage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Number.
    pub number: u8,
    /// Title.
    pub name: String,
    /// The act that adopted the edition.
    pub edition: String,
    /// The service in a few words.
    pub glance: Glance,
    /// What was wrong with the choices.
    pub problems: Vec<Problem>,
    /// Choices that make the reader's own case.
    pub fields: Vec<Field>,
    /// What the law says of the cases among them: statement and paragraph.
    pub cases: Vec<(String, String)>,
    /// The papers of that case, once it is chosen.
    pub mine: Option<MyPapers>,
    /// Forms to print: address and title.
    pub sheets: Vec<(String, String)>,
    /// Statements in order: heading, then statement with its paragraph.
    pub parts: Vec<(String, Vec<(String, String)>)>,
    /// Papers of every case and channel, in the same form.
    pub lists: Vec<(String, Vec<(String, String)>)>,
}

/// A service in a few words.
#[derive(Debug, Clone)]
pub struct Glance {
    /// Who provides it.
    pub provider: String,
    /// How long.
    pub terms: String,
    /// Paid or free.
    pub price: String,
}

/// Papers of the reader's own case.
#[derive(Debug, Clone)]
pub struct MyPapers {
    /// What was chosen, in words.
    pub about: Vec<String>,
    /// How long it takes, and by which paragraph.
    pub term: Option<(String, String)>,
    /// What to bring.
    pub bring: Vec<Need>,
    /// What the office fetches itself.
    pub fetched: Vec<Need>,
    /// What would be needed in other circumstances.
    pub other: Vec<Need>,
    /// Query by which the calculators go on from here.
    pub tools: String,
}

/// A paper, or several of which one is enough.
#[derive(Debug, Clone)]
pub struct Need {
    /// One of them is enough.
    pub one_of: bool,
    /// The papers.
    pub papers: Vec<NeededPaper>,
}

/// A paper as it is to be brought.
#[derive(Debug, Clone)]
pub struct NeededPaper {
    /// Its name.
    pub name: String,
    /// In what form, how many, with what, when.
    pub notes: Vec<String>,
    /// By which paragraph.
    pub cite: String,
    /// Address of its form, where an annex prints one.
    pub sheet: Option<String>,
}

/// A form of an annex, to fill in on the screen or by hand and to print. It sends nothing.
#[derive(Debug, Template)]
#[template(path = "sheet.html")]
pub struct Sheet<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Title of the form.
    pub title: String,
    /// The service.
    pub service: String,
    /// The annex.
    pub cite: String,
    /// Fields, in the order of the form.
    pub lines: Vec<SheetLine>,
    /// Headings of its table, where it has one.
    pub columns: Vec<String>,
    /// Rows of that table.
    pub rows: usize,
    /// Where the reader came from.
    pub back: String,
}

/// A field of a form of an annex.
#[derive(Debug, Clone)]
pub struct SheetLine {
    /// Short name.
    pub id: String,
    /// What is to be written.
    pub label: String,
    /// What is known already.
    pub value: String,
    /// It is a signature.
    pub by_hand: bool,
    /// It takes several lines.
    pub long: bool,
}
