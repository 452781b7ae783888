//! The days of a term: what each is to it, and why; month by month, and in a row.

use std::collections::BTreeMap;

use calendar::{DayStatus, Suspension};
use cases::{TermDays, TermEnd};
use jiff::ToSpan;
use jiff::civil::Date;
use pages::{Day, Month, Stretch, StripCell};
use rulebook::ask::schedule;
use rulebook::model::Hours;

use super::Visitor;
use super::term::weekday;
use super::wording::day;

/// Days behind the end of a term that are still drawn up to today.
const AFTER: i32 = 14;
/// Days without anything else to say that are drawn as one.
const GAP: usize = 4;

/// Every month from the lodging to the end, or to the last day that is known while the clock stands. A term that is
/// only asked for knows no `today`.
pub(super) fn months(days: &TermDays, today: Option<Date>, visitor: &Visitor) -> Vec<Stretch> {
    Drawing::of(days, today, visitor).stretches()
}

/// The same days in a row.
pub(super) fn strip(days: &TermDays, today: Date, visitor: &Visitor) -> Vec<StripCell> {
    Drawing::of(days, Some(today), visitor).cells()
}

struct Drawing<'d> {
    days: &'d TermDays,
    today: Option<Date>,
    visitor: &'d Visitor,
    last: Date,
    /// Which counted day a day is.
    numbers: BTreeMap<Date, usize>,
}

impl<'d> Drawing<'d> {
    fn of(days: &'d TermDays, today: Option<Date>, visitor: &'d Visitor) -> Self {
        let due = days.due.as_ref().map(jiff::Zoned::date);
        let known = days.counted.iter().copied().chain(due).chain(days.deemed_on);
        // Of a suspension that lasts, the days until today are known; where nobody knows today, its first month is shown.
        let stop = |stop: &Suspension| stop.to.or(today).unwrap_or_else(|| stop.from.last_of_month());
        let known = known.chain(days.suspensions.iter().map(stop)).chain(days.ended.map(TermEnd::on));
        let last = known.chain([days.lodged]).max().unwrap_or(days.lodged);
        let near = |today: &Date| days.ended.is_none() && (*today - last).get_days() <= AFTER;
        let last = today.filter(near).map_or(last, |today| today.max(last));
        let numbers = days.counted.iter().copied().zip(1..).collect();
        Self { days, today, visitor, last, numbers }
    }

    fn stretches(&self) -> Vec<Stretch> {
        let months =
            self.days.lodged.first_of_month().series(1.month()).take_while(|first| *first <= self.last);
        let mut stretches = Vec::new();
        let mut standing: Option<(Date, Date)> = None;
        for first in months {
            if self.stands_all(first) {
                standing = Some((standing.map_or(first, |(from, _)| from), first.last_of_month()));
                continue;
            }
            stretches.extend(standing.take().map(|stand| self.note(stand)));
            stretches.push(Stretch::Month(self.month(first)));
        }
        stretches.extend(standing.map(|stand| self.note(stand)));
        stretches
    }

    /// Nothing happens in a month but that the clock stands.
    fn stands_all(&self, first: Date) -> bool {
        let last = first.last_of_month();
        let covers = |stop: &Suspension| {
            stop.from < first
                && stop.to.or(self.today.filter(|_| stop.to.is_none())).is_some_and(|to| to > last)
        };
        self.days.suspensions.iter().any(covers) && last < self.last
    }

    fn note(&self, (from, to): (Date, Date)) -> Stretch {
        let args = [("from", day(from).into()), ("to", day(to).into())];
        Stretch::Note(self.said("page-months-suspended", &args))
    }

