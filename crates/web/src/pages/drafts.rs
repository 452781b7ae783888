//! Requests begun and not lodged: kept while they are typed, gone on with later.

use axum::response::{IntoResponse, Redirect, Response};
use desk::{DeskError, Draft, IdempotencyKey, Session};
use pages::DraftRow;

use super::Visitor;
use super::form::Form;
use super::scans::SCAN;
use super::visitor::blocking;
use super::wording::{instant, service};
use crate::zones::office_zone;

/// Fields that belong to one sending of the form and not to what was typed; a browser that sends no file sends its name.
const OF_THE_SENDING: [&str; 3] = ["csrf", "do", SCAN];

/// Keeps what was typed so far; whether the request is still open, and not lodged meanwhile. A draft that cannot be kept
/// for another reason stands in nobody's way: the form itself goes on.
pub(super) async fn keep(visitor: &Visitor, who: &Session, asked: &Form) -> bool {
    let Ok(key) = IdempotencyKey::new(asked.get("key")) else { return true };
    let (who, fields) = (who.clone(), asked.pairs_without(&OF_THE_SENDING));
    match blocking(&visitor.app, move |desk| desk.keep_draft(&who, &key, fields)).await {
        Ok(()) => true,
        Err(DeskError::KeyReused) => false,
        Err(error) => {
            tracing::warn!(%error, "a draft was not kept");
            true
        }
    }
}

/// The caller's drafts.
pub(super) async fn of(visitor: &Visitor, who: &Session) -> Result<Vec<Draft>, Response> {
    let who = who.clone();
    blocking(&visitor.app, move |desk| desk.drafts(&who)).await.map_err(|error| visitor.desk_error(&error))
}

/// A draft in the list of those begun.
pub(super) fn row(visitor: &Visitor, who: &Session, draft: &Draft) -> DraftRow {
    let typed = Form::of(draft.fields.clone());
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("draft", &draft.key.to_string());
    let zone = office_zone(visitor.app.desk.law(), &who.account.office, draft.kept_at);
    let number = typed.get("service").parse().unwrap_or_default();
    DraftRow {
        key: draft.key.to_string(),
        href: visitor.to(&format!("/lodge?{}", query.finish())),
        service: service(number, visitor),
        applicant: typed.some("applicant.name").unwrap_or_else(|| visitor.t("page-draft-nobody")),
        kept_at: instant(draft.kept_at, &zone),
    }
}

/// Forgets a draft of the caller. Staff who may accept requests.
pub(super) async fn forget(visitor: Visitor, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    if let Ok(key) = IdempotencyKey::new(form.get("key"))
        && let Err(error) = blocking(&visitor.app, move |desk| desk.forget_draft(&who, &key)).await
    {
        return visitor.desk_error(&error);
    }
    Redirect::to(&visitor.to("/lodge")).into_response()
}
