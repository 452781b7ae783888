//! Who may lodge what: people, parcels, circumstances, papers; and the names around a case.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use std::collections::BTreeSet;

use cases::{Command, OfficeId, Refusal, RefusalReason as Reason, RegionCode, StatedCondition};
use directory::{Channel, OfficeKind};
use rulebook::model::ApplicantKind;
use world::invented::AUTOMATED;
use world::{Story, Wish, applicant_actor, at, office, person, standard, zone_of};

const MORNING: &str = "2013-09-02T04:15:00Z";

fn lodge(wish: Wish, change: impl Fn(&mut cases::Lodging)) -> Result<Story, Refusal> {
    let mut story = Story::new(wish);
    let mut lodging = story.wish.lodging(at(MORNING));
    change(&mut lodging);
    let actor = story.wish.front().map_or_else(applicant_actor, person);
    story.step(&Command::Lodge(Box::new(lodging)), at(MORNING), &actor)?;
    Ok(story)
}

fn refused(wish: Wish, change: impl Fn(&mut cases::Lodging)) -> Refusal {
    lodge(wish, change).err().unwrap()
}

#[test]
fn the_portal_names_no_lodging_office() {
    let wish = || Wish::new(AUTOMATED).by(Channel::Portal);
    let refusal = refused(wish(), |lodging| lodging.lodging_office = Some(office(OfficeKind::Centre)));
    assert!(matches!(*refusal.reason, Reason::WrongActor { .. }), "{refusal}");
    lodge(wish(), |_| ()).unwrap();
}

#[test]
fn applicant_and_representative_have_names_and_the_representative_a_warrant() {
    let mut represented = Wish::new(1).of(ApplicantKind::Individual);
    represented.holds = vec!["representative".to_owned()];
    let empty = |change: fn(&mut cases::Lodging)| *refused(represented.clone(), change).reason;
    let field = |field| Reason::EmptyField { field };
    assert_eq!(empty(|lodging| lodging.applicant.name = " ".to_owned()), field("applicant.name"));
    assert_eq!(
        empty(|lodging| lodging.representative.as_mut().unwrap().name.clear()),
        field("representative.name")
    );
    assert_eq!(
        empty(|lodging| lodging.representative.as_mut().unwrap().authority.clear()),
        field("representative.authority")
    );
}

#[test]
fn a_parcel_is_named_by_its_number_alone_or_by_its_location_alone() {
    lodge(Wish::new(1), |lodging| lodging.parcels[0].cadastral_number = None).unwrap();
    lodge(Wish::new(1), |lodging| lodging.parcels[0].location = None).unwrap();
}

#[test]
fn a_parcel_is_needed_where_the_office_is_found_by_it_and_not_elsewhere() {
    let refusal = refused(Wish::new(1), |lodging| lodging.parcels.clear());
    assert_eq!(*refusal.reason, Reason::ParcelNotNamed);
    lodge(Wish::new(6), |lodging| lodging.parcels.clear()).unwrap();
}

#[test]
fn an_unnamed_product_is_the_only_one_of_its_case_s2_11() {
    let without = |case| move |lodging: &mut cases::Lodging| (lodging.case, lodging.product) = (case, None);
    let story = lodge(Wish::new(2), without(1)).unwrap();
    assert_eq!(story.case().request.product, "act");
    // Case 3 gives an act or a duplicate, and nobody guesses which.
    assert_eq!(refused(Wish::new(2).case(3, "act"), without(3)).message().0, "case-product-required");
}

#[test]
fn a_parcel_has_an_area_where_one_is_given() {
    let of = |area: i64| move |lodging: &mut cases::Lodging| lodging.parcels[0].area_ha = Some(area.into());
    lodge(Wish::new(1), of(1)).unwrap();
    for wrong in [0, -1] {
        refused(Wish::new(1), of(wrong));
    }
}

#[test]
fn fewer_copies_than_the_list_asks_are_too_few_and_more_are_no_harm() {
    let with = |count| move |lodging: &mut cases::Lodging| lodging.papers[0].count = count;
    let refusal = refused(Wish::new(1), with(0));
    assert!(matches!(*refusal.reason, Reason::TooFewCopies { given: 0, needed: 1, .. }), "{refusal}");
    lodge(Wish::new(1), with(2)).unwrap();
}

#[test]
fn who_claims_a_relief_pays_nothing_and_belongs_to_those_who_have_it_s1_8() {
    let mut orphan = Wish::new(1).of(ApplicantKind::Individual);
    orphan.holds = vec!["relief".to_owned()];
    let paid = Wish::new(1).of(ApplicantKind::Individual).payment(at(MORNING));
    let refusal = refused(orphan.clone(), |lodging| lodging.payment = Some(paid.clone()));
    assert_eq!(*refusal.reason, Reason::PaymentNotDue);
    let mut company = orphan.of(ApplicantKind::LegalEntity);
    company.holds = vec!["relief".to_owned()];
    let refusal = refused(company, |_| ());
    assert!(matches!(*refusal.reason, Reason::ReliefNotOffered { .. }), "{refusal}");
}

