//! Samples of every page, as an office would fill them. The people, numbers and parcels are invented.

use locale::{Language, Messages};
use pages::{
    Accounts, Cell, Choice, ErrorPage, Field, FieldKind, NextAccounts, Problem, ReceiptRow, SetUp, Shell,
    SignIn, SignedIn, Styleguide, Table, Template, Track,
};

const SERVICE: &str = "1. Жер учаскесіне жеке меншік құқығына актілерді ресімдеу және беру";
const NUMBER: &str = "01-2026-000014-7";
const OFFICE: &str = "«ЖерҒӨО» РМК Астана филиалы";
const PERSON: &str = "Сынақ Адам Адамұлы";
const APPLICATION: &str = "Кадастрды жүргізетін кәсіпорынға осы стандартқа 5-қосымшаға сәйкес нысан бойынша \
    жер учаскесіне жеке меншік құқығына актіні беруге өтініш";
const EXTRACT: &str = "жергілікті атқарушы органның жер учаскесіне жеке меншік құқығын беру туралы \
    шешімінен үзінді көшірме";

mod admin;
mod case;
mod finder;
mod guide;
mod inbox;
mod law;
mod office;
mod reception;
mod service;

/// A page of the samples.
pub struct Sample {
    /// Short name, for a file.
    pub name: &'static str,
    /// The page.
    pub html: String,
}

/// The frame of a page for somebody signed in.
pub fn shell(messages: &Messages, language: Language) -> Shell<'_> {
    let signed_in = SignedIn {
        name: "Сапарова Әсел Бекқызы".to_owned(),
        office: OFFICE.to_owned(),
        csrf: "csrf".to_owned(),
        lodges: true,
        sees_cases: true,
        oversees: true,
        sees_books: true,
        moves_files: true,
        keeps_accounts: true,
    };
    Shell { messages, language, path: "/inbox".to_owned(), signed_in: Some(signed_in) }
}

/// Every page.
pub fn all(p: &Shell<'_>) -> Vec<Sample> {
    let mut found = public(p);
    found.extend(finder::all(p));
    found.push(sample("styleguide", &Styleguide::of(p)));
    found.extend(guide::all(p));
    found.extend(service::all(p));
    found.extend(law::all(p));
    found.extend(inbox::all(p));
    found.extend(lists(p));
    found.extend(reception::all(p));
    found.extend(case::all(p));
    found.extend(office::all(p));
    found.extend(admin::all(p));
    found
}

fn sample(name: &'static str, page: &impl Template) -> Sample {
    Sample { name, html: page.render().expect("a sample renders") }
}

fn line(name: &str, label: &str, value: &str) -> Field {
    Field::line(name, label).value(value)
}

fn choices(labels: &[&str]) -> Vec<Choice> {
    let choice = |(place, label): (usize, &&str)| Choice {
        value: place.to_string(),
        label: (*label).to_owned(),
        chosen: place == 0,
    };
    labels.iter().enumerate().map(choice).collect()
}

fn select(name: &str, label: &str, labels: &[&str]) -> Field {
    Field::line(name, label).kind(FieldKind::Select(choices(labels)))
}

fn boxes(name: &str, label: &str, labels: &[&str]) -> Field {
    Field::line(name, label).kind(FieldKind::Boxes(choices(labels)))
}

fn wrong(field: &str, text: &str, cite: Option<&str>) -> Vec<Problem> {
    vec![Problem { field: field.to_owned(), text: text.to_owned(), cite: cite.map(str::to_owned) }]
}

fn credentials(p: &Shell<'_>) -> Vec<Field> {
    vec![
        line("login", &p.t("page-login"), "reception.cadastre"),
        Field::line("password", p.t("page-password")).kind(FieldKind::Line("password")).required(),
    ]
}

fn public(p: &Shell<'_>) -> Vec<Sample> {
    let secret =
        || vec![line("number", &p.t("page-number"), NUMBER), line("secret", &p.t("page-secret"), "KHY60")];
    let refused = wrong("login", "Логин немесе құпиясөз дұрыс емес.", None);
    let action = p.to("/set-up/secret");
    vec![
        sample("sign-in", &SignIn { p, problems: refused, fields: credentials(p) }),
        sample("set-up", &SetUp { p, action, problems: Vec::new(), fields: credentials(p) }),
        sample("track", &Track { p, problems: Vec::new(), fields: secret(), found: Some(case::tracked(p)) }),
        sample(
            "track-wrong",
            &Track {
                p,
                problems: wrong("number", &p.t("page-track-number-wrong"), None),
                fields: secret(),
                found: None,
            },
        ),
        sample(
            "error",
            &ErrorPage { p, title: p.t("page-stale"), remedy: p.t("page-stale-remedy"), cite: None },
        ),
    ]
}

fn lists(p: &Shell<'_>) -> Vec<Sample> {
    let account = ["head.cadastre", "Мұқанова Раушан Әбішқызы", "бөлім басшысы", OFFICE, "басшы"];
    let account = account.into_iter().map(ToOwned::to_owned);
    let account = account.chain([p.t("page-account-active"), p.t("page-last-sign-in-none")]);
    let all = || vec![Choice { value: String::new(), label: p.t("page-all"), chosen: true }];
    let chosen = |name: &str, label: &str| Field::line(name, p.t(label)).kind(FieldKind::Select(all()));
    let accounts = Accounts {
        p,
        problems: wrong("login", "Мұндай логин бар.", None),
        filters: vec![
            line("q", &p.t("page-accounts-seek"), "").hint(p.t("page-accounts-seek-hint")),
            chosen("office", "page-office"),
            chosen("role", "page-roles"),
            chosen("state", "page-state"),
        ],
        table: Table {
            caption: p.t("page-accounts"),
            headings: [
                "page-login",
                "page-name",
                "page-post",
                "page-office",
                "page-roles",
                "page-state",
                "page-last-sign-in",
            ]
            .map(|name| p.t(name))
            .to_vec(),
            rows: vec![account.map(Cell::text).collect()],
        },
        short: true,
        next: Some(NextAccounts::Form(vec![("q".to_owned(), "мұқ".to_owned())])),
        fields: credentials(p),
    };
    vec![sample("accounts", &accounts)]
}

fn receipt() -> Vec<ReceiptRow> {
    let row = |heading: &str, lines: &[&str], cite: &str| ReceiptRow {
        heading: heading.to_owned(),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        cite: cite.to_owned(),
    };
    vec![
        row("сұраудың нөмірі және қабылданған күні", &[NUMBER, "23.11.2026 13:56"], "S1 ¶14.1"),
        row("сұрау салынған мемлекеттік қызмет түрі", &[&SERVICE[3..]], "S1 ¶14.2"),
        row("қоса берілген құжаттардың саны мен атаулары", &["2", APPLICATION, EXTRACT], "S1 ¶14.3"),
        row("құжаттарды беру күні (уақыты) мен орны", &["01.12.2026 18:00", OFFICE], "S1 ¶14.4"),
        row(
            "мемлекеттік қызмет көрсету үшін өтінішті қабылдаған адамның тегі, аты, әкесінің аты мен лауазымы",
            &["Сапарова Әсел Бекқызы, қабылдау маманы"],
            "S1 ¶14.5",
        ),
    ]
}
