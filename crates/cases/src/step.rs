//! Which steps are open now, and what each needs. `decide` takes no step that is not open here, so that what people are
//! shown and what is enforced cannot differ.

use calendar::Text;
use jiff::Timestamp;
use rulebook::model::{Cite, HandOutPaper, HandOutWay, Medium, NamedPaper, NoticeItem};
use serde::Serialize;

use crate::case::{Case, CorrectableField};
use crate::command::CommandKind;
use crate::ids::OfficeId;
use crate::law::{Facts, Law};
use crate::number::ReceiptNumber;
use crate::papers::MissingPaper;
use crate::people::Actor;
use crate::refusal::{Named, Refusal, RefusalReason};
use crate::scans::ScanId;
use crate::state::{State, StateName};
use crate::{custody, decision, handing_out, progress, records, scans};

/// A step that is open now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AllowedStep {
    /// The step.
    pub step: CommandKind,
    /// The paragraph that allows it; a choice may have a narrower one.
    pub cite: Cite,
    /// What it needs.
    pub needs: Vec<Need>,
    /// Until when it is open, where a clock closes it.
    pub until: Option<Timestamp>,
}

/// What a step needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "need")]
pub enum Need {
    /// A ground.
    Ground {
        /// The grounds that are open.
        choices: Vec<GroundChoice>,
    },
    /// The paper that ends a suspension.
    EndingPaper {
        /// Papers that do; empty: the officer names it in words.
        choices: Vec<NamedPaper>,
    },
    /// Papers that are missing.
    Papers {
        /// The papers.
        choices: Vec<MissingPaper>,
    },
    /// A way of handing out, with what is shown.
    Way {
        /// Ways that are open.
        choices: Vec<WayChoice>,
    },
    /// An enquiry that waits for its answer.
    Enquiry {
        /// Enquiries.
        choices: Vec<u32>,
    },
    /// A form of the result.
    Medium {
        /// Forms.
        choices: Vec<Medium>,
    },
    /// The number of the list on which the file stands.
    List {
        /// The list.
        number: String,
    },
    /// A text that may be corrected.
    Field {
        /// Texts of this case.
        choices: Vec<CorrectableField>,
    },
    /// A text.
    Text {
        /// Name of the field.
        field: &'static str,
    },
    /// A scan of a paper of the case.
    ScannedPaper {
        /// Papers of the case.
        choices: Vec<Named>,
    },
    /// A scan that counts.
    Scan {
        /// Scans.
        choices: Vec<ScanId>,
    },
    /// An officer.
    Officer,
    /// Another office and a place on a numbered list.
    Transfer {
        /// The office that has the file, and to which it cannot be sent.
        holder: OfficeId,
    },
    /// Another case.
    Case,
}

/// A ground that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroundChoice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its paragraph.
    pub cite: Cite,
    /// Cause and document are entered by hand.
    pub by_hand: bool,
    /// Kinds of document on which it rests; empty: in words.
    pub rests_on: Vec<NamedPaper>,
    /// What the written notice must name.
    pub notice: Vec<NoticeItem>,
    /// Until when, in the words of the rulebook; absent for a refusal.
    pub lasts: Option<Text>,
    /// Requests that make the platform offer it.
    pub offered_for: Vec<ReceiptNumber>,
}

/// A way of handing out that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WayChoice {
    /// The way.
    pub way: HandOutWay,
    /// What must be shown.
    pub requires: Vec<HandOutPaper>,
    /// Its paragraph.
    pub cite: Cite,
}

/// Every step that is open now to this actor. Without a case there is none: lodging makes one.
///
/// # Errors
/// [`Refusal`] where the case's edition is not held or the calendar's data does not reach far enough.
pub fn allowed(case: Option<&Case>, facts: &Facts<'_>) -> Result<Vec<AllowedStep>, Refusal> {
    let Some(case) = case else { return Ok(Vec::new()) };
    let law = Law::of(case, facts)?;
    let steps = CommandKind::ALL.iter().filter(|kind| **kind != CommandKind::Lodge);
    Ok(steps.filter_map(|kind| open(*kind, case, &law).ok()).collect())
}

