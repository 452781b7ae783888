//! What several public pages say, and the style guide.

use axum::http::StatusCode;
use axum::response::Response;
use pages::{ServiceRow, Styleguide};
use rulebook::model::{Standard, TermUnit};

use super::Visitor;

/// A service in a list.
pub(super) fn row(standard: &Standard, visitor: &Visitor) -> ServiceRow {
    let mut terms: Vec<String> =
        standard.terms.iter().map(|term| term_of(term.length, term.unit, visitor)).collect();
    terms.dedup();
    terms.sort();
    terms.dedup();
    ServiceRow {
        number: standard.number,
        name: visitor.language.of(&standard.name).to_owned(),
        provider: visitor.t(&format!("page-provider-{}", standard.provider.kind)),
        terms: terms.join(", "),
        price: price(standard, visitor),
    }
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
