//! What stands on the page of a case.

use cases::{Actor, Custody, Officer};
use desk::{CaseView, HistoryLine, NoteLine, Permission, Present};
use jiff::Timestamp;
use pages::{
    ActionForm, CaseFacts, CasePage, Field, FieldKind, Hindered, HistoryRow, Presence, Problem, Shell,
};
use rulebook::model::Standard;

use super::Visitor;
use super::form::{Form, mark};
use super::inbox::zone_of;
use super::lodge::fresh_key;
use super::scans;
use super::sheet::sheets;
use super::step_fields::step_forms;
use super::term_drawn;
use super::wording::{instant, refusal};

/// A case with who else has it open.
pub(super) struct Seen {
    pub view: CaseView,
    pub present: Vec<Present>,
}

/// Fills the page of a case; `typed` is what a refused form held.
pub(super) fn filled<'p>(
    visitor: &Visitor,
    shell: &'p Shell<'p>,
    seen: &Seen,
    problems: Vec<Problem>,
    typed: &Form,
) -> CasePage<'p> {
    let view = &seen.view;
    let zone = view.case.request.zone.clone();
    let local = |at| instant(at, zone.local(at).time_zone());
    let standard = standard(visitor, view);
    CasePage {
        p: shell,
        note: note_form(visitor, view, typed, &problems),
        done: None,
        facts: facts(visitor, view, &local),
        presence: presence(visitor, &href(visitor, view), &seen.present),
        term: term_drawn::of_case(view, standard, visitor),
        papers: papers(visitor, view),
        missing: view.case.missing.iter().map(|id| paper_name(visitor, view, id)).collect(),
        scans: scans::part(visitor, view, typed, &problems),
        sheets: standard.map(|standard| sheets(visitor, standard, &href(visitor, view))).unwrap_or_default(),
        steps: step_forms(visitor, view, typed, &local),
        hindered: hindered(visitor, view),
        history: timeline(visitor, view, &local),
        problems,
    }
}

/// What the last step did, where it is the one that made this version.
pub(super) fn done(visitor: &Visitor, view: &CaseView, version: &str) -> Option<String> {
    let last = view.history.last().filter(|last| last.version.to_string() == version)?;
    Some(visitor.t(last.event.message()))
}

/// The edition that binds the case.
pub(super) fn standard<'v>(visitor: &'v Visitor, view: &CaseView) -> Option<&'v Standard> {
    let edition = &view.case.request.edition;
    visitor.app.desk.law().rulebook.edition(edition.service, edition.adopted).ok()
}

/// Address of a case.
pub(super) fn href(visitor: &Visitor, view: &CaseView) -> String {
    visitor.to(&format!("/cases/{}", view.case.request.id.0))
}

/// Who else has a case open.
pub(super) fn presence(visitor: &Visitor, href: &str, present: &[Present]) -> Presence {
    // The clock of the reader's own office tells since when.
    let own = visitor.session.as_ref().map_or("", |(session, _)| session.account.office.0.as_str());
    let zone = zone_of(visitor, own);
    let clock = |at: Timestamp| at.to_zoned(zone.clone()).strftime("%H:%M").to_string();
    let people = present.iter().map(|one| {
        let who = format!("{}, {}, {}", one.name, one.post, visitor.office(&one.office.0));
        let args = [("since", clock(one.since).into())];
        (who, visitor.app.messages.text(visitor.language, "page-presence-since", &args))
    });
    Presence {
        href: format!("{href}/presence"),
        seen: visitor.app.desk.now().to_string(),
        people: people.collect(),
    }
}

fn papers(visitor: &Visitor, view: &CaseView) -> Vec<(String, String)> {
    let papers = view.case.request.papers.iter().map(|paper| {
        let mut how = vec![visitor.t(&format!("case-brought-{}", paper.brought.as_str()))];
        if paper.count > 1 {
            let args = [("count", paper.count.to_string().into())];
            how.push(visitor.app.messages.text(visitor.language, "page-copies", &args));
        }
        how.extend(paper.note.clone());
        (paper_name(visitor, view, &paper.id), how.join(", "))
    });
    papers.collect()
}

/// A paper by its name in the standard.
pub(super) fn paper_name(visitor: &Visitor, view: &CaseView, id: &str) -> String {
    let name = standard(visitor, view)
        .and_then(|standard| standard.documents.iter().find(|document| document.id == id));
    name.map_or_else(|| id.to_owned(), |document| visitor.language.of(&document.name).to_owned())
}

