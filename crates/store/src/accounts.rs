//! Staff accounts. Passwords are hashed and policies decided by the caller; here is what is remembered.

use crate::error::StoreError;
use crate::page::{FILTER_LIMIT, PAGE_LIMIT, Page, page_size, rows_to_read};
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
    /// When somebody last signed in to it, as far as that was recorded; see [`note_sign_in`].
    pub last_sign_in: Option<Timestamp>,
    /// Version, from 1; grows with [`update`].
    pub version: i64,
}

const COLUMNS: &str = "id, login, name, office, roles, password_hash, status, failed_attempts, locked_until, \
                       created_at, last_sign_in, version";

/// Adds an account.
///
/// # Errors
/// [`StoreError::Conflict`] `accounts_login`.
pub fn insert(tx: &mut Tx<'_>, account: &Account) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO accounts (id, login, name, office, roles, password_hash, status, failed_attempts,
                               locked_until, created_at, last_sign_in, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
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
            account.last_sign_in,
            account.version
        ],
    )?;
    Ok(())
}

/// Changes name, office, roles, password and status, and raises the version, if the account still has
/// `account.version`. Login, attempts and the last sign-in are left as they are.
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

/// Accounts of an office, or of all, that `wanted` takes, by login; `after` is the `next` of the page before. At most
/// `most` accounts are looked at for one page: one that ends there may be short, and its `next` goes on behind the last
/// that was looked at.
///
/// What is wanted is asked of each account and not of an index. Names are folded and roles written by the caller, so an
/// index would be a second copy of every name, filled for old accounts by a start that knows how to fold; and staff are
/// thousands: 20 000 accounts walked along their logins to the end took half a second in a build without optimisation.
///
/// # Errors
/// Those of `wanted`, and when the database fails.
pub fn find<E: From<StoreError>>(
    tx: &mut Tx<'_>,
    office: Option<&str>,
    after: Option<&str>,
    limit: u32,
    most: u32,
    mut wanted: impl FnMut(&Account) -> Result<bool, E>,
) -> Result<Page<Account, String>, E> {
    let (size, part) = (page_size(limit) as usize, most.clamp(1, PAGE_LIMIT));
    let (mut found, mut looked_at) = (Vec::new(), 0);
    let mut after = after.map(ToOwned::to_owned);
    loop {
        let page = list(tx, office, after.as_deref(), part)?;
        for account in page.items {
            if !wanted(&account)? {
                continue;
            }
            if found.len() == size {
                let next = found.last().map(|last: &Account| last.login.clone());
                return Ok(Page { items: found, next });
            }
            found.push(account);
        }
        looked_at += part;
        if page.next.is_none() || looked_at >= most {
            return Ok(Page { items: found, next: page.next });
        }
        after = page.next;
    }
}

/// The offices that have accounts, at most [`FILTER_LIMIT`] of them: a step along the index for each office, however
/// many accounts it has.
///
/// # Errors
/// When the database fails.
pub fn offices(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    let rows = tx.query(
        "WITH RECURSIVE held (office) AS (
             SELECT min(office) FROM accounts
             UNION ALL
             SELECT (SELECT min(a.office) FROM accounts a WHERE a.office > held.office) FROM held
             WHERE held.office IS NOT NULL
         )
         SELECT office FROM held WHERE office IS NOT NULL LIMIT $1",
        params![i64::try_from(FILTER_LIMIT).unwrap_or(i64::MAX)],
    )?;
    rows.into_iter().map(|mut row| row.take()).collect()
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

/// Records that somebody has signed in, and forgets wrong passwords and the lock they brought.
///
/// # Errors
/// When the database fails.
pub fn note_sign_in(tx: &mut Tx<'_>, id: Uuid, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE accounts SET last_sign_in = $2, failed_attempts = 0, locked_until = NULL WHERE id = $1",
        params![id, now],
    )?;
    Ok(())
}

/// Forgets wrong passwords and the lock they brought: after a new password, or when an administrator says so.
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
        last_sign_in: row.take()?,
        version: row.take()?,
    })
}
