//! Staff accounts. Passwords are hashed and policies decided by the caller; here is what is remembered.

use crate::error::StoreError;
use crate::page::{Page, rows_to_read};
use crate::row::Row;
use crate::tx::Tx;
use crate::value::{Json, params};
use jiff::Timestamp;
use uuid::Uuid;

/// Whether an account may be used. A lock that passes by itself is [`Account::locked_until`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountStatus {
    /// It may.
    Active,
    /// An administrator has locked it for now.
    Locked,
    /// Its holder has left; kept because events name it.
    Disabled,
}

impl AccountStatus {
    fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Locked => "locked",
            Self::Disabled => "disabled",
        }
    }

    fn from_name(name: &str) -> Result<Self, StoreError> {
        [Self::Active, Self::Locked, Self::Disabled]
            .into_iter()
            .find(|status| status.name() == name)
            .ok_or_else(|| StoreError::Damaged {
                reason: format!("an account has the unknown status {name}"),
            })
    }
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Identifier.
    pub id: Uuid,
    /// Login, folded by the caller; unique.
    pub login: String,
    /// Name of the person.
    pub name: String,
    /// The office it belongs to.
    pub office: String,
    /// Roles, as a JSON array.
    pub roles: String,
    /// Argon2id hash in its text form.
    pub password_hash: String,
    /// Whether it may be used.
    pub status: AccountStatus,
    /// Wrong passwords since the last right one.
    pub failed_attempts: i64,
    /// No login before this instant.
    pub locked_until: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Version, from 1; grows with [`update`].
    pub version: i64,
}

const COLUMNS: &str = "id, login, name, office, roles, password_hash, status, failed_attempts, locked_until, \
                       created_at, version";

/// Adds an account.
///
/// # Errors
/// [`StoreError::Conflict`] `accounts_login`.
pub fn insert(tx: &mut Tx<'_>, account: &Account) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO accounts (id, login, name, office, roles, password_hash, status, failed_attempts,
                               locked_until, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            account.id,
            &account.login,
            &account.name,
            &account.office,
            Json(&account.roles),
            &account.password_hash,
            account.status.name(),
            account.failed_attempts,
            account.locked_until,
            account.created_at,
            account.version
        ],
    )?;
    Ok(())
}

/// Changes name, office, roles, password and status, and raises the version, if the account still has
/// `account.version`. Login and attempts are left as they are.
///
/// # Errors
/// [`StoreError::StaleVersion`], [`StoreError::NotFound`].
pub fn update(tx: &mut Tx<'_>, account: &Account) -> Result<(), StoreError> {
    let changed = tx.execute(
        "UPDATE accounts SET name = $3, office = $4, roles = $5, password_hash = $6, status = $7,
                version = version + 1
         WHERE id = $1 AND version = $2",
        params![
            account.id,
            account.version,
            &account.name,
            &account.office,
            Json(&account.roles),
            &account.password_hash,
            account.status.name()
        ],
    )?;
    if changed > 0 {
        return Ok(());
    }
    let found = get(tx, account.id)?.ok_or(StoreError::NotFound { what: "account" })?.version;
    Err(StoreError::StaleVersion { what: "account", expected: account.version, found })
}

/// An account.
///
/// # Errors
/// When the database fails.
pub fn get(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Account>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM accounts WHERE id = $1");
    tx.first(&sql, params![id])?.map(read).transpose()
}

/// An account by its login, folded as it was when it was added.
///
/// # Errors
/// When the database fails.
pub fn by_login(tx: &mut Tx<'_>, login: &str) -> Result<Option<Account>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM accounts WHERE login = $1");
    tx.first(&sql, params![login])?.map(read).transpose()
}

/// Accounts of an office, or of all, by login; `after` is the last login of the page before.
///
/// # Errors
/// When the database fails.
pub fn list(
    tx: &mut Tx<'_>,
    office: Option<&str>,
    after: Option<&str>,
    limit: u32,
) -> Result<Page<Account, String>, StoreError> {
    let (after, rows) = (after.unwrap_or_default(), rows_to_read(limit));
    let rows = match office {
        Some(office) => tx.query(
            &format!(
                "SELECT {COLUMNS} FROM accounts WHERE office = $1 AND login > $2 ORDER BY login LIMIT $3"
            ),
            params![office, after, rows],
        ),
        None => tx.query(
            &format!("SELECT {COLUMNS} FROM accounts WHERE login > $1 ORDER BY login LIMIT $2"),
            params![after, rows],
        ),
    }?;
    let accounts = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::of(accounts, limit, |account| account.login.clone()))
}

/// Whether any account exists; while none does, the first administrator may be made.
///
/// # Errors
/// When the database fails.
pub fn any_exists(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(tx.first("SELECT 1 FROM accounts LIMIT 1", &[])?.is_some())
}

/// Counts a wrong password and returns how many there are now. The caller decides whether that locks the account
/// (see [`lock_until`]).
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn count_failure(tx: &mut Tx<'_>, id: Uuid) -> Result<i64, StoreError> {
    tx.first(
        "UPDATE accounts SET failed_attempts = failed_attempts + 1 WHERE id = $1 RETURNING failed_attempts",
        params![id],
    )?
    .ok_or(StoreError::NotFound { what: "account" })?
    .take()
}

/// Refuses logins before `until`.
///
/// # Errors
/// When the database fails.
pub fn lock_until(tx: &mut Tx<'_>, id: Uuid, until: Timestamp) -> Result<(), StoreError> {
    tx.execute("UPDATE accounts SET locked_until = $2 WHERE id = $1", params![id, until])?;
    Ok(())
}

/// Forgets wrong passwords and the lock they brought: after a right one.
///
/// # Errors
/// When the database fails.
pub fn clear_failures(tx: &mut Tx<'_>, id: Uuid) -> Result<(), StoreError> {
    tx.execute("UPDATE accounts SET failed_attempts = 0, locked_until = NULL WHERE id = $1", params![id])?;
    Ok(())
}

fn read(mut row: Row) -> Result<Account, StoreError> {
    Ok(Account {
        id: row.take()?,
        login: row.take()?,
        name: row.take()?,
        office: row.take()?,
        roles: row.take()?,
        password_hash: row.take()?,
        status: AccountStatus::from_name(&row.take::<String>()?)?,
        failed_attempts: row.take()?,
        locked_until: row.take()?,
        created_at: row.take()?,
        version: row.take()?,
    })
}
