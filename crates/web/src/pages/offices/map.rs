//! The map of the regions: how many offices a question finds in each. Outlines are data of their own.

use std::sync::LazyLock;

use axum::http::Uri;
use directory::Office;
use pages::{MapRegion, RegionMap};
use serde::Deserialize;

use super::asked::Asked;
use super::hours::When;
use super::with;
use crate::pages::Visitor;
use crate::pages::wording::counted;

/// Outlines of the regions, drawn in a field of some width and height.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Outlines {
    width: u32,
    height: u32,
    regions: Vec<Outline>,
}

/// A region on the map.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Outline {
    code: String,
    /// Where its number stands; a city is a dot there.
    at: (u32, u32),
    /// Path of its border; none of a city.
    #[serde(default)]
    outline: Option<String>,
}

const DATA: &str = include_str!("../../../data/region-map.toml");

impl Outlines {
    /// The outlines that ship inside the program; a test reads them.
    fn embedded() -> &'static Self {
        static OUTLINES: LazyLock<Outlines> = LazyLock::new(|| toml::from_str(DATA).unwrap_or_default());
        &OUTLINES
    }
}

/// Shades of the map, besides that of a region without offices.
const SHADES: usize = 4;

/// The map with the regions that exist today, each a link that looks there alone.
pub(super) fn of(visitor: &Visitor, asked: &Asked<'_>, found: &[&Office], uri: &Uri) -> RegionMap<'static> {
    let (law, today) = (visitor.app.desk.law(), visitor.app.desk.today());
    let outlines = Outlines::embedded();
    let count = |code: &str| found.iter().filter(|office| office.region.as_deref() == Some(code)).count();
    let most = outlines.regions.iter().map(|one| count(&one.code)).max().unwrap_or_default();
    let regions = outlines.regions.iter().filter_map(|one| {
        let region = law.directory.region(&one.code)?;
        let exists = region.from.is_none_or(|from| from <= today) && region.to.is_none_or(|to| today <= to);
        let count = count(&one.code);
        exists.then(|| MapRegion {
            name: visitor.language.of(&region.name).to_owned(),
            short: visitor.t(&format!("page-map-region-{}", one.code)),
            href: there(uri, &one.code),
            count,
            shade: (count * SHADES).div_ceil(most.max(1)),
            at: one.at,
            outline: one.outline.as_deref(),
            chosen: asked.query.region.as_deref() == Some(&one.code),
        })
    });
    let caption = match asked.when {
        When::Now => "page-map-open-now",
        When::At(..) => "page-map-open-at",
        When::Whenever => "page-map-found",
    };
    RegionMap {
        caption: visitor.t(caption),
        size: (outlines.width, outlines.height),
        regions: regions.collect(),
        everywhere: (counted(visitor, "page-map-everywhere", found.len()), there(uri, "")),
    }
}

/// The same question in another region; what named the place before is left out.
fn there(uri: &Uri, code: &str) -> String {
    with(uri, &[("parcel", ""), ("district", ""), ("region", code)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk::Law;
    use locale::{Language, Messages};
    use std::collections::BTreeSet;

    #[test]
    fn each_region_stands_on_the_map_once_with_a_short_name_in_every_language() {
        let outlines: Outlines = toml::from_str(DATA).unwrap();
        let law = Law::embedded().unwrap();
        let messages = Messages::embedded().unwrap();
        let drawn: Vec<&str> = outlines.regions.iter().map(|one| one.code.as_str()).collect();
        let known: BTreeSet<&str> = law.directory.regions().map(|region| region.code.as_str()).collect();
        assert_eq!(drawn.iter().copied().collect::<BTreeSet<_>>(), known);
        assert_eq!(drawn.len(), known.len(), "a region stands twice");
        for code in drawn {
            for language in Language::ALL {
                let name = format!("page-map-region-{code}");
                assert!(messages.find(language, &name, &[]).is_some(), "{name} in {language}");
            }
        }
    }

    #[test]
    fn a_place_lies_within_the_map_and_a_border_is_a_path_that_ends_where_it_began() {
        let outlines: Outlines = toml::from_str(DATA).unwrap();
        for one in &outlines.regions {
            assert!(one.at.0 < outlines.width && one.at.1 < outlines.height, "{}", one.code);
            let Some(path) = &one.outline else { continue };
            assert!(path.starts_with('M') && path.ends_with('Z'), "{}", one.code);
            assert!(path.chars().all(|sign| sign.is_ascii_digit() || " -MlZ".contains(sign)), "{}", one.code);
        }
    }
}
