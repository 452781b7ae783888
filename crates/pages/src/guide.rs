//! View models of the pages that guide people: what to do, what it costs, how long it takes, how to complain.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};
use crate::public::ServiceRow;

/// The start page.
#[derive(Debug, Template)]
#[template(path = "start.html")]
pub struct Start<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was sought; empty where nothing was.
    pub sought: String,
    /// What was found, where something was sought.
    pub found: Option<Found>,
    /// What brings people: a question and its answers.
    pub situations: Vec<Situation>,
    /// What people want to do with land.
    pub topics: Vec<Topic>,
}

/// What brings somebody, in his own words.
#[derive(Debug, Clone)]
pub struct Situation {
    /// The situation.
    pub title: String,
    /// What has to be known to tell the service.
    pub ask: String,
    /// Answers: address and words.
    pub answers: Vec<(String, String)>,
    /// It stands open.
    pub open: bool,
}

impl Start<'_> {
    /// Topics help where nothing was sought or found.
    fn shows_topics(&self) -> bool {
        self.found.as_ref().is_none_or(|found| found.services.is_empty())
    }
}

/// What a search found.
#[derive(Debug, Clone)]
pub struct Found {
    /// What was sought.
    pub sought: String,
    /// Pages that are no service, the best first.
    pub places: Vec<Place>,
    /// The services, the best first.
    pub services: Vec<ServiceRow>,
}

/// A page that somebody looks for and that is no service.
#[derive(Debug, Clone)]
pub struct Place {
    /// Address.
    pub href: String,
    /// What it is for.
    pub title: String,
    /// A sentence about it.
    pub lead: String,
}

/// Something that people want to do with land.
#[derive(Debug, Clone)]
pub struct Topic {
    /// Short name, for its place on the page.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// Services for it.
    pub services: Vec<ServiceRow>,
    /// Fields of the way to complaints; empty where the topic does not lead there.
    pub complain: Vec<Field>,
}

/// How to complain about a service.
#[derive(Debug, Template)]
#[template(path = "complain.html")]
pub struct Complain<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Which service.
    pub fields: Vec<Field>,
    /// Title of the chosen service.
    pub service: Option<String>,
    /// Statements in order: heading, then statement with its paragraph.
    pub parts: Vec<(String, Vec<(String, String)>)>,
}

/// What a service costs, and why.
#[derive(Debug, Template)]
#[template(path = "price.html")]
pub struct PricePage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Fields.
    pub fields: Vec<Field>,
    /// Words of the button.
    pub go: String,
    /// The price.
    pub sum: Option<Sum>,
}

/// A price with its derivation.
#[derive(Debug, Clone)]
pub struct Sum {
    /// The service.
    pub service: String,
    /// The sum in words of money.
    pub amount: String,
    /// Figures by which it came about.
    pub rows: Vec<PriceRow>,
    /// The edition of the law.
    pub edition: String,
}

/// A figure of a price.
#[derive(Debug, Clone)]
pub struct PriceRow {
    /// What it is.
    pub figure: String,
    /// How much.
    pub value: String,
    /// By which paragraph.
    pub cite: String,
}

/// Until when an office must answer.
#[derive(Debug, Template)]
#[template(path = "term.html")]
pub struct TermPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Fields.
    pub fields: Vec<Field>,
    /// Words of the button.
    pub go: String,
    /// The term.
    pub reckoned: Option<Reckoned>,
}

/// A term with its calendar.
#[derive(Debug, Clone)]
pub struct Reckoned {
    /// The service.
    pub service: String,
    /// The end, or that the clock stands.
    pub end: String,
    /// Statements on the term: heading, statement, paragraph.
    pub facts: Vec<(String, String, String)>,
    /// The days.
    pub calendar: Vec<Stretch>,
    /// The edition of the law.
    pub edition: String,
}

/// A part of a calendar.
#[derive(Debug, Clone)]
pub enum Stretch {
    /// A month, day by day.
    Month(Month),
    /// Months of which there is nothing else to say.
    Note(String),
}

/// A month.
#[derive(Debug, Clone)]
pub struct Month {
    /// Name and year.
    pub name: String,
    /// Weeks of seven days, Monday first; none where the month does not reach.
    pub weeks: Vec<Vec<Option<Day>>>,
}

/// A day of a term.
#[derive(Debug, Clone)]
pub struct Day {
    /// Day of the month.
    pub number: String,
    /// The whole day, for machines.
    pub date: String,
    /// Name of the weekday.
    pub weekday: String,
    /// How it looks: `counts`, `closed`, `suspended`, `answered`, `end`, `deemed`, `outside` or empty.
    pub looks: &'static str,
    /// What it is to the term.
    pub says: Vec<String>,
}
