//! What ¶10 requires of the premises where a service is given.

use std::collections::BTreeSet;

use directory::Office;
use rulebook::model::{Premises, PremisesFact, Standard};

use super::Visitor;

/// Each channel with what is required of its premises, in one statement for each paragraph. In whose building a service is
/// given, its channel says.
pub(super) fn told(standard: &Standard, visitor: &Visitor) -> Vec<(String, String)> {
    let mut found: Vec<(&Premises, Vec<&str>)> = Vec::new();
    for fact in standard.premises.iter().filter(|fact| fact.what != PremisesFact::Place) {
        let text = visitor.language.of(&fact.text);
        match found.iter_mut().find(|(first, _)| (first.channel, &first.cite) == (fact.channel, &fact.cite)) {
            Some((_, texts)) => texts.push(text),
            None => found.push((fact, vec![text])),
        }
    }
    found
        .into_iter()
        .map(|(first, texts)| {
            let channel = visitor.t(&format!("case-channel-{}", first.channel));
            (format!("{channel}: {}", texts.join("; ")), first.cite.to_string())
        })
        .collect()
}

/// What is required of the premises of an office: accessibility, then the rest, each with its paragraph.
#[derive(Debug, Default)]
pub(super) struct Required {
    pub access: Option<(String, String)>,
    pub rest: Vec<(String, String)>,
}

/// What the standards that an office serves require of its premises; of one service alone where one was asked for. What
/// several standards require is told once, by the first of them.
pub(super) fn of_office(office: &Office, service: Option<u8>, visitor: &Visitor) -> Required {
    let (law, today) = (visitor.app.desk.law(), visitor.app.desk.today());
    let mut required = Required::default();
    let mut known: BTreeSet<PremisesFact> = BTreeSet::new();
    for (number, channels) in &office.serves {
        if service.is_some_and(|wanted| wanted != *number) {
            continue;
        }
        let Ok(standard) = law.standard(*number, today) else { continue };
        // In whose building it is, the office's own name says.
        let facts = standard.premises.iter().filter(|fact| fact.what != PremisesFact::Place);
        for fact in facts.filter(|fact| channels.contains(&fact.channel)) {
            if !known.insert(fact.what) {
                continue;
            }
            let statement = (visitor.language.of(&fact.text).to_owned(), fact.cite.to_string());
            match fact.what {
                PremisesFact::Accessibility => required.access = Some(statement),
                _ => required.rest.push(statement),
            }
        }
    }
    required
}
