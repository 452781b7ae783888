//! Why a step that people expect is not open now: the engine's own reasons.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{Case, Command, CommandKind, Notice, RefusalReason as Reason, hindered};
use world::{Story, Wish, at, person, standard};

fn found(story: &Story, now: &str) -> Vec<(CommandKind, &'static str, String)> {
    let actor = person(standard(story.wish.service).provider.kind);
    let case: &Case = story.case();
    let told = hindered(case, &story.facts(at(now), &actor)).unwrap();
    let one = |step: cases::HinderedStep| {
        (step.step, step.refusal.message().0, step.refusal.cite.map(|cite| cite.0).unwrap_or_default())
    };
    told.into_iter().map(one).collect()
}

#[test]
fn the_right_to_refuse_for_incomplete_papers_is_told_to_be_lost_after_two_days_s1_11() {
    let story = Story::started(Wish::act().lacking(&["decision-extract"]));
    assert_eq!(found(&story, "2013-09-03T05:00:00Z"), [], "the second day has not passed");
    let lost = found(&story, "2013-09-05T05:00:00Z");
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert_eq!((lost[0].0, lost[0].1), (CommandKind::RefuseIncomplete, "case-incomplete-right-lost"));
    assert!(!lost[0].2.is_empty());
}

#[test]
fn a_decision_waits_while_the_case_stands_s1_16() {
    let mut story = Story::started(Wish::act());
    let notice = Notice {
        paper: Some("court-notice".to_owned()),
        document: "Сот хабарламасы № 4, 03.09.2013".to_owned(),
        cause: None,
        until: None,
        next_steps: "Сот актісін әкелу".to_owned(),
    };
    let stop = Command::Suspend { ground: "court".to_owned(), notice };
    story.provider(stop, "2013-09-03T05:00:00Z").unwrap();
    let told = found(&story, "2013-09-04T05:00:00Z");
    assert_eq!(told, [(CommandKind::Grant, "case-suspended", "S1 ¶16.1".to_owned())]);
}

#[test]
fn nothing_is_told_of_steps_that_the_standard_does_not_know_or_that_come_later() {
    let story = Story::lodged(Wish::act(), "2013-09-02T04:15:00Z");
    assert_eq!(found(&story, "2013-09-02T05:00:00Z"), []);
}

#[test]
fn whatever_is_told_is_what_the_step_is_refused_with() {
    let mut story = Story::started(Wish::act());
    story.provider(Command::Grant, "2013-09-03T05:00:00Z").unwrap();
    story
        .provider(Command::Ready { medium: None, number: Some("7".to_owned()) }, "2013-09-04T05:00:00Z")
        .unwrap();
    let told = found(&story, "2013-09-05T05:00:00Z");
    let store = told.iter().find(|(step, _, _)| *step == CommandKind::Store).unwrap();
    let refused = story.provider(Command::Store, "2013-09-05T05:00:00Z").unwrap_err();
    assert!(matches!(*refused.reason, Reason::StorageTooEarly { .. }), "{refused}");
    assert_eq!((store.1, store.2.clone()), (refused.message().0, refused.cite.unwrap().0));
}
