//! Deciding: grant, refuse on a ground, refuse for incomplete papers; and the paper that forestalls the latter.

use rulebook::model::EndingStep;

use crate::case::Case;
use crate::command::CommandKind;
use crate::completeness::{self, FEE_RECEIPT};
use crate::decide::{Drafts, one, text};
use crate::event::Event;
use crate::law::{AnswerSource, Law, refuses};
use crate::lodging::{check_paper, check_payment};
use crate::papers::{MissingPaper, Payment, ReceivedPaper};
use crate::progress::{choice, chosen, ending_papers, ends_with, rests_on_remarks, time_is_over};
use crate::refusal::{Named, Refusal, RefusalReason};
use crate::state::{EndingDocument, State};
use crate::step::{AllowedStep, Need, plain};

pub(crate) fn open_grant(case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let step = plain(CommandKind::Grant, case, law);
    // What an information system answers no officer can make up.
    if law.standard.form.automated && law.facts.answers == AnswerSource::NotConnected {
        return Err(Refusal::new(RefusalReason::NoAnswerSource, &law.standard.form.cite));
    }
    Ok(step.until(law.clocks.deemed_from))
}

pub(crate) fn grant(step: &AllowedStep, law: &Law<'_>) -> Drafts {
    one(Event::Granted { late: law.term_ended().is_some() }, &step.cite)
}

pub(crate) fn open_refuse(case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    if let State::Suspended { suspension } = &case.state {
        return open_refuse_suspended(&suspension.ground, case, law);
    }
    let step = plain(CommandKind::Refuse, case, law);
    if let Some(due) = law.term_ended().filter(|_| law.silence_grants(case)) {
        return Err(Refusal::new(RefusalReason::TermEnded { due }, &law.standard.silence.cite));
    }
    let listed: Vec<_> = law.standard.grounds.iter().filter(|ground| refuses(ground)).collect();
    let mut closed = None;
    let mut choices = Vec::new();
    for ground in listed {
        let barred = if let Some(ended) = time_is_over(ground, law) {
            Some(RefusalReason::GroundClockEnded { ground: Named::new(&ground.id, &ground.name), ended })
        } else if rests_on_remarks(ground) && case.latest_remarks().is_none() {
            Some(RefusalReason::NoRemarks { ground: Named::new(&ground.id, &ground.name) })
        } else {
            None
        };
        match barred {
            Some(reason) => closed = closed.or(Some(Refusal::new(reason, &ground.cite))),
            None => choices.push(choice(ground, case)),
        }
    }
    if choices.is_empty() {
        let none = || Refusal::new(RefusalReason::NoGrounds { step: step.step }, &step.cite);
        return Err(closed.unwrap_or_else(none));
    }
    Ok(step
        .needing(Need::Ground { choices })
        .needing(Need::Text { field: "reason" })
        .until(law.clocks.term.ends))
}

/// A suspended case is refused only by the paper that ends its suspension for good.
fn open_refuse_suspended(ground: &str, case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let step = plain(CommandKind::Refuse, case, law);
    let (Some(listed), Some(papers)) = (law.ground(ground), ending_papers(case, law, EndingStep::Refuse))
    else {
        let name = law.ground(ground).map(|listed| listed.name.clone());
        let cite = case.suspension_cite().unwrap_or(&step.cite);
        let reason = RefusalReason::Suspended { step: step.step, ground: ground.to_owned(), name };
        return Err(Refusal::new(reason, cite));
    };
    Ok(step
        .citing(&listed.cite)
        .needing(Need::Ground { choices: vec![choice(listed, case)] })
        .needing(Need::EndingPaper { choices: papers })
        .needing(Need::Text { field: "reason" }))
}

pub(crate) fn refuse(
    ground: &str,
    reason: &str,
    ended_by: Option<&EndingDocument>,
    step: &AllowedStep,
    case: &Case,
    law: &Law<'_>,
) -> Result<Drafts, Refusal> {
    refuse_is_not_barred(ground, case, law)?;
    let chosen = chosen(ground, step)?;
    if step.ending_papers().is_some() {
        let Some(ended_by) = ended_by else {
            let name = Some(chosen.name.clone());
            let reason = RefusalReason::Suspended { step: step.step, ground: ground.to_owned(), name };
            return Err(Refusal::new(reason, &chosen.cite));
        };
        ends_with(ended_by, step)?;
    }
    text("reason", reason, &chosen.cite)?;
    let told_late =
        law.clocks.ground(ground).and_then(|clock| clock.ends).is_some_and(|ends| ends < law.now());
    let event = Event::Refused {
        ground: ground.to_owned(),
        reason: reason.to_owned(),
        ended_by: ended_by.filter(|_| step.ending_papers().is_some()).cloned(),
        after_ground_clock: told_late,
    };
    Ok(one(event, &chosen.cite))
}

