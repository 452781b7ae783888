use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::{AskError, Trace};
use crate::load::{INDEX_FILE, Rulebook};
use crate::model::{Cite, IndexValue, Payer, Price, Purpose, Relief, Standard, Tariff, TariffRow};

/// What a price is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeQuestion<'q> {
    /// Result by id; absent where the service has one.
    pub product: Option<&'q str>,
    /// Who pays; needed where the service is paid.
    pub payer: Option<Payer>,
    /// What the parcel is for; counts for individuals alone.
    pub purpose: Option<Purpose>,
    /// Hectares; needed where the service is paid.
    pub area_ha: Option<Decimal>,
    /// Day of payment.
    pub date: Date,
    /// Relief of orphans and children without parental care under eighteen is claimed.
    pub relief: bool,
}

/// A price with its figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeeAnswer<'a> {
    /// Tenge, two digits after the point; value added tax is inside.
    pub amount: Decimal,
    /// Figures of the tariff; absent where the service is free or the payer relieved.
    pub figures: Option<FeeFigures>,
    /// The relief that applies.
    pub relief: Option<&'a Relief>,
    /// Source.
    pub cite: Cite,
}

/// Figures behind a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FeeFigures {
    /// Monthly calculation index on the day of payment, tenge.
    pub mci: u32,
    /// Base in MCI.
    pub base_mci: Decimal,
    /// Coefficient by area.
    pub coefficient: Decimal,
}

/// First area that is no parcel's any more: more than the country has, in hectares.
const AREA_LIMIT_HA: i64 = 1_000_000_000;
const KOPECKS: u32 = 2;

impl Rulebook {
    /// Price of a service on a day of payment (¶8 and its tariff).
    ///
    /// # Errors
    /// [`AskError`] where the payer is kept out (¶6), the tariff has no row, a figure is missing or out of range, or the
    /// index of the day is not known. No price is guessed.
    pub fn fee<'a>(
        &'a self,
        standard: &'a Standard,
        question: &FeeQuestion<'_>,
    ) -> Result<(FeeAnswer<'a>, Trace<'a>), AskError> {
        let price = &standard.price;
        let mut trace = Trace::default();
        check_area(question.area_ha, &price.cite)?;
        let Some(tariff) = price.tariff.as_deref().and_then(|id| self.tariff(id)) else {
            trace.add("trace-free", standard.id.as_str(), "0.00", &price.cite);
            return Ok((free(None, price.cite.clone()), trace));
        };
        let product = super::product_of(standard, question.product)?;
        let payer = question.payer.ok_or_else(|| required("payer", price))?;
        let area = question.area_ha.ok_or_else(|| required("area_ha", price))?;
        if price.excluded_payers.contains(&payer) {
            return Err(AskError::PayerNotAllowed { payer, cite: standard.applicants.cite.clone() });
        }
        if let Some(relief) = relief_for(price, &product.id, payer, question.relief) {
            trace.add("trace-relief", relief.id.as_str(), "0.00", &relief.cite);
            return Ok((free(Some(relief), relief.cite.clone()), trace));
        }
        let row = row_for(tariff, payer, question.purpose, standard)?;
        let index = self.index_on(question.date, &tariff.mci_purpose)?;
        let coefficient = coefficient(row, area);
        let amount = (Decimal::from(index.tenge) * row.base_mci * coefficient).round_dp(KOPECKS);
        let amount = with_kopecks(amount);
        trace.add("trace-tariff-row", row.row.to_string(), row.base_mci.to_string(), &price.cite);
        trace.add("trace-coefficient", area.to_string(), coefficient.to_string(), &price.cite);
        trace.add("trace-index", question.date.to_string(), index.tenge.to_string(), &price.cite);
        trace.add("trace-amount", product.id.as_str(), amount.to_string(), &price.cite);
        let figures = FeeFigures { mci: index.tenge, base_mci: row.base_mci, coefficient };
        Ok((FeeAnswer { amount, figures: Some(figures), relief: None, cite: row_cite(standard, row) }, trace))
    }

    /// The monthly calculation index of a day for a purpose (`payments`, `social-benefits`).
    ///
    /// # Errors
    /// [`AskError::NoIndex`] where the table does not reach the day.
    pub fn index_on(&self, date: Date, purpose: &str) -> Result<&IndexValue, AskError> {
        let table = self.index_table();
        let of_purpose = || table.values.iter().filter(|value| value.purpose == purpose);
        let from = of_purpose().map(|value| value.from).min().unwrap_or(table.known_to);
        of_purpose()
            .filter(|value| value.from <= date && date <= table.known_to)
            .max_by_key(|value| value.from)
            .ok_or(AskError::NoIndex { date, from, to: table.known_to, file: INDEX_FILE })
    }
}

