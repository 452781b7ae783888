use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::{Absent, Actor, CaseId, Custody};
use desk::{CaseView, HistoryLine, IdempotencyKey};
use pages::{CaseFacts, CasePage, HistoryRow, Problem, ReceiptPage};
use rulebook::model::Standard;

use super::Visitor;
use super::form::Form;
use super::lodge::receipt_rows;
use super::scans;
use super::sheet::sheets;
use super::step_command::{StepContext, command};
use super::step_fields::step_forms;
use super::visitor::blocking;
use super::wording::instant;

pub(super) fn id_of(text: &str) -> Option<CaseId> {
    text.parse().ok().map(CaseId)
}

/// A case as the caller may see it; else the page that says why not.
pub(super) async fn view(visitor: &Visitor, id: &str, why: &'static str) -> Result<CaseView, Response> {
    let who = visitor.signed_in().map_err(|response| *response)?;
    let Some(id) = id_of(id) else {
        return Err(visitor.error(StatusCode::NOT_FOUND, "page-not-found", "page-not-found-remedy", None));
    };
    let found = blocking(&visitor.app, move |desk| desk.case(&who, id, why)).await;
    found.map_err(|error| visitor.desk_error(&error))
}

/// A case with its history and the steps that are open to the caller. Staff whose office has to do with it.
pub(super) async fn show(visitor: Visitor, Path((_, id)): Path<(String, String)>) -> Response {
    match view(&visitor, &id, "page").await {
        Ok(view) => page(&visitor, &view, Vec::new(), &Form::default()),
        Err(response) => response,
    }
}

pub(super) fn page(visitor: &Visitor, view: &CaseView, problems: Vec<Problem>, typed: &Form) -> Response {
    let zone = view.case.request.zone.clone();
    let local = |at| instant(at, zone.local(at).time_zone());
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let papers = view.case.request.papers.iter().map(|paper| {
        let how = visitor.t(&format!("case-brought-{}", paper.brought.as_str()));
        (paper_name(visitor, view, &paper.id), how)
    });
    let scans = scans::part(visitor, view, typed, &problems);
    let page = CasePage {
        p: &visitor.shell(),
        problems,
        facts: facts(visitor, view, &local),
        papers: papers.collect(),
        scans,
        sheets: standard(visitor, view)
            .map(|standard| sheets(visitor, standard, &href(visitor, view)))
            .unwrap_or_default(),
        steps: step_forms(visitor, view, typed, &local),
        history: view.history.iter().map(|line| history(visitor, line, &local)).collect(),
    };
    visitor.page(status, &page)
}

/// The edition that binds the case.
fn standard<'v>(visitor: &'v Visitor, view: &CaseView) -> Option<&'v Standard> {
    let edition = &view.case.request.edition;
    visitor.app.desk.law().rulebook.edition(edition.service, edition.adopted).ok()
}

fn href(visitor: &Visitor, view: &CaseView) -> String {
    visitor.to(&format!("/cases/{}", view.case.request.id.0))
}

pub(super) fn paper_name(visitor: &Visitor, view: &CaseView, id: &str) -> String {
    let name = standard(visitor, view)
        .and_then(|standard| standard.documents.iter().find(|document| document.id == id));
    name.map_or_else(|| id.to_owned(), |document| visitor.language.of(&document.name).to_owned())
}

