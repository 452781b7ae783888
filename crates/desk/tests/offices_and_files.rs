//! Rules around the life of a request: the portal, files that travel, notices, officers, previews.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{Command, Custody, RefusalReason, StateName};
use desk::{DeskError, PaperState, Role, Session};
use directory::Channel;
use rulebook::model::{ApplicantKind, HandOutPaper, HandOutWay};
use world::{CENTRE, ENTERPRISE, World, applicant, office};

struct Staff {
    counter: Session,
    reception: Session,
    executor: Session,
    head: Session,
}

fn staff(world: &World) -> Staff {
    Staff {
        counter: world.person(CENTRE, &[Role::Reception]),
        reception: world.person(ENTERPRISE, &[Role::Reception]),
        executor: world.person(ENTERPRISE, &[Role::Executor]),
        head: world.person(ENTERPRISE, &[Role::Head]),
    }
}

#[test]
fn a_request_of_the_portal_names_no_lodging_office_and_is_seen_where_it_is_decided() {
    let world = World::new();
    let staff = staff(&world);
    let form = world.form(&staff.reception, 7, Channel::Portal);
    let id = world.lodge(&staff.reception, &form).unwrap().acted.case;
    let case = world.stored(id);
    assert_eq!((case.request.lodging_office, case.custody), (None, Custody::NoPaperFile));
    assert_eq!(world.desk.case(&staff.counter, id, "test"), Err(DeskError::NotFound));
    assert!(world.desk.case(&staff.executor, id, "test").is_ok());
}

#[test]
fn a_file_travels_only_between_the_offices_of_its_case_and_from_where_it_is() {
    let world = World::new();
    let staff = staff(&world);
    let id = world.lodge(&staff.counter, &world.form(&staff.counter, 1, Channel::Centre)).unwrap().acted.case;
    let made = |who: &Session, to: &str| world.desk.make_transfer_list(who, &office(to), &[id]);
    let stranger = world.person(world::ELSEWHERE, &[Role::Reception]);
    for (answer, message) in [
        (made(&staff.counter, world::ELSEWHERE), "desk-transfer-no-party"),
        (made(&staff.reception, CENTRE), "desk-transfer-not-here"),
    ] {
        let Err(DeskError::Invalid(errors)) = answer else { panic!("{answer:?}") };
        assert_eq!(errors[0].message, message);
    }
    assert_eq!(made(&stranger, ENTERPRISE), Err(DeskError::NotFound));
    let list = made(&staff.counter, ENTERPRISE).unwrap();
    assert_eq!(world.desk.transfer_list(&stranger, list.id), Err(DeskError::NotFound));
    let wrong_side = world.desk.confirm_sent(&staff.reception, list.id);
    assert!(matches!(wrong_side, Err(DeskError::Forbidden { .. })));
}

#[test]
fn the_file_of_a_withdrawn_request_goes_back_and_an_archived_one_stays() {
    let world = World::new();
    let staff = staff(&world);
    let archivist = world.person(CENTRE, &[Role::Archivist]);
    let form = world.form(&staff.counter, 1, Channel::Centre);
    let [withdrawn, archived] = [1, 2].map(|_| world.lodge(&staff.counter, &form).unwrap().acted.case);
    let send = |who: &Session, to: &str, id| world.desk.make_transfer_list(who, &office(to), &[id]);
    let there = send(&staff.counter, ENTERPRISE, withdrawn).unwrap().id;
    world.desk.confirm_sent(&staff.counter, there).unwrap();
    world.act(&staff.counter, withdrawn, Command::Withdraw { reason: "бас тартты".to_owned() });
    world.desk.confirm_received(&staff.reception, there).unwrap();
    let back = send(&staff.reception, CENTRE, withdrawn).unwrap().id;
    assert!(world.desk.confirm_sent(&staff.reception, back).unwrap().sent_at.is_some());

    world.act(&staff.executor, archived, Command::Start);
    world.act(&staff.head, archived, Command::Grant);
    world.act(&staff.head, archived, Command::Ready { medium: None, number: Some("1".to_owned()) });
    let shown = vec![HandOutPaper::Receipt, HandOutPaper::IdentityDocument];
    let handed = Command::HandOut { way: HandOutWay::InPerson, to: "Айгүл".to_owned(), shown };
    world.act(&staff.counter, archived, handed);
    world.act(&archivist, archived, Command::Archive);
    let Err(DeskError::Invalid(errors)) = send(&staff.counter, ENTERPRISE, archived) else { panic!() };
    assert_eq!(errors[0].message, "desk-transfer-archived");
}

