//! The description of the API (OpenAPI 3.1), made from the handlers themselves.

use axum::Json;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::routing::{MethodRouter, get};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;
use crate::api::choices::{BookName, DirectionName, OfficeKindName, ScheduleName};
use crate::api::{
    accounts, books, calendar, case, cases, checklist, fees, identifiers, lodging, offices, services,
    session, steps, terms, tracking, transfers,
};
use crate::openapi_answers;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Zher",
        description = "Land services of Kazakhstan: the law as data, and the cases that it governs. Errors are RFC 9457 problem details.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    // Types of parameters alone are not collected from the handlers.
    components(schemas(BookName, ScheduleName, OfficeKindName, DirectionName)),
    servers((url = "/api/v1")),
    tags(
        (name = "law", description = "Questions to the rulebook, the calendar and the directories. No sign-in, nothing is written."),
        (name = "session", description = "Signing in. Writing calls with the cookie carry `X-CSRF-Token`; with a bearer token they need none."),
        (name = "cases", description = "Requests, their clocks and steps. What may be called stands in the description of each call; the permissions of the caller are in his session."),
        (name = "office", description = "Books, counts, notices and lists of travelling files."),
        (name = "accounts", description = "Accounts of staff."),
        (name = "tracking", description = "For whoever holds a receipt. No sign-in."),
    ),
)]
struct Description;

/// The two ways in which a session is shown; the cookie has another name where there is no https.
fn schemes(document: &mut utoipa::openapi::OpenApi, cookie_name: &str) {
    let components = document.components.get_or_insert_default();
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    let cookie = ApiKey::Cookie(ApiKeyValue::new(cookie_name));
    components.add_security_scheme("cookie", SecurityScheme::ApiKey(cookie));
}

/// The routes below `/api/v1` with their description.
pub(crate) fn api_routes(cookie_name: &str) -> (Router<App>, utoipa::openapi::OpenApi) {
    // What a session shows is nobody else's: no cache between may keep it.
    let private =
        SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let (routes, mut document) = OpenApiRouter::with_openapi(Description::openapi())
        .merge(law_routes())
        .merge(private_routes().layer(private))
        .split_for_parts();
    schemes(&mut document, cookie_name);
    openapi_answers::complete(&mut document);
    (routes, document)
}

fn law_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(services::list))
        .routes(routes!(checklist::show))
        .routes(routes!(fees::quote))
        .routes(routes!(terms::compute))
        .routes(routes!(calendar::year))
        .routes(routes!(offices::list))
        .routes(routes!(identifiers::check))
}

fn private_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(session::begin, session::show, session::end))
        .routes(routes!(accounts::change_own_password))
        .routes(routes!(accounts::list, accounts::create))
        .routes(routes!(accounts::search))
        .routes(routes!(accounts::set_status))
        .routes(routes!(accounts::reset_password))
        .routes(routes!(lodging::preview))
        .routes(routes!(lodging::lodge))
        .routes(routes!(cases::search))
        .routes(routes!(cases::inbox))
        .routes(routes!(case::show))
        .routes(routes!(case::receipt))
        .routes(routes!(case::access_log))
        .routes(routes!(case::replace_secret))
        .routes(routes!(steps::take))
        .routes(routes!(tracking::track))
        .routes(routes!(books::register))
        .routes(routes!(books::overview))
        .routes(routes!(books::notices))
        .routes(routes!(books::read_notice))
        .routes(routes!(transfers::list, transfers::create))
        .routes(routes!(transfers::show))
        .routes(routes!(transfers::confirm_sent))
        .routes(routes!(transfers::confirm_received))
}

/// Serves the description.
pub(crate) fn document_route(document: utoipa::openapi::OpenApi) -> MethodRouter<App> {
    get(move || async move { Json(document) })
}
