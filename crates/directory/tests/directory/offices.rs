use std::collections::BTreeSet;

use directory::{Channel, Level, Office, OfficeKind};

use crate::{DIRECTORY, files};

/// The tables of each kind of office, by the start of their file names.
const FILES: [(&str, OfficeKind); 5] = [
    ("cadastre_", OfficeKind::CadastreEnterprise),
    ("service_centres", OfficeKind::Centre),
    ("authorised_bodies", OfficeKind::AuthorisedBody),
    ("executive_bodies", OfficeKind::ExecutiveBody),
    ("agency", OfficeKind::Agency),
];

fn prints(office: &Office, standard: u8, column: &dyn Fn(&str) -> String) -> bool {
    let region = office.region.as_deref().and_then(|code| DIRECTORY.region(code));
    let here = region.map_or("Қазақстан Республикасы", |region| region.name.kk.as_str());
    let has = |list: &[directory::Printed<String>], value: String| {
        value.is_empty() || list.iter().any(|form| form.value == value && form.standards.contains(&standard))
    };
    let phones: BTreeSet<&str> = office
        .phones
        .iter()
        .filter(|phone| phone.standards.contains(&standard))
        .map(|phone| phone.value.printed.as_str())
        .collect();
    here == column("region")
        && has(&office.names, column("name"))
        && has(&office.addresses, column("address"))
        && has(&office.postal_codes, column("postal_code"))
        && has(&office.officials, column("responsible_official"))
        && column("phones").split("; ").filter(|phone| !phone.is_empty()).all(|phone| phones.contains(phone))
}

#[test]
fn every_row_of_the_annexes_belongs_to_exactly_one_office() {
    let mut rows = 0;
    for (file, text) in files() {
        let Some((_, kind)) = FILES.iter().find(|(start, _)| file.starts_with(start)) else { continue };
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().expect("headers").clone();
        for record in reader.records() {
            let record = record.expect("a row");
            let column = |name: &str| {
                let place = headers.iter().position(|header| header == name).expect("the column");
                record[place].to_owned()
            };
            let standard: u8 = column("standard").parse().expect("a number");
            let of_kind = DIRECTORY.offices().filter(|office| office.kind == *kind);
            let owners: Vec<&str> = of_kind
                .filter(|office| prints(office, standard, &column))
                .map(|office| office.id.as_str())
                .collect();
            assert_eq!(owners.len(), 1, "{file} {record:?}: {owners:?}");
            rows += 1;
        }
    }
    assert_eq!(rows, 4480 + 2, "4,480 rows of the annexes and two of the Agency");
    assert_eq!(DIRECTORY.rows(), rows);
}

#[test]
fn an_office_that_many_tables_repeat_is_one_office() {
    let count = |kind| DIRECTORY.offices().filter(|office| office.kind == kind).count();
    assert_eq!(count(OfficeKind::CadastreEnterprise), 215, "the table of annex 1 of S1-S4");
    assert_eq!(count(OfficeKind::Centre), 284, "the table of annex 2 of S1-S4, that of S7-S10 has the same");
    assert_eq!(count(OfficeKind::AuthorisedBody), 212, "annex 1 of S11 and S12");
    assert_eq!(
        count(OfficeKind::ExecutiveBody),
        212,
        "annex 1 of S13 and S14, annexes 5 and 4 of S11 and S12"
    );
    assert_eq!(count(OfficeKind::Agency), 1);
}

/// Departments of the enterprise, centres, land departments and akimats of each region, as one standard's table prints them:
/// annexes 1 and 2 of S1, annex 1 of S11, annex 1 of S13. Every other table has the same offices, so that a wrong merge, or a
/// missing one, changes a number. Almaty oblast has a second branch of the enterprise, Pavlodar oblast the enterprise's
/// department of Kurchatov; the rest of the enterprise follows the land departments one by one.
const BY_REGION: [(&str, [usize; 4]); 16] = [
    ("01", [20, 21, 20, 20]),
    ("02", [14, 16, 14, 14]),
    ("03", [21, 32, 20, 20]),
    ("04", [9, 11, 9, 9]),
    ("05", [19, 22, 19, 19]),
    ("06", [12, 16, 12, 12]),
    ("08", [14, 17, 14, 14]),
    ("09", [19, 30, 19, 19]),
    ("10", [9, 13, 9, 9]),
    ("12", [21, 22, 21, 21]),
    ("13", [8, 11, 8, 8]),
    ("14", [15, 15, 14, 14]),
    ("15", [15, 15, 15, 15]),
    ("19", [16, 21, 16, 16]),
    ("20", [1, 8, 1, 1]),
    ("21", [1, 13, 1, 1]),
];

