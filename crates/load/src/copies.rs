//! Copies of a case under keys of their own.

use anyhow::Context;
use cases::ReceiptNumber;
use identifiers::{Bin, Iin};
use sha2::{Digest, Sha256};
use store::cases::{IdentifierKind, SearchTerms};
use store::whole::Whole;
use uuid::Uuid;

use crate::pattern::{Pattern, Slot};

/// A case that others are made of.
#[derive(Debug, Clone)]
pub struct Template {
    whole: Whole,
    number: ReceiptNumber,
    state: Pattern,
    label: Pattern,
    events: Vec<Pattern>,
    entries: Vec<Pattern>,
    messages: Vec<(Pattern, Pattern)>,
}

/// What a copy has of its own. `nth` makes parcel, name and identifier, `serial` the number of the receipt.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Place among all copies of a store, from 1.
    pub nth: u64,
    /// Serial within service and year.
    pub serial: u32,
}

impl Template {
    /// Cuts a case into its patterns.
    ///
    /// # Errors
    /// Where the number of the case cannot be read.
    pub fn of(whole: Whole) -> anyhow::Result<Self> {
        let head = &whole.row.head;
        let number: ReceiptNumber = head.number.parse().context("a receipt number")?;
        let first = |texts: &[String]| texts.first().cloned().unwrap_or_default();
        let identifier = whole.terms.identifiers.first().map(|(_, value)| value.clone()).unwrap_or_default();
        let mut own = vec![
            (head.id.to_string(), Slot::Id),
            (head.number.clone(), Slot::Number),
            (format!("\"serial\":{},", number.serial()), Slot::Serial),
            (first(&whole.terms.parcels), Slot::Parcel),
            (identifier, Slot::Identifier),
            (head.label.clone(), Slot::Name),
        ];
        let leaves = whole.events.iter().enumerate();
        own.extend(leaves.map(|(place, event)| (hex::encode(event.leaf_hash), Slot::Leaf(place))));
        let cut = |text: &str| Pattern::of(text, &own);
        let events = whole.events.iter().map(|event| Ok(cut(std::str::from_utf8(&event.payload)?)));
        Ok(Self {
            state: cut(&whole.row.state_json),
            label: cut(&head.label),
            events: events.collect::<anyhow::Result<_>>()?,
            entries: whole.entries.iter().map(|entry| cut(&entry.payload)).collect(),
            messages: whole.messages.iter().map(|one| (cut(&one.body), cut(&one.recipient.id))).collect(),
            number,
            whole,
        })
    }

    /// The case itself.
    pub fn whole(&self) -> &Whole {
        &self.whole
    }

    /// Service and year, within which receipts are numbered.
    pub fn series(&self) -> (u8, i16) {
        (self.number.service(), self.number.year())
    }

    /// A copy.
    ///
    /// # Errors
    /// Where the serials or the identifiers are used up.
    pub fn copy(&self, key: Key) -> anyhow::Result<Whole> {
        let mut copy = self.whole.clone();
        let head = &mut copy.row.head;
        let (service, year) = self.series();
        let number = ReceiptNumber::new(service, year, key.serial)?.to_string();
        let salted = Sha256::new().chain_update(head.id).chain_update(key.nth.to_be_bytes()).finalize();
        let unique: [u8; 32] = salted.into();
        let id = uuid_like(head.id, &unique);
        let (parcel, name) = (parcel(key.nth), name(key.nth));
        let identifier = match copy.terms.identifiers.first() {
            Some((IdentifierKind::Iin, _)) => iin(key.nth).context("an IIN for each copy")?,
            Some((IdentifierKind::Bin, _)) => bin(key.nth).context("a BIN for each copy")?,
            None => String::new(),
        };
        let mut leaves: Vec<String> = Vec::with_capacity(self.events.len());
        let value = |leaves: &[String], slot| match slot {
            Slot::Id => id.to_string(),
            Slot::Number => number.clone(),
            Slot::Serial => format!("\"serial\":{},", key.serial),
            Slot::Parcel => parcel.clone(),
            Slot::Identifier => identifier.clone(),
            Slot::Name => name.clone(),
            Slot::Leaf(place) => leaves.get(place).cloned().unwrap_or_default(),
        };
        for (event, pattern) in copy.events.iter_mut().zip(&self.events) {
            event.case_id = id;
            event.payload = pattern.fill(|slot| value(&leaves, slot)).into_bytes();
            event.leaf_hash = Sha256::new().chain_update([0]).chain_update(&event.payload).finalize().into();
            leaves.push(hex::encode(event.leaf_hash));
        }
        let fill = |pattern: &Pattern| pattern.fill(|slot| value(&leaves, slot));
        head.label = fill(&self.label);
        copy.row.state_json = fill(&self.state);
        for (entry, pattern) in copy.entries.iter_mut().zip(&self.entries) {
            entry.payload = fill(pattern);
            entry.case_id = Some(id);
        }
        for (place, (message, (body, recipient))) in copy.messages.iter_mut().zip(&self.messages).enumerate()
        {
            message.body = fill(body);
            message.recipient.id = fill(recipient);
            message.case_id = Some(id);
            let own: [u8; 32] =
                Sha256::new().chain_update(unique).chain_update([place as u8]).finalize().into();
            message.id = uuid_like(message.id, &own);
        }
        copy.timers.iter_mut().for_each(|timer| timer.case_id = id);
        copy.terms = SearchTerms {
            parcels: self.whole.terms.parcels.iter().take(1).map(|_| parcel.clone()).collect(),
            identifiers: self
                .whole
                .terms
                .identifiers
                .iter()
                .take(1)
                .map(|(kind, _)| (*kind, identifier.clone()))
                .collect(),
            name_tokens: words(&name),
        };
        copy.row.head.id = id;
        copy.row.head.number = number;
        copy.secret_hash = copy.secret_hash.map(|_| unique);
        Ok(copy)
    }
}

