//! Open sessions: told to whom they belong and to whoever keeps the account, and ended by them.

use cases::AccountId;
use jiff::Timestamp;
use store::sessions;

use super::session::Session;
use super::signing::{lives, session_hash};
use super::stored::{AccountChange, record_change};
use crate::{Desk, DeskError, FieldError};

/// An open session. From where it is used is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSession {
    /// When somebody signed in.
    pub began_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used_at: Timestamp,
    /// It is the one that asks.
    pub this_one: bool,
}

impl Desk {
    /// Open sessions of an account that the caller keeps, the last used first; at most a page of the store.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::NotFound`].
    pub fn open_sessions(&self, who: &Session, id: AccountId) -> Result<Vec<OpenSession>, DeskError> {
        self.managed(who, id)?;
        self.sessions_of(id, None)
    }

    /// The caller's own open sessions, the last used first.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer.
    pub fn own_sessions(&self, who: &Session, session_token: &str) -> Result<Vec<OpenSession>, DeskError> {
        self.sessions_of(who.account.id, Some(session_token))
    }

    fn sessions_of(&self, id: AccountId, asking: Option<&str>) -> Result<Vec<OpenSession>, DeskError> {
        let (now, asking) = (self.now(), asking.map(session_hash));
        let kept = self.store.read(|tx| sessions::of_account(tx, id.0, now))?;
        let open = kept.into_iter().filter(|session| lives(session, now)).map(|session| OpenSession {
            began_at: session.created_at,
            last_used_at: session.last_seen_at,
            this_one: asking == Some(session.token_hash),
        });
        Ok(open.collect())
    }

    /// Ends every session of another's account that the caller keeps, and says so in the journal of the account; how many
    /// there were.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::NotFound`]; [`DeskError::Invalid`] for the own account, whose sessions
    /// [`Desk::end_other_sessions`] ends.
    pub fn end_sessions(&self, who: &Session, id: AccountId) -> Result<u64, DeskError> {
        self.managed(who, id)?;
        if id == who.account.id {
            return Err(DeskError::invalid(FieldError::new("account", "desk-own-account")));
        }
        self.end(who, id, None)
    }

    /// Ends every session of the caller but the one that asks; how many there were.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer.
    pub fn end_other_sessions(&self, who: &Session, session_token: &str) -> Result<u64, DeskError> {
        self.end(who, who.account.id, Some(session_token))
    }

    fn end(&self, who: &Session, id: AccountId, but: Option<&str>) -> Result<u64, DeskError> {
        let (draw, now, actor) = (self.draw(), self.now(), who.name_in_logs());
        let kept = but.map(session_hash);
        self.store.write(move |tx| {
            let ended = match &kept {
                Some(kept) => sessions::delete_others(tx, id.0, kept)?,
                None => sessions::delete_of_account(tx, id.0)?,
            };
            // A second click ends nothing and tells nothing.
            if ended > 0 {
                let change = AccountChange::SessionsEnded { count: ended };
                record_change(tx, &mut draw.clone(), id.0, &actor, now, &change)?;
            }
            Ok(ended)
        })
    }
}