fn facts(visitor: &Visitor, view: &CaseView, local: &dyn Fn(Timestamp) -> String) -> CaseFacts {
    let case = &view.case;
    let request = &case.request;
    let edition = &request.edition;
    let standard = standard(visitor, view);
    let service = standard.map(|standard| visitor.language.of(&standard.name).to_owned()).unwrap_or_default();
    let mut rows = vec![
        (visitor.t("page-applicant"), request.applicant.name.clone()),
        (visitor.t("page-channel"), visitor.t(&format!("case-channel-{}", request.channel))),
        (visitor.t("page-lodged-at"), local(request.lodged_at)),
        (visitor.t("page-deciding-office"), visitor.office(&request.executing_office.0)),
    ];
    if let Some(representative) = &request.representative {
        rows.push((visitor.t("page-representative"), representative.name.clone()));
    }
    for parcel in &request.parcels {
        let number = parcel.cadastral_number.as_ref().map(ToString::to_string);
        let place = [number, parcel.location.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        rows.push((visitor.t("page-parcel"), place));
    }
    rows.extend(holder(visitor, &case.custody).map(|holder| (visitor.t("page-file-holder"), holder)));
    rows.extend(case.assignee.as_ref().map(|officer| (visitor.t("page-assignee"), officer.name.clone())));
    for other in &view.parallels {
        rows.push((visitor.t("page-parallel"), other.number.to_string()));
    }
    if standard.is_some_and(|standard| standard.form.automated) && case.state.is_open() {
        rows.push((visitor.t("page-result"), visitor.t("page-answer-source")));
    }
    let href = href(visitor, view);
    CaseFacts {
        number: request.number.to_string(),
        service: format!("{}. {service}", edition.service),
        state: visitor.t(case.state_name().message()),
        next: visitor.t(&format!("page-now-{}", case.state_name().as_str())),
        late: case.late,
        receipt: view.receipt.as_ref().map(|_| format!("{href}/receipt")),
        href,
        rows,
    }
}

fn holder(visitor: &Visitor, custody: &Custody) -> Option<String> {
    match custody {
        Custody::NoPaperFile => None,
        Custody::Held { office } => Some(visitor.office(&office.0)),
        Custody::InTransit { from, to, list, .. } => {
            Some(format!("{} → {} (№ {list})", visitor.office(&from.0), visitor.office(&to.0)))
        }
    }
}

/// Why expected steps are not open; steps with one reason stand together.
fn hindered(visitor: &Visitor, view: &CaseView) -> Vec<Hindered> {
    let mut found: Vec<Hindered> = Vec::new();
    for one in &view.hindered {
        let told = refusal(&one.refusal, visitor);
        let step = visitor.t(one.step.message());
        match found.iter_mut().find(|known| known.reason == told.text) {
            Some(known) => known.steps = format!("{}, {step}", known.steps),
            None => found.push(Hindered { steps: step, reason: told.text, cite: told.cite }),
        }
    }
    found
}

/// The form of a new note, for those who may write one.
fn note_form(visitor: &Visitor, view: &CaseView, typed: &Form, problems: &[Problem]) -> Option<ActionForm> {
    if !view.permissions.contains(&Permission::WriteNote) {
        return None;
    }
    let field = Field::line("remark", visitor.t("page-note-text"))
        .kind(FieldKind::Lines)
        .hint(visitor.t("page-note-hint"))
        .value(typed.get("remark"))
        .required();
    let mut fields = vec![field];
    mark(fields.iter_mut(), problems);
    Some(ActionForm {
        id: "note".to_owned(),
        title: visitor.t("page-note-write"),
        action: format!("{}/notes", href(visitor, view)),
        hidden: vec![("do".to_owned(), "note".to_owned()), ("key".to_owned(), fresh_key())],
        fields,
        open: typed.get("do") == "note",
    })
}

/// What happened, with the notes between.
fn timeline(visitor: &Visitor, view: &CaseView, local: &dyn Fn(Timestamp) -> String) -> Vec<HistoryRow> {
    let steps = view.history.iter().map(|line| (line.at, history(visitor, line, local)));
    let notes = view.notes.iter().map(|line| (line.at, note(visitor, line, local)));
    let mut rows: Vec<(Timestamp, HistoryRow)> = steps.chain(notes).collect();
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn officer(visitor: &Visitor, officer: &Officer) -> String {
    let who = format!("{}, {}, {}", officer.name, officer.post, visitor.office(&officer.office.0));
    let Some(absent) = &officer.acting_for else { return who };
    let args =
        [("who", who.into()), ("name", absent.name.as_str().into()), ("post", absent.post.as_str().into())];
    visitor.app.messages.text(visitor.language, "page-history-in-place-of", &args)
}

fn note(visitor: &Visitor, line: &NoteLine, local: &dyn Fn(Timestamp) -> String) -> HistoryRow {
    HistoryRow {
        at: local(line.at),
        who: officer(visitor, &line.author),
        what: visitor.t("page-note-line"),
        details: vec![line.text.clone()],
        cite: String::new(),
        note: true,
    }
}

fn history(visitor: &Visitor, line: &HistoryLine, local: &dyn Fn(Timestamp) -> String) -> HistoryRow {
    let who = match &line.actor {
        Actor::Person(person) => officer(visitor, person),
        Actor::Applicant { .. } => visitor.t("page-applicant-self"),
        Actor::Platform => visitor.t("page-platform"),
    };
    HistoryRow {
        at: local(line.at),
        who,
        what: visitor.t(line.event.message()),
        details: details(line),
        cite: line.cite.to_string(),
        note: false,
    }
}

/// What people wrote down with an event.
fn details(line: &HistoryLine) -> Vec<String> {
    const TOLD: [&str; 6] = ["reason", "note", "text", "body", "document", "next_steps"];
    let Ok(value) = serde_json::to_value(&line.event) else { return Vec::new() };
    let notice = value.get("notice").cloned().unwrap_or_default();
    let told = TOLD.iter().flat_map(|name| [value.get(*name), notice.get(*name)]).flatten();
    told.filter_map(|text| text.as_str().map(ToOwned::to_owned)).filter(|text| !text.is_empty()).collect()
}
