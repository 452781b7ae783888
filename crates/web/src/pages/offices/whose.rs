//! Whose office decides and where one may lodge, as the law says it; and what a parcel's number tells of that.

use axum::http::Uri;
use directory::{Office, OfficeKind};
use pages::{KindRow, ParcelPlace};
use rulebook::model::{OfficeLevel, Routing, Standard};

use super::asked::Asked;
use super::with;
use crate::pages::Visitor;
use crate::pages::wording::{day, said};

/// Who decides and by what that office is found, then the ways to lodge; each with its paragraph.
pub(in crate::pages) fn told(standard: &Standard, visitor: &Visitor) -> Vec<(String, String)> {
    let mut found = decides(standard, visitor);
    found.extend(standard.channels.iter().map(|rule| {
        let channel = visitor.t(&format!("case-channel-{}", rule.channel));
        (said(visitor, "page-whose-lodge", &[("channel", channel)]), rule.cite.to_string())
    }));
    found
}

/// Who decides and by what that office is found.
pub(in crate::pages) fn decides(standard: &Standard, visitor: &Visitor) -> Vec<(String, String)> {
    let provider = &standard.provider;
    let office = visitor.t(&format!("page-provider-{}", provider.kind));
    let by = match provider.routing {
        Routing::ParcelLocation => "page-whose-parcel-location",
        Routing::SingleOffice => "page-whose-single-office",
        Routing::WhereLodged => "page-whose-where-lodged",
    };
    let mut found = vec![(said(visitor, by, &[("office", office)]), provider.cite.to_string())];
    found.extend(provider.levels.iter().map(|rule| {
        let names = rule.land.iter().map(|land| visitor.language.of(&land.name));
        let land = match rule.land.is_empty() {
            true => visitor.t("page-whose-other-land"),
            false => names.collect::<Vec<_>>().join(", "),
        };
        let level = match rule.level {
            OfficeLevel::Oblast => "page-whose-level-oblast",
            OfficeLevel::District => "page-whose-level-district",
        };
        (said(visitor, level, &[("land", land)]), rule.cite.to_string())
    }));
    found
}

/// What a parcel's number tells, and what it does not: its region, but no district.
pub(super) fn of_parcel(visitor: &Visitor, asked: &Asked<'_>, uri: &Uri) -> ParcelPlace {
    let directory = &visitor.app.desk.law().directory;
    let code = asked.query.region.as_deref().unwrap_or_default();
    let region = directory.region(code).map_or("", |region| visitor.language.of(&region.name));
    let number = asked.parcel.clone().unwrap_or_default();
    let args = [("number", number), ("region", region.to_owned())];
    let there = directory.offices().filter(|office| {
        let service = asked.query.service;
        office.region.as_deref() == Some(code)
            && service.is_none_or(|service| office.serves(Some(service), None))
            && asked.query.district.as_deref().is_none_or(|name| directory.serves_district(office, name))
    });
    let there: Vec<&Office> = there.collect();
    let kinds = OfficeKind::ALL.iter().filter_map(|kind| {
        let count = there.iter().filter(|office| office.kind == *kind).count();
        (count > 0).then(|| KindRow {
            name: visitor.t(&format!("page-provider-{kind}")),
            part: asked.standard.map(|standard| {
                let decides = standard.provider.kind == *kind;
                visitor.t(if decides { "page-office-decides" } else { "page-office-accepts" })
            }),
            count,
            href: with(uri, &[("kind", kind.as_str())]),
        })
    });
    let district = match &asked.query.district {
        Some(name) => said(visitor, "page-offices-in-district", &[("district", name.clone())]),
        None => visitor.t("page-offices-choose-district"),
    };
    ParcelPlace {
        region: said(visitor, "page-offices-of-parcel", &args),
        district,
        why: visitor.t("page-offices-no-code"),
        kinds: kinds.collect(),
    }
}

/// A region that came into being after the annexes has no office in them: where to look instead, with the address.
pub(super) fn elsewhere(visitor: &Visitor, asked: &Asked<'_>, found: usize) -> Option<(String, String)> {
    let directory = &visitor.app.desk.law().directory;
    let region = directory.region(asked.query.region.as_deref()?)?;
    let lists = directory.offices().any(|office| office.region.as_deref() == Some(&region.code));
    let from = region.from.filter(|_| found == 0 && !lists)?;
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(service) = asked.query.service {
        query.append_pair("service", &service.to_string());
    }
    query.append_pair("q", &region.name.kk);
    let name = visitor.language.of(&region.name).to_owned();
    let text = said(visitor, "page-offices-elsewhere", &[("region", name), ("day", day(from))]);
    Some((text, visitor.to(&format!("/offices?{}", query.finish()))))
}
