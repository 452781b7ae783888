//! Cases of every service, each led to one of the states that it can reach.

use std::collections::BTreeMap;

use anyhow::Context;
use calendar::{CalendarError, TermError};
use cases::{CaseId, Command, CommandKind, EndingDocument, Language, Need, Notice, RefusalReason, StateName};
use desk::{
    ApplicantForm, DeskError, IdempotencyKey, LodgingForm, PaperForm, PaperState, ParcelForm, PaymentForm,
    Session,
};
use directory::{Channel, OfficeKind};
use jiff::{SignedDuration, Timestamp};
use rulebook::model::{ApplicantKind, HandOutPaper, HandOutWay, Payer, Purpose, Standard};

use crate::real::say;

use super::people::{ENTITIES, PERSONS, bin, iin};
use super::world::{REGION, World};

/// Ways through life: where it leads, how many days ago it was lodged, the steps.
const LIVES: &[(StateName, i64, &[CommandKind])] = &[
    (StateName::Lodged, 0, &[]),
    (StateName::InWork, 1, &[CommandKind::Start]),
    (StateName::Suspended, 12, &[CommandKind::Start, CommandKind::Suspend]),
    (StateName::Granted, 4, &[CommandKind::Start, CommandKind::Grant]),
    (StateName::Refused, 6, &[CommandKind::Start, CommandKind::Refuse]),
    (StateName::DeemedGranted, 60, &[CommandKind::Start, CommandKind::Clock]),
    (StateName::Ready, 8, &[CommandKind::Start, CommandKind::Grant, CommandKind::Ready]),
    (
        StateName::HandedOut,
        20,
        &[CommandKind::Start, CommandKind::Grant, CommandKind::Ready, CommandKind::HandOut],
    ),
    (StateName::Posted, 30, &[CommandKind::Start, CommandKind::Grant, CommandKind::Ready, CommandKind::Post]),
    (
        StateName::Stored,
        70,
        &[CommandKind::Start, CommandKind::Grant, CommandKind::Ready, CommandKind::Store],
    ),
    (
        StateName::Archived,
        90,
        &[
            CommandKind::Start,
            CommandKind::Grant,
            CommandKind::Ready,
            CommandKind::HandOut,
            CommandKind::Archive,
        ],
    ),
    (StateName::Withdrawn, 15, &[CommandKind::Withdraw]),
    (StateName::Cancelled, 16, &[CommandKind::Cancel]),
];

/// Where the days of the invented world begin: nine in the morning of the capital.
const MORNING: SignedDuration = SignedDuration::from_hours(4);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Lives all lives of all services. A life that the law does not allow to a service ends where the law stops it, and one
/// that was broken off with the program stays where it was. Late in the last year of the calendar a long term reaches a
/// year without data: such a request cannot be lodged, and its file is named.
pub fn live(world: &mut World) -> anyhow::Result<()> {
    let law = world.law.clone();
    let standards: Vec<&Standard> = law.standards_on(world.desk.today()).collect();
    let mut count = 0;
    let mut reached = 0;
    let mut lacking = BTreeMap::<String, u32>::new();
    for standard in standards {
        for (target, days_ago, steps) in LIVES {
            count += 1;
            let id = match lodge(world, standard, count, *days_ago) {
                Ok(id) => id,
                Err(error) => match calendar_lacking(&error) {
                    Some(file) => {
                        *lacking.entry(file.to_owned()).or_default() += 1;
                        continue;
                    }
                    None => {
                        let life = format!("service {}, towards {}", standard.number, target.as_str());
                        return Err(error.context(life));
                    }
                },
            };
            if lead(world, standard, id, *days_ago, steps)? {
                reached += 1;
            }
        }
    }
    for (file, cases) in lacking {
        say(&format!(
            "{cases} invented cases were left out: their terms reach a year without data; add {file}"
        ));
    }
    tracing::info!(cases = count, reached, "the invented world is made");
    Ok(())
}

/// The calendar file without which a request cannot be lodged.
fn calendar_lacking(error: &anyhow::Error) -> Option<&str> {
    let DeskError::Refused(refusal) = error.downcast_ref()? else { return None };
    match refusal.reason.as_ref() {
        RefusalReason::Term(TermError::Calendar(CalendarError::NoYear { file, .. })) => Some(file),
        _ => None,
    }
}

