//! Steps beside the way: withdraw, cancel a mistaken registration, link, note a parallel request, correct a slip.

use crate::case::{Case, CorrectableField, Parallel, Relation};
use crate::command::{CommandKind, ParallelCase};
use crate::decide::{Drafts, one, text};
use crate::event::Event;
use crate::ids::CaseId;
use crate::law::Law;
use crate::lodging::stands_in_the_way;
use crate::refusal::{Refusal, RefusalReason};
use crate::step::{AllowedStep, Need, plain};

pub(crate) fn open(kind: CommandKind, case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let step = plain(kind, case, law);
    match kind {
        CommandKind::NoteParallel => match law.parallel_ground() {
            Some(ground) => Ok(step.citing(&ground.cite).needing(Need::Case)),
            None => Err(Refusal::new(RefusalReason::NotParallel, &step.cite)),
        },
        CommandKind::Link => Ok(step.needing(Need::Case)),
        CommandKind::CorrectSlip => {
            let choices = fields(case);
            Ok(step.needing(Need::Field { choices }).needing(Need::Text { field: "reason" }))
        }
        _ => Ok(step.needing(Need::Text { field: "reason" })),
    }
}

/// Texts of a case in which a slip may be corrected.
fn fields(case: &Case) -> Vec<CorrectableField> {
    use CorrectableField as F;
    let mut fields = vec![F::ApplicantName, F::ApplicantPhone, F::ApplicantEmail, F::ApplicantPostalAddress];
    if case.request.representative.is_some() {
        fields.extend([F::RepresentativeName, F::RepresentativePhone]);
    }
    fields.extend((0..case.request.parcels.len()).map(|parcel| F::ParcelLocation { parcel }));
    fields
}

pub(crate) fn withdraw(reason: &str, step: &AllowedStep) -> Result<Drafts, Refusal> {
    text("reason", reason, &step.cite)?;
    Ok(one(Event::Withdrawn { reason: reason.to_owned() }, &step.cite))
}

pub(crate) fn cancel(reason: &str, step: &AllowedStep) -> Result<Drafts, Refusal> {
    text("reason", reason, &step.cite)?;
    Ok(one(Event::Cancelled { reason: reason.to_owned() }, &step.cite))
}

pub(crate) fn link(
    other: CaseId,
    relation: Relation,
    case: &Case,
    step: &AllowedStep,
) -> Result<Drafts, Refusal> {
    let here = case.links.iter().any(|link| link.case == other && link.relation == relation);
    if here || other == case.request.id {
        return Err(Refusal::new(RefusalReason::LinkedAlready, &step.cite));
    }
    Ok(one(Event::Linked { case: other, relation }, &step.cite))
}

pub(crate) fn note_parallel(
    other: &ParallelCase,
    case: &Case,
    step: &AllowedStep,
    law: &Law<'_>,
) -> Result<Drafts, Refusal> {
    let known = case.parallels.iter().any(|parallel| parallel.case == other.case);
    let ground = law.parallel_ground();
    match ground.filter(|_| !known && stands_in_the_way(&case.request, other, law.facts.rulebook)) {
        Some(ground) => {
            let parallel = Parallel {
                case: other.case,
                number: other.number,
                parcel: other.parcel.clone(),
                ground: ground.id.clone(),
                at: law.now(),
            };
            Ok(one(Event::ParallelFound { parallel }, &step.cite))
        }
        None => Err(Refusal::new(RefusalReason::NotParallel, &step.cite)),
    }
}

pub(crate) fn correct_slip(
    field: CorrectableField,
    new: &str,
    reason: &str,
    case: &Case,
    step: &AllowedStep,
) -> Result<Drafts, Refusal> {
    text("new", new, &step.cite)?;
    text("reason", reason, &step.cite)?;
    let old = case.clone().text_of(field).map(|text| text.read());
    match old {
        None => Err(Refusal::new(RefusalReason::NoSuchField, &step.cite)),
        Some(old) if old == new => Err(Refusal::new(RefusalReason::NothingToCorrect, &step.cite)),
        Some(old) => {
            let (new, reason) = (new.to_owned(), reason.to_owned());
            Ok(one(Event::SlipCorrected { slip: field, old, new, reason }, &step.cite))
        }
    }
}
