//! Who calls: a session by cookie (people, with the token of its forms) or by `Authorization: Bearer` (programs).

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use desk::Session;

use crate::App;
use crate::api::desk_errors::with_desk;
use crate::problem::{ApiError, FieldProblem, ProblemKind};

/// Name of the cookie where people come by https: browsers give it back to this host alone.
const SECURE_COOKIE: &str = "__Host-zher";
/// Name of the cookie on a machine without https.
const PLAIN_COOKIE: &str = "zher";
/// Header that carries the token of a session's forms.
pub const CSRF_HEADER: &str = "x-csrf-token";

/// Somebody who has signed in. Writing calls of a cookie session carry [`CSRF_HEADER`]; a bearer token needs none,
/// because no browser sends it by itself.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The session.
    pub session: Session,
    pub(crate) token: String,
}

impl App {
    /// Name of the session's cookie.
    pub fn cookie_name(&self) -> &'static str {
        if self.is_secure() { SECURE_COOKIE } else { PLAIN_COOKIE }
    }

    /// The cookie that carries a session; an empty token takes it away.
    pub fn session_cookie(&self, token: &str) -> Cookie<'static> {
        let mut cookie = Cookie::new(self.cookie_name(), token.to_owned());
        cookie.set_path("/");
        cookie.set_http_only(true);
        cookie.set_secure(self.is_secure());
        cookie.set_same_site(SameSite::Lax);
        if token.is_empty() {
            cookie.make_removal();
        }
        cookie
    }
}

/// The error of a request without a living session.
pub fn nobody() -> ApiError {
    ApiError::with(ProblemKind::Unauthorised, FieldProblem::new("Authorization", "problem-sign-in"))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let given = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = given.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn is_writing(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let by_program = bearer(&parts.headers).map(ToOwned::to_owned);
        let by_cookie = by_program.is_none();
        let token = by_program.or_else(|| {
            let jar = CookieJar::from_headers(&parts.headers);
            jar.get(app.cookie_name()).map(|cookie| cookie.value().to_owned())
        });
        let token = token.filter(|token| !token.is_empty()).ok_or_else(nobody)?;
        let asked = token.clone();
        let session = with_desk(app, move |desk| desk.session(&asked)).await?.ok_or_else(nobody)?;
        if by_cookie && is_writing(&parts.method) {
            let given = parts.headers.get(CSRF_HEADER).and_then(|value: &HeaderValue| value.to_str().ok());
            if !given.is_some_and(|given| app.desk.check_csrf(&session, given)) {
                let problem = FieldProblem::new("X-CSRF-Token", "problem-csrf");
                return Err(ApiError::with(ProblemKind::Forbidden, problem));
            }
        }
        Ok(Self { session, token })
    }
}
