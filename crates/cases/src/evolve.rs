//! Today's state is what the events say, and nothing else.

use jiff::Timestamp;

use crate::case::{Case, ClockMark, Correction, Custody, Finding, Link, MarkKind};
use crate::event::{Event, Recorded};
use crate::papers::{Enquiry, EnquiryAnswer};
use crate::scans::KeptScan;
use crate::state::{
    Decision, Delivery, Made, Outcome, PastSuspension, State, StateName, Storage, Suspension,
};

/// Events that do not follow from one another: the journal is damaged, or a program wrote into it that is not ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// The first event lodges.
    #[error("`{kind}` cannot be the first event of a case; the first is a lodging")]
    NotLodged {
        /// Kind of the event.
        kind: &'static str,
    },
    /// A case is lodged once.
    #[error("a case is lodged once; event {version} lodges it again")]
    LodgedTwice {
        /// Version that the event would make.
        version: u64,
    },
    /// The event does not fit the state.
    #[error("event {version} `{kind}` does not fit a case that is {state:?}")]
    DoesNotFit {
        /// Kind of the event.
        kind: &'static str,
        /// Where the case stands.
        state: StateName,
        /// Version that the event would make.
        version: u64,
    },
    /// There are no events.
    #[error("a case without events does not exist")]
    NoEvents,
}

/// The case after an event.
///
/// # Errors
/// [`ReplayError`] for an event that does not follow from the state.
pub fn evolve(case: Option<Case>, recorded: &Recorded) -> Result<Case, ReplayError> {
    match case {
        None => {
            opened(&recorded.event, recorded.at).ok_or(ReplayError::NotLodged { kind: recorded.event.kind() })
        }
        Some(mut case) => {
            if matches!(recorded.event, Event::Lodged { .. }) {
                return Err(ReplayError::LodgedTwice { version: case.version + 1 });
            }
            let misfit = ReplayError::DoesNotFit {
                kind: recorded.event.kind(),
                state: case.state_name(),
                version: case.version + 1,
            };
            apply(&mut case, recorded).ok_or(misfit)?;
            case.version += 1;
            case.changed_at = recorded.at;
            Ok(case)
        }
    }
}

/// The case that all its events make.
///
/// # Errors
/// [`ReplayError`] for no events, or for one that does not follow from those before it.
pub fn replay<'a>(events: impl IntoIterator<Item = &'a Recorded>) -> Result<Case, ReplayError> {
    let mut case = None;
    for recorded in events {
        case = Some(evolve(case, recorded)?);
    }
    case.ok_or(ReplayError::NoEvents)
}

/// A case that was just lodged.
pub(crate) fn opened(lodged: &Event, at: Timestamp) -> Option<Case> {
    let Event::Lodged { request, missing } = lodged else { return None };
    let office = request.lodging_office.clone();
    let custody = office.map_or(Custody::NoPaperFile, |office| Custody::Held { office });
    Some(Case {
        request: (**request).clone(),
        state: State::Lodged,
        missing: missing.clone(),
        past_suspensions: Vec::new(),
        findings: Vec::new(),
        enquiries: Vec::new(),
        parallels: Vec::new(),
        assignee: None,
        custody,
        links: Vec::new(),
        scans: Vec::new(),
        corrections: Vec::new(),
        late: false,
        clock_marks: std::collections::BTreeSet::new(),
        changed_at: at,
        version: 1,
    })
}

/// `None` where the event does not fit.
fn apply(case: &mut Case, recorded: &Recorded) -> Option<()> {
    if moves_the_state(&recorded.event) {
        case.state = next_state(case, recorded)?;
    }
    note(case, recorded)
}

fn moves_the_state(event: &Event) -> bool {
    !matches!(
        event,
        Event::Lodged { .. }
            | Event::ParallelFound { .. }
            | Event::Assigned { .. }
            | Event::FindingRecorded { .. }
            | Event::EnquirySent { .. }
            | Event::RemarksReceived { .. }
            | Event::NoRemarksReceived { .. }
            | Event::BecameLate { .. }
            | Event::Reminded { .. }
            | Event::ClockEnded { .. }
            | Event::PaperAdded { .. }
            | Event::ScanAdded { .. }
            | Event::ScanFoundWrong { .. }
            | Event::Linked { .. }
            | Event::FileSent { .. }
            | Event::FileReceived { .. }
            | Event::SlipCorrected { .. }
    )
}

fn next_state(case: &mut Case, recorded: &Recorded) -> Option<State> {
    let Recorded { event, at, cite, .. } = recorded;
    let at = *at;
    let decided = |outcome| State::Decided { decision: Decision { outcome, at, cite: cite.clone() } };
    let state = &case.state;
    Some(match (event, state) {
        (Event::Started, State::Lodged) => State::InWork,
        (Event::Suspended { ground, notice, after_term }, State::Lodged | State::InWork) => {
            State::Suspended {
                suspension: Suspension {
                    since: at,
                    ground: ground.clone(),
                    cite: cite.clone(),
                    notice: notice.clone(),
                    after_term: *after_term,
                },
            }
        }
        (Event::Resumed { ended_by }, State::Suspended { suspension }) => {
            let past =
                PastSuspension { suspension: suspension.clone(), ended_at: at, ended_by: ended_by.clone() };
            case.past_suspensions.push(past);
            State::InWork
        }
        (Event::Granted { .. }, State::InWork) => decided(Outcome::Granted),
        (Event::Refused { ground, reason, ended_by, .. }, state) => {
            if let (State::Suspended { suspension }, Some(ended_by)) = (state, ended_by) {
                let past = PastSuspension {
                    suspension: suspension.clone(),
                    ended_at: at,
                    ended_by: ended_by.clone(),
                };
                case.past_suspensions.push(past);
            } else if *state != State::InWork {
                return None;
            }
            decided(Outcome::Refused {
                ground: ground.clone(),
                reason: reason.clone(),
                ended_by: ended_by.clone(),
            })
        }
        (Event::RefusedIncomplete { missing, reason }, State::Lodged | State::InWork) => {
            decided(Outcome::RefusedIncomplete { missing: missing.clone(), reason: reason.clone() })
        }
        (Event::DeemedGranted { day }, State::Lodged | State::InWork) => {
            decided(Outcome::DeemedGranted { day: *day })
        }
        (Event::MadeReady { medium, number }, State::Decided { decision }) => State::Ready {
            decision: decision.clone(),
            made: Made { at, medium: *medium, number: number.clone() },
        },
        (Event::Withdrawn { reason }, state) if state.is_open() => {
            State::Withdrawn { at, reason: reason.clone() }
        }
        (Event::Cancelled { reason }, State::Lodged) => State::Cancelled { at, reason: reason.clone() },
        (event, state) => after_ready(event, state, at, cite)?,
    })
}

