use axum::extract::OriginalUri;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use cases::{OfficeId, StateName};
use desk::{CaseSummary, InboxQuery, Page, Soon};
use jiff::tz::TimeZone;
use pages::{CaseRow, Field, Inbox, Problem};
use rulebook::model::TermUnit;

use super::Visitor;
use super::choosing::service_filter;
use super::form::{Form, choice, select};
use super::visitor::blocking;
use super::wording::{instant, service};
use crate::reader::query_pairs;
use crate::zones::office_zone;

/// Cases by time left. Staff who may see cases; only those that their office has to do with.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri, _: HeaderMap) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let asked = Form::of(query_pairs(&uri));
    let query = query_of(&asked);
    let cursor = asked.some("cursor");
    let found = blocking(&visitor.app, move |desk| desk.inbox(&who, &query, cursor.as_deref())).await;
    list(&visitor, found, String::new(), &asked, &uri)
}

fn query_of(asked: &Form) -> InboxQuery {
    let state = StateName::ALL.into_iter().find(|state| state.as_str() == asked.get("state"));
    InboxQuery {
        mine: asked.get("whose") == "mine",
        office: asked.some("office").map(OfficeId),
        holder: None,
        states: state.into_iter().collect(),
        service: asked.get("service").parse().ok(),
        late: None,
        soon: Soon::ALL.into_iter().find(|soon| soon.as_str() == asked.get("soon")),
    }
}

/// Finds cases. What is sought is posted, so that no address holds a name.
pub(super) async fn search(visitor: Visitor, OriginalUri(uri): OriginalUri, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let sought = form.get("q").to_owned();
    let asked = sought.clone();
    let found = blocking(&visitor.app, move |desk| desk.search(&who, &asked, None)).await;
    list(&visitor, found, sought, &form, &uri)
}

fn list(
    visitor: &Visitor,
    found: Result<Page<CaseSummary>, desk::DeskError>,
    sought: String,
    asked: &Form,
    uri: &Uri,
) -> Response {
    let shell = visitor.shell();
    let page = |problems: Vec<Problem>, rows, next, status| {
        let filters = filters(visitor, asked);
        visitor.page(status, &Inbox { p: &shell, sought: sought.clone(), problems, filters, rows, next })
    };
    match found {
        Ok(found) => {
            let rows = found.items.iter().map(|case| row(case, visitor)).collect();
            let next = found.next.filter(|_| sought.is_empty()).map(|cursor| next_page(uri, &cursor));
            page(Vec::new(), rows, next, StatusCode::OK)
        }
        Err(error) => match visitor.problems(error) {
            Ok(problems) => page(problems, Vec::new(), None, StatusCode::UNPROCESSABLE_ENTITY),
            Err(error) => visitor.desk_error(&error),
        },
    }
}

/// Address of the next page of a list.
pub(super) fn next_page(uri: &Uri, cursor: &str) -> String {
    let mut pairs: Vec<(String, String)> =
        query_pairs(uri).into_iter().filter(|(name, _)| name != "cursor").collect();
    pairs.push(("cursor".to_owned(), cursor.to_owned()));
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{}?{query}", uri.path())
}

fn filters(visitor: &Visitor, asked: &Form) -> Vec<Field> {
    let all = |chosen: &str| choice("", visitor.t("page-all"), chosen);
    let whose = vec![all(asked.get("whose")), choice("mine", visitor.t("page-mine"), asked.get("whose"))];
    let states = StateName::ALL
        .into_iter()
        .map(|state| choice(state.as_str(), visitor.t(state.message()), asked.get("state")));
    let soon = Soon::ALL.map(|soon| {
        let label = visitor.t(&format!("page-overview-{}", soon.as_str()));
        choice(soon.as_str(), label, asked.get("soon"))
    });
    let mut filters = vec![
        select("whose", visitor.t("page-whose"), whose),
        select(
            "state",
            visitor.t("page-state"),
            std::iter::once(all(asked.get("state"))).chain(states).collect(),
        ),
        service_filter(visitor, asked.get("service")),
        select(
            "soon",
            visitor.t("page-term-filter"),
            std::iter::once(all(asked.get("soon"))).chain(soon).collect(),
        ),
    ];
    // An office is chosen on the overview; the filters keep it.
    if let Some(office) = asked.some("office") {
        let chosen = choice(office.as_str(), visitor.office(&office), &office);
        filters.push(select("office", visitor.t("page-deciding-office"), vec![all(&office), chosen]));
    }
    filters
}

fn row(case: &CaseSummary, visitor: &Visitor) -> CaseRow {
    let zone = zone_of(visitor, &case.executing_office.0);
    CaseRow {
        href: visitor.to(&format!("/cases/{}", case.id.0)),
        number: case.number.clone(),
        service: service(case.service, visitor),
        applicant: case.label.clone(),
        state: visitor.t(&format!("case-state-{}", case.state)),
        due: case.due_at.map_or_else(String::new, |due| instant(due, &zone)),
        left: left(case, visitor, &zone),
        late: case.late,
    }
}

/// Zone of the office that decides.
pub(super) fn zone_of(visitor: &Visitor, office: &str) -> TimeZone {
    let desk = &visitor.app.desk;
    office_zone(desk.law(), &OfficeId(office.to_owned()), desk.now())
}

/// How much time is left: working days of the office that decides, or days of the calendar.
fn left(case: &CaseSummary, visitor: &Visitor, zone: &TimeZone) -> String {
    let Some(due) = case.due_at else {
        let suspended = case.state == StateName::Suspended.as_str();
        return if suspended { visitor.t("page-stands") } else { String::new() };
    };
    let law = visitor.app.desk.law();
    let (today, last) =
        (visitor.app.desk.now().to_zoned(zone.clone()).date(), due.to_zoned(zone.clone()).date());
    let Ok(standard) = law.standard(case.service, visitor.app.desk.today()) else { return String::new() };
    let Some(rule) = standard.terms.first() else { return String::new() };
    let count = |name: &str, days: i64| {
        visitor.app.messages.text(visitor.language, name, &[("days", days.to_string().into())])
    };
    match rule.unit {
        TermUnit::WorkingDays => {
            let schedule = rulebook::ask::schedule(rule.runs_by);
            let days = law.calendar.working_days_between(today, last, schedule).unwrap_or_default();
            count("page-left-days", i64::from(days))
        }
        TermUnit::CalendarDays | TermUnit::Months => {
            let days = (last - today).get_days();
            count("page-left-calendar-days", i64::from(days.max(0)))
        }
        TermUnit::Minutes => instant(due, zone),
    }
}
