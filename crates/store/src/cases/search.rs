//! Finding a case by what people know of it. What the caller may see is part of every statement.

use super::inbox::every_way;
use super::question::Question;
use super::{CaseHead, HEAD, read_heads};
use crate::error::StoreError;
use crate::many::{NEW_ONES, insert_few};
use crate::page::{Page, rows_to_read};
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
/// Cases among which a common name is looked for before all that bear it are sorted, of all or of each way of
/// [`every_way`]: first among few, which mostly hold a page of such.
const NEWEST: [i64; 2] = [1_000, 20_000];
/// Offices of which each one's newest are looked at; who sees more of them sees much of the newest of all.
const NEWEST_OFFICES: usize = 4;
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
    insert_few(tx, "case_parcels (cadastral_number, case_id)", parcels, NEW_ONES)?;
    let identifiers =
        terms.identifiers.iter().map(|(kind, value)| [kind.name().into(), value.into(), case_id.into()]);
    insert_few(tx, "case_identifiers (kind, value, case_id)", identifiers, NEW_ONES)?;
    let tokens = terms.name_tokens.iter().map(|token| [token.into(), case_id.into()]);
    insert_few(tx, "case_name_tokens (token, case_id)", tokens, NEW_ONES)
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
    if many_are_called(tx, &bounds)? {
        for newest in NEWEST {
            if let Some(found) = among_the_newest(tx, newest, &bounds, visibility, after, limit)? {
                return Ok(found);
            }
        }
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

/// Whether many cases have a name of each of these beginnings; to sort all of them would take as long as there are such.
fn many_are_called(tx: &mut Tx<'_>, bounds: &[(String, String)]) -> Result<bool, StoreError> {
    let named = "SELECT count(*) FROM (SELECT 1 FROM case_name_tokens WHERE token >= $1 AND token < $2 LIMIT $3) AS few";
    for (from, to) in bounds {
        let cases: i64 = tx.only(named, params![from, to, FEW_NAMED + 1])?.take()?;
        if cases <= FEW_NAMED {
            return Ok(false);
        }
    }
    Ok(!bounds.is_empty())
}

/// Cases that match, where the `newest` cases that the caller may see hold a whole page of them, or are all that there
/// are; `None` where they do not.
fn among_the_newest(
    tx: &mut Tx<'_>,
    newest: i64,
    bounds: &[(String, String)],
    visibility: &Visibility,
    after: Option<Uuid>,
    limit: u32,
) -> Result<Option<Page<CaseHead, Uuid>>, StoreError> {
    let few = match visibility {
        Visibility::Offices(offices) if offices.len() <= NEWEST_OFFICES => Some(offices.as_slice()),
        _ => None,
    };
    let mut question = Question::new("");
    if let Some(after) = after {
        let id = question.bind(after);
        question.and(&format!("c.id < {id}"));
    }
    let oldest = oldest_of_the_newest(tx, newest, few, after)?;
    if let Some(oldest) = oldest {
        let id = question.bind(oldest);
        question.and(&format!("c.id > {id}"));
    }
    for (from, to) in bounds {
        let (from, to) = (question.bind(from), question.bind(to));
        // A count, because an EXISTS may be turned round to begin with the names.
        question.and(&format!(
            "(SELECT count(*) FROM case_name_tokens t \
             WHERE t.case_id = c.id AND t.token >= {from} AND t.token < {to}) > 0"
        ));
    }
    let (order, rows) = ("c.id DESC", rows_to_read(limit));
    let rows = match few {
        Some(offices) => {
            let ways = question.ways_apart(offices)?;
            question.walk_each(tx, &ways, order, rows)?
        }
        None => {
            question.visible(visibility)?;
            question.run(tx, HEAD, &format!("ORDER BY {order}"), rows)?
        }
    };
    let found = Page::of(read_heads(rows)?, limit, |head| head.id);
    Ok((oldest.is_none() || found.next.is_some()).then_some(found))
}

/// The case that ends the newest before `after`: of all cases, or of those of each way; `None` where there are no older.
fn oldest_of_the_newest(
    tx: &mut Tx<'_>,
    newest: i64,
    offices: Option<&[String]>,
    after: Option<Uuid>,
) -> Result<Option<Uuid>, StoreError> {
    let after = after.unwrap_or(Uuid::max());
    let mut last = |condition: &str, values: &[Value<'_>]| -> Result<Option<Uuid>, StoreError> {
        let sql = format!(
            "SELECT c.id FROM cases c WHERE c.id < $1{condition} ORDER BY c.id DESC LIMIT 1 OFFSET $2"
        );
        tx.first(&sql, values)?.map(|mut row| row.take()).transpose()
    };
    let Some(offices) = offices else { return last("", params![after, newest]) };
    let mut oldest = None;
    for (role, office) in every_way(offices) {
        oldest = oldest.max(last(&format!(" AND {} = $3", role.column()), params![after, newest, office])?);
    }
    Ok(oldest)
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
/// [`StoreError::Unstorable`] when more than [`crate::FILTER_LIMIT`] services are named.
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
