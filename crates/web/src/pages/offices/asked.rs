//! The question to the office finder, as far as it could be read, and the fields that ask it.

use calendar::ScheduleKind;
use directory::{OfficeKind, OfficeQuery, fold};
use identifiers::CadastralNumber;
use jiff::civil::{Date, Time};
use pages::{Field, FieldKind, Problem};
use rulebook::model::Standard;

use super::hours::When;
use crate::pages::Visitor;
use crate::pages::choosing::{chosen_service, service_filter};
use crate::pages::form::{Form, choice, select};
use crate::pages::wording::said;

/// Longest text that is looked for, in characters.
pub(in crate::pages) const WORDS_MOST: usize = 200;

/// A question, as far as it could be read.
pub(super) struct Asked<'v> {
    pub query: OfficeQuery,
    pub standard: Option<&'v Standard>,
    pub when: When,
    /// The cadastral number, as typed.
    pub parcel: Option<String>,
    /// The office that ended the page before.
    pub cursor: Option<String>,
    pub problems: Vec<Problem>,
}

impl<'v> Asked<'v> {
    pub fn read(visitor: &'v Visitor, form: &Form) -> Self {
        let (standard, mut problems) = chosen_service(visitor, form.get("service"));
        let mut wrong = |field: &str, message: &str| {
            problems.push(Problem { field: field.to_owned(), text: visitor.t(message), cite: None });
        };
        let (parcel, region) = place(visitor, form, &mut wrong);
        let district = form.some("district");
        let known = region.as_deref().map(|region| visitor.app.desk.law().directory.districts(region));
        let district = district.filter(|name| {
            let known = known.as_ref().is_some_and(|known| known.contains(name.as_str()));
            if !known {
                wrong("district", "page-offices-no-district");
            }
            known
        });
        let kind = form.some("kind").and_then(|kind| {
            let known = kind.parse::<OfficeKind>().ok();
            if known.is_none() {
                wrong("kind", "page-ask-choose");
            }
            known
        });
        let when = when(form, &mut wrong);
        if let When::At(date, _) = when
            && visitor.app.desk.law().calendar.day(date, ScheduleKind::Body).is_err()
        {
            let text = said(visitor, "page-ask-no-year", &[("year", date.year().to_string())]);
            problems.push(Problem { field: "day".to_owned(), text, cite: None });
        }
        let query = OfficeQuery {
            service: standard.map(|standard| standard.number),
            channel: None,
            region,
            district,
            kind,
            words: form.get("q").chars().take(WORDS_MOST).collect(),
            ..OfficeQuery::default()
        };
        Self { query, standard, when, parcel, cursor: form.some("cursor"), problems }
    }
}

/// The parcel as typed, and the region that it or the reader names.
fn place(
    visitor: &Visitor,
    form: &Form,
    wrong: &mut impl FnMut(&str, &str),
) -> (Option<String>, Option<String>) {
    let directory = &visitor.app.desk.law().directory;
    let region = form.some("region");
    if region.as_deref().is_some_and(|code| directory.region(code).is_none()) {
        wrong("region", "page-offices-no-region");
        return (None, None);
    }
    let Some(typed) = form.some("parcel") else { return (None, region) };
    let named = typed.parse::<CadastralNumber>().ok();
    match named.as_ref().map(|number| directory.region(number.oblast())) {
        Some(Some(found)) => {
            if region.as_ref().is_some_and(|chosen| *chosen != found.code) {
                wrong("region", "page-offices-other-region");
            }
            (Some(typed), Some(found.code.clone()))
        }
        Some(None) => {
            wrong("parcel", "page-offices-parcel-region");
            (None, region)
        }
        None => {
            wrong("parcel", "page-offices-no-parcel");
            (None, region)
        }
    }
}

