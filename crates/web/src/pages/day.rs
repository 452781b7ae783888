//! The day of an office: what is due when, what the clock will do, whether it is open, who is away.

use axum::extract::OriginalUri;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use calendar::DayStatus;
use cases::{ClockName, DutyKind};
use desk::{Appointment, DueDay, OfficeDay};
use jiff::ToSpan;
use jiff::civil::Date;
use pages::{Cell, DayPage, DayPart, Table, WeekDay};

use super::Visitor;
use super::absences::days;
use super::form::Form;
use super::term::weekday;
use super::visitor::blocking;
use super::wording::{day, service};
use crate::reader::query_pairs;

/// A day of the own office. Staff who may see its cases.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri, _: HeaderMap) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    // What is no day is today: nothing is written by it, and the page says which day it shows.
    let asked: Option<Date> = Form::of(query_pairs(&uri)).get("on").parse().ok().filter(within_reach);
    let found = match blocking(&visitor.app, move |desk| desk.office_day_of(&who, asked)).await {
        Ok(found) => found,
        Err(error) => return visitor.desk_error(&error),
    };
    let chosen = found.week.iter().find(|one| one.day == found.day);
    let (open, closed) = chosen.map_or_else(|| (String::new(), false), |one| opening(&visitor, one));
    let page = DayPage {
        p: &visitor.shell_of(&uri),
        title: said(&visitor, "page-day-title", &[("day", named(&visitor, found.day))]),
        office: visitor.office(&found.office.0),
        open,
        closed,
        ways: ways(&visitor, &found),
        week: found.week.iter().map(|one| week_day(&visitor, &found, one)).collect(),
        parts: vec![due(&visitor, &found), clock(&visitor, &found), away(&visitor, &found)],
    };
    visitor.page(StatusCode::OK, &page)
}

/// Days of which a calendar of land services can speak at all.
pub(super) fn within_reach(day: &Date) -> bool {
    (2000..=2100).contains(&day.year())
}

fn said(visitor: &Visitor, name: &str, args: &[(&str, String)]) -> String {
    let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    visitor.app.messages.text(visitor.language, name, &args)
}

fn named(visitor: &Visitor, date: Date) -> String {
    format!("{}, {}", day(date), weekday(date.weekday().to_monday_one_offset(), visitor))
}

fn address(visitor: &Visitor, date: Date) -> String {
    visitor.to(&format!("/day?on={date}"))
}

fn ways(visitor: &Visitor, found: &OfficeDay) -> Vec<(String, String)> {
    let other = |days: i32, name: &str| {
        let date = found.day.checked_add(days.days()).ok()?;
        Some((address(visitor, date), said(visitor, name, &[("day", day(date))])))
    };
    let today = (found.day != found.today).then(|| (visitor.to("/day"), visitor.t("page-day-this")));
    let before = [other(-1, "page-day-before"), today, other(1, "page-day-after")];
    before.into_iter().flatten().collect()
}

/// The hours of a day, or why the office is closed.
fn opening(visitor: &Visitor, one: &DueDay) -> (String, bool) {
    match one.known.as_ref().map(|known| &known.status) {
        None => (said(visitor, "page-day-unknown", &[("year", one.day.year().to_string())]), false),
        Some(DayStatus::Closed(reason)) => {
            let why = visitor.app.desk.law().calendar.reason_text(reason);
            (said(visitor, "page-day-closed", &[("why", visitor.language.of(&why).to_owned())]), true)
        }
        Some(DayStatus::Open { hours, instead_of }) => {
            let shown = hours
                .iter()
                .map(|hours| format!("{}–{}", hours.opens.strftime("%H:%M"), hours.closes.strftime("%H:%M")));
            let shown = shown.collect::<Vec<_>>().join(", ");
            let worked = instead_of
                .map(|instead| format!("; {}", said(visitor, "page-day-worked", &[("date", day(instead))])));
            (format!("{shown}{}", worked.unwrap_or_default()), false)
        }
    }
}

fn week_day(visitor: &Visitor, found: &OfficeDay, one: &DueDay) -> WeekDay {
    let closed = one.known.as_ref().is_some_and(|known| !known.is_open());
    let mut says = Vec::new();
    if closed {
        says.push(opening(visitor, one).0);
    }
    if one.due > 0 {
        says.push(said(visitor, "page-day-count", &[("count", one.due.to_string())]));
    }
    let name = format!("{} {}", weekday(one.day.weekday().to_monday_one_offset(), visitor), one.day.day());
    WeekDay {
        name,
        date: one.day.to_string(),
        href: address(visitor, one.day),
        chosen: one.day == found.day,
        closed,
        says,
    }
}

