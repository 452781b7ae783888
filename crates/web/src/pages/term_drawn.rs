//! A case's term as it is drawn: for its officers with every clock, for its applicant in plain words.

use std::collections::BTreeSet;

use cases::{Clock, ClockName, State, TermDays, TermEnd};
use desk::{CaseView, TermLeft, Tracking};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use pages::{ClockRow, DrawnTerm};
use rulebook::model::{Standard, TermUnit};

use super::Visitor;
use super::public::term_of;
use super::term::weekday;
use super::term_days::{months, strip};
use super::wording::{day, instant};

/// What the looks of a day in a row mean, in the order in which they are told.
const LOOKS: [&str; 7] = ["lodged", "counts", "closed", "suspended", "end", "deemed", "answered"];

/// The term of a case with all its clocks, for those who work on it.
pub(super) fn of_case(view: &CaseView, standard: Option<&Standard>, visitor: &Visitor) -> DrawnTerm {
    let drawing = Drawing { days: &view.term, today: view.today, left: view.left.as_ref(), visitor };
    DrawnTerm {
        stops: stops(view, standard, visitor),
        clocks: clocks(view, standard, visitor),
        ..drawing.drawn()
    }
}

/// The term as the applicant follows it.
pub(super) fn of_tracking(tracking: &Tracking, visitor: &Visitor) -> DrawnTerm {
    let drawing =
        Drawing { days: &tracking.term, today: tracking.today, left: tracking.left.as_ref(), visitor };
    let stood = |stop: &calendar::Suspension| {
        stop.to.map(|to| {
            let args = [("from", day(stop.from).into()), ("to", day(to).into())];
            visitor.app.messages.text(visitor.language, "page-term-stood", &args)
        })
    };
    DrawnTerm { stops: tracking.term.suspensions.iter().filter_map(stood).collect(), ..drawing.drawn() }
}

struct Drawing<'d> {
    days: &'d TermDays,
    today: Date,
    left: Option<&'d TermLeft>,
    visitor: &'d Visitor,
}

