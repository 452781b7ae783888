//! View models of the officers' pages.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};
use crate::office::Table;

/// First page of lodging: which request.
#[derive(Debug, Template)]
#[template(path = "lodge_choose.html")]
pub struct LodgeChoice<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Fields to choose by.
    pub fields: Vec<Field>,
    /// Label of the button.
    pub go: String,
    /// Requests begun and not lodged, the one touched last first.
    pub drafts: Vec<DraftRow>,
}

/// A request begun and not lodged.
#[derive(Debug, Clone)]
pub struct DraftRow {
    /// The key under which it is kept.
    pub key: String,
    /// Where it is gone on with.
    pub href: String,
    /// The service.
    pub service: String,
    /// The applicant, or that there is none yet.
    pub applicant: String,
    /// When it was touched last.
    pub kept_at: String,
}

/// Second page of lodging: the request.
#[derive(Debug, Template)]
#[template(path = "lodge.html")]
pub struct LodgePage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// The service and the case of ¶11.
    pub service: String,
    /// The case of ¶11, with its paragraph.
    pub case: String,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// What was chosen before, sent along unseen.
    pub hidden: Vec<(String, String)>,
    /// Parts of the form: heading and fields.
    pub parts: Vec<(String, Vec<Field>)>,
    /// What the law says of what was typed.
    pub preview: String,
}

/// What the law says of a request as it is typed.
#[derive(Debug, Template)]
#[template(path = "preview.html")]
pub struct Preview<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Papers that are due.
    pub papers: Vec<PaperRow>,
    /// How many are missing.
    pub missing: usize,
    /// The price, with its figures.
    pub fee: Option<String>,
    /// The term.
    pub term: Option<String>,
    /// Other open requests for the parcel.
    pub parallels: Vec<String>,
    /// Who applied before under the number that was typed.
    pub known: Option<String>,
}

/// A paper of the checklist.
#[derive(Debug, Clone)]
pub struct PaperRow {
    /// Name.
    pub name: String,
    /// How many copies.
    pub copies: u8,
    /// When it is due, where that depends.
    pub condition: Option<String>,
    /// Brought, missing or not due, in words.
    pub state: String,
    /// It is missing.
    pub missing: bool,
    /// It is not due.
    pub not_due: bool,
    /// The paragraph that asks for it.
    pub cite: String,
    /// How it is brought.
    pub field: Field,
}

/// What follows lodging.
#[derive(Debug, Template)]
#[template(path = "lodged.html")]
pub struct Lodged<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Receipt number.
    pub number: String,
    /// The tracking secret, shown once.
    pub secret: Option<String>,
    /// Address of the case.
    pub case: String,
    /// The receipt.
    pub receipt: Vec<ReceiptRow>,
    /// Where a case is followed.
    pub track: String,
}

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
        self.steps.iter().find(|step| step.open).map(StepForm::prefix).unwrap_or_default()
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
