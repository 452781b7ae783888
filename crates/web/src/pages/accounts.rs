use axum::extract::OriginalUri;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use cases::OfficeId;
use desk::{Account, AccountQuery, AccountState, NewAccount, PAGE_SIZE, Page, Role};
use pages::{Accounts, Cell, Choice, Field, FieldKind, NextAccounts, Problem, Table};

use super::Visitor;
use super::account::{roles_field, rows, state_message};
use super::form::{Form, choice, mark, select};
use super::inbox::next_page;
use super::visitor::blocking;
use crate::reader::query_pairs;

/// The accounts, by office, role and state. Administrators.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let asked = Asked::of(&Form::of(query_pairs(&uri)), false);
    list(&visitor, &Form::default(), Vec::new(), asked, &uri).await
}

/// Finds accounts. What is sought may be a name, so it is posted and no address holds it; filters alone lead to an address
/// that can be kept. Administrators.
pub(super) async fn search(visitor: Visitor, OriginalUri(uri): OriginalUri, form: Form) -> Response {
    if let Err(response) = visitor.with_token(form.get("csrf")) {
        return *response;
    }
    let asked = Asked::of(&form, true);
    if asked.query.sought.is_empty() {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(asked.filters()).finish();
        let mark = if query.is_empty() { "" } else { "?" };
        return Redirect::to(&visitor.to(&format!("/accounts{mark}{query}"))).into_response();
    }
    list(&visitor, &Form::default(), Vec::new(), asked, &uri).await
}

/// What the list is asked.
#[derive(Clone, Default)]
struct Asked {
    query: AccountQuery,
    cursor: Option<String>,
}

impl Asked {
    /// The question of a form or an address; what nothing is called is no filter. Nothing is sought by an address.
    fn of(form: &Form, posted: bool) -> Self {
        let query = AccountQuery {
            office: form.some("office").map(OfficeId),
            role: form.get("role").parse().ok(),
            state: form.get("state").parse().ok(),
            sought: if posted { form.get("q").to_owned() } else { String::new() },
        };
        Self { query, cursor: form.some("cursor") }
    }

    /// The filters that were set: name and value.
    fn filters(&self) -> Vec<(String, String)> {
        let (office, role, state) = (&self.query.office, self.query.role, self.query.state);
        let set = [
            ("office", office.as_ref().map(|office| office.0.clone())),
            ("role", role.map(|role| role.to_string())),
            ("state", state.map(|state| state.as_str().to_owned())),
        ];
        set.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }

    /// The way to the page behind a cursor.
    fn next(&self, uri: &Uri, cursor: String) -> NextAccounts {
        if self.query.sought.is_empty() {
            return NextAccounts::Address(next_page(uri, &cursor));
        }
        let sought = [("q".to_owned(), self.query.sought.clone()), ("cursor".to_owned(), cursor)];
        NextAccounts::Form(self.filters().into_iter().chain(sought).collect())
    }
}

async fn list(
    visitor: &Visitor,
    form: &Form,
    mut problems: Vec<Problem>,
    asked: Asked,
    uri: &Uri,
) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let Asked { query, cursor } = asked.clone();
    let found = blocking(&visitor.app, move |desk| {
        let offices = desk.offices_with_accounts(&who)?;
        // The address of an office may be anything; of one that has no account nothing is asked.
        let found = match query.office.as_ref().is_none_or(|office| offices.contains(office)) {
            true => desk.accounts(&who, &query, cursor.as_deref()),
            false => Ok(Page { items: Vec::new(), next: None }),
        };
        Ok((found, offices))
    });
    let (found, offices) = match found.await {
        Ok(found) => found,
        Err(error) => return visitor.desk_error(&error),
    };
    let mut filters = filters(visitor, &asked.query, &offices);
    let found = match found.map_err(|error| visitor.problems(error)) {
        Ok(found) => found,
        Err(Ok(wrong)) => {
            mark(filters.iter_mut(), &wrong);
            // A place in the list is no field that anybody could mend.
            let of_a_field = |problem: Problem| match problem.field.as_str() {
                "cursor" => Problem { field: String::new(), ..problem },
                _ => problem,
            };
            problems.extend(wrong.into_iter().map(of_a_field));
            Page { items: Vec::new(), next: None }
        }
        Err(Err(error)) => return visitor.desk_error(&error),
    };
    let headings = [
        "page-login",
        "page-name",
        "page-post",
        "page-office",
        "page-roles",
        "page-state",
        "page-last-sign-in",
    ];
    let table = Table {
        caption: visitor.t("page-accounts"),
        headings: headings.map(|name| visitor.t(name)).to_vec(),
        rows: found.items.iter().map(|account| row(account, visitor)).collect(),
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut fields = fields(visitor, form);
    mark(fields.iter_mut(), &problems);
    let page = Accounts {
        p: &visitor.shell_of(uri),
        problems,
        filters,
        table,
        short: found.next.is_some() && found.items.len() < PAGE_SIZE as usize,
        next: found.next.map(|cursor| asked.next(uri, cursor)),
        fields,
    };
    visitor.page(status, &page)
}

