//! Standing in for somebody who is away: what passes on to a deputy, and in whose place he acts.

use cases::{Absent, AccountId};
use jiff::civil::Date;
use serde::Serialize;

use super::matrix::allows;
use super::role::{Permission, Relation, Role};

/// What nobody does in another's place, whoever is away: rights are given out by those alone to whom that was entrusted.
pub const NEVER_DEPUTED: &[Permission] =
    &[Permission::ManageAccounts, Permission::KeepRules, Permission::KeepAbsences];

/// Somebody who is away, as his deputy's session knows him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Principal {
    /// Account.
    pub account: AccountId,
    /// Name of the person.
    pub name: String,
    /// Post in the office.
    pub post: String,
    /// Roles, as they are now.
    pub roles: Vec<Role>,
    /// Last day of the absence.
    pub through: Date,
}

impl Principal {
    /// Whether it allows a deputy something in one of the relations.
    pub(crate) fn lends(&self, relations: &[Relation], permission: Permission) -> bool {
        !NEVER_DEPUTED.contains(&permission) && allows(&self.roles, relations, permission)
    }

    /// As events name him beside his deputy.
    pub(crate) fn absent(&self) -> Absent {
        Absent { account: self.account, name: self.name.clone(), post: self.post.clone() }
    }
}

/// Whether somebody may do something in one of the relations: by own roles, or in the place of somebody who is away.
pub(crate) fn allowed(
    roles: &[Role],
    principals: &[Principal],
    relations: &[Relation],
    permission: Permission,
) -> bool {
    allows(roles, relations, permission) || principals.iter().any(|one| one.lends(relations, permission))
}
