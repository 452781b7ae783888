//! Small changes of the rules by forms: the index of a new year, a day of a calendar, what holds of an office now. Each makes the
//! text of a file, and is then checked, shown and put in force like any other.

use axum::extract::Path;
use axum::response::Response;
use desk::{DeskError, GivenDay, GivenIndex, GivenOffice, ProposedFile, Session};
use pages::{Field, FieldKind};

use super::Visitor;
use super::edition::{Asked, checked, page};
use super::form::{Form, choice, select};
use super::visitor::blocking;

fn signed_in(visitor: &Visitor, form: Option<&Form>) -> Result<Session, Box<Response>> {
    form.map_or_else(|| visitor.signed_in(), |form| visitor.with_token(form.get("csrf")))
}

/// Shows what was proposed beside what was typed, or what is wrong with it.
async fn proposed(
    visitor: &Visitor,
    who: Session,
    asked: Asked,
    proposed: Result<Vec<ProposedFile>, DeskError>,
) -> Response {
    match proposed {
        Ok(files) => checked(visitor, who, files, asked, None).await,
        Err(error) => match visitor.problems(error) {
            Ok(problems) => page(visitor, asked, problems, None, None),
            Err(error) => visitor.desk_error(&error),
        },
    }
}

fn asked(visitor: &Visitor, name: &str, path: &str, fields: Vec<Field>, cite: &str) -> Asked {
    Asked {
        title: visitor.t(name),
        lead: visitor.t(&format!("{name}-lead")),
        back: (visitor.to("/admin/rules"), visitor.t("page-rules")),
        choose: Vec::new(),
        action: visitor.to(path),
        hidden: Vec::new(),
        fields,
        cite: cite.to_owned(),
    }
}

/// Asks for the index of a new year. Who keeps the rules.
pub(super) async fn index(visitor: Visitor) -> Response {
    match signed_in(&visitor, None).map(|who| visitor.app.desk.rules(&who).map(|_| ())) {
        Ok(Ok(())) => page(&visitor, index_asked(&visitor, &Form::default()), Vec::new(), None, None),
        Ok(Err(error)) => visitor.desk_error(&error),
        Err(response) => *response,
    }
}

/// Checks the index of a new year. Who keeps the rules.
pub(super) async fn check_index(visitor: Visitor, form: Form) -> Response {
    let who = match signed_in(&visitor, Some(&form)) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let given = GivenIndex {
        from: form.get("from").to_owned(),
        tenge: form.get("tenge").to_owned(),
        source: form.get("source").to_owned(),
    };
    let caller = who.clone();
    let files = blocking(&visitor.app, move |desk| desk.propose_index(&caller, &given)).await;
    proposed(&visitor, who, index_asked(&visitor, &form), files).await
}

fn index_asked(visitor: &Visitor, form: &Form) -> Asked {
    let next = visitor.app.desk.law().rulebook.index_table().known_to.tomorrow();
    let usual = next.map(|day| day.to_string()).unwrap_or_default();
    let from = if form.get("csrf").is_empty() { usual } else { form.get("from").to_owned() };
    let fields = vec![
        Field::line("from", visitor.t("page-rules-from"))
            .kind(FieldKind::Line("date"))
            .value(from)
            .required(),
        Field::line("tenge", visitor.t("page-index-tenge")).value(form.get("tenge")).required(),
        Field::line("source", visitor.t("page-edition-cite"))
            .hint(visitor.t("page-index-source-hint"))
            .value(form.get("source"))
            .required(),
    ];
    asked(visitor, "page-index", "/admin/rules/index", fields, form.get("source"))
}

/// Asks for a day of a calendar. Who keeps the rules.
pub(super) async fn a_day(visitor: Visitor) -> Response {
    let who = match signed_in(&visitor, None) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    match day_asked(&visitor, &who, &Form::default()) {
        Ok(asked) => page(&visitor, asked, Vec::new(), None, None),
        Err(error) => visitor.desk_error(&error),
    }
}

