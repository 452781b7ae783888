//! Cross-checks: what a single field cannot show. Every document, condition, result and channel that is named
//! exists; no case is without papers; no result without a term.

mod figures;
mod papers;
mod premises;
mod walk;

pub(crate) use figures::{check_index, check_tariff, check_vat};

use std::collections::BTreeSet;

use crate::model::{ApplicantKind, Blocked, GroundEffect, KnownBy, Standard, TermUnit};
use crate::problem::{Fault, Path, Report};

/// Adds everything that is wrong with one standard to the report.
pub(crate) fn check_standard(
    standard: &Standard,
    tariff_exists: &dyn Fn(&str) -> bool,
    report: &mut Report<'_>,
) {
    let root = Path::default();
    walk::check_cites_and_texts(standard, report);
    check_identity(standard, &root, report);
    check_cases(standard, &root, report);
    check_terms(standard, &root, report);
    premises::check(standard, &root, report);
    papers::check(standard, &root, report);
    check_price(standard, tariff_exists, &root, report);
    check_receipt(standard, &root, report);
    check_grounds(standard, &root, report);
}

/// Refuses values of a list that stand in it twice.
fn unique<'a>(values: impl Iterator<Item = &'a str>, path: &Path, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for (position, value) in values.enumerate() {
        if !seen.insert(value) {
            report.add(&path.at(position).key("id"), twice(value));
        }
    }
}

fn twice(value: &str) -> Fault {
    Fault::new("rule-twice", format!("`{value}` stands here twice")).with("value", value)
}

/// Something is named that a part of the standard does not define.
fn undefined(name: &str, part: &str) -> Fault {
    let english = format!("`{name}` is not defined in `{part}`");
    Fault::new("rule-not-defined", english).with("name", name).with("part", part)
}

/// Refuses names that a list does not hold.
fn known<'a>(
    names: impl Iterator<Item = &'a str>,
    allowed: &BTreeSet<&str>,
    path: &Path,
    report: &mut Report<'_>,
) {
    for (position, name) in names.enumerate().filter(|(_, name)| !allowed.contains(name)) {
        let list = allowed.iter().copied().collect::<Vec<_>>().join(", ");
        let fault = Fault::new("rule-not-defined-of", format!("`{name}` is not defined; defined: {list}"));
        report.add(&path.at(position), fault.with("name", name).with("defined", list));
    }
}

fn products(standard: &Standard) -> BTreeSet<&str> {
    standard.result.products.iter().map(|product| product.id.as_str()).collect()
}

fn check_identity(standard: &Standard, root: &Path, report: &mut Report<'_>) {
    let kinds = &standard.applicants.kinds;
    if kinds.is_empty() || kinds.contains(&ApplicantKind::Entrepreneur) {
        report.add(
            &root.key("applicants").key("kinds"),
            "name `individual`, `legal-entity` or both; an entrepreneur is an individual here",
        );
    }
    if standard.channels.is_empty() {
        report.add(&root.key("channels"), "a service has at least one channel");
    }
    if standard.result.products.is_empty() {
        report.add(&root.key("result").key("products"), "a service has at least one result");
    }
    unique(standard.channels.iter().map(|rule| rule.channel.as_str()), &root.key("channels"), report);
    unique(
        standard.result.products.iter().map(|product| product.id.as_str()),
        &root.key("result").key("products"),
        report,
    );
    if standard.complaints.addressees.is_empty() {
        report.add(&root.key("complaints").key("addressees"), "a complaint must have somewhere to go");
    }
    if standard.hand_out.is_empty() {
        report.add(&root.key("hand_out"), "a result must have a way to the applicant");
    }
    if standard.indicators.list.is_empty() {
        report.add(&root.key("indicators").key("list"), "a service is measured by at least one indicator");
    }
}

fn check_cases(standard: &Standard, root: &Path, report: &mut Report<'_>) {
    let path = root.key("cases");
    if standard.cases.is_empty() {
        report.add(&path, "a service without cases in ¶11 has one case, number 1");
    }
    unique(standard.cases.iter().map(|case| case.id.as_str()), &path, report);
    let products = products(standard);
    for (position, case) in standard.cases.iter().enumerate() {
        let here = path.at(position);
        if usize::from(case.number) != position + 1 {
            report.add(
                &here.key("number"),
                format!("cases are numbered as in ¶11, this one is {}", position + 1),
            );
        }
        if case.products.is_empty() {
            report.add(&here.key("products"), "a case gives at least one result");
        }
        known(case.products.iter().map(String::as_str), &products, &here.key("products"), report);
    }
}

