//! Search in the law: in its own text, and in the rules in the reader's language.

use desk::DeskError;
use directory::fold;
use pages::{LawFound, LawHit, paragraph_id};

use super::Visitor;
use super::law_rules::statements;
use super::visitor::blocking;
use super::wording::service;

/// Most hits among the rules.
const RULES_MOST: usize = 50;
/// Longest piece of a hit, in characters.
const PIECE_MOST: usize = 300;

/// What a search finds: places of the text first, then rules of other places.
pub(super) async fn search(visitor: &Visitor, words: &str) -> Result<LawFound, DeskError> {
    let asked = words.to_owned();
    let in_text = blocking(&visitor.app, move |desk| desk.search_law(&asked)).await?;
    let mut found = LawFound { hits: Vec::new(), more: in_text.more, wording: in_text.searched };
    for hit in in_text.hits {
        let id = paragraph_id(&hit.place.to_string());
        found.hits.push(LawHit {
            href: visitor.to(&format!("/law/{}#{id}", hit.number)),
            cite: format!("S{} {}", hit.number, hit.place),
            standard: service(hit.number, visitor),
            text: shortened(&hit.text),
            official: true,
        });
    }
    rules(visitor, words, &mut found);
    Ok(found)
}

fn rules(visitor: &Visitor, words: &str, found: &mut LawFound) {
    let folded = fold(words);
    let words: Vec<&str> = folded.split(' ').filter(|word| word.chars().count() > 1).collect();
    if words.is_empty() {
        return;
    }
    let law = visitor.app.desk.law();
    let mut left = RULES_MOST;
    for standard in law.standards_on(visitor.app.desk.today()) {
        for (subject, statement, cite) in statements(standard, visitor) {
            let text = format!("{subject}: {statement}");
            let haystack = fold(&text);
            if !words.iter().all(|word| haystack.contains(word)) {
                continue;
            }
            if left == 0 {
                found.more = true;
                return;
            }
            let hit = LawHit {
                href: visitor.shell().law(&cite).unwrap_or_else(|| visitor.to("/law")),
                standard: service(standard.number, visitor),
                cite,
                text: shortened(&text),
                official: false,
            };
            let known = |one: &LawHit| one.cite == hit.cite && one.text == hit.text;
            if !found.hits.iter().any(known) {
                found.hits.push(hit);
                left -= 1;
            }
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(PIECE_MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
