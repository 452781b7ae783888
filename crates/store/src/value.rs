//! Values on their way into a statement.

use crate::error::StoreError;
use jiff::Timestamp;
use jiff::civil::Date;
use std::error::Error;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type};
use uuid::Uuid;

/// One bound parameter.
///
/// Instants are kept to the microsecond, the precision of PostgreSQL: INTEGER microseconds since 1970 on SQLite,
/// TIMESTAMPTZ on PostgreSQL. Dates are ISO text on SQLite, identifiers 16 bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Int(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
    Flag(bool),
    Id(Uuid),
    Instant(Timestamp),
    Date(Date),
    Json(&'a str),
}

/// A parameter of a statement that waits to be sent.
#[derive(Debug)]
pub(crate) enum Kept {
    Plain(Value<'static>),
    Text(String),
    Json(String),
    Bytes(Vec<u8>),
}

impl Kept {
    pub(crate) fn lend(&self) -> Value<'_> {
        match self {
            Self::Plain(value) => *value,
            Self::Text(text) => Value::Text(text),
            Self::Json(text) => Value::Json(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
        }
    }
}

/// Marks a text as JSON.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Json<'a>(pub(crate) &'a str);

/// The parameters of a statement, in the order of `$1`, `$2`, ….
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::value::Value::from($value)),*] };
}
pub(crate) use params;

macro_rules! value_from {
    ($($source:ty => $variant:ident),* $(,)?) => {
        $(impl<'a> From<$source> for Value<'a> {
            fn from(value: $source) -> Self {
                Self::$variant(value)
            }
        })*
    };
}
value_from!(i64 => Int, &'a str => Text, &'a [u8] => Bytes, bool => Flag, Uuid => Id, Timestamp => Instant, Date => Date);

impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(value)
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Value<'a> {
    fn from(value: &'a [u8; N]) -> Self {
        Self::Bytes(value)
    }
}

impl<'a> From<&'a Vec<u8>> for Value<'a> {
    fn from(value: &'a Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl<'a> From<Json<'a>> for Value<'a> {
    fn from(value: Json<'a>) -> Self {
        Self::Json(value.0)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// PostgreSQL counts microseconds and days from 1 January 2000.
pub(crate) const POSTGRES_EPOCH_MICROSECONDS: i64 = 946_684_800_000_000;
const POSTGRES_EPOCH: Date = jiff::civil::date(2000, 1, 1);
/// PostgreSQL has no year before 4713 BC; the years we keep are those of four digits.
const YEARS: std::ops::RangeInclusive<i16> = 0..=9999;

impl Value<'_> {
    /// The value for later.
    pub(crate) fn keep(&self) -> Kept {
        match *self {
            Self::Null => Kept::Plain(Value::Null),
            Self::Int(number) => Kept::Plain(Value::Int(number)),
            Self::Flag(flag) => Kept::Plain(Value::Flag(flag)),
            Self::Id(id) => Kept::Plain(Value::Id(id)),
            Self::Instant(instant) => Kept::Plain(Value::Instant(instant)),
            Self::Date(date) => Kept::Plain(Value::Date(date)),
            Self::Text(text) => Kept::Text(text.to_owned()),
            Self::Json(text) => Kept::Json(text.to_owned()),
            Self::Bytes(bytes) => Kept::Bytes(bytes.to_owned()),
        }
    }

    /// What one database would take and the other refuse or change is refused for both.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        let refuse = |what, reason: String| Err(StoreError::Unstorable { what, reason });
        match self {
            Self::Text(text) if text.contains('\0') => {
                refuse("text", "it contains a zero character".to_owned())
            }
            Self::Json(text) => match serde_json::from_str::<serde::de::IgnoredAny>(text) {
                Ok(_) => Ok(()),
                Err(error) => refuse("json", error.to_string()),
            },
            Self::Date(date) if !YEARS.contains(&date.year()) => {
                refuse("date", format!("{date} is out of range"))
            }
            Self::Instant(instant) if !YEARS.contains(&year(*instant)) => {
                refuse("instant", format!("{instant} is out of range"))
            }
            _ => Ok(()),
        }
    }
}

fn year(instant: Timestamp) -> i16 {
    instant.to_zoned(jiff::tz::TimeZone::UTC).year()
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, Value as Owned, ValueRef};
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Owned::Null),
            Self::Int(number) => ToSqlOutput::Owned(Owned::Integer(*number)),
            Self::Text(text) | Self::Json(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Self::Flag(flag) => ToSqlOutput::Owned(Owned::Integer(i64::from(*flag))),
            Self::Id(id) => ToSqlOutput::Borrowed(ValueRef::Blob(id.as_bytes())),
            Self::Instant(instant) => ToSqlOutput::Owned(Owned::Integer(instant.as_microsecond())),
            Self::Date(date) => ToSqlOutput::Owned(Owned::Text(date.to_string())),
        })
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => number.to_sql_checked(ty, out),
            Self::Text(text) => text.to_sql_checked(ty, out),
            Self::Bytes(bytes) => bytes.to_sql_checked(ty, out),
            Self::Flag(flag) => flag.to_sql_checked(ty, out),
            Self::Id(id) => id.to_sql_checked(ty, out),
            Self::Instant(instant) => {
                expect(ty, &Type::TIMESTAMPTZ)?;
                out.extend_from_slice(
                    &(instant.as_microsecond() - POSTGRES_EPOCH_MICROSECONDS).to_be_bytes(),
                );
                Ok(IsNull::No)
            }
            Self::Date(date) => {
                expect(ty, &Type::DATE)?;
                out.extend_from_slice(&date.since(POSTGRES_EPOCH)?.get_days().to_be_bytes());
                Ok(IsNull::No)
            }
            Self::Json(text) => {
                expect(ty, &Type::JSON)?;
                out.extend_from_slice(text.as_bytes());
                Ok(IsNull::No)
            }
        }
    }

    /// Whether the variant fits is known only with the value: `to_sql` checks it.
    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}

fn expect(found: &Type, expected: &Type) -> Result<(), Box<dyn Error + Sync + Send>> {
    if found == expected { Ok(()) } else { Err(format!("a value of {expected} was bound to {found}").into()) }
}
