//! Secrets that are given out once and kept as hashes, and the randomness of a transaction.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Random;

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// A text that opens something. It is shown to its holder once and never written to a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself, for the one who may have it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Crockford's letters: none of them is taken for another on paper.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a tracking secret: a hundred bits.
const TRACKING_LETTERS: usize = 20;
const TRACKING_GROUP: usize = 5;

/// Hashes several parts so that no two lists of parts look alike.
pub(crate) fn hash(purpose: &str, parts: &[&[u8]]) -> Hash {
    let mut sha = Sha256::new();
    for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part);
    }
    sha.finalize().into()
}

/// A token for machines: 256 bits.
pub(crate) fn token(random: &dyn Random) -> Secret {
    let mut bytes = [0; 32];
    random.fill(&mut bytes);
    Secret(hex::encode(bytes))
}

/// What is stored of a token.
pub(crate) fn token_hash(purpose: &str, token: &str) -> Hash {
    hash(purpose, &[token.as_bytes()])
}

/// A tracking secret out of 32 unforeseeable bytes: `7G2QK-0M4XT-9ZB1C-H5WRD`.
pub(crate) fn tracking_secret(bytes: &Hash) -> Secret {
    let mut text = String::with_capacity(TRACKING_LETTERS + 3);
    for (place, byte) in bytes.iter().take(TRACKING_LETTERS).enumerate() {
        if place > 0 && place % TRACKING_GROUP == 0 {
            text.push('-');
        }
        text.push(char::from(LETTERS[usize::from(byte % 32)]));
    }
    Secret(text)
}

/// What is stored of a tracking secret, however a person typed it.
pub(crate) fn tracking_hash(typed: &str) -> Hash {
    let letters: String = typed
        .chars()
        .filter(|sign| sign.is_ascii_alphanumeric())
        .take(TRACKING_LETTERS + 1)
        .map(|sign| match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    hash("tracking secret", &[letters.as_bytes()])
}

/// Randomness of one transaction: drawn before it, so that running it twice draws the same.
#[derive(Clone)]
pub(crate) struct Draw {
    seed: Hash,
    drawn: u64,
    now: Timestamp,
}

impl Draw {
    pub fn new(random: &dyn Random, now: Timestamp) -> Self {
        let mut seed = [0; 32];
        random.fill(&mut seed);
        Self { seed, drawn: 0, now }
    }

    pub fn bytes(&mut self) -> Hash {
        self.drawn += 1;
        hash("draw", &[&self.seed, &self.drawn.to_be_bytes()])
    }

    /// An identifier that grows with time.
    pub fn id(&mut self) -> Uuid {
        let bytes = self.bytes();
        let mut tail = [0; 10];
        tail.copy_from_slice(&bytes[..10]);
        let millis = u64::try_from(self.now.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }
}

impl Secret {
    pub(crate) fn of_hash(hash: &Hash) -> Self {
        Self(hex::encode(hash))
    }
}
