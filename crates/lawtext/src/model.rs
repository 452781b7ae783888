//! What a published text says.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::place::{Citation, Place};

/// A published text: the standards found in it, where each of its lines landed, what was out of the ordinary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Published {
    /// The standards, in their order.
    pub standards: Vec<StandardText>,
    /// Where each line landed, the first line first.
    pub landings: Vec<Landing>,
    /// What was out of the ordinary, by line.
    pub findings: Vec<Finding>,
}

impl Published {
    /// Lines that stand in no standard and are not empty, as ranges of line numbers from 1. The text of the act itself, before its
    /// first standard, is among them.
    pub fn outside(&self) -> Vec<(usize, usize)> {
        let mut ranges: Vec<(usize, usize)> = Vec::new();
        let mut open = false;
        for (index, landing) in self.landings.iter().enumerate() {
            match (landing, ranges.last_mut()) {
                (Landing::Outside, Some(range)) if open => range.1 = index + 1,
                (Landing::Outside, _) => {
                    ranges.push((index + 1, index + 1));
                    open = true;
                }
                (Landing::Blank, _) => {}
                _ => open = false,
            }
        }
        ranges
    }
}

/// One standard of a published text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardText {
    /// Its title as printed, without the words that every title ends with.
    pub title: String,
    /// The day on which this wording was adopted: that of the act of its note, else of the act that approved it; none where
    /// neither is named.
    pub adopted: Option<Date>,
    /// Its first line.
    pub line: usize,
    /// Notes of the publisher under the title.
    pub notes: Vec<String>,
    /// Paragraphs, then annexes.
    pub parts: Vec<Part>,
}

/// A paragraph or an annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub place: Place,
    /// The heading of the section that begins with it, or the title of the annex; empty where there is none.
    pub heading: String,
    /// Its first line.
    pub line: usize,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of a paragraph or an annex that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The subparagraph or row to which it belongs: `1`, `3.2`; none for the paragraph itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Its wording, with the number that is printed before it. Cells of tables stand on lines of their own.
    pub text: String,
}

/// Where a line landed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Landing {
    /// It is empty.
    Blank,
    /// In no standard.
    Outside,
    /// In the head of the standard of this place in the list: approval, title, notes.
    Head(usize),
    /// A heading of a section of a standard.
    Heading(usize),
    /// In a part of a standard: place of the standard, place of the part.
    Part(usize, usize),
    /// In the head of an annex, which names the standard and the number.
    AnnexHead(usize, usize),
}

/// Something out of the ordinary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line, from 1.
    pub line: usize,
    /// What it is.
    pub trouble: Trouble,
}

/// What is out of the ordinary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// No standard was found in the whole text.
    NoStandard,
    /// A standard has no paragraph.
    NoParagraph,
    /// Neither a note nor the approval says when a standard was adopted.
    NoDay,
    /// A paragraph with this number is missing before the line.
    Missing(u32),
    /// A number that does not follow the one before: the line stays in the paragraph before it.
    OutOfOrder(u32),
    /// An annex whose number was there before: the line stays in the annex before it.
    AnnexAgain(u32),
}

impl fmt::Display for Trouble {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStandard => write!(to, "no standard was found in the text"),
            Self::NoParagraph => write!(to, "a standard without paragraphs"),
            Self::NoDay => write!(to, "no day of adoption is named"),
            Self::Missing(number) => write!(to, "paragraph {number} is missing before this line"),
            Self::OutOfOrder(number) => {
                write!(
                    to,
                    "number {number} does not follow the one before; the line was left where it stands"
                )
            }
            Self::AnnexAgain(number) => {
                write!(to, "annex {number} was there before; the line was left in the annex before it")
            }
        }
    }
}

impl StandardText {
    /// What a citation names; none where the text has nothing under it.
    pub fn find(&self, citation: &Citation) -> Option<Vec<&Block>> {
        let part = self.parts.iter().find(|part| part.place == citation.place)?;
        let within = |block: &&Block| citation.within.is_none() || block.within == citation.within;
        let found: Vec<&Block> = part.blocks.iter().filter(within).collect();
        (!found.is_empty()).then_some(found)
    }
}
