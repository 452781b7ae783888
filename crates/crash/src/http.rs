//! Calls of the API.

use std::time::Duration;

use anyhow::{Context, bail};
use serde_json::{Value, json};
use ureq::Agent;

/// Longer than the server lets a request take.
const TIMEOUT: Duration = Duration::from_secs(45);

/// What came of a call.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// An answer came, whole.
    Answered(Answer),
    /// The connection broke before an answer had come; it may have been done or not.
    Broken(String),
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// `Content-Type`, without parameters.
    pub kind: String,
    /// The body; a text where it is no JSON.
    pub body: Value,
}

impl Answer {
    /// What is told of an answer that should not have come: status and body.
    pub fn told(&self) -> String {
        format!("{} {}", self.status, self.body)
    }

    /// A text of the body; empty where there is none.
    pub fn text(&self, field: &str) -> &str {
        self.body.get(field).and_then(Value::as_str).unwrap_or_default()
    }
}

/// Who calls, with what besides the body.
#[derive(Debug, Clone, Default)]
pub struct Head<'a> {
    /// Token of a session.
    pub token: Option<&'a str>,
    /// `Idempotency-Key`.
    pub key: Option<&'a str>,
    /// `If-Match`.
    pub version: Option<u64>,
}

/// A client of the API.
#[derive(Debug, Clone)]
pub struct Http(Agent);

impl Http {
    /// A client with connections of its own.
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(TIMEOUT))
            .proxy(None)
            .build();
        Self(config.into())
    }

    /// Asks for something at a whole address.
    pub fn get(&self, url: &str, head: &Head<'_>) -> Outcome {
        read(with(self.0.get(url), head).call())
    }

    /// Sends JSON to a whole address.
    pub fn post(&self, url: &str, head: &Head<'_>, body: &str) -> Outcome {
        read(with(self.0.post(url), head).content_type("application/json").send(body))
    }

    /// Signs in; the session's token.
    pub fn sign_in(&self, address: &str, login: &str, password: &str) -> anyhow::Result<String> {
        let body = json!({ "login": login, "password": password }).to_string();
        match self.post(&format!("{address}/api/v1/session"), &Head::default(), &body) {
            Outcome::Answered(answer) if answer.status == 200 => Ok(answer.text("token").to_owned()),
            Outcome::Answered(answer) => bail!("{login} is not let in: {}", answer.told()),
            Outcome::Broken(error) => Err(anyhow::anyhow!(error)).context("signing in"),
        }
    }
}

fn with<B>(request: ureq::RequestBuilder<B>, head: &Head<'_>) -> ureq::RequestBuilder<B> {
    let mut request = request;
    if let Some(token) = head.token {
        request = request.header("Authorization", format!("Bearer {token}"));
    }
    if let Some(key) = head.key {
        request = request.header("Idempotency-Key", key);
    }
    if let Some(version) = head.version {
        request = request.header("If-Match", format!("\"{version}\""));
    }
    request
}

fn read(called: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Outcome {
    let mut response = match called {
        Ok(response) => response,
        Err(error) => return Outcome::Broken(error.to_string()),
    };
    let status = response.status().as_u16();
    let kind = response.headers().get("content-type").and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().to_owned();
    // A body that breaks off is no answer: the client cannot know what it said.
    match response.body_mut().read_to_string() {
        Ok(text) => {
            let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
            Outcome::Answered(Answer { status, kind, body })
        }
        Err(error) => Outcome::Broken(error.to_string()),
    }
}