fn facts(visitor: &Visitor, view: &CaseView, local: &dyn Fn(jiff::Timestamp) -> String) -> CaseFacts {
    let case = &view.case;
    let request = &case.request;
    let edition = &request.edition;
    let standard = standard(visitor, view);
    let service = standard.map(|standard| visitor.language.of(&standard.name).to_owned()).unwrap_or_default();
    let mut rows = vec![
        (visitor.t("page-applicant"), request.applicant.name.clone()),
        (visitor.t("page-channel"), visitor.t(&format!("case-channel-{}", request.channel))),
        (visitor.t("page-lodged-at"), local(request.lodged_at)),
        (visitor.t("page-deciding-office"), visitor.office(&request.executing_office.0)),
    ];
    if let Some(representative) = &request.representative {
        rows.push((visitor.t("page-representative"), representative.name.clone()));
    }
    for parcel in &request.parcels {
        let number = parcel.cadastral_number.as_ref().map(ToString::to_string);
        let place = [number, parcel.location.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        rows.push((visitor.t("page-parcel"), place));
    }
    if let Some(left) = &view.left {
        let days = left.days.filter(|days| *days >= 0).map(|days| {
            visitor.app.messages.text(
                visitor.language,
                "page-left-days",
                &[("days", days.to_string().into())],
            )
        });
        let days = days.map(|days| format!(" ({days})")).unwrap_or_default();
        rows.push((visitor.t("page-due"), format!("{}{days}", local(left.due))));
    }
    if let Some(from) = view.clocks.deemed_from.filter(|_| case.state.is_open()) {
        rows.push((visitor.t("page-deemed-on"), local(from)));
    }
    rows.extend(holder(visitor, &case.custody).map(|holder| (visitor.t("page-file-holder"), holder)));
    rows.extend(case.assignee.as_ref().map(|officer| (visitor.t("page-assignee"), officer.name.clone())));
    for other in &view.parallels {
        rows.push((visitor.t("page-parallel"), other.number.to_string()));
    }
    if standard.is_some_and(|standard| standard.form.automated) && case.state.is_open() {
        rows.push((visitor.t("page-result"), visitor.t("page-answer-source")));
    }
    let href = href(visitor, view);
    CaseFacts {
        number: request.number.to_string(),
        service: format!("{}. {service}", edition.service),
        state: visitor.t(case.state_name().message()),
        late: case.late,
        receipt: view.receipt.as_ref().map(|_| format!("{href}/receipt")),
        href,
        rows,
    }
}

fn holder(visitor: &Visitor, custody: &Custody) -> Option<String> {
    match custody {
        Custody::NoPaperFile => None,
        Custody::Held { office } => Some(visitor.office(&office.0)),
        Custody::InTransit { from, to, list, .. } => {
            Some(format!("{} → {} (№ {list})", visitor.office(&from.0), visitor.office(&to.0)))
        }
    }
}

fn history(visitor: &Visitor, line: &HistoryLine, local: &dyn Fn(jiff::Timestamp) -> String) -> HistoryRow {
    let who = match &line.actor {
        Actor::Person(officer) => {
            let who = format!("{}, {}, {}", officer.name, officer.post, visitor.office(&officer.office.0));
            match &officer.acting_for {
                None => who,
                Some(absent) => in_place_of(visitor, &who, absent),
            }
        }
        Actor::Applicant { .. } => visitor.t("page-applicant-self"),
        Actor::Platform => visitor.t("page-platform"),
    };
    HistoryRow {
        at: local(line.at),
        who,
        what: visitor.t(line.event.message()),
        details: details(line),
        cite: line.cite.to_string(),
    }
}

fn in_place_of(visitor: &Visitor, who: &str, absent: &Absent) -> String {
    let args =
        [("who", who.into()), ("name", absent.name.as_str().into()), ("post", absent.post.as_str().into())];
    visitor.app.messages.text(visitor.language, "page-history-in-place-of", &args)
}

/// What people wrote down with an event.
fn details(line: &HistoryLine) -> Vec<String> {
    const TOLD: [&str; 6] = ["reason", "note", "text", "body", "document", "next_steps"];
    let Ok(value) = serde_json::to_value(&line.event) else { return Vec::new() };
    let notice = value.get("notice").cloned().unwrap_or_default();
    let told = TOLD.iter().flat_map(|name| [value.get(*name), notice.get(*name)]).flatten();
    told.filter_map(|text| text.as_str().map(ToOwned::to_owned)).filter(|text| !text.is_empty()).collect()
}

/// Takes a step. Staff whom the permission table allows it; the engine says whether the law does.
pub(super) async fn step(visitor: Visitor, Path((_, id)): Path<(String, String)>, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let seen = match view(&visitor, &id, "step").await {
        Ok(view) => view,
        Err(response) => return response,
    };
    let context = StepContext { view: &seen, who: &who };
    let command = match command(&form, &context) {
        Ok(command) => command,
        Err(field) => {
            let text = visitor.t("page-required");
            return page(&visitor, &seen, vec![Problem { field, text, cite: None }], &form);
        }
    };
    let (Ok(expected), Ok(key)) = (form.get("version").parse(), IdempotencyKey::new(form.get("key"))) else {
        return visitor.error(StatusCode::CONFLICT, "page-stale", "page-stale-remedy", None);
    };
    let case = seen.case.request.id;
    match blocking(&visitor.app, move |desk| desk.act(&who, case, expected, &command, &key)).await {
        Ok(_) => Redirect::to(&visitor.to(&format!("/cases/{}", case.0))).into_response(),
        Err(desk::DeskError::Stale { .. }) => {
            let text = format!("{}. {}", visitor.t("page-stale"), visitor.t("page-stale-remedy"));
            page(&visitor, &seen, vec![Problem { field: String::new(), text, cite: None }], &form)
        }
        Err(error) => match visitor.problems(error) {
            Ok(problems) => page(&visitor, &seen, problems, &form),
            Err(error) => visitor.desk_error(&error),
        },
    }
}

/// The receipt to print. Staff who may see the case.
pub(super) async fn receipt(visitor: Visitor, Path((_, id)): Path<(String, String)>) -> Response {
    let view = match view(&visitor, &id, "receipt").await {
        Ok(view) => view,
        Err(response) => return response,
    };
    let page = ReceiptPage {
        p: &visitor.shell(),
        number: view.case.request.number.to_string(),
        case: visitor.to(&format!("/cases/{}", view.case.request.id.0)),
        receipt: receipt_rows(&visitor, &view),
    };
    visitor.page(StatusCode::OK, &page)
}
