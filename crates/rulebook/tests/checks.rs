//! What a single field cannot show: each contradiction within a standard is named where it stands.

#[path = "law/files.rs"]
mod files;

use directory::Channel;
use rulebook::model::{
    AccessMeans, ApplicantKind, Cite, GroundEffect, KnownBy, PremisesFact, Standard, TermUnit,
};
use rulebook::{Problem, Rulebook};

const ACT: &str = "standards/s01-private-ownership-act/2013-07-12.toml";
const PROJECT: &str = "standards/s12-land-project-approval/2012-11-01.toml";

/// The problems of a shipped standard after a change.
fn problems(file: &str, change: impl FnOnce(&mut Standard)) -> Vec<Problem> {
    let mut files = files::read();
    let mut standard: Standard =
        toml::from_str(files.get(file).expect("a shipped file")).expect("it is read");
    change(&mut standard);
    files.insert(file, toml::to_string(&standard).expect("it is written"));
    match Rulebook::load(&files) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.0,
    }
}

/// The change brings this problem at this field, and no other.
fn only(file: &str, change: fn(&mut Standard), field: &str, what: &str) {
    let found = problems(file, change);
    let named: Vec<_> = found.iter().map(|one| (one.field.as_str(), &*one.fault.english)).collect();
    assert!(
        named.len() == 1 && named[0].0 == field && named[0].1.contains(what),
        "{field}, {what}: {named:#?}"
    );
}

/// The change brings this problem at this field, among what follows from it.
fn among(file: &str, change: fn(&mut Standard), field: &str, what: &str) {
    let found = problems(file, change);
    assert!(
        found.iter().any(|one| one.field == field && one.fault.english.contains(what)),
        "{field}, {what}: {found:#?}"
    );
}

#[test]
fn a_shipped_standard_written_out_again_is_right() {
    for file in [ACT, PROJECT] {
        assert!(problems(file, |_| ()).is_empty());
    }
}

#[test]
fn a_service_is_for_somebody_gives_something_and_answers_for_it() {
    only(ACT, |one| one.applicants.kinds.clear(), "applicants.kinds", "individual");
    only(ACT, |one| one.applicants.kinds.push(ApplicantKind::Entrepreneur), "applicants.kinds", "individual");
    among(ACT, |one| one.channels.clear(), "channels", "at least one channel");
    among(ACT, |one| one.result.products.clear(), "result.products", "at least one result");
    only(ACT, |one| one.complaints.addressees.clear(), "complaints.addressees", "somewhere to go");
    only(ACT, |one| one.hand_out.clear(), "hand_out", "a way to the applicant");
    only(ACT, |one| one.indicators.list.clear(), "indicators.list", "at least one indicator");
}

#[test]
fn premises_are_those_of_a_channel_that_the_service_has() {
    only(
        ACT,
        |one| one.premises[0].channel = Channel::Portal,
        "premises[0].channel",
        "has no channel `portal`",
    );
    only(ACT, |one| one.premises[1].what = PremisesFact::Place, "premises[1].what", "stands twice");
    only(ACT, |one| one.premises[0].means = vec![AccessMeans::Lift], "premises[0].means", "`accessibility`");
    only(ACT, |one| one.premises[0].cite = Cite("S2 ¶10.1".to_owned()), "premises[0].cite", "S1");
    only(ACT, |one| one.premises[0].text.ru.clear(), "premises[0].text.ru", "three languages");
}

#[test]
fn every_shipped_standard_says_of_each_channel_what_paragraph_10_requires() {
    let rulebook = Rulebook::load(&files::read()).expect("the shipped rules");
    for standard in rulebook.numbers().flat_map(|number| rulebook.editions(number)) {
        for rule in &standard.channels {
            let facts: Vec<_> =
                standard.premises.iter().filter(|fact| fact.channel == rule.channel).collect();
            let has = |what| facts.iter().any(|fact| fact.what == what);
            // Standards 7-10 say nothing of the premises of a mobile centre.
            let silent = rule.channel == Channel::MobileCentre;
            assert_eq!(has(PremisesFact::Place), !silent, "S{} {}", standard.number, rule.channel);
            let enters = rule.office.is_some() && !silent;
            assert_eq!(has(PremisesFact::Accessibility), enters, "S{} {}", standard.number, rule.channel);
        }
    }
}

#[test]
fn names_stand_once() {
    let twice = "stands here twice";
    among(ACT, |one| one.channels.push(one.channels[0].clone()), "channels[2].id", twice);
    among(
        ACT,
        |one| one.result.products.push(one.result.products[0].clone()),
        "result.products[2].id",
        twice,
    );
    among(ACT, |one| one.cases[1].id = one.cases[0].id.clone(), "cases[1].id", twice);
    among(ACT, |one| one.grounds.push(one.grounds[0].clone()), "grounds[3].id", twice);
    among(
        ACT,
        |one| one.documents.push(one.documents[0].clone()),
        &last_of(|one| one.documents.len()),
        twice,
    );
    among(ACT, |one| one.conditions.push(one.conditions[0].clone()), "conditions[5].id", twice);
}