fn table(visitor: &Visitor, caption: &str, headings: &[&str], rows: Vec<Vec<Cell>>) -> Table {
    let headings = headings.iter().map(|name| visitor.t(name)).collect();
    Table { caption: caption.to_owned(), headings, rows }
}

/// The hour on the clocks of the office.
fn hour(found: &OfficeDay, at: jiff::Timestamp) -> String {
    at.to_zoned(found.zone.clone()).strftime("%H:%M").to_string()
}

fn case(visitor: &Visitor, number: &str, id: cases::CaseId) -> Cell {
    Cell::link(number, visitor.to(&format!("/cases/{}", id.0))).whole()
}

fn due(visitor: &Visitor, found: &OfficeDay) -> DayPart {
    let rows = found.due.iter().map(|one| {
        vec![
            Cell::text(one.due_at.map(|at| hour(found, at)).unwrap_or_default()),
            case(visitor, &one.number, one.id),
            Cell::text(service(one.service, visitor)),
            Cell::text(one.label.clone()),
            Cell::text(visitor.t(&format!("case-state-{}", one.state))),
        ]
    });
    let heading = visitor.t("page-day-due");
    let headings = ["page-day-hour", "page-number", "page-service", "page-applicant", "page-state"];
    let mut query = form_urlencoded::Serializer::new(String::new());
    let query =
        query.append_pair("office", &found.office.0).append_pair("on", &found.day.to_string()).finish();
    let text = if found.more { "page-day-more" } else { "page-day-inbox" };
    DayPart {
        table: table(visitor, &heading, &headings, rows.collect()),
        heading,
        nothing: visitor.t("page-day-nothing-due"),
        all: (!found.due.is_empty()).then(|| (visitor.to(&format!("/inbox?{query}")), visitor.t(text))),
    }
}

fn clock(visitor: &Visitor, found: &OfficeDay) -> DayPart {
    let rows = found.appointments.iter().map(|one| {
        vec![
            Cell::text(hour(found, one.at)),
            Cell::text(duty(visitor, found, one)),
            case(visitor, &one.number, one.case),
            Cell::text(one.label.clone()),
            Cell::cite(&visitor.shell(), &one.cite.0),
        ]
    });
    let heading = visitor.t("page-day-clock");
    let headings = ["page-day-hour", "page-day-what", "page-number", "page-applicant", "page-bulk-cite"];
    DayPart {
        table: table(visitor, &heading, &headings, rows.collect()),
        heading,
        nothing: visitor.t("page-day-nothing-clock"),
        all: None,
    }
}

/// What the clock will do, in words.
fn duty(visitor: &Visitor, found: &OfficeDay, one: &Appointment) -> String {
    match &one.duty {
        DutyKind::Reminder { clock, ends } => {
            let local = ends.to_zoned(found.zone.clone());
            let at = local.strftime("%d.%m.%Y %H:%M").to_string();
            let name = match clock {
                ClockName::Term => "page-day-remind-term",
                ClockName::IncompleteRefusal => "page-day-remind-incomplete",
                ClockName::Ground { .. } => "page-day-remind-ground",
                ClockName::Storage => "page-day-remind-storage",
            };
            said(visitor, name, &[("at", at)])
        }
        DutyKind::IncompleteRightEnds { .. } => visitor.t("page-day-incomplete-ends"),
        DutyKind::GroundClockEnds { .. } => visitor.t("page-day-ground-ends"),
        DutyKind::DeemedGrant { .. } => visitor.t("page-day-granted"),
        DutyKind::Late { .. } => visitor.t("page-late"),
        DutyKind::StorageEnds { .. } => visitor.t("page-day-storage-ends"),
    }
}

fn away(visitor: &Visitor, found: &OfficeDay) -> DayPart {
    let rows = found.away.iter().map(|line| {
        vec![
            Cell::text(format!("{}, {}", line.person.name, line.person.post)),
            Cell::text(days(line.from, line.through)),
            Cell::text(format!("{}, {}", line.deputy.name, line.deputy.post)),
        ]
    });
    let heading = visitor.t("page-day-away");
    let headings = ["page-absence-person", "page-absence-days", "page-absence-deputy"];
    DayPart {
        table: table(visitor, &heading, &headings, rows.collect()),
        heading,
        nothing: visitor.t("page-day-nobody-away"),
        all: Some((visitor.to("/absences"), visitor.t("page-absences"))),
    }
}
