//! Zones of offices, for the API and the pages alike.

use cases::OfficeId;
use desk::Law;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The zone of an office without a region: that of the capital.
pub const NATIONAL_ZONE: &str = "Asia/Almaty";

/// The zone of an office.
pub fn office_zone(law: &Law, office: &OfficeId, at: Timestamp) -> TimeZone {
    let region = law.directory.office(&office.0).and_then(|office| office.region.clone());
    let zone = region.and_then(|region| law.zone(&region, at).ok());
    zone.or_else(|| TimeZone::get(NATIONAL_ZONE).ok()).unwrap_or(TimeZone::UTC)
}
