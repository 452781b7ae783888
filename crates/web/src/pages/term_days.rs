//! The calendar of a term: what each day is to it, and why.

use std::collections::BTreeMap;

use calendar::{DayStatus, Suspension};
use jiff::ToSpan;
use jiff::civil::Date;
use pages::{Day, Month, Stretch};
use rulebook::ask::{TermAnswer, TermQuestion, schedule};
use rulebook::model::Hours;

use super::Visitor;
use super::term::weekday;
use super::wording::day;

/// Every month from the lodging to the end, or to the last day that is known while the clock stands.
pub(super) fn of(answer: &TermAnswer<'_>, question: &TermQuestion<'_>, visitor: &Visitor) -> Vec<Stretch> {
    let suspensions = &question.suspensions;
    let lodged = question.lodged_at.date();
    let known =
        answer.term.days.iter().copied().chain(answer.term.last_day()).chain(answer.deemed_granted_on);
    // Of a suspension that lasts, the rest of its first month is shown.
    let stops = suspensions.iter().map(|stop| stop.to.unwrap_or_else(|| stop.from.last_of_month()));
    let last = known.chain(stops).chain([lodged]).max().unwrap_or(lodged);
    let drawing = Drawing { answer, visitor, suspensions, lodged, last, numbers: numbers(answer) };
    drawing.stretches()
}

/// Which counted day a day is.
fn numbers(answer: &TermAnswer<'_>) -> BTreeMap<Date, usize> {
    answer.term.days.iter().copied().zip(1..).collect()
}

struct Drawing<'d> {
    answer: &'d TermAnswer<'d>,
    visitor: &'d Visitor,
    suspensions: &'d [Suspension],
    lodged: Date,
    last: Date,
    numbers: BTreeMap<Date, usize>,
}

impl Drawing<'_> {
    fn stretches(&self) -> Vec<Stretch> {
        let months = self.lodged.first_of_month().series(1.month()).take_while(|first| *first <= self.last);
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
        let covers = |stop: &Suspension| stop.from < first && stop.to.is_some_and(|to| to > last);
        self.suspensions.iter().any(covers) && last < self.last
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
        let (looks, says) = if (self.lodged..=self.last).contains(&date) {
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
        let stopped = |stop: &Suspension| stop.from <= date && stop.to.is_none_or(|to| date <= to);
        let due = self.answer.term.due.as_ref().filter(|due| due.date() == date);
        let (mut looks, mut says) = ("", Vec::new());
        if date == self.lodged {
            says.push(self.visitor.t("page-day-lodged"));
        }
        if let Some(closed) = self.closed(date, &mut says) {
            looks = "closed";
            says.push(closed);
        }
        if let Some(number) = self.numbers.get(&date) {
            looks = "counts";
            let args = [
                ("number", number.to_string().into()),
                ("count", self.answer.rule.length.to_string().into()),
            ];
            says.push(self.said("page-day-counts", &args));
        }
        if self.suspensions.iter().any(stopped) {
            looks = "suspended";
            says.push(self.visitor.t("page-day-suspended"));
        }
        if let Some(until) =
            self.answer.incomplete_refusal_until.as_ref().filter(|until| until.date() == date)
            && due.is_none()
        {
            let args = [("time", until.strftime("%H:%M").to_string().into())];
            says.push(self.said("page-day-incomplete", &args));
        }
        if let Some(due) = due {
            looks = "end";
            says.push(self.said("page-day-end", &[("time", due.strftime("%H:%M").to_string().into())]));
        }
        if self.answer.deemed_granted_on == Some(date) {
            looks = "deemed";
            says.push(self.visitor.t("page-day-deemed"));
        }
        (looks, says)
    }

    /// Why the office is closed; a day that is worked for another says so.
    fn closed(&self, date: Date, says: &mut Vec<String>) -> Option<String> {
        let hours = self.answer.rule.runs_by;
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
}
