//! Who looks at a page, in which language, and the frame that every page has.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use desk::{Desk, DeskError, Permission, Session};
use locale::Language;
use pages::{ErrorPage, Problem, Shell, SignedIn, Template};

use super::{NEVER, wording};
use crate::App;
use crate::language::language_of;

/// Who looks at a page.
pub(crate) struct Visitor {
    /// The platform.
    pub app: App,
    /// Language of the page.
    pub language: Language,
    /// Address without the language.
    pub path: String,
    /// The session, with its token.
    pub session: Option<(Session, String)>,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0).clone();
        let (language, path) = split(&uri, &parts.headers);
        let jar = CookieJar::from_headers(&parts.headers);
        let token = jar.get(app.cookie_name()).map(|cookie| cookie.value().to_owned());
        let session = match token.filter(|token| !token.is_empty()) {
            Some(token) => {
                let known = token.clone();
                let found = blocking(app, move |desk| desk.session(&known)).await;
                found.ok().flatten().map(|session| (session, token))
            }
            None => None,
        };
        Ok(Self { app: app.clone(), language, path, session })
    }
}

/// The language that an address begins with, and the rest of it.
fn split(uri: &Uri, headers: &HeaderMap) -> (Language, String) {
    let path = uri.path();
    let (first, rest) =
        path.trim_start_matches('/').split_once('/').unwrap_or((path.trim_start_matches('/'), ""));
    match first.parse() {
        Ok(language) => (language, format!("/{rest}")),
        Err(_) => (language_of(uri, headers), "/".to_owned()),
    }
}

/// Runs a use case where blocking is allowed.
pub(crate) async fn blocking<T, F>(app: &App, work: F) -> Result<T, DeskError>
where
    T: Send + 'static,
    F: FnOnce(&Desk) -> Result<T, DeskError> + Send + 'static,
{
    let desk = app.desk.clone();
    let lost = |_| DeskError::Defect { reason: "the use case was broken off".to_owned() };
    tokio::task::spawn_blocking(move || work(&desk)).await.map_err(lost).flatten()
}

impl Visitor {
    /// A message in the language of the page.
    pub fn t(&self, name: &str) -> String {
        self.app.messages.text(self.language, name, &[])
    }

    /// An address in the language of the page.
    pub fn to(&self, path: &str) -> String {
        format!("/{}{path}", self.language)
    }

    /// The same with the name of the site: for paper, and for what is sent on.
    pub fn to_in_full(&self, path: &str) -> String {
        format!("{}{}", self.app.public, self.to(path))
    }

    /// The frame of the page.
    pub fn shell(&self) -> Shell<'_> {
        let signed_in = self.session.as_ref().map(|(session, token)| SignedIn {
            name: session.account.name.clone(),
            office: self.office(&session.account.office.0),
            csrf: self.app.desk.csrf_token(token).reveal().to_owned(),
            lodges: session.may_somewhere(Permission::Lodge),
            sees_cases: session.may_somewhere(Permission::ViewCase),
            sees_books: session.may_somewhere(Permission::SeeRegister),
            oversees: session.may_somewhere(Permission::SeeOverview),
            moves_files: session.may_somewhere(Permission::Transfer),
            keeps_accounts: session.may_somewhere(Permission::ManageAccounts),
        });
        Shell { messages: &self.app.messages, language: self.language, path: self.path.clone(), signed_in }
    }

    /// The frame of a page that a question made: the other languages ask the same.
    pub fn shell_of(&self, uri: &Uri) -> Shell<'_> {
        let shell = self.shell();
        match uri.query().filter(|query| !query.is_empty()) {
            Some(query) => Shell { path: format!("{}?{query}", shell.path), ..shell },
            None => shell,
        }
    }

    /// Name of an office.
    pub fn office(&self, id: &str) -> String {
        self.app
            .desk
            .law()
            .directory
            .office(id)
            .map_or_else(|| id.to_owned(), |office| office.name(None).to_owned())
    }

    /// The session, or the way to sign in.
    pub fn signed_in(&self) -> Result<Session, Box<Response>> {
        match &self.session {
            Some((session, _)) => Ok(session.clone()),
            None => Err(Box::new(Redirect::to(&self.to("/sign-in")).into_response())),
        }
    }

    /// The session of a form that carries its token.
    pub fn with_token(&self, csrf: &str) -> Result<Session, Box<Response>> {
        let session = self.signed_in()?;
        if self.app.desk.check_csrf(&session, csrf) {
            return Ok(session);
        }
        Err(Box::new(self.error(StatusCode::FORBIDDEN, "page-forbidden", "page-csrf", None)))
    }

    /// A page; where somebody is signed in, or something went wrong, nobody keeps it.
    pub fn page<T: Template>(&self, status: StatusCode, page: &T) -> Response {
        let mut response = match page.render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(error) => {
                tracing::error!(%error, "a page could not be rendered");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        };
        if self.session.is_some() || status != StatusCode::OK {
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(NEVER));
        }
        response
    }

    /// A page that says what went wrong and what to do.
    pub fn error(&self, status: StatusCode, title: &str, remedy: &str, cite: Option<String>) -> Response {
        let page = ErrorPage { p: &self.shell(), title: self.t(title), remedy: self.t(remedy), cite };
        self.page(status, &page)
    }

    /// The page of an error that no form can show.
    pub fn desk_error(&self, error: &DeskError) -> Response {
        let (status, title, remedy) = match error {
            DeskError::Forbidden { .. } => (StatusCode::FORBIDDEN, "page-forbidden", "page-forbidden-remedy"),
            DeskError::NotFound => (StatusCode::NOT_FOUND, "page-not-found", "page-not-found-remedy"),
            DeskError::Stale { .. } => (StatusCode::CONFLICT, "page-stale", "page-stale-remedy"),
            DeskError::OutcomeUnknown { .. } => {
                (StatusCode::SERVICE_UNAVAILABLE, "page-unavailable", "page-outcome-unknown-remedy")
            }
            _ => (StatusCode::SERVICE_UNAVAILABLE, "page-unavailable", "page-unavailable-remedy"),
        };
        if status == StatusCode::SERVICE_UNAVAILABLE {
            tracing::error!(%error, "a use case failed");
        }
        self.error(status, title, remedy, None)
    }

    /// What is wrong, as a form shows it; an error that no form can show comes back.
    pub fn problems(&self, error: DeskError) -> Result<Vec<Problem>, DeskError> {
        match error {
            DeskError::Refused(refusal) => Ok(vec![wording::refusal(&refusal, self)]),
            DeskError::Invalid(fields) => {
                Ok(fields.iter().map(|field| wording::field(field, self)).collect())
            }
            other => Err(other),
        }
    }
}
