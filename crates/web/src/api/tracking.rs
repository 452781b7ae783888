//! Where a request stands, for whoever holds its receipt.

use axum::Json;
use axum::extract::State;
use cases::Zone;
use desk::{Tracking, TrackingLine, TrackingLook};
use serde::Serialize;
use utoipa::ToSchema;

use super::desk_errors::with_desk;
use super::instants::of_case;
use super::law_errors::name_of;
use super::text::TextDto;
use crate::App;
use crate::language::Lang;
use crate::problem::{ApiError, Problem, ProblemKind};
use crate::reader::JsonBody;

/// Where a request stands; nothing of it is personal.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tracked {
    number: String,
    service: u8,
    service_name: TextDto,
    channel: String,
    state: &'static str,
    state_name: TextDto,
    /// When the term ends; null while it stands still and when it is over.
    due: Option<String>,
    /// Days of the term's own kind that are left, today not counted; below zero when it ended. Null where nobody waits.
    days_left: Option<i64>,
    /// From when silence counts as granting; null where it never does.
    deemed_from: Option<String>,
    /// What the notice of suspension asks of the applicant.
    asked: Option<String>,
    /// How to collect the paper, while it waits.
    collect: Option<TrackedCollecting>,
    late: bool,
    /// What happened, oldest first.
    timeline: Vec<TrackedEvent>,
    /// Which offices looked at the case, the newest look first.
    looks: Vec<TrackedLook>,
    /// Time zone of every instant here.
    zone: String,
}

/// How a paper that waits is collected.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrackedCollecting {
    /// The office; null where the paper is kept elsewhere.
    office: Option<String>,
    /// What must be shown.
    shown: Vec<TextDto>,
    cite: String,
}

/// What happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrackedEvent {
    at: String,
    name: TextDto,
    cite: String,
}

/// A look at the case.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrackedLook {
    at: String,
    office: String,
    what: TextDto,
}

/// Number and secret of a receipt; for the description of the API alone.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct TrackingRequest {
    /// Number of the receipt.
    number: String,
    /// The secret beside it.
    secret: String,
}

/// Longest number or secret that is read at all.
const READ_MOST: usize = 64;

fn show(app: &App, tracking: Tracking) -> Result<Tracked, ApiError> {
    let zone: Zone = tracking.zone.parse().map_err(|error: cases::NoZone| {
        tracing::error!(%error, "a case has no zone");
        ApiError::of(ProblemKind::Internal)
    })?;
    let event = |line: TrackingLine| TrackedEvent {
        at: of_case(line.at, &zone),
        name: app.messages.all(line.message, &[]).into(),
        cite: line.cite.to_string(),
    };
    let look = |look: TrackingLook| TrackedLook {
        at: of_case(look.at, &zone),
        office: look.office.0,
        what: app.messages.all(&look.what, &[]).into(),
    };
    Ok(Tracked {
        number: tracking.number.to_string(),
        service: tracking.service,
        service_name: tracking.service_name.into(),
        channel: tracking.channel.to_string(),
        state: tracking.state.as_str(),
        state_name: app.messages.all(tracking.state.message(), &[]).into(),
        due: tracking.due.map(|due| of_case(due, &zone)),
        days_left: tracking.left.and_then(|left| left.days),
        deemed_from: tracking.deemed_from.map(|from| of_case(from, &zone)),
        asked: tracking.asked,
        collect: tracking.collect.map(|collect| TrackedCollecting {
            office: collect.office.map(|office| office.0),
            shown: collect
                .shown
                .iter()
                .map(|paper| app.messages.all(&format!("case-shown-{}", name_of(paper)), &[]).into())
                .collect(),
            cite: collect.cite.to_string(),
        }),
        late: tracking.late,
        timeline: tracking.timeline.into_iter().map(event).collect(),
        looks: tracking.looks.into_iter().map(look).collect(),
        zone: tracking.zone,
    })
}

/// Where a request stands. Who: anybody who has number and secret of its receipt; neither stands in an address, where
/// logs would keep it. A wrong number and a wrong secret are not told apart.
#[utoipa::path(post, path = "/tracking", tag = "tracking", request_body(content = TrackingRequest), responses(
    (status = 200, description = "Where it stands", body = Tracked),
    (status = 400, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No request has this number and secret", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "A field is missing", body = Problem, content_type = "application/problem+json"),
))]
pub async fn track(
    State(app): State<App>,
    _: Lang,
    JsonBody(mut reader): JsonBody,
) -> Result<Json<Tracked>, ApiError> {
    let number = reader.required_text("number", READ_MOST);
    let secret = reader.required_text("secret", READ_MOST);
    let (number, secret) = reader.finish_with(number.zip(secret))?;
    let tracking = with_desk(&app, move |desk| desk.track(&number, &secret)).await?;
    show(&app, tracking).map(Json)
}
