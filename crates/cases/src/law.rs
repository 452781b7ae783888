//! What a step is judged by: the facts that come in, and the standard of the case's own edition.

use calendar::Calendar;
use directory::OfficeKind;
use jiff::Timestamp;
use rulebook::Rulebook;
use rulebook::model::{Cite, Detection, Ground, GroundEffect, Standard};

use crate::case::Case;
use crate::clocks::{Clocks, clocks};
use crate::command::{CommandKind, ParallelCase};
use crate::people::Actor;
use crate::refusal::{Refusal, RefusalReason};

/// Everything outside the case that a step depends on. Clock, actor and findings of the store come in as values.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The law.
    pub rulebook: &'a Rulebook,
    /// The calendar.
    pub calendar: &'a Calendar,
    /// Now.
    pub now: Timestamp,
    /// Who takes the step.
    pub actor: &'a Actor,
    /// Open requests for the same parcels, as the store finds them; those of the same applicant are passed over.
    pub parallel: &'a [ParallelCase],
    /// Whether a source of answers is connected for services that an information system answers.
    pub answers: AnswerSource,
}

/// Whether a source of answers is connected for services that an information system answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerSource {
    /// Answers come.
    Connected,
    /// No answer can come; the case waits and becomes late.
    NotConnected,
}

/// A case under its own edition, with its clocks.
pub(crate) struct Law<'a> {
    pub facts: &'a Facts<'a>,
    pub standard: &'a Standard,
    pub clocks: Clocks,
}

impl<'a> Law<'a> {
    pub fn of(case: &Case, facts: &'a Facts<'a>) -> Result<Self, Refusal> {
        let edition = case.request.edition;
        let standard = facts
            .rulebook
            .edition(edition.service, edition.adopted)
            .map_err(|missing| Refusal::without_cite(RefusalReason::EditionNotHeld(missing)))?;
        let clocks = clocks(case, standard, facts.calendar).map_err(Refusal::from_term)?;
        Ok(Self { facts, standard, clocks })
    }

    pub fn now(&self) -> Timestamp {
        self.facts.now
    }

    /// A ground of ¶16.
    pub fn ground(&self, id: &str) -> Option<&'a Ground> {
        self.standard.grounds.iter().find(|ground| ground.id == id)
    }

    /// Whether silence grants what this case asks for.
    pub fn silence_grants(&self, case: &Case) -> bool {
        self.standard.silence.deems.contains(&case.request.product)
    }

    /// When the term ended, if it has.
    pub fn term_ended(&self) -> Option<Timestamp> {
        self.clocks.term.ends.filter(|ends| *ends < self.now())
    }

    /// Whether the service has already counted as granted since a day that the platform's clock has yet to note.
    pub fn deemed_since(&self, case: &Case) -> Option<jiff::civil::Date> {
        let from = self.clocks.deemed_from.filter(|from| case.state.is_open() && *from <= self.now())?;
        Some(case.request.zone.day(from))
    }

    /// The ground that parallel requests are, where the standard has one.
    pub fn parallel_ground(&self) -> Option<&'a Ground> {
        parallel_ground(self.standard)
    }

    /// ¶16 as a whole: where an unlisted ground is looked up in vain.
    pub fn refusal_paragraph(&self) -> Cite {
        let standard = self.standard;
        standard
            .grounds
            .first()
            .map_or_else(|| standard.silence.cite.clone(), |ground| paragraph(&ground.cite))
    }

    /// Kinds of office whose officers may take a step; `None`: any office.
    pub fn offices_for(&self, step: CommandKind) -> Option<Vec<OfficeKind>> {
        use CommandKind as K;
        match step {
            K::RefuseIncomplete => self.standard.incomplete.as_ref().map(|rule| rule.by.clone()),
            K::Start
            | K::Suspend
            | K::Resume
            | K::RecordFinding
            | K::SendEnquiry
            | K::RecordRemarks
            | K::RecordNoRemarks
            | K::Grant
            | K::Refuse
            | K::Ready
                if !self.standard.form.automated =>
            {
                Some(vec![self.standard.provider.kind])
            }
            _ => None,
        }
    }

    /// The paragraph that a step rests on where no narrower rule is named.
    pub fn cite_of(&self, step: CommandKind, case: &Case) -> Cite {
        use CommandKind as K;
        let standard = self.standard;
        match step {
            K::Start | K::Assign => self.clocks.term.cite.clone(),
            K::Suspend
            | K::Resume
            | K::RecordFinding
            | K::SendEnquiry
            | K::RecordRemarks
            | K::RecordNoRemarks
            | K::Refuse
            | K::NoteParallel => self.refusal_paragraph(),
            K::RefuseIncomplete | K::AddPaper => standard
                .incomplete
                .as_ref()
                .map_or_else(|| self.refusal_paragraph(), |rule| rule.cite.clone()),
            K::Grant | K::Ready => standard.result.cite.clone(),
            K::HandOut | K::Post => standard
                .hand_out
                .first()
                .map_or_else(|| standard.result.cite.clone(), |rule| rule.cite.clone()),
            K::Store | K::Archive => standard
                .storage
                .first()
                .map(|rule| &rule.cite)
                .or_else(|| standard.hand_out.first().map(|rule| &rule.cite))
                .unwrap_or(&standard.result.cite)
                .clone(),
            K::Withdraw => standard.applicants.cite.clone(),
            K::Lodge | K::Link | K::AddScan | K::RejectScan => case_cite(standard, case.request.case),
            K::Cancel | K::CorrectSlip => standard.receipt.cite.clone(),
            K::TransferFile | K::ReceiveFile => standard.provider.cite.clone(),
            K::Clock => standard.silence.cite.clone(),
        }
    }
}

/// The ground that parallel requests are, where a standard has one.
pub(crate) fn parallel_ground(standard: &Standard) -> Option<&Ground> {
    standard.grounds.iter().find(|ground| ground.detected == Some(Detection::ParallelApplications))
}

/// Whether a ground refuses, rather than suspends.
pub(crate) fn refuses(ground: &Ground) -> bool {
    matches!(ground.effect, GroundEffect::Refuse { .. })
}

/// The paragraph of a case of ¶11.
pub(crate) fn case_cite(standard: &Standard, number: u8) -> Cite {
    let case = standard.cases.iter().find(|case| case.number == number);
    case.map_or_else(|| standard.provider.cite.clone(), |case| case.cite.clone())
}

/// The paragraph of a citation without its subparagraph (`S1 ¶16.3` → `S1 ¶16`).
pub(crate) fn paragraph(cite: &Cite) -> Cite {
    Cite(cite.0.split('.').next().unwrap_or(&cite.0).to_owned())
}

/// The product as the rulebook wants to be asked: named only where there is a choice.
pub(crate) fn asked_product<'p>(standard: &Standard, product: &'p str) -> Option<&'p str> {
    (standard.result.products.len() > 1).then_some(product)
}