#[test]
fn every_region_has_the_offices_that_its_tables_print() {
    let kinds = [
        OfficeKind::CadastreEnterprise,
        OfficeKind::Centre,
        OfficeKind::AuthorisedBody,
        OfficeKind::ExecutiveBody,
    ];
    let count = |region: Option<&str>| {
        let here = |office: &&Office| office.region.as_deref() == region;
        kinds.map(|kind| DIRECTORY.offices().filter(here).filter(|office| office.kind == kind).count())
    };
    for (region, expected) in BY_REGION {
        assert_eq!(count(Some(region)), expected, "{region}");
    }
    assert_eq!(count(None), [1, 1, 0, 0], "the head offices of the enterprise and of the centres");
    assert_eq!(count(Some("22")), [0; 4], "the tables of 2012-2013 print Shymkent under its oblast");
    let all: usize = BY_REGION.iter().flat_map(|(_, counts)| counts).sum();
    assert_eq!(DIRECTORY.offices().count(), all + 2 + 1, "with the head offices and the Agency");
}

#[test]
fn ids_are_unique_and_never_change() {
    let known: Vec<String> = files()["ids.csv"]
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap_or_default().to_owned())
        .collect();
    let mut held: Vec<String> = DIRECTORY.offices().map(|office| office.id.clone()).collect();
    assert_eq!(held.len(), held.iter().collect::<BTreeSet<_>>().len());
    held.sort();
    assert_eq!(held, known, "an id has changed: cases refer to it for ever");
}

#[test]
fn spelling_variants_are_one_office_with_both_forms() {
    let office = DIRECTORY
        .offices()
        .find(|office| {
            office.names.iter().any(|name| name.value == "Бөрлі аудандық бөлімі")
                && office.kind == OfficeKind::Centre
        })
        .expect("the centre of Бөрлі");
    assert_eq!(office.name(Some(1)), "Бөрілі аудандық бөлімі");
    assert_eq!(office.name(Some(7)), "Бөрлі аудандық бөлімі");
    assert_eq!(office.name(None), "Бөрілі аудандық бөлімі");
}

#[test]
fn akimats_take_complaints_of_standards_that_they_do_not_provide() {
    for office in DIRECTORY.offices().filter(|office| office.kind == OfficeKind::ExecutiveBody) {
        assert_eq!(office.serves.keys().copied().collect::<Vec<_>>(), [13, 14], "{}", office.id);
        assert_eq!(office.complaints_for.iter().copied().collect::<Vec<_>>(), [11, 12], "{}", office.id);
    }
}

#[test]
fn mobile_centres_belong_to_the_centres_of_standards_7_to_10() {
    let mobile = |service| DIRECTORY.providers(service, Channel::MobileCentre, None).count();
    assert_eq!((mobile(1), mobile(7), mobile(10)), (0, 284, 284));
    assert_eq!(DIRECTORY.providers(1, Channel::Centre, None).count(), 284);
    assert_eq!(DIRECTORY.providers(1, Channel::Cadastre, Some("01")).count(), 20);
}

#[test]
fn the_agency_is_the_one_office_of_standards_5_and_6() {
    let agency: Vec<_> = DIRECTORY.providers(5, Channel::Agency, None).collect();
    assert_eq!(agency.len(), 1);
    assert_eq!(DIRECTORY.single_office_region(OfficeKind::Agency).as_deref(), Some("21"));
    assert_eq!(agency[0].phones[0].value.e164.as_deref(), Some("+77172742440"));
}

#[test]
fn departments_hang_under_their_branch_and_branches_under_the_head_office() {
    let heads: Vec<_> = DIRECTORY.offices().filter(|office| office.region.is_none()).collect();
    assert_eq!(heads.len(), 2, "of the enterprise and of the centres");
    for office in DIRECTORY.offices().filter(|office| office.kind == OfficeKind::CadastreEnterprise) {
        let parent = office.parent.as_deref().map(|id| DIRECTORY.office(id).expect("the parent exists"));
        match (office.level, parent) {
            (Level::Head, None) => {}
            (Level::Oblast, Some(parent)) => assert_eq!(parent.level, Level::Head),
            (Level::District, Some(parent)) => {
                assert_eq!(parent.region, office.region, "{}", office.id)
            }
            (level, parent) => panic!("{} is {level:?} under {parent:?}", office.id),
        }
    }
}

#[test]
fn a_sector_hangs_under_the_district_that_its_name_begins_with() {
    let sectors: Vec<&Office> = DIRECTORY.offices().filter(|office| office.level == Level::Sector).collect();
    assert_eq!(sectors.len(), 26, "208 rows in eight tables");
    for sector in sectors {
        let parent = sector.parent.as_deref().and_then(|id| DIRECTORY.office(id)).expect("a parent");
        let first = |office: &Office| office.name(None).split(' ').next().map(ToOwned::to_owned);
        assert_eq!((parent.level, first(parent)), (Level::District, first(sector)), "{}", sector.id);
    }
}
