//! Open cases in the order of their terms.

use super::question::Question;
use super::search::Visibility;
use super::{CaseHead, HEAD, NO_TERM, read_heads};
use crate::error::StoreError;
use crate::page::{FILTER_LIMIT, Page, rows_to_read};
use crate::tx::Tx;
use crate::value::Value;
use jiff::Timestamp;
use uuid::Uuid;

/// What an office is to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeRole {
    /// It took the papers in.
    Lodging,
    /// It decides.
    Executing,
    /// It holds the paper file.
    Holder,
}

impl OfficeRole {
    /// Every role.
    pub(super) const ALL: [Self; 3] = [Self::Lodging, Self::Executing, Self::Holder];

    pub(super) fn column(self) -> &'static str {
        match self {
            Self::Lodging => "c.lodging_office",
            Self::Executing => "c.executing_office",
            Self::Holder => "c.holder_office",
        }
    }
}

/// Which open cases to list; an empty field asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InboxFilter {
    /// Cases to which one of these offices is this.
    pub offices: Option<(OfficeRole, Vec<String>)>,
    /// Cases that one of these accounts works on; all when empty.
    pub assignees: Vec<Uuid>,
    /// Cases in one of these states; all when empty.
    pub states: Vec<String>,
    /// Cases of this service.
    pub service: Option<i64>,
    /// Cases that are late, or are not.
    pub late: Option<bool>,
    /// Cases whose clock ends after the first instant and not after the second.
    pub ends: Option<(Timestamp, Timestamp)>,
    /// Cases that wait at an office in one of these ways; those of every office when empty.
    pub waiting: Vec<Waiting>,
}

impl InboxFilter {
    /// Whether it asks only for cases of offices that the caller sees: who sees an office's cases sees all of them.
    fn asks_for_some_of(&self, visibility: &Visibility) -> bool {
        match (visibility, &self.offices) {
            (Visibility::All, _) => true,
            (Visibility::Offices(_), None) => false,
            (Visibility::Offices(seen), Some((_, named))) => named.iter().all(|one| seen.contains(one)),
        }
    }
}

/// The ways along which what the caller sees is walked; none where the order of all, or of the offices or accounts that
/// the filter names, is the shorter walk.
fn ways_to_walk<'o>(
    tx: &mut Tx<'_>,
    filter: &InboxFilter,
    visibility: &'o Visibility,
) -> Result<Option<Vec<(OfficeRole, &'o str)>>, StoreError> {
    let Visibility::Offices(offices) = visibility else { return Ok(None) };
    // Somebody's own cases are few and have an index of their own.
    if !filter.assignees.is_empty() || filter.asks_for_some_of(visibility) || offices.len() > FILTER_LIMIT {
        return Ok(None);
    }
    let ways = ways_in_use(tx, offices, filter.service)?;
    Ok((ways.len() <= WALKED_WAYS).then_some(ways))
}

/// Everything that offices may be to cases.
pub(super) fn every_way(offices: &[String]) -> Vec<(OfficeRole, &str)> {
    let ways = OfficeRole::ALL.into_iter();
    ways.flat_map(|role| offices.iter().map(move |office| (role, office.as_str()))).collect()
}

/// What offices are to cases, or to those of a service, that are open: of a country's offices most are nothing to any. Few
/// offices are not asked.
fn ways_in_use<'o>(
    tx: &mut Tx<'_>,
    offices: &'o [String],
    service: Option<i64>,
) -> Result<Vec<(OfficeRole, &'o str)>, StoreError> {
    if offices.len() * OfficeRole::ALL.len() <= WALKED_WAYS {
        return Ok(every_way(offices));
    }
    tx.keep_to_indexes()?;
    let places: Vec<_> = (1..=offices.len()).map(|place| format!("({place}, ${place})")).collect();
    let mut values: Vec<_> = offices.iter().map(Value::from).collect();
    let mut open = "c.closed = FALSE".to_owned();
    if let Some(service) = service {
        values.push(service.into());
        open.push_str(&format!(" AND c.service = ${}", values.len()));
    }
    let used = OfficeRole::ALL
        .map(|role| format!("EXISTS (SELECT 1 FROM cases c WHERE {open} AND {} = g.column2)", role.column()));
    let rows = tx.query(
        &format!(
            "SELECT CAST(g.column1 AS BIGINT), {} FROM (VALUES {}) AS g",
            used.join(", "),
            places.join(", ")
        ),
        &values,
    )?;
    let mut ways = Vec::new();
    for mut row in rows {
        let place = usize::try_from(row.take::<i64>()?).map_err(StoreError::internal)?;
        for role in OfficeRole::ALL {
            if row.take::<bool>()?
                && let Some(office) = offices.get(place - 1)
            {
                ways.push((role, office.as_str()));
            }
        }
    }
    Ok(ways)
}

