//! Scans of papers: beside the draft for its officer alone, with the case for good and by name in its journal.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{Command, Event, Scan, ScanId, ScanMedia};
use desk::{DeskError, GivenScan, IdempotencyKey, Role, SCAN_MOST, SCANS_BYTES_MOST, SCANS_MOST, Session};
use directory::Channel;
use sha2::{Digest, Sha256};
use world::{CENTRE, ELSEWHERE, ENTERPRISE, World};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and a picture";
const PDF: &[u8] = b"%PDF-1.7 and pages";

fn given(paper: &str, bytes: &[u8]) -> GivenScan {
    GivenScan { paper: paper.to_owned(), name: "Өтініш.bin".to_owned(), bytes: bytes.to_vec() }
}

fn attach(world: &World, who: &Session, draft: &IdempotencyKey, paper: &str, bytes: &[u8]) {
    world.desk.attach_scan(who, draft, given(paper, bytes)).unwrap();
}

fn refused(answer: Result<(), DeskError>) -> (String, &'static str) {
    let Err(DeskError::Invalid(errors)) = answer else { panic!("{answer:?}") };
    (errors[0].field.clone(), errors[0].message)
}

#[test]
fn scans_of_a_draft_are_its_officers_alone_and_go_over_to_the_case_that_names_them() {
    let world = World::new();
    let (one, other) =
        (world.person(CENTRE, &[Role::Reception]), world.person(ENTERPRISE, &[Role::Reception]));
    let draft = world.key();
    attach(&world, &one, &draft, "application", PNG);
    attach(&world, &one, &draft, "application", PNG);
    world.set("2013-09-02T10:20:00+06:00");
    attach(&world, &one, &draft, "decision-extract", PDF);
    let kept = world.desk.draft_scans(&one, &draft).unwrap();
    assert_eq!(kept.iter().map(|scan| scan.media).collect::<Vec<_>>(), [ScanMedia::Png, ScanMedia::Pdf]);
    assert_eq!(world.desk.draft_scans(&other, &draft).unwrap(), []);
    assert_eq!(world.desk.draft_scan(&other, kept[0].id), Err(DeskError::NotFound));
    assert_eq!(world.desk.draft_scan(&one, kept[0].id).unwrap().bytes, PNG);
    world.desk.take_scan_away(&other, &draft, kept[0].id).unwrap();
    assert_eq!(world.desk.draft_scans(&one, &draft).unwrap().len(), 2, "nobody takes another's away");

    let form = world.form(&one, 1, Channel::Centre);
    let case = world.desk.lodge(&one, &form, &draft).unwrap().acted.case;
    assert_eq!(world.desk.draft_scans(&one, &draft).unwrap(), []);
    let view = world.view(&other, case);
    let said: Vec<&Scan> = view
        .history
        .iter()
        .filter_map(|line| match &line.event {
            Event::ScanAdded { scan } => Some(scan),
            _ => None,
        })
        .collect();
    assert_eq!(said.len(), 2, "{:?}", view.history);
    assert_eq!((said[0].paper.as_str(), said[0].media, said[0].size), ("application", ScanMedia::Png, 22));
    assert_eq!(said[0].sha256, hex::encode(Sha256::digest(PNG)));
    assert_eq!(view.case.version, view.history.len() as u64);
    // Repeated with its key the lodging answers the same.
    assert_eq!(world.desk.lodge(&one, &form, &draft).unwrap().acted.case, case);
    assert_eq!(world.version(case), view.case.version);

    let seen = world.desk.case_scan(&other, case, said[1].id, "шағым").unwrap();
    assert_eq!((seen.bytes.as_slice(), seen.name.as_str()), (PDF, "decision-extract.pdf"));
    let head = world.person(CENTRE, &[Role::Head]);
    let looks = world.desk.access_log(&head, case, None).unwrap().items;
    assert!(looks.iter().any(|look| look.what == "desk-look-scan" && look.why == "шағым"), "{looks:?}");
    let stranger = world.person(ELSEWHERE, &[Role::Head]);
    assert_eq!(world.desk.case_scan(&stranger, case, said[1].id, "x"), Err(DeskError::NotFound));
}

