//! One case: read it, its receipt, who looked at it, a new tracking secret.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use cases::{CaseId, OfficeId};
use desk::{AccessLine, CaseView};
use serde::Serialize;
use utoipa::ToSchema;

use super::case_view::{CaseDto, ReceiptDto};
use super::conditions::{case_id, etag, has_version};
use super::desk_errors::with_desk;
use super::instants::local;
use super::text::TextDto;
use crate::App;
use crate::auth::Caller;
use crate::language::Lang;
use crate::problem::{ApiError, FieldProblem, Problem, ProblemKind};
use crate::reader::{JsonBody, Reader, TEXT_LIMIT};
use crate::zones::office_zone;

/// Why a program looks, where it does not say; the record shows its text.
const USUAL_REASON: &str = "why-over-api";

/// Who looked at a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct Looks {
    looks: Vec<LookDto>,
    /// Cursor of the next page; null on the last.
    next: Option<String>,
}

/// One look.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Look)]
pub struct LookDto {
    at: String,
    /// Account that looked.
    account: String,
    office: String,
    /// What was shown.
    what: TextDto,
    /// Why, in the officer's words or those of the platform.
    why: String,
}

/// A new tracking secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewSecret {
    /// For the applicant; shown once. The one before opens nothing any more.
    tracking_secret: String,
}

/// What was shown to get a new tracking secret; for the description of the API alone.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct SecretRequest {
    /// The identity paper that was shown: kind, number; it is recorded.
    identity: String,
}

fn read_why(uri: &Uri) -> Result<String, ApiError> {
    let mut reader = Reader::from_query(uri);
    let why = reader.text("why", TEXT_LIMIT).filter(|why| !why.trim().is_empty());
    reader.finish()?;
    Ok(why.unwrap_or_else(|| USUAL_REASON.to_owned()))
}

async fn view(app: &App, caller: Caller, id: CaseId, why: String) -> Result<CaseView, ApiError> {
    with_desk(app, move |desk| desk.case(&caller.session, id, &why)).await
}

/// A case with its clocks, its history and the steps that are open to the caller. Who: `view-case`; to everybody else
/// the case does not exist. Every look is recorded with its reason.
///
/// `If-None-Match` asks whether something happened to the case: what the passing of time changes, the days left, is no
/// new version.
#[utoipa::path(get, path = "/cases/{id}", tag = "cases", security(("bearer" = []), ("cookie" = [])),
    params(
        ("id" = String, Path, description = "The case"),
        ("why" = Option<String>, Query, description = "Why it is looked at; recorded"),
        ("If-None-Match" = Option<String>, Header, description = "A version, in quotation marks"),
    ),
    responses(
        (status = 200, description = "The case; `ETag` is its version", body = CaseDto,
            headers(("ETag" = String, description = "The version, in quotation marks"))),
        (status = 304, description = "Nothing happened since that version",
            headers(("ETag" = String, description = "The version, in quotation marks"))),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such case among those that the caller may see", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let why = read_why(&uri)?;
    let view = view(&app, caller, case_id(&id)?, why).await?;
    if has_version(&headers, view.version) {
        return Ok((StatusCode::NOT_MODIFIED, etag(view.version)).into_response());
    }
    let body = CaseDto::of(&view, &app.messages)?;
    Ok((etag(view.version), Json(body)).into_response())
}

/// The receipt of a case (¶14), line by line. Who: `view-case`; the look is recorded.
#[utoipa::path(get, path = "/cases/{id}/receipt", tag = "cases", security(("bearer" = []), ("cookie" = [])),
    params(
        ("id" = String, Path, description = "The case"),
        ("why" = Option<String>, Query, description = "Why it is looked at; recorded"),
    ),
    responses(
        (status = 200, description = "The receipt", body = ReceiptDto),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such case, or its channel has no receipt", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn receipt(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Json<ReceiptDto>, ApiError> {
    let why = read_why(&uri)?;
    let view = view(&app, caller, case_id(&id)?, why).await?;
    let none = || ApiError::with(ProblemKind::NotFound, FieldProblem::new("", "problem-no-receipt"));
    let receipt = view.receipt.as_ref().ok_or_else(none)?;
    Ok(Json(ReceiptDto::of(&view.case.request.number.to_string(), receipt)))
}

/// Who looked at a case, the newest first. Who: `see-access-log`.
#[utoipa::path(get, path = "/cases/{id}/access-log", tag = "cases", security(("bearer" = []), ("cookie" = [])),
    params(
        ("id" = String, Path, description = "The case"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of looks", body = Looks),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such case among those that the caller may see", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn access_log(
    State(app): State<App>,
    Lang(language): Lang,
    caller: Caller,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Json<Looks>, ApiError> {
    let id = case_id(&id)?;
    let mut reader = Reader::from_query(&uri);
    let cursor = reader.text("cursor", TEXT_LIMIT);
    reader.finish()?;
    let page = with_desk(&app, move |desk| desk.access_log(&caller.session, id, cursor.as_deref())).await?;
    let show = |look: AccessLine| {
        let zone = office_zone(app.desk.law(), &OfficeId(look.office.clone()), look.at);
        LookDto {
            at: local(look.at, &zone),
            account: look.account,
            office: look.office,
            what: app.messages.all(&look.what, &[]).into(),
            why: app.messages.text(language, &look.why, &[]),
        }
    };
    Ok(Json(Looks { looks: page.items.into_iter().map(show).collect(), next: page.next }))
}

/// Gives the applicant a new tracking secret in place of a lost one. Who: `replace-secret`. Which paper was shown is
/// recorded.
#[utoipa::path(post, path = "/cases/{id}/tracking-secret", tag = "cases", security(("bearer" = []), ("cookie" = [])),
    params(("id" = String, Path, description = "The case")),
    request_body(content = SecretRequest), responses(
        (status = 200, description = "The new secret", body = NewSecret),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such case among those that the caller may see", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "No paper is named", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn replace_secret(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(mut reader): JsonBody,
) -> Result<Json<NewSecret>, ApiError> {
    let id = case_id(&id)?;
    let identity = reader.required_text("identity", TEXT_LIMIT);
    let identity = reader.finish_with(identity)?;
    let secret =
        with_desk(&app, move |desk| desk.replace_tracking_secret(&caller.session, id, &identity)).await?;
    Ok(Json(NewSecret { tracking_secret: secret.reveal().to_owned() }))
}
