//! Kills the server at random moments while clients work, and says what did not hold afterwards.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context;
use clap::Parser;

use crash::{Database, Phase, Plan, Report, Stage};

/// Kills the real server under load and looks whether what was acknowledged is there afterwards.
#[derive(Debug, Parser)]
struct Options {
    /// Binary of the server.
    #[arg(long)]
    program: PathBuf,
    /// On which databases, one after the other.
    #[arg(long, value_enum, default_values_t = [Database::Sqlite, Database::Postgresql])]
    database: Vec<Database>,
    /// Kills on each database.
    #[arg(long, default_value_t = 100)]
    kills: u32,
    /// Fixes the clients' choices and the pauses between kills.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Clients at work at the same time.
    #[arg(long, default_value_t = 16)]
    clients: u32,
}

fn say(text: &str) {
    // A closed pipe is no reason to fail.
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

fn main() -> anyhow::Result<ExitCode> {
    let options = Options::parse();
    let binary = options.program.canonicalize().with_context(|| options.program.display().to_string())?;
    let stopped = Arc::new(AtomicBool::new(false));
    let mut whole = true;
    for database in options.database {
        let plan = Plan {
            database,
            binary: binary.clone(),
            kills: options.kills,
            seed: options.seed,
            clients: options.clients,
        };
        let stage = Arc::new(Stage::default());
        let watch = watch_for_stop(stage.clone(), stopped.clone())?;
        let report = crash::run(&plan, &stage);
        watch.shutdown_background();
        tell(&plan, &stage, &report);
        if stopped.load(Ordering::Relaxed) {
            say("stopped before the end");
            return Ok(ExitCode::FAILURE);
        }
        whole &= stage.violations().is_empty();
    }
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Ends the run when somebody stops this program, so that it takes its processes and folders with it.
fn watch_for_stop(stage: Arc<Stage>, stopped: Arc<AtomicBool>) -> anyhow::Result<tokio::runtime::Runtime> {
    use tokio::signal::unix::{SignalKind, signal};
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let (mut interrupt, mut terminate, mut hang_up) = {
        let _inside = runtime.enter();
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?, signal(SignalKind::hangup())?)
    };
    runtime.spawn(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {}, _ = hang_up.recv() => {} }
        stopped.store(true, Ordering::Relaxed);
        stage.advance(Phase::Over);
    });
    Ok(runtime)
}

/// Median and greatest of some times, in milliseconds.
fn spread(times: &[Duration]) -> String {
    let mut times = times.to_vec();
    times.sort();
    match (times.get(times.len() / 2), times.last()) {
        (Some(median), Some(most)) => {
            format!("median {} ms, most {} ms", median.as_millis(), most.as_millis())
        }
        _ => "none".to_owned(),
    }
}

fn tell(plan: &Plan, stage: &Stage, report: &Report) {
    let (kills, counts) = (report.kills, &stage.counts);
    let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    say(&format!(
        "{}, seed {}, {} clients: {} kills (server {}, database {}, both {}), {} more while starting",
        plan.database.name(),
        plan.seed,
        plan.clients,
        kills.total(),
        kills.server,
        kills.database,
        kills.both,
        kills.starting,
    ));
    say(&format!("  acknowledged: {} lodgings, {} steps", of(&counts.lodged), of(&counts.steps)));
    say(&format!(
        "  calls broken off: {}; answered 503: {}; found done when repeated: {}; answered calls repeated: {}",
        of(&counts.broken),
        of(&counts.away),
        of(&counts.done_unseen),
        of(&counts.repeated),
    ));
    say(&format!("  cases read back: {}", of(&counts.looks)));
    say(&format!("  start after a kill: {}", spread(&report.starts)));
    if !report.starts_together.is_empty() {
        say(&format!("  start together with the database: {}", spread(&report.starts_together)));
    }
    if !report.returns.is_empty() {
        say(&format!("  ready again after the database: {}", spread(&report.returns)));
    }
    let violations = stage.violations();
    say(&format!("  violations: {}", violations.len()));
    for violation in violations {
        say(&format!("    {violation}"));
    }
}