/// Whether a step is open now, whatever its arguments will be.
pub(crate) fn open(kind: CommandKind, case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    use CommandKind as K;
    not_before(case, law)?;
    stands_right(kind, case, law)?;
    may_act(kind, case, law)?;
    match kind {
        K::Lodge => {
            let number = case.request.number;
            Err(Refusal::new(RefusalReason::AlreadyLodged { number }, &law.cite_of(kind, case)))
        }
        K::Start | K::Assign | K::RecordFinding => progress::open_work(kind, case, law),
        K::Suspend => progress::open_suspend(case, law),
        K::Resume => progress::open_resume(case, law),
        K::SendEnquiry | K::RecordRemarks | K::RecordNoRemarks => progress::open_enquiry(kind, case, law),
        K::Grant => decision::open_grant(case, law),
        K::Refuse => decision::open_refuse(case, law),
        K::RefuseIncomplete => decision::open_refuse_incomplete(case, law),
        K::AddPaper => decision::open_add_paper(case, law),
        K::AddScan | K::RejectScan => scans::open(kind, case, law),
        K::Ready | K::HandOut | K::Post | K::Store | K::Archive => handing_out::open(kind, case, law),
        K::TransferFile | K::ReceiveFile => custody::open(kind, case, law),
        K::Withdraw | K::Cancel | K::Link | K::NoteParallel | K::CorrectSlip => {
            records::open(kind, case, law)
        }
        K::Clock => Ok(plain(kind, case, law)),
    }
}

/// A step without needs.
pub(crate) fn plain(kind: CommandKind, case: &Case, law: &Law<'_>) -> AllowedStep {
    AllowedStep { step: kind, cite: law.cite_of(kind, case), needs: Vec::new(), until: None }
}

impl AllowedStep {
    pub(crate) fn needing(mut self, need: Need) -> Self {
        self.needs.push(need);
        self
    }

    pub(crate) fn until(mut self, until: Option<Timestamp>) -> Self {
        self.until = until;
        self
    }

    pub(crate) fn citing(mut self, cite: &Cite) -> Self {
        self.cite = cite.clone();
        self
    }

