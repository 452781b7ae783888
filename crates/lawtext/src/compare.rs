//! Two wordings, word by word.

/// A run of words of one of two wordings, or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// In both.
    Same(String),
    /// In the older one alone.
    Deleted(String),
    /// In the newer one alone.
    Inserted(String),
}

/// Most pairs of words that are weighed; beyond it what differs counts as wholly replaced.
const PAIRS_MOST: usize = 2_000_000;

/// What became of a wording. The words of `Same` and `Deleted` are the older one, of `Same` and `Inserted` the newer one.
pub fn compare(before: &str, after: &str) -> Vec<Change> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_whitespace().collect(), after.split_whitespace().collect());
    let start = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end =
        old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let old_middle = old_rest.get(..old_rest.len() - end).unwrap_or_default();
    let new_middle = new_rest.get(..new_rest.len() - end).unwrap_or_default();
    let mut changes = Vec::new();
    for word in old.iter().take(start) {
        push(&mut changes, Kind::Same, word);
    }
    middle(old_middle, new_middle, &mut changes);
    for word in old.iter().skip(old.len() - end) {
        push(&mut changes, Kind::Same, word);
    }
    changes.into_iter().map(|(kind, words)| kind.of(words.join(" "))).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Same,
    Deleted,
    Inserted,
}

impl Kind {
    fn of(self, text: String) -> Change {
        match self {
            Self::Same => Change::Same(text),
            Self::Deleted => Change::Deleted(text),
            Self::Inserted => Change::Inserted(text),
        }
    }
}

fn push<'t>(changes: &mut Vec<(Kind, Vec<&'t str>)>, kind: Kind, word: &'t str) {
    match changes.last_mut() {
        Some((last, words)) if *last == kind => words.push(word),
        _ => changes.push((kind, vec![word])),
    }
}

/// The longest words in common, by the usual table of lengths.
fn middle<'t>(old: &[&'t str], new: &[&'t str], changes: &mut Vec<(Kind, Vec<&'t str>)>) {
    let width = new.len() + 1;
    let mut lengths = Vec::new();
    if old.len().saturating_mul(new.len()) <= PAIRS_MOST {
        lengths = vec![0_u32; (old.len() + 1) * width];
        for (row, one) in old.iter().enumerate().rev() {
            for (column, other) in new.iter().enumerate().rev() {
                let at = |row: usize, column: usize| lengths.get(row * width + column).copied().unwrap_or(0);
                let length = if one == other {
                    at(row + 1, column + 1) + 1
                } else {
                    at(row + 1, column).max(at(row, column + 1))
                };
                if let Some(place) = lengths.get_mut(row * width + column) {
                    *place = length;
                }
            }
        }
    }
    let at = |row: usize, column: usize| lengths.get(row * width + column).copied().unwrap_or(0);
    let (mut row, mut column) = (0, 0);
    loop {
        match (old.get(row), new.get(column)) {
            (Some(one), Some(other)) if one == other && !lengths.is_empty() => {
                push(changes, Kind::Same, one);
                (row, column) = (row + 1, column + 1);
            }
            (Some(one), other) if other.is_none() || at(row + 1, column) >= at(row, column + 1) => {
                push(changes, Kind::Deleted, one);
                row += 1;
            }
            (_, Some(other)) => {
                push(changes, Kind::Inserted, other);
                column += 1;
            }
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_inserted_and_deleted() {
        let same = |text: &str| Change::Same(text.to_owned());
        assert_eq!(
            compare("берген кезде – 6 жұмыс күні;", "берген кезде – 4 жұмыс күні;"),
            [
                same("берген кезде –"),
                Change::Deleted("6".to_owned()),
                Change::Inserted("4".to_owned()),
                same("жұмыс күні;"),
            ]
        );
        assert_eq!(compare("бір екі", "бір екі"), [same("бір екі")]);
        assert_eq!(compare("", "жаңа"), [Change::Inserted("жаңа".to_owned())]);
        assert_eq!(compare("", ""), []);
    }

    #[test]
    fn very_long_wordings_that_differ_count_as_replaced() {
        let words = |word: &str| format!("x {}", vec![word; 2000].join(" "));
        let changes = compare(&words("а"), &words("б"));
        assert_eq!(changes.len(), 3, "the first word, one run deleted, one inserted");
    }

    proptest! {
        #[test]
        fn both_wordings_are_found_again(before in "[абв ]{0,40}", after in "[абв ]{0,40}") {
            let changes = compare(&before, &after);
            let mut old = Vec::new();
            let mut new = Vec::new();
            for change in &changes {
                match change {
                    Change::Same(text) => { old.push(text.as_str()); new.push(text.as_str()); }
                    Change::Deleted(text) => old.push(text),
                    Change::Inserted(text) => new.push(text),
                }
            }
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&old.join(" ")), words(&before));
            prop_assert_eq!(words(&new.join(" ")), words(&after));
        }
    }
}
