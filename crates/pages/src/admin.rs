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
    /// Address and name of the pages that change what is listed.
    pub links: Vec<(String, String)>,
    /// What was wrong with the question, or with what was to be done.
    pub problems: Vec<Problem>,
    /// What may be done to what is planned, under its heading.
    pub planned: Option<(String, Vec<ActionForm>)>,
    /// Where the question is sent.
    pub action: String,
    /// The question.
    pub filters: Vec<Field>,
    /// Heading and table of each part.
    pub parts: Vec<(String, Table)>,
    /// Address of the next page.
    pub next: Option<String>,
}

impl KeptPage<'_> {
    fn sent(&self) -> String {
        self.planned.as_ref().map(|(_, actions)| sent(actions)).unwrap_or_default()
    }
}

/// A change of the rules: asked for, checked, shown in words, put in force.
#[derive(Debug, Template)]
#[template(path = "edition.html")]
pub struct EditionPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What is changed.
    pub title: String,
    /// A sentence about it.
    pub lead: String,
    /// Address and name of the page that one came from.
    pub back: (String, String),
    /// What was wrong, for the summary.
    pub problems: Vec<Problem>,
    /// Which file, to choose from; empty where the page is about one thing.
    pub choose: Vec<Field>,
    /// What the checker found.
    pub verdict: Option<EditionVerdict>,
    /// Putting it in force, where it is right.
    pub actions: Vec<ActionForm>,
    /// Where the form goes.
    pub action: String,
    /// What is sent along unseen: name and value.
    pub hidden: Vec<(String, String)>,
    /// The text of the file, or the values that change it.
    pub fields: Vec<Field>,
}

impl EditionPage<'_> {
    fn brings_files(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.kind, FieldKind::Files(_)))
    }

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
    /// From when it counts and what stays as it was.
    pub notices: Vec<String>,
    /// Every error with its place, or what would change, each under its heading.
    pub tables: Vec<(String, Table)>,
}
