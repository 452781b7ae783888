//! From the decision to the applicant's hands: ready, hand out, post, store, archive.

use directory::OfficeKind;
use jiff::Timestamp;
use rulebook::model::{AfterStorage, HandOutPaper, HandOutRule, HandOutWay, Medium, StorageRule};

use crate::case::{Case, Custody};
use crate::clocks::storage_rule;
use crate::command::CommandKind;
use crate::decide::{Drafts, one, text};
use crate::event::Event;
use crate::law::Law;
use crate::people::Actor;
use crate::refusal::{Refusal, RefusalReason};
use crate::state::State;
use crate::step::{AllowedStep, Need, WayChoice, plain};

pub(crate) fn open(kind: CommandKind, case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let step = plain(kind, case, law);
    match kind {
        CommandKind::Ready => Ok(step.needing(Need::Medium { choices: law.standard.result.media.clone() })),
        CommandKind::HandOut => open_hand_out(step, case, law),
        CommandKind::Post => open_post(step, case, law),
        CommandKind::Store => open_store(step, case, law),
        _ => open_archive(step, case, law),
    }
}

pub(crate) fn ready(
    medium: Option<Medium>,
    number: Option<&str>,
    step: &AllowedStep,
    law: &Law<'_>,
) -> Result<Drafts, Refusal> {
    let media = &law.standard.result.media;
    let medium = medium.or_else(|| media.first().copied()).filter(|medium| media.contains(medium));
    let Some(medium) = medium else {
        return Err(Refusal::new(RefusalReason::MediumNotOffered, &step.cite));
    };
    Ok(one(Event::MadeReady { medium, number: number.map(str::to_owned) }, &step.cite))
}

fn rules<'a>(case: &'a Case, law: &Law<'a>) -> impl Iterator<Item = &'a HandOutRule> {
    let channel = case.request.channel;
    let rules = law.standard.hand_out.iter();
    rules.filter(move |rule| rule.channels.is_empty() || rule.channels.contains(&channel))
}

fn open_hand_out(step: AllowedStep, case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let counter = rules(case, law).filter(|rule| rule.way != HandOutWay::Post);
    let choices: Vec<_> = counter
        .map(|rule| WayChoice { way: rule.way, requires: rule.requires.clone(), cite: rule.cite.clone() })
        .collect();
    if choices.is_empty() {
        let reason = RefusalReason::WayNotOffered { way: HandOutWay::InPerson, allowed: ways(case, law) };
        return Err(Refusal::new(reason, &step.cite));
    }
    file_is_here(&step, case, law)?;
    Ok(step.needing(Need::Way { choices }).needing(Need::Text { field: "to" }))
}

fn ways(case: &Case, law: &Law<'_>) -> Vec<HandOutWay> {
    rules(case, law).map(|rule| rule.way).collect()
}

/// What is handed out lies with the file: the office that holds it hands out.
fn file_is_here(step: &AllowedStep, case: &Case, law: &Law<'_>) -> Result<(), Refusal> {
    match (&case.custody, law.facts.actor) {
        (Custody::InTransit { list, .. }, _) => {
            Err(Refusal::new(RefusalReason::FileInTransit { list: list.clone() }, &step.cite))
        }
        (Custody::Held { office }, Actor::Person(officer)) if *office != officer.office => {
            Err(Refusal::new(RefusalReason::FileElsewhere { office: office.clone() }, &step.cite))
        }
        _ => Ok(()),
    }
}

pub(crate) fn hand_out(
    way: HandOutWay,
    to: &str,
    shown: &[HandOutPaper],
    step: &AllowedStep,
) -> Result<Drafts, Refusal> {
    let Some(choice) = step.ways().iter().find(|choice| choice.way == way) else {
        let allowed = step.ways().iter().map(|choice| choice.way).collect();
        return Err(Refusal::new(RefusalReason::WayNotOffered { way, allowed }, &step.cite));
    };
    let missing: Vec<_> = choice.requires.iter().filter(|paper| !shown.contains(paper)).copied().collect();
    if !missing.is_empty() {
        return Err(Refusal::new(RefusalReason::NotShown { missing }, &choice.cite));
    }
    text("to", to, &choice.cite)?;
    Ok(one(Event::HandedOut { way, to: to.to_owned(), shown: shown.to_vec() }, &choice.cite))
}

