//! What is late or will be, for whoever answers for it.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::Response;
use desk::{DueCount, Soon};
use pages::{Bar, OverviewCount, OverviewPage, OverviewRow, OverviewTable};

use super::Visitor;
use super::visitor::blocking;
use super::wording::service;

/// The overview. Heads of their own office, supervisors of theirs and those below.
pub(super) async fn show(visitor: Visitor) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let counts = match blocking(&visitor.app, move |desk| desk.due_soon(&who)).await {
        Ok(counts) => counts,
        Err(error) => return visitor.desk_error(&error),
    };
    let by_office = table(
        visitor.t("page-overview-offices"),
        &counts,
        |count| count.office.0.clone(),
        |office| (visitor.office(office), visitor.to(&address("office", office))),
    );
    let by_service = table(
        visitor.t("page-overview-services"),
        &counts,
        |count| count.service,
        |number| (service(*number, &visitor), visitor.to(&address("service", &number.to_string()))),
    );
    visitor.page(StatusCode::OK, &OverviewPage { p: &visitor.shell(), tables: vec![by_office, by_service] })
}

fn address(name: &str, value: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    format!("/inbox?{}", query.append_pair(name, value).finish())
}

/// Counts by one thing, the most urgent first.
fn table<K: Ord>(
    by: String,
    counts: &[DueCount],
    key: impl Fn(&DueCount) -> K,
    named: impl Fn(&K) -> (String, String),
) -> OverviewTable {
    let mut sums: BTreeMap<K, (u64, u64, u64)> = BTreeMap::new();
    for count in counts {
        let (late, today, days) = sums.entry(key(count)).or_default();
        *match count.soon {
            Soon::Late => late,
            Soon::Today => today,
            Soon::Days => days,
        } += count.cases;
    }
    let most = sums.values().map(|(late, today, days)| late + today + days).max().unwrap_or(0);
    let mut sums: Vec<_> = sums.into_iter().collect();
    // Stable: what is equally urgent stays in the order of its key.
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    let rows = sums.into_iter().map(|(key, (late, today, days))| {
        let (name, href) = named(&key);
        let count =
            |soon: Soon, count| OverviewCount { count, href: format!("{href}&soon={}", soon.as_str()) };
        OverviewRow {
            name,
            late: count(Soon::Late, late),
            today: count(Soon::Today, today),
            days: count(Soon::Days, days),
            bar: Bar::of(late, today, days, most),
            href,
        }
    });
    OverviewTable { by, rows: rows.collect() }
}
