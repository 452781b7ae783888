//! View model of the overview: what is late and what will be, as bars and as tables.

use askama::Template;

use crate::Shell;
use crate::form::Problem;
use crate::office::Table;

/// What is late and what will be.
#[derive(Debug, Template)]
#[template(path = "overview.html")]
pub struct OverviewPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong with the address.
    pub problems: Vec<Problem>,
    /// Which days are counted.
    pub days: String,
    /// What is counted, how many, and the cases behind it.
    pub totals: Vec<(String, u64, String)>,
    /// By office and by service; empty where nothing is late or will be.
    pub parts: Vec<OverviewPart>,
}

/// The overview by one thing: bars, and the table that they are drawn from.
#[derive(Debug, Clone)]
pub struct OverviewPart {
    /// Heading.
    pub title: String,
    /// The bars.
    pub chart: BarChart,
    /// The table.
    pub table: Table,
    /// Address of the next rows.
    pub next: Option<String>,
}

/// Lying bars of two lengths each: what has happened, and what will.
#[derive(Debug, Clone)]
pub struct BarChart {
    /// Begins the ids of its parts.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The same in a sentence, for whoever does not see it.
    pub description: String,
    /// What the first and the second length mean.
    pub legend: [String; 2],
    /// Name and the two lengths of each bar.
    pub bars: Vec<(String, [u64; 2])>,
}

/// Width of the drawing, in its own units: about as many as a narrow screen has pixels, so that letters keep their size.
const WIDTH: u64 = 340;
/// Longest bar; the number stands behind it.
const LONGEST: u64 = 280;
const FIRST_BAR: u64 = 44;
const ROW: u64 = 40;
/// Letters of a name that fit over its bar; the table has the whole name.
const LETTERS: usize = 40;

/// Where a bar stands.
struct Drawn {
    name: String,
    name_at: u64,
    at: u64,
    /// Where it begins and how long it is, for each of its lengths that is not nothing.
    pieces: Vec<(&'static str, u64, u64)>,
    number: u64,
    number_x: u64,
    number_at: u64,
}

impl BarChart {
    fn width(&self) -> u64 {
        WIDTH
    }

    fn height(&self) -> u64 {
        FIRST_BAR + ROW * self.bars.len() as u64
    }

    fn drawn(&self) -> Vec<Drawn> {
        let most = self.bars.iter().map(|(_, [one, two])| one + two).max().unwrap_or(0).max(1);
        let top = |place: usize| FIRST_BAR + ROW * place as u64;
        let bars = self.bars.iter().enumerate().map(|(place, (name, [one, two]))| {
            // A bar that stands for something is never too short to be seen.
            let length = |count: u64| if count == 0 { 0 } else { (count * LONGEST / most).max(2) };
            let [first, second] = [length(*one), length(*two)];
            let pieces = [("bar-first", 0, first), ("bar-second", first, second)];
            Drawn {
                name: shortened(name),
                name_at: top(place) + 12,
                at: top(place) + 18,
                pieces: pieces.into_iter().filter(|(_, _, length)| *length > 0).collect(),
                number: one + two,
                number_x: first + second + 6,
                number_at: top(place) + 30,
            }
        });
        bars.collect()
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let short: String = name.chars().take(LETTERS - 1).collect();
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(bars: &[(&str, [u64; 2])]) -> BarChart {
        let bars = bars.iter().map(|(name, lengths)| ((*name).to_owned(), *lengths)).collect();
        BarChart {
            id: "chart".to_owned(),
            title: String::new(),
            description: String::new(),
            legend: Default::default(),
            bars,
        }
    }

    #[test]
    fn the_longest_bar_fits_and_the_shortest_is_seen() {
        let drawn = chart(&[("many", [9_000_000, 1_000_000]), ("one", [0, 1]), ("none", [0, 0])]).drawn();
        assert_eq!(drawn[0].pieces, [("bar-first", 0, 252), ("bar-second", 252, 28)]);
        assert_eq!(drawn[1].pieces, [("bar-second", 0, 2)]);
        assert_eq!(drawn[2].pieces, []);
        assert!(drawn.iter().all(|bar| bar.number_x < WIDTH));
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        let name = "Ө".repeat(41);
        assert_eq!(shortened(&name), format!("{}…", "Ө".repeat(39)));
        assert_eq!(shortened(&"Ө".repeat(40)), "Ө".repeat(40));
    }
}
