//! What must come out, said as plainly as possible and without a line of the engine.

mod days;
mod file;
mod terms;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

pub use days::Days;
pub use file::File;
use terms::{KEEPER_CLOSES, Length, Rule, months_kept, rule};

/// A case as the model sees it.
#[derive(Debug, Clone)]
pub struct Plain {
    /// Name of the state.
    pub state: String,
    /// Where the paper file is.
    pub file: File,
    /// Offices among which it may travel.
    pub parties: Vec<String>,
    rule: Option<Rule>,
    lodged: Timestamp,
    zone: TimeZone,
    /// When the term stopped and when it went on.
    stood: Vec<(Timestamp, Option<Timestamp>)>,
    months_kept: Option<i32>,
    /// When the paper was put away to be collected.
    put_away: Option<Timestamp>,
}

/// What the model is told of a case when it is lodged.
pub struct Asked<'a> {
    /// Number of the service.
    pub service: u8,
    /// What is asked for; empty where there is nothing to choose.
    pub product: &'a str,
    /// Lodged on the portal.
    pub portal: bool,
    /// The office that accepted, where there was one, and the office that decides.
    pub parties: Vec<String>,
    /// The invented edition, in force from this day.
    pub changed: Date,
}

/// Steps that change a state: from, step, to. A step that is not here leaves the state as it is.
const STEPS: &[(&[&str], &str, &str)] = &[
    (&["lodged"], "start", "in-work"),
    (&["lodged", "in-work"], "suspend", "suspended"),
    (&["suspended"], "resume", "in-work"),
    (&["in-work"], "grant", "granted"),
    (&["in-work", "suspended"], "refuse", "refused"),
    (&["lodged", "in-work"], "refuse-incomplete", "refused"),
    (&["granted", "deemed-granted", "refused"], "ready", "ready"),
    (&["ready", "stored"], "hand-out", "handed-out"),
    (&["ready", "stored"], "post", "posted"),
    (&["ready"], "store", "stored"),
    (&["handed-out", "posted", "stored", "refused"], "archive", "archived"),
    (&["lodged", "in-work", "suspended"], "withdraw", "withdrawn"),
    (&["lodged", "in-work", "suspended"], "cancel", "cancelled"),
];

const OPEN: [&str; 3] = ["lodged", "in-work", "suspended"];

impl Plain {
    /// A case that has just been lodged.
    pub fn lodged(asked: &Asked<'_>, at: Timestamp, zone: TimeZone, file: File) -> Self {
        let new = at.to_zoned(zone.clone()).date() >= asked.changed;
        Self {
            state: "lodged".to_owned(),
            file,
            parties: asked.parties.clone(),
            rule: rule(asked.service, asked.product, asked.portal, new),
            lodged: at,
            zone,
            stood: Vec::new(),
            months_kept: months_kept(asked.service),
            put_away: None,
        }
    }

    /// Whether the office still owes a decision.
    pub fn is_open(&self) -> bool {
        OPEN.contains(&self.state.as_str())
    }

    /// Takes a step that the platform has taken.
    ///
    /// # Errors
    /// Why it must not have been possible.
    pub fn take(&mut self, step: &str, state: &str, at: Timestamp) -> Result<(), String> {
        let expected = match STEPS.iter().find(|(_, name, _)| *name == step) {
            None => self.state.clone(),
            Some((from, _, to)) if from.contains(&self.state.as_str()) => (*to).to_owned(),
            Some(_) => return Err(format!("`{step}` was taken on a case that is {}", self.state)),
        };
        if expected != state {
            return Err(format!("`{step}` led from {} to {state}, not to {expected}", self.state));
        }
        let stands = self.stood.last().is_some_and(|(_, until)| until.is_none());
        if self.state == "suspended" && expected != "suspended" && stands {
            if let Some(last) = self.stood.last_mut() {
                last.1 = Some(at);
            }
        } else if step == "suspend" {
            self.stood.push((at, None));
        }
        self.put_away = (expected == "stored").then_some(at).or(self.put_away);
        self.state = expected;
        Ok(())
    }

    fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    fn midnight_after(&self, day: Date) -> Option<Timestamp> {
        let start = day.tomorrow().ok()?.to_zoned(self.zone.clone()).ok()?;
        Some(start.timestamp())
    }

    /// When the term ends; `None` while it stands, and where the law says none.
    pub fn due(&self, days: &Days) -> Option<Timestamp> {
        let (length, working, closes) = match self.rule.as_ref()?.length {
            Length::Minutes(minutes, false) => return Some(self.lodged + minutes.minutes()),
            Length::Minutes(minutes, true) => {
                let end = days.minutes_at_a_centre(&self.lodged.to_zoned(self.zone.clone()), minutes);
                return Some(end.timestamp());
            }
            Length::Working(length, closes) => (length, true, closes),
            Length::Calendar(length, closes) => (length, false, closes),
        };
        let mut stood = Vec::new();
        for stop in self.stood.iter().map(Some).chain([None]) {
            let last = days.last_day(self.day(self.lodged), length, working, &stood);
            let end = last.to_datetime(closes).to_zoned(self.zone.clone()).ok()?.timestamp();
            match stop {
                // What is over does not stop any more.
                Some((from, until)) if *from <= end => stood.push((self.day(*from), self.day((*until)?))),
                _ => return Some(end),
            }
        }
        None
    }

    /// The instant from which silence counts as granting; `None` where it never does, and while the term stands.
    pub fn silence_grants_at(&self, days: &Days) -> Option<Timestamp> {
        self.rule.as_ref().filter(|rule| rule.silence_grants)?;
        self.midnight_after(self.day(self.due(days)?))
    }

    /// The last instant for which a paper that nobody collected is kept; after it, it goes to the archive by itself.
    /// `None` where it is kept without end.
    pub fn kept_until(&self, days: &Days) -> Option<Timestamp> {
        let last = self.day(self.put_away?).checked_add(self.months_kept?.months()).ok()?;
        let closes = days.open_from(last).to_datetime(KEEPER_CLOSES);
        Some(closes.to_zoned(self.zone.clone()).ok()?.timestamp())
    }
}

/// Every case that was ever acknowledged.
pub type Book = BTreeMap<uuid::Uuid, Plain>;
