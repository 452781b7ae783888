//! Where a request stands, for whoever holds its receipt.

use cases::{Case, CaseId, Event, OfficeId, ReceiptNumber, State, clocks};
use rulebook::model::{HandOutWay, Standard};
use store::access_log::{self, Access};
use store::{cases as rows, tracking};

use crate::check::{Check, NOTE_MOST};
use crate::secret::{Secret, tracking_hash, tracking_secret};
use crate::view::{Collecting, HistoryLine, Tracking, TrackingLine, TrackingLook};
use crate::{Desk, DeskError, PAGE_SIZE, Permission, Session, journal};

impl Desk {
    /// Where a request stands, what comes next and what the applicant must do. A wrong number and a wrong secret are not
    /// told apart; nothing shown names a person, unless the officer's notice of suspension does.
    ///
    /// # Errors
    /// [`DeskError::NotFound`].
    pub fn track(&self, number: &str, secret: &str) -> Result<Tracking, DeskError> {
        let number: ReceiptNumber = number.parse().map_err(|_| DeskError::NotFound)?;
        let hash = tracking_hash(secret);
        let (case, history, looks) = self.store.read(|tx| {
            let id = tracking::case_of(tx, &hash)?.ok_or(DeskError::NotFound)?;
            let row = rows::get(tx, id)?.ok_or(DeskError::NotFound)?;
            let case = journal::read_case(&row)?;
            if case.request.number != number {
                return Err(DeskError::NotFound);
            }
            Ok((case, journal::history(tx, id)?, access_log::of_case(tx, id, None, PAGE_SIZE)?.items))
        })?;
        let standard = journal::standard_of(&self.law().rulebook, &case)?;
        let clocks = clocks(&case, standard, self.law().calendar_at(case.request.lodged_at))
            .map_err(DeskError::defect)?;
        Ok(Tracking {
            number,
            service: case.request.edition.service,
            service_name: standard.name.clone(),
            channel: case.request.channel,
            state: case.state_name(),
            due: clocks.term.ends.filter(|_| case.state.is_open()),
            left: self.left(&case, standard, &clocks)?,
            deemed_from: clocks.deemed_from.filter(|_| case.state.is_open()),
            asked: match &case.state {
                State::Suspended { suspension } => Some(suspension.notice.next_steps.clone()),
                _ => None,
            },
            collect: collecting(&case, standard),
            late: case.late,
            timeline: history.iter().filter_map(shown).collect(),
            looks: looks
                .into_iter()
                .map(|look| TrackingLook { at: look.seen_at, office: OfficeId(look.office), what: look.what })
                .collect(),
            zone: case.request.zone.name().to_owned(),
        })
    }

    /// Gives the applicant a new secret in place of a lost one; `identity` says which paper was shown, and is recorded.
    ///
    /// # Errors
    /// [`DeskError::NotFound`], [`DeskError::Forbidden`], [`DeskError::Invalid`] where no paper is named.
    pub fn replace_tracking_secret(
        &self,
        who: &Session,
        id: CaseId,
        identity: &str,
    ) -> Result<Secret, DeskError> {
        let mut check = Check::default();
        let identity = check.text("identity", identity, NOTE_MOST);
        check.finish()?;
        let row = self.store.read(|tx| rows::get(tx, id.0))?.ok_or(DeskError::NotFound)?;
        self.demand(who, Permission::ReplaceSecret, &journal::read_case(&row)?)?;
        let secret = tracking_secret(&self.draw().bytes());
        let hash = tracking_hash(secret.reveal());
        let look = Access {
            seen_at: self.now(),
            actor: who.name_in_logs(),
            office: who.account.office.0.clone(),
            case_id: id.0,
            what: "desk-look-secret".to_owned(),
            why: identity,
        };
        self.store.write(move |tx| {
            tracking::set(tx, id.0, &hash)?;
            access_log::record(tx, &look)?;
            Ok::<_, DeskError>(())
        })?;
        Ok(secret)
    }
}

/// A paper that waits at a counter is collected there; one kept elsewhere is not named, its office may be another.
fn collecting(case: &Case, standard: &Standard) -> Option<Collecting> {
    let channel = case.request.channel;
    let rule = standard.hand_out.iter().find(|rule| {
        rule.way == HandOutWay::InPerson && (rule.channels.is_empty() || rule.channels.contains(&channel))
    })?;
    let office = match &case.state {
        State::Ready { .. } => case.request.lodging_office.clone(),
        State::Stored { .. } => None,
        _ => return None,
    };
    Some(Collecting { office, shown: rule.requires.clone(), cite: rule.cite.clone() })
}

/// The applicant sees what happened to his request, not how the office arranged its work.
fn shown(line: &HistoryLine) -> Option<TrackingLine> {
    let inner = matches!(
        line.event,
        Event::Assigned { .. }
            | Event::ParallelFound { .. }
            | Event::Reminded { .. }
            | Event::ClockEnded { .. }
            | Event::FindingRecorded { .. }
            | Event::Linked { .. }
            | Event::SlipCorrected { .. }
    );
    (!inner).then(|| TrackingLine { at: line.at, message: line.event.message(), cite: line.cite.clone() })
}
