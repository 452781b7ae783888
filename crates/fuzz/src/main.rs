//! Beside the coverage-guided engine: which targets there are, their seeds in a folder, and kept inputs run again.

#![allow(clippy::print_stdout, reason = "a command that answers on the terminal")]

use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};
use fuzz::{TARGETS, Target, seeds};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Names of all targets.
    Targets,
    /// Writes the seeds of a target to a folder, for the engine to begin with.
    Seeds { target: String, folder: PathBuf },
    /// Runs files through a target; a broken property says where.
    Run { target: String, files: Vec<PathBuf> },
}

fn named(name: &str) -> anyhow::Result<&'static Target> {
    let known = || TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join(", ");
    Target::named(name).with_context(|| format!("no target is named {name}; targets: {}", known()))
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Targets => TARGETS.iter().for_each(|target| println!("{}", target.name)),
        Command::Seeds { target, folder } => {
            std::fs::create_dir_all(&folder)?;
            for seed in seeds(named(&target)?)? {
                std::fs::write(folder.join(&seed.name), &seed.bytes)?;
            }
        }
        Command::Run { target, files } => {
            let target = named(&target)?;
            for file in files {
                println!("{}", file.display());
                (target.run)(&std::fs::read(&file)?);
            }
        }
    }
    Ok(())
}
