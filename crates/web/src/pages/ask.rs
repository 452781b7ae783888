//! What is wrong with a question to the law, in the words of a form.

use calendar::{CalendarError, TermError};
use jiff::civil::{Date, Time};
use locale::Arg;
use pages::Problem;
use rulebook::ask::AskError;
use rust_decimal::Decimal;

use super::Visitor;
use super::form::Form;
use super::wording::day;

/// Reads the fields of a question and keeps everything that is wrong with them.
pub(super) struct Asking<'f> {
    form: &'f Form,
    visitor: &'f Visitor,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl<'f> Asking<'f> {
    /// Of a form.
    pub fn new(form: &'f Form, visitor: &'f Visitor) -> Self {
        Self { form, visitor, problems: Vec::new() }
    }

    /// Notes what is wrong with a field.
    pub fn note(&mut self, field: &str, message: &str) {
        self.problems.push(problem(self.visitor, field, message, &[], None));
    }

    fn read<T>(&mut self, field: &str, message: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let typed = self.form.some(field)?;
        let value = read(&typed);
        if value.is_none() {
            self.note(field, message);
        }
        value
    }

    /// A value that must be there.
    pub fn required<T>(&mut self, field: &str, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.form.get(field).is_empty() {
            self.note(field, "page-required");
            return None;
        }
        read(self)
    }

    /// A day.
    pub fn day(&mut self, field: &str) -> Option<Date> {
        let written = |typed: &str| (typed.len() == "2013-09-02".len()).then(|| typed.parse().ok()).flatten();
        self.read(field, "page-ask-day", written)
    }

    /// A time of day; hours and minutes.
    pub fn time(&mut self, field: &str) -> Option<Time> {
        // Browsers add seconds where somebody stepped through them.
        let written = |typed: &str| {
            let parts =
                [("%H:%M", 5), ("%H:%M:%S", 8)].into_iter().find(|(_, length)| typed.len() == *length)?;
            Time::strptime(parts.0, typed).ok()
        };
        self.read(field, "page-ask-time", written)
    }

    /// A number of hectares, with a point or a comma.
    pub fn area(&mut self, field: &str) -> Option<Decimal> {
        self.read(field, "page-ask-area", |typed| {
            let plain: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
            let plain = plain.replace(',', ".");
            let digits = plain.strip_prefix('-').unwrap_or(&plain);
            let number =
                digits.len() <= 30 && digits.chars().all(|sign| sign.is_ascii_digit() || sign == '.');
            number.then(|| Decimal::from_str_exact(&plain).ok()).flatten()
        })
    }
}

fn problem(
    visitor: &Visitor,
    field: &str,
    message: &str,
    args: &[(&str, Arg<'_>)],
    cite: Option<String>,
) -> Problem {
    let text = visitor.app.messages.text(visitor.language, message, args);
    Problem { field: field.to_owned(), text, cite }
}

/// What the rulebook does not answer, beside the field that it belongs to.
pub(super) fn refused(error: &AskError, visitor: &Visitor) -> Problem {
    let said = |field: &str, message: &str, args: &[(&str, Arg<'_>)], cite: Option<String>| {
        problem(visitor, field, message, args, cite)
    };
    match error {
        AskError::ProductRequired { cite, .. } | AskError::ProductNotGiven { cite, .. } => {
            said("product", "page-ask-choose", &[], Some(cite.to_string()))
        }
        AskError::ChannelNotOffered { cite, .. } => {
            said("channel", "page-ask-choose", &[], Some(cite.to_string()))
        }
        AskError::PayerNotAllowed { cite, .. } => {
            said("payer", "page-ask-payer", &[], Some(cite.to_string()))
        }
        AskError::NoTariff { cite, .. } => said("purpose", "page-ask-no-tariff", &[], Some(cite.to_string())),
        AskError::PurposeRequired { cite, .. } => {
            said("purpose", "page-ask-purpose", &[], Some(cite.to_string()))
        }
        AskError::AreaOutOfRange { most, cite, .. } => {
            let args = [("most", most.to_string().into())];
            said("area_ha", "page-ask-area-range", &args, Some(cite.to_string()))
        }
        AskError::FieldRequired { field, cite } => said(field, "page-required", &[], Some(cite.to_string())),
        AskError::NoIndex { from, to, .. } => {
            let args = [("from", day(*from).into()), ("to", day(*to).into())];
            said("date", "page-ask-no-index", &args, None)
        }
        _ => said("service", "page-ask-choose", &[], None),
    }
}

/// What the calendar does not count; `slots` are the numbers of the suspensions on the form.
pub(super) fn uncounted(error: &TermError, slots: &[usize], visitor: &Visitor) -> Problem {
    let field = |part: &str, index: usize| {
        slots.get(index).map_or_else(|| "day".to_owned(), |slot| format!("{part}{slot}"))
    };
    let said = |field: String, message: &str, args: &[(&str, Arg<'_>)]| {
        problem(visitor, &field, message, args, None)
    };
    match error {
        TermError::SuspensionBeforeLodging { index, lodged_on, .. } => {
            said(field("from", *index), "page-ask-before-lodging", &[("lodged", day(*lodged_on).into())])
        }
        TermError::SuspensionEndsBeforeItBegins { index, from, .. } => {
            said(field("to", *index), "page-ask-ends-first", &[("from", day(*from).into())])
        }
        TermError::SuspensionsOverlap { index, .. } => said(field("from", *index), "page-ask-overlap", &[]),
        TermError::SuspensionAfterTheEnd { index, ended_on, .. } => {
            said(field("from", *index), "page-ask-after-end", &[("due", day(*ended_on).into())])
        }
        TermError::Calendar(CalendarError::NoYear { year, .. }) => {
            said("day".to_owned(), "page-ask-no-year", &[("year", year.to_string().into())])
        }
        TermError::MinutesCannotBeSuspended => said(field("from", 0), "page-ask-minutes", &[]),
        TermError::NoSuchInstant { .. } | TermError::EmptyLength => {
            said("day".to_owned(), "page-ask-day", &[])
        }
    }
}
