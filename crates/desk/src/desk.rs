use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use store::{Store, StoreError};

use crate::Law;
use crate::laws::Laws;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// Where randomness comes from.
pub trait Random: Send + Sync {
    /// Fills a buffer with bytes that nobody can foresee.
    fn fill(&self, buffer: &mut [u8]);
}

/// The use cases, over the law, the database, a clock and randomness.
pub struct Desk {
    pub(crate) laws: Laws,
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    /// The hash that an unknown login is measured against.
    pub(crate) decoy: OnceLock<String>,
}

/// The zone in which the platform itself counts its days: that of the capital.
pub(crate) const NATIONAL_ZONE: &str = "Asia/Almaty";

/// How far the machine's clock may step back while work goes on: a wrong zone or summer time put right, and some more.
/// What happens meanwhile is recorded at the last instant that is known; beyond it the clock is wrong, and is refused.
pub(crate) const STEP_BACK: SignedDuration = SignedDuration::from_hours(2);

impl Desk {
    /// A desk over its parts.
    pub fn new(law: Arc<Law>, store: Store, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        Self { laws: Laws::new(law), store, clock, random, decoy: OnceLock::new() }
    }

    /// The law as it is now. A use case that asks it more than once asks once and keeps the answer.
    pub fn law(&self) -> &Law {
        self.laws.law()
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Today in the capital: the day by which an edition of a standard is chosen where no case names one.
    pub fn today(&self) -> Date {
        self.clock.now().to_zoned(self.national_zone()).date()
    }

    pub(crate) fn national_zone(&self) -> TimeZone {
        TimeZone::get(NATIONAL_ZONE).unwrap_or(TimeZone::UTC)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError`] says why it does not.
    pub fn ready(&self) -> Result<(), StoreError> {
        self.store.ready()
    }
}
