//! One step of one case.

use cases::{Case, CaseId, Command, CommandKind, OfficeId};
use store::accounts;
use store::idempotency::{self, Answer, Begun};
use store::{Tx, cases as rows};

use super::officers::takes_cases;
use super::pen::Pen;
use super::texts;
use crate::access::permissions_for;
use crate::account::account_of;
use crate::secret::{Hash, hash};
use crate::view::{Acted, IdempotencyKey};
use crate::{Desk, DeskError, FieldError, Permission, Session, journal};

/// Status that is kept with an answer: the use cases have one, and HTTP is none of their concern.
const DONE: i64 = 200;

impl Desk {
    /// Takes a step of a case: checks the permission, asks the engine, and keeps events, state, timer, books and
    /// letters together. Repeated with its key it answers the same and writes nothing.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the caller may not see the case, [`DeskError::Forbidden`],
    /// [`DeskError::NotByHand`] for lodging, scans, moving the file and the platform's own steps, [`DeskError::Invalid`],
    /// [`DeskError::Stale`], [`DeskError::KeyReused`], and [`DeskError::Refused`] with the paragraph.
    pub fn act(
        &self,
        who: &Session,
        id: CaseId,
        expected: u64,
        command: &Command,
        key: &IdempotencyKey,
    ) -> Result<Acted, DeskError> {
        let step = command.kind();
        let permissions = permissions_for(command);
        let elsewhere =
            matches!(step, CommandKind::TransferFile | CommandKind::ReceiveFile | CommandKind::AddScan);
        if permissions.is_empty() || elsewhere || step == CommandKind::Lodge {
            return Err(DeskError::NotByHand { step });
        }
        texts::check(command)?;
        let known = self.store.read(|tx| rows::get(tx, id.0))?.ok_or(DeskError::NotFound)?;
        let known = journal::read_case(&known)?;
        let permission = self.demand_one(who, &permissions, &known)?;
        self.demand_linked(who, command)?;
        let request = request_hash("act", &(id, expected, command))?;
        let (pen, actor) = (self.pen(), self.actor_on(who, permission, &known));
        let (command, key, caller) = (command.clone(), key.clone(), who.account.clone());
        self.store.write(move |tx| {
            let mut pen = pen.clone();
            once(tx, &key, &caller.id.0.to_string(), &request, &mut pen, |tx, pen| {
                let row = rows::get_for_update(tx, id.0)?.ok_or(DeskError::NotFound)?;
                let case = journal::read_case(&row)?;
                if case.version != expected {
                    return Err(DeskError::Stale { expected, found: case.version });
                }
                let command = resolved(tx, pen, &command, &caller.office)?;
                let next = pen.take(tx, Some(&case), &command, &actor, &[])?;
                Ok(acted(&next.unwrap_or(case)))
            })
        })
    }

    /// The first of several permissions that the caller has on a case.
    pub(super) fn demand_one(
        &self,
        who: &Session,
        permissions: &[Permission],
        case: &Case,
    ) -> Result<Permission, DeskError> {
        let mut refused = DeskError::NotFound;
        for permission in permissions {
            match self.demand(who, *permission, case) {
                Ok(()) => return Ok(*permission),
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    /// A case is linked only to one that the caller may see: a link must not tell that a case exists.
    fn demand_linked(&self, who: &Session, command: &Command) -> Result<(), DeskError> {
        let Command::Link { case: other, .. } = command else { return Ok(()) };
        let row = self.store.read(|tx| rows::get(tx, other.0))?;
        let seen = row.map(|row| journal::read_case(&row)).transpose()?;
        match seen.is_some_and(|case| self.demand_sight(who, &case).is_ok()) {
            true => Ok(()),
            false => Err(DeskError::invalid(FieldError::new("case", "desk-case-unknown"))),
        }
    }
}

/// The command with the officer as his account has him: names are not taken from the caller.
pub(super) fn resolved(
    tx: &mut Tx<'_>,
    pen: &Pen,
    command: &Command,
    own: &OfficeId,
) -> Result<Command, DeskError> {
    let Command::Assign { officer } = command else { return Ok(command.clone()) };
    let row = accounts::get(tx, officer.account.0)?;
    let offices = crate::offices::Offices(&pen.law.directory);
    let account = row.map(|row| account_of(&row, offices)).transpose()?;
    match account.filter(|account| account.office == *own && takes_cases(account)) {
        Some(account) => Ok(Command::Assign { officer: account.officer() }),
        None => Err(DeskError::invalid(FieldError::new("officer", "desk-officer-unknown"))),
    }
}

pub(crate) fn acted(case: &Case) -> Acted {
    Acted {
        case: case.request.id,
        number: case.request.number,
        version: case.version,
        state: case.state_name(),
    }
}

/// What tells one request from another under the same key.
pub(crate) fn request_hash(use_case: &str, request: &impl serde::Serialize) -> Result<Hash, DeskError> {
    let bytes = serde_json::to_vec(request).map_err(DeskError::defect)?;
    Ok(hash(use_case, &[&bytes]))
}

/// Does something once per key of a caller; repeated, it answers what it answered then.
pub(crate) fn once<T>(
    tx: &mut Tx<'_>,
    key: &IdempotencyKey,
    caller: &str,
    request: &Hash,
    pen: &mut Pen,
    work: impl FnOnce(&mut Tx<'_>, &mut Pen) -> Result<T, DeskError>,
) -> Result<T, DeskError>
where
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    match idempotency::begin(tx, key.as_str(), caller, request, pen.now)? {
        Begun::Mismatch => Err(DeskError::KeyReused),
        Begun::Replay(answer) => serde_json::from_slice(&answer.body).map_err(DeskError::defect),
        Begun::New(reservation) => {
            let answer = work(tx, pen)?;
            let body = serde_json::to_vec(&answer).map_err(DeskError::defect)?;
            reservation.complete(tx, &Answer { status: DONE, body })?;
            Ok(answer)
        }
    }
}