/// Cases to which an office is something, and which stand in one of some states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What the office is to the case.
    pub role: OfficeRole,
    /// The office.
    pub office: String,
    /// The states.
    pub states: Vec<String>,
}

/// The place after a case in the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InboxCursor {
    /// Its term, or the end of time.
    pub due_order: Timestamp,
    /// Its identifier.
    pub id: Uuid,
}

const ORDER: &str = "c.due_order, c.id";
/// Ways in which offices have to do with cases that are walked one by one. Who sees more of them sees so much of the
/// common order that walking along that is shorter.
const WALKED_WAYS: usize = 48;

/// Open cases, those whose term ends first at the top, those without a term last.
///
/// # Errors
/// [`StoreError::Unstorable`] when a list of the filter is beyond [`crate::FILTER_LIMIT`].
pub fn inbox(
    tx: &mut Tx<'_>,
    filter: &InboxFilter,
    visibility: &Visibility,
    after: Option<InboxCursor>,
    limit: u32,
) -> Result<Page<CaseHead, InboxCursor>, StoreError> {
    let mut question = Question::new("c.closed = FALSE");
    if let Some((role, offices)) = &filter.offices {
        question.one_of(role.column(), offices.iter().map(Value::from))?;
    }
    if !filter.assignees.is_empty() {
        question.one_of("c.assignee", filter.assignees.iter().copied().map(Value::from))?;
    }
    if !filter.states.is_empty() {
        question.one_of("c.state", filter.states.iter().map(Value::from))?;
    }
    if let Some(service) = filter.service {
        question.equals("c.service", service);
    }
    if let Some(late) = filter.late {
        question.equals("c.late", late);
    }
    if let Some((after, through)) = filter.ends {
        let (after, through) = (question.bind(after), question.bind(through));
        question.and(&format!("c.due_order > {after} AND c.due_order <= {through}"));
    }
    if let Some(after) = after {
        let (due, id) = (question.bind(after.due_order), question.bind(after.id));
        question.and(&format!("(c.due_order, c.id) > ({due}, {id})"));
    }
    // Whoever sees an office's cases sees all of them, whatever the office is to each.
    let seen = |way: &&Waiting| match visibility {
        Visibility::All => true,
        Visibility::Offices(offices) => offices.contains(&way.office),
    };
    let ways: Vec<_> = filter.waiting.iter().filter(seen).collect();
    if ways.is_empty() && !filter.waiting.is_empty() {
        return Ok(Page::of(Vec::new(), limit, place));
    }
    let mut waits = Vec::with_capacity(ways.len());
    for Waiting { role, office, states } in ways {
        let (column, office) = (role.column(), question.bind(office));
        let state = question.within("c.state", states.iter().map(Value::from))?;
        waits.push(format!("{column} = {office} AND {state}"));
    }
    let rows = rows_to_read(limit);
    let found = if !waits.is_empty() && filter.assignees.is_empty() {
        // Each way of waiting is a walk along the index of its office.
        question.walk_each(tx, &waits, ORDER, rows)?
    } else if let Some(ways) = ways_to_walk(tx, filter, visibility)? {
        question.walk(tx, &ways, ORDER, rows)?
    } else {
        if !waits.is_empty() {
            question.and(&format!("({})", waits.join(" OR ")));
        } else if !filter.asks_for_some_of(visibility) {
            question.visible(visibility)?;
        }
        question.run(tx, HEAD, &format!("ORDER BY {ORDER}"), rows)?
    };
    Ok(Page::of(read_heads(found)?, limit, place))
}

fn place(head: &CaseHead) -> InboxCursor {
    InboxCursor { due_order: head.due_at.unwrap_or(NO_TERM), id: head.id }
}
