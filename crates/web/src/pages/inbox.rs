use axum::extract::OriginalUri;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use cases::{CommandKind, OfficeId, StateName};
use desk::{CaseSummary, Colleague, Desk, DeskError, InboxQuery, Page, Session, Soon};
use jiff::tz::TimeZone;
use pages::{BulkChoice, CaseRow, Field, FieldKind, Inbox, InboxList, Live, Shows, Template};
use rulebook::model::TermUnit;
use sha2::{Digest, Sha256};

use super::Visitor;
use super::absences::stands_in;
use super::choosing::service_filter;
use super::day::within_reach;
use super::form::{Form, choice, select};
use super::step_fields::officer_field;
use super::visitor::blocking;
use super::wording::{instant, service};
use crate::reader::query_pairs;
use crate::zones::office_zone;

/// How an address asks for every open case.
const ALL: &str = "all";

/// Cases by time left. Staff who may see cases; only those that their office has to do with.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri, _: HeaderMap) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let asked = Form::of(query_pairs(&uri));
    let query = query_of(&asked, &visitor.app.desk, &who);
    let cursor = asked.some("cursor");
    let found = blocking(&visitor.app, move |desk| desk.inbox(&who, &query, cursor.as_deref())).await;
    list(&visitor, found, String::new(), &asked, &uri).await
}

/// The filters of an address; what nothing is called is no filter.
fn query_of(asked: &Form, desk: &Desk, who: &Session) -> InboxQuery {
    let law = desk.law();
    let state = StateName::ALL.into_iter().find(|state| state.as_str() == asked.get("state"));
    let mut query = InboxQuery {
        mine: asked.get("whose") == "mine",
        office: asked.some("office").filter(|id| law.directory.office(id).is_some()).map(OfficeId),
        holder: None,
        states: state.into_iter().collect(),
        service: asked.get("service").parse().ok(),
        late: None,
        on: asked.get("on").parse().ok().filter(within_reach),
        soon: Soon::ALL.into_iter().find(|soon| soon.as_str() == asked.get("soon")),
        waiting: false,
    };
    // It begins with what waits for its reader, unless he asks for everything, or for a state, a term or an office that
    // there is.
    let named =
        !query.states.is_empty() || query.soon.is_some() || query.on.is_some() || query.office.is_some();
    query.waiting = !named && asked.get("show") != ALL && desk.awaits_steps(who);
    query
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
    list(&visitor, found, sought, &form, &uri).await
}

/// The cases of the inbox alone, for the page that keeps itself up to date; nothing where they are as they were. Staff who
/// may see cases.
pub(super) async fn list_alone(
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let asked = Form::of(query_pairs(&uri));
    let (query, cursor) = (query_of(&asked, &visitor.app.desk, &who), asked.some("cursor"));
    let found = blocking(&visitor.app, move |desk| {
        let page = desk.inbox(&who, &query, cursor.as_deref())?;
        Ok((page, !desk.bulk_steps(&who).is_empty()))
    });
    let (found, ticks) = match found.await {
        Ok(found) => found,
        Err(error) => return visitor.desk_error(&error),
    };
    let shell = visitor.shell();
    let list = InboxList {
        p: &shell,
        nothing: nothing(&visitor, shows(&visitor, &asked).as_ref()),
        rows: rows(&visitor, &found.items, false),
        ticks: ticks && !found.items.is_empty(),
        next: found.next.map(|cursor| with_cursor(&visitor, &uri, &cursor)),
    };
    let version = list.render().map(|html| format!("\"{}\"", hex::encode(Sha256::digest(html))));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut response = match &version {
        Ok(version) if known == Some(version.as_str()) => StatusCode::NOT_MODIFIED.into_response(),
        _ => visitor.page(StatusCode::OK, &list),
    };
    if let Some(version) = version.ok().and_then(|version| HeaderValue::from_str(&version).ok()) {
        response.headers_mut().insert(header::ETAG, version);
    }
    response
}

/// Address of the next page of the inbox itself.
fn with_cursor(visitor: &Visitor, uri: &Uri, cursor: &str) -> String {
    let next = with(uri, "cursor", cursor);
    let query = next.split_once('?').map_or("", |(_, query)| query);
    visitor.to(&format!("/inbox?{query}"))
}

/// A step that may be taken for many cases, and the people a case may be given to.
pub(super) struct Offered {
    pub steps: Vec<CommandKind>,
    pub officers: Vec<Colleague>,
}

impl Offered {
    pub(super) fn to(desk: &Desk, who: &Session) -> Result<Self, DeskError> {
        Ok(Self { steps: desk.bulk_steps(who), officers: desk.officers(who)? })
    }
}

async fn list(
    visitor: &Visitor,
    found: Result<Page<CaseSummary>, DeskError>,
    sought: String,
    asked: &Form,
    uri: &Uri,
) -> Response {
    let (found, problems, status) = match found {
        Ok(found) => (found, Vec::new(), StatusCode::OK),
        Err(error) => match visitor.problems(error) {
            Ok(problems) => {
                (Page { items: Vec::new(), next: None }, problems, StatusCode::UNPROCESSABLE_ENTITY)
            }
            Err(error) => return visitor.desk_error(&error),
        },
    };
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let offered = match blocking(&visitor.app, move |desk| Offered::to(desk, &who)).await {
        Ok(offered) if !found.items.is_empty() && !offered.steps.is_empty() => Some(offered),
        Ok(_) => None,
        Err(error) => return visitor.desk_error(&error),
    };
    let shell = visitor.shell();
    let bulk = offered.map(|offered| BulkChoice {
        all: if sought.is_empty() { with(uri, "tick", "all") } else { String::new() },
        from: from(uri),
        fields: bulk_fields(visitor, &offered, asked),
    });
    // Pages behind the first are read and left; the first is what stays open all day.
    let live = (sought.is_empty() && asked.get("cursor").is_empty()).then(|| {
        let from = from(uri);
        let asked = if from.is_empty() { String::new() } else { format!("?{from}") };
        Live {
            source: visitor.to(&format!("/inbox/list{asked}")),
            again: visitor.to(&format!("/inbox{asked}")),
        }
    });
    let shows = shows(visitor, asked).filter(|_| sought.is_empty());
    let page = Inbox {
        p: &shell,
        problems,
        filters: filters(visitor, asked),
        list: InboxList {
            p: &shell,
            nothing: nothing(visitor, shows.as_ref()),
            rows: rows(visitor, &found.items, asked.get("tick") == "all"),
            ticks: bulk.is_some(),
            next: found.next.filter(|_| sought.is_empty()).map(|cursor| next_page(uri, &cursor)),
        },
        sought,
        shows,
        bulk,
        standing_in: standing_in(visitor),
        live,
    };
    visitor.page(status, &page)
}

