//! The rules as they are loaded, what administrators changed, and what is planned and can still be withdrawn.

use std::collections::BTreeMap;

use axum::extract::OriginalUri;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use desk::{ChangeKind, ChangeLine, Session};
use jiff::civil::Date;
use pages::{ActionForm, Cell, Field, FieldKind, KeptPage, Problem, Table};

use super::Visitor;
use super::admin::{table, table_of};
use super::form::{Form, mark, mark_and_name};
use super::visitor::blocking;
use super::wording::{day, instant, service};
use crate::reader::query_pairs;

/// The rule files as they were loaded, and which edition counts on a day. Who keeps the rules.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    match visitor.signed_in() {
        Ok(who) => list(&visitor, who, &uri, None).await,
        Err(response) => *response,
    }
}

/// Withdraws an edition before its day. Who keeps the rules.
pub(super) async fn withdraw(visitor: Visitor, OriginalUri(uri): OriginalUri, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let number = form.get("change").parse().unwrap_or_default();
    let (caller, reason) = (who.clone(), form.get("reason").to_owned());
    match blocking(&visitor.app, move |desk| desk.withdraw_edition(&caller, number, &reason)).await {
        Ok(()) => Redirect::to(&visitor.to("/admin/rules")).into_response(),
        Err(error) => match visitor.problems(error) {
            Ok(problems) => list(&visitor, who, &uri, Some((form, problems))).await,
            Err(error) => visitor.desk_error(&error),
        },
    }
}

async fn list(visitor: &Visitor, who: Session, uri: &Uri, sent: Option<(Form, Vec<Problem>)>) -> Response {
    let changes = match blocking(&visitor.app, move |desk| desk.rule_changes(&who)).await {
        Ok(changes) => changes,
        Err(error) => return visitor.desk_error(&error),
    };
    let asked = Form::of(query_pairs(uri));
    let today = visitor.app.desk.today();
    let typed = asked.some("on").unwrap_or_else(|| today.to_string());
    let on: Option<Date> = typed.parse().ok();
    let mut problems = sent.as_ref().map(|(_, problems)| problems.clone()).unwrap_or_default();
    if on.is_none() {
        problems.push(Problem { field: "on".to_owned(), text: visitor.t("desk-field-day"), cite: None });
    }
    let mut filters =
        vec![Field::line("on", visitor.t("page-rules-on")).kind(FieldKind::Line("date")).value(typed)];
    mark_and_name(&mut filters, &mut problems);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let lead = visitor.app.messages.text(
        visitor.language,
        "page-rules-lead",
        &[("version", env!("CARGO_PKG_VERSION").into())],
    );
    let links = [
        ("/admin/rules/check", "page-edition-check"),
        ("/admin/rules/index", "page-index"),
        ("/admin/rules/day", "page-rules-day"),
        ("/admin/offices", "page-kept-offices"),
    ];
    let planned = planned(visitor, &changes, sent.as_ref());
    let page = KeptPage {
        p: &visitor.shell_of(uri),
        title: visitor.t("page-rules"),
        lead,
        links: links.map(|(path, name)| (visitor.to(path), visitor.t(name))).to_vec(),
        problems,
        planned: (!planned.is_empty()).then(|| (visitor.t("page-rules-planned"), planned)),
        action: visitor.to("/admin/rules"),
        filters,
        parts: on.map(|on| rule_parts(visitor, on, &changes)).unwrap_or_default(),
        next: None,
    };
    visitor.page(status, &page)
}

