//! Lodging: what it would come to, and doing it.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use cases::Zone;
use desk::{FeeQuote, LodgingPreview, PaperLine, TermPreview};
use jiff::tz::TimeZone;
use locale::Language;
use serde::Serialize;
use utoipa::ToSchema;

use super::conditions::{Key, etag};
use super::desk_errors::{refused, with_desk};
use super::instants::local;
use super::law_errors::name_of;
use super::law_schema::{ConditionToState, ParallelRequest};
use super::lodging_body::read;
use super::text::TextDto;
use crate::App;
use crate::auth::Caller;
use crate::language::Lang;
use crate::problem::{ApiError, Problem, ProblemKind};
use crate::reader::JsonBody;
use crate::zones::office_zone;

pub use super::lodging_schema::LodgingRequest;

/// What lodging would come to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Preview {
    /// Fields that cannot stay as they are, and what the law would refuse; null when it could be lodged, papers aside.
    problem: Option<Problem>,
    papers: Vec<PaperDto>,
    /// Circumstances to state, with what the request says of them.
    #[schema(value_type = Vec<ConditionToState>)]
    conditions: serde_json::Value,
    fee: Option<FeeDto>,
    term: Option<TermDto>,
    /// Open requests of others for these parcels.
    #[schema(value_type = Vec<ParallelRequest>)]
    parallels: serde_json::Value,
    /// Offices that may decide; with more than one, `executing_office` names the one.
    offices: Vec<String>,
}

/// A paper of the checklist, and whether it is here.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperDto {
    id: String,
    name: TextDto,
    copies: u8,
    /// `brought`, `missing` or `not-due`.
    state: String,
    /// Ways in which it may come, the usual one first; `how` of a paper of the request.
    ways: Vec<&'static str>,
    condition: Option<TextDto>,
    any_of: Option<String>,
    with: Vec<String>,
    cite: String,
}

/// A price.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeeDto {
    /// Tenge, decimal.
    amount: String,
    currency: &'static str,
    cite: String,
}

/// A term, if it were lodged now.
#[derive(Debug, Serialize, ToSchema)]
pub struct TermDto {
    due: Option<String>,
    incomplete_refusal_until: Option<String>,
    deemed_granted_on: Option<String>,
    unit: &'static str,
    length: u16,
    cite: String,
}

/// A request that was accepted.
#[derive(Debug, Serialize, ToSchema)]
pub struct LodgedDto {
    case: String,
    /// Number of the request and of its receipt.
    number: String,
    version: u64,
    state: &'static str,
    /// For the applicant, with the receipt; shown once. Null where it was replaced since, or another session repeats
    /// the call.
    tracking_secret: Option<String>,
}

impl From<PaperLine> for PaperDto {
    fn from(line: PaperLine) -> Self {
        Self {
            id: line.id,
            name: line.name.into(),
            copies: line.copies,
            state: name_of(&line.state),
            ways: line.ways,
            condition: line.condition.map(Into::into),
            any_of: line.any_of,
            with: line.with,
            cite: line.cite.to_string(),
        }
    }
}

impl From<FeeQuote> for FeeDto {
    fn from(fee: FeeQuote) -> Self {
        Self { amount: format!("{:.2}", fee.amount), currency: "KZT", cite: fee.cite.to_string() }
    }
}

impl TermDto {
    fn of(term: &TermPreview, zone: &TimeZone) -> Self {
        Self {
            due: term.due.map(|due| local(due, zone)),
            incomplete_refusal_until: term.incomplete_refusal_until.map(|until| local(until, zone)),
            deemed_granted_on: term.deemed_granted_on.map(|day| day.to_string()),
            unit: term.unit.as_str(),
            length: term.length,
            cite: term.cite.to_string(),
        }
    }
}

