//! Scans to look at, and scans on the page of a case.

use axum::extract::{Path, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use cases::{CommandKind, Need, ScanId, ScanMedia};
use desk::{CaseView, DeskError, GivenScan, IdempotencyKey, SCAN_MOST, SCANS_MOST, ScanFile};
use pages::{ActionForm, CaseScans, Field, FieldKind, Problem, ScanForm, ScanRow};

use super::Visitor;
use super::case;
use super::case_page;
use super::form::{Form, choice, mark, select};
use super::lodge::fresh_key;
use super::lodge_papers::{file_field, scan_name};
use super::sent::{Sent, SentFile, Wanted};
use super::visitor::blocking;
use crate::problem::BODY_LIMIT;

/// What the names of fields with scans begin with; the paper follows.
pub(super) const SCAN: &str = "scan:";
/// The same on the page of a case, where the paper is a field of its own.
const OF_CASE: &str = "scan";

/// Scans as forms bring them.
pub(super) const SCANS: Wanted = Wanted {
    field: |name| name == OF_CASE || name.starts_with(SCAN),
    files: SCANS_MOST,
    bytes: SCAN_MOST,
    typed: BODY_LIMIT,
};

/// A file as a scan of the paper in whose field it was chosen.
pub(super) fn given(file: SentFile) -> GivenScan {
    let paper = file.field.strip_prefix(SCAN).unwrap_or_default().to_owned();
    GivenScan { paper, name: file.name, bytes: file.bytes }
}

/// Name of the form that adds a scan, as it comes back after a refusal.
pub(super) const ADD: &str = "add-scan";

/// A scan of the caller's own draft. Staff who may accept requests, each their own.
pub(super) async fn of_draft(visitor: Visitor, Path((_, scan)): Path<(String, String)>) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let scan = scan.parse().map(ScanId).map_err(|_| DeskError::NotFound);
    let found = blocking(&visitor.app, move |desk| desk.draft_scan(&who, scan?)).await;
    shown(&visitor, found)
}

/// A scan of a case. Staff who may see the case; the look is recorded.
pub(super) async fn of_case(
    visitor: Visitor,
    Path((_, case, scan)): Path<(String, String, String)>,
) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let named = case::id_of(&case).zip(scan.parse().ok().map(ScanId));
    let found = blocking(&visitor.app, move |desk| {
        let (case, scan) = named.ok_or(DeskError::NotFound)?;
        desk.case_scan(&who, case, scan, "scan")
    });
    shown(&visitor, found.await)
}

