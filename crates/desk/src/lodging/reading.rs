//! Reading a form: every field checked, all errors at once.

use cases::{
    Applicant, ApplicantIdentity, CaseId, EntityIdentity, ForeignDocument, Lodging, Parcel, Payment,
    PersonIdentity, ReceivedPaper, ReliefClaim, Representative, StatedCondition,
};
use directory::Channel;
use rulebook::model::{ApplicantKind, Standard};
use uuid::Uuid;

use super::form::{ApplicantForm, LodgingForm, ParcelForm, PaymentForm, ReliefForm, RepresentativeForm};
use super::routing::Route;
use crate::check::{
    ADDRESS_MOST, CONDITIONS_MOST, Check, ID_MOST, NAME_MOST, NOTE_MOST, NUMBER_MOST, PAPERS_MOST,
    PARCELS_MOST, REASON_MOST,
};
use crate::view::PaperState;
use crate::{Desk, FieldError, Session};

/// What a form says, as far as it could be read.
pub(super) struct Read<'d> {
    pub standard: Option<&'d Standard>,
    pub route: Option<Route>,
    /// Complete where no field is wrong; identifier and serial are given when it is registered.
    pub lodging: Option<Lodging>,
    pub errors: Vec<FieldError>,
}

impl Desk {
    pub(super) fn read_form<'d>(&'d self, who: &Session, form: &LodgingForm) -> Read<'d> {
        let mut check = Check::default();
        let today = self.today();
        let standard = self.law().standard(form.service, today).ok();
        if standard.is_none() {
            check.add(FieldError::new("service", "desk-service-unknown"));
        }
        let product = check.optional("product", form.product.as_deref(), ID_MOST);
        let applicant = applicant(&form.applicant, &mut check);
        let representative = match &form.representative {
            None => Some(None),
            Some(form) => representative(form, &mut check).map(Some),
        };
        check.rows("parcels", form.parcels.len(), PARCELS_MOST);
        let rows = form.parcels.iter().take(PARCELS_MOST).enumerate();
        let parcels: Vec<Parcel> = rows.map(|(place, form)| parcel(place, form, &mut check)).collect();
        let papers = papers(form, &mut check);
        let conditions = conditions(form, &mut check);
        let payment = form.payment.as_ref().and_then(|form| payment(form, today, &mut check));
        let relief = form.relief.as_ref().map(|form| relief(form, &mut check));
        let route = standard.and_then(|standard| self.route(who, form, standard, &parcels, &mut check));
        let errors = check.errors();
        let lodging = match (applicant, representative, &route) {
            (Some(applicant), Some(representative), Some(route)) if errors.is_empty() => {
                route.executing.clone().map(|executing_office| Lodging {
                    id: CaseId(Uuid::nil()),
                    serial: 1,
                    service: form.service,
                    channel: form.channel,
                    case: form.case,
                    product,
                    region: route.region.clone(),
                    zone: route.zone.clone(),
                    lodging_office: (form.channel != Channel::Portal).then(|| who.account.office.clone()),
                    executing_office,
                    applicant,
                    representative,
                    parcels,
                    papers,
                    conditions,
                    payment,
                    relief,
                    accept_incomplete: form.accept_incomplete,
                })
            }
            _ => None,
        };
        Read { standard, route, lodging, errors }
    }
}

fn applicant(form: &ApplicantForm, check: &mut Check) -> Option<Applicant> {
    let name = check.text("applicant.name", &form.name, NAME_MOST);
    let identity = match (form.kind, &form.foreign) {
        (ApplicantKind::LegalEntity, None) => check
            .bin("applicant.identifier", &form.identifier)
            .map(|bin| ApplicantIdentity::LegalEntity(EntityIdentity::Bin(bin))),
        (ApplicantKind::LegalEntity, Some(foreign)) => {
            let foreign = foreign_document("applicant.foreign", foreign, check);
            Some(ApplicantIdentity::LegalEntity(EntityIdentity::ForeignDocument(foreign)))
        }
        (kind, foreign) => {
            let person = person("applicant", &form.identifier, foreign.as_ref(), check);
            person.map(|person| match kind {
                ApplicantKind::Entrepreneur => ApplicantIdentity::Entrepreneur(person),
                _ => ApplicantIdentity::Individual(person),
            })
        }
    };
    let phone = check.phone("applicant.phone", form.phone.as_deref());
    let email = check.email("applicant.email", form.email.as_deref());
    let postal_address =
        check.optional("applicant.postal_address", form.postal_address.as_deref(), ADDRESS_MOST);
    Some(Applicant { name, identity: identity?, phone, email, postal_address, language: form.language })
}

