//! The record of changes: put in force, told, withdrawn before their day.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rulebook::Candidate;
use store::rule_changes::{self, Change, Edition, RuleChange, RuleFile};
use store::{Tx, accounts};

use super::{ProposedFile, RulesCheck, RulesPreview};
use crate::check::{Check, NOTE_MOST, REASON_MOST};
use crate::laws::withdrawal;
use crate::{Desk, DeskError, FieldError, Permission, Session};

/// An edition is withdrawn this long before its day begins at the latest: until then every node has learnt of it.
const LAST_WITHDRAWAL: SignedDuration = SignedDuration::from_hours(1);

/// Name under which changes of the rules wait for each other.
const NAME: &str = "rule-changes";

/// A change of the rules, as the list tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    /// Its number.
    pub number: i64,
    /// What it did.
    pub kind: ChangeKind,
    /// The act that it rests on; for a withdrawal, why.
    pub cite: String,
    /// Name of who recorded it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What a change of the rules did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// Files count from the recording on.
    Files(Vec<String>),
    /// An edition counts from a day on.
    Edition {
        /// Number of the standard.
        number: u8,
        /// The edition, by the day it was adopted.
        adopted: Date,
        /// First day on which cases are lodged under it.
        from: Date,
        /// The change that withdrew it.
        withdrawn_by: Option<i64>,
        /// Its day has not come, and it can still be withdrawn.
        planned: bool,
    },
    /// An edition was withdrawn before its day.
    Withdrawal {
        /// The change that was withdrawn.
        of: i64,
    },
}

impl Desk {
    /// Puts proposed files in force. An edition counts from its day on: cases that are lodged from then on fall under it, those
    /// before stay under theirs; every node takes it up within seconds, which is why the day is tomorrow at the earliest.
    /// Other files count from the recording on; their values carry their own days. All is checked with everything that
    /// is held and refused as a whole. `base` is that of the preview that was looked at.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`]; [`DeskError::Invalid`] for fields and for files that would not load or change nothing;
    /// [`DeskError::Stale`] where somebody put something else in force meanwhile.
    pub fn put_in_force(
        &self,
        who: &Session,
        files: &[ProposedFile],
        base: &str,
        from: &str,
        cite: &str,
    ) -> Result<RulesPreview, DeskError> {
        self.demand_somewhere(who, Permission::KeepRules)?;
        self.refresh_law()?;
        let (known, held) = (self.laws.read_to(), self.laws.shared());
        let (preview, edition) = match self.checked_with(&held, files)? {
            (RulesCheck::Right(preview), edition) => (*preview, edition),
            (RulesCheck::Wrong(found), _) => {
                let error = FieldError::new("text", "desk-edition-wrong").with("count", found.len());
                return Err(DeskError::invalid(error));
            }
        };
        if preview.base != base {
            return Err(DeskError::Stale { expected: 0, found: unsigned(known) });
        }
        let mut check = Check::default();
        let cite = check.text("cite", cite, NOTE_MOST);
        let what = match edition {
            Some(edition) => self.edition_from(&edition, &preview, from, &mut check),
            None => {
                if preview.files.iter().all(|file| held.files.get(&file.path) == Some(&file.text)) {
                    check.add(FieldError::new("text", "desk-rules-same"));
                }
                Some(Change::Files(preview.files.iter().map(rule_file).collect()))
            }
        };
        check.finish()?;
        let Some(what) = what else { return Err(DeskError::NotFound) };
        let change = RuleChange { what, cite, actor: who.name_in_logs(), recorded_at: self.now() };
        self.record(change, known)?;
        Ok(preview)
    }

    /// The edition with its day; what is wrong with them is noted.
    fn edition_from(
        &self,
        edition: &Candidate,
        preview: &RulesPreview,
        from: &str,
        check: &mut Check,
    ) -> Option<Change> {
        let replaces = preview.edition.as_ref().and_then(|edition| edition.against);
        if replaces.is_none() {
            check.add(FieldError::new("text", "desk-edition-no-service"));
        }
        if preview.files.len() > 1 {
            check.add(FieldError::new("text", "desk-edition-alone"));
        }
        let earliest = self.today().max(edition.adopted);
        let from: Date = match from.trim().parse() {
            Ok(from) if from > earliest => from,
            Ok(_) => {
                check.add(FieldError::new("from", "desk-edition-from").with("after", earliest));
                return None;
            }
            Err(_) => {
                check.add(FieldError::new("from", "desk-field-day"));
                return None;
            }
        };
        Some(Change::Edition(Edition {
            service: i64::from(edition.number),
            adopted: edition.adopted,
            in_force_from: from,
            replaces: replaces?,
            file: rule_file(preview.files.first()?),
        }))
    }

