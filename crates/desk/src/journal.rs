//! The journal: the truth about a case, and the state that is made of it, written together.

use cases::{Actor, Case, Command, Event, Recorded};
use jiff::Timestamp;
use rulebook::Rulebook;
use rulebook::ask::term_files;
use rulebook::model::{Cite, Standard};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::events::{self, NewEvent};
use store::{Tx, cases as rows};
use uuid::Uuid;

use crate::secret::{Draw, Hash};
use crate::view::HistoryLine;
use crate::{DeskError, Law};

/// What an event's payload holds: everything that the event says, and what a decision rested on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Payload {
    /// Unforeseeable, so that nobody finds the content by hashing guesses.
    salt: String,
    event: Event,
    at: Timestamp,
    actor: Actor,
    cite: Cite,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    provenance: Option<Value>,
}

/// Hash of a leaf of the Merkle log (RFC 6962: a zero byte before the payload).
pub(crate) fn leaf_hash(payload: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(payload).finalize().into()
}

fn is_decision(event: &Event) -> bool {
    matches!(
        event,
        Event::Lodged { .. }
            | Event::Suspended { .. }
            | Event::Granted { .. }
            | Event::Refused { .. }
            | Event::RefusedIncomplete { .. }
            | Event::DeemedGranted { .. }
            | Event::BecameLate { .. }
    )
}

/// Appends what a command made of a case and returns the case that it made.
pub(crate) fn append(
    tx: &mut Tx<'_>,
    draw: &mut Draw,
    law: &Law,
    before: Option<Case>,
    command: &Command,
    recorded: &[Recorded],
) -> Result<Case, DeskError> {
    let mut case = before;
    for one in recorded {
        let after_version = case.as_ref().map_or(0, |case| case.version);
        let next = cases::evolve(case, one).map_err(DeskError::defect)?;
        let id = next.request.id.0;
        let provenance = if is_decision(&one.event) {
            // The case as the events up to a version say, and the command in full.
            let leaf = last_leaf(tx, id, after_version)?;
            let inputs = json!({ "after_version": after_version, "last_leaf": leaf, "command": command });
            Some(basis(law, &next, inputs)?)
        } else {
            None
        };
        let payload = Payload {
            salt: hex::encode(&draw.bytes()[..16]),
            event: one.event.clone(),
            at: one.at,
            actor: one.actor.clone(),
            cite: one.cite.clone(),
            provenance,
        };
        let payload = serde_json::to_vec(&payload).map_err(DeskError::defect)?;
        let event = NewEvent {
            case_id: id,
            version: signed(next.version)?,
            recorded_at: one.at,
            actor: name_of(&one.actor),
            kind: one.event.kind().to_owned(),
            leaf_hash: leaf_hash(&payload),
            payload,
            cite: one.cite.0.clone(),
        };
        if after_version == 0 {
            events::append_first(tx, &event)?;
        } else {
            events::append(tx, &event)?;
        }
        case = Some(next);
    }
    case.ok_or_else(|| DeskError::defect("a command without a case made no event"))
}

/// What a decision rested on: edition and rule files by hash, program, inputs.
fn basis(law: &Law, case: &Case, inputs: Value) -> Result<Value, DeskError> {
    let standard = standard_of(&law.rulebook, case)?;
    let zone = &case.request.zone;
    let clocks =
        cases::clocks(case, standard, law.calendar_at(case.request.lodged_at)).map_err(DeskError::defect)?;
    let last = clocks.term.ends.unwrap_or(case.changed_at).max(case.changed_at);
    let years = zone.day(case.request.lodged_at).year()..=zone.day(last).year();
    let mut files = law.rulebook.price_files(standard);
    files.extend(term_files(years));
    let provenance = law.rulebook.provenance(standard, files.iter().map(String::as_str), inputs);
    serde_json::to_value(provenance).map_err(DeskError::defect)
}

fn last_leaf(tx: &mut Tx<'_>, id: Uuid, version: u64) -> Result<Option<String>, DeskError> {
    if version == 0 {
        return Ok(None);
    }
    let last = events::history(tx, id, signed(version)? - 1, 1)?.items;
    Ok(last.first().map(|event| hex::encode(event.event.leaf_hash)))
}

/// The standard of a case's own edition.
pub(crate) fn standard_of<'r>(rulebook: &'r Rulebook, case: &Case) -> Result<&'r Standard, DeskError> {
    let edition = case.request.edition;
    rulebook.edition(edition.service, edition.adopted).map_err(DeskError::defect)
}

/// How the journal names an actor: by account, never by name.
fn name_of(actor: &Actor) -> String {
    match actor {
        Actor::Person(officer) => match &officer.acting_for {
            None => format!("account:{}", officer.account.0),
            Some(absent) => format!("account:{} for account:{}", officer.account.0, absent.account.0),
        },
        Actor::Applicant { account } => format!("applicant:{}", account.0),
        Actor::Platform => "platform".to_owned(),
    }
}

pub(crate) fn signed(version: u64) -> Result<i64, DeskError> {
    i64::try_from(version).map_err(DeskError::defect)
}

/// The case as its row keeps it.
pub(crate) fn read_case(row: &rows::CaseRow) -> Result<Case, DeskError> {
    serde_json::from_str(&row.state_json).map_err(DeskError::defect)
}

/// Most events that one view shows; a case has some dozens.
const HISTORY_MOST: u32 = 500;

/// What happened to a case, oldest first.
pub(crate) fn history(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<HistoryLine>, DeskError> {
    let events = events::history(tx, id, 0, HISTORY_MOST)?.items;
    events
        .into_iter()
        .map(|event| {
            let payload: Payload = serde_json::from_slice(&event.event.payload).map_err(DeskError::defect)?;
            Ok(HistoryLine {
                version: u64::try_from(event.event.version).unwrap_or(0),
                at: payload.at,
                actor: payload.actor,
                event: payload.event,
                cite: payload.cite,
                provenance: payload.provenance,
            })
        })
        .collect()
}
