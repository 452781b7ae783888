//! Kills the real server under load, on PostgreSQL the database too, and looks whether everything that was acknowledged is
//! there afterwards. `README.md` says what must hold.

mod client;
mod clock;
mod cluster;
mod http;
mod killer;
mod last_look;
mod look;
mod program;
mod run;
mod stage;

pub use run::{Database, Kills, Plan, Report, run};
pub use stage::{Counts, Phase, Server, Stage};
