//! From the decision to the archive: the paper file, handing out, keeping; and the steps beside the way.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{
    Command, CommandKind, CorrectableField, Custody, Need, OfficeId, RefusalReason as Reason, Relation,
    allowed,
};
use directory::{Channel, OfficeKind};
use rulebook::model::{HandOutPaper, HandOutWay};
use world::{Story, Wish, applicant_actor, at, cite, office, person};

const MORNING: &str = "2013-09-02T04:15:00Z";

fn ready_at_centre() -> Story {
    let mut story = Story::started(Wish::act().by(Channel::Centre));
    story.provider(Command::Grant, "2013-09-05T05:00:00Z").unwrap();
    story
        .provider(Command::Ready { medium: None, number: Some("A-1".to_owned()) }, "2013-09-06T05:00:00Z")
        .unwrap();
    story
}

fn hand_out(shown: &[HandOutPaper]) -> Command {
    Command::HandOut {
        way: HandOutWay::InPerson, to: "Айгүл Серікова".to_owned(), shown: shown.to_vec()
    }
}

const SHOWN: [HandOutPaper; 2] = [HandOutPaper::Receipt, HandOutPaper::IdentityDocument];

#[test]
fn the_paper_file_goes_between_offices_by_a_list_that_both_confirm() {
    let (centre, enterprise) = (OfficeKind::Centre, OfficeKind::CadastreEnterprise);
    let mut story = ready_at_centre();
    let send = |kind| Command::TransferFile { to: office(kind), list: "17".to_owned(), position: 3 };
    let receive = |list: &str| Command::ReceiveFile { list: list.to_owned() };
    assert!(story.provider(send(centre), "2013-09-06T06:00:00Z").is_err(), "who holds nothing sends nothing");
    assert!(story.counter(send(centre), "2013-09-06T06:00:00Z").is_err(), "it is there already");
    story.counter(send(enterprise), "2013-09-06T06:00:00Z").unwrap();
    assert!(matches!(&story.case().custody, Custody::InTransit { list, .. } if list == "17"));
    assert_eq!(cite(story.counter(hand_out(&SHOWN), "2013-09-06T07:00:00Z")), "S1 ¶15");
    assert!(
        story.counter(receive("17"), "2013-09-06T07:00:00Z").is_err(),
        "the sender does not confirm for the other"
    );
    assert!(story.provider(receive("18"), "2013-09-06T07:00:00Z").is_err(), "another list is another file");
    story.provider(receive("17"), "2013-09-06T07:00:00Z").unwrap();
    assert_eq!(story.case().custody, Custody::Held { office: office(enterprise) });
    assert_eq!(cite(story.counter(hand_out(&SHOWN), "2013-09-06T08:00:00Z")), "S1 ¶15");
}

#[test]
fn a_hand_out_asks_for_receipt_and_identity_document_s1_15() {
    let mut story = ready_at_centre();
    let refused = story.counter(hand_out(&SHOWN[..1]), "2013-09-09T05:00:00Z").unwrap_err();
    assert_eq!(*refused.reason, Reason::NotShown { missing: vec![HandOutPaper::IdentityDocument] });
    story.counter(hand_out(&SHOWN), "2013-09-09T05:00:00Z").unwrap();
    assert_eq!(story.state(), "handed-out");
}

#[test]
fn an_uncollected_act_is_kept_only_once_the_day_of_collecting_has_passed_s1_26() {
    let mut story = ready_at_centre();
    assert_eq!(cite(story.counter(Command::Store, "2013-09-09T05:00:00Z")), "S1 ¶26");
    story.counter(Command::Store, "2013-09-11T05:00:00Z").unwrap();
    assert_eq!(cite(story.counter(Command::Archive, "2013-10-10T05:00:00Z")), "S1 ¶26");
}

#[test]
fn after_a_month_a_centre_passes_the_act_to_the_enterprise_which_keeps_it_s1_26() {
    let mut story = ready_at_centre();
    story.counter(Command::Store, "2013-09-11T05:00:00Z").unwrap();
    story.clock("2013-10-11T14:00:00Z");
    assert_ne!(
        story.journal.last().unwrap().event.kind(),
        "storage-passed.v1",
        "the last second is still kept"
    );
    story.clock("2013-10-11T14:00:01Z");
    assert_eq!(story.journal.last().unwrap().event.kind(), "storage-passed.v1");
    assert_eq!(story.state(), "stored");
    story.clock("2015-10-11T14:00:01Z");
    assert_eq!(story.state(), "stored", "the enterprise keeps it in its archive without end");
}

