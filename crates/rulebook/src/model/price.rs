use calendar::Text;
use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ApplicantKind, Cite};

/// Price of a service (¶8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Tariff by id; absent: free of charge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tariff: Option<String>,
    /// Annex that prints the tariff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tariff_annex: Option<String>,
    /// Payers of the tariff that ¶6 keeps out of this service.
    #[serde(default)]
    pub excluded_payers: Vec<Payer>,
    /// Reliefs.
    #[serde(default)]
    pub reliefs: Vec<Relief>,
    /// Ways of paying, our own words.
    #[serde(default)]
    pub ways: Vec<Text>,
    /// Source.
    pub cite: Cite,
}

/// A relief from the price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relief {
    /// Short name.
    pub id: String,
    /// Who has it.
    pub name: Text,
    /// Kinds of applicant.
    pub applicants: Vec<ApplicantKind>,
    /// Results that it covers, by id.
    pub products: Vec<String>,
    /// The paper that proves it.
    pub proof: Text,
    /// Source.
    pub cite: Cite,
}

/// Who pays, in the words of the tariff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Payer {
    /// A person.
    Individual,
    /// Peasant or farm household.
    Farm,
    /// Organisation.
    LegalEntity,
    /// Small business; an individual entrepreneur too.
    SmallBusiness,
    /// Owner of premises in a condominium.
    Condominium,
}

/// What an individual's parcel is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Gardening and dacha.
    Gardening,
    /// Individual housing.
    IndividualHousing,
    /// Personal subsidiary farming.
    SubsidiaryFarming,
    /// Garages.
    Garage,
    /// Anything else.
    Other,
}

/// A tariff: one file of `tariffs/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// Short name.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Purpose under which the MCI is looked up.
    pub mci_purpose: String,
    /// Rows.
    pub rows: Vec<TariffRow>,
}

/// A row of a tariff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TariffRow {
    /// Number of the row, as printed.
    pub row: u8,
    /// Name of the subject; Kazakh as printed.
    pub name: Text,
    /// Payers that it covers.
    pub payers: Vec<Payer>,
    /// Purposes that it covers; empty: all.
    #[serde(default)]
    pub purposes: Vec<Purpose>,
    /// Base, in MCI.
    #[schemars(with = "String")]
    pub base_mci: Decimal,
    /// Steps by area, ascending; empty: the base alone, whatever the area.
    #[serde(default)]
    pub steps: Vec<TariffStep>,
}

/// A step of a tariff by area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TariffStep {
    /// Upper bound in hectares, inclusive; absent: above all others.
    #[schemars(with = "Option<String>")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to_ha: Option<Decimal>,
    /// Coefficient.
    #[schemars(with = "String")]
    pub coefficient: Decimal,
}

/// The monthly calculation index through the years: `mci.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndexTable {
    /// Last day that the table speaks for.
    #[schemars(with = "String")]
    #[serde(with = "crate::toml_date")]
    pub known_to: Date,
    /// Values.
    pub values: Vec<IndexValue>,
}

/// A value of the monthly calculation index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndexValue {
    /// First day.
    #[schemars(with = "String")]
    #[serde(with = "crate::toml_date")]
    pub from: Date,
    /// What it is used for (`payments`, `social-benefits`).
    pub purpose: String,
    /// Tenge.
    pub tenge: u32,
    /// Where it comes from.
    pub source: String,
    /// Checked against the law's text.
    pub confirmed: bool,
}

/// Rates of value added tax through the years: `vat.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VatTable {
    /// Rates.
    pub rates: Vec<VatRate>,
}

/// A rate of value added tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VatRate {
    /// First day.
    #[schemars(with = "String")]
    #[serde(with = "crate::toml_date")]
    pub from: Date,
    /// Per cent.
    #[schemars(with = "String")]
    pub per_cent: Decimal,
    /// Where it comes from.
    pub source: String,
}
