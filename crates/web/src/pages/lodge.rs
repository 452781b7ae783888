//! Lodging on one screen: the questions, the request, its papers and scans, and what the law says of them.

use axum::extract::{OriginalUri, Request};
use axum::http::StatusCode;
use axum::response::Response;
use cases::{Refusal, RefusalReason, ScanId};
use desk::{
    DeskError, FieldError, IdempotencyKey, KnownApplicant, LodgingForm, LodgingPreview, ScanLine, Session,
};
use pages::{Field, LodgeForm, LodgePage, Lodged, Problem, Shell, Template, Verdict};
use uuid::Uuid;

use super::Visitor;
use super::drafts;
use super::form::{Form, mark};
use super::lodge_fields::{self, typed};
use super::lodge_papers;
use super::lodge_questions::{case, questions, settle, standard};
use super::receipt::receipt_rows;
use super::scans::{SCANS, given};
use super::sent::{Sent, cut};
use super::visitor::blocking;
use super::wording::{self, instant};
use crate::reader::query_pairs;

/// What every conversation comes to, in its order.
const FIRST: [&str; 7] = [
    "service",
    "case",
    "applicant.identifier",
    "applicant.name",
    "parcels.0.cadastral_number",
    "parcels.0.area_ha",
    "payment.receipt_number",
];

/// A request as it stands: what was typed, and what the desk says of it.
struct Standing {
    who: Session,
    asked: Form,
    preview: Option<LodgingPreview>,
    known: Option<KnownApplicant>,
    scans: Vec<ScanLine>,
}

/// The form, empty or with a draft. Staff who may accept requests.
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
    let begun = drafts.iter().find(|draft| draft.key.to_string() == asked.get("draft"));
    let fresh = begun.is_none() && asked.get("service").is_empty();
    let shown = if fresh {
        drafts.iter().map(|draft| drafts::row(&visitor, &who, draft)).collect()
    } else {
        Vec::new()
    };
    let asked = begun.map_or(asked, |draft| Form::of(draft.fields.clone()));
    match standing(&visitor, who, asked).await {
        Ok(standing) => page(&visitor, standing, Vec::new(), shown),
        Err(response) => response,
    }
}

/// Answers what leaves no choice, and asks the desk what it says of the rest.
async fn standing(visitor: &Visitor, who: Session, mut asked: Form) -> Result<Standing, Response> {
    settle(visitor, &who, &mut asked);
    if asked.get("do") != "lodge" {
        lodge_fields::fill_price(visitor, &mut asked);
    }
    if IdempotencyKey::new(asked.get("key")).is_err() {
        asked.put("key", &fresh_key());
    }
    let answered = standard(visitor, &asked).is_some_and(|standard| case(standard, &asked).is_some());
    let preview = match typed(visitor, &asked).filter(|_| answered) {
        Some(form) => Some(preview_of(visitor, who.clone(), &form).await?),
        None => None,
    };
    let known = known(visitor, &who, &asked).await;
    let scans = match IdempotencyKey::new(asked.get("key")) {
        Ok(key) => {
            let who = who.clone();
            let found = blocking(&visitor.app, move |desk| desk.draft_scans(&who, &key)).await;
            found.map_err(|error| visitor.desk_error(&error))?
        }
        Err(_) => Vec::new(),
    };
    Ok(Standing { who, asked, preview, known, scans })
}

async fn preview_of(visitor: &Visitor, who: Session, form: &LodgingForm) -> Result<LodgingPreview, Response> {
    let form = form.clone();
    let found = blocking(&visitor.app, move |desk| desk.prepare_lodging(&who, &form)).await;
    found.map_err(|error| visitor.desk_error(&error))
}

