//! A password set by its holder, by a link that works once: no administrator then knows it.

use cases::AccountId;
use jiff::SignedDuration;
use store::{accounts, one_time_links, sessions};

use super::password;
use super::session::Session;
use super::signing::after;
use super::stored::{AccountChange, record_change};
use crate::secret::{Hash, Secret, token, token_hash};
use crate::{Desk, DeskError};

/// How long the link works.
const LINK_LIVES: SignedDuration = SignedDuration::from_hours(24);

/// Each account has a purpose of its own, so that a new link makes the one before useless and no other.
fn purpose(id: AccountId) -> String {
    format!("password of {}", id.0)
}

fn link_hash(secret: &str) -> Hash {
    token_hash("password-link", secret)
}

impl Desk {
    /// A link by which the holder of an account sets a password, once and within a day; the one before becomes useless.
    /// Until it is used the password stays as it is.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::NotFound`].
    pub fn password_link(&self, who: &Session, id: AccountId) -> Result<Secret, DeskError> {
        let row = self.managed(who, id)?;
        let secret = token(self.random.as_ref());
        let (draw, now, actor, purpose) = (self.draw(), self.now(), who.name_in_logs(), purpose(id));
        let link = one_time_links::OneTimeLink {
            token_hash: link_hash(secret.reveal()),
            purpose: purpose.clone(),
            subject: Some(id.0.to_string()),
            expires_at: after(now, LINK_LIVES),
        };
        self.store.write(move |tx| {
            one_time_links::revoke_all(tx, &purpose)?;
            one_time_links::insert(tx, &link)?;
            record_change(tx, &mut draw.clone(), row.id, &actor, now, &AccountChange::LinkGiven)
        })?;
        Ok(secret)
    }

    /// Whether such a link works now.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer.
    pub fn password_link_works(&self, id: AccountId, secret: &str) -> Result<bool, DeskError> {
        let (hash, purpose, now) = (link_hash(secret), purpose(id), self.now());
        self.store.read(|tx| Ok(one_time_links::peek(tx, &hash, &purpose, now)?.is_some()))
    }

    /// Sets the password by such a link and uses it up; the sessions of the account end, and the lock that wrong
    /// passwords brought is lifted.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the link does not work; [`DeskError::Invalid`] for a weak password, and the link
    /// stays usable.
    pub fn set_password_by_link(&self, id: AccountId, secret: &str, new: &str) -> Result<(), DeskError> {
        // Looked at before anything is hashed, so that guessing links costs the platform nothing.
        if !self.password_link_works(id, secret)? {
            return Err(DeskError::NotFound);
        }
        let row = self.store.read(|tx| accounts::get(tx, id.0))?.ok_or(DeskError::NotFound)?;
        if let Some(error) = password::check("password", new, &row.login) {
            return Err(DeskError::invalid(error));
        }
        let (draw, now) = (self.draw(), self.now());
        let (hash, purpose) = (link_hash(secret), purpose(id));
        let password_hash = password::hash(new, &self.draw().bytes())?;
        self.store.write(move |tx| {
            if !one_time_links::use_up(tx, &hash, &purpose, now)? {
                return Err(DeskError::NotFound);
            }
            let row = accounts::get(tx, id.0)?.ok_or(DeskError::NotFound)?;
            accounts::update(tx, &accounts::Account { password_hash: password_hash.clone(), ..row })?;
            accounts::clear_failures(tx, id.0)?;
            sessions::delete_of_account(tx, id.0)?;
            record_change(tx, &mut draw.clone(), id.0, "password-link", now, &AccountChange::PasswordSet)
        })
    }
}
