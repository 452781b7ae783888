//! View models of the administration: where it leads, what is loaded, a new edition under check.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};
use crate::office::{ActionForm, Table, sent};

/// Where the administration leads.
#[derive(Debug, Template)]
#[template(path = "admin.html")]
pub struct AdminPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Address, name and a word of help of each place.
    pub places: Vec<(String, String, String)>,
}

/// What is loaded, in tables: rule files, offices.
#[derive(Debug, Template)]
#[template(path = "kept.html")]
pub struct KeptPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What it lists.
    pub title: String,
    /// A sentence about it.
    pub lead: String,
    /// What was wrong with the question.
    pub problems: Vec<Problem>,
    /// Where the question is sent.
    pub action: String,
    /// The question.
    pub filters: Vec<Field>,
    /// Heading and table of each part.
    pub parts: Vec<(String, Table)>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// A new edition of a standard under check.
#[derive(Debug, Template)]
#[template(path = "edition.html")]
pub struct EditionPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong, for the summary.
    pub problems: Vec<Problem>,
    /// What the checker found.
    pub verdict: Option<EditionVerdict>,
    /// Putting it in force, where it is right.
    pub actions: Vec<ActionForm>,
    /// The text of the edition.
    pub fields: Vec<Field>,
}

impl EditionPage<'_> {
    fn sent(&self) -> String {
        sent(&self.actions)
    }
}

/// What the checker found.
#[derive(Debug, Clone)]
pub struct EditionVerdict {
    /// It would load.
    pub right: bool,
    /// What was found, in a sentence.
    pub said: String,
    /// Every error with its place, or what would change.
    pub table: Table,
}
