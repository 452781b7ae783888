//! The administration: where it leads, and the offices as they were loaded.

use std::collections::BTreeMap;

use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::response::Response;
use calendar::{DayStatus, ScheduleKind};
use desk::{DeskError, Permission, schedule_of};
use directory::OfficeQuery;
use jiff::civil::Date;
use locale::Arg;
use pages::{AdminPage, Cell, Field, KeptPage, Problem, Table};

use super::Visitor;
use super::form::{Form, mark_and_name};
use super::inbox::next_page;
use super::offices::{WORDS_MOST, region_filter, week};
use super::wording::day;
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
        ("/admin/rules/index", "page-index", "page-index-lead", Permission::KeepRules),
        ("/admin/rules/day", "page-rules-day", "page-rules-day-lead", Permission::KeepRules),
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
    table_of(
        visitor,
        title,
        headings,
        rows.into_iter().map(|row| row.into_iter().map(Cell::text).collect()).collect(),
    )
}

/// A table with cells that may lead somewhere.
pub(super) fn table_of(
    visitor: &Visitor,
    title: &str,
    headings: &[&str],
    rows: Vec<Vec<Cell>>,
) -> (String, Table) {
    let headings = headings.iter().map(|heading| visitor.t(heading)).collect();
    let title = visitor.t(title);
    (title.clone(), Table { caption: title, headings, rows })
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
        let rest = [
            office.id.clone(),
            visitor.t(&format!("page-provider-{}", office.kind)),
            region.map(|region| visitor.language.of(&region.name).to_owned()).unwrap_or_default(),
            visitor.t(&format!("page-schedule-{}", schedule_of(office.kind))),
            hours.collect::<Vec<_>>().join("; "),
        ];
        let name = Cell::link(office.name(None), visitor.to(&format!("/admin/offices/{}", office.id)));
        std::iter::once(name).chain(rest.map(Cell::text)).collect()
    });
    let headings = [
        "page-office",
        "page-kept-id",
        "page-kept-kind",
        "page-office-region",
        "page-kept-schedule",
        "page-office-hours",
    ];
    let mut parts = vec![table_of(&visitor, "page-kept-offices", &headings, rows.collect())];
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
        links: Vec::new(),
        problems,
        planned: None,
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
