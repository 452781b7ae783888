//! View models of the law browser.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};

/// The standards that are held.
#[derive(Debug, Template)]
#[template(path = "law_index.html")]
pub struct LawIndex<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Each with its editions.
    pub standards: Vec<LawStandard>,
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
    /// Its paragraphs, in their order.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph of which rules were made.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// Place on the page.
    pub id: String,
    /// Its name: `¶7`, `annex 3`.
    pub name: String,
    /// What is made of it: subject, then statements with their exact citation.
    pub rules: Vec<(String, Vec<(String, String)>)>,
    /// Scenarios that show it, each with its citation.
    pub scenarios: Vec<(String, String)>,
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
