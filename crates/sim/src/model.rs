//! What must come out, said as plainly as possible and without a line of the engine.

mod days;
mod terms;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use days::Days;
use terms::{Rule, rule};

/// A case as the model sees it.
#[derive(Debug, Clone)]
pub struct Plain {
    /// Name of the state.
    pub state: String,
    rule: Option<Rule>,
    lodged: Timestamp,
    zone: TimeZone,
    /// When the term stopped and when it went on.
    stood: Vec<(Timestamp, Option<Timestamp>)>,
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
    pub fn lodged(service: u8, product: &str, at: Timestamp, zone: TimeZone) -> Self {
        Self { state: "lodged".to_owned(), rule: rule(service, product), lodged: at, zone, stood: Vec::new() }
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
        self.state = expected;
        Ok(())
    }

    /// When the term ends; `None` while it stands, and where the model does not count (minutes).
    pub fn due(&self, days: &Days) -> Option<Timestamp> {
        let rule = self.rule.as_ref()?;
        let day = |at: Timestamp| at.to_zoned(self.zone.clone()).date();
        let mut stood = Vec::new();
        for (from, until) in &self.stood {
            stood.push((day(*from), day((*until)?)));
        }
        let last = days.last_day(day(self.lodged), rule.length, rule.working, &stood);
        last.to_datetime(rule.closes).to_zoned(self.zone.clone()).ok().map(|end| end.timestamp())
    }

    /// The instant from which silence counts as granting; `None` where it never does, and while the term stands.
    pub fn silence_grants_at(&self, days: &Days) -> Option<Timestamp> {
        self.rule.as_ref().filter(|rule| rule.silence_grants)?;
        let due = self.due(days)?.to_zoned(self.zone.clone());
        let tomorrow = due.date().tomorrow().ok()?;
        tomorrow.to_zoned(self.zone.clone()).ok().map(|start| start.timestamp())
    }

    /// Whether the model counts this case's days.
    pub fn counts_days(&self) -> bool {
        self.rule.is_some()
    }
}

/// Every case that was ever acknowledged.
pub type Book = BTreeMap<uuid::Uuid, Plain>;
