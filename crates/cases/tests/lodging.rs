//! What may be lodged, and what is told to him who may not.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::{
    Brought, Command, Custody, Receipt, ReceiptContent, Refusal, RefusalReason as Reason, StatedCondition,
    receipt,
};
use directory::{Channel, OfficeKind};
use rulebook::model::{ApplicantKind, ReceiptItem};
use rust_decimal::Decimal;
use world::{CALENDAR, RULEBOOK, Story, Wish, applicant_actor, at, cite, identity, office, person, standard};

const MORNING: &str = "2013-09-02T04:15:00Z";

fn refused(change: impl Fn(&mut cases::Lodging), wish: Wish) -> Refusal {
    let mut story = Story::new(wish);
    let mut lodging = story.wish.lodging(at(MORNING));
    change(&mut lodging);
    let actor = story.wish.front().map_or_else(applicant_actor, person);
    let command = Command::Lodge(Box::new(lodging));
    let refusal = story.step(&command, at(MORNING), &actor).unwrap_err();
    assert!(story.case.is_none(), "a refusal lodges nothing");
    refusal
}

#[test]
fn permanent_use_is_not_for_individuals_s2_6() {
    let mut story = Story::new(Wish::new(2).of(ApplicantKind::Individual).case(1, "act"));
    let refusal = story.lodge(at(MORNING)).unwrap_err();
    assert_eq!(refusal.cite.clone().unwrap().0, "S2 ¶6");
    assert_eq!(refusal.message().0, "case-applicant-not-allowed");
}

#[test]
fn a_request_belongs_to_the_edition_under_which_it_was_lodged() {
    let story = Story::lodged(Wish::new(1), MORNING);
    let edition = story.case().request.edition;
    assert_eq!((edition.service, edition.adopted), (1, standard(1).edition.adopted));
    assert!(RULEBOOK.edition(edition.service, edition.adopted).is_ok());
}

#[test]
fn papers_that_are_missing_are_named_each_with_its_paragraph_s1_11() {
    let refusal =
        refused(|lodging| lodging.accept_incomplete = false, Wish::new(1).lacking(&["decision-extract"]));
    let Reason::PapersMissing { papers } = *refusal.reason else { panic!("{refusal}") };
    let named: Vec<_> = papers.iter().map(|paper| (paper.id.as_str(), paper.cite.0.as_str())).collect();
    assert_eq!(named, [("decision-extract", "S1 ¶11.1")]);
    assert!(!papers[0].name.kk.is_empty());
}

#[test]
fn an_applicant_who_insists_lodges_incomplete_papers_and_the_lack_is_recorded_s1_11() {
    let story = Story::lodged(Wish::new(1).lacking(&["decision-extract"]), MORNING);
    assert_eq!(story.case().missing, ["decision-extract"]);
    assert_eq!(story.state(), "lodged");
}

#[test]
fn a_group_of_alternatives_is_satisfied_by_one_of_them_s11_11() {
    let drop = |lodging: &mut cases::Lodging, ids: &[&str]| {
        lodging.papers.retain(|paper| !ids.contains(&paper.id.as_str()));
    };
    let mut story = Story::new(Wish::new(11).of(ApplicantKind::Individual));
    let mut lodging = story.wish.lodging(at(MORNING));
    drop(&mut lodging, &["power-of-attorney", "representative-identity"]);
    let actor = person(OfficeKind::AuthorisedBody);
    story.step(&Command::Lodge(Box::new(lodging)), at(MORNING), &actor).unwrap();

    // The power of attorney alone lacks its companion, so that neither alternative is complete.
    let refusal = refused(
        |lodging| drop(lodging, &["identity-document", "representative-identity"]),
        Wish::new(11).of(ApplicantKind::Individual),
    );
    let Reason::PapersMissing { papers } = *refusal.reason else { panic!("{refusal}") };
    let ids: Vec<_> = papers.iter().map(|paper| paper.id.as_str()).collect();
    assert_eq!(ids, ["identity-document", "representative-identity"]);
}

