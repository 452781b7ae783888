//! The law as it ships, offices, people and papers for tests of this crate.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]
#![allow(dead_code, reason = "each test file uses its own part of the world")]

pub mod invented;

use std::sync::LazyLock;

use calendar::Calendar;
use cases::{
    AccountId, Actor, AnswerSource, Applicant, ApplicantIdentity, Brought, Case, CaseId, Command,
    EntityIdentity, Facts, Language, Lodging, OfficeId, Officer, ParallelCase, Parcel, Payment,
    PersonIdentity, ReceivedPaper, Recorded, Refusal, ReliefClaim, Representative, StatedCondition, decide,
    evolve,
};
use directory::{Channel, OfficeKind};
use jiff::Timestamp;
use rulebook::ask::{ChecklistQuestion, FeeQuestion};
use rulebook::model::{ApplicantKind, DocumentForm, DocumentSource, KnownBy, Payer, Purpose, Standard};
use rulebook::{RuleFiles, Rulebook};
use rust_decimal::Decimal;
use uuid::Uuid;

/// The law as it ships, and three services that no law knows.
pub static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let mut files = RuleFiles::embedded();
    invented::add_to(&mut files);
    Rulebook::load(&files).unwrap()
});

pub static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let files = RuleFiles::embedded();
    let days = files.iter().filter(|(path, _)| path.starts_with("calendar/") || *path == "schedules.toml");
    Calendar::from_toml(days.map(|(path, text)| (path.to_owned(), text.to_owned()))).unwrap()
});

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn standard(number: u8) -> &'static Standard {
    RULEBOOK.standard_on(number, "2013-09-02".parse().unwrap()).unwrap()
}

pub fn zone_of(region: &str) -> cases::Zone {
    let name = match region {
        "02" => "Asia/Aqtobe",
        "04" => "Asia/Atyrau",
        "08" => "Asia/Oral",
        "10" => "Asia/Qyzylorda",
        "12" => "Asia/Qostanay",
        "13" => "Asia/Aqtau",
        _ => "Asia/Almaty",
    };
    name.parse().unwrap()
}

pub fn office(kind: OfficeKind) -> OfficeId {
    OfficeId(format!("office-{kind}"))
}

pub fn officer(kind: OfficeKind) -> Officer {
    Officer {
        acting_for: None,
        account: AccountId(Uuid::from_u128(7)),
        name: "Сәуле Ахметова".to_owned(),
        post: "маман".to_owned(),
        office: office(kind),
        office_kind: kind,
    }
}

pub fn person(kind: OfficeKind) -> Actor {
    Actor::Person(officer(kind))
}

pub fn applicant_actor() -> Actor {
    Actor::Applicant { account: AccountId(Uuid::from_u128(9)) }
}

pub fn identity(kind: ApplicantKind) -> ApplicantIdentity {
    let foreign = |number: &str| cases::ForeignDocument {
        country: "KG".to_owned(),
        kind: "passport".to_owned(),
        number: number.to_owned(),
    };
    match kind {
        ApplicantKind::Individual => {
            ApplicantIdentity::Individual(PersonIdentity::ForeignDocument(foreign("1")))
        }
        ApplicantKind::Entrepreneur => {
            ApplicantIdentity::Entrepreneur(PersonIdentity::ForeignDocument(foreign("2")))
        }
        ApplicantKind::LegalEntity => {
            ApplicantIdentity::LegalEntity(EntityIdentity::ForeignDocument(foreign("3")))
        }
    }
}

/// How a request of a test is lodged.
#[derive(Debug, Clone)]
pub struct Wish {
    pub service: u8,
    pub channel: Channel,
    pub case: u8,
    pub product: Option<String>,
    pub region: String,
    pub applicant: ApplicantKind,
    pub holds: Vec<String>,
    pub missing: Vec<String>,
}

