//! A run: a database, a server, clients, kills, and the look at everything in the end.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::ScopedJoinHandle;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::ValueEnum;
use fastrand::Rng;
use serde_json::json;

use crate::client::{Client, Common, Tokens};
use crate::clock::{now, today};
use crate::cluster::Cluster;
use crate::http::{Head, Http, Outcome};
use crate::killer::Killer;
use crate::last_look;
use crate::look::Known;
use crate::program::Program;
use crate::stage::{Counts, Phase, Stage};

/// Who lodges and hands out, and who decides.
const RECEPTION: &str = "reception.cadastre";
const HEAD: &str = "head.cadastre";
/// First starts that are killed, and most milliseconds of each: while the database and the invented world are made.
const FIRST_STARTS: u32 = 3;
const FIRST_START: u64 = 3000;
/// Longest time at the end in which nothing is answered.
const STALL_MOST: Duration = Duration::from_secs(30);
/// How often that is looked at.
const GLANCE: Duration = Duration::from_millis(100);

/// On which database a run is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Database {
    /// The embedded one.
    Sqlite,
    /// A cluster of its own.
    Postgresql,
}

impl Database {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgresql => "PostgreSQL",
        }
    }
}

/// What to run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// On which database.
    pub database: Database,
    /// The server's binary.
    pub binary: PathBuf,
    /// How often to kill.
    pub kills: u32,
    /// What fixes choices and pauses.
    pub seed: u64,
    /// How many clients.
    pub clients: u32,
}

/// How often was killed what.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kills {
    /// The server alone.
    pub server: u32,
    /// The database alone.
    pub database: u32,
    /// Both.
    pub both: u32,
    /// The server once more, while it started; the first starts too.
    pub starting: u32,
}

impl Kills {
    /// Those that were asked for.
    pub fn total(self) -> u32 {
        self.server + self.database + self.both
    }
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// Kills.
    pub kills: Kills,
    /// How long each start after a kill took.
    pub starts: Vec<Duration>,
    /// How long each start took that began together with that of the database.
    pub starts_together: Vec<Duration>,
    /// How long after its database the server was ready again.
    pub returns: Vec<Duration>,
}

/// Makes a run. What does not hold is noted on the stage; an error is noted there too.
pub fn run(plan: &Plan, stage: &Stage) -> Report {
    let mut report = Report::default();
    if let Err(error) = act(plan, stage, &mut report) {
        stage.violated(format!("{error:#}"));
    }
    report
}

fn act(plan: &Plan, stage: &Stage, report: &mut Report) -> anyhow::Result<()> {
    // A database belongs on a disk; the usual folder for such things may be memory.
    let folder = tempfile::Builder::new().prefix("zher-crash-").tempdir_in("/var/tmp")?;
    let cluster = match plan.database {
        Database::Sqlite => None,
        Database::Postgresql => Some(Cluster::create(stage)?),
    };
    let program = Program {
        binary: plan.binary.clone(),
        data: folder.path().to_owned(),
        database_url: cluster.as_ref().map(Cluster::url),
    };
    let mut rng = Rng::with_seed(plan.seed);
    for _ in 0..FIRST_STARTS {
        let starting = program.start()?;
        stage.wait(Duration::from_millis(rng.u64(..=FIRST_START)));
        starting.kill();
        report.kills.starting += 1;
    }
    let server = program.start()?.listens(stage)?;
    stage.up(&server.address);
    let address = server.address.clone();
    let http = Http::new();
    let password = program.password()?;
    let reception = http.sign_in(&address, RECEPTION, &password)?;
    let today = today()?;
    let price = price(&http, &address, &today)?;
    let before = last_look::book(&http, &address, &reception)?;
    let common = Common { today, price, parcels: AtomicU64::new(0) };
    let mut clients = Vec::new();
    for number in 1..=plan.clients {
        let tokens = Tokens {
            reception: http.sign_in(&address, RECEPTION, &password)?,
            head: http.sign_in(&address, HEAD, &password)?,
        };
        let name = format!("client-{number}");
        clients.push(Client::new(name, stage, &common, tokens, rng.u64(..)));
    }
    let mut killer =
        Killer { stage, program: &program, cluster, server: Some(server), rng, token: reception };
    let ended = std::thread::scope(|scope| {
        let work: Vec<_> = clients.iter_mut().map(|client| scope.spawn(|| client.run())).collect();
        let killed = killer.kill_times(plan.kills, report);
        stage.advance(if killed.is_ok() { Phase::LastLook } else { Phase::Over });
        wait_for(&work, stage);
        killed
    });
    if ended.is_err() || stage.is_over() {
        note_defects(&program, stage)?;
        return ended;
    }
    let cases: Vec<&Known> = clients.iter().flat_map(|client| &client.cases).collect();
    last_look::numbers(stage, &cases);
    let address = stage.server().context("stopped")?.address;
    let after = last_look::book(&http, &address, &killer.token)?;
    last_look::compare_book(stage, &before, &after, &cases);
    note_defects(&program, stage)
}

/// Waits for the clients. Where nothing is answered any more, the run is over, with that as the reason.
fn wait_for(work: &[ScopedJoinHandle<'_, ()>], stage: &Stage) {
    let (mut done, mut since) = (progress(&stage.counts), now());
    while !work.iter().all(ScopedJoinHandle::is_finished) {
        stage.wait(GLANCE);
        let reached = progress(&stage.counts);
        if reached != done {
            (done, since) = (reached, now());
        } else if now().duration_since(since) > STALL_MOST && !stage.is_over() {
            stage.violated(format!("in the last look nothing was answered for {STALL_MOST:?}"));
            stage.advance(Phase::Over);
        }
    }
}

fn progress(counts: &Counts) -> u64 {
    [&counts.lodged, &counts.steps, &counts.repeated, &counts.looks]
        .iter()
        .map(|counter| counter.load(Ordering::Relaxed))
        .sum()
}

fn note_defects(program: &Program, stage: &Stage) -> anyhow::Result<()> {
    for line in program.defects()?.into_iter().take(10) {
        stage.violated(format!("the server logged: {line}"));
    }
    Ok(())
}

fn price(http: &Http, address: &str, today: &str) -> anyhow::Result<String> {
    let question = json!({
        "service": 1, "product": "act", "payer": "individual", "purpose": "individual-housing",
        "area_ha": "0.12", "date": today,
    });
    let url = format!("{address}/api/v1/fees/quote");
    match http.post(&url, &Head::default(), &question.to_string()) {
        Outcome::Answered(answer) if answer.status == 200 => Ok(answer.text("amount").to_owned()),
        Outcome::Answered(answer) => bail!("no price: {}", answer.told()),
        Outcome::Broken(error) => bail!("no price: {error}"),
    }
}
