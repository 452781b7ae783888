//! Who is away and who stands in for him: one's own absences, and those of the office.

use axum::http::StatusCode;
use axum::response::Response;
use cases::AccountId;
use desk::{AbsenceLine, Absences, Colleague, FieldError, IdempotencyKey, NewAbsence, Principal, Session};
use jiff::civil::Date;
use pages::{AbsencePart, AbsencesPage, ActionForm, Cell, Field, FieldKind, Problem, Table};
use uuid::Uuid;

use super::Visitor;
use super::form::{Form, choice, mark, select};
use super::lodge::fresh_key;
use super::visitor::blocking;
use super::wording::day;

/// The own absences; those of the office for whoever keeps them. Everybody signed in.
pub(super) async fn show(visitor: Visitor) -> Response {
    page(&visitor, None, Vec::new(), &Form::default()).await
}

/// Records an absence or ends one. Everybody his own; others those who keep them.
pub(super) async fn change(visitor: Visitor, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    match done(&visitor, who, &form).await {
        Ok(said) => page(&visitor, Some(visitor.t(said)), Vec::new(), &Form::default()).await,
        Err(error) => match visitor.problems(error) {
            Ok(problems) => page(&visitor, None, problems, &form).await,
            Err(error) => visitor.desk_error(&error),
        },
    }
}

/// Does what a form about absences asks for; the message that says so.
pub(super) async fn done(
    visitor: &Visitor,
    who: Session,
    form: &Form,
) -> Result<&'static str, desk::DeskError> {
    if form.get("do") == "end-absence" {
        let id: Uuid = form.get("absence").parse().map_err(|_| desk::DeskError::NotFound)?;
        blocking(&visitor.app, move |desk| desk.end_absence(&who, id)).await?;
        return Ok("page-absence-ended");
    }
    // An account that cannot be read is nobody's.
    let account = match form.some("account") {
        None if form.get("do") == "absence-office" => {
            return Err(desk::DeskError::Invalid(vec![FieldError::new("account", "page-required")]));
        }
        None => who.account.id,
        Some(text) => AccountId(text.parse().map_err(|_| desk::DeskError::NotFound)?),
    };
    let key = IdempotencyKey::new(form.get("key")).map_err(|_| desk::DeskError::NotFound)?;
    let new = NewAbsence {
        account,
        deputy: form.get("deputy").parse().ok().map(AccountId),
        from: form.get("from").to_owned(),
        through: form.get("through").to_owned(),
    };
    blocking(&visitor.app, move |desk| desk.record_absence(&who, &new, &key)).await?;
    Ok("page-absence-recorded")
}

async fn page(visitor: &Visitor, done: Option<String>, problems: Vec<Problem>, typed: &Form) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let caller = who.clone();
    let found = match blocking(&visitor.app, move |desk| desk.absences(&caller)).await {
        Ok(found) => found,
        Err(error) => return visitor.desk_error(&error),
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shell = visitor.shell();
    let page = AbsencesPage {
        p: &shell,
        parts: parts(visitor, &found, typed, &problems),
        problems,
        done,
        standing_in: who.acting_for.iter().map(|principal| stands_in(visitor, principal)).collect(),
    };
    visitor.page(status, &page)
}

/// That the reader stands in for somebody, and until when.
pub(super) fn stands_in(visitor: &Visitor, principal: &Principal) -> String {
    let args = [
        ("name", principal.name.as_str().into()),
        ("post", principal.post.as_str().into()),
        ("through", day(principal.through).into()),
    ];
    visitor.app.messages.text(visitor.language, "page-standing-in", &args)
}

fn parts(visitor: &Visitor, found: &Absences, typed: &Form, problems: &[Problem]) -> Vec<AbsencePart> {
    let part = |whose: &str, lines: &[AbsenceLine], people: &[Colleague]| {
        let new = new_absence(visitor, whose, people, &found.deputies, typed, problems);
        AbsencePart {
            heading: visitor.t(&format!("page-absences-{whose}")),
            table: table(visitor, &format!("page-absences-{whose}"), lines),
            actions: std::iter::once(new).chain(ends(visitor, whose, "/absences", lines)).collect(),
        }
    };
    let mut parts = vec![part("own", &found.own, &[])];
    parts.extend(found.office.as_ref().map(|lines| part("office", lines, &found.people)));
    parts
}

