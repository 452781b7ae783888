//! The description of the API (OpenAPI 3.1), made from the handlers themselves.

use axum::Json;
use axum::Router;
use axum::routing::{MethodRouter, get};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;
use crate::api::{calendar, checklist, fees, identifiers, offices, services, terms};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Zher",
        description = "Land services of Kazakhstan: the law as data, and the cases that it governs. Errors are RFC 9457 problem details.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    servers((url = "/api/v1")),
    tags(
        (name = "law", description = "Questions to the rulebook, the calendar and the directories. No sign-in, nothing is written."),
    ),
)]
struct Description;

/// The routes below `/api/v1` with their description.
pub(crate) fn api_routes() -> (Router<App>, utoipa::openapi::OpenApi) {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(services::list))
        .routes(routes!(checklist::show))
        .routes(routes!(fees::quote))
        .routes(routes!(terms::compute))
        .routes(routes!(calendar::year))
        .routes(routes!(offices::list))
        .routes(routes!(identifiers::check))
        .split_for_parts()
}

/// Serves the description.
pub(crate) fn document_route(document: utoipa::openapi::OpenApi) -> MethodRouter<App> {
    get(move || async move { Json(document) })
}
