//! The questions that use cases ask of the table.

use cases::{Actor, Case};

use super::role::Permission;
use super::scope::{Around, Scope};
use crate::offices::Offices;
use crate::secret::Draw;
use crate::{Desk, DeskError, Session};

impl Desk {
    pub(crate) fn offices(&self) -> Offices<'_> {
        Offices(&self.law().directory)
    }

    pub(crate) fn scope<'a>(&'a self, who: &'a Session) -> Scope<'a> {
        Scope {
            offices: self.offices(),
            own: &who.account.office.0,
            roles: &who.account.roles,
            principals: &who.acting_for,
        }
    }

    /// Who does something at his own office: in his own place, or in that of somebody who is away.
    pub(crate) fn actor_here(&self, who: &Session, permission: Permission) -> Actor {
        let own = &who.account.office.0;
        let around = Around { lodging: Some(own), executing: own };
        who.actor_in_place_of(self.scope(who).in_place_of(permission, around, None))
    }

    /// Who does something on a case.
    pub(crate) fn actor_on(&self, who: &Session, permission: Permission, case: &Case) -> Actor {
        let assignee = case.assignee.as_ref().map(|officer| officer.account);
        who.actor_in_place_of(self.scope(who).in_place_of(permission, Around::from(case), assignee))
    }

    pub(crate) fn draw(&self) -> Draw {
        Draw::new(self.random.as_ref(), self.now())
    }

    /// Something about an office and its books.
    pub(crate) fn demand_at(
        &self,
        who: &Session,
        permission: Permission,
        office: &str,
    ) -> Result<(), DeskError> {
        if self.scope(who).may_at(permission, office) {
            Ok(())
        } else {
            Err(DeskError::Forbidden { permission })
        }
    }

    /// Something that is bounded by what the caller may see.
    pub(crate) fn demand_somewhere(&self, who: &Session, permission: Permission) -> Result<(), DeskError> {
        if self.scope(who).may_somewhere(permission) {
            Ok(())
        } else {
            Err(DeskError::Forbidden { permission })
        }
    }

    /// A case that the caller may see: to everybody else it does not exist.
    pub(crate) fn demand_sight(&self, who: &Session, case: &Case) -> Result<(), DeskError> {
        let sees = self.scope(who).may(Permission::ViewCase, Around::from(case));
        if sees { Ok(()) } else { Err(DeskError::NotFound) }
    }

    /// Something on a case that the caller may see.
    pub(crate) fn demand(&self, who: &Session, permission: Permission, case: &Case) -> Result<(), DeskError> {
        self.demand_sight(who, case)?;
        let may = self.scope(who).may(permission, Around::from(case));
        if may { Ok(()) } else { Err(DeskError::Forbidden { permission }) }
    }
}
