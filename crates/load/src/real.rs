//! The real clock, and one that was put somewhere.

use jiff::Timestamp;

/// A clock that stands.
#[derive(Debug, Clone, Copy)]
pub struct Standing(pub Timestamp);

impl desk::Clock for Standing {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy)]
pub struct Chance;

impl desk::Random for Chance {
    fn fill(&self, buffer: &mut [u8]) {
        getrandom::fill(buffer).expect("the operating system gives randomness");
    }
}

/// The present instant.
pub fn now() -> Timestamp {
    Timestamp::now()
}
