//! The table of permissions is what is enforced: every role in every relation takes every step, and looks everywhere.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use cases::{AccountId, CaseId, Command, CommandKind, EndingDocument, Notice, Relation as CaseRelation};
use desk::{
    AccountQuery, BookKind, DeskError, InboxQuery, MATRIX, NEVER_DEPUTED, Permission, Relation, Role, STEPS,
    Session, allows, permission_for, permissions,
};
use directory::Channel;
use proptest::prelude::*;
use rulebook::model::{ApplicantKind, HandOutWay};
use world::{CENTRE, ELSEWHERE, ENTERPRISE, World, above, applicant, office};

#[test]
fn the_table_reads_as_it_was_agreed() {
    let mut text = String::new();
    for row in MATRIX {
        for relation in Relation::ALL {
            let allowed: Vec<_> = permissions(row.role, *relation).iter().map(|one| one.as_str()).collect();
            writeln!(text, "{:<13} {:<16} {}", row.role, relation, allowed.join(" ")).unwrap();
        }
    }
    let never: Vec<_> = NEVER_DEPUTED.iter().map(|one| one.as_str()).collect();
    writeln!(text, "never in the place of somebody away: {}", never.join(" ")).unwrap();
    for (step, permission) in STEPS {
        let needed = permission.map_or("the platform alone", Permission::as_str);
        writeln!(text, "step {:<18} {needed}", step.as_str()).unwrap();
    }
    assert_eq!(
        text.lines().map(str::trim_end).collect::<Vec<_>>(),
        include_str!("permissions.txt").lines().collect::<Vec<_>>()
    );
}

#[test]
fn the_table_names_every_role_and_every_step_once() {
    assert_eq!(MATRIX.iter().map(|row| row.role).collect::<Vec<_>>(), Role::ALL);
    assert_eq!(STEPS.iter().map(|(step, _)| *step).collect::<Vec<_>>(), CommandKind::ALL);
}

#[test]
fn whoever_sees_cases_of_his_office_sees_those_it_accepted_and_those_it_decides() {
    for role in Role::ALL {
        let sees = |relation| permissions(*role, relation).contains(&Permission::ViewCase);
        assert_eq!(sees(Relation::LodgingOffice), sees(Relation::ExecutingOffice), "{role}");
        for relation in Relation::ALL {
            let searches = permissions(*role, *relation).contains(&Permission::Search);
            assert_eq!(
                searches,
                sees(*relation),
                "{role} {relation}: what is found may be opened, and the reverse"
            );
        }
    }
}

#[test]
fn a_superior_office_acts_in_nobodys_place_and_a_stranger_sees_nothing() {
    let acts: BTreeSet<_> = STEPS.iter().filter_map(|(_, permission)| *permission).collect();
    for role in Role::ALL {
        assert!(permissions(*role, Relation::Superior).iter().all(|one| !acts.contains(one)), "{role}");
        assert!(
            permissions(*role, Relation::None).iter().all(|one| [
                Permission::ManageAccounts,
                Permission::KeepRules,
                Permission::KeepAbsences
            ]
            .contains(one)),
            "{role}"
        );
    }
}

