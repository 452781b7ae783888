//! A batch of lives. `cargo run --package sim -- --seed N` repeats one.

use sim::{Plan, live, rules};

#[test]
fn lives_keep_the_law_while_storage_fails() {
    let files = rules().expect("the rules inside the program are whole");
    for seed in 1..=6 {
        let plan = Plan { seed, steps: 120, faults: true };
        let report = live(&files, &plan).unwrap_or_else(|violation| panic!("{violation:?}"));
        assert!(report.cases > 0 && report.taken > 0, "nothing happened in seed {seed}: {report:?}");
    }
}

#[test]
fn the_same_seed_lives_the_same_life() {
    let files = rules().expect("the rules inside the program are whole");
    let plan = Plan { seed: 42, steps: 60, faults: true };
    let twice = [live(&files, &plan), live(&files, &plan)].map(|life| life.expect("the life keeps the law"));
    assert_eq!(twice[0], twice[1]);
}
