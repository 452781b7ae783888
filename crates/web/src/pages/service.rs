//! What the law says of a service, and which papers it needs in the reader's own case.

use axum::extract::{OriginalUri, Path};
use axum::http::StatusCode;
use axum::response::Response;
use pages::{Glance, ServicePage};
use rulebook::model::Standard;

use super::Visitor;
use super::complain;
use super::form::{Form, mark_and_name};
use super::my_papers::MyCase;
use super::public::row;
use super::service_rules::{Part, rules};
use super::sheet::sheets;
use super::wording::said;
use crate::reader::query_pairs;

/// What the law says of a service. Anybody may see it.
pub(super) async fn show(
    visitor: Visitor,
    Path((_, number)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let law = visitor.app.desk.law();
    let today = visitor.app.desk.today();
    let Some(standard) = number.parse().ok().and_then(|number| law.rulebook.standard_on(number, today))
    else {
        return visitor.error(StatusCode::NOT_FOUND, "page-not-found", "page-not-found-remedy", None);
    };
    let asked = Form::of(query_pairs(&uri));
    let mut case = MyCase::of(&visitor, standard, &asked);
    mark_and_name(&mut case.fields, &mut case.problems);
    let status = if case.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let service = row(standard, &visitor);
    let page = ServicePage {
        p: &visitor.shell_of(&uri),
        number: standard.number,
        edition: visitor.language.of(&standard.edition.act).to_owned(),
        glance: Glance { provider: service.provider, terms: service.terms, price: service.price },
        name: service.name,
        problems: case.problems,
        fields: case.fields,
        cases: case.law,
        mine: case.papers,
        sheets: sheets(&visitor, standard, &visitor.to(&format!("/services/{}", standard.number))),
        parts: rules(standard, &visitor).into_iter().chain([complaints(standard, &visitor)]).collect(),
        lists: papers(standard, &visitor),
    };
    visitor.page(status, &page)
}

/// To whom one complains, in short; the page of complaints says the rest.
fn complaints(standard: &Standard, visitor: &Visitor) -> Part {
    let addressees = standard.complaints.addressees.iter().map(|addressee| {
        let contact = addressee.contact.as_ref().map(|contact| format!(", {contact}")).unwrap_or_default();
        (format!("{}{contact}", visitor.language.of(&addressee.to)), addressee.cite.to_string())
    });
    let answered = complain::answer_terms(standard, visitor)
        .map(|(term, cite)| (said(visitor, "page-service-answered", &[("term", term)]), cite));
    let court = (visitor.t("page-service-court"), standard.complaints.court_cite.to_string());
    (visitor.t("page-service-complaints"), addressees.chain(answered).chain([court]).collect())
}

/// One part for each list of papers.
pub(super) fn papers(standard: &Standard, visitor: &Visitor) -> Vec<Part> {
    let lists =
        standard.checklists.iter().flat_map(|list| list.channels.first().map(|channel| (list, *channel)));
    lists
        .filter_map(|(list, channel)| {
            let question = rulebook::ask::ChecklistQuestion {
                channel,
                case: list.case.into(),
                product: None,
                applicant: None,
            };
            let answer = standard.checklist(&question).ok()?;
            let heading = format!(
                "{} – {}",
                visitor.language.of(&answer.case.name),
                visitor.t(&format!("case-channel-{channel}"))
            );
            let statement = |item: &rulebook::ask::ChecklistItem<'_>| {
                let name = visitor.language.of(item.name());
                let text = match &item.requirement {
                    rulebook::ask::Requirement::Always => name.to_owned(),
                    rulebook::ask::Requirement::IfApplicable(condition) => {
                        format!("{name} – {}", visitor.language.of(&condition.text))
                    }
                };
                (text, item.cite.to_string())
            };
            Some((heading, answer.items.iter().map(statement).collect()))
        })
        .collect()
}
