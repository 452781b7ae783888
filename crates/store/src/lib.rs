//! The only crate with SQL: one contract on SQLite and PostgreSQL.
