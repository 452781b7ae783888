//! A change of the rules on a page: any file that administrators keep, or a new edition of a standard. It is checked, shown in
//! words against what counts now, and put in force with the act that it rests on.

use axum::extract::{OriginalUri, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::{ProposedFile, RULES_MOST, RulesCheck};
use pages::{ActionForm, EditionPage, EditionVerdict, Field, FieldKind, Problem};

use super::Visitor;
use super::form::{Form, choice, mark, select};
use super::rules_words::{right, wrong};
use super::sent::{Sent, Wanted};
use super::visitor::blocking;
use crate::reader::query_pairs;

/// Largest form with an edition: a form writes each byte of a Kazakh letter as three.
pub(super) const LONGEST: usize = 4 * 1024 * 1024;
/// The field in which a file is chosen in place of a text.
const FILE: &str = "upload";
/// A file of the rules as a form brings it.
const RULE_FILE: Wanted = Wanted { field: |name| name == FILE, files: 1, bytes: RULES_MOST, typed: LONGEST };

/// A page on which something of the rules is asked for.
pub(super) struct Asked {
    pub title: String,
    pub lead: String,
    pub back: (String, String),
    pub choose: Vec<Field>,
    pub action: String,
    pub hidden: Vec<(String, String)>,
    pub fields: Vec<Field>,
    /// The act that was named with it already.
    pub cite: String,
}

/// Asks for a new edition, or for the text of a file that is named. Who keeps the rules.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let named = Form::of(query_pairs(&uri));
    let path = named.some("new").unwrap_or_else(|| named.get("file").to_owned());
    let law = match visitor.app.desk.rules(&who) {
        Ok(law) => law,
        Err(error) => return visitor.desk_error(&error),
    };
    let text = match law.files.get(&path) {
        Some(text) => text.to_owned(),
        None => match visitor.app.desk.begin_year(&who) {
            Ok(Some(year)) if year.path == path => year.text,
            _ => String::new(),
        },
    };
    match texts(&visitor, &who, &path, &text) {
        Ok(asked) => page(&visitor, asked, Vec::new(), None, None),
        Err(error) => visitor.desk_error(&error),
    }
}

/// The page that asks for the text of a file.
fn texts(visitor: &Visitor, who: &desk::Session, path: &str, text: &str) -> Result<Asked, desk::DeskError> {
    let held = visitor.app.desk.changeable_rules(who)?;
    let year = visitor.app.desk.begin_year(who)?.map(|year| year.path);
    let mut choices = vec![choice("", visitor.t("page-rules-new-edition"), path)];
    if let Some(year) = &year {
        let args = [("file", year.as_str().into())];
        let label = visitor.app.messages.text(visitor.language, "page-rules-new-year", &args);
        choices.push(choice(year.clone(), label, path));
    }
    choices.extend(held.iter().map(|held| choice(*held, *held, path)));
    let known = path.is_empty() || held.contains(&path) || year.as_deref() == Some(path);
    if !known {
        choices.push(choice(path, path, path));
    }
    let (label, hint) = match path.is_empty() {
        true => (visitor.t("page-edition-text"), visitor.t("page-edition-hint")),
        false => {
            let args = [("file", path.into())];
            let hint =
                if year.as_deref() == Some(path) { "page-rules-year-hint" } else { "page-rules-text-hint" };
            (visitor.app.messages.text(visitor.language, "page-rules-text", &args), visitor.t(hint))
        }
    };
    let new =
        Field::line("new", visitor.t("page-rules-new-file")).hint(visitor.t("page-rules-new-file-hint"));
    Ok(Asked {
        title: visitor.t("page-edition-check"),
        lead: visitor.t("page-edition-lead"),
        back: (visitor.to("/admin/rules"), visitor.t("page-rules")),
        choose: vec![select("file", visitor.t("page-rules-which"), choices), new],
        action: visitor.to("/admin/rules/check"),
        hidden: vec![("path".to_owned(), path.to_owned())],
        fields: vec![
            Field::line("text", label).kind(FieldKind::Lines).hint(hint).value(text),
            Field::line(FILE, visitor.t("page-rules-upload"))
                .kind(FieldKind::Files(".toml,.csv,text/plain"))
                .hint(visitor.t("page-rules-upload-hint")),
        ],
        cite: String::new(),
    })
}

