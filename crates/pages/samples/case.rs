//! A case on its page.

use pages::{
    ActionForm, CaseFacts, CasePage, ClockRow, DrawnTerm, Field, FieldKind, Hindered, HistoryRow, OfficeCard,
    Presence, Shell, StepForm, StripCell, TrackRow, Tracked,
};

use super::{
    APPLICATION, EXTRACT, NUMBER, OFFICE, PERSON, SERVICE, Sample, boxes, guide, line, reception, sample,
    select, wrong,
};

/// A term that was suspended once.
pub(super) fn drawn(p: &Shell<'_>) -> DrawnTerm {
    let cell =
        |text: &str, looks: &'static str| StripCell { text: text.to_owned(), looks, today: text == "26" };
    let clock = |name: &str, until: &str, cite: &str, over: bool| ClockRow {
        name: p.t(name),
        until: until.to_owned(),
        note: if over { p.t("page-clock-over") } else { String::new() },
        cite: cite.to_owned(),
        over,
    };
    let looks = ["lodged", "counts", "closed", "suspended", "end", "deemed"];
    DrawnTerm {
        lead: p.t1("page-term-until", "end", "01.12.2026, сейсенбі, 18:00"),
        cite: "S1 ¶7.1".to_owned(),
        cells: vec![
            cell("20.11", "lodged"),
            cell("21", "closed"),
            cell("22", "closed"),
            cell("23", "suspended"),
            cell("… 96 …", "suspended gap"),
            cell("24", "suspended"),
            cell("25", "counts"),
            cell("26", "counts"),
            cell("01.12", "end"),
            cell("2", "deemed"),
        ],
        legend: looks.map(|looks| (looks, p.t(&format!("page-looks-{looks}")))).to_vec(),
        stops: vec!["23.11.2026 – 24.11.2026: сот шешімі (S1 ¶16)".to_owned()],
        clocks: vec![
            clock("page-clock-term", "01.12.2026 18:00", "S1 ¶7.1", false),
            clock("page-incomplete-until", "24.11.2026 18:00", "S1 ¶11", true),
            clock("page-deemed-on", "02.12.2026 00:00", "S1 ¶16", false),
        ],
        calendar: guide::calendar(p),
    }
}

/// A case as its applicant follows it.
pub(super) fn tracked(p: &Shell<'_>) -> Tracked {
    let timeline = |what: &str, cite: &str| TrackRow {
        at: "23.11.2026 13:56".to_owned(),
        what: what.to_owned(),
        cite: cite.to_owned(),
    };
    let office = OfficeCard {
        name: OFFICE.to_owned(),
        address: "010000, Астана қаласы, Ойдан көшесі, 1".to_owned(),
        phones: vec![(Some("+77172000000".to_owned()), "8 (7172) 00-00-00".to_owned())],
        now: Some("18:00".to_owned()),
        hours: vec![(p.t("page-weekday-1"), "09:00–13:00, 14:00–18:00".to_owned())],
        ..OfficeCard::default()
    };
    Tracked {
        number: NUMBER.to_owned(),
        service: SERVICE.to_owned(),
        state: p.t("case-state-ready"),
        late: true,
        next: vec![p.t("page-next-ready"), p.t1("page-track-left", "left", "3 жұмыс күні")],
        must: vec![
            (p.t("page-track-collect"), String::new()),
            (p.t1("page-next-show", "papers", "қолхат"), "S1 ¶15".to_owned()),
        ],
        collect: Some(office.clone()),
        term: drawn(p),
        timeline: vec![timeline("Өтініш тіркелді", "S1 ¶11.1"), timeline("Іс тоқтатылды", "S1 ¶16")],
        deciding: office,
        complain: p.to("/complain?service=1"),
        looks: vec![("23.11.2026 13:56".to_owned(), OFFICE.to_owned(), p.t("desk-look-case"))],
    }
}

