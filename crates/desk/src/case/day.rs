//! The day of an office: what is due, what the platform's clock will do, whether the office is open, who is away.

use calendar::{Day, ScheduleKind};
use cases::{Case, CaseId, DutyKind, OfficeId, StateName, clock_duties};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use rulebook::model::Cite;
use store::absences::{self, Kept};
use store::cases::{InboxFilter, OfficeRole, ahead, get, inbox};

use super::ahead::AWAITED;
use super::lists::summary;
use crate::absences::AbsenceLine;
use crate::access::Around;
use crate::view::CaseSummary;
use crate::{Desk, DeskError, PAGE_SIZE, Permission, Session, journal, schedule_of};

/// Days ahead in which the next open day is looked for.
const CLOSED_MOST: i32 = 15;

/// The day of an office.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficeDay {
    /// The office.
    pub office: OfficeId,
    /// The day, by its clocks.
    pub day: Date,
    /// Today, by its clocks.
    pub today: Date,
    /// Its zone.
    pub zone: TimeZone,
    /// The seven days of the week, from Monday.
    pub week: Vec<DueDay>,
    /// Cases whose answer is due, by the hour; at most a page.
    pub due: Vec<CaseSummary>,
    /// More are due than are listed.
    pub more: bool,
    /// What the platform's clock will do, by the hour.
    pub appointments: Vec<Appointment>,
    /// Who is away.
    pub away: Vec<AbsenceLine>,
}

/// A day of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDay {
    /// The day.
    pub day: Date,
    /// Open with its hours or closed with the reason; absent where the calendar holds no data of its year.
    pub known: Option<Day>,
    /// Cases whose answer is due on it.
    pub due: u64,
}

/// Something that the platform's clock will do for a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Appointment {
    /// When.
    pub at: Timestamp,
    /// What.
    pub duty: DutyKind,
    /// The paragraph.
    pub cite: Cite,
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// Name of the applicant.
    pub label: String,
}

/// The last instants before a day and of the days after it: bounds of what falls into them.
type Bounds = (Timestamp, Timestamp);

impl Desk {
    /// A day of the caller's office; today where none is named.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] where the caller sees no cases of his office.
    pub fn office_day_of(&self, who: &Session, day: Option<Date>) -> Result<OfficeDay, DeskError> {
        let office = who.account.office.clone();
        self.demand_at(who, Permission::ViewCase, &office.0)?;
        let zone = self.office_zone(&office);
        let today = self.now().to_zoned(zone.clone()).date();
        let day = day.unwrap_or(today);
        let schedule = schedule_of(who.account.office_kind);
        let monday = shifted(day, -i32::from(day.weekday().to_monday_zero_offset()));
        let bounds =
            (0..=7).map(|days| end_before(shifted(monday, days), &zone)).collect::<Result<Vec<_>, _>>()?;
        let due_filter = InboxFilter {
            states: AWAITED.iter().map(|state| state.as_str().to_owned()).collect(),
            ..at(&office, bounds_of(day, day, &zone)?)
        };
        // A reminder comes on the last open day before a term ends, silence on the first day after it.
        let clocks = at(&office, bounds_of(shifted(day, -1), self.next_open(day, schedule), &zone)?);
        let scope = self.scope(who);
        let seen = scope.visibility();
        let (due, counted, cases, away) = self.store.read(|tx| {
            let due = inbox(tx, &due_filter, &seen, None, PAGE_SIZE)?;
            let states = AWAITED.map(StateName::as_str);
            let counted = ahead(tx, Some(std::slice::from_ref(&office.0)), &states, &bounds)?;
            let mut cases = Vec::new();
            if day >= today {
                for head in inbox(tx, &clocks, &seen, None, PAGE_SIZE)?.items {
                    cases.extend(get(tx, head.id)?);
                }
            }
            let away = absences::of_office_between(tx, &office.0, day, day, PAGE_SIZE)?;
            let away = away.into_iter().map(|absence| Kept { absence, ended: None }).collect();
            Ok::<_, DeskError>((due, counted, cases, self.lines(tx, away, today)?))
        })?;
        let may = |head: &store::cases::CaseHead| scope.may(Permission::ViewCase, Around::from(head));
        let mut appointments = Vec::new();
        for row in cases.iter().filter(|row| may(&row.head)) {
            appointments.extend(self.appointments(&journal::read_case(row)?, day, &zone)?);
        }
        appointments.sort_by(|one, other| (one.at, &one.number).cmp(&(other.at, &other.number)));
        let week = (0..7).map(|place: i32| {
            let date = shifted(monday, place);
            let bound = usize::try_from(place).unwrap_or_default() + 1;
            let cases =
                counted.iter().filter(|count| count.bound == bound).map(|count| count.cases).sum::<i64>();
            DueDay {
                day: date,
                known: self.law().calendar.day(date, schedule).ok(),
                due: u64::try_from(cases).unwrap_or(0),
            }
        });
        Ok(OfficeDay {
            day,
            today,
            zone,
            week: week.collect(),
            more: due.next.is_some(),
            due: due.items.into_iter().filter(may).map(summary).collect(),
            appointments,
            away,
            office,
        })
    }

