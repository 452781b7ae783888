//! The link by which the holder of an account sets a password.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::AccountId;
use desk::DeskError;
use pages::{Field, FieldKind, NewPassword, Problem};
use uuid::Uuid;

use super::Visitor;
use super::form::{Form, mark};
use super::visitor::blocking;

/// An id that is none names no account.
fn identifier(text: &str) -> AccountId {
    AccountId(text.parse().unwrap_or(Uuid::nil()))
}

/// Asks for a new password. Whoever holds the one-time link may see it.
pub(super) async fn ask(visitor: Visitor, Path((_, id, secret)): Path<(String, String, String)>) -> Response {
    let (account, asked) = (identifier(&id), secret.clone());
    match blocking(&visitor.app, move |desk| desk.password_link_works(account, &asked)).await {
        Ok(true) => password_page(&visitor, &id, &secret, Vec::new()),
        Ok(false) => dead_link(&visitor),
        Err(error) => visitor.desk_error(&error),
    }
}

fn password_page(visitor: &Visitor, id: &str, secret: &str, problems: Vec<Problem>) -> Response {
    let mut fields = vec![
        Field::line("password", visitor.t("page-new-password"))
            .kind(FieldKind::Line("password"))
            .hint(visitor.t("page-password-hint")),
    ];
    mark(fields.iter_mut(), &problems);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let action = visitor.to(&format!("/password/{id}/{secret}"));
    visitor.page(status, &NewPassword { p: &visitor.shell(), action, problems, fields })
}

fn dead_link(visitor: &Visitor) -> Response {
    visitor.error(StatusCode::NOT_FOUND, "page-new-password", "page-password-link-gone", None)
}

/// Sets a password. Whoever holds the one-time link may; once.
pub(super) async fn set(
    visitor: Visitor,
    Path((_, id, secret)): Path<(String, String, String)>,
    form: Form,
) -> Response {
    let (account, link, new) = (identifier(&id), secret.clone(), form.get("password").to_owned());
    let _permit = visitor.app.sign_ins.hashes.acquire().await;
    match blocking(&visitor.app, move |desk| desk.set_password_by_link(account, &link, &new)).await {
        Ok(()) => Redirect::to(&visitor.to("/sign-in")).into_response(),
        Err(DeskError::NotFound) => dead_link(&visitor),
        Err(error) => match visitor.problems(error) {
            Ok(problems) => password_page(&visitor, &id, &secret, problems),
            Err(error) => visitor.desk_error(&error),
        },
    }
}
