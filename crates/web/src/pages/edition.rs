//! A new edition of a standard: checked, shown against the one in force, put in force from a day on.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::{EditionCheck, EditionPreview};
use locale::Arg;
use pages::{ActionForm, EditionPage, EditionVerdict, Field, FieldKind, Problem};

use super::Visitor;
use super::admin::table;
use super::form::{Form, mark};
use super::visitor::blocking;
use super::wording::{day, service};

/// Errors of an edition that are shown: who mends these sees the others next.
const ERRORS: usize = 200;

/// Asks for a new edition. Who keeps the rules.
pub(super) async fn show(visitor: Visitor) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    match visitor.app.desk.rules(&who) {
        Ok(_) => page(&visitor, "", Vec::new(), None, None),
        Err(error) => visitor.desk_error(&error),
    }
}

/// Checks a new edition and shows what it would change; nothing comes into force. Who keeps the rules.
pub(super) async fn check(visitor: Visitor, form: Form) -> Response {
    checked(&visitor, &form, Vec::new(), false).await
}

/// The text that was sent. A form ends lines as the wire does, and loses the last end.
fn text_of(form: &Form) -> String {
    format!("{}\n", form.get("text").replace("\r\n", "\n"))
}

/// The page of an edition that was sent, with what was wrong with putting it in force.
async fn checked(visitor: &Visitor, form: &Form, problems: Vec<Problem>, sent: bool) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let text = text_of(form);
    let asked = text.clone();
    match blocking(&visitor.app, move |desk| desk.check_edition(&who, &asked)).await {
        Ok(EditionCheck::Right(preview)) => {
            let action = activation(visitor, &text, form, &problems, sent);
            page(visitor, &text, problems, Some(right(visitor, &preview)), Some(action))
        }
        Ok(EditionCheck::Wrong(found)) => {
            let verdict = wrong(visitor, &found);
            let problem = Problem { field: "text".to_owned(), text: verdict.said.clone(), cite: None };
            page(visitor, &text, vec![problem], Some(verdict), None)
        }
        Err(error) => match visitor.problems(error) {
            Ok(problems) => page(visitor, "", problems, None, None),
            Err(error) => visitor.desk_error(&error),
        },
    }
}

/// Puts an edition in force from a day on. Who keeps the rules.
pub(super) async fn activate(visitor: Visitor, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let (text, from, cite) = (text_of(&form), form.get("from").to_owned(), form.get("cite").to_owned());
    match blocking(&visitor.app, move |desk| desk.activate_edition(&who, &text, &from, &cite)).await {
        Ok(_) => Redirect::to(&visitor.to("/admin/rules")).into_response(),
        Err(error) => match visitor.problems(error) {
            Ok(problems) => checked(&visitor, &form, problems, true).await,
            Err(error) => visitor.desk_error(&error),
        },
    }
}

fn activation(visitor: &Visitor, text: &str, form: &Form, problems: &[Problem], sent: bool) -> ActionForm {
    let mut fields = vec![
        Field::line("from", visitor.t("page-edition-from"))
            .kind(FieldKind::Line("date"))
            .hint(visitor.t("page-edition-from-hint"))
            .value(form.get("from")),
        Field::line("cite", visitor.t("page-edition-cite"))
            .hint(visitor.t("page-edition-cite-hint"))
            .value(form.get("cite")),
    ];
    mark(fields.iter_mut(), problems);
    ActionForm {
        id: "activate".to_owned(),
        title: visitor.t("page-edition-activate"),
        action: visitor.to("/admin/rules/activate"),
        hidden: vec![("text".to_owned(), text.to_owned())],
        fields,
        open: sent,
    }
}

fn page(
    visitor: &Visitor,
    text: &str,
    problems: Vec<Problem>,
    verdict: Option<EditionVerdict>,
    action: Option<ActionForm>,
) -> Response {
    let mut fields = vec![
        Field::line("text", visitor.t("page-edition-text"))
            .kind(FieldKind::Lines)
            .hint(visitor.t("page-edition-hint"))
            .value(text),
    ];
    mark(fields.iter_mut(), &problems);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let actions = action.into_iter().collect();
    visitor.page(status, &EditionPage { p: &visitor.shell(), problems, verdict, actions, fields })
}

fn wrong(visitor: &Visitor, found: &[rulebook::Problem]) -> EditionVerdict {
    let args = [("count", Arg::from(found.len().to_string()))];
    let rows = found.iter().take(ERRORS).map(|one| {
        let line = one.line.map(|line| line.to_string()).unwrap_or_default();
        vec![one.file.clone(), line, one.field.clone(), one.what.clone()]
    });
    let headings = ["page-rules-file", "page-edition-line", "page-field", "page-edition-what"];
    let (_, table) = table(visitor, "page-edition-verdict", &headings, rows.collect());
    let said = visitor.app.messages.text(visitor.language, "page-edition-wrong", &args);
    EditionVerdict { right: false, said, table }
}

fn right(visitor: &Visitor, preview: &EditionPreview) -> EditionVerdict {
    let against = preview.against.map_or_else(|| "–".to_owned(), day);
    let args = [
        ("service", Arg::from(service(preview.number, visitor))),
        ("adopted", day(preview.adopted).into()),
        ("against", against.into()),
        ("file", preview.path.as_str().into()),
    ];
    let rows = preview.parts.iter().map(|part| {
        let counts = [part.added, part.removed, part.changed].map(|count| count.to_string());
        std::iter::once(part.part.clone()).chain(counts).collect()
    });
    let headings =
        ["page-edition-part", "page-edition-added", "page-edition-removed", "page-edition-changed"];
    let (_, table) = table(visitor, "page-edition-verdict", &headings, rows.collect());
    let said = visitor.app.messages.text(visitor.language, "page-edition-right", &args);
    EditionVerdict { right: true, said, table }
}
