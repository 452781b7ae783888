//! What lodging would come to, while the form is being filled in. Nothing is written.

use std::collections::BTreeSet;

use cases::{Brought, Command, Refusal, RefusalReason};
use rulebook::ask::{ChecklistItem, ChecklistQuestion, FeeQuestion, Requirement, TermQuestion};
use rulebook::model::{Condition, KnownBy, Standard};

use super::form::LodgingForm;
use super::lodge::actor_of;
use super::parallel;
use super::reading::{Read, state_of};
use super::routing::Route;
use crate::view::{ConditionLine, FeeQuote, LodgingPreview, PaperLine, TermPreview};
use crate::{Desk, DeskError, Permission, Session};

impl Desk {
    /// The checklist with what is here, price, term, parallel requests, and everything that stands in the way of
    /// lodging now.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`]; what is wrong with the form is part of the answer.
    pub fn prepare_lodging(&self, who: &Session, form: &LodgingForm) -> Result<LodgingPreview, DeskError> {
        self.demand_at(who, Permission::Lodge, &who.account.office.0)?;
        let read = self.read_form(who, form);
        let parallels = match &read.lodging {
            Some(lodging) => {
                let found = self.store.read(|tx| parallel::find(tx, &self.law().rulebook, lodging))?;
                parallel::lines(&found, lodging)
            }
            None => Vec::new(),
        };
        let refusal = self.refusal(who, form, &read);
        let offices = read.route.as_ref().map(|route| route.candidates.clone()).unwrap_or_default();
        let (papers, conditions) = match read.standard {
            Some(standard) => {
                let items = asked_for(standard, form);
                (papers(standard, form, &items), conditions(standard, form, &items))
            }
            None => (Vec::new(), Vec::new()),
        };
        Ok(LodgingPreview {
            refusal,
            papers,
            conditions,
            fee: read.standard.and_then(|standard| self.fee(standard, form)),
            term: read
                .standard
                .zip(read.route.as_ref())
                .and_then(|(standard, route)| self.term(standard, form, route)),
            parallels,
            offices,
            problems: read.errors,
        })
    }

    /// What the engine itself would say, papers aside.
    fn refusal(&self, who: &Session, form: &LodgingForm, read: &Read<'_>) -> Option<Refusal> {
        let (pen, actor) = (self.pen(), actor_of(who, form.channel, self.actor_here(who, Permission::Lodge)));
        let lodging = read.lodging.clone()?;
        let refused =
            cases::decide(None, &Command::Lodge(Box::new(lodging)), &pen.facts(None, &actor, &[])).err()?;
        (!matches!(*refused.reason, RefusalReason::PapersMissing { .. })).then_some(refused)
    }

    fn fee(&self, standard: &Standard, form: &LodgingForm) -> Option<FeeQuote> {
        let payment = form.payment.as_ref();
        let number = |text: &str| text.trim().replace(',', ".").parse().ok();
        let parcel_area = form.parcels.first().and_then(|parcel| parcel.area_ha.as_deref());
        let area = payment.map(|payment| payment.area_ha.as_str()).or(parcel_area);
        let question = FeeQuestion {
            product: product(standard, form),
            payer: payment.map(|payment| payment.payer),
            purpose: payment.and_then(|payment| payment.purpose),
            area_ha: area.and_then(number),
            date: payment
                .and_then(|payment| payment.paid_on.trim().parse().ok())
                .unwrap_or_else(|| self.today()),
            relief: form.relief.is_some(),
        };
        let (fee, _) = self.law().rulebook.fee(standard, &question).ok()?;
        Some(FeeQuote { amount: fee.amount, figures: fee.figures, cite: fee.cite })
    }

