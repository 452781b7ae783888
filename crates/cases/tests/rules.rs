//! Rules of a case's life, one test each.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{
    Actor, Command, CommandKind, DutyKind, EndingDocument, Notice, RefusalReason as Reason, allowed,
    clock_duties,
};
use directory::{Channel, OfficeKind};
use rulebook::model::ApplicantKind;
use world::{CALENDAR, Story, Wish, at, cite, officer, standard};

const MORNING: &str = "2013-09-02T04:15:00Z";

fn duplicate() -> Wish {
    Wish::new(1).of(ApplicantKind::Individual).case(4, "duplicate")
}

fn court_notice() -> Command {
    Command::Suspend {
        ground: "court".to_owned(),
        notice: Notice {
            paper: Some("court-notice".to_owned()),
            document: "Сот хабарламасы № 4, 03.09.2013".to_owned(),
            cause: None,
            until: None,
            next_steps: "Сот актісін әкелу".to_owned(),
        },
    }
}

fn judgment() -> EndingDocument {
    EndingDocument { paper: "judgment".to_owned(), details: Some("№ 12, 19.09.2013".to_owned()) }
}

fn refuse_incomplete(paper: &str) -> Command {
    Command::RefuseIncomplete { missing: vec![paper.to_owned()], reason: "құжат жоқ".to_owned() }
}

#[test]
fn refusal_for_incomplete_papers_is_lost_after_two_working_days_s1_11() {
    let wish = || Wish::act().lacking(&["decision-extract"]);
    let mut in_time = Story::lodged(wish(), MORNING);
    in_time.provider(refuse_incomplete("decision-extract"), "2013-09-04T12:00:00Z").unwrap();
    assert_eq!(in_time.state(), "refused");
    let mut too_late = Story::lodged(wish(), MORNING);
    let refused = too_late.provider(refuse_incomplete("decision-extract"), "2013-09-04T12:00:01Z");
    assert_eq!(cite(refused), "S1 ¶11");
}

#[test]
fn a_centre_does_not_refuse_for_incomplete_papers_in_s1_and_does_in_s2() {
    let centre = |service: u8| {
        let wish = Wish::new(service).by(Channel::Centre).case(1, "act").lacking(&["decision-extract"]);
        let mut story = Story::lodged(wish, MORNING);
        story.counter(refuse_incomplete("decision-extract"), "2013-09-03T05:00:00Z")
    };
    assert!(matches!(*centre(1).unwrap_err().reason, Reason::WrongOffice { .. }));
    centre(2).unwrap();
}

#[test]
fn only_papers_that_are_missing_justify_the_refusal_s1_11() {
    let mut story = Story::lodged(Wish::act().lacking(&["decision-extract"]), MORNING);
    let refused = story.provider(refuse_incomplete("application"), "2013-09-03T05:00:00Z");
    assert!(matches!(*refused.unwrap_err().reason, Reason::PaperNotMissing { .. }));
    let mut complete = Story::lodged(Wish::act(), MORNING);
    let refused = complete.provider(refuse_incomplete("application"), "2013-09-03T05:00:00Z");
    assert_eq!(*refused.unwrap_err().reason, Reason::NothingMissing);
}

#[test]
fn a_missing_paper_is_added_within_the_two_days_and_not_later_s1_11() {
    let mut story = Story::lodged(Wish::act().lacking(&["decision-extract"]), MORNING);
    let add = Command::AddPaper { paper: story.wish.paper("decision-extract"), payment: None };
    story.counter(add.clone(), "2013-09-03T05:00:00Z").unwrap();
    assert!(story.case().missing.is_empty());
    let mut late = Story::lodged(Wish::act().lacking(&["decision-extract"]), MORNING);
    assert_eq!(cite(late.counter(add, "2013-09-05T05:00:00Z")), "S1 ¶11");
}

#[test]
fn a_fee_receipt_that_is_added_brings_the_figures_of_the_payment_s1_8() {
    let mut story = Story::lodged(Wish::act().lacking(&["fee-receipt"]), MORNING);
    let paper = story.wish.paper("fee-receipt");
    let add = |payment| Command::AddPaper { paper: paper.clone(), payment };
    let refused = story.counter(add(None), "2013-09-03T05:00:00Z");
    assert_eq!(*refused.unwrap_err().reason, Reason::PaymentNotGiven);
    let payment = story.wish.payment(at("2013-09-03T05:00:00Z"));
    story.counter(add(Some(payment)), "2013-09-03T05:00:00Z").unwrap();
    assert!(story.case().request.payment.is_some());
}

#[test]
fn value_approval_refuses_for_missing_papers_during_the_whole_term_s11_16() {
    let missing = "valuation-act";
    let mut story = Story::lodged(Wish::new(11).lacking(&[missing]), MORNING);
    story.provider(refuse_incomplete(missing), "2013-09-05T11:00:00Z").unwrap();
    assert_eq!(story.state(), "refused");
}

