//! The instant, the office or the paper at which one rule ends and the next begins.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{
    Actor, Command, CommandKind, DutyKind, Need, Notice, RefusalReason as Reason, ReplayError, allowed,
    clock_duties, evolve, replay,
};
use directory::{Channel, OfficeKind};
use rulebook::model::{HandOutPaper, HandOutWay};
use world::invented::{AUTOMATED, REMARKS};
use world::{CALENDAR, Story, Wish, at, office, person, standard};

const MORNING: &str = "2013-09-02T04:15:00Z";

fn ready(wish: Wish, made: &str) -> Story {
    let mut story = Story::started(wish);
    story.provider(Command::Grant, "2013-09-03T05:00:00Z").unwrap();
    story.provider(Command::Ready { medium: None, number: None }, made).unwrap();
    story
}

fn ground_clocks(story: &Story) -> usize {
    let duties = clock_duties(story.case(), standard(story.wish.service), &CALENDAR).unwrap();
    duties.iter().filter(|duty| matches!(duty.kind, DutyKind::GroundClockEnds { .. })).count()
}

fn reminders(story: &Story) -> Vec<jiff::Timestamp> {
    let duties = clock_duties(story.case(), standard(story.wish.service), &CALENDAR).unwrap();
    duties.iter().filter(|duty| matches!(duty.kind, DutyKind::Reminder { .. })).map(|duty| duty.at).collect()
}

#[test]
fn three_grounds_under_one_sentence_share_one_clock_s6_16() {
    assert_eq!(standard(6).grounds.len(), 3);
    assert_eq!(ground_clocks(&Story::lodged(Wish::new(6), MORNING)), 1);
}

#[test]
fn clocks_of_two_paragraphs_are_both_watched_though_they_end_together() {
    let mut story = Story::started(Wish::new(REMARKS));
    let remarks =
        Command::RecordRemarks {
            enquiry: None, body: Some("министрлік".to_owned()), text: "№ 8".to_owned()
        };
    story.provider(remarks, "2013-09-03T05:00:00Z").unwrap();
    let finding = Command::RecordFinding { ground: "repeats".to_owned(), note: "2009 жылғы".to_owned() };
    story.provider(finding, "2013-09-04T05:00:00Z").unwrap();
    let clocks = cases::clocks(story.case(), standard(REMARKS), &CALENDAR).unwrap();
    let end = |ground| clocks.ground(ground).unwrap().ends;
    assert_eq!(end("repeats"), end("remarks"));
    assert_eq!(ground_clocks(&story), 2);
}

#[test]
fn twenty_minutes_are_reminded_of_five_minutes_before_their_end() {
    let mut story = Story::new(Wish::new(AUTOMATED).by(Channel::Portal));
    story.answers = cases::AnswerSource::NotConnected;
    story.lodge(at(MORNING)).unwrap();
    assert_eq!(reminders(&story), [at("2013-09-02T04:30:00Z")]);
}

#[test]
fn a_clock_of_one_day_is_not_reminded_of_at_the_moment_in_which_it_begins_s11_16() {
    let stop_notice = |lodged_at: &str| reminders(&Story::lodged(Wish::new(11), lodged_at));
    let opening = "2013-09-02T03:00:00Z";
    assert!(!stop_notice(opening).contains(&at(opening)));
    assert!(stop_notice("2013-09-02T02:59:59Z").contains(&at(opening)));
}

#[test]
fn the_last_second_of_a_term_still_belongs_to_it_s1_16() {
    let notice = Notice {
        paper: Some("court-notice".to_owned()),
        document: "№ 4".to_owned(),
        cause: None,
        until: None,
        next_steps: "Сот актісін әкелу".to_owned(),
    };
    let suspend = Command::Suspend { ground: "court".to_owned(), notice };
    Story::started(Wish::act()).provider(suspend.clone(), "2013-09-10T12:00:00Z").unwrap();
    assert!(Story::started(Wish::act()).provider(suspend, "2013-09-10T12:00:01Z").is_err());
}

#[test]
fn keeping_begins_at_the_end_of_the_term_or_when_the_paper_is_made_s11_26() {
    let ends = cases::clocks(Story::lodged(Wish::new(11), MORNING).case(), standard(11), &CALENDAR)
        .unwrap()
        .term
        .ends;
    assert_eq!(ends, Some(at("2013-09-05T12:00:00Z")));
    let made_early = || ready(Wish::new(11), "2013-09-03T06:00:00Z");
    let early = made_early().counter(Command::Store, "2013-09-05T11:59:59Z").unwrap_err();
    assert_eq!(*early.reason, Reason::StorageTooEarly { until: at("2013-09-05T12:00:00Z") });
    made_early().counter(Command::Store, "2013-09-05T12:00:00Z").unwrap();
    let made_late = "2013-09-09T06:00:00Z";
    ready(Wish::new(11), made_late).counter(Command::Store, made_late).unwrap();
}

#[test]
fn a_granted_case_offers_the_media_of_its_result_s1_5() {
    let mut story = Story::started(Wish::act());
    story.provider(Command::Grant, "2013-09-03T05:00:00Z").unwrap();
    let actor = person(OfficeKind::CadastreEnterprise);
    let steps = allowed(story.case.as_ref(), &story.facts(at("2013-09-03T06:00:00Z"), &actor)).unwrap();
    let ready = steps.iter().find(|step| step.step == CommandKind::Ready).unwrap();
    assert_eq!(ready.needs, [Need::Medium { choices: standard(1).result.media.clone() }]);
}

