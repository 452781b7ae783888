//! Registering a request.

use cases::{AccountId, Actor, Case, CaseId, Command, Lodging};
use directory::Channel;
use store::{Tx, drafts, numbers, tracking};

use super::drafts::hold;
use super::form::LodgingForm;
use super::parallel;
use crate::case::{Pen, acted, once, request_hash};
use crate::scans::hand_over;
use crate::secret::{hash, tracking_hash, tracking_secret};
use crate::view::{Acted, IdempotencyKey, Lodged};
use crate::{Desk, DeskError, Permission, Session};

impl Desk {
    /// Registers a request: number, case, line in the book, timer and tracking secret, together; a draft under the same
    /// key has done its work, and its scans go over to the case. Other open requests for its parcels are noted on both
    /// sides. Repeated with its key it answers the same and writes nothing.
    ///
    /// On the portal nobody accepts at a counter: an operator enters what the applicant sent, and the case names no
    /// lodging office.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::Invalid`] with every wrong field, [`DeskError::Refused`] with the
    /// paragraph (also for missing papers that the applicant does not insist on), [`DeskError::KeyReused`].
    pub fn lodge(
        &self,
        who: &Session,
        form: &LodgingForm,
        key: &IdempotencyKey,
    ) -> Result<Lodged, DeskError> {
        self.demand_at(who, Permission::Lodge, &who.account.office.0)?;
        let read = self.read_form(who, form);
        let lodging = match read.lodging {
            Some(lodging) if read.errors.is_empty() => lodging,
            _ => return Err(DeskError::Invalid(read.errors)),
        };
        let request = request_hash("lodge", form)?;
        let (pen, actor) = (self.pen(), actor_of(who, form.channel, self.actor_here(who, Permission::Lodge)));
        // Derived, so that repeating the call finds it again although only its hash is stored.
        let secret =
            tracking_secret(&hash("tracking", &[&who.replay_key, key.as_str().as_bytes(), &request]));
        let secret_hash = tracking_hash(secret.reveal());
        let (key, account) = (key.clone(), who.account.id.0);
        let caller = account.to_string();
        let (answer, new) = self.store.write(move |tx| {
            let mut pen = pen.clone();
            let mut new = false;
            let draft = key.clone();
            let answer = once(tx, &key, &caller, &request, &mut pen, |tx, pen| {
                new = true;
                hold(tx, account, draft.as_str())?;
                let case = register(tx, pen, &lodging, &actor)?;
                let case = hand_over(tx, pen, case, (account, draft.as_str()), &actor)?;
                tracking::set(tx, case.request.id.0, &secret_hash)?;
                drafts::forget(tx, account, draft.as_str())?;
                Ok(acted(&case))
            })?;
            Ok::<_, DeskError>((answer, new))
        })?;
        let opens = new || self.still_opens(&answer, &secret_hash)?;
        Ok(Lodged { acted: answer, tracking_secret: opens.then_some(secret) })
    }

    /// Whether the secret that a call was answered with once has not been replaced since.
    fn still_opens(&self, answer: &Acted, secret_hash: &[u8; 32]) -> Result<bool, DeskError> {
        let opens = self.store.read(|tx| tracking::case_of(tx, secret_hash))?;
        Ok(opens == Some(answer.case.0))
    }
}

/// Name of the series in which the receipts of a service and year are numbered.
pub fn receipt_series(service: u8, year: i16) -> String {
    format!("receipt/{service:02}/{year}")
}

/// On the portal the applicant acts, under the account that entered his request.
pub(super) fn actor_of(who: &Session, channel: Channel, here: Actor) -> Actor {
    let AccountId(id) = who.account.id;
    match channel {
        Channel::Portal => Actor::Applicant { account: AccountId(id) },
        _ => here,
    }
}

fn register(tx: &mut Tx<'_>, pen: &mut Pen, lodging: &Lodging, actor: &Actor) -> Result<Case, DeskError> {
    parallel::hold(tx, lodging)?;
    let law = pen.law.clone();
    let others = parallel::find(tx, &law.rulebook, lodging)?;
    let year = lodging.zone.day(pen.now).year();
    let serial = numbers::next(tx, &receipt_series(lodging.service, year))?;
    let lodging = Lodging {
        id: CaseId(pen.draw.id()),
        serial: u32::try_from(serial).map_err(DeskError::defect)?,
        ..lodging.clone()
    };
    let seen: Vec<_> = others.iter().map(|(other, _)| other.clone()).collect();
    let command = Command::Lodge(Box::new(lodging));
    let case = pen
        .take(tx, None, &command, actor, &seen)?
        .ok_or_else(|| DeskError::defect("a request was lodged without an event"))?;
    parallel::note_on_others(tx, pen, &case, &others)?;
    Ok(case)
}
