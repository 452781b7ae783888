//! A life of some offices: people lodge, work, click twice, look at stale pages; time goes by.

use std::sync::Arc;

use anyhow::{Context, ensure};
use cases::{CaseId, Command};
use desk::{DeskError, IdempotencyKey, LodgingForm, Role, Session};
use directory::{Channel, OfficeKind};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use rulebook::RuleFiles;
use uuid::Uuid;

use crate::faults::Counts;
use crate::model::{Asked, Book, Days, File, Plain};
use crate::travel::Parcel;
use crate::world::World;
use crate::{Plan, checks, commands, forms, rules};

/// Regions with zones of their own: the capital, Aqtau, Aqtobe, Oral.
const REGIONS: [&str; 4] = ["21", "13", "02", "08"];
const ROLES: [Role; 4] = [Role::Executor, Role::Head, Role::Reception, Role::Archivist];
/// Lives begin within these seconds: from 1 October 2013 to 1 October 2024.
const BEGINNINGS: std::ops::Range<i64> = 1_380_607_200..1_727_805_600;
/// Days of a life after which the invented edition comes into force.
const CHANGES: std::ops::Range<i64> = 20..200;
/// Cases in work at one time.
const OPEN_MOST: usize = 25;
/// People who look at a case before the next thing happens, until one of them finds something to do.
const TRIES: usize = 8;
/// Longer than a node's claim on what is due.
const CLAIM_ENDS: SignedDuration = SignedDuration::from_mins(3);

/// What a life came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Cases lodged.
    pub cases: usize,
    /// Steps taken by people.
    pub taken: u32,
    /// Steps that the platform would not take, with its reason.
    pub refused: u32,
    /// Calls repeated with their key, and calls from stale pages.
    pub repeated: u32,
    /// Paper files that came from one office to another.
    pub carried: usize,
    /// Decisions after the end of their term.
    pub late: usize,
    /// Cases granted by silence.
    pub by_silence: usize,
    /// Seconds that went by on the simulated clock.
    pub seconds: i64,
    /// Starts after a death.
    pub restarts: u32,
    /// What went wrong with storage.
    pub troubles: Counts,
}

/// Something that must not be, with what repeats it.
#[derive(Debug)]
pub struct Violation {
    /// The life.
    pub plan: Plan,
    /// The step at which it was seen.
    pub step: u32,
    /// What was seen.
    pub what: anyhow::Error,
}

/// A life as it goes on.
pub struct Life {
    pub world: World,
    pub book: Book,
    pub chance: fastrand::Rng,
    pub report: Report,
    pub under_way: Vec<Parcel>,
    days: Days,
    region: &'static str,
    /// First day of the invented edition.
    changed: Date,
    keys: u32,
}

/// Lives a plan to its end, by the rules of some files.
///
/// # Errors
/// [`Violation`]: the first thing that must not be.
pub fn live(files: &RuleFiles, plan: &Plan) -> Result<Report, Violation> {
    let mut step = 0;
    let mut run = || -> anyhow::Result<Report> {
        let mut life = Life::new(files, plan)?;
        let began = life.world.now();
        while step < plan.steps {
            step += 1;
            life.step()?;
        }
        checks::journal(&life.world, &life.book)?;
        checks::books(&life.world, &life.book)?;
        life.report.cases = life.book.len();
        life.report.by_silence = life.book.values().filter(|plain| plain.state == "deemed-granted").count();
        life.report.seconds = life.world.now().as_second() - began.as_second();
        life.report.restarts = life.world.restarts;
        life.report.troubles = life.world.trouble.counts();
        Ok(life.report)
    };
    run().map_err(|what| Violation { plan: *plan, step, what })
}

impl Life {
    fn new(files: &RuleFiles, plan: &Plan) -> anyhow::Result<Self> {
        let mut chance = fastrand::Rng::with_seed(plan.seed);
        // The model reads what ships, whatever the platform is given.
        let shipped = RuleFiles::embedded();
        let years = shipped
            .iter()
            .filter(|(path, _)| path.strip_prefix("calendar/").is_some_and(|name| name.starts_with("20")));
        let days = Days::read(years.map(|(_, text)| text))?;
        let began = Timestamp::from_second(chance.i64(BEGINNINGS))?;
        let region = REGIONS[chance.usize(..REGIONS.len())];
        let today = began.to_zoned(jiff::tz::TimeZone::UTC).date();
        let changed = today.checked_add(chance.i64(CHANGES).days())?;
        let world = World::new(Arc::new(rules::law(files, changed)?), plan, began)?;
        let (book, report, under_way) = (Book::new(), Report::default(), Vec::new());
        Ok(Self { world, book, chance, report, under_way, days, region, changed, keys: 0 })
    }

