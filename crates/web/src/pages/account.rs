//! One account that an administrator keeps, and the link by which its holder sets a password.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use cases::AccountId;
use desk::{Account, AccountStatus, Desk, DeskError, Session};
use pages::{AccountPage, ActionForm, Field, FieldKind, NewPassword, Problem};
use uuid::Uuid;

use super::Visitor;
use super::accounts::{roles_field, roles_of, status};
use super::form::{Form, mark};
use super::visitor::blocking;
use super::wording::instant;
use crate::zones::office_zone;

/// What was done, or what is wrong with which form.
#[derive(Default)]
struct News {
    done: Option<String>,
    link: Option<String>,
    problems: Vec<Problem>,
    /// The form that was sent and refused.
    sent: Option<(&'static str, Form)>,
}

/// An account. Administrators.
pub(super) async fn show(visitor: Visitor, Path((_, id)): Path<(String, String)>) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    page(&visitor, who, identifier(&id), News::default()).await
}

/// An id that is none names no account.
fn identifier(text: &str) -> AccountId {
    AccountId(text.parse().unwrap_or(Uuid::nil()))
}

async fn page(visitor: &Visitor, who: Session, id: AccountId, news: News) -> Response {
    let own = who.account.id == id;
    match blocking(&visitor.app, move |desk| desk.account(&who, id)).await {
        Ok(account) => {
            let actions = if own { Vec::new() } else { actions(visitor, &account, &news) };
            let done = news.done.or_else(|| own.then(|| visitor.t("desk-own-account")));
            let wrong =
                if news.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            let page = AccountPage {
                p: &visitor.shell(),
                rows: rows(visitor, &account),
                name: account.name,
                done,
                link: news.link,
                problems: news.problems,
                actions,
            };
            visitor.page(wrong, &page)
        }
        Err(error) => visitor.desk_error(&error),
    }
}

fn rows(visitor: &Visitor, account: &Account) -> Vec<(String, String)> {
    let zone = office_zone(visitor.app.desk.law(), &account.office, visitor.app.desk.now());
    let roles = account.roles.iter().map(|role| visitor.t(role.message())).collect::<Vec<_>>().join(", ");
    let mut rows = vec![
        (visitor.t("page-login"), account.login.clone()),
        (visitor.t("page-post"), account.post.clone()),
        (visitor.t("page-office"), visitor.office(&account.office.0)),
        (visitor.t("page-roles"), roles),
        (visitor.t("page-state"), status(visitor, account)),
        (visitor.t("page-account-made"), instant(account.created_at, &zone)),
    ];
    let locked = account.locked_until.filter(|until| *until > visitor.app.desk.now());
    rows.extend(locked.map(|until| (visitor.t("page-account-locked-until"), instant(until, &zone))));
    rows
}

fn actions(visitor: &Visitor, account: &Account, news: &News) -> Vec<ActionForm> {
    let form = |id: &'static str, title: &str, to: &str, fields: Vec<Field>, hidden: &[(&str, &str)]| {
        let open = news.sent.as_ref().is_some_and(|(sent, _)| *sent == id);
        let mut fields = fields;
        if open {
            mark(fields.iter_mut(), &news.problems);
        }
        let version = ("version".to_owned(), account.version.to_string());
        let hidden = hidden.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        ActionForm {
            id: id.to_owned(),
            title: visitor.t(title),
            action: visitor.to(&format!("/accounts/{}/{to}", account.id.0)),
            hidden: std::iter::once(version).chain(hidden).collect(),
            fields,
            open,
        }
    };
    let typed = news.sent.as_ref().filter(|(sent, _)| *sent == "duties").map(|(_, form)| form);
    let office = typed.map_or(account.office.0.as_str(), |form| form.get("office"));
    let roles = typed.map_or_else(|| account.roles.clone(), roles_of);
    let duties = vec![
        Field::line("office", visitor.t("page-office")).value(office).hint(visitor.t("page-office-hint")),
        roles_field(visitor, &roles),
    ];
    let mut actions = vec![form("duties", "page-account-duties", "duties", duties, &[])];
    if account.status != AccountStatus::Disabled {
        actions.push(form("link", "page-account-link", "link", Vec::new(), &[]));
    }
    let locked = account.locked_until.is_some_and(|until| until > visitor.app.desk.now());
    if account.status != AccountStatus::Active || locked {
        actions.push(form("open", "page-account-open", "status", Vec::new(), &[("status", "active")]));
    }
    if account.status == AccountStatus::Active {
        actions.push(form("lock", "page-account-lock", "status", Vec::new(), &[("status", "locked")]));
    }
    if account.status != AccountStatus::Disabled {
        actions.push(form("close", "page-account-close", "status", Vec::new(), &[("status", "disabled")]));
    }
    actions
}

