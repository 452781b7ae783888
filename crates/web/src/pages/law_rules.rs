//! Every rule of a standard as a sentence: its subject, what it says, its paragraph.

use calendar::Text;
use rulebook::model::{Cite, NoteKind, PremisesFact, Standard};

use super::Visitor;
use super::complain;
use super::public::term_of;
use super::service;
use super::service_rules;

/// Subject, statement, citation.
pub(super) type Statement = (String, String, String);

/// Everything that the standard says, in no order of paragraphs.
pub(super) fn statements(standard: &Standard, visitor: &Visitor) -> Vec<Statement> {
    let of = |text: &Text| visitor.language.of(text).to_owned();
    let said =
        |subject: &str, statement: String, cite: &Cite| (visitor.t(subject), statement, cite.to_string());
    let mut found: Vec<Statement> = service_rules::rules(standard, visitor)
        .into_iter()
        .chain(service::papers(standard, visitor))
        .chain(complain::parts(standard, visitor))
        .flat_map(|(subject, rules)| {
            rules.into_iter().map(move |(statement, cite)| (subject.clone(), statement, cite))
        })
        .collect();
    let places = standard.premises.iter().filter(|fact| fact.what == PremisesFact::Place);
    found.extend(places.map(|fact| said("page-service-premises", of(&fact.text), &fact.cite)));
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
    found.extend(standard.cases.iter().map(|case| said("page-case-of-11", of(&case.name), &case.cite)));
    found.extend(
        standard.receipt.fields.iter().map(|field| said("page-law-receipt", of(&field.name), &field.cite)),
    );
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