#[test]
fn a_notice_of_suspension_names_document_and_next_steps_s1_16() {
    let mut story = Story::started(Wish::act());
    let without = |change: fn(&mut Notice)| {
        let Command::Suspend { ground, mut notice } = court_notice() else { unreachable!() };
        change(&mut notice);
        Command::Suspend { ground, notice }
    };
    for command in [
        without(|notice| notice.document.clear()),
        without(|notice| notice.next_steps.clear()),
        without(|notice| notice.paper = None),
        without(|notice| notice.paper = Some("supervision-act".to_owned())),
    ] {
        assert_eq!(cite(story.provider(command, "2013-09-04T05:00:00Z")), "S1 ¶16.1");
        assert_eq!(story.state(), "in-work");
    }
    story.provider(court_notice(), "2013-09-04T05:00:00Z").unwrap();
}

#[test]
fn a_stop_by_hand_names_cause_and_term_too_s11_16() {
    let mut story = Story::started(Wish::new(11));
    let stop = |cause: Option<&str>, until: Option<&str>| Command::Suspend {
        ground: "stop-notice".to_owned(),
        notice: Notice {
            paper: None,
            document: "хат № 3".to_owned(),
            cause: cause.map(str::to_owned),
            until: until.map(str::to_owned),
            next_steps: "түзету".to_owned(),
        },
    };
    let now = "2013-09-03T05:00:00Z";
    assert_eq!(cite(story.provider(stop(None, Some("15.09.2013")), now)), "S11 ¶16");
    assert_eq!(cite(story.provider(stop(Some("қате"), None), now)), "S11 ¶16");
    story.provider(stop(Some("қате"), Some("15.09.2013")), now).unwrap();
}

#[test]
fn a_stop_is_told_within_one_day_of_lodging_s11_16() {
    let mut story = Story::started(Wish::new(11));
    let notice = Notice {
        paper: None,
        document: "хат № 3".to_owned(),
        cause: Some("қате".to_owned()),
        until: Some("15.09.2013".to_owned()),
        next_steps: "түзету".to_owned(),
    };
    let stop = Command::Suspend { ground: "stop-notice".to_owned(), notice };
    let refused = story.provider(stop, "2013-09-04T05:00:00Z").unwrap_err();
    assert!(matches!(*refused.reason, Reason::GroundClockEnded { .. }), "{refused}");
}

#[test]
fn a_suspended_case_is_not_decided_and_never_deemed_granted_s1_16() {
    let mut story = Story::started(Wish::act());
    story.provider(court_notice(), "2013-09-04T05:00:00Z").unwrap();
    for command in
        [Command::Grant, refuse_incomplete("decision-extract"), Command::Ready { medium: None, number: None }]
    {
        assert_eq!(cite(story.provider(command, "2013-09-04T06:00:00Z")), "S1 ¶16.1");
    }
    story.clock("2014-06-02T05:00:00Z");
    assert_eq!(story.state(), "suspended");
}

#[test]
fn after_a_suspension_the_days_that_were_left_are_counted_from_the_day_after_s1_16() {
    let mut story = Story::started(Wish::act());
    story.provider(court_notice(), "2013-09-04T05:00:00Z").unwrap();
    story.provider(Command::Resume { ended_by: judgment() }, "2013-09-20T05:00:00Z").unwrap();
    let ends = cases::clocks(story.case(), standard(1), &CALENDAR).unwrap().term.ends;
    assert_eq!(ends, Some(at("2013-09-27T12:00:00Z")));
}

#[test]
fn a_final_refusal_of_an_act_rests_on_the_paper_that_ends_the_suspension_s1_16() {
    let mut story = Story::started(Wish::act());
    story.provider(court_notice(), "2013-09-04T05:00:00Z").unwrap();
    let refuse =
        |ended_by| Command::Refuse {
            ground: "court".to_owned(), reason: "сот актісі".to_owned(), ended_by
        };
    assert_eq!(cite(story.provider(refuse(None), "2013-09-05T05:00:00Z")), "S1 ¶16.1");
    let other = EndingDocument { paper: "agreement-of-parties".to_owned(), details: None };
    assert_eq!(cite(story.provider(refuse(Some(other)), "2013-09-05T05:00:00Z")), "S1 ¶16.1");
    story.provider(refuse(Some(judgment())), "2013-09-05T05:00:00Z").unwrap();
    assert_eq!(story.case().past_suspensions.len(), 1);
}

#[test]
fn silence_grants_by_the_platform_itself_on_the_next_calendar_day_a_closed_one_too_s1_16() {
    // Lodged on a Thursday, six working days end on a Friday.
    let mut story = Story::lodged(Wish::act(), "2013-09-05T04:15:00Z");
    story.clock("2013-09-13T17:59:59Z");
    assert_eq!(story.state(), "lodged");
    story.clock("2013-09-13T18:00:00Z");
    assert_eq!(story.state(), "deemed-granted");
    let (actor, facts_at) =
        (Actor::Person(officer(OfficeKind::CadastreEnterprise)), at("2013-09-16T05:00:00Z"));
    let open = allowed(story.case.as_ref(), &story.facts(facts_at, &actor)).unwrap();
    assert!(open.iter().any(|step| step.step == CommandKind::Ready), "making the paper stays a duty");
    let recorded = story.journal.last().unwrap();
    assert_eq!((&recorded.actor, recorded.cite.0.as_str()), (&Actor::Platform, "S1 ¶16"));
    assert!(story.case().late);
}

