//! Signing in and out.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum_extra::extract::cookie::CookieJar;
use desk::{Permission, Session, SignInError};
use serde::Serialize;
use utoipa::ToSchema;

use super::accounts::AccountDto;
use super::desk_errors::{blocking, with_desk};
use super::instants::local;
use crate::App;
use crate::auth::Caller;
use crate::language::Lang;
use crate::problem::{ApiError, FieldProblem, Problem, ProblemKind};
use crate::reader::{JsonBody, Reader};
use crate::zones::office_zone;

/// A session that has begun.
#[derive(Debug, Serialize, ToSchema)]
pub struct Begun {
    /// For programs: `Authorization: Bearer <token>`. The same value is in the cookie.
    token: String,
    #[serde(flatten)]
    session: SessionDto,
}

/// A session.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
pub struct SessionDto {
    /// What writing calls with the cookie carry in `X-CSRF-Token`.
    csrf: String,
    /// It ends then, unless it is used.
    expires_at: String,
    account: AccountDto,
    /// What the roles allow somewhere; for menus.
    permissions: Vec<String>,
}

/// Login and password; for the description of the API alone.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct SignInRequest {
    /// Login, in letters of any size.
    login: String,
    /// Password.
    password: String,
}

/// Most characters of a login or password that are read at all.
const READ_MOST: usize = 500;

fn session_dto(app: &App, session: &Session, token: &str) -> SessionDto {
    let zone = office_zone(app.desk.law(), &session.account.office, session.expires_at);
    let may = Permission::ALL.iter().filter(|permission| session.may_somewhere(**permission));
    SessionDto {
        csrf: app.desk.csrf_token(token).reveal().to_owned(),
        expires_at: local(session.expires_at, &zone),
        account: AccountDto::of(app, &session.account),
        permissions: may.map(ToString::to_string).collect(),
    }
}

/// A form on a foreign page must not sign anybody in here.
fn own_page(headers: &HeaderMap) -> Result<(), ApiError> {
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    if site == Some("cross-site") {
        let problem = FieldProblem::new("", "problem-foreign-page");
        return Err(ApiError::with(ProblemKind::Forbidden, problem));
    }
    Ok(())
}

fn not_accepted(app: &App, login: &str, error: SignInError) -> ApiError {
    let told = error.message();
    match error {
        SignInError::Desk(error) => error.into(),
        SignInError::NotAccepted { .. } => match app.sign_ins.refused(login, app.desk.now()) {
            Some(seconds) => {
                let minutes = seconds.div_ceil(60);
                let problem = FieldProblem::new("login", "problem-sign-in-wait").with("minutes", minutes);
                ApiError::with(ProblemKind::TooMany, problem).after(seconds)
            }
            None => {
                let (message, args) = told.unwrap_or(("problem-sign-in", Vec::new()));
                let problem = FieldProblem { args, ..FieldProblem::new("", message) };
                ApiError::with(ProblemKind::Unauthorised, problem)
            }
        },
    }
}

/// Begins a session. Who: anybody with an account.
///
/// The token is for programs; browsers get the same in a cookie that scripts cannot read. Wrong login and wrong
/// password are not told apart; after five refusals of a login the answer says how long to wait.
#[utoipa::path(post, path = "/session", tag = "session", request_body(content = SignInRequest), responses(
    (status = 200, description = "The session; `Set-Cookie` carries it too", body = Begun),
    (status = 400, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "Login and password do not fit, or the account may not be used", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "A foreign page sent it", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "A field is missing", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Refused too often; `Retry-After` says how long to wait", body = Problem, content_type = "application/problem+json"),
))]
pub async fn begin(
    State(app): State<App>,
    _: Lang,
    headers: HeaderMap,
    jar: CookieJar,
    JsonBody(mut reader): JsonBody,
) -> Result<(CookieJar, Json<Begun>), ApiError> {
    own_page(&headers)?;
    let login = reader.required_text("login", READ_MOST);
    let password = reader.required_text("password", READ_MOST);
    let (login, password) = reader.finish_with(login.zip(password))?;
    let permit = app.sign_ins.hashes.acquire().await;
    let asked = login.clone();
    let answer = blocking(&app, move |desk| desk.sign_in(&asked, &password)).await?;
    drop(permit);
    let signed = answer.map_err(|error| not_accepted(&app, &login, error))?;
    app.sign_ins.accepted(&login);
    let token = signed.session_token.reveal();
    let session = session_dto(&app, &signed.session, token);
    Ok((jar.add(app.session_cookie(token)), Json(Begun { token: token.to_owned(), session })))
}

/// The session of the caller. Who: everybody signed in.
#[utoipa::path(get, path = "/session", tag = "session", security(("bearer" = []), ("cookie" = [])), responses(
    (status = 200, description = "The session", body = SessionDto),
    (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
))]
pub async fn show(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    uri: Uri,
) -> Result<Json<SessionDto>, ApiError> {
    Reader::from_query(&uri).finish()?;
    Ok(Json(session_dto(&app, &caller.session, &caller.token)))
}

/// Ends the session of the caller. Who: everybody signed in.
#[utoipa::path(delete, path = "/session", tag = "session", security(("bearer" = []), ("cookie" = [])), responses(
    (status = 204, description = "It has ended"),
    (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
))]
pub async fn end(
    State(app): State<App>,
    _: Lang,
    jar: CookieJar,
    caller: Caller,
) -> Result<(StatusCode, CookieJar), ApiError> {
    with_desk(&app, move |desk| desk.sign_out(&caller.token)).await?;
    Ok((StatusCode::NO_CONTENT, jar.add(app.session_cookie(""))))
}