fn lodged_at(world: &World, days_ago: i64) -> Timestamp {
    let now = world.present();
    if days_ago == 0 {
        return now - HOUR;
    }
    let midnight = now.as_second() - now.as_second().rem_euclid(DAY.as_secs());
    let day = Timestamp::from_second(midnight).unwrap_or(now) - DAY * i32::try_from(days_ago).unwrap_or(0);
    day + MORNING + HOUR
}

fn lodge(world: &World, standard: &Standard, count: usize, days_ago: i64) -> anyhow::Result<CaseId> {
    world.at(lodged_at(world, days_ago));
    let rule = standard.channels.iter().find(|rule| rule.office.is_some()).context("a counter")?;
    let kind = rule.office.unwrap_or(OfficeKind::Centre);
    let office = world.office_of(kind).context("an office that accepts")?;
    let who = world.sign_in(&format!("reception.{}", office.short))?;
    let mut form = blank(standard, rule.channel, count);
    let preview = world.desk.prepare_lodging(&who, &form)?;
    form.papers = preview
        .papers
        .iter()
        .filter(|paper| paper.state == PaperState::Missing)
        .filter_map(|paper| {
            let how = serde_json::json!({ "how": paper.ways.first()?, "reason": "тізілім істен шықты" });
            let brought = serde_json::from_value(how).ok()?;
            Some(PaperForm { id: paper.id.clone(), brought, count: paper.copies, note: None })
        })
        .collect();
    form.executing_office = preview.offices.first().map(|office| office.0.clone());
    if let Some(deciding) =
        preview.offices.iter().find(|office| world.offices.iter().any(|ours| ours.id == office.0))
    {
        form.executing_office = Some(deciding.0.clone());
    }
    if standard.price.tariff.is_some() {
        form.payment = Some(payment(world, standard, &form, count)?);
    }
    // A start that was broken off is taken up: what it lodged is found by the key. On another day the request is another.
    let key = IdempotencyKey::new(&format!("demo-lodging-{count}-{}", world.desk.today()))?;
    Ok(world.desk.lodge(&who, &form, &key)?.acted.case)
}

/// A request of the next invented person or organisation.
fn blank(standard: &Standard, channel: Channel, count: usize) -> LodgingForm {
    let entity = !standard.applicants.kinds.contains(&ApplicantKind::Individual) || count.is_multiple_of(4);
    let (kind, names): (ApplicantKind, &[&str]) =
        if entity { (ApplicantKind::LegalEntity, &ENTITIES) } else { (ApplicantKind::Individual, &PERSONS) };
    let number =
        if entity { bin(count).map(|bin| bin.to_string()) } else { iin(count).map(|iin| iin.to_string()) };
    LodgingForm {
        service: standard.number,
        case: 1,
        product: (standard.result.products.len() > 1).then(|| "act".to_owned()),
        channel,
        region: Some(REGION.to_owned()),
        executing_office: None,
        applicant: ApplicantForm {
            kind,
            name: names.get(count % names.len()).copied().unwrap_or_default().to_owned(),
            identifier: number.unwrap_or_default(),
            foreign: None,
            phone: Some(format!("+7701000{:04}", count % 10_000)),
            email: None,
            postal_address: Some("010000, Астана қаласы, Ойдан көшесі, 1".to_owned()),
            language: [Language::Kk, Language::Kk, Language::Ru][count % 3],
        },
        representative: None,
        parcels: vec![ParcelForm {
            cadastral_number: format!("{REGION}-318-{:03}-{:03}", 1 + count / 900, 1 + count % 900),
            location: Some("Астана қаласы, Есіл ауданы".to_owned()),
            purpose: Some("жеке тұрғын үй құрылысы".to_owned()),
            area_ha: Some("0.1".to_owned()),
            land: (!standard.provider.levels.is_empty()).then(|| "other".to_owned()),
        }],
        papers: Vec::new(),
        conditions: Vec::new(),
        payment: None,
        relief: None,
        accept_incomplete: false,
    }
}

fn payment(
    world: &World,
    standard: &Standard,
    form: &LodgingForm,
    count: usize,
) -> anyhow::Result<PaymentForm> {
    let paid_on = world.desk.today();
    let entity = form.applicant.kind == ApplicantKind::LegalEntity;
    let question = rulebook::ask::FeeQuestion {
        product: form.product.as_deref(),
        payer: Some(if entity { Payer::LegalEntity } else { Payer::Individual }),
        purpose: Some(Purpose::IndividualHousing),
        area_ha: Some("0.1".parse()?),
        date: paid_on,
        relief: false,
    };
    let (fee, _) = world.law.rulebook.fee(standard, &question)?;
    Ok(PaymentForm {
        payer: if entity { Payer::LegalEntity } else { Payer::Individual },
        purpose: (!entity).then_some(Purpose::IndividualHousing),
        area_ha: "0.1".to_owned(),
        amount: fee.amount.to_string(),
        receipt_number: format!("Д-{count:05}"),
        paid_on: paid_on.to_string(),
    })
}

