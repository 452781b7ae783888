//! What changes in the figures of prices: the index, value added tax, tariffs.

use rulebook::Rulebook;
use rulebook::model::{IndexValue, Tariff, TariffRow, VatRate};

use super::said::{RuleDifference, Said, differ};

pub(super) fn differences(before: &Rulebook, after: &Rulebook) -> Vec<RuleDifference> {
    let mut found = Vec::new();
    index(before, after, &mut found);
    let rates = |book: &Rulebook| book.vat().rates.clone();
    let same = |one: &VatRate, other: &VatRate| one.from == other.from;
    paired(rates(before), rates(after), same, |old, new| {
        let Some(known) = new.or(old) else { return };
        let said = |rate: &VatRate| {
            Said::new("rules-vat-rate").with("rate", rate.per_cent).with("source", &rate.source)
        };
        differ(
            &mut found,
            || Said::new("rules-what-vat").day("from", known.from),
            old.map(said),
            new.map(said),
        );
    });
    let tariffs = |book: &Rulebook| book.tariffs().cloned().collect::<Vec<_>>();
    paired(
        tariffs(before),
        tariffs(after),
        |one, other| one.id == other.id,
        |old, new| {
            tariff(old, new, &mut found);
        },
    );
    found
}

fn index(before: &Rulebook, after: &Rulebook, found: &mut Vec<RuleDifference>) {
    let (old, new) = (before.index_table(), after.index_table());
    let same =
        |one: &IndexValue, other: &IndexValue| (one.from, &one.purpose) == (other.from, &other.purpose);
    paired(old.values.clone(), new.values.clone(), same, |old, new| {
        let Some(known) = new.or(old) else { return };
        let what = || purpose(Said::new("rules-what-index").day("from", known.from), &known.purpose);
        let said = |value: &IndexValue| {
            let message = if value.confirmed { "rules-index" } else { "rules-index-unconfirmed" };
            Said::new(message).with("tenge", value.tenge).with("source", &value.source)
        };
        differ(found, what, old.map(said), new.map(said));
    });
    let until = |day| Some(Said::new("rules-day").day("day", day));
    differ(found, || Said::new("rules-what-index-until"), until(old.known_to), until(new.known_to));
}

/// What an index is used for, in words where it has some.
fn purpose(said: Said, purpose: &str) -> Said {
    match purpose {
        "payments" | "social-benefits" => said.messages("purpose", [format!("rules-purpose-{purpose}")]),
        other => said.with("purpose", other),
    }
}

fn tariff(old: Option<&Tariff>, new: Option<&Tariff>, found: &mut Vec<RuleDifference>) {
    let Some(known) = new.or(old) else { return };
    let named = |message: &'static str| Said::new(message).law("tariff", &known.name);
    let whole = |tariff: &Tariff| Said::new("rules-tariff-whole").with("rows", tariff.rows.len());
    let (Some(old), Some(new)) = (old, new) else {
        differ(found, || named("rules-what-tariff"), old.map(whole), new.map(whole));
        return;
    };
    let name = |tariff: &Tariff| Some(Said::new("rules-law").law("text", &tariff.name));
    differ(found, || named("rules-what-tariff"), name(old), name(new));
    let purpose = |tariff: &Tariff| Some(Said::plain(&tariff.mci_purpose));
    differ(found, || named("rules-what-tariff-purpose"), purpose(old), purpose(new));
    paired(
        old.rows.clone(),
        new.rows.clone(),
        |one, other| one.row == other.row,
        |old, new| {
            let Some(known) = new.or(old) else { return };
            let row = || named("rules-what-tariff-row").with("row", known.row).law("name", &known.name);
            differ(found, row, old.map(row_said), new.map(row_said));
        },
    );
}

/// A row with its base and steps: `1.9 × МРП; ≤ 50 ga: 1`.
fn row_said(row: &TariffRow) -> Said {
    let steps = row.steps.iter().map(|step| match step.up_to_ha {
        Some(bound) => format!("≤ {bound}: × {}", step.coefficient),
        None => format!("> : × {}", step.coefficient),
    });
    Said::new("rules-tariff-row")
        .with("base", row.base_mci)
        .with("steps", steps.collect::<Vec<_>>().join("; "))
        .messages("payers", row.payers.iter().map(|payer| word("page-payer", payer)))
        .messages("purposes", row.purposes.iter().map(|purpose| word("page-purpose", purpose)))
        .law("name", &row.name)
}

/// The message that names a word of a closed list.
fn word(prefix: &str, value: &impl serde::Serialize) -> String {
    let name = serde_json::to_value(value).unwrap_or_default();
    format!("{prefix}-{}", name.as_str().unwrap_or_default())
}

/// Hands over what two lists know by one key, side by side: those of the old list in its order, then what is new.
pub(super) fn paired<T>(
    old: Vec<T>,
    new: Vec<T>,
    same: impl Fn(&T, &T) -> bool,
    mut each: impl FnMut(Option<&T>, Option<&T>),
) {
    for one in &old {
        each(Some(one), new.iter().find(|other| same(one, other)));
    }
    for other in new.iter().filter(|other| !old.iter().any(|one| same(one, other))) {
        each(None, Some(other));
    }
}
