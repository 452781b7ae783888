//! Lodging: first which request, then the request itself with its live checklist.

use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::{ReceiptContent, StateName};
use desk::{IdempotencyKey, KnownApplicant, LodgingForm, LodgingPreview, Session};
use pages::{LodgeChoice, LodgePage, Lodged, PaperRow, Preview, Problem, Template};
use uuid::Uuid;

use super::Visitor;
use super::drafts;
use super::form::{Form, mark};
use super::lodge_fields::{self, choosing, parts, typed};
use super::visitor::blocking;
use super::wording::{self, instant};
use crate::reader::query_pairs;

/// Asks which request, or shows its form. Staff who may accept requests.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let asked = Form::of(query_pairs(&uri));
    let drafts = match drafts::of(&visitor, &who).await {
        Ok(drafts) => drafts,
        Err(response) => return response,
    };
    if let Some(begun) = drafts.iter().find(|draft| draft.key.to_string() == asked.get("draft")) {
        let begun = Form::of(begun.fields.clone());
        if let Some(form) = typed(&begun) {
            return request(&visitor, who, &begun, form, Vec::new()).await;
        }
    }
    match typed(&asked) {
        Some(form) if asked.get("go") == "form" => request(&visitor, who, &asked, form, Vec::new()).await,
        _ => {
            let fields = choosing(&visitor, &who, &asked);
            let page = LodgeChoice {
                p: &visitor.shell(),
                problems: Vec::new(),
                fields,
                go: visitor.t("page-continue"),
                drafts: drafts.iter().map(|draft| drafts::row(&visitor, &who, draft)).collect(),
            };
            visitor.page(StatusCode::OK, &page)
        }
    }
}

/// The form with what the law says of it.
async fn request(
    visitor: &Visitor,
    who: Session,
    asked: &Form,
    form: LodgingForm,
    mut problems: Vec<Problem>,
) -> Response {
    let preview = match preview_of(visitor, who.clone(), &form).await {
        Ok(preview) => preview,
        Err(response) => return response,
    };
    let Some((service, case)) = lodge_fields::titles(visitor, &form) else {
        return visitor.error(StatusCode::NOT_FOUND, "page-not-found", "page-not-found-remedy", None);
    };
    let shell = visitor.shell();
    let known = known(visitor, &who, asked).await;
    let shown = fill(visitor, &shell, asked, &preview, known.as_ref());
    let html = match shown.render() {
        Ok(html) => html,
        Err(_) => {
            return visitor.error(
                StatusCode::INTERNAL_SERVER_ERROR,
                "page-unavailable",
                "page-unavailable-remedy",
                None,
            );
        }
    };
    let mut parts = parts(visitor, asked, &form, &preview);
    if asked.get("do") == "check" {
        problems.extend(preview.problems.iter().map(|error| wording::field(error, visitor)));
    }
    mark(parts.iter_mut().flat_map(|(_, fields)| fields), &problems);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = LodgePage {
        p: &shell,
        service,
        case,
        problems,
        hidden: lodge_fields::hidden(asked),
        parts,
        preview: html,
    };
    visitor.page(status, &page)
}

async fn preview_of(visitor: &Visitor, who: Session, form: &LodgingForm) -> Result<LodgingPreview, Response> {
    let form = form.clone();
    let found = blocking(&visitor.app, move |desk| desk.prepare_lodging(&who, &form)).await;
    found.map_err(|error| visitor.desk_error(&error))
}

fn fill<'a>(
    visitor: &Visitor,
    shell: &'a pages::Shell<'a>,
    asked: &Form,
    preview: &LodgingPreview,
    known: Option<&KnownApplicant>,
) -> Preview<'a> {
    let papers: Vec<PaperRow> =
        preview.papers.iter().map(|paper| lodge_fields::paper(visitor, asked, paper)).collect();
    let zone = lodge_fields::zone(visitor, asked);
    let fee = preview.fee.as_ref().map(|fee| lodge_fields::fee_line(visitor, fee));
    let term = preview.term.as_ref().and_then(|term| {
        let due = instant(term.due?, &zone);
        Some(format!("{due} ({})", term.cite))
    });
    let parallels = preview.parallels.iter().map(|other| {
        let day = other.lodged_at.to_zoned(zone.clone()).date();
        format!("{}, {}, {}", other.number, other.parcel, day.strftime("%d.%m.%Y"))
    });
    Preview {
        p: shell,
        missing: papers.iter().filter(|paper| paper.missing).count(),
        papers,
        fee,
        term,
        parallels: parallels.collect(),
        known: known.map(|known| {
            let args =
                [("name", known.applicant.name.as_str().into()), ("number", known.from.to_string().into())];
            visitor.app.messages.text(visitor.language, "page-known", &args)
        }),
    }
}

/// Who applied before under the number that was typed, while no name is typed beside it.
async fn known(visitor: &Visitor, who: &Session, asked: &Form) -> Option<KnownApplicant> {
    let identifier = asked.some("applicant.identifier").filter(|_| asked.get("applicant.name").is_empty())?;
    let who = who.clone();
    let found = blocking(&visitor.app, move |desk| desk.known_applicant(&who, &identifier)).await;
    found.unwrap_or_else(|error| {
        // The officer types the name then, as for somebody new.
        tracing::warn!(%error, "an applicant was not looked up");
        None
    })
}

