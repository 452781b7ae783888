//! What holds of an office now, where it is no longer what the annexes print: one file over the tables, so that the tables
//! stay as the law prints them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::DirectoryError;
use crate::office::Office;
use crate::printed::{self, Printed};
use crate::tables::{CURRENT, Place, line_of, toml};

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    office: Vec<CurrentOffice>,
}

/// What holds of one office; what is absent holds as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurrentOffice {
    /// Its id.
    pub id: String,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Official responsible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official: Option<String>,
    /// Telephones as in a cell of a table: several behind semicolons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phones: Option<String>,
    /// E-mail addresses, in the same way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The act or letter that says so.
    pub source: String,
}

/// The text of the file with what holds of one office now, added to what was said of it before. The comment at the head of
/// the file stays.
///
/// # Errors
/// [`DirectoryError::Form`] where the file cannot be read.
pub fn with_current(text: &str, office: &CurrentOffice) -> Result<String, DirectoryError> {
    let mut file: File = toml(CURRENT, text)?;
    match file.office.iter_mut().find(|known| known.id == office.id) {
        Some(known) => {
            let or = |new: &Option<String>, old: &mut Option<String>| {
                if let Some(new) = new {
                    *old = Some(new.clone());
                }
            };
            or(&office.postal_code, &mut known.postal_code);
            or(&office.address, &mut known.address);
            or(&office.official, &mut known.official);
            or(&office.phones, &mut known.phones);
            or(&office.email, &mut known.email);
            known.source.clone_from(&office.source);
        }
        None => file.office.push(office.clone()),
    }
    let head: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
    let body = ::toml::to_string(&file).map_err(|error| DirectoryError::Form {
        file: CURRENT.to_owned(),
        line: 0,
        what: error.to_string(),
    })?;
    Ok(format!("{}\n\n{body}", head.join("\n")))
}

/// Puts what holds now in place of what is printed.
pub(crate) fn apply(
    offices: &mut [Office],
    files: &BTreeMap<String, String>,
) -> Result<(), Vec<DirectoryError>> {
    let Some(text) = files.get(CURRENT) else { return Ok(()) };
    let (mut told, mut wrong) = (BTreeSet::new(), Vec::new());
    for current in toml::<File>(CURRENT, text).map_err(|error| vec![error])?.office {
        let place = Place { file: CURRENT, line: line_of(text, &current.id) };
        if !told.insert(current.id.clone()) {
            wrong.push(place.wrong("id", &current.id, "each office once"));
        }
        if current.source.trim().is_empty() {
            wrong.push(place.wrong("source", &current.source, "the act or the letter that says so"));
        }
        match offices.iter_mut().find(|office| office.id == current.id) {
            Some(office) => wrong.extend(replace(office, &current, place).err()),
            None => wrong.push(place.wrong("id", &current.id, "the id of an office")),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

fn replace(office: &mut Office, current: &CurrentOffice, place: Place<'_>) -> Result<(), DirectoryError> {
    let standards: BTreeSet<u8> = office.serves.keys().chain(&office.complaints_for).copied().collect();
    let printed =
        |value: &str| vec![Printed { value: value.trim().to_owned(), standards: standards.clone() }];
    for (field, value, list) in [
        ("postal_code", &current.postal_code, &mut office.postal_codes),
        ("address", &current.address, &mut office.addresses),
        ("official", &current.official, &mut office.officials),
    ] {
        let Some(value) = value else { continue };
        if value.trim().is_empty() {
            return Err(place.wrong(field, value, "a text; leave it out where it holds as printed"));
        }
        *list = printed(value);
    }
    if let Some(cell) = &current.phones {
        let phones = printed::phones(cell);
        if phones.is_empty() || phones.iter().any(|phone| phone.damage.is_some()) {
            let allowed = "numbers that can be dialled, several behind semicolons: 8(7172)32-08-68; 32-08-69";
            return Err(place.wrong("phones", cell, allowed));
        }
        office.phones =
            phones.into_iter().map(|value| Printed { value, standards: standards.clone() }).collect();
    }
    if let Some(cell) = &current.email {
        let emails = printed::emails(cell);
        if emails.is_empty() || emails.iter().any(|email| email.damage.is_some()) {
            return Err(place.wrong(
                "email",
                cell,
                "addresses that can be mailed, several behind semicolons",
            ));
        }
        office.emails =
            emails.into_iter().map(|value| Printed { value, standards: standards.clone() }).collect();
    }
    Ok(())
}
