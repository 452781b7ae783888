//! Every life that the lawyers wrote down beside the standards is lived through.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cases::{Actor, AnswerSource, Command, EndingDocument, Notice, clocks, replay};
use rulebook::model::{HandOutPaper, HandOutWay};
use rulebook::scenario::{LifeScenario, Question, ScenarioFile, StepScenario};
use world::{CALENDAR, Story, Wish, at, person, standard};

type With = BTreeMap<String, String>;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            files(&entry, found);
        } else if entry.extension().is_some_and(|ext| ext == "toml")
            && entry.parent().is_some_and(|parent| parent.ends_with("scenarios"))
        {
            found.push(entry);
        }
    }
}

#[test]
fn every_life_written_beside_a_standard_comes_out_as_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook/standards");
    let mut found = Vec::new();
    files(&root, &mut found);
    let (mut lived, mut wrong) = (0, Vec::new());
    for path in found {
        let file: ScenarioFile = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for scenario in &file.scenarios {
            let Question::Life(life) = &scenario.question else { continue };
            lived += 1;
            if let Err(what) = live(file.standard, life) {
                wrong.push(format!("{}\n  {}\n  {what}", path.display(), scenario.title.en));
            }
        }
    }
    assert!(lived > 0, "no life is written down");
    assert!(wrong.is_empty(), "{} of {lived} lives came out otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

fn live(number: u8, life: &LifeScenario) -> Result<(), String> {
    let wish = Wish {
        service: number,
        channel: life.lodged.channel,
        case: life.lodged.case,
        product: life.lodged.product.clone(),
        region: life.lodged.region.clone(),
        applicant: life.lodged.applicant,
        holds: life.lodged.holds.clone(),
        missing: life.lodged.missing.clone(),
    };
    let mut story = Story::new(wish);
    // The land cadastre that would answer is not part of the platform yet.
    story.answers = AnswerSource::NotConnected;
    let lodged = story.lodge(at(&life.lodged.at));
    match (&life.lodged.refused, lodged) {
        (None, Ok(())) => {}
        (None, Err(refusal)) => return Err(format!("lodging was refused: {refusal}")),
        (Some(cite), Err(refusal)) if refusal.cite.as_ref() == Some(cite) => return Ok(()),
        (Some(cite), other) => return Err(format!("lodging should be refused by {cite}, was {other:?}")),
    }
    for step in &life.steps {
        take(step, &mut story).map_err(|what| format!("{} at {}: {what}", step.command, step.at))?;
    }
    same("ends", &life.ends, story.state())?;
    let case = story.case();
    if let Some(due) = &life.due {
        let ends = clocks(case, standard(number), &CALENDAR).unwrap().term.ends;
        same("due", &Some(at(due)), &ends)?;
    }
    if let Some(late) = life.late {
        same("late", &late, &case.late)?;
    }
    same("replay", &replay(&story.journal).unwrap(), case)
}

fn same<T: PartialEq<U> + std::fmt::Debug + ?Sized, U: std::fmt::Debug + ?Sized>(
    what: &str,
    wanted: &T,
    got: &U,
) -> Result<(), String> {
    if wanted == got { Ok(()) } else { Err(format!("{what}: wanted {wanted:?}, got {got:?}")) }
}

fn take(step: &StepScenario, story: &mut Story) -> Result<(), String> {
    let before = story.case.clone();
    let (command, actor) = command(step, story);
    let taken = story.step(&command, at(&step.at), &actor);
    match (&step.forbidden, taken) {
        (None, Ok(())) => {}
        (None, Err(refusal)) => return Err(format!("was refused: {refusal}")),
        (Some(cite), Ok(())) => return Err(format!("should be forbidden by {cite}")),
        (Some(cite), Err(refusal)) => {
            same("cite", &Some(cite), &refusal.cite.as_ref())?;
            same("the case after a refusal", &before, &story.case)?;
        }
    }
    match &step.then {
        Some(then) => same("then", then.as_str(), story.state()),
        None => Ok(()),
    }
}

fn command(step: &StepScenario, story: &Story) -> (Command, Actor) {
    let with = &step.with;
    let standard = standard(story.wish.service);
    let provider = person(standard.provider.kind);
    let counter = story.wish.front().map_or(Actor::Platform, person);
    let get = |key: &str| with.get(key).cloned();
    let reason = || get("reason").unwrap_or_else(|| "себебі жазылған".to_owned());
    let list = |key: &str| -> Vec<String> {
        get(key)
            .unwrap_or_default()
            .split(',')
            .map(|one| one.trim().to_owned())
            .filter(|s| !s.is_empty())
            .collect()
    };
    let ground = || get("ground").unwrap_or_default();
    match step.command.as_str() {
        "start" => (Command::Start, provider),
        "suspend" => (Command::Suspend { ground: ground(), notice: notice(with) }, provider),
        "resume" => (Command::Resume { ended_by: ending(with).unwrap_or_else(nothing) }, provider),
        "record-finding" => (Command::RecordFinding { ground: ground(), note: reason() }, provider),
        "send-enquiry" => (
            Command::SendEnquiry {
                body: get("body").unwrap_or_else(|| "Қорғаныс министрлігі".to_owned())
            },
            provider,
        ),
        "record-remarks" => {
            let body = Some("Қорғаныс министрлігі".to_owned());
            (Command::RecordRemarks { enquiry: None, body, text: reason() }, provider)
        }
        "grant" => (Command::Grant, provider),
        "refuse" => {
            (Command::Refuse { ground: ground(), reason: reason(), ended_by: ending(with) }, provider)
        }
        "refuse-incomplete" => {
            let by = standard.incomplete.as_ref().map_or(provider, |rule| person(rule.by[0]));
            (Command::RefuseIncomplete { missing: list("missing"), reason: reason() }, by)
        }
        "add-paper" => {
            let id = get("id").unwrap();
            let payment = (id == "fee-receipt").then(|| story.wish.payment(at(&step.at)));
            (Command::AddPaper { paper: story.wish.paper(&id), payment }, counter)
        }
        "ready" => (Command::Ready { medium: None, number: None }, provider),
        "hand-out" => {
            let way: HandOutWay = word(&get("way").unwrap());
            let shown: Vec<HandOutPaper> = list("shows").iter().map(|paper| word(paper)).collect();
            (Command::HandOut { way, to: "Айгүл Серікова".to_owned(), shown }, counter)
        }
        "post" => (Command::Post { item: None }, counter),
        "store" => (Command::Store, counter),
        "archive" => (Command::Archive, counter),
        "withdraw" => (Command::Withdraw { reason: reason() }, counter_or_applicant(story)),
        "cancel" => (Command::Cancel { reason: reason() }, counter),
        "clock" => (Command::Clock, Actor::Platform),
        other => panic!("no such command: {other}"),
    }
}

fn counter_or_applicant(story: &Story) -> Actor {
    story.wish.front().map_or_else(world::applicant_actor, person)
}

fn word<T: serde::de::DeserializeOwned>(name: &str) -> T {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).unwrap()
}

fn notice(with: &With) -> Notice {
    let document = with.get("document").cloned().unwrap_or_default();
    Notice {
        paper: Some(document.clone()).filter(|document| !document.is_empty()),
        document,
        cause: with.get("cause").cloned(),
        until: with.get("until").cloned(),
        next_steps: with.get("next_steps").cloned().unwrap_or_default(),
    }
}

fn ending(with: &With) -> Option<EndingDocument> {
    with.get("paper").map(|paper| EndingDocument { paper: paper.clone(), details: None })
}

fn nothing() -> EndingDocument {
    EndingDocument { paper: String::new(), details: None }
}
