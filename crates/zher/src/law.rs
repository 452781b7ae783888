//! The law's own text, loaded by the operator.

use std::process::ExitCode;

use anyhow::{Context, bail};
use desk::{Desk, DeskError, FieldError, ImportReport, ImportedStandard, LawFile};
use locale::{Arg, Language, Messages};

use crate::commands::{LawAction, LawOptions};
use crate::real::say;
use crate::serve::{desk_over, open_law, open_store};

/// Most findings and citations that are printed one by one.
const LINES_MOST: usize = 200;

/// Imports a file, or only tells what is in it.
pub fn run(options: &LawOptions) -> anyhow::Result<ExitCode> {
    let LawAction::Import { file, standard, adopted, check } = &options.action;
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let law_file = LawFile { name: &name, bytes: &bytes, standard: *standard, adopted: *adopted };
    let speaker = Speaker { messages: Messages::embedded()?, language: options.lang };
    let law = open_law(&options.data)?;
    let imported = if *check {
        Desk::read_law(&law.rulebook, &law_file)
    } else {
        let desk = desk_over(law, open_store(&options.data)?);
        desk.refresh_law().context("editions that were put in force by an administrator do not load")?;
        desk.import_law_as_operator(&law_file)
    };
    match imported {
        Ok(report) => {
            speaker.report(&report, !check);
            Ok(ExitCode::SUCCESS)
        }
        Err(DeskError::Invalid(fields)) => {
            bail!("{}", fields.iter().map(|field| speaker.wrong(field)).collect::<Vec<_>>().join("\n"))
        }
        Err(error) => Err(error.into()),
    }
}

struct Speaker {
    messages: Messages,
    language: Language,
}

impl Speaker {
    fn text(&self, name: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.messages.text(self.language, name, args)
    }

    fn wrong(&self, field: &FieldError) -> String {
        let args: Vec<(&str, Arg<'_>)> = field
            .args
            .iter()
            .filter_map(|(name, value)| match value {
                cases::Argument::Plain(text) => Some((*name, Arg::from(text.as_str()))),
                _ => None,
            })
            .collect();
        format!("{}: {}", field.field, self.text(field.message, &args))
    }

    fn report(&self, report: &ImportReport, kept: bool) {
        let args = [
            ("standards", Arg::from(report.standards.len().to_string())),
            ("lines", report.lines.to_string().into()),
            ("sha256", report.sha256.as_str().into()),
        ];
        say(&self.text("law-import-found", &args));
        for one in &report.standards {
            self.standard(one, kept);
        }
        let outside: Vec<String> = report.outside.iter().map(|(from, to)| format!("{from}–{to}")).collect();
        if !outside.is_empty() {
            say(&self.text("law-import-outside", &[("lines", outside.join(", ").into())]));
        }
        for finding in report.findings.iter().take(LINES_MOST) {
            let (name, number) = desk::trouble_message(&finding.trouble);
            let args = [("line", Arg::from(finding.line.to_string())), ("number", number.to_string().into())];
            say(&self.text(name, &args));
        }
    }

    fn standard(&self, one: &ImportedStandard, kept: bool) {
        let state = match one {
            one if !one.is_placed() => "law-import-not-placed",
            _ if !kept => "law-import-checked",
            _ => "law-import-kept",
        };
        let adopted = one.adopted.map_or_else(|| "–".to_owned(), |day| day.to_string());
        let args = [
            ("number", Arg::from(one.number.map_or_else(|| "–".to_owned(), |number| number.to_string()))),
            ("adopted", adopted.into()),
            ("title", one.title.as_str().into()),
            ("line", one.line.to_string().into()),
            ("paragraphs", one.paragraphs.to_string().into()),
            ("annexes", one.annexes.to_string().into()),
        ];
        say(&format!("\n{}", self.text(state, &args)));
        if !one.is_placed() {
            return;
        }
        if !one.held {
            say(&format!("  {}", self.text("law-import-not-held", &[])));
            return;
        }
        let found = one.citations.saturating_sub(one.unfound.len());
        let args = [("found", Arg::from(found.to_string())), ("citations", one.citations.to_string().into())];
        say(&format!("  {}", self.text("law-import-citations", &args)));
        for (name, list) in [("law-import-unfound", &one.unfound), ("law-import-unruled", &one.unruled)] {
            if !list.is_empty() {
                let list: Vec<&str> = list.iter().map(String::as_str).take(LINES_MOST).collect();
                say(&format!("  {}", self.text(name, &[("places", list.join(", ").into())])));
            }
        }
    }
}
