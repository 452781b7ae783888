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
fn the_rulebook_tells_the_scenarios_that_stand_beside_a_standard() {
    let rulebook = Rulebook::load(&files::read()).expect("the rulebook loads");
    for (number, files) in by_standard() {
        let written: Vec<_> =
            files.iter().flat_map(|file| &file.scenarios).map(|one| one.title.en.as_str()).collect();
        let told: Vec<_> = rulebook.scenarios(number).iter().map(|one| one.title.en.as_str()).collect();
        assert_eq!(told, written, "S{number}");
    }
    assert!(rulebook.scenarios(15).is_empty());
    let mut broken = files::read();
    broken
        .insert("standards/s01-private-ownership-act/scenarios/broken.toml", "standard = 1\nscenario = 5\n");
    let problems = Rulebook::load(&broken).expect_err("a scenario that cannot be read");
    assert!(
        problems.0.iter().all(|one| one.file.ends_with("broken.toml") && one.line == Some(2)),
        "{problems}"
    );
    let mut beside = files::read();
    beside.insert("notes/scenarios/x.toml", "no toml");
    assert!(Rulebook::load(&beside).is_ok(), "only what stands beside a standard is read");
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
