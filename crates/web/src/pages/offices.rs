//! The office finder. Anybody may use it.

use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::response::Response;
use calendar::{DayStatus, Interval};
use desk::schedule_of;
use directory::{Office, OfficePage, OfficeQuery};
use identifiers::CadastralNumber;
use jiff::Zoned;
use jiff::civil::{Date, Time};
use locale::Arg;
use pages::{Choice, Field, FieldKind, OfficeCard, OfficesPage, Problem};

use super::Visitor;
use super::choosing::{chosen_service, service_filter};
use super::form::{Form, choice, mark_and_name, select};
use super::inbox::next_page;
use super::premises;
use super::wording;
use crate::reader::query_pairs;
use crate::zones::region_zone;

/// Offices of one page.
const PAGE: usize = 20;
/// Longest text that is looked for, in characters.
pub(super) const WORDS_MOST: usize = 200;

/// A question, as far as it could be read.
struct Asked {
    query: OfficeQuery,
    open_now: bool,
    /// What a cadastral number led to.
    place: Option<String>,
    problems: Vec<Problem>,
}

/// Offices by place, service, words and whether they are open now.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let form = Form::of(query_pairs(&uri));
    let mut asked = read(&visitor, &form);
    let found = match asked.problems.is_empty() {
        true => search(&visitor, &asked),
        false => Ok((Vec::new(), None)),
    };
    let (offices, cursor) = found.unwrap_or_else(|problem| {
        asked.problems.push(problem);
        (Vec::new(), None)
    });
    let mut fields = fields(&visitor, &form);
    mark_and_name(&mut fields, &mut asked.problems);
    let wrong = !asked.problems.is_empty();
    let page = OfficesPage {
        p: &visitor.shell_of(&uri),
        problems: asked.problems,
        action: visitor.to("/offices"),
        fields,
        place: asked.place,
        offices: offices.into_iter().map(|office| card(office, asked.query.service, &visitor)).collect(),
        next: cursor.map(|cursor| next_page(&uri, &cursor)),
    };
    visitor.page(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}

fn read(visitor: &Visitor, form: &Form) -> Asked {
    let law = visitor.app.desk.law();
    let (standard, mut problems) = chosen_service(visitor, form.get("service"));
    let mut wrong = |field: &str, message: &str| {
        problems.push(Problem { field: field.to_owned(), text: visitor.t(message), cite: None });
    };
    let mut region = form.some("region");
    if region.as_deref().is_some_and(|code| law.directory.region(code).is_none()) {
        wrong("region", "page-offices-no-region");
    }
    let mut place = None;
    if let Some(typed) = form.some("parcel") {
        let named = typed.parse::<CadastralNumber>().ok();
        match named.as_ref().map(|number| law.directory.region(number.oblast())) {
            Some(Some(found)) => {
                let name = visitor.language.of(&found.name);
                let args = [("region", Arg::from(name)), ("number", Arg::from(typed.as_str()))];
                place = Some(visitor.app.messages.text(visitor.language, "page-offices-of-parcel", &args));
                if region.as_ref().is_some_and(|chosen| *chosen != found.code) {
                    wrong("region", "page-offices-other-region");
                }
                region = Some(found.code.clone());
            }
            Some(None) => wrong("parcel", "page-offices-parcel-region"),
            None => wrong("parcel", "page-offices-no-parcel"),
        }
    }
    let words: String = form.get("q").chars().take(WORDS_MOST).collect();
    let query = OfficeQuery {
        service: standard.map(|standard| standard.number),
        channel: None,
        region,
        kind: None,
        words,
        cursor: form.some("cursor"),
        limit: PAGE,
    };
    Asked { query, open_now: !form.all("open").is_empty(), place, problems }
}

/// A page of offices. Those that are open now are gathered over as many pages as it takes.
fn search<'v>(visitor: &'v Visitor, asked: &Asked) -> Result<(Vec<&'v Office>, Option<String>), Problem> {
    let law = visitor.app.desk.law();
    let mut query = asked.query.clone();
    let mut found = Vec::new();
    loop {
        let OfficePage { offices, next } = law.directory.search(&query).map_err(|_| Problem {
            field: String::new(),
            text: visitor.t("page-offices-bad-cursor"),
            cite: None,
        })?;
        found.extend(offices.into_iter().filter(|office| !asked.open_now || is_open(office, visitor)));
        if next.is_none() || found.len() >= PAGE || !asked.open_now {
            return Ok((found, next));
        }
        query.cursor = next;
    }
}

/// The field that chooses a region where none may be chosen.
pub(super) fn region_filter(visitor: &Visitor, form: &Form) -> Field {
    let law = visitor.app.desk.law();
    let all = choice("", visitor.t("page-all"), form.get("region"));
    let regions = law
        .directory
        .regions()
        .map(|one| choice(one.code.clone(), visitor.language.of(&one.name), form.get("region")));
    select("region", visitor.t("page-office-region"), std::iter::once(all).chain(regions).collect())
}

