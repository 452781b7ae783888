use pages::{Field, OfficeCard, OfficesPage, Shell};

use super::{OFFICE, SERVICE, Sample, boxes, line, sample, select};

/// The office finder.
pub(super) fn offices(p: &Shell<'_>) -> Sample {
    let card = OfficeCard {
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
        hours: vec![
            ("дс–жм".to_owned(), "09:00–18:00".to_owned()),
            ("сн–жс".to_owned(), p.t("page-office-closed")),
        ],
        access: Some(("пандус, лифт".to_owned(), "S1 ¶10.1".to_owned())),
        premises: vec![("күту орындары".to_owned(), "S1 ¶10.1".to_owned())],
        services: vec![(SERVICE.to_owned(), p.to("/services/1"))],
    };
    let parcel: Field = line("parcel", &p.t("page-offices-parcel"), "21-318-065-123");
    let page = OfficesPage {
        p,
        problems: Vec::new(),
        action: p.to("/offices"),
        fields: vec![
            select("service", &p.t("page-service"), &[SERVICE]),
            parcel.hint(p.t("page-offices-parcel-hint")),
            boxes("open", &p.t("page-office-hours"), &[&p.t("page-offices-open-now")]),
        ],
        place: Some("21-318-065-123 – Астана қаласы".to_owned()),
        offices: vec![card],
        next: Some(p.to("/offices?cursor=1")),
    };
    sample("offices", &page)
}
