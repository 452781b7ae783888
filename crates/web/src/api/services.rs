//! The services and their cases.

use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use rulebook::model::{CaseRule, Premises, Standard};
use serde::Serialize;
use utoipa::ToSchema;

use super::TextDto;
use super::law_errors::name_of;
use crate::App;
use crate::language::Lang;
use crate::problem::{ApiError, Problem};
use crate::reader::Reader;

/// The services.
#[derive(Debug, Serialize, ToSchema)]
pub struct Services {
    services: Vec<Service>,
}

/// A service.
#[derive(Debug, Serialize, ToSchema)]
pub struct Service {
    number: u8,
    id: String,
    name: TextDto,
    provider: String,
    channels: Vec<String>,
    applicants: Vec<String>,
    paid: bool,
    deemed_granted: bool,
    /// Results that can be asked for.
    products: Vec<ProductDto>,
    cases: Vec<CaseDto>,
    /// What ¶10 requires of the premises of each channel: the law's requirement, not what stands there.
    premises: Vec<PremisesDto>,
    /// Edition under which an application lodged today would fall.
    edition: String,
    cite: String,
}

/// A result that can be asked for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Product)]
pub struct ProductDto {
    id: String,
    name: TextDto,
}

/// A case of ¶11.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ServiceCase)]
pub struct CaseDto {
    number: u8,
    id: String,
    name: TextDto,
    products: Vec<String>,
    cite: String,
}

/// A requirement of ¶10.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Premises)]
pub struct PremisesDto {
    channel: String,
    /// `place`, `accessibility`, `pass-bureau`, `guard`, `fire-safety`, `information-desk`, `waiting-places`,
    /// `information-stands` or `form-counters`.
    what: String,
    /// By what people with disabilities get in and about, where the text says so: `ramp`, `lift`.
    means: Vec<String>,
    text: TextDto,
    cite: String,
}

impl From<&Premises> for PremisesDto {
    fn from(fact: &Premises) -> Self {
        Self {
            channel: fact.channel.to_string(),
            what: name_of(&fact.what),
            means: fact.means.iter().map(name_of).collect(),
            text: (&fact.text).into(),
            cite: fact.cite.to_string(),
        }
    }
}

impl From<&CaseRule> for CaseDto {
    fn from(case: &CaseRule) -> Self {
        Self {
            number: case.number,
            id: case.id.clone(),
            name: (&case.name).into(),
            products: case.products.clone(),
            cite: case.cite.to_string(),
        }
    }
}

impl From<&Standard> for Service {
    fn from(standard: &Standard) -> Self {
        let product = |product: &rulebook::model::Product| ProductDto {
            id: product.id.clone(),
            name: (&product.name).into(),
        };
        Self {
            number: standard.number,
            id: standard.id.clone(),
            name: (&standard.name).into(),
            provider: standard.provider.kind.to_string(),
            channels: standard.channels.iter().map(|rule| rule.channel.to_string()).collect(),
            applicants: standard.applicants.kinds.iter().map(name_of).collect(),
            paid: standard.price.tariff.is_some(),
            deemed_granted: !standard.silence.deems.is_empty(),
            products: standard.result.products.iter().map(product).collect(),
            cases: standard.cases.iter().map(CaseDto::from).collect(),
            premises: standard.premises.iter().map(PremisesDto::from).collect(),
            edition: standard.edition.adopted.to_string(),
            cite: standard.provider.cite.to_string(),
        }
    }
}

/// The fourteen services with their cases.
#[utoipa::path(get, path = "/services", tag = "law", responses(
    (status = 200, description = "All services", body = Services),
    (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list(State(app): State<App>, _: Lang, uri: Uri) -> Result<Json<Services>, ApiError> {
    Reader::from_query(&uri).finish()?;
    let law = app.desk.law();
    let today = app.desk.today();
    let services = law.standards_on(today).map(Service::from).collect();
    Ok(Json(Services { services }))
}
