//! A platform in a temporary folder, with a clock that stands still, offices of the law, and people in them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]
#![allow(dead_code, reason = "each test file uses its own part of the world")]

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use cases::{Brought, Case, CaseId, Command, Language, OfficeId};
use desk::{
    Acted, ApplicantForm, CaseView, Clock, Desk, DeskError, IdempotencyKey, Law, Lodged, LodgingForm,
    NewAccount, PaperForm, PaperState, ParcelForm, PaymentForm, Random, Role, Session,
};
use directory::Channel;
use jiff::Timestamp;
use rulebook::ask::FeeQuestion;
use rulebook::model::{ApplicantKind, Payer, Purpose};
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use store::{Settings, Store};

/// Decides on the parcels of the tests, and accepts requests itself.
pub const ENTERPRISE: &str = "cadastre-21-astana";
/// Accepts requests for the enterprise.
pub const CENTRE: &str = "centre-21-esil";
/// Has nothing to do with them.
pub const ELSEWHERE: &str = "cadastre-01-aqmola";
pub const PASSWORD: &str = "қызыл алма 42";

pub static LAW: LazyLock<Arc<Law>> = LazyLock::new(|| Arc::new(Law::embedded().unwrap()));

pub struct StandingClock(Mutex<Timestamp>);

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Numbers that differ, and are the same in every run.
pub struct Counted(AtomicU64);

impl Random for Counted {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::Relaxed);
            chunk.copy_from_slice(&Sha256::digest(count.to_be_bytes())[..chunk.len()]);
        }
    }
}

pub struct World {
    pub desk: Desk,
    pub store: Store,
    pub clock: Arc<StandingClock>,
    pub folder: tempfile::TempDir,
    keys: AtomicU64,
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn office(id: &str) -> OfficeId {
    OfficeId(id.to_owned())
}

/// The office above the enterprise.
pub fn above() -> String {
    LAW.directory.office(ENTERPRISE).unwrap().parent.clone().unwrap()
}

impl World {
    /// Monday, 2 September 2013, a quarter past ten in Astana.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Settings::Sqlite { path: folder.path().join("zher.sqlite") }).unwrap();
        let clock = Arc::new(StandingClock(Mutex::new(at("2013-09-02T10:15:00+06:00"))));
        let desk = Self::desk_on(&store, &clock, 0);
        Self { desk, store, clock, folder, keys: AtomicU64::new(1) }
    }

    fn desk_on(store: &Store, clock: &Arc<StandingClock>, seed: u64) -> Desk {
        let clock: Arc<dyn Clock> = Arc::<StandingClock>::clone(clock);
        Desk::new(Arc::clone(&LAW), store.clone(), clock, Arc::new(Counted(AtomicU64::new(seed))))
    }

    /// Another node on the same database.
    pub fn another_desk(&self) -> Desk {
        Self::desk_on(&self.store, &self.clock, 1 << 40)
    }

    pub fn set(&self, now: &str) {
        *self.clock.0.lock().unwrap() = at(now);
    }

    pub fn key(&self) -> IdempotencyKey {
        IdempotencyKey::new(&format!("key-{:08}", self.keys.fetch_add(1, Ordering::Relaxed))).unwrap()
    }

    pub fn account(&self, login: &str, office: &str, roles: &[Role]) -> NewAccount {
        NewAccount {
            login: login.to_owned(),
            name: format!("Сәуле {login}"),
            post: "маман".to_owned(),
            office: office.to_owned(),
            roles: roles.to_vec(),
            password: PASSWORD.to_owned(),
        }
    }

    /// Somebody who has signed in; made by an administrator on the first call.
    pub fn person(&self, office: &str, roles: &[Role]) -> Session {
        let names: Vec<_> = roles.iter().map(|role| role.as_str()).collect();
        let login = format!("{}.{office}", names.join("-"));
        let login: String = login.chars().take(60).collect();
        if self.desk.sign_in("operator", PASSWORD).is_err() {
            self.desk.create_administrator(&self.account("operator", ENTERPRISE, &[])).unwrap();
        }
        if let Ok(signed) = self.desk.sign_in(&login, PASSWORD) {
            return signed.session;
        }
        let operator = self.desk.sign_in("operator", PASSWORD).unwrap().session;
        self.desk.create_account(&operator, &self.account(&login, office, roles)).unwrap();
        self.desk.sign_in(&login, PASSWORD).unwrap().session
    }

    pub fn lodge(&self, who: &Session, form: &LodgingForm) -> Result<Lodged, DeskError> {
        self.desk.lodge(who, form, &self.key())
    }

    /// A step that the law and the table must allow.
    pub fn act(&self, who: &Session, id: CaseId, command: Command) -> Acted {
        let kind = command.kind();
        self.try_act(who, id, &command).unwrap_or_else(|error| panic!("{kind:?}: {error}"))
    }

    pub fn try_act(&self, who: &Session, id: CaseId, command: &Command) -> Result<Acted, DeskError> {
        self.desk.act(who, id, self.version(id), command, &self.key())
    }

    pub fn stored(&self, id: CaseId) -> Case {
        let row = self.store.read(|tx| store::cases::get(tx, id.0)).unwrap().unwrap();
        serde_json::from_str(&row.state_json).unwrap()
    }

