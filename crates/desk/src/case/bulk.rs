//! One step for many cases: what it would make of each, and taking it case by case. Each case is judged, and written, for
//! itself: what stands in the way of one keeps no other back.

use std::collections::BTreeSet;

use cases::{CaseId, Command, CommandKind};
use rulebook::model::Cite;
use store::cases as rows;

use super::act::resolved;
use super::lists::summary;
use super::texts;
use crate::access::{Around, permissions_for};
use crate::view::{Acted, CaseSummary, IdempotencyKey};
use crate::{Desk, DeskError, FieldError, Permission, Session, journal, permission_for};

/// Cases that one step may be taken for at once.
pub const BULK_MOST: usize = 100;

/// Steps that need nothing of the single case: no value at all, or one that is the same for every case.
pub const BULK_STEPS: [CommandKind; 6] = [
    CommandKind::Start,
    CommandKind::Assign,
    CommandKind::Grant,
    CommandKind::Ready,
    CommandKind::Store,
    CommandKind::Archive,
];

/// What a step would make of one of many cases.
#[derive(Debug, Clone, PartialEq)]
pub struct BulkLine {
    /// The case.
    pub case: CaseSummary,
    /// The paragraph that allows it, or why it would not be taken.
    pub foreseen: Result<Cite, DeskError>,
}

/// What a step made of one of many cases.
#[derive(Debug, Clone, PartialEq)]
pub struct BulkDone {
    /// The case.
    pub case: CaseId,
    /// The case as it stands now; none where the caller may not see it.
    pub now: Option<CaseSummary>,
    /// What it is now, or why the step was not taken.
    pub outcome: Result<Acted, DeskError>,
}

impl Desk {
    /// Steps that the caller may take for many cases at once, somewhere.
    pub fn bulk_steps(&self, who: &Session) -> Vec<CommandKind> {
        let scope = self.scope(who);
        let may = |step: &CommandKind| permission_for(*step).is_some_and(|one| scope.may_somewhere(one));
        BULK_STEPS.into_iter().filter(may).collect()
    }

    /// What a step would make of each case, in the given order; nothing is written but that they were looked at.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] where the caller may take the step nowhere, [`DeskError::NotFound`] where he may not see one
    /// of the cases, [`DeskError::NotByHand`] for a step that is not taken for many, [`DeskError::Invalid`] for no case or
    /// more than [`BULK_MOST`], or a value that does not fit.
    pub fn foresee(
        &self,
        who: &Session,
        command: &Command,
        cases: &[CaseId],
    ) -> Result<Vec<BulkLine>, DeskError> {
        self.demand_bulk(who, command)?;
        let cases = each_once(cases.iter().copied(), |case| case)?;
        let seen: Vec<_> = cases.iter().map(|case| case.0).collect();
        let (pen, actor) = (self.pen(), who.actor());
        let (command, known) = self.store.read(|tx| {
            let command = resolved(tx, &pen, command, &who.account.office)?;
            Ok::<_, DeskError>((command, rows::get_all(tx, &seen)?))
        })?;
        let permissions = permissions_for(&command);
        let mut lines = Vec::with_capacity(known.len());
        for row in known {
            let case = journal::read_case(&row)?;
            self.demand_sight(who, &case)?;
            let foreseen = self.demand_one(who, &permissions, &case).and_then(|_| {
                let events = cases::decide(Some(&case), &command, &pen.facts(Some(&case), &actor, &[]))?;
                let nothing = || DeskError::defect("a step made no event");
                events.first().map(|one| one.cite.clone()).ok_or_else(nothing)
            });
            lines.push(BulkLine { case: summary(row.head), foreseen });
        }
        self.record_looks(who, &seen, "desk-look-bulk", command.kind().as_str())?;
        Ok(lines)
    }

    /// Takes a step of each case that still has the version that was seen. Every case is a step of its own, with a key of
    /// its own made from `key`: repeated, the call answers the same and writes nothing twice.
    ///
    /// # Errors
    /// As [`Desk::foresee`], but for cases that cannot be seen: what is wrong with a single case stands in its line.
    pub fn act_on_many(
        &self,
        who: &Session,
        command: &Command,
        cases: &[(CaseId, u64)],
        key: &IdempotencyKey,
    ) -> Result<Vec<BulkDone>, DeskError> {
        self.demand_bulk(who, command)?;
        let mut down = None;
        let take = |(case, expected)| {
            let outcome = match &down {
                Some(reason) => Err(DeskError::Unavailable { reason: String::clone(reason) }),
                None => self.act(who, case, expected, command, &key.of_case(case)),
            };
            // A database that does not answer is not asked again for every case: the call is repeated as a whole.
            if let Err(
                DeskError::Unavailable { reason }
                | DeskError::Busy { reason }
                | DeskError::OutcomeUnknown { reason },
            ) = &outcome
            {
                down = Some(reason.clone());
            }
            // What was done is told even where the case cannot be read any more.
            let now = if down.is_none() { self.seen(who, case).unwrap_or_default() } else { None };
            BulkDone { case, now, outcome }
        };
        Ok(each_once(cases.iter().copied(), |(case, _)| case)?.into_iter().map(take).collect())
    }

    /// A case as lists show it, to whoever may see it.
    fn seen(&self, who: &Session, case: CaseId) -> Result<Option<CaseSummary>, DeskError> {
        let row = self.store.read(|tx| rows::get(tx, case.0))?;
        let scope = self.scope(who);
        let row = row.filter(|row| scope.may(Permission::ViewCase, Around::from(&row.head)));
        Ok(row.map(|row| summary(row.head)))
    }

    fn demand_bulk(&self, who: &Session, command: &Command) -> Result<(), DeskError> {
        let step = command.kind();
        let permission = permission_for(step).filter(|_| BULK_STEPS.contains(&step));
        self.demand_somewhere(who, permission.ok_or(DeskError::NotByHand { step })?)?;
        texts::check(command)
    }
}

/// The chosen cases in their order, each once.
fn each_once<T: Copy>(
    chosen: impl Iterator<Item = T>,
    case_of: impl Fn(T) -> CaseId,
) -> Result<Vec<T>, DeskError> {
    let mut known = BTreeSet::new();
    let chosen: Vec<T> = chosen.filter(|one| known.insert(case_of(*one))).collect();
    let wrong = match chosen.len() {
        0 => FieldError::new("case", "desk-bulk-none"),
        found if found > BULK_MOST => {
            FieldError::new("case", "desk-list-long").with("most", BULK_MOST).with("found", found)
        }
        _ => return Ok(chosen),
    };
    Err(DeskError::invalid(wrong))
}
