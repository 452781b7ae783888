//! A posted form: names and values, each read once.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use pages::{Choice, Field, FieldKind, Problem};

use crate::reader::form_pairs;

/// A posted form.
#[derive(Debug, Clone, Default)]
pub(super) struct Form(BTreeMap<String, Vec<String>>);

/// Most fields of a form.
const FIELDS: usize = 400;

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
        Ok(Self::of(form_pairs(&bytes)))
    }
}

impl Form {
    /// A form of pairs, those of a query too.
    pub(super) fn of(pairs: Vec<(String, String)>) -> Self {
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs.into_iter().take(FIELDS) {
            fields.entry(name).or_default().push(value.trim().to_owned());
        }
        Self(fields)
    }

    /// The value of a field; empty where it was not sent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// The value of a field that is not empty.
    pub(super) fn some(&self, name: &str) -> Option<String> {
        Some(self.get(name)).filter(|value| !value.is_empty()).map(ToOwned::to_owned)
    }

    /// What was typed; what is usual where nothing was asked yet.
    pub(super) fn or_usual(&self, name: &str, usual: String) -> String {
        if self.get("go").is_empty() { self.some(name).unwrap_or(usual) } else { self.get(name).to_owned() }
    }

    /// All values of a field.
    pub(super) fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Answers a field, in place of what was typed.
    pub(super) fn put(&mut self, name: &str, value: &str) {
        self.0.insert(name.to_owned(), vec![value.to_owned()]);
    }

    /// Fills a field that was left empty.
    pub(super) fn fill(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|_| self.get(name).is_empty()) {
            self.0.insert(name.to_owned(), vec![value.to_owned()]);
        }
    }

    /// Every name with every value, but for names that begin in some ways.
    pub(super) fn pairs_without(&self, beginnings: &[&str]) -> Vec<(String, String)> {
        let kept =
            self.0.iter().filter(|(name, _)| !beginnings.iter().any(|beginning| name.starts_with(beginning)));
        kept.flat_map(|(name, values)| values.iter().map(|value| (name.clone(), value.clone()))).collect()
    }

    /// Names that begin with a prefix, without it.
    pub(super) fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter_map(move |(name, values)| {
            Some((name.strip_prefix(prefix)?, values.first().map_or("", String::as_str)))
        })
    }
}

/// A choice of a list.
pub(super) fn choice(value: impl Into<String>, label: impl Into<String>, chosen: &str) -> Choice {
    let value = value.into();
    Choice { chosen: value == chosen, value, label: label.into() }
}

/// A list to choose one from.
pub(super) fn select(name: &str, label: String, choices: Vec<Choice>) -> Field {
    Field::line(name, label).kind(FieldKind::Select(choices))
}

/// Puts each problem beside the field that it belongs to.
pub(super) fn mark<'f>(fields: impl Iterator<Item = &'f mut Field>, problems: &[Problem]) {
    for field in fields {
        field.problem =
            problems.iter().find(|problem| problem.field == field.name).map(|problem| problem.text.clone());
    }
}

/// The same, and each problem of the summary begins with the name of its field.
pub(super) fn mark_and_name(fields: &mut [Field], problems: &mut [Problem]) {
    mark(fields.iter_mut(), problems);
    for problem in problems {
        if let Some(field) = fields.iter().find(|field| field.name == problem.field) {
            problem.text = format!("{}: {}", field.label, problem.text);
        }
    }
}
