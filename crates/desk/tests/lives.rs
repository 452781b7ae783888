//! Requests from lodging to hand-out, and what must hold on the way.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{Command, CommandKind, Custody, Event, Need, RefusalReason, Relation, StateName};
use desk::{BookKind, DeskError, PaperState, Role, Session, Soon};
use directory::Channel;
use rulebook::model::{ApplicantKind, HandOutPaper};
use world::{CENTRE, ENTERPRISE, World, applicant, office};

struct Staff {
    counter: Session,
    reception: Session,
    executor: Session,
    head: Session,
    archivist: Session,
}

fn staff(world: &World) -> Staff {
    Staff {
        counter: world.person(CENTRE, &[Role::Reception]),
        reception: world.person(ENTERPRISE, &[Role::Reception]),
        executor: world.person(ENTERPRISE, &[Role::Executor]),
        head: world.person(ENTERPRISE, &[Role::Head]),
        archivist: world.person(CENTRE, &[Role::Archivist]),
    }
}

#[test]
fn a_request_lives_from_the_centre_through_the_enterprise_back_to_the_applicant() {
    let world = World::new();
    let staff = staff(&world);
    let lodged = world.lodge(&staff.counter, &world.form(&staff.counter, 1, Channel::Centre)).unwrap();
    let id = lodged.acted.case;
    let secret = lodged.tracking_secret.unwrap();
    let number = lodged.acted.number.to_string();
    let told = || world.desk.track(&number, secret.reveal()).unwrap();
    assert_eq!((told().left.unwrap().days, told().collect), (Some(6), None));
    assert!(told().deemed_from.is_some(), "S1 ¶16: silence grants");
    let view = world.view(&staff.executor, id);
    assert_eq!(view.case.request.executing_office, office(ENTERPRISE));
    assert_eq!(view.case.custody, Custody::Held { office: office(CENTRE) });
    assert_eq!(view.left.as_ref().unwrap().days, Some(6), "six working days after a Monday");

    let list = world.desk.make_transfer_list(&staff.counter, &office(ENTERPRISE), &[id]).unwrap();
    assert_eq!((list.number.as_str(), list.lines.len()), ("2013-1", 1));
    assert!(matches!(world.desk.confirm_received(&staff.reception, list.id), Err(DeskError::Invalid(_))));
    world.desk.confirm_sent(&staff.counter, list.id).unwrap();
    assert!(matches!(world.stored(id).custody, Custody::InTransit { .. }));
    world.desk.confirm_received(&staff.reception, list.id).unwrap();
    assert_eq!(world.stored(id).custody, Custody::Held { office: office(ENTERPRISE) });
    assert!(matches!(world.desk.confirm_received(&staff.reception, list.id), Err(DeskError::Invalid(_))));

    world.act(&staff.head, id, Command::Assign { officer: staff.executor.account.officer() });
    world.act(&staff.executor, id, Command::Start);
    world.set("2013-09-04T11:00:00+06:00");
    world.act(&staff.head, id, Command::Grant);
    let ready =
        world.act(&staff.executor, id, Command::Ready { medium: None, number: Some("А-1".to_owned()) });
    assert_eq!(ready.state, StateName::Ready);
    let collect = told().collect.unwrap();
    assert_eq!((collect.office, collect.cite.0.as_str()), (Some(office(CENTRE)), "S1 ¶15"));
    assert!(collect.shown.contains(&HandOutPaper::Receipt) && told().left.is_none());
    let back = world.desk.make_transfer_list(&staff.reception, &office(CENTRE), &[id]).unwrap();
    world.desk.confirm_sent(&staff.reception, back.id).unwrap();
    world.desk.confirm_received(&staff.counter, back.id).unwrap();

    let view = world.view(&staff.counter, id);
    let step = view.steps.iter().find(|step| step.step == CommandKind::HandOut).unwrap();
    let choices = step.needs.iter().find_map(|need| match need {
        Need::Way { choices } => Some(choices.clone()),
        _ => None,
    });
    let way = choices.unwrap().remove(0);
    let hand_out =
        Command::HandOut { way: way.way, to: "Айгүл Серікова".to_owned(), shown: way.requires };
    world.act(&staff.counter, id, hand_out);
    world.act(&staff.archivist, id, Command::Archive);

    let tracking = told();
    assert_eq!((tracking.state, &tracking.collect), (StateName::Archived, &None));
    assert!(tracking.timeline.iter().any(|line| line.message == "case-event-granted"));
    let history = world.view(&staff.head, id).history;
    assert!(history.iter().zip(1..).all(|(line, version)| line.version == version));
    let basis = history.iter().find(|line| matches!(line.event, Event::Granted { .. })).unwrap();
    let basis = basis.provenance.as_ref().unwrap();
    assert_eq!(basis["standard"], 1);
    assert!(!basis["files"].as_array().unwrap().is_empty() && basis["engine"].is_string());
    assert!(basis["inputs"]["last_leaf"].is_string());
}

