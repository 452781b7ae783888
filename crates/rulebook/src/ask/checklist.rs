use std::collections::BTreeSet;

use directory::Channel;

use super::{AskError, Trace, applicant_allowed, case_of, channel_offered};
use crate::model::{
    ApplicantKind, CaseRule, ChecklistEntry, Cite, Condition, DocumentDefinition, KnownBy, Relief, Standard,
};

/// What a checklist is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistQuestion<'q> {
    /// Channel of lodging.
    pub channel: Channel,
    /// Case of ¶11.
    pub case: u32,
    /// Result by id, where the case leaves a choice.
    pub product: Option<&'q str>,
    /// Kind of applicant; absent: the papers of all kinds.
    pub applicant: Option<ApplicantKind>,
}

/// The papers of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct ChecklistAnswer<'a> {
    /// The case.
    pub case: &'a CaseRule,
    /// Papers, in the order of the text.
    pub items: Vec<ChecklistItem<'a>>,
    /// Reliefs from the price that may be claimed; their proofs take the place of the fee receipt.
    pub reliefs: Vec<&'a Relief>,
}

/// A paper of a checklist, with everything known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ChecklistItem<'a> {
    /// The entry of the law.
    pub entry: &'a ChecklistEntry,
    /// The paper.
    pub document: &'a DocumentDefinition,
    /// Whether it is due in every instance of the case.
    pub requirement: Requirement<'a>,
    /// Kinds of applicant that bring it.
    pub applicants: Vec<ApplicantKind>,
    /// Source.
    pub cite: &'a Cite,
}

/// Whether a paper is due.
#[derive(Debug, Clone, PartialEq)]
pub enum Requirement<'a> {
    /// In every instance of the case.
    Always,
    /// Where the condition holds.
    IfApplicable(&'a Condition),
}

impl<'a> ChecklistItem<'a> {
    /// Name of the paper in this case.
    pub fn name(&self) -> &'a calendar::Text {
        self.entry.name.as_ref().unwrap_or(&self.document.name)
    }

    /// Whether the paper is due where exactly the conditions in `holds` hold.
    pub fn is_due(&self, holds: &BTreeSet<&str>) -> bool {
        match &self.requirement {
            Requirement::Always => true,
            Requirement::IfApplicable(condition) => holds.contains(condition.id.as_str()),
        }
    }

    /// Whether it depends on a condition that the paper is due.
    pub fn depends_on(&self, condition: &Condition) -> bool {
        matches!(self.requirement, Requirement::IfApplicable(one) if one.id == condition.id)
    }
}

