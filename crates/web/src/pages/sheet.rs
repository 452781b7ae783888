//! Forms of the annexes: blank to fill in and print, or filled in from a case.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use cases::{ApplicantIdentity, EntityIdentity, ForeignDocument, PersonIdentity, Request};
use pages::{Sheet, SheetLine};
use rulebook::model::{FieldKind, Form, FormField, Standard};

use super::Visitor;
use super::case::view;
use super::wording::day;

/// Rows of a blank table; as many as its form leaves on a page.
const ROWS: usize = 5;

/// A blank form of an annex. Anybody may see it; what is typed into it stays on the reader's screen.
pub(super) async fn blank(
    visitor: Visitor,
    Path((_, number, annex)): Path<(String, String, String)>,
) -> Response {
    let desk = &visitor.app.desk;
    let standard =
        number.parse().ok().and_then(|number| desk.law().rulebook.standard_on(number, desk.today()));
    let back = |standard: &Standard| visitor.to(&format!("/services/{}", standard.number));
    shown(&visitor, standard, &annex, back, |_| None)
}

/// The same filled in as far as the case says. Staff who may see the case.
pub(super) async fn filled(
    visitor: Visitor,
    Path((_, id, annex)): Path<(String, String, String)>,
) -> Response {
    let seen = match view(&visitor, &id, "form").await {
        Ok(seen) => seen,
        Err(response) => return response,
    };
    let request = &seen.case.request;
    let edition = &request.edition;
    let standard = visitor.app.desk.law().rulebook.edition(edition.service, edition.adopted).ok();
    let back = |_: &Standard| visitor.to(&format!("/cases/{}", request.id.0));
    shown(&visitor, standard, &annex, back, |field| known(&visitor, request, field))
}

fn shown(
    visitor: &Visitor,
    standard: Option<&Standard>,
    annex: &str,
    back: impl Fn(&Standard) -> String,
    value: impl Fn(&FormField) -> Option<String>,
) -> Response {
    let found = standard.and_then(|standard| {
        let form = standard.forms.iter().find(|form| form.annex == annex && form.is_paper())?;
        Some((standard, form))
    });
    let Some((standard, form)) = found else {
        return visitor.error(StatusCode::NOT_FOUND, "page-not-found", "page-not-found-remedy", None);
    };
    let of = |text: &calendar::Text| visitor.language.of(text).to_owned();
    let page = Sheet {
        p: &visitor.shell(),
        title: of(&form.name),
        service: of(&standard.name),
        cite: form.cite.to_string(),
        lines: form.fields.iter().map(|field| line(field, of(&field.label), value(field))).collect(),
        columns: form.columns.iter().map(|column| of(&column.label)).collect(),
        rows: if form.columns.is_empty() { 0 } else { ROWS },
        back: back(standard),
    };
    visitor.page(StatusCode::OK, &page)
}

fn line(field: &FormField, label: String, value: Option<String>) -> SheetLine {
    SheetLine {
        id: field.id.clone(),
        label,
        value: value.unwrap_or_default(),
        by_hand: field.kind == FieldKind::Signature,
        long: field.kind == FieldKind::Text,
    }
}

/// What a case says of a field, by the names that the forms of all annexes share.
fn known(visitor: &Visitor, request: &Request, field: &FormField) -> Option<String> {
    let applicant = &request.applicant;
    let parcel = request.parcels.first();
    let identifier = || Some(identifier(&applicant.identity));
    let contact = || {
        let said = [applicant.phone.clone(), applicant.postal_address.clone(), applicant.email.clone()];
        Some(said.into_iter().flatten().collect::<Vec<_>>().join(", "))
    };
    match field.id.as_str() {
        "applicant-name" => Some(applicant.name.clone()),
        "applicant-identifier" => identifier(),
        "applicant-contact" | "applicant-papers-and-contact" => contact(),
        "applicant-papers" => identifier(),
        "enterprise" | "body" => Some(visitor.office(&request.executing_office.0)),
        "purpose" | "present-purpose" => parcel?.purpose.clone(),
        "location" => parcel?.location.clone(),
        "cadastral-number" => parcel?.cadastral_number.as_ref().map(ToString::to_string),
        "area" => parcel?.area_ha.map(|area| area.to_string()),
        "date" => Some(day(request.zone.local(request.lodged_at).date())),
        _ => None,
    }
}

/// A number of this country, else the foreign paper.
fn identifier(identity: &ApplicantIdentity) -> String {
    let abroad = |paper: &ForeignDocument| format!("{} {}, {}", paper.kind, paper.number, paper.country);
    match identity {
        ApplicantIdentity::Individual(person) | ApplicantIdentity::Entrepreneur(person) => match person {
            PersonIdentity::Iin(iin) => iin.to_string(),
            PersonIdentity::ForeignDocument(paper) => abroad(paper),
        },
        ApplicantIdentity::LegalEntity(EntityIdentity::Bin(bin)) => bin.to_string(),
        ApplicantIdentity::LegalEntity(EntityIdentity::ForeignDocument(paper)) => abroad(paper),
    }
}

/// Forms that a standard prints, as links: address and title.
pub(super) fn sheets(visitor: &Visitor, standard: &Standard, base: &str) -> Vec<(String, String)> {
    let papers = standard.forms.iter().filter(|form| form.is_paper());
    papers.map(|form| (address(base, form), visitor.language.of(&form.name).to_owned())).collect()
}

/// Address of a form.
pub(super) fn address(base: &str, form: &Form) -> String {
    format!("{base}/forms/{}", form.annex)
}
