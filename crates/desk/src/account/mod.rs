//! Accounts of staff: signing in, sessions, passwords, the first administrator.

mod finding;
mod first;
mod keeping;
mod link;
mod open_sessions;
mod password;
mod session;
mod signing;
mod stored;

pub use finding::{AccountQuery, AccountState};
pub use keeping::{GivenDuties, NewAccount};
pub use open_sessions::OpenSession;
pub use session::{Account, Session};
pub(crate) use signing::after;
pub use signing::{SignInError, SignedIn};
pub use store::accounts::AccountStatus;
pub(crate) use stored::{AccountChange, account_of, record_change};