#[test]
fn a_notice_is_read_by_those_it_is_for() {
    let world = World::new();
    let staff = staff(&world);
    let id = world.lodge(&staff.counter, &world.form(&staff.counter, 1, Channel::Centre)).unwrap().acted.case;
    world.act(&staff.head, id, Command::Assign { officer: staff.executor.account.officer() });
    let notice = world.desk.notices(&staff.executor, None).unwrap().items.remove(0);
    assert_eq!((notice.message.as_str(), notice.read), ("desk-notice-assigned", false));
    assert_eq!(world.desk.read_notice(&staff.head, notice.id), Err(DeskError::NotFound));
    world.desk.read_notice(&staff.executor, notice.id).unwrap();
    assert!(world.desk.notices(&staff.executor, None).unwrap().items[0].read);
}

#[test]
fn a_case_is_assigned_to_an_officer_of_the_own_office_under_his_own_name() {
    let world = World::new();
    let staff = staff(&world);
    let id = world.lodge(&staff.counter, &world.form(&staff.counter, 1, Channel::Centre)).unwrap().acted.case;
    let far = Command::Assign { officer: staff.counter.account.officer() };
    assert!(matches!(world.try_act(&staff.head, id, &far), Err(DeskError::Invalid(_))));
    let mut officer = staff.executor.account.officer();
    officer.name = "Somebody Else".to_owned();
    world.act(&staff.head, id, Command::Assign { officer });
    assert_eq!(world.stored(id).assignee.unwrap().name, staff.executor.account.name);
}

#[test]
fn the_papers_that_the_preview_calls_missing_are_those_that_the_engine_refuses_for() {
    let world = World::new();
    let counter = world.person(CENTRE, &[Role::Reception]);
    for service in [1, 3] {
        for represented in [false, true] {
            let mut form = world.form(&counter, service, Channel::Centre);
            form.papers.clear();
            form.payment = None;
            form.representative = represented.then(|| desk::RepresentativeForm {
                name: "Ерлан Оспанов".to_owned(),
                identifier: applicant("", ApplicantKind::Individual, 9).identifier,
                foreign: None,
                phone: None,
                authority: "сенімхат № 5".to_owned(),
            });
            let preview = world.desk.prepare_lodging(&counter, &form).unwrap();
            let shown: std::collections::BTreeSet<String> = preview
                .papers
                .iter()
                .filter(|line| line.state == PaperState::Missing)
                .flat_map(|line| std::iter::once(line.id.clone()).chain(line.with.clone()))
                .collect();
            let Err(DeskError::Refused(refusal)) = world.lodge(&counter, &form) else {
                panic!("not refused")
            };
            let RefusalReason::PapersMissing { papers } = refusal.reason.as_ref() else {
                panic!("{refusal}")
            };
            assert_eq!(
                papers.iter().map(|paper| paper.id.clone()).collect::<std::collections::BTreeSet<_>>(),
                shown
            );
        }
    }
}

#[test]
fn an_applicant_may_be_told_twice_but_a_secret_is_shown_to_the_session_that_lodged_alone() {
    let world = World::new();
    let staff = staff(&world);
    let form = world.form(&staff.counter, 1, Channel::Centre);
    let key = world.key();
    let first = world.desk.lodge(&staff.counter, &form, &key).unwrap();
    let later = world.person(CENTRE, &[Role::Reception]);
    let replayed = world.desk.lodge(&later, &form, &key).unwrap();
    assert_eq!((replayed.acted, replayed.tracking_secret), (first.acted, None));
}

