//! Scenarios played: what comes out of the rules beside what a scenario says must come out.

use calendar::{Calendar, Suspension};
use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::Rulebook;
use crate::ask::{ChecklistQuestion, FeeQuestion, TermQuestion};
use crate::model::{KnownBy, Standard};
use crate::scenario::{ChecklistScenario, FeeScenario, Question, TermScenario};

/// What a scenario is played with, besides the rules.
pub struct Stage<'s> {
    /// Days and hours.
    pub calendar: &'s Calendar,
    /// The zone of the office that decides under a standard on a parcel of a region.
    pub zone: &'s dyn Fn(&Standard, &str) -> Option<TimeZone>,
}

/// A scenario that comes out otherwise than it says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {got} instead of {wanted}")]
pub struct Otherwise {
    /// What was looked at: `papers`, `amount`, `due`, `incomplete`, `deemed`, `refused`, or `scenario` where it cannot be
    /// played at all.
    pub what: &'static str,
    /// What comes out.
    pub got: String,
    /// What the scenario says.
    pub wanted: String,
}

type Played = Result<(), Otherwise>;

impl Rulebook {
    /// Plays a scenario under an edition. Lives of cases are told by the crate that knows cases; here they pass.
    ///
    /// # Errors
    /// [`Otherwise`] where it does not come out.
    pub fn play(&self, standard: &Standard, question: &Question, stage: &Stage<'_>) -> Played {
        match question {
            Question::Checklist(scenario) => checklist(standard, scenario),
            Question::Fee(scenario) => self.price(standard, scenario),
            Question::Term(scenario) => term(standard, scenario, stage),
            Question::Life(_) => Ok(()),
        }
    }

    fn price(&self, standard: &Standard, scenario: &FeeScenario) -> Played {
        let outcome = self.fee(
            standard,
            &FeeQuestion {
                product: scenario.product.as_deref(),
                payer: Some(scenario.payer),
                purpose: scenario.purpose,
                area_ha: Some(read(&scenario.area_ha)?),
                date: read(&scenario.date)?,
                relief: scenario.orphan_under_18,
            },
        );
        match (outcome, &scenario.refused) {
            (Ok((answer, _)), None) => {
                same("amount", answer.amount.to_string(), scenario.amount.clone().unwrap_or_default())
            }
            (Err(error), Some(cite)) if error.to_string().contains(&cite.0) => Ok(()),
            (Ok((answer, _)), Some(cite)) => otherwise("refused", answer.amount, cite),
            (Err(error), _) => otherwise("amount", error, scenario.amount.clone().unwrap_or_default()),
        }
    }
}

fn same(what: &'static str, got: String, wanted: String) -> Played {
    if got == wanted { Ok(()) } else { Err(Otherwise { what, got, wanted }) }
}

fn otherwise(what: &'static str, got: impl ToString, wanted: impl ToString) -> Played {
    Err(Otherwise { what, got: got.to_string(), wanted: wanted.to_string() })
}

/// A value that a scenario writes as text.
fn read<T: std::str::FromStr<Err: ToString>>(text: &str) -> Result<T, Otherwise> {
    text.parse().map_err(|error: T::Err| Otherwise {
        what: "scenario",
        got: error.to_string(),
        wanted: text.to_owned(),
    })
}

fn checklist(standard: &Standard, scenario: &ChecklistScenario) -> Played {
    let answer = standard.checklist(&ChecklistQuestion {
        channel: scenario.channel,
        case: scenario.case.into(),
        product: scenario.product.as_deref(),
        applicant: Some(scenario.applicant),
    });
    let answer = match (answer, &scenario.refused) {
        (Ok(answer), None) => answer,
        (Err(error), Some(cite)) if error.to_string().contains(&cite.0) => return Ok(()),
        (Err(error), _) => return otherwise("papers", error, scenario.due.join(", ")),
        (Ok(_), Some(cite)) => return otherwise("refused", "–", cite),
    };
    let relieved = scenario.holds.iter().any(|held| held == "relief");
    let represented = standard.conditions.iter().any(|condition| {
        condition.known_by == KnownBy::Representative && scenario.holds.contains(&condition.id)
    });
    let holds = standard.holding(represented, relieved, |id| scenario.holds.iter().any(|held| held == id));
    let due: Vec<&str> =
        answer.items.iter().filter(|item| item.is_due(&holds)).map(|item| item.entry.id.as_str()).collect();
    same("papers", due.join(", "), scenario.due.join(", "))
}

fn term(standard: &Standard, scenario: &TermScenario, stage: &Stage<'_>) -> Played {
    let lodged: jiff::Timestamp = read(&scenario.lodged_at)?;
    let mut suspensions = Vec::new();
    for span in &scenario.suspensions {
        let to = span.to.as_deref().map(read).transpose()?;
        suspensions.push(Suspension { from: read(&span.from)?, to });
    }
    let Some(zone) = (stage.zone)(standard, &scenario.region) else {
        return otherwise("scenario", "–", &scenario.region);
    };
    let question = TermQuestion {
        product: scenario.product.as_deref(),
        channel: scenario.channel,
        lodged_at: lodged.to_zoned(zone),
        suspensions,
    };
    let wanted = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    let answer = match standard.term(stage.calendar, &question) {
        Ok(answer) => answer,
        Err(error) => return otherwise("due", error, wanted(&scenario.due)),
    };
    let none = || "–".to_owned();
    let shown = |instant: Option<&Zoned>| {
        instant.map_or_else(none, |instant| instant.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    };
    same("due", shown(answer.term.due.as_ref()), wanted(&scenario.due))?;
    if scenario.incomplete_refusal_until.is_some() {
        let until = shown(answer.incomplete_refusal_until.as_ref());
        same("incomplete", until, wanted(&scenario.incomplete_refusal_until))?;
    }
    let deemed = answer.deemed_granted_on.map_or_else(none, |day| day.to_string());
    same("deemed", deemed, wanted(&scenario.deemed_granted_on))
}
