//! Which office stands above which, told from level, region and the order of the tables.

use crate::OfficeKind;
use crate::office::{Level, Office};

struct Known {
    kind: OfficeKind,
    level: Level,
    region: Option<String>,
    name: String,
    id: String,
}

/// Hangs districts under the nearest oblast office of their kind and region that stands before them in the tables (an
/// oblast may have two branches, each followed by its departments), oblast offices under the head office, sectors under
/// the district whose name theirs begins with.
pub(crate) fn with_parents(mut offices: Vec<Office>) -> Vec<Office> {
    let known: Vec<Known> = offices.iter().map(known).collect();
    for (position, office) in offices.iter_mut().enumerate() {
        let before = known.get(..position).unwrap_or_default();
        office.parent = parent(office, before).map(|parent| parent.id.clone());
    }
    offices
}

fn known(office: &Office) -> Known {
    Known {
        kind: office.kind,
        level: office.level,
        region: office.region.clone(),
        name: office.name(None).to_owned(),
        id: office.id.clone(),
    }
}

fn parent<'k>(office: &Office, before: &'k [Known]) -> Option<&'k Known> {
    let nearest = |fits: &dyn Fn(&Known) -> bool| {
        before.iter().rev().find(|known| known.kind == office.kind && fits(known))
    };
    let branch = || nearest(&|known| known.level == Level::Oblast && known.region == office.region);
    match office.level {
        Level::Head => None,
        Level::Oblast => nearest(&|known| known.level == Level::Head),
        Level::District => branch(),
        Level::Sector => {
            let first = office.name(None).split(' ').next().unwrap_or_default();
            let district = nearest(&|known| {
                known.level == Level::District
                    && known.region == office.region
                    && known.name.split(' ').next() == Some(first)
            });
            district.or_else(branch)
        }
    }
}
