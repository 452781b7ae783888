//! From lodged to decided: start, assign, suspend, resume, findings, enquiries to other bodies.

use rulebook::model::{ClockStart, EndingStep, Ground, GroundEffect, NamedPaper, NoticeItem};

use crate::case::Case;
use crate::command::CommandKind;
use crate::decide::{Drafts, one, text};
use crate::event::Event;
use crate::law::{Law, refuses};
use crate::papers::EnquiryAnswer;
use crate::people::Officer;
use crate::refusal::{Named, Refusal, RefusalReason};
use crate::state::{EndingDocument, Notice, State};
use crate::step::{AllowedStep, GroundChoice, Need, plain};

/// Start, assign, record a finding.
pub(crate) fn open_work(kind: CommandKind, case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let step = plain(kind, case, law);
    Ok(match kind {
        CommandKind::Assign => step.needing(Need::Officer),
        CommandKind::RecordFinding => {
            let choices: Vec<_> = law.standard.grounds.iter().map(|ground| choice(ground, case)).collect();
            if choices.is_empty() {
                return Err(Refusal::new(RefusalReason::NoGrounds { step: kind }, &step.cite));
            }
            step.needing(Need::Ground { choices }).needing(Need::Text { field: "note" })
        }
        _ => step,
    })
}

pub(crate) fn start(step: &AllowedStep) -> Drafts {
    one(Event::Started, &step.cite)
}

pub(crate) fn assign(officer: &Officer, step: &AllowedStep) -> Result<Drafts, Refusal> {
    text("officer.name", &officer.name, &step.cite)?;
    text("officer.post", &officer.post, &step.cite)?;
    Ok(one(Event::Assigned { officer: officer.clone() }, &step.cite))
}

pub(crate) fn record_finding(ground: &str, note: &str, step: &AllowedStep) -> Result<Drafts, Refusal> {
    let chosen = chosen(ground, step)?;
    text("note", note, &chosen.cite)?;
    Ok(one(Event::FindingRecorded { ground: ground.to_owned(), note: note.to_owned() }, &chosen.cite))
}

/// A ground of the standard as a choice.
pub(crate) fn choice(ground: &Ground, case: &Case) -> GroundChoice {
    let parallels = case.parallels.iter().filter(|parallel| parallel.ground == ground.id);
    let (by_hand, rests_on, notice, lasts) = match &ground.effect {
        GroundEffect::Refuse { .. } => (false, Vec::new(), Vec::new(), None),
        GroundEffect::Suspend { by_hand, rests_on, notice, until, .. } => {
            (*by_hand, rests_on.clone(), notice.clone(), Some(until.clone()))
        }
    };
    GroundChoice {
        id: ground.id.clone(),
        name: ground.name.clone(),
        cite: ground.cite.clone(),
        by_hand,
        rests_on,
        notice,
        lasts,
        offered_for: parallels.map(|parallel| parallel.number).collect(),
    }
}

/// The ground that was named, if it is open; else ¶16 as a whole speaks.
pub(crate) fn chosen<'s>(ground: &str, step: &'s AllowedStep) -> Result<&'s GroundChoice, Refusal> {
    step.grounds().iter().find(|choice| choice.id == ground).ok_or_else(|| {
        let allowed = step.grounds().iter().map(|choice| Named::new(&choice.id, &choice.name)).collect();
        let reason = RefusalReason::UnlistedGround { step: step.step, ground: ground.to_owned(), allowed };
        Refusal::new(reason, &step.cite)
    })
}

/// When the time ended within which a ground may be used at all. A clock from the lodging limits the step itself; one
/// from a finding or from remarks limits how soon the applicant is told, and does not take the ground away.
pub(crate) fn time_is_over(ground: &Ground, law: &Law<'_>) -> Option<jiff::Timestamp> {
    let clock = match &ground.effect {
        GroundEffect::Refuse { clock, .. } | GroundEffect::Suspend { clock, .. } => clock.as_ref()?,
    };
    if clock.from != ClockStart::Lodging {
        return None;
    }
    law.clocks.ground(&ground.id)?.ends.filter(|ends| *ends < law.now())
}

