//! The first administrator: a link that is printed where there is no account, and works once.

use jiff::SignedDuration;
use store::{accounts, one_time_links};

use super::keeping::NewAccount;
use super::session::Account;
use super::signing::after;
use crate::access::Role;
use crate::secret::{Secret, token, token_hash};
use crate::{Desk, DeskError, FieldError};

const PURPOSE: &str = "first-administrator";
/// How long the link works.
const LINK_LIVES: SignedDuration = SignedDuration::from_hours(24);

impl Desk {
    /// The secret of a link that makes the first administrator; `None` once any account exists. A new one makes the
    /// ones before useless.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer.
    pub fn first_administrator_link(&self) -> Result<Option<Secret>, DeskError> {
        let secret = token(self.random.as_ref());
        let link = one_time_links::OneTimeLink {
            token_hash: token_hash(PURPOSE, secret.reveal()),
            purpose: PURPOSE.to_owned(),
            subject: None,
            expires_at: after(self.now(), LINK_LIVES),
        };
        let made = self.store.write(move |tx| {
            if accounts::any_exists(tx)? {
                return Ok::<_, DeskError>(false);
            }
            one_time_links::revoke_all(tx, PURPOSE)?;
            one_time_links::insert(tx, &link)?;
            Ok(true)
        })?;
        Ok(made.then_some(secret))
    }

    /// Whether a link for the first administrator works now.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer.
    pub fn first_administrator_link_works(&self, secret: &str) -> Result<bool, DeskError> {
        let (hash, now) = (token_hash(PURPOSE, secret), self.now());
        self.store.read(|tx| {
            let works = one_time_links::peek(tx, &hash, PURPOSE, now)?.is_some();
            Ok(works && !accounts::any_exists(tx)?)
        })
    }

    /// Makes the first administrator and uses the link up.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] with every wrong field (the link stays usable), or where the link does not work.
    pub fn create_first_administrator(&self, secret: &str, new: &NewAccount) -> Result<Account, DeskError> {
        let dead = || DeskError::invalid(FieldError::new("link", "desk-link-dead"));
        // Looked at before anything is hashed, so that guessing links costs the platform nothing.
        if !self.first_administrator_link_works(secret)? {
            return Err(dead());
        }
        let mut draw = self.draw();
        let new = NewAccount { roles: vec![Role::Administrator], ..new.clone() };
        let ready = self.ready_account(&new, &mut draw)?;
        let (hash, now) = (token_hash(PURPOSE, secret), self.now());
        self.store.write(move |tx| {
            tx.hold_name(PURPOSE)?;
            if accounts::any_exists(tx)? || !one_time_links::use_up(tx, &hash, PURPOSE, now)? {
                return Err(dead());
            }
            ready.keep(tx, &mut draw.clone(), "first-administrator-link")
        })?;
        let login = super::stored::folded(&new.login);
        let row = self.store.read(|tx| accounts::by_login(tx, &login))?.ok_or(DeskError::NotFound)?;
        self.account_of(&row)
    }
}
