//! One session with the server.

use crate::error::StoreError;
use crate::row::Row;
use crate::tx::{Failure, Mode};
use crate::value::Value;
use postgres::error::SqlState;
use postgres::types::ToSql;
use postgres::{Client, Config, NoTls, Statement};
use std::collections::HashMap;
use std::time::Duration;

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
    let mut config: Config = url.parse().map_err(|error: postgres::Error| {
        // The driver's text names the option at fault, never the password.
        StoreError::unavailable(format!("the PostgreSQL address is not understood: {error}"))
    })?;
    config.connect_timeout(CONNECT_TIMEOUT).tcp_user_timeout(NETWORK_TIMEOUT);
    if config.get_application_name().is_none() {
        config.application_name("zher");
    }
    Ok(config)
}

pub(crate) struct Session {
    /// Present until the drop.
    client: Option<Client>,
    statements: HashMap<String, Statement>,
}

impl Session {
    pub(super) fn open(config: &Config) -> Result<Self, StoreError> {
        let mut client = config.connect(NoTls).map_err(|error| failure(&error).error)?;
        client.batch_execute(SETTINGS).map_err(|error| failure(&error).error)?;
        Ok(Self { client: Some(client), statements: HashMap::new() })
    }

    fn client(&mut self) -> &mut Client {
        self.client.as_mut().expect("the client is taken only by the drop")
    }

    pub(super) fn begin(&mut self, mode: Mode) -> Result<(), Failure> {
        self.batch(match mode {
            Mode::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Mode::Write => "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
        })
    }

    /// The end of a transaction. Its changes are kept, but not yet on the disk: see [`super::durable`].
    pub(super) fn end(&mut self, keep: bool) -> Result<(), Failure> {
        let ended = self.batch(if keep { "COMMIT" } else { "ROLLBACK" });
        ended.map_err(|failure| match failure.error {
            StoreError::Unavailable { reason } if keep => {
                Failure { error: StoreError::OutcomeUnknown { reason }, transient: false }
            }
            _ => failure,
        })
    }

    pub(super) fn is_closed(&mut self) -> bool {
        self.client().is_closed()
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64, Failure> {
        let statement = self.prepared(sql)?;
        self.client().execute(&statement, &references(params)).map_err(|error| failure(&error))
    }

    pub(crate) fn query(&mut self, sql: &str, params: &[Value<'_>]) -> Result<Vec<Row>, Failure> {
        let statement = self.prepared(sql)?;
        let rows = self.client().query(&statement, &references(params)).map_err(|error| failure(&error))?;
        Ok(rows.into_iter().map(|row| Row::Postgres(row, 0)).collect())
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), Failure> {
        self.client().batch_execute(sql).map_err(|error| failure(&error))
    }

    fn prepared(&mut self, sql: &str) -> Result<Statement, Failure> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client().prepare(sql).map_err(|error| failure(&error))?;
        if self.statements.len() >= STATEMENT_CACHE {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl Drop for Session {
    /// The synchronous client must not be closed on a thread that runs an asynchronous executor, and the last
    /// handle of a store may well die on one.
    fn drop(&mut self) {
        self.statements.clear();
        if let Some(client) = self.client.take()
            && let Ok(closing) = std::thread::Builder::new().spawn(move || drop(client))
        {
            // Closing has no result.
            let _ = closing.join();
        }
    }
}

fn references<'a>(params: &'a [Value<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn failure(error: &postgres::Error) -> Failure {
    let transient =
        matches!(error.code(), Some(&SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED));
    Failure { error: store_error(error), transient }
}

fn store_error(error: &postgres::Error) -> StoreError {
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
