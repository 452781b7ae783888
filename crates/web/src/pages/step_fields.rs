//! What an open step needs, as the fields of a form.

use cases::{AllowedStep, CommandKind, CorrectableField, GroundChoice, Need};
use desk::{CaseView, Colleague};
use pages::{Choice, Field, FieldKind, StepForm};

use super::Visitor;
use super::form::{Form, choice, mark, select};
use super::lodge::fresh_key;
use crate::api::law_errors::name_of;

/// Forms of the steps that are open now.
pub(super) fn step_forms(
    visitor: &Visitor,
    view: &CaseView,
    typed: &Form,
    local: &dyn Fn(jiff::Timestamp) -> String,
) -> Vec<StepForm> {
    let by_page = |step: &&AllowedStep| {
        !matches!(
            step.step,
            CommandKind::Clock
                | CommandKind::NoteParallel
                | CommandKind::TransferFile
                | CommandKind::ReceiveFile
                | CommandKind::Link
                | CommandKind::AddScan
                | CommandKind::RejectScan
        )
    };
    view.steps
        .iter()
        .filter(by_page)
        .map(|step| {
            let open = typed.get("step") == step.step.as_str();
            let blank = Form::default();
            let mut fields = fields(visitor, view, step, if open { typed } else { &blank });
            mark(fields.iter_mut(), &[]);
            StepForm {
                id: step.step.as_str().to_owned(),
                title: visitor.t(step.step.message()),
                cite: step.cite.to_string(),
                until: step.until.map(local),
                leads_on: leads_on(step.step),
                fields,
                open,
                version: view.version.to_string(),
                key: fresh_key(),
            }
        })
        .collect()
}

/// Whether a step leads on with a case; the others correct it or end it early.
fn leads_on(step: CommandKind) -> bool {
    use CommandKind as K;
    !matches!(step, K::Assign | K::Withdraw | K::Cancel | K::Link | K::CorrectSlip)
}

fn fields(visitor: &Visitor, view: &CaseView, step: &AllowedStep, typed: &Form) -> Vec<Field> {
    let of = |need: &Need| match need {
        Need::Officer => vec![officer_field(visitor, &view.officers, typed)],
        // Most often the applicant comes himself.
        Need::Text { field: field @ "to" } => {
            let fresh = typed.get("step").is_empty();
            let to = if fresh { &view.case.request.applicant.name } else { typed.get(field) };
            vec![Field::line(*field, visitor.t("page-to-whom")).value(to)]
        }
        need => need_fields(visitor, step.step, need, typed),
    };
    step.needs.iter().flat_map(of).collect()
}

/// The choice of an officer of the own office.
pub(super) fn officer_field(visitor: &Visitor, officers: &[Colleague], typed: &Form) -> Field {
    let choices = officers.iter().map(|officer| {
        let label = format!("{}, {}", officer.name, officer.post);
        choice(officer.account.0.to_string(), label, typed.get("officer"))
    });
    select("officer", visitor.t("page-bulk-officer"), choices.collect())
}

