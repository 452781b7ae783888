//! What every answer of the server keeps to, whatever it was asked.

use serde_json::Value;

use super::request::Asked;

/// An answer, whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Our own mistakes are none of the caller's: nothing that is sent makes one.
fn no_mistake_of_ours(asked: &Asked, answer: &Answer) {
    let target = String::from_utf8_lossy(&asked.target);
    assert!(answer.status < 500, "{} {target}: {} {}", asked.method, answer.status, answer.text());
}

/// The API answers with JSON, and says of every error what is wrong and what to do.
pub(crate) fn api(asked: &Asked, answer: &Answer) {
    no_mistake_of_ours(asked, answer);
    if asked.method == axum::http::Method::HEAD {
        return;
    }
    let told = || format!("{answer:?} {}", answer.text());
    if answer.status < 400 {
        if !answer.body.is_empty() {
            assert!(serde_json::from_slice::<Value>(&answer.body).is_ok(), "no JSON: {}", told());
        }
        return;
    }
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", told());
    assert!(!answer.header("content-language").is_empty(), "{}", told());
    let problem: Value =
        serde_json::from_slice(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", told()));
    let says = |name: &str| problem[name].as_str().is_some_and(|text| !text.trim().is_empty());
    assert!(says("type") && says("title") && says("detail"), "{}", told());
    assert_eq!(problem["status"], answer.status, "{}", told());
    assert!(says("remedy"), "no remedy: {}", told());
    if answer.status == 422 {
        // The law may refuse because of the case as it stands; every other refusal is about a value that was sent.
        assert!(says("field") || problem["type"] == "/problems/refused", "no field: {}", told());
        for error in problem["errors"].as_array().into_iter().flatten() {
            let detail = error["detail"].as_str().unwrap_or_default();
            let code = error["code"].as_str().unwrap_or_default();
            assert!(!detail.is_empty() && detail != code, "a message has no text: {}", told());
            // What was sent may stand in a text, but never a parameter that nobody filled in.
            let sent = [&asked.body[..], &asked.target[..]].concat();
            let quoted = sent.windows(2).any(|pair| pair == b"{$");
            assert!(quoted || !detail.contains("{$"), "an empty parameter: {}", told());
        }
    }
}

/// A page says in a heading what it is, also where it says what went wrong.
pub(crate) fn page(asked: &Asked, answer: &Answer) {
    no_mistake_of_ours(asked, answer);
    let bare = asked.target.starts_with(b"/assets/")
        || asked.target.starts_with(b"/healthz")
        || asked.target.starts_with(b"/readyz");
    if bare || asked.method == axum::http::Method::HEAD {
        return;
    }
    // An open page is told that nothing is new, or that it was heard.
    if matches!(answer.status, 204 | 304) {
        assert!(answer.body.is_empty(), "an answer without words: {answer:?}");
        return;
    }
    let told = || format!("{} {}: {answer:?}", asked.method, String::from_utf8_lossy(&asked.target));
    if (300..400).contains(&answer.status) {
        let to = answer.header("location");
        assert!(to.starts_with('/') && !to.starts_with("//"), "leads elsewhere: {}", told());
        return;
    }
    assert!(answer.header("content-type").starts_with("text/html"), "no page: {}", told());
    let html = answer.text();
    // Parts that an open page puts in, under headings of its own.
    let path = asked.target.split(|byte| *byte == b'?').next().unwrap_or_default();
    let expected = match answer.status {
        200 if path.ends_with(b"/lodge/check") => "<section",
        200 if path.ends_with(b"/inbox/list") => "id=\"list\"",
        200 if path.ends_with(b"/presence") => "id=\"present\"",
        _ => "<h1",
    };
    assert!(html.contains(expected), "no heading: {} {html}", told());
    for sign in ["<script>alert", "\"onerror=alert"] {
        assert!(!html.contains(sign), "what was sent became part of the page: {html}");
    }
}