    fn key(&mut self) -> anyhow::Result<IdempotencyKey> {
        self.keys += 1;
        Ok(IdempotencyKey::new(&format!("simulated-{}", self.keys))?)
    }

    fn step(&mut self) -> anyhow::Result<()> {
        self.let_time_pass();
        self.tick()?;
        let open = self.book.values().filter(|plain| plain.is_open()).count();
        if self.book.is_empty() || (open < OPEN_MOST && self.chance.u32(..4) == 0) {
            return self.lodge();
        }
        if self.chance.u32(..6) == 0 && self.carry()? {
            return Ok(());
        }
        for _ in 0..TRIES {
            if self.work()? {
                break;
            }
        }
        Ok(())
    }

    fn let_time_pass(&mut self) {
        let minutes = match self.chance.u32(..10) {
            0..6 => self.chance.i64(1..240),
            6..9 => self.chance.i64(240..2_880),
            _ => self.chance.i64(2_880..14_400),
        };
        self.world.wind(self.world.now() + SignedDuration::from_mins(minutes));
    }

    fn tick(&mut self) -> anyhow::Result<()> {
        // Storage may fail this node at any case; what it did not do is the next one's.
        self.world.insist(|desk| desk.tick("first"))??;
        // What a dead node had claimed comes back when its claim ends; another node takes it up.
        self.world.wind(self.world.now() + CLAIM_ENDS);
        let report = self.world.calm(|desk| desk.tick("second"))??;
        ensure!(report.failed == 0, "a clock could not be run");
        checks::clock(&self.world, &mut self.book, &self.days, self.world.now())
    }

    fn lodge(&mut self) -> anyhow::Result<()> {
        let law = self.world.law.clone();
        let today = self.world.calm(|desk| Ok(desk.today()))??;
        let standards: Vec<_> = law.standards_on(today).collect();
        let standard = standards[self.chance.usize(..standards.len())];
        let rule = &standard.channels[self.chance.usize(..standard.channels.len())];
        // What comes by the portal is entered at the office that decides.
        let kind = rule.office.unwrap_or(standard.provider.kind);
        let Some(office) = self.office(kind) else { return Ok(()) };
        let who = self.world.somebody(&office, Role::Reception)?;
        let mut form = forms::blank(&mut self.chance, standard, rule.channel, self.region, self.keys);
        let chance = &mut self.chance;
        let filled = self.world.calm(|desk| forms::fill(chance, desk, &who, standard, &mut form))?;
        if filled.is_err() {
            self.report.refused += 1;
            return Ok(());
        }
        let key = self.key()?;
        match self.world.insist(|desk| desk.lodge(&who, &form, &key))? {
            Ok(lodged) => {
                let id = lodged.acted.case;
                self.note_lodged(id, &who, &form)?;
                self.click_again(id, |desk| desk.lodge(&who, &form, &key).map(|again| again.acted.case))
            }
            Err(DeskError::Defect { reason }) => anyhow::bail!("a defect at lodging: {reason}"),
            Err(_) => {
                self.report.refused += 1;
                Ok(())
            }
        }
    }

    /// An office of a kind in the region, or of the whole country where the region has none.
    fn office(&mut self, kind: OfficeKind) -> Option<String> {
        let directory = &self.world.law.directory;
        let here: Vec<_> = directory
            .offices()
            .filter(|office| office.kind == kind && office.region.as_deref() == Some(self.region))
            .collect();
        let all: Vec<_> = directory.offices().filter(|office| office.kind == kind).collect();
        let among = if here.is_empty() { all } else { here };
        // The first few: a life with a hundred offices meets nobody twice.
        let most = among.len().min(3);
        (most > 0).then(|| among[self.chance.usize(..most)].id.clone())
    }

    fn note_lodged(&mut self, id: CaseId, who: &Session, form: &LodgingForm) -> anyhow::Result<()> {
        let row = checks::row(&self.world, id.0)?;
        let case: cases::Case = serde_json::from_str(&row.state_json)?;
        let zone = case.request.zone.local(case.request.lodged_at).time_zone().clone();
        let executing = &row.head.executing_office;
        let portal = form.channel == Channel::Portal;
        let (parties, file) = match portal {
            true => (vec![executing.clone()], File::Nowhere),
            false => (
                vec![who.account.office.0.clone(), executing.clone()],
                File::At(who.account.office.0.clone()),
            ),
        };
        let product = form.product.as_deref().unwrap_or_default();
        let asked = Asked { service: form.service, product, portal, parties, changed: self.changed };
        let plain = Plain::lodged(&asked, self.world.now(), zone, file);
        let new = self.book.insert(id.0, plain).is_none();
        ensure!(new, "{} was lodged twice", id.0);
        self.look_at(id.0)
    }

