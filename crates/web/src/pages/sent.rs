//! A form that may bring files. It is read as it comes; no file is kept beyond its most, so that one that is too large
//! costs nobody what was typed.

use axum::body::to_bytes;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::{GivenScan, SCAN_MOST, SCANS_MOST};

use super::form::Form;
use crate::problem::BODY_LIMIT;
use crate::reader::form_pairs;

/// Most bytes of a form with files.
pub(super) const UPLOAD_LIMIT: usize = 64 * 1024 * 1024;
/// What the names of fields with files begin with; the paper follows.
pub(super) const SCAN: &str = "scan:";

/// What was typed, and the files beside it.
#[derive(Debug, Default)]
pub(super) struct Sent {
    /// What was typed.
    pub form: Form,
    /// The files, each with the paper that it was chosen for.
    pub files: Vec<GivenScan>,
    /// Not everything arrived: more than [`UPLOAD_LIMIT`], or a broken connection.
    pub cut: bool,
}

impl Sent {
    /// Reads a form of either kind.
    pub async fn read(request: Request) -> Result<Self, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let parts = Multipart::from_request(request, &()).await;
            return Ok(files(parts.map_err(IntoResponse::into_response)?).await);
        }
        let bytes = to_bytes(request.into_body(), BODY_LIMIT).await;
        let bytes = bytes.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
        Ok(Self { form: Form::of(form_pairs(&bytes)), ..Self::default() })
    }
}

async fn files(mut parts: Multipart) -> Sent {
    let (mut pairs, mut sent, mut left) = (Vec::new(), Sent::default(), BODY_LIMIT);
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => break,
            Err(_) => {
                sent.cut = true;
                break;
            }
        };
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(ToOwned::to_owned);
        // One byte more than the most says that it is too large.
        let most = if file.is_some() { SCAN_MOST + 1 } else { left };
        let Some(bytes) = kept(part, most).await else {
            sent.cut = true;
            break;
        };
        // On the page of a case the paper is a field of its own.
        let paper = if name == "scan" { Some("") } else { name.strip_prefix(SCAN) };
        match (file, paper) {
            // A browser sends a field in which no file was chosen as a file without name and bytes.
            (Some(file), Some(paper)) if !(file.is_empty() && bytes.is_empty()) => {
                if sent.files.len() < SCANS_MOST {
                    sent.files.push(GivenScan { paper: paper.to_owned(), name: file, bytes });
                }
            }
            (Some(_), _) => {}
            (None, _) => {
                left -= bytes.len();
                pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
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
