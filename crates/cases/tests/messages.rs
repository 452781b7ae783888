//! Every reason, step, state and event can be told in Kazakh, Russian and English.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use cases::{CommandKind, Event, StateName};
use directory::{Channel, OfficeKind};

const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

fn names(language: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../locale/locales/{language}/cases.ftl"));
    let text = std::fs::read_to_string(path).unwrap();
    let named = text.lines().filter_map(|line| line.split_once(" = "));
    named.filter(|(_, text)| !text.trim().is_empty()).map(|(name, _)| name.to_owned()).collect()
}

fn must_be_told(ids: impl IntoIterator<Item = String>) {
    let ids: BTreeSet<String> = ids.into_iter().collect();
    assert!(!ids.is_empty());
    for language in LANGUAGES {
        let told = names(language);
        let untold: Vec<_> = ids.iter().filter(|id| !told.contains(*id)).collect();
        assert!(untold.is_empty(), "{language}: {untold:?}");
    }
}

/// Ids that the source of the messages names, `("case-…", vec![("argument", …)])`, with their arguments.
fn reasons_with_arguments() -> Vec<(String, BTreeSet<String>)> {
    let source: String = include_str!("../src/refusal/message.rs").split_whitespace().collect();
    // What follows `",vec!` are the arguments of the id before it.
    let parts: Vec<&str> = source.split("\",vec!").collect();
    parts
        .windows(2)
        .filter_map(|pair| {
            let (_, id) = pair[0].rsplit_once("(\"")?;
            let arguments = pair[1].split("(\"").skip(1).filter_map(|one| one.split_once("\","));
            Some((id.to_owned(), arguments.map(|(name, _)| name.to_owned()).collect()))
        })
        .collect()
}

fn reasons() -> Vec<String> {
    reasons_with_arguments().into_iter().map(|(id, _)| id).collect()
}

#[test]
fn no_text_names_a_value_that_its_reason_does_not_give() {
    for language in LANGUAGES {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../locale/locales/{language}/cases.ftl"));
        let text = std::fs::read_to_string(path).unwrap();
        for (id, given) in reasons_with_arguments() {
            let told = text.lines().filter_map(|line| line.split_once(" = "));
            let told = told.filter(|(name, _)| *name == id || *name == format!("{id}-remedy"));
            for (name, text) in told {
                let named = text.split("{ $").skip(1).filter_map(|rest| rest.split_once(" }"));
                for (argument, _) in named {
                    assert!(
                        given.contains(argument),
                        "{language}: {name} names ${argument}, given: {given:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_reason_of_a_refusal_and_its_remedy_is_told_in_three_languages() {
    let reasons = reasons();
    let distinct: BTreeSet<_> = reasons.iter().collect();
    assert!(distinct.len() > 60, "only {} reasons were found in the source", distinct.len());
    must_be_told(reasons.iter().flat_map(|id| [id.clone(), format!("{id}-remedy")]));
}

#[test]
fn every_state_step_and_event_is_named_in_three_languages() {
    must_be_told(StateName::ALL.iter().map(|state| state.message().to_owned()));
    must_be_told(CommandKind::ALL.iter().map(|step| step.message().to_owned()));
    must_be_told(Event::MESSAGES.iter().map(|event| (*event).to_owned()));
}

#[test]
fn every_office_and_channel_that_a_refusal_names_is_named_in_three_languages() {
    must_be_told(OfficeKind::ALL.iter().map(|kind| format!("case-office-{kind}")));
    must_be_told(Channel::ALL.iter().map(|channel| format!("case-channel-{channel}")));
}

#[test]
fn no_text_stands_in_one_language_alone() {
    let [kk, ru, en] = LANGUAGES.map(names);
    assert_eq!(kk, ru);
    assert_eq!(kk, en);
}
