//! From the checked data to what each day is: holidays, days off, the days that follow, then the transfers.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, Weekday};

use crate::open_days::OpenDays;
use crate::read::{Data, Transfer, Week, YearData, kept, place_in_week};
use crate::source::FollowingRule;
use crate::years::Span;
use crate::{Calendar, LoadError, Named};

/// What the law makes of a day, whatever the schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fact {
    /// Nothing: the schedule's weekday decides.
    Ordinary,
    Holiday(Arc<Named>),
    DayOff(Arc<Named>),
    Following {
        holiday: Arc<Named>,
        fell_on: Date,
    },
    TransferredOff {
        worked: Date,
    },
    Worked {
        instead_of: Date,
    },
}

pub(crate) fn build(data: Data) -> Result<Calendar, Vec<LoadError>> {
    let span = Span::new(&consecutive_years(&data.years).map_err(|gap| vec![gap])?);
    let mut facts = vec![Fact::Ordinary; span.len()];
    for year in data.years.values() {
        // A holiday outweighs a religious day off that falls on the same date.
        for (date, named) in &year.days_off {
            put(&span, &mut facts, *date, Fact::DayOff(Arc::clone(named)));
        }
        for (date, named) in &year.holidays {
            put(&span, &mut facts, *date, Fact::Holiday(Arc::clone(named)));
        }
    }
    add_following_days(&span, &mut facts, &data.years);
    // Transfers come last: the Government has moved a day off that followed a holiday (11 May 2020).
    let mut wrong = Vec::new();
    for year in data.years.values() {
        for transfer in &year.transfers {
            let added = check_twin(&data.years, year, transfer)
                .and_then(|()| add_transfer(&span, &mut facts, year, transfer));
            kept(added, &mut wrong);
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let open_days = data.weeks.map(|week| open_days(&span, &facts, week));
    let not_known = data.years.into_iter().map(|(year, read)| (year, read.not_known)).collect();
    Ok(Calendar::new(span, facts, open_days, not_known, data.reasons))
}

/// A calendar as it stood before another took its place, with the years that only the other has: what was counted by it
/// stays as it was counted, and what reaches beyond it can still be counted.
pub(crate) fn prolonged(before: &Calendar, newer: &Calendar) -> Calendar {
    let mut span_years: Vec<i16> = before.years().chain(newer.years()).map(|year| year.year).collect();
    span_years.sort_unstable();
    span_years.dedup();
    let span = Span::new(&span_years);
    let fact =
        |date: &Date| before.fact(*date).or_else(|| newer.fact(*date)).cloned().unwrap_or(Fact::Ordinary);
    let facts: Vec<Fact> = span.dates().iter().map(fact).collect();
    let open_days = before.weeks().map(|week| open_days(&span, &facts, week.clone()));
    let mut not_known = newer.not_known().clone();
    not_known.extend(before.not_known().iter().map(|(year, text)| (*year, text.clone())));
    Calendar::new(span, facts, open_days, not_known, before.reasons().clone())
}

fn open_days(span: &Span, facts: &[Fact], week: Week) -> OpenDays {
    let days = span.dates().iter().zip(facts);
    let open: Vec<bool> = days.map(|(date, fact)| !hours_on(&week, *date, fact).is_empty()).collect();
    OpenDays::new(&open, week)
}

/// The hours of a schedule on a day. A day worked in place of another keeps the hours of that other day.
pub(crate) fn hours_on<'week>(
    week: &'week crate::read::Week,
    date: Date,
    fact: &Fact,
) -> &'week [crate::Interval] {
    match fact {
        Fact::Ordinary => &week[place_in_week(date.weekday())],
        Fact::Worked { instead_of } => &week[place_in_week(instead_of.weekday())],
        Fact::Holiday(_) | Fact::DayOff(_) | Fact::Following { .. } | Fact::TransferredOff { .. } => &[],
    }
}

