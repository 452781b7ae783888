//! A text into standards and their paragraphs.

use crate::annexes;
use crate::close::join;
use crate::heads::{Head, Line, heads, lines, number_before, section_number};
use crate::model::{Block, Finding, Landing, Part, Published, StandardText, Trouble};
use crate::place::Place;

/// How many paragraphs may be missing before a number is taken for something else.
const GAP_MOST: u32 = 5;

impl Published {
    /// Reads a text as it was published. No text is refused: what cannot be placed is reported.
    pub fn read(text: &str) -> Self {
        let lines = lines(text);
        let outside = |line: &Line| if line.is_blank() { Landing::Blank } else { Landing::Outside };
        let mut reading = Reading {
            published: Self { landings: lines.iter().map(outside).collect(), ..Self::default() },
            lines: &lines,
        };
        let heads = heads(&lines);
        if heads.is_empty() {
            reading.report(0, Trouble::NoStandard);
        }
        let ends = heads.iter().skip(1).map(|next| next.from).chain([lines.len()]);
        let ends: Vec<usize> = ends.collect();
        for (head, end) in heads.into_iter().zip(ends) {
            reading.standard(head, end);
        }
        reading.published.findings.sort_by_key(|finding| finding.line);
        reading.published
    }
}

pub(crate) struct Reading<'t> {
    pub published: Published,
    pub lines: &'t [Line],
}

impl Reading<'_> {
    /// Reports trouble at a place in the list of lines.
    pub fn report(&mut self, at: usize, trouble: Trouble) {
        self.published.findings.push(Finding { line: at + 1, trouble });
    }

    /// Says where a line landed; blank lines stay blank.
    pub fn land(&mut self, at: usize, landing: Landing) {
        if let Some(place) = self.published.landings.get_mut(at).filter(|place| **place != Landing::Blank) {
            *place = landing;
        }
    }

    fn standard(&mut self, head: Head, end: usize) {
        let place = self.published.standards.len();
        for at in head.from..head.to {
            self.land(at, Landing::Head(place));
        }
        if head.adopted.is_none() {
            self.report(head.title_line, Trouble::NoDay);
        }
        let annexes = annexes::heads(self.lines, head.to, end);
        let body_end = annexes.first().map_or(end, |annex| annex.from);
        let mut parts = self.paragraphs(place, head.to, body_end);
        if parts.is_empty() {
            self.report(head.title_line, Trouble::NoParagraph);
        }
        annexes::read(self, place, &annexes, end, &mut parts);
        self.published.standards.push(StandardText {
            title: head.title,
            adopted: head.adopted,
            line: head.title_line + 1,
            notes: head.notes,
            parts,
        });
    }

    fn paragraphs(&mut self, standard: usize, from: usize, to: usize) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let (mut heading, mut sections) = (String::new(), 0);
        for at in from..to {
            let Some(line) = self.lines.get(at).filter(|line| !line.is_blank()) else { continue };
            let text = line.text.clone();
            let last = match parts.last() {
                Some(Part { place: Place::Paragraph(number), .. }) => *number,
                _ => 0,
            };
            if line.indent == 0 && self.is_heading(at, to, sections, last, &parts) {
                sections += 1;
                heading = text;
                self.land(at, Landing::Heading(standard));
                continue;
            }
            if line.begins() {
                let number = number_before(&text, '.').map(|(number, _)| number);
                // The first paragraph is sometimes printed without its number.
                let number = if last == 0 && number != Some(1) { Some(1) } else { number };
                match number {
                    Some(number) if number > last && number <= last + GAP_MOST => {
                        for missing in last + 1..number {
                            self.report(at, Trouble::Missing(missing));
                        }
                        parts.push(Part {
                            place: Place::Paragraph(number),
                            heading: std::mem::take(&mut heading),
                            line: at + 1,
                            blocks: vec![Block { within: None, text }],
                        });
                    }
                    other => {
                        if let Some(number) = other {
                            self.report(at, Trouble::OutOfOrder(number));
                        }
                        if let Some(part) = parts.last_mut() {
                            let within = number_before(&text, ')').map(|(number, _)| number.to_string());
                            part.blocks.push(Block { within, text });
                        }
                    }
                }
            } else if let Some(block) = parts.last_mut().and_then(|part| part.blocks.last_mut()) {
                join(&mut block.text, &text);
            } else {
                // Before the first paragraph nothing but its beginning may stand without an indent.
                parts.push(Part {
                    place: Place::Paragraph(1),
                    heading: std::mem::take(&mut heading),
                    line: at + 1,
                    blocks: vec![Block { within: None, text }],
                });
            }
            self.land(at, Landing::Part(standard, parts.len() - 1));
        }
        for part in &mut parts {
            under_subparagraphs(&mut part.blocks);
        }
        parts
    }

    /// Whether a line without an indent is the heading of a section: numbered on, or without a number between the end of a
    /// sentence and the paragraph that comes next.
    fn is_heading(&self, at: usize, to: usize, sections: u32, last: u32, parts: &[Part]) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let follows_blank = at == 0 || self.lines.get(at - 1).is_none_or(Line::is_blank);
        if section_number(&line.text) == Some(sections + 1) {
            return follows_blank || sections == 0;
        }
        let next = self.lines.get(at + 1..to).unwrap_or_default();
        let (blank, rest) = next.split_at(next.iter().take_while(|line| line.is_blank()).count());
        let before_next = rest.first().is_some_and(|line| {
            line.begins() && number_before(&line.text, '.').is_some_and(|(number, _)| number == last + 1)
        });
        let ended = parts.last().and_then(|part| part.blocks.last());
        let ended = ended.is_some_and(|block| block.text.ends_with('.'));
        let capital = line.text.starts_with(|sign: char| sign.is_uppercase());
        follows_blank && !blank.is_empty() && before_next && ended && capital && !line.text.ends_with('.')
    }
}

/// What is listed under a subparagraph without numbers of its own belongs to it: after a colon, up to the full stop.
fn under_subparagraphs(blocks: &mut [Block]) {
    let mut open: Option<String> = None;
    for block in blocks {
        match &block.within {
            Some(number) => open = block.text.ends_with(':').then(|| number.clone()),
            None => block.within.clone_from(&open),
        }
        if block.text.ends_with('.') {
            open = None;
        }
    }
}
