//! Checks of documents, conditions, checklists and forms.

use std::collections::BTreeSet;

use crate::model::{Checklist, ChecklistEntry, Standard};
use crate::problem::{Fault, Path, Report};

use super::{known, undefined, unique};

pub(super) fn check(standard: &Standard, root: &Path, report: &mut Report<'_>) {
    unique(standard.documents.iter().map(|document| document.id.as_str()), &root.key("documents"), report);
    unique(
        standard.conditions.iter().map(|condition| condition.id.as_str()),
        &root.key("conditions"),
        report,
    );
    check_coverage(standard, root, report);
    let documents = standard.documents.iter().map(|document| document.id.as_str()).collect();
    let conditions = standard.conditions.iter().map(|condition| condition.id.as_str()).collect();
    for (position, checklist) in standard.checklists.iter().enumerate() {
        check_list(checklist, &documents, &conditions, &root.key("checklists").at(position), report);
    }
    for (position, form) in standard.forms.iter().enumerate() {
        let path = root.key("forms").at(position).key("document");
        if !documents.contains(form.document.as_str()) {
            report.add(&path, undefined(&form.document, "documents"));
        }
    }
    check_use(standard, root, report);
}

/// Every case has exactly one list in every channel, and no list is for nothing.
fn check_coverage(standard: &Standard, root: &Path, report: &mut Report<'_>) {
    let path = root.key("checklists");
    for case in &standard.cases {
        for rule in &standard.channels {
            let lists = standard
                .checklists
                .iter()
                .filter(|list| list.case == case.number && list.channels.contains(&rule.channel))
                .count();
            if lists != 1 {
                report.add(
                    &path,
                    Fault::new(
                        "rule-list-count",
                        format!(
                            "case {} has {lists} lists in channel `{}`, not one",
                            case.number, rule.channel
                        ),
                    )
                    .with("case", case.number)
                    .with("channel", rule.channel)
                    .with("found", lists),
                );
            }
        }
    }
    for (position, list) in standard.checklists.iter().enumerate() {
        let here = path.at(position);
        if !standard.cases.iter().any(|case| case.number == list.case) {
            report.add(&here.key("case"), format!("case {} does not exist", list.case));
        }
        for channel in &list.channels {
            if !standard.channels.iter().any(|rule| rule.channel == *channel) {
                report.add(&here.key("channels"), format!("the service has no channel `{channel}`"));
            }
        }
    }
}

fn check_list(
    list: &Checklist,
    documents: &BTreeSet<&str>,
    conditions: &BTreeSet<&str>,
    path: &Path,
    report: &mut Report<'_>,
) {
    let path = path.key("documents");
    if list.documents.is_empty() {
        report.add(&path, Fault::new("rule-list-empty", "no case is without papers"));
    }
    for (position, entry) in list.documents.iter().enumerate() {
        let here = path.at(position);
        if !documents.contains(entry.id.as_str()) {
            report.add(&here.key("id"), undefined(&entry.id, "documents"));
        }
        if let Some(when) = entry.when.as_deref().filter(|when| !conditions.contains(when)) {
            report.add(&here.key("when"), undefined(when, "conditions"));
        }
        known(entry.with.iter().map(String::as_str), documents, &here.key("with"), report);
        if entry.copies == 0 {
            report.add(&here.key("copies"), "at least one copy");
        }
        if list.documents.iter().take(position).any(|earlier| same_asked(earlier, entry)) {
            let english = format!("`{}` is asked twice of the same applicant", entry.id);
            report.add(&here.key("id"), Fault::new("rule-asked-twice", english).with("paper", &entry.id));
        }
        if let Some(group) = &entry.any_of {
            let members = list.documents.iter().filter(|other| other.any_of.as_ref() == Some(group)).count();
            if members < 2 {
                report.add(
                    &here.key("any_of"),
                    format!("the group `{group}` has no other member in this list"),
                );
            }
        }
    }
}

/// Whether two entries ask the same paper of the same kind of applicant.
fn same_asked(one: &ChecklistEntry, other: &ChecklistEntry) -> bool {
    let overlap = one.applicants.is_empty()
        || other.applicants.is_empty()
        || one.applicants.iter().any(|kind| other.applicants.contains(kind));
    one.id == other.id && overlap
}

/// What is defined is used somewhere.
fn check_use(standard: &Standard, root: &Path, report: &mut Report<'_>) {
    let entries = || standard.checklists.iter().flat_map(|list| &list.documents);
    for (position, document) in standard.documents.iter().enumerate() {
        let id = &document.id;
        if !entries().any(|entry| entry.id == *id || entry.with.contains(id)) {
            report.add(&root.key("documents").at(position).key("id"), unused(id, "no checklist asks for"));
        }
    }
    for (position, condition) in standard.conditions.iter().enumerate() {
        let id = &condition.id;
        if !entries().any(|entry| entry.when.as_ref() == Some(id)) {
            report.add(&root.key("conditions").at(position).key("id"), unused(id, "no checklist depends on"));
        }
    }
}

fn unused(id: &str, english: &str) -> Fault {
    Fault::new("rule-unused", format!("{english} `{id}`")).with("id", id)
}