fn last_of(count: fn(&Standard) -> usize) -> String {
    let files = files::read();
    let standard = toml::from_str(files.get(ACT).expect("a shipped file")).expect("it is read");
    format!("documents[{}].id", count(&standard))
}

#[test]
fn cases_are_numbered_as_in_paragraph_11_and_give_results_that_exist() {
    among(ACT, |one| one.cases.clear(), "cases", "one case, number 1");
    among(ACT, |one| one.cases[1].number = 7, "cases[1].number", "this one is 2");
    only(ACT, |one| one.cases[0].products.clear(), "cases[0].products", "at least one result");
    only(ACT, |one| one.cases[3].products[1] = "copy".to_owned(), "cases[3].products[1]", "act, duplicate");
}

#[test]
fn each_result_has_one_term_in_each_channel_and_silence_deems_results_that_exist() {
    only(ACT, |one| one.terms[0].length = 0, "terms[0].length", "at least one unit");
    only(ACT, |one| one.terms[0].unit = TermUnit::Months, "terms[0].unit", "months are for storage");
    only(
        ACT,
        |one| one.terms[0].products.push("copy".to_owned()),
        "terms[0].products[1]",
        "`copy` is not defined",
    );
    among(
        ACT,
        |one| one.terms.push(one.terms[0].clone()),
        "terms",
        "`act` has 2 terms in channel `cadastre`",
    );
    among(
        ACT,
        |one| one.terms.retain(|term| term.products != ["duplicate"]),
        "terms",
        "`duplicate` has 0 terms",
    );
    only(ACT, |one| one.silence.deems.push("copy".to_owned()), "silence.deems[1]", "`copy` is not defined");
}

#[test]
fn price_tariff_annex_relief_and_the_condition_of_no_relief_agree() {
    only(ACT, |one| one.price.tariff = Some("no-such".to_owned()), "price.tariff", "`no-such`");
    only(ACT, |one| one.price.tariff_annex = None, "price.tariff_annex", "names its tariff");
    only(
        PROJECT,
        |one| one.price.tariff_annex = Some("3".to_owned()),
        "price.tariff_annex",
        "names its tariff",
    );
    among(
        ACT,
        |one| one.price.reliefs[0].products = vec!["copy".to_owned()],
        "price.reliefs[0].products[0]",
        "`copy`",
    );
    only(ACT, |one| one.price.reliefs.clear(), "price.reliefs", "together or not at all");
    among(
        ACT,
        |one| {
            let known = one.conditions.iter_mut().find(|one| one.known_by == KnownBy::NoRelief);
            known.expect("there is a relief").known_by = KnownBy::Applicant;
        },
        "price.reliefs",
        "together or not at all",
    );
}

#[test]
fn each_channel_gives_one_kind_of_receipt() {
    among(ACT, |one| one.receipt.given.clear(), "receipt.given", "`cadastre` stands 0 times");
    among(ACT, |one| one.receipt.given.push(one.receipt.given[0].clone()), "receipt.given", "2 times");
}

fn suspension(one: &mut Standard, place: usize, change: fn(&mut bool, &mut usize, &mut usize)) {
    let GroundEffect::Suspend { by_hand, rests_on, ended_by, .. } = &mut one.grounds[place].effect else {
        panic!("the ground suspends")
    };
    let (mut rests, mut ends) = (rests_on.len(), ended_by.len());
    change(by_hand, &mut rests, &mut ends);
    rests_on.truncate(rests);
    ended_by.truncate(ends);
}

#[test]
fn a_suspension_rests_on_papers_and_ends_by_papers_or_is_a_persons_to_judge() {
    let papers = "rests on and those that end it";
    only(ACT, |one| suspension(one, 0, |_, rests, _| *rests = 0), "grounds[0].effect", papers);
    only(ACT, |one| suspension(one, 0, |_, _, ends| *ends = 0), "grounds[0].effect", papers);
    only(PROJECT, |one| suspension(one, 2, |by_hand, _, _| *by_hand = false), "grounds[2].effect", papers);
    let declare = "declare under `not_encoded`";
    only(
        ACT,
        |one| suspension(one, 0, |by_hand, _, _| *by_hand = true),
        "grounds[0].effect.by_hand",
        declare,
    );
    only(PROJECT, |one| one.not_encoded.clear(), "grounds[2].effect.by_hand", declare);
}

