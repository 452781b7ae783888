//! Signing in and out. Who knows no password learns nothing: neither whether an account exists nor whether it is locked.

use cases::{Argument, Arguments};
use jiff::{SignedDuration, Timestamp};
use store::accounts::{self, AccountStatus};
use store::{Tx, numbers, sessions};
use subtle::ConstantTimeEq;

use super::password;
use super::session::Session;
use super::stored::folded;
use crate::desk::STEP_BACK;
use crate::secret::{Hash, Secret, hash, token, token_hash};
use crate::{Desk, DeskError};

/// Wrong passwords after which an account is locked.
pub(crate) const FAILURES_ALLOWED: i64 = 5;
/// How long it is locked then.
pub(crate) const LOCKED_FOR: SignedDuration = SignedDuration::from_mins(15);
/// How long a session lives without being used.
pub(crate) const SESSION_IDLE: SignedDuration = SignedDuration::from_hours(8);
/// How long a session lives at most.
pub(crate) const SESSION_MOST: SignedDuration = SignedDuration::from_hours(14);
/// A session in use is noted no more often than this.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// Why nobody was signed in.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SignInError {
    /// Login and password do not fit, or the account may not be used now; which of these is not told.
    #[error("login and password do not fit, or the account is locked for {locked_minutes} minutes")]
    NotAccepted {
        /// How long an account is locked after too many attempts, for the text.
        locked_minutes: i64,
    },
    /// The platform cannot answer now.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl SignInError {
    /// Id of the message that says why, and its values; `None` where the platform cannot answer.
    pub fn message(&self) -> Option<(&'static str, Arguments)> {
        match self {
            Self::NotAccepted { locked_minutes } => {
                let minutes = Argument::Plain(locked_minutes.to_string());
                Some(("desk-sign-in-refused", vec![("minutes", minutes)]))
            }
            Self::Desk(error) => error.message(),
        }
    }
}

impl From<store::StoreError> for SignInError {
    fn from(error: store::StoreError) -> Self {
        Self::Desk(error.into())
    }
}

/// A session that has begun.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// For the cookie.
    pub session_token: Secret,
    /// For the forms.
    pub csrf_token: Secret,
    /// The session.
    pub session: Session,
}

fn not_accepted() -> SignInError {
    SignInError::NotAccepted { locked_minutes: LOCKED_FOR.as_mins() }
}

pub(crate) fn session_hash(token: &str) -> Hash {
    token_hash("session", token)
}

fn csrf_of(session_token: &str) -> Secret {
    Secret::of_hash(&hash("csrf", &[session_token.as_bytes()]))
}

impl Desk {
    /// Signs in. An unknown login costs the same hash as a known one; several wrong passwords lock the account for a
    /// while, for the right password too.
    ///
    /// # Errors
    /// [`SignInError::NotAccepted`] without saying why; [`SignInError::Desk`] where the platform cannot answer.
    pub fn sign_in(&self, login: &str, password: &str) -> Result<SignedIn, SignInError> {
        let login = folded(login);
        let known = self.store.read(|tx| accounts::by_login(tx, &login))?;
        let decoy = self.decoy()?;
        let hash = known.as_ref().map_or(decoy, |account| account.password_hash.as_str());
        let fits = password::verify(password, hash);
        let Some(known) = known else {
            self.store.write(count_refusal)?;
            return Err(not_accepted());
        };
        let session_token = token(self.random.as_ref());
        let csrf_token = csrf_of(session_token.reveal());
        let now = self.now();
        let begun = sessions::Session {
            token_hash: session_hash(session_token.reveal()),
            account: known.id,
            csrf_hash: token_hash("csrf", csrf_token.reveal()),
            created_at: now,
            last_seen_at: now,
            expires_at: after(now, SESSION_IDLE),
        };
        let verified = known.password_hash;
        let kept = begun.clone();
        // A refusal must be kept too, or nobody would ever be locked out: it is an answer, not an error.
        let accepted = self.store.write(move |tx| {
            let Some(account) = accounts::get(tx, kept.account)? else { return Ok(false) };
            let locked = account.locked_until.is_some_and(|until| until > now);
            if locked || account.status != AccountStatus::Active {
                return count_refusal(tx).map(|()| false);
            }
            if !fits || account.password_hash != verified {
                if accounts::count_failure(tx, account.id)? >= FAILURES_ALLOWED {
                    accounts::lock_until(tx, account.id, after(now, LOCKED_FOR))?;
                }
                return Ok(false);
            }
            accounts::note_sign_in(tx, account.id, now)?;
            sessions::insert(tx, &kept)?;
            Ok::<_, DeskError>(true)
        })?;
        if !accepted {
            return Err(not_accepted());
        }
        let session = self.session(session_token.reveal())?.ok_or_else(not_accepted)?;
        Ok(SignedIn { session_token, csrf_token, session })
    }

