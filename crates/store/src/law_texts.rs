//! The law's own text as it was published, by standard and edition; append-only, the newest of an edition counts.

use crate::error::StoreError;
use crate::page::PAGE_LIMIT;
use crate::tx::Tx;
use crate::value::params;
use jiff::Timestamp;
use jiff::civil::Date;

/// The text of one edition of a standard, as one file had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawText {
    /// Number of the service.
    pub service: i64,
    /// The edition, by the day it was adopted.
    pub adopted: Date,
    /// Its title as printed.
    pub title: String,
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
    /// Who imported it, in the caller's form.
    pub actor: String,
    /// When.
    pub imported_at: Timestamp,
}

/// A paragraph or an annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawTextPart {
    /// Its name within the standard.
    pub place: String,
    /// The heading before it.
    pub heading: String,
    /// Its words as they are searched, folded by the caller.
    pub folded: String,
    /// What it says, in the caller's form.
    pub content: String,
}

/// Keeps a text with its parts in their order, and returns its place in the sequence.
///
/// # Errors
/// [`StoreError::Unstorable`] for a text with a zero byte.
pub fn append(tx: &mut Tx<'_>, text: &LawText, parts: &[LawTextPart]) -> Result<i64, StoreError> {
    let sequence: i64 = tx
        .only(
            "INSERT INTO law_texts (service, adopted, title, file, sha256, actor, imported_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING sequence",
            params![
                text.service,
                text.adopted,
                &text.title,
                &text.file,
                &text.sha256,
                &text.actor,
                text.imported_at
            ],
        )?
        .take()?;
    for (ordinal, part) in (0_i64..).zip(parts) {
        tx.execute(
            "INSERT INTO law_text_parts (law_text, ordinal, place, heading, folded, content)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![sequence, ordinal, &part.place, &part.heading, &part.folded, &part.content],
        )?;
    }
    Ok(sequence)
}

/// The text of an edition that counts, with its place in the sequence.
///
/// # Errors
/// When the database fails.
pub fn newest(tx: &mut Tx<'_>, service: i64, adopted: Date) -> Result<Option<(i64, LawText)>, StoreError> {
    let rows = tx.query(
        "SELECT sequence, service, adopted, title, file, sha256, actor, imported_at
         FROM law_texts WHERE service = $1 AND adopted = $2 ORDER BY sequence DESC LIMIT 1",
        params![service, adopted],
    )?;
    rows.into_iter().next().map(text).transpose()
}

/// What was imported, the last one first; at most a page.
///
/// # Errors
/// When the database fails.
pub fn history(tx: &mut Tx<'_>) -> Result<Vec<(i64, LawText)>, StoreError> {
    let rows = tx.query(
        "SELECT sequence, service, adopted, title, file, sha256, actor, imported_at
         FROM law_texts ORDER BY sequence DESC LIMIT $1",
        params![i64::from(PAGE_LIMIT)],
    )?;
    rows.into_iter().map(text).collect()
}

fn text(mut row: crate::row::Row) -> Result<(i64, LawText), StoreError> {
    let sequence = row.take()?;
    let text = LawText {
        service: row.take()?,
        adopted: row.take()?,
        title: row.take()?,
        file: row.take()?,
        sha256: row.take()?,
        actor: row.take()?,
        imported_at: row.take()?,
    };
    Ok((sequence, text))
}

/// The parts of a text in their order, those longer than `longest` characters without their content; at most a page.
///
/// # Errors
/// When the database fails.
pub fn parts(tx: &mut Tx<'_>, law_text: i64, longest: i64) -> Result<Vec<LawTextPart>, StoreError> {
    let rows = tx.query(
        "SELECT place, heading, '', CASE WHEN length(content) <= CAST($2 AS {int}) THEN content ELSE '' END
         FROM law_text_parts WHERE law_text = $1 ORDER BY ordinal LIMIT $3",
        params![law_text, longest, i64::from(PAGE_LIMIT)],
    )?;
    rows.into_iter().map(part).collect()
}

/// The part of a text with a name.
///
/// # Errors
/// When the database fails.
pub fn part_named(tx: &mut Tx<'_>, law_text: i64, place: &str) -> Result<Option<LawTextPart>, StoreError> {
    let rows = tx.query(
        "SELECT place, heading, folded, content
         FROM law_text_parts WHERE law_text = $1 AND place = $2 ORDER BY ordinal LIMIT 1",
        params![law_text, place],
    )?;
    rows.into_iter().next().map(part).transpose()
}

/// The parts of a text whose folded words hold a folded word, in their order; at most a page.
///
/// # Errors
/// When the database fails.
pub fn holding(tx: &mut Tx<'_>, law_text: i64, word: &str) -> Result<Vec<LawTextPart>, StoreError> {
    // Folded words have neither `%` nor `_`; what has them finds nothing wrong, only more.
    let pattern = format!("%{word}%");
    let rows = tx.query(
        "SELECT place, heading, folded, content
         FROM law_text_parts WHERE law_text = $1 AND folded LIKE $2 ORDER BY ordinal LIMIT $3",
        params![law_text, &pattern, i64::from(PAGE_LIMIT)],
    )?;
    rows.into_iter().map(part).collect()
}

fn part(mut row: crate::row::Row) -> Result<LawTextPart, StoreError> {
    Ok(LawTextPart { place: row.take()?, heading: row.take()?, folded: row.take()?, content: row.take()? })
}
