//! Lodging: who may apply here, for what, with which papers and which payment.

use rulebook::Rulebook;
use rulebook::ask::{AskError, FeeQuestion};
use rulebook::model::{Cite, KnownBy, Routing, Standard};

use crate::case::{Parallel, Request};
use crate::command::{CommandKind, Lodging, ParallelCase};
use crate::completeness::{self, Circumstances, FEE_RECEIPT, belonging};
use crate::decide::{Drafts, text};
use crate::event::Event;
use crate::evolve::opened;
use crate::ids::EditionId;
use crate::law::{Facts, asked_product, case_cite, parallel_ground};
use crate::number::ReceiptNumber;
use crate::papers::{Brought, Parcel, Payment, ReceivedPaper};
use crate::people::Actor;
use crate::refusal::{Named, Refusal, RefusalReason};

pub(crate) fn lodge(lodging: &Lodging, facts: &Facts<'_>) -> Result<Drafts, Refusal> {
    let today = lodging.zone.day(facts.now);
    let standard = facts.rulebook.standard_on(lodging.service, today).ok_or_else(|| {
        let known = facts.rulebook.numbers().collect();
        Refusal::from_ask(AskError::UnknownService { number: u32::from(lodging.service), known })
    })?;
    let product = product(standard, lodging)?;
    let number = ReceiptNumber::new(lodging.service, today.year(), lodging.serial)
        .map_err(|error| Refusal::new(RefusalReason::Number(error), &standard.receipt.cite))?;
    let request = Request {
        id: lodging.id,
        number,
        edition: EditionId { service: standard.number, adopted: standard.edition.adopted },
        case: lodging.case,
        product,
        channel: lodging.channel,
        lodging_office: lodging.lodging_office.clone(),
        executing_office: lodging.executing_office.clone(),
        region: lodging.region.clone(),
        zone: lodging.zone.clone(),
        lodged_at: facts.now,
        accepted_by: facts.actor.clone(),
        applicant: lodging.applicant.clone(),
        representative: lodging.representative.clone(),
        parcels: lodging.parcels.clone(),
        papers: lodging.papers.clone(),
        conditions: lodging.conditions.clone(),
        payment: lodging.payment.clone(),
        relief: lodging.relief.clone(),
    };
    let missing = check(&request, standard, facts, lodging.accept_incomplete)?;
    let cite = case_cite(standard, request.case);
    let mut drafts = parallels(&request, standard, facts);
    let lodged = Event::Lodged { request: Box::new(request), missing };
    // A request whose term cannot be told is not accepted: nobody could answer for it.
    crate::clocks::clocks(&opened_from(&lodged, facts)?, standard, facts.calendar)
        .map_err(Refusal::from_term)?;
    drafts.insert(0, (lodged, cite));
    Ok(drafts)
}

fn opened_from(lodged: &Event, facts: &Facts<'_>) -> Result<crate::case::Case, Refusal> {
    opened(lodged, facts.now).ok_or_else(|| Refusal::without_cite(RefusalReason::NotLodged))
}

/// The product that is meant: named, or the only one that the case gives.
fn product(standard: &Standard, lodging: &Lodging) -> Result<String, Refusal> {
    let case = standard.cases.iter().find(|case| case.number == lodging.case);
    match (&lodging.product, case.map(|case| case.products.as_slice())) {
        (None, Some([only])) => Ok(only.clone()),
        (named, _) => {
            let named = named.as_deref();
            // Where the service has one product, naming it is harmless.
            if let (Some(named), [only]) = (named, standard.result.products.as_slice())
                && only.id == named
            {
                return Ok(only.id.clone());
            }
            rulebook::ask::product_of(standard, named)
                .map(|product| product.id.clone())
                .map_err(Refusal::from_ask)
        }
    }
}

fn check(
    request: &Request,
    standard: &Standard,
    facts: &Facts<'_>,
    accept_incomplete: bool,
) -> Result<Vec<String>, Refusal> {
    let circumstances = Circumstances::of(request);
    circumstances.checklist(standard, Some(circumstances.applicant)).map_err(Refusal::from_ask)?;
    check_acceptance(request, standard, facts)?;
    check_people(request, standard)?;
    check_parcels(&request.parcels, standard)?;
    check_conditions(request, standard)?;
    check_papers(request, standard, &circumstances)?;
    check_money(request, standard, facts.rulebook)?;
    let missing =
        completeness::missing(standard, &circumstances, &request.papers).map_err(Refusal::from_ask)?;
    if !missing.is_empty() && !accept_incomplete {
        let cite =
            missing.first().map_or_else(|| case_cite(standard, request.case), |paper| paper.cite.clone());
        return Err(Refusal::new(RefusalReason::PapersMissing { papers: missing }, &cite));
    }
    Ok(missing.into_iter().map(|paper| paper.id).collect())
}

