use pages::{
    ActionForm, AdminPage, Cell, EditionPage, EditionVerdict, Field, FieldKind, KeptPage, NewPassword,
    Problem, Shell, Table,
};

use super::{Sample, line, sample};

const FILE: &str = "standards/s01-private-ownership-act/2013-07-12.toml";
const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn table(p: &Shell<'_>, caption: &str, headings: &[&str], row: &[&str]) -> Table {
    Table {
        caption: p.t(caption),
        headings: headings.iter().map(|heading| p.t(heading)).collect(),
        rows: vec![row.iter().map(|text| Cell::text(*text)).collect()],
    }
}

fn withdrawal(p: &Shell<'_>) -> ActionForm {
    ActionForm {
        id: "withdraw-1".to_owned(),
        title: p.t("page-rules-withdraw"),
        action: p.to("/admin/rules/withdraw"),
        hidden: vec![("change".to_owned(), "1".to_owned())],
        fields: vec![line("reason", &p.t("page-rules-reason"), "")],
        open: false,
    }
}

/// The administration.
pub(super) fn all(p: &Shell<'_>) -> Vec<Sample> {
    let places = [
        ("/accounts", "page-accounts", "page-admin-accounts-hint"),
        ("/admin/rules", "page-rules", "page-admin-rules-hint"),
        ("/admin/rules/check", "page-edition-check", "page-admin-check-hint"),
        ("/admin/offices", "page-kept-offices", "page-admin-offices-hint"),
    ];
    let places = places.map(|(path, name, hint)| (p.to(path), p.t(name), p.t(hint))).to_vec();
    let day = Field::line("on", p.t("page-rules-on")).kind(FieldKind::Line("date")).value("2026-11-24");
    let files = table(p, "page-rules-others", &["page-rules-file", "page-rules-hash"], &[FILE, HASH]);
    let rules = KeptPage {
        p,
        title: p.t("page-rules"),
        lead: p.t1("page-rules-lead", "version", "0.1.0"),
        links: vec![(p.to("/admin/rules/index"), p.t("page-index"))],
        problems: Vec::new(),
        planned: Some((p.t("page-rules-planned"), vec![withdrawal(p)])),
        action: p.to("/admin/rules"),
        filters: vec![day],
        parts: vec![(p.t("page-rules-others"), files)],
        next: Some(p.to("/admin/offices?cursor=1")),
    };
    let said = p.t1("page-edition-wrong", "count", "1");
    let headings = ["page-rules-file", "page-edition-line", "page-field", "page-edition-what"];
    let row = [FILE, "84", "terms[0].length", "invalid type: string \"seven\", expected u16"];
    let text = line("text", &p.t("page-edition-text"), "number = 1").kind(FieldKind::Lines);
    let activation = ActionForm {
        id: "activate".to_owned(),
        title: p.t("page-edition-activate"),
        action: p.to("/admin/rules/activate"),
        hidden: vec![("text".to_owned(), "number = 1\n".to_owned())],
        fields: vec![
            Field::line("from", p.t("page-edition-from")).kind(FieldKind::Line("date")),
            line("cite", &p.t("page-edition-cite"), "№ 1"),
        ],
        open: false,
    };
    let edition = EditionPage {
        p,
        title: p.t("page-edition-check"),
        lead: p.t("page-edition-lead"),
        back: (p.to("/admin/rules"), p.t("page-rules")),
        problems: vec![Problem { field: "text".to_owned(), text: said.clone(), cite: None }],
        choose: vec![line("file", &p.t("page-rules-file"), "mci.toml")],
        verdict: Some(EditionVerdict {
            right: false,
            said: said.clone(),
            notices: vec![p.t("rules-notice-calendar")],
            tables: vec![(p.t("page-edition-errors"), table(p, "page-edition-errors", &headings, &row))],
        }),
        actions: vec![activation],
        action: p.to("/admin/rules/check"),
        hidden: vec![("path".to_owned(), String::new())],
        fields: vec![
            Field { problem: Some(said), ..text.hint(p.t("page-edition-hint")) },
            line("upload", &p.t("page-rules-upload"), "")
                .kind(FieldKind::Files("text/plain"))
                .hint(p.t("page-rules-upload-hint")),
        ],
    };
    let password = Field::line("password", p.t("page-new-password")).kind(FieldKind::Line("password"));
    let new = NewPassword {
        p,
        action: p.to("/password/1/5f1c9a0e"),
        problems: Vec::new(),
        fields: vec![password.hint(p.t("page-password-hint"))],
    };
    vec![
        sample("admin", &AdminPage { p, places }),
        sample("rules", &rules),
        sample("edition", &edition),
        sample("new-password", &new),
    ]
}
