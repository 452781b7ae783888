//! Suspensions of a term, checked and put in order.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::TermError;

/// A time in which the clock stands: the days `from` and `to` and all between them are not counted.
///
/// A suspension may begin on the day on which the one before it ended (resumed and stopped again on one day).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    /// The day on which the clock stopped.
    pub from: Date,
    /// The day on which it resumed, counting from the day after; `None` while it stands.
    pub to: Option<Date>,
}

/// A suspension with its place in the caller's list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    pub index: usize,
    pub suspension: Suspension,
}

/// In order of time; none before the day of lodging, none overlapping.
pub(crate) fn in_order(suspensions: &[Suspension], lodged_on: Date) -> Result<Vec<Placed>, TermError> {
    let mut placed: Vec<Placed> = suspensions
        .iter()
        .enumerate()
        .map(|(index, suspension)| Placed { index, suspension: *suspension })
        .collect();
    for Placed { index, suspension: Suspension { from, to } } in placed.iter().copied() {
        if from < lodged_on {
            return Err(TermError::SuspensionBeforeLodging { index, from, lodged_on });
        }
        if let Some(to) = to.filter(|to| *to < from) {
            return Err(TermError::SuspensionEndsBeforeItBegins { index, from, to });
        }
    }
    placed.sort_by_key(|Placed { suspension, .. }| (suspension.from, suspension.to.unwrap_or(Date::MAX)));
    for pair in placed.windows(2) {
        let [earlier, later] = pair else { continue };
        if earlier.suspension.to.is_none_or(|to| later.suspension.from < to) {
            return Err(TermError::SuspensionsOverlap { index: later.index, other: earlier.index });
        }
    }
    Ok(placed)
}
