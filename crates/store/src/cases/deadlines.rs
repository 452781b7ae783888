//! How many open cases come to the end of their term, and when.

use super::search::Question;
use crate::error::StoreError;
use crate::tx::Tx;
use crate::value::Value;
use jiff::Timestamp;

/// How many open cases of a service an office has whose terms end early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineCount {
    /// The executing office.
    pub office: String,
    /// Number of the service.
    pub service: i64,
    /// For each bound that was asked for: cases whose term ends before it.
    pub before: Vec<i64>,
}

/// Groups that the answer may have: the offices of a filter × services, with room.
const GROUP_LIMIT: i64 = 50_000;

/// Open cases in one of `states` whose term ends before one of `bounds`, counted by executing office and service, for
/// `offices` or for all. What ends later, or not at all, is not read: the cost follows what is counted.
///
/// # Errors
/// [`StoreError::Unstorable`] when a filter has more than [`crate::FILTER_LIMIT`] values.
pub fn deadlines(
    tx: &mut Tx<'_>,
    offices: Option<&[String]>,
    states: &[&str],
    bounds: &[Timestamp],
) -> Result<Vec<DeadlineCount>, StoreError> {
    let Some(last) = bounds.iter().max() else { return Ok(Vec::new()) };
    let mut question = Question::new("c.closed = FALSE");
    if let Some(offices) = offices {
        question.one_of("c.executing_office", offices.iter().map(Value::from))?;
    }
    question.one_of("c.state", states.iter().map(|state| Value::from(*state)))?;
    let last = question.bind(*last);
    question.and(&format!("c.due_order < {last}"));
    let counts: String = bounds
        .iter()
        .map(|bound| format!(", sum(CASE WHEN c.due_order < {} THEN 1 ELSE 0 END)", question.bind(*bound)))
        .collect();
    let rows = question.run(
        tx,
        &format!("c.executing_office, c.service{counts}"),
        "GROUP BY c.executing_office, c.service ORDER BY c.executing_office, c.service",
        GROUP_LIMIT,
    )?;
    rows.into_iter()
        .map(|mut row| {
            let (office, service) = (row.take()?, row.take()?);
            let before = bounds.iter().map(|_| row.take()).collect::<Result<_, _>>()?;
            Ok(DeadlineCount { office, service, before })
        })
        .collect()
}
