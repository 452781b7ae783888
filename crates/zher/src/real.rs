//! The real world: clock, randomness, files, terminal. The one allowed place for each.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};
use jiff::Timestamp;
use rulebook::RuleFiles;

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct RealClock;

impl desk::Clock for RealClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy)]
pub struct RealRandom;

impl desk::Random for RealRandom {
    fn fill(&self, buffer: &mut [u8]) {
        // Without randomness no secret can be made, and none may be guessed at.
        getrandom::fill(buffer).expect("the operating system gives randomness");
    }
}

/// The rule files of a folder, or those inside the program.
pub fn rule_files(folder: Option<&Path>) -> anyhow::Result<RuleFiles> {
    let Some(folder) = folder else { return Ok(RuleFiles::embedded()) };
    if !folder.is_dir() {
        bail!("{} is no folder; name one that holds standards/, calendar/ and offices/", folder.display());
    }
    let mut files = RuleFiles::default();
    collect(folder, folder, &mut files)?;
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut RuleFiles) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
            continue;
        }
        let name = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        files.insert(name, text);
    }
    Ok(())
}

/// Waits, before the server has a runtime that could.
#[expect(clippy::disallowed_methods, reason = "the one place that waits for the world outside")]
pub fn pause(time: std::time::Duration) {
    std::thread::sleep(time);
}

/// Says something to whoever started the program. A closed pipe is no reason to fail.
pub fn say(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Complains to whoever started the program.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