#[test]
fn a_paper_that_the_case_does_not_ask_for_is_not_taken() {
    let refusal = refused(
        |lodging| {
            let mut other = lodging.papers[0].clone();
            other.id = "survey-schedule".to_owned();
            lodging.papers.push(other);
        },
        Wish::new(1),
    );
    assert!(matches!(*refusal.reason, Reason::PaperNotAsked { .. }), "{refusal}");
}

#[test]
fn a_copy_is_taken_in_place_of_register_data_only_with_what_the_register_answered_s1_11() {
    let by_hand = |reason: &str| {
        let reason = reason.to_owned();
        move |lodging: &mut cases::Lodging| {
            let identity = lodging.papers.iter_mut().find(|paper| paper.id == "identity-document").unwrap();
            identity.brought = Brought::CopyInsteadOfRegister { reason: reason.clone() };
        }
    };
    let refusal = refused(by_hand(" "), Wish::new(1).by(Channel::Centre));
    assert_eq!(*refusal.reason, Reason::EmptyField { field: "papers.reason" });
    let refusal = refused(by_hand("тізілім жауап бермеді"), Wish::new(1).by(Channel::Cadastre));
    assert!(
        matches!(*refusal.reason, Reason::PaperForm { .. }),
        "at the enterprise nothing is fetched: {refusal}"
    );
}

#[test]
fn less_than_the_price_of_the_day_is_not_enough_s1_8() {
    let refusal = refused(
        |lodging| lodging.payment.as_mut().unwrap().amount -= Decimal::new(1, 2),
        Wish::new(1).of(ApplicantKind::Individual),
    );
    assert!(matches!(*refusal.reason, Reason::Underpaid { .. }), "{refusal}");
    assert!(refusal.cite.unwrap().0.starts_with("S1 annex 3"));
}

#[test]
fn a_proof_of_payment_comes_with_its_figures_s1_8() {
    let refusal = refused(|lodging| lodging.payment = None, Wish::new(1));
    assert_eq!(*refusal.reason, Reason::PaymentNotGiven);
}

#[test]
fn an_orphan_brings_the_proof_of_the_relief_in_place_of_the_receipt_s1_8() {
    let mut wish = Wish::new(1).of(ApplicantKind::Individual);
    wish.holds = vec!["relief".to_owned()];
    let story = Story::lodged(wish.clone(), MORNING);
    assert!(story.case().missing.is_empty());
    assert!(story.case().request.payment.is_none());
    let refusal = refused(|lodging| lodging.relief.as_mut().unwrap().proof.clear(), wish);
    assert_eq!(*refusal.reason, Reason::EmptyField { field: "relief.proof" });
}

#[test]
fn permanent_use_knows_no_relief_s2_8() {
    let refusal = refused(
        |lodging| {
            lodging.relief = Some(cases::ReliefClaim { id: "orphans".to_owned(), proof: "№ 1".to_owned() });
        },
        Wish::new(2),
    );
    assert!(matches!(*refusal.reason, Reason::ReliefNotOffered { .. }), "{refusal}");
}

#[test]
fn nothing_is_paid_for_a_free_service_s11_8() {
    let paid = Wish::new(1).payment(at(MORNING));
    let refusal = refused(move |lodging| lodging.payment = Some(paid.clone()), Wish::new(11));
    assert_eq!((*refusal.reason, refusal.cite.unwrap().0.as_str()), (Reason::PaymentNotDue, "S11 ¶8"));
}

#[test]
fn the_officer_who_judges_a_circumstance_says_why_s13_11() {
    let officer_judges = standard(13).conditions.iter().find(|one| one.id.starts_with("needed-")).unwrap();
    let refusal = refused(
        |lodging| {
            let id = officer_judges.id.clone();
            lodging.conditions = vec![StatedCondition { id, holds: false, reason: None }];
        },
        Wish::new(13),
    );
    assert!(matches!(*refusal.reason, Reason::ConditionNeedsReason { .. }), "{refusal}");
}