#[test]
fn the_state_that_is_kept_is_what_the_events_say() {
    let world = World::new();
    let staff = staff(&world);
    let id = world.lodge(&staff.counter, &world.form(&staff.counter, 1, Channel::Centre)).unwrap().acted.case;
    world.act(&staff.executor, id, Command::Start);
    let told = world.view(&staff.head, id).history.into_iter().fold(None, |case, line| {
        let recorded = cases::Recorded { event: line.event, at: line.at, actor: line.actor, cite: line.cite };
        Some(cases::evolve(case, &recorded).unwrap())
    });
    assert_eq!(told.unwrap(), world.stored(id));
}

#[test]
fn incomplete_papers_are_refused_with_their_list_unless_the_applicant_insists() {
    let world = World::new();
    let counter = world.person(CENTRE, &[Role::Reception]);
    let mut form = world.form(&counter, 1, Channel::Centre);
    form.papers.retain(|paper| paper.id != "fee-receipt");
    form.payment = None;
    let preview = world.desk.prepare_lodging(&counter, &form).unwrap();
    let missing: Vec<_> = preview
        .papers
        .iter()
        .filter(|line| line.state == PaperState::Missing)
        .map(|line| line.id.clone())
        .collect();
    let Err(DeskError::Refused(refusal)) = world.lodge(&counter, &form) else { panic!("not refused") };
    let RefusalReason::PapersMissing { papers } = refusal.reason.as_ref() else { panic!("{refusal}") };
    assert_eq!(papers.iter().map(|paper| paper.id.clone()).collect::<Vec<_>>(), missing);
    assert_eq!(missing, ["fee-receipt"]);
    assert!(refusal.cite.is_some());
    assert_eq!(world.events(), account_events(&world));
    form.accept_incomplete = true;
    let lodged = world.lodge(&counter, &form).unwrap();
    assert_eq!(world.stored(lodged.acted.case).missing, missing);
}

/// Events of accounts alone: one for the operator, one for whoever was made.
fn account_events(world: &World) -> usize {
    let all = world.store.write(|tx| store::events::since(tx, 0, 500)).unwrap().items;
    all.iter().filter(|event| event.event.kind == "account-changed.v1").count()
}

