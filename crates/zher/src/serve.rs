//! Starting the platform.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use desk::{Desk, Law};
use locale::Messages;
use store::{Settings, Store};
use web::App;

use crate::commands::{AdminOptions, DataOptions, ServeOptions};
use crate::real::{RealClock, RealRandom, rule_files, say};

/// Name of the database's file inside the data folder.
const DATABASE_FILE: &str = "zher.sqlite";
/// Connections to PostgreSQL of one process.
const CONNECTIONS: usize = 8;

/// Serves until the process is asked to stop.
pub fn run(options: &ServeOptions) -> anyhow::Result<ExitCode> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let desk = Arc::new(open(&options.data)?);
    let messages = Arc::new(Messages::embedded()?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(options.listen).await.with_context(|| {
            format!("cannot listen on {}; choose another --listen address", options.listen)
        })?;
        say(&format!("listening on http://{}", listener.local_addr()?));
        let app = App { desk, messages };
        axum::serve(listener, web::router(app)).with_graceful_shutdown(stop_asked()).await?;
        Ok(ExitCode::SUCCESS)
    })
}

/// The desk over the real world.
pub fn open(options: &DataOptions) -> anyhow::Result<Desk> {
    let law = Law::load(&rule_files(options.rulebook.as_deref())?)?;
    let settings = match &options.database_url {
        Some(url) => Settings::Postgres { url: url.clone(), pool: CONNECTIONS },
        None => Settings::Sqlite { path: options.data.join(DATABASE_FILE) },
    };
    let store = Store::open(&settings)?;
    Ok(Desk::new(Arc::new(law), store, Arc::new(RealClock), Arc::new(RealRandom)))
}

async fn stop_asked() {
    // Where the signal cannot be listened for, the process is stopped without a farewell.
    let _ = tokio::signal::ctrl_c().await;
}
