//! Which office decides: found by the place, chosen by the officer where the directory leaves a choice.

use cases::{OfficeId, Parcel, RegionCode, Zone};
use directory::{Channel, Level};
use rulebook::model::{OfficeLevel, Routing, Standard};

use super::form::LodgingForm;
use crate::check::Check;
use crate::{Desk, FieldError, RegionError, Session};

/// Land of none of the categories that a standard names.
const OTHER_LAND: &str = "other";

/// Where a request goes.
#[derive(Debug, Clone)]
pub(super) struct Route {
    pub region: RegionCode,
    pub zone: Zone,
    /// Offices that may decide.
    pub candidates: Vec<OfficeId>,
    /// The one that will.
    pub executing: Option<OfficeId>,
}

impl Desk {
    pub(super) fn route(
        &self,
        who: &Session,
        form: &LodgingForm,
        standard: &Standard,
        parcels: &[Parcel],
        check: &mut Check,
    ) -> Option<Route> {
        let number = parcels.iter().find_map(|parcel| parcel.cadastral_number.as_ref());
        let own = &who.account.office;
        let typed = form.region.as_deref().map(str::trim).filter(|region| !region.is_empty());
        let region = number
            .map(|number| number.oblast())
            .or(typed)
            .or_else(|| self.offices().region(&own.0))
            .map(ToOwned::to_owned);
        let Some(region) = region else {
            check.add(FieldError::new("region", "desk-region-needed"));
            return None;
        };
        // The one office of the country decides wherever the parcel lies.
        let place = (standard.provider.routing != Routing::SingleOffice).then_some(region.as_str());
        let candidates = match (standard.provider.routing, form.channel) {
            // The system itself answers where it was asked; on the portal the region's office of the keeper stands for it.
            (Routing::WhereLodged, Channel::Portal) => self.deciding(standard, None, place),
            (Routing::WhereLodged, _) => vec![own.clone()],
            (Routing::ParcelLocation | Routing::SingleOffice, _) => {
                let found = self.deciding(standard, Some(standard.number), place);
                self.of_level(standard, parcels, found, check)?
            }
        };
        let zone = self.zone_of(standard, &region, check)?;
        let code =
            region.parse().map_err(|_| check.add(FieldError::new("region", "desk-region-unknown"))).ok()?;
        let executing = choose(form, own, &candidates, check);
        let seat = executing.as_ref().and_then(|office| self.offices().region(&office.0));
        let region = seat.and_then(|seat| seat.parse().ok()).unwrap_or(code);
        Some(Route { region, zone, candidates, executing })
    }

    fn deciding(&self, standard: &Standard, service: Option<u8>, place: Option<&str>) -> Vec<OfficeId> {
        let found = self.offices().deciding(service, standard.provider.kind, place);
        found.into_iter().map(|office| OfficeId(office.to_owned())).collect()
    }

    /// The offices of the level that the category of the land asks for, where a standard divides the land. A region that
    /// has offices of one level alone has nobody else to decide.
    fn of_level(
        &self,
        standard: &Standard,
        parcels: &[Parcel],
        found: Vec<OfficeId>,
        check: &mut Check,
    ) -> Option<Vec<OfficeId>> {
        let levels = &standard.provider.levels;
        if levels.is_empty() {
            return Some(found);
        }
        let known =
            || levels.iter().flat_map(|rule| &rule.land).map(|land| land.id.as_str()).chain([OTHER_LAND]);
        let allowed = || known().collect::<Vec<_>>().join(", ");
        let Some(land) = parcels.iter().find_map(|parcel| parcel.land.as_deref()) else {
            check.add(FieldError::new("parcels.0.land", "desk-land-needed").with("allowed", allowed()));
            return None;
        };
        if !known().any(|id| id == land) {
            check.add(FieldError::new("parcels.0.land", "desk-land-unknown").with("allowed", allowed()));
            return None;
        }
        let rule = levels
            .iter()
            .find(|rule| rule.land.is_empty() || rule.land.iter().any(|known| known.id == land))?;
        let of_level = |office: &&OfficeId| {
            let level = self.law().directory.office(&office.0).map(|office| office.level);
            matches!(
                (rule.level, level),
                (OfficeLevel::Oblast, Some(Level::Oblast)) | (OfficeLevel::District, Some(Level::District))
            )
        };
        let fitting: Vec<OfficeId> = found.iter().filter(of_level).cloned().collect();
        Some(if fitting.is_empty() { found } else { fitting })
    }

    fn zone_of(&self, standard: &Standard, region: &str, check: &mut Check) -> Option<Zone> {
        let error = match self.law().deciding_zone(standard, region, self.now()) {
            Ok(zone) => match zone.iana_name().and_then(|name| name.parse().ok()) {
                Some(zone) => return Some(zone),
                None => FieldError::new("region", "desk-region-unknown"),
            },
            Err(RegionError::Unknown { known, .. }) => {
                FieldError::new("region", "desk-region-unknown").with("allowed", known.join(", "))
            }
            Err(RegionError::NotYet { from, .. }) => {
                FieldError::new("region", "desk-region-not-yet").on("from", from)
            }
        };
        check.add(error);
        None
    }
}

fn choose(
    form: &LodgingForm,
    own: &OfficeId,
    candidates: &[OfficeId],
    check: &mut Check,
) -> Option<OfficeId> {
    let allowed = || candidates.iter().map(|office| office.0.as_str()).collect::<Vec<_>>().join(", ");
    let typed = form.executing_office.as_deref().map(str::trim).filter(|office| !office.is_empty());
    if let Some(typed) = typed {
        let chosen = candidates.iter().find(|office| office.0 == typed);
        if chosen.is_none() {
            check.add(
                FieldError::new("executing_office", "desk-office-not-competent").with("allowed", allowed()),
            );
        }
        return chosen.cloned();
    }
    match candidates {
        [] => {
            check.add(FieldError::new("executing_office", "desk-office-none"));
            None
        }
        [only] => Some(only.clone()),
        _ if candidates.contains(own) => Some(own.clone()),
        _ => {
            check.add(FieldError::new("executing_office", "desk-office-choose").with("allowed", allowed()));
            None
        }
    }
}