#[test]
fn every_wrong_field_is_told_at_once() {
    let world = World::new();
    let counter = world.person(CENTRE, &[Role::Reception]);
    let mut form = world.form(&counter, 1, Channel::Centre);
    form.applicant.name = "  ".to_owned();
    form.applicant.identifier = "123".to_owned();
    form.applicant.email = Some("nobody".to_owned());
    form.applicant.phone = Some("call me".to_owned());
    form.parcels[0].cadastral_number = "21-318".to_owned();
    form.payment.as_mut().unwrap().paid_on = "2014-01-01".to_owned();
    form.parcels[0].location = Some("я".repeat(501));
    let Err(DeskError::Invalid(errors)) = world.lodge(&counter, &form) else { panic!("accepted") };
    let fields: std::collections::BTreeSet<_> = errors.iter().map(|error| error.field.as_str()).collect();
    let expected = [
        "applicant.email",
        "applicant.identifier",
        "applicant.name",
        "applicant.phone",
        "parcels.0.cadastral_number",
        "parcels.0.location",
        "payment.paid_on",
    ];
    assert_eq!(fields.into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(world.desk.prepare_lodging(&counter, &form).unwrap().problems, errors);
}

#[test]
fn a_call_repeated_with_its_key_answers_the_same_and_writes_nothing() {
    let world = World::new();
    let staff = staff(&world);
    let form = world.form(&staff.counter, 1, Channel::Centre);
    let key = world.key();
    let first = world.desk.lodge(&staff.counter, &form, &key).unwrap();
    assert!(first.tracking_secret.is_some());
    let events = world.events();
    assert_eq!(world.desk.lodge(&staff.counter, &form, &key).unwrap(), first);
    let id = first.acted.case;
    let key = world.key();
    let started = world.desk.act(&staff.executor, id, 1, &Command::Start, &key).unwrap();
    assert_eq!(world.desk.act(&staff.executor, id, 1, &Command::Start, &key).unwrap(), started);
    assert_eq!(world.events(), events + 1);
    let other = Command::SendEnquiry { body: "x".to_owned() };
    assert_eq!(world.desk.act(&staff.executor, id, 1, &other, &key), Err(DeskError::KeyReused));
}

#[test]
fn a_stale_version_is_refused() {
    let world = World::new();
    let staff = staff(&world);
    let id = world.lodge(&staff.counter, &world.form(&staff.counter, 1, Channel::Centre)).unwrap().acted.case;
    world.act(&staff.executor, id, Command::Start);
    let stale = world.desk.act(&staff.head, id, 1, &Command::Grant, &world.key());
    assert_eq!(stale, Err(DeskError::Stale { expected: 1, found: 2 }));
    assert_eq!(world.stored(id).state_name(), StateName::InWork);
}

#[test]
fn a_second_request_of_another_applicant_for_the_parcel_is_seen_on_both_cases() {
    let world = World::new();
    let staff = staff(&world);
    let form = world.form(&staff.counter, 1, Channel::Centre);
    let first = world.lodge(&staff.counter, &form).unwrap().acted;
    let mut second = form.clone();
    second.applicant = applicant("Ерлан Оспанов", ApplicantKind::Individual, 2);
    let preview = world.desk.prepare_lodging(&staff.counter, &second).unwrap();
    assert_eq!(preview.parallels.iter().map(|line| line.number).collect::<Vec<_>>(), [first.number]);
    let second = world.lodge(&staff.counter, &second).unwrap().acted;
    for (here, there) in [(&first, &second), (&second, &first)] {
        let view = world.view(&staff.head, here.case);
        assert_eq!(view.parallels.iter().map(|one| one.number).collect::<Vec<_>>(), [there.number]);
        let suspend = view.steps.iter().find(|step| step.step == CommandKind::Suspend).unwrap();
        let offered = suspend.needs.iter().any(|need| match need {
            Need::Ground { choices } => choices.iter().any(|ground| ground.offered_for == [there.number]),
            _ => false,
        });
        assert!(offered, "suspension is offered on {}", here.number);
    }
    let again = world.lodge(&staff.counter, &form).unwrap().acted;
    let seen = world.stored(again.case).parallels;
    assert_eq!(
        seen.iter().map(|one| one.number).collect::<Vec<_>>(),
        [second.number],
        "one's own does not count"
    );
}

#[test]
fn books_have_no_gaps_and_suspensions_stand_in_them() {
    let world = World::new();
    let staff = staff(&world);
    let form = world.form(&staff.counter, 1, Channel::Centre);
    let lodged = world.lodge(&staff.counter, &form).unwrap();
    let (first, secret) = (lodged.acted, lodged.tracking_secret.unwrap());
    let mut wrong = form.clone();
    wrong.papers.clear();
    assert!(world.lodge(&staff.counter, &wrong).is_err());
    let mut other = form.clone();
    other.applicant = applicant("Ерлан Оспанов", ApplicantKind::Individual, 2);
    other.parcels[0].cadastral_number = "21-318-065-124".to_owned();
    let second = world.lodge(&staff.counter, &other).unwrap().acted;
    world.act(&staff.executor, first.case, Command::Start);
    let view = world.view(&staff.head, first.case);
    let suspend = view.steps.iter().find(|step| step.step == CommandKind::Suspend).unwrap();
    let ground = suspend.needs.iter().find_map(|need| match need {
        Need::Ground { choices } => choices.iter().find(|choice| choice.offered_for.is_empty()).cloned(),
        _ => None,
    });
    let ground = ground.unwrap();
    let notice = cases::Notice {
        paper: ground.rests_on.first().map(|paper| paper.id.clone()),
        document: "№ 5, 2013-09-02".to_owned(),
        cause: Some("сот актісі".to_owned()),
        until: Some("30 күн".to_owned()),
        next_steps: "күту".to_owned(),
    };
    world.act(&staff.head, first.case, Command::Suspend { ground: ground.id, notice });
    let told = world.desk.track(&first.number.to_string(), secret.reveal()).unwrap();
    assert_eq!(
        (told.asked.as_deref(), told.due, told.left, told.deemed_from),
        (Some("күту"), None, None, None)
    );
    for (who, book_of, entries) in [
        (&staff.head, ENTERPRISE, vec!["case-event-lodged", "case-event-lodged", "case-event-suspended"]),
        (&staff.counter, CENTRE, vec!["case-event-lodged", "case-event-lodged"]),
    ] {
        let page = world.desk.register(who, BookKind::Registration, &office(book_of), 2013, None).unwrap();
        let numbers: Vec<_> = page.items.iter().map(|line| line.number).collect();
        assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
        let found: Vec<_> = page.items.iter().map(|line| line.columns["entry"].as_str().unwrap()).collect();
        assert_eq!(found, entries, "{book_of}");
    }
    assert_eq!((first.number.serial(), second.number.serial() > first.number.serial()), (1, true));
}

#[test]
fn a_request_is_found_by_number_identifier_name_and_parcel() {
    let world = World::new();
    let staff = staff(&world);
    let form = world.form(&staff.counter, 1, Channel::Centre);
    let lodged = world.lodge(&staff.counter, &form).unwrap().acted;
    let number = lodged.number.to_string();
    for query in [number.as_str(), &form.applicant.identifier, "серик айг", "21:318:065:123"] {
        let page = world.desk.search(&staff.executor, query, None).unwrap();
        assert_eq!(page.items.iter().map(|item| item.id).collect::<Vec<_>>(), [lodged.case], "{query}");
    }
    assert!(world.desk.search(&staff.executor, "болат", None).unwrap().items.is_empty());
    assert!(matches!(world.desk.search(&staff.executor, "12", None), Err(DeskError::Invalid(_))));
    let looks = world.desk.access_log(&staff.head, lodged.case, None).unwrap().items;
    assert_eq!(looks.len(), 4);
    assert!(looks.iter().all(|look| !look.why.contains(&form.applicant.identifier)));
}

#[test]
fn the_tracking_secret_opens_its_case_alone_and_can_be_replaced() {
    let world = World::new();
    let staff = staff(&world);
    let form = world.form(&staff.counter, 1, Channel::Centre);
    let (one, two) =
        (world.lodge(&staff.counter, &form).unwrap(), world.lodge(&staff.counter, &form).unwrap());
    let (number, secret) = (one.acted.number.to_string(), one.tracking_secret.unwrap());
    let typed = secret.reveal().to_lowercase().replace('-', " ");
    let tracking = world.desk.track(&number, &typed).unwrap();
    assert_eq!(tracking.number, one.acted.number);
    world.view(&staff.executor, one.acted.case);
    assert_eq!(tracking.looks, []);
    let tracking = world.desk.track(&number, &typed).unwrap();
    assert_eq!(tracking.looks.iter().map(|look| look.office.0.as_str()).collect::<Vec<_>>(), [ENTERPRISE]);
    let shown = serde_json::to_string(&tracking).unwrap();
    for personal in ["Айгүл", &form.applicant.identifier, "Сәуле", "Орынбор"] {
        assert!(!shown.contains(personal), "{personal}");
    }
    assert_eq!(world.desk.track(&two.acted.number.to_string(), secret.reveal()), Err(DeskError::NotFound));
    let new = world.desk.replace_tracking_secret(&staff.counter, one.acted.case, "жеке куәлік").unwrap();
    assert_eq!(world.desk.track(&number, secret.reveal()), Err(DeskError::NotFound));
    assert!(world.desk.track(&number, new.reveal()).is_ok());
}

#[test]
fn a_case_is_not_linked_to_one_that_the_officer_may_not_see() {
    let world = World::new();
    let staff = staff(&world);
    let form = world.form(&staff.counter, 1, Channel::Centre);
    let id = world.lodge(&staff.counter, &form).unwrap().acted.case;
    let nowhere = cases::CaseId(uuid::Uuid::from_u128(5));
    let link = Command::Link { case: nowhere, relation: Relation::Earlier };
    assert!(matches!(world.try_act(&staff.head, id, &link), Err(DeskError::Invalid(_))));
}

#[test]
fn the_overview_says_what_is_late_due_today_and_due_soon() {
    let world = World::new();
    let staff = staff(&world);
    let form = world.form(&staff.counter, 1, Channel::Centre);
    let lodged = world.lodge(&staff.counter, &form).unwrap().acted.case;
    let soon = |now: &str| {
        world.set(now);
        let counts = world.desk.due_soon(&staff.head).unwrap();
        counts
            .iter()
            .map(|count| (count.office.0.clone(), count.service, count.soon, count.cases))
            .collect::<Vec<_>>()
    };
    let one = |soon| vec![(ENTERPRISE.to_owned(), 1, soon, 1)];
    // Six working days after Monday, 2 September end on Tuesday, 10 September at six in the evening.
    assert_eq!(soon("2013-09-05T10:00:00+06:00"), one(Soon::Days), "Friday, Monday, Tuesday");
    assert_eq!(soon("2013-09-04T10:00:00+06:00"), []);
    assert_eq!(soon("2013-09-10T10:00:00+06:00"), one(Soon::Today));
    assert_eq!(soon("2013-09-10T18:00:00+06:00"), one(Soon::Late));
    world.set("2013-09-05T10:00:00+06:00");
    let other = world.person(CENTRE, &[Role::Head]);
    assert_eq!(world.desk.due_soon(&other).unwrap(), [], "another office decides");
    world.act(&staff.executor, lodged, Command::Start);
    world.act(&staff.head, lodged, Command::Grant);
    world.act(&staff.executor, lodged, Command::Ready { medium: None, number: None });
    assert_eq!(world.desk.due_soon(&staff.head).unwrap(), [], "a paper that is made is late no more");
}
