//! Open cases counted without reading them, from rows that triggers keep beside the cases.

use jiff::Timestamp;

use super::question::Question;
use crate::error::StoreError;
use crate::tx::Tx;
use crate::value::{Value, params};

/// Groups that a count may have: offices × states × 2, or offices × services × bounds, with room.
const COUNT_LIMIT: i64 = 50_000;
/// Groups whose rows one call of [`gather_counts`] puts together.
const GATHERED_MOST: i64 = 500;

/// How many open cases of an office are in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The executing office.
    pub office: String,
    /// The state.
    pub state: String,
    /// Late or not.
    pub late: bool,
    /// Number of cases.
    pub cases: i64,
}

/// Open cases counted by executing office, state and lateness, for `offices` or for all.
///
/// # Errors
/// [`StoreError::Unstorable`] when more than [`crate::FILTER_LIMIT`] offices are named.
pub fn counts(tx: &mut Tx<'_>, offices: Option<&[String]>) -> Result<Vec<Count>, StoreError> {
    let mut question = Question::of("case_counts c");
    if let Some(offices) = offices {
        question.one_of("c.executing_office", offices.iter().map(Value::from))?;
    }
    let rows = question.run(
        tx,
        "c.executing_office, c.state, c.late, CAST(sum(c.cases) AS BIGINT)",
        "GROUP BY 1, 2, 3 HAVING sum(c.cases) <> 0 ORDER BY 1, 2, 3",
        COUNT_LIMIT,
    )?;
    rows.into_iter()
        .map(|mut row| {
            Ok(Count { office: row.take()?, state: row.take()?, late: row.take()?, cases: row.take()? })
        })
        .collect()
}

/// How many open cases of an office and a service end between two bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// The executing office.
    pub office: String,
    /// The service.
    pub service: i64,
    /// Place of the first bound that is not before the end.
    pub bound: usize,
    /// Number of cases.
    pub cases: i64,
}

/// Open cases in one of `states` whose clock ends not after the last of `bounds`, counted by executing office, service
/// and bound, for `offices` or for all. The bounds ascend.
///
/// # Errors
/// [`StoreError::Unstorable`] when more than [`crate::FILTER_LIMIT`] offices, states or bounds are named.
pub fn ahead(
    tx: &mut Tx<'_>,
    offices: Option<&[String]>,
    states: &[&str],
    bounds: &[Timestamp],
) -> Result<Vec<Ahead>, StoreError> {
    let Some(last) = bounds.last() else { return Ok(Vec::new()) };
    let mut question = Question::of("case_counts c");
    if let Some(offices) = offices {
        question.one_of("c.executing_office", offices.iter().map(Value::from))?;
    }
    question.one_of("c.state", states.iter().copied().map(Value::from))?;
    let last = question.bind(*last);
    question.and(&format!("c.due_order <= {last}"));
    let mut bound = String::new();
    for (place, at) in bounds.iter().enumerate() {
        let at = question.bind(*at);
        bound.push_str(&format!("WHEN c.due_order <= {at} THEN {place} "));
    }
    let rows = question.run(
        tx,
        &format!(
            "c.executing_office, c.service, CAST(CASE {bound}END AS BIGINT), CAST(sum(c.cases) AS BIGINT)"
        ),
        "GROUP BY 1, 2, 3 HAVING sum(c.cases) <> 0 ORDER BY 1, 2, 3",
        COUNT_LIMIT,
    )?;
    rows.into_iter()
        .map(|mut row| {
            Ok(Ahead {
                office: row.take()?,
                service: row.take()?,
                bound: usize::try_from(row.take::<i64>()?).unwrap_or(bounds.len()),
                cases: row.take()?,
            })
        })
        .collect()
}

/// Puts the rows together that count the same group, those of some hundred groups at most; returns of how many. What is
/// counted does not change by it, only how long counting takes. Several may do so at once.
///
/// # Errors
/// When the database fails.
pub fn gather_counts(tx: &mut Tx<'_>) -> Result<usize, StoreError> {
    let groups = tx.query(
        "SELECT executing_office, due_order, service, state, late FROM case_counts
         GROUP BY executing_office, due_order, service, state, late HAVING count(*) > 1 OR sum(cases) = 0
         ORDER BY executing_office, due_order, service, state, late LIMIT $1",
        params![GATHERED_MOST],
    )?;
    let found = groups.len();
    for mut group in groups {
        let (office, due): (String, Timestamp) = (group.take()?, group.take()?);
        let (service, state, late): (i64, String, bool) = (group.take()?, group.take()?, group.take()?);
        // Of those rows only that are taken away here: others may have been added since the group was found.
        let taken = tx.query(
            "DELETE FROM case_counts
             WHERE executing_office = $1 AND due_order = $2 AND service = $3 AND state = $4 AND late = $5
             RETURNING cases",
            params![&office, due, service, &state, late],
        )?;
        let cases = taken.into_iter().map(|mut row| row.take::<i64>()).sum::<Result<i64, _>>()?;
        if cases != 0 {
            tx.execute_later(
                "INSERT INTO case_counts (executing_office, due_order, service, state, late, cases)
                 VALUES ($1, $2, $3, $4, $5, $6)",
                params![&office, due, service, &state, late, cases],
            )?;
        }
    }
    Ok(found)
}
