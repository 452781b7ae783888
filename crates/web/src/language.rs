//! Which language a request asks for.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use locale::Language;

use crate::problem::{ApiError, FieldProblem};
use crate::reader::query_pairs;

/// The language of a request: `?lang=`, then `Accept-Language`, else Kazakh. Refuses a `lang` that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lang(pub Language);

impl<S: Sync> FromRequestParts<S> for Lang {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        if let Some((_, asked)) = query_pairs(&parts.uri).into_iter().find(|(name, _)| name == "lang")
            && asked.parse::<Language>().is_err()
        {
            return Err(FieldProblem::new("lang", "problem-not-choice")
                .with("given", asked)
                .allowing(Language::ALL)
                .into());
        }
        Ok(Self(language_of(&parts.uri, &parts.headers)))
    }
}

/// The language that a request gets in any case, an unknown `lang` passed over.
pub fn language_of(uri: &Uri, headers: &HeaderMap) -> Language {
    let asked =
        query_pairs(uri).into_iter().find(|(name, _)| name == "lang").and_then(|(_, tag)| tag.parse().ok());
    let accepted = || headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().and_then(Language::accepted);
    asked.or_else(accepted).unwrap_or_default()
}
