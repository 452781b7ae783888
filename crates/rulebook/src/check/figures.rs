//! Figures of tariffs and of value added tax: none so large or so small that a sum with them breaks.

use rust_decimal::Decimal;

use crate::model::{IndexTable, Tariff, VatTable};
use crate::problem::{Fault, Path, Report};

/// Most that a base, a coefficient or a bound in hectares is: a thousand times what was ever printed, and far below what
/// a sum of three of them can hold.
const MOST: u32 = 1_000_000_000;
/// Most of a base or a coefficient.
const FACTOR_MOST: u32 = 1_000_000;
const PER_CENT_MOST: u32 = 100;

pub(crate) fn check_tariff(tariff: &Tariff, report: &mut Report<'_>) {
    for (place, row) in tariff.rows.iter().enumerate() {
        let path = Path::default().key("rows").at(place);
        within(row.base_mci, FACTOR_MOST, &path.key("base_mci"), report);
        let mut below = Some(Decimal::ZERO);
        for (place, step) in row.steps.iter().enumerate() {
            let path = path.key("steps").at(place);
            within(step.coefficient, FACTOR_MOST, &path.key("coefficient"), report);
            if let Some(bound) = step.up_to_ha {
                within(bound, MOST, &path.key("up_to_ha"), report);
            }
            let rises = below.is_some_and(|below| step.up_to_ha.is_none_or(|bound| bound > below));
            if !rises {
                report.add(
                    &path.key("up_to_ha"),
                    Fault::new("rule-steps", "steps stand in ascending order; only the last has no bound"),
                );
            }
            below = step.up_to_ha;
        }
    }
}

pub(crate) fn check_vat(table: &VatTable, report: &mut Report<'_>) {
    for (place, rate) in table.rates.iter().enumerate() {
        let path = Path::default().key("rates").at(place);
        within(rate.per_cent, PER_CENT_MOST, &path.key("per_cent"), report);
        if table.rates.iter().take(place).any(|earlier| earlier.from == rate.from) {
            let english = format!("a rate from {} stands here twice", rate.from);
            report.add(&path.key("from"), Fault::new("rule-twice", english).with("value", rate.from));
        }
    }
}

pub(crate) fn check_index(table: &IndexTable, report: &mut Report<'_>) {
    for (place, value) in table.values.iter().enumerate() {
        let path = Path::default().key("values").at(place);
        within(Decimal::from(value.tenge), FACTOR_MOST, &path.key("tenge"), report);
        if value.tenge == 0 {
            report.add(
                &path.key("tenge"),
                Fault::new("rule-index-none", "the index is one tenge at the least"),
            );
        }
        if value.from > table.known_to {
            let what = format!(
                "{} lies after `known_to`, {}; the table must speak for it",
                value.from, table.known_to
            );
            let fault =
                Fault::new("rule-index-after", what).with("from", value.from).with("until", table.known_to);
            report.add(&path.key("from"), fault);
        }
        let same = |earlier: &&crate::model::IndexValue| {
            earlier.from == value.from && earlier.purpose == value.purpose
        };
        if table.values.iter().take(place).any(|earlier| same(&earlier)) {
            let english = format!("a value of `{}` from {} stands here twice", value.purpose, value.from);
            report.add(&path.key("from"), Fault::new("rule-twice", english).with("value", value.from));
        }
    }
}

fn within(figure: Decimal, most: u32, path: &Path, report: &mut Report<'_>) {
    if figure < Decimal::ZERO || figure > Decimal::from(most) {
        let english = format!("{figure} is out of range; allowed: 0 to {most}");
        report.add(path, Fault::new("rule-range", english).with("figure", figure).with("most", most));
    }
}
