//! From the texts of the data files to checked values; every complaint names file, line and field.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::{Date, Time, Weekday};
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::value::Datetime;

use crate::source::{
    FollowingRule, HolidaysFile, Reasons, ScheduleEntry, SchedulesFile, TransferEntry, WeekdayName, YearFile,
};
use crate::{Interval, LoadError, Named, NamedKind, ScheduleKind, Text};

/// The hours of each weekday, Monday first; no hours means a weekly day off.
pub(crate) type Week = [Vec<Interval>; 7];

/// All data files, read and checked one by one.
pub(crate) struct Data {
    pub reasons: Reasons,
    /// In the order of [`ScheduleKind::ALL`].
    pub weeks: [Week; 4],
    pub years: BTreeMap<i16, YearData>,
}

/// One year file.
pub(crate) struct YearData {
    pub document: Document,
    /// What is not yet known; `None` for a complete year.
    pub not_known: Option<Text>,
    pub following: Option<FollowingRule>,
    pub holidays: Vec<(Date, Arc<Named>)>,
    pub days_off: Vec<(Date, Arc<Named>)>,
    pub transfers: Vec<Transfer>,
}

/// A weekday off for a day worked.
#[derive(Clone)]
pub(crate) struct Transfer {
    pub off: Date,
    pub worked: Date,
    pub off_at: Range<usize>,
    pub worked_at: Range<usize>,
}

/// A named text in which a place can be pointed out.
#[derive(Clone)]
pub(crate) struct Document {
    pub file: String,
    pub text: String,
}

impl Document {
    fn line(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
    }

    pub fn value_error(
        &self,
        at: &Range<usize>,
        field: &'static str,
        found: impl Into<String>,
        allowed: impl Into<String>,
    ) -> LoadError {
        let (file, line) = (self.file.clone(), self.line(at.start));
        LoadError::Value { file, line, field, found: found.into(), allowed: allowed.into() }
    }