impl Standard {
    /// The papers of a case in a channel (¶11), in the order of the text.
    ///
    /// # Errors
    /// A channel, case, result or applicant that the standard does not know; the paragraph is named.
    pub fn checklist(&self, question: &ChecklistQuestion<'_>) -> Result<ChecklistAnswer<'_>, AskError> {
        channel_offered(self, question.channel)?;
        let case = case_of(self, question.case)?;
        self.product_in_case(case, question.product)?;
        if let Some(applicant) = question.applicant {
            applicant_allowed(self, applicant)?;
        }
        let reliefs = self.reliefs_for(case, question);
        let items = self
            .entries(case, question.channel)
            .filter_map(|(entry, cite)| self.item(entry, cite, !reliefs.is_empty()))
            .filter(|item| question.applicant.is_none_or(|kind| brings(&item.applicants, kind)))
            .collect();
        Ok(ChecklistAnswer { case, items, reliefs })
    }

    /// The same with the trace of every rule that was looked at.
    ///
    /// # Errors
    /// As [`Standard::checklist`].
    pub fn checklist_with_trace(
        &self,
        question: &ChecklistQuestion<'_>,
    ) -> Result<(ChecklistAnswer<'_>, Trace<'_>), AskError> {
        let answer = self.checklist(question)?;
        let mut trace = Trace::default();
        trace.add("trace-channel", question.channel.as_str(), "offered", &self.provider.cite);
        trace.add("trace-case", answer.case.id.as_str(), "found", &answer.case.cite);
        if question.applicant.is_some() {
            trace.add("trace-applicant", "applicant", "allowed", &self.applicants.cite);
        }
        for (entry, cite) in self.entries(answer.case, question.channel) {
            let outcome = match answer.items.iter().find(|item| std::ptr::eq(item.entry, entry)) {
                None => "other-applicant",
                Some(ChecklistItem { requirement: Requirement::Always, .. }) => "always",
                Some(ChecklistItem { requirement: Requirement::IfApplicable(condition), .. }) => {
                    condition.id.as_str()
                }
            };
            trace.add("trace-document", entry.id.as_str(), outcome, cite);
        }
        Ok((answer, trace))
    }

    /// Ids of the conditions that hold: with a representative or not, with a relief or not, and as the others are stated.
    pub fn holding(
        &self,
        represented: bool,
        relieved: bool,
        stated: impl Fn(&str) -> bool,
    ) -> BTreeSet<&str> {
        let holds = |condition: &&Condition| match condition.known_by {
            KnownBy::Representative => represented,
            KnownBy::NoRelief => !relieved,
            KnownBy::Applicant | KnownBy::Officer => stated(&condition.id),
        };
        self.conditions.iter().filter(holds).map(|condition| condition.id.as_str()).collect()
    }

    fn entries(&self, case: &CaseRule, channel: Channel) -> impl Iterator<Item = (&ChecklistEntry, &Cite)> {
        let number = case.number;
        self.checklists
            .iter()
            .filter(move |list| list.case == number && list.channels.contains(&channel))
            .flat_map(|list| {
                list.documents.iter().map(|entry| (entry, entry.cite.as_ref().unwrap_or(&list.cite)))
            })
    }

    fn item<'a>(
        &'a self,
        entry: &'a ChecklistEntry,
        cite: &'a Cite,
        relief: bool,
    ) -> Option<ChecklistItem<'a>> {
        let document = self.documents.iter().find(|document| document.id == entry.id)?;
        let condition = entry
            .when
            .as_deref()
            .and_then(|when| self.conditions.iter().find(|condition| condition.id == when))
            .filter(|condition| condition.known_by != KnownBy::NoRelief || relief);
        let requirement = condition.map_or(Requirement::Always, Requirement::IfApplicable);
        let applicants = if entry.applicants.is_empty() {
            self.applicants.kinds.clone()
        } else {
            entry.applicants.clone()
        };
        Some(ChecklistItem { entry, document, requirement, applicants, cite })
    }

    fn product_in_case(&self, case: &CaseRule, product: Option<&str>) -> Result<(), AskError> {
        let Some(product) = product else { return Ok(()) };
        let choice = self.result.products.len() > 1;
        if choice && case.products.iter().any(|given| given == product) {
            return Ok(());
        }
        Err(AskError::ProductNotGiven {
            product: product.to_owned(),
            allowed: if choice { case.products.clone() } else { Vec::new() },
            cite: case.cite.clone(),
        })
    }

    fn reliefs_for(&self, case: &CaseRule, question: &ChecklistQuestion<'_>) -> Vec<&Relief> {
        let covers = |relief: &&Relief| match question.product {
            Some(product) => relief.products.iter().any(|covered| covered == product),
            None => case.products.iter().any(|product| relief.products.contains(product)),
        };
        self.price.reliefs.iter().filter(covers).collect()
    }
}

/// Whether a kind of applicant brings a paper; an entrepreneur also brings what an individual brings.
fn brings(applicants: &[ApplicantKind], kind: ApplicantKind) -> bool {
    applicants.contains(&kind)
        || (kind == ApplicantKind::Entrepreneur && applicants.contains(&ApplicantKind::Individual))
}