    fn said(&self, name: &str, args: &[(&str, locale::Arg<'_>)]) -> String {
        self.visitor.app.messages.text(self.visitor.language, name, args)
    }

    fn month(&self, first: Date) -> Month {
        let before = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or_default();
        let days = first.series(1.day()).take_while(|date| date.month() == first.month());
        let mut cells: Vec<Option<Day>> = std::iter::repeat_with(|| None).take(before).collect();
        cells.extend(days.map(|date| Some(self.day(date))));
        cells.resize_with(cells.len().next_multiple_of(7), || None);
        let name = format!("page-month-{}", first.month());
        Month {
            name: self.said(&name, &[("year", first.year().to_string().into())]),
            weeks: cells.chunks(7).map(<[Option<Day>]>::to_vec).collect(),
        }
    }

    fn day(&self, date: Date) -> Day {
        let (looks, says) = if (self.days.lodged..=self.last).contains(&date) {
            self.meaning(date)
        } else {
            ("outside", Vec::new())
        };
        Day {
            number: date.day().to_string(),
            date: date.to_string(),
            weekday: weekday(date.weekday().to_monday_one_offset(), self.visitor),
            looks,
            says,
        }
    }

    /// How a day looks and what it says.
    fn meaning(&self, date: Date) -> (&'static str, Vec<String>) {
        let days = self.days;
        let due = days.due.as_ref().filter(|due| due.date() == date);
        let (mut looks, mut says) = ("", Vec::new());
        if self.today == Some(date) {
            says.push(self.visitor.t("page-day-today"));
        }
        if date == days.lodged {
            says.push(self.visitor.t("page-day-lodged"));
        }
        if let Some(closed) = self.closed(date, &mut says) {
            looks = "closed";
            says.push(closed);
        }
        // A closed day counts as the day of lodging all the same.
        if date == days.lodged {
            looks = "lodged";
        }
        if let Some(number) = self.numbers.get(&date) {
            looks = "counts";
            let args = [("number", number.to_string().into()), ("count", days.length.to_string().into())];
            says.push(self.said("page-day-counts", &args));
        }
        if self.stands(date) {
            looks = "suspended";
            says.push(self.visitor.t("page-day-suspended"));
        }
        // Once the term has ended nothing is refused any more.
        if let Some(until) = days.incomplete_until.as_ref().filter(|until| until.date() == date)
            && due.is_none()
            && days.ended.is_none_or(|end| date <= end.on())
        {
            let args = [("time", until.strftime("%H:%M").to_string().into())];
            says.push(self.said("page-day-incomplete", &args));
        }
        if let Some(due) = due {
            looks = "end";
            says.push(self.said("page-day-end", &[("time", due.strftime("%H:%M").to_string().into())]));
        }
        if days.deemed_on == Some(date) {
            looks = "deemed";
            let silent = matches!(days.ended, Some(TermEnd::Silence { .. }));
            says.push(self.visitor.t(if silent { "page-day-silence" } else { "page-day-deemed" }));
        }
        match days.ended.filter(|end| end.on() == date) {
            Some(TermEnd::Answered { .. }) => {
                looks = "answered";
                says.push(self.visitor.t("page-day-answered"));
            }
            Some(TermEnd::Dropped { .. }) => {
                looks = "answered";
                says.push(self.visitor.t("page-day-dropped"));
            }
            Some(TermEnd::Silence { .. }) | None => {}
        }
        (looks, says)
    }

    /// Whether the clock stood on a day; of a suspension that lasts, as far as today tells.
    fn stands(&self, date: Date) -> bool {
        let stands =
            |stop: &Suspension| stop.from <= date && stop.to.or(self.today).is_none_or(|to| date <= to);
        self.days.suspensions.iter().any(stands)
    }

    /// Why the office is closed; a day that is worked for another says so.
    fn closed(&self, date: Date, says: &mut Vec<String>) -> Option<String> {
        let hours = self.days.runs_by;
        if hours == Hours::RoundTheClock {
            return None;
        }
        let calendar = &self.visitor.app.desk.law().calendar;
        match calendar.day(date, schedule(hours)).ok()?.status {
            DayStatus::Closed(reason) => {
                Some(self.visitor.language.of(&calendar.reason_text(&reason)).to_owned())
            }
            DayStatus::Open { instead_of, .. } => {
                let worked = instead_of.map(|instead| [("date", day(instead).into())]);
                says.extend(worked.map(|args| self.said("page-day-worked", &args)));
                None
            }
        }
    }

    /// The days in a row; a long suspension is drawn by its ends.
    fn cells(&self) -> Vec<StripCell> {
        let dates: Vec<Date> =
            self.days.lodged.series(1.day()).take_while(|date| *date <= self.last).collect();
        let looks: Vec<&'static str> = dates.iter().map(|date| self.meaning(*date).0).collect();
        // A day within a suspension, of which there is nothing else to say.
        let dull = |place: &usize| {
            let around = [place.checked_sub(1), Some(*place), place.checked_add(1)];
            let suspended = |place: Option<usize>| {
                place.and_then(|place| looks.get(place)).is_some_and(|looks| *looks == "suspended")
            };
            around.into_iter().all(suspended) && self.today != dates.get(*place).copied()
        };
        let mut cells = Vec::new();
        let mut place = 0;
        while let Some(date) = dates.get(place) {
            let run = (place..dates.len()).take_while(dull).count();
            if run >= GAP {
                cells
                    .push(StripCell { text: format!("… {run} …"), looks: "suspended gap", today: false });
                place += run;
                continue;
            }
            let first = cells.is_empty() || date.day() == 1;
            let shape = if first { "%d.%m" } else { "%-d" };
            cells.push(StripCell {
                text: date.strftime(shape).to_string(),
                looks: looks.get(place).copied().unwrap_or_default(),
                today: self.today == Some(*date),
            });
            place += 1;
        }
        cells
    }
}