    /// Grounds that are open.
    pub(crate) fn grounds(&self) -> &[GroundChoice] {
        self.needs
            .iter()
            .find_map(|need| match need {
                Need::Ground { choices } => Some(choices.as_slice()),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// Papers that end the suspension; `None` where none is needed.
    pub(crate) fn ending_papers(&self) -> Option<&[NamedPaper]> {
        self.needs.iter().find_map(|need| match need {
            Need::EndingPaper { choices } => Some(choices.as_slice()),
            _ => None,
        })
    }

    /// Papers that are missing.
    pub(crate) fn papers(&self) -> &[MissingPaper] {
        self.needs
            .iter()
            .find_map(|need| match need {
                Need::Papers { choices } => Some(choices.as_slice()),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// Ways of handing out.
    pub(crate) fn ways(&self) -> &[WayChoice] {
        self.needs
            .iter()
            .find_map(|need| match need {
                Need::Way { choices } => Some(choices.as_slice()),
                _ => None,
            })
            .unwrap_or_default()
    }
}

fn not_before(case: &Case, law: &Law<'_>) -> Result<(), Refusal> {
    if law.now() >= case.changed_at {
        return Ok(());
    }
    let reason = RefusalReason::BeforeLastEvent { now: law.now(), last: case.changed_at };
    Err(Refusal::without_cite(reason))
}

/// States in which a step is open at all.
pub(crate) fn states(kind: CommandKind) -> &'static [StateName] {
    use CommandKind as K;
    use StateName as S;
    match kind {
        K::Lodge | K::Link | K::CorrectSlip | K::Clock | K::ReceiveFile => &S::ALL,
        K::Start | K::Cancel => &[S::Lodged],
        K::Assign | K::RejectScan => &[
            S::Lodged,
            S::InWork,
            S::Suspended,
            S::Granted,
            S::Refused,
            S::DeemedGranted,
            S::Ready,
            S::Stored,
        ],
        K::Suspend | K::RecordFinding | K::SendEnquiry | K::RecordRemarks | K::RecordNoRemarks => {
            &[S::Lodged, S::InWork]
        }
        K::RefuseIncomplete => &[S::Lodged, S::InWork],
        K::Resume => &[S::Suspended],
        K::Grant => &[S::InWork],
        K::Refuse => &[S::InWork, S::Suspended],
        K::AddPaper | K::AddScan | K::Withdraw | K::NoteParallel => &[S::Lodged, S::InWork, S::Suspended],
        K::Ready => &[S::Granted, S::Refused, S::DeemedGranted],
        K::HandOut | K::Post => &[S::Ready, S::Stored],
        K::Store => &[S::Ready],
        K::Archive => &[S::Refused, S::HandedOut, S::Posted, S::Stored],
        K::TransferFile => &[
            S::Lodged,
            S::InWork,
            S::Suspended,
            S::Granted,
            S::Refused,
            S::DeemedGranted,
            S::Ready,
            S::HandedOut,
            S::Posted,
            S::Stored,
            // The papers go back to where they were laid down.
            S::Withdrawn,
            S::Cancelled,
        ],
    }
}

/// Steps by which a case is worked on and comes nearer to its end. To correct, to move the file or to take a case back is
/// no such step: nobody waits for it.
const ONWARD: [CommandKind; 6] = [
    CommandKind::Start,
    CommandKind::RecordFinding,
    CommandKind::Grant,
    CommandKind::Ready,
    CommandKind::HandOut,
    CommandKind::Archive,
];

/// Steps for which a case in a state waits. Where it stands until the applicant brings something, or comes for his paper
/// after all, it waits for no step of an office.
pub fn onward(state: StateName) -> impl Iterator<Item = CommandKind> {
    let stands = matches!(state, StateName::Suspended | StateName::Stored);
    ONWARD.into_iter().filter(move |kind| !stands && states(*kind).contains(&state))
}

/// Whether a step goes on with a case on which the law has the last word once the office was silent.
fn is_overtaken_by_silence(kind: CommandKind) -> bool {
    use CommandKind as K;
    matches!(
        kind,
        K::Start
            | K::Suspend
            | K::RecordFinding
            | K::SendEnquiry
            | K::RecordRemarks
            | K::RecordNoRemarks
            | K::Grant
            | K::Refuse
            | K::RefuseIncomplete
            | K::AddPaper
            | K::Withdraw
            | K::Cancel
    )
}

fn stands_right(kind: CommandKind, case: &Case, law: &Law<'_>) -> Result<(), Refusal> {
    if is_overtaken_by_silence(kind) {
        let noted = case.state.decision().and_then(|decision| decision.outcome.deemed_day());
        if let Some(day) = noted.or_else(|| law.deemed_since(case)) {
            return Err(Refusal::new(RefusalReason::DeemedGranted { day }, &law.standard.silence.cite));
        }
    }
    let (state, allowed) = (case.state_name(), states(kind));
    if allowed.contains(&state) {
        return Ok(());
    }
    if let State::Suspended { suspension } = &case.state {
        let name = law.ground(&suspension.ground).map(|ground| ground.name.clone());
        let reason = RefusalReason::Suspended { step: kind, ground: suspension.ground.clone(), name };
        return Err(Refusal::new(reason, &suspension.cite));
    }
    let reason = RefusalReason::WrongState { step: kind, state, allowed: allowed.to_vec() };
    Err(Refusal::new(reason, &law.cite_of(kind, case)))
}

/// Who may take a step by the law itself; accounts and roles are the desk's.
fn may_act(kind: CommandKind, case: &Case, law: &Law<'_>) -> Result<(), Refusal> {
    use CommandKind as K;
    let cite = law.cite_of(kind, case);
    let automated = law.standard.form.automated;
    let fits = match law.facts.actor {
        Actor::Platform => match kind {
            K::Clock | K::Link | K::NoteParallel | K::HandOut => true,
            K::Start | K::Grant | K::Ready => automated,
            _ => false,
        },
        Actor::Applicant { .. } => match kind {
            K::Withdraw | K::AddPaper | K::AddScan => true,
            K::HandOut => case.request.lodging_office.is_none(),
            _ => false,
        },
        Actor::Person(officer) => match law.offices_for(kind) {
            Some(allowed) if !allowed.contains(&officer.office_kind) => {
                return Err(Refusal::new(RefusalReason::WrongOffice { step: kind, allowed }, &cite));
            }
            _ => kind != K::Clock,
        },
    };
    if fits { Ok(()) } else { Err(Refusal::new(RefusalReason::WrongActor { step: kind }, &cite)) }
}