/// Who accepts: the office of the channel, or the applicant himself on the portal.
fn check_acceptance(request: &Request, standard: &Standard, facts: &Facts<'_>) -> Result<(), Refusal> {
    let Some(rule) = standard.channels.iter().find(|rule| rule.channel == request.channel) else {
        return Ok(());
    };
    let step = CommandKind::Lodge;
    match (rule.office, facts.actor) {
        (None, Actor::Applicant { .. }) if request.lodging_office.is_none() => Ok(()),
        (Some(kind), Actor::Person(officer)) if officer.office_kind == kind => {
            if request.lodging_office.as_ref() == Some(&officer.office) {
                return Ok(());
            }
            Err(Refusal::new(RefusalReason::FileElsewhere { office: officer.office.clone() }, &rule.cite))
        }
        (Some(kind), Actor::Person(_)) => {
            Err(Refusal::new(RefusalReason::WrongOffice { step, allowed: vec![kind] }, &rule.cite))
        }
        _ => Err(Refusal::new(RefusalReason::WrongActor { step }, &rule.cite)),
    }
}

fn check_people(request: &Request, standard: &Standard) -> Result<(), Refusal> {
    text("applicant.name", &request.applicant.name, &standard.applicants.cite)?;
    if let Some(representative) = &request.representative {
        text("representative.name", &representative.name, &standard.applicants.cite)?;
        text("representative.authority", &representative.authority, &case_cite(standard, request.case))?;
    }
    Ok(())
}

/// A parcel is needed where the office or the answer is found by it.
fn check_parcels(parcels: &[Parcel], standard: &Standard) -> Result<(), Refusal> {
    let cite = &standard.provider.cite;
    let is_named = |parcel: &Parcel| {
        let located = parcel.location.as_deref().is_some_and(|location| !location.trim().is_empty());
        parcel.cadastral_number.is_some() || located
    };
    let needed = standard.provider.routing != Routing::SingleOffice;
    if !parcels.iter().all(is_named) || (needed && parcels.is_empty()) {
        return Err(Refusal::new(RefusalReason::ParcelNotNamed, cite));
    }
    match parcels.iter().filter_map(|parcel| parcel.area_ha).find(|area| *area <= rust_decimal::Decimal::ZERO)
    {
        Some(area) => Err(Refusal::from_ask(AskError::AreaOutOfRange {
            area,
            most: rust_decimal::Decimal::from(1_000_000_000),
            cite: cite.clone(),
        })),
        None => Ok(()),
    }
}

fn check_conditions(request: &Request, standard: &Standard) -> Result<(), Refusal> {
    let stated = |known_by| matches!(known_by, KnownBy::Applicant | KnownBy::Officer);
    for condition in &request.conditions {
        let known = standard.conditions.iter().find(|one| one.id == condition.id && stated(one.known_by));
        let Some(known) = known else {
            let all = standard.conditions.iter().filter(|one| stated(one.known_by));
            let allowed = all.map(|one| one.id.clone()).collect();
            let reason = RefusalReason::ConditionUnknown { condition: condition.id.clone(), allowed };
            return Err(Refusal::new(reason, &case_cite(standard, request.case)));
        };
        let reasoned = condition.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
        if known.known_by == KnownBy::Officer && !reasoned {
            let reason = RefusalReason::ConditionNeedsReason { condition: condition.id.clone() };
            return Err(Refusal::new(reason, &known.cite));
        }
    }
    Ok(())
}

fn check_papers(
    request: &Request,
    standard: &Standard,
    circumstances: &Circumstances<'_>,
) -> Result<(), Refusal> {
    for (place, paper) in request.papers.iter().enumerate() {
        let named = check_paper(standard, circumstances, paper)?;
        if request.papers[..place].iter().any(|earlier| earlier.id == paper.id) {
            let reason = RefusalReason::PaperTwice { paper: named };
            return Err(Refusal::new(reason, &case_cite(standard, request.case)));
        }
    }
    Ok(())
}

