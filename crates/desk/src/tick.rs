//! The platform's clock: what falls due is done, by whichever node comes first, once.

use cases::{Actor, Command};
use jiff::SignedDuration;
use store::timers::{self, Claim};
use store::{Tx, cases as rows, drafts, idempotency, presence, scans, sessions};

use crate::account::after;
use crate::case::{PRESENCE_LIVES, Pen};
use crate::lodging::DRAFTS_LIVE;
use crate::{Desk, DeskError, journal};

/// Timers that one round takes.
const BATCH: u32 = 100;
/// Timers whose acts are written together: enough to share a sync, few enough that officers do not wait for them.
const TOGETHER: usize = 20;
/// How long a node has for a round before others take its timers.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// How long the answer to a call is kept for its repetition.
const KEYS_LIVE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Rounds of one call, so that a call ends.
const ROUNDS: usize = 100;

/// What a tick did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TickReport {
    /// Timers that were due and free.
    pub claimed: usize,
    /// Cases for which something was done.
    pub acted: usize,
    /// Timers that another node or an officer had overtaken.
    pub overtaken: usize,
    /// Cases for which it failed; their timers come back when the claim ends.
    pub failed: usize,
}

enum Done {
    Acted,
    Nothing,
    Overtaken,
}

impl Desk {
    /// Does everything that is due: reminders, deemed grants, lateness, ends of keeping. `node` names this process
    /// among those that share the database. The cost follows what is due.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer; a single case that fails is counted, not returned.
    pub fn tick(&self, node: &str) -> Result<TickReport, DeskError> {
        let mut report = TickReport::default();
        self.tidy()?;
        self.refresh_law()?;
        for _ in 0..ROUNDS {
            let claims = self.claim_due(node)?;
            let last = claims.len() < BATCH as usize;
            for some in claims.chunks(TOGETHER) {
                self.run_clocks(some, &mut report)?;
            }
            if last {
                break;
            }
        }
        Ok(report)
    }

    /// When the platform has to wake next; `None` where nothing waits.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer.
    pub fn next_due(&self) -> Result<Option<jiff::Timestamp>, DeskError> {
        self.store.read(|tx| Ok(timers::next_due(tx)?))
    }

    /// Sessions that ended, idempotency keys that nobody repeats any more, drafts that nobody went on with and
    /// their scans, pages that are long closed; rows that count the same are put together.
    fn tidy(&self) -> Result<(), DeskError> {
        let now = self.now();
        let (keys_before, drafts_before) = (after(now, -KEYS_LIVE), after(now, -DRAFTS_LIVE));
        let pages_before = after(now, -PRESENCE_LIVES);
        self.store.write(move |tx| {
            sessions::purge(tx, now)?;
            idempotency::purge(tx, keys_before)?;
            drafts::purge(tx, drafts_before)?;
            scans::purge(tx, drafts_before)?;
            presence::purge(tx, pages_before)?;
            rows::gather_counts(tx)?;
            Ok(())
        })
    }

    fn claim_due(&self, node: &str) -> Result<Vec<Claim>, DeskError> {
        let (now, node) = (self.now(), node.to_owned());
        self.store.write(move |tx| Ok(timers::claim_due(tx, now, BATCH, &node, after(now, LEASE))?))
    }

    /// Does several in one transaction, which costs one sync; where one of them fails, each for itself.
    fn run_clocks(&self, claims: &[Claim], report: &mut TickReport) -> Result<(), DeskError> {
        let (work, pen) = (claims.to_vec(), self.pen());
        let together = self.store.write(move |tx| {
            let mut pen = pen.clone();
            work.iter().map(|claim| run(tx, &mut pen, claim)).collect::<Result<Vec<_>, _>>()
        });
        let done = match together {
            Ok(done) => done.into_iter().map(Ok).collect(),
            Err(error) if outage(&error) => return Err(error),
            Err(_) => claims.iter().map(|claim| self.run_clock(claim.clone())).collect::<Vec<_>>(),
        };
        for one in done {
            report.claimed += 1;
            match one {
                Ok(Done::Acted) => report.acted += 1,
                Ok(Done::Nothing) => {}
                Ok(Done::Overtaken) => report.overtaken += 1,
                Err(error) if outage(&error) => return Err(error),
                Err(error) => {
                    report.failed += 1;
                    tracing::error!(%error, "a case's clock could not be run");
                }
            }
        }
        Ok(())
    }

    fn run_clock(&self, claim: Claim) -> Result<Done, DeskError> {
        let pen = self.pen();
        self.store.write(move |tx| run(tx, &mut pen.clone(), &claim))
    }
}

/// Whether the database does not answer, so that trying on is of no use.
fn outage(error: &DeskError) -> bool {
    matches!(error, DeskError::Unavailable { .. } | DeskError::Busy { .. })
}

/// The claim is given back in the transaction of the act: of two nodes that believe to hold it, one is refused.
fn run(tx: &mut Tx<'_>, pen: &mut Pen, claim: &Claim) -> Result<Done, DeskError> {
    if !timers::finish(tx, claim)? {
        return Ok(Done::Overtaken);
    }
    let Some(row) = rows::get_for_update(tx, claim.timer.case_id)? else { return Ok(Done::Nothing) };
    let case = journal::read_case(&row)?;
    match pen.take(tx, Some(&case), &Command::Clock, &Actor::Platform, &[])? {
        Some(_) => Ok(Done::Acted),
        None => {
            pen.arm_later(tx, &case)?;
            Ok(Done::Nothing)
        }
    }
}
