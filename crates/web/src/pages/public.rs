//! What several public pages say, and the style guide.

use axum::http::StatusCode;
use axum::response::Response;
use pages::{ServiceRow, Styleguide};
use rulebook::model::{Standard, TermUnit};

use super::Visitor;

/// A service in a list.
pub(super) fn row(standard: &Standard, visitor: &Visitor) -> ServiceRow {
    ServiceRow {
        number: standard.number,
        name: visitor.language.of(&standard.name).to_owned(),
        plain: visitor.app.messages.find(visitor.language, &format!("page-plain-{}", standard.id), &[]),
        provider: visitor.t(&format!("page-provider-{}", standard.provider.kind)),
        terms: terms(standard, visitor),
        price: price(standard, visitor),
    }
}

/// The shortest and the longest term of each unit, as `4–6 working days`.
fn terms(standard: &Standard, visitor: &Visitor) -> String {
    let mut spans: Vec<(TermUnit, u16, u16)> = Vec::new();
    for term in &standard.terms {
        match spans.iter_mut().find(|(unit, ..)| *unit == term.unit) {
            Some((_, least, most)) => (*least, *most) = ((*least).min(term.length), (*most).max(term.length)),
            None => spans.push((term.unit, term.length, term.length)),
        }
    }
    let told = spans.into_iter().map(|(unit, least, most)| match term_of(most, unit, visitor) {
        only if least == most => only,
        longest => format!("{least}–{longest}"),
    });
    told.collect::<Vec<_>>().join(", ")
}

/// Paid or free of charge.
pub(super) fn price(standard: &Standard, visitor: &Visitor) -> String {
    visitor.t(if standard.price.tariff.is_some() { "page-paid" } else { "page-free" })
}

/// A length of time in words.
pub(super) fn term_of(length: u16, unit: TermUnit, visitor: &Visitor) -> String {
    let args = [("count", i64::from(length).into())];
    visitor.app.messages.text(visitor.language, &format!("page-term-{}", unit.as_str()), &args)
}

/// Every component that pages are made of. Anybody may see it.
pub(super) async fn styleguide(visitor: Visitor) -> Response {
    let shell = visitor.shell();
    visitor.page(StatusCode::OK, &Styleguide::of(&shell))
}
