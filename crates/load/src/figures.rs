//! What is measured, in which order.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;
use desk::{Desk, Law};
use load::drive::{Call, Caller, Run};
use load::fill::Filler;
use load::real::{Chance, Standing, now};
use load::report::{Table, median};
use load::server::{Memory, Plan, Server, demo_password};
use rulebook::RuleFiles;
use store::{Store, whole};
use uuid::Uuid;

use crate::pages::{self, Page, Readers};
use crate::requests::{known, lodged, lodging, run};

/// Cases that fall due at one moment.
const DUE: usize = 1_000;
/// Commits of one bare loop.
const BARE: u32 = 3_000;
/// Clients that read: officers at work, not a flood.
const READERS: u32 = 4;
/// Part of a run's time that each page is read.
const PAGE_SHARE: f64 = 0.2;
/// Service whose lodging is driven through HTTP.
pub const SERVICE: u8 = 1;
/// The office whose people are driven.
pub const OFFICE: &str = "cadastre-21-astana";
/// Keys of lodgings through HTTP begin here, behind all copies.
const LODGED_FROM: u64 = 3_000_000;

/// How to measure.
#[derive(Debug)]
pub struct Settings {
    pub zher: PathBuf,
    pub folder: PathBuf,
    pub database_url: Option<String>,
    pub clients: u32,
    pub time: Duration,
    pub rounds: usize,
}

/// Figures of one size of the store.
#[derive(Debug, Default)]
struct Figures {
    statics: Vec<Run>,
    bare: Vec<f64>,
    lodging: Vec<Run>,
    reading: Vec<Run>,
    inbox: Vec<Run>,
    sweep: f64,
    ready: Vec<f64>,
    memory: Option<Memory>,
    filled: f64,
    pages: Vec<Page>,
}

/// Measures and prints.
pub fn measure(settings: &Settings, sizes: &[usize]) -> anyhow::Result<()> {
    let plan = settings.plan();
    if settings.folder.exists() {
        std::fs::remove_dir_all(&settings.folder)?;
    }
    std::fs::create_dir_all(&plan.data)?;
    println!("program: {:.1} MiB", std::fs::metadata(&plan.program)?.len() as f64 / 1024.0 / 1024.0);
    if plan.database_url.is_none() {
        let empty = Plan { data: settings.folder.join("empty"), ..plan.clone() };
        let server = Server::start(&empty, false)?;
        println!("ready on an empty folder after {:.3} s", server.ready_after.as_secs_f64());
        server.stop()?;
    }
    Server::start(&plan, true)?.stop()?;
    let mut place = Place { settings, plan, lodged: LODGED_FROM, filler: None, cases: 0 };
    let mut all = Vec::new();
    for size in sizes {
        all.push((*size, place.at(*size)?));
    }
    print(settings, &all);
    Ok(())
}

/// Measures every page over a store that is filled where it is not yet, and kept for the next time; prints.
pub fn measure_pages(settings: &Settings, size: usize, only: &str) -> anyhow::Result<()> {
    let plan = settings.plan();
    let filled = settings.folder.join("filled.txt");
    if !filled.exists() {
        std::fs::create_dir_all(&plan.data)?;
        Server::start(&plan, true)?.stop()?;
        let mut place = Place { settings, plan: plan.clone(), lodged: LODGED_FROM, filler: None, cases: 0 };
        place.fill(size)?;
        std::fs::write(&filled, place.cases.to_string())?;
    }
    let held = std::fs::read_to_string(&filled)?.trim().parse()?;
    // The first start may have to bring the store to the newest schema.
    Server::start(&plan, false)?.stop()?;
    let mut figures = Vec::new();
    for round in 0..settings.rounds {
        eprintln!("round {} of {}", round + 1, settings.rounds);
        let server = Server::start(&plan, false)?;
        let password = demo_password(&plan.data)?;
        tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
            let [reception, head, admin, overseer] = callers(server.address, &password).await?;
            let inbox = head.ask(&Call::get("/api/v1/inbox")).await?;
            let case = inbox["cases"][0]["id"].as_str().context("a case in the inbox")?.parse()?;
            let (known, lodged) = (known(&reception).await?, lodged(&head).await?);
            let run = run();
            let (reception, head, admin, overseer) = (&reception, &head, &admin, &overseer);
            let readers = Readers { reception, head, admin, overseer, case, known, run, lodged };
            pages::round(&mut figures, &readers, settings.time, only).await
        })?;
        server.stop()?;
    }
    println!("{}", shown(&[(held, &figures)]));
    Ok(())
}

