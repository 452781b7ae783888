//! A small world made by the use cases in this process: one office, one clerk, requests that he accepts.

use std::sync::Arc;

use anyhow::Context;
use cases::{Brought, CaseId, Language};
use desk::{
    ApplicantForm, Desk, IdempotencyKey, Law, LodgingForm, NewAccount, PaperForm, PaperState, ParcelForm,
    PaymentForm, Role, Session,
};
use directory::Channel;
use jiff::Timestamp;
use rulebook::ask::FeeQuestion;
use rulebook::model::{ApplicantKind, Payer, Purpose};
use store::Store;

use crate::copies::{iin, parcel};
use crate::real::{Chance, Standing};

const OFFICE: &str = "cadastre-21-astana";
const PASSWORD: &str = "қызыл алма 42";
const AREA: &str = "0.12";

/// One office at work.
pub struct World {
    law: Arc<Law>,
    store: Store,
}

impl World {
    /// Makes the office and its clerk at an instant.
    ///
    /// # Errors
    /// What the use cases answer.
    pub fn new(law: Arc<Law>, store: Store, now: Timestamp) -> anyhow::Result<Self> {
        let world = Self { law, store };
        let desk = world.desk(now);
        desk.create_administrator(&account("operator", Vec::new()))?;
        let operator = desk.sign_in("operator", PASSWORD)?.session;
        desk.create_account(&operator, &account("reception", vec![Role::Reception, Role::Cashier]))?;
        Ok(world)
    }

    /// The use cases at an instant.
    pub fn desk(&self, now: Timestamp) -> Desk {
        Desk::new(self.law.clone(), self.store.clone(), Arc::new(Standing(now)), Arc::new(Chance))
    }

    /// The office.
    pub fn office(&self) -> &str {
        OFFICE
    }

    /// The clerk.
    ///
    /// # Errors
    /// What the use cases answer.
    pub fn clerk(&self, now: Timestamp) -> anyhow::Result<Session> {
        Ok(self.desk(now).sign_in("reception", PASSWORD)?.session)
    }

    /// Lodges a request for service 1.
    ///
    /// # Errors
    /// What the use cases answer.
    pub fn lodge(&self, who: &Session, now: Timestamp, nth: u64) -> anyhow::Result<CaseId> {
        let desk = self.desk(now);
        let mut form = form(nth, desk.today().to_string())?;
        let preview = desk.prepare_lodging(who, &form)?;
        for paper in preview.papers.iter().filter(|paper| paper.state == PaperState::Missing) {
            let how = serde_json::json!({ "how": paper.ways.first(), "reason": "тізілім істен шықты" });
            let brought: Brought = serde_json::from_value(how)?;
            form.papers.push(PaperForm { id: paper.id.clone(), brought, count: paper.copies, note: None });
        }
        let mut standards = self.law.standards_on(desk.today());
        let standard = standards.find(|one| one.number == form.service).context("the standard")?;
        let question = FeeQuestion {
            product: Some("act"),
            payer: Some(Payer::Individual),
            purpose: Some(Purpose::IndividualHousing),
            area_ha: Some(AREA.parse()?),
            date: desk.today(),
            relief: false,
        };
        let (fee, _) = self.law.rulebook.fee(standard, &question)?;
        if let Some(payment) = form.payment.as_mut() {
            payment.amount = fee.amount.to_string();
        }
        let key = IdempotencyKey::new(&format!("lodging-{nth}"))?;
        Ok(desk.lodge(who, &form, &key)?.acted.case)
    }
}

fn account(login: &str, roles: Vec<Role>) -> NewAccount {
    NewAccount {
        login: login.to_owned(),
        name: "Сәуле".to_owned(),
        post: "маман".to_owned(),
        office: OFFICE.to_owned(),
        roles,
        password: PASSWORD.to_owned(),
    }
}

fn form(nth: u64, day: String) -> anyhow::Result<LodgingForm> {
    Ok(LodgingForm {
        service: 1,
        case: 1,
        product: Some("act".to_owned()),
        channel: Channel::Cadastre,
        region: Some("21".to_owned()),
        executing_office: Some(OFFICE.to_owned()),
        applicant: ApplicantForm {
            kind: ApplicantKind::Individual,
            name: "Әлібек Сәуле Нұрланқызы".to_owned(),
            identifier: iin(nth).context("an IIN")?,
            foreign: None,
            phone: Some("+77010000000".to_owned()),
            email: None,
            postal_address: None,
            language: Language::Kk,
        },
        representative: None,
        parcels: vec![ParcelForm {
            cadastral_number: parcel(nth),
            location: None,
            purpose: None,
            area_ha: Some(AREA.to_owned()),
            land: None,
        }],
        papers: Vec::new(),
        conditions: Vec::new(),
        payment: Some(PaymentForm {
            payer: Payer::Individual,
            purpose: Some(Purpose::IndividualHousing),
            area_ha: AREA.to_owned(),
            amount: String::new(),
            receipt_number: format!("Д-{nth}"),
            paid_on: day,
        }),
        relief: None,
        accept_incomplete: false,
    })
}
