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
    /// A field of each kind, and one that is wrong.
    pub fields: Vec<Field>,
    /// A table with lines.
    pub table: Table,
    /// A table without.
    pub empty: Table,
    /// A form of one action, closed and open.
    pub actions: Vec<ActionForm>,
}

impl<'a> Styleguide<'a> {
    /// The page, filled with words about the components themselves.
    pub fn of(p: &'a Shell<'a>) -> Self {
        let choices = || {
            let choice = |value: &str, chosen| Choice {
                value: value.to_owned(),
                label: p.t("page-style-choice"),
                chosen,
            };
            vec![choice("one", true), choice("two", false)]
        };
        let line = |name: &str, label: &str| Field::line(name, p.t(label));
        let wrong = Field {
            problem: Some(p.t("page-style-wrong-text")),
            ..line("wrong", "page-style-wrong").value("21")
        };
        let fields = vec![
            line("line", "page-style-line").hint(p.t("page-style-hint")),
            line("required", "page-style-required").required(),
            line("day", "page-style-day").kind(FieldKind::Line("date")).value("2026-11-23"),
            line("choice", "page-style-select").kind(FieldKind::Select(choices())),
            line("boxes", "page-style-boxes").kind(FieldKind::Boxes(choices())),
            line("lines", "page-style-lines").kind(FieldKind::Lines),
            wrong,
        ];
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
            fields: vec![line("note", "page-style-line")],
            open,
        };
        Self {
            p,
            problems: vec![Problem {
                field: "wrong".to_owned(),
                text: p.t("page-style-wrong-text"),
                cite: Some("S1 ¶11".to_owned()),
            }],
            fields,
            table: Table { caption: caption.clone(), headings: headings.clone(), rows },
            empty: Table { caption, headings, rows: Vec::new() },
            actions: vec![action("closed", false), action("open", true)],
        }
    }
}