/// The form of a new absence; `people` are those who may be away, empty for the reader himself.
pub(super) fn new_absence(
    visitor: &Visitor,
    whose: &str,
    people: &[Colleague],
    deputies: &[Colleague],
    typed: &Form,
    problems: &[Problem],
) -> ActionForm {
    let open = typed.get("do") == format!("absence-{whose}");
    let blank = Form::default();
    let typed = if open { typed } else { &blank };
    let named = |name: &str, label: &str, people: &[Colleague]| {
        let people = people.iter().map(|one| {
            choice(one.account.0.to_string(), format!("{}, {}", one.name, one.post), typed.get(name))
        });
        let nobody = choice("", visitor.t("page-choose"), typed.get(name));
        select(name, visitor.t(label), std::iter::once(nobody).chain(people).collect()).required()
    };
    let date = |name: &str, label: &str| {
        Field::line(name, visitor.t(label))
            .kind(FieldKind::Line("date"))
            .value(typed.get(name))
            .hint(visitor.t(&format!("page-absence-{name}-hint")))
            .required()
    };
    let mut fields = vec![
        named("deputy", "page-absence-deputy", deputies).hint(visitor.t("page-absence-deputy-hint")),
        date("from", "page-absence-from"),
        date("through", "page-absence-through"),
    ];
    if !people.is_empty() {
        fields.insert(0, named("account", "page-absence-person", people));
    }
    if open {
        mark(fields.iter_mut(), problems);
    }
    ActionForm {
        id: format!("absence-{whose}"),
        title: visitor.t(&format!("page-absence-record-{whose}")),
        action: visitor.to("/absences"),
        hidden: vec![("do".to_owned(), format!("absence-{whose}")), ("key".to_owned(), fresh_key())],
        fields,
        open,
    }
}

/// Forms that end each absence which is open.
pub(super) fn ends<'l>(
    visitor: &'l Visitor,
    whose: &'l str,
    action: &'l str,
    lines: &'l [AbsenceLine],
) -> impl Iterator<Item = ActionForm> + 'l {
    lines.iter().filter(|line| line.open).map(move |line| {
        let args =
            [("name", line.person.name.as_str().into()), ("days", days(line.from, line.through).into())];
        ActionForm {
            id: format!("end-{whose}-{}", line.id),
            title: visitor.app.messages.text(visitor.language, "page-absence-end", &args),
            action: visitor.to(action),
            hidden: vec![
                ("do".to_owned(), "end-absence".to_owned()),
                ("absence".to_owned(), line.id.to_string()),
            ],
            fields: Vec::new(),
            open: false,
        }
    })
}

/// A stretch of days.
pub(super) fn days(from: Date, through: Date) -> String {
    if from == through { day(from) } else { format!("{} – {}", day(from), day(through)) }
}

fn table(visitor: &Visitor, caption: &str, lines: &[AbsenceLine]) -> Table {
    let headings = [
        "page-absence-person",
        "page-absence-days",
        "page-absence-deputy",
        "page-absence-recorded-by",
        "page-state",
    ];
    let named = |person: &Colleague| format!("{}, {}", person.name, person.post);
    let rows = lines.iter().map(|line| {
        let by = line.recorded_by.as_ref().map(|person| person.name.clone()).unwrap_or_default();
        [named(&line.person), days(line.from, line.through), named(&line.deputy), by, state(visitor, line)]
            .map(Cell::text)
            .to_vec()
    });
    Table {
        caption: visitor.t(caption),
        headings: headings.map(|name| visitor.t(name)).to_vec(),
        rows: rows.collect(),
    }
}

/// Whether an absence is to come, runs, or is over, and who ended it.
pub(super) fn state(visitor: &Visitor, line: &AbsenceLine) -> String {
    match &line.ended {
        Some((_, Some(by))) => visitor.shell().t1("page-absence-ended-by", "name", &by.name),
        Some((_, None)) => visitor.t("page-absence-is-over"),
        None if line.open => visitor.t("page-absence-is-open"),
        None => visitor.t("page-absence-is-over"),
    }
}
