//! Seeded mutations of kept inputs: the same seed makes the same inputs on every machine.

use std::ops::Range;

use crate::Seed;

/// Words that parsers decide by; also the dictionary of the coverage-guided engine.
const WORDS: &str = include_str!("../words.txt");

/// Longest input that is made, in bytes, unless a seed is longer already.
const MOST: usize = 8192;

/// Makes inputs out of seeds.
#[derive(Debug)]
pub struct Mutator<'s> {
    seeds: &'s [Seed],
    words: Vec<Vec<u8>>,
    random: fastrand::Rng,
}

impl<'s> Mutator<'s> {
    /// A mutator of some seeds; `seed` decides everything that it makes.
    pub fn new(seeds: &'s [Seed], seed: u64) -> Self {
        let words = WORDS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(unescaped);
        Self { seeds, words: words.collect(), random: fastrand::Rng::with_seed(seed) }
    }

    /// The next input: a seed with one to four changes.
    pub fn next_input(&mut self) -> Vec<u8> {
        let mut bytes = match self.random.choice(self.seeds) {
            Some(seed) => seed.bytes.clone(),
            None => Vec::new(),
        };
        let most = MOST.max(bytes.len() + MOST / 4);
        for _ in 0..self.random.usize(1..=4) {
            self.change(&mut bytes);
        }
        bytes.truncate(most);
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        match self.random.u8(0..12) {
            0 => self.flip(bytes),
            1 => {
                let stretch = self.stretch(bytes);
                bytes.drain(stretch);
            }
            2 => {
                let stretch = self.stretch(bytes);
                let copy = bytes[stretch.clone()].to_vec();
                bytes.splice(stretch.end..stretch.end, copy);
            }
            3 => bytes.truncate(self.random.usize(0..=bytes.len())),
            4 => self.splice(bytes),
            5 => {
                // Bytes that are no UTF-8, that end a sequence too early, or that look like another sign.
                let wrong: &[&[u8]] =
                    &[b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80", b"\0"];
                let inserted = self.random.choice(wrong).copied().unwrap_or_default().to_vec();
                self.put(bytes, inserted);
            }
            6 | 7 => self.renumber(bytes),
            8 => {
                let place = self.random.usize(0..=bytes.len());
                bytes.insert(place, self.random.u8(0x20..0x7f));
            }
            _ => {
                let word = self.random.choice(&self.words).cloned().unwrap_or_default();
                self.put(bytes, word);
            }
        }
    }

    fn flip(&mut self, bytes: &mut [u8]) {
        if !bytes.is_empty() {
            let place = self.random.usize(0..bytes.len());
            bytes[place] ^= 1 << self.random.u32(0..8);
        }
    }

    fn splice(&mut self, bytes: &mut Vec<u8>) {
        let Some(other) = self.random.choice(self.seeds) else { return };
        let (head, tail) = (self.random.usize(0..=bytes.len()), self.random.usize(0..=other.bytes.len()));
        bytes.truncate(head);
        bytes.extend_from_slice(&other.bytes[tail..]);
    }

    /// Puts a word in: between others, or in the place of one.
    fn put(&mut self, bytes: &mut Vec<u8>, word: Vec<u8>) {
        let place = self.random.usize(0..=bytes.len());
        let end = if self.random.bool() { token_end(bytes, place) } else { place };
        bytes.splice(place..end, word);
    }

    /// Changes a run of digits to a number at an edge.
    fn renumber(&mut self, bytes: &mut Vec<u8>) {
        const EDGES: &[&str] = &[
            "0",
            "1",
            "-1",
            "00",
            "9",
            "10",
            "99",
            "127",
            "128",
            "255",
            "256",
            "999",
            "9999",
            "10000",
            "32767",
            "32768",
            "65535",
            "65536",
            "2147483647",
            "4294967295",
            "4294967296",
            "9223372036854775807",
            "18446744073709551616",
            "79228162514264337593543950335",
            "0.0000000000000000000000000001",
            "1e9",
            "0000",
            "12",
            "13",
            "28",
            "29",
            "30",
            "31",
            "2012",
            "2026",
            "2027",
        ];
        let from = self.random.usize(0..=bytes.len());
        let Some(start) = (from..bytes.len()).find(|place| bytes[*place].is_ascii_digit()) else { return };
        let end = (start..bytes.len()).find(|place| !bytes[*place].is_ascii_digit()).unwrap_or(bytes.len());
        let edge = self.random.choice(EDGES).copied().unwrap_or_default();
        bytes.splice(start..end, edge.bytes());
    }

    fn stretch(&mut self, bytes: &[u8]) -> Range<usize> {
        let start = self.random.usize(0..=bytes.len());
        let most = (bytes.len() - start).min(1 << self.random.u32(0..10));
        start..start + self.random.usize(0..=most)
    }
}

fn token_end(bytes: &[u8], start: usize) -> usize {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.') || byte >= 0x80;
    (start..bytes.len()).find(|place| !inner(bytes[*place])).unwrap_or(bytes.len())
}

/// A line of the dictionary, `"word"` with `\xNN`, `\"` and `\\`, as bytes.
fn unescaped(line: &str) -> Vec<u8> {
    let inner = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(line);
    let mut bytes = Vec::new();
    let mut rest = inner.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = match (first, after) {
            (b'\\', [b'x', high, low, after @ ..]) => {
                let hex =
                    std::str::from_utf8(&[*high, *low]).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
                bytes.push(hex.unwrap_or(b'?'));
                after
            }
            (b'\\', [escaped, after @ ..]) => {
                bytes.push(*escaped);
                after
            }
            _ => {
                bytes.push(first);
                after
            }
        };
    }
    bytes
}
