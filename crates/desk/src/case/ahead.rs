//! What is late and what will be: open cases by how soon their answer is due.

use calendar::ScheduleKind;
use cases::{OfficeId, StateName};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;
use store::cases::ahead;

use crate::{Desk, DeskError, Permission, Session};

/// Working days that count as soon, today not among them.
const SOON_DAYS: u32 = 3;
/// States in which somebody waits for the answer, or for the paper that carries it.
pub(super) const AWAITED: [StateName; 5] =
    [StateName::Lodged, StateName::InWork, StateName::Granted, StateName::Refused, StateName::DeemedGranted];

/// How soon the answer to a request is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Soon {
    /// It was due before now.
    Late,
    /// Today.
    Today,
    /// Within the next three working days.
    Days,
}

impl Soon {
    /// Every way, the most urgent first.
    pub const ALL: [Self; 3] = [Self::Late, Self::Today, Self::Days];

    /// The name used in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Today => "today",
            Self::Days => "days",
        }
    }
}

/// Open cases of an office and a service, by how soon their answer is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueCount {
    /// The deciding office.
    pub office: OfficeId,
    /// Number of the service.
    pub service: u8,
    /// How soon.
    pub soon: Soon,
    /// How many.
    pub cases: u64,
}

impl Desk {
    /// Cases whose answer is late, due today, or due within the next three working days, counted by deciding office and
    /// service, for the offices whose overview the caller has. The days are the capital's.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub fn due_soon(&self, who: &Session) -> Result<Vec<DueCount>, DeskError> {
        self.demand_somewhere(who, Permission::SeeOverview)?;
        let offices = self.scope(who).offices_with(Permission::SeeOverview);
        let bounds = self.soon()?;
        let states = AWAITED.map(StateName::as_str);
        let counted = self.store.read(|tx| ahead(tx, offices.as_deref(), &states, &bounds))?;
        Ok(counted
            .into_iter()
            .map(|count| DueCount {
                office: OfficeId(count.office),
                service: u8::try_from(count.service).unwrap_or(0),
                soon: match count.bound {
                    0 => Soon::Late,
                    1 => Soon::Today,
                    _ => Soon::Days,
                },
                cases: u64::try_from(count.cases).unwrap_or(0),
            })
            .collect())
    }

    /// After and through which instants the answer to a case is due that is due so soon.
    pub(super) fn ends(&self, soon: Soon) -> Result<(Timestamp, Timestamp), DeskError> {
        let [now, today, days] = self.soon()?;
        Ok(match soon {
            Soon::Late => (Timestamp::UNIX_EPOCH, now),
            Soon::Today => (now, today),
            Soon::Days => (today, days),
        })
    }

    /// Now, the end of today, the end of the last day that counts as soon.
    fn soon(&self) -> Result<[Timestamp; 3], DeskError> {
        let today = self.today();
        let last = self.law().calendar.working_day_after(today, SOON_DAYS, ScheduleKind::Body);
        let end = |day: jiff::civil::Date| {
            let zone = TimeZone::get(crate::desk::NATIONAL_ZONE).map_err(DeskError::defect)?;
            let next = day.checked_add(1.day()).map_err(DeskError::defect)?;
            Ok::<_, DeskError>(next.to_zoned(zone).map_err(DeskError::defect)?.timestamp())
        };
        Ok([self.now(), end(today)?, end(last.map_err(DeskError::defect)?)?])
    }
}