    fn parse<T: DeserializeOwned>(&self) -> Result<T, LoadError> {
        toml::from_str(&self.text).map_err(|error| LoadError::Toml {
            file: self.file.clone(),
            line: self.line(error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })
    }

    fn date(&self, field: &'static str, value: &Spanned<Datetime>) -> Result<Date, LoadError> {
        let written = value.get_ref();
        let date = match (written.date, written.time, written.offset) {
            (Some(date), None, None) => to_date(date),
            _ => None,
        };
        date.ok_or_else(|| self.value_error(&value.span(), field, written.to_string(), "a date, YYYY-MM-DD"))
    }

    fn date_in(&self, year: i16, field: &'static str, value: &Spanned<Datetime>) -> Result<Date, LoadError> {
        let date = self.date(field, value)?;
        if date.year() == year {
            Ok(date)
        } else {
            Err(self.value_error(&value.span(), field, date.to_string(), format!("a date of {year}")))
        }
    }

    fn filled(&self, field: &'static str, value: &Spanned<String>) -> Result<(), LoadError> {
        if value.get_ref().trim().is_empty() {
            return Err(self.value_error(&value.span(), field, "empty", "the source in words"));
        }
        Ok(())
    }
}

fn to_date(date: toml::value::Date) -> Option<Date> {
    let year = i16::try_from(date.year).ok()?;
    Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

/// What was read, where it is right; else why not, beside what else is wrong.
pub(crate) fn kept<T>(read: Result<T, LoadError>, wrong: &mut Vec<LoadError>) -> Option<T> {
    read.map_err(|error| wrong.push(error)).ok()
}

/// Sorts the files by their names and reads each; everything that is wrong with them.
pub(crate) fn read<Name, Body>(files: impl IntoIterator<Item = (Name, Body)>) -> Result<Data, Vec<LoadError>>
where
    Name: Into<String>,
    Body: Into<String>,
{
    let (mut holidays, mut schedules) = (None, None);
    let mut documents = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, body) in files {
        let document = Document { file: name.into(), text: body.into() };
        let last_part = document.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let earlier = match last_part {
            "holidays.toml" => holidays.replace(document.clone()),
            "schedules.toml" => schedules.replace(document.clone()),
            other => match year_of(other) {
                Some(year) => documents.insert(year, document.clone()),
                None => {
                    wrong.push(LoadError::UnknownFile { file: document.file });
                    continue;
                }
            },
        };
        if earlier.is_some() {
            wrong.push(LoadError::FileTwice { file: document.file });
        }
    }
    let missing = |file: &str| LoadError::MissingFile { file: format!("rulebook/{file}") };
    let holidays =
        holidays.ok_or_else(|| missing("calendar/holidays.toml")).and_then(|one| read_holidays(&one));
    let weeks = schedules.ok_or_else(|| missing("schedules.toml")).and_then(|one| read_schedules(&one));
    let (holidays, weeks) = (kept(holidays, &mut wrong), kept(weeks, &mut wrong));
    // Without the names of the days nothing can be said of the years that use them.
    let Some((named, reasons)) = holidays else { return Err(wrong) };
    let mut years = BTreeMap::new();
    for (year, document) in documents {
        years.extend(read_year(document, year, &named, &mut wrong).map(|read| (year, read)));
    }
    match weeks {
        Some(weeks) if wrong.is_empty() => Ok(Data { reasons, weeks, years }),
        _ => Err(wrong),
    }
}

fn year_of(file_name: &str) -> Option<i16> {
    let stem = file_name.strip_suffix(".toml")?;
    let four_digits = stem.len() == 4 && stem.bytes().all(|byte| byte.is_ascii_digit());
    four_digits.then(|| stem.parse().ok()).flatten()
}

pub(crate) type NamedDays = HashMap<String, Arc<Named>>;

pub(crate) fn read_holidays(document: &Document) -> Result<(NamedDays, Reasons), LoadError> {
    let file: HolidaysFile = document.parse()?;
    let mut named = NamedDays::new();
    for entry in file.named {
        let at = entry.id.span();
        let id = entry.id.into_inner();
        let value = Named { id: id.clone(), kind: entry.kind, name: entry.name, law: entry.law };
        if named.insert(id.clone(), Arc::new(value)).is_some() {
            return Err(document.value_error(&at, "named.id", id, "an id that no other entry has"));
        }
    }
    Ok((named, file.reasons))
}

fn read_schedules(document: &Document) -> Result<[Week; 4], LoadError> {
    let file: SchedulesFile = document.parse()?;
    let mut weeks: [Option<Week>; 4] = Default::default();
    for entry in &file.schedules {
        let kind = *entry.id.get_ref();
        if entry.cite.trim().is_empty() {
            return Err(document.value_error(
                &entry.id.span(),
                "schedule.cite",
                "empty",
                "paragraphs, as in S1 ¶9",
            ));
        }
        if weeks[kind as usize].replace(read_week(document, entry)?).is_some() {
            return Err(document.value_error(
                &entry.id.span(),
                "schedule.id",
                kind.id(),
                "each schedule once",
            ));
        }
    }
    let [cadastre, centre, agency, body] = weeks;
    let present = |week: Option<Week>, kind: ScheduleKind| {
        week.ok_or_else(|| {
            let allowed = format!("one [[schedule]] for each kind of provider; add `{kind}`");
            document.value_error(&(0..0), "schedule", "incomplete", allowed)
        })
    };
    Ok([
        present(cadastre, ScheduleKind::Cadastre)?,
        present(centre, ScheduleKind::Centre)?,
        present(agency, ScheduleKind::Agency)?,
        present(body, ScheduleKind::Body)?,
    ])
}

fn read_week(document: &Document, entry: &ScheduleEntry) -> Result<Week, LoadError> {
    let mut hours: Vec<Interval> = Vec::new();
    for [opens, closes] in entry.hours.get_ref() {
        let interval = Interval { opens: time(document, opens)?, closes: time(document, closes)? };
        let follows = hours.last().is_none_or(|earlier| earlier.closes < interval.opens);
        if !follows || interval.closes <= interval.opens {
            let found = format!("{}-{}", opens.get_ref(), closes.get_ref());
            let allowed = "stretches in order that do not touch, each closing after it opens";
            return Err(document.value_error(&opens.span(), "schedule.hours", found, allowed));
        }
        hours.push(interval);
    }
    if hours.is_empty() {
        return Err(document.value_error(
            &entry.hours.span(),
            "schedule.hours",
            "empty",
            "one stretch or more",
        ));
    }
    let mut week = Week::default();
    for day in entry.days.get_ref() {
        week[*day as usize].clone_from(&hours);
    }
    if week.iter().all(Vec::is_empty) {
        return Err(document.value_error(
            &entry.days.span(),
            "schedule.days",
            "empty",
            "one weekday or more",
        ));
    }
    Ok(week)
}

/// Where [`Week`] keeps a weekday.
pub(crate) fn place_in_week(weekday: Weekday) -> usize {
    let name = match weekday {
        Weekday::Monday => WeekdayName::Mon,
        Weekday::Tuesday => WeekdayName::Tue,
        Weekday::Wednesday => WeekdayName::Wed,
        Weekday::Thursday => WeekdayName::Thu,
        Weekday::Friday => WeekdayName::Fri,
        Weekday::Saturday => WeekdayName::Sat,
        Weekday::Sunday => WeekdayName::Sun,
    };
    name as usize
}

fn time(document: &Document, written: &Spanned<String>) -> Result<Time, LoadError> {
    let text = written.get_ref();
    text.parse()
        .map_err(|_| document.value_error(&written.span(), "schedule.hours", text.clone(), "a time, HH:MM"))
}

/// A year with everything that is wrong with it; none where its file cannot be read at all.
fn read_year(
    document: Document,
    year: i16,
    named: &NamedDays,
    wrong: &mut Vec<LoadError>,
) -> Option<YearData> {
    let file: YearFile = kept(document.parse(), wrong)?;
    if *file.year.get_ref() != year {
        let found = file.year.get_ref().to_string();
        let allowed = format!("{year}, as the file's name says");
        wrong.push(document.value_error(&file.year.span(), "year", found, allowed));
    }
    if *file.complete.get_ref() == file.not_known.is_some() {
        let allowed = "true without `not_known`, or false with `not_known` saying what is open";
        let found = file.complete.get_ref().to_string();
        wrong.push(document.value_error(&file.complete.span(), "complete", found, allowed));
    }
    if let Some(following) = &file.following_day_off {
        kept(document.filled("following_day_off.cite", &following.cite), wrong);
    }
    let mut holidays = Vec::new();
    for entry in &file.holidays {
        let found = find(&document, named, &entry.id, "holiday.id", NamedKind::Holiday);
        let Some(holiday) = kept(found, wrong) else { continue };
        for written in &entry.dates {
            let date = document.date_in(year, "holiday.dates", written);
            let put = date.and_then(|date| {
                push_once(&document, &mut holidays, date, &holiday, written, "holiday.dates")
            });
            kept(put, wrong);
        }
    }
    let mut days_off = Vec::new();
    for entry in &file.days_off {
        let put = find(&document, named, &entry.id, "day_off.id", NamedKind::DayOff).and_then(|day_off| {
            let date = document.date_in(year, "day_off.date", &entry.date)?;
            push_once(&document, &mut days_off, date, &day_off, &entry.date, "day_off.date")
        });
        kept(put, wrong);
    }
    let transfers =
        file.transfers.iter().filter_map(|entry| kept(read_transfer(&document, year, entry), wrong));
    let transfers = transfers.collect();
    let following = file.following_day_off.map(|following| following.rule);
    Some(YearData { document, not_known: file.not_known, following, holidays, days_off, transfers })
}

fn read_transfer(document: &Document, year: i16, entry: &TransferEntry) -> Result<Transfer, LoadError> {
    document.filled("transfer.source", &entry.source)?;
    document.filled("transfer.url", &entry.url)?;
    let (off, worked) =
        (document.date("transfer.off", &entry.off)?, document.date("transfer.worked", &entry.worked)?);
    if off.year() != year && worked.year() != year {
        let allowed = format!("a transfer that touches {year}");
        return Err(document.value_error(&entry.off.span(), "transfer.off", off.to_string(), allowed));
    }
    Ok(Transfer { off, worked, off_at: entry.off.span(), worked_at: entry.worked.span() })
}

fn find(
    document: &Document,
    named: &NamedDays,
    id: &Spanned<String>,
    field: &'static str,
    kind: NamedKind,
) -> Result<Arc<Named>, LoadError> {
    named.get(id.get_ref()).filter(|found| found.kind == kind).cloned().ok_or_else(|| {
        let mut known: Vec<&str> =
            named.values().filter(|day| day.kind == kind).map(|day| day.id.as_str()).collect();
        known.sort_unstable();
        let allowed = format!("an id of this kind in holidays.toml: {}", known.join(", "));
        document.value_error(&id.span(), field, id.get_ref().clone(), allowed)
    })
}

fn push_once(
    document: &Document,
    days: &mut Vec<(Date, Arc<Named>)>,
    date: Date,
    named: &Arc<Named>,
    written: &Spanned<Datetime>,
    field: &'static str,
) -> Result<(), LoadError> {
    if days.iter().any(|(earlier, _)| *earlier == date) {
        return Err(document.value_error(&written.span(), field, date.to_string(), "each date once"));
    }
    days.push((date, Arc::clone(named)));
    Ok(())
}
