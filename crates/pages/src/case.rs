//! View model of a case, the one page on which it is worked.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};
use crate::guide::Stretch;
use crate::office::ActionForm;
use crate::reception::CaseScans;
use crate::term::DrawnTerm;

/// A case.
#[derive(Debug, Template)]
#[template(path = "case.html")]
pub struct CasePage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What was just done, where something was.
    pub done: Option<String>,
    /// Facts.
    pub facts: CaseFacts,
    /// Who else has it open.
    pub presence: Presence,
    /// Its term, day by day, with every clock.
    pub term: DrawnTerm,
    /// Papers: name, how brought.
    pub papers: Vec<(String, String)>,
    /// Papers that are due and not yet here.
    pub missing: Vec<String>,
    /// Scans of its papers.
    pub scans: CaseScans,
    /// Forms of the annexes, filled in as far as the case says: address and title.
    pub sheets: Vec<(String, String)>,
    /// Steps that are open now.
    pub steps: Vec<StepForm>,
    /// Steps that one might expect and that are not open.
    pub hindered: Vec<Hindered>,
    /// A new note; absent for those who may write none.
    pub note: Option<ActionForm>,
    /// What happened and what was noted.
    pub history: Vec<HistoryRow>,
}

impl CasePage<'_> {
    /// Prefix of the form that was sent and refused; empty where none was.
    fn sent(&self) -> String {
        let note = self.note.as_ref().filter(|note| note.open).map(ActionForm::prefix);
        let step = self.steps.iter().find(|step| step.open).map(StepForm::prefix);
        step.or(note).unwrap_or_else(|| self.scans.sent())
    }

    /// Open steps that lead on with the case, or those beside.
    fn steps_that_lead_on(&self, lead_on: bool) -> Vec<&StepForm> {
        self.steps.iter().filter(|step| step.leads_on == lead_on).collect()
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
    /// What comes next.
    pub next: String,
    /// The term has passed.
    pub late: bool,
    /// Address of the case.
    pub href: String,
    /// Address of the receipt, where one is given.
    pub receipt: Option<String>,
    /// Everything else: heading and value.
    pub rows: Vec<(String, String)>,
}

/// Who else has a case open, by itself: what the page asks for while it stays open.
#[derive(Debug, Template)]
#[template(path = "presence.html")]
pub struct PresencePart<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Who.
    pub presence: Presence,
}

/// Who else has a case open.
#[derive(Debug, Clone, Default)]
pub struct Presence {
    /// Where an open page says that it stays, and that it is closed.
    pub href: String,
    /// When this was true, for machines.
    pub seen: String,
    /// The others: name, post and office; since when.
    pub people: Vec<(String, String)>,
}

/// Why some steps are not open now.
#[derive(Debug, Clone)]
pub struct Hindered {
    /// The steps.
    pub steps: String,
    /// The reason, with what to do.
    pub reason: String,
    /// The paragraph.
    pub cite: Option<String>,
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
    /// It leads on with the case; others correct it or end it early.
    pub leads_on: bool,
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

/// A line of what happened, or a note.
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
    /// By which paragraph; empty for a note.
    pub cite: String,
    /// It is a note: no step, and not for the applicant.
    pub note: bool,
}
