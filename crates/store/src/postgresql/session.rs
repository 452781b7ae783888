//! One session with the server.
//!
//! The way to the server and back costs more than most statements, so statements whose answer nobody needs at once
//! wait and go together with the next one whose answer somebody needs, BEGIN among them.

use super::pipeline::in_order;
use crate::error::StoreError;
use crate::row::Row;
use crate::tx::{Failure, Mode};
use crate::value::{Kept, Value};
use std::collections::HashMap;
use std::future::Future;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config, NoTls, Statement};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// After this long without an acknowledgement from the server the connection counts as broken.
const NETWORK_TIMEOUT: Duration = Duration::from_secs(30);
/// Prepared statements kept per session; beyond it they are forgotten together.
const STATEMENT_CACHE: usize = 512;
const SETTINGS: &str = "
    SET statement_timeout = '10s';
    SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '60s';
    SET synchronous_commit = off;
    SET standard_conforming_strings = on;
    SET client_min_messages = warning;
";

pub(super) fn configure(url: &str) -> Result<Config, StoreError> {
    let mut config: Config = url.parse().map_err(|error: tokio_postgres::Error| {
        // The driver's text names the option at fault, never the password.
        StoreError::unavailable(format!("the PostgreSQL address is not understood: {error}"))
    })?;
    config.connect_timeout(CONNECT_TIMEOUT).tcp_user_timeout(NETWORK_TIMEOUT);
    if config.get_application_name().is_none() {
        config.application_name("zher");
    }
    Ok(config)
}

/// Statements that wait at most.
const WAITING_MOST: usize = 64;

pub(crate) struct Session {
    client: Client,
    /// Runs the connection, only while a call waits for it. Present until the drop.
    runtime: Option<Runtime>,
    statements: HashMap<String, Statement>,
    begin: Option<&'static str>,
    waiting: Vec<(Statement, Vec<Kept>)>,
    /// Whether the server answered anything in this transaction.
    answered: bool,
}

