//! Zones and hours of offices, for the API and the pages alike.

use cases::OfficeId;
use desk::Law;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The zone of an office without a region: that of the capital.
pub const NATIONAL_ZONE: &str = "Asia/Almaty";

/// The zone of an office.
pub fn office_zone(law: &Law, office: &OfficeId, at: Timestamp) -> TimeZone {
    let region = law.directory.office(&office.0).and_then(|office| office.region.as_deref());
    region_zone(law, region, at)
}

/// The zone of a region; that of the capital where there is none.
pub fn region_zone(law: &Law, region: Option<&str>, at: Timestamp) -> TimeZone {
    let zone = region.and_then(|region| law.zone(region, at).ok());
    zone.or_else(|| TimeZone::get(NATIONAL_ZONE).ok()).unwrap_or(TimeZone::UTC)
}
