//! Requests as text, so that a kept one can be read: a line of method and address, headers, an empty line, the body.
//!
//! `as: head` signs a request as somebody of the world, the way that programs or browsers do; `{case}` and the like
//! stand for what only the world knows.

use axum::http::Method;

/// A request before the world fills it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    pub method: Method,
    /// Path and query below the prefix, in signs that an address may have.
    pub target: Vec<u8>,
    /// Who asks; nobody where it names none.
    pub who: Option<String>,
    pub headers: Vec<(String, Vec<u8>)>,
    pub body: Vec<u8>,
}

/// Most headers of a request.
const HEADERS: usize = 12;

/// Reads a request; `below` is put before its address.
pub(crate) fn read(bytes: &[u8], below: &str) -> Option<Asked> {
    let (head, body) = split(bytes);
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = lines.next()?;
    let space = first.iter().position(|byte| *byte == b' ')?;
    let method = Method::from_bytes(&first[..space]).ok()?;
    let mut target = below.as_bytes().to_vec();
    target.extend(sendable(&first[space + 1..]));
    // What is not below the prefix belongs to the other target.
    if !target[below.len()..].starts_with(b"/") || (below.is_empty() && target.starts_with(b"/api/")) {
        return None;
    }
    let mut asked = Asked { method, target, who: None, headers: Vec::new(), body };
    for line in lines.take(HEADERS) {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
        let name = String::from_utf8_lossy(&line[..colon]).trim().to_ascii_lowercase();
        let value = line[colon + 1..].trim_ascii().to_vec();
        match name.as_str() {
            "as" => asked.who = Some(String::from_utf8_lossy(&value).into_owned()),
            _ => asked.headers.push((name, value)),
        }
    }
    Some(asked)
}

fn split(bytes: &[u8]) -> (&[u8], Vec<u8>) {
    match bytes.windows(2).position(|pair| pair == b"\n\n") {
        Some(place) => (&bytes[..place], bytes[place + 2..].to_vec()),
        None => (bytes, Vec::new()),
    }
}

/// A server never sees other bytes than these in an address; the others come to it with a percent sign.
fn sendable(target: &[u8]) -> Vec<u8> {
    let plain = |byte: u8| {
        byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'#')
    };
    let mut sent = Vec::with_capacity(target.len());
    for byte in target {
        if plain(*byte) {
            sent.push(*byte);
        } else {
            sent.extend(format!("%{byte:02X}").bytes());
        }
    }
    sent
}

/// `bytes` with every `{name}` that `known` has replaced by its value.
pub(crate) fn filled(bytes: &[u8], known: &[(&str, String)]) -> Vec<u8> {
    let mut filled = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(start) = rest.iter().position(|byte| *byte == b'{') {
        filled.extend_from_slice(&rest[..start]);
        rest = &rest[start..];
        let named = known.iter().find(|(name, _)| {
            rest.get(1..=name.len()) == Some(name.as_bytes()) && rest.get(name.len() + 1) == Some(&b'}')
        });
        match named {
            Some((name, value)) => {
                filled.extend_from_slice(value.as_bytes());
                rest = &rest[name.len() + 2..];
            }
            None => {
                filled.push(b'{');
                rest = &rest[1..];
            }
        }
    }
    filled.extend_from_slice(rest);
    filled
}
