//! Reads the fields of a request one by one and collects everything that is wrong with them, so that one answer names
//! every wrong field.

use std::collections::BTreeMap;
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::Uri;
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::problem::{ApiError, FieldProblem, ProblemKind, too_large};

/// Most characters of a text field that has no limit of its own.
pub const TEXT_LIMIT: usize = 2000;

/// The fields of a JSON object or of a query string.
#[derive(Debug)]
pub struct Reader {
    given: Value,
    fields: BTreeMap<String, Value>,
    prefix: String,
    asked: Vec<&'static str>,
    problems: Vec<FieldProblem>,
}

/// The body of a request as a JSON object, whatever type it declares: the questions write nothing, and what writes asks
/// for a token that no foreign page knows.
#[derive(Debug)]
pub struct JsonBody(pub Reader);

impl<S: Send + Sync> FromRequest<S> for JsonBody {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, state).await.map_err(|_| too_large())?;
        Reader::from_json(&bytes).map(Self)
    }
}

/// The decoded pairs of a query string, in order.
pub fn query_pairs(uri: &Uri) -> Vec<(String, String)> {
    form_pairs(uri.query().unwrap_or_default().as_bytes())
}

/// The decoded pairs of a form body, in order.
pub fn form_pairs(body: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(body).into_owned().collect()
}

