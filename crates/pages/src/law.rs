//! View models of the law browser.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};
use crate::office::Table;

/// The standards that are held, and what a search in them found.
#[derive(Debug, Template)]
#[template(path = "law_index.html")]
pub struct LawIndex<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Each with its editions.
    pub standards: Vec<LawStandard>,
    /// What was searched for.
    pub words: String,
    /// What was found; none while nothing was searched for.
    pub found: Option<LawFound>,
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct LawFound {
    /// Each place where all words stand.
    pub hits: Vec<LawHit>,
    /// There is more than is shown.
    pub more: bool,
    /// The law's own text was among what was searched.
    pub wording: bool,
}

/// A place of the law.
#[derive(Debug, Clone)]
pub struct LawHit {
    /// Its address.
    pub href: String,
    /// Its citation.
    pub cite: String,
    /// The standard.
    pub standard: String,
    /// What stands there.
    pub text: String,
    /// It is the law's own text, in Kazakh.
    pub official: bool,
}

/// A standard and its editions.
#[derive(Debug, Clone)]
pub struct LawStandard {
    /// Number and title.
    pub name: String,
    /// Editions, the newest first: address, act.
    pub editions: Vec<(String, String)>,
}

/// One edition of a standard, paragraph by paragraph.
#[derive(Debug, Template)]
#[template(path = "law.html")]
pub struct LawPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Number and title.
    pub name: String,
    /// The act that adopted the edition.
    pub edition: String,
    /// Other editions: address, act.
    pub others: Vec<(String, String)>,
    /// Address of the comparison of editions.
    pub compare: String,
    /// Address of the service.
    pub service: String,
    /// Where its own text comes from, in a sentence; none where it was not loaded.
    pub source: Option<String>,
    /// Where who looks loads the text.
    pub load: Option<String>,
    /// Its paragraphs, in their order.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph or an annex: what it says and what is made of it.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    /// Place on the page.
    pub id: String,
    /// Its name: `¶7`, `Annex 3`.
    pub name: String,
    /// The heading before it in the text, or the title of the annex; empty where there is none.
    pub heading: String,
    /// Its wording, piece by piece; empty where it was not loaded.
    pub wording: Vec<Piece>,
    /// Address of its wording where that is too long for this page.
    pub elsewhere: Option<String>,
    /// What is made of it, by subparagraph.
    pub groups: Vec<RuleGroup>,
}

/// A piece of wording.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// It belongs to a subparagraph.
    pub within: bool,
}

/// Rules that are made of a paragraph or a subparagraph.
#[derive(Debug, Clone, Default)]
pub struct RuleGroup {
    /// Place on the page, and name; none for the paragraph itself.
    pub place: Option<(String, String)>,
    /// What is made of it: subject, then statements with their exact citation.
    pub rules: Vec<(String, Vec<(String, String)>)>,
    /// Scenarios that show it, each with its citation.
    pub scenarios: Vec<(String, String)>,
}

/// The wording of one annex on a page of its own.
#[derive(Debug, Template)]
#[template(path = "law_annex.html")]
pub struct LawAnnex<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Number and title of the standard.
    pub standard: String,
    /// Address of the standard's page.
    pub back: String,
    /// Name of the annex.
    pub name: String,
    /// Its title.
    pub heading: String,
    /// Where it comes from.
    pub source: String,
    /// What it says.
    pub wording: Vec<Piece>,
}

/// Edition against edition.
#[derive(Debug, Template)]
#[template(path = "law_compare.html")]
pub struct LawComparison<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Number and title.
    pub name: String,
    /// What was wrong with the choice.
    pub problems: Vec<Problem>,
    /// Where the choice goes.
    pub action: String,
    /// Which editions; empty where one alone is held.
    pub fields: Vec<Field>,
    /// Differences: what, before, after; none while nothing is chosen.
    pub differences: Option<Vec<LawDifference>>,
    /// Paragraphs whose wording differs; none where the text of both editions was not loaded.
    pub wordings: Option<Vec<ChangedWording>>,
}

/// A difference between two editions.
#[derive(Debug, Clone)]
pub struct LawDifference {
    /// What differs, as a path through the rules.
    pub what: String,
    /// In the older edition; none where it is new.
    pub before: Option<String>,
    /// In the newer edition; none where it is gone.
    pub after: Option<String>,
}

/// A paragraph whose wording differs.
#[derive(Debug, Clone)]
pub struct ChangedWording {
    /// Its name.
    pub name: String,
    /// Its words in runs.
    pub runs: Vec<Run>,
}

/// A run of words.
#[derive(Debug, Clone)]
pub enum Run {
    /// In both editions.
    Same(String),
    /// In the older one alone.
    Deleted(String),
    /// In the newer one alone.
    Inserted(String),
}

/// Loading the law's text, and what was loaded.
#[derive(Debug, Template)]
#[template(path = "law_import.html")]
pub struct LawImportPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong, for the summary.
    pub problems: Vec<Problem>,
    /// What the last file held.
    pub report: Option<LawReport>,
    /// The file; number and day, where it does not say them.
    pub fields: Vec<Field>,
    /// What was loaded before.
    pub history: Table,
}

/// What a file held.
#[derive(Debug, Clone)]
pub struct LawReport {
    /// In a sentence.
    pub said: String,
    /// Each standard: what became of it, then remarks.
    pub standards: Vec<(String, Vec<String>)>,
    /// What was out of the ordinary.
    pub findings: Vec<String>,
}