#[test]
fn what_the_law_has_granted_nobody_refuses_even_before_the_clock_ran_s1_16() {
    let mut story = Story::started(Wish::act());
    let morning_after = "2013-09-11T04:00:00Z";
    for command in [
        Command::Refuse {
            ground: "court".to_owned(), reason: "кеш".to_owned(), ended_by: Some(judgment())
        },
        refuse_incomplete("decision-extract"),
        court_notice(),
        Command::Grant,
        Command::Withdraw { reason: "керек емес".to_owned() },
    ] {
        assert_eq!(cite(story.provider(command, morning_after)), "S1 ¶16");
    }
    story.clock(morning_after);
    assert_eq!(story.state(), "deemed-granted");
    let refused = story.provider(Command::Grant, "2013-09-20T05:00:00Z").unwrap_err();
    assert_eq!(
        *refused.reason,
        Reason::DeemedGranted { day: jiff::civil::date(2013, 9, 11) },
        "the day is the one that was recorded"
    );
}

#[test]
fn a_term_that_has_ended_is_not_revived_by_a_suspension_on_its_last_evening_s1_16() {
    let mut story = Story::started(Wish::act());
    assert_eq!(cite(story.provider(court_notice(), "2013-09-10T13:00:00Z")), "S1 ¶16");
    story.provider(Command::Grant, "2013-09-10T13:00:00Z").unwrap();
    assert!(story.case().late);
}

#[test]
fn a_late_duplicate_is_late_and_stays_workable_s1_16() {
    let mut story = Story::started(duplicate());
    story.clock("2013-09-06T12:00:00Z");
    assert!(!story.case().late, "the last second belongs to the term");
    story.clock("2013-09-06T12:00:01Z");
    assert!(story.case().late);
    story.provider(court_notice(), "2013-09-09T05:00:00Z").unwrap();
    story.provider(Command::Resume { ended_by: judgment() }, "2013-09-12T05:00:00Z").unwrap();
    story.provider(Command::Grant, "2013-09-13T05:00:00Z").unwrap();
    assert_eq!(story.state(), "granted");
}

#[test]
fn the_clock_does_everything_once() {
    let mut story = Story::lodged(Wish::act().lacking(&["decision-extract"]), MORNING);
    story.clock("2013-09-10T11:00:00Z");
    let after = story.journal.len();
    story.clock("2013-09-10T11:00:00Z");
    assert_eq!(story.journal.len(), after);
    let kinds: Vec<_> = story.journal.iter().map(|one| one.event.kind()).collect();
    assert_eq!(kinds, ["lodged.v1", "clock-ended.v1", "reminded.v1"]);
}

#[test]
fn officer_and_head_are_reminded_on_the_working_day_before_a_term_ends() {
    let story = Story::lodged(Wish::act(), MORNING);
    let duties = clock_duties(story.case(), standard(1), &CALENDAR).unwrap();
    let reminder = duties.iter().find(|duty| matches!(duty.kind, DutyKind::Reminder { .. })).unwrap();
    assert_eq!(reminder.at, at("2013-09-09T03:00:00Z"));
}

#[test]
fn the_platform_alone_runs_the_clock() {
    let mut story = Story::started(Wish::act());
    assert_eq!(cite(story.provider(Command::Clock, "2013-09-03T05:00:00Z")), "S1 ¶16");
}

#[test]
fn work_is_given_to_a_named_officer() {
    let mut story = Story::lodged(Wish::act(), MORNING);
    let chosen = officer(OfficeKind::CadastreEnterprise);
    story.provider(Command::Assign { officer: chosen.clone() }, "2013-09-02T05:00:00Z").unwrap();
    assert_eq!(story.case().assignee, Some(chosen));
}

#[test]
fn an_office_that_does_not_decide_takes_no_step_of_deciding_s1_1() {
    let mut story = Story::lodged(Wish::act().by(Channel::Centre), MORNING);
    let refused = story.counter(Command::Start, "2013-09-02T05:00:00Z").unwrap_err();
    assert!(matches!(*refused.reason, Reason::WrongOffice { .. }));
}

#[test]
fn a_step_before_the_last_event_is_refused() {
    let mut story = Story::started(Wish::act());
    let refused = story.provider(Command::Grant, "2013-09-02T04:59:59Z").unwrap_err();
    assert!(matches!(*refused.reason, Reason::BeforeLastEvent { .. }));
}

#[test]
fn a_journal_that_does_not_follow_is_not_replayed() {
    let story = Story::started(Wish::act());
    let swapped = [story.journal[0].clone(), story.journal[0].clone()];
    assert!(matches!(cases::replay(&swapped), Err(cases::ReplayError::LodgedTwice { version: 2 })));
    assert!(matches!(cases::replay(&story.journal[1..]), Err(cases::ReplayError::NotLodged { .. })));
    let twice = [story.journal.clone(), story.journal[1..].to_vec()].concat();
    assert!(matches!(cases::replay(&twice), Err(cases::ReplayError::DoesNotFit { version: 3, .. })));
}
