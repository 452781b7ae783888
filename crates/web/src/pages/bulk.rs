//! One step for many cases: a page that says what it would do to each, and one that says what it did.

use axum::extract::OriginalUri;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use cases::{CaseId, Command, CommandKind};
use desk::{BulkDone, BulkLine, CaseSummary, DeskError, IdempotencyKey, Session};
use pages::{BulkConfirm, BulkPage, Cell, Problem, Shell, Table};

use super::Visitor;
use super::form::Form;
use super::inbox::zone_of;
use super::lodge::fresh_key;
use super::step_command::assign;
use super::visitor::blocking;
use super::wording::{instant, service};
use crate::reader::query_pairs;

/// What a step would do to the ticked cases. Staff who may take it.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri, _: HeaderMap) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let asked = Form::of(query_pairs(&uri));
    let command = match command(&asked, &who) {
        Ok(command) => command,
        Err(field) => return refused(&visitor, vec![required(&visitor, field)], &asked),
    };
    let cases: Vec<CaseId> = asked.all("case").iter().filter_map(|id| id.parse().ok().map(CaseId)).collect();
    let question = command.clone();
    match blocking(&visitor.app, move |desk| desk.foresee(&who, &question, &cases)).await {
        Ok(lines) => {
            visitor.page(StatusCode::OK, &foreseen(&visitor, &visitor.shell_of(&uri), &lines, &asked))
        }
        Err(error) => failed(&visitor, error, &asked),
    }
}

/// The step, and what it needs; or the name of the field without which there is none.
fn command(form: &Form, who: &Session) -> Result<Command, String> {
    let kind = CommandKind::ALL.iter().find(|kind| kind.as_str() == form.get("step"));
    match kind {
        Some(CommandKind::Start) => Ok(Command::Start),
        Some(CommandKind::Assign) => assign(form, who),
        Some(CommandKind::Grant) => Ok(Command::Grant),
        Some(CommandKind::Ready) => Ok(Command::Ready { medium: None, number: None }),
        Some(CommandKind::Store) => Ok(Command::Store),
        Some(CommandKind::Archive) => Ok(Command::Archive),
        _ => Err("step".to_owned()),
    }
}

fn required(visitor: &Visitor, field: String) -> Problem {
    Problem { field, text: visitor.t("page-bulk-choose"), cite: None }
}

fn failed(visitor: &Visitor, error: DeskError, asked: &Form) -> Response {
    match visitor.problems(error) {
        Ok(problems) => refused(visitor, problems, asked),
        Err(error) => visitor.desk_error(&error),
    }
}

/// Nothing can be foreseen: what to choose stands on the inbox, to which the page leads back.
fn refused(visitor: &Visitor, problems: Vec<Problem>, asked: &Form) -> Response {
    let shell = visitor.shell();
    let problems = problems.into_iter().map(|problem| Problem { field: String::new(), ..problem }).collect();
    let page = BulkPage {
        p: &shell,
        title: visitor.t("page-bulk"),
        problems,
        lead: String::new(),
        done: false,
        parts: Vec::new(),
        confirm: None,
        back: back(visitor, asked),
    };
    visitor.page(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The inbox as it was asked for when the cases were ticked.
fn back(visitor: &Visitor, asked: &Form) -> String {
    match asked.get("from") {
        "" => visitor.to("/inbox"),
        from => visitor.to(&format!("/inbox?{from}")),
    }
}

/// Why a step was not, or would not be, taken on one case: the reason and the paragraph.
fn why(visitor: &Visitor, error: &DeskError) -> (String, Option<String>) {
    match visitor.problems(error.clone()) {
        Ok(problems) => {
            let cite = problems.iter().find_map(|problem| problem.cite.clone());
            (problems.into_iter().map(|problem| problem.text).collect::<Vec<_>>().join(" "), cite)
        }
        Err(error) => (visitor.t(told(&error)), None),
    }
}

/// Errors that are no refusal of the law, in words.
fn told(error: &DeskError) -> &'static str {
    match error {
        DeskError::Stale { .. } => "page-bulk-stale",
        DeskError::Forbidden { .. } => "page-bulk-forbidden",
        DeskError::NotFound => "page-bulk-unseen",
        DeskError::KeyReused => "page-bulk-key-reused",
        DeskError::OutcomeUnknown { .. } => "page-bulk-unknown",
        _ => "page-bulk-unavailable",
    }
}

/// Cases with the paragraph that allows the step, or with the reason and the paragraph that forbid it.
struct Part<'v> {
    visitor: &'v Visitor,
    rows: Vec<Vec<Cell>>,
    reasons: bool,
}

impl<'v> Part<'v> {
    fn new(visitor: &'v Visitor, reasons: bool) -> Self {
        Self { visitor, rows: Vec::new(), reasons }
    }

    fn add(&mut self, case: Option<&CaseSummary>, why: Option<String>, cite: Option<String>) {
        let visitor = self.visitor;
        let mut row = match case {
            Some(case) => {
                let due = case.due_at.map(|due| instant(due, &zone_of(visitor, &case.executing_office.0)));
                vec![
                    Cell::link(case.number.clone(), visitor.to(&format!("/cases/{}", case.id.0))).whole(),
                    Cell::text(service(case.service, visitor)),
                    Cell::text(case.label.clone()),
                    Cell::text(due.unwrap_or_default()).whole(),
                ]
            }
            None => vec![
                Cell::text(visitor.t("page-bulk-unseen")),
                Cell::text(""),
                Cell::text(""),
                Cell::text(""),
            ],
        };
        row.extend(why.map(Cell::text));
        row.push(cite.map_or_else(|| Cell::text(""), |cite| Cell::cite(&visitor.shell(), &cite)));
        self.rows.push(row);
    }

