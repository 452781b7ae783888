//! Where standards begin, and what their heads say.

use jiff::civil::Date;

use crate::close::{close_up, join};

/// A line of a text.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Blanks before its first sign.
    pub indent: usize,
    /// Closed up; empty for a blank line.
    pub text: String,
}

/// The lines of a text.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    text.lines()
        .map(|line| {
            let indent = line.chars().take_while(|sign| sign.is_whitespace()).count();
            Line { indent, text: close_up(line) }
        })
        .collect()
}

/// From which indent on a line begins something new.
pub(crate) const INDENT: usize = 4;

impl Line {
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether a piece of a paragraph begins here.
    pub fn begins(&self) -> bool {
        self.indent >= INDENT && !self.is_blank()
    }
}

/// The head of a standard, as places in the list of lines.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// Its first line.
    pub from: usize,
    /// The line after its last one: where the first section begins.
    pub to: usize,
    /// The first line of the title.
    pub title_line: usize,
    pub title: String,
    pub adopted: Option<Date>,
    pub notes: Vec<String>,
}

/// Most lines of a title, of an approval, of the notes under a title.
const TITLE_MOST: usize = 8;
const APPROVAL_MOST: usize = 8;
const NOTES_MOST: usize = 30;

/// The word that every title of a standard ends with, and the words before it that no name has.
const STANDARD: &str = "стандарты";
const OF_A_SERVICE: &str = "мемлекеттік қызмет";

/// The heads of all standards.
pub(crate) fn heads(lines: &[Line]) -> Vec<Head> {
    let mut found: Vec<Head> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let floor = found.last().map_or(0, |head| head.to);
        match head_at(lines, at, floor) {
            Some(head) => {
                at = head.to;
                found.push(head);
            }
            None => at += 1,
        }
    }
    found
}

/// The head whose title begins on a line, if one does.
fn head_at(lines: &[Line], at: usize, floor: usize) -> Option<Head> {
    let first = lines.get(at)?;
    if first.indent > 0 || !first.text.starts_with('«') {
        return None;
    }
    let (title, after_title) = title_from(lines, at)?;
    let (notes, to) = notes_from(lines, after_title);
    let section = lines.get(to)?;
    if section.indent >= INDENT || section_number(&section.text) != Some(1) {
        return None;
    }
    let (from, approval) = approval_before(lines, at, floor);
    let adopted = notes.iter().rev().find_map(|note| new_wording(note)).or_else(|| long_day(&approval));
    Some(Head { from, to, title_line: at, title, adopted, notes })
}

fn title_from(lines: &[Line], at: usize) -> Option<(String, usize)> {
    let mut title = String::new();
    for (index, line) in lines.iter().enumerate().skip(at).take(TITLE_MOST) {
        if line.is_blank() || line.indent >= INDENT {
            return None;
        }
        join(&mut title, &line.text);
        if let Some(name) = title.trim_start().strip_suffix(STANDARD) {
            let name = name.trim_end();
            let name = name.strip_suffix(OF_A_SERVICE).unwrap_or(name).trim();
            let bare = name.strip_prefix('«').and_then(|name| name.strip_suffix('»')).unwrap_or(name);
            return Some((bare.trim().to_owned(), index + 1));
        }
    }
    None
}

/// Notes of the publisher from a line on, and the first line that is neither note nor blank.
fn notes_from(lines: &[Line], at: usize) -> (Vec<String>, usize) {
    let mut notes: Vec<String> = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(at).take(NOTES_MOST) {
        if line.is_blank() {
            continue;
        }
        if line.begins() && line.text.starts_with("Ескерту") {
            notes.push(line.text.clone());
        } else if line.begins() || section_number(&line.text).is_some() {
            return (notes, index);
        } else if let Some(note) = notes.last_mut() {
            join(note, &line.text);
        } else {
            return (notes, index);
        }
    }
    (notes, lines.len().min(at + NOTES_MOST))
}

/// The lines by which an act approves the standard, before its title.
fn approval_before(lines: &[Line], at: usize, floor: usize) -> (usize, String) {
    let words =
        ["қазақстан республикасы", "үкіметінің", "жылғы", "қаулысы", "бұйрығы", "бекітілген", "министр"];
    let mut from = at;
    let mut taken: Vec<&str> = Vec::new();
    for index in (floor..at).rev() {
        let Some(line) = lines.get(index) else { break };
        if line.is_blank() && taken.is_empty() {
            continue;
        }
        let lower = line.text.to_lowercase();
        let approves = if taken.is_empty() {
            lower.ends_with("бекітілген")
        } else {
            words.iter().any(|word| lower.contains(word))
        };
        if line.indent > 0 || !approves || taken.len() >= APPROVAL_MOST {
            break;
        }
        taken.push(&line.text);
        from = index;
    }
    taken.reverse();
    (from, taken.join(" "))
}

/// The number of a heading of a section: `2. Тәртібі`.
pub(crate) fn section_number(text: &str) -> Option<u32> {
    let (number, rest) = number_before(text, '.')?;
    rest.trim_start().starts_with(|sign: char| sign.is_uppercase()).then_some(number)
}

/// A number before a sign, and what follows; numbers that no paragraph has are none.
pub(crate) fn number_before(text: &str, sign: char) -> Option<(u32, &str)> {
    let (number, rest) = text.split_once(sign)?;
    let number = number.trim_end();
    let fits = (1..=3).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit());
    Some((fits.then(|| number.parse().ok()).flatten()?, rest))
}

/// The day of the act that a note names as giving the text a new wording: `жаңа редакцияда - ҚР Үкіметінің 12.07.2013`.
fn new_wording(note: &str) -> Option<Date> {
    let (_, rest) = note.split_once("жаңа редакцияда")?;
    rest.split_whitespace().find_map(|word| {
        let mut parts = word.trim_matches(|sign: char| !sign.is_ascii_digit()).split('.');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    })
}

const MONTHS: [&str; 12] = [
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
];

/// A day in words: `2012 жылғы 1 қарашадағы`.
fn long_day(text: &str) -> Option<Date> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.windows(4).find_map(|four| match four {
        [year, of, day, month] if of == "жылғы" => {
            let place = MONTHS.iter().position(|name| month.starts_with(name))?;
            let month = i8::try_from(place + 1).ok()?;
            Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_of_acts_are_read() {
        assert_eq!(long_day("Үкіметінің 2012 жылғы 1 қарашадағы № 1 қаулысымен"), Some(date(2012, 11, 1)));
        assert_eq!(long_day("2012 жылғы 31 ақпандағы"), None, "no such day");
        let note = "Ескерту. Стандарт жаңа редакцияда - ҚР Үкіметінің 12.07.2013 № 2 қаулысымен.";
        assert_eq!(new_wording(note), Some(date(2013, 7, 12)));
        assert_eq!(new_wording("Ескерту. Күші жойылды - 16.04.2014"), None);
    }

    #[test]
    fn a_heading_has_a_number_and_a_capital() {
        assert_eq!(section_number("2. Көрсету тәртібі"), Some(2));
        assert_eq!(section_number("2.1. Көрсету"), None);
        assert_eq!(section_number("2013. Көрсету"), None);
        assert_eq!(section_number("5 кабинет. Есіл"), None);
    }
}
