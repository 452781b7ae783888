//! Errors of the API as problem details (RFC 9457): each names the field, what is allowed and the remedy.
//!
//! Handlers return a typed [`ApiError`]; only [`render`], which knows the language of the request, makes text of it.

use axum::extract::{OriginalUri, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use cases::{Argument, Zone};
use locale::{Arg, Language, Messages};
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::language::language_of;
use crate::texts::resolved;

/// One value of a request that is not allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// Name of the field; parts of a list are `suspensions[0].from`.
    pub field: String,
    /// Name of the message that says what is wrong and what to do.
    pub message: &'static str,
    /// Arguments of the message besides `field`.
    pub args: Vec<(&'static str, Argument)>,
    /// What is allowed.
    pub allowed: Vec<String>,
    /// The paragraph that decides, where one does.
    pub cite: Option<String>,
    /// Name of the message that says what to do, where it is not part of `message`; it takes the same arguments.
    pub remedy: Option<String>,
    /// Zone in which instants are told; UTC where no case is concerned.
    pub zone: Option<Zone>,
}

impl FieldProblem {
    /// A problem of a field.
    pub fn new(field: impl Into<String>, message: &'static str) -> Self {
        Self {
            field: field.into(),
            message,
            args: Vec::new(),
            allowed: Vec::new(),
            cite: None,
            remedy: None,
            zone: None,
        }
    }

    /// With an argument of its message.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, Argument::Plain(value.to_string())));
        self
    }

    /// With what is allowed; also the message's argument `allowed`.
    pub fn allowing<T: ToString>(mut self, allowed: impl IntoIterator<Item = T>) -> Self {
        self.allowed = allowed.into_iter().map(|value| value.to_string()).collect();
        self.args.push(("allowed", Argument::Plain(self.allowed.join(", "))));
        self
    }

    /// With the paragraph that decides.
    pub fn citing(mut self, cite: impl ToString) -> Self {
        self.cite = Some(cite.to_string());
        self
    }
}

/// What kind of error a request met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// The body is no JSON.
    BrokenJson,
    /// Values are not allowed.
    BadRequest,
    /// Nothing is at the address.
    NotFound,
    /// The address does not take the method.
    MethodNotAllowed,
    /// The body is too large.
    TooLarge,
    /// Nobody is signed in.
    Unauthorised,
    /// The person signed in may not do this.
    Forbidden,
    /// An idempotency key was used for something else.
    Conflict,
    /// It changed since it was read.
    Stale,
    /// The request does not say which version it means.
    PreconditionRequired,
    /// The law does not allow the step.
    Refused,
    /// Too many requests.
    TooMany,
    /// The database does not answer.
    Unavailable,
    /// Our own mistake.
    Internal,
}

impl ProblemKind {
    fn status(self) -> StatusCode {
        match self {
            Self::BrokenJson => StatusCode::BAD_REQUEST,
            Self::BadRequest | Self::Refused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unauthorised => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Stale => StatusCode::PRECONDITION_FAILED,
            Self::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::BrokenJson => "broken-json",
            Self::BadRequest => "bad-request",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::TooLarge => "too-large",
            Self::Unauthorised => "unauthorised",
            Self::Forbidden => "forbidden",
            Self::Conflict => "conflict",
            Self::Stale => "stale",
            Self::PreconditionRequired => "precondition-required",
            Self::Refused => "refused",
            Self::TooMany => "too-many",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }
}

/// An error of the API before it has a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    /// What kind.
    pub kind: ProblemKind,
    /// Which values; the first one stands at the top of the answer.
    pub fields: Vec<FieldProblem>,
    /// Seconds after which repeating makes sense.
    pub retry_after: Option<u32>,
}

impl ApiError {
    /// An error without a field.
    pub fn of(kind: ProblemKind) -> Self {
        Self { kind, fields: Vec::new(), retry_after: None }
    }

    /// An error with one problem.
    pub fn with(kind: ProblemKind, problem: FieldProblem) -> Self {
        Self { kind, fields: vec![problem], retry_after: None }
    }

    /// Values that are not allowed.
    pub fn bad_values(fields: Vec<FieldProblem>) -> Self {
        Self { kind: ProblemKind::BadRequest, fields, retry_after: None }
    }
}

impl ApiError {
    /// With the seconds after which repeating makes sense.
    pub fn after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// With instants told in the zone of a case.
    pub fn in_zone(mut self, zone: &Zone) -> Self {
        for field in &mut self.fields {
            field.zone = Some(zone.clone());
        }
        self
    }
}

