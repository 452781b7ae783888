use std::collections::BTreeSet;

use directory::{Channel, Level, Office, OfficeKind, OfficeQuery, fold};
use proptest::prelude::*;

use crate::DIRECTORY;

fn query() -> OfficeQuery {
    OfficeQuery { limit: OfficeQuery::MOST, ..OfficeQuery::default() }
}

/// Ids of all pages, one after another.
fn ids(query: &OfficeQuery) -> Vec<String> {
    let mut query = query.clone();
    let mut all = Vec::new();
    loop {
        let page = DIRECTORY.search(&query).expect("the cursor is ours");
        assert!(page.offices.len() <= query.limit.clamp(1, OfficeQuery::MOST));
        all.extend(page.offices.iter().map(|office| office.id.clone()));
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => return all,
        }
    }
}

fn words(words: &str) -> OfficeQuery {
    OfficeQuery { words: words.to_owned(), ..query() }
}

/// What a query finds, said anew: every filter holds, and every word stands in some printed name, address or postal code.
fn finds(query: &OfficeQuery, office: &Office) -> bool {
    let folded: Vec<String> = office
        .names
        .iter()
        .chain(&office.addresses)
        .chain(&office.postal_codes)
        .map(|form| fold(&form.value))
        .collect();
    let serves = office.serves.iter().any(|(service, channels)| {
        query.service.is_none_or(|asked| asked == *service)
            && query.channel.is_none_or(|asked| channels.contains(&asked))
    });
    (serves || (query.service.is_none() && query.channel.is_none()))
        && query.region.as_ref().is_none_or(|region| office.region.as_ref() == Some(region))
        && query.district.as_ref().is_none_or(|district| {
            let above = || DIRECTORY.office(office.parent.as_ref()?)?.district.as_ref();
            office.level == Level::Oblast || office.district.as_ref().or_else(above) == Some(district)
        })
        && query.kind.is_none_or(|kind| office.kind == kind)
        && fold(&query.words).split(' ').all(|word| folded.iter().any(|form| form.contains(word)))
}

#[test]
fn search_forgives_plain_letters() {
    let plain = ids(&words("кызылорда абай"));
    assert!(!plain.is_empty());
    assert_eq!(plain, ids(&words("Қызылорда Абай")));
    assert_eq!(ids(&words("ОСКЕМЕН")), ids(&words("Өскемен")));
}

#[test]
fn search_finds_an_office_by_each_of_its_printed_names() {
    let centre = |name: &str| ids(&OfficeQuery { kind: Some(OfficeKind::Centre), ..words(name) });
    assert_eq!(centre("Бөрлі аудандық"), centre("Бөрілі аудандық"));
    assert_eq!(centre("Бөрлі аудандық").len(), 1);
}

#[test]
fn a_district_finds_its_offices_and_those_above_it() {
    let of = |region: &str, district: &str| OfficeQuery {
        region: Some(region.to_owned()),
        district: Some(district.to_owned()),
        ..query()
    };
    let found = ids(&of("01", "Ақкөл ауданы"));
    let offices: Vec<&Office> = found.iter().map(|id| DIRECTORY.office(id).expect("found")).collect();
    assert!(offices.iter().all(|office| office.region.as_deref() == Some("01")));
    for kind in [
        OfficeKind::CadastreEnterprise,
        OfficeKind::Centre,
        OfficeKind::AuthorisedBody,
        OfficeKind::ExecutiveBody,
    ] {
        let own =
            |office: &&&Office| office.kind == kind && office.district.as_deref() == Some("Ақкөл ауданы");
        assert_eq!(offices.iter().filter(own).count(), 1, "{kind}");
        assert!(offices.iter().any(|office| office.kind == kind && office.level == Level::Oblast), "{kind}");
    }
    let strangers =
        offices.iter().filter(|office| office.district.as_deref().is_some_and(|name| name != "Ақкөл ауданы"));
    assert_eq!(strangers.count(), 0);
    // Abai is a district of three oblasts.
    assert!(ids(&of("01", "Абай ауданы")).len() < ids(&of("09", "Абай ауданы")).len());
}

#[test]
fn a_sector_of_a_centre_is_there_for_the_district_above_it() {
    let sectors =
        DIRECTORY.offices().filter(|office| office.level == Level::Sector && office.district.is_none());
    let mut told = 0;
    for sector in sectors {
        let Some(district) = DIRECTORY.district_of(sector) else { continue };
        let above = DIRECTORY.office(sector.parent.as_ref().expect("it has one")).expect("it is held");
        assert_eq!(above.district.as_deref(), Some(district), "{}", sector.id);
        assert!(DIRECTORY.serves_district(sector, district));
        told += 1;
    }
    println!("{told}");
}

#[test]
fn all_words_must_be_found() {
    assert!(ids(&words("Қызылорда Абай жоқсөз")).is_empty());
    let both: BTreeSet<String> = ids(&words("Қызылорда Абай")).into_iter().collect();
    let one: BTreeSet<String> = ids(&words("Қызылорда")).into_iter().collect();
    assert!(both.is_subset(&one) && both.len() < one.len());
}

#[test]
fn a_service_with_a_channel_finds_those_that_provide_it_there() {
    let found = |service, channel| {
        ids(&OfficeQuery { service: Some(service), channel: Some(channel), ..query() }).len()
    };
    assert_eq!(found(1, Channel::Cadastre), 215);
    assert_eq!(found(1, Channel::MobileCentre), 0, "standards 1-4 name no mobile centres");
    assert_eq!(found(11, Channel::AuthorisedBody), 212);
    assert_eq!(found(11, Channel::ExecutiveBody), 0, "akimats hear complaints about it only");
    assert_eq!(found(7, Channel::Portal), 0, "the portal is no office");
}

#[test]
fn a_cursor_that_nobody_gave_is_refused() {
    for cursor in ["", "zz", "6f6e65", "6", "ff", "абв"] {
        let query = OfficeQuery { cursor: Some(cursor.to_owned()), ..query() };
        assert!(DIRECTORY.search(&query).is_err(), "{cursor}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_concatenated_are_the_whole_list(
        limit in 0_usize..120,
        service in prop::option::of(1_u8..15),
        channel in prop::option::of(prop::sample::select(Channel::ALL)),
        kind in prop::option::of(prop::sample::select(OfficeKind::ALL)),
        region in prop::option::of("(0[1-9]|1[0-9]|2[0-2])"),
        district in prop::option::of("(Ақкөл|Абай|Есіл) ауданы"),
        words in "(|алматы|Ақ|қала 5|абай к)",
    ) {
        let query = OfficeQuery { service, channel, region, district, kind, words, cursor: None, limit };
        let whole: Vec<String> = DIRECTORY
            .offices()
            .filter(|office| finds(&query, office))
            .map(|office| office.id.clone())
            .collect();
        prop_assert_eq!(ids(&query), whole);
    }
}