fn open_post(step: AllowedStep, case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let Some(rule) = rules(case, law).find(|rule| rule.way == HandOutWay::Post) else {
        let reason = RefusalReason::WayNotOffered { way: HandOutWay::Post, allowed: ways(case, law) };
        return Err(Refusal::new(reason, &step.cite));
    };
    if postal_address(case).is_none() {
        return Err(Refusal::new(RefusalReason::NoPostalAddress, &rule.cite));
    }
    let step = step.citing(&rule.cite);
    file_is_here(&step, case, law)?;
    Ok(step)
}

fn postal_address(case: &Case) -> Option<&str> {
    case.request.applicant.postal_address.as_deref().filter(|address| !address.trim().is_empty())
}

pub(crate) fn post(item: Option<&str>, case: &Case, step: &AllowedStep) -> Result<Drafts, Refusal> {
    let Some(address) = postal_address(case) else {
        return Err(Refusal::new(RefusalReason::NoPostalAddress, &step.cite));
    };
    let (address, item) = (address.to_owned(), item.map(str::to_owned));
    Ok(one(Event::Posted { address, item }, &step.cite))
}

/// The rule for the office where the applicant was to collect; the provider keeps where that office has none.
fn keeping<'a>(case: &Case, law: &Law<'a>) -> Option<&'a StorageRule> {
    let channels = &law.standard.channels;
    let counter =
        channels.iter().find(|rule| rule.channel == case.request.channel).and_then(|rule| rule.office);
    let kept_by = |kind: OfficeKind| law.standard.storage.iter().find(|rule| rule.keeper == kind);
    counter.and_then(kept_by).or_else(|| kept_by(law.standard.provider.kind))
}

/// When the applicant was to come at the latest: the end of the term that his receipt names, or the day on which the
/// paper was made where that came later.
fn collecting_until(case: &Case, law: &Law<'_>) -> Option<Timestamp> {
    let State::Ready { made, .. } = &case.state else { return None };
    law.clocks.term.ends.map(|ends| ends.max(made.at))
}

fn open_store(step: AllowedStep, case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let Some(rule) = keeping(case, law) else {
        return Err(Refusal::new(RefusalReason::NoStorage, &step.cite));
    };
    match collecting_until(case, law).filter(|until| law.now() < *until) {
        Some(until) => Err(Refusal::new(RefusalReason::StorageTooEarly { until }, &rule.cite)),
        None => Ok(step.citing(&rule.cite)),
    }
}

pub(crate) fn store(case: &Case, step: &AllowedStep, law: &Law<'_>) -> Result<Drafts, Refusal> {
    match keeping(case, law) {
        Some(rule) => Ok(one(Event::Stored { keeper: rule.keeper }, &step.cite)),
        None => Err(Refusal::new(RefusalReason::NoStorage, &step.cite)),
    }
}

fn open_archive(step: AllowedStep, case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    if let Custody::InTransit { list, .. } = &case.custody {
        return Err(Refusal::new(RefusalReason::FileInTransit { list: list.clone() }, &step.cite));
    }
    let step = match storage_rule(case, law.standard) {
        Some(rule) => step.citing(&rule.cite),
        None => step,
    };
    let storage = law.clocks.storage.as_ref().and_then(|clock| clock.ends);
    match storage.filter(|until| law.now() <= *until) {
        Some(until) => Err(Refusal::new(RefusalReason::StorageNotEnded { until }, &step.cite)),
        None => Ok(step),
    }
}

/// What the end of the time of keeping brings.
pub(crate) fn storage_ended(case: &Case, law: &Law<'_>) -> Option<(Event, rulebook::model::Cite)> {
    let rule = storage_rule(case, law.standard)?;
    let event = match rule.then {
        AfterStorage::Archive => Event::Archived,
        AfterStorage::PassToProvider => Event::StoragePassed { keeper: law.standard.provider.kind },
    };
    Some((event, rule.cite.clone()))
}
