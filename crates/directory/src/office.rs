use std::collections::{BTreeMap, BTreeSet};

use crate::printed::{Email, Phone, Printed, form};
use crate::{Channel, OfficeKind};

/// Level of an office among those of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The national head office.
    Head,
    /// Of an oblast: branch of the enterprise or of the centres, akimat or department of an oblast.
    Oblast,
    /// Of a district or town: department of a branch, akimat or department of a district.
    District,
    /// Below a district: a sector of a centre.
    Sector,
}

/// An office, with everything that the annexes print of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Office {
    /// Readable name in addresses and in the API; never changes.
    pub id: String,
    /// What it is.
    pub kind: OfficeKind,
    /// Its level.
    pub level: Level,
    /// Code of its region; none for a head office that the annexes print under the whole country. The Agency, which no
    /// table prints, has the city of its seat: its terms run by the clocks there.
    pub region: Option<String>,
    /// The district or town that its name tells, under its usual name in all tables (`Ақкөл ауданы`); none for oblast and
    /// head offices, and where a name tells only a village.
    pub district: Option<String>,
    /// The office above it, by id, where it can be told.
    pub parent: Option<String>,
    /// Names, the usual one first.
    pub names: Vec<Printed<String>>,
    /// Addresses.
    pub addresses: Vec<Printed<String>>,
    /// Postal codes.
    pub postal_codes: Vec<Printed<String>>,
    /// Officials responsible, by their posts.
    pub officials: Vec<Printed<String>>,
    /// Telephones.
    pub phones: Vec<Printed<Phone>>,
    /// E-mail addresses.
    pub emails: Vec<Printed<Email>>,
    /// Services that it provides or accepts, with the channels.
    pub serves: BTreeMap<u8, BTreeSet<Channel>>,
    /// Services whose complaints go here: about the result, to the official or body that an annex names for it.
    pub complaints_for: BTreeSet<u8>,
}

impl Office {
    /// The name that a standard prints, else the usual one.
    pub fn name(&self, standard: Option<u8>) -> &str {
        form(&self.names, standard).map_or("", String::as_str)
    }

    /// The address that a standard prints, else the usual one.
    pub fn address(&self, standard: Option<u8>) -> &str {
        form(&self.addresses, standard).map_or("", String::as_str)
    }

    /// Whether it provides or accepts a service in a channel.
    pub fn serves(&self, service: Option<u8>, channel: Option<Channel>) -> bool {
        let in_channel =
            |channels: &BTreeSet<Channel>| channel.is_none_or(|channel| channels.contains(&channel));
        match service {
            Some(service) => self.serves.get(&service).is_some_and(in_channel),
            None => channel.is_none() || self.serves.values().any(in_channel),
        }
    }

    /// Addresses to which mail may be sent.
    pub fn mailable(&self) -> impl Iterator<Item = &str> {
        self.emails
            .iter()
            .filter(|email| email.value.damage.is_none())
            .map(|email| email.value.printed.as_str())
    }
}
