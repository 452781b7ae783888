//! Offices, accounts and a clock that the demo winds.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, bail};
use desk::{Clock, Desk, Law, NewAccount, Random, Role, Session};
use directory::OfficeKind;
use jiff::{Timestamp, ToSpan};
use store::Store;

use crate::real::{RealClock, RealRandom};

/// A clock that stands where it was put.
#[derive(Debug)]
pub struct Wound(Mutex<Timestamp>);

impl Wound {
    fn put(&self, at: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }
}

impl Clock for Wound {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An office of the invented world.
#[derive(Debug, Clone)]
pub struct DemoOffice {
    /// Short name in logins.
    pub short: &'static str,
    /// Id in the directory.
    pub id: String,
    /// What it is.
    pub kind: OfficeKind,
}

/// The invented world while it is made.
pub struct World {
    /// The use cases, by the wound clock.
    pub desk: Desk,
    /// The law.
    pub law: Arc<Law>,
    /// The offices at work.
    pub offices: Vec<DemoOffice>,
    clock: Arc<Wound>,
    password: String,
    again: bool,
    sessions: Mutex<BTreeMap<String, Session>>,
}

/// Region of the invented world: the capital.
pub const REGION: &str = "21";

/// Offices at work: short name, kind.
const OFFICES: [(&str, OfficeKind); 5] = [
    ("cadastre", OfficeKind::CadastreEnterprise),
    ("centre", OfficeKind::Centre),
    ("agency", OfficeKind::Agency),
    ("land", OfficeKind::AuthorisedBody),
    ("akimat", OfficeKind::ExecutiveBody),
];

/// Roles at each office: short name, post, name, roles.
const STAFF: [(&str, &str, &str, &[Role]); 4] = [
    ("reception", "қабылдау маманы", "Сапарова Әсел Бекқызы", &[Role::Reception, Role::Cashier]),
    ("executor", "маман", "Досымов Арман Ғалымұлы", &[Role::Executor]),
    ("head", "бөлім басшысы", "Мұқанова Раушан Әбішқызы", &[Role::Head]),
    ("archive", "мұрағатшы", "Петренко Виктор Степанович", &[Role::Archivist, Role::Complaints]),
];

/// A new password for all invented accounts.
pub fn password() -> String {
    let mut bytes = [0; 9];
    RealRandom.fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl World {
    /// A world with the present as its time. `again` says that an earlier start began to make it, with this password.
    pub fn new(law: Arc<Law>, store: Store, password: String, again: bool) -> anyhow::Result<Self> {
        let offices = OFFICES
            .into_iter()
            .map(|(short, kind)| {
                let found = law
                    .directory
                    .offices()
                    .find(|office| office.kind == kind && office.region.as_deref() == Some(REGION));
                let office = found
                    .with_context(|| format!("the directory has no office of kind {kind} in the capital"))?;
                Ok(DemoOffice { short, id: office.id.clone(), kind })
            })
            .collect::<anyhow::Result<_>>()?;
        let clock = Arc::new(Wound(Mutex::new(RealClock.now())));
        let desk = Desk::new(law.clone(), store, clock.clone(), Arc::new(RealRandom));
        Ok(Self { desk, law, offices, clock, password, again, sessions: Mutex::default() })
    }

    /// Puts the clock to an instant.
    pub fn at(&self, instant: Timestamp) {
        self.clock.put(instant);
    }

    /// The real present.
    pub fn present(&self) -> Timestamp {
        RealClock.now()
    }

    /// Makes the accounts; the text that tells them.
    pub fn people(&mut self) -> anyhow::Result<String> {
        self.at(self.present() - (24 * 200).hours());
        let Some(first) = self.offices.first().cloned() else { bail!("the invented world has no office") };
        let admin =
            self.new_account("admin", "Әкімші Демо", "жүйе әкімшісі", &first.id, &[Role::Administrator]);
        if !self.is_here(&admin) {
            self.desk.create_administrator(&admin)?;
        }
        let keeper = self.sign_in("admin")?;
        let mut told =
            vec![format!("demo accounts, password of each: {}", self.password), "  admin".to_owned()];
        for office in self.offices.clone() {
            for (short, post, name, roles) in STAFF {
                let login = format!("{short}.{}", office.short);
                self.create(&keeper, &self.new_account(&login, name, post, &office.id, roles))?;
                told.push(format!("  {login}"));
            }
        }
        let head =
            self.law.directory.office(&first.id).and_then(|office| office.parent.clone()).unwrap_or(first.id);
        let supervisor = self.new_account(
            "supervisor",
            "Бақылаушы Демо",
            "бақылау бөлімінің басшысы",
            &head,
            &[Role::Supervisor],
        );
        self.create(&keeper, &supervisor)?;
        told.push("  supervisor".to_owned());
        Ok(told.join("\n"))
    }

    /// Whether a start that was broken off made the account: it then has the password that was kept.
    fn is_here(&self, account: &NewAccount) -> bool {
        self.again && self.sign_in(&account.login).is_ok()
    }

    fn create(&self, keeper: &Session, account: &NewAccount) -> anyhow::Result<()> {
        if !self.is_here(account) {
            self.desk.create_account(keeper, account)?;
        }
        Ok(())
    }

    fn new_account(&self, login: &str, name: &str, post: &str, office: &str, roles: &[Role]) -> NewAccount {
        NewAccount {
            login: login.to_owned(),
            name: name.to_owned(),
            post: post.to_owned(),
            office: office.to_owned(),
            roles: roles.to_vec(),
            password: self.password.clone(),
        }
    }

    /// A session of an account. Each signs in once: hashing a password takes its time on purpose.
    pub fn sign_in(&self, login: &str) -> anyhow::Result<Session> {
        let mut known = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(session) = known.get(login) {
            return Ok(session.clone());
        }
        let session = self.desk.sign_in(login, &self.password).with_context(|| login.to_owned())?.session;
        known.insert(login.to_owned(), session.clone());
        Ok(session)
    }

    /// The office that accepts in a channel.
    pub fn office_of(&self, kind: OfficeKind) -> Option<&DemoOffice> {
        self.offices.iter().find(|office| office.kind == kind)
    }
}