impl Reader {
    /// Reads a JSON object.
    ///
    /// # Errors
    /// The place where the text stops being JSON, or that it is no object.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ApiError> {
        match serde_json::from_slice::<Value>(bytes) {
            Ok(Value::Object(fields)) => Ok(Self::new(fields.into_iter().collect(), String::new())),
            Ok(_) => Err(FieldProblem::new("body", "problem-not-object").into()),
            Err(error) => {
                let problem = FieldProblem::new("", "problem-detail-broken-json")
                    .with("line", error.line())
                    .with("column", error.column())
                    .with("what", error.to_string().split(" at line").next().unwrap_or_default());
                Err(ApiError::with(ProblemKind::BrokenJson, problem))
            }
        }
    }

    /// Reads a query string; `lang` is read elsewhere.
    pub fn from_query(uri: &Uri) -> Self {
        let mut fields = BTreeMap::new();
        let mut problems = Vec::new();
        for (name, value) in query_pairs(uri).into_iter().filter(|(name, _)| name != "lang") {
            if fields.insert(name.clone(), Value::String(value)).is_some() {
                problems.push(FieldProblem::new(name, "problem-field-twice"));
            }
        }
        Self { problems, ..Self::new(fields, String::new()) }
    }

    fn new(fields: BTreeMap<String, Value>, prefix: String) -> Self {
        let given = fields.clone().into_iter().collect();
        Self { given, fields, prefix, asked: Vec::new(), problems: Vec::new() }
    }

    /// Notes a problem of a field.
    pub fn note(&mut self, problem: FieldProblem) {
        self.problems.push(problem);
    }

    /// The fields as they were sent, for answers that name their inputs.
    pub fn given(&self) -> Value {
        self.given.clone()
    }

    /// Name of a field as the sender sees it.
    pub fn name(&self, field: &str) -> String {
        format!("{}{field}", self.prefix)
    }

    fn take(&mut self, field: &'static str) -> Option<Value> {
        self.asked.push(field);
        self.fields.remove(field).filter(|value| !value.is_null())
    }

    fn missing(&mut self, field: &'static str, allowed: &[&str]) {
        let name = self.name(field);
        self.problems.push(match allowed {
            [] => FieldProblem::new(name, "problem-field-required"),
            choices => FieldProblem::new(name, "problem-choice-required").allowing(choices),
        });
    }

    fn wrong(&mut self, field: &'static str, message: &'static str, given: &Value) {
        let shown = given.as_str().map_or_else(|| given.to_string(), ToOwned::to_owned);
        let shown: String = shown.chars().take(64).collect();
        self.problems.push(FieldProblem::new(self.name(field), message).with("given", shown));
    }

    /// Leaves a field unread without telling that nobody asked for it.
    pub fn pass_over(&mut self, field: &str) {
        self.fields.remove(field);
    }

    /// A text, where it is there.
    pub fn text(&mut self, field: &'static str, limit: usize) -> Option<String> {
        match self.take(field)? {
            // No database keeps this sign.
            Value::String(text) if text.contains('\0') => {
                self.problems.push(FieldProblem::new(self.name(field), "problem-unprintable"));
                None
            }
            Value::String(text) if text.chars().count() <= limit => Some(text),
            Value::String(_) => {
                let problem = FieldProblem::new(self.name(field), "problem-too-long").with("limit", limit);
                self.problems.push(problem);
                None
            }
            other => {
                self.wrong(field, "problem-not-text", &other);
                None
            }
        }
    }

    /// A text that must be there.
    pub fn required_text(&mut self, field: &'static str, limit: usize) -> Option<String> {
        self.required(field, &[], |reader| reader.text(field, limit))
    }

    /// A value that must be there; `allowed` is told where it is missing.
    pub fn required<T>(
        &mut self,
        field: &'static str,
        allowed: &[&str],
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if self.fields.get(field).is_none_or(Value::is_null) {
            self.asked.push(field);
            self.missing(field, allowed);
            return None;
        }
        read(self)
    }

    /// A member of a closed list, by its name.
    pub fn choice<T: FromStr>(&mut self, field: &'static str, allowed: &[&str]) -> Option<T> {
        let text = self.text(field, TEXT_LIMIT)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(_) => {
                let shown: String = text.chars().take(64).collect();
                let problem = FieldProblem::new(self.name(field), "problem-not-choice").with("given", shown);
                self.problems.push(problem.allowing(allowed));
                None
            }
        }
    }

    /// A member of a closed list that data and JSON spell alike.
    pub fn named<T: serde::de::DeserializeOwned>(
        &mut self,
        field: &'static str,
        allowed: &[&str],
    ) -> Option<T> {
        let text = self.text(field, TEXT_LIMIT)?;
        match serde_json::from_value(Value::String(text.clone())) {
            Ok(value) => Some(value),
            Err(_) => {
                let shown: String = text.chars().take(64).collect();
                let problem = FieldProblem::new(self.name(field), "problem-not-choice").with("given", shown);
                self.problems.push(problem.allowing(allowed));
                None
            }
        }
    }

    /// A whole number within bounds, as a JSON number or as digits.
    pub fn whole(&mut self, field: &'static str, from: i64, to: i64) -> Option<i64> {
        let value = self.take(field)?;
        let number = match &value {
            Value::Number(number) => number.as_i64(),
            Value::String(digits) => digits.parse().ok(),
            _ => None,
        };
        match number {
            Some(number) if (from..=to).contains(&number) => Some(number),
            Some(_) => {
                let problem = FieldProblem::new(self.name(field), "problem-out-of-range")
                    .with("from", from)
                    .with("to", to);
                self.problems.push(problem);
                None
            }
            None => {
                self.wrong(field, "problem-not-number", &value);
                None
            }
        }
    }

    /// A decimal number in quotation marks.
    pub fn decimal(&mut self, field: &'static str) -> Option<Decimal> {
        let value = self.take(field)?;
        let plain = |text: &&str| {
            let digits = text.strip_prefix('-').unwrap_or(text);
            text.len() <= 32 && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        };
        match value.as_str().filter(plain).and_then(|text| Decimal::from_str_exact(text).ok()) {
            Some(number) => Some(number),
            None => {
                self.wrong(field, "problem-not-decimal", &value);
                None
            }
        }
    }

    /// A day, `2013-09-02`.
    pub fn date(&mut self, field: &'static str) -> Option<Date> {
        let value = self.take(field)?;
        let written = |text: &&str| text.len() == "2013-09-02".len();
        match value.as_str().filter(written).and_then(|text| text.parse().ok()) {
            Some(date) => Some(date),
            None => {
                self.wrong(field, "problem-not-date", &value);
                None
            }
        }
    }

    /// An instant with its offset (RFC 3339).
    pub fn instant(&mut self, field: &'static str) -> Option<Timestamp> {
        let value = self.take(field)?;
        // A date without time or offset would be read by guessing the rest.
        let written = |text: &&str| text.contains(['T', 't', ' ']) && !text.contains('[');
        match value.as_str().filter(written).and_then(|text| text.parse().ok()) {
            Some(instant) => Some(instant),
            None => {
                self.wrong(field, "problem-not-instant", &value);
                None
            }
        }
    }

    /// True or false.
    pub fn truth(&mut self, field: &'static str) -> Option<bool> {
        match self.take(field)? {
            Value::Bool(truth) => Some(truth),
            other => {
                self.wrong(field, "problem-not-truth", &other);
                None
            }
        }
    }

    /// A list of objects, each read by `read`.
    pub fn objects<T>(
        &mut self,
        field: &'static str,
        limit: usize,
        mut read: impl FnMut(&mut Reader) -> Option<T>,
    ) -> Option<Vec<T>> {
        let list = match self.take(field)? {
            Value::Array(list) if list.len() <= limit => list,
            Value::Array(_) => {
                let problem = FieldProblem::new(self.name(field), "problem-out-of-range")
                    .with("from", 0)
                    .with("to", limit);
                self.problems.push(problem);
                return None;
            }
            other => {
                self.wrong(field, "problem-not-list", &other);
                return None;
            }
        };
        let mut values = Vec::with_capacity(list.len());
        for (position, item) in list.into_iter().enumerate() {
            let place = format!("{}[{position}]", self.name(field));
            match item {
                Value::Object(fields) => values.extend(self.within(fields, place, &mut read)),
                _ => self.problems.push(FieldProblem::new(place, "problem-not-object")),
            }
        }
        Some(values)
    }

    /// An object, read by `read`.
    pub fn object<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&mut Reader) -> Option<T>,
    ) -> Option<T> {
        match self.take(field)? {
            Value::Object(fields) => {
                let place = self.name(field);
                self.within(fields, place, read)
            }
            other => {
                self.wrong(field, "problem-not-object", &other);
                None
            }
        }
    }

    /// A list of texts.
    pub fn texts(&mut self, field: &'static str, limit: usize) -> Option<Vec<String>> {
        let value = self.take(field)?;
        let texts = value.as_array().filter(|list| list.len() <= limit).and_then(|list| {
            list.iter().map(|item| item.as_str().map(ToOwned::to_owned)).collect::<Option<Vec<_>>>()
        });
        if texts.is_none() {
            self.wrong(field, "problem-not-list", &value);
        }
        texts
    }

    fn within<T>(
        &mut self,
        fields: Map<String, Value>,
        place: String,
        read: impl FnOnce(&mut Reader) -> Option<T>,
    ) -> Option<T> {
        let mut inner = Reader::new(fields.into_iter().collect(), format!("{place}."));
        let value = read(&mut inner);
        inner.note_unknown();
        self.problems.append(&mut inner.problems);
        value
    }

    fn note_unknown(&mut self) {
        let unknown: Vec<String> = self.fields.keys().map(|name| self.name(name)).collect();
        for name in unknown {
            let name: String = name.chars().take(64).collect();
            // A name of nothing but blanks would not be seen.
            let name = if name.trim().is_empty() { format!("{name:?}") } else { name };
            self.problems.push(FieldProblem::new(name, "problem-unknown-field").allowing(&self.asked));
        }
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// Everything that was wrong, fields that nobody asked for included.
    pub fn finish(mut self) -> Result<(), ApiError> {
        self.note_unknown();
        if self.problems.is_empty() { Ok(()) } else { Err(ApiError::bad_values(self.problems)) }
    }

    /// Ends the reading with a value that is there when nothing was wrong.
    ///
    /// # Errors
    /// As [`Reader::finish`].
    pub fn finish_with<T>(mut self, value: Option<T>) -> Result<T, ApiError> {
        self.note_unknown();
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(ApiError::bad_values(self.problems)),
        }
    }
}

/// An instant in the zone of a region, written with its offset (RFC 3339).
pub fn rfc3339(instant: &Zoned) -> String {
    instant.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
