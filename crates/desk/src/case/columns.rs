//! The books around a case: which event makes a line in which book of which office.

use cases::{Actor, Case, Event, OfficeId, Recorded};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Tx, registers};

use crate::offices::Offices;
use crate::{DeskError, Law};

/// A book that the law asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BookKind {
    /// Book of registration and accounting: requests, suspensions, decisions, handing out.
    Registration,
    /// Journal of incoming documents: papers and letters that came to a case after lodging.
    Incoming,
    /// List of papers that are kept, and of files that were closed.
    Archive,
}

impl BookKind {
    /// Every book.
    pub const ALL: &'static [Self] = &[Self::Registration, Self::Incoming, Self::Archive];

    /// The name used in data and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Incoming => "incoming",
            Self::Archive => "archive",
        }
    }

    /// Id of the message that names it.
    pub fn message(self) -> &'static str {
        match self {
            Self::Registration => "desk-book-registration",
            Self::Incoming => "desk-book-incoming",
            Self::Archive => "desk-book-archive",
        }
    }
}

/// Enters an event into the books that it belongs to.
pub(super) fn enter(tx: &mut Tx<'_>, law: &Law, case: &Case, one: &Recorded) -> Result<(), DeskError> {
    let Some((book, own)) = line(case, one) else { return Ok(()) };
    let columns = columns(case, one, own);
    for office in keepers(book, case, one) {
        let day = day_at(law, case, &office, one);
        registers::append(
            tx,
            &registers::NewEntry {
                register: book.as_str().to_owned(),
                office: office.0,
                day,
                recorded_at: one.at,
                case_id: Some(case.request.id.0),
                payload: columns.to_string(),
            },
        )?;
    }
    Ok(())
}

/// The office that decides keeps the book; a request is registered where it was accepted, too. Letters and kept papers
/// are entered where they are.
fn keepers(book: BookKind, case: &Case, one: &Recorded) -> Vec<OfficeId> {
    let executing = case.request.executing_office.clone();
    let here = match &one.actor {
        Actor::Person(officer) => officer.office.clone(),
        Actor::Applicant { .. } | Actor::Platform => executing.clone(),
    };
    match (book, &one.event) {
        (BookKind::Registration, Event::Lodged { .. }) => {
            let lodging = case.request.lodging_office.clone().filter(|office| *office != executing);
            std::iter::once(executing).chain(lodging).collect()
        }
        (BookKind::Registration, _) => vec![executing],
        (BookKind::Incoming | BookKind::Archive, _) => vec![here],
    }
}

/// The day by the clocks of the office that keeps the book.
fn day_at(law: &Law, case: &Case, office: &OfficeId, one: &Recorded) -> Date {
    let region = Offices(&law.directory).region(&office.0);
    let zone = region.and_then(|region| law.zone(region, one.at).ok());
    zone.map_or_else(|| case.request.zone.day(one.at), |zone| one.at.to_zoned(zone).date())
}

fn line(case: &Case, one: &Recorded) -> Option<(BookKind, Value)> {
    let request = &case.request;
    Some(match &one.event {
        Event::Lodged { missing, .. } => (
            BookKind::Registration,
            json!({
                "applicant": request.applicant.name,
                "parcels": request.parcels.iter().map(|parcel| {
                    parcel.cadastral_number.as_ref().map(ToString::to_string).or_else(|| parcel.location.clone())
                }).collect::<Vec<_>>(),
                "papers": request.papers.len(),
                "missing": missing,
            }),
        ),
        Event::Suspended { ground, notice, .. } => {
            (BookKind::Registration, json!({ "ground": ground, "document": notice.document }))
        }
        Event::Resumed { ended_by } => (BookKind::Registration, json!({ "ended_by": ended_by })),
        Event::Granted { late } => (BookKind::Registration, json!({ "late": late })),
        Event::Refused { ground, .. } => (BookKind::Registration, json!({ "ground": ground })),
        Event::RefusedIncomplete { missing, .. } => (BookKind::Registration, json!({ "missing": missing })),
        Event::DeemedGranted { day } => (BookKind::Registration, json!({ "day": day })),
        Event::HandedOut { to, .. } => (BookKind::Registration, json!({ "to": to })),
        Event::Posted { item, .. } => (BookKind::Registration, json!({ "item": item })),
        Event::Withdrawn { .. } | Event::Cancelled { .. } => (BookKind::Registration, json!({})),
        Event::PaperAdded { paper, .. } => {
            (BookKind::Incoming, json!({ "paper": paper.id, "note": paper.note }))
        }
        Event::RemarksReceived { body, .. } => (BookKind::Incoming, json!({ "body": body })),
        Event::NoRemarksReceived { number } => (BookKind::Incoming, json!({ "enquiry": number })),
        Event::Stored { keeper } | Event::StoragePassed { keeper } => {
            (BookKind::Archive, json!({ "keeper": keeper }))
        }
        Event::Archived => (BookKind::Archive, json!({})),
        _ => return None,
    })
}

/// What every line says, and what is its own.
fn columns(case: &Case, one: &Recorded, own: Value) -> Value {
    let request = &case.request;
    let by = match &one.actor {
        Actor::Person(officer) => match &officer.acting_for {
            None => json!({ "name": officer.name, "post": officer.post }),
            Some(absent) => json!({
                "name": officer.name,
                "post": officer.post,
                "in_place_of": absent,
            }),
        },
        Actor::Applicant { .. } | Actor::Platform => Value::Null,
    };
    json!({
        "entry": one.event.message(),
        "number": request.number,
        "service": request.edition.service,
        "product": request.product,
        "cite": one.cite,
        "by": by,
        "own": own,
    })
}
