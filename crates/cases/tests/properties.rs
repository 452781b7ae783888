//! What holds for every life of a case, whatever people ask for.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{
    Actor, AllowedStep, AnswerSource, Case, CaseId, Command, CommandKind, CorrectableField, EndingDocument,
    Need, Notice, OfficeId, Outcome, ParallelCase, ReceivedPaper, Recorded, Relation, State, StateName,
    allowed, clocks, decide, replay,
};
use directory::OfficeKind;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use rulebook::model::{ApplicantKind, HandOutWay, Medium};
use uuid::Uuid;
use world::{CALENDAR, RULEBOOK, Story, Wish, applicant_actor, at, officer, person, standard};

/// One attempt: how long people wait, who tries, whether he keeps to what is open, and which step he picks.
#[derive(Debug, Clone)]
struct Attempt {
    minutes: u32,
    who: u8,
    obedient: bool,
    pick: usize,
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let minutes = prop_oneof![3 => 0u32..600, 2 => 600u32..6_000, 1 => 6_000u32..60_000];
    let one = (minutes, 0u8..6, proptest::bool::weighted(0.7), any::<usize>())
        .prop_map(|(minutes, who, obedient, pick)| Attempt { minutes, who, obedient, pick });
    proptest::collection::vec(one, 1..24)
}

fn wishes() -> impl Strategy<Value = Wish> {
    (any::<usize>(), any::<usize>(), any::<usize>(), any::<usize>(), any::<bool>(), any::<bool>()).prop_map(
        |(service, channel, case, product, entity, lacks)| {
            wish(service, channel, case, product, entity, lacks)
        },
    )
}

fn wish(service: usize, channel: usize, case: usize, product: usize, entity: bool, lacks: bool) -> Wish {
    let numbers: Vec<u8> = RULEBOOK.numbers().collect();
    let standard = standard(numbers[service % numbers.len()]);
    let rule = &standard.cases[case % standard.cases.len()];
    let kinds = &standard.applicants.kinds;
    let applicant = if entity { kinds[kinds.len() - 1] } else { kinds[0] };
    let mut wish = Wish::new(standard.number)
        .by(standard.channels[channel % standard.channels.len()].channel)
        .case(rule.number, &rule.products[product % rule.products.len()])
        .of(applicant);
    if lacks {
        let first = wish.lodging(at("2013-09-02T04:00:00Z")).papers.first().map(|paper| paper.id.clone());
        wish.missing.extend(first);
    }
    wish
}

fn actor(who: u8, story: &Story) -> Actor {
    match who {
        0 | 1 => person(standard(story.wish.service).provider.kind),
        2 | 3 => story.wish.front().map_or(Actor::Platform, person),
        4 => applicant_actor(),
        _ => Actor::Platform,
    }
}

fn other_request() -> ParallelCase {
    let wish = Wish::new(1).of(ApplicantKind::LegalEntity);
    let mut other = Story::new(wish);
    other.lodge(at("2013-09-02T03:00:00Z")).unwrap();
    let request = &other.case().request;
    ParallelCase {
        case: CaseId(Uuid::from_u128(2)),
        number: request.number,
        edition: request.edition,
        applicant: world::identity(ApplicantKind::LegalEntity),
        parcel: "21-318-065-123".parse().unwrap(),
    }
}