fn need_fields(visitor: &Visitor, step: CommandKind, need: &Need, typed: &Form) -> Vec<Field> {
    let of = |text: &calendar::Text| visitor.language.of(text).to_owned();
    let line = |name: &str, label: &str| Field::line(name, visitor.t(label)).value(typed.get(name));
    match need {
        Need::Ground { choices } => ground(visitor, step, choices, typed),
        Need::EndingPaper { choices } if choices.is_empty() => {
            vec![line("paper", "page-ending-paper"), line("details", "page-details")]
        }
        Need::EndingPaper { choices } => {
            let papers =
                choices.iter().map(|paper| choice(paper.id.as_str(), of(&paper.name), typed.get("paper")));
            let papers = papers.collect();
            vec![select("paper", visitor.t("page-ending-paper"), papers), line("details", "page-details")]
        }
        Need::Papers { choices } => {
            let papers = choices.iter().map(|paper| Choice {
                value: paper.id.clone(),
                label: format!("{} ({})", of(&paper.name), paper.cite),
                chosen: typed.all("missing").contains(&paper.id),
            });
            match step {
                CommandKind::AddPaper => {
                    let papers =
                        papers.map(|paper| Choice { chosen: typed.get("paper") == paper.value, ..paper });
                    let how = [
                        "original-kept",
                        "copy-kept",
                        "notarised-copy-kept",
                        "copy-kept-original-shown",
                        "original-shown",
                        "data-entered",
                    ]
                    .map(|way| choice(way, visitor.t(&format!("case-brought-{way}")), typed.get("how")));
                    vec![
                        select("paper", visitor.t("page-missing-papers"), papers.collect()),
                        select("how", visitor.t("page-brought-how"), how.to_vec()),
                    ]
                }
                _ => {
                    let field = Field::line("missing", visitor.t("page-missing-papers"));
                    vec![field.kind(FieldKind::Boxes(papers.collect()))]
                }
            }
        }
        Need::Way { choices } => {
            let ways = choices.iter().map(|way| {
                let name = name_of(&way.way);
                choice(
                    name.clone(),
                    format!("{} ({})", visitor.t(&format!("case-way-{name}")), way.cite),
                    typed.get("way"),
                )
            });
            let shown = ["receipt", "identity-document", "power-of-attorney"].map(|paper| Choice {
                value: paper.to_owned(),
                label: visitor.t(&format!("case-shown-{paper}")),
                chosen: typed.all("shown").iter().any(|chosen| chosen == paper),
            });
            vec![
                select("way", visitor.t("page-way"), ways.collect()),
                Field::line("shown", visitor.t("page-shown")).kind(FieldKind::Boxes(shown.to_vec())),
            ]
        }
        Need::Enquiry { choices } => {
            let enquiries = choices
                .iter()
                .map(|number| choice(number.to_string(), number.to_string(), typed.get("enquiry")));
            vec![select("enquiry", visitor.t("page-enquiry"), enquiries.collect()), line("body", "page-body")]
        }
        Need::Medium { choices } => {
            let media = choices.iter().map(|medium| {
                let name = name_of(medium);
                choice(name.clone(), visitor.t(&format!("page-medium-{name}")), typed.get("medium"))
            });
            vec![
                select("medium", visitor.t("page-medium"), media.collect()),
                line("number", "page-act-number"),
            ]
        }
        Need::Field { choices } => {
            let fields = choices.iter().map(|field| {
                let value = serde_json::to_string(field).unwrap_or_default();
                let shown = visitor.t(&format!("page-slip-{}", slip_name(field)));
                choice(value, shown, typed.get("field"))
            });
            vec![select("field", visitor.t("page-field"), fields.collect()), line("new", "page-new-value")]
        }
        Need::Text { field } => {
            let label = match *field {
                "reason" => "page-reason",
                "note" => "page-note",
                "body" => "page-body",
                "text" => "page-text",
                "item" => "page-post-item",
                _ => "page-details",
            };
            let kind = if *field == "item" { FieldKind::Line("text") } else { FieldKind::Lines };
            vec![line(field, label).kind(kind)]
        }
        Need::List { .. }
        | Need::ScannedPaper { .. }
        | Need::Scan { .. }
        | Need::Officer
        | Need::Transfer { .. }
        | Need::Case => Vec::new(),
    }
}

fn ground(visitor: &Visitor, step: CommandKind, grounds: &[GroundChoice], typed: &Form) -> Vec<Field> {
    let of = |text: &calendar::Text| visitor.language.of(text).to_owned();
    let line = |name: &str, label: &str| Field::line(name, visitor.t(label)).value(typed.get(name));
    let choices = grounds.iter().map(|ground| {
        let label = format!("{} ({})", of(&ground.name), ground.cite);
        choice(ground.id.as_str(), label, typed.get("ground"))
    });
    let mut fields = vec![select("ground", visitor.t("page-ground"), choices.collect())];
    if step == CommandKind::Suspend {
        let papers = grounds.iter().flat_map(|ground| &ground.rests_on);
        let papers: Vec<Choice> =
            papers.map(|paper| choice(paper.id.as_str(), of(&paper.name), typed.get("paper"))).collect();
        if !papers.is_empty() {
            fields.push(select("paper", visitor.t("page-paper-kind"), papers));
        }
        fields.push(line("document", "page-document"));
        if grounds.iter().any(|ground| ground.by_hand) {
            fields.push(line("cause", "page-cause"));
            fields.push(line("until", "page-until-when"));
        }
        fields.push(line("next_steps", "page-next-steps").kind(FieldKind::Lines));
    }
    fields
}

fn slip_name(field: &CorrectableField) -> &'static str {
    match field {
        CorrectableField::ApplicantName => "applicant-name",
        CorrectableField::ApplicantPhone => "applicant-phone",
        CorrectableField::ApplicantEmail => "applicant-email",
        CorrectableField::ApplicantPostalAddress => "applicant-postal-address",
        CorrectableField::RepresentativeName => "representative-name",
        CorrectableField::RepresentativePhone => "representative-phone",
        CorrectableField::ParcelLocation { .. } => "parcel-location",
    }
}