/// A step of every kind; whether the law allows it is not asked here.
fn some_command(kind: CommandKind, who: &Session, other: CaseId) -> Option<Command> {
    let text = || "мәтін".to_owned();
    let ending = || EndingDocument { paper: text(), details: None };
    Some(match kind {
        CommandKind::Start => Command::Start,
        CommandKind::Assign => Command::Assign { officer: who.account.officer() },
        CommandKind::Suspend => Command::Suspend {
            ground: text(),
            notice: Notice { paper: None, document: text(), cause: None, until: None, next_steps: text() },
        },
        CommandKind::Resume => Command::Resume { ended_by: ending() },
        CommandKind::RecordFinding => Command::RecordFinding { ground: text(), note: text() },
        CommandKind::SendEnquiry => Command::SendEnquiry { body: text() },
        CommandKind::RecordRemarks => {
            Command::RecordRemarks { enquiry: None, body: Some(text()), text: text() }
        }
        CommandKind::RecordNoRemarks => Command::RecordNoRemarks { enquiry: 1 },
        CommandKind::Grant => Command::Grant,
        CommandKind::Refuse => Command::Refuse { ground: text(), reason: text(), ended_by: None },
        CommandKind::RefuseIncomplete => Command::RefuseIncomplete { missing: vec![text()], reason: text() },
        CommandKind::AddPaper => Command::AddPaper {
            paper: cases::ReceivedPaper {
                id: text(),
                brought: cases::Brought::OriginalKept,
                count: 1,
                note: None,
            },
            payment: None,
        },
        CommandKind::AddScan => Command::AddScan {
            scan: cases::Scan {
                id: cases::ScanId(uuid::Uuid::nil()),
                paper: text(),
                media: cases::ScanMedia::Png,
                size: 1,
                sha256: text(),
            },
        },
        CommandKind::RejectScan => {
            Command::RejectScan { scan: cases::ScanId(uuid::Uuid::nil()), reason: text() }
        }
        CommandKind::Ready => Command::Ready { medium: None, number: None },
        CommandKind::HandOut => Command::HandOut { way: HandOutWay::InPerson, to: text(), shown: Vec::new() },
        CommandKind::Post => Command::Post { item: None },
        CommandKind::Store => Command::Store,
        CommandKind::Archive => Command::Archive,
        CommandKind::Withdraw => Command::Withdraw { reason: text() },
        CommandKind::Cancel => Command::Cancel { reason: text() },
        CommandKind::Link => Command::Link { case: other, relation: CaseRelation::Earlier },
        CommandKind::CorrectSlip => Command::CorrectSlip {
            field: cases::CorrectableField::ApplicantName,
            new: text(),
            reason: text(),
        },
        CommandKind::Clock => Command::Clock,
        CommandKind::TransferFile => Command::TransferFile { to: office(CENTRE), list: text(), position: 1 },
        CommandKind::ReceiveFile => Command::ReceiveFile { list: text() },
        CommandKind::Lodge | CommandKind::NoteParallel => return None,
    })
}

struct Staffed {
    world: World,
    /// Everybody, with what his office is to the case.
    people: Vec<(Session, Role, Relation)>,
    case: CaseId,
}

static STAFFED: LazyLock<Staffed> = LazyLock::new(|| {
    let world = World::new();
    let above = above();
    let places = [
        (CENTRE, Relation::LodgingOffice),
        (ENTERPRISE, Relation::ExecutingOffice),
        (above.as_str(), Relation::Superior),
        (ELSEWHERE, Relation::None),
    ];
    let mut people = Vec::new();
    for (place, relation) in places {
        for role in Role::ALL {
            people.push((world.person(place, &[*role]), *role, relation));
        }
    }
    let reception = world.person(CENTRE, &[Role::Reception]);
    let enterprise = world.person(ENTERPRISE, &[Role::Reception]);
    let form = world.form(&reception, 1, Channel::Centre);
    let case = world.lodge(&reception, &form).unwrap().acted.case;
    for number in 2..8 {
        let counter =
            if number % 2 == 0 { (&reception, Channel::Centre) } else { (&enterprise, Channel::Cadastre) };
        let mut form = world.form(counter.0, 1, counter.1);
        form.applicant = applicant("Айгүл Серікова", ApplicantKind::Individual, number);
        form.parcels[0].cadastral_number = format!("21-318-065-1{number}0");
        world.lodge(counter.0, &form).unwrap();
    }
    Staffed { world, people, case }
});