#[test]
fn an_organisation_is_itself_alone_and_a_person_who_trades_remains_one() {
    use cases::{ApplicantIdentity as Identity, EntityIdentity, ForeignDocument, PersonIdentity};
    let paper = |number: &str| ForeignDocument {
        country: "KG".to_owned(),
        kind: "passport".to_owned(),
        number: number.to_owned(),
    };
    let entity = |number| Identity::LegalEntity(EntityIdentity::ForeignDocument(paper(number)));
    let person = |number| PersonIdentity::ForeignDocument(paper(number));
    assert!(entity("1").is_same(&entity("1")) && !entity("1").is_same(&entity("2")));
    let (trades, lives) = (Identity::Entrepreneur(person("1")), Identity::Individual(person("1")));
    assert!(trades.is_same(&lives) && lives.is_same(&trades));
    assert!(!lives.is_same(&Identity::Individual(person("2"))));
    assert!(!lives.is_same(&entity("1")) && !entity("1").is_same(&lives));
}

#[test]
fn a_receipt_number_tells_service_year_and_serial() {
    let number = cases::ReceiptNumber::new(1, 2026, 14).unwrap();
    assert_eq!((number.service(), number.year(), number.serial()), (1, 2026, 14));
    assert_eq!(number.to_string().parse(), Ok(number));
}

fn judged(holds: &'static [(&'static str, bool)]) -> impl Fn(&mut cases::Lodging) {
    move |lodging| {
        lodging.accept_incomplete = true;
        lodging.conditions = holds
            .iter()
            .map(|(id, holds)| StatedCondition {
                id: (*id).to_owned(),
                holds: *holds,
                reason: Some("тексерілді".to_owned()),
            })
            .collect();
    }
}

#[test]
fn a_paper_is_due_where_the_officer_judges_its_own_circumstance_to_hold_s13_11() {
    let missing = |holds| lodge(Wish::new(13), judged(holds)).unwrap().case().missing.clone();
    assert_eq!(
        missing(&[("needed-valuation-act", false), ("needed-real-estate-title", true)]),
        ["real-estate-title"]
    );
    assert_eq!(missing(&[("needed-valuation-act", true)]), ["valuation-act"]);
    assert!(missing(&[("needed-valuation-act", false)]).is_empty());
}

#[test]
fn a_circumstance_that_the_standard_does_not_know_is_not_taken_s13_11() {
    let refusal = refused(Wish::new(13), judged(&[("no-such-circumstance", true)]));
    let Reason::ConditionUnknown { allowed, .. } = *refusal.reason else { panic!("{refusal}") };
    let known: Vec<_> = standard(13).conditions.iter().map(|one| one.id.clone()).collect();
    assert_eq!(allowed, known);
}

#[test]
fn a_circumstance_that_the_applicant_states_needs_no_reason_and_one_that_the_officer_judges_does_s1_11_s13_11()
 {
    let without_reason = |id: &'static str| {
        move |lodging: &mut cases::Lodging| {
            lodging.conditions = vec![StatedCondition { id: id.to_owned(), holds: false, reason: None }];
        }
    };
    lodge(Wish::new(1), without_reason("sale")).unwrap();
    let refusal = refused(Wish::new(13), without_reason("needed-valuation-act"));
    assert!(matches!(*refusal.reason, Reason::ConditionNeedsReason { .. }), "{refusal}");
    lodge(Wish::new(13), judged(&[("needed-valuation-act", false)])).unwrap();
}

#[test]
fn a_missing_companion_is_called_by_its_own_name_s11_11() {
    let refusal = refused(Wish::new(11).of(ApplicantKind::Individual), |lodging| {
        lodging
            .papers
            .retain(|paper| !["identity-document", "representative-identity"].contains(&paper.id.as_str()));
    });
    let Reason::PapersMissing { papers } = *refusal.reason else { panic!("{refusal}") };
    let name =
        |id: &str| standard(11).documents.iter().find(|document| document.id == id).unwrap().name.clone();
    let named: Vec<_> = papers.iter().map(|paper| (paper.id.as_str(), paper.name.clone())).collect();
    let due = ["identity-document", "representative-identity"];
    assert_eq!(named, due.map(|id| (id, name(id))));
}

#[test]
fn who_brings_a_paper_of_another_service_learns_which_belong_to_his_case_s1_11_1() {
    let refusal = refused(Wish::new(1), |lodging| {
        let mut other = lodging.papers[0].clone();
        other.id = "survey-schedule".to_owned();
        lodging.papers.push(other);
    });
    assert_eq!(refusal.cite.clone().unwrap().0, "S1 ¶11.1");
    let Reason::PaperNotAsked { allowed, .. } = *refusal.reason else { panic!("{refusal}") };
    let listed: BTreeSet<_> = standard(1)
        .checklists
        .iter()
        .filter(|list| list.case == 1 && list.channels.contains(&Channel::Cadastre))
        .flat_map(|list| list.documents.iter().map(|entry| entry.id.as_str()))
        .collect();
    let named: BTreeSet<_> = allowed.iter().map(|named| named.id.as_str()).collect();
    assert_eq!((named, allowed.len()), (listed.clone(), listed.len()));
}

#[test]
fn regions_have_two_digits_zones_and_offices_keep_their_names() {
    for wrong in ["", "2", "2a", "ab", "211", "٢١"] {
        assert_eq!(wrong.parse::<RegionCode>().unwrap_err().given, wrong);
    }
    assert_eq!("21".parse::<RegionCode>().unwrap().as_str(), "21");
    assert_eq!(zone_of("21").name(), "Asia/Almaty");
    assert_eq!(OfficeId("psc-21".to_owned()).to_string(), "psc-21");
}
