//! What administrators put in force in place of, or beside, the files that the program was started with: with the whole text
//! of each file, append-only. Some dozens a year.

use crate::error::StoreError;
use crate::row::Row;
use crate::tx::Tx;
use crate::value::params;
use jiff::Timestamp;
use jiff::civil::Date;

/// Changes that [`since`] reads at once.
pub const CHANGES_READ: i64 = 50;
/// Most files of a change, so that [`CHANGES_READ`] of them fit into a page.
pub const FILES_MOST: usize = 8;

/// A change of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// What it does.
    pub what: Change,
    /// The act that it rests on; for a withdrawal, why.
    pub cite: String,
    /// Who recorded it, in the caller's form.
    pub actor: String,
    /// When.
    pub recorded_at: Timestamp,
}

/// What a change does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Files count in place of those of the same paths, from the recording on.
    Files(Vec<RuleFile>),
    /// An edition of a standard counts from a day on.
    Edition(Edition),
    /// An earlier change does not come.
    Withdrawal {
        /// Its number.
        of: i64,
    },
}

/// A rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFile {
    /// Its path among the rule files.
    pub path: String,
    /// Its text.
    pub content: String,
}

/// An edition that comes into force on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Number of the service.
    pub service: i64,
    /// The edition, by the day it was adopted.
    pub adopted: Date,
    /// First day on which cases are lodged under it.
    pub in_force_from: Date,
    /// The edition that was in force when this was recorded.
    pub replaces: Date,
    /// Its file.
    pub file: RuleFile,
}

/// Records a change and returns its number: one more than the last. The caller holds a name, so that nobody else does the
/// same at once.
///
/// # Errors
/// [`StoreError::Conflict`] `rule_changes_change_path` for a path that stands in it twice; [`StoreError::Unstorable`] for a
/// change of no file, or of more than [`FILES_MOST`].
pub fn append(tx: &mut Tx<'_>, change: &RuleChange) -> Result<i64, StoreError> {
    let number = last(tx)? + 1;
    let none = RuleFile { path: String::new(), content: String::new() };
    let (files, edition, withdraws) = match &change.what {
        Change::Files(files) => (files.as_slice(), None, None),
        Change::Edition(edition) => (std::slice::from_ref(&edition.file), Some(edition), None),
        Change::Withdrawal { of } => (std::slice::from_ref(&none), None, Some(*of)),
    };
    if files.is_empty() || files.len() > FILES_MOST {
        let reason = format!("it has {} files; 1 to {FILES_MOST} are allowed", files.len());
        return Err(StoreError::Unstorable { what: "change of the rules", reason });
    }
    for file in files {
        tx.execute(
            "INSERT INTO rule_changes
                (change, path, content, service, adopted, in_force_from, replaces, withdraws, cite, actor, recorded_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            params![
                number,
                &file.path,
                &file.content,
                edition.map(|edition| edition.service),
                edition.map(|edition| edition.adopted),
                edition.map(|edition| edition.in_force_from),
                edition.map(|edition| edition.replaces),
                withdraws,
                &change.cite,
                &change.actor,
                change.recorded_at
            ],
        )?;
    }
    Ok(number)
}

/// The number of the last change; 0 where there is none.
///
/// # Errors
/// When the database fails.
pub fn last(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    tx.only("SELECT coalesce(max(change), 0) FROM rule_changes", &[])?.take()
}

/// Changes after a number, in their order, each with its number; at most [`CHANGES_READ`]. The files of a change stand in
/// the order of their paths.
///
/// # Errors
/// When the database fails.
pub fn since(tx: &mut Tx<'_>, after: i64) -> Result<Vec<(i64, RuleChange)>, StoreError> {
    let rows = tx.query(
        "SELECT change, path, content, service, adopted, in_force_from, replaces, withdraws, cite, actor, recorded_at
         FROM rule_changes WHERE change > $1 AND change <= $2 ORDER BY change, path",
        params![after, after.saturating_add(CHANGES_READ)],
    )?;
    let mut found: Vec<(i64, RuleChange)> = Vec::new();
    for row in rows {
        let (number, one) = read(row)?;
        match (found.last_mut(), one.what) {
            (Some((known, RuleChange { what: Change::Files(files), .. })), Change::Files(more))
                if *known == number =>
            {
                files.extend(more);
            }
            (_, what) => found.push((number, RuleChange { what, ..one })),
        }
    }
    Ok(found)
}

fn read(mut row: Row) -> Result<(i64, RuleChange), StoreError> {
    let number = row.take()?;
    let file = RuleFile { path: row.take()?, content: row.take()? };
    let edition = (row.take()?, row.take()?, row.take()?, row.take()?);
    let what = match (edition, row.take()?) {
        (_, Some(of)) => Change::Withdrawal { of },
        ((Some(service), Some(adopted), Some(in_force_from), Some(replaces)), None) => {
            Change::Edition(Edition { service, adopted, in_force_from, replaces, file })
        }
        _ => Change::Files(vec![file]),
    };
    Ok((number, RuleChange { what, cite: row.take()?, actor: row.take()?, recorded_at: row.take()? }))
}

/// Whether accounts or open cases belong to an office.
///
/// # Errors
/// When the database fails.
pub fn office_in_use(tx: &mut Tx<'_>, office: &str) -> Result<bool, StoreError> {
    const USES: [&str; 4] = [
        "SELECT 1 FROM accounts WHERE office = $1 LIMIT 1",
        "SELECT 1 FROM cases WHERE lodging_office = $1 AND closed = FALSE LIMIT 1",
        "SELECT 1 FROM cases WHERE executing_office = $1 AND closed = FALSE LIMIT 1",
        "SELECT 1 FROM cases WHERE holder_office = $1 AND closed = FALSE LIMIT 1",
    ];
    for uses in USES {
        if tx.first(uses, params![office])?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
