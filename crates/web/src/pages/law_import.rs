//! Loading the law's text on a page. Who keeps the rules.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use desk::{ImportReport, ImportedStandard, LAW_TEXT_MOST, LawFile, LawImport, trouble_message};
use locale::Arg;
use pages::{Field, FieldKind, LawImportPage, LawReport, Problem};

use super::Visitor;
use super::admin::table;
use super::form::{Form, mark};
use super::sent::{Sent, Wanted, cut};
use super::visitor::blocking;
use super::wording::{day, instant, service};
use crate::problem::BODY_LIMIT;

/// Most findings that are shown.
const FINDINGS_MOST: usize = 200;
/// The text of the law as a form brings it.
const TEXT: Wanted =
    Wanted { field: |name| name == "file", files: 1, bytes: LAW_TEXT_MOST, typed: BODY_LIMIT };

/// Asks for a file.
pub(super) async fn show(visitor: Visitor) -> Response {
    match visitor.signed_in() {
        Ok(_) => page(&visitor, &Form::default(), Vec::new(), None).await,
        Err(response) => *response,
    }
}

/// Takes a file and tells what was found in it.
pub(super) async fn send(visitor: Visitor, request: Request) -> Response {
    if let Err(response) = visitor.signed_in() {
        return *response;
    }
    let Sent { form, mut files, cut: broken } = match Sent::read(request, TEXT).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let wrong =
        |field: &str, name: &str| Problem { field: field.to_owned(), text: visitor.t(name), cite: None };
    let mut problems = Vec::new();
    if broken {
        problems.push(cut(&visitor, "file"));
    }
    let standard = form.some("standard").map(|typed| typed.parse::<u8>().ok());
    if standard == Some(None) {
        problems.push(wrong("standard", "page-law-import-number"));
    }
    let adopted = form.some("adopted").map(|typed| typed.parse().ok());
    if adopted == Some(None) {
        problems.push(wrong("adopted", "desk-field-day"));
    }
    if !problems.is_empty() {
        return page(&visitor, &form, problems, None).await;
    }
    let (name, bytes) = files.pop().map(|file| (file.name, file.bytes)).unwrap_or_default();
    let imported = blocking(&visitor.app, move |desk| {
        let file =
            LawFile { name: &name, bytes: &bytes, standard: standard.flatten(), adopted: adopted.flatten() };
        desk.import_law(&who, &file)
    });
    match imported.await {
        Ok(report) => page(&visitor, &Form::default(), Vec::new(), Some(told(&visitor, &report))).await,
        Err(error) => match visitor.problems(error) {
            Ok(problems) => page(&visitor, &form, problems, None).await,
            Err(error) => visitor.desk_error(&error),
        },
    }
}

async fn page(visitor: &Visitor, form: &Form, problems: Vec<Problem>, report: Option<LawReport>) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let history = match blocking(&visitor.app, move |desk| desk.law_imports(&who)).await {
        Ok(history) => history,
        Err(error) => return visitor.desk_error(&error),
    };
    let mut fields = vec![
        Field::line("file", visitor.t("page-law-import-file"))
            .kind(FieldKind::Files("text/plain,.txt"))
            .hint(visitor.t("page-law-import-hint")),
        Field::line("standard", visitor.t("page-law-import-standard"))
            .hint(visitor.t("page-law-import-standard-hint"))
            .value(form.get("standard")),
        Field::line("adopted", visitor.t("page-law-import-adopted"))
            .kind(FieldKind::Line("date"))
            .hint(visitor.t("page-law-import-adopted-hint"))
            .value(form.get("adopted")),
    ];
    mark(fields.iter_mut(), &problems);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let history = history_table(visitor, &history);
    visitor.page(status, &LawImportPage { p: &visitor.shell(), problems, report, fields, history })
}

fn history_table(visitor: &Visitor, history: &[LawImport]) -> pages::Table {
    let zone = crate::zones::region_zone(visitor.app.desk.law(), None, visitor.app.desk.now());
    let rows = history.iter().map(|one| {
        vec![
            service(one.number, visitor),
            day(one.adopted),
            one.by.clone(),
            instant(one.at, &zone),
            one.file.clone(),
            one.sha256.clone(),
        ]
    });
    let headings = [
        "page-service",
        "page-rules-edition",
        "page-rules-by",
        "page-rules-at",
        "page-rules-file",
        "page-rules-hash",
    ];
    table(visitor, "page-law-import-history", &headings, rows.collect()).1
}

fn told(visitor: &Visitor, report: &ImportReport) -> LawReport {
    let text = |name: &str, args: &[(&str, Arg<'_>)]| visitor.app.messages.text(visitor.language, name, args);
    let said = text(
        "law-import-found",
        &[
            ("standards", report.standards.len().to_string().into()),
            ("lines", report.lines.to_string().into()),
            ("sha256", report.sha256.as_str().into()),
        ],
    );
    let mut findings: Vec<String> = Vec::new();
    if !report.outside.is_empty() {
        let outside: Vec<_> =
            report.outside.iter().take(FINDINGS_MOST).map(|(from, to)| format!("{from}–{to}")).collect();
        findings.push(text("law-import-outside", &[("lines", outside.join(", ").into())]));
    }
    findings.extend(report.findings.iter().take(FINDINGS_MOST).map(|finding| {
        let (name, number) = trouble_message(&finding.trouble);
        text(name, &[("line", finding.line.to_string().into()), ("number", number.to_string().into())])
    }));
    LawReport {
        said,
        standards: report.standards.iter().map(|one| standard(visitor, one)).collect(),
        findings,
    }
}

/// What became of a standard, and remarks on it.
fn standard(visitor: &Visitor, one: &ImportedStandard) -> (String, Vec<String>) {
    let text = |name: &str, args: &[(&str, Arg<'_>)]| visitor.app.messages.text(visitor.language, name, args);
    let unknown = || "–".to_owned();
    let state = if one.is_placed() { "law-import-kept" } else { "law-import-not-placed" };
    let said = text(
        state,
        &[
            ("number", one.number.map_or_else(unknown, |number| number.to_string()).into()),
            ("adopted", one.adopted.map_or_else(unknown, day).into()),
            ("title", one.title.as_str().into()),
            ("line", one.line.to_string().into()),
            ("paragraphs", one.paragraphs.to_string().into()),
            ("annexes", one.annexes.to_string().into()),
        ],
    );
    let mut remarks = Vec::new();
    if one.is_placed() && !one.held {
        remarks.push(text("law-import-not-held", &[]));
    }
    if one.held {
        let found = one.citations.saturating_sub(one.unfound.len()).to_string();
        let args = [("found", found.into()), ("citations", one.citations.to_string().into())];
        remarks.push(text("law-import-citations", &args));
        for (name, list) in [("law-import-unfound", &one.unfound), ("law-import-unruled", &one.unruled)] {
            if !list.is_empty() {
                remarks.push(text(name, &[("places", list.join(", ").into())]));
            }
        }
    }
    (said, remarks)
}