    fn term(&self, standard: &Standard, form: &LodgingForm, route: &Route) -> Option<TermPreview> {
        let question = TermQuestion {
            product: product(standard, form),
            channel: form.channel,
            lodged_at: route.zone.local(self.now()),
            suspensions: Vec::new(),
        };
        let answer = standard.term(&self.law().calendar, &question).ok()?;
        Some(TermPreview {
            due: answer.term.due.as_ref().map(jiff::Zoned::timestamp),
            incomplete_refusal_until: answer.incomplete_refusal_until.as_ref().map(jiff::Zoned::timestamp),
            deemed_granted_on: answer.deemed_granted_on,
            unit: answer.rule.unit,
            length: answer.rule.length,
            cite: answer.rule.cite.clone(),
        })
    }
}

/// The product as the rulebook wants to be asked: named where there is a choice, the case's only one where it leaves
/// none.
fn product<'a>(standard: &'a Standard, form: &'a LodgingForm) -> Option<&'a str> {
    if standard.result.products.len() < 2 {
        return None;
    }
    let only = || match standard.cases.iter().find(|case| case.number == form.case)?.products.as_slice() {
        [only] => Some(only.as_str()),
        _ => None,
    };
    form.product.as_deref().map(str::trim).filter(|product| !product.is_empty()).or_else(only)
}

/// Circumstances that hold, as far as the form says.
fn holds<'a>(standard: &'a Standard, form: &LodgingForm) -> BTreeSet<&'a str> {
    standard.holding(form.representative.is_some(), form.relief.is_some(), |id| {
        form.conditions.iter().any(|one| one.id == id && one.holds)
    })
}

/// The papers of the chosen case, whichever circumstances hold; none while the form leaves the case open.
fn asked_for<'a>(standard: &'a Standard, form: &'a LodgingForm) -> Vec<ChecklistItem<'a>> {
    let question = ChecklistQuestion {
        channel: form.channel,
        case: u32::from(form.case),
        product: product(standard, form),
        applicant: Some(form.applicant.kind),
    };
    standard.checklist(&question).map(|answer| answer.items).unwrap_or_default()
}

fn papers(standard: &Standard, form: &LodgingForm, items: &[ChecklistItem<'_>]) -> Vec<PaperLine> {
    let holds = holds(standard, form);
    let here = |id: &str| form.papers.iter().any(|paper| paper.id == id);
    let complete =
        |item: &ChecklistItem<'_>| here(&item.entry.id) && item.entry.with.iter().all(|id| here(id));
    let due: Vec<_> = items.iter().filter(|item| item.is_due(&holds)).collect();
    let satisfied = |item: &ChecklistItem<'_>| match &item.entry.any_of {
        None => complete(item),
        Some(group) => due.iter().any(|other| other.entry.any_of.as_ref() == Some(group) && complete(other)),
    };
    items
        .iter()
        .map(|item| PaperLine {
            id: item.entry.id.clone(),
            name: item.name().clone(),
            copies: item.entry.copies,
            state: state_of(here(&item.entry.id), item.is_due(&holds), satisfied(item)),
            brought: form
                .papers
                .iter()
                .find(|paper| paper.id == item.entry.id)
                .map(|paper| paper.brought.clone()),
            ways: Brought::ways(item.document.form, item.entry.source),
            condition: match item.requirement {
                Requirement::Always => None,
                Requirement::IfApplicable(condition) => Some(condition.text.clone()),
            },
            any_of: item.entry.any_of.clone(),
            with: item.entry.with.clone(),
            cite: item.cite.clone(),
        })
        .collect()
}

/// Circumstances on which a paper of the chosen case depends, and which somebody has to state.
fn conditions(standard: &Standard, form: &LodgingForm, items: &[ChecklistItem<'_>]) -> Vec<ConditionLine> {
    let stated = |known_by| matches!(known_by, KnownBy::Applicant | KnownBy::Officer);
    let matters = |condition: &Condition| items.iter().any(|item| item.depends_on(condition));
    let asked = standard.conditions.iter();
    asked
        .filter(|condition| stated(condition.known_by) && matters(condition))
        .map(|condition| ConditionLine {
            id: condition.id.clone(),
            text: condition.text.clone(),
            officer_judges: condition.known_by == KnownBy::Officer,
            holds: form.conditions.iter().any(|one| one.id == condition.id && one.holds),
            cite: condition.cite.clone(),
        })
        .collect()
}
