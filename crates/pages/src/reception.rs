//! View models of the reception: a request on one screen, from the first question to the receipt.

use askama::Template;

use crate::Shell;
use crate::desk::ReceiptRow;
use crate::form::{Field, FieldKind, Problem};

/// The request on its page.
#[derive(Debug, Template)]
#[template(path = "lodge.html")]
pub struct LodgePage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// What stands in the form: a [`LodgeForm`].
    pub form: String,
    /// Requests begun and not lodged, the one touched last first; none while one is gone on with.
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

/// What stands in the form of a request, in the order of the conversation.
#[derive(Debug, Template)]
#[template(path = "lodge_form.html")]
pub struct LodgeForm<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What is sent along unseen.
    pub hidden: Vec<(String, String)>,
    /// What brings the person here.
    pub questions: Part,
    /// Who applies.
    pub applicant: Part,
    /// Who applied before under the number that was typed.
    pub known: Option<String>,
    /// For what, and under which circumstances.
    pub subject: Vec<Part>,
    /// Papers of the request.
    pub papers: Vec<PaperRow>,
    /// Scans of papers that the request does not ask for.
    pub strays: Vec<ScanRow>,
    /// What was paid, and what is missing.
    pub closing: Vec<Part>,
    /// What the law says of it.
    pub verdict: Verdict,
}

/// A part of the form.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its place on the page.
    pub id: &'static str,
    /// Its heading.
    pub heading: String,
    /// What is asked.
    pub fields: Vec<Field>,
    /// What is asked rarely.
    pub more: Vec<More>,
}

/// Fields that stand behind a summary.
#[derive(Debug, Clone)]
pub struct More {
    /// The summary.
    pub summary: String,
    /// The fields.
    pub fields: Vec<Field>,
    /// Something unusual was said there.
    pub said: bool,
}

impl More {
    /// Fields that stand open once one of them is answered.
    pub fn of(summary: String, fields: Vec<Field>) -> Self {
        let said = fields.iter().any(Field::answered);
        Self { summary, fields, said }
    }

    /// It stands open, also where something is wrong with it.
    fn open(&self) -> bool {
        self.said || self.fields.iter().any(|field| field.problem.is_some())
    }
}

/// What the law says of a request as it is typed.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// What must be answered before the law can say anything.
    pub first: Option<String>,
    /// The price, with its figures.
    pub fee: Option<String>,
    /// The term.
    pub term: Option<String>,
    /// The office that decides.
    pub office: Option<String>,
    /// Other open requests for the parcel.
    pub parallels: Vec<String>,
}

/// A paper of the checklist.
#[derive(Debug, Clone)]
pub struct PaperRow {
    /// Its id in the standard.
    pub id: String,
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
    /// The usual way in which it is brought: name and words.
    pub usual: (String, String),
    /// It was brought in the usual way.
    pub ticked: bool,
    /// Other ways, where there are any; else the scans alone.
    pub other: Option<Field>,
    /// Where scans of it are chosen.
    pub file: Field,
    /// Scans of it.
    pub scans: Vec<ScanRow>,
}

impl PaperRow {
    /// Its place among the fields: what is missing leads there.
    fn place(&self) -> String {
        Field::line(format!("paper:{}", self.id), "").id("")
    }

    /// Something rare was said of it, or a scan of it was refused.
    fn open(&self) -> bool {
        let other = self.other.as_ref().is_some_and(Field::answered);
        other || !self.scans.is_empty() || self.file.problem.is_some()
    }
}

/// A scan beside a paper.
#[derive(Debug, Clone)]
pub struct ScanRow {
    /// Its id.
    pub id: String,
    /// Where it is seen.
    pub href: String,
    /// Name, kind and size.
    pub name: String,
    /// Why it does not count any more.
    pub wrong: Option<String>,
}

/// Scans on the page of a case.
#[derive(Debug, Clone)]
pub struct CaseScans {
    /// Scans with the paper that each shows.
    pub rows: Vec<(String, ScanRow)>,
    /// Where a new one goes; none for whoever may not add one, or where the case is not open any more.
    pub add: Option<ScanForm>,
    /// How one is found wrong; none for whoever may not.
    pub reject: Option<crate::ActionForm>,
}

/// The form of a new scan.
#[derive(Debug, Clone)]
pub struct ScanForm {
    /// Where it goes.
    pub action: String,
    /// Makes a second click harmless.
    pub key: String,
    /// The paper and the file.
    pub fields: Vec<Field>,
    /// Something was wrong with it: it stands open.
    pub open: bool,
}

impl CaseScans {
    /// Prefix of the form that was sent and refused; empty where none was.
    pub(crate) fn sent(&self) -> String {
        let reject = self.reject.as_ref().filter(|form| form.open).map(crate::ActionForm::prefix);
        let add = self.add.as_ref().filter(|form| form.open).map(|_| "add-scan".to_owned());
        add.or(reject).unwrap_or_default()
    }
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
    /// Address of the next request.
    pub next: String,
    /// The receipt.
    pub receipt: Vec<ReceiptRow>,
    /// Where a case is followed.
    pub track: String,
}

impl LodgeForm<'_> {
    fn missing(&self) -> usize {
        self.papers.iter().filter(|paper| paper.missing).count()
    }

    /// Where the keyboard jumps to: digit, name and place of each part.
    fn jumps(&self) -> Vec<(usize, String, String)> {
        let of = |part: &Part| Some((part.heading.clone(), part.fields.first()?.id("")));
        let missing = self.papers.iter().find(|paper| paper.missing).or(self.papers.first());
        let papers = missing.map(|paper| (self.p.t("page-papers"), paper.place()));
        let before = [&self.questions, &self.applicant].into_iter().chain(&self.subject).filter_map(of);
        let after = self.closing.iter().filter_map(of);
        let accept = (self.p.t("page-lodge-now"), "accept".to_owned());
        let all = before.chain(papers).chain(after).chain([accept]);
        all.enumerate().map(|(place, (name, target))| (place + 1, name, target)).collect()
    }
}
