//! What a standard says of a service, in the order in which a person asks: each statement with its paragraph.

use calendar::Text;
use directory::Channel;
use rulebook::ask::{FeeQuestion, schedule};
use rulebook::model::{GroundEffect, Hours, IncompleteTerm, Standard};
use rust_decimal::Decimal;

use super::Visitor;
use super::offices::{pause, week, whose};
use super::premises;
use super::public::{price, term_of};
use super::wording::{day, said};
use crate::api::law_errors::name_of;

/// A heading, and statements with their paragraphs.
pub(super) type Part = (String, Vec<(String, String)>);

/// What the standard says, but for its papers and the way to complain.
pub(super) fn rules(standard: &Standard, visitor: &Visitor) -> Vec<Part> {
    let mut parts = vec![
        ("page-service-provider", whose::decides(standard, visitor)),
        ("page-service-who", who(standard, visitor)),
        ("page-service-where", places(standard, visitor)),
        ("page-service-hours", hours(standard, visitor)),
        ("page-service-premises", premises::told(standard, visitor)),
        ("page-service-terms", terms(standard, visitor)),
        ("page-service-waiting", waiting(standard, visitor)),
        ("page-service-price", prices(standard, visitor)),
        ("page-service-result", results(standard, visitor)),
        ("page-law-hand-out", handing_out(standard, visitor)),
        ("page-service-grounds", grounds(standard, visitor)),
        ("page-service-silence", vec![told(&standard.silence.reason, &standard.silence.cite, visitor)]),
    ];
    parts.retain(|(_, statements)| !statements.is_empty());
    parts.into_iter().map(|(heading, statements)| (visitor.t(heading), statements)).collect()
}

fn told(text: &Text, cite: impl ToString, visitor: &Visitor) -> (String, String) {
    (visitor.language.of(text).to_owned(), cite.to_string())
}

fn channel_name(channel: Channel, visitor: &Visitor) -> String {
    visitor.t(&format!("case-channel-{channel}"))
}

fn who(standard: &Standard, visitor: &Visitor) -> Vec<(String, String)> {
    let kinds = standard.applicants.kinds.iter();
    let kinds = kinds.map(|kind| visitor.t(&format!("page-kind-{}", name_of(kind))));
    vec![(kinds.collect::<Vec<_>>().join(", "), standard.applicants.cite.to_string())]
}

fn places(standard: &Standard, visitor: &Visitor) -> Vec<(String, String)> {
    let channels = standard.channels.iter();
    channels.map(|rule| (channel_name(rule.channel, visitor), rule.cite.to_string())).collect()
}

/// The hours of each channel; a mobile centre has a timetable of its own.
fn hours(standard: &Standard, visitor: &Visitor) -> Vec<(String, String)> {
    let channels = standard.channels.iter().filter(|rule| rule.channel != Channel::MobileCentre);
    channels
        .map(|rule| {
            let hours = match rule.hours {
                Hours::RoundTheClock => visitor.t("page-service-round-the-clock"),
                hours => {
                    let days = week(schedule(hours), visitor).into_iter();
                    let days = days.map(|(days, hours)| format!("{days} {hours}"));
                    days.chain(pause(schedule(hours), visitor)).collect::<Vec<_>>().join("; ")
                }
            };
            (format!("{}: {hours}", channel_name(rule.channel, visitor)), rule.hours_cite.to_string())
        })
        .collect()
}

fn terms(standard: &Standard, visitor: &Visitor) -> Vec<(String, String)> {
    let terms = standard.terms.iter().map(|term| {
        let channels = term.channels.iter().map(|channel| channel_name(*channel, visitor));
        let products = standard.result.products.iter().filter(|product| term.products.contains(&product.id));
        let product = products.map(|product| visitor.language.of(&product.name)).collect::<Vec<_>>();
        let channels = channels.collect::<Vec<_>>().join(", ");
        let long = term_of(term.length, term.unit, visitor);
        (format!("{} ({channels}): {long}", product.join(", ")), term.cite.to_string())
    });
    terms.collect()
}

