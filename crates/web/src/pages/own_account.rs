use axum::http::StatusCode;
use axum::response::Response;
use pages::{AccountPage, ActionForm, Field, FieldKind, Problem};

use super::Visitor;
use super::account::rows;
use super::form::{Form, mark};
use super::visitor::blocking;

/// The own account. Everybody signed in.
pub(super) async fn show(visitor: Visitor) -> Response {
    page(&visitor, None, Vec::new())
}

fn page(visitor: &Visitor, done: Option<String>, problems: Vec<Problem>) -> Response {
    let account = match visitor.signed_in() {
        Ok(who) => who.account,
        Err(response) => return *response,
    };
    let secret = |name: &str, label: &str| {
        Field::line(name, visitor.t(label)).kind(FieldKind::Line("password")).required()
    };
    let mut fields = vec![
        secret("old", "page-old-password"),
        secret("new", "page-new-password").hint(visitor.t("page-password-hint")),
    ];
    mark(fields.iter_mut(), &problems);
    let change = ActionForm {
        id: "password".to_owned(),
        title: visitor.t("page-change-password"),
        action: visitor.to("/me"),
        hidden: Vec::new(),
        fields,
        open: !problems.is_empty(),
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shell = visitor.shell();
    visitor.page(
        status,
        &AccountPage {
            p: &shell,
            rows: rows(&account, visitor),
            name: account.name,
            done,
            link: None,
            problems,
            actions: vec![change],
        },
    )
}

/// Changes the own password. Everybody signed in.
pub(super) async fn change_password(visitor: Visitor, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let token = visitor.session.as_ref().map(|(_, token)| token.clone()).unwrap_or_default();
    let (old, new) = (form.get("old").to_owned(), form.get("new").to_owned());
    match blocking(&visitor.app, move |desk| desk.change_password(&who, &token, &old, &new)).await {
        Ok(()) => page(&visitor, Some(visitor.t("page-password-changed")), Vec::new()),
        Err(error) => match visitor.problems(error) {
            Ok(problems) => page(&visitor, None, problems),
            Err(error) => visitor.desk_error(&error),
        },
    }
}
