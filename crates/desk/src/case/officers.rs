//! The people of an office, as those who give work to each other know them.

use cases::{AccountId, OfficeId};
use serde::Serialize;
use store::accounts::{self, AccountStatus};
use store::{PAGE_LIMIT, StoreError, Tx};

use crate::access::{Permission, Relation, allows};
use crate::account::account_of;
use crate::{Account, Desk, DeskError, Session};

/// Somebody of an office: name and post, and nothing else of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Colleague {
    /// Account.
    pub account: AccountId,
    /// Name of the person.
    pub name: String,
    /// Post in the office.
    pub post: String,
}

impl From<&Account> for Colleague {
    fn from(account: &Account) -> Self {
        Self { account: account.id, name: account.name.clone(), post: account.post.clone() }
    }
}

impl Desk {
    /// Officers of the own office to whom the caller may give a case, by name; none for whoever gives none.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer.
    pub fn officers(&self, who: &Session) -> Result<Vec<Colleague>, DeskError> {
        let own = &who.account.office;
        if !self.scope(who).may_at(Permission::Assign, &own.0) {
            return Ok(Vec::new());
        }
        let people = self.people_of(own)?;
        Ok(people.iter().filter(|account| takes_cases(account)).map(Colleague::from).collect())
    }

    /// Everybody of an office whose account is active, by name; at most a page of the store.
    pub(crate) fn people_of(&self, office: &OfficeId) -> Result<Vec<Account>, DeskError> {
        let rows = self.store.read(|tx| people(tx, office))?;
        let active = rows.iter().filter(|row| row.status == AccountStatus::Active);
        let mut people: Vec<Account> =
            active.map(|row| account_of(row, self.offices())).collect::<Result<_, _>>()?;
        people.sort_by(|one, other| (&one.name, &one.login).cmp(&(&other.name, &other.login)));
        Ok(people)
    }
}

fn people(tx: &mut Tx<'_>, office: &OfficeId) -> Result<Vec<accounts::Account>, StoreError> {
    Ok(accounts::list(tx, Some(&office.0), None, PAGE_LIMIT)?.items)
}

/// Whether a case may be given to somebody: he must be able to see it.
pub(super) fn takes_cases(account: &Account) -> bool {
    let here = [Relation::LodgingOffice, Relation::ExecutingOffice];
    account.status == AccountStatus::Active && allows(&account.roles, &here, Permission::ViewCase)
}
