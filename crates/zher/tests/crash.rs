//! A short run of the crash test: the real server, and PostgreSQL under it, killed while clients work. `make crash` is the
//! long one.

use std::sync::atomic::Ordering;

use crash::{Database, Plan, Report, Stage};

fn killed(database: Database, kills: u32) -> (Stage, Report) {
    let binary = env!("CARGO_BIN_EXE_zher").into();
    let stage = Stage::default();
    let report = crash::run(&Plan { database, binary, kills, seed: 1, clients: 2 }, &stage);
    (stage, report)
}

fn what_was_acknowledged_is_there(stage: &Stage) {
    assert_eq!(stage.violations(), Vec::<String>::new());
    assert!(stage.counts.lodged.load(Ordering::Relaxed) > 0, "nobody lodged anything");
    assert!(stage.counts.steps.load(Ordering::Relaxed) > 0, "nobody took a step");
}

#[test]
fn what_sqlite_acknowledged_outlives_the_server() {
    let (stage, report) = killed(Database::Sqlite, 4);
    what_was_acknowledged_is_there(&stage);
    assert_eq!(report.kills.server, 4);
}

#[test]
fn what_postgresql_acknowledged_outlives_server_and_database() {
    let (stage, report) = killed(Database::Postgresql, 3);
    what_was_acknowledged_is_there(&stage);
    assert_eq!((report.kills.server, report.kills.database, report.kills.both), (1, 1, 1));
    assert!(stage.counts.away.load(Ordering::Relaxed) > 0, "no client met the server without its database");
}
