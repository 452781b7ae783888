//! The server as a process: started as an operator starts it, killed as nobody should.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::clock::now;
use crate::stage::Stage;

/// What the server prints once it serves, before its address.
const LISTENING: &str = "listening on ";
/// Longest start; the first one makes the invented world.
const START_MOST: Duration = Duration::from_secs(240);
/// How often a start looks whether the run is over.
const GLANCE: Duration = Duration::from_millis(50);

/// How the server is started.
pub struct Program {
    /// The binary.
    pub binary: PathBuf,
    /// Its data folder.
    pub data: PathBuf,
    /// PostgreSQL; SQLite in the data folder where absent.
    pub database_url: Option<String>,
}

/// A server that is starting.
pub struct Starting {
    child: Reaped,
    said: Receiver<String>,
    since: Instant,
}

/// A server that serves.
pub struct Running {
    child: Reaped,
    /// `http://127.0.0.1:PORT`.
    pub address: String,
    /// From the start of the process to its word that it listens.
    pub took: Duration,
}

/// A child that never outlives its owner.
struct Reaped(Child);

impl Drop for Reaped {
    fn drop(&mut self) {
        // It may have ended by itself; nothing else can fail here.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Program {
    /// Where the server logs.
    pub fn log(&self) -> PathBuf {
        self.data.join("server.log")
    }

    /// Starts the process.
    pub fn start(&self) -> anyhow::Result<Starting> {
        let log = OpenOptions::new().create(true).append(true).open(self.log())?;
        let mut command = Command::new(&self.binary);
        command.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"]).arg(&self.data);
        for setting in ["ZHER_DATABASE_URL", "ZHER_DATA", "ZHER_LISTEN", "ZHER_PUBLIC_URL", "ZHER_RULEBOOK"] {
            command.env_remove(setting);
        }
        if let Some(url) = &self.database_url {
            command.args(["--database-url", url]);
        }
        command.env("RUST_LOG", "warn").env("NO_COLOR", "1");
        // A group of its own: Ctrl-C at the terminal is for this program, which then kills the server itself.
        command.process_group(0).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        let since = now();
        let mut child = command.spawn().with_context(|| self.binary.display().to_string())?;
        let stdout = child.stdout.take().context("the server's output")?;
        let (tell, said) = channel();
        let child = Reaped(child);
        // Reads to the end, so that the server never waits for somebody to read.
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let _ = tell.send(line);
            }
        });
        Ok(Starting { child, said, since })
    }

    /// The invented accounts' password.
    pub fn password(&self) -> anyhow::Result<String> {
        let file = self.data.join("demo-accounts.txt");
        let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let line = text.lines().next().unwrap_or_default();
        Ok(line.rsplit(' ').next().unwrap_or_default().to_owned())
    }

    /// Lines of the log that tell of a defect: errors and panics.
    pub fn defects(&self) -> anyhow::Result<Vec<String>> {
        let log = read(&self.log())?;
        let defect = |line: &&str| line.contains(" ERROR ") || line.contains("panicked");
        Ok(log.lines().filter(defect).map(str::to_owned).collect())
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

impl Starting {
    /// Waits until the server listens. An end before that is an error: a start needs no hand.
    pub fn listens(mut self, stage: &Stage) -> anyhow::Result<Running> {
        loop {
            match self.said.recv_timeout(GLANCE) {
                Ok(line) => {
                    if let Some(address) = line.strip_prefix(LISTENING) {
                        let took = now().duration_since(self.since);
                        return Ok(Running { child: self.child, address: address.to_owned(), took });
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let status = self.child.0.wait()?;
                    bail!("the server ended while starting: {status}");
                }
                Err(RecvTimeoutError::Timeout) => {
                    if stage.is_over() {
                        bail!("stopped");
                    }
                    if now().duration_since(self.since) > START_MOST {
                        bail!("the server did not listen within {START_MOST:?}");
                    }
                }
            }
        }
    }

    /// Kills it, wherever it is.
    pub fn kill(self) {
        drop(self);
    }
}

impl Running {
    /// Kills it (SIGKILL) and waits until it is gone. An error when it had ended by itself.
    pub fn kill(mut self) -> anyhow::Result<()> {
        match self.child.0.try_wait()? {
            Some(status) => bail!("the server ended by itself: {status}"),
            None => Ok(()),
        }
    }
}