/// Checks the text of a file and shows what it would change; nothing comes into force. Who keeps the rules.
pub(super) async fn check(visitor: Visitor, request: Request) -> Response {
    if let Err(response) = visitor.signed_in() {
        return *response;
    }
    let Sent { mut form, files: mut brought, cut: broken } = match Sent::read(request, RULE_FILE).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let refused = match brought.pop().map(|file| file.bytes) {
        _ if broken => Some("page-rules-upload-large"),
        None => None,
        Some(bytes) if bytes.len() > RULES_MOST => Some("page-rules-upload-large"),
        Some(bytes) => match String::from_utf8(bytes) {
            Ok(text) => {
                form.put("text", text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']));
                None
            }
            Err(_) => Some("page-rules-upload-not-text"),
        },
    };
    let files = files_of(&form);
    let first = first_of(&files);
    match (texts(&visitor, &who, &first.path, &first.text), refused) {
        (Ok(asked), None) => checked(&visitor, who, files, asked, None).await,
        (Ok(asked), Some(message)) => {
            let problem = Problem { field: FILE.to_owned(), text: visitor.t(message), cite: None };
            page(&visitor, asked, vec![problem], None, None)
        }
        (Err(error), _) => visitor.desk_error(&error),
    }
}

fn first_of(files: &[ProposedFile]) -> ProposedFile {
    files.first().cloned().unwrap_or(ProposedFile { path: String::new(), text: String::new() })
}

/// The files that were sent: paths and texts in one order. A form ends lines as the wire does, and loses the last end.
fn files_of(form: &Form) -> Vec<ProposedFile> {
    let paths = form.all("path").iter().map(String::as_str).chain(std::iter::repeat(""));
    let files = form.all("text").iter().zip(paths);
    files
        .map(|(text, path)| {
            let text = format!("{}\n", text.replace("\r\n", "\n"));
            ProposedFile { path: path.to_owned(), text }
        })
        .collect()
}

/// A day and an act with which it was not put in force, and why not.
pub(super) struct Refused {
    form: Form,
    problems: Vec<Problem>,
}

/// The page of files that were sent.
pub(super) async fn checked(
    visitor: &Visitor,
    who: desk::Session,
    files: Vec<ProposedFile>,
    asked: Asked,
    refused: Option<Refused>,
) -> Response {
    let proposed = files.clone();
    match blocking(&visitor.app, move |desk| desk.check_rules(&who, &proposed)).await {
        Ok(RulesCheck::Right(preview)) => {
            let action = activation(visitor, &preview, &files, &asked.cite, refused.as_ref());
            let problems = refused.map(|refused| refused.problems).unwrap_or_default();
            page(visitor, asked, problems, Some(right(visitor, &preview)), Some(action))
        }
        Ok(RulesCheck::Wrong(found)) => {
            let verdict = wrong(visitor, &found);
            let field = asked.fields.first().map(|field| field.name.clone()).unwrap_or_default();
            let problem = Problem { field, text: verdict.said.clone(), cite: None };
            page(visitor, asked, vec![problem], Some(verdict), None)
        }
        Err(error) => match visitor.problems(error) {
            Ok(mut problems) => {
                for problem in problems.iter_mut().filter(|problem| problem.field == "file") {
                    problem.field = asked.fields.first().map(|field| field.name.clone()).unwrap_or_default();
                }
                page(visitor, asked, problems, None, None)
            }
            Err(error) => visitor.desk_error(&error),
        },
    }
}

/// Puts files in force, an edition from a day on. Who keeps the rules.
pub(super) async fn activate(visitor: Visitor, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let (files, caller, asked) = (files_of(&form), who.clone(), form.clone());
    let proposed = files.clone();
    let put = blocking(&visitor.app, move |desk| {
        desk.put_in_force(&caller, &proposed, asked.get("base"), asked.get("from"), asked.get("cite"))
    });
    match put.await {
        Ok(_) => Redirect::to(&visitor.to("/admin/rules")).into_response(),
        Err(error) => match visitor.problems(error) {
            Ok(problems) => {
                let first = first_of(&files);
                match texts(&visitor, &who, &first.path, &first.text) {
                    Ok(asked) => checked(&visitor, who, files, asked, Some(Refused { form, problems })).await,
                    Err(error) => visitor.desk_error(&error),
                }
            }
            Err(error) => visitor.desk_error(&error),
        },
    }
}

fn activation(
    visitor: &Visitor,
    preview: &desk::RulesPreview,
    files: &[ProposedFile],
    cite: &str,
    refused: Option<&Refused>,
) -> ActionForm {
    let typed = |name: &str, usual: &str| refused.map_or(usual, |refused| refused.form.get(name)).to_owned();
    let mut fields = Vec::new();
    if preview.edition.is_some() {
        fields.push(
            Field::line("from", visitor.t("page-edition-from"))
                .kind(FieldKind::Line("date"))
                .hint(visitor.t("page-edition-from-hint"))
                .value(typed("from", "")),
        );
    }
    fields.push(
        Field::line("cite", visitor.t("page-edition-cite"))
            .hint(visitor.t("page-edition-cite-hint"))
            .value(typed("cite", cite)),
    );
    if let Some(refused) = refused {
        mark(fields.iter_mut(), &refused.problems);
    }
    let mut hidden = vec![("base".to_owned(), preview.base.clone())];
    for file in files {
        hidden.push(("path".to_owned(), file.path.clone()));
        hidden.push(("text".to_owned(), file.text.clone()));
    }
    ActionForm {
        id: "activate".to_owned(),
        title: visitor.t("page-edition-activate"),
        action: visitor.to("/admin/rules/activate"),
        hidden,
        fields,
        open: refused.is_some(),
    }
}

pub(super) fn page(
    visitor: &Visitor,
    asked: Asked,
    problems: Vec<Problem>,
    verdict: Option<EditionVerdict>,
    action: Option<ActionForm>,
) -> Response {
    let mut asked = asked;
    mark(asked.fields.iter_mut(), &problems);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = EditionPage {
        p: &visitor.shell(),
        title: asked.title,
        lead: asked.lead,
        back: asked.back,
        problems,
        choose: asked.choose,
        verdict,
        actions: action.into_iter().collect(),
        action: asked.action,
        hidden: asked.hidden,
        fields: asked.fields,
    };
    visitor.page(status, &page)
}
