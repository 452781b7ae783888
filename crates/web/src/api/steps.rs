//! Taking a step of a case.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use cases::CaseId;
use serde::Serialize;
use utoipa::ToSchema;

use super::conditions::{Key, Version, case_id, etag};
use super::desk_errors::with_desk;
use super::step_body::read;
use super::step_schema::StepRequest;
use crate::App;
use crate::auth::Caller;
use crate::language::Lang;
use crate::problem::{ApiError, Problem, ProblemKind};
use crate::reader::JsonBody;

/// What a step made of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct Taken {
    case: String,
    number: String,
    version: u64,
    state: &'static str,
}

/// Tells instants of a refusal on the clocks of the case; reading the zone is a look, and is recorded as one.
async fn in_its_zone(app: &App, caller: &Caller, id: CaseId, error: ApiError) -> ApiError {
    if error.kind != ProblemKind::Refused {
        return error;
    }
    let session = caller.session.clone();
    let view = with_desk(app, move |desk| desk.case(&session, id, "why-refused-step")).await;
    view.map_or(error.clone(), |view| error.in_zone(&view.case.request.zone))
}

/// Takes a step of a case. Who: the permission of the step (`work`, `decide`, `assign`, `hand-out` and so on), and the
/// kind of office that the standard names.
///
/// Repeated with its `Idempotency-Key` it answers the same and writes nothing. `If-Match` names the version that the
/// caller has read; when something happened since, nothing is written. Paper files travel by lists: `/transfer-lists`.
#[utoipa::path(post, path = "/cases/{id}/steps", tag = "cases", security(("bearer" = []), ("cookie" = [])),
    params(
        ("id" = String, Path, description = "The case"),
        ("If-Match" = String, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "Version of the case, in quotation marks"),
        ("Idempotency-Key" = String, Header, pattern = r"^[!-~]{8,128}$", description = "A random UUID; the same when the call is repeated"),
    ),
    request_body(content = StepRequest), responses(
        (status = 200, description = "Taken; `ETag` is the new version", body = Taken,
            headers(("ETag" = String, description = "The version, in quotation marks"))),
        (status = 400, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such case among those that the caller may see", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The key belongs to another request", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "Something happened since that version", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields are wrong, or the law refuses; nothing was written", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn take(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    Path(id): Path<String>,
    Version(expected): Version,
    Key(key): Key,
    JsonBody(reader): JsonBody,
) -> Result<impl IntoResponse, ApiError> {
    let id = case_id(&id)?;
    let command = read(reader, &caller.session.account.officer())?;
    let session = caller.session.clone();
    let acted = with_desk(&app, move |desk| desk.act(&session, id, expected, &command, &key)).await;
    let acted = match acted {
        Ok(acted) => acted,
        Err(error) => return Err(in_its_zone(&app, &caller, id, error).await),
    };
    let body = Taken {
        case: acted.case.0.to_string(),
        number: acted.number.to_string(),
        version: acted.version,
        state: acted.state.as_str(),
    };
    Ok((etag(acted.version), Json(body)))
}