#[test]
fn an_organisation_is_found_by_its_bin() {
    let world = World::new();
    let staff = staff(&world);
    let mut form = world.form(&staff.counter, 1, Channel::Centre);
    form.applicant = applicant("«Жер» ЖШС", ApplicantKind::LegalEntity, 1);
    form.papers.clear();
    form.payment = None;
    form.accept_incomplete = true;
    let lodged = world.lodge(&staff.counter, &form).unwrap().acted;
    let found = world.desk.search(&staff.executor, &form.applicant.identifier, None).unwrap().items;
    assert_eq!(found.iter().map(|item| item.id).collect::<Vec<_>>(), [lodged.case]);
}

#[test]
fn a_request_that_nobody_may_lodge_here_is_refused_by_the_law_with_its_paragraph() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, &[Role::Reception]);
    let form = world.form_without_asking(1, Channel::Centre);
    let Err(DeskError::Refused(refusal)) = world.lodge(&reception, &form) else { panic!("accepted") };
    assert!(matches!(*refusal.reason, RefusalReason::WrongOffice { .. }), "{refusal}");
    assert!(refusal.cite.is_some());
}

#[test]
fn every_letter_of_the_journal_hashes_to_its_leaf_and_names_no_person_outside_its_payload() {
    let world = World::new();
    let staff = staff(&world);
    let form = world.form(&staff.counter, 1, Channel::Centre);
    world.lodge(&staff.counter, &form).unwrap();
    for event in world.store.write(|tx| store::events::since(tx, 0, 500)).unwrap().items {
        use sha2::{Digest, Sha256};
        let leaf = Sha256::new().chain_update([0]).chain_update(&event.event.payload).finalize();
        assert_eq!(event.event.leaf_hash, <[u8; 32]>::from(leaf));
        assert!(!event.event.actor.contains("Сәуле"), "{}", event.event.actor);
    }
}

#[test]
fn every_service_is_lodged_in_every_channel_that_its_standard_offers() {
    let world = World::new();
    for number in 1..=14 {
        let standard = world::LAW.standard(number, world.desk.today()).unwrap();
        for rule in &standard.channels {
            let kind = rule.office.unwrap_or(standard.provider.kind);
            let here = world::LAW.directory.offices().find(|office| {
                let serves = rule.office.is_none() || office.serves(Some(number), Some(rule.channel));
                office.kind == kind && serves && office.region.as_deref() == Some("21")
            });
            let here = here.unwrap_or_else(|| panic!("S{number} {}: no office", rule.channel));
            let counter = world.person(&here.id, &[Role::Reception]);
            let form = world.form(&counter, number, rule.channel);
            let lodged = world.lodge(&counter, &form);
            let told = format!("S{number} {} at {}: {lodged:?}", rule.channel, here.id);
            assert_eq!(
                lodged.as_ref().unwrap_or_else(|_| panic!("{told}")).acted.state,
                StateName::Lodged,
                "{told}"
            );
            let case = world.stored(lodged.unwrap().acted.case);
            let executing = world::LAW.directory.office(&case.request.executing_office.0).unwrap();
            assert!(executing.kind == standard.provider.kind || standard.form.automated, "{told}");
        }
    }
}

#[test]
fn the_category_of_the_land_decides_which_akimat_permits_survey_works() {
    let world = World::new();
    let akimat = world.person("akimat-01-aqkol", &[Role::Reception]);
    let asked = |land: Option<&str>| {
        let mut form = world.form(&akimat, 14, Channel::ExecutiveBody);
        form.parcels[0].cadastral_number = "01-005-065-123".to_owned();
        form.parcels[0].land = land.map(ToOwned::to_owned);
        form.executing_office = None;
        world.desk.prepare_lodging(&akimat, &form).unwrap()
    };
    let offices = |land| asked(Some(land)).offices.into_iter().map(|office| office.0).collect::<Vec<_>>();
    assert_eq!(offices("arable-land"), ["akimat-01-aqmola-oblysy"]);
    let districts = offices("other");
    assert!(
        districts.len() > 10 && !districts.contains(&"akimat-01-aqmola-oblysy".to_owned()),
        "{districts:?}"
    );
    for (land, message) in [(None, "desk-land-needed"), (Some("moon"), "desk-land-unknown")] {
        let problems = asked(land).problems;
        assert!(
            problems.iter().any(|error| (error.field.as_str(), error.message) == ("parcels.0.land", message))
        );
    }
}
