//! Until when an office must answer.

use axum::Json;
use axum::extract::State;
use calendar::Suspension;
use directory::Channel;
use jiff::Timestamp;
use rulebook::ask::{Provenance, TermQuestion, term_files};
use serde::Serialize;
use utoipa::ToSchema;

use super::choices::{ChannelName, ProductName};
use super::fees::trace_json;
use super::law_schema::{ProvenanceShown, TraceStepShown};
use crate::App;
use crate::language::Lang;
use crate::problem::{ApiError, FieldProblem, Problem};
use crate::reader::{JsonBody, Reader, TEXT_LIMIT, rfc3339};

/// A term.
#[derive(Debug, Serialize, ToSchema)]
pub struct Term {
    /// Instant at which it ends; null while the clock stands.
    due: Option<String>,
    incomplete_refusal_until: Option<String>,
    deemed_granted_on: Option<String>,
    /// `working-days`, `calendar-days` or `minutes`.
    unit: &'static str,
    length: u16,
    /// Days that were counted.
    days: Vec<String>,
    cite: String,
    #[schema(value_type = Vec<TraceStepShown>)]
    trace: serde_json::Value,
    #[schema(value_type = ProvenanceShown)]
    provenance: Provenance,
}

/// What a term is asked for; for the description of the API alone.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct TermRequest {
    /// Number of the service.
    service: u8,
    /// `act` or `duplicate` where there is a choice, else null.
    #[schema(value_type = Option<ProductName>)]
    product: Option<String>,
    /// Channel of lodging.
    #[schema(value_type = ChannelName)]
    channel: String,
    /// Oblast code of cadastral numbers.
    region: String,
    /// Instant with offset (RFC 3339).
    lodged_at: String,
    /// Days that are not counted.
    suspensions: Option<Vec<SuspensionRequest>>,
}

/// A suspension; neither day is counted.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct SuspensionRequest {
    /// Day on which the clock stops.
    from: String,
    /// Day on which it is let go on; null while it stands.
    to: Option<String>,
}

struct Asked {
    service: u8,
    product: Option<String>,
    channel: Channel,
    region: String,
    lodged_at: Timestamp,
    suspensions: Vec<Suspension>,
}

/// Most suspensions that a question may name.
const SUSPENSION_LIMIT: usize = 100;

fn read(mut reader: Reader) -> Result<Asked, ApiError> {
    let channels: Vec<&str> = Channel::ALL.iter().map(|channel| channel.as_str()).collect();
    let service = reader.required("service", &[], |reader| reader.whole("service", 0, 255));
    let product = reader.text("product", TEXT_LIMIT);
    let channel = reader.required("channel", &channels, |reader| reader.choice("channel", &channels));
    let region = reader.required_text("region", TEXT_LIMIT);
    let lodged_at = reader.required("lodged_at", &[], |reader| reader.instant("lodged_at"));
    let suspensions = reader.objects("suspensions", SUSPENSION_LIMIT, |reader| {
        let from = reader.required("from", &[], |reader| reader.date("from"));
        let to = reader.date("to");
        from.map(|from| Suspension { from, to })
    });
    let all = service.zip(channel).zip(region.zip(lodged_at));
    let ((service, channel), (region, lodged_at)) = reader.finish_with(all)?;
    let service = u8::try_from(service).unwrap_or(u8::MAX);
    Ok(Asked { service, product, channel, region, lodged_at, suspensions: suspensions.unwrap_or_default() })
}

/// Until when an office must answer (¶7), and what follows if it does not.
#[utoipa::path(post, path = "/terms", tag = "law", request_body(content = TermRequest), responses(
    (status = 200, description = "The term", body = Term),
    (status = 400, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "A value is wrong", body = Problem, content_type = "application/problem+json"),
))]
pub async fn compute(
    State(app): State<App>,
    _: Lang,
    JsonBody(reader): JsonBody,
) -> Result<Json<Term>, ApiError> {
    let given = reader.given();
    let asked = read(reader)?;
    let law = app.desk.law();
    let standard = law.standard(asked.service, app.desk.today())?;
    let zone = law.deciding_zone(standard, &asked.region, asked.lodged_at)?;
    let question = TermQuestion {
        product: asked.product.as_deref(),
        channel: asked.channel,
        lodged_at: asked.lodged_at.to_zoned(zone),
        suspensions: asked.suspensions,
    };
    let answer = standard.term(&law.calendar, &question).map_err(FieldProblem::from)?;
    let lodged_in = question.lodged_at.year();
    let due_in = answer.term.last_day().map_or(lodged_in, |day| day.year());
    let files = term_files(lodged_in..=due_in);
    Ok(Json(Term {
        due: answer.term.due.as_ref().map(rfc3339),
        incomplete_refusal_until: answer.incomplete_refusal_until.as_ref().map(rfc3339),
        deemed_granted_on: answer.deemed_granted_on.map(|day| day.to_string()),
        unit: answer.rule.unit.as_str(),
        length: answer.rule.length,
        days: answer.term.days.iter().map(ToString::to_string).collect(),
        cite: answer.rule.cite.to_string(),
        trace: trace_json(&answer.trace),
        provenance: law.rulebook.provenance(standard, files.iter().map(String::as_str), given),
    }))
}