#[test]
fn a_file_is_judged_by_its_first_bytes_and_has_its_most() {
    let world = World::new();
    let who = world.person(CENTRE, &[Role::Reception]);
    let draft = world.key();
    let attach = |bytes: &[u8]| world.desk.attach_scan(&who, &draft, given("application", bytes));
    let field = || "scan:application".to_owned();
    assert_eq!(refused(attach(b"")), (field(), "desk-scan-empty"));
    assert_eq!(refused(attach(b"<svg onload=alert(1)>")), (field(), "desk-scan-media"));
    assert_eq!(refused(attach(b"GIF89a")), (field(), "desk-scan-media"));
    let mut large = b"\xff\xd8\xff".to_vec();
    large.resize(SCAN_MOST + 1, 0);
    assert_eq!(refused(attach(&large)), (field(), "desk-scan-large"));
    large.pop();
    attach(&large).unwrap();
    let room = SCANS_BYTES_MOST / SCAN_MOST;
    for nth in 1..room {
        *large.last_mut().unwrap() = u8::try_from(nth).unwrap();
        attach(&large).unwrap();
    }
    assert_eq!(refused(attach(PNG)), (field(), "desk-scans-large"));
    assert_eq!(world.desk.draft_scans(&who, &draft).unwrap().len(), room, "nothing of a refused one is kept");
    let draft = world.key();
    for nth in 0..SCANS_MOST {
        let bytes = [PNG, &[u8::try_from(nth).unwrap()]].concat();
        world.desk.attach_scan(&who, &draft, given("application", &bytes)).unwrap();
    }
    let one_more = world.desk.attach_scan(&who, &draft, given("application", PDF));
    assert_eq!(refused(one_more), (field(), "desk-scans-many"));
}

#[test]
fn a_scan_of_a_paper_that_is_not_asked_stops_the_lodging_and_loses_nothing() {
    let world = World::new();
    let who = world.person(CENTRE, &[Role::Reception]);
    let draft = world.key();
    attach(&world, &who, &draft, "no-such-paper", PDF);
    let form = world.form(&who, 1, Channel::Centre);
    let answer = world.desk.lodge(&who, &form, &draft);
    assert!(matches!(answer, Err(DeskError::Refused(_))), "{answer:?}");
    let kept = world.desk.draft_scans(&who, &draft).unwrap();
    world.desk.take_scan_away(&who, &draft, kept[0].id).unwrap();
    world.desk.lodge(&who, &form, &draft).unwrap();
}

#[test]
fn a_scan_comes_later_and_is_found_wrong_and_stays() {
    let world = World::new();
    let who = world.person(ENTERPRISE, &[Role::Reception]);
    let case = world.lodge(&who, &world.form(&who, 1, Channel::Cadastre)).unwrap().acted.case;
    let key = world.key();
    let first = world.desk.add_scan(&who, case, given("application", PDF), &key).unwrap();
    assert_eq!(world.desk.add_scan(&who, case, given("application", PDF), &key).unwrap(), first, "once");
    let unknown = world.desk.add_scan(&who, case, given("no-such-paper", PDF), &world.key());
    assert!(matches!(unknown, Err(DeskError::Refused(_))), "{unknown:?}");
    let scan = world.stored(case).scans[0].scan.id;
    let wrong = |scan: ScanId, reason: &str| Command::RejectScan { scan, reason: reason.to_owned() };
    assert!(matches!(world.try_act(&who, case, &wrong(scan, " ")), Err(DeskError::Refused(_))));
    world.act(&who, case, wrong(scan, "екінші беті жоқ"));
    let again = world.try_act(&who, case, &wrong(scan, "тағы"));
    assert!(matches!(again, Err(DeskError::Refused(_))), "{again:?}");
    let kept = &world.stored(case).scans;
    assert_eq!(kept[0].wrong.as_deref(), Some("екінші беті жоқ"));
    assert_eq!(world.desk.case_scan(&who, case, scan, "x").unwrap().bytes, PDF, "it is kept all the same");
    world.act(&who, case, Command::Withdraw { reason: "ойынан қайтты".to_owned() });
    let closed = world.desk.add_scan(&who, case, given("application", PNG), &world.key());
    assert!(matches!(closed, Err(DeskError::Refused(_))), "{closed:?}");
}

#[test]
fn scans_go_with_their_draft() {
    let world = World::new();
    let who = world.person(CENTRE, &[Role::Reception]);
    let (thrown, old) = (world.key(), world.key());
    attach(&world, &who, &thrown, "application", PDF);
    world.desk.forget_draft(&who, &thrown).unwrap();
    assert_eq!(world.desk.draft_scans(&who, &thrown).unwrap(), []);
    world.desk.keep_draft(&who, &old, Vec::new()).unwrap();
    attach(&world, &who, &old, "application", PDF);
    world.set("2013-09-16T10:15:01+06:00");
    world.desk.tick("one").unwrap();
    let who = world.person(CENTRE, &[Role::Reception]);
    assert_eq!(world.desk.draft_scans(&who, &old).unwrap(), []);
}
