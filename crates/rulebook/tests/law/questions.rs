use std::collections::BTreeSet;

use rulebook::Rulebook;
use rulebook::ask::{ChecklistQuestion, FeeQuestion};
use rulebook::model::{KnownBy, Standard};
use rulebook::scenario::{ChecklistScenario, FeeScenario, Question};

pub fn run(rulebook: &Rulebook, number: u8, question: &Question) -> Result<(), String> {
    let standard = rulebook.editions(number).last().ok_or("no edition is held")?;
    match question {
        Question::Checklist(scenario) => checklist(standard, scenario),
        Question::Fee(scenario) => fee(rulebook, standard, scenario),
        Question::Term(_) | Question::Life(_) => Ok(()),
    }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, got: T, wanted: T) -> Result<(), String> {
    if got == wanted { Ok(()) } else { Err(format!("{what}: {got:?} instead of {wanted:?}")) }
}

fn checklist(standard: &Standard, scenario: &ChecklistScenario) -> Result<(), String> {
    let answer = standard.checklist(&ChecklistQuestion {
        channel: scenario.channel,
        case: scenario.case.into(),
        product: scenario.product.as_deref(),
        applicant: Some(scenario.applicant),
    });
    let answer = match (answer, &scenario.refused) {
        (Ok(answer), None) => answer,
        (Err(error), Some(cite)) if error.to_string().contains(&cite.0) => return Ok(()),
        (outcome, _) => return Err(format!("{outcome:?}")),
    };
    let relieved = scenario.holds.iter().any(|held| held == "relief");
    let holds: BTreeSet<&str> = standard
        .conditions
        .iter()
        .filter(|condition| match condition.known_by {
            KnownBy::NoRelief => !relieved,
            _ => scenario.holds.contains(&condition.id),
        })
        .map(|condition| condition.id.as_str())
        .collect();
    let due: Vec<&str> =
        answer.items.iter().filter(|item| item.is_due(&holds)).map(|item| item.entry.id.as_str()).collect();
    same("papers due", due, scenario.due.iter().map(String::as_str).collect())
}

fn fee(rulebook: &Rulebook, standard: &Standard, scenario: &FeeScenario) -> Result<(), String> {
    let outcome = rulebook.fee(
        standard,
        &FeeQuestion {
            product: scenario.product.as_deref(),
            payer: Some(scenario.payer),
            purpose: scenario.purpose,
            area_ha: Some(scenario.area_ha.parse().map_err(|error| format!("{error}"))?),
            date: scenario.date.parse().map_err(|error| format!("{error}"))?,
            relief: scenario.orphan_under_18,
        },
    );
    match (outcome, &scenario.refused) {
        (Ok((answer, _)), None) => same("amount", Some(answer.amount.to_string()), scenario.amount.clone()),
        (Err(error), Some(cite)) if error.to_string().contains(&cite.0) => Ok(()),
        (outcome, _) => Err(format!("{outcome:?}")),
    }
}
