use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use desk::{Permission, Role, SignInError};
use pages::{Field, FieldKind, Problem, SetUp, SignIn};

use super::Visitor;
use super::accounts::{person_fields, person_of};
use super::form::{Form, mark};
use super::visitor::blocking;

fn fields(visitor: &Visitor, login: &str) -> Vec<Field> {
    vec![
        Field::line("login", visitor.t("page-login")).value(login),
        Field::line("password", visitor.t("page-password")).kind(FieldKind::Line("password")),
    ]
}

/// Asks for login and password. Anybody may see it.
pub(super) async fn show(visitor: Visitor) -> Response {
    let fields = fields(&visitor, "");
    visitor.page(StatusCode::OK, &SignIn { p: &visitor.shell(), problems: Vec::new(), fields })
}

/// Signs in. Anybody may try; the desk counts failures.
pub(super) async fn sign_in(visitor: Visitor, form: Form) -> Response {
    let (login, password) = (form.get("login").to_owned(), form.get("password").to_owned());
    let typed = login.clone();
    let desk = visitor.app.desk.clone();
    let outcome = tokio::task::spawn_blocking(move || desk.sign_in(&login, &password)).await;
    match outcome {
        Ok(Ok(signed_in)) => {
            let account = &signed_in.session;
            let home = if account.may_somewhere(Permission::ViewCase) { "/inbox" } else { "/admin" };
            let mut response = Redirect::to(&visitor.to(home)).into_response();
            keep(&visitor, signed_in.session_token.reveal(), &mut response);
            response
        }
        Ok(Err(SignInError::NotAccepted { locked_minutes })) => {
            let args = [("minutes", locked_minutes.to_string().into())];
            let text = visitor.app.messages.text(visitor.language, "desk-sign-in-refused", &args);
            let problems = vec![Problem { field: "login".to_owned(), text, cite: None }];
            let fields = fields(&visitor, &typed);
            visitor.page(StatusCode::UNAUTHORIZED, &SignIn { p: &visitor.shell(), problems, fields })
        }
        Ok(Err(SignInError::Desk(error))) => visitor.desk_error(&error),
        Err(_) => visitor.error(
            StatusCode::SERVICE_UNAVAILABLE,
            "page-unavailable",
            "page-unavailable-remedy",
            None,
        ),
    }
}

/// Signs out. Only the one signed in can.
pub(super) async fn sign_out(visitor: Visitor, form: Form) -> Response {
    if let Err(response) = visitor.with_token(form.get("csrf")) {
        return *response;
    }
    if let Some((_, token)) = visitor.session.clone()
        && let Err(error) = blocking(&visitor.app, move |desk| desk.sign_out(&token)).await
    {
        return visitor.desk_error(&error);
    }
    let mut response = Redirect::to(&visitor.to("/")).into_response();
    keep(&visitor, "", &mut response);
    response
}

/// Gives the browser the session's cookie, or takes it away.
fn keep(visitor: &Visitor, token: &str, response: &mut Response) {
    if let Ok(value) = HeaderValue::from_str(&visitor.app.session_cookie(token).to_string()) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
}

/// Asks for the first administrator. Whoever holds the one-time link may see it.
pub(super) async fn set_up(visitor: Visitor, Path((_, secret)): Path<(String, String)>) -> Response {
    let asked = secret.clone();
    match blocking(&visitor.app, move |desk| desk.first_administrator_link_works(&asked)).await {
        Ok(true) => first_page(&visitor, &secret, &Form::default(), Vec::new()),
        Ok(false) => visitor.error(StatusCode::NOT_FOUND, "page-set-up", "page-set-up-gone", None),
        Err(error) => visitor.desk_error(&error),
    }
}

fn first_page(visitor: &Visitor, secret: &str, form: &Form, problems: Vec<Problem>) -> Response {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut fields = person_fields(visitor, form);
    mark(fields.iter_mut(), &problems);
    let action = visitor.to(&format!("/set-up/{secret}"));
    visitor.page(status, &SetUp { p: &visitor.shell(), action, problems, fields })
}

/// Makes the first administrator. Whoever holds the one-time link may; once.
pub(super) async fn make_first(
    visitor: Visitor,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Response {
    let new = person_of(&form, vec![Role::Administrator]);
    let link = secret.clone();
    match blocking(&visitor.app, move |desk| desk.create_first_administrator(&link, &new)).await {
        Ok(_) => Redirect::to(&visitor.to("/sign-in")).into_response(),
        Err(error) => match visitor.problems(error) {
            Ok(problems) => first_page(&visitor, &secret, &form, problems),
            Err(desk::DeskError::NotFound) => {
                visitor.error(StatusCode::NOT_FOUND, "page-set-up", "page-set-up-gone", None)
            }
            Err(error) => visitor.desk_error(&error),
        },
    }
}
