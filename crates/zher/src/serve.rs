//! Starting the platform.

use std::io::Read;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use desk::{Desk, Law, NewAccount, Role};
use locale::Messages;
use store::{Settings, Store, StoreError};
use web::App;

use crate::commands::{AdminAction, AdminOptions, DataOptions, ServeOptions};
use crate::demo;
use crate::real::{RealClock, RealRandom, pause, rule_files, say};

/// Name of the database's file inside the data folder.
const DATABASE_FILE: &str = "zher.sqlite";
/// Connections to PostgreSQL of one process.
const CONNECTIONS: usize = 8;
/// How often the start asks a PostgreSQL that does not answer yet, and the pause between.
const DATABASE_TRIES: u32 = 240;
const DATABASE_PAUSE: Duration = Duration::from_millis(250);
/// How often the clock worker looks at what is due.
const WORKER_PAUSE: Duration = Duration::from_secs(5);

/// Serves until the process is asked to stop.
pub fn run(options: &ServeOptions) -> anyhow::Result<ExitCode> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let (law, store) = (open_law(&options.data)?, open_patiently(&options.data)?);
    if options.demo {
        demo::prepare(&law, &store, &options.data.data)?;
    }
    let desk = Arc::new(desk_over(law, store));
    // Editions that were put in force do not load with this program: better no server than one by another law.
    desk.refresh_law().context("rules that were put in force by an administrator do not load")?;
    let messages = Arc::new(Messages::embedded()?);
    // The listener and the link come before the runtime: the PostgreSQL client waits by itself and may not do so inside one.
    let listener = std::net::TcpListener::bind(options.listen)
        .with_context(|| format!("cannot listen on {}; choose another --listen address", options.listen))?;
    listener.set_nonblocking(true)?;
    let address = format!("http://{}", listener.local_addr()?);
    let public = options.public_url.clone().unwrap_or_else(|| address.clone());
    let link = desk.first_administrator_link()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        // Whoever reads the address may ask to stop at once, so the process listens for that first.
        let stop = stop_asked()?;
        say(&format!("listening on {address}"));
        if let Some(secret) = link {
            say(&format!("first administrator (one time, 24 hours): {public}/kk/set-up/{}", secret.reveal()));
        }
        tokio::spawn(work(desk.clone()));
        let app = App::new(desk, messages, &public);
        axum::serve(listener, web::router(app)).with_graceful_shutdown(stop).await?;
        Ok(ExitCode::SUCCESS)
    })
}

/// The clock worker: reminders, deemed grants, storage terms. Any number of nodes may run it.
async fn work(desk: Arc<Desk>) {
    let node = format!("node-{}", std::process::id());
    loop {
        let (worker, name) = (desk.clone(), node.clone());
        match tokio::task::spawn_blocking(move || worker.tick(&name)).await {
            Ok(Ok(report)) if report.claimed > 0 => tracing::info!(?report, "clocks"),
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the clock worker could not run"),
            Err(error) => tracing::error!(%error, "the clock worker broke off"),
        }
        tokio::time::sleep(WORKER_PAUSE).await;
    }
}

/// The database; a PostgreSQL that does not answer yet is waited for: after a power cut both start at the same time, and
/// it recovers first.
fn open_patiently(options: &DataOptions) -> anyhow::Result<Store> {
    for attempt in 0..DATABASE_TRIES {
        match open_store(options) {
            Err(error)
                if options.database_url.is_some()
                    && matches!(error.downcast_ref(), Some(StoreError::Unavailable { .. })) =>
            {
                if attempt == 0 {
                    tracing::warn!(%error, "PostgreSQL does not answer yet; it is asked again for a minute");
                }
                pause(DATABASE_PAUSE);
            }
            other => return other,
        }
    }
    open_store(options)
}

/// The rulebook of the options, or the one inside the program.
pub(crate) fn open_law(options: &DataOptions) -> anyhow::Result<Arc<Law>> {
    Ok(Arc::new(Law::load(&rule_files(options.rulebook.as_deref())?)?))
}

/// The database of the options.
pub(crate) fn open_store(options: &DataOptions) -> anyhow::Result<Store> {
    let (settings, name) = match &options.database_url {
        // The address holds a password; it is named by its option.
        Some(url) => {
            (Settings::Postgres { url: url.clone(), pool: CONNECTIONS }, "of --database-url".to_owned())
        }
        None => {
            let path = options.data.join(DATABASE_FILE);
            let name = path.display().to_string();
            (Settings::Sqlite { path }, name)
        }
    };
    Store::open(&settings).with_context(|| format!("cannot open the database {name}"))
}

/// A desk with the real clock and real randomness.
pub(crate) fn desk_over(law: Arc<Law>, store: Store) -> Desk {
    Desk::new(law, store, Arc::new(RealClock), Arc::new(RealRandom))
}

/// Manages the platform's own accounts.
pub fn admin(options: &AdminOptions) -> anyhow::Result<ExitCode> {
    let AdminAction::Create { login, name, post, office } = &options.action;
    let (law, store) = (open_law(&options.data)?, open_store(&options.data)?);
    let mut password = String::new();
    std::io::stdin().read_to_string(&mut password).context("the password is read from standard input")?;
    let new = NewAccount {
        login: login.clone(),
        name: name.clone(),
        post: post.clone(),
        office: office.clone(),
        roles: vec![Role::Administrator],
        password: password.trim_end_matches(['\r', '\n']).to_owned(),
    };
    match desk_over(law, store).create_administrator(&new) {
        Ok(account) => say(&format!("created {}", account.login)),
        Err(desk::DeskError::Invalid(fields)) => {
            let messages = Messages::embedded()?;
            let texts = fields.iter().map(|field| {
                let text = messages.text(locale::Language::En, field.message, &[]);
                format!("{}: {text}", field.field)
            });
            bail!("{}", texts.collect::<Vec<_>>().join("\n"));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(ExitCode::SUCCESS)
}

/// Waits for the signal to stop; from the return of this call on, the signal no longer ends the process by itself.
#[cfg(unix)]
fn stop_asked() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut terminated) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! { _ = interrupted.recv() => {}, _ = terminated.recv() => {} }
    })
}

#[cfg(not(unix))]
fn stop_asked() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Where the signal cannot be listened for, the process is stopped without a farewell.
        let _ = tokio::signal::ctrl_c().await;
    })
}
