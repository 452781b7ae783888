//! Clocks beside the term, enquiries to other bodies, and services that an information system answers.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{
    Actor, AnswerSource, Command, CommandKind, Custody, DutyKind, ReceiptContent, RefusalReason as Reason,
    allowed, clock_duties, receipt,
};
use directory::{Channel, OfficeKind};
use rulebook::model::{HandOutWay, ReceiptKind};
use world::invented::{AUTOMATED, EARLY_REFUSAL, REMARKS};
use world::{CALENDAR, Story, Wish, applicant_actor, at, cite, person, standard};

const MORNING: &str = "2013-09-02T04:15:00Z";

fn refuse(ground: &str) -> Command {
    Command::Refuse { ground: ground.to_owned(), reason: "негізі бар".to_owned(), ended_by: None }
}

fn remarks(enquiry: Option<u32>) -> Command {
    Command::RecordRemarks {
        enquiry,
        body: Some("Қорғаныс министрлігі".to_owned()),
        text: "хат № 8".to_owned(),
    }
}

fn told_late(story: &Story) -> bool {
    match &story.journal.last().unwrap().event {
        cases::Event::Refused { after_ground_clock, .. } => *after_ground_clock,
        other => panic!("{other:?}"),
    }
}

#[test]
fn remarks_of_another_body_are_a_ground_only_once_they_have_come() {
    let mut story = Story::started(Wish::new(REMARKS));
    assert_eq!(cite(story.provider(refuse("remarks"), "2013-09-03T05:00:00Z")), "S95 ¶16.2");
    story
        .provider(Command::SendEnquiry { body: "Қорғаныс министрлігі".to_owned() }, "2013-09-03T05:00:00Z")
        .unwrap();
    story.provider(remarks(Some(1)), "2013-09-05T05:00:00Z").unwrap();
    assert!(story.provider(remarks(Some(1)), "2013-09-05T05:00:00Z").is_err(), "an answer comes once");
    story.provider(refuse("remarks"), "2013-09-10T12:00:00Z").unwrap();
    assert!(!told_late(&story), "three working days from receiving the remarks");
}

#[test]
fn a_clock_from_remarks_is_watched_and_does_not_take_the_ground_away() {
    let mut story = Story::started(Wish::new(REMARKS));
    story.provider(remarks(None), "2013-09-05T05:00:00Z").unwrap();
    let duties = clock_duties(story.case(), standard(REMARKS), &CALENDAR).unwrap();
    let ends = duties.iter().find_map(|duty| match &duty.kind {
        DutyKind::GroundClockEnds { ground, ends } if ground == "remarks" => Some(*ends),
        _ => None,
    });
    assert_eq!(ends, Some(at("2013-09-10T12:00:00Z")));
    story.clock("2013-09-10T12:00:01Z");
    assert_eq!(story.journal.last().unwrap().event.kind(), "clock-ended.v1");
    story.provider(refuse("remarks"), "2013-09-11T05:00:00Z").unwrap();
    assert!(told_late(&story));
}

#[test]
fn a_finding_starts_the_clock_of_its_ground() {
    let mut story = Story::started(Wish::new(REMARKS));
    let finding = Command::RecordFinding {
        ground: "repeats".to_owned(),
        note: "2009 жылы түсірілген".to_owned(),
    };
    story.provider(finding, "2013-09-04T05:00:00Z").unwrap();
    let running = cases::clocks(story.case(), standard(REMARKS), &CALENDAR).unwrap();
    assert_eq!(running.ground("repeats").unwrap().ends, Some(at("2013-09-06T12:00:00Z")));
    story.provider(refuse("repeats"), "2013-09-06T12:00:00Z").unwrap();
    assert!(!told_late(&story));
}

#[test]
fn a_body_without_remarks_leaves_nothing_to_refuse_on() {
    let mut story = Story::started(Wish::new(REMARKS));
    story
        .provider(Command::SendEnquiry { body: "Қорғаныс министрлігі".to_owned() }, "2013-09-03T05:00:00Z")
        .unwrap();
    story.provider(Command::RecordNoRemarks { enquiry: 1 }, "2013-09-04T05:00:00Z").unwrap();
    assert_eq!(cite(story.provider(refuse("remarks"), "2013-09-05T05:00:00Z")), "S95 ¶16.2");
    let again = story.provider(Command::RecordNoRemarks { enquiry: 1 }, "2013-09-04T05:00:00Z");
    assert!(again.is_err());
}