#[test]
fn every_role_in_every_relation_takes_exactly_the_steps_of_the_table() {
    let Staffed { world, people, case } = &*STAFFED;
    let mut tried = BTreeMap::new();
    for (who, role, relation) in people {
        let sees = permissions(*role, *relation).contains(&Permission::ViewCase);
        for kind in CommandKind::ALL {
            let Some(command) = some_command(*kind, who, *case) else { continue };
            // A stale version is refused after the permission and before the law, and changes nothing.
            let answer = world.desk.act(who, *case, 0, &command, &world.key());
            let told = format!("{role} {relation} {}: {answer:?}", kind.as_str());
            match permission_for(*kind) {
                None => assert!(matches!(answer, Err(DeskError::NotByHand { .. })), "{told}"),
                // The bytes of a scan come another way; the next test tries it.
                Some(_) if *kind == CommandKind::AddScan => {
                    assert!(matches!(answer, Err(DeskError::NotByHand { .. })), "{told}");
                }
                Some(Permission::Transfer) => {
                    assert!(matches!(answer, Err(DeskError::NotByHand { .. })), "{told}");
                }
                Some(_) if !sees => assert_eq!(answer, Err(DeskError::NotFound), "{told}"),
                Some(needed) if permissions(*role, *relation).contains(&needed) => {
                    assert!(matches!(answer, Err(DeskError::Stale { .. })), "{told}");
                    *tried.entry(kind.as_str()).or_insert(0) += 1;
                }
                Some(needed) => {
                    assert_eq!(answer, Err(DeskError::Forbidden { permission: needed }), "{told}");
                }
            }
        }
    }
    assert!(tried.len() > 15, "every step has somebody who may take it: {tried:?}");
}

/// A file that is refused only after the permission was asked.
#[test]
fn scans_are_added_by_whoever_may_take_papers_and_seen_by_whoever_sees_the_case() {
    let Staffed { world, people, case } = &*STAFFED;
    for (who, role, relation) in people {
        let may = |permission| permissions(*role, *relation).contains(&permission);
        let told = format!("{role} {relation}");
        let given =
            desk::GivenScan { paper: "application".to_owned(), name: "a.txt".to_owned(), bytes: vec![1] };
        let added = world.desk.add_scan(who, *case, given.clone(), &world.key());
        let seen = world.desk.case_scan(who, *case, cases::ScanId(uuid::Uuid::nil()), "test");
        assert_eq!(seen, Err(DeskError::NotFound), "{told}: there is no such scan");
        if !may(Permission::ViewCase) {
            assert_eq!(added, Err(DeskError::NotFound), "{told}");
        } else if may(Permission::TakePaper) {
            assert!(matches!(added, Err(DeskError::Invalid(_))), "{told}: {added:?}");
        } else {
            let needed = Permission::TakePaper;
            assert_eq!(added, Err(DeskError::Forbidden { permission: needed }), "{told}");
        }
        let lodges = may(Permission::Lodge)
            || permissions(*role, Relation::LodgingOffice).contains(&Permission::Lodge);
        let draft = world.key();
        let attached = world.desk.attach_scan(who, &draft, given);
        assert_eq!(matches!(attached, Err(DeskError::Invalid(_))), lodges, "{told}: {attached:?}");
        assert_eq!(world.desk.draft_scans(who, &draft).is_ok(), lodges, "{told}");
        let nobodys = world.desk.draft_scan(who, cases::ScanId(uuid::Uuid::nil()));
        assert_eq!(nobodys == Err(DeskError::NotFound), lodges, "{told}: {nobodys:?}");
        let away = world.desk.take_scan_away(who, &draft, cases::ScanId(uuid::Uuid::nil()));
        assert_eq!(away.is_ok(), lodges, "{told}");
    }
}

