//! View models of the pages that anybody may see.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};

/// A service in a list.
#[derive(Debug, Clone)]
pub struct ServiceRow {
    /// Number.
    pub number: u8,
    /// Title.
    pub name: String,
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
    /// Until when the office must answer.
    pub due: Option<String>,
    /// The term has passed.
    pub late: bool,
    /// What comes next and what the applicant must do, each with its paragraph or none.
    pub next: Vec<(String, String)>,
    /// What happened.
    pub timeline: Vec<TrackRow>,
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
