//! Why a step that people expect is not open now.

use crate::case::Case;
use crate::command::CommandKind;
use crate::law::{Facts, Law};
use crate::refusal::{Refusal, RefusalReason};
use crate::step::{open, states};

/// A step that is not open now, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct HinderedStep {
    /// The step.
    pub step: CommandKind,
    /// The reason, with its paragraph.
    pub refusal: Refusal,
}

/// Steps that lead from the lodging to the archive.
const MAIN_LINE: [CommandKind; 11] = [
    CommandKind::Start,
    CommandKind::RefuseIncomplete,
    CommandKind::Suspend,
    CommandKind::Resume,
    CommandKind::Grant,
    CommandKind::Refuse,
    CommandKind::Ready,
    CommandKind::HandOut,
    CommandKind::Post,
    CommandKind::Store,
    CommandKind::Archive,
];

/// Steps of the main line that this actor might expect now and that are not open, each with the reason by which it would
/// be refused. Told are reasons that lie in this case (it stands, a time is over or has not come), not those that lie in
/// the standard, the actor or an earlier step that is still to be taken.
///
/// # Errors
/// [`Refusal`] where the case's edition is not held or the calendar's data does not reach far enough.
pub fn hindered(case: &Case, facts: &Facts<'_>) -> Result<Vec<HinderedStep>, Refusal> {
    let law = Law::of(case, facts)?;
    let refused = MAIN_LINE.into_iter().filter_map(|step| {
        let refusal = open(step, case, &law).err()?;
        // While the case stands, the decision is what people wait for; of the other steps it need not be said.
        let waited_for =
            step == CommandKind::Grant && matches!(*refusal.reason, RefusalReason::Suspended { .. });
        let here = states(step).contains(&case.state_name());
        ((here || waited_for) && lies_in_the_case(&refusal.reason)).then_some(HinderedStep { step, refusal })
    });
    Ok(refused.collect())
}

/// Whether what happened to the case, or a time, is the reason.
fn lies_in_the_case(reason: &RefusalReason) -> bool {
    matches!(
        reason,
        RefusalReason::Suspended { .. }
            | RefusalReason::DeemedGranted { .. }
            | RefusalReason::TermEnded { .. }
            | RefusalReason::PapersMissing { .. }
            | RefusalReason::GroundClockEnded { .. }
            | RefusalReason::NoRemarks { .. }
            | RefusalReason::IncompleteRightLost { .. }
            | RefusalReason::NoAnswerSource
            | RefusalReason::NoPostalAddress
            | RefusalReason::StorageTooEarly { .. }
            | RefusalReason::StorageNotEnded { .. }
            | RefusalReason::FileInTransit { .. }
            | RefusalReason::BeforeLastEvent { .. }
    )
}
