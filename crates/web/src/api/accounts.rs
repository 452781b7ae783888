//! Accounts of staff.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use cases::{AccountId, OfficeId};
use desk::{Account, AccountQuery, AccountState, AccountStatus, NewAccount, Page, Role};
use serde::Serialize;
use utoipa::ToSchema;

use super::choices::{AccountStateName, AccountStatusName, RoleName};
use super::conditions::{Version, etag, identifier};
use super::desk_errors::with_desk;
use super::instants::local;
use crate::App;
use crate::auth::Caller;
use crate::language::Lang;
use crate::problem::{ApiError, FieldProblem, Problem};
use crate::reader::{JsonBody, Reader, TEXT_LIMIT};
use crate::zones::office_zone;

/// An account.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Account)]
pub struct AccountDto {
    id: String,
    login: String,
    name: String,
    post: String,
    /// The office, by its id in the directory.
    office: String,
    office_kind: String,
    roles: Vec<String>,
    /// `active`, `locked` or `disabled`.
    status: &'static str,
    /// No sign-in before this instant.
    locked_until: Option<String>,
    created_at: String,
    /// When somebody last signed in to it; null where that was never recorded.
    last_sign_in: Option<String>,
    version: u64,
}

/// A page of accounts. It may be short, even empty, and have a `next` all the same: accounts are looked through so many at a
/// time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Accounts {
    accounts: Vec<AccountDto>,
    /// Cursor of the next page; null on the last.
    next: Option<String>,
}

/// Which accounts are looked for; for the description of the API alone.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct AccountSearch {
    /// Beginning of a login, or beginnings of words of a name; 200 characters at most.
    q: String,
    /// Only accounts of this office.
    office: Option<String>,
    /// Only accounts with this role.
    #[schema(value_type = Option<RoleName>)]
    role: Option<String>,
    /// Only accounts in this state.
    #[schema(value_type = Option<AccountStateName>)]
    state: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// A new account; for the description of the API alone.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct AccountRequest {
    /// Small Latin letters, digits, `.`, `-`, `_`.
    login: String,
    name: String,
    post: String,
    /// The office, by its id in the directory.
    office: String,
    /// At least one.
    #[schema(value_type = Vec<RoleName>)]
    roles: Vec<String>,
    /// First password; twelve characters at least.
    password: String,
}

/// A new state of an account; for the description of the API alone.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct StatusRequest {
    #[schema(value_type = AccountStatusName)]
    status: String,
}

/// A new password; for the description of the API alone.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct PasswordRequest {
    /// Twelve characters at least.
    password: String,
}

/// A new password of one's own; for the description of the API alone.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct OwnPasswordRequest {
    /// The present password.
    old: String,
    /// Twelve characters at least.
    new: String,
}

/// Most characters of a password that are read at all.
const PASSWORD_READ: usize = 500;
const STATUSES: [&str; 3] = ["active", "locked", "disabled"];
const ROLES_READ: usize = 20;

fn status_name(status: AccountStatus) -> &'static str {
    match status {
        AccountStatus::Active => "active",
        AccountStatus::Locked => "locked",
        AccountStatus::Disabled => "disabled",
    }
}

impl AccountDto {
    pub(super) fn of(app: &App, account: &Account) -> Self {
        let zone = office_zone(app.desk.law(), &account.office, app.desk.now());
        Self {
            id: account.id.0.to_string(),
            login: account.login.clone(),
            name: account.name.clone(),
            post: account.post.clone(),
            office: account.office.to_string(),
            office_kind: account.office_kind.to_string(),
            roles: account.roles.iter().map(ToString::to_string).collect(),
            status: status_name(account.status),
            locked_until: account.locked_until.map(|until| local(until, &zone)),
            created_at: local(account.created_at, &zone),
            last_sign_in: account.last_sign_in.map(|at| local(at, &zone)),
            version: account.version,
        }
    }
}

fn changed(app: &App, account: &Account) -> impl IntoResponse + use<> {
    (etag(account.version), Json(AccountDto::of(app, account)))
}

