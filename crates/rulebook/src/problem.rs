//! What is wrong with a rule file: where, and what would be right.

use std::fmt;

use serde::Serialize;

/// A place in a document of tables and lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Path(Vec<Step>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

impl Path {
    pub(crate) fn key(&self, key: &str) -> Self {
        self.with(Step::Key(key.to_owned()))
    }

    pub(crate) fn at(&self, index: usize) -> Self {
        self.with(Step::Index(index))
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// Where the deepest existing part of the path begins, in bytes.
    fn offset(&self, document: &Document<'_>) -> usize {
        let mut offset = document.span().start;
        let mut here = Value::Table(document.get_ref());
        for step in &self.0 {
            let next = match (step, here) {
                (Step::Key(key), Value::Table(table)) => {
                    table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, v)| v)
                }
                (Step::Index(index), Value::List(list)) => list.get(*index),
                _ => None,
            };
            let Some(found) = next else { break };
            offset = found.span().start;
            here = match found.get_ref() {
                toml::de::DeValue::Table(table) => Value::Table(table),
                toml::de::DeValue::Array(list) => Value::List(list),
                _ => break,
            };
        }
        offset
    }
}

/// A file as read, with the place of everything in it.
type Document<'a> = toml::Spanned<toml::de::DeTable<'a>>;

enum Value<'a> {
    Table(&'a toml::de::DeTable<'a>),
    List(&'a toml::de::DeArray<'a>),
}

fn line_at(text: &str, offset: usize) -> usize {
    1 + text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count()
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if position == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// One thing that is wrong with a rule file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, by its path in the rulebook.
    pub file: String,
    /// The line, counted from 1, where it can be told.
    pub line: Option<usize>,
    /// The field, as a path (`checklists[2].documents[0].id`); empty for the file itself.
    pub field: String,
    /// What is wrong, and what is allowed.
    #[serde(flatten)]
    pub fault: Fault,
}

/// What is wrong, as a message and its values for whoever reads it in his language, and in English for logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Id of the message; [`Fault::SAID`] where only the English sentence is known.
    pub message: &'static str,
    /// What the message names.
    pub args: Vec<(&'static str, String)>,
    /// The same in English.
    #[serde(rename = "what")]
    pub english: Box<str>,
}

impl Fault {
    /// The message that repeats an English sentence as its `said`: what the parser of a format says, and rare mistakes.
    pub const SAID: &'static str = "rule-said";

    /// A fault with a message of its own.
    pub fn new(message: &'static str, english: impl Into<Box<str>>) -> Self {
        Self { message, args: Vec::new(), english: english.into() }
    }

    /// The same with a value that its message names.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl From<String> for Fault {
    fn from(english: String) -> Self {
        Self { message: Self::SAID, args: vec![("said", english.clone())], english: english.into() }
    }
}

impl From<&str> for Fault {
    fn from(english: &str) -> Self {
        english.to_owned().into()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.field.is_empty() {
            write!(f, ": {}", self.field)?;
        }
        write!(f, ": {}", self.fault.english)
    }
}

/// Everything that is wrong with a rulebook; it was not loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the rulebook was not loaded:\n{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Problems(pub Vec<Problem>);

/// Collects the problems of one file.
pub(crate) struct Report<'a> {
    file: &'a str,
    text: &'a str,
    found: Vec<(Path, Fault)>,
}

impl<'a> Report<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, found: Vec::new() }
    }

    pub(crate) fn add(&mut self, path: &Path, what: impl Into<Fault>) {
        self.found.push((path.clone(), what.into()));
    }

    /// The problems with their lines; the text is read once for all of them.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        if self.found.is_empty() {
            return Vec::new();
        }
        let document = toml::de::DeTable::parse(self.text).ok();
        let line = |path: &Path| document.as_ref().map(|document| line_at(self.text, path.offset(document)));
        let problem = |(path, fault): &(Path, Fault)| Problem {
            file: self.file.to_owned(),
            line: line(path),
            field: path.to_string(),
            fault: fault.clone(),
        };
        self.found.iter().map(problem).collect()
    }
}

/// Reads one file; an error names its line, its field and what is allowed.
pub(crate) fn read<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map(|span| span.start);
        Problem {
            file: file.to_owned(),
            line: start.map(|start| line_at(text, start)),
            field: start.and_then(|start| field_at(text, start)).unwrap_or_default(),
            fault: error.message().into(),
        }
    })
}

/// The key written on the line of an offset, with its table's heading.
fn field_at(text: &str, offset: usize) -> Option<String> {
    let before = text.get(..offset)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..)?.lines().next()?.trim();
    let heading = before
        .lines()
        .rev()
        .map(str::trim)
        .find(|line| line.starts_with('['))
        .map(|line| line.trim_matches(['[', ']']).to_owned());
    let key = line.split_once('=').map(|(key, _)| key.trim().to_owned()).filter(|key| !key.starts_with('{'));
    match (heading, key) {
        (Some(heading), Some(key)) => Some(format!("{heading}.{key}")),
        (Some(only), None) | (None, Some(only)) => Some(only),
        (None, None) => None,
    }
}