/// Who accepts requests, who decides, who keeps the platform, and who oversees all offices of a kind.
async fn callers(address: SocketAddr, password: &str) -> anyhow::Result<[Caller; 4]> {
    let sign_in = |login| Caller::sign_in(address, login, password);
    Ok([
        sign_in("reception.cadastre").await?,
        sign_in("head.cadastre").await?,
        sign_in("admin").await?,
        sign_in("supervisor").await?,
    ])
}

struct Place<'a> {
    settings: &'a Settings,
    plan: Plan,
    lodged: u64,
    filler: Option<Filler>,
    cases: usize,
}

impl Settings {
    fn plan(&self) -> Plan {
        Plan {
            program: self.zher.clone(),
            data: self.folder.join("data"),
            database_url: self.database_url.clone(),
        }
    }
}

/// A store that was filled.
struct Filled {
    store: Store,
    filler: Filler,
    /// Cases of the office whose people are driven.
    sample: Vec<Uuid>,
    /// Cases written a second.
    rate: f64,
}

impl Place<'_> {
    fn fill(&mut self, size: usize) -> anyhow::Result<Filled> {
        let store = self.open()?;
        let mut filler = match self.filler.take() {
            Some(filler) => filler,
            None => Filler::of(&store, now(), 0)?,
        };
        let (began, missing) = (Instant::now(), size.saturating_sub(self.cases + DUE));
        let sample = filler.fill(&store, missing, OFFICE)?;
        filler.fill_due(&store, DUE)?;
        let added = missing + DUE;
        self.cases += added;
        let rate = added as f64 / began.elapsed().as_secs_f64();
        eprintln!("{} cases, {rate:.0} a second", self.cases);
        store.write(whole::settle)?;
        Ok(Filled { store, filler, sample, rate })
    }

    fn at(&mut self, size: usize) -> anyhow::Result<Figures> {
        let mut figures = Figures::default();
        let Filled { store, mut filler, sample, rate } = self.fill(size)?;
        figures.filled = rate;
        figures.sweep = sweep(&store, &filler)?;
        eprintln!("sweep {:.3} s", figures.sweep);
        drop(store);
        for round in 0..self.settings.rounds {
            eprintln!("round {} of {}", round + 1, self.settings.rounds);
            figures.bare.push(self.bare(&mut filler, round)?);
            self.round(&mut figures, &sample)?;
        }
        self.filler = Some(filler);
        Ok(figures)
    }

    fn open(&self) -> anyhow::Result<Store> {
        let settings = match &self.plan.database_url {
            Some(url) => store::Settings::Postgres { url: url.clone(), pool: 4 },
            None => store::Settings::Sqlite { path: self.plan.data.join("zher.sqlite") },
        };
        Ok(Store::open(&settings)?)
    }

    /// Commits the rows of a lodging one by one: on SQLite into an empty file of its own on the same disk, on
    /// PostgreSQL into the same tables while nobody else writes.
    fn bare(&mut self, filler: &mut Filler, round: usize) -> anyhow::Result<f64> {
        let own = self.settings.folder.join(format!("bare-{}-{round}.sqlite", self.cases));
        let numbers = self.open()?;
        let template = filler.just_lodged(SERVICE)?.clone();
        let copies = filler.make(&numbers, &template, BARE)?;
        let store = match &self.plan.database_url {
            Some(_) => numbers,
            None => Store::open(&store::Settings::Sqlite { path: own.clone() })?,
        };
        let began = Instant::now();
        for copy in copies {
            store.write(move |tx| whole::write(tx, std::slice::from_ref(&copy)))?;
        }
        let rate = f64::from(BARE) / began.elapsed().as_secs_f64();
        drop(store);
        if own.exists() {
            std::fs::remove_file(own)?;
        }
        Ok(rate)
    }

    fn round(&mut self, figures: &mut Figures, sample: &[Uuid]) -> anyhow::Result<()> {
        let server = Server::start(&self.plan, false)?;
        figures.ready.push(server.ready_after.as_secs_f64());
        let password = demo_password(&self.plan.data)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (time, clients) = (self.settings.time, self.settings.clients);
        runtime.block_on(async {
            let [caller, head, admin, overseer] = callers(server.address, &password).await?;
            for id in sample.iter().take(3) {
                head.ask(&Call::get(format!("/api/v1/cases/{id}"))).await?;
            }
            figures.memory = Some(server.memory()?);
            figures.statics.push(caller.drive(clients, time, |_| Call::get("/healthz")).await?);
            let ids: Arc<[Uuid]> = sample.into();
            let reading = head.drive(READERS, time, move |nth| {
                let place = usize::try_from(nth.wrapping_mul(7_919)).unwrap_or(0) % ids.len();
                Call::get(format!("/api/v1/cases/{}", ids[place]))
            });
            figures.reading.push(reading.await?);
            figures.inbox.push(caller.drive(READERS, time, |_| Call::get("/api/v1/inbox")).await?);
            if let Some(case) = sample.first() {
                let (known, lodged) = (known(&caller).await?, lodged(&head).await?);
                let (reception, case, run) = (&caller, *case, run());
                let (head, admin, overseer) = (&head, &admin, &overseer);
                let readers = Readers { reception, head, admin, overseer, case, known, run, lodged };
                pages::round(&mut figures.pages, &readers, time.mul_f64(PAGE_SHARE), "").await?;
            }
            let (first, lodging) = (self.lodged, lodging(&caller).await?);
            self.lodged += 300_000;
            let made = move |nth| lodging.call(first + nth);
            figures.lodging.push(caller.drive(clients, time, made).await?);
            anyhow::Ok(())
        })?;
        server.stop()
    }
}