    /// The living session of a token; `None` where it has ended, or its account may no longer be used.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer.
    pub fn session(&self, session_token: &str) -> Result<Option<Session>, DeskError> {
        let (now, token_hash) = (self.now(), session_hash(session_token));
        let found = self.store.read(|tx| {
            let Some(session) = sessions::get(tx, &token_hash, now)? else { return Ok(None) };
            let Some(row) = accounts::get(tx, session.account)? else { return Ok(None) };
            let account = self.account_of(&row)?;
            let acting_for = self.principals(tx, &account, self.office_day(&account.office))?;
            Ok::<_, DeskError>(Some((session, account, acting_for)))
        })?;
        let Some((session, account, acting_for)) = found else { return Ok(None) };
        if account.status != AccountStatus::Active || !lives(&session, now) {
            return Ok(None);
        }
        if now.duration_since(session.last_seen_at) >= TOUCH_EVERY {
            let until = after(now, SESSION_IDLE).min(after(session.created_at, SESSION_MOST));
            self.store.write(move |tx| Ok::<_, DeskError>(sessions::touch(tx, &token_hash, now, until)?))?;
        }
        Ok(Some(Session {
            account,
            acting_for,
            expires_at: session.expires_at,
            csrf_hash: session.csrf_hash,
            replay_key: hash("replay", &[session_token.as_bytes()]),
        }))
    }

    /// The token that forms of a session carry.
    pub fn csrf_token(&self, session_token: &str) -> Secret {
        csrf_of(session_token)
    }

    /// Whether a form carries the token of its session.
    pub fn check_csrf(&self, session: &Session, csrf_token: &str) -> bool {
        token_hash("csrf", csrf_token).ct_eq(&session.csrf_hash).into()
    }

    /// Ends a session.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer.
    pub fn sign_out(&self, session_token: &str) -> Result<(), DeskError> {
        let token_hash = session_hash(session_token);
        self.store.write(move |tx| Ok(sessions::delete(tx, &token_hash)?))
    }

    /// The hash that an unknown login is measured against.
    fn decoy(&self) -> Result<&str, DeskError> {
        if let Some(decoy) = self.decoy.get() {
            return Ok(decoy);
        }
        let mut salt = [0; 32];
        self.random.fill(&mut salt);
        let made = password::hash("nobody has this password", &salt)?;
        Ok(self.decoy.get_or_init(|| made))
    }
}

/// Whether a session that has not been idle too long may be used.
pub(super) fn lives(session: &sessions::Session, now: Timestamp) -> bool {
    // A session from the future was begun by a wrong clock; it would live as much longer as that clock was ahead.
    let begun_ahead = session.created_at > after(now, STEP_BACK);
    !begun_ahead && now < after(session.created_at, SESSION_MOST)
}

/// Every refusal writes one row, so that how long it takes does not tell an unknown login from a known one.
fn count_refusal(tx: &mut Tx<'_>) -> Result<(), DeskError> {
    numbers::next(tx, "refused sign-ins")?;
    Ok(())
}

/// An instant later; at the end of time, that end.
pub(crate) fn after(now: Timestamp, length: SignedDuration) -> Timestamp {
    now.checked_add(length).unwrap_or(Timestamp::MAX)
}