fn after_ready(event: &Event, state: &State, at: Timestamp, cite: &rulebook::model::Cite) -> Option<State> {
    let (decision, made) = match state {
        State::Ready { decision, made } | State::Stored { decision, made, .. } => (decision, Some(made)),
        State::Delivered { decision, made, .. } => (decision, Some(made)),
        State::Decided { decision } => (decision, None),
        _ => return None,
    };
    let waits = matches!(state, State::Ready { .. } | State::Stored { .. });
    let delivered = |delivery| {
        Some(State::Delivered { decision: decision.clone(), made: made.filter(|_| waits)?.clone(), delivery })
    };
    let stored = |keeper| {
        let storage = Storage { keeper, since: at, cite: cite.clone() };
        Some(State::Stored { decision: decision.clone(), made: made.filter(|_| waits)?.clone(), storage })
    };
    match event {
        Event::HandedOut { way, to, shown } => {
            delivered(Delivery::HandedOut { at, way: *way, to: to.clone(), shown: shown.clone() })
        }
        Event::Posted { address, item } => {
            delivered(Delivery::Posted { at, address: address.clone(), item: item.clone() })
        }
        Event::Stored { keeper } | Event::StoragePassed { keeper } => stored(*keeper),
        Event::Archived => {
            let delivery = match state {
                State::Delivered { delivery, .. } => Some(delivery.clone()),
                _ => None,
            };
            Some(State::Archived { decision: decision.clone(), delivery, at })
        }
        _ => None,
    }
}

/// What events leave behind beside the state.
fn note(case: &mut Case, recorded: &Recorded) -> Option<()> {
    let Recorded { event, at, .. } = recorded;
    let at = *at;
    match event {
        Event::ParallelFound { parallel } => case.parallels.push(parallel.clone()),
        Event::Assigned { officer } => case.assignee = Some(officer.clone()),
        Event::FindingRecorded { ground, note } => {
            case.findings.push(Finding { ground: ground.clone(), at, note: note.clone() });
        }
        Event::EnquirySent { number, body } => case.enquiries.push(Enquiry {
            number: *number,
            body: body.clone(),
            sent_at: Some(at),
            answer: EnquiryAnswer::Awaited,
        }),
        Event::RemarksReceived { number, body, text } => {
            let answer = EnquiryAnswer::Remarks { text: text.clone(), at };
            match case.enquiries.iter_mut().find(|enquiry| enquiry.number == *number) {
                Some(enquiry) => enquiry.answer = answer,
                None => case.enquiries.push(Enquiry {
                    number: *number,
                    body: body.clone(),
                    sent_at: None,
                    answer,
                }),
            }
        }
        Event::NoRemarksReceived { number } => {
            let enquiry = case.enquiries.iter_mut().find(|enquiry| enquiry.number == *number)?;
            enquiry.answer = EnquiryAnswer::NoRemarks { at };
        }
        Event::Granted { late } => case.late |= *late,
        Event::DeemedGranted { .. } | Event::BecameLate { .. } => case.late = true,
        Event::Reminded { clock, ends } => {
            case.clock_marks.insert(ClockMark {
                clock: clock.clone(),
                mark: MarkKind::Reminded,
                ends: *ends,
            });
        }
        Event::ClockEnded { clock, ends } => {
            case.clock_marks.insert(ClockMark { clock: clock.clone(), mark: MarkKind::Ended, ends: *ends });
        }
        Event::PaperAdded { paper, payment, still_missing } => {
            case.request.papers.push(paper.clone());
            if payment.is_some() {
                case.request.payment.clone_from(payment);
            }
            case.missing.clone_from(still_missing);
        }
        Event::ScanAdded { scan } => {
            case.scans.push(KeptScan { scan: scan.clone(), at, wrong: None });
        }
        Event::ScanFoundWrong { scan, reason } => {
            let kept = case.scans.iter_mut().find(|kept| kept.scan.id == scan.id)?;
            kept.wrong = Some(reason.clone());
        }
        Event::Linked { case: other, relation } => {
            case.links.push(Link { case: *other, relation: *relation })
        }
        Event::FileSent { from, to, list, position } => {
            case.custody = Custody::InTransit {
                from: from.clone(),
                to: to.clone(),
                list: list.clone(),
                position: *position,
                since: at,
            };
        }
        Event::FileReceived { office, .. } => case.custody = Custody::Held { office: office.clone() },
        Event::SlipCorrected { slip, old, new, reason } => {
            case.text_of(*slip)?.write(new);
            case.corrections.push(Correction {
                field: *slip,
                old: old.clone(),
                new: new.clone(),
                reason: reason.clone(),
                at,
            });
        }
        _ => {}
    }
    Some(())
}