fn consecutive_years(years: &BTreeMap<i16, YearData>) -> Result<Vec<i16>, LoadError> {
    let loaded: Vec<i16> = years.keys().copied().collect();
    let missing = match (loaded.first(), loaded.last()) {
        (Some(first), Some(last)) => {
            (*first..=*last).find(|year| !years.contains_key(year)).map(|year| format!("{year:04}"))
        }
        _ => Some("YYYY".to_owned()),
    };
    match missing {
        Some(year) => Err(LoadError::MissingFile { file: format!("rulebook/calendar/{year}.toml") }),
        None => Ok(loaded),
    }
}

fn put(span: &Span, facts: &mut [Fact], date: Date, fact: Fact) {
    if let Some(place) = span.place(date).and_then(|index| facts.get_mut(index)) {
        *place = fact;
    }
}

/// The law counts by the five-day week here: Saturdays and Sundays.
fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn add_following_days(span: &Span, facts: &mut [Fact], years: &BTreeMap<i16, YearData>) {
    for year in years.values().filter(|year| year.following == Some(FollowingRule::NextWorkingDay)) {
        let mut holidays = year.holidays.clone();
        holidays.sort_by_key(|(date, _)| *date);
        for (fell_on, holiday) in holidays.into_iter().filter(|(date, _)| is_weekend(*date)) {
            // It lies on a weekend and is not free itself; a day that follows beyond the last loaded year lies outside
            // the calendar.
            let from = span.place(fell_on).unwrap_or(span.len());
            let free = (from..span.len())
                .find(|index| !is_weekend(span.dates()[*index]) && facts[*index] == Fact::Ordinary);
            if let Some(index) = free {
                facts[index] = Fact::Following { holiday, fell_on };
            }
        }
    }
}

/// A transfer between two years stands in both files, so that neither year is wrong without the other.
fn check_twin(
    years: &BTreeMap<i16, YearData>,
    year: &YearData,
    transfer: &Transfer,
) -> Result<(), LoadError> {
    let told = |other: i16| {
        years.get(&other).is_none_or(|read| {
            read.transfers.iter().any(|twin| twin.off == transfer.off && twin.worked == transfer.worked)
        })
    };
    for other in [transfer.off.year(), transfer.worked.year()] {
        if !told(other) {
            let found = format!("{} for {}", transfer.off, transfer.worked);
            let allowed = format!("a transfer that {other:04}.toml states too");
            return Err(year.document.value_error(&transfer.off_at, "transfer.off", found, allowed));
        }
    }
    Ok(())
}

fn add_transfer(
    span: &Span,
    facts: &mut [Fact],
    year: &YearData,
    transfer: &Transfer,
) -> Result<(), LoadError> {
    let Transfer { off, worked, .. } = *transfer;
    let transferred_off = Fact::TransferredOff { worked };
    let transferred_worked = Fact::Worked { instead_of: off };
    if let Some(index) = span.place(off) {
        let is_working_day = !is_weekend(off) && facts[index] == Fact::Ordinary;
        if !is_working_day && facts[index] != transferred_off {
            let allowed = "a day that would be worked in a five-day week";
            return Err(year.document.value_error(
                &transfer.off_at,
                "transfer.off",
                off.to_string(),
                allowed,
            ));
        }
        facts[index] = transferred_off;
    }
    if let Some(index) = span.place(worked) {
        let is_free_day = match &facts[index] {
            Fact::Ordinary => is_weekend(worked),
            Fact::Following { .. } => true,
            _ => false,
        };
        if !is_free_day && facts[index] != transferred_worked {
            let allowed = "a Saturday, a Sunday or a day off that follows a holiday, and no holiday itself";
            return Err(year.document.value_error(
                &transfer.worked_at,
                "transfer.worked",
                worked.to_string(),
                allowed,
            ));
        }
        facts[index] = transferred_worked;
    }
    Ok(())
}
