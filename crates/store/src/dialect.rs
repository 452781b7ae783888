//! One SQL text for two databases: the words in which they differ are written in braces.
//!
//! | word | SQLite | PostgreSQL |
//! |---|---|---|
//! | `$1` | `?1` | `$1` |
//! | `{int}` `{text}` `{bytes}` `{flag}` | INTEGER TEXT BLOB INTEGER | BIGINT TEXT COLLATE "C" BYTEA BOOLEAN |
//! | `{id}` `{instant}` `{date}` `{json}` | BLOB INTEGER TEXT TEXT | UUID TIMESTAMPTZ DATE JSON |
//! | `{sequence}` | INTEGER PRIMARY KEY | BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY |
//! | `{rows}` `{keyed}` (end of a table) | STRICT; STRICT, WITHOUT ROWID | nothing |
//! | `{append only: t}` `{never back: t.c}` | triggers | triggers |
//! | `{for update}` `{skip locked}` | nothing | FOR UPDATE; FOR UPDATE SKIP LOCKED |
//!
//! JSON is `JSON`, not `JSONB`, on PostgreSQL: the text comes back as it was given, as on SQLite. Text compares
//! by code point on both.

use std::borrow::Cow;

/// Which database speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// The statement in this database's words. Statements contain `$` and `{` only as described above.
    pub(crate) fn render(self, sql: &str) -> Cow<'_, str> {
        let words = if sql.contains('{') { Cow::Owned(self.replace_words(sql)) } else { Cow::Borrowed(sql) };
        match self {
            Self::Sqlite if words.contains('$') => Cow::Owned(words.replace('$', "?")),
            _ => words,
        }
    }

    fn replace_words(self, sql: &str) -> String {
        let mut rendered = String::with_capacity(sql.len() + 64);
        let mut rest = sql;
        while let Some((before, after)) = rest.split_once('{') {
            rendered.push_str(before);
            let (word, tail) = after.split_once('}').unwrap_or((after, ""));
            rendered.push_str(&self.word(word));
            rest = tail;
        }
        rendered.push_str(rest);
        rendered
    }

    fn word(self, word: &str) -> Cow<'static, str> {
        if let Some(table) = word.strip_prefix("append only: ") {
            return Cow::Owned(self.append_only(table));
        }
        if let Some((table, column)) = word.strip_prefix("never back: ").and_then(|name| name.split_once('.'))
        {
            return Cow::Owned(self.never_back(table, column));
        }
        let (sqlite, postgres) = match word {
            "int" => ("INTEGER", "BIGINT"),
            "text" => ("TEXT", "TEXT COLLATE \"C\""),
            "bytes" => ("BLOB", "BYTEA"),
            "flag" => ("INTEGER", "BOOLEAN"),
            "id" => ("BLOB", "UUID"),
            "instant" => ("INTEGER", "TIMESTAMPTZ"),
            "date" => ("TEXT", "DATE"),
            "json" => ("TEXT", "JSON"),
            // Rows under a sequence are never deleted, so SQLite's highest plus one is never given again either.
            "sequence" => ("INTEGER PRIMARY KEY", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
            "rows" => ("STRICT", ""),
            "keyed" => ("STRICT, WITHOUT ROWID", ""),
            "for update" => ("", "FOR UPDATE"),
            "skip locked" => ("", "FOR UPDATE SKIP LOCKED"),
            // An unknown word reaches the database as it stands and is refused there as a syntax error.
            unknown => return Cow::Owned(format!("{{{unknown}}}")),
        };
        Cow::Borrowed(if self == Self::Sqlite { sqlite } else { postgres })
    }

    fn append_only(self, table: &str) -> String {
        match self {
            Self::Sqlite => ["UPDATE", "DELETE"]
                .map(|verb| {
                    format!(
                        "CREATE TRIGGER {table}_no_{} BEFORE {verb} ON {table} BEGIN \
                         SELECT RAISE(ABORT, '{table} is append-only'); END;\n",
                        verb.to_lowercase()
                    )
                })
                .concat(),
            Self::Postgres => format!(
                "CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$;\n\
                 CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} \
                 FOR EACH ROW EXECUTE FUNCTION {table}_refuse();\n\
                 CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} \
                 FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse();\n"
            ),
        }
    }

    /// A counter that only grows: a number once given is never given again, not even by a hand in the database.
    fn never_back(self, table: &str, column: &str) -> String {
        match self {
            Self::Sqlite => format!(
                "CREATE TRIGGER {table}_no_way_back BEFORE UPDATE ON {table} WHEN NEW.{column} <= OLD.{column} \
                 BEGIN SELECT RAISE(ABORT, '{table} only grows'); END;\n\
                 CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN \
                 SELECT RAISE(ABORT, '{table} only grows'); END;\n"
            ),
            Self::Postgres => format!(
                "CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION '{table} only grows'; END $$;\n\
                 CREATE TRIGGER {table}_no_way_back BEFORE UPDATE ON {table} FOR EACH ROW \
                 WHEN (NEW.{column} <= OLD.{column}) EXECUTE FUNCTION {table}_refuse();\n\
                 CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} \
                 FOR EACH ROW EXECUTE FUNCTION {table}_refuse();\n"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Dialect;

    #[test]
    fn one_text_serves_both_databases() {
        let sql = "SELECT a FROM t WHERE b = $1 {skip locked}";
        assert_eq!(Dialect::Sqlite.render(sql), "SELECT a FROM t WHERE b = ?1 ");
        assert_eq!(Dialect::Postgres.render(sql), "SELECT a FROM t WHERE b = $1 FOR UPDATE SKIP LOCKED");
    }

    #[test]
    fn an_unknown_word_is_left_for_the_database_to_refuse() {
        assert_eq!(Dialect::Sqlite.render("SELECT {nonsense}"), "SELECT {nonsense}");
    }
}
