//! One door for every step: what is not open is refused, what is open is recorded.

use rulebook::model::Cite;

use crate::case::Case;
use crate::clocks::ClockName;
use crate::command::{Command, CommandKind};
use crate::duties::{DutyKind, clock_duties};
use crate::event::{Event, Recorded};
use crate::law::{Facts, Law};
use crate::people::Actor;
use crate::refusal::{Refusal, RefusalReason};
use crate::step::{AllowedStep, open};
use crate::{custody, decision, handing_out, lodging, progress, records, scans};

/// Events with the paragraphs that allow them.
pub(crate) type Drafts = Vec<(Event, Cite)>;

pub(crate) fn one(event: Event, cite: &Cite) -> Drafts {
    vec![(event, cite.clone())]
}

/// A field that must say something.
pub(crate) fn text(field: &'static str, value: &str, cite: &Cite) -> Result<(), Refusal> {
    if value.trim().is_empty() {
        return Err(Refusal::new(RefusalReason::EmptyField { field }, cite));
    }
    Ok(())
}

/// What a command makes of a case: events with their paragraphs, or a refusal with its own.
///
/// # Errors
/// [`Refusal`]: nothing changes.
pub fn decide(case: Option<&Case>, command: &Command, facts: &Facts<'_>) -> Result<Vec<Recorded>, Refusal> {
    let drafts = match (case, command) {
        (None, Command::Lodge(request)) => lodging::lodge(request, facts)?,
        (None, _) => return Err(Refusal::without_cite(RefusalReason::NotLodged)),
        (Some(case), command) => {
            let law = Law::of(case, facts)?;
            let step = open(command.kind(), case, &law)?;
            take(command, case, &step, &law)?
        }
    };
    let record = |(event, cite)| {
        // What a clock does the platform does, whoever woke it.
        let actor = if is_the_platforms(&event) { Actor::Platform } else { facts.actor.clone() };
        Recorded { event, at: facts.now, actor, cite }
    };
    Ok(drafts.into_iter().map(record).collect())
}

fn is_the_platforms(event: &Event) -> bool {
    matches!(event, Event::ParallelFound { .. })
}

fn take(command: &Command, case: &Case, step: &AllowedStep, law: &Law<'_>) -> Result<Drafts, Refusal> {
    match command {
        Command::Lodge(_) => {
            let number = case.request.number;
            Err(Refusal::new(RefusalReason::AlreadyLodged { number }, &step.cite))
        }
        Command::Start => Ok(progress::start(step)),
        Command::Assign { officer } => progress::assign(officer, step),
        Command::Suspend { ground, notice } => progress::suspend(ground, notice, step, law),
        Command::Resume { ended_by } => progress::resume(ended_by, step),
        Command::RecordFinding { ground, note } => progress::record_finding(ground, note, step),
        Command::SendEnquiry { body } => progress::send_enquiry(body, case, step),
        Command::RecordRemarks { enquiry, body, text } => {
            progress::record_remarks(*enquiry, body.as_deref(), text, case, step)
        }
        Command::RecordNoRemarks { enquiry } => progress::record_no_remarks(*enquiry, case, step),
        Command::Grant => Ok(decision::grant(step, law)),
        Command::Refuse { ground, reason, ended_by } => {
            decision::refuse(ground, reason, ended_by.as_ref(), step, case, law)
        }
        Command::RefuseIncomplete { missing, reason } => decision::refuse_incomplete(missing, reason, step),
        Command::AddPaper { paper, payment } => decision::add_paper(paper, payment.as_ref(), step, case, law),
        Command::AddScan { scan } => scans::add(scan, case, step, law),
        Command::RejectScan { scan, reason } => scans::found_wrong(*scan, reason, case, step),
        Command::Ready { medium, number } => handing_out::ready(*medium, number.as_deref(), step, law),
        Command::HandOut { way, to, shown } => handing_out::hand_out(*way, to, shown, step),
        Command::Post { item } => handing_out::post(item.as_deref(), case, step),
        Command::Store => handing_out::store(case, step, law),
        Command::Archive => Ok(one(Event::Archived, &step.cite)),
        Command::Withdraw { reason } => records::withdraw(reason, step),
        Command::Cancel { reason } => records::cancel(reason, step),
        Command::Link { case: other, relation } => records::link(*other, *relation, case, step),
        Command::NoteParallel { other } => records::note_parallel(other, case, step, law),
        Command::TransferFile { to, list, position } => custody::transfer(to, list, *position, case, step),
        Command::ReceiveFile { list } => custody::receive(list, case, step),
        Command::CorrectSlip { field, new, reason } => records::correct_slip(*field, new, reason, case, step),
        Command::Clock => run_clock(case, law),
    }
}

/// Everything that is due at this instant, each once. Nothing due is no error: the worker simply came early.
fn run_clock(case: &Case, law: &Law<'_>) -> Result<Drafts, Refusal> {
    let duties = clock_duties(case, law.standard, law.facts.calendar).map_err(Refusal::from_term)?;
    let due = duties.into_iter().filter(|duty| duty.at <= law.now());
    // A reminder of something that has ended by now would only confuse.
    let due = due.filter(|duty| !matches!(duty.kind, DutyKind::Reminder { ends, .. } if ends < law.now()));
    let cite = law.cite_of(CommandKind::Clock, case);
    Ok(due
        .filter_map(|duty| match duty.kind {
            DutyKind::Reminder { clock, ends } => Some((Event::Reminded { clock, ends }, duty.cite)),
            DutyKind::DeemedGrant { day } => Some((Event::DeemedGranted { day }, cite.clone())),
            DutyKind::Late { due } => Some((Event::BecameLate { due }, duty.cite)),
            DutyKind::IncompleteRightEnds { ends } => {
                Some((Event::ClockEnded { clock: ClockName::IncompleteRefusal, ends }, duty.cite))
            }
            DutyKind::GroundClockEnds { ground, ends } => {
                Some((Event::ClockEnded { clock: ClockName::Ground { ground }, ends }, duty.cite))
            }
            DutyKind::StorageEnds { .. } => handing_out::storage_ended(case, law),
        })
        .collect())
}