/// The bytes, in a way in which nothing in them runs: what was uploaded is no page of ours.
fn shown(visitor: &Visitor, found: Result<ScanFile, DeskError>) -> Response {
    let file = match found {
        Ok(file) => file,
        Err(error) => return visitor.desk_error(&error),
    };
    // A picture may be looked at beside the form; a PDF is opened by the reader's own program.
    let how = if file.media == ScanMedia::Pdf { "attachment" } else { "inline" };
    let name: String =
        file.name.chars().filter(|sign| sign.is_ascii_alphanumeric() || "-.".contains(*sign)).collect();
    let headers = [
        (header::CONTENT_TYPE, file.media.as_str().to_owned()),
        (header::CONTENT_DISPOSITION, format!("{how}; filename=\"{name}\"")),
        (
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'; img-src 'self'; frame-ancestors 'none'".to_owned(),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let mut response = (headers, file.bytes).into_response();
    let nosniff = HeaderValue::from_static("nosniff");
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    response
}

/// The scans of a case, with what may be done to them now.
pub(super) fn part(visitor: &Visitor, view: &CaseView, typed: &Form, problems: &[Problem]) -> CaseScans {
    let href = visitor.to(&format!("/cases/{}", view.case.request.id.0));
    let rows = view.case.scans.iter().map(|kept| {
        let scan = &kept.scan;
        let paper = case_page::paper_name(visitor, view, &scan.paper);
        let at = view.case.request.zone.local(kept.at).strftime("%d.%m.%Y %H:%M").to_string();
        let row = ScanRow {
            id: scan.id.0.to_string(),
            href: format!("{href}/scans/{}", scan.id.0),
            name: scan_name(visitor, scan.media, scan.size, &at),
            wrong: kept.wrong.clone(),
        };
        (paper, row)
    });
    let rows: Vec<(String, ScanRow)> = rows.collect();
    let mut part = CaseScans {
        add: add(visitor, view, &href, typed),
        reject: reject(visitor, view, &href, typed, &rows),
        rows,
    };
    let of_add = part.add.iter_mut().filter(|form| form.open).flat_map(|form| &mut form.fields);
    mark(of_add, problems);
    let of_reject = part.reject.iter_mut().filter(|form| form.open).flat_map(|form| &mut form.fields);
    mark(of_reject, problems);
    part
}

fn add(visitor: &Visitor, view: &CaseView, href: &str, typed: &Form) -> Option<ScanForm> {
    let step = view.steps.iter().find(|step| step.step == CommandKind::AddScan)?;
    let papers = step.needs.iter().find_map(|need| match need {
        Need::ScannedPaper { choices } => Some(choices),
        _ => None,
    })?;
    let papers = papers
        .iter()
        .map(|paper| choice(paper.id.as_str(), visitor.language.of(&paper.name), typed.get("paper")));
    let fields = vec![
        select("paper", visitor.t("page-scan-paper"), papers.collect()),
        file_field(visitor, "scan".to_owned()),
    ];
    let open = typed.get("step") == ADD;
    Some(ScanForm { action: format!("{href}/scans"), key: fresh_key(), fields, open })
}

fn reject(
    visitor: &Visitor,
    view: &CaseView,
    href: &str,
    typed: &Form,
    rows: &[(String, ScanRow)],
) -> Option<ActionForm> {
    view.steps.iter().find(|step| step.step == CommandKind::RejectScan)?;
    let scans = rows.iter().filter(|(_, scan)| scan.wrong.is_none());
    let scans = scans
        .map(|(paper, scan)| choice(scan.id.as_str(), format!("{paper}: {}", scan.name), typed.get("scan")));
    let step = CommandKind::RejectScan.as_str();
    let hidden = [("step", step.to_owned()), ("version", view.version.to_string()), ("key", fresh_key())];
    Some(ActionForm {
        id: step.to_owned(),
        title: visitor.t("page-scan-reject"),
        action: format!("{href}/steps"),
        hidden: hidden.map(|(name, value)| (name.to_owned(), value)).to_vec(),
        fields: vec![
            select("scan", visitor.t("page-scan"), scans.collect()),
            Field::line("reason", visitor.t("page-reason")).kind(FieldKind::Lines).value(typed.get("reason")),
        ],
        open: typed.get("step") == step,
    })
}

/// Adds scans to a case. Staff who may take papers at an office that accepted it or decides.
pub(super) async fn add_to_case(
    visitor: Visitor,
    Path((_, id)): Path<(String, String)>,
    request: Request,
) -> Response {
    if let Err(response) = visitor.signed_in() {
        return *response;
    }
    let mut sent = match Sent::read(request, SCANS).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let who = match visitor.with_token(sent.form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let seen = match case::seen(&visitor, &id, "scan").await {
        Ok(seen) => seen,
        Err(response) => return response,
    };
    let case = seen.view.case.request.id;
    let paper = sent.form.get("paper").to_owned();
    let mut problems = Vec::new();
    if sent.files.is_empty() {
        problems.push(Problem { field: "scan".to_owned(), text: visitor.t("page-scan-none"), cite: None });
    }
    for (place, file) in std::mem::take(&mut sent.files).into_iter().enumerate() {
        let given = GivenScan { paper: paper.clone(), ..given(file) };
        let Ok(key) = IdempotencyKey::new(&format!("{}/{place}", sent.form.get("key"))) else {
            return visitor.error(StatusCode::CONFLICT, "page-stale", "page-stale-remedy", None);
        };
        let who = who.clone();
        match blocking(&visitor.app, move |desk| desk.add_scan(&who, case, given, &key)).await {
            Ok(_) => {}
            Err(error) => match visitor.problems(error) {
                Ok(found) => problems.extend(found),
                Err(error) => return visitor.desk_error(&error),
            },
        }
    }
    if problems.is_empty() {
        return Redirect::to(&visitor.to(&format!("/cases/{}", case.0))).into_response();
    }
    for problem in problems.iter_mut().filter(|problem| problem.field.starts_with(SCAN)) {
        problem.field = "scan".to_owned();
    }
    sent.form.put("step", ADD);
    case::refused(&visitor, &seen, problems, &sent.form)
}
