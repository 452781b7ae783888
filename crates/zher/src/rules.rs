//! Questions to the rulebook on the command line.

use std::process::ExitCode;

use anyhow::{Context, bail};
use desk::Law;
use jiff::civil::Date;
use locale::{Arg, Language, Messages};
use rulebook::ask::{ChecklistQuestion, FeeQuestion, TermQuestion, Trace, term_files};
use rulebook::model::{ApplicantKind, Payer, Purpose, Standard};
use rulebook::{FileKind, Rulebook};
use serde::de::DeserializeOwned;

use crate::commands::{RulesOptions, RulesQuestion, WhyQuestion};
use crate::real::{complain, rule_files, say};

/// Answers a question to the rulebook; the status says whether the rules are in order.
pub fn run(options: &RulesOptions) -> anyhow::Result<ExitCode> {
    if let RulesQuestion::Schema { of } = &options.question {
        let kind: FileKind = of.parse()?;
        say(&serde_json::to_string_pretty(&kind.schema())?);
        return Ok(ExitCode::SUCCESS);
    }
    let files = rule_files(options.rulebook.as_deref())?;
    let speaker = Speaker { messages: Messages::embedded()?, language: options.lang };
    let law = match Law::load(&files) {
        Ok(law) => law,
        Err(problems) => {
            speaker.complain(&problems.0);
            return Ok(ExitCode::FAILURE);
        }
    };
    match &options.question {
        RulesQuestion::Check => speaker.check(&law.rulebook),
        RulesQuestion::List => speaker.list(&law.rulebook),
        RulesQuestion::Show { number, edition } => speaker.show(standard(&law.rulebook, *number, *edition)?),
        RulesQuestion::Diff { number, from, to } => {
            speaker.diff(law.rulebook.edition(*number, *from)?, law.rulebook.edition(*number, *to)?);
        }
        RulesQuestion::Why { question } => speaker.why(&law, question)?,
        RulesQuestion::Schema { .. } => {}
    }
    Ok(ExitCode::SUCCESS)
}

fn standard(rulebook: &Rulebook, number: u8, edition: Option<Date>) -> anyhow::Result<&Standard> {
    match edition {
        Some(adopted) => Ok(rulebook.edition(number, adopted)?),
        None => rulebook.editions(number).last().with_context(|| {
            format!("there is no service {number}; services: {:?}", rulebook.numbers().collect::<Vec<_>>())
        }),
    }
}

/// A word of a closed list as data spells it.
fn word<T: DeserializeOwned>(name: &str, given: Option<&String>) -> anyhow::Result<Option<T>> {
    given
        .map(|text| {
            serde_json::from_value(serde_json::Value::String(text.clone()))
                .with_context(|| format!("--{name} {text}"))
        })
        .transpose()
}

struct Speaker {
    messages: Messages,
    language: Language,
}

impl Speaker {
    fn text(&self, name: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.messages.text(self.language, name, args)
    }