    /// A case in the book.
    pub fn plain(&mut self, id: Uuid) -> anyhow::Result<&mut Plain> {
        self.book.get_mut(&id).context("the model knows the case")
    }

    /// Compares a case with the book.
    pub fn look_at(&self, id: Uuid) -> anyhow::Result<()> {
        checks::case(&self.world, id, &self.book[&id], &self.days)
    }

    /// A call that was answered is made again with its key: the same answer, and nothing written.
    fn click_again(
        &mut self,
        id: CaseId,
        call: impl Fn(&desk::Desk) -> Result<CaseId, DeskError>,
    ) -> anyhow::Result<()> {
        if self.chance.u32(..4) == 0 {
            self.report.repeated += 1;
            let again =
                self.world.insist(call)?.context("a call that was answered is refused when repeated")?;
            ensure!(again == id, "a repeated call answered for another case");
            self.look_at(id.0)?;
        }
        Ok(())
    }

    /// Somebody looks at a case; whether he found something to do.
    fn work(&mut self) -> anyhow::Result<bool> {
        let ids: Vec<Uuid> = self.book.keys().copied().collect();
        // Mostly the young ones; sometimes anything.
        let from = if self.chance.u32(..5) == 0 { 0 } else { ids.len().saturating_sub(OPEN_MOST) };
        let id = CaseId(ids[self.chance.usize(from..ids.len())]);
        let head = checks::row(&self.world, id.0)?.head;
        let offices =
            [&head.executing_office, &head.executing_office, &head.lodging_office, &head.holder_office];
        let office = offices[self.chance.usize(..offices.len())].clone();
        if office.is_empty() {
            return Ok(false);
        }
        let who = self.world.somebody(&office, ROLES[self.chance.usize(..ROLES.len())])?;
        let view = match self.world.insist(|desk| desk.case(&who, id, "simulated"))? {
            Ok(view) => view,
            Err(DeskError::NotFound | DeskError::Forbidden { .. }) => return Ok(false),
            Err(error) => return Err(error.into()),
        };
        if self.chance.u32(..20) == 0 {
            self.refuse_without_ground(&who, id, view.version)?;
        }
        if view.steps.is_empty() {
            return Ok(false);
        }
        let step = &view.steps[self.chance.usize(..view.steps.len())];
        match commands::command(&mut self.chance, step, &view.case) {
            Some(command) => self.act(&who, id, view.version, &command).map(|()| true),
            None => Ok(false),
        }
    }

    fn refuse_without_ground(&mut self, who: &Session, id: CaseId, version: u64) -> anyhow::Result<()> {
        let refuse = Command::Refuse {
            ground: "no-such-ground".to_owned(),
            reason: "мәтін".to_owned(),
            ended_by: None,
        };
        let key = self.key()?;
        let answer = self.world.insist(|desk| desk.act(who, id, version, &refuse, &key))?;
        ensure!(answer.is_err(), "{}: refused on a ground that is not listed", id.0);
        self.look_at(id.0)
    }

    fn act(&mut self, who: &Session, id: CaseId, version: u64, command: &Command) -> anyhow::Result<()> {
        let key = self.key()?;
        let acted = match self.world.insist(|desk| desk.act(who, id, version, command, &key))? {
            Ok(acted) => acted,
            Err(DeskError::Defect { reason }) => anyhow::bail!("a defect at a step: {reason}"),
            Err(_) => {
                self.report.refused += 1;
                return self.look_at(id.0);
            }
        };
        self.report.taken += 1;
        let now = self.world.now();
        let due =
            self.book.get(&id.0).filter(|plain| plain.is_open()).and_then(|plain| plain.due(&self.days));
        let plain = self.plain(id.0)?;
        plain
            .take(command.kind().as_str(), acted.state.as_str(), now)
            .map_err(|what| anyhow::anyhow!("{}: {what}", id.0))?;
        let late = due.is_some_and(|due| due < now) && !plain.is_open();
        self.report.late += usize::from(late);
        self.look_at(id.0)?;
        self.click_again(id, |desk| desk.act(who, id, version, command, &key).map(|again| again.case))?;
        if acted.version != version && self.chance.u32(..4) == 0 {
            self.report.repeated += 1;
            let other = self.key()?;
            let stale = self.world.insist(|desk| desk.act(who, id, version, command, &other))?;
            ensure!(stale.is_err(), "{}: a stale page took a step", id.0);
            self.look_at(id.0)?;
        }
        Ok(())
    }
}
