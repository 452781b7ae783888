//! View model of an office's day.

use askama::Template;

use crate::Shell;
use crate::office::Table;

/// The day of an office and the week around it.
#[derive(Debug, Template)]
#[template(path = "day.html")]
pub struct DayPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// The day in words.
    pub title: String,
    /// The office.
    pub office: String,
    /// Its hours on that day, or why it is closed.
    pub open: String,
    /// It is closed.
    pub closed: bool,
    /// The days before, after, and today, where it is another: address and name.
    pub ways: Vec<(String, String)>,
    /// The days of the week.
    pub week: Vec<WeekDay>,
    /// Heading and table of each part: what is due, what the clock will do, who is away.
    pub parts: Vec<DayPart>,
}

/// A day of the week.
#[derive(Debug, Clone)]
pub struct WeekDay {
    /// Its name and number.
    pub name: String,
    /// As machines read it: `2026-11-23`.
    pub date: String,
    /// Address of the day.
    pub href: String,
    /// It is the day of the page.
    pub chosen: bool,
    /// The office is closed.
    pub closed: bool,
    /// What it says: closed and why, how much is due.
    pub says: Vec<String>,
}

/// A part of the day.
#[derive(Debug, Clone)]
pub struct DayPart {
    /// Heading.
    pub heading: String,
    /// Its lines.
    pub table: Table,
    /// What stands there where there are none.
    pub nothing: String,
    /// Where all of them are listed: address and text.
    pub all: Option<(String, String)>,
}
