//! Finding offices: filters, words, and pages that stay stable.

use crate::fold::fold;
use crate::office::Office;
use crate::{BadCursor, Channel, Directory, OfficeKind};

/// Which offices are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfficeQuery {
    /// Offices that provide or accept this service.
    pub service: Option<u8>,
    /// Offices that serve in this channel.
    pub channel: Option<Channel>,
    /// Offices of this region, by code.
    pub region: Option<String>,
    /// Offices that are there for this district or town, under its usual name; the region says which of that name.
    pub district: Option<String>,
    /// Offices of this kind.
    pub kind: Option<OfficeKind>,
    /// Words of a name or an address, in any printed form; all must be found.
    pub words: String,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// Most offices of the page, from 1 to [`OfficeQuery::MOST`]; what lies outside counts as the nearest of these.
    pub limit: usize,
}

impl OfficeQuery {
    /// Most offices that a page may have.
    pub const MOST: usize = 100;
}

/// A page of offices.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficePage<'d> {
    /// The offices, ordered by region, level and name; national head offices first.
    pub offices: Vec<&'d Office>,
    /// Where the next page begins; none on the last page.
    pub next: Option<String>,
}

impl Directory {
    /// The offices that a query finds, page by page.
    ///
    /// # Errors
    /// [`BadCursor`] where the cursor was not made by this directory.
    pub fn search(&self, query: &OfficeQuery) -> Result<OfficePage<'_>, BadCursor> {
        let start = match &query.cursor {
            Some(cursor) => self.place_after(cursor)?,
            None => 0,
        };
        let words: Vec<String> = fold(&query.words).split_whitespace().map(ToOwned::to_owned).collect();
        let mut found = self.offices.iter().zip(&self.folded).skip(start).filter(|(office, folded)| {
            office.serves(query.service, query.channel)
                && query.region.as_ref().is_none_or(|region| office.region.as_ref() == Some(region))
                && query.district.as_ref().is_none_or(|district| self.serves_district(office, district))
                && query.kind.is_none_or(|kind| office.kind == kind)
                && words.iter().all(|word| folded.contains(word.as_str()))
        });
        let limit = query.limit.clamp(1, OfficeQuery::MOST);
        let offices: Vec<&Office> = found.by_ref().take(limit).map(|(office, _)| office).collect();
        let next = found.next().and_then(|_| offices.last()).map(|office| cursor(&office.id));
        Ok(OfficePage { offices, next })
    }

    fn place_after(&self, cursor: &str) -> Result<usize, BadCursor> {
        let id = read_cursor(cursor).ok_or(BadCursor)?;
        self.by_id.get(&id).map(|place| place + 1).ok_or(BadCursor)
    }
}

/// An opaque token: nobody should build one.
fn cursor(id: &str) -> String {
    id.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn read_cursor(cursor: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = cursor
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|text| u8::from_str_radix(text, 16).ok()))
        .collect();
    String::from_utf8(bytes?).ok()
}
