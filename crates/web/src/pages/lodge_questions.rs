//! The questions with which a request begins: what brings the person, what happened, what he takes home, who applies.
//! What only one answer fits is not asked.

use desk::Session;
use pages::{Choice, Field, More, Part};
use rulebook::model::{ApplicantKind, CaseRule, ChannelRule, Product, Standard};

use super::Visitor;
use super::choosing::{KINDS, allowed_kinds, in_short, services};
use super::form::{Form, choice, select};
use super::lodge_fields::word;

/// The standard that was chosen.
pub(super) fn standard<'v>(visitor: &'v Visitor, form: &Form) -> Option<&'v Standard> {
    let desk = &visitor.app.desk;
    desk.law().standard(form.get("service").parse().ok()?, desk.today()).ok()
}

/// Ways of lodging at the caller's own office.
fn channels<'s>(who: &Session, standard: &'s Standard) -> Vec<&'s ChannelRule> {
    let kind = who.account.office_kind;
    standard.channels.iter().filter(|rule| rule.office.is_none_or(|office| office == kind)).collect()
}

/// What happened, by the number that was chosen.
pub(super) fn case<'s>(standard: &'s Standard, form: &Form) -> Option<&'s CaseRule> {
    let number: u8 = form.get("case").parse().ok()?;
    standard.cases.iter().find(|case| case.number == number)
}

/// Results that a case can give.
fn results<'s>(standard: &'s Standard, case: &CaseRule) -> Vec<&'s Product> {
    let products = standard.result.products.iter();
    products.filter(|product| case.products.contains(&product.id)).collect()
}

/// Who applies: as it was said, else as the number says, else the first that may.
pub(super) fn kind(standard: &Standard, form: &Form) -> Option<ApplicantKind> {
    let allowed = allowed_kinds(standard);
    let said = Some(form.get("kind")).filter(|kind| allowed.contains(kind)).and_then(word);
    let number = desk::kind_by_number(form.get("applicant.identifier"));
    let by_number = number.filter(|kind| standard.applicants.kinds.contains(kind));
    said.or(by_number).or_else(|| word(allowed.first()?))
}

/// Answers what leaves no choice, and takes back what the other answers do not allow any more.
pub(super) fn settle(visitor: &Visitor, who: &Session, form: &mut Form) {
    let Some(standard) = standard(visitor, form) else { return };
    let channels = channels(who, standard);
    if !channels.iter().any(|rule| rule.channel.as_str() == form.get("channel")) {
        form.put("channel", channels.first().map(|rule| rule.channel.as_str()).unwrap_or_default());
    }
    if let [only] = standard.cases.as_slice() {
        form.put("case", &only.number.to_string());
    }
    let Some(case) = case(standard, form) else {
        form.put("case", "");
        return;
    };
    let results = results(standard, case);
    if !results.iter().any(|product| product.id == form.get("product")) {
        // Where the standard gives one thing alone, it is not named.
        let first = results.first().filter(|_| standard.result.products.len() > 1);
        form.put("product", first.map(|product| product.id.as_str()).unwrap_or_default());
    }
}

/// The questions that are open.
pub(super) fn questions(visitor: &Visitor, who: &Session, form: &Form) -> Part {
    let office = who.account.office_kind;
    let nothing = |name: &str| choice("", visitor.t("page-choose"), form.get(name));
    let offered = services(visitor, form.get("service"), |standard| {
        standard.channels.iter().any(|rule| rule.office.is_none_or(|kind| kind == office))
    });
    let offered = std::iter::once(nothing("service")).chain(offered).collect();
    let mut fields = vec![select("service", visitor.t("page-reception-brings"), offered)];
    let mut more = Vec::new();
    if let Some(standard) = standard(visitor, form) {
        fields.extend(case_field(visitor, standard, form));
        fields.extend(result_field(visitor, standard, form));
        fields.extend(channel_field(visitor, who, standard, form));
        more.extend(kind_field(visitor, standard, form));
    }
    Part { id: "questions", heading: visitor.t("page-reception-questions"), fields, more }
}

fn case_field(visitor: &Visitor, standard: &Standard, form: &Form) -> Option<Field> {
    if standard.cases.len() < 2 {
        return None;
    }
    let nothing = choice("", visitor.t("page-choose"), form.get("case"));
    let cases = standard.cases.iter().map(|case| {
        // The number is the key by which a practised hand chooses.
        let label = format!("{}) {}", case.number, in_short(visitor, case));
        choice(case.number.to_string(), label, form.get("case"))
    });
    let cases = std::iter::once(nothing).chain(cases).collect();
    let field = select("case", visitor.t("page-reception-case"), cases);
    Some(match self::case(standard, form) {
        Some(case) => field.hint(format!("{} ({})", visitor.language.of(&case.name), case.cite)),
        None => field,
    })
}

fn result_field(visitor: &Visitor, standard: &Standard, form: &Form) -> Option<Field> {
    let results = results(standard, case(standard, form)?);
    let choices: Vec<Choice> = results
        .iter()
        .map(|product| choice(product.id.as_str(), visitor.language.of(&product.name), form.get("product")))
        .collect();
    (choices.len() > 1).then(|| select("product", visitor.t("page-reception-result"), choices))
}

fn channel_field(visitor: &Visitor, who: &Session, standard: &Standard, form: &Form) -> Option<Field> {
    let choices: Vec<Choice> = channels(who, standard)
        .iter()
        .map(|rule| {
            let label = visitor.t(&format!("case-channel-{}", rule.channel));
            choice(rule.channel.as_str(), label, form.get("channel"))
        })
        .collect();
    (choices.len() > 1).then(|| select("channel", visitor.t("page-reception-channel"), choices))
}

/// The number of the applicant tells it; it is said where that does not suffice.
fn kind_field(visitor: &Visitor, standard: &Standard, form: &Form) -> Option<More> {
    let allowed = allowed_kinds(standard);
    if allowed.len() < 2 {
        return None;
    }
    let chosen = form.get("kind");
    let by_number = choice("", visitor.t("page-reception-by-number"), chosen);
    let kinds = KINDS.into_iter().filter(|kind| allowed.contains(kind));
    let kinds = kinds.map(|kind| choice(kind, visitor.t(&format!("page-kind-{kind}")), chosen));
    let choices = std::iter::once(by_number).chain(kinds).collect();
    let summary = visitor.t("page-reception-who");
    Some(More::of(summary.clone(), vec![select("kind", summary, choices)]))
}