/// A command of an open step with everything that the step says it needs.
fn complete(step: &AllowedStep, story: &Story) -> Command {
    let ground = step.needs.iter().find_map(|need| match need {
        Need::Ground { choices } => choices.first().cloned(),
        _ => None,
    });
    let ending = step.needs.iter().find_map(|need| match need {
        Need::EndingPaper { choices } => Some(EndingDocument {
            paper: choices.first().map_or_else(|| "хат № 4".to_owned(), |paper| paper.id.clone()),
            details: None,
        }),
        _ => None,
    });
    let paper = step.needs.iter().find_map(|need| match need {
        Need::Papers { choices } => choices.first().map(|paper| paper.id.clone()),
        _ => None,
    });
    let enquiry = step.needs.iter().find_map(|need| match need {
        Need::Enquiry { choices } => choices.first().copied(),
        _ => None,
    });
    let text = || "мәтін".to_owned();
    let ground_id = || ground.as_ref().map(|ground| ground.id.clone()).unwrap_or_default();
    match step.step {
        CommandKind::Lodge => unreachable!("a case is lodged once"),
        CommandKind::Start => Command::Start,
        CommandKind::Assign => Command::Assign { officer: officer(OfficeKind::CadastreEnterprise) },
        CommandKind::Suspend => {
            let ground = ground.unwrap();
            let notice = Notice {
                paper: ground.rests_on.first().map(|paper| paper.id.clone()),
                document: text(),
                cause: Some(text()),
                until: Some(text()),
                next_steps: text(),
            };
            Command::Suspend { ground: ground.id, notice }
        }
        CommandKind::Resume => Command::Resume { ended_by: ending.unwrap() },
        CommandKind::RecordFinding => Command::RecordFinding { ground: ground_id(), note: text() },
        CommandKind::SendEnquiry => Command::SendEnquiry { body: text() },
        CommandKind::RecordRemarks => Command::RecordRemarks { enquiry, body: Some(text()), text: text() },
        CommandKind::RecordNoRemarks => Command::RecordNoRemarks { enquiry: enquiry.unwrap() },
        CommandKind::Grant => Command::Grant,
        CommandKind::Refuse => Command::Refuse { ground: ground_id(), reason: text(), ended_by: ending },
        CommandKind::RefuseIncomplete => {
            Command::RefuseIncomplete { missing: vec![paper.unwrap()], reason: text() }
        }
        CommandKind::AddPaper => {
            let id = paper.unwrap();
            let payment = (id == "fee-receipt").then(|| story.wish.payment(story.case().request.lodged_at));
            Command::AddPaper { paper: story.wish.paper(&id), payment }
        }
        CommandKind::AddScan => {
            let paper = step.needs.iter().find_map(|need| match need {
                Need::ScannedPaper { choices } => choices.first().map(|paper| paper.id.clone()),
                _ => None,
            });
            let nth = 300 + story.case().scans.len() as u128;
            Command::AddScan { scan: world::scan(&paper.unwrap(), nth) }
        }
        CommandKind::RejectScan => {
            let scan = step.needs.iter().find_map(|need| match need {
                Need::Scan { choices } => choices.first().copied(),
                _ => None,
            });
            Command::RejectScan { scan: scan.unwrap(), reason: text() }
        }
        CommandKind::Ready => Command::Ready { medium: None, number: Some("1".to_owned()) },
        CommandKind::HandOut => {
            let way = step.needs.iter().find_map(|need| match need {
                Need::Way { choices } => choices.first().cloned(),
                _ => None,
            });
            let way = way.unwrap();
            Command::HandOut { way: way.way, to: text(), shown: way.requires }
        }
        CommandKind::Post => Command::Post { item: None },
        CommandKind::Store => Command::Store,
        CommandKind::Archive => Command::Archive,
        CommandKind::Withdraw => Command::Withdraw { reason: text() },
        CommandKind::Cancel => Command::Cancel { reason: text() },
        CommandKind::Link => {
            let nth = 100 + story.case().links.len() as u128;
            Command::Link { case: CaseId(Uuid::from_u128(nth)), relation: Relation::Earlier }
        }
        CommandKind::NoteParallel => {
            let mut other = other_request();
            other.case = CaseId(Uuid::from_u128(200 + story.case().parallels.len() as u128));
            other.applicant = stranger(story);
            Command::NoteParallel { other }
        }
        CommandKind::TransferFile => {
            let usual = OfficeId(format!("office-{}", elsewhere(story)));
            // A service with one office alone has nobody to send to but an office outside the service.
            let held_there = step.needs.contains(&Need::Transfer { holder: usual.clone() });
            let to = if held_there { OfficeId("office-archive".to_owned()) } else { usual };
            Command::TransferFile { to, list: "12".to_owned(), position: 1 }
        }
        CommandKind::ReceiveFile => {
            let list = step.needs.iter().find_map(|need| match need {
                Need::List { number } => Some(number.clone()),
                _ => None,
            });
            Command::ReceiveFile { list: list.unwrap() }
        }
        CommandKind::CorrectSlip => {
            let old = &story.case().request.applicant.name;
            Command::CorrectSlip {
                field: CorrectableField::ApplicantName,
                new: format!("{old}а"),
                reason: text(),
            }
        }
        CommandKind::Clock => Command::Clock,
    }
}

fn stranger(story: &Story) -> cases::ApplicantIdentity {
    let own = &story.case().request.applicant.identity;
    let entity = world::identity(ApplicantKind::LegalEntity);
    if own.is_same(&entity) { world::identity(ApplicantKind::Individual) } else { entity }
}

/// The other of the two offices that a case of the acts goes between.
fn elsewhere(story: &Story) -> OfficeKind {
    let provider = standard(story.wish.service).provider.kind;
    let held = &story.case().custody;
    match held {
        cases::Custody::Held { office } if *office == world::office(provider) => {
            story.wish.front().filter(|front| *front != provider).unwrap_or(OfficeKind::Agency)
        }
        _ => provider,
    }
}

