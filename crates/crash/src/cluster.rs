//! A PostgreSQL cluster of its own, killed with everything that belongs to it.

use std::fs::{File, OpenOptions};
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, bail};
use tempfile::TempDir;

use crate::clock::{now, pause};
use crate::stage::Stage;

/// Longest recovery after a kill.
const START_MOST: Duration = Duration::from_secs(60);
/// Longest time in which killed processes leave.
const LEAVE_MOST: Duration = Duration::from_secs(20);
const GLANCE: Duration = Duration::from_millis(20);

/// A cluster. It runs as the account `postgres` where this program runs as root, since PostgreSQL refuses to.
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    account: Option<(u32, u32)>,
    port: u16,
    postmaster: Option<Child>,
}

fn output(command: &mut Command) -> anyhow::Result<String> {
    let name = format!("{:?}", command.get_program());
    let output = command.stdin(Stdio::null()).output().with_context(|| name.clone())?;
    if !output.status.success() {
        bail!("{name}: {}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn id(which: &str, of: &[&str]) -> anyhow::Result<u32> {
    Ok(output(Command::new("id").arg(which).args(of))?.parse()?)
}

/// The folder of PostgreSQL's own programs: the newest one that Debian installed, or that of the search path.
fn programs() -> anyhow::Result<PathBuf> {
    let mut folders: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, folder)| folder.join("initdb").exists())
        .collect();
    folders.sort();
    if let Some((_, newest)) = folders.pop() {
        return Ok(newest);
    }
    let path = output(Command::new("sh").args(["-c", "command -v initdb"]))
        .context("PostgreSQL's own programs are needed (Debian: apt-get install postgresql)")?;
    Ok(Path::new(&path).parent().context("a folder of programs")?.to_owned())
}

impl Cluster {
    /// Makes a cluster in a folder of its own and starts it.
    pub fn create(stage: &Stage) -> anyhow::Result<Self> {
        let account = match id("-u", &[])? {
            0 => Some((id("-u", &["postgres"])?, id("-g", &["postgres"])?)),
            _ => None,
        };
        // Not the usual folder for such things: it may be memory, and a database belongs on a disk.
        let folder = tempfile::Builder::new().prefix("zher-crash-").tempdir_in("/var/tmp")?;
        if let Some((user, group)) = account {
            chown(folder.path(), Some(user), Some(group))?;
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut cluster = Self { folder, programs: programs()?, account, port, postmaster: None };
        let data = cluster.folder.path().join("data");
        let mut make = cluster.program("initdb");
        make.arg("--pgdata").arg(&data).args(["--username", "zher", "--auth", "trust", "--encoding", "UTF8"]);
        output(&mut make)?;
        cluster.start(stage)?;
        Ok(cluster)
    }

    /// Address of its database.
    pub fn url(&self) -> String {
        format!("postgres://zher@127.0.0.1:{}/postgres", self.port)
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.current_dir(self.folder.path()).process_group(0);
        if let Some((user, group)) = self.account {
            command.uid(user).gid(group);
        }
        command
    }

    fn log(&self) -> std::io::Result<File> {
        OpenOptions::new().create(true).append(true).open(self.folder.path().join("log"))
    }

    /// Starts it without waiting until it answers. It is this program's own child, so that nothing of it stays as a
    /// zombie that nobody reaps.
    pub fn spawn(&mut self) -> anyhow::Result<()> {
        let mut server = self.program("postgres");
        server.arg("-D").arg(self.folder.path().join("data")).arg("-p").arg(self.port.to_string());
        server.args(["-c", "listen_addresses=127.0.0.1", "-c"]);
        server.arg(format!("unix_socket_directories={}", self.folder.path().display()));
        server.stdin(Stdio::null()).stdout(self.log()?).stderr(self.log()?);
        self.postmaster = Some(server.spawn()?);
        Ok(())
    }

    /// Starts it and waits until it has recovered and answers.
    pub fn start(&mut self, stage: &Stage) -> anyhow::Result<()> {
        self.spawn()?;
        self.answers(stage)
    }

    /// Waits until it has recovered and answers.
    pub fn answers(&mut self, stage: &Stage) -> anyhow::Result<()> {
        let since = now();
        let port = self.port.to_string();
        loop {
            let mut ask = self.program("pg_isready");
            ask.args(["--quiet", "--host", "127.0.0.1", "--port", &port]);
            if ask.stdin(Stdio::null()).status()?.success() {
                return Ok(());
            }
            if let Some(status) = self.postmaster.as_mut().context("a server")?.try_wait()? {
                bail!("PostgreSQL ended while starting: {status}\n{}", self.last_words());
            }
            if stage.is_over() || now().duration_since(since) > START_MOST {
                bail!("PostgreSQL did not answer within {START_MOST:?}\n{}", self.last_words());
            }
            pause(GLANCE);
        }
    }

    fn last_words(&self) -> String {
        let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }

    /// Kills the server and every process of it, and waits until all of them are gone.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        let Some(mut postmaster) = self.postmaster.take() else { return Ok(()) };
        let parent = postmaster.id();
        // Stopped, it makes no further processes while those that there are get listed.
        signal("-STOP", &[parent])?;
        let children = children(parent);
        let killed: Vec<u32> = std::iter::once(parent).chain(children.iter().copied()).collect();
        signal("-KILL", &killed)?;
        postmaster.wait()?;
        let since = now();
        while children.iter().any(|child| is_there(*child)) {
            if now().duration_since(since) > LEAVE_MOST {
                bail!("processes of PostgreSQL do not leave after a kill");
            }
            pause(GLANCE);
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The folder goes next; what cannot be killed will find nothing to write to.
        let _ = self.kill();
    }
}

fn signal(which: &str, processes: &[u32]) -> anyhow::Result<()> {
    // A process that ended meanwhile is no failure, and `kill` reaches the others.
    Command::new("kill")
        .arg(which)
        .args(processes.iter().map(u32::to_string))
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .context("kill")?;
    Ok(())
}

/// State and parent of a process; none when it is gone.
fn stat(process: u32) -> Option<(char, u32)> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name stands in brackets and may hold anything.
    let mut fields = text.rsplit_once(')')?.1.split_whitespace();
    Some((fields.next()?.chars().next()?, fields.next()?.parse().ok()?))
}

/// Whether a process still runs; one that only waits to be reaped holds nothing any more.
fn is_there(process: u32) -> bool {
    stat(process).is_some_and(|(state, _)| state != 'Z' && state != 'X')
}

fn children(parent: u32) -> Vec<u32> {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers.filter(|process| stat(*process).is_some_and(|(_, of)| of == parent)).collect()
}