impl Wish {
    pub fn new(service: u8) -> Self {
        let standard = standard(service);
        Self {
            service,
            channel: standard.channels[0].channel,
            case: 1,
            product: None,
            region: "21".to_owned(),
            applicant: standard.applicants.kinds[0],
            holds: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// A first act of ownership for a person.
    pub fn act() -> Self {
        Self::new(1).of(ApplicantKind::Individual).case(1, "act")
    }

    pub fn by(mut self, channel: Channel) -> Self {
        self.channel = channel;
        self
    }

    pub fn case(mut self, case: u8, product: &str) -> Self {
        self.case = case;
        self.product = Some(product.to_owned());
        self
    }

    pub fn of(mut self, applicant: ApplicantKind) -> Self {
        self.applicant = applicant;
        self
    }

    pub fn lacking(mut self, papers: &[&str]) -> Self {
        self.missing = papers.iter().map(|paper| (*paper).to_owned()).collect();
        self
    }

    fn has(&self, condition: &str) -> bool {
        self.holds.iter().any(|held| held == condition)
    }

    pub fn front(&self) -> Option<OfficeKind> {
        let channels = &standard(self.service).channels;
        channels.iter().find(|rule| rule.channel == self.channel).and_then(|rule| rule.office)
    }

    pub fn lodging(&self, at: Timestamp) -> Lodging {
        let standard = standard(self.service);
        let papers = self.papers(standard);
        let paid = papers.iter().any(|paper| paper.id == "fee-receipt");
        let relief = standard.price.reliefs.first().filter(|_| self.has("relief"));
        Lodging {
            id: CaseId(Uuid::from_u128(1)),
            serial: 123,
            service: self.service,
            channel: self.channel,
            case: self.case,
            product: self.product.clone(),
            region: self.region.parse().unwrap(),
            zone: zone_of(&self.region),
            lodging_office: self.front().map(office),
            executing_office: office(standard.provider.kind),
            applicant: Applicant {
                name: "Айгүл Серікова".to_owned(),
                identity: identity(self.applicant),
                phone: Some("+7 700 000 00 00".to_owned()),
                email: None,
                postal_address: Some("Астана, Орынбор көшесі, 10".to_owned()),
                language: Language::Kk,
            },
            representative: self.has("representative").then(|| Representative {
                name: "Ерлан Оспанов".to_owned(),
                identity: PersonIdentity::ForeignDocument(cases::ForeignDocument {
                    country: "KG".to_owned(),
                    kind: "passport".to_owned(),
                    number: "4".to_owned(),
                }),
                phone: None,
                authority: "сенімхат № 5".to_owned(),
            }),
            parcels: vec![Parcel {
                cadastral_number: Some("21-318-065-123".parse().unwrap()),
                location: Some("Есіл ауданы".to_owned()),
                purpose: None,
                area_ha: None,
                land: None,
            }],
            papers,
            conditions: self.conditions(standard),
            payment: paid.then(|| self.payment(at)),
            relief: relief
                .map(|relief| ReliefClaim {
                    id: relief.id.clone(), proof: "анықтама № 9".to_owned()
                }),
            accept_incomplete: !self.missing.is_empty(),
        }
    }

    pub fn payment(&self, at: Timestamp) -> Payment {
        let standard = standard(self.service);
        let (payer, purpose) = match self.applicant {
            ApplicantKind::Individual => (Payer::Individual, Some(Purpose::IndividualHousing)),
            ApplicantKind::Entrepreneur => (Payer::SmallBusiness, None),
            ApplicantKind::LegalEntity => (Payer::LegalEntity, None),
        };
        let paid_on = zone_of(&self.region).day(at);
        let product = self.product.as_deref().unwrap_or("act");
        let question = FeeQuestion {
            product: (standard.result.products.len() > 1).then_some(product),
            payer: Some(payer),
            purpose,
            area_ha: Some(Decimal::ONE),
            date: paid_on,
            relief: false,
        };
        let amount = RULEBOOK.fee(standard, &question).unwrap().0.amount;
        Payment { payer, purpose, area_ha: Decimal::ONE, amount, receipt_number: "77".to_owned(), paid_on }
    }

    fn conditions(&self, standard: &Standard) -> Vec<StatedCondition> {
        let stated = |known_by| matches!(known_by, KnownBy::Applicant | KnownBy::Officer);
        let held = standard.conditions.iter().filter(|one| stated(one.known_by) && self.has(&one.id));
        held.map(|one| StatedCondition {
            id: one.id.clone(),
            holds: true,
            reason: Some("тексерілді".to_owned()),
        })
        .collect()
    }

    /// Every paper that is due, without those that the wish lacks.
    fn papers(&self, standard: &Standard) -> Vec<ReceivedPaper> {
        let question = ChecklistQuestion {
            channel: self.channel,
            case: u32::from(self.case),
            product: self.product.as_deref().filter(|_| standard.result.products.len() > 1),
            applicant: Some(self.applicant),
        };
        let Ok(answer) = standard.checklist(&question) else { return Vec::new() };
        let mut holds: std::collections::BTreeSet<&str> = self.holds.iter().map(String::as_str).collect();
        for condition in standard.conditions.iter().filter(|one| one.known_by == KnownBy::NoRelief) {
            if !self.has("relief") {
                holds.insert(&condition.id);
            }
        }
        let mut papers: Vec<ReceivedPaper> = Vec::new();
        for item in answer.items.iter().filter(|item| item.is_due(&holds)) {
            let companions =
                item.entry.with.iter().map(|id| (id, 1, form(standard, id), DocumentSource::Applicant));
            let own = (&item.entry.id, item.entry.copies, item.document.form, item.entry.source);
            for (id, count, form, source) in std::iter::once(own).chain(companions) {
                let lacks = self.missing.contains(id) || papers.iter().any(|paper| paper.id == *id);
                if !lacks {
                    papers.push(brought(id, count, form, source));
                }
            }
        }
        papers
    }

    /// A paper of the case as it may be brought later.
    pub fn paper(&self, id: &str) -> ReceivedPaper {
        let standard = standard(self.service);
        let lists = standard.checklists.iter().filter(|list| list.case == self.case);
        let entry = lists.flat_map(|list| &list.documents).find(|entry| entry.id == id).unwrap();
        brought(id, entry.copies, form(standard, id), entry.source)
    }
}

fn form(standard: &Standard, id: &str) -> DocumentForm {
    standard.documents.iter().find(|document| document.id == id).unwrap().form
}

fn brought(id: &str, count: u8, form: DocumentForm, source: DocumentSource) -> ReceivedPaper {
    let brought = match Brought::ways(form, source)[0] {
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
    ReceivedPaper { id: id.to_owned(), brought, count, note: None }
}

/// A case with its journal.
pub struct Story {
    pub wish: Wish,
    pub case: Option<Case>,
    pub journal: Vec<Recorded>,
    pub parallel: Vec<ParallelCase>,
    pub answers: AnswerSource,
}

impl Story {
    pub fn new(wish: Wish) -> Self {
        let answers = AnswerSource::Connected;
        Self { wish, case: None, journal: Vec::new(), parallel: Vec::new(), answers }
    }

    /// A case that was lodged on a Monday morning and is in work.
    pub fn started(wish: Wish) -> Self {
        let mut story = Self::lodged(wish, "2013-09-02T04:15:00Z");
        story.provider(Command::Start, "2013-09-02T05:00:00Z").unwrap();
        story
    }

    /// A case that was lodged.
    pub fn lodged(wish: Wish, lodged_at: &str) -> Self {
        let mut story = Self::new(wish);
        story.lodge(at(lodged_at)).unwrap();
        story
    }

    pub fn lodge(&mut self, now: Timestamp) -> Result<(), Refusal> {
        let actor = self.wish.front().map_or_else(applicant_actor, person);
        let lodging = Box::new(self.wish.lodging(now));
        self.step(&Command::Lodge(lodging), now, &actor)
    }

    pub fn facts<'a>(&'a self, now: Timestamp, actor: &'a Actor) -> Facts<'a> {
        Facts {
            rulebook: &RULEBOOK,
            calendar: &CALENDAR,
            now,
            actor,
            parallel: &self.parallel,
            answers: self.answers,
        }
    }

    pub fn step(&mut self, command: &Command, now: Timestamp, actor: &Actor) -> Result<(), Refusal> {
        let recorded = decide(self.case.as_ref(), command, &self.facts(now, actor))?;
        for one in recorded {
            self.case = Some(evolve(self.case.take(), &one).unwrap());
            self.journal.push(one);
        }
        Ok(())
    }

    /// Takes a step as an officer of the office that decides.
    pub fn provider(&mut self, command: Command, now: &str) -> Result<(), Refusal> {
        let actor = person(standard(self.wish.service).provider.kind);
        self.step(&command, at(now), &actor)
    }

    /// Takes a step as an officer of the office that accepted.
    pub fn counter(&mut self, command: Command, now: &str) -> Result<(), Refusal> {
        let actor = self.wish.front().map_or(Actor::Platform, person);
        self.step(&command, at(now), &actor)
    }

    /// Lets the platform's clock run.
    pub fn clock(&mut self, now: &str) {
        self.step(&Command::Clock, at(now), &Actor::Platform).unwrap();
    }

    pub fn state(&self) -> &'static str {
        self.case.as_ref().unwrap().state_name().as_str()
    }

    pub fn case(&self) -> &Case {
        self.case.as_ref().unwrap()
    }
}

/// The citation of a refusal.
pub fn cite(refused: Result<(), Refusal>) -> String {
    refused.unwrap_err().cite.unwrap().0
}

/// A scan of a paper.
pub fn scan(paper: &str, nth: u128) -> cases::Scan {
    cases::Scan {
        id: cases::ScanId(uuid::Uuid::from_u128(nth)),
        paper: paper.to_owned(),
        media: cases::ScanMedia::Pdf,
        size: 20_000,
        sha256: format!("{nth:064x}"),
    }
}
