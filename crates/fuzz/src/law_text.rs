//! The law's own text, as an operator brings it.

use lawtext::{Change, Citation, Landing, Published, close_up, compare};

use crate::text;

/// Any text: every line lands once, every part is found under its name, nothing but blanks is taken away.
pub(crate) fn published(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let published = Published::read(text);
    assert_eq!(published.landings.len(), text.lines().count());
    for (line, landing) in text.lines().zip(&published.landings) {
        assert_eq!(line.trim().is_empty(), *landing == Landing::Blank, "{line:?}");
        assert_eq!(signs(&close_up(line)), signs(line));
    }
    for standard in &published.standards {
        for part in &standard.parts {
            let name = part.place.to_string();
            let citation = Citation::read(&name).unwrap_or_else(|| panic!("{name} is no citation"));
            assert_eq!(citation.place, part.place);
            assert!(part.line >= 1 && part.line <= published.landings.len(), "{name}: line {}", part.line);
        }
    }
    for finding in &published.findings {
        assert!(!finding.trouble.to_string().is_empty());
    }
    let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(middle, _)| middle);
    let (before, after) = text.split_at(middle);
    let mut old = String::new();
    for change in compare(before, after) {
        if let Change::Same(words) | Change::Deleted(words) = change {
            old.push_str(&words);
        }
    }
    assert_eq!(signs(&old), signs(before));
}

fn signs(text: &str) -> String {
    text.split_whitespace().collect()
}
