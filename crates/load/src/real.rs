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

/// What the system calls the kind of its processor; `unknown` where it does not say.
pub fn processor() -> String {
    let told = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = told.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    model.map_or("unknown", |(_, name)| name.trim()).to_owned()
}
