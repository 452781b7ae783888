//! The pages: handlers that read a form, ask the desk and fill a view model.

mod accounts;
mod books;
mod case;
mod form;
mod inbox;
mod lodge;
mod lodge_fields;
mod own_account;
mod public;
mod session;
mod step_command;
mod step_fields;
mod track;
mod transfers;
mod visitor;
mod wording;

use axum::Router;
use axum::extract::{OriginalUri, Path};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use crate::App;
use crate::language::language_of;

pub(crate) use visitor::Visitor;

/// Every page. Each handler's [`Visitor`] says who may see it: anybody, or somebody signed in; what they may do is the
/// desk's to decide.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(choose_language))
        .route("/assets/{file}", get(asset))
        .route("/{lang}/", get(public::start))
        .route("/{lang}/services/{number}", get(public::service))
        .route("/{lang}/track", get(track::show).post(track::find))
        .route("/{lang}/sign-in", get(session::show).post(session::sign_in))
        .route("/{lang}/sign-out", post(session::sign_out))
        .route("/{lang}/set-up/{secret}", get(session::set_up).post(session::make_first))
        .route("/{lang}/inbox", get(inbox::show))
        .route("/{lang}/search", get(inbox::show).post(inbox::search))
        .route("/{lang}/lodge", get(lodge::show).post(lodge::submit))
        .route("/{lang}/lodge/check", post(lodge::check))
        .route("/{lang}/cases/{id}", get(case::show))
        .route("/{lang}/cases/{id}/steps", get(case::show).post(case::step))
        .route("/{lang}/cases/{id}/receipt", get(case::receipt))
        .route("/{lang}/accounts", get(accounts::show).post(accounts::create))
        .route("/{lang}/books", get(books::show))
        .route("/{lang}/transfers", get(transfers::show).post(transfers::make))
        .route("/{lang}/transfers/{id}", get(transfers::one))
        .route("/{lang}/transfers/{id}/sent", post(transfers::sent))
        .route("/{lang}/transfers/{id}/received", post(transfers::received))
        .route("/{lang}/me", get(own_account::show).post(own_account::change_password))
        .fallback(missing)
}

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