#[test]
fn a_lodged_case_asks_to_whom_it_is_given() {
    let story = Story::lodged(Wish::act(), MORNING);
    let actor = person(OfficeKind::CadastreEnterprise);
    let steps = allowed(story.case.as_ref(), &story.facts(at("2013-09-02T05:00:00Z"), &actor)).unwrap();
    let assign = steps.iter().find(|step| step.step == CommandKind::Assign).unwrap();
    assert_eq!(assign.needs, [Need::Officer]);
}

#[test]
fn a_parallel_request_offers_its_own_ground_and_no_other_s1_16_3() {
    let first = Story::lodged(Wish::new(2), "2013-09-02T03:00:00Z");
    let mut second = Story::new(Wish::act());
    let other = first.case().as_parallel().remove(0);
    second.parallel = vec![cases::ParallelCase { case: cases::CaseId(uuid::Uuid::from_u128(50)), ..other }];
    second.lodge(at(MORNING)).unwrap();
    let actor = person(OfficeKind::CadastreEnterprise);
    let steps = allowed(second.case.as_ref(), &second.facts(at("2013-09-02T05:00:00Z"), &actor)).unwrap();
    let suspend = steps.iter().find(|step| step.step == CommandKind::Suspend).unwrap();
    let offered: Vec<_> = suspend
        .needs
        .iter()
        .filter_map(|need| match need {
            Need::Ground { choices } => Some(choices),
            _ => None,
        })
        .flatten()
        .filter(|choice| !choice.offered_for.is_empty())
        .map(|choice| choice.id.as_str())
        .collect();
    assert_eq!(offered, ["parallel-applications"]);
}

#[test]
fn who_asks_for_a_way_that_is_not_offered_learns_which_are_s1_15() {
    let mut story = ready(Wish::act(), "2013-09-03T06:00:00Z");
    let refused = story.counter(Command::Post { item: None }, "2013-09-03T07:00:00Z").unwrap_err();
    let offered = standard(1).hand_out.iter().map(|rule| rule.way).collect();
    assert_eq!(*refused.reason, Reason::WayNotOffered { way: HandOutWay::Post, allowed: offered });
}

#[test]
fn a_paper_that_was_handed_out_goes_to_the_archive_with_the_note_of_it() {
    let mut story = ready(Wish::act(), "2013-09-03T06:00:00Z");
    let shown = vec![HandOutPaper::Receipt, HandOutPaper::IdentityDocument];
    let out =
        Command::HandOut { way: HandOutWay::InPerson, to: "Айгүл Серікова".to_owned(), shown };
    story.counter(out, "2013-09-03T07:00:00Z").unwrap();
    story.counter(Command::Archive, "2013-09-04T05:00:00Z").unwrap();
    assert_eq!(story.state(), "archived");
    assert!(matches!(&story.case().state, cases::State::Archived { delivery: Some(_), .. }));
}

#[test]
fn a_file_is_sent_by_its_holder_alone_and_received_by_its_own_list() {
    let mut story = Story::started(Wish::act().by(Channel::Centre));
    let send = Command::TransferFile {
        to: office(OfficeKind::CadastreEnterprise),
        list: "17".to_owned(),
        position: 1,
    };
    let refused = story.provider(send.clone(), "2013-09-02T06:00:00Z").unwrap_err();
    assert_eq!(*refused.reason, Reason::FileElsewhere { office: office(OfficeKind::Centre) });
    story.counter(send, "2013-09-02T06:00:00Z").unwrap();
    let other = Command::ReceiveFile { list: "18".to_owned() };
    let refused = story.provider(other, "2013-09-02T07:00:00Z").unwrap_err();
    assert_eq!(*refused.reason, Reason::OtherList { list: "17".to_owned() });
}

#[test]
fn what_is_decided_is_not_withdrawn_even_by_a_journal_that_says_so() {
    let mut withdrawn = Story::started(Wish::act());
    withdrawn.counter(Command::Withdraw { reason: "керек емес".to_owned() }, "2013-09-02T06:00:00Z").unwrap();
    assert!(replay(&withdrawn.journal).is_ok());
    let mut granted = Story::started(Wish::act());
    granted.provider(Command::Grant, "2013-09-03T05:00:00Z").unwrap();
    let misfit = evolve(granted.case.clone(), withdrawn.journal.last().unwrap());
    assert!(matches!(misfit, Err(ReplayError::DoesNotFit { version: 4, .. })), "{misfit:?}");
}

#[test]
fn an_information_system_works_for_whichever_office_asked_it() {
    let mut story = Story::lodged(Wish::new(AUTOMATED).by(Channel::Centre), MORNING);
    story.counter(Command::Start, "2013-09-02T04:16:00Z").unwrap();
    let mut by_hand = Story::lodged(Wish::act().by(Channel::Centre), MORNING);
    let refused = by_hand.counter(Command::Start, "2013-09-02T04:16:00Z").unwrap_err();
    assert!(matches!(*refused.reason, Reason::WrongOffice { .. }));
}

#[test]
fn what_the_platform_finds_at_lodging_is_not_ascribed_to_the_officer_s1_16_3() {
    let first = Story::lodged(Wish::new(2), "2013-09-02T03:00:00Z");
    let mut second = Story::new(Wish::act());
    let other = first.case().as_parallel().remove(0);
    second.parallel = vec![cases::ParallelCase { case: cases::CaseId(uuid::Uuid::from_u128(50)), ..other }];
    second.lodge(at(MORNING)).unwrap();
    let actors: Vec<_> = second.journal.iter().map(|one| one.actor.clone()).collect();
    assert_eq!(actors, [person(OfficeKind::CadastreEnterprise), Actor::Platform]);
}