#[test]
fn every_role_in_every_relation_is_shown_exactly_what_the_table_says() {
    let Staffed { world, people, case } = &*STAFFED;
    for (who, role, relation) in people {
        let may = |permission| permissions(*role, *relation).contains(&permission);
        let somewhere = |permission| allows(&[*role], Relation::ALL, permission);
        let told = format!("{role} {relation}");
        let view = world.desk.case(who, *case, "test");
        assert_eq!(view.is_ok(), may(Permission::ViewCase), "{told}");
        if let Ok(view) = view {
            assert_eq!(view.relations, [*relation], "{told}");
            let needed = view.steps.iter().map(|step| permission_for(step.step).unwrap());
            assert!(needed.into_iter().all(|one| may(one) || one == Permission::TakePaper), "{told}");
        } else {
            assert_eq!(view.err(), Some(DeskError::NotFound), "{told}");
        }
        assert_eq!(world.desk.present(who, *case).is_ok(), may(Permission::ViewCase), "{told}");
        let noted = world.desk.add_note(who, *case, "ескертпе", &world.key());
        let expected = match (may(Permission::ViewCase), may(Permission::WriteNote)) {
            (false, _) => Err(DeskError::NotFound),
            (true, false) => Err(DeskError::Forbidden { permission: Permission::WriteNote }),
            (true, true) => Ok(()),
        };
        assert_eq!(noted, expected, "{told}");
        let found = world.desk.search(who, "серікова", None);
        assert_eq!(found.is_ok(), somewhere(Permission::Search), "{told}");
        let open = world.desk.inbox(who, &InboxQuery::default(), None);
        assert_eq!(open.is_ok(), somewhere(Permission::ViewCase), "{told}");
        assert_eq!(world.desk.overview(who).is_ok(), somewhere(Permission::SeeOverview), "{told}");
        assert_eq!(world.desk.due_soon(who).is_ok(), somewhere(Permission::SeeOverview), "{told}");
        assert_eq!(
            world.desk.accounts(who, &AccountQuery::default(), None).is_ok(),
            somewhere(Permission::ManageAccounts),
            "{told}"
        );
        let link = world.desk.password_link(who, AccountId(uuid::Uuid::nil())).map(|_| ());
        let expected = if somewhere(Permission::ManageAccounts) {
            DeskError::NotFound
        } else {
            DeskError::Forbidden { permission: Permission::ManageAccounts }
        };
        assert_eq!(link, Err(expected.clone()), "{told}");
        let ended = world.desk.end_sessions(who, AccountId(uuid::Uuid::nil()));
        assert_eq!(ended, Err(expected.clone()), "{told}");
        let open = world.desk.open_sessions(who, AccountId(uuid::Uuid::nil()));
        assert_eq!(open, Err(expected), "{told}");
        assert_eq!(
            world.desk.offices_with_accounts(who).is_ok(),
            somewhere(Permission::ManageAccounts),
            "{told}"
        );
        let away = world.desk.absences_of(who, AccountId(uuid::Uuid::nil())).map(|_| ());
        let expected = if somewhere(Permission::KeepAbsences) {
            DeskError::NotFound
        } else {
            DeskError::Forbidden { permission: Permission::KeepAbsences }
        };
        assert_eq!(away, Err(expected), "{told}");
        assert_eq!(world.desk.rules(who).is_ok(), somewhere(Permission::KeepRules), "{told}");
        assert_eq!(world.desk.changeable_rules(who).is_ok(), somewhere(Permission::KeepRules), "{told}");
        let looks = world.desk.access_log(who, *case, None);
        assert_eq!(looks.is_ok(), may(Permission::SeeAccessLog), "{told}");
        let of = if *relation == Relation::LodgingOffice { CENTRE } else { ENTERPRISE };
        let book = world.desk.register(who, BookKind::Registration, &office(of), 2013, None);
        assert_eq!(book.is_ok(), may(Permission::SeeRegister), "{told}");
        let notices = world.desk.office_notices(who, &office(of), None);
        assert_eq!(notices.is_ok(), may(Permission::SeeOverview), "{told}");
        let own = permissions(*role, Relation::LodgingOffice);
        let form = world.form_without_asking(1, Channel::Centre);
        let preview = world.desk.prepare_lodging(who, &form);
        assert_eq!(preview.is_ok(), own.contains(&Permission::Lodge), "{told}");
        let lodged = world.lodge(who, &form);
        let forbidden = lodged == Err(DeskError::Forbidden { permission: Permission::Lodge });
        assert_eq!(forbidden, !own.contains(&Permission::Lodge), "{told}");
        let lists = world.desk.transfer_lists(who, true, None);
        assert_eq!(lists.is_ok(), own.contains(&Permission::Transfer), "{told}");
        let made = world.desk.make_transfer_list(who, &office(CENTRE), &[CaseId(uuid::Uuid::nil())]);
        assert_eq!(made == Err(DeskError::NotFound), own.contains(&Permission::Transfer), "{told}");
        let empty = world.desk.replace_tracking_secret(who, CaseId(uuid::Uuid::nil()), "x");
        assert_eq!(empty, Err(DeskError::NotFound), "{told}");
        if !may(Permission::ReplaceSecret) {
            assert!(world.desk.replace_tracking_secret(who, *case, "жеке куәлік").is_err(), "{told}");
        }
        let new = world.account("somebody", ELSEWHERE, &[]);
        let made = world.desk.create_account(who, &new);
        let forbidden = made == Err(DeskError::Forbidden { permission: Permission::ManageAccounts });
        assert_eq!(forbidden, !somewhere(Permission::ManageAccounts), "{told}");
    }
}

