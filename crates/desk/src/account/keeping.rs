//! Keeping accounts: make, list, lock, give a new password.

use cases::AccountId;
use jiff::Timestamp;
use store::accounts::{self, AccountStatus};
use store::{StoreError, Tx, sessions};
use uuid::Uuid;

use super::password;
use super::session::{Account, Session};
use super::signing::{FAILURES_ALLOWED, LOCKED_FOR, after, session_hash};
use super::stored::{AccountChange, Duties, folded, record_change};
use crate::access::{Permission, Role};
use crate::check::{Check, LOGIN_MOST, NAME_MOST, POST_MOST};
use crate::secret::Draw;
use crate::{Desk, DeskError, FieldError};

/// An account to be made.
#[derive(Clone)]
pub struct NewAccount {
    /// Login: small letters, digits, `.`, `-`, `_`.
    pub login: String,
    /// Name of the person.
    pub name: String,
    /// Post in the office.
    pub post: String,
    /// The office, by its id in the directory.
    pub office: String,
    /// Roles; at least one.
    pub roles: Vec<Role>,
    /// First password.
    pub password: String,
}

/// What an account is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenDuties {
    /// Post in the office.
    pub post: String,
    /// The office, by its id in the directory.
    pub office: String,
    /// Roles; at least one.
    pub roles: Vec<Role>,
}

/// An account whose values were checked and whose password was hashed.
#[derive(Clone)]
pub(super) struct ReadyAccount {
    row: accounts::Account,
    roles: Vec<Role>,
}

impl ReadyAccount {
    /// Keeps it, and says who made it.
    pub fn keep(&self, tx: &mut Tx<'_>, draw: &mut Draw, actor: &str) -> Result<(), DeskError> {
        accounts::insert(tx, &self.row).map_err(login_taken)?;
        let change =
            AccountChange::Created { login: &self.row.login, office: &self.row.office, roles: &self.roles };
        record_change(tx, draw, self.row.id, actor, self.row.created_at, &change)
    }
}

fn login_taken(error: StoreError) -> DeskError {
    match error {
        StoreError::Conflict { .. } => DeskError::invalid(FieldError::new("login", "desk-login-taken")),
        other => other.into(),
    }
}

impl Desk {
    /// Makes an account.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::Invalid`] with every wrong field.
    pub fn create_account(&self, who: &Session, new: &NewAccount) -> Result<Account, DeskError> {
        self.demand_at(who, Permission::ManageAccounts, &new.office)?;
        self.create_as(&who.name_in_logs(), new)
    }

    /// Makes an administrator, as the operator of the machine: whoever may run the program may do this.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] with every wrong field.
    pub fn create_administrator(&self, new: &NewAccount) -> Result<Account, DeskError> {
        self.create_as("operator", &NewAccount { roles: vec![Role::Administrator], ..new.clone() })
    }

    fn create_as(&self, actor: &str, new: &NewAccount) -> Result<Account, DeskError> {
        let mut draw = self.draw();
        let ready = self.ready_account(new, &mut draw)?;
        let account = self.account_of(&ready.row)?;
        let actor = actor.to_owned();
        self.store.write(move |tx| ready.keep(tx, &mut draw.clone(), &actor))?;
        Ok(account)
    }

    pub(super) fn ready_account(&self, new: &NewAccount, draw: &mut Draw) -> Result<ReadyAccount, DeskError> {
        let mut check = Check::default();
        let login = folded(&new.login);
        check.text("login", &login, LOGIN_MOST);
        let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "._-".contains(sign);
        if !login.chars().all(plain) {
            check.add(FieldError::new("login", "desk-login-letters"));
        }
        let name = check.text("name", &new.name, NAME_MOST);
        let post = check.text("post", &new.post, POST_MOST);
        let roles = self.checked_roles(&new.office, &new.roles, &mut check);
        if let Some(error) = password::check("password", &new.password, &login) {
            check.add(error);
        }
        check.finish()?;
        let duties =
            serde_json::to_string(&Duties { post, roles: roles.clone() }).map_err(DeskError::defect)?;
        let row = accounts::Account {
            id: draw.id(),
            login,
            name,
            office: new.office.clone(),
            roles: duties,
            password_hash: password::hash(&new.password, &draw.bytes())?,
            status: AccountStatus::Active,
            failed_attempts: 0,
            locked_until: None,
            created_at: self.now(),
            last_sign_in: None,
            version: 1,
        };
        Ok(ReadyAccount { row, roles })
    }

    /// Lets an account be used again, locks it, or closes it for good. Its sessions end.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::NotFound`], [`DeskError::Stale`]; [`DeskError::Invalid`] for the own
    /// account, which nobody can lock himself out of.
    pub fn set_account_status(
        &self,
        who: &Session,
        id: AccountId,
        expected: u64,
        status: AccountStatus,
    ) -> Result<Account, DeskError> {
        if id == who.account.id {
            return Err(DeskError::invalid(FieldError::new("account", "desk-own-account")));
        }
        let name = match status {
            AccountStatus::Active => "active",
            AccountStatus::Locked => "locked",
            AccountStatus::Disabled => "disabled",
        };
        self.change_account(
            who,
            id,
            expected,
            move |row| row.status = status,
            AccountChange::StatusSet { status: name },
        )
    }

