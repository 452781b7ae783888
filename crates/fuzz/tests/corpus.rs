//! Every target over its corpus, and over seeded mutations of it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]
#![allow(clippy::disallowed_methods, reason = "how many mutations are tried may come from the environment")]

use std::panic::{AssertUnwindSafe, catch_unwind};

use fuzz::{Mutator, TARGETS, Target, seeds};

/// Runs an input; a broken property is told with the target and the input.
#[track_caller]
fn run(target: &Target, what: &str, bytes: &[u8]) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| (target.run)(bytes))) {
        let said = panic.downcast_ref::<String>().cloned();
        let said = said.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        panic!(
            "{} breaks on {what}: {}\n{}\nkeep it in crates/fuzz/corpus/{} under a name that says what broke",
            target.name,
            said.unwrap_or_default(),
            String::from_utf8_lossy(bytes).escape_debug(),
            target.name,
        );
    }
}

fn try_target(name: &str) {
    let target = Target::named(name).unwrap();
    let seeds = seeds(target).unwrap();
    assert!(!seeds.is_empty(), "{name} has no corpus");
    for seed in &seeds {
        run(target, &seed.name, &seed.bytes);
    }
    let mut mutator = Mutator::new(&seeds, 1392);
    let tries: u32 = std::env::var("FUZZ_TRIES").ok().map_or(target.tries, |tries| tries.parse().unwrap());
    for count in 0..tries {
        let input = mutator.next_input();
        run(target, &format!("mutation {count}"), &input);
    }
}

macro_rules! each {
    ($($test:ident = $name:literal),+ $(,)?) => {
        $(#[test]
        fn $test() {
            try_target($name);
        })+

        #[test]
        fn every_target_is_tried_and_has_a_folder_of_its_own() {
            let tried = [$($name),+];
            let targets: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
            assert_eq!(tried.to_vec(), targets);
            let mut folders: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"))
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            folders.sort();
            let mut targets: Vec<_> = targets.into_iter().map(ToOwned::to_owned).collect();
            targets.sort();
            assert_eq!(folders, targets);
        }
    };
}

each! {
    standards = "standard",
    tariffs = "tariff",
    the_index = "index",
    value_added_tax = "vat",
    scenarios = "scenario",
    a_year = "calendar-year",
    other_years = "calendar-other-years",
    holidays = "holidays",
    schedules = "schedules",
    terms = "term",
    tables_of_offices = "offices-csv",
    what_tables_mean = "office-tables",
    regions = "regions",
    searching_offices = "office-search",
    identifiers = "identifier",
    receipt_numbers = "receipt-number",
    other_names = "name",
    the_text_of_the_law = "law-text",
    messages = "message",
    accept_language = "accept-language",
    the_api = "api",
    the_pages = "pages",
}

#[test]
fn the_same_seed_makes_the_same_inputs() {
    let seeds = seeds(Target::named("term").unwrap()).unwrap();
    let inputs = |seed| {
        let mut mutator = Mutator::new(&seeds, seed);
        (0..50).map(|_| mutator.next_input()).collect::<Vec<_>>()
    };
    assert_eq!(inputs(7), inputs(7));
    assert_ne!(inputs(7), inputs(8));
}