#[test]
fn a_cashier_takes_the_proof_of_payment_and_no_other_paper() {
    let Staffed { world, people, case } = &*STAFFED;
    let (cashier, _, _) = people
        .iter()
        .find(|(_, role, relation)| *role == Role::Cashier && *relation == Relation::ExecutingOffice)
        .unwrap();
    let Some(Command::AddPaper { paper, .. }) = some_command(CommandKind::AddPaper, cashier, *case) else {
        panic!()
    };
    let without = Command::AddPaper { paper: paper.clone(), payment: None };
    let payment = cases::Payment {
        payer: rulebook::model::Payer::Individual,
        purpose: None,
        area_ha: 1.into(),
        amount: 1.into(),
        receipt_number: "77".to_owned(),
        paid_on: world.desk.today(),
    };
    let with = Command::AddPaper { paper, payment: Some(payment) };
    let forbidden = Err(DeskError::Forbidden { permission: Permission::TakePaper });
    assert_eq!(world.desk.act(cashier, *case, 0, &without, &world.key()), forbidden);
    let taken = world.desk.act(cashier, *case, 0, &with, &world.key());
    assert!(matches!(taken, Err(DeskError::Stale { .. })), "{taken:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_list_shows_a_case_that_cannot_be_opened_and_the_inbox_shows_all_that_can(
        place in 0usize..32,
        query in prop_oneof![Just("айг"), Just("серікова"), Just("21-318-065-120"), Just("21-318-065-123")],
        late in proptest::option::of(any::<bool>()),
        mine in any::<bool>(),
        service in proptest::option::of(1u8..3),
    ) {
        let Staffed { world, people, .. } = &*STAFFED;
        let (who, _, _) = &people[place % people.len()];
        let every: BTreeSet<CaseId> = world
            .store
            .read(|tx| store::cases::inbox(tx, &Default::default(), &store::cases::Visibility::All, None, 500))
            .unwrap()
            .items
            .iter()
            .map(|head| CaseId(head.id))
            .collect();
        let opens = |id: CaseId| world.desk.case(who, id, "test").is_ok();
        if let Ok(page) = world.desk.search(who, query, None) {
            for item in page.items {
                prop_assert!(opens(item.id));
            }
        }
        let filter = InboxQuery { late, mine, service, ..InboxQuery::default() };
        if let Ok(page) = world.desk.inbox(who, &filter, None) {
            for item in page.items {
                prop_assert!(opens(item.id));
            }
        }
        let whole = world.desk.inbox(who, &InboxQuery::default(), None).map(|page| page.items).unwrap_or_default();
        let listed: BTreeSet<CaseId> = whole.iter().map(|item| item.id).collect();
        let opened: BTreeSet<CaseId> = every.into_iter().filter(|id| opens(*id)).collect();
        prop_assert_eq!(listed, opened);
        if let Ok(counts) = world.desk.overview(who) {
            for count in counts {
                prop_assert!(whole.iter().filter(|item| item.executing_office == count.office).count() as u64 >= count.cases);
            }
        }
    }
}