/// Value added tax inside a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct VatShare {
    /// Rate of the day, per cent.
    pub per_cent: Decimal,
    /// Tenge, rounded half up to two digits.
    pub amount: Decimal,
}

impl Rulebook {
    /// The value added tax inside a sum paid on a day; none before the first known rate.
    pub fn vat_in(&self, sum: Decimal, paid_on: Date) -> Option<VatShare> {
        let rate =
            self.vat().rates.iter().filter(|rate| rate.from <= paid_on).max_by_key(|rate| rate.from)?;
        let share = sum * rate.per_cent / (Decimal::ONE_HUNDRED + rate.per_cent);
        let amount = share.round_dp_with_strategy(KOPECKS, RoundingStrategy::MidpointAwayFromZero);
        Some(VatShare { per_cent: rate.per_cent, amount: with_kopecks(amount) })
    }
}

fn check_area(area: Option<Decimal>, cite: &Cite) -> Result<(), AskError> {
    let most = Decimal::from(AREA_LIMIT_HA);
    match area {
        Some(area) if area <= Decimal::ZERO || area >= most => {
            Err(AskError::AreaOutOfRange { area, most, cite: cite.clone() })
        }
        _ => Ok(()),
    }
}

fn required(field: &'static str, price: &Price) -> AskError {
    AskError::FieldRequired { field, cite: price.cite.clone() }
}

fn free(relief: Option<&Relief>, cite: Cite) -> FeeAnswer<'_> {
    FeeAnswer { amount: with_kopecks(Decimal::ZERO), figures: None, relief, cite }
}

fn with_kopecks(mut amount: Decimal) -> Decimal {
    amount.rescale(KOPECKS);
    amount
}

/// Relief speaks of persons, so that no other payer of the tariff has it.
fn relief_for<'a>(price: &'a Price, product: &str, payer: Payer, claimed: bool) -> Option<&'a Relief> {
    if !claimed || payer != Payer::Individual {
        return None;
    }
    price.reliefs.iter().find(|relief| relief.products.iter().any(|covered| covered == product))
}

fn row_for<'a>(
    tariff: &'a Tariff,
    payer: Payer,
    purpose: Option<Purpose>,
    standard: &Standard,
) -> Result<&'a TariffRow, AskError> {
    let cite = || annex(standard);
    let rows: Vec<_> = tariff.rows.iter().filter(|row| row.payers.contains(&payer)).collect();
    if let Some(row) = rows.iter().find(|row| row.purposes.is_empty()) {
        return Ok(row);
    }
    let allowed: Vec<Purpose> = rows.iter().flat_map(|row| row.purposes.iter().copied()).collect();
    match purpose {
        None if !allowed.is_empty() => Err(AskError::PurposeRequired { allowed, cite: cite() }),
        _ => rows
            .into_iter()
            .find(|row| purpose.is_some_and(|purpose| row.purposes.contains(&purpose)))
            .ok_or_else(|| AskError::NoTariff { payer, purpose, cite: cite() }),
    }
}

/// The coefficient of the first step whose bound the area does not exceed; bounds are inclusive.
fn coefficient(row: &TariffRow, area: Decimal) -> Decimal {
    row.steps
        .iter()
        .find(|step| step.up_to_ha.is_none_or(|bound| area <= bound))
        .map_or(Decimal::ONE, |step| step.coefficient)
}

fn annex(standard: &Standard) -> Cite {
    match &standard.price.tariff_annex {
        Some(annex) => Cite(format!("S{} annex {annex}", standard.number)),
        None => standard.price.cite.clone(),
    }
}

fn row_cite(standard: &Standard, row: &TariffRow) -> Cite {
    Cite(format!("{} row {}", annex(standard), row.row))
}