    /// Gives an account a new password, lifts its lock and ends its sessions.
    ///
    /// # Errors
    /// As [`Desk::set_account_status`], and [`DeskError::Invalid`] for a weak password.
    pub fn reset_password(
        &self,
        who: &Session,
        id: AccountId,
        expected: u64,
        password: &str,
    ) -> Result<Account, DeskError> {
        let row = self.managed(who, id)?;
        if let Some(error) = password::check("password", password, &row.login) {
            return Err(DeskError::invalid(error));
        }
        let hash = password::hash(password, &self.draw().bytes())?;
        let put = move |row: &mut accounts::Account| row.password_hash.clone_from(&hash);
        self.change_account(who, id, expected, put, AccountChange::PasswordSet)
    }

    /// One account.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::NotFound`].
    pub fn account(&self, who: &Session, id: AccountId) -> Result<Account, DeskError> {
        self.account_of(&self.managed(who, id)?)
    }

    /// Gives an account another post, office and roles. Its sessions end.
    ///
    /// # Errors
    /// As [`Desk::set_account_status`], and [`DeskError::Invalid`] for no post, no role or an unknown office.
    pub fn set_duties(
        &self,
        who: &Session,
        id: AccountId,
        expected: u64,
        given: &GivenDuties,
    ) -> Result<Account, DeskError> {
        if id == who.account.id {
            return Err(DeskError::invalid(FieldError::new("roles", "desk-own-account")));
        }
        let mut check = Check::default();
        let post = check.text("post", &given.post, POST_MOST);
        let roles = self.checked_roles(&given.office, &given.roles, &mut check);
        check.finish()?;
        self.demand_at(who, Permission::ManageAccounts, &given.office)?;
        let duties =
            serde_json::to_string(&Duties { post, roles: roles.clone() }).map_err(DeskError::defect)?;
        let office = given.office.clone();
        let put = move |row: &mut accounts::Account| {
            row.office.clone_from(&office);
            row.roles.clone_from(&duties);
        };
        let change = AccountChange::DutiesSet { office: given.office.clone(), roles };
        self.change_account(who, id, expected, put, change)
    }

    /// Roles in their order, each once; what is wrong with them or with the office is noted.
    fn checked_roles(&self, office: &str, roles: &[Role], check: &mut Check) -> Vec<Role> {
        if self.offices().kind(office).is_none() {
            check.add(FieldError::new("office", "desk-office-unknown"));
        }
        if roles.is_empty() {
            check.add(FieldError::new("roles", "desk-roles-none"));
        }
        let mut roles = roles.to_vec();
        roles.sort();
        roles.dedup();
        roles
    }

    /// Gives oneself a new password; every session ends but the one that asks.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] where the old password does not fit or the new one is weak.
    pub fn change_password(
        &self,
        who: &Session,
        session_token: &str,
        old: &str,
        new: &str,
    ) -> Result<(), DeskError> {
        let id = who.account.id.0;
        let row = self.store.read(|tx| accounts::get(tx, id))?.ok_or(DeskError::NotFound)?;
        if !password::verify(old, &row.password_hash) {
            self.count_wrong_password(id)?;
            return Err(DeskError::invalid(FieldError::new("old", "desk-password-wrong")));
        }
        if let Some(error) = password::check("new", new, &row.login) {
            return Err(DeskError::invalid(error));
        }
        let draw = self.draw();
        let (now, actor, token) = (self.now(), who.name_in_logs(), session_hash(session_token));
        let changed = accounts::Account { password_hash: password::hash(new, &self.draw().bytes())?, ..row };
        self.store.write(move |tx| {
            accounts::update(tx, &changed)?;
            sessions::delete_others(tx, id, &token)?;
            record_change(tx, &mut draw.clone(), id, &actor, now, &AccountChange::PasswordSet)
        })
    }

    /// Counts as at a sign-in: somebody at an unlocked screen must not try passwords without end.
    fn count_wrong_password(&self, id: Uuid) -> Result<(), DeskError> {
        let now = self.now();
        self.store.write(move |tx| {
            if accounts::count_failure(tx, id)? >= FAILURES_ALLOWED {
                accounts::lock_until(tx, id, after(now, LOCKED_FOR))?;
                sessions::delete_of_account(tx, id)?;
            }
            Ok(())
        })
    }

    /// An account that the caller keeps.
    pub(super) fn managed(&self, who: &Session, id: AccountId) -> Result<accounts::Account, DeskError> {
        self.demand_somewhere(who, Permission::ManageAccounts)?;
        let row = self.store.read(|tx| accounts::get(tx, id.0))?.ok_or(DeskError::NotFound)?;
        if self.scope(who).may_at(Permission::ManageAccounts, &row.office) {
            Ok(row)
        } else {
            Err(DeskError::NotFound)
        }
    }

    fn change_account(
        &self,
        who: &Session,
        id: AccountId,
        expected: u64,
        put: impl Fn(&mut accounts::Account) + Send + 'static,
        change: AccountChange<'static>,
    ) -> Result<Account, DeskError> {
        let mut row = self.managed(who, id)?;
        row.version = i64::try_from(expected).unwrap_or(i64::MAX);
        put(&mut row);
        let (draw, now, actor) = (self.draw(), self.now(), who.name_in_logs());
        let row = self.store.write(move |tx| change_in(tx, &row, &mut draw.clone(), &actor, now, &change))?;
        self.account_of(&row)
    }
}

fn change_in(
    tx: &mut Tx<'_>,
    row: &accounts::Account,
    draw: &mut Draw,
    actor: &str,
    now: Timestamp,
    change: &AccountChange<'_>,
) -> Result<accounts::Account, DeskError> {
    let id: Uuid = row.id;
    accounts::update(tx, row)?;
    accounts::clear_failures(tx, id)?;
    sessions::delete_of_account(tx, id)?;
    record_change(tx, draw, id, actor, now, change)?;
    accounts::get(tx, id)?.ok_or(DeskError::NotFound)
}
