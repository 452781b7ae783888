//! What a service costs.

use axum::Json;
use axum::extract::State;
use rulebook::ask::{FeeQuestion, Provenance, Trace};
use rulebook::model::{Payer, Purpose};
use serde::Serialize;
use utoipa::ToSchema;

use super::choices::{PayerName, ProductName, PurposeName};
use super::law_schema::{ProvenanceShown, TraceStepShown};
use crate::App;
use crate::language::Lang;
use crate::problem::{ApiError, FieldProblem, Problem};
use crate::reader::{JsonBody, Reader};

/// A price.
#[derive(Debug, Serialize, ToSchema)]
pub struct Fee {
    /// Tenge with two digits after the point.
    amount: String,
    currency: &'static str,
    mci: Option<String>,
    base_mci: Option<String>,
    coefficient: Option<String>,
    exempt: bool,
    /// Value added tax inside the amount, where the rate of the day is known.
    vat: Option<String>,
    vat_per_cent: Option<String>,
    cite: String,
    #[schema(value_type = Vec<TraceStepShown>)]
    trace: serde_json::Value,
    #[schema(value_type = ProvenanceShown)]
    provenance: Provenance,
}

/// What a price is asked for; for the description of the API alone.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct FeeRequest {
    /// Number of the service.
    service: u8,
    /// `act` or `duplicate`.
    #[schema(value_type = Option<ProductName>)]
    product: Option<String>,
    /// `individual`, `farm`, `legal-entity`, `small-business` or `condominium`.
    #[schema(value_type = Option<PayerName>)]
    payer: Option<String>,
    /// `gardening`, `individual-housing`, `subsidiary-farming`, `garage` or `other`; for individuals.
    #[schema(value_type = Option<PurposeName>)]
    purpose: Option<String>,
    /// Hectares.
    area_ha: Option<String>,
    /// Day of payment.
    date: String,
    /// Relief is claimed.
    orphan_under_18: Option<bool>,
}

struct Asked {
    service: u8,
    product: Option<String>,
    payer: Option<Payer>,
    purpose: Option<Purpose>,
    area_ha: Option<rust_decimal::Decimal>,
    date: jiff::civil::Date,
    relief: bool,
}

const PRODUCTS: [&str; 2] = ["act", "duplicate"];
const PAYERS: [&str; 5] = ["individual", "farm", "legal-entity", "small-business", "condominium"];
const PURPOSES: [&str; 5] = ["gardening", "individual-housing", "subsidiary-farming", "garage", "other"];

fn read(mut reader: Reader) -> Result<Asked, ApiError> {
    let service = reader.required("service", &[], |reader| reader.whole("service", 0, 255));
    let product = reader.text("product", crate::reader::TEXT_LIMIT);
    if let Some(product) = product.as_deref().filter(|product| !PRODUCTS.contains(product)) {
        let shown: String = product.chars().take(64).collect();
        let name = reader.name("product");
        reader.note(FieldProblem::new(name, "problem-not-choice").with("given", shown).allowing(PRODUCTS));
    }
    let payer = reader.named("payer", &PAYERS);
    let purpose = reader.named("purpose", &PURPOSES);
    let area_ha = reader.decimal("area_ha");
    let date = reader.required("date", &[], |reader| reader.date("date"));
    let relief = reader.truth("orphan_under_18").unwrap_or(false);
    let (service, date) = reader.finish_with(service.zip(date))?;
    Ok(Asked {
        service: u8::try_from(service).unwrap_or(u8::MAX),
        product,
        payer,
        purpose,
        area_ha,
        date,
        relief,
    })
}

/// Price of a service on a day of payment (¶8).
#[utoipa::path(post, path = "/fees/quote", tag = "law", request_body(content = FeeRequest), responses(
    (status = 200, description = "The price with its figures", body = Fee),
    (status = 400, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "A value is wrong", body = Problem, content_type = "application/problem+json"),
))]
pub async fn quote(
    State(app): State<App>,
    _: Lang,
    JsonBody(reader): JsonBody,
) -> Result<Json<Fee>, ApiError> {
    let given = reader.given();
    let asked = read(reader)?;
    let law = app.desk.law();
    let standard = law.standard(asked.service, app.desk.today())?;
    let choice = standard.result.products.len() > 1;
    let question = FeeQuestion {
        // A free service has no choice of product; the price does not depend on what is written there.
        product: asked.product.as_deref().filter(|_| choice),
        payer: asked.payer,
        purpose: asked.purpose,
        area_ha: asked.area_ha,
        date: asked.date,
        relief: asked.relief,
    };
    let (answer, trace) = law.rulebook.fee(standard, &question)?;
    let figures = answer.figures;
    let vat = law.rulebook.vat_in(answer.amount, asked.date).filter(|_| figures.is_some());
    let files = law.rulebook.price_files(standard);
    Ok(Json(Fee {
        amount: answer.amount.to_string(),
        currency: "KZT",
        mci: figures.map(|figures| figures.mci.to_string()),
        base_mci: figures.map(|figures| figures.base_mci.to_string()),
        coefficient: figures.map(|figures| figures.coefficient.to_string()),
        exempt: answer.relief.is_some(),
        vat: vat.map(|vat| vat.amount.to_string()),
        vat_per_cent: vat.map(|vat| vat.per_cent.to_string()),
        cite: answer.cite.to_string(),
        trace: trace_json(&trace),
        provenance: law.rulebook.provenance(standard, files.iter().map(String::as_str), given),
    }))
}

/// A trace as JSON.
pub(super) fn trace_json(trace: &Trace<'_>) -> serde_json::Value {
    serde_json::to_value(trace).unwrap_or_default()
}
