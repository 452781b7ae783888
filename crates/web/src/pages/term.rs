//! Until when an office must answer, day by day. The rulebook and the calendar reckon.

use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::response::Response;
use calendar::Suspension;
use cases::TermDays;
use directory::Channel;
use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pages::{Field, FieldKind, Problem, Reckoned, TermPage};
use rulebook::ask::{TermAnswer, TermQuestion, TermQuestionError};
use rulebook::model::{Standard, TermUnit};

use super::Visitor;
use super::ask::{Asking, refused, uncounted};
use super::choosing::{chosen_service, product_of, products, service_field};
use super::form::{Form, choice, mark_and_name, select};
use super::public::term_of;
use super::term_days;
use super::wording::{day, named};
use crate::reader::query_pairs;
use crate::zones::NATIONAL_ZONE;

/// How many suspensions the form asks for.
const SUSPENSIONS: std::ops::RangeInclusive<usize> = 1..=2;

/// Works out a term. Anybody may see it.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let asked = Form::of(query_pairs(&uri));
    let (standard, mut problems) = chosen_service(&visitor, asked.get("service"));
    let mut fields = vec![service_field(&visitor, asked.get("service"))];
    let mut reckoned = None;
    if let Some(standard) = standard {
        fields.extend(questions(&visitor, standard, &asked));
        if asked.get("go") == "reckon" {
            match reckon(&visitor, standard, &asked) {
                Ok(term) => reckoned = Some(term),
                Err(wrong) => problems = wrong,
            }
        }
    }
    mark_and_name(&mut fields, &mut problems);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let go = visitor.t(if fields.len() > 1 { "page-reckon" } else { "page-continue" });
    visitor.page(status, &TermPage { p: &visitor.shell_of(&uri), problems, fields, go, reckoned })
}

/// The clock of the capital: a term ends at the same hour of the clock in every zone.
fn zone() -> TimeZone {
    TimeZone::get(NATIONAL_ZONE).unwrap_or(TimeZone::UTC)
}

/// What a term depends on.
fn questions(visitor: &Visitor, standard: &Standard, asked: &Form) -> Vec<Field> {
    let channels = standard.channels.iter().map(|rule| {
        let label = visitor.t(&format!("case-channel-{}", rule.channel));
        choice(rule.channel.as_str(), label, asked.get("channel"))
    });
    let mut fields = vec![select("channel", visitor.t("page-channel"), channels.collect())];
    fields.extend(products(visitor, standard, asked));
    let now = visitor.app.desk.now().to_zoned(zone());
    let or = |name: &str, usual: String| asked.or_usual(name, usual);
    let line = |name: &str, label: String, kind: &'static str, value: String| {
        Field::line(name, label).kind(FieldKind::Line(kind)).value(value)
    };
    fields.extend([
        line("day", visitor.t("page-lodged-day"), "date", or("day", now.date().to_string())).required(),
        line("time", visitor.t("page-lodged-time"), "time", or("time", now.strftime("%H:%M").to_string()))
            .hint(visitor.t("page-lodged-time-hint"))
            .required(),
    ]);
    // A term in minutes ends while the applicant waits.
    if standard.terms.iter().any(|term| term.unit != TermUnit::Minutes) {
        for slot in SUSPENSIONS {
            let label = |name: &str| {
                let args = [("number", slot.to_string().into())];
                visitor.app.messages.text(visitor.language, name, &args)
            };
            let (from, to) = (format!("from{slot}"), format!("to{slot}"));
            let ends = line(&to, label("page-suspended-to"), "date", asked.get(&to).to_owned());
            fields.push(line(&from, label("page-suspended-from"), "date", asked.get(&from).to_owned()));
            fields.push(ends.hint(visitor.t("page-suspended-to-hint")));
        }
    }
    fields.push(Field::line("go", "").kind(FieldKind::Hidden).value("reckon"));
    fields
}

