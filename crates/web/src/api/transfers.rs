//! Numbered lists by which paper files go from office to office.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::IntoResponse;
use cases::{CaseId, OfficeId};
use desk::TransferListView;
use serde::Serialize;
use utoipa::ToSchema;

use super::choices::DirectionName;
use super::conditions::identifier;
use super::desk_errors::with_desk;
use super::instants::local;
use crate::App;
use crate::auth::Caller;
use crate::language::Lang;
use crate::problem::{ApiError, FieldProblem, Problem};
use crate::reader::{JsonBody, Reader, TEXT_LIMIT};
use crate::zones::office_zone;

/// A list of paper files that travel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TransferList)]
pub struct ListDto {
    id: String,
    /// By giving office and year: `2013-17`.
    number: String,
    from: String,
    to: String,
    created_at: String,
    /// When the giving side confirmed.
    sent_at: Option<String>,
    /// When the taking side confirmed.
    received_at: Option<String>,
    /// The files, in the order of the list; empty in lists of lists.
    files: Vec<FileDto>,
}

/// One file on a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TransferFile)]
pub struct FileDto {
    /// Place on the list, from 1.
    position: u32,
    case: String,
    number: String,
}

/// A page of lists.
#[derive(Debug, Serialize, ToSchema)]
pub struct TransferLists {
    lists: Vec<ListDto>,
    /// Cursor of the next page; null on the last.
    next: Option<String>,
}

/// A new list; for the description of the API alone.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct ListRequest {
    /// The office that is to get the files.
    to: String,
    /// The cases.
    cases: Vec<String>,
}

const DIRECTIONS: [&str; 2] = ["outgoing", "incoming"];
const ROWS_READ: usize = 1000;

impl ListDto {
    fn of(app: &App, list: TransferListView) -> Self {
        let zone = office_zone(app.desk.law(), &list.from, list.created_at);
        Self {
            id: list.id.to_string(),
            number: list.number,
            from: list.from.0,
            to: list.to.0,
            created_at: local(list.created_at, &zone),
            sent_at: list.sent_at.map(|at| local(at, &zone)),
            received_at: list.received_at.map(|at| local(at, &zone)),
            files: list
                .lines
                .into_iter()
                .map(|line| FileDto {
                    position: line.position,
                    case: line.case.0.to_string(),
                    number: line.number.to_string(),
                })
                .collect(),
        }
    }
}

/// Lists that the caller's office gives or takes, the newest first. Who: `transfer` at the own office.
#[utoipa::path(get, path = "/transfer-lists", tag = "office", security(("bearer" = []), ("cookie" = [])),
    params(
        ("direction" = Option<DirectionName>, Query, description = "`outgoing` or `incoming`; `outgoing` where absent"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of lists", body = TransferLists),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn list(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    uri: Uri,
) -> Result<Json<TransferLists>, ApiError> {
    let mut reader = Reader::from_query(&uri);
    let direction = reader.text("direction", TEXT_LIMIT).unwrap_or_else(|| "outgoing".to_owned());
    let cursor = reader.text("cursor", TEXT_LIMIT);
    if !DIRECTIONS.contains(&direction.as_str()) {
        let given: String = direction.chars().take(64).collect();
        let problem = FieldProblem::new("direction", "problem-not-choice").with("given", given);
        reader.note(problem.allowing(DIRECTIONS));
    }
    reader.finish()?;
    let incoming = direction == "incoming";
    let page = with_desk(&app, move |desk| desk.transfer_lists(&caller.session, incoming, cursor.as_deref()))
        .await?;
    let lists = page.items.into_iter().map(|list| ListDto::of(&app, list)).collect();
    Ok(Json(TransferLists { lists, next: page.next }))
}

fn read_new(mut reader: Reader) -> Result<(OfficeId, Vec<CaseId>), ApiError> {
    let to = reader.required_text("to", TEXT_LIMIT).map(OfficeId);
    let given = reader.required("cases", &[], |reader| reader.texts("cases", ROWS_READ));
    let mut cases = Vec::new();
    for (place, text) in given.iter().flatten().enumerate() {
        match text.parse() {
            Ok(id) => cases.push(CaseId(id)),
            Err(_) => reader.note(FieldProblem::new(format!("cases[{place}]"), "problem-not-identifier")),
        }
    }
    let (to, _) = reader.finish_with(to.zip(given))?;
    Ok((to, cases))
}

/// Makes a list of files that the caller's office holds. Who: `transfer` at the own office.
///
/// The list moves nothing: both sides confirm it. One that was made twice is simply never confirmed.
#[utoipa::path(post, path = "/transfer-lists", tag = "office", security(("bearer" = []), ("cookie" = [])),
    request_body(content = ListRequest), responses(
        (status = 201, description = "The list", body = ListDto,
            headers(("Location" = String, description = "Address of the list"))),
        (status = 400, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "A case that the caller may not see", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A file cannot go on this list", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn create(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    JsonBody(reader): JsonBody,
) -> Result<impl IntoResponse, ApiError> {
    let (to, cases) = read_new(reader)?;
    let list = with_desk(&app, move |desk| desk.make_transfer_list(&caller.session, &to, &cases)).await?;
    let place = format!("/api/v1/transfer-lists/{}", list.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], Json(ListDto::of(&app, list))))
}

/// A list with its files. Who: `transfer` at one of its two offices.
#[utoipa::path(get, path = "/transfer-lists/{id}", tag = "office", security(("bearer" = []), ("cookie" = [])),
    params(("id" = String, Path, description = "The list")), responses(
    (status = 200, description = "The list", body = ListDto),
    (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "There is no such list of the own office", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
))]
pub async fn show(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Json<ListDto>, ApiError> {
    Reader::from_query(&uri).finish()?;
    let id = identifier(&id)?;
    let list = with_desk(&app, move |desk| desk.transfer_list(&caller.session, id)).await?;
    Ok(Json(ListDto::of(&app, list)))
}

/// The giving side confirms: the files are on their way. Who: `transfer` at the giving office.
#[utoipa::path(post, path = "/transfer-lists/{id}/sent", tag = "office", security(("bearer" = []), ("cookie" = [])),
    params(("id" = String, Path, description = "The list")), responses(
    (status = 200, description = "The list", body = ListDto),
    (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "There is no such list of the own office", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "It was confirmed already, or a file cannot leave", body = Problem, content_type = "application/problem+json"),
))]
pub async fn confirm_sent(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<ListDto>, ApiError> {
    let id = identifier(&id)?;
    let list = with_desk(&app, move |desk| desk.confirm_sent(&caller.session, id)).await?;
    Ok(Json(ListDto::of(&app, list)))
}

/// The taking side confirms: every file is here. Who: `transfer` at the taking office.
#[utoipa::path(post, path = "/transfer-lists/{id}/received", tag = "office", security(("bearer" = []), ("cookie" = [])),
    params(("id" = String, Path, description = "The list")), responses(
    (status = 200, description = "The list", body = ListDto),
    (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "There is no such list of the own office", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "It was confirmed already, or the giving side has not confirmed", body = Problem, content_type = "application/problem+json"),
))]
pub async fn confirm_received(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<ListDto>, ApiError> {
    let id = identifier(&id)?;
    let list = with_desk(&app, move |desk| desk.confirm_received(&caller.session, id)).await?;
    Ok(Json(ListDto::of(&app, list)))
}
