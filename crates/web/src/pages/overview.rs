//! What is late and what will be, by office and by service.

use std::collections::BTreeMap;

use axum::extract::OriginalUri;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use desk::{DeadlineLine, Deadlines, Due};
use locale::Arg;
use pages::{BarChart, Cell, OverviewPage, OverviewPart, Problem, Table};

use super::Visitor;
use super::form::Form;
use super::inbox::next_page;
use super::visitor::blocking;
use super::wording::{day, service};
use crate::reader::query_pairs;

/// Rows of a table; more stand on the next page.
const ROWS: usize = 50;
/// Bars of a chart: as many as one takes in at a glance.
const BARS: usize = 12;

/// Counts in the order of [`Due::ALL`].
type Counts = [u64; 4];

/// What is late and what will be in the offices that the reader oversees. Whoever may see an overview.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let from = match Form::of(query_pairs(&uri)).some("cursor").map(|text| text.parse::<usize>()) {
        None => 0,
        Some(Ok(from)) => from,
        Some(Err(_)) => {
            let problem = Problem { field: String::new(), text: visitor.t("desk-cursor"), cite: None };
            return page(&visitor, StatusCode::UNPROCESSABLE_ENTITY, vec![problem], None, 0, &uri);
        }
    };
    match blocking(&visitor.app, move |desk| desk.deadlines(&who)).await {
        Ok(found) => page(&visitor, StatusCode::OK, Vec::new(), Some(&found), from, &uri),
        Err(error) => visitor.desk_error(&error),
    }
}

fn page(
    visitor: &Visitor,
    status: StatusCode,
    problems: Vec<Problem>,
    found: Option<&Deadlines>,
    from: usize,
    uri: &Uri,
) -> Response {
    let lines = found.map(|found| found.lines.as_slice()).unwrap_or_default();
    let totals = sum(lines.iter());
    let total =
        |(due, count): (Due, u64)| (visitor.t(due.message()), count, cases(visitor, "whose=overseen", due));
    let mut parts = Vec::new();
    if !lines.is_empty() {
        let offices = grouped(lines, |line| line.office.0.clone());
        let offices =
            offices.into_iter().map(|(id, counts)| (visitor.office(&id), format!("office={id}"), counts));
        parts.push(part(visitor, &OFFICES, ranked(offices), from, uri));
        if from == 0 {
            let services = grouped(lines, |line| line.service).into_iter();
            let services = services.map(|(number, counts)| {
                (service(number, visitor), format!("whose=overseen&service={number}"), counts)
            });
            parts.push(part(visitor, &SERVICES, ranked(services), 0, uri));
        }
    }
    let page = OverviewPage {
        p: &visitor.shell_of(uri),
        problems,
        days: found.map(|found| days(visitor, found)).unwrap_or_default(),
        totals: if found.is_some() {
            Due::ALL.into_iter().zip(totals).map(total).collect()
        } else {
            Vec::new()
        },
        parts,
    };
    visitor.page(status, &page)
}

fn days(visitor: &Visitor, found: &Deadlines) -> String {
    let [today, soon, week] = found.days.map(day);
    let args = [("today", today.into()), ("soon", soon.into()), ("week", week.into())];
    visitor.app.messages.text(visitor.language, "page-overview-days", &args)
}

fn sum<'l>(lines: impl Iterator<Item = &'l DeadlineLine>) -> Counts {
    lines.fold([0; 4], |sum, line| std::array::from_fn(|place| sum[place] + line.cases[place]))
}

fn grouped<K: Ord>(lines: &[DeadlineLine], key: impl Fn(&DeadlineLine) -> K) -> Vec<(K, Counts)> {
    let mut groups: BTreeMap<K, Vec<&DeadlineLine>> = BTreeMap::new();
    for line in lines {
        groups.entry(key(line)).or_default().push(line);
    }
    groups.into_iter().map(|(key, lines)| (key, sum(lines.into_iter()))).collect()
}

/// A row: its name, the question that lists its cases, its counts.
type Row = (String, String, Counts);

/// Where most is late comes first.
fn ranked(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut rows: Vec<Row> = rows.collect();
    rows.sort_by(|(one, _, a), (other, _, b)| {
        let urgency = |counts: &Counts| (counts[0], counts[2], counts[3]);
        urgency(b).cmp(&urgency(a)).then_with(|| one.cmp(other))
    });
    rows
}

/// Id, title and first heading of a part.
struct Kind {
    id: &'static str,
    title: &'static str,
    heading: &'static str,
}

const OFFICES: Kind = Kind { id: "by-office", title: "page-overview-offices", heading: "page-office" };
const SERVICES: Kind = Kind { id: "by-service", title: "page-overview-services", heading: "page-service" };

fn part(visitor: &Visitor, kind: &Kind, rows: Vec<Row>, from: usize, uri: &Uri) -> OverviewPart {
    let (title, all) = (visitor.t(kind.title), rows.len());
    let shown: Vec<Row> = rows.into_iter().skip(from).take(ROWS).collect();
    let bars: Vec<_> =
        shown.iter().take(BARS).map(|(name, _, [late, _, soon, _])| (name.clone(), [*late, *soon])).collect();
    let seen = |place: usize| bars.iter().map(|(_, lengths)| lengths[place]).sum::<u64>().to_string();
    let args: [(&str, Arg<'_>); 3] =
        [("count", bars.len().to_string().into()), ("late", seen(0).into()), ("soon", seen(1).into())];
    let headings = Due::ALL.map(|due| visitor.t(due.message()));
    OverviewPart {
        chart: BarChart {
            id: kind.id.to_owned(),
            title: title.clone(),
            description: visitor.app.messages.text(visitor.language, "page-overview-chart", &args),
            legend: [visitor.t(Due::Late.message()), visitor.t(Due::Soon.message())],
            bars,
        },
        table: Table {
            caption: title.clone(),
            headings: std::iter::once(visitor.t(kind.heading)).chain(headings).collect(),
            rows: shown.iter().map(|row| cells(visitor, row)).collect(),
        },
        next: (from + ROWS < all).then(|| next_page(uri, &(from + ROWS).to_string())),
        title,
    }
}

fn cells(visitor: &Visitor, (name, question, counts): &Row) -> Vec<Cell> {
    let count = |(due, count): (Due, &u64)| match count {
        0 => Cell::text("0"),
        count => Cell::link(count.to_string(), cases(visitor, question, due)),
    };
    std::iter::once(Cell::text(name)).chain(Due::ALL.into_iter().zip(counts).map(count)).collect()
}

/// Address of the inbox with the cases behind a number.
fn cases(visitor: &Visitor, question: &str, due: Due) -> String {
    visitor.to(&format!("/inbox?{question}&due={}", due.as_str()))
}
