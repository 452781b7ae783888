//! Editions of standards that were put in force, with their whole text; append-only. Few: a handful a year.

use crate::error::StoreError;
use crate::page::PAGE_LIMIT;
use crate::tx::Tx;
use crate::value::params;
use jiff::Timestamp;
use jiff::civil::Date;

/// An edition that comes into force on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activation {
    /// Number of the service.
    pub service: i64,
    /// The edition, by the day it was adopted; once per service.
    pub adopted: Date,
    /// First day on which cases are lodged under it.
    pub in_force_from: Date,
    /// The edition that was in force when this was recorded.
    pub replaces: Date,
    /// Its path among the rule files.
    pub path: String,
    /// Its text.
    pub content: String,
    /// The act by which it comes into force.
    pub cite: String,
    /// Who recorded it, in the caller's form.
    pub actor: String,
    /// When.
    pub recorded_at: Timestamp,
}

/// Records an edition and returns its place in the sequence.
///
/// # Errors
/// [`StoreError::Conflict`] `activations_service_adopted`.
pub fn append(tx: &mut Tx<'_>, activation: &Activation) -> Result<i64, StoreError> {
    tx.only(
        "INSERT INTO activations (service, adopted, in_force_from, replaces, path, content, cite, actor, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING sequence",
        params![
            activation.service,
            activation.adopted,
            activation.in_force_from,
            activation.replaces,
            &activation.path,
            &activation.content,
            &activation.cite,
            &activation.actor,
            activation.recorded_at
        ],
    )?
    .take()
}

/// The place of the last one in the sequence; 0 where there is none.
///
/// # Errors
/// When the database fails.
pub fn last(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    tx.only("SELECT coalesce(max(sequence), 0) FROM activations", &[])?.take()
}

/// Those after a place in the sequence, in its order, each with its place.
///
/// # Errors
/// When the database fails.
pub fn since(tx: &mut Tx<'_>, after: i64) -> Result<Vec<(i64, Activation)>, StoreError> {
    let rows = tx.query(
        "SELECT sequence, service, adopted, in_force_from, replaces, path, content, cite, actor, recorded_at
         FROM activations WHERE sequence > $1 ORDER BY sequence LIMIT $2",
        params![after, i64::from(PAGE_LIMIT)],
    )?;
    rows.into_iter()
        .map(|mut row| {
            let sequence = row.take()?;
            let activation = Activation {
                service: row.take()?,
                adopted: row.take()?,
                in_force_from: row.take()?,
                replaces: row.take()?,
                path: row.take()?,
                content: row.take()?,
                cite: row.take()?,
                actor: row.take()?,
                recorded_at: row.take()?,
            };
            Ok((sequence, activation))
        })
        .collect()
}