/// Whether a paper belongs to the case and came in a form that the standard allows; its name there.
pub(crate) fn check_paper(
    standard: &Standard,
    circumstances: &Circumstances<'_>,
    paper: &ReceivedPaper,
) -> Result<Named, Refusal> {
    let cite = case_cite(standard, circumstances.case);
    let refusal = |reason| Err(Refusal::new(reason, &cite));
    let known = match belonging(standard, circumstances, &paper.id).map_err(Refusal::from_ask)? {
        Ok(known) => known,
        Err(allowed) => {
            return refusal(RefusalReason::PaperNotAsked { paper: paper.id.clone(), allowed });
        }
    };
    let allowed = Brought::ways(known.form, known.source);
    let brought = paper.brought.as_str();
    if !allowed.contains(&brought) {
        return refusal(RefusalReason::PaperForm { paper: known.named, brought, allowed });
    }
    if let Brought::CopyInsteadOfRegister { reason } = &paper.brought {
        text("papers.reason", reason, &cite)?;
    }
    if paper.count < known.copies {
        let (given, needed) = (paper.count, known.copies);
        return refusal(RefusalReason::TooFewCopies { paper: known.named, given, needed });
    }
    Ok(known.named)
}

fn check_money(request: &Request, standard: &Standard, rulebook: &Rulebook) -> Result<(), Refusal> {
    let cite = &standard.price.cite;
    let proven = request.papers.iter().any(|paper| paper.id == FEE_RECEIPT);
    if let Some(claim) = &request.relief {
        check_relief(claim, request, standard)?;
        if proven || request.payment.is_some() {
            return Err(Refusal::new(RefusalReason::PaymentNotDue, cite));
        }
        return Ok(());
    }
    if standard.price.tariff.is_none() {
        return match &request.payment {
            Some(_) => Err(Refusal::new(RefusalReason::PaymentNotDue, cite)),
            None => Ok(()),
        };
    }
    if proven || request.payment.is_some() {
        check_payment(rulebook, standard, &request.product, request.payment.as_ref())?;
    }
    Ok(())
}

fn check_relief(
    claim: &crate::papers::ReliefClaim,
    request: &Request,
    standard: &Standard,
) -> Result<(), Refusal> {
    let kind = request.applicant.identity.kind();
    let reliefs = standard.price.reliefs.iter();
    let open: Vec<_> = reliefs
        .filter(|relief| relief.applicants.contains(&kind) && relief.products.contains(&request.product))
        .collect();
    match open.iter().find(|relief| relief.id == claim.id) {
        Some(relief) => text("relief.proof", &claim.proof, &relief.cite),
        None => {
            let allowed = open.iter().map(|relief| relief.id.clone()).collect();
            let reason = RefusalReason::ReliefNotOffered { relief: claim.id.clone(), allowed };
            Err(Refusal::new(reason, &standard.price.cite))
        }
    }
}

/// A proof of payment comes with its figures, and they reach the price of the day of payment.
pub(crate) fn check_payment(
    rulebook: &Rulebook,
    standard: &Standard,
    product: &str,
    payment: Option<&Payment>,
) -> Result<(), Refusal> {
    let cite: &Cite = &standard.price.cite;
    let Some(payment) = payment else { return Err(Refusal::new(RefusalReason::PaymentNotGiven, cite)) };
    text("payment.receipt_number", &payment.receipt_number, cite)?;
    let question = FeeQuestion {
        product: asked_product(standard, product),
        payer: Some(payment.payer),
        purpose: payment.purpose,
        area_ha: Some(payment.area_ha),
        date: payment.paid_on,
        relief: false,
    };
    let (fee, _) = rulebook.fee(standard, &question).map_err(Refusal::from_ask)?;
    if payment.amount < fee.amount {
        let reason = RefusalReason::Underpaid { due: fee.amount, paid: payment.amount };
        return Err(Refusal::new(reason, &fee.cite));
    }
    Ok(())
}

/// Open requests of others for a parcel of this one, where the standard makes a ground of it.
fn parallels(request: &Request, standard: &Standard, facts: &Facts<'_>) -> Drafts {
    let Some(ground) = parallel_ground(standard) else { return Vec::new() };
    let mut drafts: Drafts = Vec::new();
    let mut seen = Vec::new();
    for other in facts.parallel {
        if stands_in_the_way(request, other, facts.rulebook) && !seen.contains(&other.case) {
            seen.push(other.case);
            let parallel = Parallel {
                case: other.case,
                number: other.number,
                parcel: other.parcel.clone(),
                ground: ground.id.clone(),
                at: facts.now,
            };
            drafts.push((Event::ParallelFound { parallel }, ground.cite.clone()));
        }
    }
    drafts
}

/// Whether another request is for a parcel of this one, by another applicant, and of a service that sees the ground too.
pub(crate) fn stands_in_the_way(request: &Request, other: &ParallelCase, rulebook: &Rulebook) -> bool {
    let edition = rulebook.edition(other.edition.service, other.edition.adopted);
    other.case != request.id
        && !other.applicant.is_same(&request.applicant.identity)
        && request.parcels.iter().any(|parcel| parcel.cadastral_number.as_ref() == Some(&other.parcel))
        && edition.is_ok_and(|standard| parallel_ground(standard).is_some())
}
