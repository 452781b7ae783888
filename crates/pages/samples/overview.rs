use pages::{BarChart, Cell, OverviewPage, OverviewPart, Shell, Table};

use super::{OFFICE, SERVICE, Sample, sample};

const DUE: [&str; 4] = ["desk-due-late", "desk-due-today", "desk-due-soon", "desk-due-week"];

fn part(
    p: &Shell<'_>,
    id: &str,
    title: &str,
    bars: &[(&str, [u64; 4])],
    next: Option<String>,
) -> OverviewPart {
    let heading = |name: &&str| p.t(name);
    let row = |(name, counts): &(&str, [u64; 4])| {
        let href = |count: &u64| Cell::link(count.to_string(), p.to("/inbox?due=late"));
        std::iter::once(Cell::text(*name)).chain(counts.iter().map(href)).collect()
    };
    OverviewPart {
        title: p.t(title),
        chart: BarChart {
            id: id.to_owned(),
            title: p.t(title),
            description: p.messages.text(
                p.language,
                "page-overview-chart",
                &[("count", "3".into()), ("late", "12".into()), ("soon", "13".into())],
            ),
            legend: [p.t("desk-due-late"), p.t("desk-due-soon")],
            bars: bars
                .iter()
                .map(|(name, [late, _, soon, _])| ((*name).to_owned(), [*late, *soon]))
                .collect(),
        },
        table: Table {
            caption: p.t(title),
            headings: std::iter::once(p.t("page-office")).chain(DUE.iter().map(heading)).collect(),
            rows: bars.iter().map(row).collect(),
        },
        next,
    }
}

/// What is late and what will be.
pub(super) fn overview(p: &Shell<'_>) -> Sample {
    let offices = [
        (OFFICE, [7, 2, 9, 11]),
        ("Есіл ауданының бөлімшесі – «ЖерҒӨО» РМК Ақмола филиалы", [5, 0, 1, 1]),
        ("Ақмола филиалы", [0, 0, 3, 3]),
    ];
    let page = OverviewPage {
        p,
        problems: Vec::new(),
        days: p.t("page-overview-lead"),
        totals: DUE
            .iter()
            .zip([12, 2, 13, 15])
            .map(|(name, count)| (p.t(name), count, p.to("/inbox?due=late")))
            .collect(),
        parts: vec![
            part(p, "by-office", "page-overview-offices", &offices, Some(p.to("/overview?cursor=50"))),
            part(p, "by-service", "page-overview-services", &[(SERVICE, [12, 2, 13, 15])], None),
        ],
    };
    sample("overview", &page)
}
