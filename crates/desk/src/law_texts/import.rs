//! Importing the law's text: read, held against the rulebook, kept by standard and edition.

use std::collections::BTreeSet;

use directory::fold;
use jiff::Timestamp;
use jiff::civil::Date;
use lawtext::{Citation, Finding, Part, Place, Published, StandardText, Trouble};
use rulebook::Rulebook;
use sha2::{Digest, Sha256};
use store::law_texts::{LawText, LawTextPart};
use store::{accounts, law_texts};

use crate::check::{Check, LAW_TEXT_MOST, NAME_MOST};
use crate::{Desk, DeskError, FieldError, Permission, Session};

/// A file with the law's text.
#[derive(Debug, Clone, Copy)]
pub struct LawFile<'f> {
    /// Its name, by which the source is told.
    pub name: &'f str,
    /// What it holds.
    pub bytes: &'f [u8],
    /// Number of the standard, where the title does not say it; the file must hold one standard then.
    pub standard: Option<u8>,
    /// The day on which the wording was adopted, where the file does not say it or another is meant; likewise.
    pub adopted: Option<Date>,
}

/// What was found in a file, and what of it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
    /// Lines of the file.
    pub lines: usize,
    /// Lines in no standard, as ranges from 1; the text of the act before its first standard is among them.
    pub outside: Vec<(usize, usize)>,
    /// The standards, in their order.
    pub standards: Vec<ImportedStandard>,
    /// What was out of the ordinary, by line.
    pub findings: Vec<Finding>,
}

/// A standard that was found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedStandard {
    /// Its title as printed.
    pub title: String,
    /// Its first line.
    pub line: usize,
    /// Its number; none where no standard of the rulebook has the title: then it is not kept.
    pub number: Option<u8>,
    /// The day on which the wording was adopted; none where the file does not say it: then it is not kept.
    pub adopted: Option<Date>,
    /// Whether rules of this edition are held.
    pub held: bool,
    /// How many paragraphs it has.
    pub paragraphs: usize,
    /// How many annexes it has.
    pub annexes: usize,
    /// How many citations the rules and scenarios of the edition have.
    pub citations: usize,
    /// Those of them that find nothing in the text.
    pub unfound: Vec<String>,
    /// Paragraphs and annexes of which no rule is made.
    pub unruled: Vec<String>,
}

impl ImportedStandard {
    /// Whether it can be kept: number and day are known.
    pub fn is_placed(&self) -> bool {
        self.number.is_some() && self.adopted.is_some()
    }
}

/// A text that was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawImport {
    /// Number of the standard.
    pub number: u8,
    /// The edition, by the day it was adopted.
    pub adopted: Date,
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Who imported it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The name in the record of who works on the command line.
const OPERATOR: &str = "operator";

impl Desk {
    /// Reads a file of the law's text and keeps each standard of it whose number and edition are known. Earlier imports stay.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`]; [`DeskError::Invalid`] for a file in which nothing can be kept.
    pub fn import_law(&self, who: &Session, file: &LawFile<'_>) -> Result<ImportReport, DeskError> {
        self.demand_somewhere(who, Permission::KeepRules)?;
        self.import_law_as(who.name_in_logs(), file)
    }

    /// As [`Desk::import_law`], for the operator at the machine, who needs no account.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for a file in which nothing can be kept.
    pub fn import_law_as_operator(&self, file: &LawFile<'_>) -> Result<ImportReport, DeskError> {
        self.import_law_as(OPERATOR.to_owned(), file)
    }

    fn import_law_as(&self, actor: String, file: &LawFile<'_>) -> Result<ImportReport, DeskError> {
        let (report, published) = read(&self.law().rulebook, file)?;
        let mut check = Check::default();
        let name = check.text("file", file.name, NAME_MOST);
        if !report.standards.iter().any(ImportedStandard::is_placed) {
            check.add(nothing_placed(&report));
        }
        check.finish()?;
        let mut kept = Vec::new();
        for (line, text) in report.standards.iter().zip(&published.standards) {
            let (Some(number), Some(adopted)) = (line.number, line.adopted) else { continue };
            let parts = text.parts.iter().map(stored).collect::<Result<Vec<_>, _>>()?;
            let text = LawText {
                service: i64::from(number),
                adopted,
                title: text.title.clone(),
                file: name.clone(),
                sha256: report.sha256.clone(),
                actor: actor.clone(),
                imported_at: self.now(),
            };
            kept.push((text, parts));
        }
        self.store.write(move |tx| {
            for (text, parts) in &kept {
                law_texts::append(tx, text, parts)?;
            }
            Ok::<_, DeskError>(())
        })?;
        tracing::info!(
            standards = report.standards.len(),
            sha256 = report.sha256,
            "a text of the law was imported"
        );
        Ok(report)
    }

    /// What a file of the law's text holds, held against a rulebook; nothing is kept.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for what is no text, or too long.
    pub fn read_law(rulebook: &Rulebook, file: &LawFile<'_>) -> Result<ImportReport, DeskError> {
        read(rulebook, file).map(|(report, _)| report)
    }

    /// What was imported, the last one first.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub fn law_imports(&self, who: &Session) -> Result<Vec<LawImport>, DeskError> {
        self.demand_somewhere(who, Permission::KeepRules)?;
        self.store.read(|tx| {
            let texts = law_texts::history(tx)?;
            let lines = texts.into_iter().map(|(_, one)| {
                let account = one.actor.parse().ok().map(|id| accounts::get(tx, id)).transpose()?.flatten();
                Ok(LawImport {
                    number: u8::try_from(one.service).unwrap_or(0),
                    adopted: one.adopted,
                    file: one.file,
                    sha256: one.sha256,
                    by: account.map_or(one.actor, |account| account.name),
                    at: one.imported_at,
                })
            });
            lines.collect()
        })
    }
}

