//! Refusals, instants and names in words.

use cases::{Argument, Refusal, Zone};
use desk::FieldError;
use locale::Arg;
use pages::Problem;
use rulebook::model::Standard;

use super::Visitor;
use crate::texts::resolved;
pub(super) use crate::texts::{day, instant};
use crate::zones::NATIONAL_ZONE;

/// A refusal with its remedy and its paragraph.
pub(super) fn refusal(refusal: &Refusal, visitor: &Visitor) -> Problem {
    let (name, args) = refusal.message();
    let text = format!("{} {}", message(name, &args, visitor), message(&refusal.remedy(), &args, visitor));
    Problem { field: String::new(), text, cite: refusal.cite.as_ref().map(ToString::to_string) }
}

/// A field that is wrong.
pub(super) fn field(error: &FieldError, visitor: &Visitor) -> Problem {
    let text = message(error.message, &error.args, visitor);
    Problem { field: error.field.clone(), text, cite: None }
}

fn message(name: &str, args: &[(&'static str, Argument)], visitor: &Visitor) -> String {
    let zone: Option<Zone> = NATIONAL_ZONE.parse().ok();
    let said = |value| resolved(value, &visitor.app.messages, visitor.language, zone.as_ref());
    let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(name, value)| (*name, said(value).into())).collect();
    visitor.app.messages.text(visitor.language, name, &args)
}

/// A standard by its number and name.
pub(super) fn named(standard: &Standard, visitor: &Visitor) -> String {
    format!("{}. {}", standard.number, visitor.language.of(&standard.name))
}

/// A service by its number and name; by the number alone where it has no standard any more.
pub(super) fn service(number: u8, visitor: &Visitor) -> String {
    let standard = visitor.app.desk.law().standard(number, visitor.app.desk.today());
    standard.map_or_else(|_| format!("{number}."), |standard| named(standard, visitor))
}

/// A message with arguments that are texts.
pub(super) fn said(visitor: &Visitor, message: &str, values: &[(&'static str, String)]) -> String {
    let args: Vec<_> = values.iter().map(|(name, value)| (*name, Arg::from(value.as_str()))).collect();
    visitor.app.messages.text(visitor.language, message, &args)
}

/// A sum in tenge.
pub(super) fn money(visitor: &Visitor, amount: String) -> String {
    visitor.app.messages.text(visitor.language, "page-fee-line", &[("amount", Arg::Decimal(amount))])
}

/// A message with a number.
pub(super) fn counted(visitor: &Visitor, message: &str, count: usize) -> String {
    said(visitor, message, &[("count", count.to_string())])
}