/// Does what falls due, as the server's clock worker does.
fn sweep(store: &Store, filler: &Filler) -> anyhow::Result<f64> {
    let law = Arc::new(Law::load(&RuleFiles::embedded())?);
    let desk = Desk::new(law, store.clone(), Arc::new(Standing(filler.due_at())), Arc::new(Chance));
    let began = Instant::now();
    let report = desk.tick("load")?;
    let took = began.elapsed().as_secs_f64();
    anyhow::ensure!(report.acted >= DUE && report.failed == 0, "the sweep went wrong: {report:?}");
    eprintln!("{report:?}");
    Ok(took * DUE as f64 / report.claimed as f64)
}

fn print(settings: &Settings, all: &[(usize, Figures)]) {
    let mut table = Table::new(["open cases", "what", "a second", "p50, ms", "p99, ms"]);
    let runs = |table: &mut Table, size: usize, what: &str, runs: &[Run]| {
        let of = |figure: fn(&Run) -> f64| median(&runs.iter().map(figure).collect::<Vec<_>>());
        let [rate, p50, p99] = [of(|run| run.rate), of(|run| run.p50), of(|run| run.p99)];
        table.row([
            size.to_string(),
            what.to_owned(),
            format!("{rate:.0}"),
            format!("{p50:.2}"),
            format!("{p99:.2}"),
        ]);
        rate
    };
    let mut rest = Table::new([
        "open cases",
        "lodging : bare loop",
        "lodging : static answer",
        "sweep of a thousand due, s",
        "ready, s",
        "memory at rest, MiB (own)",
        "filled a second",
    ]);
    for (size, figures) in all {
        let clients = settings.clients;
        let statics = runs(&mut table, *size, &format!("static answer, {clients} clients"), &figures.statics);
        let lodging = runs(&mut table, *size, &format!("lodging, {clients} clients"), &figures.lodging);
        runs(&mut table, *size, &format!("reading a case, {READERS} clients"), &figures.reading);
        runs(&mut table, *size, &format!("inbox, {READERS} clients"), &figures.inbox);
        let bare = median(&figures.bare);
        table.row([
            size.to_string(),
            "bare loop of commits, the same rows".to_owned(),
            format!("{bare:.0}"),
            String::new(),
            String::new(),
        ]);
        let memory = figures.memory.map(|memory| format!("{:.0} ({:.0})", memory.resident, memory.own));
        rest.row([
            size.to_string(),
            format!("{:.2}", lodging / bare),
            format!("{:.3}", lodging / statics),
            format!("{:.2}", figures.sweep),
            format!("{:.3}", median(&figures.ready)),
            memory.unwrap_or_default(),
            format!("{:.0}", figures.filled),
        ]);
    }
    let pages: Vec<_> = all.iter().map(|(size, figures)| (*size, &figures.pages[..])).collect();
    println!("\n{table}\n{rest}\n{}", shown(&pages));
}

/// The pages of every size of the store.
fn shown(pages: &[(usize, &[Page])]) -> Table {
    let mut table = Table::new(["open cases", "page", "p50, ms", "p99, ms", "KiB"]);
    for (size, pages) in pages {
        pages::rows(&mut table, *size, pages);
    }
    table
}
