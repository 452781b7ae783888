//! What ends soon, counted without reading the cases.

use jiff::Timestamp;

use super::inbox::COUNT_LIMIT;
use super::search::Question;
use crate::error::StoreError;
use crate::tx::Tx;
use crate::value::Value;

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
    let mut question = Question::new("c.closed = FALSE");
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
        &format!("c.executing_office, c.service, CAST(CASE {bound}END AS BIGINT), count(*)"),
        "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
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