#[test]
fn every_case_has_one_list_of_papers_in_every_channel_and_no_list_is_for_nothing() {
    among(
        ACT,
        |one| one.checklists[0].channels.retain(|it| *it != Channel::Cadastre),
        "checklists",
        "case 1 has 0 lists in channel `cadastre`",
    );
    among(ACT, |one| one.checklists.push(one.checklists[0].clone()), "checklists", "case 1 has 2 lists");
    among(ACT, |one| one.checklists[0].case = 9, "checklists[0].case", "case 9 does not exist");
    only(
        ACT,
        |one| one.checklists[0].channels.push(Channel::Agency),
        "checklists[0].channels",
        "no channel `agency`",
    );
    among(
        ACT,
        |one| one.checklists[0].documents.clear(),
        "checklists[0].documents",
        "no case is without papers",
    );
}

#[test]
fn a_paper_of_a_list_is_defined_asked_once_in_at_least_one_copy_and_grouped_with_another() {
    among(
        ACT,
        |one| one.checklists[0].documents[0].copies = 0,
        "checklists[0].documents[0].copies",
        "at least one copy",
    );
    among(
        ACT,
        |one| {
            let first = one.checklists[0].documents[0].clone();
            one.checklists[0].documents.insert(1, first);
        },
        "checklists[0].documents[1].id",
        "asked twice of the same applicant",
    );
    among(
        PROJECT,
        |one| one.checklists[0].documents[0].with = vec!["no-such".to_owned()],
        "checklists[0].documents[0].with[0]",
        "`no-such` is not defined",
    );
    among(
        PROJECT,
        |one| one.checklists[0].documents[0].any_of = Some("alone".to_owned()),
        "checklists[0].documents[0].any_of",
        "`alone` has no other member",
    );
}

#[test]
fn a_paper_asked_of_everybody_is_not_asked_of_one_kind_besides() {
    for everybody_first in [true, false] {
        let twice = move |one: &mut Standard| {
            let list = &mut one.checklists[0].documents;
            list[0].applicants = if everybody_first { Vec::new() } else { vec![ApplicantKind::Individual] };
            let mut second = list[0].clone();
            second.applicants = if everybody_first { vec![ApplicantKind::Individual] } else { Vec::new() };
            list.insert(1, second);
        };
        let found = problems(ACT, twice);
        assert!(
            found.iter().any(|one| one.field == "checklists[0].documents[1].id"
                && one.fault.english.contains("asked twice of the same applicant")),
            "{found:#?}"
        );
    }
}

#[test]
fn the_same_paper_may_be_asked_of_each_kind_of_applicant_by_itself() {
    let found = problems(PROJECT, |one| {
        let papers = &mut one.checklists[0].documents;
        let mut of_entities = papers[0].clone();
        papers[0].applicants = vec![ApplicantKind::Individual];
        of_entities.applicants = vec![ApplicantKind::LegalEntity];
        papers.push(of_entities);
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_is_defined_is_used_and_a_form_is_of_a_paper_that_is_defined() {
    among(
        ACT,
        |one| {
            let mut spare = one.documents[0].clone();
            spare.id = "spare".to_owned();
            one.documents.insert(0, spare);
        },
        "documents[0].id",
        "no checklist asks for `spare`",
    );
    among(
        ACT,
        |one| {
            let mut spare = one.conditions[0].clone();
            spare.id = "spare".to_owned();
            one.conditions.insert(0, spare);
        },
        "conditions[0].id",
        "no checklist depends on `spare`",
    );
    only(ACT, |one| one.forms[0].document = "no-such".to_owned(), "forms[0].document", "`no-such`");
}

#[test]
fn a_citation_is_of_a_paragraph_or_an_annex_of_its_own_standard() {
    for wrong in ["S1", "S1 7", "S1 ¶", "S1 ¶x", "S1 annexe", "S12 ¶7", "¶7", ""] {
        let mut files = files::read();
        let mut standard: Standard = toml::from_str(files.get(ACT).expect("shipped")).expect("it is read");
        standard.applicants.cite = Cite(wrong.to_owned());
        files.insert(ACT, toml::to_string(&standard).expect("it is written"));
        let found = Rulebook::load(&files).expect_err("a wrong citation").0;
        assert!(found.len() == 1 && found[0].field == "applicants.cite", "{wrong}: {found:#?}");
    }
    for right in ["S1 ¶7.1", "S1 annex", "S1 annex 3"] {
        let mut files = files::read();
        let mut standard: Standard = toml::from_str(files.get(ACT).expect("shipped")).expect("it is read");
        standard.applicants.cite = Cite(right.to_owned());
        files.insert(ACT, toml::to_string(&standard).expect("it is written"));
        assert!(Rulebook::load(&files).is_ok(), "{right}");
    }
}

#[test]
fn a_citation_or_a_text_within_a_list_is_looked_at_too() {
    only(ACT, |one| one.terms[1].cite = Cite("S2 ¶7.1".to_owned()), "terms[1].cite", "`S2 ¶7.1`");
    only(ACT, |one| one.cases[2].name.ru = " ".to_owned(), "cases[2].name.ru", "all three languages");
}