#[test]
fn a_withdrawn_case_stays_as_it_is_but_for_links_corrections_and_the_way_of_its_file() {
    let mut story = Story::started(Wish::act());
    let withdraw = Command::Withdraw { reason: "ойымнан қайттым".to_owned() };
    story.step(&withdraw, at("2013-09-03T05:00:00Z"), &applicant_actor()).unwrap();
    let actor = person(OfficeKind::CadastreEnterprise);
    let open = allowed(story.case.as_ref(), &story.facts(at("2013-09-04T05:00:00Z"), &actor)).unwrap();
    let steps: Vec<_> = open.iter().map(|step| step.step).collect();
    assert_eq!(steps, [CommandKind::Link, CommandKind::TransferFile, CommandKind::CorrectSlip]);
    assert!(story.case().state.is_terminal());
}

#[test]
fn a_mistaken_registration_is_cancelled_before_work_begins_and_kept() {
    let mut story = Story::lodged(Wish::act(), MORNING);
    let cancel = Command::Cancel { reason: "екі рет тіркелген".to_owned() };
    story.counter(cancel.clone(), "2013-09-02T05:00:00Z").unwrap();
    assert_eq!(story.state(), "cancelled");
    assert_eq!(story.journal.len(), 2);
    assert!(
        story.case().state.is_terminal() && !Story::lodged(Wish::act(), MORNING).case().state.is_terminal()
    );
    assert!(
        Story::started(Wish::act()).counter(cancel, "2013-09-02T06:00:00Z").is_err(),
        "work that began is answered"
    );
}

#[test]
fn a_link_is_made_once_and_never_to_the_case_itself() {
    let mut story = Story::lodged(Wish::act(), MORNING);
    let link = |case| Command::Link { case, relation: Relation::Earlier };
    let earlier = cases::CaseId(uuid::Uuid::from_u128(77));
    let own = story.case().request.id;
    story.counter(link(earlier), "2013-09-02T05:00:00Z").unwrap();
    assert!(story.counter(link(earlier), "2013-09-02T05:00:00Z").is_err());
    assert!(story.counter(link(own), "2013-09-02T05:00:00Z").is_err());
}

#[test]
fn a_slip_of_the_pen_is_corrected_and_both_readings_are_kept() {
    let mut story = Story::lodged(Wish::act(), MORNING);
    let correct =
        |field, new: &str| Command::CorrectSlip { field, new: new.to_owned(), reason: "қате".to_owned() };
    story
        .counter(correct(CorrectableField::ApplicantName, "Айгүл Серікқызы"), "2013-09-02T05:00:00Z")
        .unwrap();
    let correction = &story.case().corrections[0];
    assert_eq!((correction.old.as_str(), correction.new.as_str()), ("Айгүл Серікова", "Айгүл Серікқызы"));
    assert_eq!(story.case().request.applicant.name, "Айгүл Серікқызы");
    let refused =
        story.counter(correct(CorrectableField::ParcelLocation { parcel: 9 }, "x"), "2013-09-02T05:00:00Z");
    assert_eq!(*refused.unwrap_err().reason, Reason::NoSuchField);
    let same =
        story.counter(correct(CorrectableField::ApplicantName, "Айгүл Серікқызы"), "2013-09-02T06:00:00Z");
    assert_eq!(*same.unwrap_err().reason, Reason::NothingToCorrect);
}

#[test]
fn a_link_asks_for_the_other_case_and_a_correction_for_the_text_and_the_reason() {
    let mut wish = Wish::act();
    wish.holds = vec!["representative".to_owned()];
    let story = Story::lodged(wish, MORNING);
    let actor = person(OfficeKind::CadastreEnterprise);
    let open = allowed(story.case.as_ref(), &story.facts(at("2013-09-02T05:00:00Z"), &actor)).unwrap();
    let needs = |kind| &open.iter().find(|step| step.step == kind).unwrap().needs;
    assert_eq!(*needs(CommandKind::Link), [Need::Case]);
    let choices = vec![
        CorrectableField::ApplicantName,
        CorrectableField::ApplicantPhone,
        CorrectableField::ApplicantEmail,
        CorrectableField::ApplicantPostalAddress,
        CorrectableField::RepresentativeName,
        CorrectableField::RepresentativePhone,
        CorrectableField::ParcelLocation { parcel: 0 },
    ];
    assert_eq!(*needs(CommandKind::CorrectSlip), [Need::Field { choices }, Need::Text { field: "reason" }]);
}

#[test]
fn an_office_is_named_on_the_list_it_receives() {
    let mut story = Story::lodged(Wish::act(), MORNING);
    let send = |to: &str, position| Command::TransferFile {
        to: OfficeId(to.to_owned()),
        list: "1".to_owned(),
        position,
    };
    assert!(story.counter(send(" ", 1), "2013-09-02T05:00:00Z").is_err());
    assert!(
        story.counter(send("office-centre", 0), "2013-09-02T05:00:00Z").is_err(),
        "a list is numbered from 1"
    );
}
