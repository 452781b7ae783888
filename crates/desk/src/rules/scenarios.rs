//! Scenarios beside the standards, played under what counts now and under what is proposed.

use calendar::Text;
use rulebook::model::{Routing, Standard};
use rulebook::scenario::Scenario;
use rulebook::{Otherwise, Stage};

use crate::Law;

/// A scenario that comes out now and would come out otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioOutcome {
    /// Number of the standard.
    pub number: u8,
    /// What the scenario shows.
    pub title: Text,
    /// The rule that it keeps.
    pub cite: String,
    /// Id of the message that names what was looked at.
    pub what: &'static str,
    /// What the scenario says.
    pub wanted: String,
    /// What would come out.
    pub got: String,
}

/// Scenarios of the questions that come out under `before` and not under `after`, each under the newest edition.
pub(super) fn otherwise(before: &Law, after: &Law) -> Vec<ScenarioOutcome> {
    let mut found = Vec::new();
    for number in after.rulebook.numbers() {
        for scenario in after.rulebook.scenarios(number) {
            let Some(outcome) = play(after, number, scenario) else { continue };
            if play(before, number, scenario).is_some() {
                continue;
            }
            found.push(ScenarioOutcome {
                number,
                title: scenario.title.clone(),
                cite: scenario.cite.to_string(),
                what: named(outcome.what),
                wanted: outcome.wanted,
                got: outcome.got,
            });
        }
    }
    found
}

fn play(law: &Law, number: u8, scenario: &Scenario) -> Option<Otherwise> {
    let standard = law.rulebook.editions(number).last()?;
    let zone = |standard: &Standard, region: &str| {
        let seat = match standard.provider.routing {
            Routing::SingleOffice => law.directory.single_office_region(standard.provider.kind),
            Routing::ParcelLocation | Routing::WhereLodged => None,
        };
        law.directory.region(seat.as_deref().unwrap_or(region)).map(directory::Region::time_zone)
    };
    law.rulebook.play(standard, &scenario.question, &Stage { calendar: &law.calendar, zone: &zone }).err()
}

fn named(what: &str) -> &'static str {
    match what {
        "papers" => "rules-scenario-papers",
        "amount" => "rules-scenario-amount",
        "due" => "rules-scenario-due",
        "incomplete" => "rules-scenario-incomplete",
        "deemed" => "rules-scenario-deemed",
        "refused" => "rules-scenario-refused",
        _ => "rules-scenario-itself",
    }
}
