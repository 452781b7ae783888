//! Accounts between the store's form and ours, and the record of every change.

use cases::{AccountId, OfficeId};
use serde::{Deserialize, Serialize};
use store::events::{self, NewEvent};
use store::{Tx, accounts};

use super::session::Account;
use crate::access::Role;
use crate::journal::leaf_hash;
use crate::offices::Offices;
use crate::secret::Draw;
use crate::{Desk, DeskError};

/// What the column of roles holds.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Duties {
    pub post: String,
    pub roles: Vec<Role>,
}

/// An account as read, in our form.
pub(crate) fn account_of(row: &accounts::Account, offices: Offices<'_>) -> Result<Account, DeskError> {
    let duties: Duties = serde_json::from_str(&row.roles).map_err(DeskError::defect)?;
    let office_kind = offices
        .kind(&row.office)
        .ok_or_else(|| DeskError::defect(format!("the directory does not know office {}", row.office)))?;
    Ok(Account {
        id: AccountId(row.id),
        login: row.login.clone(),
        name: row.name.clone(),
        post: duties.post,
        office: OfficeId(row.office.clone()),
        office_kind,
        roles: duties.roles,
        status: row.status,
        locked_until: row.locked_until,
        created_at: row.created_at,
        last_sign_in: row.last_sign_in,
        version: u64::try_from(row.version).unwrap_or(0),
    })
}

/// What was done to an account; passwords and names stay out of it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case", tag = "change")]
pub(crate) enum AccountChange<'a> {
    /// It was made.
    Created { login: &'a str, office: &'a str, roles: &'a [Role] },
    /// It may be used, or may not.
    StatusSet { status: &'a str },
    /// Another password was given.
    PasswordSet,
    /// Another office, post or roles; the post is what the office calls it and stays out.
    DutiesSet { office: String, roles: Vec<Role> },
    /// A link was given out by which a password may be set.
    LinkGiven,
    /// Its sessions were ended, by whoever keeps it, or all but one by its holder.
    SessionsEnded { count: u64 },
    /// It is away in some days, and another stands in.
    Away { absence: uuid::Uuid, deputy: uuid::Uuid, from: jiff::civil::Date, through: jiff::civil::Date },
    /// It is back before the last of these days.
    Back { absence: uuid::Uuid },
}

/// Writes a change of an account into the journal: accounts have events as cases have.
pub(crate) fn record_change(
    tx: &mut Tx<'_>,
    draw: &mut Draw,
    account: uuid::Uuid,
    actor: &str,
    now: jiff::Timestamp,
    change: &AccountChange<'_>,
) -> Result<(), DeskError> {
    let salt = hex::encode(&draw.bytes()[..16]);
    let payload =
        serde_json::to_vec(&serde_json::json!({ "account": account, "salt": salt, "what": change }))
            .map_err(DeskError::defect)?;
    let version = events::last_version(tx, account)? + 1;
    events::append(
        tx,
        &NewEvent {
            case_id: account,
            version,
            recorded_at: now,
            actor: actor.to_owned(),
            kind: "account-changed.v1".to_owned(),
            leaf_hash: leaf_hash(&payload),
            payload,
            cite: String::new(),
        },
    )?;
    Ok(())
}

/// Logins are compared without regard to case and to spaces around them.
pub(super) fn folded(login: &str) -> String {
    login.trim().to_lowercase()
}

impl Desk {
    pub(super) fn account_of(&self, row: &accounts::Account) -> Result<Account, DeskError> {
        account_of(row, self.offices())
    }
}
