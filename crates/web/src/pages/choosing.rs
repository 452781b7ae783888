//! Choosing a service, what it gives and whose case it is, on every page that asks for them.

use directory::OfficeKind;
use pages::{Choice, Field, FieldKind, Problem};
use rulebook::model::{ApplicantKind, CaseRule, Standard};

use super::Visitor;
use super::form::{Form, choice, select};
use super::lodge_fields::word;
use super::wording::named;

/// The service that was chosen; a problem where it is none.
pub(super) fn chosen_service<'v>(visitor: &'v Visitor, chosen: &str) -> (Option<&'v Standard>, Vec<Problem>) {
    if chosen.is_empty() {
        return (None, Vec::new());
    }
    let desk = &visitor.app.desk;
    let found = chosen.parse().ok().and_then(|number| desk.law().rulebook.standard_on(number, desk.today()));
    let problem = || Problem { field: "service".to_owned(), text: visitor.t("page-ask-choose"), cite: None };
    (found, if found.is_none() { vec![problem()] } else { Vec::new() })
}

/// The field that chooses a service.
pub(super) fn service_field(visitor: &Visitor, chosen: &str) -> Field {
    select("service", visitor.t("page-service"), services(visitor, chosen, |_| true))
}

/// The same where none may be chosen.
pub(super) fn service_filter(visitor: &Visitor, chosen: &str) -> Field {
    let all = choice("", visitor.t("page-all"), chosen);
    let choices = std::iter::once(all).chain(services(visitor, chosen, |_| true)).collect();
    select("service", visitor.t("page-service"), choices)
}

/// Today's services that are wanted.
pub(super) fn services(visitor: &Visitor, chosen: &str, wanted: impl Fn(&Standard) -> bool) -> Vec<Choice> {
    let desk = &visitor.app.desk;
    let standards = desk.law().standards_on(desk.today()).filter(|standard| wanted(standard));
    standards.map(|standard| choice(standard.number.to_string(), named(standard, visitor), chosen)).collect()
}

/// The choice of a result, where the service gives several.
pub(super) fn products(visitor: &Visitor, standard: &Standard, asked: &Form) -> Option<Field> {
    let products = &standard.result.products;
    let choices = products
        .iter()
        .map(|product| choice(product.id.as_str(), visitor.language.of(&product.name), asked.get("product")));
    (products.len() > 1).then(|| select("product", visitor.t("page-result"), choices.collect()))
}

/// The result that was chosen; none where the service leaves no choice.
pub(super) fn product_of(standard: &Standard, asked: &Form) -> Option<String> {
    asked.some("product").filter(|_| standard.result.products.len() > 1)
}

/// Kinds of applicant by the name that forms send.
pub(super) const KINDS: [&str; 3] = ["individual", "legal-entity", "entrepreneur"];

/// The choice of a channel, of those whose office is wanted.
pub(super) fn channel_field(
    visitor: &Visitor,
    standard: &Standard,
    asked: &Form,
    wanted: impl Fn(Option<OfficeKind>) -> bool,
) -> Field {
    let channels = standard.channels.iter().filter(|rule| wanted(rule.office));
    let choices = channels.map(|rule| {
        let label = visitor.t(&format!("case-channel-{}", rule.channel));
        choice(rule.channel.as_str(), label, asked.get("channel"))
    });
    select("channel", visitor.t("page-channel"), choices.collect())
}

/// What of ¶11 is true for somebody: whole sentences in plain words, none chosen beforehand.
pub(super) fn case_field(visitor: &Visitor, standard: &Standard, asked: &Form) -> Field {
    let choices = standard
        .cases
        .iter()
        .map(|case| choice(case.number.to_string(), plain(visitor, standard, case), asked.get("case")));
    let ask = worded(visitor, "page-mine-ask-", [&standard.id]).unwrap_or_else(|| visitor.t("page-mine-ask"));
    Field::line("case", ask).kind(FieldKind::Radios(choices.collect()))
}

/// A case in plain words; in those of the law where nobody wrote any.
pub(super) fn plain(visitor: &Visitor, standard: &Standard, case: &CaseRule) -> String {
    let own = format!("{}-{}", standard.id, case.id);
    worded(visitor, "page-mine-case-", [&own, &case.id])
        .unwrap_or_else(|| visitor.language.of(&case.name).to_owned())
}

/// A case in the two or three words by which an officer knows it.
pub(super) fn in_short(visitor: &Visitor, case: &CaseRule) -> String {
    worded(visitor, "page-case-short-", [&case.id])
        .unwrap_or_else(|| visitor.language.of(&case.name).to_owned())
}

/// The first of several messages that is written; an edition put in force later may have none.
fn worded<'i>(visitor: &Visitor, kind: &str, ids: impl IntoIterator<Item = &'i String>) -> Option<String> {
    ids.into_iter().find_map(|id| visitor.app.messages.find(visitor.language, &format!("{kind}{id}"), &[]))
}

/// Kinds of applicant that a service is for; an entrepreneur may ask for what an individual may.
pub(super) fn allowed_kinds(standard: &Standard) -> Vec<&'static str> {
    let may = |kind: &&str| {
        let kind = if *kind == "entrepreneur" { "individual" } else { kind };
        word::<ApplicantKind>(kind).is_some_and(|kind| standard.applicants.kinds.contains(&kind))
    };
    KINDS.into_iter().filter(may).collect()
}

/// The choice of a kind of applicant.
pub(super) fn kind_field(visitor: &Visitor, standard: &Standard, asked: &Form) -> Field {
    let choices = allowed_kinds(standard)
        .into_iter()
        .map(|kind| choice(kind, visitor.t(&format!("page-kind-{kind}")), asked.get("kind")));
    select("kind", visitor.t("page-applicant-kind"), choices.collect())
}
