//! Whether the product has become clearly slower: small figures, each beside a fixed piece of work in the same moment, so
//! that the machine and what else it does fall out of the ratio.

use std::collections::BTreeMap;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::report::Table;

/// Pairs of a figure and its yardstick in one measuring.
const PAIRS: usize = 41;
/// Times that each half of a pair is run; the fastest counts, because nothing makes work faster than it is.
const TRIES: usize = 3;
/// Only beyond this many times the kept upper quartile is a figure clearly worse.
const MARGIN: f64 = 1.5;
/// Measurings that must all find a figure worse.
const REPEATS: usize = 2;

/// Something to measure, and the fixed work beside it.
pub struct Figure<'a> {
    /// Name in the kept file.
    pub name: &'static str,
    /// The product's work.
    pub work: Box<dyn FnMut() -> anyhow::Result<()> + 'a>,
    /// Work that never changes.
    pub yardstick: Box<dyn FnMut() -> anyhow::Result<()> + 'a>,
}

/// Quartiles of the ratio of work to yardstick.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quartiles {
    /// A quarter lies below.
    pub lower: f64,
    /// Half lies below.
    pub median: f64,
    /// Three quarters lie below.
    pub upper: f64,
}

/// Figures by name.
pub type Figures = BTreeMap<String, Quartiles>;

/// The kept file: figures of each kind of processor, because even ratios differ between them (due dates by a factor
/// of two).
pub type Kept = BTreeMap<String, Figures>;

impl Quartiles {
    fn of(mut ratios: Vec<f64>) -> Self {
        ratios.sort_by(f64::total_cmp);
        let at = |share: usize| ratios.get(ratios.len() * share / 4).copied().unwrap_or(f64::NAN);
        Self { lower: at(1), median: at(2), upper: at(3) }
    }

    /// Whether this lies clearly above what was kept: not even its lower quartile comes near.
    pub fn clearly_worse(&self, kept: &Self) -> bool {
        self.lower > MARGIN * kept.upper
    }
}

/// Measures a figure.
///
/// # Errors
/// What the work says.
pub fn measure(figure: &mut Figure<'_>) -> anyhow::Result<Quartiles> {
    let mut ratios = Vec::with_capacity(PAIRS);
    for _ in 0..PAIRS {
        let (mut work, mut yardstick) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..TRIES {
            yardstick = yardstick.min(seconds(&mut figure.yardstick)?);
            work = work.min(seconds(&mut figure.work)?);
        }
        ratios.push(work / yardstick);
    }
    Ok(Quartiles::of(ratios))
}

fn seconds(work: &mut dyn FnMut() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    let began = Instant::now();
    work()?;
    Ok(began.elapsed().as_secs_f64())
}

/// Measures all figures beside what was kept; the table, and the figures that are clearly worse.
///
/// # Errors
/// What the work says.
pub fn compare(figures: &mut [Figure<'_>], kept: &Figures) -> anyhow::Result<(Table, Vec<&'static str>)> {
    let mut table = Table::new(["figure", "kept: median (quartiles)", "now: median (quartiles)", "verdict"]);
    let mut worse = Vec::new();
    for figure in figures {
        let before = kept.get(figure.name);
        let mut now = measure(figure)?;
        for _ in 1..REPEATS {
            if before.is_some_and(|before| now.clearly_worse(before)) {
                now = measure(figure)?;
            }
        }
        let verdict = match before {
            None => "not kept yet",
            Some(before) if now.clearly_worse(before) => {
                worse.push(figure.name);
                "clearly worse"
            }
            Some(_) => "as before",
        };
        let shown = |one: &Quartiles| format!("{:.3} ({:.3} to {:.3})", one.median, one.lower, one.upper);
        table.row([
            figure.name.to_owned(),
            before.map(shown).unwrap_or_default(),
            shown(&now),
            verdict.to_owned(),
        ]);
    }
    Ok((table, worse))
}

#[cfg(test)]
mod tests {
    use super::Quartiles;

    const KEPT: Quartiles = Quartiles { lower: 0.9, median: 1.0, upper: 1.2 };

    #[test]
    fn ranges_that_are_apart_by_the_margin_are_clearly_worse() {
        assert!(Quartiles { lower: 1.81, median: 2.0, upper: 2.5 }.clearly_worse(&KEPT));
    }

    #[test]
    fn a_range_that_reaches_down_to_the_margin_is_not() {
        assert!(!Quartiles { lower: 1.79, median: 9.0, upper: 20.0 }.clearly_worse(&KEPT));
        assert!(!Quartiles { lower: 0.1, median: 0.1, upper: 0.1 }.clearly_worse(&KEPT));
    }
}
