//! Finding accounts among many: by office, role and state, by the beginning of a login or of the words of a name.

use std::str::FromStr;

use cases::OfficeId;
use jiff::Timestamp;
use store::accounts::{self, AccountStatus};
use uuid::Uuid;

use super::session::{Account, Session};
use super::stored::folded;
use crate::access::{Permission, Role, UnknownWord};
use crate::books::parse_cursor;
use crate::case::words_of;
use crate::check::{Check, QUERY_MOST};
use crate::view::Page;
use crate::{Desk, DeskError, FieldError, PAGE_SIZE};

/// Accounts that are looked at for one page; who asks for fewer than stand among so many goes on from there. Staff of a
/// country of twenty seats are fewer.
const LOOKED_AT_MOST: u32 = 20_000;

/// Whether an account may be used now; each account is in one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// It may.
    Active,
    /// Wrong passwords have locked it for a while; that passes by itself.
    LockedOut,
    /// An administrator has locked it for now.
    Locked,
    /// Its holder has left.
    Disabled,
}

impl AccountState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Active, Self::LockedOut, Self::Locked, Self::Disabled];

    /// The name used in addresses and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::LockedOut => "locked-out",
            Self::Locked => "locked",
            Self::Disabled => "disabled",
        }
    }
}

impl FromStr for AccountState {
    type Err = UnknownWord;

    fn from_str(given: &str) -> Result<Self, UnknownWord> {
        Self::ALL.into_iter().find(|state| state.as_str() == given).ok_or_else(|| UnknownWord {
            given: given.chars().take(64).collect(),
            allowed: &["active", "locked-out", "locked", "disabled"],
        })
    }
}

/// Which accounts are listed; an empty field asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountQuery {
    /// Only accounts of this office.
    pub office: Option<OfficeId>,
    /// Only accounts with this role, whatever others they have.
    pub role: Option<Role>,
    /// Only accounts in this state.
    pub state: Option<AccountState>,
    /// Only accounts whose login begins so, or the words of whose name begin with these words in any order. Kazakh letters
    /// may be left plain. It is personal, so it belongs in no address.
    pub sought: String,
}

/// What is sought, folded once for all accounts.
struct Sought {
    login: String,
    words: Vec<String>,
}

impl Sought {
    fn of(typed: &str) -> Option<Self> {
        let login = folded(typed);
        (!login.is_empty()).then(|| Self { words: words_of(&login), login })
    }

    fn fits(&self, account: &Account) -> bool {
        if account.login.starts_with(&self.login) {
            return true;
        }
        let name = words_of(&account.name);
        let begins = |sought: &String| name.iter().any(|word| word.starts_with(sought));
        !self.words.is_empty() && self.words.iter().all(begins)
    }
}

impl Account {
    /// Its state at an instant.
    pub fn state(&self, now: Timestamp) -> AccountState {
        match self.status {
            AccountStatus::Active if self.locked_until.is_some_and(|until| until > now) => {
                AccountState::LockedOut
            }
            AccountStatus::Active => AccountState::Active,
            AccountStatus::Locked => AccountState::Locked,
            AccountStatus::Disabled => AccountState::Disabled,
        }
    }
}

impl Desk {
    /// Accounts that the caller keeps, by login; `cursor` is the `next` of the page before. A page may be short, even
    /// empty, and have a `next` all the same: then so many accounts were looked at as one call looks at. It names an account
    /// by its id, because a login says who somebody is and addresses hold it.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`]; [`DeskError::Invalid`] for `q` where more is sought than 200 characters, for `cursor`
    /// where it is no place of the list.
    pub fn accounts(
        &self,
        who: &Session,
        query: &AccountQuery,
        cursor: Option<&str>,
    ) -> Result<Page<Account>, DeskError> {
        match &query.office {
            Some(office) => self.demand_at(who, Permission::ManageAccounts, &office.0)?,
            None => self.demand_somewhere(who, Permission::ManageAccounts)?,
        }
        let sought = Sought::of(&query.sought);
        if sought.is_some() {
            let mut check = Check::default();
            check.text("q", &query.sought, QUERY_MOST);
            check.finish()?;
        }
        let after = parse_cursor(cursor, |text| text.parse::<Uuid>().ok())?;
        let (scope, now) = (self.scope(who), self.now());
        let wanted = |row: &accounts::Account| {
            if !scope.may_at(Permission::ManageAccounts, &row.office) {
                return Ok(false);
            }
            let account = self.account_of(row)?;
            Ok(query.role.is_none_or(|role| account.roles.contains(&role))
                && query.state.is_none_or(|state| account.state(now) == state)
                && sought.as_ref().is_none_or(|sought| sought.fits(&account)))
        };
        let office = query.office.as_ref().map(|office| office.0.as_str());
        let nowhere = || DeskError::invalid(FieldError::new("cursor", "desk-cursor"));
        let (rows, next) = self.store.read(|tx| {
            let after = match after {
                Some(id) => Some(accounts::get(tx, id)?.ok_or_else(nowhere)?.login),
                None => None,
            };
            let page =
                accounts::find::<DeskError>(tx, office, after.as_deref(), PAGE_SIZE, LOOKED_AT_MOST, wanted)?;
            let next = match page.next {
                Some(login) => accounts::by_login(tx, &login)?.map(|last| last.id.to_string()),
                None => None,
            };
            Ok::<_, DeskError>((page.items, next))
        })?;
        let items = rows.iter().map(|row| self.account_of(row)).collect::<Result<_, _>>()?;
        Ok(Page { items, next })
    }

    /// The offices of the accounts that the caller keeps, for choosing one.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub fn offices_with_accounts(&self, who: &Session) -> Result<Vec<OfficeId>, DeskError> {
        self.demand_somewhere(who, Permission::ManageAccounts)?;
        let scope = self.scope(who);
        let offices = self.store.read(accounts::offices)?;
        let kept = offices.into_iter().filter(|office| scope.may_at(Permission::ManageAccounts, office));
        Ok(kept.map(OfficeId).collect())
    }
}