/// The suspensions with their numbers on the form.
fn suspensions(asking: &mut Asking<'_>, asked: &Form) -> Vec<(usize, Suspension)> {
    let mut found = Vec::new();
    for slot in SUSPENSIONS {
        let (begins, ends) = (format!("from{slot}"), format!("to{slot}"));
        let to = asking.day(&ends);
        match asking.day(&begins) {
            Some(from) => found.push((slot, Suspension { from, to })),
            None if to.is_some() && asked.get(&begins).is_empty() => asking.note(&begins, "page-required"),
            None => {}
        }
    }
    found
}

fn reckon(visitor: &Visitor, standard: &Standard, asked: &Form) -> Result<Reckoned, Vec<Problem>> {
    let law = visitor.app.desk.law();
    let mut asking = Asking::new(asked, visitor);
    let channel: Option<Channel> = asked.get("channel").parse().ok();
    if channel.is_none() {
        asking.note("channel", "page-ask-choose");
    }
    let on = asking.required("day", |asking| asking.day("day"));
    let at = asking.required("time", |asking| asking.time("time"));
    let stops = suspensions(&mut asking, asked);
    let lodged_at = on.zip(at).and_then(|(on, at)| on.to_datetime(at).to_zoned(zone()).ok());
    if lodged_at.is_none() && asking.problems.is_empty() {
        asking.note("day", "page-ask-day");
    }
    let (Some(lodged_at), Some(channel), true) = (lodged_at, channel, asking.problems.is_empty()) else {
        return Err(asking.problems);
    };
    let (slots, suspensions): (Vec<usize>, Vec<Suspension>) = stops.into_iter().unzip();
    let product = product_of(standard, asked);
    let question = TermQuestion { product: product.as_deref(), channel, lodged_at, suspensions };
    let answer = standard.term(&law.calendar, &question).map_err(|error| {
        vec![match &error {
            TermQuestionError::Ask(error) => refused(error, visitor),
            TermQuestionError::Term(error) => uncounted(error, &slots, visitor),
        }]
    })?;
    Ok(Reckoned {
        service: named(standard, visitor),
        end: answer.term.due.as_ref().map_or_else(|| visitor.t("page-term-stands"), |due| end(due, visitor)),
        facts: facts(standard, &answer, visitor),
        calendar: term_days::months(&TermDays::of(&question, &answer), None, visitor),
        edition: visitor.language.of(&standard.edition.act).to_owned(),
    })
}

/// Name of a weekday, Monday being the first.
pub(super) fn weekday(number: i8, visitor: &Visitor) -> String {
    visitor.t(&format!("page-weekday-{number}"))
}

/// A day with its weekday.
fn named_day(date: Date, visitor: &Visitor) -> String {
    format!("{}, {}", day(date), weekday(date.weekday().to_monday_one_offset(), visitor))
}

fn end(due: &Zoned, visitor: &Visitor) -> String {
    format!("{}, {}", named_day(due.date(), visitor), due.strftime("%H:%M"))
}

fn facts(standard: &Standard, answer: &TermAnswer<'_>, visitor: &Visitor) -> Vec<(String, String, String)> {
    let rule = answer.rule;
    let mut facts = vec![(
        visitor.t("page-term-length"),
        term_of(rule.length, rule.unit, visitor),
        rule.cite.to_string(),
    )];
    if let (Some(until), Some(incomplete)) = (&answer.incomplete_refusal_until, &standard.incomplete) {
        facts.push((visitor.t("page-incomplete-until"), end(until, visitor), incomplete.cite.to_string()));
    }
    if let Some(deemed) = answer.deemed_granted_on {
        facts.push((
            visitor.t("page-deemed-on"),
            named_day(deemed, visitor),
            standard.silence.cite.to_string(),
        ));
    }
    let silence = visitor.language.of(&standard.silence.reason).to_owned();
    facts.push((visitor.t("page-service-silence"), silence, standard.silence.cite.to_string()));
    facts
}
