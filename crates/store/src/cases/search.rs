//! Finding a case by what people know of it. What the caller may see is part of every statement.

use super::inbox::OfficeRole;
use super::{CaseHead, HEAD, read_heads};
use crate::error::StoreError;
use crate::many::insert_new;
use crate::page::{FILTER_LIMIT, Page, rows_to_read};
use crate::row::Row;
use crate::tx::Tx;
use crate::value::{Value, params};
use uuid::Uuid;

/// Which cases a caller may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Visibility {
    /// Every case.
    All,
    /// Cases that one of these offices lodged, decides or holds. No office sees nothing.
    Offices(Vec<String>),
}

/// State identifiers of persons and entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentifierKind {
    /// Individual identification number.
    Iin,
    /// Business identification number.
    Bin,
}

impl IdentifierKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Iin => "iin",
            Self::Bin => "bin",
        }
    }

    pub(crate) fn from_name(name: &str) -> Result<Self, StoreError> {
        [Self::Iin, Self::Bin].into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
            StoreError::Damaged { reason: format!("an identifier is of the unknown kind {name}") }
        })
    }
}

/// Characters that each word of a name must have at least in a search.
pub const MIN_NAME_PREFIX: usize = 2;
/// Words of a name that a search looks at.
pub const NAME_TOKEN_LIMIT: usize = 6;
/// Cases in which a beginning of a name is common: so many are sorted in a moment.
const FEW_NAMED: i64 = 2_000;
/// Cases among which a common name is looked for first.
const NEWEST: i64 = 5_000;
/// Sorts after every text that starts with the same characters.
const LAST_CHARACTER: char = '\u{10FFFF}';

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// The receipt number, whole.
    Number(String),
    /// IIN or BIN, whole.
    Identifier(IdentifierKind, String),
    /// The cadastral number, whole.
    Parcel(String),
    /// Beginnings of the words of a name, folded like those of [`SearchTerms::name_tokens`]; all must match.
    Name(Vec<String>),
}

/// By what a case can be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchTerms {
    /// Cadastral numbers.
    pub parcels: Vec<String>,
    /// IIN and BIN of those concerned.
    pub identifiers: Vec<(IdentifierKind, String)>,
    /// Words of names, folded by the caller.
    pub name_tokens: Vec<String>,
}

/// Makes a case findable by these terms, in place of earlier ones.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such case.
pub fn reindex(tx: &mut Tx<'_>, case_id: Uuid, terms: &SearchTerms) -> Result<(), StoreError> {
    for table in ["case_parcels", "case_identifiers", "case_name_tokens"] {
        tx.execute(&format!("DELETE FROM {table} WHERE case_id = $1"), params![case_id])?;
    }
    index(tx, case_id, terms)
}

/// Makes a case that cannot be found yet findable by these terms.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such case.
pub fn index(tx: &mut Tx<'_>, case_id: Uuid, terms: &SearchTerms) -> Result<(), StoreError> {
    let parcels = terms.parcels.iter().map(|parcel| [parcel.into(), case_id.into()]);
    insert_new(tx, "case_parcels (cadastral_number, case_id)", parcels)?;
    let identifiers =
        terms.identifiers.iter().map(|(kind, value)| [kind.name().into(), value.into(), case_id.into()]);
    insert_new(tx, "case_identifiers (kind, value, case_id)", identifiers)?;
    let tokens = terms.name_tokens.iter().map(|token| [token.into(), case_id.into()]);
    insert_new(tx, "case_name_tokens (token, case_id)", tokens)
}

/// Cases that match, the newest first. `after` is the identifier of the last case of the page before.
///
/// # Errors
/// [`StoreError::Unstorable`] for a name without a word of [`MIN_NAME_PREFIX`] characters or with more than
/// [`NAME_TOKEN_LIMIT`] words.
pub fn search(
    tx: &mut Tx<'_>,
    sought: &Sought,
    visibility: &Visibility,
    after: Option<Uuid>,
    limit: u32,
) -> Result<Page<CaseHead, Uuid>, StoreError> {
    // A name's upper bounds must outlive the question that borrows them.
    let bounds = name_bounds(sought)?;
    if let Some(found) = among_the_newest(tx, &bounds, visibility, after, limit)? {
        return Ok(found);
    }
    let mut question = Question::new("");
    match sought {
        Sought::Number(number) => question.equals("c.number", number),
        Sought::Identifier(kind, value) => {
            let (kind, value) = (question.bind(kind.name()), question.bind(value));
            question.among(&format!(
                "SELECT case_id FROM case_identifiers WHERE kind = {kind} AND value = {value}"
            ));
        }
        Sought::Parcel(number) => {
            let number = question.bind(number);
            question.among(&format!("SELECT case_id FROM case_parcels WHERE cadastral_number = {number}"));
        }
        Sought::Name(_) => {
            for (from, to) in &bounds {
                let (from, to) = (question.bind(from), question.bind(to));
                question.among(&format!(
                    "SELECT case_id FROM case_name_tokens WHERE token >= {from} AND token < {to}"
                ));
            }
        }
    }
    question.visible(visibility)?;
    if let Some(after) = after {
        let id = question.bind(after);
        question.and(&format!("c.id < {id}"));
    }
    let rows = question.run(tx, HEAD, "ORDER BY c.id DESC", rows_to_read(limit))?;
    Ok(Page::of(read_heads(rows)?, limit, |head| head.id))
}