/// When the offices are to be open. A day is question enough: the choice may stay as it is.
fn when(form: &Form, wrong: &mut impl FnMut(&str, &str)) -> When {
    let (day, time) = (form.some("day"), form.some("time"));
    let date = day.as_deref().and_then(|day| day.parse::<Date>().ok());
    if day.is_some() && date.is_none() {
        wrong("day", "page-ask-day");
    }
    let clock = time.as_deref().and_then(|time| Time::strptime("%H:%M", time).ok());
    if time.is_some() && clock.is_none() {
        wrong("time", "page-ask-time");
    }
    match (form.get("open"), date) {
        ("" | "at", Some(date)) => When::At(date, clock),
        ("now", Some(_)) => {
            wrong("open", "page-offices-now-or-then");
            When::Whenever
        }
        ("now", None) => When::Now,
        ("" | "at", None) => {
            if day.is_none() && (time.is_some() || form.get("open") == "at") {
                wrong("day", "page-ask-day");
            }
            When::Whenever
        }
        _ => {
            wrong("open", "page-ask-choose");
            When::Whenever
        }
    }
}

/// The field that chooses a region where none may be chosen.
pub(in crate::pages) fn region_filter(visitor: &Visitor, form: &Form) -> Field {
    let law = visitor.app.desk.law();
    let all = choice("", visitor.t("page-all"), form.get("region"));
    let regions = law
        .directory
        .regions()
        .map(|one| choice(one.code.clone(), visitor.language.of(&one.name), form.get("region")));
    select("region", visitor.t("page-office-region"), std::iter::once(all).chain(regions).collect())
}

/// The fields that most people need, and those behind them.
pub(super) fn fields(visitor: &Visitor, form: &Form, asked: &Asked<'_>) -> (Vec<Field>, Vec<Field>) {
    let mut main = vec![
        service_filter(visitor, form.get("service")),
        Field::line("parcel", visitor.t("page-offices-parcel"))
            .hint(visitor.t("page-offices-parcel-hint"))
            .value(form.get("parcel")),
        region_filter(visitor, form),
    ];
    main.extend(districts(visitor, form, asked));
    let open =
        [("", "page-offices-whenever"), ("now", "page-offices-open-now"), ("at", "page-offices-open-at")];
    let open = open.map(|(value, label)| choice(value, visitor.t(label), form.get("open")));
    main.push(select("open", visitor.t("page-office-hours"), open.to_vec()));
    let kinds = OfficeKind::ALL
        .iter()
        .map(|kind| choice(kind.as_str(), visitor.t(&format!("page-provider-{kind}")), form.get("kind")));
    let any = choice("", visitor.t("page-all"), form.get("kind"));
    let more = vec![
        Field::line("day", visitor.t("page-offices-day"))
            .kind(FieldKind::Line("date"))
            .hint(visitor.t("page-offices-day-hint"))
            .value(form.get("day")),
        Field::line("time", visitor.t("page-offices-time"))
            .kind(FieldKind::Line("time"))
            .hint(visitor.t("page-offices-time-hint"))
            .value(form.get("time")),
        select("kind", visitor.t("page-offices-kind"), std::iter::once(any).chain(kinds).collect()),
        Field::line("q", visitor.t("page-offices-words")).value(form.get("q")),
    ];
    (main, more)
}

/// The choice of a district, once the region is known; a wrong one stays in sight.
fn districts(visitor: &Visitor, form: &Form, asked: &Asked<'_>) -> Option<Field> {
    let chosen = form.get("district");
    let directory = &visitor.app.desk.law().directory;
    let mut names: Vec<&str> = asked
        .query
        .region
        .as_deref()
        .map(|region| directory.districts(region))
        .into_iter()
        .flatten()
        .collect();
    names.sort_by_cached_key(|name| fold(name));
    if names.is_empty() && chosen.is_empty() {
        return None;
    }
    let all = choice("", visitor.t("page-all"), chosen);
    let choices = std::iter::once(all).chain(names.into_iter().map(|name| choice(name, name, chosen)));
    let field = select("district", visitor.t("page-offices-district"), choices.collect());
    Some(field.hint(visitor.t("page-offices-district-hint")))
}
