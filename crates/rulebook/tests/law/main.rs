//! The law in `rulebook/`: it loads whole, and every scenario beside a standard comes out.

mod answers;
mod files;
mod questions;

use rulebook::scenario::ScenarioFile;
use rulebook::{RuleFiles, Rulebook};

#[test]
fn the_rulebook_loads_without_a_problem() {
    if let Err(problems) = Rulebook::load(&files::read()) {
        panic!("{problems}");
    }
}

#[test]
fn the_embedded_rulebook_is_the_one_of_the_repository() {
    assert_eq!(RuleFiles::embedded(), files::read());
}

#[test]
fn fourteen_standards_are_held() {
    let rulebook = Rulebook::load(&files::read()).expect("the rulebook loads");
    assert_eq!(rulebook.numbers().collect::<Vec<_>>(), (1..=14).collect::<Vec<u8>>());
}

#[test]
fn every_standard_has_ten_scenarios_at_the_least() {
    for (number, scenarios) in by_standard() {
        let count: usize = scenarios.iter().map(|file| file.scenarios.len()).sum();
        assert!(count >= 10, "standard {number} has {count} scenarios");
    }
}

#[test]
fn every_scenario_that_asks_the_rulebook_comes_out() {
    let rulebook = Rulebook::load(&files::read()).expect("the rulebook loads");
    let failures: Vec<String> = by_standard()
        .into_iter()
        .flat_map(|(number, files)| {
            files.into_iter().flat_map(move |file| file.scenarios.into_iter().map(move |s| (number, s)))
        })
        .filter_map(|(number, scenario)| {
            let outcome = questions::run(&rulebook, number, &scenario.question);
            outcome.err().map(|why| format!("S{number} {} ({}): {why}", scenario.title.en, scenario.cite))
        })
        .collect();
    assert!(failures.is_empty(), "{} scenarios fail:\n{}", failures.len(), failures.join("\n"));
}

fn by_standard() -> Vec<(u8, Vec<ScenarioFile>)> {
    let mut found: std::collections::BTreeMap<u8, Vec<ScenarioFile>> = Default::default();
    for (path, text) in files::read().iter().filter(|(path, _)| path.contains("/scenarios/")) {
        let file: ScenarioFile = toml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        found.entry(file.standard).or_default().push(file);
    }
    found.into_iter().collect()
}