fn fields(visitor: &Visitor, form: &Form) -> Vec<Field> {
    let open = Choice {
        value: "now".to_owned(),
        label: visitor.t("page-offices-open-now"),
        chosen: !form.all("open").is_empty(),
    };
    vec![
        service_filter(visitor, form.get("service")),
        region_filter(visitor, form),
        Field::line("q", visitor.t("page-offices-words")).value(form.get("q")),
        Field::line("parcel", visitor.t("page-offices-parcel"))
            .hint(visitor.t("page-offices-parcel-hint"))
            .value(form.get("parcel")),
        Field::line("open", visitor.t("page-office-hours")).kind(FieldKind::Boxes(vec![open])),
    ]
}

/// The present moment on the clocks of an office.
fn local_now(office: &Office, visitor: &Visitor) -> Zoned {
    let now = visitor.app.desk.now();
    now.to_zoned(region_zone(visitor.app.desk.law(), office.region.as_deref(), now))
}

fn is_open(office: &Office, visitor: &Visitor) -> bool {
    let calendar = &visitor.app.desk.law().calendar;
    calendar.is_open_at(&local_now(office, visitor), schedule_of(office.kind)).unwrap_or(false)
}

fn card(office: &Office, service: Option<u8>, visitor: &Visitor) -> OfficeCard {
    let mut phones: Vec<_> =
        office.phones.iter().map(|phone| (phone.value.e164.clone(), phone.value.printed.clone())).collect();
    phones.sort();
    phones.dedup_by(|one, other| one.0.is_some() && one.0 == other.0);
    let address = office.address(service);
    let required = premises::of_office(office, service, visitor);
    let code = office.postal_codes.first().filter(|code| !address.contains(&code.value));
    OfficeCard {
        name: office.name(service).to_owned(),
        kind: visitor.t(&format!("page-provider-{}", office.kind)),
        part: service.and_then(|number| part(office, number, visitor)),
        address: code.map(|code| format!("{}, ", code.value)).unwrap_or_default() + address,
        phones,
        emails: office.mailable().map(ToOwned::to_owned).collect(),
        now: now_of(office, visitor),
        hours: week(office, visitor),
        access: required.access,
        premises: required.rest,
        services: office
            .serves
            .keys()
            .map(|number| (wording::service(*number, visitor), visitor.to(&format!("/services/{number}"))))
            .collect(),
    }
}

/// Whether an office decides on a service or takes requests in for the one that does.
fn part(office: &Office, service: u8, visitor: &Visitor) -> Option<String> {
    let standard = visitor.app.desk.law().standard(service, visitor.app.desk.today()).ok()?;
    let decides = standard.provider.kind == office.kind;
    Some(visitor.t(if decides { "page-office-decides" } else { "page-office-accepts" }))
}

/// Until when an office is open today, or when it opens next; `None` where the calendar does not reach so far.
fn now_of(office: &Office, visitor: &Visitor) -> Option<String> {
    let (calendar, schedule) = (&visitor.app.desk.law().calendar, schedule_of(office.kind));
    let now = local_now(office, visitor);
    let hours = |day: Date| match calendar.day(day, schedule).ok()?.status {
        DayStatus::Open { hours, .. } => Some(hours),
        DayStatus::Closed { .. } => Some(Vec::new()),
    };
    let today = hours(now.date())?;
    let until = today.iter().find(|hours| hours.opens <= now.time() && now.time() < hours.closes);
    if let Some(until) = until {
        return Some(said(visitor, "page-office-open", &[("time", clock(until.closes))]));
    }
    if let Some(later) = today.iter().find(|hours| now.time() < hours.opens) {
        return Some(said(visitor, "page-office-opens-today", &[("time", clock(later.opens))]));
    }
    let next = calendar.next_open_day(now.date(), schedule).ok()?;
    let opens = hours(next)?.first()?.opens;
    Some(said(visitor, "page-office-opens", &[("day", wording::day(next)), ("time", clock(opens))]))
}

fn said(visitor: &Visitor, message: &str, values: &[(&'static str, String)]) -> String {
    let args: Vec<_> = values.iter().map(|(name, value)| (*name, Arg::from(value.as_str()))).collect();
    visitor.app.messages.text(visitor.language, message, &args)
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// Days of an ordinary week with the same hours, together.
pub(super) fn week(office: &Office, visitor: &Visitor) -> Vec<(String, String)> {
    let week = visitor.app.desk.law().calendar.week(schedule_of(office.kind));
    let name = |day: usize| visitor.t(&format!("page-weekday-{}", day + 1));
    let shown = |hours: &[Interval]| match hours {
        [] => visitor.t("page-office-closed"),
        hours => {
            let each = hours.iter().map(|one| format!("{}–{}", clock(one.opens), clock(one.closes)));
            each.collect::<Vec<_>>().join(", ")
        }
    };
    let mut rows: Vec<(usize, usize, String)> = Vec::new();
    for (day, hours) in week.iter().enumerate() {
        let text = shown(hours);
        match rows.last_mut() {
            Some((_, last, same)) if *same == text => *last = day,
            _ => rows.push((day, day, text)),
        }
    }
    let days =
        |first, last| if first == last { name(first) } else { format!("{}–{}", name(first), name(last)) };
    rows.into_iter().map(|(first, last, hours)| (days(first, last), hours)).collect()
}
