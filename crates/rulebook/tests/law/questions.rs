use std::sync::LazyLock;

use crate::files;
use calendar::{Calendar, Suspension};
use directory::Directory;
use jiff::Zoned;
use jiff::tz::TimeZone;
use rulebook::Rulebook;
use rulebook::ask::{ChecklistQuestion, FeeQuestion, TermQuestion};
use rulebook::model::{KnownBy, Routing, Standard};
use rulebook::scenario::{ChecklistScenario, FeeScenario, Question, TermScenario};

pub fn run(rulebook: &Rulebook, number: u8, question: &Question) -> Result<(), String> {
    let standard = rulebook.editions(number).last().ok_or("no edition is held")?;
    match question {
        Question::Checklist(scenario) => checklist(standard, scenario),
        Question::Fee(scenario) => fee(rulebook, standard, scenario),
        Question::Term(scenario) => term(standard, scenario),
        // Lives are lived by the tests of the case engine.
        Question::Life(_) => Ok(()),
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
    let represented = standard.conditions.iter().any(|condition| {
        condition.known_by == KnownBy::Representative && scenario.holds.contains(&condition.id)
    });
    let holds = standard.holding(represented, relieved, |id| scenario.holds.iter().any(|held| held == id));
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

pub static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let files = files::read();
    let named = files.in_folder("calendar").map(|(path, text)| (path.to_owned(), text.to_owned()));
    let schedules = files.get("schedules.toml").map(|text| ("schedules.toml".to_owned(), text.to_owned()));
    Calendar::from_toml(named.chain(schedules)).expect("the calendar loads")
});

static DIRECTORY: LazyLock<Directory> = LazyLock::new(|| {
    let files = files::read();
    let base = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let offices = files.in_folder("offices").map(|(path, text)| (base(path), text.to_owned()));
    let regions = files.get("regions.toml").map(|text| ("regions.toml".to_owned(), text.to_owned()));
    Directory::load(offices.chain(regions)).expect("the directory loads")
});

/// The zone of the office that decides: of the parcel's region, or of the one office in the country.
fn deciding_zone(standard: &Standard, region: &str) -> Result<TimeZone, String> {
    let seat = match standard.provider.routing {
        Routing::SingleOffice => DIRECTORY.single_office_region(standard.provider.kind),
        Routing::ParcelLocation | Routing::WhereLodged => None,
    };
    let code = seat.as_deref().unwrap_or(region);
    DIRECTORY.region(code).map(|region| region.time_zone()).ok_or_else(|| format!("no region {code}"))
}

fn term(standard: &Standard, scenario: &TermScenario) -> Result<(), String> {
    let lodged: jiff::Timestamp =
        scenario.lodged_at.parse().map_err(|error| format!("lodged_at: {error}"))?;
    let day = |text: &String| text.parse().map_err(|error| format!("{text}: {error}"));
    let suspensions = scenario
        .suspensions
        .iter()
        .map(|span| Ok(Suspension { from: day(&span.from)?, to: span.to.as_ref().map(day).transpose()? }))
        .collect::<Result<_, String>>()?;
    let question = TermQuestion {
        product: scenario.product.as_deref(),
        channel: scenario.channel,
        lodged_at: lodged.to_zoned(deciding_zone(standard, &scenario.region)?),
        suspensions,
    };
    let answer = standard.term(&CALENDAR, &question).map_err(|error| error.to_string())?;
    let shown = |instant: &Zoned| instant.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    same("due", answer.term.due.as_ref().map(shown), scenario.due.clone())?;
    let refusal = answer.incomplete_refusal_until.as_ref().map(shown);
    if scenario.incomplete_refusal_until.is_some() {
        same("refusal until", refusal, scenario.incomplete_refusal_until.clone())?;
    }
    same("deemed on", answer.deemed_granted_on.map(|day| day.to_string()), scenario.deemed_granted_on.clone())
}