impl Session {
    pub(super) fn open(config: &Config) -> Result<Self, StoreError> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(StoreError::unavailable)?;
        let opened = runtime.block_on(async {
            let (client, connection) = config.connect(NoTls).await?;
            // Its end is seen by the calls that it breaks.
            tokio::spawn(connection);
            client.batch_execute(SETTINGS).await?;
            Ok::<_, tokio_postgres::Error>(client)
        });
        let client = opened.map_err(|error| failure(&error).error)?;
        Ok(Self {
            client,
            runtime: Some(runtime),
            statements: HashMap::new(),
            begin: None,
            waiting: Vec::new(),
            answered: false,
        })
    }

    /// Begins a transaction, by the first statement in it.
    pub(super) fn begin(&mut self, mode: Mode) {
        self.answered = false;
        self.begin = Some(match mode {
            Mode::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Mode::Write => "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
        });
    }

    /// The end of a transaction. Its changes are kept, but not yet on the disk: see [`super::durable`].
    pub(super) fn end(&mut self, keep: bool) -> Result<(), Failure> {
        if !keep {
            self.waiting.clear();
        }
        if self.begin.is_some() && self.waiting.is_empty() {
            self.begin = None;
            return Ok(());
        }
        let ended = self.batch(if keep { "COMMIT" } else { "ROLLBACK" });
        ended.map_err(|failure| match failure.error {
            StoreError::Unavailable { reason } if keep => {
                Failure { error: StoreError::OutcomeUnknown { reason }, transient: false }
            }
            _ => failure,
        })
    }

    pub(super) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64, Failure> {
        let statement = self.prepared(sql)?;
        self.send(async |client| client.execute(&statement, &references(params)).await)
    }

    pub(crate) fn query(&mut self, sql: &str, params: &[Value<'_>]) -> Result<Vec<Row>, Failure> {
        let statement = self.prepared(sql)?;
        let rows = self.send(async |client| client.query(&statement, &references(params)).await)?;
        Ok(rows.into_iter().map(|row| Row::Postgres(row, 0)).collect())
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), Failure> {
        self.send(async |client| client.batch_execute(sql).await)
    }

    /// Runs a statement before the next one whose answer is asked for; that one fails where this one does.
    pub(crate) fn execute_later(&mut self, sql: &str, params: &[Value<'_>]) -> Result<(), Failure> {
        let statement = self.prepared(sql)?;
        self.waiting.push((statement, params.iter().map(Value::keep).collect()));
        if self.waiting.len() < WAITING_MOST {
            return Ok(());
        }
        self.send(async |_| Ok(()))
    }

    /// Sends what waits and then `last`, and waits for the answers to all.
    fn send<T>(
        &mut self,
        last: impl AsyncFnOnce(&Client) -> Result<T, tokio_postgres::Error>,
    ) -> Result<T, Failure> {
        let (begin, waiting) = (self.begin.take(), std::mem::take(&mut self.waiting));
        let client = &self.client;
        let first = begin.map(|begin| client.batch_execute(begin));
        let values: Vec<Vec<Value<'_>>> =
            waiting.iter().map(|(_, kept)| kept.iter().map(Kept::lend).collect()).collect();
        let middle = waiting.iter().zip(&values).map(async |((statement, _), values)| {
            client.execute(statement, &references(values)).await.map(|_| ())
        });
        let middle = middle.collect();
        let answers = self.wait(in_order(first, middle, last(client)));
        match answers {
            Ok(answer) => {
                self.answered = true;
                Ok(answer)
            }
            Err(error) => {
                let mut failure = failure(&error);
                // Nothing has run yet on a connection that broke while it was idle: another one can be tried.
                failure.transient |=
                    !self.answered && matches!(failure.error, StoreError::Unavailable { .. });
                Err(failure)
            }
        }
    }

    fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.as_ref().expect("the runtime is taken only by the drop").block_on(future)
    }

    fn prepared(&mut self, sql: &str) -> Result<Statement, Failure> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.send(async |client| client.prepare(sql).await)?;
        if self.statements.len() >= STATEMENT_CACHE {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl Drop for Session {
    /// A runtime must not be dropped on a thread that runs an asynchronous executor, and the last handle of a store
    /// may well die on one.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn references<'a>(params: &'a [Value<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn failure(error: &tokio_postgres::Error) -> Failure {
    let transient =
        matches!(error.code(), Some(&SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED));
    Failure { error: store_error(error), transient }
}

fn store_error(error: &tokio_postgres::Error) -> StoreError {
    let Some(refusal) = error.as_db_error() else {
        let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
        return StoreError::unavailable(format!("{error}{cause}"));
    };
    let reason = || format!("{} ({})", refusal.message(), refusal.code().code());
    match refusal.code() {
        // The server's detail line repeats the value; only the rule's name leaves this crate.
        &SqlState::UNIQUE_VIOLATION => {
            StoreError::Conflict { what: refusal.constraint().unwrap_or("a unique value").to_owned() }
        }
        &SqlState::FOREIGN_KEY_VIOLATION => StoreError::NotFound { what: "a row that is referred to" },
        &SqlState::DISK_FULL => StoreError::DiskFull,
        &SqlState::READ_ONLY_SQL_TRANSACTION => StoreError::ReadOnly,
        &SqlState::DATA_CORRUPTED | &SqlState::INDEX_CORRUPTED => StoreError::Damaged { reason: reason() },
        &SqlState::QUERY_CANCELED => StoreError::TooSlow,
        &SqlState::LOCK_NOT_AVAILABLE
        | &SqlState::T_R_SERIALIZATION_FAILURE
        | &SqlState::T_R_DEADLOCK_DETECTED
        | &SqlState::TOO_MANY_CONNECTIONS => StoreError::busy(reason()),
        code if ["08", "57", "28", "3D", "53"].iter().any(|class| code.code().starts_with(class)) => {
            StoreError::unavailable(reason())
        }
        _ => StoreError::internal(reason()),
    }
}
