//! The law, the calendar and the offices together: everything that answers without a database.

use calendar::{Calendar, ScheduleKind};
use directory::{Directory, OfficeKind};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rulebook::ask::AskError;
use rulebook::model::{Routing, Standard};
use rulebook::{RuleFiles, Rulebook};

/// Everything that answers without a database.
#[derive(Debug)]
pub struct Law {
    /// The standards.
    pub rulebook: Rulebook,
    /// Which days are worked.
    pub calendar: Calendar,
    /// Offices and regions.
    pub directory: Directory,
    /// The files that all of this was loaded from.
    pub files: RuleFiles,
}

/// Rule files that make no law. Nothing was loaded.
#[derive(Debug, thiserror::Error)]
pub enum LawError {
    /// The standards.
    #[error(transparent)]
    Rules(#[from] rulebook::Problems),
    /// The calendar.
    #[error(transparent)]
    Calendar(#[from] calendar::LoadError),
    /// The offices.
    #[error(transparent)]
    Directory(#[from] directory::DirectoryError),
}

/// A region that a question names and that does not exist on its day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegionError {
    /// No region has the code.
    #[error("no region has the code {given}; codes: {known:?}")]
    Unknown {
        /// What was given.
        given: String,
        /// Codes that exist.
        known: Vec<String>,
    },
    /// The region did not exist on that day.
    #[error("region {code} exists from {from}, not on {on}")]
    NotYet {
        /// The code.
        code: String,
        /// Its first day.
        from: Date,
        /// The day asked for.
        on: Date,
    },
}

impl Law {
    /// Loads the law from its files; one wrong file refuses the whole.
    ///
    /// # Errors
    /// [`LawError`] with file, line, field and what is allowed.
    pub fn load(files: &RuleFiles) -> Result<Self, LawError> {
        let named =
            |folder| files.in_folder(folder).map(|(path, text)| (base(path).to_owned(), text.to_owned()));
        let schedules =
            files.get("schedules.toml").map(|text| ("schedules.toml".to_owned(), text.to_owned()));
        let calendar = Calendar::from_toml(named("calendar").chain(schedules))?;
        let regions = files.get("regions.toml").map(|text| ("regions.toml".to_owned(), text.to_owned()));
        let directory = Directory::load(named("offices").chain(regions))?;
        Ok(Self { rulebook: Rulebook::load(files)?, calendar, directory, files: files.clone() })
    }

    /// The law that ships inside the program.
    ///
    /// # Errors
    /// As [`Law::load`]; a program that was tested has none.
    pub fn embedded() -> Result<Self, LawError> {
        Self::load(&RuleFiles::embedded())
    }

    /// The standards under which applications of a day fall, by number.
    pub fn standards_on(&self, day: Date) -> impl Iterator<Item = &Standard> {
        self.rulebook.numbers().filter_map(move |number| self.rulebook.standard_on(number, day))
    }

    /// The standard of a service under which applications of a day fall.
    ///
    /// # Errors
    /// [`AskError::UnknownService`] with the numbers that exist.
    pub fn standard(&self, number: u8, day: Date) -> Result<&Standard, AskError> {
        self.rulebook.standard_on(number, day).ok_or_else(|| AskError::UnknownService {
            number: number.into(),
            known: self.rulebook.numbers().collect(),
        })
    }

    /// The time zone of the office that decides: of the parcel's region, or of the one office in the country.
    ///
    /// # Errors
    /// [`RegionError`] where the region does not exist on that day.
    pub fn deciding_zone(
        &self,
        standard: &Standard,
        region: &str,
        at: Timestamp,
    ) -> Result<TimeZone, RegionError> {
        let zone = self.zone(region, at)?;
        match standard.provider.routing {
            Routing::SingleOffice => match self.directory.single_office_region(standard.provider.kind) {
                Some(seat) => self.zone(&seat, at),
                None => Ok(zone),
            },
            Routing::ParcelLocation | Routing::WhereLodged => Ok(zone),
        }
    }

    /// The time zone of a region that exists on a day.
    ///
    /// # Errors
    /// [`RegionError`] where it does not.
    pub fn zone(&self, code: &str, at: Timestamp) -> Result<TimeZone, RegionError> {
        let region = self.directory.region(code).ok_or_else(|| RegionError::Unknown {
            given: code.chars().take(16).collect(),
            known: self.directory.regions().map(|region| region.code.to_string()).collect(),
        })?;
        let zone = region.time_zone();
        let on = at.to_zoned(zone.clone()).date();
        match region.from {
            Some(from) if on < from => Err(RegionError::NotYet { code: code.to_owned(), from, on }),
            _ => Ok(zone),
        }
    }
}

/// The hours that an office of a kind keeps (¶9).
pub fn schedule_of(kind: OfficeKind) -> ScheduleKind {
    match kind {
        OfficeKind::CadastreEnterprise => ScheduleKind::Cadastre,
        OfficeKind::Centre => ScheduleKind::Centre,
        OfficeKind::Agency => ScheduleKind::Agency,
        OfficeKind::AuthorisedBody | OfficeKind::ExecutiveBody => ScheduleKind::Body,
    }
}

fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