    /// Heading and table; nothing where there are no cases.
    fn shown(self, heading: &str) -> Option<(String, Table)> {
        let visitor = self.visitor;
        if self.rows.is_empty() {
            return None;
        }
        let title = counted(visitor, heading, self.rows.len());
        let mut headings = ["page-number", "page-service", "page-applicant", "page-due"].to_vec();
        headings.extend(self.reasons.then_some("page-bulk-why"));
        // The paragraph stands last; a column that names none is not shown.
        let cited = |row: &Vec<Cell>| row.last().is_some_and(|cell| !cell.text.is_empty());
        headings.extend(self.rows.iter().any(cited).then_some("page-bulk-cite"));
        let headings = headings.into_iter().map(|name| visitor.t(name)).collect();
        Some((title.clone(), Table { caption: title, headings, rows: self.rows }))
    }
}

fn counted(visitor: &Visitor, message: &str, count: usize) -> String {
    visitor.app.messages.text(visitor.language, message, &[("count", count.to_string().into())])
}

fn title(visitor: &Visitor, asked: &Form) -> String {
    let kind = CommandKind::ALL.iter().find(|kind| kind.as_str() == asked.get("step"));
    let step = kind.map_or_else(String::new, |kind| visitor.t(kind.message()));
    visitor.app.messages.text(visitor.language, "page-bulk-title", &[("step", step.into())])
}

/// What a step would make of each case, and the form that takes it for those that allow it.
fn foreseen<'p>(visitor: &Visitor, shell: &'p Shell<'p>, lines: &[BulkLine], asked: &Form) -> BulkPage<'p> {
    let (mut allowed, mut refused) = (Part::new(visitor, false), Part::new(visitor, true));
    let mut hidden = vec![
        ("step".to_owned(), asked.get("step").to_owned()),
        ("officer".to_owned(), asked.get("officer").to_owned()),
        ("from".to_owned(), asked.get("from").to_owned()),
        ("key".to_owned(), fresh_key()),
    ];
    for line in lines {
        match &line.foreseen {
            Ok(cite) => {
                allowed.add(Some(&line.case), None, Some(cite.to_string()));
                hidden.push(("case".to_owned(), format!("{}:{}", line.case.id.0, line.case.version)));
            }
            Err(error) => {
                let (text, cite) = why(visitor, error);
                refused.add(Some(&line.case), Some(text), cite);
            }
        }
    }
    let count = allowed.rows.len();
    let lead = if count == 0 { visitor.t("page-bulk-none") } else { visitor.t("page-bulk-lead") };
    BulkPage {
        p: shell,
        title: title(visitor, asked),
        problems: Vec::new(),
        lead,
        done: false,
        parts: [allowed.shown("page-bulk-allowed"), refused.shown("page-bulk-refused")]
            .into_iter()
            .flatten()
            .collect(),
        confirm: (count > 0)
            .then(|| BulkConfirm { button: counted(visitor, "page-bulk-take", count), hidden }),
        back: back(visitor, asked),
    }
}

/// Takes the step of each case that was shown, by the version that was seen. Staff who may take it.
pub(super) async fn take(visitor: Visitor, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let command = match command(&form, &who) {
        Ok(command) => command,
        Err(field) => return refused(&visitor, vec![required(&visitor, field)], &form),
    };
    let Ok(key) = IdempotencyKey::new(form.get("key")) else {
        return visitor.error(StatusCode::CONFLICT, "page-stale", "page-stale-remedy", None);
    };
    let cases: Vec<(CaseId, u64)> = form.all("case").iter().filter_map(|text| seen(text)).collect();
    let done = blocking(&visitor.app, move |desk| desk.act_on_many(&who, &command, &cases, &key)).await;
    match done {
        Ok(done) => visitor.page(StatusCode::OK, &taken(&visitor, &visitor.shell(), &done, &form)),
        Err(error) => failed(&visitor, error, &form),
    }
}

/// A case and its version, as the page that checked sent them.
fn seen(text: &str) -> Option<(CaseId, u64)> {
    let (id, version) = text.split_once(':')?;
    Some((CaseId(id.parse().ok()?), version.parse().ok()?))
}

/// What became of each case. Where the database did not answer, the same form may be sent again: nothing is done twice.
fn taken<'p>(visitor: &Visitor, shell: &'p Shell<'p>, done: &[BulkDone], form: &Form) -> BulkPage<'p> {
    let (mut taken, mut refused) = (Part::new(visitor, false), Part::new(visitor, true));
    let mut again = false;
    for line in done {
        match &line.outcome {
            Ok(_) => taken.add(line.now.as_ref(), None, None),
            Err(error) => {
                again |= matches!(
                    error,
                    DeskError::Unavailable { .. } | DeskError::Busy { .. } | DeskError::OutcomeUnknown { .. }
                );
                let (text, cite) = why(visitor, error);
                refused.add(line.now.as_ref(), Some(text), cite);
            }
        }
    }
    let hidden = form.pairs_without(&["csrf"]);
    BulkPage {
        p: shell,
        title: title(visitor, form),
        problems: Vec::new(),
        lead: counted(visitor, "page-bulk-done", taken.rows.len()),
        done: true,
        parts: [refused.shown("page-bulk-not-done"), taken.shown("page-bulk-was-done")]
            .into_iter()
            .flatten()
            .collect(),
        confirm: again.then(|| BulkConfirm { button: visitor.t("page-bulk-again"), hidden }),
        back: back(visitor, form),
    }
}
