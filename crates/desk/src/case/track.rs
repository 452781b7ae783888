//! Where a request stands, for whoever holds its receipt.

use calendar::Text;
use cases::{Case, CaseId, Event, OfficeId, ReceiptNumber, State, StateName, TermDays, clocks};
use directory::Channel;
use jiff::Timestamp;
use jiff::civil::Date;
use rulebook::model::{Cite, HandOutPaper, HandOutWay, Standard};
use serde::Serialize;
use store::access_log;
use store::{cases as rows, tracking};

use crate::check::{Check, NOTE_MOST};
use crate::secret::{Secret, tracking_hash, tracking_secret};
use crate::view::{HistoryLine, TermLeft};
use crate::{Desk, DeskError, PAGE_SIZE, Permission, Session, journal};

/// Where a request stands, for whoever has its number and secret; no personal data.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tracking {
    /// Number of the request.
    pub number: ReceiptNumber,
    /// Number of the service.
    pub service: u8,
    /// Title of the service.
    pub service_name: Text,
    /// Way of lodging.
    pub channel: Channel,
    /// Where it stands.
    pub state: StateName,
    /// When the term ends; absent while it stands still.
    pub due: Option<Timestamp>,
    /// What is left of the term; absent while it stands still or when nobody waits for it.
    pub left: Option<TermLeft>,
    /// From when silence counts as granting; absent where it never does, while the term stands and once it is decided.
    pub deemed_from: Option<Timestamp>,
    /// What the notice of suspension asks of the applicant, in the officer's words, while the term stands still.
    pub asked: Option<String>,
    /// The office that decides.
    pub deciding: OfficeId,
    /// Names of papers that are due and not yet here, while they may still be brought.
    pub missing: Vec<Text>,
    /// How to collect the paper, while it waits.
    pub collect: Option<Collecting>,
    /// The term day by day; days alone, nothing personal.
    pub term: TermDays,
    /// Today, by the calendar of the office that decides.
    pub today: Date,
    /// The answer is late.
    pub late: bool,
    /// What happened: instant, message of the kind of event, paragraph.
    pub timeline: Vec<TrackingLine>,
    /// Which offices looked at the case, the newest look first, at most a page.
    pub looks: Vec<TrackingLook>,
    /// Time zone of the office, by its IANA name.
    pub zone: String,
}

/// How a paper that waits is collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Collecting {
    /// The office; absent where the request was lodged on the portal.
    pub office: Option<OfficeId>,
    /// What must be shown.
    pub shown: Vec<HandOutPaper>,
    /// The paragraph.
    pub cite: Cite,
}

/// A line of the timeline that the applicant sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrackingLine {
    /// When.
    pub at: Timestamp,
    /// Message id of the kind of event.
    pub message: &'static str,
    /// The paragraph.
    pub cite: Cite,
}

/// A look at the case, as the person concerned may know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrackingLook {
    /// When.
    pub at: Timestamp,
    /// Which office.
    pub office: OfficeId,
    /// What was shown: the id of a message.
    pub what: String,
}

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
        let calendar = self.law().calendar_at(case.request.lodged_at);
        let clocks = clocks(&case, standard, calendar).map_err(DeskError::defect)?;
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
            deciding: case.request.executing_office.clone(),
            missing: missing(&case, standard),
            collect: collecting(&case, standard),
            term: cases::term_days(&case, standard, calendar).map_err(DeskError::defect)?,
            today: case.request.zone.day(self.now()),
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
        let looks = [self.look(who, id.0, "desk-look-secret", &identity)];
        self.store.write(move |tx| {
            tracking::set(tx, id.0, &hash)?;
            access_log::record(tx, &looks)?;
            Ok::<_, DeskError>(())
        })?;
        Ok(secret)
    }
}

/// Papers by their names in the standard: which are missing tells nothing of the person.
fn missing(case: &Case, standard: &Standard) -> Vec<Text> {
    let open = case.missing.iter().filter(|_| case.state.is_open());
    let named = open.filter_map(|id| standard.documents.iter().find(|document| document.id == *id));
    named.map(|document| document.name.clone()).collect()
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
