//! What changes in offices and regions.

use std::collections::BTreeMap;

use directory::{Directory, Office, Region};

use super::said::{RuleDifference, Said, differ};

/// A field of an office by the message that names it, and what stands in it.
type Told = (&'static str, fn(&Office) -> String);

const FIELDS: [Told; 8] = [
    ("rules-office-name", |office| forms(&office.names, |name| name.clone())),
    ("rules-office-address", |office| forms(&office.addresses, |address| address.clone())),
    ("rules-office-postal-code", |office| forms(&office.postal_codes, |code| code.clone())),
    ("rules-office-official", |office| forms(&office.officials, |official| official.clone())),
    ("rules-office-phones", |office| forms(&office.phones, |phone| phone.printed.clone())),
    ("rules-office-email", |office| forms(&office.emails, |email| email.printed.clone())),
    ("rules-office-serves", |office| {
        let served = office.serves.iter().map(|(service, channels)| {
            let channels: Vec<&str> = channels.iter().map(|channel| channel.as_str()).collect();
            format!("{service} ({})", channels.join(", "))
        });
        served.collect::<Vec<_>>().join("; ")
    }),
    ("rules-office-complaints", |office| {
        office.complaints_for.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }),
];

fn forms<T>(printed: &[directory::Printed<T>], text: impl Fn(&T) -> String) -> String {
    printed.iter().map(|form| text(&form.value)).collect::<Vec<_>>().join("; ")
}

/// What changes from one directory to another, and the ids of the offices that would be gone.
pub(super) fn differences(before: &Directory, after: &Directory) -> (Vec<RuleDifference>, Vec<String>) {
    let mut found = Vec::new();
    let by_code = |directory: &Directory| -> BTreeMap<String, Region> {
        directory.regions().map(|region| (region.code.clone(), region.clone())).collect()
    };
    let (old, new) = (by_code(before), by_code(after));
    for code in old.keys().chain(new.keys().filter(|code| !old.contains_key(*code))) {
        let what = || Said::new("rules-what-region").with("code", code);
        differ(&mut found, what, old.get(code).map(region_said), new.get(code).map(region_said));
    }
    let mut gone = Vec::new();
    for office in before.offices() {
        match after.office(&office.id) {
            Some(now) => changed(office, now, &mut found),
            None => {
                gone.push(office.id.clone());
                found.push(whole(office, false));
            }
        }
    }
    found.extend(
        after.offices().filter(|office| before.office(&office.id).is_none()).map(|new| whole(new, true)),
    );
    (found, gone)
}

fn changed(before: &Office, after: &Office, found: &mut Vec<RuleDifference>) {
    for (label, told) in FIELDS {
        let said = |office: &Office| Some(told(office)).filter(|text| !text.is_empty()).map(Said::plain);
        let what = || {
            Said::new("rules-what-office")
                .with("office", before.name(None))
                .messages("field", [label.to_owned()])
        };
        differ(found, what, said(before), said(after));
    }
}

fn whole(office: &Office, new: bool) -> RuleDifference {
    let said = Some(Said::plain(format!("{} · {}", office.id, office.address(None))));
    let (before, after) = if new { (None, said) } else { (said, None) };
    RuleDifference {
        what: Said::new("rules-what-whole-office").with("office", office.name(None)),
        before,
        after,
    }
}

fn region_said(region: &Region) -> Said {
    let zone = region.time_zone();
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    Said::new("rules-region")
        .law("name", &region.name)
        .with("zone", zone.iana_name().unwrap_or_default())
        .with("from", day(region.from))
        .with("to", day(region.to))
}
