//! Refused sign-ins, so that a program that guesses passwords is told to wait.
//!
//! The use case locks accounts and tells nobody. Here every login is counted alike, known or not, so that the answer
//! "wait" gives nothing away; and it never stands in the way of a sign-in that the use case accepts.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Semaphore;

/// Refusals of a login after which the answer says to wait.
const REFUSALS_ALLOWED: u32 = 5;
/// How long refusals are remembered.
const REMEMBERED_FOR: SignedDuration = SignedDuration::from_mins(15);
/// Logins that are remembered at most: guessing with ever new ones must not fill the memory.
const LOGINS_MOST: usize = 10_000;
/// Passwords that are hashed at once: each takes some twenty megabytes.
const HASHES_AT_ONCE: usize = 4;
/// Longest part of a login that is remembered, in characters.
const LOGIN_MOST: usize = 64;

#[derive(Debug, Clone, Copy)]
struct Refusals {
    count: u32,
    last: Timestamp,
}

/// The refusals of one process.
#[derive(Debug)]
pub(crate) struct SignIns {
    refused: Mutex<BTreeMap<String, Refusals>>,
    /// Held while a password is hashed.
    pub hashes: Semaphore,
}

impl Default for SignIns {
    fn default() -> Self {
        Self { refused: Mutex::default(), hashes: Semaphore::new(HASHES_AT_ONCE) }
    }
}

fn folded(login: &str) -> String {
    login.trim().to_lowercase().chars().take(LOGIN_MOST).collect()
}

impl SignIns {
    fn table(&self) -> MutexGuard<'_, BTreeMap<String, Refusals>> {
        // Counts stay usable whatever panicked beside them.
        self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a refusal; the seconds to wait once there were too many.
    pub fn refused(&self, login: &str, now: Timestamp) -> Option<u32> {
        let mut table = self.table();
        if table.len() >= LOGINS_MOST {
            table.retain(|_, refusals| now.duration_since(refusals.last) < REMEMBERED_FOR);
        }
        if table.len() >= LOGINS_MOST {
            return u32::try_from(REMEMBERED_FOR.as_secs()).ok();
        }
        let refusals = table.entry(folded(login)).or_insert(Refusals { count: 0, last: now });
        if now.duration_since(refusals.last) >= REMEMBERED_FOR {
            refusals.count = 0;
        }
        // From the refusal that locks on, waiting counts from that one: later attempts do not prolong a lock.
        if refusals.count < REFUSALS_ALLOWED {
            refusals.count += 1;
            refusals.last = now;
        }
        let left = REMEMBERED_FOR - now.duration_since(refusals.last);
        (refusals.count >= REFUSALS_ALLOWED).then(|| u32::try_from(left.as_secs().max(1)).ok()).flatten()
    }

    /// Forgets the refusals of a login that was accepted.
    pub fn accepted(&self, login: &str) {
        self.table().remove(&folded(login));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_refusal_says_to_wait_and_later_ones_do_not_prolong_it() {
        let sign_ins = SignIns::default();
        let start: Timestamp = "2013-09-02T04:00:00Z".parse().unwrap();
        for _ in 0..4 {
            assert_eq!(sign_ins.refused("Ann", start), None);
        }
        assert_eq!(sign_ins.refused(" ann", start), Some(900));
        assert_eq!(sign_ins.refused("ann", start + SignedDuration::from_mins(10)), Some(300));
        assert_eq!(sign_ins.refused("ann", start + SignedDuration::from_mins(15)), None);
        assert_eq!(sign_ins.refused("bob", start), None);
    }
}
