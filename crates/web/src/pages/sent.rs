//! A form that may bring files. It is read as it comes; no file is kept beyond its most, so that one that is too large
//! costs nobody what was typed.

use axum::body::to_bytes;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use pages::Problem;

use super::Visitor;
use super::form::Form;
use crate::reader::form_pairs;

/// Most bytes of a form with files.
pub(super) const UPLOAD_LIMIT: usize = 64 * 1024 * 1024;

/// The files that a page wants.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Whether it wants those of a field.
    pub field: fn(&str) -> bool,
    /// Most files that are kept.
    pub files: usize,
    /// Most bytes that a file may have. One more is kept, which says that it is too large.
    pub bytes: usize,
    /// Most bytes of what is typed beside the files.
    pub typed: usize,
}

/// A file that was sent.
#[derive(Debug)]
pub(super) struct SentFile {
    /// The field that it was chosen in.
    pub field: String,
    /// How it is called where it comes from.
    pub name: String,
    /// At most one byte more than was allowed.
    pub bytes: Vec<u8>,
}

/// What was typed, and the files beside it.
#[derive(Debug, Default)]
pub(super) struct Sent {
    /// What was typed.
    pub form: Form,
    /// The files that were wanted.
    pub files: Vec<SentFile>,
    /// Not everything arrived: more than [`UPLOAD_LIMIT`], or a broken connection.
    pub cut: bool,
}

impl Sent {
    /// Reads a form of either kind.
    pub async fn read(request: Request, wanted: Wanted) -> Result<Self, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let parts = Multipart::from_request(request, &()).await;
            return Ok(files(parts.map_err(IntoResponse::into_response)?, wanted).await);
        }
        let bytes = to_bytes(request.into_body(), wanted.typed).await;
        let bytes = bytes.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
        Ok(Self { form: Form::of(form_pairs(&bytes)), ..Self::default() })
    }
}

/// What is told where not everything arrived, beside a field or at the head of the form.
pub(super) fn cut(visitor: &Visitor, field: &str) -> Problem {
    let most = [("most", (UPLOAD_LIMIT / (1024 * 1024)).to_string().into())];
    let text = visitor.app.messages.text(visitor.language, "page-reception-cut", &most);
    Problem { field: field.to_owned(), text, cite: None }
}

async fn files(mut parts: Multipart, wanted: Wanted) -> Sent {
    let (mut pairs, mut sent, mut left) = (Vec::new(), Sent::default(), wanted.typed);
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => break,
            Err(_) => {
                sent.cut = true;
                break;
            }
        };
        let field = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(ToOwned::to_owned);
        let keeps = (wanted.field)(&field) && sent.files.len() < wanted.files;
        let most = match &file {
            Some(_) if keeps => wanted.bytes.saturating_add(1),
            Some(_) => 0,
            None => left,
        };
        let Some(bytes) = kept(part, most).await else {
            sent.cut = true;
            break;
        };
        match file {
            // A browser sends a field in which no file was chosen as a file without name and bytes.
            Some(name) if keeps && !(name.is_empty() && bytes.is_empty()) => {
                sent.files.push(SentFile { field, name, bytes });
            }
            Some(_) => {}
            None => {
                left -= bytes.len();
                pairs.push((field, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
    }
    Sent { form: Form::of(pairs), ..sent }
}

/// The first bytes of a part, which is read to its end; none where it breaks off.
async fn kept(mut part: Field<'_>, most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        match part.chunk().await {
            Ok(Some(chunk)) => {
                let room = most.saturating_sub(bytes.len()).min(chunk.len());
                bytes.extend_from_slice(&chunk[..room]);
            }
            Ok(None) => return Some(bytes),
            Err(_) => return None,
        }
    }
}
