//! The administration: where it leads, the rule files and offices as they were loaded, a new edition under check.

use std::collections::BTreeMap;

use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::response::Response;
use calendar::{DayStatus, ScheduleKind};
use desk::{ActivationLine, DeskError, Permission, schedule_of};
use directory::OfficeQuery;
use jiff::civil::Date;
use locale::Arg;
use pages::{AdminPage, Cell, Field, FieldKind, KeptPage, Problem, Table};

use super::Visitor;
use super::form::{Form, mark_and_name};
use super::inbox::next_page;
use super::offices::{WORDS_MOST, region_filter, week};
use super::visitor::blocking;
use super::wording::{day, instant, service};
use crate::reader::query_pairs;

/// Rows of a page of offices.
const OFFICES: usize = 50;

/// Where the administration leads. Administrators.
pub(super) async fn show(visitor: Visitor) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let places = [
        ("/accounts", "page-accounts", "page-admin-accounts-hint", Permission::ManageAccounts),
        ("/admin/rules", "page-rules", "page-admin-rules-hint", Permission::KeepRules),
        ("/admin/rules/check", "page-edition-check", "page-admin-check-hint", Permission::KeepRules),
        ("/admin/law", "page-law-import", "page-admin-law-hint", Permission::KeepRules),
        ("/admin/offices", "page-kept-offices", "page-admin-offices-hint", Permission::KeepRules),
    ];
    let allowed = places.iter().filter(|(.., permission)| who.may_somewhere(*permission));
    let places: Vec<_> =
        allowed.map(|(path, name, hint, _)| (visitor.to(path), visitor.t(name), visitor.t(hint))).collect();
    if places.is_empty() {
        return visitor.desk_error(&DeskError::Forbidden { permission: Permission::ManageAccounts });
    }
    visitor.page(StatusCode::OK, &AdminPage { p: &visitor.shell(), places })
}

pub(super) fn table(
    visitor: &Visitor,
    title: &str,
    headings: &[&str],
    rows: Vec<Vec<String>>,
) -> (String, Table) {
    let rows = rows.into_iter().map(|row| row.into_iter().map(Cell::text).collect()).collect();
    let headings = headings.iter().map(|heading| visitor.t(heading)).collect();
    let title = visitor.t(title);
    (title.clone(), Table { caption: title, headings, rows })
}

/// The rule files as they were loaded, and which edition counts on a day. Who keeps the rules.
pub(super) async fn rules(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let activations = match blocking(&visitor.app, move |desk| desk.activations(&who)).await {
        Ok(activations) => activations,
        Err(error) => return visitor.desk_error(&error),
    };
    let asked = Form::of(query_pairs(&uri));
    let today = visitor.app.desk.today();
    let typed = asked.some("on").unwrap_or_else(|| today.to_string());
    let on: Option<Date> = typed.parse().ok();
    let mut problems = Vec::new();
    if on.is_none() {
        problems.push(Problem { field: "on".to_owned(), text: visitor.t("desk-field-day"), cite: None });
    }
    let mut filters =
        vec![Field::line("on", visitor.t("page-rules-on")).kind(FieldKind::Line("date")).value(typed)];
    mark_and_name(&mut filters, &mut problems);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let lead = visitor.app.messages.text(
        visitor.language,
        "page-rules-lead",
        &[("version", env!("CARGO_PKG_VERSION").into())],
    );
    let page = KeptPage {
        p: &visitor.shell_of(&uri),
        title: visitor.t("page-rules"),
        lead,
        problems,
        action: visitor.to("/admin/rules"),
        filters,
        parts: on.map(|on| rule_parts(&visitor, on, &activations)).unwrap_or_default(),
        next: None,
    };
    visitor.page(status, &page)
}