fn representative(form: &RepresentativeForm, check: &mut Check) -> Option<Representative> {
    let name = check.text("representative.name", &form.name, NAME_MOST);
    let identity = person("representative", &form.identifier, form.foreign.as_ref(), check);
    let phone = check.phone("representative.phone", form.phone.as_deref());
    let authority = check.text("representative.authority", &form.authority, NOTE_MOST);
    Some(Representative { name, identity: identity?, phone, authority })
}

fn person(
    whose: &str,
    identifier: &str,
    foreign: Option<&ForeignDocument>,
    check: &mut Check,
) -> Option<PersonIdentity> {
    match foreign {
        None => check.iin(&format!("{whose}.identifier"), identifier).map(PersonIdentity::Iin),
        Some(foreign) => Some(PersonIdentity::ForeignDocument(foreign_document(
            &format!("{whose}.foreign"),
            foreign,
            check,
        ))),
    }
}

fn foreign_document(field: &str, form: &ForeignDocument, check: &mut Check) -> ForeignDocument {
    ForeignDocument {
        country: check.text(&format!("{field}.country"), &form.country, ID_MOST),
        kind: check.text(&format!("{field}.kind"), &form.kind, ID_MOST),
        number: check.text(&format!("{field}.number"), &form.number, NUMBER_MOST),
    }
}

fn parcel(place: usize, form: &ParcelForm, check: &mut Check) -> Parcel {
    let field = |name: &str| format!("parcels.{place}.{name}");
    let typed = form.cadastral_number.trim();
    let number =
        (!typed.is_empty()).then(|| check.cadastral_number(&field("cadastral_number"), typed)).flatten();
    let location = check.optional(&field("location"), form.location.as_deref(), ADDRESS_MOST);
    if typed.is_empty() && location.is_none() {
        check.add(FieldError::new(field("cadastral_number"), "desk-parcel-unnamed"));
    }
    let purpose = check.optional(&field("purpose"), form.purpose.as_deref(), ADDRESS_MOST);
    let area = form.area_ha.as_deref().filter(|area| !area.trim().is_empty());
    let area_ha = area.and_then(|area| check.decimal(&field("area_ha"), area));
    let land = check.optional(&field("land"), form.land.as_deref(), ID_MOST);
    Parcel { cadastral_number: number, location, purpose, area_ha, land }
}

fn papers(form: &LodgingForm, check: &mut Check) -> Vec<ReceivedPaper> {
    check.rows("papers", form.papers.len(), PAPERS_MOST);
    let rows = form.papers.iter().take(PAPERS_MOST).enumerate();
    rows.map(|(place, paper)| ReceivedPaper {
        id: check.text(&format!("papers.{place}.id"), &paper.id, ID_MOST),
        brought: paper.brought.clone(),
        count: paper.count,
        note: check.optional(&format!("papers.{place}.note"), paper.note.as_deref(), NOTE_MOST),
    })
    .collect()
}

fn conditions(form: &LodgingForm, check: &mut Check) -> Vec<StatedCondition> {
    check.rows("conditions", form.conditions.len(), CONDITIONS_MOST);
    let rows = form.conditions.iter().take(CONDITIONS_MOST).enumerate();
    rows.map(|(place, condition)| StatedCondition {
        id: check.text(&format!("conditions.{place}.id"), &condition.id, ID_MOST),
        holds: condition.holds,
        reason: check.optional(
            &format!("conditions.{place}.reason"),
            condition.reason.as_deref(),
            REASON_MOST,
        ),
    })
    .collect()
}

fn payment(form: &PaymentForm, today: jiff::civil::Date, check: &mut Check) -> Option<Payment> {
    let area_ha = check.decimal("payment.area_ha", &form.area_ha);
    let amount = check.decimal("payment.amount", &form.amount);
    let receipt_number = check.text("payment.receipt_number", &form.receipt_number, NUMBER_MOST);
    let paid_on = check.past_day("payment.paid_on", &form.paid_on, today);
    Some(Payment {
        payer: form.payer,
        purpose: form.purpose,
        area_ha: area_ha?,
        amount: amount?,
        receipt_number,
        paid_on: paid_on?,
    })
}

fn relief(form: &ReliefForm, check: &mut Check) -> ReliefClaim {
    ReliefClaim {
        id: check.text("relief.id", &form.id, ID_MOST),
        proof: check.text("relief.proof", &form.proof, NOTE_MOST),
    }
}

/// Whether a paper of the list is here.
pub(super) fn state_of(brought: bool, due: bool, satisfied: bool) -> PaperState {
    match (brought, due && !satisfied) {
        (true, _) => PaperState::Brought,
        (false, true) => PaperState::Missing,
        (false, false) => PaperState::NotDue,
    }
}