    /// What the clock will do for a case on a day, if nothing happens to it before.
    fn appointments(&self, case: &Case, day: Date, zone: &TimeZone) -> Result<Vec<Appointment>, DeskError> {
        let standard = journal::standard_of(&self.law().rulebook, case)?;
        let duties = clock_duties(case, standard, self.law().calendar_at(case.request.lodged_at))
            .map_err(DeskError::defect)?;
        let on_day = duties.into_iter().filter(|duty| {
            // That a term ends is told where its end is listed.
            let told = matches!(duty.kind, DutyKind::Late { .. });
            !told && duty.at >= self.now() && duty.at.to_zoned(zone.clone()).date() == day
        });
        let of = |duty: cases::Duty| Appointment {
            at: duty.at,
            duty: duty.kind,
            cite: duty.cite,
            case: case.request.id,
            number: case.request.number.to_string(),
            label: case.request.applicant.name.clone(),
        };
        Ok(on_day.map(of).collect())
    }

    /// After and through which instants a clock ends that ends on a day of an office.
    pub(super) fn ends_on(&self, office: &OfficeId, day: Date) -> Result<Bounds, DeskError> {
        bounds_of(day, day, &self.office_zone(office))
    }

    /// The first open day after one; a day later where the calendar does not reach.
    fn next_open(&self, day: Date, schedule: ScheduleKind) -> Date {
        let open = |date: &Date| self.law().calendar.day(*date, schedule).is_ok_and(|known| known.is_open());
        (1..=CLOSED_MOST).map(|days| shifted(day, days)).find(open).unwrap_or_else(|| shifted(day, 1))
    }

    /// The zone of an office; that of the capital where it has no region.
    pub(crate) fn office_zone(&self, office: &OfficeId) -> TimeZone {
        let region = self.offices().region(&office.0);
        let zone = region.and_then(|region| self.law().zone(region, self.now()).ok());
        zone.unwrap_or_else(|| self.national_zone())
    }
}

/// Open cases that an office decides and whose clock ends between two instants.
fn at(office: &OfficeId, ends: Bounds) -> InboxFilter {
    InboxFilter {
        offices: Some((OfficeRole::Executing, vec![office.0.clone()])),
        ends: Some(ends),
        ..InboxFilter::default()
    }
}

/// Some days later; at the end of time, that end.
fn shifted(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

fn bounds_of(first: Date, last: Date, zone: &TimeZone) -> Result<Bounds, DeskError> {
    Ok((end_before(first, zone)?, end_before(shifted(last, 1), zone)?))
}

/// The last instant before a day begins.
fn end_before(day: Date, zone: &TimeZone) -> Result<Timestamp, DeskError> {
    let begins = day.to_zoned(zone.clone()).map_err(DeskError::defect)?.timestamp();
    begins.checked_sub(SignedDuration::from_micros(1)).map_err(DeskError::defect)
}