fn rule_parts(visitor: &Visitor, on: Date, activations: &[ActivationLine]) -> Vec<(String, Table)> {
    let law = visitor.app.desk.law();
    let hashes: BTreeMap<&str, &str> =
        law.rulebook.files().map(|(path, hash)| (path, hash.as_str())).collect();
    let file = |path: &str| [path.to_owned(), hashes.get(path).map_or("", |hash| *hash).to_owned()];
    let yes = |is: bool| visitor.t(if is { "page-yes" } else { "page-no" });
    let editions = law.rulebook.numbers().flat_map(|number| law.rulebook.editions(number));
    let editions = editions.map(|standard| {
        let counts = law.rulebook.standard_on(standard.number, on).map(|one| one.edition.adopted);
        let mut row = vec![
            format!("{}. {}", standard.number, visitor.language.of(&standard.name)),
            day(standard.edition.adopted),
            visitor.language.of(&standard.edition.act).to_owned(),
            yes(counts == Some(standard.edition.adopted)),
        ];
        row.extend(file(law.rulebook.file_of(standard).unwrap_or_default()));
        row
    });
    let zone = crate::zones::region_zone(law, None, visitor.app.desk.now());
    let activated = activations.iter().map(|one| {
        let name = service(one.number, visitor);
        vec![name, day(one.adopted), day(one.from), one.cite.clone(), one.by.clone(), instant(one.at, &zone)]
    });
    let years = law.calendar.years().map(|year| {
        let known = year
            .not_known
            .map_or_else(|| visitor.t("page-rules-complete"), |text| visitor.language.of(text).to_owned());
        let mut row = vec![year.year.to_string(), known];
        row.extend(file(&format!("calendar/{}.toml", year.year)));
        row
    });
    let index = law.rulebook.index_table().values.iter().map(|value| {
        let sum = value.tenge.to_string();
        vec![day(value.from), value.purpose.clone(), sum, value.source.clone(), yes(value.confirmed)]
    });
    let vat = law.rulebook.vat().rates.iter();
    let vat = vat.map(|rate| vec![day(rate.from), format!("{} %", rate.per_cent), rate.source.clone()]);
    let tariffs = law.rulebook.tariffs().map(|tariff| {
        let mut row = vec![visitor.language.of(&tariff.name).to_owned(), tariff.rows.len().to_string()];
        row.extend(file(&format!("tariffs/{}.toml", tariff.id)));
        row
    });
    let named =
        |path: &str| ["standards/", "calendar/2", "tariffs/"].iter().any(|folder| path.starts_with(folder));
    let others = hashes.keys().filter(|path| !named(path)).map(|path| file(path).to_vec());
    let (files, hash) = ("page-rules-file", "page-rules-hash");
    vec![
        table(
            visitor,
            "page-rules-editions",
            &["page-service", "page-rules-edition", "page-rules-act", "page-rules-counts", files, hash],
            editions.collect(),
        ),
        table(
            visitor,
            "page-rules-activations",
            &[
                "page-service",
                "page-rules-edition",
                "page-rules-from",
                "page-edition-cite",
                "page-rules-by",
                "page-rules-at",
            ],
            activated.collect(),
        ),
        table(
            visitor,
            "page-rules-calendars",
            &["page-rules-year", "page-rules-known", files, hash],
            years.collect(),
        ),
        table(
            visitor,
            "page-rules-index",
            &[
                "page-rules-from",
                "page-rules-purpose",
                "page-amount",
                "page-rules-source",
                "page-rules-confirmed",
            ],
            index.collect(),
        ),
        table(
            visitor,
            "page-rules-vat",
            &["page-rules-from", "page-rules-rate", "page-rules-source"],
            vat.collect(),
        ),
        table(
            visitor,
            "page-rules-tariffs",
            &["page-rules-tariff", "page-rules-rows", files, hash],
            tariffs.collect(),
        ),
        table(visitor, "page-rules-others", &[files, hash], others.collect()),
    ]
}