/// Checks a day of a calendar. Who keeps the rules.
pub(super) async fn check_day(visitor: Visitor, form: Form) -> Response {
    let who = match signed_in(&visitor, Some(&form)) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let asked = match day_asked(&visitor, &who, &form) {
        Ok(asked) => asked,
        Err(error) => return visitor.desk_error(&error),
    };
    let text = |name: &str| form.get(name).to_owned();
    let given = match form.some("named") {
        Some(id) => GivenDay::Named { id, date: text("off") },
        None => GivenDay::Transfer {
            off: text("off"),
            worked: text("worked"),
            source: text("source"),
            url: text("url"),
        },
    };
    let caller = who.clone();
    let files = blocking(&visitor.app, move |desk| desk.propose_day(&caller, &given)).await;
    proposed(&visitor, who, asked, files).await
}

fn day_asked(visitor: &Visitor, who: &Session, form: &Form) -> Result<Asked, DeskError> {
    let named = visitor.app.desk.named_days(who)?;
    let mut days = vec![choice("", visitor.t("page-day-transferred"), form.get("named"))];
    days.extend(
        named.iter().map(|day| choice(day.id.clone(), visitor.language.of(&day.name), form.get("named"))),
    );
    let date = |name: &str, label: &str| {
        Field::line(name, visitor.t(label)).kind(FieldKind::Line("date")).value(form.get(name))
    };
    let fields = vec![
        date("off", "page-day-off").required(),
        select("named", visitor.t("page-day-why"), days),
        date("worked", "page-day-worked-on").hint(visitor.t("page-day-worked-hint")),
        Field::line("source", visitor.t("page-edition-cite"))
            .hint(visitor.t("page-day-source-hint"))
            .value(form.get("source")),
        Field::line("url", visitor.t("page-day-url")).kind(FieldKind::Line("url")).value(form.get("url")),
    ];
    Ok(asked(visitor, "page-rules-day", "/admin/rules/day", fields, form.get("source")))
}

/// Asks what holds of an office now. Who keeps the rules.
pub(super) async fn office(visitor: Visitor, Path((_, id)): Path<(String, String)>) -> Response {
    let who = match signed_in(&visitor, None) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    match visitor.app.desk.office_as_kept(&who, &id) {
        Ok((office, given)) => {
            let asked = office_asked(&visitor, &id, office.name(None), &given);
            page(&visitor, asked, Vec::new(), None, None)
        }
        Err(error) => visitor.desk_error(&error),
    }
}

/// Checks what holds of an office now. Who keeps the rules.
pub(super) async fn check_office(
    visitor: Visitor,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Response {
    let who = match signed_in(&visitor, Some(&form)) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let text = |name: &str| form.get(name).to_owned();
    let given = GivenOffice {
        postal_code: text("postal_code"),
        address: text("address"),
        official: text("official"),
        phones: text("phones"),
        email: text("email"),
        source: text("source"),
    };
    let name = match visitor.app.desk.office_as_kept(&who, &id) {
        Ok((office, _)) => office.name(None).to_owned(),
        Err(error) => return visitor.desk_error(&error),
    };
    let asked = office_asked(&visitor, &id, &name, &given);
    let caller = who.clone();
    let files = blocking(&visitor.app, move |desk| desk.propose_office(&caller, &id, &given)).await;
    proposed(&visitor, who, asked, files).await
}

fn office_asked(visitor: &Visitor, id: &str, name: &str, given: &GivenOffice) -> Asked {
    let field = |name: &str, label: &str, value: &str| Field::line(name, visitor.t(label)).value(value);
    let several = || visitor.t("page-kept-several");
    let fields = vec![
        field("postal_code", "rules-office-postal-code", &given.postal_code),
        field("address", "rules-office-address", &given.address),
        field("phones", "rules-office-phones", &given.phones).hint(several()),
        field("email", "rules-office-email", &given.email).hint(several()),
        field("official", "rules-office-official", &given.official),
        field("source", "page-edition-cite", &given.source)
            .hint(visitor.t("page-kept-source-hint"))
            .required(),
    ];
    Asked {
        title: name.to_owned(),
        lead: visitor.t("page-kept-office-lead"),
        back: (visitor.to("/admin/offices"), visitor.t("page-kept-offices")),
        choose: Vec::new(),
        action: visitor.to(&format!("/admin/offices/{id}")),
        hidden: Vec::new(),
        fields,
        cite: given.source.clone(),
    }
}