/// A listed ground that is closed answers with its own paragraph, not as if it were unlisted.
fn refuse_is_not_barred(ground: &str, case: &Case, law: &Law<'_>) -> Result<(), Refusal> {
    let Some(listed) = law.ground(ground).filter(|ground| refuses(ground)) else { return Ok(()) };
    if let Some(ended) = time_is_over(listed, law) {
        let reason = RefusalReason::GroundClockEnded { ground: Named::new(ground, &listed.name), ended };
        return Err(Refusal::new(reason, &listed.cite));
    }
    if rests_on_remarks(listed) && case.latest_remarks().is_none() {
        return Err(Refusal::new(
            RefusalReason::NoRemarks { ground: Named::new(ground, &listed.name) },
            &listed.cite,
        ));
    }
    Ok(())
}

pub(crate) fn open_refuse_incomplete(case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let (step, choices) = open_incomplete(CommandKind::RefuseIncomplete, case, law)?;
    Ok(step.needing(Need::Papers { choices }).needing(Need::Text { field: "reason" }))
}

/// Adding a paper is open as long as the office may refuse for its lack.
pub(crate) fn open_add_paper(case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let (step, choices) = open_incomplete(CommandKind::AddPaper, case, law)?;
    Ok(step.needing(Need::Papers { choices }))
}

fn open_incomplete(
    kind: CommandKind,
    case: &Case,
    law: &Law<'_>,
) -> Result<(AllowedStep, Vec<MissingPaper>), Refusal> {
    let step = plain(kind, case, law);
    let refusal = |reason| Refusal::new(reason, &step.cite);
    let Some(clock) = &law.clocks.incomplete else {
        return Err(refusal(RefusalReason::NoIncompleteRefusal));
    };
    if let Some(ended) = clock.ends.filter(|ends| *ends < law.now()) {
        return Err(refusal(RefusalReason::IncompleteRightLost { ended }));
    }
    let missing = completeness::missing_of(law.standard, case).map_err(Refusal::from_ask)?;
    if missing.is_empty() {
        return Err(refusal(RefusalReason::NothingMissing));
    }
    let until = clock.ends;
    Ok((step.until(until), missing))
}

pub(crate) fn refuse_incomplete(
    missing: &[String],
    reason: &str,
    step: &AllowedStep,
) -> Result<Drafts, Refusal> {
    if missing.is_empty() {
        return Err(Refusal::new(RefusalReason::EmptyField { field: "missing" }, &step.cite));
    }
    for paper in missing {
        is_missing(paper, step)?;
    }
    text("reason", reason, &step.cite)?;
    Ok(one(Event::RefusedIncomplete { missing: missing.to_vec(), reason: reason.to_owned() }, &step.cite))
}

fn is_missing(paper: &str, step: &AllowedStep) -> Result<(), Refusal> {
    if step.papers().iter().any(|missing| missing.id == paper) {
        return Ok(());
    }
    let missing = step.papers().to_vec();
    Err(Refusal::new(RefusalReason::PaperNotMissing { paper: paper.to_owned(), missing }, &step.cite))
}

pub(crate) fn add_paper(
    paper: &ReceivedPaper,
    payment: Option<&Payment>,
    step: &AllowedStep,
    case: &Case,
    law: &Law<'_>,
) -> Result<Drafts, Refusal> {
    is_missing(&paper.id, step)?;
    let circumstances = completeness::Circumstances::of(&case.request);
    check_paper(law.standard, &circumstances, paper)?;
    if paper.id == FEE_RECEIPT || payment.is_some() {
        check_payment(law.facts.rulebook, law.standard, &case.request.product, payment)?;
    }
    let mut papers = case.request.papers.clone();
    papers.push(paper.clone());
    let still = completeness::missing(law.standard, &circumstances, &papers).map_err(Refusal::from_ask)?;
    let event = Event::PaperAdded {
        paper: paper.clone(),
        payment: payment.cloned(),
        still_missing: still.into_iter().map(|paper| paper.id).collect(),
    };
    Ok(one(event, &step.cite))
}
