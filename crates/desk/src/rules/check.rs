//! Proposed files under check: where they would stand, whether everything loads with them, what they would change.

use jiff::civil::Date;
use rulebook::{Candidate, Difference, Fault, Problem, RuleFiles};
use store::rule_changes::{FILES_MOST, office_in_use};

use super::said::Said;
use super::{EditionPreview, PartChange, ProposedFile, RuleDifference, RulesCheck, RulesPreview};
use super::{calendars, figures, office, scenarios};
use crate::check::{Check, RULES_MOST};
use crate::law::{of_calendar, of_directory};
use crate::{Desk, DeskError, FieldError, Law, Permission, Session};

/// Changes that a preview lists.
const LISTED: usize = 400;

/// Proposed files, read as far as needed to know where they stand.
struct Placed {
    files: Vec<ProposedFile>,
    edition: Option<Candidate>,
}

impl Desk {
    /// What the checker says of proposed files, and what they would change.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::Invalid`] for no file, for one that administrators do not change, and for a
    /// text beyond all measure.
    pub fn check_rules(&self, who: &Session, files: &[ProposedFile]) -> Result<RulesCheck, DeskError> {
        self.demand_somewhere(who, Permission::KeepRules)?;
        self.checked_with(self.law(), files).map(|(checked, _)| checked)
    }

    /// The same, with the law as it would be.
    pub(super) fn checked_with(
        &self,
        held: &Law,
        files: &[ProposedFile],
    ) -> Result<(RulesCheck, Option<Candidate>), DeskError> {
        let mut check = Check::default();
        check.rows("file", files.len(), FILES_MOST);
        if files.is_empty() {
            check.add(FieldError::new("file", "desk-rules-file"));
        }
        for file in files {
            if !file.path.is_empty() && !may_change(&file.path) {
                check.add(FieldError::new("file", "desk-rules-file"));
            }
            if file.text.len() > RULES_MOST {
                check.add(FieldError::new("text", "desk-field-long").with("most", RULES_MOST));
            }
        }
        check.finish()?;
        let placed = match place(&held.files, files) {
            Ok(placed) => placed,
            Err(problems) => return Ok((RulesCheck::Wrong(problems), None)),
        };
        let mut proposed = held.files.clone();
        for file in &placed.files {
            proposed.insert(file.path.clone(), file.text.as_str());
        }
        let law = match Law::load_beside(&proposed, Some(held)) {
            Ok(law) => law,
            Err(problems) => return Ok((RulesCheck::Wrong(problems.0), None)),
        };
        let (changes, gone) = differences(held, &law);
        let problems = self.gone_in_use(held, &law, &gone, &placed.files)?;
        if !problems.is_empty() {
            return Ok((RulesCheck::Wrong(problems), None));
        }
        let edition =
            placed.edition.as_ref().map(|edition| self.edition_preview(held, &law, edition)).transpose()?;
        let (edition, mut listed) = match edition {
            Some((edition, changes)) => (Some(edition), changes),
            None => (None, changes),
        };
        let more = listed.len().saturating_sub(LISTED);
        listed.truncate(LISTED);
        let preview = RulesPreview {
            base: base(&held.files, &placed.files),
            edition,
            changes: listed,
            more,
            notices: notices(held, &law, self.today()),
            scenarios: scenarios::otherwise(held, &law),
            files: placed.files,
        };
        Ok((RulesCheck::Right(Box::new(preview)), placed.edition))
    }

    /// Offices and regions that would be gone although something belongs to them.
    fn gone_in_use(
        &self,
        held: &Law,
        law: &Law,
        gone: &[String],
        files: &[ProposedFile],
    ) -> Result<Vec<Problem>, DeskError> {
        let of = |part: &str| {
            let path = files.iter().map(|one| one.path.as_str()).find(|path| path.contains(part));
            path.unwrap_or(part).to_owned()
        };
        let problem =
            |file: &str, fault: Fault| Problem { file: of(file), line: None, field: String::new(), fault };
        let mut problems = Vec::new();
        for region in held.directory.regions().filter(|region| law.directory.region(&region.code).is_none()) {
            let english = format!("region {} is gone; a region ends by its last day, `to`", region.code);
            let fault = Fault::new("rule-region-gone", english).with("code", &region.code);
            problems.push(problem("regions.toml", fault));
        }
        for id in gone {
            if self.store.read(|tx| office_in_use(tx, id))? {
                let name = held.directory.office(id).map_or(id.as_str(), |office| office.name(None));
                let english = format!("{id} is gone, and accounts or open cases belong to it");
                let fault = Fault::new("rule-office-in-use", english).with("office", name);
                problems.push(problem("offices/", fault));
            }
        }
        Ok(problems)
    }