fn nothing_placed(report: &ImportReport) -> FieldError {
    let title = |one: &ImportedStandard| one.title.chars().take(NAME_MOST).collect::<String>();
    match report.standards.iter().find(|one| !one.is_placed()) {
        Some(one) if one.number.is_none() => FieldError::new("standard", "desk-law-unknown-title")
            .with("line", one.line)
            .with("title", title(one)),
        Some(one) => {
            FieldError::new("adopted", "desk-law-no-day").with("line", one.line).with("title", title(one))
        }
        None => FieldError::new("file", "desk-law-nothing").with("lines", report.lines),
    }
}

fn read(rulebook: &Rulebook, file: &LawFile<'_>) -> Result<(ImportReport, Published), DeskError> {
    let wrong = |message| DeskError::invalid(FieldError::new("file", message));
    if file.bytes.is_empty() {
        return Err(wrong("desk-field-empty"));
    }
    if file.bytes.len() > LAW_TEXT_MOST {
        let long = FieldError::new("file", "desk-law-large");
        return Err(DeskError::invalid(long.with("most", LAW_TEXT_MOST / 1_000_000)));
    }
    let text = std::str::from_utf8(file.bytes).map_err(|_| wrong("desk-law-no-text"))?;
    if text.contains('\0') {
        return Err(wrong("desk-law-no-text"));
    }
    let published = Published::read(text.trim_start_matches('\u{feff}'));
    let named = file.standard.is_some() || file.adopted.is_some();
    if named && published.standards.len() > 1 {
        let field = if file.standard.is_some() { "standard" } else { "adopted" };
        let many = FieldError::new(field, "desk-law-many").with("count", published.standards.len());
        return Err(DeskError::invalid(many));
    }
    if let Some(number) = file.standard.filter(|number| rulebook.editions(*number).next().is_none()) {
        let unknown = FieldError::new("standard", "desk-law-no-standard").with("number", number);
        return Err(DeskError::invalid(unknown));
    }
    let standards = published.standards.iter().map(|one| held_against(rulebook, file, one)).collect();
    let report = ImportReport {
        sha256: hex::encode(Sha256::digest(file.bytes)),
        lines: published.landings.len(),
        outside: published.outside(),
        standards,
        findings: published.findings.clone(),
    };
    Ok((report, published))
}

/// A standard of a file beside the rules of its edition.
fn held_against(rulebook: &Rulebook, file: &LawFile<'_>, text: &StandardText) -> ImportedStandard {
    let number = file.standard.or_else(|| titled(rulebook, &text.title));
    let adopted = file.adopted.or(text.adopted);
    let held = number.zip(adopted).and_then(|(number, adopted)| rulebook.edition(number, adopted).ok());
    let mut cited: BTreeSet<String> = BTreeSet::new();
    if let Some(standard) = held {
        let of_scenarios = rulebook.scenarios(standard.number).iter().map(|scenario| scenario.cite.clone());
        let all = standard.citations().into_iter().chain(of_scenarios);
        cited.extend(
            all.map(|cite| cite.0.split_once(' ').map_or(cite.0.clone(), |(_, rest)| rest.to_owned())),
        );
    }
    let found = |cite: &&String| Citation::read(cite).is_some_and(|one| text.find(&one).is_some());
    let (found, unfound): (Vec<_>, Vec<_>) = cited.iter().partition(found);
    let ruled: BTreeSet<Place> =
        found.iter().filter_map(|cite| Citation::read(cite)).map(|one| one.place).collect();
    let places = || text.parts.iter().map(|part| part.place);
    let unruled = places().filter(|place| held.is_some() && !ruled.contains(place));
    ImportedStandard {
        title: text.title.clone(),
        line: text.line,
        number,
        adopted,
        held: held.is_some(),
        paragraphs: places().filter(|place| matches!(place, Place::Paragraph(_))).count(),
        annexes: places().filter(|place| matches!(place, Place::Annex(_))).count(),
        citations: cited.len(),
        unfound: unfound.into_iter().cloned().collect(),
        unruled: unruled.map(|place| place.to_string()).collect(),
    }
}

/// The standard with a title, look-alike letters taken as one: prints mix Latin and Cyrillic ones.
fn titled(rulebook: &Rulebook, title: &str) -> Option<u8> {
    let title = fold(title);
    rulebook
        .numbers()
        .find(|number| rulebook.editions(*number).any(|standard| fold(&standard.name.kk) == title))
}

fn stored(part: &Part) -> Result<LawTextPart, DeskError> {
    let mut words = fold(&part.heading);
    for block in &part.blocks {
        words.push(' ');
        words.push_str(&fold(&block.text));
    }
    Ok(LawTextPart {
        place: part.place.to_string(),
        heading: part.heading.clone(),
        folded: words,
        content: serde_json::to_string(&part.blocks).map_err(DeskError::defect)?,
    })
}

/// The message that tells a trouble of a text, and the number that it names; 0 where it names none.
pub fn trouble_message(trouble: &Trouble) -> (&'static str, u32) {
    match trouble {
        Trouble::NoStandard => ("law-trouble-no-standard", 0),
        Trouble::NoParagraph => ("law-trouble-no-paragraph", 0),
        Trouble::NoDay => ("law-trouble-no-day", 0),
        Trouble::Missing(number) => ("law-trouble-missing", *number),
        Trouble::OutOfOrder(number) => ("law-trouble-out-of-order", *number),
        Trouble::AnnexAgain(number) => ("law-trouble-annex-again", *number),
    }
}