impl Drawing<'_> {
    fn drawn(&self) -> DrawnTerm {
        let Self { days, today, visitor, .. } = *self;
        let in_days = days.unit != TermUnit::Minutes;
        let cells = if in_days { strip(days, today, visitor) } else { Vec::new() };
        let seen: BTreeSet<&str> = cells.iter().flat_map(|cell| cell.looks.split(' ')).collect();
        let legend = LOOKS.into_iter().filter(|looks| seen.contains(looks));
        DrawnTerm {
            lead: self.lead(),
            cite: days.cite.to_string(),
            legend: legend.map(|looks| (looks, visitor.t(&format!("page-looks-{looks}")))).collect(),
            cells,
            stops: Vec::new(),
            clocks: Vec::new(),
            calendar: if in_days { months(days, Some(today), visitor) } else { Vec::new() },
        }
    }

    fn said(&self, name: &str, args: &[(&str, locale::Arg<'_>)]) -> String {
        self.visitor.app.messages.text(self.visitor.language, name, args)
    }

    /// How the term stands, in a sentence.
    fn lead(&self) -> String {
        match self.days.ended {
            Some(end) => self.ended(end),
            None => self.running(),
        }
    }

    fn ended(&self, end: TermEnd) -> String {
        let on = ("on", day(end.on()).into());
        let counted = self.days.counted.len();
        match end {
            TermEnd::Silence { .. } => self.said("page-term-silence", &[on]),
            TermEnd::Dropped { .. } => self.said("page-term-dropped", &[on]),
            TermEnd::Answered { on: answered } => match self.days.due.as_ref() {
                Some(due) if due.date() < answered => {
                    self.said("page-term-answered-late", &[on, ("end", ending(due, self.visitor).into())])
                }
                _ if counted == 0 => self.said("page-term-answered", &[on]),
                _ => {
                    let length = term_of(self.days.length, self.days.unit, self.visitor);
                    let args = [on, ("counted", counted.to_string().into()), ("length", length.into())];
                    self.said("page-term-answered-day", &args)
                }
            },
        }
    }

    fn running(&self) -> String {
        let (days, visitor) = (self.days, self.visitor);
        let counted = days.counted_by(self.today);
        let numbers = |left: u16| {
            [
                ("counted", counted.to_string().into()),
                ("length", term_of(days.length, days.unit, visitor).into()),
                ("left", term_of(left, days.unit, visitor).into()),
            ]
        };
        let Some(due) = &days.due else {
            let left = days.length.saturating_sub(u16::try_from(counted).unwrap_or(u16::MAX));
            let since = days.stands_since().map(day).unwrap_or_default();
            let mut args = numbers(left).to_vec();
            args.push(("since", since.into()));
            return self.said("page-term-stands-since", &args);
        };
        let end = ("end", ending(due, visitor).into());
        if visitor.app.desk.now() > due.timestamp() {
            return self.said("page-term-over", &[end]);
        }
        let left = self.left.and_then(|left| left.days).and_then(|days| u16::try_from(days).ok());
        match left {
            Some(0) => self.said("page-term-last-day", &[("time", due.strftime("%H:%M").to_string().into())]),
            Some(left) => {
                let mut args = numbers(left).to_vec();
                args.push(end);
                self.said("page-term-runs", &args)
            }
            None => self.said("page-term-until", &[end]),
        }
    }
}

/// An end with its weekday.
fn ending(due: &Zoned, visitor: &Visitor) -> String {
    let weekday = weekday(due.weekday().to_monday_one_offset(), visitor);
    format!("{}, {weekday}, {}", day(due.date()), due.strftime("%H:%M"))
}

/// Stretches in which the term stood, with the ground of each.
fn stops(view: &CaseView, standard: Option<&Standard>, visitor: &Visitor) -> Vec<String> {
    let zone = &view.case.request.zone;
    let open = match &view.case.state {
        State::Suspended { suspension } => Some((suspension, None)),
        _ => None,
    };
    let past = view.case.past_suspensions.iter().map(|past| (&past.suspension, Some(past.ended_at)));
    past.chain(open)
        .map(|(stop, to)| {
            let args = [
                ("from", day(zone.day(stop.since)).into()),
                ("to", to.map_or_else(|| "…".to_owned(), |to| day(zone.day(to))).into()),
                ("ground", ground(&stop.ground, standard, visitor).into()),
                ("cite", stop.cite.to_string().into()),
            ];
            let name = if stop.after_term { "page-term-stop-late" } else { "page-term-stop" };
            visitor.app.messages.text(visitor.language, name, &args)
        })
        .collect()
}

/// A ground of ¶16 by its name.
fn ground(id: &str, standard: Option<&Standard>, visitor: &Visitor) -> String {
    let found = standard.and_then(|standard| standard.grounds.iter().find(|ground| ground.id == id));
    found.map_or_else(|| id.to_owned(), |ground| visitor.language.of(&ground.name).to_owned())
}

/// Every clock of a case that still says something, with its end and its paragraph.
fn clocks(view: &CaseView, standard: Option<&Standard>, visitor: &Visitor) -> Vec<ClockRow> {
    let open = view.case.state.is_open();
    let zone = |at: Timestamp| instant(at, view.case.request.zone.local(at).time_zone());
    let now = visitor.app.desk.now();
    let row = |clock: &Clock| {
        let over = clock.ends.is_some_and(|ends| ends < now);
        let nothing_missing = clock.name == ClockName::IncompleteRefusal && view.case.missing.is_empty();
        let note = match () {
            () if over => visitor.t("page-clock-over"),
            () if nothing_missing => visitor.t("page-clock-nothing-missing"),
            () => String::new(),
        };
        ClockRow {
            name: clock_name(&clock.name, standard, visitor),
            until: clock.ends.map_or_else(|| visitor.t("page-stands"), zone),
            note,
            cite: clock.cite.to_string(),
            over,
        }
    };
    let says = |clock: &&Clock| match clock.name {
        ClockName::Term | ClockName::IncompleteRefusal | ClockName::Ground { .. } => open,
        ClockName::Storage => true,
    };
    let mut rows: Vec<ClockRow> = view.clocks.all().filter(says).map(row).collect();
    let silence = view.clocks.deemed_from.filter(|_| open).zip(standard);
    rows.extend(silence.map(|(from, standard)| ClockRow {
        name: visitor.t("page-deemed-on"),
        until: zone(from),
        note: String::new(),
        cite: standard.silence.cite.to_string(),
        over: false,
    }));
    rows
}

fn clock_name(name: &ClockName, standard: Option<&Standard>, visitor: &Visitor) -> String {
    match name {
        ClockName::Term => visitor.t("page-clock-term"),
        ClockName::IncompleteRefusal => visitor.t("page-incomplete-until"),
        ClockName::Ground { ground: id } => {
            let args = [("ground", ground(id, standard, visitor).into())];
            visitor.app.messages.text(visitor.language, "page-clock-ground", &args)
        }
        ClockName::Storage => visitor.t("page-clock-storage"),
    }
}