/// The whole page.
fn page(
    visitor: &Visitor,
    standing: Standing,
    mut problems: Vec<Problem>,
    drafts: Vec<pages::DraftRow>,
) -> Response {
    if standing.asked.get("do") == "check"
        && let Some(preview) = &standing.preview
    {
        problems.extend(wrong(visitor, &standing, &preview.problems, preview.refusal.as_ref()));
    }
    // The area is asked once, with the parcel.
    for problem in problems.iter_mut().filter(|problem| problem.field == "payment.area_ha") {
        problem.field = "parcels.0.area_ha".to_owned();
    }
    // The draft has what was typed: the other languages go on with it.
    let path = format!("/lodge?draft={}", standing.asked.get("key"));
    let shell = Shell { path, ..visitor.shell() };
    let form = match form(visitor, &shell, &standing, &problems).render() {
        Ok(form) => form,
        Err(error) => {
            tracing::error!(%error, "a form could not be rendered");
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            return visitor.error(status, "page-unavailable", "page-unavailable-remedy", None);
        }
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    visitor.page(status, &LodgePage { p: &shell, problems, form, drafts })
}

/// What stands in the form, each problem beside its field.
fn form<'a>(
    visitor: &Visitor,
    shell: &'a Shell<'a>,
    standing: &Standing,
    problems: &[Problem],
) -> LodgeForm<'a> {
    let Standing { who, asked, preview, known, scans } = standing;
    let preview = preview.as_ref();
    let (mut papers, strays) = lodge_papers::papers(visitor, asked, preview, scans);
    let mut form = LodgeForm {
        p: shell,
        hidden: ["key", "payment.reckoned"]
            .map(|name| (name.to_owned(), asked.get(name).to_owned()))
            .to_vec(),
        questions: questions(visitor, who, asked),
        applicant: lodge_fields::applicant(visitor, asked),
        known: known.as_ref().map(|known| {
            let args =
                [("name", known.applicant.name.as_str().into()), ("number", known.from.to_string().into())];
            visitor.app.messages.text(visitor.language, "page-known", &args)
        }),
        subject: lodge_fields::subject(visitor, asked, preview),
        papers: Vec::new(),
        strays,
        closing: lodge_fields::closing(visitor, asked, preview),
        verdict: verdict(visitor, asked, preview),
    };
    mark(fields_of(&mut form).chain(papers.iter_mut().map(|paper| &mut paper.file)), problems);
    if problems.is_empty() {
        focus(&mut form, asked);
    }
    form.papers = papers;
    form
}

/// The keyboard begins with the first thing that is still open in the conversation.
fn focus(form: &mut LodgeForm<'_>, asked: &Form) {
    let open = FIRST.into_iter().find(|name| asked.get(name).is_empty());
    if let Some(field) = fields_of(form).find(|field| Some(field.name.as_str()) == open) {
        field.focus = true;
    }
}

fn fields_of<'f>(form: &'f mut LodgeForm<'_>) -> impl Iterator<Item = &'f mut Field> {
    let first = [&mut form.questions, &mut form.applicant].into_iter();
    let parts = first.chain(&mut form.subject).chain(&mut form.closing);
    parts
        .flat_map(|part| part.fields.iter_mut().chain(part.more.iter_mut().flat_map(|more| &mut more.fields)))
}