/// Does something to an account and shows what has become of it.
async fn change<T: Send + 'static>(
    visitor: Visitor,
    id: &str,
    name: &'static str,
    form: Form,
    work: impl FnOnce(&Desk, &Session, AccountId, u64) -> Result<T, DeskError> + Send + 'static,
    news: impl FnOnce(T) -> News,
) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    // No account has the version 0: a form without one is out of date.
    let (id, version) = (identifier(id), form.get("version").parse().unwrap_or(0));
    let session = who.clone();
    match blocking(&visitor.app, move |desk| work(desk, &session, id, version)).await {
        Ok(done) => page(&visitor, who, id, news(done)).await,
        Err(error) => match visitor.problems(error) {
            Ok(problems) => {
                let news = News { problems, sent: Some((name, form)), ..News::default() };
                page(&visitor, who, id, news).await
            }
            Err(error) => visitor.desk_error(&error),
        },
    }
}

/// Gives an account other roles or another office. Administrators.
pub(super) async fn duties(visitor: Visitor, Path((_, id)): Path<(String, String)>, form: Form) -> Response {
    let (office, roles) = (form.get("office").to_owned(), roles_of(&form));
    let done = visitor.t("page-account-changed");
    change(
        visitor,
        &id,
        "duties",
        form,
        move |desk, who, id, version| desk.set_duties(who, id, version, &office, &roles),
        |_| News { done: Some(done), ..News::default() },
    )
    .await
}

/// Locks an account, closes it or lets it be used again. Administrators.
pub(super) async fn set_status(
    visitor: Visitor,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Response {
    let status = match form.get("status") {
        "active" => Some(AccountStatus::Active),
        "locked" => Some(AccountStatus::Locked),
        "disabled" => Some(AccountStatus::Disabled),
        _ => None,
    };
    let done = visitor.t("page-account-changed");
    change(
        visitor,
        &id,
        "open",
        form,
        move |desk, who, id, version| {
            desk.set_account_status(who, id, version, status.ok_or(DeskError::NotFound)?)
        },
        |_| News { done: Some(done), ..News::default() },
    )
    .await
}

/// Makes a link by which the holder sets a password. Administrators.
pub(super) async fn link(
    visitor: Visitor,
    Path((_, id)): Path<(String, String)>,
    headers: HeaderMap,
    form: Form,
) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_owned();
    let scheme = if visitor.app.secure { "https" } else { "http" };
    let path = visitor.to(&format!("/password/{}", identifier(&id).0));
    change(
        visitor,
        &id,
        "link",
        form,
        |desk, who, id, _| desk.password_link(who, id),
        move |secret| News {
            link: Some(format!("{scheme}://{host}{path}/{}", secret.reveal())),
            ..News::default()
        },
    )
    .await
}

/// Asks for a new password. Whoever holds the one-time link may see it.
pub(super) async fn ask_password(
    visitor: Visitor,
    Path((_, id, secret)): Path<(String, String, String)>,
) -> Response {
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
pub(super) async fn set_password(
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
