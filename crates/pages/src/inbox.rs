//! View models of the inbox: open cases by the time left, and one step for many of them.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};
use crate::office::Table;

/// The inbox, or what a search found.
#[derive(Debug, Template)]
#[template(path = "inbox.html")]
pub struct Inbox<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was searched for; empty in the inbox.
    pub sought: String,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// What is shown, and the way to the rest; absent where it is the same.
    pub shows: Option<Shows>,
    /// Filters.
    pub filters: Vec<Field>,
    /// The cases.
    pub list: InboxList<'a>,
    /// How the list keeps itself up to date.
    pub live: Option<Live>,
    /// For whom the reader stands in today: a sentence for each.
    pub standing_in: Vec<String>,
    /// A step for the ticked cases, for whoever may take one.
    pub bulk: Option<BulkChoice>,
}

/// What an inbox shows: the cases that wait for a step of its reader, or every open one.
#[derive(Debug, Clone)]
pub struct Shows {
    /// Those that wait are shown.
    pub waiting: bool,
    /// Address of those that wait.
    pub of_waiting: String,
    /// Address of every open one.
    pub of_all: String,
}

/// How the list keeps itself up to date.
#[derive(Debug, Clone)]
pub struct Live {
    /// Where the list alone is read.
    pub source: String,
    /// Where the whole page is read again.
    pub again: String,
}

/// The cases of an inbox: the part of its page that changes by itself.
#[derive(Debug, Template)]
#[template(path = "inbox_list.html")]
pub struct InboxList<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What stands in place of an empty list.
    pub nothing: String,
    /// The cases.
    pub rows: Vec<CaseRow>,
    /// Each case has a box to tick.
    pub ticks: bool,
    /// Address of the next page.
    pub next: Option<String>,
}

/// A case in a list.
#[derive(Debug, Clone)]
pub struct CaseRow {
    /// The case, as a form names it.
    pub id: String,
    /// It is ticked.
    pub ticked: bool,
    /// Address.
    pub href: String,
    /// Receipt number.
    pub number: String,
    /// The service.
    pub service: String,
    /// Who applied.
    pub applicant: String,
    /// Where it stands.
    pub state: String,
    /// Until when.
    pub due: String,
    /// How much time is left.
    pub left: String,
    /// The term has passed.
    pub late: bool,
    /// It was given to somebody who is away and in whose place the reader acts.
    pub in_place_of: Option<String>,
}

/// What is to be done with the ticked cases.
#[derive(Debug, Clone)]
pub struct BulkChoice {
    /// Address of the inbox with every case ticked.
    pub all: String,
    /// What the inbox was asked, for the way back to it.
    pub from: String,
    /// The step, and what it needs.
    pub fields: Vec<Field>,
}

/// One step for many cases: what it would do, or what it did.
#[derive(Debug, Template)]
#[template(path = "bulk.html")]
pub struct BulkPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// The step.
    pub title: String,
    /// What was wrong with the question.
    pub problems: Vec<Problem>,
    /// A sentence about it.
    pub lead: String,
    /// It was done.
    pub done: bool,
    /// Heading and cases of each part.
    pub parts: Vec<(String, Table)>,
    /// What is sent to take the step, where it can be taken.
    pub confirm: Option<BulkConfirm>,
    /// Where the cases were ticked.
    pub back: String,
}

/// Taking the step.
#[derive(Debug, Clone)]
pub struct BulkConfirm {
    /// What the button says.
    pub button: String,
    /// What is sent along: name and value.
    pub hidden: Vec<(String, String)>,
}
