//! What the applicant is given on acceptance (¶14), line by line as the standard lists it.

use calendar::{Calendar, Text};
use jiff::Zoned;
use rulebook::ask::TermQuestionError;
use rulebook::model::{Cite, ReceiptItem, ReceiptKind, Standard};
use serde::Serialize;

use crate::case::Case;
use crate::clocks::clocks;
use crate::ids::OfficeId;
use crate::number::ReceiptNumber;
use crate::people::Actor;

/// What the applicant is given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Receipt {
    /// On paper, in the cabinet, or as an entry alone.
    pub kind: ReceiptKind,
    /// Its lines, in the order of the text; a notice in the cabinet has its own two.
    pub lines: Vec<ReceiptLine>,
    /// Source.
    pub cite: Cite,
}

/// A line of a receipt.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReceiptLine {
    /// Heading; Kazakh as printed. Absent where the standard prints none.
    pub heading: Option<Text>,
    /// What stands there.
    pub content: ReceiptContent,
    /// Source.
    pub cite: Cite,
}

/// What stands in a line of a receipt.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "item")]
pub enum ReceiptContent {
    /// Number and date of the request.
    NumberAndDate {
        /// Number.
        number: ReceiptNumber,
        /// When it was accepted, in the zone of the case.
        accepted_at: Zoned,
    },
    /// The service.
    Service {
        /// Its title.
        name: Text,
        /// The result that is asked for.
        product: Option<Text>,
    },
    /// The attached papers.
    Documents {
        /// How many sheets of the list: papers, not copies.
        count: usize,
        /// Names and numbers of copies.
        papers: Vec<(Text, u8)>,
    },
    /// When and where the result is had.
    HandOut {
        /// When; absent while the term stands still.
        at: Option<Zoned>,
        /// The office; absent where the cabinet shows it.
        office: Option<OfficeId>,
    },
    /// Who accepted.
    AcceptedBy {
        /// Name.
        name: String,
        /// Post.
        post: String,
    },
    /// The applicant and the representative, with their telephones.
    People {
        /// Name and telephone of the applicant.
        applicant: (String, Option<String>),
        /// Name and telephone of the representative.
        representative: Option<(String, Option<String>)>,
    },
}

/// The receipt of a case; `None` where the standard gives nothing in its channel.
///
/// # Errors
/// [`TermQuestionError`] where the calendar's data does not reach the end of the term.
pub fn receipt(
    case: &Case,
    standard: &Standard,
    calendar: &Calendar,
) -> Result<Option<Receipt>, TermQuestionError> {
    let rule = &standard.receipt;
    let form = rule.given.iter().find(|form| form.channels.contains(&case.request.channel));
    let Some(form) = form else { return Ok(None) };
    let due = clocks(case, standard, calendar)?.term.ends.map(|ends| case.request.zone.local(ends));
    let lines = match form.kind {
        ReceiptKind::EntryOnly => Vec::new(),
        ReceiptKind::CabinetNotice => [ReceiptItem::NumberAndDate, ReceiptItem::HandOutDateAndPlace]
            .into_iter()
            .filter_map(|item| line(item, None, &rule.cite, case, standard, due.as_ref()))
            .collect(),
        ReceiptKind::Paper => rule
            .fields
            .iter()
            .filter_map(|field| {
                line(field.item, Some(&field.name), &field.cite, case, standard, due.as_ref())
            })
            .collect(),
    };
    Ok(Some(Receipt { kind: form.kind, lines, cite: rule.cite.clone() }))
}

fn line(
    item: ReceiptItem,
    heading: Option<&Text>,
    cite: &Cite,
    case: &Case,
    standard: &Standard,
    due: Option<&Zoned>,
) -> Option<ReceiptLine> {
    let request = &case.request;
    let content = match item {
        ReceiptItem::NumberAndDate => ReceiptContent::NumberAndDate {
            number: request.number,
            accepted_at: request.zone.local(request.lodged_at),
        },
        ReceiptItem::Service => {
            let product = standard.result.products.iter().find(|product| product.id == request.product);
            let product = product.map(|product| product.name.clone());
            ReceiptContent::Service { name: standard.name.clone(), product }
        }
        ReceiptItem::Documents => documents(case, standard),
        ReceiptItem::HandOutDateAndPlace => {
            ReceiptContent::HandOut { at: due.cloned(), office: request.lodging_office.clone() }
        }
        ReceiptItem::AcceptedBy => match &request.accepted_by {
            Actor::Person(officer) => {
                ReceiptContent::AcceptedBy { name: officer.name.clone(), post: officer.post.clone() }
            }
            // Nobody accepted by hand: the line stays away.
            Actor::Applicant { .. } | Actor::Platform => return None,
        },
        ReceiptItem::ApplicantAndContacts => ReceiptContent::People {
            applicant: (request.applicant.name.clone(), request.applicant.phone.clone()),
            representative: request.representative.as_ref().map(|one| (one.name.clone(), one.phone.clone())),
        },
    };
    Some(ReceiptLine { heading: heading.cloned(), content, cite: cite.clone() })
}

/// Names as this case's list prints them, where it prints its own.
fn documents(case: &Case, standard: &Standard) -> ReceiptContent {
    let request = &case.request;
    let lists = standard
        .checklists
        .iter()
        .filter(|list| list.case == request.case && list.channels.contains(&request.channel));
    let printed: Vec<_> = lists.flat_map(|list| &list.documents).collect();
    let name = |id: &str| {
        let own = printed.iter().find(|entry| entry.id == id).and_then(|entry| entry.name.clone());
        own.or_else(|| standard.documents.iter().find(|one| one.id == id).map(|one| one.name.clone()))
    };
    let papers: Vec<_> =
        request.papers.iter().filter_map(|paper| Some((name(&paper.id)?, paper.count))).collect();
    ReceiptContent::Documents { count: papers.len(), papers }
}
