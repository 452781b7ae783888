//! The one authorisation predicate: what a case is to an office decides for reading, listing, searching and acting alike.

use cases::{AccountId, Case};
use store::cases::{CaseHead, Visibility};

use super::deputy::{Principal, allowed};
use super::matrix::allows;
use super::role::{Permission, Relation, Role};
use crate::offices::Offices;

/// The offices around a case.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around<'a> {
    /// The office that accepted; none on the portal.
    pub lodging: Option<&'a str>,
    /// The office that decides.
    pub executing: &'a str,
}

impl<'a> From<&'a Case> for Around<'a> {
    fn from(case: &'a Case) -> Self {
        Self {
            lodging: case.request.lodging_office.as_ref().map(|office| office.0.as_str()),
            executing: &case.request.executing_office.0,
        }
    }
}

impl<'a> From<&'a CaseHead> for Around<'a> {
    fn from(head: &'a CaseHead) -> Self {
        let lodging = Some(head.lodging_office.as_str()).filter(|office| !office.is_empty());
        Self { lodging, executing: &head.executing_office }
    }
}

/// From where somebody looks: an office, roles, and those in whose place he acts at that office.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub offices: Offices<'a>,
    pub own: &'a str,
    pub roles: &'a [Role],
    pub principals: &'a [Principal],
}

impl<'a> Scope<'a> {
    fn allowed(&self, relations: &[Relation], permission: Permission) -> bool {
        allowed(self.roles, self.principals, relations, permission)
    }

    /// In whose place something is done on a case that [`Scope::may`] allows; nobody's where it is done by own right.
    /// What was given to somebody who is away is done in his place, whoever else might do it.
    pub fn in_place_of(
        &self,
        permission: Permission,
        around: Around<'_>,
        assignee: Option<AccountId>,
    ) -> Option<&'a Principal> {
        let relations = self.relations(around);
        let mut lenders = self.principals.iter().filter(|one| one.lends(&relations, permission));
        let given = lenders.clone().find(|one| Some(one.account) == assignee);
        if given.is_some() || allows(self.roles, &relations, permission) {
            return given;
        }
        lenders.next()
    }

    /// What the own office is to a case.
    pub fn relations(&self, around: Around<'_>) -> Vec<Relation> {
        let parties = || around.lodging.into_iter().chain([around.executing]);
        let mut relations = Vec::new();
        if around.lodging == Some(self.own) {
            relations.push(Relation::LodgingOffice);
        }
        if around.executing == self.own {
            relations.push(Relation::ExecutingOffice);
        }
        if parties().any(|office| self.offices.stands_above(self.own, office)) {
            relations.push(Relation::Superior);
        }
        if relations.is_empty() {
            relations.push(Relation::None);
        }
        relations
    }

    /// Whether something is allowed on a case.
    pub fn may(&self, permission: Permission, around: Around<'_>) -> bool {
        self.allowed(&self.relations(around), permission)
    }

    /// Whether something is allowed for an office and its books: as for a case that it accepted and decides.
    pub fn may_at(&self, permission: Permission, office: &str) -> bool {
        self.may(permission, Around { lodging: Some(office), executing: office })
    }

    /// Whether something is allowed anywhere at all.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.allowed(Relation::ALL, permission)
    }

    /// The offices at which something is allowed; `None`: at every one.
    pub fn offices_with(&self, permission: Permission) -> Option<Vec<String>> {
        if self.allowed(&[Relation::None], permission) {
            return None;
        }
        let own = self.allowed(&[Relation::LodgingOffice, Relation::ExecutingOffice], permission);
        let mut offices: Vec<String> = own.then(|| self.own.to_owned()).into_iter().collect();
        if self.allowed(&[Relation::Superior], permission) {
            offices.extend(self.offices.below(self.own));
        }
        Some(offices)
    }

    /// The cases that may be seen, in the store's words. [`Scope::may`] is asked of every row again.
    pub fn visibility(&self) -> Visibility {
        match self.offices_with(Permission::ViewCase) {
            None => Visibility::All,
            Some(offices) => Visibility::Offices(offices),
        }
    }
}