#[test]
fn a_refused_request_goes_to_the_archive_with_its_decision() {
    let mut story = Story::started(Wish::new(REMARKS));
    story.provider(remarks(None), "2013-09-05T05:00:00Z").unwrap();
    story.provider(refuse("remarks"), "2013-09-06T05:00:00Z").unwrap();
    story.counter(Command::Archive, "2013-09-09T05:00:00Z").unwrap();
    assert_eq!(story.state(), "archived");
    let kept = story.case().state.decision().unwrap();
    assert!(matches!(&kept.outcome, cases::Outcome::Refused { ground, .. } if ground == "remarks"));
}

#[test]
fn enquiries_are_numbered_one_after_the_other() {
    let mut story = Story::started(Wish::new(REMARKS));
    for body in ["Қорғаныс министрлігі", "акимдік", "Ауыл шаруашылығы министрлігі"]
    {
        story.provider(Command::SendEnquiry { body: body.to_owned() }, "2013-09-03T05:00:00Z").unwrap();
    }
    let numbers: Vec<_> = story.case().enquiries.iter().map(|enquiry| enquiry.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
}

#[test]
fn a_standard_without_remarks_as_a_ground_foresees_no_enquiries() {
    let mut story = Story::started(Wish::new(EARLY_REFUSAL));
    let asked = story.provider(Command::SendEnquiry { body: "акимдік".to_owned() }, "2013-09-03T05:00:00Z");
    assert_eq!(*asked.unwrap_err().reason, Reason::NoEnquiries);
}

#[test]
fn a_refusal_that_the_law_allows_for_two_working_days_is_closed_after_them() {
    let mut story = Story::started(Wish::new(EARLY_REFUSAL));
    let late = story.provider(refuse("too-few"), "2013-09-04T12:00:01Z").unwrap_err();
    assert!(matches!(*late.reason, Reason::GroundClockEnded { .. }), "{late}");
    assert_eq!(late.cite.unwrap().0, "S96 ¶16.1");
    story.provider(refuse("too-few"), "2013-09-04T12:00:00Z").unwrap();
}

#[test]
fn what_may_go_by_post_goes_to_the_address_of_the_applicant() {
    let mut story = Story::started(Wish::new(REMARKS));
    story.provider(Command::Grant, "2013-09-05T05:00:00Z").unwrap();
    story.provider(Command::Ready { medium: None, number: None }, "2013-09-06T05:00:00Z").unwrap();
    let address = story.case.as_mut().unwrap().request.applicant.postal_address.take();
    let refused = story.counter(Command::Post { item: None }, "2013-09-06T06:00:00Z").unwrap_err();
    assert_eq!(*refused.reason, Reason::NoPostalAddress);
    story.case.as_mut().unwrap().request.applicant.postal_address = address;
    story.counter(Command::Post { item: Some("RR 1".to_owned()) }, "2013-09-06T06:00:00Z").unwrap();
    assert_eq!(story.state(), "posted");
}

#[test]
fn a_standard_without_keeping_keeps_nothing() {
    let mut story = Story::started(Wish::new(REMARKS));
    story.provider(Command::Grant, "2013-09-05T05:00:00Z").unwrap();
    story.provider(Command::Ready { medium: None, number: None }, "2013-09-06T05:00:00Z").unwrap();
    let refused = story.counter(Command::Store, "2013-12-06T05:00:00Z").unwrap_err();
    assert_eq!(*refused.reason, Reason::NoStorage);
}

fn asked(channel: Channel) -> Story {
    let mut story = Story::lodged(Wish::new(AUTOMATED).by(channel), MORNING);
    story.answers = AnswerSource::NotConnected;
    story
}

#[test]
fn a_request_to_an_information_system_becomes_late_after_its_twenty_minutes_and_waits() {
    for channel in [Channel::Portal, Channel::Centre] {
        let mut story = asked(channel);
        story.clock("2013-09-02T04:35:00Z");
        assert!(!story.case().late);
        story.clock("2013-09-02T04:35:01Z");
        assert!(story.case().late);
        story.step(&Command::Start, at("2013-09-02T05:00:00Z"), &Actor::Platform).unwrap();
        let refused = story.step(&Command::Grant, at("2013-09-02T05:00:00Z"), &Actor::Platform).unwrap_err();
        assert_eq!(*refused.reason, Reason::NoAnswerSource);
        story.clock("2013-12-02T05:00:00Z");
        assert_eq!(story.state(), "in-work");
    }
}

#[test]
fn a_request_to_an_information_system_is_refused_by_nobody() {
    let mut story = asked(Channel::Centre);
    let enterprise = person(OfficeKind::CadastreEnterprise);
    story.provider(Command::Start, "2013-09-02T04:20:00Z").unwrap();
    let open = allowed(story.case.as_ref(), &story.facts(at("2013-09-02T04:21:00Z"), &enterprise)).unwrap();
    let refusing =
        [CommandKind::Refuse, CommandKind::RefuseIncomplete, CommandKind::Suspend, CommandKind::Grant];
    assert!(open.iter().all(|step| !refusing.contains(&step.step)), "{open:?}");
    assert_eq!(cite(story.provider(refuse("anything"), "2013-09-02T04:21:00Z")), "S97 ¶16");
}

#[test]
fn an_answer_that_has_come_is_shown_in_the_cabinet() {
    let mut story = asked(Channel::Portal);
    story.answers = AnswerSource::Connected;
    for command in [
        Command::Start,
        Command::Grant,
        Command::Ready { medium: None, number: None },
        Command::HandOut {
            way: HandOutWay::Cabinet, to: "Айгүл Серікова".to_owned(), shown: Vec::new()
        },
    ] {
        story.step(&command, at("2013-09-02T04:16:00Z"), &Actor::Platform).unwrap();
    }
    assert_eq!((story.state(), story.case().late), ("handed-out", false));
}

/// An answer waits in the cabinet of whoever asked on the portal; who asked at a counter is handed it there.
#[test]
fn who_asked_on_the_portal_takes_the_answer_himself() {
    for (channel, takes) in [(Channel::Portal, true), (Channel::Centre, false)] {
        let mut story = asked(channel);
        story.answers = AnswerSource::Connected;
        for command in [Command::Start, Command::Grant, Command::Ready { medium: None, number: None }] {
            story.step(&command, at("2013-09-02T04:16:00Z"), &Actor::Platform).unwrap();
        }
        let open = allowed(story.case.as_ref(), &story.facts(at("2013-09-02T04:17:00Z"), &applicant_actor()));
        let hands_out = open.unwrap().iter().any(|step| step.step == CommandKind::HandOut);
        assert_eq!(hands_out, takes, "{channel}");
    }
}

#[test]
fn the_portal_gives_a_notice_of_acceptance_and_time_and_a_centre_an_entry_alone() {
    let given = |channel| receipt(asked(channel).case(), standard(AUTOMATED), &CALENDAR).unwrap().unwrap();
    let notice = given(Channel::Portal);
    assert_eq!(notice.kind, ReceiptKind::CabinetNotice);
    let due = notice.lines.iter().find_map(|line| match &line.content {
        ReceiptContent::HandOut { at, .. } => at.clone(),
        _ => None,
    });
    assert_eq!(due.unwrap().timestamp(), at("2013-09-02T04:35:00Z"));
    let entry = given(Channel::Centre);
    assert_eq!((entry.kind, entry.lines.len()), (ReceiptKind::EntryOnly, 0));
}

#[test]
fn a_request_on_the_portal_has_no_paper_file() {
    let mut story = asked(Channel::Portal);
    assert_eq!(story.case().custody, Custody::NoPaperFile);
    let receive = Command::ReceiveFile { list: "1".to_owned() };
    assert_eq!(*story.provider(receive, "2013-09-02T05:00:00Z").unwrap_err().reason, Reason::NoPaperFile);
}
