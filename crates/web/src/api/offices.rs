//! Offices by service, place and words.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use calendar::{Calendar, Interval};
use desk::schedule_of;
use directory::{Channel, Office, OfficeKind, OfficeQuery};
use serde::Serialize;
use utoipa::ToSchema;

use super::choices::{ChannelName, OfficeKindName};
use super::law_schema::{PrintedForms, WeekHours};
use crate::App;
use crate::language::Lang;
use crate::problem::{ApiError, FieldProblem, Problem};
use crate::reader::Reader;

/// A page of offices.
#[derive(Debug, Serialize, ToSchema)]
pub struct Offices {
    offices: Vec<OfficeDto>,
    /// Cursor of the next page; null on the last.
    next: Option<String>,
}

/// An office.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Office)]
pub struct OfficeDto {
    id: String,
    kind: String,
    /// Oblast code; null for a national head office.
    region: Option<String>,
    name: String,
    address: String,
    postal_code: Option<String>,
    /// E.164 where the printed number allows it, else as printed.
    phones: Vec<String>,
    emails: Vec<String>,
    official: Option<String>,
    /// Services that the office provides or accepts.
    services: Vec<u8>,
    channels: Vec<String>,
    /// Every printed form with the standards that print it, what looks damaged marked.
    #[schema(value_type = PrintedForms)]
    printed: serde_json::Value,
    /// Open hours by weekday.
    #[schema(value_type = WeekHours)]
    hours: BTreeMap<&'static str, Vec<[String; 2]>>,
}

const LIMIT: i64 = 100;
const USUAL_LIMIT: i64 = 50;
const WORDS_LIMIT: usize = 200;
const CURSOR_LIMIT: usize = 400;
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn read(uri: &Uri, app: &App) -> Result<OfficeQuery, ApiError> {
    let law = app.desk.law();
    let mut reader = Reader::from_query(uri);
    let channels: Vec<&str> = Channel::ALL.iter().map(|channel| channel.as_str()).collect();
    let kinds: Vec<&str> = OfficeKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let service = reader.whole("service", 0, 255).and_then(|number| u8::try_from(number).ok());
    let channel = reader.choice::<Channel>("channel", &channels);
    let kind = reader.choice::<OfficeKind>("kind", &kinds);
    let region = reader.text("region", WORDS_LIMIT);
    let words = reader.text("q", WORDS_LIMIT).unwrap_or_default();
    let limit = reader.whole("limit", 1, LIMIT).unwrap_or(USUAL_LIMIT);
    let cursor = reader.text("cursor", CURSOR_LIMIT);
    let known: Vec<u8> = law.rulebook.numbers().collect();
    if let Some(number) = service.filter(|number| !known.contains(number)) {
        let problem = FieldProblem::new("service", "problem-unknown-service").with("given", number);
        reader.note(problem.allowing(known));
    }
    if let Some(code) = region.as_deref().filter(|code| law.directory.region(code).is_none()) {
        let given: String = code.chars().take(16).collect();
        let codes = law.directory.regions().map(|region| region.code.clone());
        reader
            .note(FieldProblem::new("region", "problem-unknown-region").with("given", given).allowing(codes));
    }
    if let Some((number, channel)) = service.zip(channel) {
        note_channel(app, number, channel, &mut reader);
    }
    reader.finish()?;
    let limit = usize::try_from(limit).unwrap_or(1);
    Ok(OfficeQuery { service, channel, region, district: None, kind, words, cursor, limit })
}

/// A channel that the service does not have would give an empty list, which says nothing.
fn note_channel(app: &App, number: u8, channel: Channel, reader: &mut Reader) {
    let Ok(standard) = app.desk.law().standard(number, app.desk.today()) else { return };
    let allowed: Vec<Channel> = standard.channels.iter().map(|rule| rule.channel).collect();
    if !allowed.contains(&channel) {
        let problem = FieldProblem::new("channel", "problem-channel-not-offered").with("given", channel);
        reader.note(problem.allowing(allowed).citing(&standard.provider.cite));
    }
}

fn show(office: &Office, service: Option<u8>, calendar: &Calendar) -> OfficeDto {
    let channels: std::collections::BTreeSet<Channel> = office.serves.values().flatten().copied().collect();
    let phones =
        office.phones.iter().map(|phone| phone.value.e164.clone().unwrap_or(phone.value.printed.clone()));
    OfficeDto {
        id: office.id.clone(),
        kind: office.kind.to_string(),
        // The directory knows where a head office sits; what asks the API wants the region it answers for.
        region: office.region.clone().filter(|_| office.level != directory::Level::Head),
        name: office.name(service).to_owned(),
        address: office.address(service).to_owned(),
        postal_code: office.postal_codes.first().map(|code| code.value.clone()),
        phones: phones.collect::<std::collections::BTreeSet<_>>().into_iter().collect(),
        emails: office.mailable().map(ToOwned::to_owned).collect(),
        official: office.officials.first().map(|official| official.value.clone()),
        services: office.serves.keys().copied().collect(),
        channels: channels.iter().map(ToString::to_string).collect(),
        printed: serde_json::json!({
            "names": office.names,
            "addresses": office.addresses,
            "postal_codes": office.postal_codes,
            "phones": office.phones,
            "emails": office.emails,
            "officials": office.officials,
        }),
        hours: hours(office.kind, calendar),
    }
}

/// Open hours by the schedule of the kind of office (¶9).
fn hours(kind: OfficeKind, calendar: &Calendar) -> BTreeMap<&'static str, Vec<[String; 2]>> {
    let time = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
    let day = |intervals: &Vec<Interval>| {
        intervals.iter().map(|open| [time(open.opens), time(open.closes)]).collect()
    };
    WEEKDAYS.into_iter().zip(calendar.week(schedule_of(kind)).iter().map(day)).collect()
}

/// Offices by service, channel, place, kind and words of a name or address.
#[utoipa::path(get, path = "/offices", tag = "law",
    params(
        ("service" = Option<u8>, Query, description = "Offices that provide or accept this service"),
        ("channel" = Option<ChannelName>, Query, description = "Offices that serve in this channel"),
        ("region" = Option<String>, Query, description = "Oblast code of cadastral numbers"),
        ("kind" = Option<OfficeKindName>, Query, description = "Kind of office"),
        ("q" = Option<String>, Query, description = "Words of a name or an address; plain letters find Kazakh ones"),
        ("limit" = Option<u8>, Query, minimum = 1, maximum = 100, description = "1 to 100, else 50"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of offices", body = Offices),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn list(State(app): State<App>, _: Lang, uri: Uri) -> Result<Json<Offices>, ApiError> {
    let query = read(&uri, &app)?;
    let law = app.desk.law();
    let page = law.directory.search(&query).map_err(|_| FieldProblem::new("cursor", "problem-bad-cursor"))?;
    let offices = page.offices.iter().map(|office| show(office, query.service, &law.calendar)).collect();
    Ok(Json(Offices { offices, next: page.next }))
}
