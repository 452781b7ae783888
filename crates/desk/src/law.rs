//! The law, the calendar and the offices together: everything that answers without a database.

use std::sync::Arc;

use calendar::{Calendar, LoadError, ScheduleKind};
use directory::{Directory, DirectoryError, OfficeKind};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rulebook::ask::AskError;
use rulebook::model::{Routing, Standard};
use rulebook::{Fault, Problem, Problems, RuleFiles, Rulebook};

const SCHEDULES: &str = "schedules.toml";
const REGIONS: &str = "regions.toml";

/// Everything that answers without a database.
#[derive(Debug, Clone)]
pub struct Law {
    /// The standards.
    pub rulebook: Rulebook,
    /// Which days are worked.
    pub calendar: Arc<Calendar>,
    /// Calendars that counted before, the first one first, each with the instant at which another took its place.
    pub(crate) earlier: Vec<(Timestamp, Arc<Calendar>)>,
    /// Offices and regions.
    pub directory: Arc<Directory>,
    /// The files that all of this was loaded from.
    pub files: RuleFiles,
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
    /// Everything that is wrong, with file, line, field and what is allowed.
    pub fn load(files: &RuleFiles) -> Result<Self, Problems> {
        Self::load_beside(files, None)
    }

    /// The same; parts whose files are those of another law are that law's.
    pub(crate) fn load_beside(files: &RuleFiles, held: Option<&Self>) -> Result<Self, Problems> {
        let same = |of: fn(&str) -> bool| held.filter(|held| same_files(&held.files, files, of));
        let calendar = match same(of_calendar) {
            Some(held) => Ok(Arc::clone(&held.calendar)),
            None => load_calendar(files).map(Arc::new),
        };
        let directory = match same(of_directory) {
            Some(held) => Ok(Arc::clone(&held.directory)),
            None => load_directory(files).map(Arc::new),
        };
        let rulebook = match same(Rulebook::owns) {
            Some(held) => Ok(held.rulebook.beside(files)),
            None => Rulebook::load(files).map_err(|problems| problems.0),
        };
        match (rulebook, calendar, directory) {
            (Ok(rulebook), Ok(calendar), Ok(directory)) => {
                Ok(Self { rulebook, calendar, earlier: Vec::new(), directory, files: files.clone() })
            }
            (rulebook, calendar, directory) => Err(Problems(
                [rulebook.err(), calendar.err(), directory.err()].into_iter().flatten().flatten().collect(),
            )),
        }
    }

    /// The calendar by which a case counts that was lodged at an instant: as it stood then, with the years that were added
    /// since. A day that was counted as open or closed stays so for the case.
    pub(crate) fn calendar_at(&self, lodged_at: Timestamp) -> &Calendar {
        let earlier = self.earlier.iter().find(|(until, _)| lodged_at < *until);
        earlier.map_or(&self.calendar, |(_, calendar)| calendar)
    }

    /// The law that ships inside the program.
    ///
    /// # Errors
    /// As [`Law::load`]; a program that was tested has none.
    pub fn embedded() -> Result<Self, Problems> {
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

pub(crate) fn of_calendar(path: &str) -> bool {
    path.starts_with("calendar/") || path == SCHEDULES
}

pub(crate) fn of_directory(path: &str) -> bool {
    path.starts_with("offices/") || path == REGIONS
}

fn same_files(one: &RuleFiles, other: &RuleFiles, of: fn(&str) -> bool) -> bool {
    one.iter().filter(|(path, _)| of(path)).eq(other.iter().filter(|(path, _)| of(path)))
}

pub(crate) fn load_calendar(files: &RuleFiles) -> Result<Calendar, Vec<Problem>> {
    let named = files.iter().filter(|(path, _)| of_calendar(path));
    let problem_of = |error| match error {
        LoadError::Toml { file, line, message } => problem(file, Some(line), "", message.into()),
        LoadError::Value { file, line, field, found, allowed } => {
            problem(file, Some(line), field, value_fault(&found, &allowed))
        }
        LoadError::UnknownFile { ref file } | LoadError::FileTwice { ref file } => {
            let fault = Fault::new("rule-calendar-file", error.to_string());
            problem(file.clone(), None, "", fault)
        }
        LoadError::MissingFile { ref file } => {
            let fault = Fault::new("rule-file-missing", error.to_string());
            problem(file.trim_start_matches("rulebook/").to_owned(), None, "", fault)
        }
    };
    Calendar::checked(named).map_err(|wrong| wrong.into_iter().map(problem_of).collect())
}

fn load_directory(files: &RuleFiles) -> Result<Directory, Vec<Problem>> {
    let named = files.iter().filter(|(path, _)| of_directory(path));
    let named = named.map(|(path, text)| (base(path).to_owned(), text.to_owned()));
    let whole = |file: &str| if file == REGIONS { file.to_owned() } else { format!("offices/{file}") };
    let problem_of = |error: &DirectoryError| match error {
        DirectoryError::MissingFile { file } => {
            problem(whole(file), None, "", Fault::new("rule-file-missing", error.to_string()))
        }
        DirectoryError::UnknownFile { file } => {
            problem(whole(file), None, "", Fault::new("rule-office-file", error.to_string()))
        }
        DirectoryError::Form { file, line, what } => {
            problem(whole(file), Some(*line), "", what.as_str().into())
        }
        DirectoryError::Value { file, line, field, found, allowed } => {
            problem(whole(file), Some(*line), field, value_fault(found, allowed))
        }
    };
    Directory::checked(named).map_err(|wrong| wrong.iter().map(problem_of).collect())
}

fn problem(file: String, line: Option<usize>, field: &str, fault: Fault) -> Problem {
    Problem { file, line, field: field.to_owned(), fault }
}

fn value_fault(found: &str, allowed: &str) -> Fault {
    let english = format!("`{found}` stands here; allowed: {allowed}");
    Fault::new("rule-value", english).with("found", found).with("allowed", allowed)
}
