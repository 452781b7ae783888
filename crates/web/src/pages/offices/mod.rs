//! The office finder. Anybody may use it.

mod asked;
mod card;
mod hours;
mod map;
pub(super) mod whose;

use std::collections::HashSet;

use axum::extract::OriginalUri;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use directory::{Office, OfficePage, OfficeQuery};
use pages::{OfficeCard, OfficesPage, Problem};

use super::Visitor;
use super::form::{Form, mark_and_name};
use super::inbox::next_page;
use super::wording::counted;
use crate::reader::query_pairs;

pub(super) use asked::{WORDS_MOST, region_filter};
pub(super) use card::week;
pub(super) use hours::pause;

use asked::{Asked, fields};
use hours::{Opening, When};

/// Offices of one page.
const PAGE: usize = 20;

/// One office as a person needs it who has to do with it for a service, as it is open now.
pub(super) fn one(office: &Office, service: u8, visitor: &Visitor) -> OfficeCard {
    card::of(office, Some(service), &Opening::new(visitor, When::Whenever), visitor)
}

/// Offices by place, parcel, service, words and when they are open. Anybody may see them.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let form = Form::of(query_pairs(&uri));
    let mut asked = Asked::read(&visitor, &form);
    let opening = Opening::new(&visitor, asked.when);
    let everywhere = match asked.problems.is_empty() {
        true => everywhere(&visitor, &asked, &opening),
        false => Vec::new(),
    };
    let here: Vec<&Office> =
        everywhere.iter().copied().filter(|office| in_place(&visitor, &asked, office)).collect();
    let (offices, cursor) = page_of(&visitor, &asked, &here).unwrap_or_else(|problem| {
        asked.problems.push(problem);
        (Vec::new(), None)
    });
    let (mut main, mut more) = fields(&visitor, &form, &asked);
    mark_and_name(&mut main, &mut asked.problems);
    mark_and_name(&mut more, &mut asked.problems);
    let wrong = !asked.problems.is_empty();
    let (found, service) = (here.len(), asked.query.service);
    let page = OfficesPage {
        p: &visitor.shell_of(&uri),
        action: visitor.to("/offices"),
        more_open: more.iter().any(|field| field.problem.is_some() || !form.get(&field.name).is_empty()),
        fields: main,
        more,
        whose: asked.standard.map(|standard| whose::told(standard, &visitor)).unwrap_or_default(),
        parcel: asked.parcel.as_ref().filter(|_| !wrong).map(|_| whose::of_parcel(&visitor, &asked, &uri)),
        map: (!wrong).then(|| map::of(&visitor, &asked, &everywhere, &uri)),
        found: (!wrong).then(|| counted(&visitor, "page-offices-found", found)),
        elsewhere: whose::elsewhere(&visitor, &asked, found).filter(|_| !wrong),
        offices: offices.into_iter().map(|office| card::of(office, service, &opening, &visitor)).collect(),
        next: cursor.map(|cursor| next_page(&uri, &cursor)),
        problems: asked.problems,
    };
    visitor.page(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}

/// The offices that the question finds, wherever they are: the map counts them.
fn everywhere<'v>(visitor: &'v Visitor, asked: &Asked<'_>, opening: &Opening<'_>) -> Vec<&'v Office> {
    let directory = &visitor.app.desk.law().directory;
    let limit = OfficeQuery::MOST;
    let mut query = OfficeQuery { region: None, district: None, limit, ..asked.query.clone() };
    let mut found = Vec::new();
    while let Ok(OfficePage { offices, next }) = directory.search(&query) {
        found.extend(offices.into_iter().filter(|office| opening.holds(office)));
        if next.is_none() {
            break;
        }
        query.cursor = next;
    }
    found
}

/// Whether an office lies where it is looked for.
fn in_place(visitor: &Visitor, asked: &Asked<'_>, office: &Office) -> bool {
    let directory = &visitor.app.desk.law().directory;
    let region = asked.query.region.as_deref();
    region.is_none_or(|region| office.region.as_deref() == Some(region))
        && asked.query.district.as_deref().is_none_or(|district| directory.serves_district(office, district))
}

/// A page of the offices found: whoever decides comes before those who only take requests in. A page begins after the
/// office that ended the one before, whether that is still open or not.
fn page_of<'v>(
    visitor: &'v Visitor,
    asked: &Asked<'_>,
    here: &[&'v Office],
) -> Result<(Vec<&'v Office>, Option<String>), Problem> {
    let mut ordered: Vec<&Office> = visitor.app.desk.law().directory.offices().collect();
    ordered
        .sort_by_key(|office| asked.standard.is_some_and(|standard| standard.provider.kind != office.kind));
    let start = match &asked.cursor {
        None => 0,
        Some(last) => {
            ordered.iter().position(|office| office.id == *last).map(|place| place + 1).ok_or_else(|| {
                Problem { field: String::new(), text: visitor.t("page-offices-bad-cursor"), cite: None }
            })?
        }
    };
    let known: HashSet<&str> = here.iter().map(|office| office.id.as_str()).collect();
    let mut found = ordered.into_iter().skip(start).filter(|office| known.contains(office.id.as_str()));
    let page: Vec<&Office> = found.by_ref().take(PAGE).collect();
    let next = found.next().and(page.last()).map(|office| office.id.clone());
    Ok((page, next))
}

/// The same question with some answers changed: each name with its value, an empty value leaves it out.
fn with(uri: &Uri, changed: &[(&str, &str)]) -> String {
    let known = |name: &str| name == "cursor" || changed.iter().any(|(other, _)| *other == name);
    let kept = query_pairs(uri).into_iter().filter(|(name, value)| !known(name) && !value.is_empty());
    let new = changed.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).extend_pairs(new).finish();
    if query.is_empty() { uri.path().to_owned() } else { format!("{}?{query}", uri.path()) }
}
