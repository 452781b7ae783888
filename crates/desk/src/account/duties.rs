//! One account: looked at, and given other duties.

use cases::AccountId;
use store::accounts;

use super::session::{Account, Session};
use super::stored::{AccountChange, Duties, record_change};
use crate::access::{Permission, Role};
use crate::check::Check;
use crate::{Desk, DeskError, FieldError};

impl Desk {
    /// An account that the caller keeps.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::NotFound`].
    pub fn account(&self, who: &Session, id: AccountId) -> Result<Account, DeskError> {
        self.account_of(&self.managed(who, id)?)
    }

    /// Gives an account other roles, or another office. Its sessions end, so that what was withdrawn is withdrawn now.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::NotFound`], [`DeskError::Stale`]; [`DeskError::Invalid`] with every wrong
    /// field, and for the own account, whose last administrator nobody can be by mistake.
    pub fn set_duties(
        &self,
        who: &Session,
        id: AccountId,
        expected: u64,
        office: &str,
        roles: &[Role],
    ) -> Result<Account, DeskError> {
        let mut row = self.managed(who, id)?;
        if id == who.account.id {
            return Err(DeskError::invalid(FieldError::new("account", "desk-own-account")));
        }
        let mut check = Check::default();
        if self.offices().kind(office).is_none() {
            check.add(FieldError::new("office", "desk-office-unknown"));
        }
        if roles.is_empty() {
            check.add(FieldError::new("roles", "desk-roles-none"));
        }
        check.finish()?;
        self.demand_at(who, Permission::ManageAccounts, office)?;
        let mut roles = roles.to_vec();
        roles.sort();
        roles.dedup();
        let post = self.account_of(&row)?.post;
        row.roles =
            serde_json::to_string(&Duties { post, roles: roles.clone() }).map_err(DeskError::defect)?;
        row.office = office.to_owned();
        row.version = i64::try_from(expected).unwrap_or(i64::MAX);
        let (draw, now, actor) = (self.draw(), self.now(), who.name_in_logs());
        let row = self.store.write(move |tx| {
            accounts::update(tx, &row)?;
            store::sessions::delete_of_account(tx, row.id)?;
            let change = AccountChange::DutiesSet { office: &row.office, roles: &roles };
            record_change(tx, &mut draw.clone(), row.id, &actor, now, &change)?;
            accounts::get(tx, row.id)?.ok_or(DeskError::NotFound)
        })?;
        self.account_of(&row)
    }
}
