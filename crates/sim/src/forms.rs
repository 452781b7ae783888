//! Requests of invented people.

use cases::{Brought, Language};
use desk::{
    ApplicantForm, Desk, DeskError, LodgingForm, PaperForm, PaperState, ParcelForm, PaymentForm, Session,
};
use directory::Channel;
use identifiers::{Bin, Iin};
use rulebook::ask::FeeQuestion;
use rulebook::model::{ApplicantKind, Payer, Purpose, Standard};

const AREA: &str = "0.12";

/// An empty form for a case of a standard, chosen by chance.
pub fn blank(
    chance: &mut fastrand::Rng,
    standard: &Standard,
    channel: Channel,
    region: &str,
    count: u32,
) -> LodgingForm {
    let case = &standard.cases[chance.usize(..standard.cases.len())];
    let kind = standard.applicants.kinds[chance.usize(..standard.applicants.kinds.len())];
    let several = standard.result.products.len() > 1;
    LodgingForm {
        service: standard.number,
        case: case.number,
        product: several.then(|| case.products[chance.usize(..case.products.len())].clone()),
        channel,
        region: Some(region.to_owned()),
        executing_office: None,
        applicant: ApplicantForm {
            kind,
            name: format!("Оразбеков Нұржан {count}"),
            identifier: identifier(kind, count),
            foreign: None,
            phone: Some("+77010000000".to_owned()),
            email: None,
            postal_address: Some("010000, Астана қаласы, Ойдан көшесі, 1".to_owned()),
            language: Language::Kk,
        },
        representative: None,
        parcels: vec![ParcelForm {
            // Few enough that people meet on one parcel.
            cadastral_number: format!("{region}-318-{:03}-{:03}", 1 + chance.u32(..3), 1 + chance.u32(..200)),
            location: Some("Есіл ауданы".to_owned()),
            purpose: None,
            area_ha: Some(AREA.to_owned()),
            land: (!standard.provider.levels.is_empty()).then(|| "other".to_owned()),
        }],
        papers: Vec::new(),
        conditions: Vec::new(),
        payment: None,
        relief: None,
        accept_incomplete: false,
    }
}

/// Fills in what the list asks for; sometimes one paper stays at home and the applicant insists.
pub fn fill(
    chance: &mut fastrand::Rng,
    desk: &Desk,
    who: &Session,
    standard: &Standard,
    form: &mut LodgingForm,
) -> Result<(), DeskError> {
    if standard.price.tariff.is_some() {
        form.payment = payment(desk, standard, form);
    }
    let preview = desk.prepare_lodging(who, form)?;
    if !preview.offices.is_empty() {
        form.executing_office = Some(preview.offices[chance.usize(..preview.offices.len())].0.clone());
    }
    for paper in preview.papers.iter().filter(|paper| paper.state == PaperState::Missing) {
        let how = serde_json::json!({ "how": paper.ways.first(), "reason": "тізілім істен шықты" });
        if let Ok(brought) = serde_json::from_value::<Brought>(how) {
            form.papers.push(PaperForm { id: paper.id.clone(), brought, count: paper.copies, note: None });
        }
    }
    if chance.u32(..5) == 0 && form.papers.len() > 1 {
        form.papers.swap_remove(chance.usize(..form.papers.len()));
        form.accept_incomplete = true;
    }
    Ok(())
}

fn payment(desk: &Desk, standard: &Standard, form: &LodgingForm) -> Option<PaymentForm> {
    let (payer, purpose) = match form.applicant.kind {
        ApplicantKind::Individual => (Payer::Individual, Some(Purpose::IndividualHousing)),
        ApplicantKind::Entrepreneur => (Payer::SmallBusiness, None),
        ApplicantKind::LegalEntity => (Payer::LegalEntity, None),
    };
    let date = desk.today();
    let question = FeeQuestion {
        product: form.product.as_deref(),
        payer: Some(payer),
        purpose,
        area_ha: AREA.parse().ok(),
        date,
        relief: false,
    };
    let (fee, _) = desk.law().rulebook.fee(standard, &question).ok()?;
    Some(PaymentForm {
        payer,
        purpose,
        area_ha: AREA.to_owned(),
        amount: fee.amount.to_string(),
        receipt_number: "77".to_owned(),
        paid_on: date.to_string(),
    })
}

/// An identifier that is right in form; serials without a check digit give way to their neighbour.
fn identifier(kind: ApplicantKind, count: u32) -> String {
    let entity = kind == ApplicantKind::LegalEntity;
    let prefix = if entity { "070940" } else { "850412" };
    let fits = |text: &str| match entity {
        true => text.parse::<Bin>().is_ok(),
        false => text.parse::<Iin>().is_ok(),
    };
    (count..)
        .flat_map(|serial| (0..10).map(move |check| format!("{prefix}{:05}{check}", serial % 100_000)))
        .find(|text| fits(text))
        .unwrap_or_default()
}
