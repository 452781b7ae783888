//! The papers of one's own case: a few choices, then the list that the law makes of them.

use std::collections::BTreeSet;

use directory::Channel;
use pages::{Choice, Field, FieldKind, MyPapers, Need, NeededPaper, Problem};
use rulebook::ask::{ChecklistAnswer, ChecklistItem, ChecklistQuestion, Requirement};
use rulebook::model::{ApplicantKind, CaseRule, Condition, DocumentSource, KnownBy, Standard};

use super::Visitor;
use super::ask::refused;
use super::choosing::{case_field, channel_field, kind_field, plain, product_of, products};
use super::form::Form;
use super::lodge_fields::word;
use super::public::term_of;
use super::sheet::address;
use crate::api::law_errors::name_of;

/// Choices, what is wrong with them, and the papers once all is chosen.
pub(super) struct MyCase {
    pub fields: Vec<Field>,
    pub problems: Vec<Problem>,
    pub papers: Option<MyPapers>,
    /// What the law says of the cases that are asked for, in order.
    pub law: Vec<(String, String)>,
}

impl MyCase {
    /// What was chosen on a service's page.
    pub fn of(visitor: &Visitor, standard: &Standard, asked: &Form) -> Self {
        let questions = [
            case_field(visitor, standard, asked),
            channel_field(visitor, standard, asked, |_| true),
            kind_field(visitor, standard, asked),
        ];
        let given: Vec<Option<String>> =
            questions.iter().map(|field| asked.some(&field.name).or_else(|| only(field))).collect();
        let law = law_of_cases(visitor, standard);
        let mut fields: Vec<Field> = questions.into_iter().filter(|field| only(field).is_none()).collect();
        if !fields.is_empty() && asked.get("go").is_empty() {
            // Who comes by his situation finds its result chosen.
            if asked.some("product").is_some() {
                fields.extend(products(visitor, standard, asked));
            }
            return Self { fields, problems: Vec::new(), papers: None, law };
        }
        let mut problems = Vec::new();
        let chosen = Chosen::read(visitor, standard, asked, &given, &mut problems);
        let papers = chosen.and_then(|chosen| {
            if chosen.case.products.len() > 1 {
                fields.extend(products(visitor, standard, asked));
            }
            match standard.checklist(&chosen.question()) {
                Ok(answer) => {
                    fields.extend(circumstances(visitor, standard, &answer, asked));
                    Some(mine(visitor, standard, &chosen, &answer, asked))
                }
                Err(error) => {
                    problems.push(refused(&error, visitor));
                    None
                }
            }
        });
        Self { fields, problems, papers, law }
    }
}

/// The value of a question that leaves no choice.
fn only(field: &Field) -> Option<String> {
    match &field.kind {
        FieldKind::Select(choices) | FieldKind::Radios(choices) if choices.len() == 1 => {
            choices.first().map(|one| one.value.clone())
        }
        _ => None,
    }
}

/// The cases in the words of the law; nothing where there is nothing to choose.
fn law_of_cases(visitor: &Visitor, standard: &Standard) -> Vec<(String, String)> {
    let cases = standard.cases.iter().filter(|_| standard.cases.len() > 1);
    cases
        .map(|case| {
            let said = format!("{}) {}", case.number, visitor.language.of(&case.name));
            (said, case.cite.to_string())
        })
        .collect()
}

/// What was chosen.
struct Chosen<'s> {
    channel: Channel,
    case: &'s CaseRule,
    kind: ApplicantKind,
    /// As the rulebook wants to be asked: named where the service gives several results.
    product: Option<String>,
}

impl<'s> Chosen<'s> {
    fn read(
        visitor: &Visitor,
        standard: &'s Standard,
        asked: &Form,
        given: &[Option<String>],
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let [case, channel, kind] = given else { return None };
        let mut unknown = |field: &str| {
            let text = visitor.t("page-ask-choose");
            problems.push(Problem { field: field.to_owned(), text, cite: None });
        };
        let channel = channel.as_deref().and_then(|channel| channel.parse().ok());
        let rule = case
            .as_deref()
            .and_then(|number| standard.cases.iter().find(|rule| rule.number.to_string() == number));
        let kind = kind.as_deref().and_then(word::<ApplicantKind>);
        let offered = channel.filter(|channel| standard.channels.iter().any(|rule| rule.channel == *channel));
        for (field, known) in
            [("case", rule.is_some()), ("channel", offered.is_some()), ("kind", kind.is_some())]
        {
            if !known {
                unknown(field);
            }
        }
        let case = rule?;
        let product = match case.products.as_slice() {
            [only] => Some(only.clone()).filter(|_| standard.result.products.len() > 1),
            several => product_of(standard, asked).or_else(|| several.first().cloned()),
        };
        Some(Self { channel: offered?, case, kind: kind?, product })
    }

    fn question(&self) -> ChecklistQuestion<'_> {
        ChecklistQuestion {
            channel: self.channel,
            case: u32::from(self.case.number),
            product: self.product.as_deref(),
            applicant: Some(self.kind),
        }
    }
}

/// What else the list depends on: circumstances of its papers, and reliefs.
fn circumstances(
    visitor: &Visitor,
    standard: &Standard,
    answer: &ChecklistAnswer<'_>,
    asked: &Form,
) -> Vec<Field> {
    let boxes = |name: &str, label: &str, choices: Vec<Choice>| {
        (!choices.is_empty()).then(|| Field::line(name, visitor.t(label)).kind(FieldKind::Boxes(choices)))
    };
    let matters = |condition: &Condition| answer.items.iter().any(|item| item.depends_on(condition));
    let told = |name: &str, id: &str, label: &calendar::Text| Choice {
        value: id.to_owned(),
        label: visitor.language.of(label).to_owned(),
        chosen: asked.all(name).iter().any(|one| one == id),
    };
    let conditions = standard.conditions.iter();
    let holds = conditions
        .filter(|condition| condition.known_by != KnownBy::NoRelief && matters(condition))
        .map(|condition| told("holds", &condition.id, &condition.text));
    let reliefs = answer.reliefs.iter().map(|relief| told("relief", &relief.id, &relief.name));
    [boxes("holds", "page-mine-holds", holds.collect()), boxes("relief", "page-relief", reliefs.collect())]
        .into_iter()
        .flatten()
        .collect()
}