/// Leads a case through its steps; whether it came to the end.
fn lead(
    world: &World,
    standard: &Standard,
    id: CaseId,
    days_ago: i64,
    steps: &[CommandKind],
) -> anyhow::Result<bool> {
    let mut at = lodged_at(world, days_ago);
    for (place, step) in steps.iter().enumerate() {
        at = match step {
            CommandKind::Clock => world.present(),
            CommandKind::Start | CommandKind::Withdraw | CommandKind::Cancel => at + HOUR,
            CommandKind::Store => at + DAY * 12,
            _ => at + DAY,
        };
        at = at.min(world.present());
        world.at(at);
        if *step == CommandKind::Clock {
            while world.desk.tick("demo")?.claimed > 0 {}
            continue;
        }
        let Some(who) = who_takes(world, standard, *step, id)? else { return Ok(false) };
        let view = world.desk.case(&who, id, "demo")?;
        let Some(open) = view.steps.iter().find(|open| open.step == *step) else { return Ok(false) };
        let Some(command) = command(*step, &open.needs, &view.case.request.applicant.name) else {
            return Ok(false);
        };
        let key = IdempotencyKey::new(&format!("demo-step-{}-{place}", id.0))?;
        if let Err(error) = world.desk.act(&who, id, view.version, &command, &key) {
            tracing::debug!(%error, service = standard.number, step = step.as_str(), "a demo step was not taken");
            return Ok(false);
        }
    }
    Ok(true)
}

/// A session of somebody to whom the step is open now.
fn who_takes(
    world: &World,
    standard: &Standard,
    step: CommandKind,
    id: CaseId,
) -> anyhow::Result<Option<Session>> {
    let kinds = std::iter::once(standard.provider.kind)
        .chain(standard.channels.iter().filter_map(|rule| rule.office));
    for office in kinds.filter_map(|kind| world.office_of(kind)) {
        for role in ["executor", "head", "reception", "archive"] {
            let who = world.sign_in(&format!("{role}.{}", office.short))?;
            match world.desk.case(&who, id, "demo") {
                Ok(view) if view.steps.iter().any(|open| open.step == step) => return Ok(Some(who)),
                _ => {}
            }
        }
    }
    Ok(None)
}

fn command(step: CommandKind, needs: &[Need], applicant: &str) -> Option<Command> {
    let ground = needs.iter().find_map(|need| match need {
        Need::Ground { choices } => choices.first(),
        _ => None,
    });
    Some(match step {
        CommandKind::Start => Command::Start,
        CommandKind::Grant => Command::Grant,
        CommandKind::Ready => Command::Ready { medium: None, number: None },
        CommandKind::HandOut => Command::HandOut {
            way: HandOutWay::InPerson,
            to: applicant.to_owned(),
            shown: vec![HandOutPaper::Receipt, HandOutPaper::IdentityDocument],
        },
        CommandKind::Post => Command::Post { item: Some("RR000000000KZ".to_owned()) },
        CommandKind::Store => Command::Store,
        CommandKind::Archive => Command::Archive,
        CommandKind::Withdraw => Command::Withdraw { reason: "ойынан қайтты".to_owned() },
        CommandKind::Cancel => Command::Cancel { reason: "екі рет тіркелген".to_owned() },
        CommandKind::Refuse => Command::Refuse {
            ground: ground?.id.clone(),
            reason: "негіз анықталды".to_owned(),
            ended_by: needs.iter().find_map(|need| match need {
                Need::EndingPaper { choices } => {
                    choices.first().map(|paper| EndingDocument { paper: paper.id.clone(), details: None })
                }
                _ => None,
            }),
        },
        CommandKind::Suspend => {
            let ground = ground?;
            Command::Suspend {
                ground: ground.id.clone(),
                notice: Notice {
                    paper: ground.rests_on.first().map(|paper| paper.id.clone()),
                    document: "№ 12, 2026".to_owned(),
                    cause: ground.by_hand.then(|| "жобада кемшілік бар".to_owned()),
                    until: ground.lasts.is_none().then(|| "кемшілік жойылғанға дейін".to_owned()),
                    next_steps: "құжатты әкелу".to_owned(),
                },
            }
        }
        _ => return None,
    })
}