impl From<FieldProblem> for ApiError {
    fn from(problem: FieldProblem) -> Self {
        Self::with(ProblemKind::BadRequest, problem)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A problem detail (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Address of the kind of problem, relative to the platform.
    #[serde(rename = "type")]
    kind: String,
    /// What kind, in the asked language.
    title: String,
    /// Status of the answer.
    status: u16,
    /// What is wrong and what to do.
    detail: String,
    /// The field that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// What is allowed there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    allowed: Vec<String>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
    /// The paragraph that decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    cite: Option<String>,
    /// Every value that is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ProblemField>,
}

/// One wrong value of a problem detail.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    field: String,
    code: &'static str,
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    allowed: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cite: Option<String>,
}

impl Problem {
    /// The error in a language.
    pub(crate) fn new(error: &ApiError, messages: &Messages, language: Language) -> Self {
        let errors: Vec<_> =
            error.fields.iter().map(|field| ProblemField::new(field, messages, language)).collect();
        let title = messages.text(language, &format!("problem-title-{}", error.kind.name()), &[]);
        let detail = errors.iter().map(|field| field.detail.as_str()).collect::<Vec<_>>().join(" ");
        let first = errors.first();
        Self {
            kind: format!("/problems/{}", error.kind.name()),
            status: error.kind.status().as_u16(),
            detail: if detail.is_empty() { title.clone() } else { detail },
            title,
            field: first.map(|field| field.field.clone()).filter(|name| !name.is_empty()),
            allowed: first.map(|field| field.allowed.clone()).unwrap_or_default(),
            remedy: first.map(|field| field.remedy.clone().unwrap_or_else(|| field.detail.clone())),
            cite: first.and_then(|field| field.cite.clone()),
            errors: errors.into_iter().filter(|field| !field.field.is_empty()).collect(),
        }
    }
}

impl ProblemField {
    fn new(problem: &FieldProblem, messages: &Messages, language: Language) -> Self {
        let mut args: Vec<(&str, Arg<'_>)> = vec![("field", problem.field.as_str().into())];
        let zone = problem.zone.as_ref();
        args.extend(
            problem
                .args
                .iter()
                .map(|(name, value)| (*name, resolved(value, messages, language, zone).into())),
        );
        let mut detail = messages.text(language, problem.message, &args);
        // Texts of the use cases stand beside their field on a page; here nothing but the text names it.
        if problem.message.starts_with("desk-") && !problem.field.is_empty() {
            let named = [("field", problem.field.as_str().into()), ("what", detail.into())];
            detail = messages.text(language, "problem-about-field", &named);
        }
        Self {
            field: problem.field.clone(),
            code: problem.message,
            detail,
            allowed: problem.allowed.clone(),
            remedy: problem.remedy.as_ref().map(|remedy| messages.text(language, remedy, &args)),
            cite: problem.cite.clone(),
        }
    }
}

/// Middleware of the API: gives every error a body in the language of the request.
pub async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let language = language_of(request.uri(), request.headers());
    let path =
        request.extensions().get::<OriginalUri>().map_or(request.uri(), |uri| &uri.0).path().to_owned();
    let mut response = next.run(request).await;
    let error = match response.extensions_mut().remove::<ApiError>() {
        Some(error) => error,
        None => match unnamed(response.status(), &path, &response) {
            Some(error) => error,
            None => return response,
        },
    };
    let problem = Problem::new(&error, &app.messages, language);
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let mut rendered = (error.kind.status(), body).into_response();
    if let Some(allow) = response.headers().get(header::ALLOW) {
        rendered.headers_mut().insert(header::ALLOW, allow.clone());
    }
    let headers = rendered.headers_mut();
    if let Some(seconds) = error.retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if error.kind == ProblemKind::Unauthorised {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    rendered
}

/// Errors that the router itself makes.
fn unnamed(status: StatusCode, path: &str, response: &Response) -> Option<ApiError> {
    let empty = FieldProblem::new("", "problem-detail-not-found");
    match status {
        // The router answers 400 where a part of the address is no UTF-8: such a thing does not exist either.
        StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST => {
            Some(ApiError::with(ProblemKind::NotFound, empty.with("path", path)))
        }
        StatusCode::METHOD_NOT_ALLOWED => {
            let allowed =
                response.headers().get(header::ALLOW).and_then(|value| value.to_str().ok()).unwrap_or("GET");
            let problem = FieldProblem::new("", "problem-detail-method").allowing(allowed.split(','));
            Some(ApiError::with(ProblemKind::MethodNotAllowed, problem))
        }
        StatusCode::PAYLOAD_TOO_LARGE => Some(too_large()),
        _ => None,
    }
}

/// Most bytes that a body of the API holds.
pub const BODY_LIMIT: usize = 256 * 1024;

/// The error of a body over [`BODY_LIMIT`].
pub fn too_large() -> ApiError {
    ApiError::with(
        ProblemKind::TooLarge,
        FieldProblem::new("", "problem-detail-too-large").with("limit", BODY_LIMIT),
    )
}