/// Cases of names that many have, where the newest cases hold a whole page of them; `None` where they do not, or where
/// few have such a name. To sort all whose name begins with two common letters would take as long as there are such.
fn among_the_newest(
    tx: &mut Tx<'_>,
    bounds: &[(String, String)],
    visibility: &Visibility,
    after: Option<Uuid>,
    limit: u32,
) -> Result<Option<Page<CaseHead, Uuid>>, StoreError> {
    let named = "SELECT count(*) FROM (SELECT 1 FROM case_name_tokens WHERE token >= $1 AND token < $2 LIMIT $3) AS few";
    for (from, to) in bounds {
        let cases: i64 = tx.only(named, params![from, to, FEW_NAMED + 1])?.take()?;
        if cases <= FEW_NAMED {
            return Ok(None);
        }
    }
    if bounds.is_empty() {
        return Ok(None);
    }
    let mut question = Question::new("");
    if let Some(after) = after {
        let id = question.bind(after);
        question.and(&format!("c.id < {id}"));
    }
    let newest = "SELECT id FROM cases WHERE id < $1 ORDER BY id DESC LIMIT 1 OFFSET $2";
    let Some(mut row) = tx.first(newest, params![after.unwrap_or(Uuid::max()), NEWEST])? else {
        return Ok(None);
    };
    let oldest = question.bind(row.take::<Uuid>()?);
    question.and(&format!("c.id > {oldest}"));
    question.visible(visibility)?;
    for (from, to) in bounds {
        let (from, to) = (question.bind(from), question.bind(to));
        // A count, because an EXISTS may be turned round to begin with the names.
        question.and(&format!(
            "(SELECT count(*) FROM case_name_tokens t \
             WHERE t.case_id = c.id AND t.token >= {from} AND t.token < {to}) > 0"
        ));
    }
    let rows = question.run(tx, HEAD, "ORDER BY c.id DESC", rows_to_read(limit))?;
    let found = Page::of(read_heads(rows)?, limit, |head| head.id);
    Ok(found.next.is_some().then_some(found))
}

fn name_bounds(sought: &Sought) -> Result<Vec<(String, String)>, StoreError> {
    let Sought::Name(prefixes) = sought else { return Ok(Vec::new()) };
    let refuse = |reason| Err(StoreError::Unstorable { what: "name", reason });
    if prefixes.is_empty() || prefixes.len() > NAME_TOKEN_LIMIT {
        return refuse(format!("it has {} words, from 1 to {NAME_TOKEN_LIMIT} are allowed", prefixes.len()));
    }
    if prefixes.iter().all(|prefix| prefix.chars().count() < MIN_NAME_PREFIX) {
        return refuse(format!("one word needs at least {MIN_NAME_PREFIX} characters"));
    }
    Ok(prefixes.iter().map(|prefix| (prefix.clone(), format!("{prefix}{LAST_CHARACTER}"))).collect())
}

/// Open cases of the given services on a parcel, the oldest first. Not limited by visibility: it serves rules, not
/// pages.
///
/// # Errors
/// [`StoreError::Unstorable`] when more than [`FILTER_LIMIT`] services are named.
pub fn open_on_parcel(
    tx: &mut Tx<'_>,
    cadastral_number: &str,
    services: &[i64],
) -> Result<Vec<CaseHead>, StoreError> {
    let mut question = Question::new("c.closed = FALSE");
    let number = question.bind(cadastral_number);
    question.among(&format!("SELECT case_id FROM case_parcels WHERE cadastral_number = {number}"));
    question.one_of("c.service", services.iter().copied().map(Value::from))?;
    let rows = question.run(tx, HEAD, "ORDER BY c.id", i64::from(crate::PAGE_LIMIT))?;
    read_heads(rows)
}

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

    fn among(&mut self, select: &str) {
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
