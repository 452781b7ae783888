//! The binary: the only place that reads the real clock, real randomness, the environment and rule files on disk.

mod commands;
mod demo;
mod law;
mod real;
mod rules;
mod serve;

use std::process::ExitCode;

use clap::Parser;

use commands::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        Command::Serve(options) => serve::run(&options),
        Command::Rules(options) => rules::run(&options),
        Command::Law(options) => law::run(&options),
        Command::Admin(options) => serve::admin(&options),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            real::complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
