//! Lists of cases: found by what people know, and the open ones by the time that is left.

use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use cases::{OfficeId, StateName};
use desk::{CaseSummary, InboxQuery, Law, Page};
use identifiers::{Bin, CadastralNumber, Iin};
use serde::Serialize;
use utoipa::ToSchema;

use super::desk_errors::with_desk;
use super::instants::local;
use crate::App;
use crate::auth::Caller;
use crate::language::Lang;
use crate::problem::{ApiError, FieldProblem, Problem};
use crate::reader::{JsonBody, Reader, TEXT_LIMIT};
use crate::zones::office_zone;

/// One line of a list of cases.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseSummary)]
pub struct SummaryDto {
    id: String,
    /// Number of the receipt.
    number: String,
    service: u8,
    state: String,
    channel: String,
    product: Option<String>,
    /// Name of the applicant.
    applicant: String,
    /// Office that accepted; null on the portal.
    lodging_office: Option<String>,
    executing_office: String,
    /// Office that has the paper file.
    holder_office: String,
    /// Account that works on it.
    assignee: Option<String>,
    lodged_at: String,
    /// End of the clock that matters most; null while it stands.
    due_at: Option<String>,
    version: u64,
    late: bool,
}

/// A page of cases.
#[derive(Debug, Serialize, ToSchema)]
pub struct Cases {
    cases: Vec<SummaryDto>,
    /// Cursor of the next page; null on the last.
    next: Option<String>,
}

impl SummaryDto {
    fn of(law: &Law, case: CaseSummary) -> Self {
        let zone = office_zone(law, &case.executing_office, case.lodged_at);
        Self {
            id: case.id.0.to_string(),
            number: case.number,
            service: case.service,
            state: case.state,
            channel: case.channel,
            product: case.product,
            applicant: case.label,
            lodging_office: case.lodging_office.map(|office| office.0),
            executing_office: case.executing_office.0,
            holder_office: case.holder_office.0,
            assignee: case.assignee.map(|account| account.to_string()),
            lodged_at: local(case.lodged_at, &zone),
            due_at: case.due_at.map(|due| local(due, &zone)),
            version: case.version,
            late: case.late,
        }
    }
}

fn page(app: &App, page: Page<CaseSummary>) -> Json<Cases> {
    let law = app.desk.law();
    let cases = page.items.into_iter().map(|case| SummaryDto::of(law, case)).collect();
    Json(Cases { cases, next: page.next })
}

/// What can be asked for; exactly one at a time.
const QUESTIONS: [&str; 5] = ["q", "number", "iin", "bin", "cadastral_number"];

fn fits(question: &str, asked: &str) -> bool {
    match question {
        "number" => asked.parse::<cases::ReceiptNumber>().is_ok(),
        "iin" => asked.parse::<Iin>().is_ok(),
        "bin" => asked.parse::<Bin>().is_ok(),
        "cadastral_number" => asked.parse::<CadastralNumber>().is_ok(),
        _ => true,
    }
}

fn read_search(mut reader: Reader) -> Result<(&'static str, String, Option<String>), ApiError> {
    let asked = QUESTIONS.map(|question| reader.text(question, TEXT_LIMIT).map(|text| (question, text)));
    let cursor = reader.text("cursor", TEXT_LIMIT);
    let mut asked: Vec<_> = asked.into_iter().flatten().collect();
    if asked.len() != 1 {
        reader.note(FieldProblem::new("q", "problem-search-one").allowing(QUESTIONS));
    }
    let one = asked.pop().map(|(question, text)| (question, text.trim().to_owned()));
    if let Some((question, _)) = one.as_ref().filter(|(question, text)| !fits(question, text)) {
        reader.note(FieldProblem::new(*question, "problem-not-identifier"));
    }
    let (question, text) = reader.finish_with(one)?;
    Ok((question, text, cursor))
}

