//! Books of an office, its counts, and notices.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use cases::{OfficeId, Zone};
use desk::{BookKind, NoticeLine};
use locale::Arg;
use serde::Serialize;
use utoipa::ToSchema;

use super::case_view::RegisterDto;
use super::choices::BookName;
use super::conditions::identifier;
use super::desk_errors::with_desk;
use super::instants::local;
use crate::App;
use crate::auth::Caller;
use crate::language::Lang;
use crate::problem::{ApiError, FieldProblem, Problem, ProblemKind};
use crate::reader::{Reader, TEXT_LIMIT};
use crate::zones::office_zone;

/// A page of a book.
#[derive(Debug, Serialize, ToSchema)]
pub struct Register {
    lines: Vec<RegisterDto>,
    /// Cursor of the next page; null on the last.
    next: Option<String>,
}

/// Open cases, counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct Overview {
    counts: Vec<CountDto>,
}

/// How many open cases an office has in a state.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Count)]
pub struct CountDto {
    office: String,
    state: String,
    late: bool,
    cases: u64,
}

/// A page of notices.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notices {
    notices: Vec<NoticeDto>,
    /// Cursor of the next page; null on the last.
    next: Option<String>,
}

/// A notice.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Notice)]
pub struct NoticeDto {
    id: String,
    case: Option<String>,
    /// In the asked language.
    text: String,
    at: String,
    read: bool,
}

/// A book by its name in the address.
fn book(given: &str) -> Result<BookKind, ApiError> {
    BookKind::ALL.iter().copied().find(|book| book.as_str() == given).ok_or_else(|| {
        let given: String = given.chars().take(64).collect();
        let names = BookKind::ALL.iter().map(|book| book.as_str());
        let problem = FieldProblem::new("book", "problem-not-choice").with("given", given).allowing(names);
        ApiError::with(ProblemKind::NotFound, problem)
    })
}

/// The zone of an office as a case would have it.
fn zone_of(app: &App, office: &OfficeId) -> Result<Zone, ApiError> {
    let zone = office_zone(app.desk.law(), office, app.desk.now());
    let named = zone.iana_name().and_then(|name| name.parse().ok());
    named.ok_or_else(|| ApiError::of(ProblemKind::Internal))
}

/// The lines of an office's book of one year, in the order of their numbers. Who: `see-register` at that office.
#[utoipa::path(get, path = "/registers/{book}", tag = "office", security(("bearer" = []), ("cookie" = [])),
    params(
        ("book" = BookName, Path, description = "`registration`, `incoming` or `archive`"),
        ("office" = Option<String>, Query, description = "The office; the caller's own where absent"),
        ("year" = Option<i16>, Query, description = "The year; this one where absent"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of the book", body = Register),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such book", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn register(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    Path(name): Path<String>,
    uri: Uri,
) -> Result<Json<Register>, ApiError> {
    let book = book(&name)?;
    let mut reader = Reader::from_query(&uri);
    let office = reader.text("office", TEXT_LIMIT).map(OfficeId);
    let year = reader.whole("year", 0, 9999).and_then(|year| i16::try_from(year).ok());
    let cursor = reader.text("cursor", TEXT_LIMIT);
    reader.finish()?;
    let office = office.unwrap_or_else(|| caller.session.account.office.clone());
    let zone = zone_of(&app, &office)?;
    let year = year.unwrap_or_else(|| zone.day(app.desk.now()).year());
    let page =
        with_desk(&app, move |desk| desk.register(&caller.session, book, &office, year, cursor.as_deref()))
            .await?;
    let lines = page.items.iter().map(|line| RegisterDto::of(line, &zone)).collect();
    Ok(Json(Register { lines, next: page.next }))
}

/// Open cases counted by deciding office, state and lateness. Who: `see-overview`, for the offices where it holds.
#[utoipa::path(get, path = "/overview", tag = "office", security(("bearer" = []), ("cookie" = [])), responses(
    (status = 200, description = "The counts", body = Overview),
    (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
))]
pub async fn overview(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    uri: Uri,
) -> Result<Json<Overview>, ApiError> {
    Reader::from_query(&uri).finish()?;
    let counts = with_desk(&app, move |desk| desk.overview(&caller.session)).await?;
    let counts = counts.into_iter().map(|count| CountDto {
        office: count.office.0,
        state: count.state,
        late: count.late,
        cases: count.cases,
    });
    Ok(Json(Overview { counts: counts.collect() }))
}

/// Notices to the caller, or to an office, the newest first. Who: everybody signed in for the own ones; `see-overview`
/// at an office for its.
#[utoipa::path(get, path = "/notices", tag = "office", security(("bearer" = []), ("cookie" = [])),
    params(
        ("office" = Option<String>, Query, description = "Notices to this office; the caller's own where absent"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of notices", body = Notices),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn notices(
    State(app): State<App>,
    Lang(language): Lang,
    caller: Caller,
    uri: Uri,
) -> Result<Json<Notices>, ApiError> {
    let mut reader = Reader::from_query(&uri);
    let office = reader.text("office", TEXT_LIMIT).map(OfficeId);
    let cursor = reader.text("cursor", TEXT_LIMIT);
    reader.finish()?;
    let own = caller.session.account.office.clone();
    let zone = office_zone(app.desk.law(), office.as_ref().unwrap_or(&own), app.desk.now());
    let page = with_desk(&app, move |desk| match &office {
        Some(office) => desk.office_notices(&caller.session, office, cursor.as_deref()),
        None => desk.notices(&caller.session, cursor.as_deref()),
    })
    .await?;
    let show = |notice: NoticeLine| {
        let args: Vec<(&str, Arg<'_>)> = notice
            .args
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default().into()))
            .collect();
        NoticeDto {
            id: notice.id.to_string(),
            case: notice.case.map(|case| case.0.to_string()),
            text: app.messages.text(language, &notice.message, &args),
            at: local(notice.at, &zone),
            read: notice.read,
        }
    };
    Ok(Json(Notices { notices: page.items.into_iter().map(show).collect(), next: page.next }))
}

/// Marks a notice as read. Who: whoever it was written to; for a notice to the own office, `see-overview` there.
#[utoipa::path(post, path = "/notices/{id}/read", tag = "office", security(("bearer" = []), ("cookie" = [])),
    params(("id" = String, Path, description = "The notice")), responses(
    (status = 204, description = "It is marked"),
    (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "There is no such notice to the caller", body = Problem, content_type = "application/problem+json"),
))]
pub async fn read_notice(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let id = identifier(&id)?;
    with_desk(&app, move |desk| desk.read_notice(&caller.session, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
