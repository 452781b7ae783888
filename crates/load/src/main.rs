//! How fast the platform is, measured from outside. The README of the crate tells how.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a measuring program reads the clock and prints"
)]

mod figures;

use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;

/// Fills a store and drives a running server beside a bare loop of commits and a static answer.
#[derive(Debug, Parser)]
struct Options {
    /// The program to measure.
    #[arg(long, default_value = "target/release/zher")]
    zher: PathBuf,
    /// Folder for the data; it is made empty first, and lies on the disk that is measured.
    #[arg(long, default_value = "target/load")]
    folder: PathBuf,
    /// PostgreSQL instead of the embedded database; its schema must be empty.
    #[arg(long)]
    database_url: Option<String>,
    /// Open cases in the store, one measuring for each number.
    #[arg(long, value_delimiter = ',', default_value = "10000")]
    cases: Vec<usize>,
    /// Clients that lodge at the same time.
    #[arg(long, default_value_t = 64)]
    clients: u32,
    /// Seconds of one run.
    #[arg(long, default_value_t = 5.0)]
    seconds: f64,
    /// Runs of each figure; the median is told.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let settings = figures::Settings {
        zher: options.zher,
        folder: options.folder,
        database_url: options.database_url,
        clients: options.clients,
        time: Duration::from_secs_f64(options.seconds),
        rounds: options.rounds.max(1),
    };
    figures::measure(&settings, &options.cases)
}
