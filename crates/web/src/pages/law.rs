//! The law browser: a standard paragraph by paragraph, and edition against edition.

use axum::extract::{OriginalUri, Path};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use desk::{DeskError, Permission, Wording};
use jiff::civil::Date;
use pages::{Choice, LawAnnex, LawComparison, LawDifference, LawIndex, LawPage, LawStandard, Problem};
use rulebook::model::Standard;

use super::Visitor;
use super::form::{Form, choice, mark_and_name, select};
use super::law_paragraphs::{changed, in_words, paragraphs, pieces, place_of};
use super::law_search::search;
use super::visitor::blocking;
use super::wording::{instant, named};
use crate::reader::query_pairs;

/// Longest search, in characters.
const WORDS_MOST: usize = 200;

/// The standards with their editions, and where words stand in them. Anybody may see them.
pub(super) async fn index(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let words: String = Form::of(query_pairs(&uri)).get("q").chars().take(WORDS_MOST).collect();
    let found = match words.is_empty() {
        true => None,
        false => match search(&visitor, &words).await {
            Ok(found) => Some(found),
            Err(error) => return visitor.desk_error(&error),
        },
    };
    let rulebook = &visitor.app.desk.law().rulebook;
    let standards = visitor.app.desk.law().standards_on(visitor.app.desk.today());
    let standards = standards.map(|standard| LawStandard {
        name: named(standard, &visitor),
        editions: newest_first(rulebook.editions(standard.number), &visitor),
    });
    visitor.page(
        StatusCode::OK,
        &LawIndex { p: &visitor.shell_of(&uri), standards: standards.collect(), words, found },
    )
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

/// The edition that an address asks for; today's where it names none.
fn asked_for<'v>(visitor: &'v Visitor, number: &str, uri: &Uri) -> Option<&'v Standard> {
    let desk = &visitor.app.desk;
    let number: u8 = number.parse().ok()?;
    match Form::of(query_pairs(uri)).some("edition") {
        Some(adopted) => desk.law().rulebook.edition(number, adopted.parse::<Date>().ok()?).ok(),
        None => desk.law().rulebook.standard_on(number, desk.today()),
    }
}

/// One edition of a standard: the one that is asked for, else today's. Anybody may see it.
pub(super) async fn show(
    visitor: Visitor,
    Path((_, number)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let Some(standard) = asked_for(&visitor, &number, &uri) else {
        return visitor.error(StatusCode::NOT_FOUND, "page-not-found", "page-not-found-remedy", None);
    };
    let (number, adopted) = (standard.number, standard.edition.adopted);
    let wording = match blocking(&visitor.app, move |desk| desk.wording(number, adopted)).await {
        Ok(wording) => wording,
        Err(error) => return visitor.desk_error(&error),
    };
    let keeps = visitor.session.as_ref().is_some_and(|(who, _)| who.may_somewhere(Permission::KeepRules));
    let others = visitor.app.desk.law().rulebook.editions(standard.number);
    let others = others.filter(|one| one.edition.adopted != standard.edition.adopted);
    let page = LawPage {
        p: &visitor.shell_of(&uri),
        name: named(standard, &visitor),
        edition: visitor.language.of(&standard.edition.act).to_owned(),
        others: newest_first(others, &visitor),
        compare: visitor.to(&format!("/law/{}/compare", standard.number)),
        service: visitor.to(&format!("/services/{}", standard.number)),
        source: wording.as_ref().map(|wording| source(wording, &visitor)),
        load: keeps.then(|| visitor.to("/admin/law")),
        paragraphs: paragraphs(standard, wording.as_ref(), &visitor),
    };
    visitor.page(StatusCode::OK, &page)
}

/// The wording of one annex that is too long for the page of its standard. Anybody may see it.
pub(super) async fn text(
    visitor: Visitor,
    Path((_, number, annex)): Path<(String, String, String)>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let missing = || visitor.error(StatusCode::NOT_FOUND, "page-not-found", "page-not-found-remedy", None);
    let (Some(standard), Some(place)) = (asked_for(&visitor, &number, &uri), place_of(&annex)) else {
        return missing();
    };
    let (number, adopted) = (standard.number, standard.edition.adopted);
    let wording = match blocking(&visitor.app, move |desk| desk.wording_of(number, adopted, place)).await {
        Ok(wording) => wording,
        Err(error) => return visitor.desk_error(&error),
    };
    let Some(part) = wording.parts.first() else { return missing() };
    let page = LawAnnex {
        p: &visitor.shell_of(&uri),
        standard: named(standard, &visitor),
        back: visitor.to(&format!("/law/{number}?edition={adopted}")),
        name: in_words(place, &visitor),
        heading: part.heading.clone(),
        source: source(&wording, &visitor),
        wording: pieces(part.blocks.as_deref().unwrap_or_default(), place),
    };
    visitor.page(StatusCode::OK, &page)
}

/// Where a text comes from, in a sentence.
fn source(wording: &Wording, visitor: &Visitor) -> String {
    let zone = crate::zones::region_zone(visitor.app.desk.law(), None, visitor.app.desk.now());
    let args = [
        ("file", wording.file.as_str().into()),
        ("day", instant(wording.at, &zone).into()),
        ("sha256", wording.sha256.get(..12).unwrap_or_default().into()),
    ];
    visitor.app.messages.text(visitor.language, "page-law-source", &args)
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
    let (mut problems, mut chosen) = (Vec::new(), None);
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
        chosen = from.zip(to).map(|(from, to)| (from.number, from.edition.adopted, to.edition.adopted));
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
    let wordings = match chosen {
        Some((number, from, to)) => match both(&visitor, number, from, to).await {
            Ok(both) => both.map(|(older, newer)| changed(&older, &newer, &visitor)),
            Err(error) => return visitor.desk_error(&error),
        },
        None => None,
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
        wordings,
    };
    visitor.page(status, &page)
}

/// The texts of two editions, where both were loaded.
async fn both(
    visitor: &Visitor,
    number: u8,
    from: Date,
    to: Date,
) -> Result<Option<(Wording, Wording)>, DeskError> {
    let both = move |desk: &desk::Desk| Ok(desk.wording(number, from)?.zip(desk.wording(number, to)?));
    blocking(&visitor.app, both).await
}
