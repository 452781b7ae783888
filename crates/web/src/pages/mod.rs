//! The pages: handlers that read a form, ask the desk and fill a view model.

mod absences;
mod account;
mod accounts;
mod admin;
mod ask;
mod books;
mod bulk;
mod case;
mod case_page;
mod choosing;
mod complain;
mod day;
mod drafts;
mod edition;
mod form;
mod inbox;
mod law;
mod law_import;
mod law_paragraphs;
mod law_rules;
mod law_search;
mod lodge;
mod lodge_fields;
mod lodge_papers;
mod lodge_questions;
mod my_papers;
mod new_password;
mod offices;
mod open_sessions;
mod overview;
mod own_account;
mod places;
mod premises;
mod price;
mod public;
mod receipt;
mod rule_forms;
mod rule_list;
mod rules_words;
mod scans;
mod seek;
mod sent;
mod service;
mod service_rules;
mod session;
mod sheet;
mod situations;
mod start;
mod step_command;
mod step_fields;
mod term;
mod term_days;
mod term_drawn;
mod topics;
mod track;
mod transfers;
mod typing;
mod visitor;
mod wording;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts, OriginalUri, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::App;
use crate::language::language_of;

pub(crate) use visitor::Visitor;

/// Every page. Each handler's [`Visitor`] says who may see it: anybody, or somebody signed in; what they may do is the
/// desk's to decide.
pub(crate) fn routes(app: App) -> Router<App> {
    Router::new()
        .route("/", get(choose_language))
        .route("/assets/{file}", get(asset))
        .merge(lasting())
        .route("/{lang}/offices", get(offices::show))
        .route("/{lang}/track", get(track::show).post(track::find))
        .route("/{lang}/sign-in", get(session::show).post(session::sign_in))
        .route("/{lang}/sign-out", post(session::sign_out))
        .route("/{lang}/set-up/{secret}", get(session::set_up).post(session::make_first))
        .route("/{lang}/inbox", get(inbox::show))
        .route("/{lang}/inbox/list", get(inbox::list_alone))
        .route("/{lang}/day", get(day::show))
        .route("/{lang}/bulk", get(bulk::show).post(bulk::take))
        .route("/{lang}/overview", get(overview::show))
        .route("/{lang}/search", get(inbox::show).post(inbox::search))
        .route("/{lang}/lodge/scans/{id}", get(scans::of_draft))
        .route("/{lang}/lodge/forget", post(drafts::forget))
        .route("/{lang}/cases/{id}", get(case::show))
        .route("/{lang}/cases/{id}/steps", get(case::show).post(case::step))
        .route("/{lang}/cases/{id}/notes", post(case::note))
        .route("/{lang}/cases/{id}/presence", post(case::stay_or_leave))
        .route("/{lang}/cases/{id}/scans/{scan}", get(scans::of_case))
        .route("/{lang}/cases/{id}/receipt", get(case::receipt))
        .route("/{lang}/cases/{id}/forms/{annex}", get(sheet::filled))
        .route("/{lang}/accounts", get(accounts::show).post(accounts::create))
        .route("/{lang}/accounts/search", get(accounts::show).post(accounts::search))
        .route("/{lang}/accounts/{id}", get(account::show).post(account::change))
        .route("/{lang}/password/{id}/{secret}", get(new_password::ask).post(new_password::set))
        .route("/{lang}/admin", get(admin::show))
        .route("/{lang}/admin/rules", get(rule_list::show))
        .route("/{lang}/admin/rules/withdraw", get(rule_list::show).post(rule_list::withdraw))
        .route("/{lang}/admin/rules/index", get(rule_forms::index).post(rule_forms::check_index))
        .route("/{lang}/admin/rules/day", get(rule_forms::a_day).post(rule_forms::check_day))
        .route("/{lang}/admin/offices", get(admin::offices))
        .route("/{lang}/admin/offices/{id}", get(rule_forms::office).post(rule_forms::check_office))
        .merge(long_forms())
        .route("/{lang}/books", get(books::show))
        .route("/{lang}/transfers", get(transfers::show).post(transfers::make))
        .route("/{lang}/transfers/{id}", get(transfers::one))
        .route("/{lang}/transfers/{id}/sent", post(transfers::sent))
        .route("/{lang}/transfers/{id}/received", post(transfers::received))
        .route("/{lang}/absences", get(absences::show).post(absences::change))
        .route("/{lang}/me", get(own_account::show).post(own_account::change))
        .fallback(missing)
        .layer(kept(NEVER))
        .layer(CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
        .layer(from_fn_with_state(app, in_words))
}

/// Forms that bring files, which take longer on their way than others.
pub(crate) fn uploads(app: App) -> Router<App> {
    Router::new()
        .route("/{lang}/lodge", get(lodge::show).post(lodge::submit))
        .route("/{lang}/lodge/check", post(lodge::check))
        .route("/{lang}/cases/{id}/scans", get(case::show).post(scans::add_to_case))
        .route("/{lang}/admin/law", get(law_import::show).post(law_import::send))
        .layer(DefaultBodyLimit::max(sent::UPLOAD_LIMIT))
        .layer(CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
        .layer(from_fn_with_state(app, in_words))
}

/// How long a browser, or whoever stands between, may keep what everybody sees alike.
const A_WHILE: &str = "public, max-age=300";
/// What is somebody's own, or of the moment, or went wrong.
pub(crate) const NEVER: &str = "no-store";

/// Pages that say the same to everybody whom nobody signed in, and change no oftener than the law: they may be kept and
/// passed on.
fn lasting() -> Router<App> {
    Router::new()
        .route("/{lang}/", get(start::start))
        .route("/{lang}/complain", get(complain::show))
        .route("/{lang}/price", get(price::show))
        .route("/{lang}/term", get(term::show))
        .route("/{lang}/services/{number}", get(service::show))
        .route("/{lang}/services/{number}/forms/{annex}", get(sheet::blank))
        .route("/{lang}/law", get(law::index))
        .route("/{lang}/law/{number}", get(law::show))
        .route("/{lang}/law/{number}/compare", get(law::compare))
        .route("/{lang}/law/{number}/text/{annex}", get(law::text))
        .route("/{lang}/styleguide", get(public::styleguide))
        .layer(kept(A_WHILE))
        .layer(SetResponseHeaderLayer::appending(header::VARY, HeaderValue::from_static("cookie")))
}

/// Says how long an answer may be kept, where the page has not said it.
fn kept(how: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static(how))
}

/// Forms that hold a whole edition of a standard.
fn long_forms() -> Router<App> {
    Router::new()
        .route("/{lang}/admin/rules/check", get(edition::show).post(edition::check))
        .route("/{lang}/admin/rules/activate", get(edition::show).post(edition::activate))
        .layer(DefaultBodyLimit::max(edition::LONGEST))
}

/// Errors that the router itself makes have no words: a person gets a page all the same.
async fn in_words(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut asked = parts.clone();
    let bare = parts.uri.path().starts_with("/assets/");
    let response = next.run(Request::from_parts(parts, body)).await;
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    let said = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == HTML);
    if !failed || said || bare {
        return response;
    }
    let Ok(visitor) = Visitor::from_request_parts(&mut asked, &app).await;
    let (status, title, remedy) = match status {
        StatusCode::METHOD_NOT_ALLOWED => (status, "page-only-a-form", "page-only-a-form-remedy"),
        StatusCode::PAYLOAD_TOO_LARGE => (status, "page-too-large", "page-too-large-remedy"),
        // A part of the address that is no UTF-8: such a thing does not exist either.
        status if status.is_client_error() => {
            (StatusCode::NOT_FOUND, "page-not-found", "page-not-found-remedy")
        }
        status => (status, "page-unavailable", "page-unavailable-remedy"),
    };
    let mut page = visitor.error(status, title, remedy, None);
    if let Some(allow) = response.headers().get(header::ALLOW) {
        page.headers_mut().insert(header::ALLOW, allow.clone());
    }
    page
}

/// Type of what a page answers with.
const HTML: &str = "text/html; charset=utf-8";

async fn choose_language(OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Redirect {
    Redirect::temporary(&format!("/{}/", language_of(&uri, &headers)))
}

async fn asset(Path(file): Path<String>) -> Response {
    match ::pages::assets::find(&file) {
        Some(asset) => {
            let headers = [
                (header::CONTENT_TYPE, asset.content_type),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ];
            (headers, asset.bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn missing(visitor: Visitor) -> Response {
    visitor.error(StatusCode::NOT_FOUND, "page-not-found", "page-not-found-remedy", None)
}
