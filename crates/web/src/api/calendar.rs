//! Which days of a year are worked, by schedule.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::Uri;
use calendar::{Calendar, Day, ScheduleKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::TextDto;
use super::choices::ScheduleName;
use crate::App;
use crate::language::Lang;
use crate::problem::{ApiError, FieldProblem, Problem, ProblemKind};
use crate::reader::Reader;

/// A year of a schedule.
#[derive(Debug, Serialize, ToSchema)]
pub struct Year {
    days: Vec<DayDto>,
}

/// A day of a schedule.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Day)]
pub struct DayDto {
    date: String,
    open: bool,
    /// Why it is closed; null on open days.
    reason: Option<TextDto>,
}

/// Every day of a year, open or closed with its reason.
#[utoipa::path(get, path = "/calendar/{year}", tag = "law",
    params(
        ("year" = i16, Path, description = "Year"),
        ("schedule" = ScheduleName, Query, description = "cadastre, centre, agency or body"),
    ),
    responses(
        (status = 200, description = "The days", body = Year),
        (status = 404, description = "The calendar does not hold the year", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn year(
    State(app): State<App>,
    Path(year): Path<String>,
    _: Lang,
    uri: Uri,
) -> Result<Json<Year>, ApiError> {
    let mut reader = Reader::from_query(&uri);
    let names = ScheduleKind::ALL.map(ScheduleKind::id);
    let schedule =
        reader.required("schedule", &names, |reader| reader.named::<ScheduleKind>("schedule", &names));
    let days = year
        .parse()
        .ok()
        .and_then(|number| {
            app.desk.law().calendar.year(number, schedule.unwrap_or(ScheduleKind::Cadastre)).ok()
        })
        .ok_or_else(|| no_year(&year))?;
    reader.finish()?;
    let days = days.iter().map(|day| show(day, &app.desk.law().calendar)).collect();
    Ok(Json(Year { days }))
}

fn no_year(year: &str) -> ApiError {
    let shown: String = year.chars().take(16).collect();
    let problem = FieldProblem::new("year", "problem-no-calendar-year")
        .with("file", format!("rulebook/calendar/{shown}.toml"))
        .with("year", shown);
    ApiError::with(ProblemKind::NotFound, problem)
}

fn show(day: &Day, calendar: &Calendar) -> DayDto {
    DayDto {
        date: day.date.to_string(),
        open: day.is_open(),
        reason: day.closed_reason().map(|reason| calendar.reason_text(reason).into()),
    }
}
