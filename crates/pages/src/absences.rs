//! View model of absences: who is away, who stands in for him.

use askama::Template;

use crate::Shell;
use crate::form::{FieldKind, Problem};
use crate::office::{ActionForm, Table};

/// Who is away and who stands in for him.
#[derive(Debug, Template)]
#[template(path = "absences.html")]
pub struct AbsencesPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// What was done a moment ago.
    pub done: Option<String>,
    /// For whom the reader stands in today: a sentence for each.
    pub standing_in: Vec<String>,
    /// The reader's own, and those of his office where he keeps them.
    pub parts: Vec<AbsencePart>,
}

/// Absences of somebody, and what may be done.
#[derive(Debug, Clone)]
pub struct AbsencePart {
    /// Whose.
    pub heading: String,
    /// Days, deputy, who recorded them.
    pub table: Table,
    /// A new one, and the end of each that runs or is to come.
    pub actions: Vec<ActionForm>,
}

impl AbsencesPage<'_> {
    /// Prefix of the form that was sent and refused; empty where none was.
    fn sent(&self) -> String {
        let mut actions = self.parts.iter().flat_map(|part| &part.actions);
        actions.find(|action| action.open).map(ActionForm::prefix).unwrap_or_default()
    }
}
