use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use pages::{AccountPage, ActionForm, Field, FieldKind, Problem};

use super::Visitor;
use super::account::rows;
use super::form::{Form, mark};
use super::open_sessions;
use super::visitor::blocking;

/// The own account and its open sessions. Everybody signed in.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let done = open_sessions::ended(&visitor, &uri);
    page(&visitor, done, Vec::new()).await
}

async fn page(visitor: &Visitor, done: Option<String>, problems: Vec<Problem>) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let account = who.account.clone();
    let token = token(visitor);
    let open = match blocking(&visitor.app, move |desk| desk.own_sessions(&who, &token)).await {
        Ok(open) => open,
        Err(error) => return visitor.desk_error(&error),
    };
    let secret = |name: &str, label: &str| {
        Field::line(name, visitor.t(label)).kind(FieldKind::Line("password")).required()
    };
    let mut fields = vec![
        secret("old", "page-old-password"),
        secret("new", "page-new-password").hint(visitor.t("page-password-hint")),
    ];
    mark(fields.iter_mut(), &problems);
    let action = |id: &str, title: &str, fields: Vec<Field>, open: bool| ActionForm {
        id: id.to_owned(),
        title: visitor.t(title),
        action: visitor.to("/me"),
        hidden: vec![("do".to_owned(), id.to_owned())],
        fields,
        open,
    };
    let mut actions = vec![action("password", "page-change-password", fields, !problems.is_empty())];
    if open.iter().any(|session| !session.this_one) {
        actions.push(action("sessions", "page-sessions-end-others", Vec::new(), false));
    }
    let (sessions, sessions_told) = open_sessions::table(visitor, &open);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = AccountPage {
        p: &visitor.shell(),
        rows: rows(&account, visitor),
        name: account.name,
        done,
        link: None,
        problems,
        sessions,
        sessions_told,
        actions,
    };
    visitor.page(status, &page)
}

fn token(visitor: &Visitor) -> String {
    visitor.session.as_ref().map(|(_, token)| token.clone()).unwrap_or_default()
}

/// Changes the own password, or ends the own other sessions. Everybody signed in.
pub(super) async fn change(visitor: Visitor, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let token = token(&visitor);
    if form.get("do") == "sessions" {
        return match blocking(&visitor.app, move |desk| desk.end_other_sessions(&who, &token)).await {
            Ok(_) => Redirect::to(&visitor.to(&format!("/me?{}", open_sessions::ENDED))).into_response(),
            Err(error) => visitor.desk_error(&error),
        };
    }
    let (old, new) = (form.get("old").to_owned(), form.get("new").to_owned());
    match blocking(&visitor.app, move |desk| desk.change_password(&who, &token, &old, &new)).await {
        Ok(()) => page(&visitor, Some(visitor.t("page-password-changed")), Vec::new()).await,
        Err(error) => match visitor.problems(error) {
            Ok(problems) => page(&visitor, None, problems).await,
            Err(error) => visitor.desk_error(&error),
        },
    }
}
