use axum::extract::OriginalUri;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use cases::{OfficeId, StateName};
use desk::{CaseSummary, DeskError, Due, FieldError, InboxQuery, Page, Permission};
use jiff::tz::TimeZone;
use pages::{CaseRow, Field, Inbox, Problem};
use rulebook::model::TermUnit;

use super::Visitor;
use super::choosing::service_filter;
use super::form::{Form, choice, mark, select};
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
    let cursor = asked.some("cursor");
    let found = match query_of(&visitor, &asked) {
        Ok(query) => blocking(&visitor.app, move |desk| desk.inbox(&who, &query, cursor.as_deref())).await,
        Err(wrong) => Err(DeskError::Invalid(wrong)),
    };
    list(&visitor, found, String::new(), &asked, &uri)
}

/// The question of an address; every field of it that asks for nothing that exists is named.
fn query_of(visitor: &Visitor, asked: &Form) -> Result<InboxQuery, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let service = asked.some("service").and_then(|text| {
        let known = text
            .parse()
            .ok()
            .filter(|number| visitor.app.desk.law().rulebook.numbers().any(|one| one == *number));
        if known.is_none() {
            wrong.push(FieldError::new("service", "page-ask-choose"));
        }
        known
    });
    let state = asked.some("state").and_then(|text| {
        let known = StateName::ALL.into_iter().find(|state| state.as_str() == text);
        if known.is_none() {
            wrong.push(FieldError::new("state", "page-ask-choose"));
        }
        known
    });
    let due = asked.some("due").and_then(|text| {
        text.parse().map_err(|()| wrong.push(FieldError::new("due", "page-ask-choose"))).ok()
    });
    let office = asked.some("office");
    if office.as_ref().is_some_and(|office| visitor.app.desk.law().directory.office(office).is_none()) {
        wrong.push(FieldError::new("office", "desk-office-unknown"));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(InboxQuery {
        mine: asked.get("whose") == "mine",
        overseen: asked.get("whose") == "overseen",
        office: office.map(OfficeId),
        holder: None,
        states: state.into_iter().collect(),
        service,
        late: None,
        due,
    })
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
    found: Result<Page<CaseSummary>, DeskError>,
    sought: String,
    asked: &Form,
    uri: &Uri,
) -> Response {
    let shell = visitor.shell();
    let page = |problems: Vec<Problem>, rows, next, status| {
        let mut filters = filters(visitor, asked);
        mark(filters.iter_mut(), &problems);
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
    let one_of = |name: &str, label: &str, choices: Vec<(String, String)>| {
        let all = ("".to_owned(), visitor.t("page-all"));
        let choices = std::iter::once(all).chain(choices);
        let choices = choices.map(|(value, label)| choice(value, label, asked.get(name))).collect();
        select(name, visitor.t(label), choices)
    };
    let oversees =
        visitor.session.as_ref().is_some_and(|(who, _)| who.may_somewhere(Permission::SeeOverview));
    let mut whose = vec![("mine".to_owned(), visitor.t("page-mine"))];
    whose.extend(oversees.then(|| ("overseen".to_owned(), visitor.t("page-overseen"))));
    let states =
        StateName::ALL.into_iter().map(|state| (state.as_str().to_owned(), visitor.t(state.message())));
    let dues = Due::ALL.into_iter().map(|due| (due.as_str().to_owned(), visitor.t(due.message())));
    let mut filters = vec![
        one_of("whose", "page-whose", whose),
        one_of("state", "page-state", states.collect()),
        service_filter(visitor, asked.get("service")),
        one_of("due", "page-due", dues.collect()),
    ];
    // One office of very many is chosen where they are listed: in the overview.
    filters.extend(asked.some("office").map(|office| {
        let name = visitor.office(&office);
        one_of("office", "page-office", vec![(office, name)])
    }));
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
