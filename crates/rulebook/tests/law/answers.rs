//! What an answer says besides its figure: names, reasons, the way it came about, the files that it rests on.

use std::sync::LazyLock;

use directory::Channel;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use rulebook::Rulebook;
use rulebook::ask::{AskError, ChecklistQuestion, FeeQuestion, TermQuestion, Trace, term_files};
use rulebook::model::{GroundEffect, Payer, Purpose, Standard, Tariff};
use rust_decimal::Decimal;

use crate::files;
use crate::questions::CALENDAR;

const TARIFF: &str = "tariffs/cadastre-acts.toml";

static LAW: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::load(&files::read()).expect("it loads"));

fn standard(number: u8) -> &'static Standard {
    LAW.standard_on(number, date(2013, 9, 2)).expect("an edition is held")
}

fn list(channel: Channel, product: Option<&str>) -> ChecklistQuestion<'_> {
    ChecklistQuestion { channel, case: 1, product, applicant: None }
}

fn farm(date: Date) -> FeeQuestion<'static> {
    FeeQuestion {
        product: Some("act"),
        payer: Some(Payer::Farm),
        purpose: None,
        area_ha: Some(Decimal::from(1200)),
        date,
        relief: false,
    }
}

/// Rule, subject and outcome of every step.
fn steps(trace: &Trace<'_>) -> Vec<(&'static str, String, String)> {
    trace.0.iter().map(|step| (step.rule, step.subject.to_string(), step.outcome.to_string())).collect()
}

#[test]
fn every_paper_of_a_list_is_the_one_that_its_entry_names() {
    for number in LAW.numbers() {
        for rule in &standard(number).checklists {
            let question = ChecklistQuestion { case: rule.case.into(), ..list(rule.channels[0], None) };
            let answer = standard(number).checklist(&question).expect("a list of the standard");
            assert!(!answer.items.is_empty());
            assert!(answer.items.iter().all(|item| item.document.id == item.entry.id), "S{number}");
        }
    }
}

#[test]
fn a_service_with_one_result_gives_no_other_and_asks_for_no_choice_s8_5() {
    let only = standard(8).result.products[0].id.clone();
    let question = list(standard(8).channels[0].channel, Some(&only));
    let refused = standard(8).checklist(&question);
    assert!(
        matches!(&refused, Err(AskError::ProductNotGiven { allowed, .. }) if allowed.is_empty()),
        "{refused:?}"
    );
}

#[test]
fn value_added_tax_is_reckoned_out_of_the_sum_at_the_rate_of_the_day() {
    let share = |sum: &str, day| {
        let share = LAW.vat_in(sum.parse().expect("a sum"), day);
        share.map(|share| (share.per_cent.to_string(), share.amount.to_string()))
    };
    let some = |rate: &str, amount: &str| Some((rate.to_owned(), amount.to_owned()));
    // 7754.88 × 12 / 112 and × 16 / 116.
    assert_eq!(share("7754.88", date(2013, 9, 2)), some("12", "830.88"));
    assert_eq!(share("7754.88", date(2025, 12, 31)), some("12", "830.88"));
    assert_eq!(share("7754.88", date(2026, 1, 1)), some("16", "1069.64"));
    assert_eq!(share("1", date(2009, 1, 1)), some("12", "0.11"));
    assert_eq!(share("1", date(2008, 12, 31)), None);
}

#[test]
fn a_person_names_the_purpose_and_a_payer_without_a_row_has_no_price_s1_annex_3() {
    let day = date(2013, 9, 2);
    let person = |purpose| FeeQuestion { payer: Some(Payer::Individual), purpose, ..farm(day) };
    let unnamed = LAW.fee(standard(1), &person(None));
    assert!(
        matches!(&unnamed, Err(AskError::PurposeRequired { allowed, .. }) if allowed.len() == 4),
        "{unnamed:?}"
    );
    let other = LAW.fee(standard(1), &person(Some(Purpose::Other)));
    assert!(matches!(other, Err(AskError::NoTariff { purpose: Some(Purpose::Other), .. })), "{other:?}");

    let mut files = files::read();
    let mut tariff: Tariff = toml::from_str(files.get(TARIFF).expect("the tariff")).expect("it is read");
    tariff.rows.retain(|row| !row.payers.contains(&Payer::Farm));
    files.insert(TARIFF, toml::to_string(&tariff).expect("it is written"));
    let law = Rulebook::load(&files).expect("it loads");
    let without = law.fee(standard(1), &farm(day));
    assert!(
        matches!(without, Err(AskError::NoTariff { payer: Payer::Farm, purpose: None, .. })),
        "{without:?}"
    );
}

#[test]
fn the_way_to_a_price_and_to_a_term_is_told_step_by_step() {
    let (_, price) = LAW.fee(standard(1), &farm(date(2013, 9, 2))).expect("a price");
    let rules: Vec<_> = price.0.iter().map(|step| step.rule).collect();
    assert_eq!(rules, ["trace-tariff-row", "trace-coefficient", "trace-index", "trace-amount"]);
    assert_eq!(steps(&price)[3].2, "7754.88");

    let astana = TimeZone::get("Asia/Almaty").expect("the zone");
    let lodged_at = date(2013, 9, 2).at(10, 15, 0, 0).to_zoned(astana).expect("an instant");
    let question = TermQuestion {
        product: Some("act"),
        channel: Channel::Cadastre,
        lodged_at: lodged_at.clone(),
        suspensions: Vec::new(),
    };
    let answer = standard(1).term(&CALENDAR, &question).expect("a term");
    let told =
        |rule: &'static str, subject: &str, outcome: &str| (rule, subject.to_owned(), outcome.to_owned());
    let mut expected = vec![told("trace-term", "act", "6 working-days")];
    if let Some(until) = &answer.incomplete_refusal_until {
        expected.push(told("trace-incomplete", "incomplete", &until.datetime().to_string()));
    }
    expected.push(told("trace-silence", "act", "2013-09-11"));
    assert_eq!(steps(&answer.trace), expected);
}

/// S6 ¶16: two working days of the Agency from the lodging.
#[test]
fn the_clock_of_a_ground_counts_its_own_days() {
    let clock = standard(6).grounds.iter().find_map(|ground| match &ground.effect {
        GroundEffect::Refuse { clock, .. } => clock.as_ref(),
        GroundEffect::Suspend { .. } => None,
    });
    let astana = TimeZone::get("Asia/Almaty").expect("the zone");
    let friday = date(2013, 9, 6).at(10, 15, 0, 0).to_zoned(astana).expect("an instant");
    let due = clock.expect("a ground with a clock").due(&CALENDAR, &friday).expect("it is counted");
    assert_eq!(due.map(|due| due.date()), Some(date(2013, 9, 10)), "Monday and Tuesday");
}

#[test]
fn an_answer_names_every_file_that_it_rests_on() {
    assert_eq!(LAW.price_files(standard(1)), [TARIFF, "mci.toml", "vat.toml"]);
    assert_eq!(LAW.price_files(standard(8)), Vec::<String>::new());
    assert_eq!(
        term_files(2013..=2014),
        ["calendar/2013.toml", "calendar/2014.toml", "schedules.toml", "regions.toml"]
    );
}