pub(crate) fn open_suspend(case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let step = plain(CommandKind::Suspend, case, law);
    if let Some(due) = law.term_ended().filter(|_| law.silence_grants(case)) {
        return Err(Refusal::new(RefusalReason::TermEnded { due }, &law.standard.silence.cite));
    }
    let listed: Vec<_> = law.standard.grounds.iter().filter(|ground| !refuses(ground)).collect();
    let choices: Vec<_> =
        listed.iter().filter(|ground| time_is_over(ground, law).is_none()).map(|g| choice(g, case)).collect();
    let over = listed.iter().find_map(|ground| time_is_over(ground, law).map(|ended| (ground, ended)));
    match (choices.is_empty(), over) {
        (false, _) => {
            let until = listed.iter().filter_map(|ground| law.clocks.ground(&ground.id)?.ends).max();
            Ok(step.needing(Need::Ground { choices }).until(until))
        }
        (true, Some((ground, ended))) => {
            let reason =
                RefusalReason::GroundClockEnded { ground: Named::new(&ground.id, &ground.name), ended };
            Err(Refusal::new(reason, &ground.cite))
        }
        (true, None) => Err(Refusal::new(RefusalReason::NoGrounds { step: step.step }, &step.cite)),
    }
}

pub(crate) fn suspend(
    ground: &str,
    notice: &Notice,
    step: &AllowedStep,
    law: &Law<'_>,
) -> Result<Drafts, Refusal> {
    let chosen = chosen(ground, step)?;
    let cite = &chosen.cite;
    // The ground itself rests on its document, whether or not the notice has to name it.
    text("notice.document", &notice.document, cite)?;
    if chosen.notice.contains(&NoticeItem::NextSteps) {
        text("notice.next_steps", &notice.next_steps, cite)?;
    }
    if chosen.by_hand {
        text("notice.cause", notice.cause.as_deref().unwrap_or_default(), cite)?;
        if chosen.notice.contains(&NoticeItem::Term) {
            text("notice.until", notice.until.as_deref().unwrap_or_default(), cite)?;
        }
    }
    fits(notice.paper.as_deref(), &chosen.rests_on, "notice.paper", cite)?;
    let after_term = law.term_ended().is_some();
    Ok(one(Event::Suspended { ground: ground.to_owned(), notice: notice.clone(), after_term }, cite))
}

/// A kind of paper must be one that the ground lists; where it lists kinds, one must be named.
fn fits(
    paper: Option<&str>,
    listed: &[NamedPaper],
    field: &'static str,
    cite: &rulebook::model::Cite,
) -> Result<(), Refusal> {
    if listed.is_empty() {
        return Ok(());
    }
    let Some(paper) = paper.filter(|paper| !paper.trim().is_empty()) else {
        return Err(Refusal::new(RefusalReason::EmptyField { field }, cite));
    };
    if listed.iter().any(|known| known.id == paper) {
        return Ok(());
    }
    let allowed = listed.iter().map(|known| Named::new(&known.id, &known.name)).collect();
    Err(Refusal::new(RefusalReason::PaperDoesNotFit { paper: paper.to_owned(), allowed }, cite))
}

/// Papers that end the open suspension with a step; `None` where the ground lists papers and none allows it.
pub(crate) fn ending_papers(case: &Case, law: &Law<'_>, step: EndingStep) -> Option<Vec<NamedPaper>> {
    let State::Suspended { suspension } = &case.state else { return None };
    let GroundEffect::Suspend { ended_by, .. } = &law.ground(&suspension.ground)?.effect else { return None };
    if ended_by.is_empty() {
        return (step == EndingStep::Resume).then(Vec::new);
    }
    let fit = ended_by.iter().filter(|paper| paper.allows.contains(&step));
    let fit: Vec<_> =
        fit.map(|paper| NamedPaper { id: paper.id.clone(), name: paper.name.clone() }).collect();
    (!fit.is_empty()).then_some(fit)
}

pub(crate) fn open_resume(case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let mut step = plain(CommandKind::Resume, case, law);
    if let Some(cite) = case.suspension_cite() {
        step = step.citing(cite);
    }
    match ending_papers(case, law, EndingStep::Resume) {
        Some(choices) => Ok(step.needing(Need::EndingPaper { choices })),
        None => Err(Refusal::new(RefusalReason::NoGrounds { step: step.step }, &step.cite)),
    }
}

