//! An invented world: a few offices of the capital at work, people and parcels that do not exist, cases in every state.
//!
//! Everything goes through the use cases that people use, by a clock that the demo winds itself, so that the demo cannot
//! show what the platform cannot do.

mod lives;
mod people;
mod world;

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use desk::Law;
use store::Store;

use crate::real::say;

/// File in the data folder that keeps the logins and the password of the invented accounts.
const ACCOUNTS_FILE: &str = "demo-accounts.txt";

/// Makes the invented world where it is not there yet, and prints its accounts.
pub fn prepare(law: &Arc<Law>, store: &Store, folder: &Path) -> anyhow::Result<()> {
    let file = folder.join(ACCOUNTS_FILE);
    if !file.exists() {
        let mut world = world::World::new(law.clone(), store.clone())?;
        let accounts = world.people()?;
        lives::live(&mut world).context("the invented cases could not be made")?;
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        std::fs::write(&file, accounts).with_context(|| file.display().to_string())?;
    }
    say(&std::fs::read_to_string(&file).with_context(|| file.display().to_string())?);
    Ok(())
}
