//! Following a case by the number and the secret of its receipt.

use axum::http::StatusCode;
use axum::response::Response;
use cases::ReceiptNumber;
use desk::{DeskError, Tracking};
use jiff::tz::TimeZone;
use pages::{Field, OfficeCard, Problem, Track, TrackRow, Tracked};

use super::Visitor;
use super::form::{Form, mark_and_name};
use super::offices;
use super::public::term_of;
use super::term_drawn;
use super::visitor::blocking;
use super::wording::instant;
use crate::api::law_errors::name_of;

fn fields(visitor: &Visitor, number: &str) -> Vec<Field> {
    let line = |name: &str, label: &str, hint: &str| {
        Field::line(name, visitor.t(label)).hint(visitor.t(hint)).required()
    };
    vec![
        line("number", "page-number", "page-track-number-hint").value(number),
        line("secret", "page-secret", "page-track-secret-hint"),
    ]
}

/// Asks for number and secret. Anybody may see it.
pub(super) async fn show(visitor: Visitor) -> Response {
    let fields = fields(&visitor, "");
    visitor.page(StatusCode::OK, &Track { p: &visitor.shell(), problems: Vec::new(), fields, found: None })
}

/// Shows where a case stands to whoever knows its secret. The secret is posted, so that no address holds it.
pub(super) async fn find(visitor: Visitor, form: Form) -> Response {
    let (number, secret) = (form.get("number").to_owned(), form.get("secret").to_owned());
    let wrong = mistyped(&number, &secret);
    if !wrong.is_empty() {
        return refused(&visitor, &number, StatusCode::UNPROCESSABLE_ENTITY, &wrong);
    }
    let (asked, known) = (number.clone(), secret);
    match blocking(&visitor.app, move |desk| desk.track(&asked, &known)).await {
        Ok(tracking) => {
            let page = Track {
                p: &visitor.shell(),
                problems: Vec::new(),
                fields: fields(&visitor, ""),
                found: Some(tracked(&tracking, &visitor)),
            };
            visitor.page(StatusCode::OK, &page)
        }
        Err(DeskError::NotFound | DeskError::Invalid(_)) => {
            refused(&visitor, &number, StatusCode::NOT_FOUND, &[("secret", "page-track-unknown")])
        }
        Err(error) => visitor.desk_error(&error),
    }
}

/// What can be seen to be wrong without asking for any case: a number that is none tells of no case.
fn mistyped(number: &str, secret: &str) -> Vec<(&'static str, &'static str)> {
    let mut wrong = Vec::new();
    if number.is_empty() {
        wrong.push(("number", "page-required"));
    } else if number.parse::<ReceiptNumber>().is_err() {
        wrong.push(("number", "page-track-number-wrong"));
    }
    if secret.is_empty() {
        wrong.push(("secret", "page-required"));
    }
    wrong
}

fn refused(visitor: &Visitor, number: &str, status: StatusCode, wrong: &[(&str, &str)]) -> Response {
    let mut fields = fields(visitor, number);
    let problem = |(field, message): &(&str, &str)| Problem {
        field: (*field).to_owned(),
        text: visitor.t(message),
        cite: None,
    };
    let mut problems: Vec<Problem> = wrong.iter().map(problem).collect();
    mark_and_name(&mut fields, &mut problems);
    visitor.page(status, &Track { p: &visitor.shell(), problems, fields, found: None })
}

fn tracked(tracking: &Tracking, visitor: &Visitor) -> Tracked {
    let zone = TimeZone::get(&tracking.zone).unwrap_or(TimeZone::UTC);
    let row = |line: &desk::TrackingLine| TrackRow {
        at: instant(line.at, &zone),
        what: visitor.t(line.message),
        cite: line.cite.to_string(),
    };
    let look = |look: &desk::TrackingLook| {
        (instant(look.at, &zone), visitor.office(&look.office.0), visitor.t(&look.what))
    };
    let office = |id: &desk::Collecting| id.office.as_ref().map(|id| office(&id.0, tracking, visitor));
    Tracked {
        number: tracking.number.to_string(),
        service: visitor.language.of(&tracking.service_name).to_owned(),
        state: visitor.t(tracking.state.message()),
        late: tracking.late,
        next: next(tracking, visitor, &zone),
        must: must(tracking, visitor),
        collect: tracking.collect.as_ref().and_then(office),
        term: term_drawn::of_tracking(tracking, visitor),
        timeline: tracking.timeline.iter().map(row).collect(),
        deciding: self::office(&tracking.deciding.0, tracking, visitor),
        complain: visitor.to(&format!("/complain?service={}", tracking.service)),
        looks: tracking.looks.iter().map(look).collect(),
    }
}

/// An office with address, telephones and hours; its id alone where the directory does not know it any more.
fn office(id: &str, tracking: &Tracking, visitor: &Visitor) -> OfficeCard {
    match visitor.app.desk.law().directory.office(id) {
        Some(office) => offices::one(office, tracking.service, visitor),
        None => OfficeCard { name: id.to_owned(), ..OfficeCard::default() },
    }
}

/// What the state means and what comes next.
fn next(tracking: &Tracking, visitor: &Visitor, zone: &TimeZone) -> Vec<String> {
    let said = |name: &str, arg: &str, value: String| {
        visitor.app.messages.text(visitor.language, name, &[(arg, value.into())])
    };
    let mut next = vec![visitor.t(&format!("page-next-{}", tracking.state.as_str()))];
    let open = tracking.due.is_some();
    let left = tracking.left.as_ref().filter(|_| open);
    let days = left.and_then(|left| Some((u16::try_from(left.days?).ok()?, left.unit)));
    next.extend(
        days.filter(|(days, _)| *days > 0)
            .map(|(days, unit)| said("page-track-left", "left", term_of(days, unit, visitor))),
    );
    next.extend(tracking.deemed_from.map(|from| said("page-next-silence", "from", instant(from, zone))));
    next
}

/// What the applicant must do, with its paragraph where one decides.
fn must(tracking: &Tracking, visitor: &Visitor) -> Vec<(String, String)> {
    let said = |name: &str, arg: &str, value: String| {
        visitor.app.messages.text(visitor.language, name, &[(arg, value.into())])
    };
    let mut must: Vec<(String, String)> =
        tracking.asked.iter().map(|asked| (asked.clone(), String::new())).collect();
    if !tracking.missing.is_empty() {
        let names: Vec<&str> = tracking.missing.iter().map(|name| visitor.language.of(name)).collect();
        must.push((said("page-track-bring", "papers", names.join("; ")), String::new()));
    }
    if let Some(collect) = &tracking.collect {
        must.push((visitor.t("page-track-collect"), String::new()));
        let shown = collect.shown.iter().map(|paper| visitor.t(&format!("case-shown-{}", name_of(paper))));
        let shown: Vec<_> = shown.collect();
        if !shown.is_empty() {
            must.push((said("page-next-show", "papers", shown.join(", ")), collect.cite.to_string()));
        }
    }
    must
}
