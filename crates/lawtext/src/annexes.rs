//! Annexes: heads that name the standard and the number, then lines of tables and forms.

use crate::close::join;
use crate::heads::Line;
use crate::model::{Block, Landing, Part, Trouble};
use crate::place::Place;
use crate::read::Reading;

/// The head of an annex, as places in the list of lines.
#[derive(Debug, Clone)]
pub(crate) struct AnnexHead {
    /// Its first line: the name of the standard.
    pub from: usize,
    /// Its last line: the number.
    pub mark: usize,
    pub number: Option<u32>,
}

/// Most lines of the head of an annex.
const HEAD_MOST: usize = 14;

/// The heads of the annexes between two places.
pub(crate) fn heads(lines: &[Line], from: usize, to: usize) -> Vec<AnnexHead> {
    let mut found: Vec<AnnexHead> = Vec::new();
    for at in from..to {
        let floor = found.last().map_or(from, |head| head.mark + 1);
        let Some(number) = lines.get(at).and_then(mark) else { continue };
        if let Some(first) = first_line(lines, at, floor) {
            found.push(AnnexHead { from: first, mark: at, number });
        }
    }
    found
}

/// The number on the line that ends the head of an annex: `3-қосымша`, `қосымша`, `стандартына 2-қосымша`.
fn mark(line: &Line) -> Option<Option<u32>> {
    if line.indent > 0 {
        return None;
    }
    let text = line.text.strip_prefix("стандартына").unwrap_or(&line.text).trim();
    let before = text.strip_suffix("қосымша")?.trim_end().trim_end_matches('-').trim_end();
    if before.is_empty() {
        return Some(None);
    }
    (before.len() <= 2).then(|| before.parse().ok()).flatten().map(Some)
}

/// Where the head begins that ends on a line: with the name of the standard, to which the line before the number refers.
fn first_line(lines: &[Line], mark: usize, floor: usize) -> Option<usize> {
    let before = |at: usize| (floor..at).rev().find(|at| lines.get(*at).is_some_and(|line| !line.is_blank()));
    let own = lines.get(mark)?;
    let mut at = mark;
    if !own.text.starts_with("стандартына") {
        at = before(mark)?;
        if !lines.get(at)?.text.ends_with("стандартына") {
            return None;
        }
    }
    let referred = at;
    for _ in 0..HEAD_MOST {
        let line = lines.get(at)?;
        if line.indent == 0 && line.text.starts_with('«') {
            return Some(at);
        }
        match before(at) {
            Some(earlier) => at = earlier,
            None => break,
        }
    }
    Some(referred)
}

/// Reads the annexes of a standard, whose last one ends at `end`, after its paragraphs.
pub(crate) fn read(
    reading: &mut Reading<'_>,
    standard: usize,
    heads: &[AnnexHead],
    end: usize,
    parts: &mut Vec<Part>,
) {
    for (index, head) in heads.iter().enumerate() {
        let to = heads.get(index + 1).map_or(end, |next| next.from);
        let place = Place::Annex(head.number);
        let again = parts.iter().any(|part| part.place == place);
        let mut blocks = blocks(reading.lines.get(head.mark + 1..to).unwrap_or_default());
        if again {
            reading.report(head.mark, Trouble::AnnexAgain(head.number.unwrap_or(0)));
            if let Some(part) = parts.last_mut() {
                part.blocks.append(&mut blocks);
            }
        } else {
            let heading = title(&mut blocks);
            parts.push(Part { place, heading, line: head.from + 1, blocks });
        }
        let part = parts.len() - 1;
        for at in head.from..=head.mark {
            reading.land(at, Landing::AnnexHead(standard, part));
        }
        for at in head.mark + 1..to {
            reading.land(at, Landing::Part(standard, part));
        }
    }
}

/// The first block is the title where it is no row, no form to fill in and no whole sentence.
fn title(blocks: &mut Vec<Block>) -> String {
    let is_title = blocks.first().is_some_and(|block| {
        block.within.is_none() && !block.text.contains("__") && !block.text.ends_with([':', ';', '.'])
    });
    if !is_title {
        return String::new();
    }
    let block = blocks.remove(0);
    let mut title = String::new();
    for line in block.text.lines() {
        join(&mut title, line);
    }
    title.trim().to_owned()
}

/// Pieces between blank lines; running text, which is indented, is joined, cells of tables stay on lines of their own.
fn blocks(lines: &[Line]) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut rows = Rows::default();
    let (mut open, mut running) = (false, false);
    for line in lines {
        if line.is_blank() {
            open = false;
            continue;
        }
        let begins = line.begins() && line.indent < 8 && !line.text.contains("__");
        match found.last_mut().filter(|_| open && !begins) {
            Some(block) if running && line.indent == 0 && !line.text.contains("__") => {
                join(&mut block.text, &line.text);
            }
            Some(block) => {
                block.text.push('\n');
                block.text.push_str(&line.text);
                running = false;
            }
            None => {
                let within = rows.row(&line.text);
                found.push(Block { within, text: line.text.clone() });
                (open, running) = (true, begins);
            }
        }
    }
    found
}

/// Which row a block begins or belongs to.
#[derive(Debug, Default)]
struct Rows {
    /// The last number of a row.
    last: u32,
    row: Option<String>,
}

impl Rows {
    /// The row of a block by its first line: `1`, `2 Заңды тұлғалар`, `3.1. Пайызы`, else that of the block before.
    fn row(&mut self, text: &str) -> Option<String> {
        let mut words = text.split_whitespace();
        let first = words.next().unwrap_or_default();
        let number = first.trim_end_matches('.');
        let mut rest = words.clone().peekable();
        // A line of numbers alone numbers the columns.
        let columns =
            rest.peek().is_some() && rest.all(|word| word.bytes().all(|sign| sign.is_ascii_digit()));
        let numbers: Option<Vec<u32>> = number.split('.').map(|part| part.parse().ok()).collect();
        match numbers.as_deref() {
            Some([whole, ..]) if !columns && number.len() <= 7 && self.follows(*whole) => {
                self.last = *whole;
                self.row = Some(number.to_owned());
            }
            _ => {}
        }
        self.row.clone()
    }

    fn follows(&self, number: u32) -> bool {
        number > 0 && (number == self.last || number == self.last + 1)
    }
}
