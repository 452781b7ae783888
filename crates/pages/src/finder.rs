//! View models of the office finder.

use askama::Template;

use crate::Shell;
use crate::form::{Field, FieldKind, Problem};

/// Offices by place, service and hour.
#[derive(Debug, Template)]
#[template(path = "offices.html")]
pub struct OfficesPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// What was wrong with the question.
    pub problems: Vec<Problem>,
    /// Where the question is sent.
    pub action: String,
    /// The question.
    pub fields: Vec<Field>,
    /// Parts of it that few need.
    pub more: Vec<Field>,
    /// They are in sight.
    pub more_open: bool,
    /// What a cadastral number tells.
    pub parcel: Option<ParcelPlace>,
    /// Whose office decides on the service and where one lodges, each with its paragraph.
    pub whose: Vec<(String, String)>,
    /// How many offices there are in each region.
    pub map: Option<RegionMap<'a>>,
    /// How many offices were found.
    pub found: Option<String>,
    /// Where to look instead: text and address.
    pub elsewhere: Option<(String, String)>,
    /// Offices found.
    pub offices: Vec<OfficeCard>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// What a cadastral number tells of the office.
#[derive(Debug, Clone)]
pub struct ParcelPlace {
    /// The region, in a sentence.
    pub region: String,
    /// The district, or that one chooses it.
    pub district: String,
    /// Why the number does not tell it.
    pub why: String,
    /// Kinds of office there.
    pub kinds: Vec<KindRow>,
}

/// A kind of office in a place.
#[derive(Debug, Clone)]
pub struct KindRow {
    /// What kind.
    pub name: String,
    /// What it does for the service that was asked for.
    pub part: Option<String>,
    /// How many there are.
    pub count: usize,
    /// Address of the question for them alone.
    pub href: String,
}

/// A map of the regions with the number of offices in each.
#[derive(Debug, Clone)]
pub struct RegionMap<'a> {
    /// What is counted.
    pub caption: String,
    /// Width and height of the field in which it is drawn.
    pub size: (u32, u32),
    /// The regions.
    pub regions: Vec<MapRegion<'a>>,
    /// The question for the whole country: text and address.
    pub everywhere: (String, String),
}

/// A region of a map.
#[derive(Debug, Clone)]
pub struct MapRegion<'a> {
    /// Name.
    pub name: String,
    /// Name, as short as the map needs it.
    pub short: String,
    /// Address of the question for it alone.
    pub href: String,
    /// How many offices.
    pub count: usize,
    /// How dark, from 0 for none to 4 for the most.
    pub shade: usize,
    /// Where its number stands; a region without an outline is a dot there.
    pub at: (u32, u32),
    /// Path of its border.
    pub outline: Option<&'a str>,
    /// It is the one looked at.
    pub chosen: bool,
}

impl MapRegion<'_> {
    /// The line on which its number stands: on its place, or in the middle of its dot.
    fn count_at(&self) -> u32 {
        self.at.1 + if self.outline.is_some() { 0 } else { 8 }
    }

    /// The line on which its short name stands: under its number, or under its dot.
    fn name_at(&self) -> u32 {
        self.at.1 + if self.outline.is_some() { 18 } else { 34 }
    }
}

/// An office as a person needs it who wants to go there.
#[derive(Debug, Clone, Default)]
pub struct OfficeCard {
    /// Name, as printed.
    pub name: String,
    /// What kind of office it is.
    pub kind: String,
    /// What it does for the service that was asked for.
    pub part: Option<String>,
    /// Postal code and address, as printed.
    pub address: String,
    /// Telephones: what is dialled, where the print allows it, and what is printed.
    pub phones: Vec<(Option<String>, String)>,
    /// Addresses of electronic mail.
    pub emails: Vec<String>,
    /// Until when it is open, or why it is closed and when it opens.
    pub now: Option<String>,
    /// What its clock shows, where that is not what clocks in the capital show.
    pub clock: Option<String>,
    /// Days of the week with their hours.
    pub hours: Vec<(String, String)>,
    /// The break of a working day.
    pub pause: Option<String>,
    /// The paragraph that sets the hours.
    pub hours_cite: Option<String>,
    /// Days soon that are unlike the usual week.
    pub unusual: Vec<String>,
    /// Accessibility that the law requires of its premises, with its paragraph.
    pub access: Option<(String, String)>,
    /// What else the law requires of them, each with its paragraph.
    pub premises: Vec<(String, String)>,
    /// Services with the address of their page.
    pub services: Vec<(String, String)>,
}
