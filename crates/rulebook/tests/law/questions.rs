use std::sync::LazyLock;

use crate::files;
use calendar::Calendar;
use directory::Directory;
use jiff::tz::TimeZone;
use rulebook::model::{Routing, Standard};
use rulebook::scenario::Question;
use rulebook::{Rulebook, Stage};

pub fn run(rulebook: &Rulebook, number: u8, question: &Question) -> Result<(), String> {
    let standard = rulebook.editions(number).last().ok_or("no edition is held")?;
    let stage = Stage { calendar: &CALENDAR, zone: &deciding_zone };
    rulebook.play(standard, question, &stage).map_err(|otherwise| otherwise.to_string())
}

pub static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let files = files::read();
    let named = files.in_folder("calendar").map(|(path, text)| (path.to_owned(), text.to_owned()));
    let schedules = files.get("schedules.toml").map(|text| ("schedules.toml".to_owned(), text.to_owned()));
    Calendar::from_toml(named.chain(schedules)).expect("the calendar loads")
});

static DIRECTORY: LazyLock<Directory> = LazyLock::new(|| {
    let files = files::read();
    let base = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let offices = files.in_folder("offices").map(|(path, text)| (base(path), text.to_owned()));
    let regions = files.get("regions.toml").map(|text| ("regions.toml".to_owned(), text.to_owned()));
    Directory::load(offices.chain(regions)).expect("the directory loads")
});

/// The zone of the office that decides: of the parcel's region, or of the one office in the country.
fn deciding_zone(standard: &Standard, region: &str) -> Option<TimeZone> {
    let seat = match standard.provider.routing {
        Routing::SingleOffice => DIRECTORY.single_office_region(standard.provider.kind),
        Routing::ParcelLocation | Routing::WhereLodged => None,
    };
    let code = seat.as_deref().unwrap_or(region);
    DIRECTORY.region(code).map(|region| region.time_zone())
}