fn verdict(visitor: &Visitor, asked: &Form, preview: Option<&LodgingPreview>) -> Verdict {
    let Some(preview) = preview else {
        let chosen = standard(visitor, asked).is_some();
        let first = if chosen { "page-reception-case-first" } else { "page-reception-first" };
        return Verdict { first: Some(visitor.t(first)), ..Verdict::default() };
    };
    let zone = lodge_fields::zone(visitor, asked);
    let term = preview.term.as_ref().and_then(|term| {
        let due = instant(term.due?, &zone);
        Some(format!("{due} ({})", term.cite))
    });
    let parallels = preview.parallels.iter().map(|other| {
        let day = other.lodged_at.to_zoned(zone.clone()).date();
        format!("{}, {}, {}", other.number, other.parcel, wording::day(day))
    });
    let fee = lodge_fields::price(visitor, asked).or(preview.fee.clone());
    let office = match preview.offices.as_slice() {
        [only] => Some(visitor.office(&only.0)),
        _ => None,
    };
    Verdict {
        first: None,
        fee: fee.map(|fee| lodge_fields::fee_line(visitor, &fee)),
        term,
        office,
        parallels: parallels.collect(),
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
async fn fill_in(visitor: &Visitor, who: &Session, asked: &mut Form) {
    let Some(known) = known(visitor, who, asked).await else { return };
    let applicant = &known.applicant;
    asked.fill("applicant.name", Some(&applicant.name));
    asked.fill("applicant.phone", applicant.phone.as_deref());
    asked.fill("applicant.email", applicant.email.as_deref());
    asked.fill("applicant.postal_address", applicant.postal_address.as_deref());
}

/// What became of a form that was sent.
struct Taken {
    form: Form,
    problems: Vec<Problem>,
    /// The request was lodged under its key before; nothing was kept.
    lodged: bool,
}

/// Keeps what was typed and the files beside it, and does what was asked besides lodging: fill in, take a scan away.
async fn take(visitor: &Visitor, who: &Session, sent: Sent) -> Result<Taken, Response> {
    let mut asked = sent.form;
    if asked.get("do") == "fill" {
        fill_in(visitor, who, &mut asked).await;
    }
    let mut problems = Vec::new();
    if !drafts::keep(visitor, who, &asked).await {
        return Ok(Taken { form: asked, problems, lodged: true });
    }
    if sent.cut {
        problems.push(cut(visitor, ""));
    }
    let Ok(key) = IdempotencyKey::new(asked.get("key")) else {
        return Ok(Taken { form: asked, problems, lodged: false });
    };
    for given in sent.files.into_iter().map(given) {
        let (who, key) = (who.clone(), key.clone());
        match blocking(&visitor.app, move |desk| desk.attach_scan(&who, &key, given)).await {
            Ok(()) => {}
            Err(DeskError::KeyReused) => return Ok(Taken { form: asked, problems, lodged: true }),
            Err(error) => {
                problems.extend(visitor.problems(error).map_err(|error| visitor.desk_error(&error))?);
            }
        }
    }
    if let Some(scan) = asked.get("do").strip_prefix("away:").and_then(|id| id.parse().ok()) {
        let who = who.clone();
        blocking(&visitor.app, move |desk| desk.take_scan_away(&who, &key, ScanId(scan)))
            .await
            .map_err(|error| visitor.desk_error(&error))?;
    }
    Ok(Taken { form: asked, problems, lodged: false })
}

/// The form alone, brought up to date. Staff who may accept requests; what was typed is kept as their draft.
pub(super) async fn check(visitor: Visitor, request: Request) -> Response {
    let (who, sent) = match received(&visitor, request).await {
        Ok(received) => received,
        Err(response) => return response,
    };
    let Taken { form: asked, problems, .. } = match take(&visitor, &who, sent).await {
        // Whoever looks at the receipt by now needs no form any more.
        Ok(taken) if taken.lodged => {
            return visitor.error(StatusCode::CONFLICT, "page-stale", "page-stale-remedy", None);
        }
        Ok(taken) => taken,
        Err(response) => return response,
    };
    match standing(&visitor, who, asked).await {
        Ok(standing) => visitor.page(StatusCode::OK, &form(&visitor, &visitor.shell(), &standing, &problems)),
        Err(response) => response,
    }
}

async fn received(visitor: &Visitor, request: Request) -> Result<(Session, Sent), Response> {
    // Nobody sends files who is not signed in.
    visitor.signed_in().map_err(|response| *response)?;
    let sent = Sent::read(request, SCANS).await?;
    let who = visitor.with_token(sent.form.get("csrf")).map_err(|response| *response)?;
    Ok((who, sent))
}

/// Checks the form, fills it in from what is known, keeps scans, or lodges it. Staff who may accept requests at their
/// own office.
pub(super) async fn submit(visitor: Visitor, request: Request) -> Response {
    let (who, sent) = match received(&visitor, request).await {
        Ok(received) => received,
        Err(response) => return response,
    };
    let Taken { form: asked, mut problems, .. } = match take(&visitor, &who, sent).await {
        Ok(taken) => taken,
        Err(response) => return response,
    };
    let standing = match standing(&visitor, who, asked).await {
        Ok(standing) => standing,
        Err(response) => return response,
    };
    if standing.asked.get("do") != "lodge" {
        return page(&visitor, standing, problems, Vec::new());
    }
    for name in ["service", "case"].into_iter().filter(|name| standing.asked.get(name).is_empty()) {
        let text = visitor.t("page-required");
        problems.push(Problem { field: name.to_owned(), text, cite: None });
    }
    let form = typed(&visitor, &standing.asked).filter(|_| problems.is_empty());
    let (Some(form), Ok(key)) = (form, IdempotencyKey::new(standing.asked.get("key"))) else {
        return page(&visitor, standing, problems, Vec::new());
    };
    let who = standing.who.clone();
    match blocking(&visitor.app, move |desk| desk.lodge(&who, &form, &key)).await {
        Ok(lodged) => done(&visitor, standing.who, &lodged).await,
        Err(error) => refused(&visitor, standing, error),
    }
}

fn refused(visitor: &Visitor, standing: Standing, error: DeskError) -> Response {
    let problems = match error {
        DeskError::Refused(refusal) => wrong(visitor, &standing, &[], Some(&refusal)),
        DeskError::Invalid(fields) => wrong(visitor, &standing, &fields, None),
        error => return visitor.desk_error(&error),
    };
    page(visitor, standing, problems, Vec::new())
}

/// All that is wrong, at once: fields, what the law forbids, and each missing paper with the way to its box.
fn wrong(
    visitor: &Visitor,
    standing: &Standing,
    fields: &[FieldError],
    refusal: Option<&Refusal>,
) -> Vec<Problem> {
    let mut problems: Vec<Problem> = fields.iter().map(|error| wording::field(error, visitor)).collect();
    let lacking = lodge_papers::lacking(visitor, &standing.asked, standing.preview.as_ref());
    let told = |refusal: &&Refusal| {
        lacking.is_empty() || !matches!(&*refusal.reason, RefusalReason::PapersMissing { .. })
    };
    problems.extend(refusal.filter(told).map(|refusal| wording::refusal(refusal, visitor)));
    problems.extend(lacking);
    problems
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
        next: visitor.to("/lodge"),
        receipt: receipt_rows(visitor, &view),
        track: visitor.to_in_full("/track"),
    };
    visitor.page(StatusCode::OK, &page)
}

/// A key that makes a second click harmless.
pub(super) fn fresh_key() -> String {
    Uuid::new_v4().to_string()
}
