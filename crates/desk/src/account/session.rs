//! Who calls: an account with a living session.

use cases::{AccountId, Actor, OfficeId, Officer};
use directory::OfficeKind;
use jiff::Timestamp;
use store::accounts::AccountStatus;

use crate::access::{Permission, Principal, Relation, Role, allowed};
use crate::secret::Hash;

/// An account of a member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Identifier.
    pub id: AccountId,
    /// Login, in small letters.
    pub login: String,
    /// Name of the person.
    pub name: String,
    /// Post in the office.
    pub post: String,
    /// The office.
    pub office: OfficeId,
    /// What the office is.
    pub office_kind: OfficeKind,
    /// Roles, in the order of the table.
    pub roles: Vec<Role>,
    /// Whether it may be used.
    pub status: AccountStatus,
    /// No login before this instant.
    pub locked_until: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When somebody last signed in to it, as far as that was recorded.
    pub last_sign_in: Option<Timestamp>,
    /// Version, for changes.
    pub version: u64,
}

/// The caller of a staff use case. Only a sign-in makes one.
#[derive(Clone)]
pub struct Session {
    /// Whose it is.
    pub account: Account,
    /// People of the same office who are away today and in whose place it may act.
    pub acting_for: Vec<Principal>,
    /// It ends then, unless it is used.
    pub expires_at: Timestamp,
    pub(crate) csrf_hash: Hash,
    /// Made of the token, which is not stored: what is derived from it cannot be derived from a stolen database.
    pub(crate) replay_key: Hash,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("account", &self.account.id).finish_non_exhaustive()
    }
}

impl Account {
    /// The officer that events name.
    pub fn officer(&self) -> Officer {
        Officer {
            account: self.id,
            name: self.name.clone(),
            post: self.post.clone(),
            office: self.office.clone(),
            office_kind: self.office_kind,
            acting_for: None,
        }
    }
}

impl Session {
    pub(crate) fn actor(&self) -> Actor {
        Actor::Person(self.account.officer())
    }

    /// The actor of what is done in somebody's place, or in one's own.
    pub(crate) fn actor_in_place_of(&self, principal: Option<&Principal>) -> Actor {
        Actor::Person(Officer { acting_for: principal.map(Principal::absent), ..self.account.officer() })
    }

    pub(crate) fn name_in_logs(&self) -> String {
        self.account.id.0.to_string()
    }

    /// Whether the roles allow something in some relation: what menus ask.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        allowed(&self.account.roles, &self.acting_for, Relation::ALL, permission)
    }
}
