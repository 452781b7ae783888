//! The law browser: a standard paragraph by paragraph, and edition against edition.

use std::collections::BTreeMap;

use axum::extract::{OriginalUri, Path};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use pages::{
    Choice, LawComparison, LawDifference, LawIndex, LawPage, LawStandard, Paragraph, Problem, paragraph_id,
};
use rulebook::model::Standard;

use super::Visitor;
use super::form::{Form, choice, mark_and_name, select};
use super::law_rules::statements;
use super::wording::named;
use crate::reader::query_pairs;

/// The standards with their editions. Anybody may see them.
pub(super) async fn index(visitor: Visitor) -> Response {
    let rulebook = &visitor.app.desk.law().rulebook;
    let standards = visitor.app.desk.law().standards_on(visitor.app.desk.today());
    let standards = standards.map(|standard| LawStandard {
        name: named(standard, &visitor),
        editions: newest_first(rulebook.editions(standard.number), &visitor),
    });
    visitor.page(StatusCode::OK, &LawIndex { p: &visitor.shell(), standards: standards.collect() })
}

fn newest_first<'s>(
    editions: impl Iterator<Item = &'s Standard>,
    visitor: &Visitor,
) -> Vec<(String, String)> {
    let mut found: Vec<_> = editions
        .map(|one| {
            let href = visitor.to(&format!("/law/{}?edition={}", one.number, one.edition.adopted));
            (href, visitor.language.of(&one.edition.act).to_owned())
        })
        .collect();
    found.reverse();
    found
}

/// One edition of a standard: the one that is asked for, else today's. Anybody may see it.
pub(super) async fn show(
    visitor: Visitor,
    Path((_, number)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let desk = &visitor.app.desk;
    let rulebook = &desk.law().rulebook;
    let asked = Form::of(query_pairs(&uri));
    let number: Option<u8> = number.parse().ok();
    let standard = number.and_then(|number| match asked.some("edition") {
        Some(adopted) => rulebook.edition(number, adopted.parse::<Date>().ok()?).ok(),
        None => rulebook.standard_on(number, desk.today()),
    });
    let Some(standard) = standard else {
        return visitor.error(StatusCode::NOT_FOUND, "page-not-found", "page-not-found-remedy", None);
    };
    let others = rulebook.editions(standard.number);
    let others = others.filter(|one| one.edition.adopted != standard.edition.adopted);
    let page = LawPage {
        p: &visitor.shell_of(&uri),
        name: named(standard, &visitor),
        edition: visitor.language.of(&standard.edition.act).to_owned(),
        others: newest_first(others, &visitor),
        compare: visitor.to(&format!("/law/{}/compare", standard.number)),
        service: visitor.to(&format!("/services/{}", standard.number)),
        paragraphs: paragraphs(standard, &visitor),
    };
    visitor.page(StatusCode::OK, &page)
}

/// What stands behind the standard in a citation: `¶7.1`.
fn rest(cite: &str) -> &str {
    cite.split_once(' ').map_or(cite, |(_, rest)| rest)
}

/// Paragraphs by their numbers, then annexes by theirs.
fn order(rest: &str) -> (bool, Vec<u32>) {
    let numbers = rest.split(|sign: char| !sign.is_ascii_digit()).filter_map(|part| part.parse().ok());
    (!rest.starts_with('¶'), numbers.collect())
}

fn paragraphs(standard: &Standard, visitor: &Visitor) -> Vec<Paragraph> {
    let mut found: BTreeMap<((bool, Vec<u32>), String), Paragraph> = BTreeMap::new();
    let mut at = |cite: &str, add: &dyn Fn(&mut Paragraph)| {
        let id = paragraph_id(rest(cite));
        let place = match id.strip_prefix('p') {
            Some(number) => format!("¶{number}"),
            None => id.replace('-', " "),
        };
        let paragraph = found.entry((order(&place), id.clone())).or_insert_with(|| Paragraph {
            id,
            name: in_words(place, visitor),
            rules: Vec::new(),
            scenarios: Vec::new(),
        });
        add(paragraph);
    };
    for (subject, statement, cite) in statements(standard, visitor) {
        at(&cite, &|paragraph| {
            let told = (statement.clone(), cite.clone());
            match paragraph.rules.iter_mut().find(|(known, _)| *known == subject) {
                Some((_, statements)) if statements.contains(&told) => {}
                Some((_, statements)) => statements.push(told),
                None => paragraph.rules.push((subject.clone(), vec![told])),
            }
        });
    }
    for scenario in visitor.app.desk.law().rulebook.scenarios(standard.number) {
        let title = visitor.language.of(&scenario.title).to_owned();
        at(&scenario.cite.0, &|paragraph| {
            paragraph.scenarios.push((title.clone(), scenario.cite.to_string()));
        });
    }
    found.into_values().collect()
}

/// The name of a paragraph or an annex in the reader's language.
fn in_words(place: String, visitor: &Visitor) -> String {
    match place.strip_prefix("annex") {
        Some(number) => {
            let args = [("number", number.trim().into())];
            visitor.app.messages.text(visitor.language, "page-law-annex", &args).trim().to_owned()
        }
        None => place,
    }
}

/// Edition against edition. Anybody may see it.
pub(super) async fn compare(
    visitor: Visitor,
    Path((_, number)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let rulebook = &visitor.app.desk.law().rulebook;
    let editions: Vec<&Standard> =
        number.parse().map(|number| rulebook.editions(number).collect()).unwrap_or_default();
    let Some(newest) = editions.last() else {
        return visitor.error(StatusCode::NOT_FOUND, "page-not-found", "page-not-found-remedy", None);
    };
    let asked = Form::of(query_pairs(&uri));
    let field = |name: &str, label: &str, usual: &Standard| {
        let chosen = asked.some(name).unwrap_or_else(|| usual.edition.adopted.to_string());
        let choices: Vec<Choice> = editions
            .iter()
            .map(|one| {
                let label = visitor.language.of(&one.edition.act);
                choice(one.edition.adopted.to_string(), label, &chosen)
            })
            .collect();
        select(name, visitor.t(label), choices)
    };
    let mut fields = Vec::new();
    if let [.., older, newer] = editions.as_slice() {
        fields = vec![field("from", "page-law-before", older), field("to", "page-law-after", newer)];
    }
    let mut problems = Vec::new();
    let differences = if asked.get("go").is_empty() {
        None
    } else {
        let mut of = |name: &str| {
            let adopted = asked.get(name);
            let found = editions.iter().find(|one| one.edition.adopted.to_string() == adopted);
            if found.is_none() {
                let text = visitor.t("page-ask-choose");
                problems.push(Problem { field: name.to_owned(), text, cite: None });
            }
            found
        };
        let (from, to) = (of("from"), of("to"));
        from.zip(to).map(|(from, to)| {
            let differences = from.differences(to).into_iter();
            let shown = |one: rulebook::Difference| LawDifference {
                what: one.field,
                before: one.from,
                after: one.to,
            };
            differences.map(shown).collect()
        })
    };
    mark_and_name(&mut fields, &mut problems);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = LawComparison {
        p: &visitor.shell_of(&uri),
        name: named(newest, &visitor),
        problems,
        action: visitor.to(&format!("/law/{}/compare", newest.number)),
        fields,
        differences,
    };
    visitor.page(status, &page)
}
