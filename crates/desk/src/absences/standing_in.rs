//! For whom an account stands in today.

use jiff::civil::Date;
use store::accounts::{self, AccountStatus};
use store::{Tx, absences};

use crate::access::{Permission, Principal, Relation, allows};
use crate::account::{Account, account_of};
use crate::{Desk, DeskError};

/// People for whom one deputy may stand in at a time.
const PRINCIPALS_MOST: u32 = 50;

impl Desk {
    /// People of the same office who are away today by its clocks and whom the account stands in for. Who keeps accounts
    /// stands in for nobody: whoever gives out rights does not use those of others.
    pub(crate) fn principals(
        &self,
        tx: &mut Tx<'_>,
        deputy: &Account,
        today: Date,
    ) -> Result<Vec<Principal>, DeskError> {
        let running = absences::of_deputy_on(tx, deputy.id.0, today, PRINCIPALS_MOST)?;
        if running.is_empty() || keeps_accounts(deputy) {
            return Ok(Vec::new());
        }
        let mut principals: Vec<Principal> = Vec::new();
        for absence in running {
            let Some(row) = accounts::get(tx, absence.account)? else { continue };
            let away = account_of(&row, self.offices())?;
            // Whoever has left, or has gone to another office, has nothing here to be done in his place.
            let same = away.office == deputy.office && absence.office == deputy.office.0;
            if same && away.status == AccountStatus::Active {
                principals.push(Principal {
                    account: away.id,
                    name: away.name,
                    post: away.post,
                    roles: away.roles,
                    through: absence.through,
                });
            }
        }
        Ok(principals)
    }
}

pub(super) fn keeps_accounts(account: &Account) -> bool {
    allows(&account.roles, Relation::ALL, Permission::ManageAccounts)
}
