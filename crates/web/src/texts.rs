//! Values of messages, in the language of the reader.

use cases::{Argument, Zone};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use locale::{Language, Messages};

/// A value as text: law by language, names of other messages looked up, instants on the clocks of a zone.
pub(crate) fn resolved(
    value: &Argument,
    messages: &Messages,
    language: Language,
    zone: Option<&Zone>,
) -> String {
    match value {
        Argument::Plain(text) => text.clone(),
        Argument::Law(text) => language.of(text).to_owned(),
        Argument::LawList(texts) => texts.iter().map(|text| language.of(text)).collect::<Vec<_>>().join("; "),
        Argument::Messages(names) => {
            let texts: Vec<String> = names.iter().map(|name| messages.text(language, name, &[])).collect();
            texts.join(", ")
        }
        Argument::Instant(at) => instant(*at, zone),
        Argument::Day(day) => day.to_string(),
    }
}

fn instant(at: Timestamp, zone: Option<&Zone>) -> String {
    let local = zone.map_or_else(|| at.to_zoned(TimeZone::UTC), |zone| zone.local(at));
    local.strftime("%Y-%m-%d %H:%M").to_string()
}
