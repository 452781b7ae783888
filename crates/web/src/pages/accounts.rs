use axum::extract::OriginalUri;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use cases::OfficeId;
use desk::{Account, AccountStatus, NewAccount, Role};
use pages::{Accounts, Cell, Field, FieldKind, Problem, Table};

use super::Visitor;
use super::form::{Form, mark};
use super::inbox::next_page;
use super::visitor::blocking;
use crate::reader::query_pairs;

const HEADINGS: [&str; 6] =
    ["page-login", "page-name", "page-post", "page-office", "page-roles", "page-state"];

/// The accounts, of an office or of all. Administrators.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    list(&visitor, &Form::default(), Vec::new(), &uri).await
}

async fn list(visitor: &Visitor, form: &Form, problems: Vec<Problem>, uri: &Uri) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let asked = Form::of(query_pairs(uri));
    let (office, cursor) = (asked.some("office").map(OfficeId), asked.some("cursor"));
    match blocking(&visitor.app, move |desk| desk.accounts(&who, office.as_ref(), cursor.as_deref())).await {
        Ok(found) => {
            let caption = visitor.t("page-accounts");
            let headings = HEADINGS.map(|heading| visitor.t(heading)).to_vec();
            let rows = found.items.iter().map(|account| row(account, visitor)).collect();
            let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            let mut fields = fields(visitor, form);
            mark(fields.iter_mut(), &problems);
            let office = Field::line("office", visitor.t("page-office")).value(asked.get("office"));
            let page = Accounts {
                p: &visitor.shell(),
                problems,
                filters: vec![office.hint(visitor.t("page-office-hint"))],
                table: Table { caption, headings, rows },
                next: found.next.map(|cursor| next_page(uri, &cursor)),
                fields,
            };
            visitor.page(status, &page)
        }
        Err(error) => visitor.desk_error(&error),
    }
}

fn row(account: &Account, visitor: &Visitor) -> Vec<Cell> {
    let roles = account.roles.iter().map(|role| visitor.t(role.message())).collect::<Vec<_>>().join(", ");
    let office = visitor.office(&account.office.0);
    let href = visitor.to(&format!("/accounts/{}", account.id.0));
    let texts = [account.name.clone(), account.post.clone(), office, roles, status(visitor, account)];
    std::iter::once(Cell::link(&account.login, href)).chain(texts.map(Cell::text)).collect()
}

/// Whether an account may be used, in words.
pub(super) fn status(visitor: &Visitor, account: &Account) -> String {
    visitor.t(match account.status {
        AccountStatus::Active => "page-account-active",
        AccountStatus::Locked => "page-account-locked",
        AccountStatus::Disabled => "page-account-disabled",
    })
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

/// Roles that were chosen in a form.
pub(super) fn roles_of(form: &Form) -> Vec<Role> {
    form.all("roles").iter().filter_map(|role| role.parse().ok()).collect()
}

/// The field that chooses roles.
pub(super) fn roles_field(visitor: &Visitor, chosen: &[Role]) -> Field {
    let roles = Role::ALL.iter().map(|role| pages::Choice {
        value: role.as_str().to_owned(),
        label: visitor.t(role.message()),
        chosen: chosen.contains(role),
    });
    Field::line("roles", visitor.t("page-roles")).kind(FieldKind::Boxes(roles.collect()))
}

fn fields(visitor: &Visitor, form: &Form) -> Vec<Field> {
    let mut fields = person_fields(visitor, form);
    fields.insert(fields.len() - 1, roles_field(visitor, &roles_of(form)));
    fields
}

/// Makes an account. Administrators.
pub(super) async fn create(visitor: Visitor, OriginalUri(uri): OriginalUri, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let new = person_of(&form, roles_of(&form));
    match blocking(&visitor.app, move |desk| desk.create_account(&who, &new)).await {
        Ok(_) => Redirect::to(&visitor.to("/accounts")).into_response(),
        Err(error) => match visitor.problems(error) {
            Ok(problems) => list(&visitor, &form, problems, &uri).await,
            Err(error) => visitor.desk_error(&error),
        },
    }
}
