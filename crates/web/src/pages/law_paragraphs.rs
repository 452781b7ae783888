//! A standard paragraph by paragraph: its wording, where it was loaded, and what is made of it.

use std::collections::BTreeMap;

use desk::{Wording, WordingPart};
use lawtext::{Block, Change, Citation, Place, compare};
use pages::{ChangedWording, Paragraph, Piece, RuleGroup, Run, paragraph_id};
use rulebook::model::Standard;

use super::Visitor;
use super::law_rules::statements;

/// What stands behind the standard in a citation: `¶7.1`.
fn rest(cite: &str) -> &str {
    cite.split_once(' ').map_or(cite, |(_, rest)| rest)
}

/// Subparagraphs in their order.
type Within = Option<(Vec<u32>, String)>;

/// A paragraph in the making.
#[derive(Default)]
struct Made {
    paragraph: Paragraph,
    groups: BTreeMap<Within, RuleGroup>,
}

/// The paragraphs of an edition in their order, then its annexes.
pub(super) fn paragraphs(
    standard: &Standard,
    wording: Option<&Wording>,
    visitor: &Visitor,
) -> Vec<Paragraph> {
    let mut found: BTreeMap<Place, Made> = BTreeMap::new();
    for part in wording.iter().flat_map(|wording| &wording.parts) {
        let made = at(&mut found, part.place, visitor);
        made.paragraph.heading.clone_from(&part.heading);
        match &part.blocks {
            Some(blocks) => made.paragraph.wording = pieces(blocks, part.place),
            None => made.paragraph.elsewhere = Some(annex_address(standard, part, visitor)),
        }
    }
    let mut group = |cite: &str, add: &dyn Fn(&mut RuleGroup)| {
        let Some((place, within)) = placed(cite) else { return };
        let made = at(&mut found, place, visitor);
        let group = made.groups.entry(within.clone()).or_insert_with(|| RuleGroup {
            place: within.map(|(_, within)| {
                let id = paragraph_id(&format!("{place}.{within}"));
                (id, format!("{place}.{within}"))
            }),
            ..RuleGroup::default()
        });
        add(group);
    };
    for (subject, statement, cite) in statements(standard, visitor) {
        group(&cite, &|group| {
            let told = (statement.clone(), cite.clone());
            match group.rules.iter_mut().find(|(known, _)| *known == subject) {
                Some((_, statements)) if statements.contains(&told) => {}
                Some((_, statements)) => statements.push(told),
                None => group.rules.push((subject.clone(), vec![told])),
            }
        });
    }
    for scenario in visitor.app.desk.law().rulebook.scenarios(standard.number) {
        let title = visitor.language.of(&scenario.title).to_owned();
        group(&scenario.cite.0, &|group| group.scenarios.push((title.clone(), scenario.cite.to_string())));
    }
    let finished = found.into_values().map(|mut made| {
        made.paragraph.groups = made.groups.into_values().collect();
        made.paragraph
    });
    finished.collect()
}

/// The paragraph that a citation leads to, and the subparagraph; rows of an annex stay with it.
fn placed(cite: &str) -> Option<(Place, Within)> {
    let rest = rest(cite);
    // What stands behind a blank after a paragraph is no part of its number.
    let read = match rest.strip_prefix('¶') {
        Some(paragraph) => Citation::read(&format!("¶{}", paragraph.split(' ').next().unwrap_or_default())),
        None => Citation::read(rest),
    }?;
    let within = read.within.filter(|_| matches!(read.place, Place::Paragraph(_)));
    let order = |within: &str| within.split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect();
    Some((read.place, within.map(|within| (order(&within), within))))
}

fn at<'f>(found: &'f mut BTreeMap<Place, Made>, place: Place, visitor: &Visitor) -> &'f mut Made {
    found.entry(place).or_insert_with(|| {
        let id = paragraph_id(&place.to_string());
        Made {
            paragraph: Paragraph { id, name: in_words(place, visitor), ..Paragraph::default() },
            ..Made::default()
        }
    })
}

/// The name of a paragraph or an annex in the reader's language.
pub(super) fn in_words(place: Place, visitor: &Visitor) -> String {
    let number = match place {
        Place::Paragraph(_) => return place.to_string(),
        Place::Annex(number) => number.map(|number| number.to_string()).unwrap_or_default(),
    };
    let args = [("number", number.into())];
    visitor.app.messages.text(visitor.language, "page-law-annex", &args).trim().to_owned()
}

/// Pieces of wording; subparagraphs of a paragraph stand under it.
pub(super) fn pieces(blocks: &[Block], place: Place) -> Vec<Piece> {
    let paragraph = matches!(place, Place::Paragraph(_));
    let piece =
        |block: &Block| Piece { text: block.text.clone(), within: paragraph && block.within.is_some() };
    blocks.iter().map(piece).collect()
}

fn annex_address(standard: &Standard, part: &WordingPart, visitor: &Visitor) -> String {
    let annex = match part.place {
        Place::Annex(Some(number)) => number.to_string(),
        place => paragraph_id(&place.to_string()),
    };
    visitor.to(&format!("/law/{}/text/{annex}?edition={}", standard.number, standard.edition.adopted))
}

/// The part that such an address names.
pub(super) fn place_of(annex: &str) -> Option<Place> {
    match annex.parse() {
        Ok(number) => Some(Place::Annex(Some(number))),
        Err(_) => {
            let place =
                annex.strip_prefix('p').map_or_else(|| annex.to_owned(), |number| format!("¶{number}"));
            Citation::read(&place).filter(|citation| citation.within.is_none()).map(|citation| citation.place)
        }
    }
}

/// The parts whose wording differs, word by word; long annexes, which are lists of offices, are left out.
pub(super) fn changed(older: &Wording, newer: &Wording, visitor: &Visitor) -> Vec<ChangedWording> {
    let mut places: BTreeMap<Place, (String, String)> = BTreeMap::new();
    let text = |part: &WordingPart| {
        let blocks = part.blocks.iter().flatten().map(|block| block.text.as_str());
        blocks.collect::<Vec<_>>().join(" ")
    };
    for part in &older.parts {
        places.entry(part.place).or_default().0 = text(part);
    }
    for part in &newer.parts {
        places.entry(part.place).or_default().1 = text(part);
    }
    let differ = places.into_iter().filter(|(_, (before, after))| before != after);
    differ
        .map(|(place, (before, after))| ChangedWording {
            name: in_words(place, visitor),
            runs: compare(&before, &after).into_iter().map(run).collect(),
        })
        .collect()
}

fn run(change: Change) -> Run {
    match change {
        Change::Same(words) => Run::Same(words),
        Change::Deleted(words) => Run::Deleted(words),
        Change::Inserted(words) => Run::Inserted(words),
    }
}
