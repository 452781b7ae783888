//! What waits for whom: the states of a case, the steps that are expected in them, and who may take these.

use cases::{StateName, onward};
use store::cases::{OfficeRole, Waiting};

use crate::access::allowed;
use crate::{Desk, Relation, Session, permission_for};

/// What the office of whoever takes a step is to the case. An office above another takes none in its place.
const AT: [(Relation, OfficeRole); 2] =
    [(Relation::ExecutingOffice, OfficeRole::Executing), (Relation::LodgingOffice, OfficeRole::Lodging)];

impl Desk {
    /// Whether a case can wait for the caller at all: some only look at cases.
    pub fn awaits_steps(&self, who: &Session) -> bool {
        !self.waiting(who).is_empty()
    }

    /// Where cases stand that wait for a step which the caller may take, by own right or in the place of somebody who is
    /// away.
    pub(super) fn waiting(&self, who: &Session) -> Vec<Waiting> {
        let may = |relation: Relation, state: StateName| {
            let mut needed = onward(state).filter_map(permission_for);
            needed.any(|one| allowed(&who.account.roles, &who.acting_for, &[relation], one))
        };
        let at = AT.map(|(relation, role)| {
            let states = StateName::ALL.into_iter().filter(|state| may(relation, *state));
            let states = states.map(|state| state.as_str().to_owned()).collect();
            Waiting { role, office: who.account.office.0.clone(), states }
        });
        at.into_iter().filter(|one| !one.states.is_empty()).collect()
    }
}
