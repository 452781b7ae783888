//! Values of messages, in the language of the reader.

use cases::{Argument, Zone};
use jiff::Timestamp;
use jiff::civil::Date;
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
        Argument::Instant(at) => {
            let zone = zone.map_or(TimeZone::UTC, |zone| zone.local(*at).time_zone().clone());
            instant(*at, &zone)
        }
        Argument::Day(date) => day(*date),
    }
}

/// A day as people here write it; machines read days from fields of their own.
pub(crate) fn day(day: Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
}

/// An instant as people here write it, on the clocks of a zone.
pub(crate) fn instant(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%d.%m.%Y %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_instants_in_messages_are_written_as_on_the_pages() {
        let messages = Messages::embedded().unwrap();
        let zone: Zone = "Asia/Almaty".parse().unwrap();
        for language in Language::ALL {
            let said = |value: Argument| resolved(&value, &messages, language, Some(&zone));
            assert_eq!(said(Argument::Day("2026-11-24".parse().unwrap())), "24.11.2026");
            assert_eq!(said(Argument::Instant("2026-11-24T04:00:00Z".parse().unwrap())), "24.11.2026 09:00");
        }
    }
}
