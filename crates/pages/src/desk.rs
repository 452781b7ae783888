//! View models of the officers' pages.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};
use crate::office::Table;
use crate::reception::CaseScans;

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

/// A case.
#[derive(Debug, Template)]
#[template(path = "case.html")]
pub struct CasePage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What is wrong, or what just happened.
    pub problems: Vec<Problem>,
    /// Facts.
    pub facts: CaseFacts,
    /// Papers: name, how brought.
    pub papers: Vec<(String, String)>,
    /// Scans of its papers.
    pub scans: CaseScans,
    /// Forms of the annexes, filled in as far as the case says: address and title.
    pub sheets: Vec<(String, String)>,
    /// Steps that are open now.
    pub steps: Vec<StepForm>,
    /// What happened.
    pub history: Vec<HistoryRow>,
}

impl CasePage<'_> {
    /// Prefix of the form that was sent and refused; empty where none was.
    fn sent(&self) -> String {
        let step = self.steps.iter().find(|step| step.open).map(StepForm::prefix);
        step.unwrap_or_else(|| self.scans.sent())
    }
}

/// Facts of a case.
#[derive(Debug, Clone)]
pub struct CaseFacts {
    /// Receipt number.
    pub number: String,
    /// The service.
    pub service: String,
    /// Where it stands.
    pub state: String,
    /// The term has passed.
    pub late: bool,
    /// Address of the case.
    pub href: String,
    /// Address of the receipt, where one is given.
    pub receipt: Option<String>,
    /// Everything else: heading and value.
    pub rows: Vec<(String, String)>,
}

/// A step that is open now.
#[derive(Debug, Clone)]
pub struct StepForm {
    /// Name of the step.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The paragraph that allows it.
    pub cite: String,
    /// Until when.
    pub until: Option<String>,
    /// What it needs.
    pub fields: Vec<Field>,
    /// Something was wrong with it: it stands open.
    pub open: bool,
    /// Version of the case that it is meant for.
    pub version: String,
    /// Makes a second click harmless.
    pub key: String,
}

impl StepForm {
    /// What the ids of its fields begin with; also its own id.
    fn prefix(&self) -> String {
        format!("step-{}", self.id)
    }

    /// Its fields, each with what is wrong with it where this is the form that was sent.
    fn marked(&self, problems: &[Problem]) -> Vec<Field> {
        let mut fields = self.fields.clone();
        for field in fields.iter_mut().filter(|field| self.open && field.problem.is_none()) {
            let found = problems.iter().find(|problem| problem.field == field.name);
            field.problem = found.map(|problem| problem.text.clone());
        }
        fields
    }
}

/// A line of what happened.
#[derive(Debug, Clone)]
pub struct HistoryRow {
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// What.
    pub what: String,
    /// More of it.
    pub details: Vec<String>,
    /// By which paragraph.
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
