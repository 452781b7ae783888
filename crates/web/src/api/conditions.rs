//! Conditions of a request: its key, the version that it means, and what its address names.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use cases::CaseId;
use desk::IdempotencyKey;
use uuid::Uuid;

use crate::App;
use crate::problem::{ApiError, FieldProblem, ProblemKind};

/// Longest value that an error repeats, in characters.
const SHOWN: usize = 64;

/// The key of a writing call (`Idempotency-Key`): repeated with it, the call answers the same and writes nothing.
#[derive(Debug, Clone)]
pub struct Key(pub IdempotencyKey);

impl FromRequestParts<App> for Key {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiError> {
        let field = "Idempotency-Key";
        let given = parts.headers.get("idempotency-key");
        let given = given.ok_or_else(|| FieldProblem::new(field, "problem-key-required"))?;
        let key = given.to_str().ok().and_then(|text| IdempotencyKey::new(text).ok());
        Ok(Self(key.ok_or_else(|| FieldProblem::new(field, "problem-bad-key"))?))
    }
}

/// The version that a writing call means (`If-Match`): another one in the store refuses it.
#[derive(Debug, Clone, Copy)]
pub struct Version(pub u64);

impl FromRequestParts<App> for Version {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiError> {
        let field = "If-Match";
        let Some(given) = parts.headers.get(header::IF_MATCH) else {
            let problem = FieldProblem::new(field, "problem-version-required");
            return Err(ApiError::with(ProblemKind::PreconditionRequired, problem));
        };
        let text = given.to_str().unwrap_or_default();
        let version = text.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let version = version.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()));
        match version.and_then(|digits| digits.parse().ok()) {
            Some(version) => Ok(Self(version)),
            None => {
                let shown: String = text.chars().take(SHOWN).collect();
                Err(FieldProblem::new(field, "problem-bad-version").with("given", shown).into())
            }
        }
    }
}

/// The header of a version: `"7"`.
pub fn etag(version: u64) -> [(header::HeaderName, String); 1] {
    [(header::ETAG, format!("\"{version}\""))]
}

/// Whether the caller has this version already (`If-None-Match`).
pub fn has_version(headers: &HeaderMap, version: u64) -> bool {
    let mine = format!("\"{version}\"");
    let lists =
        headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value: &HeaderValue| value.to_str().ok());
    lists
        .flat_map(|list| list.split(','))
        .map(|tag| tag.trim())
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == mine)
}

/// An identifier in an address; what is none names nothing.
pub fn identifier(given: &str) -> Result<Uuid, ApiError> {
    let nothing = || ApiError::with(ProblemKind::NotFound, FieldProblem::new("", "desk-not-found"));
    given.parse().map_err(|_| nothing())
}

/// A case in an address.
pub fn case_id(given: &str) -> Result<CaseId, ApiError> {
    identifier(given).map(CaseId)
}
