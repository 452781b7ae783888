//! The whole of the server: state, routes and the layers around them.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::routing::any;
use desk::Desk;
use locale::Messages;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::problem::{self, ApiError, BODY_LIMIT, ProblemKind};
use crate::sign_ins::SignIns;
use crate::{health, openapi, pages};

/// What every handler can reach.
#[derive(Clone)]
pub struct App {
    /// The use cases.
    pub desk: Arc<Desk>,
    /// Texts.
    pub messages: Arc<Messages>,
    /// Address under which people reach the platform, without a stroke at its end; links that leave it begin so.
    pub public: Arc<str>,
    pub(crate) sign_ins: Arc<SignIns>,
}

impl App {
    /// What the server needs; `public` is the address under which people reach it.
    pub fn new(desk: Arc<Desk>, messages: Arc<Messages>, public: &str) -> Self {
        Self { desk, messages, public: public.trim_end_matches('/').into(), sign_ins: Arc::default() }
    }

    /// People reach the platform by https; session cookies then never leave it.
    pub(crate) fn is_secure(&self) -> bool {
        self.public.starts_with("https://")
    }
}

/// Longest time that a request may take.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// Longest time that a form with files may take: 10 MiB through a line of a megabit.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(180);

/// All routes of the platform.
pub fn router(app: App) -> Router {
    let (api, document) = openapi::api_routes(app.cookie_name());
    let api = api
        .route("/openapi.json", openapi::document_route(document))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(CatchPanicLayer::custom(|_| {
            axum::response::IntoResponse::into_response(ApiError::of(ProblemKind::Internal))
        }))
        .layer(from_fn_with_state(app.clone(), problem::render));
    // Nesting leaves out the address of the API itself, with a stroke behind it: it is no page either.
    let nothing = Router::new()
        .route("/api/v1/", any(|| async { StatusCode::NOT_FOUND }))
        .layer(from_fn_with_state(app.clone(), problem::render));
    let uploads = pages::uploads(app.clone())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, UPLOAD_TIMEOUT));
    Router::new()
        .nest("/api/v1", api)
        .merge(nothing)
        .merge(health::routes())
        .merge(pages::routes(app.clone()))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, REQUEST_TIMEOUT))
        .merge(uploads)
        .layer(CompressionLayer::new())
        .layer(secure(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(secure(header::REFERRER_POLICY, "no-referrer"))
        .layer(secure(header::X_FRAME_OPTIONS, "DENY"))
        .layer(secure(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
        ))
        .with_state(app)
}

fn secure(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}