/// Fills what was left empty from what is known.
fn fill_in(asked: &mut Form, known: &KnownApplicant) {
    let applicant = &known.applicant;
    asked.fill("applicant.name", Some(&applicant.name));
    asked.fill("applicant.phone", applicant.phone.as_deref());
    asked.fill("applicant.email", applicant.email.as_deref());
    asked.fill("applicant.postal_address", applicant.postal_address.as_deref());
}

/// The live checklist alone. Staff who may accept requests; what was typed is kept as their draft.
pub(super) async fn check(visitor: Visitor, asked: Form) -> Response {
    let who = match visitor.with_token(asked.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let Some(form) = typed(&asked) else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    drafts::keep(&visitor, &who, &asked).await;
    let preview = match preview_of(&visitor, who.clone(), &form).await {
        Ok(preview) => preview,
        Err(response) => return response,
    };
    let shell = visitor.shell();
    let known = known(&visitor, &who, &asked).await;
    let shown = fill(&visitor, &shell, &asked, &preview, known.as_ref());
    visitor.page(StatusCode::OK, &shown)
}

/// Checks the form, fills it in from what is known, or lodges it. Staff who may accept requests at their own office.
pub(super) async fn submit(visitor: Visitor, mut asked: Form) -> Response {
    let who = match visitor.with_token(asked.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    if asked.get("do") == "fill"
        && let Some(known) = known(&visitor, &who, &asked).await
    {
        fill_in(&mut asked, &known);
    }
    let Some(form) = typed(&asked) else { return Redirect::to(&visitor.to("/lodge")).into_response() };
    if asked.get("do") != "lodge" {
        drafts::keep(&visitor, &who, &asked).await;
        return request(&visitor, who, &asked, form, Vec::new()).await;
    }
    let Ok(key) = IdempotencyKey::new(asked.get("key")) else {
        return Redirect::to(&visitor.to("/lodge")).into_response();
    };
    let (caller, sent) = (who.clone(), form.clone());
    let lodged = blocking(&visitor.app, move |desk| desk.lodge(&caller, &sent, &key)).await;
    match lodged {
        Ok(lodged) => done(&visitor, who, &lodged).await,
        Err(error) => match visitor.problems(error) {
            Ok(problems) => request(&visitor, who, &asked, form, problems).await,
            Err(error) => visitor.desk_error(&error),
        },
    }
}

async fn done(visitor: &Visitor, who: Session, lodged: &desk::Lodged) -> Response {
    let id = lodged.acted.case;
    let view = match blocking(&visitor.app, move |desk| desk.case(&who, id, "receipt")).await {
        Ok(view) => view,
        Err(error) => return visitor.desk_error(&error),
    };
    let page = Lodged {
        p: &visitor.shell(),
        number: lodged.acted.number.to_string(),
        secret: lodged.tracking_secret.as_ref().map(|secret| secret.reveal().to_owned()),
        case: visitor.to(&format!("/cases/{}", id.0)),
        receipt: receipt_rows(visitor, &view),
        track: visitor.to("/track"),
    };
    visitor.page(StatusCode::OK, &page)
}

/// The receipt, line by line as ¶14 lists it.
pub(super) fn receipt_rows(visitor: &Visitor, view: &desk::CaseView) -> Vec<pages::ReceiptRow> {
    let of = |text: &calendar::Text| visitor.language.of(text).to_owned();
    let moment = |at: &jiff::Zoned| at.strftime("%d.%m.%Y %H:%M").to_string();
    let lines = view.receipt.iter().flat_map(|receipt| &receipt.lines);
    lines
        .map(|line| {
            let lines = match &line.content {
                ReceiptContent::NumberAndDate { number, accepted_at } => {
                    vec![number.to_string(), moment(accepted_at)]
                }
                ReceiptContent::Service { name, product } => {
                    std::iter::once(of(name)).chain(product.as_ref().map(of)).collect()
                }
                ReceiptContent::Documents { count, papers } => std::iter::once(count.to_string())
                    .chain(papers.iter().map(|(name, copies)| format!("{} ({copies})", of(name))))
                    .collect(),
                ReceiptContent::HandOut { at, office } => at
                    .as_ref()
                    .map(moment)
                    .into_iter()
                    .chain(office.as_ref().map(|office| visitor.office(&office.0)))
                    .collect(),
                ReceiptContent::AcceptedBy { name, post } => vec![format!("{name}, {post}")],
                ReceiptContent::People { applicant, representative } => std::iter::once(applicant)
                    .chain(representative)
                    .map(|(name, phone)| match phone {
                        Some(phone) => format!("{name}, {phone}"),
                        None => name.clone(),
                    })
                    .collect(),
            };
            let heading = line.heading.as_ref().map_or_else(|| visitor.t(StateName::Lodged.message()), of);
            pages::ReceiptRow { heading, lines, cite: line.cite.to_string() }
        })
        .collect()
}

/// A key that makes a second click harmless.
pub(super) fn fresh_key() -> String {
    Uuid::new_v4().to_string()
}
