//! The clock of this program: how long things took, and which day it is where the cases are lodged.

use std::time::{Duration, Instant};

/// Where the invented offices are.
const ZONE: &str = "Asia/Almaty";

/// Now.
#[expect(clippy::disallowed_methods, reason = "a real server is killed in real time")]
pub fn now() -> Instant {
    Instant::now()
}

/// Today at the offices, as the API writes days.
#[expect(clippy::disallowed_methods, reason = "payments are made on the day on which the real server lodges")]
pub fn today() -> anyhow::Result<String> {
    Ok(jiff::Timestamp::now().in_tz(ZONE)?.date().to_string())
}

/// Waits; for the short pauses between looks at something that gives no sign of its own.
#[expect(clippy::disallowed_methods, reason = "processes of others end and begin without telling")]
pub fn pause(time: Duration) {
    std::thread::sleep(time);
}
