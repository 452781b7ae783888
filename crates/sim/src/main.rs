//! Lives seeds and says what they came to; a failing seed is printed with the command that repeats it.

use std::io::Write;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use sim::{Plan, Report, Violation, live, rules};

/// Simulates offices at work and compares what comes out with a plain model.
#[derive(Debug, Parser)]
struct Options {
    /// The first seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many seeds.
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    /// Goes on with further seeds for so many minutes.
    #[arg(long)]
    minutes: Option<u64>,
    /// Things that people do in one life.
    #[arg(long, default_value_t = 400)]
    steps: u32,
    /// Keeps storage whole.
    #[arg(long)]
    calm: bool,
}

#[derive(Default)]
struct Sum {
    seeds: u64,
    cases: usize,
    taken: u32,
    refused: u32,
    repeated: u32,
    carried: usize,
    late: usize,
    by_silence: usize,
    seconds: i64,
    troubles: u32,
    restarts: u32,
}

impl Sum {
    fn add(&mut self, one: &Report) {
        self.seeds += 1;
        self.cases += one.cases;
        self.taken += one.taken;
        self.refused += one.refused;
        self.repeated += one.repeated;
        self.carried += one.carried;
        self.late += one.late;
        self.by_silence += one.by_silence;
        self.seconds += one.seconds;
        self.troubles += one.troubles.total();
        self.restarts += one.restarts;
    }
}

fn say(text: &str) {
    // A closed pipe is no reason to fail.
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

fn main() -> anyhow::Result<ExitCode> {
    let options = Options::parse();
    let files = rules()?;
    let began = now();
    let mut sum = Sum::default();
    for seed in options.seed.. {
        let goes_on = match options.minutes {
            Some(minutes) => began.elapsed() < Duration::from_secs(60 * minutes),
            None => seed < options.seed + options.seeds,
        };
        if !goes_on {
            break;
        }
        match live(&files, &Plan { seed, steps: options.steps, faults: !options.calm }) {
            Ok(report) => sum.add(&report),
            Err(violation) => {
                complain(&violation);
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    tell(&sum, began.elapsed());
    Ok(ExitCode::SUCCESS)
}

#[expect(clippy::disallowed_methods, reason = "seeds per minute are measured here; no life sees this clock")]
fn now() -> Instant {
    Instant::now()
}

fn complain(violation: &Violation) {
    let Plan { seed, steps, faults } = violation.plan;
    say(&format!("seed {seed}, step {}: {:#}", violation.step, violation.what));
    let calm = if faults { "" } else { " --calm" };
    say(&format!("repeat: cargo run --package sim -- --seed {seed} --steps {steps}{calm}"));
}

fn tell(sum: &Sum, took: Duration) {
    let minutes = took.as_secs_f64() / 60.0;
    let years = sum.seconds as f64 / (365.25 * 86_400.0);
    say(&format!(
        "{} seeds, {years:.1} simulated years in {:.1} s: {:.1} seeds and {:.1} years a minute",
        sum.seeds,
        took.as_secs_f64(),
        sum.seeds as f64 / minutes,
        years / minutes
    ));
    say(&format!(
        "{} cases, {} steps taken, {} refused, {} repeated calls, {} files carried, {} late decisions, {} granted by \
         silence, {} troubles, {} restarts",
        sum.cases,
        sum.taken,
        sum.refused,
        sum.repeated,
        sum.carried,
        sum.late,
        sum.by_silence,
        sum.troubles,
        sum.restarts
    ));
}