/// How long one waits and is served, in one statement for each channel and paragraph.
fn waiting(standard: &Standard, visitor: &Visitor) -> Vec<(String, String)> {
    let mut found: Vec<(Channel, String, Vec<String>)> = Vec::new();
    for rule in &standard.channels {
        for limit in &rule.limits {
            let minutes = ("minutes", limit.minutes.to_string());
            let text = said(visitor, &format!("page-limit-{}", name_of(&limit.what)), &[minutes]);
            let cite = limit.cite.to_string();
            match found.iter_mut().find(|(channel, known, _)| *channel == rule.channel && *known == cite) {
                Some((_, _, texts)) => texts.push(text),
                None => found.push((rule.channel, cite, vec![text])),
            }
        }
    }
    let found = found.into_iter();
    found
        .map(|(channel, cite, texts)| {
            (format!("{}: {}", channel_name(channel, visitor), texts.join("; ")), cite)
        })
        .collect()
}

/// Area for which a tariff asks its base alone, in hectares.
const SMALL: Decimal = Decimal::from_parts(1, 0, 0, false, 4);

/// Paid or free, today's price of each row of the tariff that the service's applicants may pay by, and who pays nothing.
fn prices(standard: &Standard, visitor: &Visitor) -> Vec<(String, String)> {
    let law = visitor.app.desk.law();
    let date = visitor.app.desk.today();
    let mut found = vec![(price(standard, visitor), standard.price.cite.to_string())];
    let product = standard.result.products.first().filter(|_| standard.result.products.len() > 1);
    let tariff = standard.price.tariff.as_deref().and_then(|id| law.rulebook.tariff(id));
    let mut sums = tariff.into_iter().flat_map(|tariff| &tariff.rows).filter_map(|row| {
        let question = FeeQuestion {
            product: product.map(|product| product.id.as_str()),
            payer: row.payers.first().copied(),
            purpose: row.purposes.first().copied(),
            area_ha: Some(SMALL),
            date,
            relief: false,
        };
        let (answer, _) = law.rulebook.fee(standard, &question).ok()?;
        let message = if row.steps.is_empty() { "page-service-sum" } else { "page-service-sum-from" };
        let amount = visitor.language.decimal(&answer.amount.to_string());
        let args = [("payer", visitor.language.of(&row.name).to_owned()), ("amount", amount)];
        Some((said(visitor, message, &args), answer.cite.to_string()))
    });
    let first = sums.next();
    if first.is_some() {
        found.push((
            said(visitor, "page-service-sums-on", &[("day", day(date))]),
            standard.price.cite.to_string(),
        ));
    }
    found.extend(first.into_iter().chain(sums));
    found.extend(standard.price.reliefs.iter().map(|relief| {
        let free =
            said(visitor, "page-service-relief", &[("who", visitor.language.of(&relief.name).to_owned())]);
        (free, relief.cite.to_string())
    }));
    found
}

fn results(standard: &Standard, visitor: &Visitor) -> Vec<(String, String)> {
    let media =
        standard.result.media.iter().map(|medium| visitor.t(&format!("page-medium-{}", name_of(medium))));
    let media = media.collect::<Vec<_>>().join(", ");
    let products = standard.result.products.iter();
    products
        .map(|one| {
            (format!("{} ({media})", visitor.language.of(&one.name)), standard.result.cite.to_string())
        })
        .collect()
}

fn handing_out(standard: &Standard, visitor: &Visitor) -> Vec<(String, String)> {
    let rules = standard.hand_out.iter().map(|rule| {
        let way = visitor.t(&format!("case-way-{}", name_of(&rule.way)));
        let shown: Vec<_> =
            rule.requires.iter().map(|paper| visitor.t(&format!("case-shown-{}", name_of(paper)))).collect();
        let shown = if shown.is_empty() { String::new() } else { format!(" ({})", shown.join(", ")) };
        (format!("{way}{shown}"), rule.cite.to_string())
    });
    rules.collect()
}

/// Grounds of refusal and suspension, and until when missing papers may be one.
fn grounds(standard: &Standard, visitor: &Visitor) -> Vec<(String, String)> {
    let grounds = standard.grounds.iter().map(|ground| {
        let more = match &ground.effect {
            GroundEffect::Suspend { until, .. } => format!(" – {}", visitor.language.of(until)),
            GroundEffect::Refuse { .. } => String::new(),
        };
        (format!("{}{more}", visitor.language.of(&ground.name)), ground.cite.to_string())
    });
    let incomplete = standard.incomplete.as_ref().map(|rule| {
        let within = match &rule.within {
            IncompleteTerm::Own { length, unit, .. } => term_of(*length, *unit, visitor),
            IncompleteTerm::WholeTerm => visitor.t("page-law-whole-term"),
        };
        (said(visitor, "page-service-incomplete", &[("within", within)]), rule.cite.to_string())
    });
    grounds.chain(incomplete).collect()
}