/// The offices as they were loaded, their hours, and the closed days of a year. Who keeps the rules.
pub(super) async fn offices(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let law = match visitor.app.desk.rules(&who) {
        Ok(law) => law,
        Err(error) => return visitor.desk_error(&error),
    };
    let asked = Form::of(query_pairs(&uri));
    let typed = asked.some("year").unwrap_or_else(|| visitor.app.desk.today().year().to_string());
    let wrong =
        |field: &str, name: &str| Problem { field: field.to_owned(), text: visitor.t(name), cite: None };
    let mut problems = Vec::new();
    let year = typed.parse().ok().filter(|year| law.calendar.years().any(|known| known.year == *year));
    if year.is_none() {
        problems.push(wrong("year", "page-kept-no-year"));
    }
    let region = asked.some("region");
    if region.as_deref().is_some_and(|code| law.directory.region(code).is_none()) {
        problems.push(wrong("region", "page-offices-no-region"));
    }
    let query = OfficeQuery {
        region,
        words: asked.get("q").chars().take(WORDS_MOST).collect(),
        cursor: asked.some("cursor"),
        limit: OFFICES,
        ..OfficeQuery::default()
    };
    let found = law.directory.search(&query);
    if found.is_err() {
        problems.push(wrong("", "desk-cursor"));
    }
    let (found, next) = found.map(|found| (found.offices, found.next)).unwrap_or_default();
    let rows = found.into_iter().map(|office| {
        let region = office.region.as_deref().and_then(|code| law.directory.region(code));
        let hours = week(schedule_of(office.kind), &visitor)
            .into_iter()
            .map(|(days, hours)| format!("{days}: {hours}"));
        vec![
            office.name(None).to_owned(),
            office.id.clone(),
            visitor.t(&format!("page-provider-{}", office.kind)),
            region.map(|region| visitor.language.of(&region.name).to_owned()).unwrap_or_default(),
            visitor.t(&format!("page-schedule-{}", schedule_of(office.kind))),
            hours.collect::<Vec<_>>().join("; "),
        ]
    });
    let headings = [
        "page-office",
        "page-kept-id",
        "page-kept-kind",
        "page-office-region",
        "page-kept-schedule",
        "page-office-hours",
    ];
    let mut parts = vec![table(&visitor, "page-kept-offices", &headings, rows.collect())];
    if let Some(year) = year {
        let headings = ["page-entry-day", "page-kept-reason", "page-kept-schedule"];
        parts.push(table(&visitor, "page-kept-closed", &headings, special_days(&visitor, year)));
    }
    let mut filters = vec![
        Field::line("q", visitor.t("page-offices-words")).value(asked.get("q")),
        region_filter(&visitor, &asked),
        Field::line("year", visitor.t("page-kept-year")).value(typed),
    ];
    mark_and_name(&mut filters, &mut problems);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = KeptPage {
        p: &visitor.shell_of(&uri),
        title: visitor.t("page-kept-offices"),
        lead: visitor.t("page-kept-offices-lead"),
        problems,
        action: visitor.to("/admin/offices"),
        filters,
        parts,
        next: next.map(|cursor| next_page(&uri, &cursor)),
    };
    visitor.page(status, &page)
}

/// Days on which offices are closed, or open, against their week: the day, why, and for whom.
fn special_days(visitor: &Visitor, year: i16) -> Vec<Vec<String>> {
    let calendar = &visitor.app.desk.law().calendar;
    let mut found: BTreeMap<(Date, String), Vec<String>> = BTreeMap::new();
    for schedule in ScheduleKind::ALL {
        for one in calendar.year(year, schedule).unwrap_or_default() {
            let why = match &one.status {
                DayStatus::Closed(calendar::ClosedReason::WeeklyDayOff)
                | DayStatus::Open { instead_of: None, .. } => continue,
                DayStatus::Closed(reason) => visitor.language.of(&calendar.reason_text(reason)).to_owned(),
                DayStatus::Open { instead_of: Some(free), .. } => {
                    let args = [("date", Arg::from(day(*free)))];
                    visitor.app.messages.text(visitor.language, "page-day-worked", &args)
                }
            };
            let name = visitor.t(&format!("page-schedule-{schedule}"));
            found.entry((one.date, why)).or_default().push(name);
        }
    }
    let all = visitor.t("page-kept-all");
    let whose = |names: Vec<String>| {
        if names.len() == ScheduleKind::ALL.len() { all.clone() } else { names.join(", ") }
    };
    found.into_iter().map(|((date, why), names)| vec![day(date), why, whose(names)]).collect()
}