/// Everything that stands in the way, as the call that lodges would say it.
fn in_the_way(preview: &LodgingPreview, zone: &TimeZone) -> Option<ApiError> {
    if !preview.problems.is_empty() {
        return Some(desk::DeskError::Invalid(preview.problems.clone()).into());
    }
    let error = ApiError::with(ProblemKind::Refused, refused(preview.refusal.as_ref()?));
    let zone = zone.iana_name().and_then(|name| name.parse::<Zone>().ok());
    Some(match zone {
        Some(zone) => error.in_zone(&zone),
        None => error,
    })
}

fn json<T: Serialize>(value: &T) -> Result<serde_json::Value, ApiError> {
    serde_json::to_value(value).map_err(|_| ApiError::of(ProblemKind::Internal))
}

fn show(
    app: &App,
    language: Language,
    preview: LodgingPreview,
    zone: &TimeZone,
) -> Result<Preview, ApiError> {
    let problem = in_the_way(&preview, zone);
    Ok(Preview {
        problem: problem.map(|error| Problem::new(&error, &app.messages, language)),
        papers: preview.papers.into_iter().map(PaperDto::from).collect(),
        conditions: json(&preview.conditions)?,
        fee: preview.fee.map(FeeDto::from),
        term: preview.term.map(|term| TermDto::of(&term, zone)),
        parallels: json(&preview.parallels)?,
        offices: preview.offices.into_iter().map(|office| office.0).collect(),
    })
}

/// What lodging would come to: papers, price, term, requests of others, and what stands in the way. Nothing is
/// written. Who: `lodge` at the own office.
#[utoipa::path(post, path = "/cases/preview", tag = "cases", security(("bearer" = []), ("cookie" = [])),
    request_body(content = LodgingRequest), responses(
        (status = 200, description = "The preview; `problem` says what stands in the way", body = Preview),
        (status = 400, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A field has the wrong name or type", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn preview(
    State(app): State<App>,
    Lang(language): Lang,
    caller: Caller,
    JsonBody(reader): JsonBody,
) -> Result<Json<Preview>, ApiError> {
    let form = read(reader)?;
    let own = caller.session.account.office.clone();
    let preview = with_desk(&app, move |desk| desk.prepare_lodging(&caller.session, &form)).await?;
    let deciding = match preview.offices.as_slice() {
        [only] => only.clone(),
        _ => own,
    };
    let zone = office_zone(app.desk.law(), &deciding, app.desk.now());
    show(&app, language, preview, &zone).map(Json)
}

/// Registers a request. Who: `lodge` at the own office, which the request then names as the one that accepted.
///
/// Repeated with its `Idempotency-Key` it answers the same and writes nothing.
#[utoipa::path(post, path = "/cases", tag = "cases", security(("bearer" = []), ("cookie" = [])),
    params(("Idempotency-Key" = String, Header, pattern = r"^[!-~]{8,128}$", description = "A random UUID; the same when the call is repeated")),
    request_body(content = LodgingRequest), responses(
        (status = 201, description = "Registered; `Location` is the case, `ETag` its version", body = LodgedDto,
            headers(
                ("Location" = String, description = "Address of the case"),
                ("ETag" = String, description = "The version, in quotation marks"),
            ), links(
                ("case" = (operation_id = "get-cases-id", parameters(("id" = "$response.body#/case")))),
                ("steps" = (operation_id = "post-cases-id-steps", parameters(
                    ("id" = "$response.body#/case"), ("If-Match" = "$response.header.ETag"),
                ))),
            )),
        (status = 400, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The key belongs to another request", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields are wrong, or the law refuses; nothing was written", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn lodge(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    Key(key): Key,
    JsonBody(reader): JsonBody,
) -> Result<impl IntoResponse, ApiError> {
    let form = read(reader)?;
    let lodged = with_desk(&app, move |desk| desk.lodge(&caller.session, &form, &key)).await?;
    let acted = lodged.acted;
    let place = format!("/api/v1/cases/{}", acted.case.0);
    let body = LodgedDto {
        case: acted.case.0.to_string(),
        number: acted.number.to_string(),
        version: acted.version,
        state: acted.state.as_str(),
        tracking_secret: lodged.tracking_secret.map(|secret| secret.reveal().to_owned()),
    };
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], etag(acted.version), Json(body)))
}
