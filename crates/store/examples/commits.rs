//! Closures per second through the store, from one thread and from many, beside a bare loop of commits.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measuring program reads the clock and prints"
)]

use std::path::PathBuf;
use std::time::Instant;
use store::{Settings, Store, StoreError, settings};

const COMMITS: usize = 2_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder on the disk to measure")?);
    report("bare loop", || bare_loop(&folder))?;
    for threads in [1, 8, 64] {
        let path = folder.join(format!("store-{threads}.sqlite"));
        let store = Store::open(&Settings::Sqlite { path })?;
        report(&format!("store, {threads} threads"), || Ok(through_store(&store, threads)?))?;
    }
    if let Some(url) = std::env::args().nth(2) {
        let store = Store::open(&Settings::Postgres { url, pool: 16 })?;
        for threads in [1, 16] {
            report(&format!("PostgreSQL, {threads} threads"), || Ok(through_store(&store, threads)?))?;
        }
    }
    Ok(())
}

fn report(
    name: &str,
    work: impl FnOnce() -> Result<(), Box<dyn std::error::Error>>,
) -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    work()?;
    println!("{name}: {:.0} commits per second", COMMITS as f64 / start.elapsed().as_secs_f64());
    Ok(())
}

fn bare_loop(folder: &std::path::Path) -> Result<(), Box<dyn std::error::Error>> {
    let connection = rusqlite::Connection::open(folder.join("bare.sqlite"))?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID",
    )?;
    let sql = "INSERT INTO settings VALUES (?1, '1') ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    let mut statement = connection.prepare(sql)?;
    for number in 0..COMMITS {
        statement.execute([number.to_string()])?;
    }
    Ok(())
}

fn through_store(store: &Store, threads: usize) -> Result<(), StoreError> {
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|thread| {
                scope.spawn(move || {
                    (thread..COMMITS).step_by(threads).try_for_each(|number| {
                        let key = number.to_string();
                        store.write(move |tx| settings::set(tx, &key, "1"))
                    })
                })
            })
            .collect();
        workers.into_iter().try_for_each(|worker| {
            worker
                .join()
                .unwrap_or_else(|_| Err(StoreError::Internal { reason: "a worker panicked".to_owned() }))
        })
    })
}
