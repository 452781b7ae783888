//! Small changes of the data files as texts: what is written in them stays, comments included.

use jiff::civil::Date;

use crate::read::{Document, read_holidays};
use crate::{LoadError, Named, NamedKind};

/// A weekday that is free in place of a day that is worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTransfer<'t> {
    /// The day that becomes free.
    pub off: Date,
    /// The day that is worked in its place.
    pub worked: Date,
    /// The order.
    pub source: &'t str,
    /// Where it can be read.
    pub url: &'t str,
}

/// The text of a year's file with a transfer more. One between two years stands in the files of both.
pub fn with_transfer(text: &str, transfer: &NewTransfer<'_>) -> String {
    let NewTransfer { off, worked, source, url } = transfer;
    let (source, url) = (quoted(source), quoted(url));
    format!(
        "{}\n\n[[transfer]]\noff = {off}\nworked = {worked}\nsource = {source}\nurl = {url}\n",
        text.trim_end()
    )
}

/// The text of a year's file with a named day more.
pub fn with_named_day(text: &str, named: &Named, date: Date) -> String {
    let id = quoted(&named.id);
    let entry = match named.kind {
        NamedKind::Holiday => format!("[[holiday]]\nid = {id}\ndates = [{date}]"),
        NamedKind::DayOff => format!("[[day_off]]\nid = {id}\ndate = {date}"),
    };
    format!("{}\n\n{entry}\n", text.trim_end())
}

/// The text of a new year's file after that of another: every day moves by its date, which is right for holidays of a fixed
/// date alone; transfers, which are ordered for each year, are left out.
pub fn next_year(text: &str, from: i16, to: i16) -> String {
    let (from, to) = (format!("{from:04}"), format!("{to:04}"));
    let mut kept: Vec<String> = Vec::new();
    let mut left_out = false;
    for (place, line) in text.lines().enumerate() {
        let begins = line.trim_start();
        if begins.starts_with('[') {
            left_out = begins.starts_with("[[transfer]]");
        }
        if !left_out && !begins.starts_with("# [[transfer]]") {
            // What comments tell of the old year stays true of it alone; the first one is the title.
            let tells = begins.starts_with('#') && place > 0;
            kept.push(if tells { line.to_owned() } else { with_year(line, &from, &to) });
        }
    }
    kept.join("\n") + "\n"
}

/// A line with another year wherever it stands as a number of its own: in dates, and in what is not known.
fn with_year(line: &str, from: &str, to: &str) -> String {
    let digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let mut written = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(from) {
        written.push_str(before);
        let alone = !digit(written.chars().next_back()) && !digit(after.chars().next());
        written.push_str(if alone { to } else { from });
        rest = after;
    }
    written.push_str(rest);
    written
}

/// The days that `holidays.toml` names.
///
/// # Errors
/// [`LoadError`] with file, line and field.
pub fn named_days(file: &str, text: &str) -> Result<Vec<Named>, LoadError> {
    let document = Document { file: file.to_owned(), text: text.to_owned() };
    let (named, _) = read_holidays(&document)?;
    let mut named: Vec<Named> = named.into_values().map(|day| (*day).clone()).collect();
    named.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(named)
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_year_names_itself_and_leaves_the_comments_on_the_old_one() {
        let text = "# Days of 2026.\n# The referendum of 15 March 2026.\nyear = 2026\n\
                    not_known = { kk = \"2026 жылғы\", en = \"in 2026 (No 12026)\" }\n\
                    [[holiday]]\ndates = [2026-01-01]\n[[transfer]]\noff = 2026-05-08\n";
        let next = "# Days of 2027.\n# The referendum of 15 March 2026.\nyear = 2027\n\
                    not_known = { kk = \"2027 жылғы\", en = \"in 2027 (No 12026)\" }\n\
                    [[holiday]]\ndates = [2027-01-01]\n";
        assert_eq!(next_year(text, 2026, 2027), next);
    }
}
