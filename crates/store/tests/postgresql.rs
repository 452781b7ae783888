//! The conformance suite on PostgreSQL. The server is named by `ZHER_TEST_DATABASE_URL`; without one that answers the
//! tests fail, because a silent pass would say that both databases had been tried.

use postgres::{Client, NoTls};
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Settings, Store, StoreError};
use testkit::store_conformance::{Database, Outcome};

const DEFAULT_URL: &str = "postgres://root@127.0.0.1:5432/test";
static COUNT: AtomicU32 = AtomicU32::new(0);

struct Postgres {
    schema: String,
}

#[expect(clippy::disallowed_methods, reason = "which server to test on is a fact of the machine")]
fn server() -> String {
    std::env::var("ZHER_TEST_DATABASE_URL").unwrap_or_else(|_| DEFAULT_URL.to_owned())
}

fn run(sql: &str) -> Result<(), String> {
    let mut client = Client::connect(&server(), NoTls).unwrap_or_else(|error| {
        panic!("no PostgreSQL answers at {}: {error}; start one or set ZHER_TEST_DATABASE_URL", server())
    });
    client.batch_execute(sql).map_err(|error| match error.as_db_error() {
        Some(refusal) => refusal.message().to_owned(),
        None => error.to_string(),
    })
}

impl Database for Postgres {
    fn fresh() -> Self {
        let schema = format!("zher_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        run(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}"))
            .expect("the test user may create schemas");
        Self { schema }
    }

    fn settings(&self) -> Settings {
        let server = server();
        let separator = if server.contains('?') { '&' } else { '?' };
        let schema = &self.schema;
        // The schema's name as the application's lets a test find the sessions of its own store.
        let url = format!("{server}{separator}options=-csearch_path%3D{schema}&application_name={schema}");
        Settings::Postgres { url, pool: 4 }
    }

    fn raw(&self, sql: &str) -> Result<(), String> {
        run(&format!("SET search_path TO {}; {sql}", self.schema))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // A schema that stays behind disturbs no other test.
        let _ = run(&format!("DROP SCHEMA {} CASCADE", self.schema));
    }
}

testkit::store_conformance!(Postgres);

#[test]
fn a_server_that_does_not_answer_is_unavailable() {
    let url = "postgres://root@127.0.0.1:1/test".to_owned();
    let refused = Store::open(&Settings::Postgres { url, pool: 1 }).err();
    assert!(matches!(refused, Some(StoreError::Unavailable { .. })), "{refused:?}");
}

#[test]
fn connections_that_broke_are_replaced() -> Outcome {
    let database = Postgres::fresh();
    let store = database.open()?;
    store.ready()?;
    let name = &database.schema;
    run(&format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{name}'"))
        .expect("the test user may end its own sessions");
    store.ready()
}

#[test]
fn a_commit_whose_sync_is_lost_is_not_acknowledged() -> Outcome {
    let database = Postgres::fresh();
    let store = database.open()?;
    store.ready()?;
    let name = database.schema.clone();
    let lost = store.write(move |tx| {
        store::settings::set(tx, "key", "1")?;
        run(&format!(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
             WHERE application_name = '{name}' AND query LIKE '%pg_logical_emit_message%'"
        ))
        .expect("the test user may end its own sessions");
        Ok(())
    });
    assert!(matches!(lost, Err(StoreError::OutcomeUnknown { .. })), "{lost:?}");
    store.write(|tx| store::settings::set(tx, "key", "2"))?;
    assert_eq!(store.read(|tx| store::settings::get(tx, "key"))?.as_deref(), Some("2"));
    Ok(())
}

#[test]
fn a_deadlock_is_repeated_until_both_are_kept() -> Outcome {
    let database = Postgres::fresh();
    let store = database.open()?;
    std::thread::scope(|scope| {
        for (first, second) in [("a", "b"), ("b", "a")] {
            let store = &store;
            scope.spawn(move || {
                for _ in 0..20 {
                    store
                        .write(move |tx| {
                            store::numbers::next(tx, first)?;
                            store::numbers::next(tx, second)
                        })
                        .expect("a deadlock is repeated");
                }
            });
        }
    });
    assert_eq!(store.write(|tx| store::numbers::next(tx, "a"))?, 41);
    Ok(())
}

#[test]
fn two_nodes_share_one_database() -> Outcome {
    let database = Postgres::fresh();
    let (one, two) = (database.open()?, database.open()?);
    one.write(|tx| store::settings::set(tx, "key", "1"))?;
    assert_eq!(two.read(|tx| store::settings::get(tx, "key"))?.as_deref(), Some("1"));
    Ok(())
}