    /// Withdraws an edition before its day, with the reason.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`]; [`DeskError::NotFound`] for what is no planned edition; [`DeskError::Invalid`] without a
    /// reason, and within an hour of its day; [`DeskError::Stale`].
    pub fn withdraw_edition(&self, who: &Session, number: i64, reason: &str) -> Result<(), DeskError> {
        self.demand_somewhere(who, Permission::KeepRules)?;
        self.refresh_law()?;
        let known = self.laws.read_to();
        let recorded = self.recorded_changes()?;
        let gone = recorded.iter().any(|(_, one)| withdrawal(one) == Some(number));
        let edition =
            recorded.iter().find(|(place, _)| *place == number).and_then(|(_, one)| match &one.what {
                Change::Edition(edition) => Some(edition),
                _ => None,
            });
        let edition = edition.filter(|_| !gone).ok_or(DeskError::NotFound)?;
        let mut check = Check::default();
        let cite = check.text("reason", reason, REASON_MOST);
        if !self.may_be_withdrawn(edition.in_force_from) {
            check.add(FieldError::new("reason", "desk-withdraw-late").on("from", edition.in_force_from));
        }
        check.finish()?;
        let what = Change::Withdrawal { of: number };
        self.record(RuleChange { what, cite, actor: who.name_in_logs(), recorded_at: self.now() }, known)
    }

    fn may_be_withdrawn(&self, from: Date) -> bool {
        let begins = from.to_zoned(self.national_zone()).map(|begins| begins.timestamp());
        begins.is_ok_and(|begins| begins.duration_since(self.now()) >= LAST_WITHDRAWAL)
    }

    /// Records a change that was checked against all until `known`.
    fn record(&self, change: RuleChange, known: i64) -> Result<(), DeskError> {
        self.store.write(move |tx| {
            // Two that were checked each without the other might not load together.
            tx.hold_name(NAME)?;
            let found = rule_changes::last(tx)?;
            if found != known {
                return Err(DeskError::Stale { expected: unsigned(known), found: unsigned(found) });
            }
            rule_changes::append(tx, &change)?;
            Ok(())
        })?;
        self.refresh_law()
    }

    /// Changes of the rules, the last one first.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub fn rule_changes(&self, who: &Session) -> Result<Vec<ChangeLine>, DeskError> {
        self.demand_somewhere(who, Permission::KeepRules)?;
        let recorded = self.recorded_changes()?;
        let withdrawn_by =
            |number: i64| recorded.iter().find(|(_, one)| withdrawal(one) == Some(number)).map(|(by, _)| *by);
        let mut lines: Vec<ChangeLine> = self.store.read(|tx| {
            let lines = recorded.iter().map(|(number, one)| {
                let kind = match &one.what {
                    Change::Files(files) => {
                        ChangeKind::Files(files.iter().map(|file| file.path.clone()).collect())
                    }
                    Change::Withdrawal { of } => ChangeKind::Withdrawal { of: *of },
                    Change::Edition(edition) => ChangeKind::Edition {
                        number: u8::try_from(edition.service).unwrap_or(0),
                        adopted: edition.adopted,
                        from: edition.in_force_from,
                        withdrawn_by: withdrawn_by(*number),
                        planned: withdrawn_by(*number).is_none()
                            && self.may_be_withdrawn(edition.in_force_from),
                    },
                };
                let by = name_of(tx, &one.actor)?;
                Ok::<_, DeskError>(ChangeLine {
                    number: *number,
                    kind,
                    cite: one.cite.clone(),
                    by,
                    at: one.recorded_at,
                })
            });
            lines.collect::<Result<_, _>>()
        })?;
        lines.reverse();
        Ok(lines)
    }
}

fn name_of(tx: &mut Tx<'_>, actor: &str) -> Result<String, DeskError> {
    let account = actor.parse().ok().map(|id| accounts::get(tx, id)).transpose()?.flatten();
    Ok(account.map_or_else(|| actor.to_owned(), |account| account.name))
}

fn rule_file(file: &ProposedFile) -> RuleFile {
    RuleFile { path: file.path.clone(), content: file.text.clone() }
}

fn unsigned(place: i64) -> u64 {
    u64::try_from(place).unwrap_or(0)
}
