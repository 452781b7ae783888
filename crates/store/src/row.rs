//! Rows on their way out of a statement.

use crate::error::StoreError;
use crate::value::POSTGRES_EPOCH_MICROSECONDS;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use rusqlite::types::Value as Lite;
use std::error::Error;
use tokio_postgres::types::{FromSql, Type};
use uuid::Uuid;

/// One row; its columns are taken in the order of the SELECT list.
pub(crate) enum Row {
    Sqlite(std::vec::IntoIter<Lite>),
    Postgres(tokio_postgres::Row, usize),
}

impl Row {
    /// The next column.
    pub(crate) fn take<T: Column>(&mut self) -> Result<T, StoreError> {
        match self {
            Self::Sqlite(values) => {
                let value =
                    values.next().ok_or_else(|| StoreError::internal("the row has no further column"))?;
                T::from_sqlite(value)
            }
            Self::Postgres(row, next) => {
                let index = *next;
                *next += 1;
                T::from_postgres(row, index)
            }
        }
    }
}

/// A type that a column can be read as, from either database.
pub(crate) trait Column: Sized {
    fn from_sqlite(value: Lite) -> Result<Self, StoreError>;
    fn from_postgres(row: &tokio_postgres::Row, index: usize) -> Result<Self, StoreError>;
}

fn mismatch(wanted: &str, found: &Lite) -> StoreError {
    StoreError::Damaged {
        reason: format!("a column held {:?} where {wanted} was expected", found.data_type()),
    }
}

fn native<'a, T: FromSql<'a>>(row: &'a tokio_postgres::Row, index: usize) -> Result<T, StoreError> {
    row.try_get(index).map_err(|error| StoreError::Damaged { reason: format!("column {index}: {error}") })
}

impl<T: Column> Column for Option<T> {
    fn from_sqlite(value: Lite) -> Result<Self, StoreError> {
        if value == Lite::Null { Ok(None) } else { T::from_sqlite(value).map(Some) }
    }

    fn from_postgres(row: &tokio_postgres::Row, index: usize) -> Result<Self, StoreError> {
        let Nullness(null) = native(row, index)?;
        if null { Ok(None) } else { T::from_postgres(row, index).map(Some) }
    }
}

/// Asks only whether a column is NULL.
struct Nullness(bool);

impl<'a> FromSql<'a> for Nullness {
    fn from_sql(_: &Type, _: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(false))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(true))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl Column for i64 {
    fn from_sqlite(value: Lite) -> Result<Self, StoreError> {
        if let Lite::Integer(number) = value { Ok(number) } else { Err(mismatch("an integer", &value)) }
    }

    fn from_postgres(row: &tokio_postgres::Row, index: usize) -> Result<Self, StoreError> {
        native(row, index)
    }
}

impl Column for bool {
    fn from_sqlite(value: Lite) -> Result<Self, StoreError> {
        match value {
            Lite::Integer(0) => Ok(false),
            Lite::Integer(1) => Ok(true),
            other => Err(mismatch("0 or 1", &other)),
        }
    }

    fn from_postgres(row: &tokio_postgres::Row, index: usize) -> Result<Self, StoreError> {
        native(row, index)
    }
}

impl Column for String {
    fn from_sqlite(value: Lite) -> Result<Self, StoreError> {
        if let Lite::Text(text) = value { Ok(text) } else { Err(mismatch("text", &value)) }
    }

    fn from_postgres(row: &tokio_postgres::Row, index: usize) -> Result<Self, StoreError> {
        native::<Text>(row, index).map(|text| text.0)
    }
}

/// Text or JSON, both read as the text that was given.
struct Text(String);

impl<'a> FromSql<'a> for Text {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(std::str::from_utf8(raw)?.to_owned()))
    }

    fn accepts(ty: &Type) -> bool {
        [Type::TEXT, Type::VARCHAR, Type::JSON].contains(ty)
    }
}

impl Column for Vec<u8> {
    fn from_sqlite(value: Lite) -> Result<Self, StoreError> {
        if let Lite::Blob(bytes) = value { Ok(bytes) } else { Err(mismatch("bytes", &value)) }
    }

    fn from_postgres(row: &tokio_postgres::Row, index: usize) -> Result<Self, StoreError> {
        native(row, index)
    }
}

impl<const N: usize> Column for [u8; N] {
    fn from_sqlite(value: Lite) -> Result<Self, StoreError> {
        exact(Vec::from_sqlite(value)?)
    }

    fn from_postgres(row: &tokio_postgres::Row, index: usize) -> Result<Self, StoreError> {
        exact(native(row, index)?)
    }
}

fn exact<const N: usize>(bytes: Vec<u8>) -> Result<[u8; N], StoreError> {
    bytes.try_into().map_err(|bytes: Vec<u8>| StoreError::Damaged {
        reason: format!("a column held {} bytes where {N} were expected", bytes.len()),
    })
}

impl Column for Uuid {
    fn from_sqlite(value: Lite) -> Result<Self, StoreError> {
        <[u8; 16]>::from_sqlite(value).map(Uuid::from_bytes)
    }

    fn from_postgres(row: &tokio_postgres::Row, index: usize) -> Result<Self, StoreError> {
        native(row, index)
    }
}

impl Column for Timestamp {
    fn from_sqlite(value: Lite) -> Result<Self, StoreError> {
        instant(i64::from_sqlite(value)?)
    }

    fn from_postgres(row: &tokio_postgres::Row, index: usize) -> Result<Self, StoreError> {
        let Microseconds(since_2000) = native(row, index)?;
        instant(since_2000.saturating_add(POSTGRES_EPOCH_MICROSECONDS))
    }
}

fn instant(microseconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(microseconds)
        .map_err(|error| StoreError::Damaged { reason: error.to_string() })
}

struct Microseconds(i64);

impl<'a> FromSql<'a> for Microseconds {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(i64::from_be_bytes(raw.try_into()?)))
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::TIMESTAMPTZ
    }
}

impl Column for Date {
    fn from_sqlite(value: Lite) -> Result<Self, StoreError> {
        let text = String::from_sqlite(value)?;
        text.parse().map_err(|error: jiff::Error| StoreError::Damaged { reason: error.to_string() })
    }

    fn from_postgres(row: &tokio_postgres::Row, index: usize) -> Result<Self, StoreError> {
        let Days(since_2000) = native(row, index)?;
        jiff::civil::date(2000, 1, 1)
            .checked_add(since_2000.days())
            .map_err(|error| StoreError::Damaged { reason: error.to_string() })
    }
}

struct Days(i32);

impl<'a> FromSql<'a> for Days {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(i32::from_be_bytes(raw.try_into()?)))
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::DATE
    }
}
