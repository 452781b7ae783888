use axum::extract::OriginalUri;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use desk::{Account, NewAccount, Role};
use pages::{Accounts, Cell, Field, FieldKind, Problem, Table};

use super::Visitor;
use super::account::{roles_field, rows};
use super::form::{Form, mark};
use super::inbox::next_page;
use super::visitor::blocking;
use crate::reader::query_pairs;

/// The accounts. Administrators.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let cursor = Form::of(query_pairs(&uri)).some("cursor");
    list(&visitor, &Form::default(), Vec::new(), cursor, &uri).await
}

async fn list(
    visitor: &Visitor,
    form: &Form,
    problems: Vec<Problem>,
    cursor: Option<String>,
    uri: &Uri,
) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    match blocking(&visitor.app, move |desk| desk.accounts(&who, None, cursor.as_deref())).await {
        Ok(found) => {
            let headings =
                ["page-login", "page-name", "page-post", "page-office", "page-roles", "page-state"];
            let table = Table {
                caption: visitor.t("page-accounts"),
                headings: headings.map(|name| visitor.t(name)).to_vec(),
                rows: found.items.iter().map(|account| row(account, visitor)).collect(),
            };
            let next = found.next.map(|cursor| next_page(uri, &cursor));
            let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            let mut fields = fields(visitor, form);
            mark(fields.iter_mut(), &problems);
            visitor.page(status, &Accounts { p: &visitor.shell(), problems, table, next, fields })
        }
        Err(error) => visitor.desk_error(&error),
    }
}

fn row(account: &Account, visitor: &Visitor) -> Vec<Cell> {
    let href = visitor.to(&format!("/accounts/{}", account.id.0));
    let mut cells = rows(account, visitor).into_iter().map(|(_, value)| Cell::text(value));
    let login = cells.next().map(|login| Cell::link(login.text, href));
    login.into_iter().chain([Cell::text(account.name.clone())]).chain(cells).collect()
}

/// Who the account is for, and a password; what was typed stands in it.
pub(super) fn person_fields(visitor: &Visitor, form: &Form) -> Vec<Field> {
    vec![
        Field::line("login", visitor.t("page-login")).value(form.get("login")),
        Field::line("name", visitor.t("page-name")).value(form.get("name")),
        Field::line("post", visitor.t("page-post")).value(form.get("post")),
        Field::line("office", visitor.t("page-office"))
            .value(form.get("office"))
            .hint(visitor.t("page-office-hint")),
        Field::line("password", visitor.t("page-password"))
            .kind(FieldKind::Line("password"))
            .hint(visitor.t("page-password-hint")),
    ]
}

/// The account that such a form asks for.
pub(super) fn person_of(form: &Form, roles: Vec<Role>) -> NewAccount {
    NewAccount {
        login: form.get("login").to_owned(),
        name: form.get("name").to_owned(),
        post: form.get("post").to_owned(),
        office: form.get("office").to_owned(),
        roles,
        password: form.get("password").to_owned(),
    }
}

fn fields(visitor: &Visitor, form: &Form) -> Vec<Field> {
    let roles = roles_field(visitor, |role| form.all("roles").iter().any(|chosen| chosen == role.as_str()));
    let mut fields = person_fields(visitor, form);
    fields.insert(fields.len() - 1, roles);
    fields
}

/// Makes an account. Administrators.
pub(super) async fn create(visitor: Visitor, OriginalUri(uri): OriginalUri, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let roles = form.all("roles").iter().filter_map(|role| role.parse().ok()).collect();
    let new = person_of(&form, roles);
    match blocking(&visitor.app, move |desk| desk.create_account(&who, &new)).await {
        Ok(_) => Redirect::to(&visitor.to("/accounts")).into_response(),
        Err(error) => match visitor.problems(error) {
            Ok(problems) => list(&visitor, &form, problems, None, &uri).await,
            Err(error) => visitor.desk_error(&error),
        },
    }
}