/// A command that somebody might try whatever is open.
fn wild(kind: CommandKind, story: &Story, pick: usize) -> Command {
    let text = || "мәтін".to_owned();
    let grounds = &standard(story.wish.service).grounds;
    let ground = || match pick % 3 {
        0 => "no-such-ground".to_owned(),
        _ => grounds.get(pick % grounds.len().max(1)).map(|one| one.id.clone()).unwrap_or_default(),
    };
    let papers = &story.case().missing;
    let paper = || papers.first().cloned().unwrap_or_else(|| "application".to_owned());
    let ending = || EndingDocument { paper: "judgment".to_owned(), details: None };
    match kind {
        CommandKind::Lodge => Command::Lodge(Box::new(story.wish.lodging(at("2013-09-02T04:00:00Z")))),
        CommandKind::Start => Command::Start,
        CommandKind::Assign => Command::Assign { officer: officer(OfficeKind::Agency) },
        CommandKind::Suspend => {
            let notice = Notice {
                paper: Some("supervision-act".to_owned()),
                document: text(),
                cause: Some(text()),
                until: None,
                next_steps: text(),
            };
            Command::Suspend { ground: ground(), notice }
        }
        CommandKind::Resume => Command::Resume { ended_by: ending() },
        CommandKind::RecordFinding => Command::RecordFinding { ground: ground(), note: text() },
        CommandKind::SendEnquiry => Command::SendEnquiry { body: text() },
        CommandKind::RecordRemarks => {
            Command::RecordRemarks { enquiry: None, body: Some(text()), text: text() }
        }
        CommandKind::RecordNoRemarks => Command::RecordNoRemarks { enquiry: 1 },
        CommandKind::Grant => Command::Grant,
        CommandKind::Refuse => {
            let ended_by = pick.is_multiple_of(2).then(ending);
            Command::Refuse { ground: ground(), reason: text(), ended_by }
        }
        CommandKind::RefuseIncomplete => Command::RefuseIncomplete { missing: vec![paper()], reason: text() },
        CommandKind::AddPaper => {
            let brought = cases::Brought::CopyKept;
            let paper = ReceivedPaper { id: paper(), brought, count: 1, note: None };
            Command::AddPaper { paper, payment: None }
        }
        CommandKind::AddScan => Command::AddScan { scan: world::scan(&paper(), pick as u128) },
        CommandKind::RejectScan => {
            Command::RejectScan { scan: cases::ScanId(Uuid::from_u128(pick as u128)), reason: text() }
        }
        CommandKind::Ready => Command::Ready { medium: Some(Medium::Electronic), number: None },
        CommandKind::HandOut => Command::HandOut { way: HandOutWay::InPerson, to: text(), shown: Vec::new() },
        CommandKind::Post => Command::Post { item: None },
        CommandKind::Store => Command::Store,
        CommandKind::Archive => Command::Archive,
        CommandKind::Withdraw => Command::Withdraw { reason: text() },
        CommandKind::Cancel => Command::Cancel { reason: text() },
        CommandKind::Link => Command::Link { case: story.case().request.id, relation: Relation::Later },
        CommandKind::NoteParallel => Command::NoteParallel { other: other_request() },
        CommandKind::TransferFile => {
            Command::TransferFile { to: OfficeId("elsewhere".to_owned()), list: "1".to_owned(), position: 2 }
        }
        CommandKind::ReceiveFile => Command::ReceiveFile { list: "1".to_owned() },
        CommandKind::CorrectSlip => Command::CorrectSlip {
            field: CorrectableField::ParcelLocation { parcel: pick % 4 },
            new: text(),
            reason: text(),
        },
        CommandKind::Clock => Command::Clock,
    }
}

/// What must hold after every step.
fn holds(story: &Story, before: &Case, now: Timestamp, kind: CommandKind) -> Result<(), TestCaseError> {
    let case = story.case();
    prop_assert_eq!(&replay(&story.journal).unwrap(), case);
    prop_assert_eq!(case.version, story.journal.len() as u64);
    prop_assert!(case.version >= before.version);
    let written = serde_json::to_string(case).unwrap();
    prop_assert_eq!(&serde_json::from_str::<Case>(&written).unwrap(), case);
    for recorded in &story.journal {
        let written = serde_json::to_string(recorded).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Recorded>(&written).unwrap(), recorded);
    }
    let standard = standard(story.wish.service);
    if before.state.is_terminal() {
        prop_assert_eq!(&before.state, &case.state);
        // The paper file of an archived case lies still; others go back.
        let travels = case.state_name() != StateName::Archived;
        let carried = [CommandKind::TransferFile].into_iter().filter(|_| travels);
        let harmless: Vec<_> =
            carried.chain([CommandKind::Link, CommandKind::CorrectSlip, CommandKind::ReceiveFile]).collect();
        prop_assert!(before == case || harmless.contains(&kind), "{:?} changed a closed case", kind);
    }
    let newly = case.state.decision().filter(|_| before.state.is_open());
    if let (Some(decision), State::Suspended { .. }) = (newly, &before.state) {
        let final_refusal = matches!(&decision.outcome, Outcome::Refused { ended_by: Some(_), .. });
        prop_assert!(final_refusal, "decided while suspended: {:?}", decision);
    }
    if let Some(Outcome::Refused { ground, .. }) = newly.map(|decision| &decision.outcome) {
        prop_assert!(standard.grounds.iter().any(|listed| listed.id == *ground), "refused on {}", ground);
    }
    let deemed_from = clocks(before, standard, &CALENDAR).unwrap().deemed_from;
    if let Some(Outcome::DeemedGranted { day }) = newly.map(|decision| &decision.outcome) {
        prop_assert!(deemed_from.is_some_and(|from| from <= now), "deemed too early");
        prop_assert_eq!(Some(*day), deemed_from.map(|from| case.request.zone.day(from)));
    }
    if kind == CommandKind::Clock && before.state.is_open() && deemed_from.is_some_and(|from| from <= now) {
        prop_assert_eq!(case.state_name().as_str(), "deemed-granted");
    }
    Ok(())
}

