//! How to complain about a service, as its standard says (¶20-25).

use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::response::Response;
use pages::Complain;
use rulebook::model::{Cite, ComplaintAddressee, ComplaintSubject, Standard};

use super::Visitor;
use super::choosing::{chosen_service, service_field};
use super::form::{Form, mark_and_name};
use super::public::term_of;
use super::service_rules::Part;
use crate::api::law_errors::name_of;
use crate::reader::query_pairs;

/// How to complain about a service. Anybody may see it.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let asked = Form::of(query_pairs(&uri));
    let chosen = asked.get("service");
    let (standard, mut problems) = chosen_service(&visitor, chosen);
    let mut fields = vec![service_field(&visitor, chosen)];
    mark_and_name(&mut fields, &mut problems);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Complain {
        p: &visitor.shell_of(&uri),
        problems,
        fields,
        service: standard.map(|standard| visitor.language.of(&standard.name).to_owned()),
        parts: standard.map(|standard| parts(standard, &visitor)).unwrap_or_default(),
    };
    visitor.page(status, &page)
}

/// What the standard says of complaints.
pub(super) fn parts(standard: &Standard, visitor: &Visitor) -> Vec<Part> {
    let rules = &standard.complaints;
    let of_subject = |subject: ComplaintSubject| {
        let about = rules.addressees.iter().filter(move |addressee| addressee.about == subject);
        about.map(|addressee| addressed(addressee, visitor)).collect()
    };
    let words = |prefix: &str, names: Vec<String>, cite: &Cite| {
        let named: Vec<String> = names.iter().map(|name| visitor.t(&format!("{prefix}{name}"))).collect();
        if named.is_empty() { Vec::new() } else { vec![(named.join(", "), cite.to_string())] }
    };
    let ways = rules.ways.iter().map(name_of).collect();
    let states = rules.states.iter().map(name_of).collect();
    let answers = rules.answers.iter().map(name_of).collect();
    let answered =
        words("page-complain-way-", answers, &rules.answer_cite).into_iter().map(|(ways, cite)| {
            let args = [("ways", ways.into())];
            (visitor.app.messages.text(visitor.language, "page-complain-answered", &args), cite)
        });
    let court = vec![(visitor.t("page-service-court"), rules.court_cite.to_string())];
    let mut parts: Vec<Part> = vec![
        (visitor.t("page-complain-result"), of_subject(ComplaintSubject::Result)),
        (visitor.t("page-complain-staff"), of_subject(ComplaintSubject::Staff)),
        (visitor.t("page-complain-ways"), words("page-complain-way-", ways, &rules.cite)),
        (visitor.t("page-complain-states"), words("page-complain-states-", states, &rules.cite)),
        (visitor.t("page-complain-answer"), answer_terms(standard, visitor).chain(answered).collect()),
        (
            visitor.t("page-complain-explain"),
            rules.explained_by.iter().map(|addressee| addressed(addressee, visitor)).collect(),
        ),
        (visitor.t("page-complain-court"), court),
    ];
    parts.retain(|(_, statements)| !statements.is_empty());
    parts
}

/// Until when a complaint is answered.
pub(super) fn answer_terms(standard: &Standard, visitor: &Visitor) -> impl Iterator<Item = (String, String)> {
    standard.complaints.terms.iter().map(|term| {
        let name = if term.without_study { "page-complain-term-simple" } else { "page-complain-term" };
        let args = [("term", term_of(term.length, term.unit, visitor).into())];
        (visitor.app.messages.text(visitor.language, name, &args), term.cite.to_string())
    })
}

/// Who, in which channel, where.
fn addressed(addressee: &ComplaintAddressee, visitor: &Visitor) -> (String, String) {
    let channels = addressee.channels.iter().map(|channel| visitor.t(&format!("case-channel-{channel}")));
    let channels: Vec<String> = channels.collect();
    let mut text = visitor.language.of(&addressee.to).to_owned();
    if !channels.is_empty() {
        text = format!("{text} ({})", channels.join(", "));
    }
    let annex = addressee.annex.as_ref().map(|annex| {
        let args = [("annex", annex.as_str().into())];
        visitor.app.messages.text(visitor.language, "page-complain-annex", &args)
    });
    for more in addressee.contact.iter().chain(&annex) {
        text = format!("{text}, {more}");
    }
    (text, addressee.cite.to_string())
}