fn rule_parts(visitor: &Visitor, on: Date, changes: &[ChangeLine]) -> Vec<(String, Table)> {
    let law = visitor.app.desk.law();
    let hashes: BTreeMap<&str, &str> =
        law.rulebook.files().map(|(path, hash)| (path, hash.as_str())).collect();
    let changeable: Vec<&str> = visitor
        .session
        .as_ref()
        .and_then(|(who, _)| visitor.app.desk.changeable_rules(who).ok())
        .unwrap_or_default();
    let file = |path: &str| {
        let hash = Cell::text(hashes.get(path).map_or("", |hash| *hash));
        let name = match changeable.contains(&path) {
            true => Cell::link(path, visitor.to(&format!("/admin/rules/check?file={path}"))),
            false => Cell::text(path),
        };
        [name, hash]
    };
    let texts = |texts: Vec<String>| texts.into_iter().map(Cell::text).collect::<Vec<Cell>>();
    let yes = |is: bool| visitor.t(if is { "page-yes" } else { "page-no" });
    let editions = law.rulebook.numbers().flat_map(|number| law.rulebook.editions(number));
    let editions = editions.map(|standard| {
        let counts = law.rulebook.standard_on(standard.number, on).map(|one| one.edition.adopted);
        let mut row = texts(vec![
            format!("{}. {}", standard.number, visitor.language.of(&standard.name)),
            day(standard.edition.adopted),
            visitor.language.of(&standard.edition.act).to_owned(),
            yes(counts == Some(standard.edition.adopted)),
        ]);
        row.extend(file(law.rulebook.file_of(standard).unwrap_or_default()));
        row
    });
    let years = law.calendar.years().map(|year| {
        let known = year
            .not_known
            .map_or_else(|| visitor.t("page-rules-complete"), |text| visitor.language.of(text).to_owned());
        let mut row = texts(vec![year.year.to_string(), known]);
        row.extend(file(&format!("calendar/{}.toml", year.year)));
        row
    });
    let index = law.rulebook.index_table().values.iter().map(|value| {
        let sum = value.tenge.to_string();
        vec![day(value.from), value.purpose.clone(), sum, value.source.clone(), yes(value.confirmed)]
    });
    let vat = law.rulebook.vat().rates.iter();
    let vat = vat.map(|rate| vec![day(rate.from), format!("{} %", rate.per_cent), rate.source.clone()]);
    let tariffs = law.rulebook.tariffs().map(|tariff| {
        let mut row =
            texts(vec![visitor.language.of(&tariff.name).to_owned(), tariff.rows.len().to_string()]);
        row.extend(file(&format!("tariffs/{}.toml", tariff.id)));
        row
    });
    let named =
        |path: &str| ["standards/", "calendar/2", "tariffs/"].iter().any(|folder| path.starts_with(folder));
    let others = hashes.keys().filter(|path| !named(path)).map(|path| file(path).to_vec());
    let (files, hash) = ("page-rules-file", "page-rules-hash");
    vec![
        table_of(
            visitor,
            "page-rules-editions",
            &["page-service", "page-rules-edition", "page-rules-act", "page-rules-counts", files, hash],
            editions.collect(),
        ),
        recorded(visitor, changes),
        table_of(
            visitor,
            "page-rules-calendars",
            &["page-rules-year", "page-rules-known", files, hash],
            years.collect(),
        ),
        table(
            visitor,
            "page-rules-index",
            &[
                "page-rules-from",
                "page-rules-purpose",
                "page-amount",
                "page-rules-source",
                "page-rules-confirmed",
            ],
            index.collect(),
        ),
        table(
            visitor,
            "page-rules-vat",
            &["page-rules-from", "page-rules-rate", "page-rules-source"],
            vat.collect(),
        ),
        table_of(
            visitor,
            "page-rules-tariffs",
            &["page-rules-tariff", "page-rules-rows", files, hash],
            tariffs.collect(),
        ),
        table_of(visitor, "page-rules-others", &[files, hash], others.collect()),
    ]
}

/// What administrators changed, the last one first.
fn recorded(visitor: &Visitor, changes: &[ChangeLine]) -> (String, Table) {
    let zone = crate::zones::region_zone(visitor.app.desk.law(), None, visitor.app.desk.now());
    let text = |name: &str, number: i64| {
        visitor.app.messages.text(visitor.language, name, &[("number", number.to_string().into())])
    };
    let rows = changes.iter().map(|one| {
        let at = instant(one.at, &zone);
        let (what, from) = match &one.kind {
            ChangeKind::Files(paths) => (paths.join(", "), at.clone()),
            ChangeKind::Withdrawal { of } => (text("page-rules-withdrawal", *of), at.clone()),
            ChangeKind::Edition { number, adopted, from, withdrawn_by, planned } => {
                let state = match (withdrawn_by, planned) {
                    (Some(by), _) => format!(" ({})", text("page-rules-withdrawn", *by)),
                    (None, true) => format!(" ({})", visitor.t("page-rules-is-planned")),
                    (None, false) => String::new(),
                };
                (format!("{} · {}{state}", service(*number, visitor), day(*adopted)), day(*from))
            }
        };
        vec![one.number.to_string(), what, from, one.cite.clone(), one.by.clone(), at]
    });
    let headings = [
        "page-rules-number",
        "page-rules-what",
        "page-rules-from",
        "page-rules-cite",
        "page-rules-by",
        "page-rules-at",
    ];
    table(visitor, "page-rules-activations", &headings, rows.collect())
}

/// A form for each edition whose day has not come, to withdraw it.
fn planned(
    visitor: &Visitor,
    changes: &[ChangeLine],
    sent: Option<&(Form, Vec<Problem>)>,
) -> Vec<ActionForm> {
    let mut forms = Vec::new();
    for one in changes {
        let ChangeKind::Edition { number, adopted, from, planned: true, .. } = &one.kind else { continue };
        let change = one.number.to_string();
        let open = sent.filter(|(form, _)| form.get("change") == change);
        let mut fields = vec![
            Field::line("reason", visitor.t("page-rules-reason"))
                .value(open.map(|(form, _)| form.get("reason")).unwrap_or_default())
                .required(),
        ];
        if let Some((_, problems)) = open {
            mark(fields.iter_mut(), problems);
        }
        let args = [
            ("service", service(*number, visitor).into()),
            ("adopted", day(*adopted).into()),
            ("from", day(*from).into()),
        ];
        forms.push(ActionForm {
            id: format!("withdraw-{change}"),
            title: visitor.app.messages.text(visitor.language, "page-rules-withdraw-one", &args),
            action: visitor.to("/admin/rules/withdraw"),
            hidden: vec![("change".to_owned(), change)],
            fields,
            open: open.is_some(),
        });
    }
    forms
}
