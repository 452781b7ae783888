//! Rule files: standards, tariffs, the calculation index, value added tax, scenarios.

use std::sync::LazyLock;

use calendar::Calendar;
use directory::Channel;
use jiff::Zoned;
use jiff::civil::Date;
use rulebook::ask::{ChecklistQuestion, FeeQuestion, TermQuestion};
use rulebook::model::{IndexTable, Payer, Purpose, Standard, Tariff, VatTable};
use rulebook::scenario::ScenarioFile;
use rulebook::{Problems, RuleFiles, Rulebook};
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::text;

static SHIPPED: LazyLock<RuleFiles> = LazyLock::new(RuleFiles::embedded);
static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let schedules = SHIPPED.get("schedules.toml").map(|text| ("schedules.toml", text));
    Calendar::from_toml(SHIPPED.in_folder("calendar").chain(schedules)).expect("the shipped calendar loads")
});

/// A standard with a price, which reads tariff, index and tax, and what stands besides.
const PRICED: &str = "standards/s01-private-ownership-act/2013-07-12.toml";
const TARIFF: &str = "tariffs/cadastre-acts.toml";
const INDEX: &str = "mci.toml";
const VAT: &str = "vat.toml";

/// The small rulebook in which `text` stands in place of the file at `path`.
fn rulebook_with(path: &str, text: &str) -> Result<Rulebook, Problems> {
    let mut files: RuleFiles = [TARIFF, INDEX, VAT]
        .into_iter()
        .map(|path| (path.to_owned(), SHIPPED.get(path).expect("a shipped file").to_owned()))
        .collect();
    if !path.starts_with("standards/") {
        files.insert(PRICED, SHIPPED.get(PRICED).expect("a shipped file"));
    }
    files.insert(path, text);
    let loaded = Rulebook::load(&files);
    if let Err(problems) = &loaded {
        assert!(!problems.0.is_empty(), "refused without a reason");
        let lines = text.lines().count() + 1;
        for problem in &problems.0 {
            assert!(!problem.fault.english.is_empty(), "{problem:?} does not say what is wrong");
            assert!(files.get(&problem.file).is_some(), "{problem:?} names no file of the rulebook");
            if problem.file == path && !text.is_empty() {
                assert!(
                    problem.line.is_some_and(|line| (1..=lines).contains(&line)),
                    "{problem:?} names no line"
                );
            }
        }
    }
    loaded
}

/// What is accepted and written out again is read as the same.
fn prints_back<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    let printed = toml::to_string(value).expect("an accepted value can be written");
    let again: T = toml::from_str(&printed).unwrap_or_else(|error| panic!("{error}\n{printed}"));
    assert_eq!(&again, value, "written and read again, it is another");
}

/// One edition: accepted or refused with places; an accepted one answers every question without breaking.
pub(crate) fn standard(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    // The file's name belongs to its content: a file that names itself is looked for under that name.
    let named: Option<Standard> = toml::from_str(text).ok();
    let path = named.map_or_else(
        || "standards/s99-none/2012-11-01.toml".to_owned(),
        |read| format!("standards/s{:02}-{}/{}.toml", read.number, read.id, read.edition.adopted),
    );
    if path.matches('/').count() != 2 {
        return;
    }
    let Ok(rulebook) = rulebook_with(&path, text) else { return };
    for number in rulebook.numbers() {
        for standard in rulebook.editions(number) {
            prints_back(standard);
            ask(&rulebook, standard);
        }
    }
}

fn ask(rulebook: &Rulebook, standard: &Standard) {
    let days: [Date; 3] = ["2012-01-01", "2013-09-02", "2026-12-30"].map(|day| day.parse().expect("a day"));
    for channel in Channel::ALL.iter().copied() {
        for case in &standard.cases {
            let question =
                ChecklistQuestion { channel, case: u32::from(case.number), product: None, applicant: None };
            let _ = standard.checklist(&question);
        }
        for product in &standard.result.products {
            for day in days {
                let lodged_at: Zoned =
                    format!("{day}T10:15:00[Asia/Almaty]").parse().expect("an instant of the calendar");
                let product = Some(product.id.as_str());
                let asked = TermQuestion { product, channel, lodged_at, suspensions: Vec::new() };
                let _ = standard.term(&CALENDAR, &asked);
            }
        }
    }
    prices(rulebook, standard);
}

/// Prices for areas of every size: an amount that is not negative, or a refusal, and never a broken sum.
fn prices(rulebook: &Rulebook, standard: &Standard) {
    let areas =
        ["0", "0.12", "-1", "1000", "79228162514264337593543950335", "0.0000000000000000000000000001"];
    let days = ["-9999-01-01", "1991-01-01", "2012-01-01", "2013-09-02", "9999-12-31"]
        .map(|day| day.parse::<Date>().or_else(|_| format!("-00{}", &day[1..]).parse()).expect("a day"));
    for payer in [Payer::Individual, Payer::Farm] {
        for area in areas {
            for date in days {
                let question = FeeQuestion {
                    product: standard.result.products.first().map(|product| product.id.as_str()),
                    payer: Some(payer),
                    purpose: Some(Purpose::Other),
                    area_ha: Decimal::from_str_exact(area).ok(),
                    date,
                    relief: false,
                };
                if let Ok((answer, _)) = rulebook.fee(standard, &question) {
                    let _ = rulebook.vat_in(answer.amount, date);
                }
            }
        }
    }
}

/// A tariff beside a standard that refers to it.
pub(crate) fn tariff(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Ok(read) = toml::from_str::<Tariff>(text) {
        prints_back(&read);
    }
    asked_with(TARIFF, text);
}

/// The table of the calculation index.
pub(crate) fn index(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Ok(read) = toml::from_str::<IndexTable>(text) {
        prints_back(&read);
    }
    asked_with(INDEX, text);
}

/// Rates of value added tax.
pub(crate) fn vat(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Ok(read) = toml::from_str::<VatTable>(text) {
        prints_back(&read);
    }
    asked_with(VAT, text);
}

fn asked_with(path: &str, text: &str) {
    // The standard that is asked takes most of the time: a file that does not parse never comes to it.
    if toml::from_str::<toml::Table>(text).is_err() {
        let _ = toml::from_str::<IndexTable>(text);
        return;
    }
    if let Ok(rulebook) = rulebook_with(path, text) {
        for number in rulebook.numbers() {
            for standard in rulebook.editions(number) {
                prices(&rulebook, standard);
            }
        }
    }
}

/// A file of scenarios.
pub(crate) fn scenario(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Ok(file) = toml::from_str::<ScenarioFile>(text) {
        let printed = serde_json::to_value(&file).expect("an accepted file can be written");
        let again: ScenarioFile =
            serde_json::from_value(printed.clone()).unwrap_or_else(|error| panic!("{error}\n{printed:#}"));
        assert_eq!(serde_json::to_value(&again).ok(), Some(printed), "written and read again, it is another");
    }
}
