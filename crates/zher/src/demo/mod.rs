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

/// File in the data folder that keeps the password while the invented world is being made, so that a start that was
/// broken off is taken up by the next one.
const BEGUN_FILE: &str = "demo-begun.txt";

/// Makes the invented world where it is not there yet, and prints its accounts.
pub fn prepare(law: &Arc<Law>, store: &Store, folder: &Path) -> anyhow::Result<()> {
    let file = folder.join(ACCOUNTS_FILE);
    if !file.exists() {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        let begun = folder.join(BEGUN_FILE);
        let again = begun.exists();
        let password = match again {
            true => std::fs::read_to_string(&begun).with_context(|| begun.display().to_string())?,
            false => {
                let password = world::password();
                write_whole(&begun, &password)?;
                password
            }
        };
        let mut world = world::World::new(law.clone(), store.clone(), password, again)?;
        let accounts = world.people()?;
        lives::live(&mut world).context("the invented cases could not be made")?;
        write_whole(&file, &accounts)?;
        std::fs::remove_file(&begun).with_context(|| begun.display().to_string())?;
    }
    say(&std::fs::read_to_string(&file).with_context(|| file.display().to_string())?);
    Ok(())
}

/// Writes a file that is there either whole or not at all.
fn write_whole(file: &Path, text: &str) -> anyhow::Result<()> {
    let part = file.with_extension("part");
    std::fs::write(&part, text).with_context(|| part.display().to_string())?;
    std::fs::rename(&part, file).with_context(|| file.display().to_string())
}