    fn edition_preview(
        &self,
        held: &Law,
        law: &Law,
        edition: &Candidate,
    ) -> Result<(EditionPreview, Vec<RuleDifference>), DeskError> {
        let before = held.rulebook.standard_on(edition.number, self.today());
        let new = law.rulebook.edition(edition.number, edition.adopted).map_err(DeskError::defect)?;
        let differences = before.map(|before| before.differences(new)).unwrap_or_default();
        let parts = by_part(&differences);
        let changes = differences.into_iter().map(|one| RuleDifference {
            what: Said::plain(one.field),
            before: one.from.map(Said::plain),
            after: one.to.map(Said::plain),
        });
        let against = before.map(|before| before.edition.adopted);
        let preview = EditionPreview { number: edition.number, adopted: edition.adopted, against, parts };
        Ok((preview, changes.collect()))
    }
}

/// From when a change counts, and what it does to cases that were accepted before.
fn notices(held: &Law, law: &Law, today: Date) -> Vec<Said> {
    let changed = |of: fn(&str) -> bool| {
        let files = |law: &Law| -> Vec<_> {
            law.files
                .iter()
                .filter(|(path, _)| of(path))
                .map(|(path, text)| (path.to_owned(), text.to_owned()))
                .collect()
        };
        files(held) != files(law)
    };
    let mut notices = Vec::new();
    if changed(of_calendar) {
        notices.push(Said::new("rules-notice-calendar"));
        let passed = calendars::passed(&held.calendar, &law.calendar, today);
        if passed > 0 {
            notices.push(Said::new("rules-notice-passed").with("days", passed));
        }
    }
    if changed(|path| path.ends_with("mci.toml") || path == "vat.toml" || path.starts_with("tariffs/")) {
        notices.push(Said::new("rules-notice-prices"));
    }
    if changed(of_directory) {
        notices.push(Said::new("rules-notice-offices"));
    }
    notices
}

/// What differs between two laws besides their editions, and the ids of offices that would be gone.
fn differences(held: &Law, law: &Law) -> (Vec<RuleDifference>, Vec<String>) {
    let mut found = calendars::differences(&held.calendar, &law.calendar);
    found.extend(figures::differences(&held.rulebook, &law.rulebook));
    let (offices, gone) = office::differences(&held.directory, &law.directory);
    found.extend(offices);
    (found, gone)
}

fn place(held: &RuleFiles, files: &[ProposedFile]) -> Result<Placed, Vec<Problem>> {
    let mut placed = Placed { files: Vec::new(), edition: None };
    for file in files {
        let mut path = file.path.clone();
        if path.is_empty() {
            let edition = Candidate::read(held, &file.text).map_err(|problems| problems.0)?;
            path.clone_from(&edition.path);
            placed.edition = Some(edition);
        }
        if placed.files.iter().any(|known| known.path == path) {
            let fault = Fault::new("rule-file-twice", "this file stands here twice");
            return Err(vec![Problem { file: path, line: None, field: String::new(), fault }]);
        }
        placed.files.push(ProposedFile { path, text: file.text.clone() });
    }
    Ok(placed)
}

/// The held files in whose place others come, by their hashes.
pub(super) fn base(held: &RuleFiles, files: &[ProposedFile]) -> String {
    let hash =
        |file: &ProposedFile| held.hash(&file.path).map_or("-".to_owned(), |hash| hash.as_str().to_owned());
    files.iter().map(hash).collect::<Vec<_>>().join(",")
}

/// Whether administrators change a file of this path: everything but editions of standards, which come beside those that
/// are held.
fn may_change(path: &str) -> bool {
    let word = |text: &str| {
        let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "-_".contains(sign);
        !text.is_empty() && text.len() <= 80 && text.chars().all(plain)
    };
    let toml = |name: &str| name.strip_suffix(".toml").is_some_and(word);
    match path.split('/').collect::<Vec<_>>().as_slice() {
        [name] => ["mci.toml", "vat.toml", "regions.toml", "schedules.toml"].contains(name),
        ["calendar", name] => {
            let year = name.strip_suffix(".toml").unwrap_or_default();
            *name == "holidays.toml" || (year.len() == 4 && year.bytes().all(|sign| sign.is_ascii_digit()))
        }
        ["tariffs", name] => toml(name),
        ["offices", name] => toml(name) || name.strip_suffix(".csv").is_some_and(word),
        ["standards", standard, "scenarios", name] => word(standard) && toml(name),
        _ => false,
    }
}

impl Desk {
    /// Files that an administrator may change, as they are held.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub fn changeable_rules(&self, who: &Session) -> Result<Vec<&str>, DeskError> {
        let files = self.rules(who)?.files.iter().map(|(path, _)| path);
        Ok(files.filter(|path| may_change(path)).collect())
    }
}

fn by_part(differences: &[Difference]) -> Vec<PartChange> {
    let mut parts: Vec<PartChange> = Vec::new();
    for difference in differences {
        let part = difference.field.split(['.', '[']).next().unwrap_or_default();
        let known = parts.iter().position(|one| one.part == part).unwrap_or_else(|| {
            parts.push(PartChange { part: part.to_owned(), added: 0, removed: 0, changed: 0 });
            parts.len() - 1
        });
        if let Some(change) = parts.get_mut(known) {
            match (&difference.from, &difference.to) {
                (None, _) => change.added += 1,
                (_, None) => change.removed += 1,
                (Some(_), Some(_)) => change.changed += 1,
            }
        }
    }
    parts
}