pub(super) fn all(p: &Shell<'_>) -> Vec<Sample> {
    let facts = CaseFacts {
        number: NUMBER.to_owned(),
        service: SERVICE.to_owned(),
        state: p.t("case-state-ready"),
        next: p.t("page-now-ready"),
        late: true,
        href: p.to("/cases/1"),
        receipt: Some(p.to("/cases/1/receipt")),
        rows: vec![
            (p.t("page-applicant"), PERSON.to_owned()),
            (p.t("page-parcel"), "21-318-065-183".to_owned()),
            (p.t("page-due"), "01.12.2026 18:00".to_owned()),
            (p.t("page-deemed-on"), "02.12.2026 00:00".to_owned()),
            (p.t("page-file-holder"), OFFICE.to_owned()),
        ],
    };
    let step = |id: &str, fields: Vec<Field>, open: bool| StepForm {
        id: id.to_owned(),
        title: p.t(&format!("case-step-{id}")),
        cite: "S1 ¶16".to_owned(),
        until: open.then(|| "25.11.2026 18:00".to_owned()),
        leads_on: id == "hand-out",
        fields,
        open,
        version: "3".to_owned(),
        key: format!("key-{id}"),
    };
    let reason = |label: &str| Field::line("reason", p.t(label)).kind(FieldKind::Lines);
    let shown = [p.t("case-shown-receipt"), p.t("case-shown-identity-document")];
    let hand_out = vec![
        select("way", &p.t("page-way"), &[&p.t("case-way-in-person")]),
        boxes("shown", &p.t("page-shown"), &shown.each_ref().map(String::as_str)),
        line("to", &p.t("page-to-whom"), PERSON),
    ];
    let history = |what: &str, details: &[&str], cite: &str| HistoryRow {
        at: "23.11.2026 13:56".to_owned(),
        who: format!("Сапарова Әсел Бекқызы, қабылдау маманы, {OFFICE}"),
        what: what.to_owned(),
        details: details.iter().map(|detail| (*detail).to_owned()).collect(),
        note: cite.is_empty(),
        cite: cite.to_owned(),
    };
    let mut problems = wrong("", "Қолхат көрсетілмеген.", Some("S1 ¶15"));
    problems.extend(wrong("to", "Бұл өрісті толтырыңыз.", None));
    let page = CasePage {
        p,
        problems,
        facts,
        term: drawn(p),
        done: Some(p.t("case-event-made-ready")),
        presence: Presence {
            href: p.to("/cases/1/presence"),
            seen: "2026-11-23T08:56:00Z".to_owned(),
            people: vec![(
                format!("Мұқанова Раушан Әбішқызы, бөлім басшысы, {OFFICE}"),
                p.t1("page-presence-since", "since", "13:56"),
            )],
        },
        missing: vec![EXTRACT.to_owned()],
        hindered: vec![Hindered {
            steps: p.t("case-step-store"),
            reason: p.t1("case-storage-too-early", "until", "01.12.2026 18:00"),
            cite: Some("S1 ¶26".to_owned()),
        }],
        note: Some(ActionForm {
            id: "note".to_owned(),
            title: p.t("page-note-write"),
            action: p.to("/cases/1/notes"),
            hidden: vec![("key".to_owned(), "key-note".to_owned())],
            fields: vec![
                Field::line("remark", p.t("page-note-text"))
                    .kind(FieldKind::Lines)
                    .hint(p.t("page-note-hint"))
                    .required(),
            ],
            open: false,
        }),
        papers: vec![(APPLICATION.to_owned(), p.t("case-brought-original-kept"))],
        scans: reception::scans(p),
        sheets: vec![(p.to("/cases/1/forms/5"), APPLICATION.to_owned())],
        steps: vec![
            step("hand-out", hand_out, true),
            step("cancel", vec![reason("page-reason")], false),
            step("withdraw", vec![reason("page-reason")], false),
        ],
        history: vec![
            history("Өтініш тіркелді", &[], "S1 ¶11.1"),
            history("Рәсімдеу тоқтатылды", &["Сот шешімі № 5, 20.11.2026"], "S1 ¶16"),
            history(&p.t("page-note-line"), &["Жобасын ертең әкеледі."], ""),
        ],
    };
    vec![sample("case", &page)]
}