#[test]
fn a_parcel_is_named_by_number_or_location() {
    let refusal = refused(
        |lodging| {
            lodging.parcels[0].cadastral_number = None;
            lodging.parcels[0].location = Some("  ".to_owned());
        },
        Wish::new(1),
    );
    assert_eq!(*refusal.reason, Reason::ParcelNotNamed);
}

#[test]
fn an_office_accepts_what_its_own_channel_takes_s1_1() {
    let mut story = Story::new(Wish::new(1).by(Channel::Centre));
    let lodging = Command::Lodge(Box::new(story.wish.lodging(at(MORNING))));
    let refusal = story.step(&lodging, at(MORNING), &person(OfficeKind::CadastreEnterprise)).unwrap_err();
    assert!(matches!(*refusal.reason, Reason::WrongOffice { .. }), "{refusal}");
}

#[test]
fn a_term_that_runs_into_a_year_without_data_is_not_accepted() {
    let mut story = Story::new(Wish::new(11));
    let refusal = story.lodge(at("2030-09-02T04:15:00Z")).unwrap_err();
    assert_eq!(refusal.message().0, "case-term-not-known");
}

fn receipt_of(story: &Story) -> Receipt {
    receipt(story.case(), standard(story.wish.service), &CALENDAR).unwrap().unwrap()
}

#[test]
fn a_receipt_names_what_s1_14_lists_in_its_order() {
    let mut wish = Wish::new(1).by(Channel::Centre).of(ApplicantKind::Individual);
    wish.holds = vec!["representative".to_owned()];
    let story = Story::lodged(wish, MORNING);
    let receipt = receipt_of(&story);
    let cites: Vec<_> = receipt.lines.iter().map(|line| line.cite.0.as_str()).collect();
    assert_eq!(cites, ["S1 ¶14.1", "S1 ¶14.2", "S1 ¶14.3", "S1 ¶14.4", "S1 ¶14.5", "S1 ¶14.6"]);
    let contents: Vec<_> = receipt.lines.iter().map(|line| &line.content).collect();
    let [number, service, documents, hand_out, accepted_by, people] = contents[..] else { panic!() };
    assert!(matches!(number, ReceiptContent::NumberAndDate { number, .. } if number.serial() == 123));
    assert!(matches!(service, ReceiptContent::Service { name, .. } if *name == standard(1).name));
    let papers = story.case().request.papers.len();
    assert!(
        matches!(documents, ReceiptContent::Documents { count, papers: named } if *count == papers && named.len() == papers)
    );
    let ReceiptContent::HandOut { at: Some(due), office: place } = hand_out else { panic!("{hand_out:?}") };
    assert_eq!(due.datetime().to_string(), "2013-09-10T18:00:00");
    assert_eq!(place.as_ref(), Some(&office(OfficeKind::Centre)));
    assert!(matches!(accepted_by, ReceiptContent::AcceptedBy { post, .. } if post == "маман"));
    assert!(
        matches!(people, ReceiptContent::People { representative: Some((name, _)), .. } if name == "Ерлан Оспанов")
    );
}

#[test]
fn a_receipt_names_the_result_and_each_paper_as_its_case_and_channel_print_it_s1_14() {
    for case in &standard(1).cases {
        for rule in &standard(1).channels {
            let wish = Wish::new(1).of(ApplicantKind::Individual).by(rule.channel);
            let story = Story::lodged(wish.case(case.number, &case.products[0]), MORNING);
            let request = &story.case().request;
            let question = rulebook::ask::ChecklistQuestion {
                channel: rule.channel,
                case: case.number.into(),
                product: Some(&case.products[0]),
                applicant: None,
            };
            let list = standard(1).checklist(&question).unwrap();
            let printed =
                |id: &str| list.items.iter().find(|item| item.entry.id == id).unwrap().name().clone();
            let brought: Vec<_> =
                request.papers.iter().map(|paper| (printed(&paper.id), paper.count)).collect();
            let product = standard(1).result.products.iter().find(|one| one.id == case.products[0]).unwrap();
            let receipt = receipt_of(&story);
            let told = |wanted: &dyn Fn(&ReceiptContent) -> bool| {
                receipt.lines.iter().any(|line| wanted(&line.content))
            };
            assert!(
                told(
                    &|content| matches!(content, ReceiptContent::Documents { papers, .. } if *papers == brought)
                ),
                "case {} at {}: {brought:?}",
                case.number,
                rule.channel
            );
            assert!(told(&|content| {
                matches!(content, ReceiptContent::Service { product: Some(name), .. } if *name == product.name)
            }));
        }
    }
}

