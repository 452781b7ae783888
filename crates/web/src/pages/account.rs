//! One account, for those who keep them: who it is, another office or roles, another password, closed and open again.

use axum::extract::{OriginalUri, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::AccountId;
use desk::{Account, AccountState, AccountStatus, DeskError, GivenDuties, Session};
use pages::{AccountPage, ActionForm, Choice, Field, FieldKind, Problem};

use super::Visitor;
use super::absences::{days, done as absence_done, ends, new_absence, state};
use super::accounts::office_field;
use super::form::{Form, mark};
use super::inbox::zone_of;
use super::open_sessions;
use super::visitor::blocking;
use super::wording::{instant, said};

/// One account. Administrators.
pub(super) async fn show(
    visitor: Visitor,
    Path((_, id)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let Some(id) = id.parse().ok().map(AccountId) else { return unknown(&visitor) };
    match blocking(&visitor.app, move |desk| desk.account(&who, id)).await {
        Ok(account) => {
            let done = open_sessions::ended(&visitor, &uri);
            page(&visitor, &account, done, None, Vec::new(), &Form::default()).await
        }
        Err(error) => visitor.desk_error(&error),
    }
}

fn unknown(visitor: &Visitor) -> Response {
    visitor.error(StatusCode::NOT_FOUND, "page-not-found", "page-not-found-remedy", None)
}

/// Changes an account. Administrators.
pub(super) async fn change(visitor: Visitor, Path((_, id)): Path<(String, String)>, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let Some(id) = id.parse().ok().map(AccountId) else { return unknown(&visitor) };
    match form.get("do") {
        "link" => return give_link(&visitor, who, id).await,
        "sessions" => return end_sessions(&visitor, who, id).await,
        "absence-account" | "end-absence" => return change_absence(&visitor, who, id, form).await,
        _ => {}
    }
    let Ok(version) = form.get("version").parse() else {
        return visitor.desk_error(&DeskError::Stale { expected: 0, found: 0 });
    };
    let (caller, asked) = (who.clone(), form.clone());
    let done = blocking(&visitor.app, move |desk| match asked.get("do") {
        "password" => desk.reset_password(&caller, id, version, asked.get("password")),
        "duties" => desk.set_duties(&caller, id, version, &duties(&asked)),
        "lock" => desk.set_account_status(&caller, id, version, AccountStatus::Locked),
        "close" => desk.set_account_status(&caller, id, version, AccountStatus::Disabled),
        "open" => desk.set_account_status(&caller, id, version, AccountStatus::Active),
        _ => Err(DeskError::NotFound),
    });
    match done.await {
        Ok(account) => {
            let said = visitor.t("page-account-changed");
            page(&visitor, &account, Some(said), None, Vec::new(), &Form::default()).await
        }
        Err(error) => match visitor.problems(error) {
            Ok(problems) => match blocking(&visitor.app, move |desk| desk.account(&who, id)).await {
                Ok(account) => page(&visitor, &account, None, None, problems, &form).await,
                Err(error) => visitor.desk_error(&error),
            },
            Err(error) => visitor.desk_error(&error),
        },
    }
}

/// Ends every session of the account.
async fn end_sessions(visitor: &Visitor, who: Session, id: AccountId) -> Response {
    match blocking(&visitor.app, move |desk| desk.end_sessions(&who, id)).await {
        Ok(_) => {
            let to = format!("/accounts/{}?{}", id.0, open_sessions::ENDED);
            Redirect::to(&visitor.to(&to)).into_response()
        }
        // The own sessions, which no form of this page offers to end.
        Err(DeskError::Invalid(_)) => unknown(visitor),
        Err(error) => visitor.desk_error(&error),
    }
}

/// Records that the holder is away, or ends it.
async fn change_absence(visitor: &Visitor, who: Session, id: AccountId, mut form: Form) -> Response {
    form.fill("account", Some(&id.0.to_string()));
    let (said, problems) = match absence_done(visitor, who.clone(), &form).await {
        Ok(said) => (Some(visitor.t(said)), Vec::new()),
        Err(error) => match visitor.problems(error) {
            Ok(problems) => (None, problems),
            Err(error) => return visitor.desk_error(&error),
        },
    };
    let typed = if problems.is_empty() { Form::default() } else { form };
    match blocking(&visitor.app, move |desk| desk.account(&who, id)).await {
        Ok(account) => page(visitor, &account, said, None, problems, &typed).await,
        Err(error) => visitor.desk_error(&error),
    }
}

/// Makes a link by which the holder sets a password, and shows it once.
async fn give_link(visitor: &Visitor, who: Session, id: AccountId) -> Response {
    let address = visitor.to_in_full(&format!("/password/{}", id.0));
    let made = blocking(&visitor.app, move |desk| {
        let secret = desk.password_link(&who, id)?;
        Ok((secret, desk.account(&who, id)?))
    });
    match made.await {
        Ok((secret, account)) => {
            let link = format!("{address}/{}", secret.reveal());
            page(visitor, &account, None, Some(link), Vec::new(), &Form::default()).await
        }
        Err(error) => visitor.desk_error(&error),
    }
}

fn duties(form: &Form) -> GivenDuties {
    GivenDuties {
        post: form.get("post").to_owned(),
        office: form.get("office").to_owned(),
        roles: form.all("roles").iter().filter_map(|role| role.parse().ok()).collect(),
    }
}

/// What an account is, as the lists say it too; times on the clocks of the reader's office.
pub(super) fn rows(account: &Account, visitor: &Visitor) -> Vec<(String, String)> {
    let roles = account.roles.iter().map(|role| visitor.t(role.message())).collect::<Vec<_>>().join(", ");
    let own = visitor.session.as_ref().map(|(session, _)| session.account.office.0.as_str());
    let zone = zone_of(visitor, own.unwrap_or_default());
    let state = account.state(visitor.app.desk.now());
    let state = match (state, account.locked_until) {
        (AccountState::LockedOut, Some(until)) => {
            said(visitor, "page-account-locked-until", &[("until", instant(until, &zone))])
        }
        _ => visitor.t(state_message(state)),
    };
    let last_sign_in = account.last_sign_in.map(|at| instant(at, &zone));
    vec![
        (visitor.t("page-login"), account.login.clone()),
        (visitor.t("page-post"), account.post.clone()),
        (visitor.t("page-office"), visitor.office(&account.office.0)),
        (visitor.t("page-roles"), roles),
        (visitor.t("page-state"), state),
        (visitor.t("page-last-sign-in"), last_sign_in.unwrap_or_else(|| visitor.t("page-last-sign-in-none"))),
    ]
}

/// Id of the message that names a state.
pub(super) fn state_message(state: AccountState) -> &'static str {
    match state {
        AccountState::Active => "page-account-active",
        AccountState::LockedOut => "page-account-locked-out",
        AccountState::Locked => "page-account-locked",
        AccountState::Disabled => "page-account-disabled",
    }
}

async fn page(
    visitor: &Visitor,
    account: &Account,
    done: Option<String>,
    link: Option<String>,
    problems: Vec<Problem>,
    typed: &Form,
) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let id = account.id;
    let found = blocking(&visitor.app, move |desk| {
        let (away, deputies) = desk.absences_of(&who, id)?;
        Ok((away, deputies, desk.open_sessions(&who, id)?))
    });
    let (away, deputies, open) = match found.await {
        Ok(found) => found,
        Err(error) => return visitor.desk_error(&error),
    };
    let sent = typed.get("do");
    let action = |id: &str, title: &str, mut fields: Vec<Field>| {
        let open = sent == id;
        if open {
            mark(fields.iter_mut(), &problems);
        }
        ActionForm {
            id: id.to_owned(),
            title: visitor.t(title),
            action: visitor.to(&format!("/accounts/{}", account.id.0)),
            hidden: vec![
                ("do".to_owned(), id.to_owned()),
                ("version".to_owned(), account.version.to_string()),
            ],
            fields,
            open,
        }
    };
    let own = visitor.session.as_ref().is_some_and(|(session, _)| session.account.id == account.id);
    let mut actions = Vec::new();
    // Nobody changes his own duties or closes himself out; his own password he changes on his own page, by the old one.
    if !own {
        let password = Field::line("password", visitor.t("page-new-password"))
            .kind(FieldKind::Line("password"))
            .hint(visitor.t("page-password-hint"))
            .required();
        actions.push(action("duties", "page-account-duties", duty_fields(visitor, account, typed)));
        actions.push(action("password", "page-change-password", vec![password]));
        if account.status != AccountStatus::Disabled {
            actions.push(action("link", "page-account-link", Vec::new()));
        }
        if !open.is_empty() {
            actions.push(action("sessions", "page-sessions-end", Vec::new()));
        }
        if account.state(visitor.app.desk.now()) != AccountState::Active {
            actions.push(action("open", "page-account-open", Vec::new()));
        }
        if account.status == AccountStatus::Active {
            actions.push(action("lock", "page-account-lock", Vec::new()));
        }
        if account.status != AccountStatus::Disabled {
            actions.push(action("close", "page-account-close", Vec::new()));
        }
    }
    let at = format!("/accounts/{}", account.id.0);
    let mut absence = new_absence(visitor, "account", &[], &deputies, typed, &problems);
    absence.action = visitor.to(&at);
    actions.push(absence);
    actions.extend(ends(visitor, "account", &at, &away));
    let mut rows = rows(account, visitor);
    rows.extend(away.iter().map(|line| {
        let text = format!(
            "{}: {}, {} ({})",
            days(line.from, line.through),
            line.deputy.name,
            line.deputy.post,
            state(visitor, line)
        );
        (visitor.t("page-absences"), text)
    }));
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (sessions, sessions_told) = open_sessions::table(visitor, &open);
    let page = AccountPage {
        p: &visitor.shell(),
        name: account.name.clone(),
        done,
        link,
        rows,
        problems,
        sessions,
        sessions_told,
        actions,
    };
    visitor.page(status, &page)
}

/// Post, office and roles: as typed where they were refused, else as they are.
fn duty_fields(visitor: &Visitor, account: &Account, typed: &Form) -> Vec<Field> {
    let given = if typed.get("do") == "duties" {
        duties(typed)
    } else {
        GivenDuties {
            post: account.post.clone(),
            office: account.office.0.clone(),
            roles: account.roles.clone(),
        }
    };
    vec![
        Field::line("post", visitor.t("page-post")).value(given.post).required(),
        office_field(visitor, &given.office),
        roles_field(visitor, |role| given.roles.contains(&role)),
    ]
}

/// The roles to choose from.
pub(super) fn roles_field(visitor: &Visitor, chosen: impl Fn(desk::Role) -> bool) -> Field {
    let roles = desk::Role::ALL.iter().map(|role| Choice {
        value: role.as_str().to_owned(),
        label: visitor.t(role.message()),
        chosen: chosen(*role),
    });
    Field::line("roles", visitor.t("page-roles")).kind(FieldKind::Boxes(roles.collect()))
}
