//! Migrations: numbered, forward only, run at open, all that are missing in one transaction.

use crate::error::StoreError;
use crate::tx::Tx;
use crate::value::params;

struct Migration {
    version: i64,
    title: &'static str,
    sql: &'static str,
}

/// In order of version. A migration that was released is never edited; the next one corrects it.
const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, title: "first", sql: include_str!("../migrations/0001_first.sql") },
    Migration { version: 2, title: "drafts", sql: include_str!("../migrations/0002_drafts.sql") },
    Migration { version: 3, title: "cases ahead", sql: include_str!("../migrations/0003_cases_ahead.sql") },
    Migration { version: 4, title: "activations", sql: include_str!("../migrations/0004_activations.sql") },
    Migration { version: 5, title: "scans", sql: include_str!("../migrations/0005_scans.sql") },
    Migration { version: 6, title: "absences", sql: include_str!("../migrations/0006_absences.sql") },
    Migration { version: 7, title: "rule changes", sql: include_str!("../migrations/0007_rule_changes.sql") },
    Migration { version: 8, title: "law texts", sql: include_str!("../migrations/0008_law_texts.sql") },
    Migration { version: 9, title: "notes", sql: include_str!("../migrations/0009_notes.sql") },
    Migration { version: 10, title: "case counts", sql: include_str!("../migrations/0010_case_counts.sql") },
    Migration { version: 11, title: "accounts", sql: include_str!("../migrations/0011_accounts.sql") },
    Migration {
        version: 12,
        title: "inbox by state",
        sql: include_str!("../migrations/0012_inbox_by_state.sql"),
    },
    Migration { version: 13, title: "by office", sql: include_str!("../migrations/0013_by_office.sql") },
];

/// Brings the database to the newest version this program knows.
pub(crate) fn migrate(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    tx.unbound()?;
    // Two nodes may start at once.
    tx.hold_name("schema")?;
    tx.batch(
        "CREATE TABLE IF NOT EXISTS schema_versions (
            version {int} NOT NULL PRIMARY KEY,
            title {text} NOT NULL
        ) {rows}",
    )?;
    let found = version(tx)?;
    let known = MIGRATIONS.last().map_or(0, |migration| migration.version);
    if found > known {
        return Err(StoreError::SchemaTooNew { found, known });
    }
    for migration in MIGRATIONS.iter().filter(|migration| migration.version > found) {
        tx.batch(migration.sql)?;
        tx.execute(
            "INSERT INTO schema_versions (version, title) VALUES ($1, $2)",
            params![migration.version, migration.title],
        )?;
        tracing::info!(version = migration.version, title = migration.title, "schema migrated");
    }
    Ok(())
}

/// Version of the schema in the database; 0 when empty.
pub(crate) fn version(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    tx.only("SELECT coalesce(max(version), 0) FROM schema_versions", &[])?.take()
}

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    #[test]
    fn migrations_are_numbered_without_gaps() {
        let versions: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
        let expected: Vec<i64> = (1..).take(MIGRATIONS.len()).collect();
        assert_eq!(versions, expected);
    }
}