#[test]
fn a_receipt_of_the_authorised_body_does_not_ask_for_telephones_s11_14() {
    let listed: Vec<_> = standard(11).receipt.fields.iter().map(|field| field.item).collect();
    assert!(!listed.contains(&ReceiptItem::ApplicantAndContacts));
    assert_eq!(receipt_of(&Story::lodged(Wish::new(11), MORNING)).lines.len(), listed.len());
}

#[test]
fn the_paper_file_begins_at_the_office_that_accepted() {
    let story = Story::lodged(Wish::new(1).by(Channel::Centre), MORNING);
    assert_eq!(story.case().custody, Custody::Held { office: office(OfficeKind::Centre) });
}

#[test]
fn another_applicant_for_the_same_parcel_is_shown_at_lodging_and_offers_the_suspension_s1_16_3() {
    let first = Story::lodged(Wish::new(2), "2013-09-02T03:00:00Z");
    let seen = |applicant| {
        let other = first.case().as_parallel().remove(0);
        cases::ParallelCase { case: cases::CaseId(uuid::Uuid::from_u128(50)), applicant, ..other }
    };
    let mut second = Story::new(Wish::new(1).of(ApplicantKind::Individual));
    second.parallel = vec![seen(identity(ApplicantKind::LegalEntity))];
    second.lodge(at(MORNING)).unwrap();
    assert_eq!(second.case().parallels.len(), 1);
    assert_eq!(second.journal[1].cite.0, "S1 ¶16.3");
    let actor = person(OfficeKind::CadastreEnterprise);
    let open = cases::allowed(second.case.as_ref(), &second.facts(at(MORNING), &actor)).unwrap();
    let suspend = open.iter().find(|step| step.step == cases::CommandKind::Suspend).unwrap();
    let offered = suspend.needs.iter().find_map(|need| match need {
        cases::Need::Ground { choices } => choices.iter().find(|choice| !choice.offered_for.is_empty()),
        _ => None,
    });
    assert_eq!(offered.unwrap().offered_for, [first.case().request.number]);

    let mut same_applicant = Story::new(Wish::new(1).of(ApplicantKind::Individual));
    same_applicant.parallel = vec![seen(identity(ApplicantKind::Individual))];
    same_applicant.lodge(at(MORNING)).unwrap();
    assert!(same_applicant.case().parallels.is_empty(), "nobody stands in his own way");

    let mut value = Story::new(Wish::new(11).of(ApplicantKind::Individual));
    value.parallel = vec![seen(identity(ApplicantKind::LegalEntity))];
    value.lodge(at(MORNING)).unwrap();
    assert!(value.case().parallels.is_empty(), "S11 makes no ground of it");
}

#[test]
fn the_first_case_is_told_of_the_second_and_offers_the_suspension_too_s1_16_3() {
    let mut first = Story::lodged(Wish::new(1).of(ApplicantKind::Individual), MORNING);
    let request = first.case().request.clone();
    let other = |applicant| cases::ParallelCase {
        case: cases::CaseId(uuid::Uuid::from_u128(51)),
        number: request.number,
        edition: request.edition,
        applicant,
        parcel: request.parcels[0].cadastral_number.clone().unwrap(),
    };
    let note = |applicant| Command::NoteParallel { other: other(applicant) };
    let now = at("2013-09-02T05:00:00Z");
    first.step(&note(identity(ApplicantKind::LegalEntity)), now, &cases::Actor::Platform).unwrap();
    assert_eq!(first.case().parallels.len(), 1);
    let again = first.step(&note(identity(ApplicantKind::LegalEntity)), now, &cases::Actor::Platform);
    assert_eq!(cite(again), "S1 ¶16.3");
}