fn read_filters(reader: &mut Reader) -> (AccountQuery, Option<String>) {
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
    let query = AccountQuery {
        office: reader.text("office", TEXT_LIMIT).map(OfficeId),
        role: reader.choice("role", &roles),
        state: reader.choice("state", &AccountState::ALL.map(AccountState::as_str)),
        sought: String::new(),
    };
    (query, reader.text("cursor", TEXT_LIMIT))
}

fn listed(app: &App, page: Page<Account>) -> Json<Accounts> {
    let accounts = page.items.iter().map(|account| AccountDto::of(app, account)).collect();
    Json(Accounts { accounts, next: page.next })
}

/// Accounts by login. Who: administrators (`manage-accounts`).
#[utoipa::path(get, path = "/accounts", tag = "accounts", security(("bearer" = []), ("cookie" = [])),
    params(
        ("office" = Option<String>, Query, description = "Only accounts of this office"),
        ("role" = Option<RoleName>, Query, description = "Only accounts with this role"),
        ("state" = Option<AccountStateName>, Query, description = "Only accounts in this state"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of accounts", body = Accounts),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn list(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    uri: Uri,
) -> Result<Json<Accounts>, ApiError> {
    let mut reader = Reader::from_query(&uri);
    let (query, cursor) = read_filters(&mut reader);
    reader.finish()?;
    let page = with_desk(&app, move |desk| desk.accounts(&caller.session, &query, cursor.as_deref())).await?;
    Ok(listed(&app, page))
}

/// Accounts by the beginning of a login or of the words of a name, by login. What is looked for is personal, so it is sent in
/// the body and stands in no address. Who: administrators (`manage-accounts`).
#[utoipa::path(post, path = "/accounts/search", tag = "accounts", security(("bearer" = []), ("cookie" = [])),
    request_body(content = AccountSearch),
    responses(
        (status = 200, description = "A page of accounts", body = Accounts),
        (status = 400, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A value is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn search(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    JsonBody(mut reader): JsonBody,
) -> Result<Json<Accounts>, ApiError> {
    let sought = reader.required_text("q", TEXT_LIMIT);
    let (filters, cursor) = read_filters(&mut reader);
    let sought = reader.finish_with(sought)?;
    let query = AccountQuery { sought, ..filters };
    let page = with_desk(&app, move |desk| desk.accounts(&caller.session, &query, cursor.as_deref())).await?;
    Ok(listed(&app, page))
}

fn read_new(mut reader: Reader) -> Result<NewAccount, ApiError> {
    let login = reader.required_text("login", TEXT_LIMIT);
    let name = reader.required_text("name", TEXT_LIMIT);
    let post = reader.required_text("post", TEXT_LIMIT);
    let office = reader.required_text("office", TEXT_LIMIT);
    let names = reader.required("roles", &[], |reader| reader.texts("roles", ROLES_READ));
    let password = reader.required_text("password", PASSWORD_READ);
    let mut roles = Vec::new();
    for (place, name) in names.iter().flatten().enumerate() {
        match name.parse::<Role>() {
            Ok(role) => roles.push(role),
            Err(unknown) => {
                let problem = FieldProblem::new(format!("roles[{place}]"), "problem-not-choice");
                reader.note(problem.with("given", unknown.given).allowing(unknown.allowed));
            }
        }
    }
    let all = login.zip(name).zip(post.zip(office)).zip(names.zip(password));
    let (((login, name), (post, office)), (_, password)) = reader.finish_with(all)?;
    Ok(NewAccount { login, name, post, office, roles, password })
}

/// Makes an account. Who: administrators (`manage-accounts`).
///
/// Logins are unique, so repeating the call makes no second account: it is refused and names the login.
#[utoipa::path(post, path = "/accounts", tag = "accounts", security(("bearer" = []), ("cookie" = [])),
    request_body(content = AccountRequest), responses(
        (status = 201, description = "The account; `ETag` is its version", body = AccountDto,
            headers(("ETag" = String, description = "The version, in quotation marks"))),
        (status = 400, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A value is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn create(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    JsonBody(reader): JsonBody,
) -> Result<impl IntoResponse, ApiError> {
    let new = read_new(reader)?;
    let account = with_desk(&app, move |desk| desk.create_account(&caller.session, &new)).await?;
    Ok((StatusCode::CREATED, changed(&app, &account)))
}

/// Lets an account be used, locks it, or closes it; its sessions end. Who: administrators (`manage-accounts`), not for
/// the own account.
#[utoipa::path(post, path = "/accounts/{id}/status", tag = "accounts", security(("bearer" = []), ("cookie" = [])),
    params(
        ("id" = String, Path, description = "The account"),
        ("If-Match" = String, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "Version of the account, in quotation marks"),
    ),
    request_body(content = StatusRequest), responses(
        (status = 200, description = "The account; `ETag` is its version", body = AccountDto,
            headers(("ETag" = String, description = "The version, in quotation marks"))),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such account", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "It changed since it was read", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A value is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn set_status(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    Path(id): Path<String>,
    Version(expected): Version,
    JsonBody(mut reader): JsonBody,
) -> Result<impl IntoResponse, ApiError> {
    let id = AccountId(identifier(&id)?);
    let name = reader.required("status", &STATUSES, |reader| reader.text("status", TEXT_LIMIT));
    let status = match name.as_deref() {
        Some("active") => Some(AccountStatus::Active),
        Some("locked") => Some(AccountStatus::Locked),
        Some("disabled") => Some(AccountStatus::Disabled),
        Some(other) => {
            let given: String = other.chars().take(64).collect();
            let problem = FieldProblem::new("status", "problem-not-choice").with("given", given);
            reader.note(problem.allowing(STATUSES));
            None
        }
        None => None,
    };
    let status = reader.finish_with(status)?;
    let account =
        with_desk(&app, move |desk| desk.set_account_status(&caller.session, id, expected, status)).await?;
    Ok(changed(&app, &account))
}

/// Gives an account a new password and lifts its lock; its sessions end. Who: administrators (`manage-accounts`).
#[utoipa::path(post, path = "/accounts/{id}/password", tag = "accounts", security(("bearer" = []), ("cookie" = [])),
    params(
        ("id" = String, Path, description = "The account"),
        ("If-Match" = String, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "Version of the account, in quotation marks"),
    ),
    request_body(content = PasswordRequest), responses(
        (status = 200, description = "The account; `ETag` is its version", body = AccountDto,
            headers(("ETag" = String, description = "The version, in quotation marks"))),
        (status = 403, description = "The roles do not allow it", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such account", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "It changed since it was read", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The password is weak", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn reset_password(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    Path(id): Path<String>,
    Version(expected): Version,
    JsonBody(mut reader): JsonBody,
) -> Result<impl IntoResponse, ApiError> {
    let id = AccountId(identifier(&id)?);
    let password = reader.required_text("password", PASSWORD_READ);
    let password = reader.finish_with(password)?;
    let _permit = app.sign_ins.hashes.acquire().await;
    let account =
        with_desk(&app, move |desk| desk.reset_password(&caller.session, id, expected, &password)).await?;
    Ok(changed(&app, &account))
}

/// Gives oneself a new password; every other session ends. Who: everybody signed in.
#[utoipa::path(post, path = "/me/password", tag = "session", security(("bearer" = []), ("cookie" = [])),
    request_body(content = OwnPasswordRequest), responses(
        (status = 204, description = "The new password holds"),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The old password is wrong, or the new one weak", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn change_own_password(
    State(app): State<App>,
    _: Lang,
    caller: Caller,
    JsonBody(mut reader): JsonBody,
) -> Result<StatusCode, ApiError> {
    let old = reader.required_text("old", PASSWORD_READ);
    let new = reader.required_text("new", PASSWORD_READ);
    let (old, new) = reader.finish_with(old.zip(new))?;
    let _permit = app.sign_ins.hashes.acquire().await;
    with_desk(&app, move |desk| desk.change_password(&caller.session, &caller.token, &old, &new)).await?;
    Ok(StatusCode::NO_CONTENT)
}
