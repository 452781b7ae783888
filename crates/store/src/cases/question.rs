//! A question over cases, put together from what is asked.

use super::HEAD;
use super::inbox::OfficeRole;
use super::search::Visibility;
use crate::error::StoreError;
use crate::page::FILTER_LIMIT;
use crate::row::Row;
use crate::tx::Tx;
use crate::value::Value;

/// A SELECT that is put together from conditions; values are always bound, never spelled.
pub(super) struct Question<'a> {
    /// Where from, with its short name.
    from: &'static str,
    conditions: Vec<String>,
    values: Vec<Value<'a>>,
}

impl<'a> Question<'a> {
    /// Over the cases, as `c`; `condition` may be empty.
    pub(super) fn new(condition: &str) -> Self {
        let conditions = if condition.is_empty() { Vec::new() } else { vec![condition.to_owned()] };
        Self { conditions, ..Self::of("cases c") }
    }

    /// Over a table, with its short name.
    pub(super) fn of(from: &'static str) -> Self {
        Self { from, conditions: Vec::new(), values: Vec::new() }
    }

    /// Binds a value and returns its placeholder.
    pub(super) fn bind(&mut self, value: impl Into<Value<'a>>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    pub(super) fn and(&mut self, condition: &str) {
        self.conditions.push(condition.to_owned());
    }

    pub(super) fn equals(&mut self, column: &str, value: impl Into<Value<'a>>) {
        let placeholder = self.bind(value);
        self.and(&format!("{column} = {placeholder}"));
    }

    pub(super) fn among(&mut self, select: &str) {
        self.and(&format!("c.id IN ({select})"));
    }

    pub(super) fn one_of(
        &mut self,
        column: &str,
        values: impl ExactSizeIterator<Item = Value<'a>>,
    ) -> Result<(), StoreError> {
        let within = self.within(column, values)?;
        self.and(&within);
        Ok(())
    }

    /// The condition that a column has one of some values.
    pub(super) fn within(
        &mut self,
        column: &str,
        values: impl ExactSizeIterator<Item = Value<'a>>,
    ) -> Result<String, StoreError> {
        Ok(membership(column, &self.bind_all(values)?))
    }

    pub(super) fn visible(&mut self, visibility: &'a Visibility) -> Result<(), StoreError> {
        let Visibility::Offices(offices) = visibility else { return Ok(()) };
        let list = self.bind_all(offices.iter().map(Value::from))?;
        self.and(&format!("({})", OfficeRole::ALL.map(|role| membership(role.column(), &list)).join(" OR ")));
        Ok(())
    }

    /// What some offices may be to cases, each case in one of the ways alone: none is looked at twice.
    pub(super) fn ways_apart(&mut self, offices: &'a [String]) -> Result<Vec<String>, StoreError> {
        let list = self.bind_all(offices.iter().map(Value::from))?;
        let mut earlier = String::new();
        let mut ways = Vec::with_capacity(OfficeRole::ALL.len() * offices.len());
        for role in OfficeRole::ALL {
            ways.extend(list.iter().map(|office| format!("{} = {office}{earlier}", role.column())));
            earlier.push_str(&format!(" AND {} NOT IN ({})", role.column(), list.join(", ")));
        }
        Ok(ways)
    }

    fn bind_all(
        &mut self,
        values: impl ExactSizeIterator<Item = Value<'a>>,
    ) -> Result<Vec<String>, StoreError> {
        if values.len() > FILTER_LIMIT {
            let reason = format!("it names {} values, at most {FILTER_LIMIT} are allowed", values.len());
            return Err(StoreError::Unstorable { what: "filter", reason });
        }
        Ok(values.map(|value| self.bind(value)).collect())
    }

    /// Rows in `order` to which an office is something in one of these ways, found by a walk along each way's index, in
    /// the order asked for: an office with few cases does not pay for those of the others.
    pub(super) fn walk(
        mut self,
        tx: &mut Tx<'_>,
        ways: &[(OfficeRole, &'a str)],
        order: &str,
        rows: i64,
    ) -> Result<Vec<Row>, StoreError> {
        let ways: Vec<_> =
            ways.iter().map(|(role, office)| format!("{} = {}", role.column(), self.bind(*office))).collect();
        self.walk_each(tx, &ways, order, rows)
    }

    /// Rows in `order` for which one of `ways` holds besides the conditions, each found by a walk of its own.
    pub(super) fn walk_each(
        mut self,
        tx: &mut Tx<'_>,
        ways: &[String],
        order: &str,
        rows: i64,
    ) -> Result<Vec<Row>, StoreError> {
        if ways.is_empty() {
            return Ok(Vec::new());
        }
        let limit = self.bind(rows);
        let walks: Vec<_> = ways
            .iter()
            .enumerate()
            .map(|(nth, ours)| {
                let conditions = self.conditions.join(" AND ");
                format!(
                    "SELECT id FROM (SELECT c.id FROM cases c WHERE {conditions} AND {ours} \
                     ORDER BY {order} LIMIT {limit}) AS walk{nth}"
                )
            })
            .collect();
        let sql = format!(
            "SELECT {HEAD} FROM cases c WHERE c.id IN ({}) ORDER BY {order} LIMIT {limit}",
            walks.join(" UNION ")
        );
        tx.query(&sql, &self.values)
    }

    pub(super) fn run(
        mut self,
        tx: &mut Tx<'_>,
        columns: &str,
        tail: &str,
        rows: i64,
    ) -> Result<Vec<Row>, StoreError> {
        let limit = self.bind(rows);
        let conditions =
            if self.conditions.is_empty() { "TRUE".to_owned() } else { self.conditions.join(" AND ") };
        tx.query(
            &format!("SELECT {columns} FROM {} WHERE {conditions} {tail} LIMIT {limit}", self.from),
            &self.values,
        )
    }
}

/// One value is written as an equation, which the planners turn into an ordered walk along an index.
fn membership(column: &str, placeholders: &[String]) -> String {
    match placeholders {
        [] => "FALSE".to_owned(),
        [one] => format!("{column} = {one}"),
        several => format!("{column} IN ({})", several.join(", ")),
    }
}