    pub fn version(&self, id: CaseId) -> u64 {
        self.stored(id).version
    }

    pub fn view(&self, who: &Session, id: CaseId) -> CaseView {
        self.desk.case(who, id, "test").unwrap()
    }

    /// How many events the journal holds.
    pub fn events(&self) -> usize {
        self.store.write(|tx| store::events::since(tx, 0, 500)).unwrap().items.len()
    }

    /// A complete request for service 1 with everything that its list asks for and the price paid.
    pub fn form(&self, who: &Session, service: u8, channel: Channel) -> LodgingForm {
        let standard = LAW.standard(service, self.desk.today()).unwrap();
        let kind = standard.applicants.kinds[0];
        let product = (standard.result.products.len() > 1).then(|| standard.cases[0].products[0].clone());
        let mut form = LodgingForm {
            service,
            case: standard.cases[0].number,
            product: product.clone(),
            channel,
            region: None,
            executing_office: None,
            applicant: applicant("Айгүл Серікова", kind, 1),
            representative: None,
            parcels: vec![ParcelForm {
                cadastral_number: "21-318-065-123".to_owned(),
                location: Some("Есіл ауданы".to_owned()),
                purpose: None,
                area_ha: Some("0,12".to_owned()),
                land: (!standard.provider.levels.is_empty()).then(|| "other".to_owned()),
            }],
            papers: Vec::new(),
            conditions: Vec::new(),
            payment: None,
            relief: None,
            accept_incomplete: false,
        };
        if standard.price.tariff.is_some() {
            form.payment = Some(self.payment(service, product.as_deref(), kind));
        }
        if let [first, _, ..] = self.desk.prepare_lodging(who, &form).unwrap().offices.as_slice()
            && !self.desk.prepare_lodging(who, &form).unwrap().offices.contains(&who.account.office)
        {
            form.executing_office = Some(first.0.clone());
        }
        self.bring_everything(who, &mut form);
        form
    }

    /// A request as somebody types it who may not ask what is due.
    pub fn form_without_asking(&self, service: u8, channel: Channel) -> LodgingForm {
        let reception = self.person(CENTRE, &[Role::Reception]);
        let mut form = self.form(&reception, service, channel);
        form.executing_office = None;
        form.papers.clear();
        form
    }

    pub fn bring_everything(&self, who: &Session, form: &mut LodgingForm) {
        for line in self.desk.prepare_lodging(who, form).unwrap().papers {
            if line.state == PaperState::Missing {
                form.papers.push(paper(&line.id, line.ways[0], line.copies));
            }
        }
    }

    fn payment(&self, service: u8, product: Option<&str>, kind: ApplicantKind) -> PaymentForm {
        let (payer, purpose) = match kind {
            ApplicantKind::Individual => (Payer::Individual, Some(Purpose::IndividualHousing)),
            ApplicantKind::Entrepreneur => (Payer::SmallBusiness, None),
            ApplicantKind::LegalEntity => (Payer::LegalEntity, None),
        };
        let date = self.desk.today();
        let area: Decimal = "0.12".parse().unwrap();
        let standard = LAW.standard(service, date).unwrap();
        let question =
            FeeQuestion { product, payer: Some(payer), purpose, area_ha: Some(area), date, relief: false };
        let amount = LAW.rulebook.fee(standard, &question).unwrap().0.amount;
        PaymentForm {
            payer,
            purpose,
            area_ha: area.to_string(),
            amount: amount.to_string(),
            receipt_number: "77".to_owned(),
            paid_on: date.to_string(),
        }
    }
}

pub fn paper(id: &str, way: &str, count: u8) -> PaperForm {
    let brought = match way {
        "fetched" => Brought::Fetched,
        "original-kept" => Brought::OriginalKept,
        "copy-kept" => Brought::CopyKept,
        "copy-kept-original-shown" => Brought::CopyKeptOriginalShown,
        "notarised-copy-kept" => Brought::NotarisedCopyKept,
        "original-shown" => Brought::OriginalShown,
        "data-entered" => Brought::DataEntered,
        "signed-electronic" => Brought::SignedElectronic,
        other => panic!("{other}"),
    };
    PaperForm { id: id.to_owned(), brought, count, note: None }
}

pub fn applicant(name: &str, kind: ApplicantKind, number: u32) -> ApplicantForm {
    let identifier = match kind {
        ApplicantKind::LegalEntity => {
            valid(&format!("070940{number:05}"), |text| text.parse::<identifiers::Bin>().is_ok())
        }
        _ => valid(&format!("850412{number:05}"), |text| text.parse::<identifiers::Iin>().is_ok()),
    };
    ApplicantForm {
        kind,
        name: name.to_owned(),
        identifier,
        foreign: None,
        phone: Some("+7 (700) 000-00-00".to_owned()),
        email: Some("a@example.kz".to_owned()),
        postal_address: Some("Астана, Орынбор көшесі, 10".to_owned()),
        language: Language::Kk,
    }
}

/// The digits with the check digit that fits.
fn valid(eleven: &str, fits: impl Fn(&str) -> bool) -> String {
    (0..10).map(|digit| format!("{eleven}{digit}")).find(|text| fits(text)).unwrap()
}