pub(crate) fn resume(ended_by: &EndingDocument, step: &AllowedStep) -> Result<Drafts, Refusal> {
    ends_with(ended_by, step)?;
    Ok(one(Event::Resumed { ended_by: ended_by.clone() }, &step.cite))
}

/// The paper that ends a suspension must be named, and be one that the ground lists for this step.
pub(crate) fn ends_with(ended_by: &EndingDocument, step: &AllowedStep) -> Result<(), Refusal> {
    text("ended_by.paper", &ended_by.paper, &step.cite)?;
    fits(Some(&ended_by.paper), step.ending_papers().unwrap_or_default(), "ended_by.paper", &step.cite)
}

/// Enquiries are steps of standards in which remarks of another body are a ground.
pub(crate) fn open_enquiry(kind: CommandKind, case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let foreseen = law.standard.grounds.iter().find(|ground| rests_on_remarks(ground));
    let step = plain(kind, case, law);
    let Some(ground) = foreseen else {
        return Err(Refusal::new(RefusalReason::NoEnquiries, &step.cite));
    };
    let step = step.citing(&ground.cite);
    let awaited = case.enquiries.iter().filter(|enquiry| enquiry.answer == EnquiryAnswer::Awaited);
    let choices: Vec<u32> = awaited.map(|enquiry| enquiry.number).collect();
    match kind {
        CommandKind::SendEnquiry => Ok(step.needing(Need::Text { field: "body" })),
        CommandKind::RecordRemarks => {
            Ok(step.needing(Need::Enquiry { choices }).needing(Need::Text { field: "text" }))
        }
        _ if choices.is_empty() => {
            Err(Refusal::new(RefusalReason::NoOpenEnquiry { number: None }, &step.cite))
        }
        _ => Ok(step.needing(Need::Enquiry { choices })),
    }
}

pub(crate) fn rests_on_remarks(ground: &Ground) -> bool {
    match &ground.effect {
        GroundEffect::Refuse { clock, .. } | GroundEffect::Suspend { clock, .. } => {
            clock.as_ref().is_some_and(|clock| clock.from == ClockStart::RemarksReceived)
        }
    }
}

pub(crate) fn send_enquiry(body: &str, case: &Case, step: &AllowedStep) -> Result<Drafts, Refusal> {
    text("body", body, &step.cite)?;
    Ok(one(Event::EnquirySent { number: next_enquiry(case), body: body.to_owned() }, &step.cite))
}

pub(crate) fn record_remarks(
    enquiry: Option<u32>,
    body: Option<&str>,
    remarks: &str,
    case: &Case,
    step: &AllowedStep,
) -> Result<Drafts, Refusal> {
    text("text", remarks, &step.cite)?;
    let (number, body) = match enquiry {
        Some(number) => (number, awaited(case, number, step)?),
        None => {
            let body = body.unwrap_or_default();
            text("body", body, &step.cite)?;
            (next_enquiry(case), body.to_owned())
        }
    };
    Ok(one(Event::RemarksReceived { number, body, text: remarks.to_owned() }, &step.cite))
}

pub(crate) fn record_no_remarks(enquiry: u32, case: &Case, step: &AllowedStep) -> Result<Drafts, Refusal> {
    awaited(case, enquiry, step)?;
    Ok(one(Event::NoRemarksReceived { number: enquiry }, &step.cite))
}

fn awaited(case: &Case, number: u32, step: &AllowedStep) -> Result<String, Refusal> {
    let found = case.enquiries.iter().find(|enquiry| enquiry.number == number);
    match found {
        Some(enquiry) if enquiry.answer == EnquiryAnswer::Awaited => Ok(enquiry.body.clone()),
        _ => Err(Refusal::new(RefusalReason::NoOpenEnquiry { number: Some(number) }, &step.cite)),
    }
}

fn next_enquiry(case: &Case) -> u32 {
    case.enquiries.iter().map(|enquiry| enquiry.number).max().unwrap_or(0).saturating_add(1)
}
