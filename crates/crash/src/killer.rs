//! Kills and starts.

use std::time::Duration;

use anyhow::Context;
use fastrand::Rng;

use crate::clock::now;
use crate::cluster::Cluster;
use crate::http::{Head, Http, Outcome};
use crate::program::{Program, Running};
use crate::run::Report;
use crate::stage::Stage;

/// Milliseconds of work between two kills.
const WORK: std::ops::RangeInclusive<u64> = 50..=1500;
/// Most milliseconds that a database stays down beyond the questions put to the server meanwhile.
const DOWN: u64 = 700;
/// Every so many kills of the server it is killed once more while it starts.
const KILL_START_EVERY: u32 = 5;
/// Longest time until the server is ready again after its database.
const RETURN_MOST: Duration = Duration::from_secs(30);
const GLANCE: Duration = Duration::from_millis(10);

/// See the module.
pub struct Killer<'s> {
    /// Where the clients see whether there is a server.
    pub stage: &'s Stage,
    /// The server's program.
    pub program: &'s Program,
    /// The database, where it can be killed by itself.
    pub cluster: Option<Cluster>,
    /// The server that runs.
    pub server: Option<Running>,
    /// Chance.
    pub rng: Rng,
    /// Of a session, to ask as somebody.
    pub token: String,
}

impl Killer<'_> {
    /// Kills so many times, each after a time of work, and starts again what was killed. Ends early when the run is over.
    pub fn kill_times(&mut self, kills: u32, report: &mut Report) -> anyhow::Result<()> {
        for kill in 0..kills {
            let work = self.rng.u64(WORK);
            self.stage.wait(Duration::from_millis(work));
            if self.stage.is_over() {
                break;
            }
            match (self.cluster.is_some(), kill % 3) {
                (false, _) | (true, 0) => {
                    self.kill_server()?;
                    report.kills.server += 1;
                    if report.kills.server.is_multiple_of(KILL_START_EVERY) {
                        self.kill_start(report)?;
                    }
                    self.start_server(report)?;
                }
                (true, 1) => {
                    self.kill_database()?;
                    report.kills.database += 1;
                    self.ask_while_down()?;
                    self.start_database()?;
                    self.wait_until_ready(report)?;
                }
                (true, _) => {
                    if self.rng.bool() {
                        self.kill_server()?;
                        self.kill_database()?;
                    } else {
                        self.kill_database()?;
                        self.kill_server()?;
                    }
                    report.kills.both += 1;
                    // As after a power cut: both start at the same time, and the server waits.
                    self.cluster.as_mut().context("a database to start")?.spawn()?;
                    let server = self.program.start()?.listens(self.stage)?;
                    report.starts_together.push(server.took);
                    self.serves(server);
                }
            }
        }
        // What the last start brought gets some work too.
        self.stage.wait(Duration::from_millis(*WORK.end()));
        Ok(())
    }

    fn kill_server(&mut self) -> anyhow::Result<()> {
        self.stage.down();
        self.server.take().context("a server to kill")?.kill()
    }

    fn start_server(&mut self, report: &mut Report) -> anyhow::Result<()> {
        let server = self.program.start()?.listens(self.stage)?;
        report.starts.push(server.took);
        self.serves(server);
        Ok(())
    }

    fn serves(&mut self, server: Running) {
        self.stage.up(&server.address);
        self.server = Some(server);
    }

    /// Kills the server at a random moment of its start.
    fn kill_start(&mut self, report: &mut Report) -> anyhow::Result<()> {
        let usual = report.starts.last().map_or(200, |took| u64::try_from(took.as_millis()).unwrap_or(200));
        let starting = self.program.start()?;
        let moment = self.rng.u64(..=usual);
        self.stage.wait(Duration::from_millis(moment));
        starting.kill();
        report.kills.starting += 1;
        Ok(())
    }

    fn kill_database(&mut self) -> anyhow::Result<()> {
        self.cluster.as_mut().context("a database to kill")?.kill()
    }

    fn start_database(&mut self) -> anyhow::Result<()> {
        self.cluster.as_mut().context("a database to start")?.start(self.stage)
    }

    fn address(&self) -> anyhow::Result<&str> {
        Ok(&self.server.as_ref().context("a server")?.address)
    }

    /// While its database is down the server says so, to people and to those who watch it.
    fn ask_while_down(&mut self) -> anyhow::Result<()> {
        let address = self.address()?;
        let asked = [
            ("/healthz", 200, ""),
            ("/readyz", 503, ""),
            ("/api/v1/session", 503, "application/problem+json"),
        ];
        let head = Head { token: Some(&self.token), ..Head::default() };
        for (path, status, kind) in asked {
            match Http::new().get(&format!("{address}{path}"), &head) {
                Outcome::Answered(answer)
                    if answer.status == status && (kind.is_empty() || answer.kind == kind) => {}
                Outcome::Answered(answer) => self.stage.violated(format!(
                    "without a database {path} is answered {} {}",
                    answer.kind,
                    answer.told()
                )),
                Outcome::Broken(error) => {
                    self.stage.violated(format!("without a database {path} is not answered: {error}"));
                }
            }
        }
        let down = self.rng.u64(..=DOWN);
        self.stage.wait(Duration::from_millis(down));
        Ok(())
    }

    /// The database is back: so is the server, without a hand. The clients then look back as after a kill of the server.
    fn wait_until_ready(&mut self, report: &mut Report) -> anyhow::Result<()> {
        let (since, http) = (now(), Http::new());
        let ready = format!("{}/readyz", self.address()?);
        loop {
            if let Outcome::Answered(answer) = http.get(&ready, &Head::default())
                && answer.status == 200
            {
                break;
            }
            if now().duration_since(since) > RETURN_MOST {
                anyhow::bail!("the server was not ready within {RETURN_MOST:?} after its database");
            }
            self.stage.wait(GLANCE);
        }
        report.returns.push(now().duration_since(since));
        self.stage.up(self.address()?);
        Ok(())
    }
}
