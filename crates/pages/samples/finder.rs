use pages::{Field, KindRow, MapRegion, OfficeCard, OfficesPage, ParcelPlace, RegionMap, Shell};

use super::{OFFICE, SERVICE, Sample, line, sample, select, wrong};

/// The office finder: with a parcel and its map, and with a question that could not be read.
pub(super) fn all(p: &Shell<'_>) -> Vec<Sample> {
    let mut refused = page(p);
    refused.problems = wrong("parcel", &p.t("page-offices-no-parcel"), None);
    for field in &mut refused.fields {
        field.problem = Some(p.t("page-offices-no-parcel"));
    }
    refused.more_open = true;
    refused.parcel = None;
    refused.map = None;
    refused.found = None;
    refused.offices = Vec::new();
    refused.elsewhere = Some((p.t("page-offices"), p.to("/offices?q=1")));
    vec![sample("offices", &page(p)), sample("offices-refused", &refused)]
}

fn page<'a>(p: &'a Shell<'a>) -> OfficesPage<'a> {
    let parcel: Field = line("parcel", &p.t("page-offices-parcel"), "21-318-065-123");
    OfficesPage {
        p,
        problems: Vec::new(),
        action: p.to("/offices"),
        fields: vec![
            select("service", &p.t("page-service"), &[SERVICE]),
            parcel.hint(p.t("page-offices-parcel-hint")),
            select("open", &p.t("page-office-hours"), &[&p.t("page-offices-open-now")]),
        ],
        more: vec![line("day", &p.t("page-offices-day"), "2013-09-02")],
        more_open: false,
        parcel: Some(ParcelPlace {
            region: "21-318-065-123 – Астана қаласы".to_owned(),
            district: p.t("page-offices-choose-district"),
            why: p.t("page-offices-no-code"),
            kinds: vec![KindRow {
                name: p.t("page-provider-centre"),
                part: Some(p.t("page-office-accepts")),
                count: 4,
                href: p.to("/offices?kind=centre"),
            }],
        }),
        whose: vec![(OFFICE.to_owned(), "S1 ¶1".to_owned())],
        map: Some(map(p)),
        found: Some(p.t1("page-offices-found", "count", "1")),
        elsewhere: None,
        offices: vec![card(p)],
        next: Some(p.to("/offices?cursor=1")),
    }
}

fn map<'a>(p: &'a Shell<'a>) -> RegionMap<'a> {
    let region = |code: &str, count, outline, at| MapRegion {
        name: p.t(&format!("page-map-region-{code}")),
        short: p.t(&format!("page-map-region-{code}")),
        href: p.to(&format!("/offices?region={code}")),
        count,
        shade: if count == 0 { 0 } else { 4 },
        at,
        outline,
        chosen: code == "21",
    };
    RegionMap {
        caption: p.t("page-map-found"),
        size: (200, 100),
        regions: vec![
            region("01", 0, Some("M10 10l180 0l0 80l-180 0Z"), (60, 40)),
            region("21", 12, None, (140, 40)),
        ],
        everywhere: (p.t1("page-map-everywhere", "count", "12"), p.to("/offices")),
    }
}

fn card(p: &Shell<'_>) -> OfficeCard {
    OfficeCard {
        name: OFFICE.to_owned(),
        kind: p.t("page-provider-cadastre-enterprise"),
        part: Some(p.t("page-office-decides")),
        address: "010000, Астана қаласы, Бейбітшілік көшесі, 1".to_owned(),
        phones: vec![
            (Some("+77172000000".to_owned()), "8 (7172) 00-00-00".to_owned()),
            (None, "00-00".to_owned()),
        ],
        emails: vec!["office@example.kz".to_owned()],
        now: Some(p.t1("page-office-open", "time", "18:00")),
        clock: Some(p.t1("page-office-clock", "time", "09:15")),
        hours: vec![
            ("дс–жм".to_owned(), "09:00–18:00".to_owned()),
            ("сн–жс".to_owned(), p.t("page-office-closed")),
        ],
        pause: Some("13:00–14:00".to_owned()),
        hours_cite: Some("S1 ¶9".to_owned()),
        unusual: vec!["30.08.2013".to_owned()],
        access: Some(("пандус, лифт".to_owned(), "S1 ¶10.1".to_owned())),
        premises: vec![("күту орындары".to_owned(), "S1 ¶10.1".to_owned())],
        services: vec![(SERVICE.to_owned(), p.to("/services/1"))],
    }
}
