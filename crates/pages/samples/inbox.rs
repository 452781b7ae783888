//! The inbox, and one step for many of its cases.

use pages::{
    AbsencePart, AbsencesPage, ActionForm, BulkChoice, BulkConfirm, BulkPage, CaseRow, Cell, DayPage,
    DayPart, Inbox, InboxList, Live, Shell, Shows, Table, WeekDay,
};

use super::{NUMBER, PERSON, SERVICE, Sample, boxes, sample, select, wrong};

pub fn all(p: &Shell<'_>) -> Vec<Sample> {
    let row = |number: &str, applicant: &str, late: bool| CaseRow {
        id: number.to_owned(),
        ticked: late,
        href: p.to("/cases/1"),
        number: number.to_owned(),
        service: SERVICE.to_owned(),
        applicant: applicant.to_owned(),
        state: p.t(if late { "case-state-deemed-granted" } else { "case-state-in-work" }),
        due: "01.12.2026 18:00".to_owned(),
        left: p.t1("page-left-days", "days", "6"),
        late,
        in_place_of: late.then(|| p.t1("page-in-place-of", "name", PERSON)),
    };
    let all = p.t("page-all");
    let inbox = Inbox {
        p,
        sought: String::new(),
        problems: Vec::new(),
        live: Some(Live { source: p.to("/inbox/list"), again: p.to("/inbox") }),
        shows: Some(Shows { waiting: true, of_waiting: p.to("/inbox"), of_all: p.to("/inbox?show=all") }),
        standing_in: vec![
            "Сіз 15.12.2026 дейін Мұқанова Раушан Әбішқызы (бөлім басшысы) орнындасыз.".to_owned(),
        ],
        filters: vec![
            select("whose", &p.t("page-whose"), &[&all, &p.t("page-mine")]),
            select("state", &p.t("page-state"), &[&all, &p.t("case-state-in-work")]),
            select("service", &p.t("page-service"), &[&all, SERVICE]),
        ],
        list: InboxList {
            p,
            nothing: String::new(),
            rows: vec![row("01-2026-000006-3", PERSON, true), row(NUMBER, "«Ақ Дала Агро» ЖШС", false)],
            ticks: true,
            next: Some(p.to("/inbox?cursor=1")),
        },
        bulk: Some(BulkChoice {
            all: p.to("/inbox?tick=all"),
            from: String::new(),
            fields: vec![
                select("step", &p.t("page-bulk-step"), &[&p.t("case-step-grant"), &p.t("case-step-assign")]),
                select("officer", &p.t("page-bulk-officer"), &[PERSON]).hint(p.t("page-bulk-officer-hint")),
            ],
        }),
    };
    let found = Inbox {
        p,
        sought: "21-318".to_owned(),
        problems: Vec::new(),
        live: None,
        shows: None,
        standing_in: Vec::new(),
        filters: vec![boxes("unused", &all, &[&all])],
        list: InboxList { p, nothing: p.t("page-nothing"), rows: Vec::new(), ticks: false, next: None },
        bulk: None,
    };
    let cases = |title: &str, why: Option<&str>| {
        let mut row = vec![
            Cell::link(NUMBER, p.to("/cases/1")),
            Cell::text(SERVICE),
            Cell::text(PERSON),
            Cell::text("01.12.2026 18:00"),
        ];
        row.extend(why.map(Cell::text));
        row.push(Cell::link("S1 ¶16", p.to("/law/1#p16")));
        let mut headings = vec!["page-number", "page-service", "page-applicant", "page-due"];
        headings.extend(why.map(|_| "page-bulk-why"));
        headings.push("page-bulk-cite");
        let headings = headings.into_iter().map(|name| p.t(name)).collect();
        let title = p.t1(title, "count", "1");
        (title.clone(), Table { caption: title, headings, rows: vec![row] })
    };
    let why = "Іс тоқтатылған: тек тоқтатуды аяқтайтын құжат оны жылжытады.";
    let bulk = |parts, confirm, done, lead: String| BulkPage {
        p,
        title: p.t1("page-bulk-title", "step", p.t("case-step-grant")),
        problems: Vec::new(),
        lead,
        done,
        parts,
        confirm,
        back: p.to("/inbox"),
    };
    let confirm = BulkConfirm {
        button: p.t1("page-bulk-take", "count", "1"),
        hidden: vec![("step".to_owned(), "grant".to_owned())],
    };
    let check = bulk(
        vec![cases("page-bulk-allowed", None), cases("page-bulk-refused", Some(why))],
        Some(confirm),
        false,
        p.t("page-bulk-lead"),
    );
    let done = bulk(
        vec![cases("page-bulk-not-done", Some(why)), cases("page-bulk-was-done", None)],
        None,
        true,
        p.t1("page-bulk-done", "count", "1"),
    );
    vec![
        sample("inbox", &inbox),
        sample("found", &found),
        sample("bulk-check", &check),
        sample("bulk-done", &done),
        absences(p),
        day(p),
    ]
}

