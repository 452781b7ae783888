//! Which papers a request lacks. The list is the rulebook's; here it meets what was brought.

use std::collections::BTreeSet;

use directory::Channel;
use rulebook::ask::{AskError, ChecklistAnswer, ChecklistItem, ChecklistQuestion};
use rulebook::model::{ApplicantKind, DocumentForm, DocumentSource, Standard};

use crate::case::{Case, Request};
use crate::law::asked_product;
use crate::papers::{MissingPaper, ReceivedPaper, StatedCondition};
use crate::refusal::Named;

/// Id of the proof of payment, one in all standards.
pub(crate) const FEE_RECEIPT: &str = "fee-receipt";

/// What decides which papers are due.
pub(crate) struct Circumstances<'a> {
    pub channel: Channel,
    pub case: u8,
    pub product: &'a str,
    pub applicant: ApplicantKind,
    pub represented: bool,
    pub relieved: bool,
    pub stated: &'a [StatedCondition],
}

impl<'a> Circumstances<'a> {
    pub fn of(request: &'a Request) -> Self {
        Self {
            channel: request.channel,
            case: request.case,
            product: &request.product,
            applicant: request.applicant.identity.kind(),
            represented: request.representative.is_some(),
            relieved: request.relief.is_some(),
            stated: &request.conditions,
        }
    }

    fn holds(&self, standard: &'a Standard) -> BTreeSet<&'a str> {
        standard.holding(self.represented, self.relieved, |id| {
            self.stated.iter().any(|stated| stated.id == id && stated.holds)
        })
    }

    /// The checklist, for this applicant or for all kinds.
    pub fn checklist<'s>(
        &self,
        standard: &'s Standard,
        applicant: Option<ApplicantKind>,
    ) -> Result<ChecklistAnswer<'s>, AskError> {
        standard.checklist(&ChecklistQuestion {
            channel: self.channel,
            case: u32::from(self.case),
            product: asked_product(standard, self.product),
            applicant,
        })
    }
}

/// Papers that are due and were not brought, in the order of the text. Of a group of alternatives one is enough; where
/// none came, every member that is due is named.
pub(crate) fn missing(
    standard: &Standard,
    circumstances: &Circumstances<'_>,
    received: &[ReceivedPaper],
) -> Result<Vec<MissingPaper>, AskError> {
    let answer = circumstances.checklist(standard, Some(circumstances.applicant))?;
    let holds = circumstances.holds(standard);
    let here = |id: &str| received.iter().any(|paper| paper.id == id);
    let complete =
        |item: &ChecklistItem<'_>| here(&item.entry.id) && item.entry.with.iter().all(|id| here(id));
    let due: Vec<_> = answer.items.iter().filter(|item| item.is_due(&holds)).collect();
    let satisfied = |item: &ChecklistItem<'_>| match &item.entry.any_of {
        None => complete(item),
        Some(group) => due.iter().any(|other| other.entry.any_of.as_ref() == Some(group) && complete(other)),
    };
    let mut lacking: Vec<MissingPaper> = Vec::new();
    for item in due.iter().filter(|item| !satisfied(item)) {
        for id in std::iter::once(&item.entry.id).chain(&item.entry.with).filter(|id| !here(id)) {
            if !lacking.iter().any(|paper| paper.id == *id) {
                lacking.push(lack(standard, item, id));
            }
        }
    }
    Ok(lacking)
}

/// The same for a case.
pub(crate) fn missing_of(standard: &Standard, case: &Case) -> Result<Vec<MissingPaper>, AskError> {
    missing(standard, &Circumstances::of(&case.request), &case.request.papers)
}

fn lack(standard: &Standard, item: &ChecklistItem<'_>, id: &str) -> MissingPaper {
    let companion = standard.documents.iter().find(|document| document.id == id && id != item.entry.id);
    MissingPaper {
        id: id.to_owned(),
        name: companion.map_or_else(|| item.name(), |document| &document.name).clone(),
        any_of: item.entry.any_of.clone(),
        cite: item.cite.clone(),
    }
}

/// A paper that belongs to a case, with the ways in which it may come.
pub(crate) struct Belonging {
    pub named: Named,
    pub form: DocumentForm,
    pub source: DocumentSource,
    pub copies: u8,
}

/// What the standard knows of a paper in this case; `Err` names all papers of the case.
pub(crate) fn belonging(
    standard: &Standard,
    circumstances: &Circumstances<'_>,
    id: &str,
) -> Result<Result<Belonging, Vec<Named>>, AskError> {
    let answer = circumstances.checklist(standard, None)?;
    if let Some(item) = answer.items.iter().find(|item| item.entry.id == id) {
        return Ok(Ok(Belonging {
            named: Named::new(id, item.name()),
            form: item.document.form,
            source: item.entry.source,
            copies: item.entry.copies,
        }));
    }
    let companion = answer.items.iter().find(|item| item.entry.with.iter().any(|with| with == id));
    let document = standard.documents.iter().find(|document| document.id == id);
    if let (Some(_), Some(document)) = (companion, document) {
        return Ok(Ok(Belonging {
            named: Named::new(id, &document.name),
            form: document.form,
            source: DocumentSource::Applicant,
            copies: 1,
        }));
    }
    Ok(Err(named(&answer)))
}

/// Every paper that a case may have, each once.
pub(crate) fn papers_of(
    standard: &Standard,
    circumstances: &Circumstances<'_>,
) -> Result<Vec<Named>, AskError> {
    Ok(named(&circumstances.checklist(standard, None)?))
}

fn named(answer: &ChecklistAnswer<'_>) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    for item in &answer.items {
        if !all.iter().any(|named| named.id == item.entry.id) {
            all.push(Named::new(&item.entry.id, item.name()));
        }
    }
    all
}
