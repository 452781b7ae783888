//! View models of the pages that anybody may see.

use askama::Template;

use crate::Shell;
use crate::finder::OfficeCard;
use crate::form::{Field, FieldKind, Problem};
use crate::guide::Stretch;
use crate::term::DrawnTerm;

/// A service in a list.
#[derive(Debug, Clone)]
pub struct ServiceRow {
    /// Number.
    pub number: u8,
    /// Title.
    pub name: String,
    /// When one needs it, in plain words; a service of tomorrow has none yet.
    pub plain: Option<String>,
    /// Who provides it.
    pub provider: String,
    /// Its terms.
    pub terms: String,
    /// Paid or free of charge.
    pub price: String,
}

/// Signing in.
#[derive(Debug, Template)]
#[template(path = "sign_in.html")]
pub struct SignIn<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Fields.
    pub fields: Vec<Field>,
}

/// Making the first administrator, or another form of few fields.
#[derive(Debug, Template)]
#[template(path = "set_up.html")]
pub struct SetUp<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Where the form goes.
    pub action: String,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Fields.
    pub fields: Vec<Field>,
}

/// A password that is set by a link.
#[derive(Debug, Template)]
#[template(path = "new_password.html")]
pub struct NewPassword<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Where the form goes.
    pub action: String,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Fields.
    pub fields: Vec<Field>,
}

/// Following a case by number and secret.
#[derive(Debug, Template)]
#[template(path = "track.html")]
pub struct Track<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Fields.
    pub fields: Vec<Field>,
    /// What was found.
    pub found: Option<Tracked>,
}

/// A case as its applicant follows it.
#[derive(Debug, Clone)]
pub struct Tracked {
    /// Receipt number.
    pub number: String,
    /// The service.
    pub service: String,
    /// Where it stands.
    pub state: String,
    /// The term has passed.
    pub late: bool,
    /// What that means and what comes next, in sentences.
    pub next: Vec<String>,
    /// What the applicant must do, each with its paragraph or none; empty where nothing is to be done.
    pub must: Vec<(String, String)>,
    /// Where the paper is collected, while it waits.
    pub collect: Option<OfficeCard>,
    /// Its term, day by day.
    pub term: DrawnTerm,
    /// What happened.
    pub timeline: Vec<TrackRow>,
    /// The office that decides, with its telephones.
    pub deciding: OfficeCard,
    /// Where it is told how to complain.
    pub complain: String,
    /// Who looked at the case: when, which office, at what.
    pub looks: Vec<(String, String, String)>,
}

/// A line of what happened.
#[derive(Debug, Clone)]
pub struct TrackRow {
    /// When.
    pub at: String,
    /// What.
    pub what: String,
    /// By which paragraph.
    pub cite: String,
}

/// Something went wrong.
#[derive(Debug, Template)]
#[template(path = "error.html")]
pub struct ErrorPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What.
    pub title: String,
    /// What to do.
    pub remedy: String,
    /// The paragraph that decides.
    pub cite: Option<String>,
}
