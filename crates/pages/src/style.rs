//! The page that shows every component in every state; new pages are made of these.

use askama::Template;

use crate::form::{Choice, Field, FieldKind, Problem};
use crate::{ActionForm, Cell, Shell, Table};

/// Every component in every state.
#[derive(Debug, Template)]
#[template(path = "styleguide.html")]
pub struct Styleguide<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// An error summary.
    pub problems: Vec<Problem>,
    /// Fields of each kind: empty, filled in, wrong; each with a word of help.
    pub fields: Vec<(String, Vec<Field>)>,
    /// A table with lines.
    pub table: Table,
    /// A table without.
    pub empty: Table,
    /// A form of one action, closed and open.
    pub actions: Vec<ActionForm>,
    /// Facts: heading and value.
    pub facts: Vec<(String, String)>,
    /// Address of a next page.
    pub next: Option<String>,
}

impl<'a> Styleguide<'a> {
    /// The page, filled with words about the components themselves.
    pub fn of(p: &'a Shell<'a>) -> Self {
        let headings = vec![p.t("page-number"), p.t("page-service")];
        let caption = p.t("page-style-table");
        let rows = vec![
            vec![Cell::link("01-2026-000014-7", "#style-table"), Cell::text(p.t("page-style-cell"))],
            vec![Cell::text("01-2026-000015-4"), Cell::text(p.t("page-style-cell"))],
        ];
        let action = |id: &str, open| ActionForm {
            id: id.to_owned(),
            title: p.t("page-style-action"),
            action: p.to("/styleguide"),
            hidden: Vec::new(),
            fields: vec![Field::line("note", p.t("page-style-line"))],
            open,
        };
        Self {
            p,
            problems: vec![
                Problem {
                    field: "wrong-line".to_owned(),
                    text: p.t("page-style-wrong-text"),
                    cite: Some("S1 ¶11".to_owned()),
                },
                Problem { field: String::new(), text: p.t("page-style-warning"), cite: None },
            ],
            fields: vec![
                (p.t("page-style-fields-empty"), kinds(p, "empty")),
                (
                    p.t("page-style-fields-filled"),
                    kinds(p, "filled").into_iter().map(|f| filled(p, f)).collect(),
                ),
                (
                    p.t("page-style-fields-wrong"),
                    kinds(p, "wrong").into_iter().map(|f| wrong(p, f)).collect(),
                ),
            ],
            table: Table { caption: caption.clone(), headings: headings.clone(), rows },
            empty: Table { caption, headings, rows: Vec::new() },
            actions: vec![action("closed", false), action("open", true)],
            facts: vec![
                (p.t("page-number"), "01-2026-000014-7".to_owned()),
                (p.t("page-service"), p.t("page-style-cell")),
            ],
            next: Some(p.to("/styleguide")),
        }
    }
}

/// A field of each kind, with a word of help, named so that several sets stand on one page.
fn kinds(p: &Shell<'_>, set: &str) -> Vec<Field> {
    let choices = || -> Vec<Choice> {
        let choice =
            |value: &str| Choice { value: value.to_owned(), label: p.t("page-style-choice"), chosen: false };
        ["one", "two"].into_iter().map(choice).collect()
    };
    let field = |name: &str, label: &str, kind| {
        Field::line(format!("{set}-{name}"), p.t(label)).kind(kind).hint(p.t("page-style-hint"))
    };
    vec![
        field("line", "page-style-line", FieldKind::Line("text")).required(),
        field("day", "page-style-day", FieldKind::Line("date")),
        field("password", "page-password", FieldKind::Line("password")),
        field("lines", "page-style-lines", FieldKind::Lines),
        field("select", "page-style-select", FieldKind::Select(choices())),
        field("radios", "page-style-radios", FieldKind::Radios(choices())),
        field("boxes", "page-style-boxes", FieldKind::Boxes(choices())),
        field("files", "page-style-files", FieldKind::Files("application/pdf,image/*")),
    ]
}

/// The field as somebody filled it in.
fn filled(p: &Shell<'_>, mut field: Field) -> Field {
    match &mut field.kind {
        FieldKind::Select(choices) | FieldKind::Radios(choices) | FieldKind::Boxes(choices) => {
            if let Some(last) = choices.last_mut() {
                last.chosen = true;
            }
        }
        FieldKind::Line("date") => field.value = "2026-11-23".to_owned(),
        FieldKind::Line(_) | FieldKind::Lines => field.value = p.t("page-style-cell"),
        FieldKind::Files(_) | FieldKind::Hidden => {}
    }
    field
}

/// The field as it is refused.
fn wrong(p: &Shell<'_>, field: Field) -> Field {
    Field { problem: Some(p.t("page-style-wrong-text")), ..field }
}
