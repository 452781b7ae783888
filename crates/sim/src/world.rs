//! The platform under simulation: a clock that is wound, chance by seed, a database that fails and is opened again.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use desk::{Clock, Desk, DeskError, Law, NewAccount, Random, Role, Session};
use jiff::Timestamp;
use store::Store;

use crate::Plan;
use crate::faults::Trouble;

/// Attempts of a client whose call finds no answer. More than that in a row is a defect.
const ATTEMPTS: usize = 60;
const PASSWORD: &str = "қызыл алма 42";
/// The enterprise that a world's first administrator belongs to; he does nothing else.
const ADMINISTRATORS_OFFICE: &str = "cadastre-21-astana";
const DATABASE: &str = "zher.sqlite";

struct Wound(Mutex<Timestamp>);

impl Clock for Wound {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Seeded(Mutex<fastrand::Rng>);

impl Random for Seeded {
    fn fill(&self, buffer: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill(buffer);
    }
}

/// The platform, and the means to wind, break and restart it.
pub struct World {
    pub law: Arc<Law>,
    pub trouble: Arc<Trouble>,
    pub restarts: u32,
    desk: Option<Desk>,
    store: Option<Store>,
    clock: Arc<Wound>,
    random: Arc<Seeded>,
    folder: tempfile::TempDir,
    lives: u32,
    faults: bool,
    sessions: BTreeMap<(String, Role), Session>,
}

impl World {
    pub fn new(law: Arc<Law>, plan: &Plan, now: Timestamp) -> anyhow::Result<Self> {
        let mut world = Self {
            law,
            trouble: Arc::new(Trouble::new(plan.seed ^ 0x5eed)),
            restarts: 0,
            desk: None,
            store: None,
            clock: Arc::new(Wound(Mutex::new(now))),
            random: Arc::new(Seeded(Mutex::new(fastrand::Rng::with_seed(plan.seed)))),
            folder: tempfile::tempdir()?,
            lives: 0,
            faults: plan.faults,
            sessions: BTreeMap::new(),
        };
        world.start()?;
        let administrator = account("operator", ADMINISTRATORS_OFFICE, Vec::new());
        world.desk()?.create_administrator(&administrator)?;
        Ok(world)
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn wind(&self, now: Timestamp) {
        *self.clock.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    fn live_folder(&self, life: u32) -> PathBuf {
        self.folder.path().join(life.to_string())
    }

    /// Opens what the last life left. Dying while starting is part of it.
    fn start(&mut self) -> anyhow::Result<()> {
        for _ in 0..ATTEMPTS {
            let folder = self.live_folder(self.lives);
            self.trouble.live_in(&folder, &self.live_folder(self.lives + 1));
            match Store::open_failing(&folder.join(DATABASE), self.trouble.clone()) {
                Ok(store) => {
                    let desk =
                        Desk::new(self.law.clone(), store.clone(), self.clock.clone(), self.random.clone());
                    (self.desk, self.store) = (Some(desk), Some(store));
                    return Ok(());
                }
                Err(error) if self.trouble.counts().total() == 0 => return Err(error.into()),
                Err(_) => self.bury()?,
            }
        }
        anyhow::bail!("the platform does not start in {ATTEMPTS} attempts")
    }

    /// Leaves a dead life behind; nothing happens where the process still lives.
    fn bury(&mut self) -> anyhow::Result<()> {
        if self.trouble.is_dead() {
            (self.desk, self.store) = (None, None);
            let left = self.live_folder(self.lives);
            self.lives += 1;
            std::fs::remove_dir_all(left)?;
        }
        Ok(())
    }

    fn desk(&self) -> anyhow::Result<&Desk> {
        self.desk.as_ref().context("the platform runs")
    }

    /// Looks into the database without trouble.
    pub fn read<T>(
        &self,
        work: impl FnMut(&mut store::Tx<'_>) -> Result<T, store::StoreError>,
    ) -> anyhow::Result<T> {
        Ok(self.store.as_ref().context("the platform runs")?.read(work)?)
    }

    /// Calls the platform without trouble: what fails here is no accident.
    pub fn calm<T>(
        &self,
        work: impl FnOnce(&Desk) -> Result<T, DeskError>,
    ) -> anyhow::Result<Result<T, DeskError>> {
        Ok(work(self.desk()?))
    }

    /// Calls the platform as a client does who repeats a call until he has an answer; the process is started
    /// again where it died.
    pub fn insist<T>(
        &mut self,
        work: impl Fn(&Desk) -> Result<T, DeskError>,
    ) -> anyhow::Result<Result<T, DeskError>> {
        for _ in 0..ATTEMPTS {
            self.trouble.arm(self.faults);
            let answer = work(self.desk()?);
            self.trouble.arm(false);
            if self.trouble.is_dead() {
                self.bury()?;
                self.trouble.arm(self.faults);
                let started = self.start();
                self.trouble.arm(false);
                started?;
                self.restarts += 1;
            }
            match answer {
                Err(
                    DeskError::Unavailable { .. } | DeskError::Busy { .. } | DeskError::OutcomeUnknown { .. },
                ) => {}
                answer => return Ok(answer),
            }
        }
        anyhow::bail!("no answer in {ATTEMPTS} attempts")
    }

    /// Somebody of an office; his account is made at the first call.
    pub fn somebody(&mut self, office: &str, role: Role) -> anyhow::Result<Session> {
        let place = (office.to_owned(), role);
        if let Some(session) = self.sessions.get(&place) {
            return Ok(session.clone());
        }
        let login = format!("person{}", self.sessions.len());
        let operator = self.desk()?.sign_in("operator", PASSWORD)?.session;
        self.desk()?.create_account(&operator, &account(&login, office, vec![role]))?;
        let session = self.desk()?.sign_in(&login, PASSWORD)?.session;
        self.sessions.insert(place, session.clone());
        Ok(session)
    }
}

fn account(login: &str, office: &str, roles: Vec<Role>) -> NewAccount {
    NewAccount {
        login: login.to_owned(),
        name: format!("Сәуле {login}"),
        post: "маман".to_owned(),
        office: office.to_owned(),
        roles,
        password: PASSWORD.to_owned(),
    }
}
