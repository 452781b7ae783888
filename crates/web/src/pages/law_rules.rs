//! Every rule of a standard as a sentence: its subject, what it says, its paragraph.

use calendar::Text;
use rulebook::model::{Cite, IncompleteTerm, NoteKind, Standard};

use super::Visitor;
use super::complain;
use super::public::term_of;
use super::service;
use crate::api::law_errors::name_of;

/// Subject, statement, citation.
pub(super) type Statement = (String, String, String);

/// Everything that the standard says, in no order of paragraphs.
pub(super) fn statements(standard: &Standard, visitor: &Visitor) -> Vec<Statement> {
    let of = |text: &Text| visitor.language.of(text).to_owned();
    let said =
        |subject: &str, statement: String, cite: &Cite| (visitor.t(subject), statement, cite.to_string());
    let mut found: Vec<Statement> = service::rules(standard, visitor)
        .into_iter()
        .chain(service::papers(standard, visitor))
        .chain(complain::parts(standard, visitor))
        .flat_map(|(subject, rules)| {
            rules.into_iter().map(move |(statement, cite)| (subject.clone(), statement, cite))
        })
        .collect();
    let provider = visitor.t(&format!("page-provider-{}", standard.provider.kind));
    found.push(said("page-service-provider", provider, &standard.provider.cite));
    let automated = if standard.form.automated { "page-law-automated" } else { "page-law-by-people" };
    found.push(said("page-law-form", visitor.t(automated), &standard.form.cite));
    found.extend(standard.legal_basis.iter().map(|basis| {
        let articles = if basis.articles.is_empty() {
            String::new()
        } else {
            let args = [("articles", basis.articles.join(", ").into())];
            format!(", {}", visitor.app.messages.text(visitor.language, "page-law-articles", &args))
        };
        said("page-law-basis", format!("{}{articles}", of(&basis.act)), &basis.cite)
    }));
    found.extend(standard.information.iter().map(|place| {
        let contact = place.contact.as_ref().map(|contact| format!(", {contact}")).unwrap_or_default();
        said("page-law-information", format!("{}{contact}", of(&place.place)), &place.cite)
    }));
    found.extend(
        standard
            .result
            .products
            .iter()
            .map(|product| said("page-result", of(&product.name), &standard.result.cite)),
    );
    found.extend(standard.cases.iter().map(|case| said("page-case-of-11", of(&case.name), &case.cite)));
    found.extend(incomplete(standard, visitor));
    found.extend(
        standard.receipt.fields.iter().map(|field| said("page-law-receipt", of(&field.name), &field.cite)),
    );
    found.extend(standard.hand_out.iter().map(|rule| {
        let way = visitor.t(&format!("case-way-{}", name_of(&rule.way)));
        let shown: Vec<_> =
            rule.requires.iter().map(|paper| visitor.t(&format!("case-shown-{}", name_of(paper)))).collect();
        let shown = if shown.is_empty() { String::new() } else { format!(" ({})", shown.join(", ")) };
        said("page-law-hand-out", format!("{way}{shown}"), &rule.cite)
    }));
    found.extend(standard.storage.iter().map(|rule| {
        let keeper = visitor.t(&format!("page-provider-{}", rule.keeper));
        let long = match (rule.length, rule.unit) {
            (Some(length), Some(unit)) => term_of(length, unit, visitor),
            _ => visitor.t("page-law-without-end"),
        };
        said("page-law-keeping", format!("{keeper}: {long}"), &rule.cite)
    }));
    found.extend(standard.indicators.list.iter().map(|one| {
        let most = one.normative.map(|percent| format!(" ({percent} %)")).unwrap_or_default();
        said("page-law-indicator", format!("{}. {}{most}", one.number, of(&one.name)), &one.cite)
    }));
    found.extend(standard.forms.iter().map(|form| said("page-sheets", of(&form.name), &form.cite)));
    found.extend(standard.notes.iter().map(|note| {
        let subject = match note.kind {
            NoteKind::Slip => "page-law-slip",
            NoteKind::Reading => "page-law-reading",
            NoteKind::History => "page-law-history",
        };
        said(subject, of(&note.text), &note.cite)
    }));
    found.extend(
        standard.not_encoded.iter().map(|one| said("page-law-not-encoded", of(&one.reason), &one.cite)),
    );
    found
}

fn incomplete(standard: &Standard, visitor: &Visitor) -> Option<Statement> {
    let rule = standard.incomplete.as_ref()?;
    let within = match &rule.within {
        IncompleteTerm::Own { length, unit, .. } => term_of(*length, *unit, visitor),
        IncompleteTerm::WholeTerm => visitor.t("page-law-whole-term"),
    };
    Some((visitor.t("page-law-incomplete"), within, rule.cite.to_string()))
}