/// The words by which a name is found, each once.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name.to_lowercase().split(' ').map(str::to_owned).collect();
    words.dedup();
    words
}

/// An identifier of the same moment as `like`, its tail from `unique`.
fn uuid_like(like: Uuid, unique: &[u8; 32]) -> Uuid {
    let millis = like.get_timestamp().map_or(0, |stamp| {
        let (seconds, nanos) = stamp.to_unix();
        seconds * 1000 + u64::from(nanos / 1_000_000)
    });
    let mut tail = [0; 10];
    tail.copy_from_slice(&unique[..10]);
    uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
}

/// Parcels lie in districts that the invented world leaves empty.
pub fn parcel(nth: u64) -> String {
    let (nth, parcel) = (nth / 9_000, 1_000 + nth % 9_000);
    format!("21-{:03}-{:03}-{parcel}", 400 + (nth / 999) % 500, 1 + nth % 999)
}

/// Syllables of names, none of which has a letter that searches fold.
const SYLLABLES: [&str; 20] = [
    "ал", "бек", "дар", "жан", "ер", "кар", "ле", "мар", "нур", "ора", "рас", "сар", "та", "ша", "бай",
    "гул", "дин", "кен", "мол", "тур",
];

/// Some millions of names of two words.
fn name(nth: u64) -> String {
    let mut rest = nth.wrapping_mul(2_654_435_761) % 64_000_000;
    let mut word = |syllables: usize| {
        let mut word = String::new();
        for _ in 0..syllables {
            word.push_str(SYLLABLES[usize::try_from(rest % 20).unwrap_or(0)]);
            rest /= 20;
        }
        let first = word.chars().next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        first + &word.chars().skip(1).collect::<String>()
    };
    format!("{} {}", word(3), word(3))
}

/// Serial numbers that are tried: some digits have no check digit, and a neighbour is taken then.
const TRIED: u64 = 5_000;

/// An IIN that is right in form and given to nobody: its date lies in the future.
pub fn iin(nth: u64) -> Option<String> {
    let (month, day, serial) = (1 + nth % 12, 1 + (nth / 12) % 28, (nth / 336) % TRIED);
    [0, TRIED].into_iter().find_map(|more| {
        let eleven = format!("99{month:02}{day:02}7{:04}", serial + more);
        (0..10).map(|check| format!("{eleven}{check}")).find(|text| text.parse::<Iin>().is_ok())
    })
}

/// A BIN of an organisation that does not exist.
fn bin(nth: u64) -> Option<String> {
    let (year, month, serial) = (50 + nth % 40, 1 + (nth / 40) % 12, (nth / 480) % TRIED);
    [0, TRIED].into_iter().find_map(|more| {
        let eleven = format!("{year:02}{month:02}400{:04}", serial + more);
        (0..10).map(|check| format!("{eleven}{check}")).find(|text| text.parse::<Bin>().is_ok())
    })
}