/// What an inbox can show, for whoever takes steps.
fn shows(visitor: &Visitor, asked: &Form) -> Option<Shows> {
    let (who, _) = visitor.session.as_ref().filter(|(one, _)| visitor.app.desk.awaits_steps(one))?;
    let whose = ["service", "whose"].iter().filter_map(|name| Some((*name, asked.some(name)?)));
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("show", ALL).extend_pairs(whose);
    Some(Shows {
        waiting: query_of(asked, &visitor.app.desk, who).waiting,
        of_waiting: visitor.to("/inbox"),
        of_all: visitor.to(&format!("/inbox?{}", query.finish())),
    })
}

/// What stands in place of an empty list.
fn nothing(visitor: &Visitor, shows: Option<&Shows>) -> String {
    let waits = shows.is_some_and(|shows| shows.waiting);
    visitor.t(if waits { "page-inbox-nothing-waits" } else { "page-nothing" })
}

/// For whom the reader stands in today.
fn standing_in(visitor: &Visitor) -> Vec<String> {
    let session = visitor.session.iter().flat_map(|(session, _)| &session.acting_for);
    session.map(|principal| stands_in(visitor, principal)).collect()
}

/// The step for many cases, and whom they are given to.
fn bulk_fields(visitor: &Visitor, offered: &Offered, asked: &Form) -> Vec<Field> {
    let steps = offered.steps.iter();
    let steps = steps.map(|step| choice(step.as_str(), visitor.t(step.message()), asked.get("step")));
    let mut fields = vec![select("step", visitor.t("page-bulk-step"), steps.collect())];
    if offered.steps.contains(&CommandKind::Assign) {
        let officer = officer_field(visitor, &offered.officers, asked);
        fields.push(officer.hint(visitor.t("page-bulk-officer-hint")));
    }
    fields
}

fn rows(visitor: &Visitor, cases: &[CaseSummary], ticked: bool) -> Vec<CaseRow> {
    cases.iter().map(|case| CaseRow { ticked, ..row(case, visitor) }).collect()
}

/// What the inbox was asked, for the way back to it.
fn from(uri: &Uri) -> String {
    let asked = query_pairs(uri).into_iter().filter(|(name, _)| name != "tick");
    form_urlencoded::Serializer::new(String::new()).extend_pairs(asked).finish()
}

/// An address with one thing of its question set.
fn with(uri: &Uri, name: &str, value: &str) -> String {
    let kept = query_pairs(uri).into_iter().filter(|(other, _)| other != name);
    let pairs = kept.chain([(name.to_owned(), value.to_owned())]);
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{}?{query}", uri.path())
}

/// Address of the next page of a list.
pub(super) fn next_page(uri: &Uri, cursor: &str) -> String {
    with(uri, "cursor", cursor)
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
    // Filters narrow what is shown, and do not lead back to the beginning.
    if asked.get("show") == ALL {
        filters.push(Field::line("show", String::new()).kind(FieldKind::Hidden).value(ALL));
    }
    // An office is chosen on the overview; the filters keep it.
    if let Some(office) = asked.some("office") {
        let chosen = choice(office.as_str(), visitor.office(&office), &office);
        filters.push(select("office", visitor.t("page-deciding-office"), vec![all(&office), chosen]));
    }
    // A day is chosen in the calendar; the filters keep it.
    if let Some(on) = asked.some("on") {
        filters.push(Field::line("on", visitor.t("page-on")).kind(FieldKind::Line("date")).value(on));
    }
    filters
}

fn row(case: &CaseSummary, visitor: &Visitor) -> CaseRow {
    let zone = zone_of(visitor, &case.executing_office.0);
    CaseRow {
        id: case.id.0.to_string(),
        ticked: false,
        href: visitor.to(&format!("/cases/{}", case.id.0)),
        number: case.number.clone(),
        service: service(case.service, visitor),
        applicant: case.label.clone(),
        state: visitor.t(&format!("case-state-{}", case.state)),
        due: case.due_at.map_or_else(String::new, |due| instant(due, &zone)),
        left: left(case, visitor, &zone),
        late: case.late,
        in_place_of: in_place_of(visitor, case),
    }
}

/// Whom the reader stands in for on a case that was given to somebody who is away.
fn in_place_of(visitor: &Visitor, case: &CaseSummary) -> Option<String> {
    let (session, _) = visitor.session.as_ref()?;
    let away = session.acting_for.iter().find(|principal| Some(principal.account.0) == case.assignee)?;
    Some(visitor.shell().t1("page-in-place-of", "name", &away.name))
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
    let count =
        |name: &str, days: i64| visitor.app.messages.text(visitor.language, name, &[("days", days.into())]);
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
