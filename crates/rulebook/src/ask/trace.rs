use std::borrow::Cow;

use serde::Serialize;

use crate::model::Cite;

/// How an answer came about, rule by rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Trace<'a>(pub Vec<TraceStep<'a>>);

/// One rule that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TraceStep<'a> {
    /// Which rule, by a message name (`trace-document-due`); its text stands in the message files.
    pub rule: &'static str,
    /// What it was looked at for: a document, a product, a row.
    pub subject: Cow<'a, str>,
    /// What came out.
    pub outcome: Cow<'a, str>,
    /// Source.
    pub cite: &'a Cite,
}

impl<'a> Trace<'a> {
    pub(crate) fn add(
        &mut self,
        rule: &'static str,
        subject: impl Into<Cow<'a, str>>,
        outcome: impl Into<Cow<'a, str>>,
        cite: &'a Cite,
    ) {
        self.0.push(TraceStep { rule, subject: subject.into(), outcome: outcome.into(), cite });
    }
}
