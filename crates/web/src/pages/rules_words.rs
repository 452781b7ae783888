//! What the checker found and what a change does, in the reader's language.

use cases::Argument;
use desk::{RulesPreview, Said};
use locale::Arg;
use pages::EditionVerdict;

use super::Visitor;
use super::admin::table;
use super::wording::{day, service};
use crate::texts::resolved;

/// Errors that are shown: who mends these sees the others next.
const ERRORS: usize = 200;

/// A message with its values.
pub(super) fn said(said: &Said, visitor: &Visitor) -> String {
    let value = |value: &Argument| resolved(value, &visitor.app.messages, visitor.language, None);
    let args: Vec<(&str, Arg<'_>)> = said.args.iter().map(|(name, one)| (*name, value(one).into())).collect();
    visitor.app.messages.text(visitor.language, said.message, &args)
}

/// What is wrong, each with its place.
pub(super) fn wrong(visitor: &Visitor, found: &[rulebook::Problem]) -> EditionVerdict {
    let args = [("count", Arg::from(found.len().to_string()))];
    let rows = found.iter().take(ERRORS).map(|one| {
        let line = one.line.map(|line| line.to_string()).unwrap_or_default();
        vec![one.file.clone(), line, one.field.clone(), fault(&one.fault, visitor)]
    });
    let headings = ["page-rules-file", "page-edition-line", "page-field", "page-edition-what"];
    let tables = vec![table(visitor, "page-edition-errors", &headings, rows.collect())];
    let said = visitor.app.messages.text(visitor.language, "page-edition-wrong", &args);
    EditionVerdict { right: false, said, notices: Vec::new(), tables }
}

fn fault(fault: &rulebook::Fault, visitor: &Visitor) -> String {
    let args: Vec<(&str, Arg<'_>)> =
        fault.args.iter().map(|(name, value)| (*name, Arg::from(value.as_str()))).collect();
    visitor.app.messages.text(visitor.language, fault.message, &args)
}

/// What would change, and what stays as it was.
pub(super) fn right(visitor: &Visitor, preview: &RulesPreview) -> EditionVerdict {
    let paths: Vec<&str> = preview.files.iter().map(|file| file.path.as_str()).collect();
    let files = paths.join(", ");
    let text = |name: &str, args: &[(&str, Arg<'_>)]| visitor.app.messages.text(visitor.language, name, args);
    let mut tables = Vec::new();
    let sentence = match &preview.edition {
        Some(edition) => {
            let rows = edition.parts.iter().map(|part| {
                let counts = [part.added, part.removed, part.changed].map(|count| count.to_string());
                std::iter::once(part.part.clone()).chain(counts).collect()
            });
            let headings =
                ["page-edition-part", "page-edition-added", "page-edition-removed", "page-edition-changed"];
            tables.push(table(visitor, "page-edition-parts", &headings, rows.collect()));
            let args = [
                ("service", Arg::from(service(edition.number, visitor))),
                ("adopted", day(edition.adopted).into()),
                ("against", edition.against.map_or_else(|| "–".to_owned(), day).into()),
                ("file", files.into()),
            ];
            text("page-edition-right", &args)
        }
        None => text("page-rules-right", &[("file", files.into())]),
    };
    let rows = preview.changes.iter().map(|one| {
        let or_none =
            |one: Option<&Said>| one.map_or_else(|| visitor.t("rules-none"), |one| said(one, visitor));
        vec![said(&one.what, visitor), or_none(one.before.as_ref()), or_none(one.after.as_ref())]
    });
    let headings = ["page-rules-what", "page-rules-before", "page-rules-after"];
    tables.push(table(visitor, "page-rules-changes", &headings, rows.collect()));
    let mut notices: Vec<String> = preview.notices.iter().map(|notice| said(notice, visitor)).collect();
    if preview.more > 0 {
        notices.push(text("page-rules-more", &[("count", preview.more.to_string().into())]));
    }
    if !preview.scenarios.is_empty() {
        notices.push(visitor.t("page-rules-scenarios-notice"));
        let rows = preview.scenarios.iter().map(|one| {
            let title = format!("{} ({})", visitor.language.of(&one.title), one.cite);
            vec![
                service(one.number, visitor),
                title,
                visitor.t(one.what),
                one.wanted.clone(),
                one.got.clone(),
            ]
        });
        let headings = [
            "page-service",
            "page-rules-scenario",
            "page-rules-what",
            "page-rules-scenario-wanted",
            "page-rules-scenario-got",
        ];
        tables.push(table(visitor, "page-rules-scenarios", &headings, rows.collect()));
    }
    EditionVerdict { right: true, said: sentence, notices, tables }
}
