//! One SQL text for two databases: the words in which they differ are written in braces.
//!
//! | word | SQLite | PostgreSQL |
//! |---|---|---|
//! | `$1` | `?1` | `$1` |
//! | `{int}` `{text}` `{bytes}` `{flag}` | INTEGER TEXT BLOB INTEGER | BIGINT TEXT COLLATE "C" BYTEA BOOLEAN |
//! | `{id}` `{instant}` `{date}` `{json}` | BLOB INTEGER TEXT TEXT | UUID TIMESTAMPTZ DATE JSON |
//! | `{sequence}` | INTEGER PRIMARY KEY | BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY |
//! | `{rows}` `{keyed}` (end of a table) | STRICT; STRICT, WITHOUT ROWID | nothing |
//! | `{append only: t}` `{never back: t.c}` `{counted: …}` | triggers | triggers |
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
        if let Some(counted) = word.strip_prefix("counted: ").and_then(Counted::read) {
            return Cow::Owned(counted.triggers(self));
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

/// Rows of a table that are counted in another while a condition holds: `counts.number, table where column = value,
/// by column …`.
struct Counted<'w> {
    counts: &'w str,
    number: &'w str,
    table: &'w str,
    condition: &'w str,
    columns: Vec<&'w str>,
}

impl<'w> Counted<'w> {
    fn read(word: &'w str) -> Option<Self> {
        let (counts, rest) = word.split_once(", ")?;
        let (counts, number) = counts.split_once('.')?;
        let (table, rest) = rest.split_once(" where ")?;
        let (condition, columns) = rest.split_once(", by ")?;
        Some(Self { counts, number, table, condition, columns: columns.split(' ').collect() })
    }

    /// A row that comes to be counted adds one, a row that is no longer adds minus one; one that is counted where it
    /// was adds nothing.
    fn triggers(&self, dialect: Dialect) -> String {
        let Self { counts, number, table, condition, columns } = self;
        let of =
            |row: &str| columns.iter().map(|column| format!("{row}.{column}")).collect::<Vec<_>>().join(", ");
        let counted = condition.split(' ').next().unwrap_or(condition);
        let add = |row: &str, by: i8| {
            let (into, values) = (columns.join(", "), of(row));
            format!("INSERT INTO {counts} ({into}, {number}) SELECT {values}, {by} WHERE {row}.{condition};")
        };
        let (added, taken) = (add("NEW", 1), add("OLD", -1));
        let unlike = |row: &str| format!("({}, {row}.{counted})", of(row));
        let (old, new) = (unlike("OLD"), unlike("NEW"));
        match dialect {
            Dialect::Sqlite => format!(
                "CREATE TRIGGER {counts}_insert AFTER INSERT ON {table} BEGIN {added} END;\n\
                 CREATE TRIGGER {counts}_update AFTER UPDATE ON {table} WHEN {old} IS NOT {new} \
                 BEGIN {taken} {added} END;\n\
                 CREATE TRIGGER {counts}_delete AFTER DELETE ON {table} BEGIN {taken} END;\n"
            ),
            Dialect::Postgres => format!(
                "CREATE FUNCTION {counts}_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 IF TG_OP = 'UPDATE' AND {old} IS NOT DISTINCT FROM {new} THEN RETURN NULL; END IF; \
                 IF TG_OP <> 'INSERT' THEN {taken} END IF; \
                 IF TG_OP <> 'DELETE' THEN {added} END IF; \
                 RETURN NULL; END $$;\n\
                 CREATE TRIGGER {counts}_follow AFTER INSERT OR UPDATE OR DELETE ON {table} \
                 FOR EACH ROW EXECUTE FUNCTION {counts}_follow();\n"
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
