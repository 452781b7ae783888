//! The server as a child process.

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

/// Longest wait for a server that starts: it may have to make its invented world.
const PATIENCE: Duration = Duration::from_secs(600);
const PAUSE: Duration = Duration::from_millis(2);

/// How a server is started.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The program.
    pub program: PathBuf,
    /// Its data folder.
    pub data: PathBuf,
    /// PostgreSQL instead of the embedded database.
    pub database_url: Option<String>,
}

/// A server that is ready.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From the start of the process until it answered that it is ready.
    pub ready_after: Duration,
}

/// What a process keeps in memory, in MiB.
#[derive(Debug, Clone, Copy)]
pub struct Memory {
    /// All of it.
    pub resident: f64,
    /// Without pages of files that the system may drop.
    pub own: f64,
}

impl Server {
    /// Starts one and waits until it is ready.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn start(plan: &Plan, demo: bool) -> anyhow::Result<Self> {
        let mut command = Command::new(&plan.program);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&plan.data);
        command.args(demo.then_some("--demo"));
        if let Some(url) = &plan.database_url {
            command.args(["--database-url", url]);
        }
        // Errors go where ours go; a log line for each request would be measured too.
        command.env("RUST_LOG", "warn").stdout(Stdio::piped());
        let began = Instant::now();
        let mut child = command.spawn().with_context(|| plan.program.display().to_string())?;
        let said = child.stdout.take().context("the server's words")?;
        let address = listen(said)?;
        while !is_ready(address) {
            if began.elapsed() > PATIENCE || child.try_wait()?.is_some() {
                bail!("the server was not ready in time");
            }
            std::thread::sleep(PAUSE);
        }
        Ok(Self { child, address, ready_after: began.elapsed() })
    }

    /// What it keeps in memory now.
    ///
    /// # Errors
    /// Where the system does not tell.
    pub fn memory(&self) -> anyhow::Result<Memory> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let field = |name: &str| -> Option<f64> {
            let line = status.lines().find(|line| line.starts_with(name))?;
            line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kib| kib / 1024.0)
        };
        let all = field("VmRSS:").context("VmRSS")?;
        Ok(Memory { resident: all, own: field("RssAnon:").unwrap_or(all) })
    }

    /// Asks it to stop and waits until it has.
    ///
    /// # Errors
    /// Where it does not stop.
    pub fn stop(mut self) -> anyhow::Result<()> {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status()?;
        if !asked.success() {
            self.child.kill()?;
        }
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // After `stop` there is nothing left to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The address that the server names; what it says further is read away, so that it never waits for us.
fn listen(said: impl std::io::Read + Send + 'static) -> anyhow::Result<SocketAddr> {
    let mut lines = BufReader::new(said).lines();
    for line in lines.by_ref() {
        if let Some(address) = line?.strip_prefix("listening on http://") {
            let address = address.parse()?;
            std::thread::spawn(move || lines.for_each(drop));
            return Ok(address);
        }
    }
    bail!("the server ended before it listened")
}

fn is_ready(address: SocketAddr) -> bool {
    use std::io::{Read, Write};
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(address)?;
        stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

/// The password of the invented world's accounts.
///
/// # Errors
/// Where the folder has none.
pub fn demo_password(data: &Path) -> anyhow::Result<String> {
    let file = data.join("demo-accounts.txt");
    let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let first = text.lines().next().and_then(|line| line.rsplit(' ').next());
    Ok(first.context("a password in the first line")?.to_owned())
}
