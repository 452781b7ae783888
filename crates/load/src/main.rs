//! How fast the platform is, measured from outside. The README of the crate tells how.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a measuring program reads the clock and prints"
)]

mod figures;
mod guarded;
mod pages;
mod requests;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use desk::Law;
use load::guard::{self, Figures, Kept};
use rulebook::RuleFiles;

#[derive(Debug, Parser)]
#[command(about = "How fast the platform is, measured from outside")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Fill a store and drive a running server beside a bare loop of commits and a static answer.
    Run(RunOptions),
    /// Read every page over a store that is filled once and kept.
    Pages(PagesOptions),
    /// Compare a few figures with those that were kept; fails only where one is clearly worse.
    Guard(GuardOptions),
}

/// What is measured, and where.
#[derive(Debug, Args)]
struct Measured {
    /// The program to measure.
    #[arg(long, default_value = "target/release/zher")]
    zher: PathBuf,
    /// PostgreSQL instead of the embedded database; its schema must be empty.
    #[arg(long)]
    database_url: Option<String>,
    /// Runs of each figure; the median is told.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

#[derive(Debug, Args)]
struct PagesOptions {
    #[command(flatten)]
    measured: Measured,
    /// Folder for the data; a store that was filled there is taken as it is.
    #[arg(long, default_value = "target/load-pages")]
    folder: PathBuf,
    /// Open cases in the store.
    #[arg(long, default_value_t = 1_000_000)]
    cases: usize,
    /// Seconds that a page is read in one run.
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// Only pages whose name in the table contains this.
    #[arg(long, default_value = "")]
    only: String,
}

#[derive(Debug, Args)]
struct RunOptions {
    #[command(flatten)]
    measured: Measured,
    /// Folder for the data; it is made empty first, and lies on the disk that is measured.
    #[arg(long, default_value = "target/load")]
    folder: PathBuf,
    /// Open cases in the store, one measuring for each number.
    #[arg(long, value_delimiter = ',', default_value = "10000")]
    cases: Vec<usize>,
    /// Clients that lodge at the same time.
    #[arg(long, default_value_t = 64)]
    clients: u32,
    /// Seconds of one run.
    #[arg(long, default_value_t = 5.0)]
    seconds: f64,
}

impl Measured {
    fn settings(self, folder: PathBuf, clients: u32, seconds: f64) -> figures::Settings {
        figures::Settings {
            zher: self.zher,
            folder,
            database_url: self.database_url,
            clients,
            time: Duration::from_secs_f64(seconds),
            rounds: self.rounds.max(1),
        }
    }
}

#[derive(Debug, Args)]
struct GuardOptions {
    /// File with the kept figures.
    #[arg(long, default_value = "benches/guard.toml")]
    kept: PathBuf,
    /// Keep the figures of this machine now instead of comparing.
    #[arg(long)]
    keep: bool,
}

fn main() -> anyhow::Result<ExitCode> {
    match Cli::parse().command {
        Command::Run(options) => {
            let settings = options.measured.settings(options.folder, options.clients, options.seconds);
            figures::measure(&settings, &options.cases)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Pages(options) => {
            let settings = options.measured.settings(options.folder, 1, options.seconds);
            figures::measure_pages(&settings, options.cases, &options.only)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Guard(options) => watch(&options),
    }
}

fn watch(options: &GuardOptions) -> anyhow::Result<ExitCode> {
    let law = Arc::new(Law::load(&RuleFiles::embedded())?);
    // On the disk of the project, where a broken-off run leaves nothing among its files.
    std::fs::create_dir_all("target").context("a folder on the disk of the project")?;
    let folder = tempfile::tempdir_in("target").context("a folder on the disk of the project")?;
    let mut figures = guarded::figures(&law, folder.path())?;
    let text = std::fs::read_to_string(&options.kept).with_context(|| options.kept.display().to_string())?;
    let mut kept: Kept = toml::from_str(&text)?;
    let processor = load::real::processor();
    if options.keep {
        let mut mine = Figures::new();
        for figure in &mut figures {
            mine.insert(figure.name.to_owned(), guard::measure(figure)?);
        }
        kept.insert(processor, mine);
        let note = "# Ratios of a figure to the fixed work beside it, for each kind of processor; `make guard-keep` writes those of\n\
                    # its machine anew.\n\n";
        std::fs::write(&options.kept, note.to_owned() + &toml::to_string(&kept)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let known = kept.get(&processor);
    let (table, worse) = guard::compare(&mut figures, known.unwrap_or(&Figures::new()))?;
    println!("{processor}\n\n{table}");
    if known.is_none() {
        println!(
            "nothing is kept for this kind of processor; `make guard-keep` keeps what a quiet machine of it does"
        );
    }
    if worse.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("clearly worse: {}", worse.join(", "));
    Ok(ExitCode::FAILURE)
}
