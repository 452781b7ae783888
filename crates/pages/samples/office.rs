use pages::{
    AccountPage, ActionForm, Bar, BookPage, Cell, Field, FieldKind, OverviewCount, OverviewPage, OverviewRow,
    OverviewTable, Shell, Table, TransferLists, TransferPage,
};

use super::{NUMBER, OFFICE, PERSON, SERVICE, Sample, boxes, line, sample, select, wrong};

const CENTRE: &str = "Астана қаласының халыққа қызмет көрсету орталығы";

/// Books, lists of paper files, accounts.
pub(super) fn all(p: &Shell<'_>) -> Vec<Sample> {
    vec![
        sample("book", &book(p)),
        sample("transfers", &transfers(p)),
        sample("transfer", &transfer(p)),
        sample("account", &account(p)),
        sample("overview", &overview(p)),
    ]
}

fn action(p: &Shell<'_>, id: &str, title: &str, fields: Vec<Field>, open: bool) -> ActionForm {
    ActionForm {
        id: id.to_owned(),
        title: p.t(title),
        action: p.to("/transfers/1"),
        hidden: vec![("key".to_owned(), format!("key-{id}"))],
        fields,
        open,
    }
}

fn cells(texts: &[&str]) -> Vec<Cell> {
    texts.iter().map(|text| Cell::text(*text)).collect()
}

fn book<'a>(p: &'a Shell<'a>) -> BookPage<'a> {
    let day = |name: &str, label: &str| line(name, &p.t(label), "2026-11-01").kind(FieldKind::Line("date"));
    let headings = ["page-entry-number", "page-entry-day", "page-number", "page-service", "page-applicant"];
    BookPage {
        p,
        title: p.t("page-books"),
        problems: Vec::new(),
        action: p.to("/books"),
        filters: vec![
            select("book", &p.t("page-book"), &["Тіркеу және есепке алу кітабы"]),
            day("from", "page-book-from"),
            day("to", "page-book-to"),
        ],
        table: Table {
            caption: p.t("page-books"),
            headings: headings.map(|heading| p.t(heading)).to_vec(),
            rows: vec![cells(&["1", "23.11.2026", NUMBER, SERVICE, PERSON])],
        },
        next: Some(p.to("/books?cursor=2026.50")),
    }
}

fn transfers<'a>(p: &'a Shell<'a>) -> TransferLists<'a> {
    let headings = [
        "page-number",
        "page-transfer-from",
        "page-transfer-to",
        "page-transfer-sent",
        "page-transfer-received",
    ];
    let mut row = vec![Cell::link("2026-17", p.to("/transfers/1"))];
    row.extend(cells(&[CENTRE, OFFICE, "23.11.2026 17:40", ""]));
    let fields = vec![
        select("to", &p.t("page-transfer-to"), &[OFFICE]),
        boxes("cases", &p.t("page-transfer-files"), &[NUMBER, "03-2026-000004-5"]),
    ];
    TransferLists {
        p,
        problems: wrong("cases", "Кемінде бір іс таңдаңыз.", None),
        other: (p.to("/transfers?direction=incoming"), p.t("page-transfers-incoming")),
        table: Table {
            caption: p.t("page-transfers"),
            headings: headings.map(|heading| p.t(heading)).to_vec(),
            rows: vec![row],
        },
        next: None,
        new: Some(action(p, "new", "page-transfer-new", fields, true)),
    }
}

fn transfer<'a>(p: &'a Shell<'a>) -> TransferPage<'a> {
    TransferPage {
        p,
        number: "2026-17".to_owned(),
        problems: Vec::new(),
        rows: vec![
            (p.t("page-transfer-from"), CENTRE.to_owned()),
            (p.t("page-transfer-to"), OFFICE.to_owned()),
            (p.t("page-transfer-made"), "23.11.2026 17:30".to_owned()),
        ],
        table: Table {
            caption: p.t("page-transfer-files"),
            headings: vec![p.t("page-entry-number"), p.t("page-number")],
            rows: vec![vec![Cell::text("1"), Cell::link(NUMBER, p.to("/cases/1"))]],
        },
        actions: vec![action(p, "sent", "page-confirm-sent", Vec::new(), false)],
    }
}

fn account<'a>(p: &'a Shell<'a>) -> AccountPage<'a> {
    let secret = |name: &str, label: &str| Field::line(name, p.t(label)).kind(FieldKind::Line("password"));
    let fields = vec![
        secret("old", "page-old-password"),
        secret("new", "page-new-password").hint(p.t("page-password-hint")),
    ];
    AccountPage {
        p,
        name: "Мұқанова Раушан Әбішқызы".to_owned(),
        done: Some(p.t("page-account-changed")),
        link: Some("https://zher.example.kz/kk/password/1/5f1c9a0e".to_owned()),
        problems: wrong("old", "Құпиясөз дұрыс емес.", None),
        rows: vec![
            (p.t("page-login"), "head.cadastre".to_owned()),
            (p.t("page-office"), OFFICE.to_owned()),
            (p.t("page-state"), p.t("page-account-active")),
            (p.t("page-last-sign-in"), "23.11.2026 13:56".to_owned()),
        ],
        sessions: Table {
            caption: p.t("page-sessions"),
            headings: ["page-session-began", "page-session-used"].map(|name| p.t(name)).to_vec(),
            rows: vec![
                vec![
                    Cell::text(p.t1("page-session-this", "began", "23.11.2026 13:56")),
                    Cell::text("23.11.2026 14:20"),
                ],
                vec![Cell::text("22.11.2026 09:02"), Cell::text("22.11.2026 17:41")],
            ],
        },
        sessions_told: None,
        actions: vec![
            action(p, "password", "page-change-password", fields, true),
            action(p, "sessions", "page-sessions-end-others", Vec::new(), false),
            action(p, "close", "page-account-close", Vec::new(), false),
        ],
    }
}

fn overview<'a>(p: &'a Shell<'a>) -> OverviewPage<'a> {
    let count = |count, soon: &str| OverviewCount {
        count,
        href: p.to(&format!("/inbox?office=cadastre-21-astana&soon={soon}")),
    };
    let row = |name: &str, late, today, days| OverviewRow {
        name: name.to_owned(),
        href: p.to("/inbox?office=cadastre-21-astana"),
        late: count(late, "late"),
        today: count(today, "today"),
        days: count(days, "days"),
        bar: Bar::of(late, today, days, 40),
    };
    let table = |by: &str, rows: Vec<OverviewRow>| OverviewTable { by: p.t(by), rows };
    OverviewPage {
        p,
        tables: vec![
            table("page-overview-offices", vec![row(OFFICE, 12, 8, 20), row(CENTRE, 0, 1, 3)]),
            table("page-overview-services", Vec::new()),
        ],
    }
}
