//! The start page: what people want to do with land, the services for it, and a search that forgives slips.

use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::response::Response;
use pages::{Found, Start, Topic};
use rulebook::model::Standard;

use super::Visitor;
use super::choosing::service_field;
use super::form::Form;
use super::public::row;
use super::seek::Index;
use super::topics::Topics;
use super::{places, situations};
use crate::reader::query_pairs;

/// Most letters of what is sought.
const SOUGHT: usize = 100;

/// The start page. Anybody may see it.
pub(super) async fn start(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let asked = Form::of(query_pairs(&uri));
    let sought: String = asked.get("q").chars().take(SOUGHT).collect();
    let law = visitor.app.desk.law();
    let standards: Vec<&Standard> = law.standards_on(visitor.app.desk.today()).collect();
    let topics = Topics::embedded();
    let found = (!sought.is_empty()).then(|| {
        let index = index(standards.iter().copied(), topics);
        let services = index.find(&sought).into_iter().map(|standard| row(standard, &visitor));
        let places = places::found(&sought).into_iter().map(|place| place.shown(&visitor));
        Found { sought: sought.clone(), places: places.collect(), services: services.collect() }
    });
    let situations = match sought.is_empty() {
        true => situations::all().iter().map(|one| one.shown(&visitor, &standards, false)).collect(),
        false => {
            let meant = situations::found(&sought);
            // The nearest stands open; the others are a click away.
            let nearest = meant.into_iter().enumerate();
            nearest.map(|(place, one)| one.shown(&visitor, &standards, place == 0)).collect()
        }
    };
    let of_topic = |id: &String| standards.iter().find(|standard| standard.id == *id);
    let topics = topics.topics.iter().map(|topic| Topic {
        id: topic.id.clone(),
        heading: visitor.t(&format!("page-topic-{}", topic.id)),
        services: topic.services.iter().filter_map(of_topic).map(|one| row(one, &visitor)).collect(),
        complain: if topic.complaints { vec![service_field(&visitor, "")] } else { Vec::new() },
    });
    let topics = topics.collect();
    visitor.page(StatusCode::OK, &Start { p: &visitor.shell_of(&uri), sought, found, situations, topics })
}

/// The services with the words in which they are found: number, names and results in each language, words of people.
pub(super) fn index<'s>(
    standards: impl Iterator<Item = &'s Standard>,
    topics: &Topics,
) -> Index<&'s Standard> {
    let mut index = Index::default();
    for standard in standards {
        let number = standard.number.to_string();
        let products = standard.result.products.iter().map(|product| &product.name);
        let names = std::iter::once(&standard.name).chain(products);
        let names = names.flat_map(|name| [name.kk.as_str(), name.ru.as_str(), name.en.as_str()]);
        index.add(standard, names.chain(topics.words(&standard.id)).chain([number.as_str()]));
    }
    index
}