/// What is looked for; for the description of the API alone. Exactly one of the questions is asked.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct SearchRequest {
    /// Any of the below, or beginnings of words of a name.
    q: Option<String>,
    /// Number of the receipt.
    number: Option<String>,
    /// IIN of applicant or representative.
    iin: Option<String>,
    /// BIN of the applicant.
    bin: Option<String>,
    /// A parcel.
    cadastral_number: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// Cases by receipt number, IIN, BIN, cadastral number or words of a name, the newest first. What is looked for is
/// personal, so it is sent in the body and stands in no address. Who: `search`, among the cases that the caller may see;
/// every case shown is recorded as looked at.
#[utoipa::path(post, path = "/cases/search", tag = "cases", security(("bearer" = []), ("cookie" = [])),
    request_body(content = SearchRequest),
    responses(
        (status = 200, description = "A page of cases", body = Cases),
        (status = 400, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A value is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn search(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    JsonBody(reader): JsonBody,
) -> Result<Json<Cases>, ApiError> {
    let (question, text, cursor) = read_search(reader)?;
    let found = with_desk(&app, move |desk| desk.search(&caller.session, &text, cursor.as_deref())).await;
    let found = found.map_err(|mut error| {
        // The use case has one question; the request has a name for each kind.
        let fields = error.fields.iter_mut().filter(|problem| problem.field == "query");
        fields.for_each(|problem| question.clone_into(&mut problem.field));
        error
    })?;
    Ok(page(&app, found))
}

fn read_inbox(uri: &Uri) -> Result<(InboxQuery, Option<String>), ApiError> {
    let mut reader = Reader::from_query(uri);
    let mine = truth(&mut reader, "mine").unwrap_or_default();
    let office = reader.text("office", TEXT_LIMIT).map(OfficeId);
    let holder = reader.text("holder", TEXT_LIMIT).map(OfficeId);
    let states = states(&mut reader);
    let service = reader.whole("service", 0, 255).and_then(|number| u8::try_from(number).ok());
    let late = truth(&mut reader, "late");
    let cursor = reader.text("cursor", TEXT_LIMIT);
    reader.finish()?;
    let query = InboxQuery { mine, office, holder, states, service, late, ..InboxQuery::default() };
    Ok((query, cursor))
}

fn truth(reader: &mut Reader, field: &'static str) -> Option<bool> {
    reader.choice::<bool>(field, &["true", "false"])
}

fn states(reader: &mut Reader) -> Vec<StateName> {
    let names = reader.text("state", TEXT_LIMIT).unwrap_or_default();
    let mut states = Vec::new();
    for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match StateName::ALL.into_iter().find(|state| state.as_str() == name) {
            Some(state) => states.push(state),
            None => {
                let given: String = name.chars().take(64).collect();
                let problem = FieldProblem::new("state", "problem-not-choice").with("given", given);
                reader.note(problem.allowing(StateName::ALL.map(StateName::as_str)));
            }
        }
    }
    states
}

/// Open cases, those whose term ends first at the top. Who: `view-case`, among the cases that the caller may see.
#[utoipa::path(get, path = "/inbox", tag = "cases", security(("bearer" = []), ("cookie" = [])),
    params(
        ("mine" = Option<bool>, Query, description = "Only cases that the caller works on"),
        ("office" = Option<String>, Query, description = "Only cases that this office decides"),
        ("holder" = Option<String>, Query, description = "Only cases whose paper file this office holds"),
        ("state" = Option<String>, Query, description = "Only cases in these states, separated by commas"),
        ("service" = Option<u8>, Query, description = "Only cases of this service"),
        ("late" = Option<bool>, Query, description = "Only late cases, or only others"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of cases", body = Cases),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn inbox(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    uri: Uri,
) -> Result<Json<Cases>, ApiError> {
    let (query, cursor) = read_inbox(&uri)?;
    let found = with_desk(&app, move |desk| desk.inbox(&caller.session, &query, cursor.as_deref())).await?;
    Ok(page(&app, found))
}