fn table(p: &Shell<'_>, caption: &str, headings: &[&str], rows: Vec<Vec<Cell>>) -> Table {
    Table { caption: p.t(caption), headings: headings.iter().map(|name| p.t(name)).collect(), rows }
}

fn absences(p: &Shell<'_>) -> Sample {
    let headings = [
        "page-absence-person",
        "page-absence-days",
        "page-absence-deputy",
        "page-absence-recorded-by",
        "page-state",
    ];
    let line = [PERSON, "01.12.2026 – 15.12.2026", "Досымов Арман Ғалымұлы, маман", PERSON, "күшінде"];
    let action = |id: &str, title: String, open| ActionForm {
        id: id.to_owned(),
        title,
        action: p.to("/absences"),
        hidden: vec![("do".to_owned(), id.to_owned())],
        fields: vec![select("deputy", &p.t("page-absence-deputy"), &[PERSON])],
        open,
    };
    let part = |whose: &str, open| AbsencePart {
        heading: p.t(&format!("page-absences-{whose}")),
        table: table(p, &format!("page-absences-{whose}"), &headings, vec![line.map(Cell::text).to_vec()]),
        actions: vec![action(whose, p.t(&format!("page-absence-record-{whose}")), open)],
    };
    let page = AbsencesPage {
        p,
        problems: wrong("deputy", "Орнына қалатын қызметкерді таңдаңыз.", None),
        done: Some(p.t("page-absence-recorded")),
        standing_in: vec![p.t("page-absences")],
        parts: vec![part("own", true), part("office", false)],
    };
    sample("absences", &page)
}

fn day(p: &Shell<'_>) -> Sample {
    let week = (23..30).map(|number| WeekDay {
        name: format!("{} {number}", p.t(&format!("page-weekday-{}", number - 22))),
        date: format!("2026-11-{number}"),
        href: p.to(&format!("/day?on=2026-11-{number}")),
        chosen: number == 27,
        closed: number > 27,
        says: vec![p.t1("page-day-count", "count", "3")],
    });
    let due = ["page-day-hour", "page-number", "page-service", "page-applicant", "page-state"];
    let case = vec![
        Cell::text("18:00"),
        Cell::link(NUMBER, p.to("/cases/1")),
        Cell::text(SERVICE),
        Cell::text(PERSON),
        Cell::text(p.t("case-state-in-work")),
    ];
    let part = |heading: &str, nothing: &str, rows, all| DayPart {
        heading: p.t(heading),
        table: table(p, heading, &due, rows),
        nothing: p.t(nothing),
        all,
    };
    let page = DayPage {
        p,
        title: p.t1("page-day-title", "day", "27.11.2026"),
        office: super::OFFICE.to_owned(),
        open: "09:00–13:00, 14:00–18:00".to_owned(),
        closed: false,
        ways: vec![(p.to("/day?on=2026-11-26"), p.t1("page-day-before", "day", "26.11.2026"))],
        week: week.collect(),
        parts: vec![
            part(
                "page-day-due",
                "page-day-nothing-due",
                vec![case],
                Some((p.to("/inbox?on=2026-11-27"), p.t("page-day-inbox"))),
            ),
            part("page-day-away", "page-day-nobody-away", Vec::new(), None),
        ],
    };
    sample("day", &page)
}
