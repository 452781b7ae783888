//! What every call of the API answers beside what its handler names: refusals of the layers around all handlers, the
//! headers of refusals, the language parameter, a name for each call, and requests that hold no unknown fields.

use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::schema::{AdditionalProperties, Schema, Type};
use utoipa::openapi::{ContentBuilder, ObjectBuilder, OpenApi, Ref, RefOr, Required};

/// What a problem is served as.
const PROBLEM_TYPE: &str = "application/problem+json";
/// Ending of the names of schemas that describe a request.
const REQUEST: &str = "Request";
/// Languages of answers, as `lang` names them.
const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

/// Adds to each call what no handler can say of itself.
pub(crate) fn complete(document: &mut OpenApi) {
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            operation.operation_id = Some(name(method, path));
            answers(operation, method, path);
            language(operation);
        }
    }
    let schemas = document.components.iter_mut().flat_map(|components| &mut components.schemas);
    for (_, schema) in schemas.filter(|(name, _)| name.ends_with(REQUEST)) {
        // The reader refuses fields that nobody asked for.
        if let RefOr::T(Schema::Object(object)) = schema {
            object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let all = [("get", &mut item.get), ("post", &mut item.post), ("delete", &mut item.delete)];
    all.into_iter().filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
}

/// A name that no other call has: `post-cases-id-steps`. Links of the description lead to it.
fn name(method: &str, path: &str) -> String {
    let parts = path.split('/').filter(|part| !part.is_empty()).map(|part| part.trim_matches(['{', '}']));
    std::iter::once(method).chain(parts).collect::<Vec<_>>().join("-")
}

/// Refusals that can meet the call whatever its handler does.
fn answers(operation: &mut Operation, method: &str, path: &str) {
    let signed = operation.security.is_some();
    let writes = method != "get";
    let mut common = vec![
        ("422", "A value is wrong"),
        ("503", "The database does not answer, or is busy; `Retry-After` says when to ask again"),
    ];
    if signed {
        common.push(("401", "Nobody is signed in"));
    }
    if signed && writes {
        common.push(("403", "The roles do not allow it, or `X-CSRF-Token` does not fit the cookie"));
    }
    if operation.request_body.is_some() {
        common.push(("400", "The body is no JSON"));
        common.push(("413", "The body is too large"));
    }
    if path.contains('{') {
        common.push(("404", "There is nothing at the address that the caller may see"));
    }
    for (status, description) in common {
        let known = operation.responses.responses.entry(status.to_owned());
        known.or_insert_with(|| RefOr::T(problem(description)));
    }
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response {
            headers(status, response);
        }
    }
}

fn problem(description: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description(description).content(PROBLEM_TYPE, content).build()
}

/// The headers that come with a refusal.
fn headers(status: &str, response: &mut Response) {
    if !response.content.contains_key(PROBLEM_TYPE) {
        return;
    }
    let mut header = |name: &str, schema: ObjectBuilder, description: &str| {
        let header = HeaderBuilder::new().schema(Some(schema)).description(Some(description)).build();
        response.headers.insert(name.to_owned(), header.into());
    };
    header("Content-Language", tags(), "Language of the texts");
    match status {
        "401" => header("WWW-Authenticate", text(), "How to show a session: `Bearer`"),
        "429" | "503" => {
            let seconds = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1));
            header("Retry-After", seconds, "Seconds after which repeating makes sense");
        }
        _ => {}
    }
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn tags() -> ObjectBuilder {
    text().enum_values(Some(LANGUAGES))
}

/// The language of texts; the header `Accept-Language` asks for it too.
fn language(operation: &mut Operation) {
    let parameter = ParameterBuilder::new()
        .name("lang")
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some("Language of texts; else `Accept-Language`, else Kazakh"))
        .schema(Some(tags()))
        .build();
    operation.parameters.get_or_insert_default().push(RefOr::T(parameter));
}
