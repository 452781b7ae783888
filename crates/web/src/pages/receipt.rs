//! What the applicant takes home: the receipt of ¶14.

use cases::{ReceiptContent, StateName};

use super::Visitor;

/// The receipt, line by line as ¶14 lists it.
pub(super) fn receipt_rows(visitor: &Visitor, view: &desk::CaseView) -> Vec<pages::ReceiptRow> {
    let of = |text: &calendar::Text| visitor.language.of(text).to_owned();
    let moment = |at: &jiff::Zoned| at.strftime("%d.%m.%Y %H:%M").to_string();
    let lines = view.receipt.iter().flat_map(|receipt| &receipt.lines);
    lines
        .map(|line| {
            let lines = match &line.content {
                ReceiptContent::NumberAndDate { number, accepted_at } => {
                    vec![number.to_string(), moment(accepted_at)]
                }
                ReceiptContent::Service { name, product } => {
                    std::iter::once(of(name)).chain(product.as_ref().map(of)).collect()
                }
                ReceiptContent::Documents { count, papers } => std::iter::once(count.to_string())
                    .chain(papers.iter().map(|(name, copies)| format!("{} ({copies})", of(name))))
                    .collect(),
                ReceiptContent::HandOut { at, office } => at
                    .as_ref()
                    .map(moment)
                    .into_iter()
                    .chain(office.as_ref().map(|office| visitor.office(&office.0)))
                    .collect(),
                ReceiptContent::AcceptedBy { name, post } => vec![format!("{name}, {post}")],
                ReceiptContent::People { applicant, representative } => std::iter::once(applicant)
                    .chain(representative)
                    .map(|(name, phone)| match phone {
                        Some(phone) => format!("{name}, {phone}"),
                        None => name.clone(),
                    })
                    .collect(),
            };
            let heading = line.heading.as_ref().map_or_else(|| visitor.t(StateName::Lodged.message()), of);
            pages::ReceiptRow { heading, lines, cite: line.cite.to_string() }
        })
        .collect()
}