    /// Everything that is wrong with rule files, each with its place.
    fn complain(&self, problems: &[rulebook::Problem]) {
        complain(&self.text("cli-rules-wrong", &[("count", problems.len().to_string().into())]));
        for problem in problems {
            let args: Vec<(&str, Arg<'_>)> =
                problem.fault.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
            let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
            let field = if problem.field.is_empty() { String::new() } else { format!(" {}:", problem.field) };
            complain(&format!("{}{line}:{field} {}", problem.file, self.text(problem.fault.message, &args)));
        }
    }

    fn heading(&self, name: &str) {
        say(&format!("\n{}", self.text(name, &[])));
    }

    fn check(&self, rulebook: &Rulebook) {
        let editions: Vec<&Standard> =
            rulebook.numbers().flat_map(|number| rulebook.editions(number)).collect();
        let count = i64::try_from(editions.len()).unwrap_or(i64::MAX);
        say(&self.text("cli-rules-in-order", &[("editions", Arg::Number(count))]));
        self.heading("cli-not-encoded");
        for rule in editions.iter().flat_map(|standard| &standard.not_encoded) {
            say(&format!("  {}  {}: {}", rule.cite, rule.id, self.language.of(&rule.reason)));
        }
        let unconfirmed: Vec<_> =
            rulebook.index_table().values.iter().filter(|value| !value.confirmed).collect();
        if !unconfirmed.is_empty() {
            self.heading("cli-unconfirmed-index");
            for value in unconfirmed {
                say(&format!("  {}  {}  {}", value.from, value.tenge, value.source));
            }
        }
    }

    fn list(&self, rulebook: &Rulebook) {
        for standard in rulebook.numbers().flat_map(|number| rulebook.editions(number)) {
            let name = self.language.of(&standard.name);
            say(&format!("{:>2}  {}  {}  {name}", standard.number, standard.edition.adopted, standard.id));
        }
    }

    fn show(&self, standard: &Standard) {
        let of = |text| self.language.of(text);
        say(&format!("{}. {}", standard.number, of(&standard.name)));
        say(&format!("{}  ({})", of(&standard.edition.act), standard.edition.adopted));
        self.heading("cli-channels");
        for rule in &standard.channels {
            say(&format!("  {}  {}", rule.cite, rule.channel));
        }
        self.heading("cli-terms");
        for rule in &standard.terms {
            let channels = rule.channels.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            say(&format!(
                "  {}  {}: {} {} ({channels})",
                rule.cite,
                rule.products.join(", "),
                rule.length,
                rule.unit.as_str()
            ));
        }
        self.heading("cli-cases");
        for case in &standard.cases {
            say(&format!("  {}  {}. {}", case.cite, case.number, of(&case.name)));
        }
        self.heading("cli-grounds");
        for ground in &standard.grounds {
            say(&format!("  {}  {}: {}", ground.cite, ground.id, of(&ground.name)));
        }
        say(&format!("  {}  {}", standard.silence.cite, of(&standard.silence.reason)));
        self.heading("cli-notes");
        for note in &standard.notes {
            say(&format!("  {}  {}", note.cite, of(&note.text)));
        }
        self.heading("cli-not-encoded");
        for rule in &standard.not_encoded {
            say(&format!("  {}  {}: {}", rule.cite, rule.id, of(&rule.reason)));
        }
    }

    fn diff(&self, from: &Standard, to: &Standard) {
        let differences = from.differences(to);
        if differences.is_empty() {
            say(&self.text("cli-no-difference", &[]));
        }
        for difference in differences {
            say(&difference.field);
            if let Some(old) = difference.from {
                say(&format!("  - {old}"));
            }
            if let Some(new) = difference.to {
                say(&format!("  + {new}"));
            }
        }
    }

    fn why(&self, law: &Law, asked: &WhyQuestion) -> anyhow::Result<()> {
        match asked {
            WhyQuestion::Checklist { service, channel, case, product, applicant } => {
                let standard = standard(&law.rulebook, *service, None)?;
                let applicant: Option<ApplicantKind> = word("applicant", applicant.as_ref())?;
                let question = ChecklistQuestion {
                    channel: *channel,
                    case: *case,
                    product: product.as_deref(),
                    applicant,
                };
                let (answer, trace) = standard.checklist_with_trace(&question)?;
                for item in &answer.items {
                    say(&format!("{}  {}", item.cite, self.language.of(item.name())));
                }
                self.trace(&trace);
                self.provenance(&law.rulebook, standard, &[], asked)
            }
            WhyQuestion::Fee { service, product, payer, purpose, area, date, orphan } => {
                let standard = standard(&law.rulebook, *service, None)?;
                let payer: Option<Payer> = word("payer", payer.as_ref())?;
                let purpose: Option<Purpose> = word("purpose", purpose.as_ref())?;
                let question = FeeQuestion {
                    product: product.as_deref(),
                    payer,
                    purpose,
                    area_ha: *area,
                    date: *date,
                    relief: *orphan,
                };
                let (answer, trace) = law.rulebook.fee(standard, &question)?;
                say(&format!("{}  {} KZT", answer.cite, answer.amount));
                self.trace(&trace);
                self.provenance(&law.rulebook, standard, &law.rulebook.price_files(standard), asked)
            }
            WhyQuestion::Term { service, product, channel, region, lodged_at } => {
                let standard = standard(&law.rulebook, *service, None)?;
                let zone = law.deciding_zone(standard, region, *lodged_at)?;
                let question = TermQuestion {
                    product: product.as_deref(),
                    channel: *channel,
                    lodged_at: lodged_at.to_zoned(zone),
                    suspensions: Vec::new(),
                };
                let answer = standard.term(&law.calendar, &question)?;
                let Some(due) = &answer.term.due else { bail!("a term that is not suspended has an end") };
                say(&format!("{}  {due}", answer.rule.cite));
                for day in &answer.term.days {
                    say(&format!("    {day}"));
                }
                self.trace(&answer.trace);
                let years = lodged_at.to_zoned(due.time_zone().clone()).year()..=due.year();
                self.provenance(&law.rulebook, standard, &term_files(years), asked)
            }
        }
    }

    fn trace(&self, trace: &Trace<'_>) {
        self.heading("cli-trace");
        for step in &trace.0 {
            let args = [("subject", step.subject.as_ref().into()), ("outcome", step.outcome.as_ref().into())];
            say(&format!("  {}  {}", step.cite, self.text(step.rule, &args)));
        }
    }

    fn provenance(
        &self,
        rulebook: &Rulebook,
        standard: &Standard,
        files: &[String],
        asked: &WhyQuestion,
    ) -> anyhow::Result<()> {
        let inputs = serde_json::to_value(asked)?;
        let provenance = rulebook.provenance(standard, files.iter().map(String::as_str), inputs);
        self.heading("cli-provenance");
        say(&serde_json::to_string_pretty(&provenance)?);
        Ok(())
    }
}
