//! The rules of a life: those of the platform, and an invented edition that comes into force while people wait.

use anyhow::Context;
use desk::Law;
use jiff::civil::{Date, date};
use rulebook::{Activation, RuleFiles};

const HELD: Date = date(2013, 7, 12);
const INVENTED: Date = date(2030, 1, 1);
const FOLDER: &str = "standards/s01-private-ownership-act";

/// The rule files of the program with one more edition of the first service: its act takes nine days instead of six.
///
/// # Errors
/// Where the files do not hold the edition that it is made from.
pub fn rules() -> anyhow::Result<RuleFiles> {
    let mut files = RuleFiles::embedded();
    let text = files.get(&format!("{FOLDER}/{HELD}.toml")).context("the edition is held")?;
    let invented = text
        .replacen(&format!("adopted = {HELD}"), &format!("adopted = {INVENTED}"), 1)
        .replace("length = 6", "length = 9");
    files.insert(format!("{FOLDER}/{INVENTED}.toml"), invented);
    Ok(files)
}

/// The law by which the invented edition is in force from a day.
pub fn law(files: &RuleFiles, changed: Date) -> anyhow::Result<Law> {
    let mut law = Law::load(files)?;
    let activation = |adopted, from| Activation { number: 1, adopted, from };
    law.rulebook.activate(vec![activation(HELD, HELD), activation(INVENTED, changed)])?;
    Ok(law)
}