fn mine(
    visitor: &Visitor,
    standard: &Standard,
    chosen: &Chosen<'_>,
    answer: &ChecklistAnswer<'_>,
    asked: &Form,
) -> MyPapers {
    let (stated, claimed) = (asked.all("holds"), asked.all("relief"));
    let reliefs: Vec<_> = answer.reliefs.iter().filter(|relief| claimed.contains(&relief.id)).collect();
    // A representative is stated like any other circumstance here: nobody lodges anything yet.
    let represented = standard
        .conditions
        .iter()
        .any(|one| one.known_by == KnownBy::Representative && stated.contains(&one.id));
    let holds =
        standard.holding(represented, !reliefs.is_empty(), |id| stated.iter().any(|stated| stated == id));
    let (due, other): (Vec<_>, Vec<_>) = answer.items.iter().partition(|item| item.is_due(&holds));
    let proofs = reliefs.iter().map(|relief| Need {
        one_of: false,
        papers: vec![NeededPaper {
            name: visitor.language.of(&relief.proof).to_owned(),
            notes: vec![visitor.language.of(&relief.name).to_owned()],
            cite: relief.cite.to_string(),
            sheet: None,
        }],
    });
    let (fetched, brought): (Vec<_>, Vec<_>) =
        due.into_iter().partition(|item| item.entry.source == DocumentSource::StateRegister);
    let no_relief = |item: &&ChecklistItem<'_>| !matches!(item.requirement, Requirement::IfApplicable(one) if one.known_by == KnownBy::NoRelief);
    let other: Vec<_> = other.into_iter().filter(no_relief).collect();
    let kind = visitor.t(&format!("page-kind-{}", name_of(&chosen.kind)));
    let case = format!("{} ({})", plain(visitor, standard, chosen.case), chosen.case.cite);
    let place = visitor.t(&format!("case-channel-{}", chosen.channel));
    let product = standard.result.products.iter().find(|one| Some(&one.id) == chosen.product.as_ref());
    let product = product.map(|product| visitor.language.of(&product.name).to_owned());
    let term = standard.term_rule(chosen.product.as_deref(), chosen.channel).ok();
    MyPapers {
        about: [Some(case), product, Some(place), Some(kind)].into_iter().flatten().collect(),
        term: term.map(|rule| (term_of(rule.length, rule.unit, visitor), rule.cite.to_string())),
        bring: needs(visitor, standard, &brought, &holds).into_iter().chain(proofs).collect(),
        fetched: needs(visitor, standard, &fetched, &holds),
        other: needs(visitor, standard, &other, &holds),
        tools: tools(standard, chosen),
    }
}

/// What the calculators are asked, to go on from here.
fn tools(standard: &Standard, chosen: &Chosen<'_>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("service", &standard.number.to_string());
    query.append_pair("channel", chosen.channel.as_str());
    if let Some(product) = &chosen.product {
        query.append_pair("product", product);
    }
    query.finish()
}

/// Papers in the order of the text; alternatives together.
fn needs(
    visitor: &Visitor,
    standard: &Standard,
    items: &[&ChecklistItem<'_>],
    holds: &BTreeSet<&str>,
) -> Vec<Need> {
    let mut groups: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for item in items {
        let members: Vec<_> = match item.entry.any_of.as_deref() {
            Some(group) if !groups.insert(group) => continue,
            Some(group) => {
                items.iter().filter(|other| other.entry.any_of.as_deref() == Some(group)).collect()
            }
            None => vec![item],
        };
        let papers: Vec<_> = members.iter().map(|item| paper(visitor, standard, item, holds)).collect();
        found.push(Need { one_of: papers.len() > 1, papers });
    }
    found
}

fn paper(
    visitor: &Visitor,
    standard: &Standard,
    item: &ChecklistItem<'_>,
    holds: &BTreeSet<&str>,
) -> NeededPaper {
    let of = |text: &calendar::Text| visitor.language.of(text).to_owned();
    let form = |kind: &str| visitor.t(&format!("page-mine-form-{kind}"));
    let mut notes = Vec::new();
    match &item.requirement {
        Requirement::IfApplicable(condition) if !item.is_due(holds) => notes.push(of(&condition.text)),
        _ => {}
    }
    if item.entry.source == DocumentSource::Applicant {
        notes.push(form(&name_of(&item.document.form)));
    }
    if item.entry.copies > 1 {
        let args = [("count", i64::from(item.entry.copies).into())];
        notes.push(visitor.app.messages.text(visitor.language, "page-copies", &args));
    }
    for with in &item.entry.with {
        if let Some(other) = standard.documents.iter().find(|document| document.id == *with) {
            let args = [("paper", of(&other.name).into())];
            notes.push(visitor.app.messages.text(visitor.language, "page-mine-with", &args));
        }
    }
    let base = visitor.to(&format!("/services/{}", standard.number));
    let form = standard.forms.iter().find(|form| form.document == item.document.id && form.is_paper());
    NeededPaper {
        name: of(item.name()),
        notes,
        cite: item.cite.to_string(),
        sheet: form.map(|form| address(&base, form)),
    }
}
