//! A case on its page: handlers. What stands there is filled in by `case_page`.

use axum::extract::{OriginalUri, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::CaseId;
use desk::{CaseView, DeskError, IdempotencyKey, PAGE_OPEN};
use jiff::Timestamp;
use pages::{PresencePart, Problem, ReceiptPage};

use super::Visitor;
use super::case_page::{Seen, done, filled, presence};
use super::form::Form;
use super::receipt::receipt_rows;
use super::step_command::command;
use super::visitor::blocking;
use crate::reader::query_pairs;

pub(super) fn id_of(text: &str) -> Option<CaseId> {
    text.parse().ok().map(CaseId)
}

fn missing(visitor: &Visitor) -> Response {
    visitor.error(StatusCode::NOT_FOUND, "page-not-found", "page-not-found-remedy", None)
}

/// A case as the caller may see it; else the page that says why not.
pub(super) async fn view(visitor: &Visitor, id: &str, why: &'static str) -> Result<CaseView, Response> {
    let who = visitor.signed_in().map_err(|response| *response)?;
    let id = id_of(id).ok_or_else(|| missing(visitor))?;
    let found = blocking(&visitor.app, move |desk| desk.case(&who, id, why)).await;
    found.map_err(|error| visitor.desk_error(&error))
}

/// The same with who else has it open.
pub(super) async fn seen(visitor: &Visitor, id: &str, why: &'static str) -> Result<Seen, Response> {
    let who = visitor.signed_in().map_err(|response| *response)?;
    let id = id_of(id).ok_or_else(|| missing(visitor))?;
    let found = blocking(&visitor.app, move |desk| {
        Ok(Seen { view: desk.case(&who, id, why)?, present: desk.present(&who, id)? })
    });
    found.await.map_err(|error| visitor.desk_error(&error))
}

/// A case with its term, its history and the steps that are open to the caller. Staff whose office has to do with it.
pub(super) async fn show(
    visitor: Visitor,
    Path((_, id)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let seen = match seen(&visitor, &id, PAGE_OPEN).await {
        Ok(seen) => seen,
        Err(response) => return response,
    };
    let asked = Form::of(query_pairs(&uri));
    let shell = visitor.shell();
    let mut page = filled(&visitor, &shell, &seen, Vec::new(), &Form::default());
    page.done = match asked.get("done") {
        "note" => Some(visitor.t("page-note-line")),
        version => done(&visitor, &seen.view, version),
    };
    visitor.page(StatusCode::OK, &page)
}

/// The page of a case with what was wrong.
pub(super) fn refused(visitor: &Visitor, seen: &Seen, problems: Vec<Problem>, typed: &Form) -> Response {
    let shell = visitor.shell();
    let page = filled(visitor, &shell, seen, problems, typed);
    visitor.page(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Takes a step. Staff whom the permission table allows it; the engine says whether the law does.
pub(super) async fn step(visitor: Visitor, Path((_, id)): Path<(String, String)>, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let seen = match seen(&visitor, &id, "step").await {
        Ok(seen) => seen,
        Err(response) => return response,
    };
    let command = match command(&form, &who) {
        Ok(command) => command,
        Err(field) => {
            let text = visitor.t("page-required");
            return refused(&visitor, &seen, vec![Problem { field, text, cite: None }], &form);
        }
    };
    let (Ok(expected), Ok(key)) = (form.get("version").parse(), IdempotencyKey::new(form.get("key"))) else {
        return visitor.error(StatusCode::CONFLICT, "page-stale", "page-stale-remedy", None);
    };
    let case = seen.view.case.request.id;
    match blocking(&visitor.app, move |desk| desk.act(&who, case, expected, &command, &key)).await {
        Ok(acted) => {
            Redirect::to(&visitor.to(&format!("/cases/{}?done={}", case.0, acted.version))).into_response()
        }
        Err(DeskError::Stale { .. }) => {
            let text = format!("{}. {}", visitor.t("page-stale"), visitor.t("page-stale-remedy"));
            refused(&visitor, &seen, vec![Problem { field: String::new(), text, cite: None }], &form)
        }
        Err(error) => match visitor.problems(error) {
            Ok(problems) => refused(&visitor, &seen, problems, &form),
            Err(error) => visitor.desk_error(&error),
        },
    }
}

/// Writes a note. Staff whom the permission table allows it.
pub(super) async fn note(visitor: Visitor, Path((_, id)): Path<(String, String)>, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let (Some(case), Ok(key)) = (id_of(&id), IdempotencyKey::new(form.get("key"))) else {
        return missing(&visitor);
    };
    let text = form.get("remark").to_owned();
    match blocking(&visitor.app, move |desk| desk.add_note(&who, case, &text, &key)).await {
        Ok(()) => Redirect::to(&visitor.to(&format!("/cases/{}?done=note", case.0))).into_response(),
        Err(error) => match visitor.problems(error) {
            Ok(problems) => match seen(&visitor, &id, "note").await {
                Ok(seen) => refused(&visitor, &seen, problems, &form),
                Err(response) => response,
            },
            Err(error) => visitor.desk_error(&error),
        },
    }
}

/// An open page says that it stays, and hears who else has the case open; or it says that it was closed.
pub(super) async fn stay_or_leave(
    visitor: Visitor,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let Some(case) = id_of(&id) else { return missing(&visitor) };
    if form.get("do") == "leave" {
        // Where the page does not say when it was heard of last, nothing of it is known to be over.
        let Ok(heard) = form.get("seen").parse::<Timestamp>() else {
            return StatusCode::NO_CONTENT.into_response();
        };
        return match blocking(&visitor.app, move |desk| desk.leave(&who, case, heard)).await {
            Ok(()) => StatusCode::NO_CONTENT.into_response(),
            Err(error) => visitor.desk_error(&error),
        };
    }
    match blocking(&visitor.app, move |desk| desk.stay(&who, case)).await {
        Ok(present) => {
            let href = visitor.to(&format!("/cases/{}", case.0));
            let presence = presence(&visitor, &href, &present);
            visitor.page(StatusCode::OK, &PresencePart { p: &visitor.shell(), presence })
        }
        Err(error) => visitor.desk_error(&error),
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