/// What is sought, and the filters. Offices that have accounts are a list to choose from: their names are long, and
/// typing the first letters finds them in it.
fn filters(visitor: &Visitor, query: &AccountQuery, offices: &[OfficeId]) -> Vec<Field> {
    let office = query.office.as_ref().map_or("", |office| office.0.as_str());
    let role = query.role.map_or("", Role::as_str);
    let state = query.state.map_or("", AccountState::as_str);
    let with_all = |name: &str, label: &str, chosen: &str, choices: Vec<Choice>| {
        let all = choice("", visitor.t("page-all"), chosen);
        select(name, visitor.t(label), std::iter::once(all).chain(choices).collect())
    };
    let mut offices: Vec<Choice> =
        offices.iter().map(|one| choice(one.0.as_str(), placed(visitor, one), office)).collect();
    offices.sort_by_cached_key(|one| (directory::fold(&one.label), one.value.clone()));
    let roles = Role::ALL.iter().map(|one| choice(one.as_str(), visitor.t(one.message()), role));
    let states =
        AccountState::ALL.iter().map(|one| choice(one.as_str(), visitor.t(state_message(*one)), state));
    vec![
        Field::line("q", visitor.t("page-accounts-seek"))
            .kind(FieldKind::Line("search"))
            .hint(visitor.t("page-accounts-seek-hint"))
            .value(query.sought.as_str()),
        with_all("office", "page-office", office, offices),
        with_all("role", "page-roles", role, roles.collect()),
        with_all("state", "page-state", state, states.collect()),
    ]
}

/// Name of an office and its region: departments of districts are called alike in several of them.
fn placed(visitor: &Visitor, id: &OfficeId) -> String {
    let directory = &visitor.app.desk.law().directory;
    let region = directory.office(&id.0).and_then(|office| office.region.as_deref());
    let name = visitor.office(&id.0);
    match region.and_then(|code| directory.region(code)) {
        Some(region) => format!("{name} ({})", visitor.language.of(&region.name)),
        None => name,
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
        office_field(visitor, form.get("office")),
        Field::line("password", visitor.t("page-password"))
            .kind(FieldKind::Line("password"))
            .hint(visitor.t("page-password-hint")),
    ]
}

/// The office that somebody works for: one of the directory, or the given one where that is no longer in it.
pub(super) fn office_field(visitor: &Visitor, given: &str) -> Field {
    let directory = &visitor.app.desk.law().directory;
    let gone = (!given.is_empty() && directory.office(given).is_none()).then_some(given);
    let ids = directory.offices().map(|office| office.id.as_str()).chain(gone);
    let nothing = choice("", visitor.t("page-choose"), given);
    let offices = ids.map(|id| choice(id, placed(visitor, &OfficeId(id.to_owned())), given));
    select("office", visitor.t("page-office"), std::iter::once(nothing).chain(offices).collect()).required()
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
            Ok(problems) => list(&visitor, &form, problems, Asked::default(), &uri).await,
            Err(error) => visitor.desk_error(&error),
        },
    }
}
