//! Reading the law's text: anybody may.

use directory::fold;
use jiff::Timestamp;
use jiff::civil::Date;
use lawtext::{Block, Citation, Place};
use store::law_texts::{self, LawTextPart};

use crate::check::QUERY_MOST;
use crate::{Desk, DeskError};

/// Longest part, in characters, that is read with the others; longer ones, mostly lists of offices, stand alone.
const PART_MOST: i64 = 40_000;
/// Most places that a search finds.
const HITS_MOST: usize = 50;
/// Shortest word that is searched for by itself, in characters.
const WORD_LEAST: usize = 2;

/// The text of one edition of a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The edition, by the day it was adopted.
    pub adopted: Date,
    /// Name of the file from which it came.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// When it was imported.
    pub at: Timestamp,
    /// Its paragraphs, then its annexes.
    pub parts: Vec<WordingPart>,
}

/// A paragraph or an annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingPart {
    /// Its name.
    pub place: Place,
    /// The heading before it, or the title of the annex.
    pub heading: String,
    /// What it says; none where it is so long that it stands on a page of its own.
    pub blocks: Option<Vec<Block>>,
}

/// A place of the law's text in which all words were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawHit {
    /// Number of the standard.
    pub number: u8,
    /// The edition.
    pub adopted: Date,
    /// The paragraph or annex.
    pub place: Place,
    /// The piece of it that has most of the words.
    pub text: String,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LawHits {
    /// The places, by standard and in their order.
    pub hits: Vec<LawHit>,
    /// Whether there are more than are shown.
    pub more: bool,
    /// Whether any text was there to be searched.
    pub searched: bool,
}

impl Desk {
    /// The text of an edition as it was imported last; none where it was not.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer.
    pub fn wording(&self, number: u8, adopted: Date) -> Result<Option<Wording>, DeskError> {
        self.store.read(|tx| {
            let Some((sequence, text)) = law_texts::newest(tx, i64::from(number), adopted)? else {
                return Ok(None);
            };
            let parts = law_texts::parts(tx, sequence, PART_MOST)?;
            let parts = parts.into_iter().map(part).collect::<Result<_, DeskError>>()?;
            let (file, sha256, at) = (text.file, text.sha256, text.imported_at);
            Ok(Some(Wording { adopted, file, sha256, at, parts }))
        })
    }

    /// One part of the text of an edition, however long, in the text without its other parts.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the text has no such part, or was not imported.
    pub fn wording_of(&self, number: u8, adopted: Date, place: Place) -> Result<Wording, DeskError> {
        self.store.read(|tx| {
            let (sequence, text) =
                law_texts::newest(tx, i64::from(number), adopted)?.ok_or(DeskError::NotFound)?;
            let found = law_texts::part_named(tx, sequence, &place.to_string())?;
            let parts = vec![part(found.ok_or(DeskError::NotFound)?)?];
            let (file, sha256, at) = (text.file, text.sha256, text.imported_at);
            Ok(Wording { adopted, file, sha256, at, parts })
        })
    }

    /// The places of the texts in force today in which all words are found, whichever of the look-alike letters were typed.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer.
    pub fn search_law(&self, words: &str) -> Result<LawHits, DeskError> {
        let typed: String = words.chars().take(QUERY_MOST).collect();
        let folded = fold(&typed);
        let words: Vec<&str> = folded.split(' ').filter(|word| word.chars().count() >= WORD_LEAST).collect();
        let Some(rarest) = words.iter().copied().max_by_key(|word| word.chars().count()) else {
            return Ok(LawHits::default());
        };
        let editions: Vec<(u8, Date)> =
            self.law().standards_on(self.today()).map(|one| (one.number, one.edition.adopted)).collect();
        self.store.read(|tx| {
            let mut found = LawHits::default();
            for (number, adopted) in &editions {
                let Some((sequence, _)) = law_texts::newest(tx, i64::from(*number), *adopted)? else {
                    continue;
                };
                found.searched = true;
                for one in law_texts::holding(tx, sequence, rarest)? {
                    if !words.iter().all(|word| one.folded.contains(word)) {
                        continue;
                    }
                    if found.hits.len() == HITS_MOST {
                        found.more = true;
                        return Ok(found);
                    }
                    let WordingPart { place, heading, blocks } = part(one)?;
                    let text = best(heading, blocks.unwrap_or_default(), &words);
                    found.hits.push(LawHit { number: *number, adopted: *adopted, place, text });
                }
            }
            Ok(found)
        })
    }
}

/// The piece with most of the words, the first of several.
fn best(heading: String, blocks: Vec<Block>, words: &[&str]) -> String {
    let texts = std::iter::once(heading).chain(blocks.into_iter().map(|block| block.text));
    let counted = texts.map(|text| {
        let folded = fold(&text);
        (words.iter().filter(|word| folded.contains(**word)).count(), text)
    });
    let better = |best: (usize, String), next: (usize, String)| if next.0 > best.0 { next } else { best };
    counted.fold((0, String::new()), better).1
}

fn part(row: LawTextPart) -> Result<WordingPart, DeskError> {
    let citation = Citation::read(&row.place)
        .ok_or_else(|| DeskError::defect(format!("a part of a text is called {:?}", row.place)))?;
    let blocks = match row.content.as_str() {
        "" => None,
        content => Some(serde_json::from_str(content).map_err(DeskError::defect)?),
    };
    Ok(WordingPart { place: citation.place, heading: row.heading, blocks })
}