fn live(wish: Wish, attempts: &[Attempt], answers: AnswerSource) -> Result<(), TestCaseError> {
    let mut story = Story::lodged(wish, "2013-09-02T04:15:00Z");
    story.answers = answers;
    let mut now = at("2013-09-02T04:15:00Z");
    for attempt in attempts {
        now += SignedDuration::from_mins(i64::from(attempt.minutes));
        let actor = actor(attempt.who, &story);
        let open = allowed(story.case.as_ref(), &story.facts(now, &actor)).unwrap();
        for kind in CommandKind::ALL {
            let is_open = open.iter().any(|step| step.step == *kind);
            let tried =
                decide(story.case.as_ref(), &wild(*kind, &story, attempt.pick), &story.facts(now, &actor));
            prop_assert!(is_open || tried.is_err(), "{:?} is not open and was taken", kind);
        }
        for step in &open {
            let tried = decide(story.case.as_ref(), &complete(step, &story), &story.facts(now, &actor));
            prop_assert!(tried.is_ok(), "{:?} is open and was refused: {:?}", step.step, tried);
        }
        let before = story.case().clone();
        let command = match open.get(attempt.pick % open.len().max(1)) {
            Some(step) if attempt.obedient => complete(step, &story),
            _ => wild(CommandKind::ALL[attempt.pick % CommandKind::ALL.len()], &story, attempt.pick),
        };
        let written = serde_json::to_string(&command).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Command>(&written).unwrap(), &command);
        match story.step(&command, now, &actor) {
            Ok(()) => holds(&story, &before, now, command.kind())?,
            Err(_) => prop_assert_eq!(&before, story.case(), "a refusal changed the case"),
        }
        let before = story.case().clone();
        story.step(&Command::Clock, now, &Actor::Platform).unwrap();
        holds(&story, &before, now, CommandKind::Clock)?;
        let after = story.case().clone();
        story.step(&Command::Clock, now, &Actor::Platform).unwrap();
        prop_assert_eq!(&after, story.case(), "the clock is not idempotent");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_open_can_be_taken_what_is_not_cannot_and_no_life_breaks_the_law(
        wish in wishes(), attempts in attempts(), connected in any::<bool>()
    ) {
        let answers = if connected { AnswerSource::Connected } else { AnswerSource::NotConnected };
        live(wish, &attempts, answers)?;
    }

    #[test]
    fn a_silent_office_grants_exactly_on_the_next_calendar_day_and_not_a_second_before(
        wish in wishes(), started in any::<bool>()
    ) {
        let mut story = Story::lodged(wish, "2013-09-02T04:15:00Z");
        let standard = standard(story.wish.service);
        if started {
            story.provider(Command::Start, "2013-09-02T04:20:00Z").unwrap();
        }
        if let Some(from) = clocks(story.case(), standard, &CALENDAR).unwrap().deemed_from {
            let eve = from - SignedDuration::from_secs(1);
            story.step(&Command::Clock, eve, &Actor::Platform).unwrap();
            prop_assert!(story.case().state.is_open());
            story.step(&Command::Clock, from, &Actor::Platform).unwrap();
            prop_assert_eq!(story.state(), "deemed-granted");
            prop_assert!(story.case().late);
        }
    }
}

#[test]
fn every_service_that_is_held_can_be_lodged_in_every_channel_and_case() {
    for (place, number) in RULEBOOK.numbers().enumerate() {
        let standard = standard(number);
        for channel in 0..standard.channels.len() {
            for case in 0..standard.cases.len() {
                for entity in [false, true] {
                    let story =
                        Story::lodged(wish(place, channel, case, 0, entity, false), "2013-09-02T04:15:00Z");
                    assert_eq!(story.case().request.number.service(), number);
                    assert!(story.case().missing.is_empty(), "S{number}: {:?}", story.case().missing);
                }
            }
        }
    }
}