fn check_terms(standard: &Standard, root: &Path, report: &mut Report<'_>) {
    let path = root.key("terms");
    let products = products(standard);
    for (position, term) in standard.terms.iter().enumerate() {
        let here = path.at(position);
        known(term.products.iter().map(String::as_str), &products, &here.key("products"), report);
        if term.length == 0 {
            report.add(&here.key("length"), Fault::new("rule-term-length", "a term lasts at least one unit"));
        }
        if term.unit == TermUnit::Months {
            report
                .add(&here.key("unit"), "months are for storage; use working-days, calendar-days or minutes");
        }
    }
    for product in &products {
        for rule in &standard.channels {
            let terms = standard
                .terms
                .iter()
                .filter(|term| {
                    term.channels.contains(&rule.channel) && term.products.iter().any(|id| id == product)
                })
                .count();
            if terms != 1 {
                report.add(
                    &path,
                    Fault::new(
                        "rule-term-count",
                        format!(
                            "`{product}` has {terms} terms in channel `{}`; one is allowed",
                            rule.channel
                        ),
                    )
                    .with("product", product)
                    .with("channel", rule.channel)
                    .with("found", terms),
                );
            }
        }
    }
    known(
        standard.silence.deems.iter().map(String::as_str),
        &products,
        &root.key("silence").key("deems"),
        report,
    );
}

fn check_price(
    standard: &Standard,
    tariff_exists: &dyn Fn(&str) -> bool,
    root: &Path,
    report: &mut Report<'_>,
) {
    let path = root.key("price");
    let price = &standard.price;
    if let Some(tariff) = price.tariff.as_deref().filter(|id| !tariff_exists(id)) {
        let fault = Fault::new("rule-no-tariff", format!("no file of `tariffs/` has the id `{tariff}`"));
        report.add(&path.key("tariff"), fault.with("tariff", tariff));
    }
    if price.tariff.is_some() != price.tariff_annex.is_some() {
        report.add(&path.key("tariff_annex"), "a paid service names its tariff and the annex that prints it");
    }
    let products = products(standard);
    for (position, relief) in price.reliefs.iter().enumerate() {
        let here = path.key("reliefs").at(position).key("products");
        known(relief.products.iter().map(String::as_str), &products, &here, report);
    }
    let waived = standard.conditions.iter().any(|condition| condition.known_by == KnownBy::NoRelief);
    if waived == price.reliefs.is_empty() {
        report.add(
            &path.key("reliefs"),
            "a relief and a condition known by `no-relief` come together or not at all",
        );
    }
}

fn check_receipt(standard: &Standard, root: &Path, report: &mut Report<'_>) {
    let path = root.key("receipt");
    for rule in &standard.channels {
        let given =
            standard.receipt.given.iter().filter(|form| form.channels.contains(&rule.channel)).count();
        if given != 1 {
            report.add(
                &path.key("given"),
                format!("channel `{}` stands {given} times here, not once", rule.channel),
            );
        }
    }
}

fn check_grounds(standard: &Standard, root: &Path, report: &mut Report<'_>) {
    let path = root.key("grounds");
    unique(standard.grounds.iter().map(|ground| ground.id.as_str()), &path, report);
    for (position, ground) in standard.grounds.iter().enumerate() {
        let GroundEffect::Suspend { rests_on, ended_by, by_hand, .. } = &ground.effect else { continue };
        let here = path.at(position).key("effect");
        if !*by_hand && (rests_on.is_empty() || ended_by.is_empty()) {
            report.add(
                &here,
                "a ground of suspension names the papers it rests on and those that end it, or is `by_hand`",
            );
        }
        let declared = standard.not_encoded.iter().any(|rule| rule.blocks.contains(&Blocked::Suspension));
        if *by_hand && !declared {
            report.add(
                &here.key("by_hand"),
                "declare under `not_encoded` what a person decides here (blocks = [\"suspension\"])",
            );
        }
    }
}
