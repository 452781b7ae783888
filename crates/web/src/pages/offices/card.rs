//! An office as a person needs it who wants to go there.

use calendar::ScheduleKind;
use desk::schedule_of;
use directory::Office;
use pages::OfficeCard;

use super::hours::{Opening, pause, spans};
use crate::pages::Visitor;
use crate::pages::premises;
use crate::pages::wording;

pub(super) fn of(
    office: &Office,
    service: Option<u8>,
    opening: &Opening<'_>,
    visitor: &Visitor,
) -> OfficeCard {
    let mut phones: Vec<_> =
        office.phones.iter().map(|phone| (phone.value.e164.clone(), phone.value.printed.clone())).collect();
    phones.sort();
    phones.dedup_by(|one, other| one.0.is_some() && one.0 == other.0);
    let address = office.address(service);
    let required = premises::of_office(office, service, visitor);
    let code = office.postal_codes.first().filter(|code| !address.contains(&code.value));
    OfficeCard {
        name: office.name(service).to_owned(),
        kind: visitor.t(&format!("page-provider-{}", office.kind)),
        part: service.and_then(|number| part(office, number, visitor)),
        address: code.map(|code| format!("{}, ", code.value)).unwrap_or_default() + address,
        phones,
        emails: office.mailable().map(ToOwned::to_owned).collect(),
        now: opening.told(office),
        clock: opening.clock(office),
        hours: week(schedule_of(office.kind), visitor),
        pause: pause(schedule_of(office.kind), visitor),
        hours_cite: hours_cite(office, service, visitor),
        unusual: opening.unusual(office),
        access: required.access,
        premises: required.rest,
        services: office
            .serves
            .keys()
            .map(|number| (wording::service(*number, visitor), visitor.to(&format!("/services/{number}"))))
            .collect(),
    }
}

/// Whether an office decides on a service or takes requests in for the one that does.
fn part(office: &Office, service: u8, visitor: &Visitor) -> Option<String> {
    let standard = visitor.app.desk.law().standard(service, visitor.app.desk.today()).ok()?;
    let decides = standard.provider.kind == office.kind;
    Some(visitor.t(if decides { "page-office-decides" } else { "page-office-accepts" }))
}

/// The paragraph that sets the hours of an office: of the service that was asked for, else of the first that it serves.
fn hours_cite(office: &Office, service: Option<u8>, visitor: &Visitor) -> Option<String> {
    let number = service.or_else(|| office.serves.keys().next().copied())?;
    let standard = visitor.app.desk.law().standard(number, visitor.app.desk.today()).ok()?;
    let rule = standard.channels.iter().find(|rule| rule.office == Some(office.kind))?;
    Some(rule.hours_cite.to_string())
}

/// Days of an ordinary week with the same hours, together.
pub(in crate::pages) fn week(schedule: ScheduleKind, visitor: &Visitor) -> Vec<(String, String)> {
    let week = visitor.app.desk.law().calendar.week(schedule);
    let name = |day: usize| visitor.t(&format!("page-weekday-{}", day + 1));
    let mut rows: Vec<(usize, usize, String)> = Vec::new();
    for (day, hours) in week.iter().enumerate() {
        let text = if hours.is_empty() { visitor.t("page-office-closed") } else { spans(hours) };
        match rows.last_mut() {
            Some((_, last, same)) if *same == text => *last = day,
            _ => rows.push((day, day, text)),
        }
    }
    let days =
        |first, last| if first == last { name(first) } else { format!("{}–{}", name(first), name(last)) };
    rows.into_iter().map(|(first, last, hours)| (days(first, last), hours)).collect()
}
