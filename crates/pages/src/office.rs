//! View models of what an office keeps besides its cases: books, lists of paper files, accounts.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};

/// A table that folds into cards on a narrow screen.
#[derive(Debug, Clone)]
pub struct Table {
    /// What it lists, for screen readers.
    pub caption: String,
    /// Headings of its columns.
    pub headings: Vec<String>,
    /// Its rows; a row has a cell for each heading.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What stands there.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
    /// It stands on one line.
    pub whole: bool,
}

/// A form that does one thing to what the page shows.
#[derive(Debug, Clone)]
pub struct ActionForm {
    /// Short name; begins the ids of its fields.
    pub id: String,
    /// What it does; also its button.
    pub title: String,
    /// Where it goes.
    pub action: String,
    /// What is sent along unseen: name and value.
    pub hidden: Vec<(String, String)>,
    /// What it needs.
    pub fields: Vec<Field>,
    /// Something was wrong with it: it stands open.
    pub open: bool,
}

/// A book of an office: the book of registration and accounting, the journal of incoming papers.
#[derive(Debug, Template)]
#[template(path = "book.html")]
pub struct BookPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Which book, of which office.
    pub title: String,
    /// What was wrong with the period.
    pub problems: Vec<Problem>,
    /// Where the filters go.
    pub action: String,
    /// Book, office and period to choose.
    pub filters: Vec<Field>,
    /// Its lines.
    pub table: Table,
    /// Address of the next page.
    pub next: Option<String>,
}

/// Lists by which paper files travel, with the form of a new one.
#[derive(Debug, Template)]
#[template(path = "transfers.html")]
pub struct TransferLists<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong with a new list.
    pub problems: Vec<Problem>,
    /// Address and name of the lists that go the other way.
    pub other: (String, String),
    /// The lists.
    pub table: Table,
    /// Address of the next page.
    pub next: Option<String>,
    /// A new list: the office and the files; none for whoever may not make one.
    pub new: Option<ActionForm>,
}

/// A list by which paper files travel, to print and to confirm.
#[derive(Debug, Template)]
#[template(path = "transfer.html")]
pub struct TransferPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Number of the list: `2013-17`.
    pub number: String,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Offices and instants: heading and value.
    pub rows: Vec<(String, String)>,
    /// The files.
    pub table: Table,
    /// Confirmations that are open to the reader.
    pub actions: Vec<ActionForm>,
}

/// An account: the reader's own, or one that an administrator keeps.
#[derive(Debug, Template)]
#[template(path = "account.html")]
pub struct AccountPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Name of the person.
    pub name: String,
    /// What was done a moment ago.
    pub done: Option<String>,
    /// A link that is shown once.
    pub link: Option<String>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Login, post, office, roles, state, last sign-in: heading and value.
    pub rows: Vec<(String, String)>,
    /// Open sessions: since when, when last used.
    pub sessions: Table,
    /// That there are more sessions than the table has.
    pub sessions_told: Option<String>,
    /// What may be done: change the password, lock, let in again.
    pub actions: Vec<ActionForm>,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None, whole: false }
    }

    /// A text that leads somewhere.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()), whole: false }
    }

    /// A citation, in the words of the page and leading to what it cites; a paragraph stands on one line.
    pub fn cite(shell: &Shell<'_>, cite: &str) -> Self {
        let said = shell.cited(cite);
        Self { href: shell.law(cite), whole: said == cite, ..Self::text(said) }
    }

    /// The same, never broken over two lines: a number.
    pub fn whole(self) -> Self {
        Self { whole: true, ..self }
    }
}

impl ActionForm {
    /// What the ids of its fields begin with; also its own id.
    pub(crate) fn prefix(&self) -> String {
        format!("action-{}", self.id)
    }
}

/// Prefix of the form that was sent and refused; empty where none was.
pub(crate) fn sent(actions: &[ActionForm]) -> String {
    actions.iter().find(|action| action.open).map(ActionForm::prefix).unwrap_or_default()
}

impl TransferLists<'_> {
    fn sent(&self) -> String {
        self.new.as_ref().filter(|form| form.open).map(ActionForm::prefix).unwrap_or_default()
    }
}

impl TransferPage<'_> {
    fn sent(&self) -> String {
        sent(&self.actions)
    }
}

impl AccountPage<'_> {
    fn sent(&self) -> String {
        sent(&self.actions)
    }
}
