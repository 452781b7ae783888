//! Finds things by what people type: in any language, without Kazakh letters, by the beginning of a word, with a slip or two.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use directory::fold;

use super::typing::readings;

/// Things that can be found by words.
#[derive(Debug)]
pub(super) struct Index<T> {
    things: Vec<T>,
    /// Words with the places of the things that have them.
    words: BTreeMap<Vec<char>, BTreeSet<usize>>,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self { things: Vec::new(), words: BTreeMap::new() }
    }
}

/// Most words of a question that are looked at.
const WORDS: usize = 12;
/// Most letters of a word that are looked at.
const LETTERS: usize = 40;

impl<T> Index<T> {
    /// Adds a thing with the texts in whose words it is found, two of them run together included.
    pub fn add<'t>(&mut self, thing: T, texts: impl IntoIterator<Item = &'t str>) {
        let place = self.things.len();
        self.things.push(thing);
        for text in texts {
            let of_text: Vec<Vec<char>> = words_of(text).collect();
            let pairs = of_text.windows(2);
            let together = pairs.map(|pair| pair.iter().flatten().copied().take(LETTERS).collect());
            for word in together.chain(of_text.iter().cloned()) {
                self.words.entry(word).or_default().insert(place);
            }
        }
    }

    /// What a question finds, the best first. A word counts the more the fewer things have it, so that a word that
    /// nothing or everything has spoils no question. Where the letters may be those of the wrong alphabet, the reading
    /// counts that comes closest; what stands there counts first.
    pub fn find(&self, question: &str) -> Vec<&T> {
        let mut best = self.scores(words_of(question).take(WORDS).map(|asked| self.closest(&asked)));
        let most = |scores: &[usize]| scores.iter().copied().max().unwrap_or_default();
        for reading in readings(question) {
            let scores = self.scores(words_of(&reading).take(WORDS).map(|asked| self.firmly(&asked)));
            if most(&scores) > most(&best) {
                best = scores;
            }
        }
        self.ranked(best)
    }

    /// How close a word of a reading comes to each thing: another reading wants better likeness than what was typed.
    fn firmly(&self, asked: &[char]) -> Vec<usize> {
        let enough = |close: &usize| *close >= if asked.len() < FIRM_LETTERS { SAME } else { FIRM };
        let close = self.closest(asked).into_iter();
        close.map(|close| if enough(&close) { close } else { 0 }).collect()
    }

    /// How close all words of a question come to each thing.
    fn scores(&self, words: impl Iterator<Item = Vec<usize>>) -> Vec<usize> {
        let mut scores = vec![0; self.things.len()];
        for close in words {
            let rarity = 1 + close.iter().filter(|close| **close == 0).count();
            for (score, close) in scores.iter_mut().zip(close) {
                *score += close * rarity;
            }
        }
        scores
    }

    /// The things by their scores; those far behind the best are left out.
    fn ranked(&self, scores: Vec<usize>) -> Vec<&T> {
        let best = scores.iter().copied().max().unwrap_or_default();
        let mut found: Vec<(usize, &T)> = scores
            .into_iter()
            .zip(&self.things)
            .filter(|(score, _)| *score > 0 && score * 2 >= best)
            .collect();
        found.sort_by_key(|(score, _)| Reverse(*score));
        found.into_iter().map(|(_, thing)| thing).collect()
    }

    /// How close a typed word comes to each thing.
    fn closest(&self, asked: &[char]) -> Vec<usize> {
        let mut close = vec![0; self.things.len()];
        for (word, places) in &self.words {
            let near = closeness(asked, word);
            for place in places.iter().filter(|_| near > 0) {
                close[*place] = near.max(close[*place]);
            }
        }
        close
    }
}

/// The folded words of a text; a single letter is no word, a single digit is.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = Vec<char>> {
    let folded = fold(text);
    let words: Vec<Vec<char>> =
        folded.split(' ').map(|word| word.chars().take(LETTERS).collect::<Vec<char>>()).collect();
    words.into_iter().filter(|word| word.len() > 1 || word.iter().any(|sign| sign.is_numeric()))
}

/// How close a typed word is to a word of a text; 0: not at all.
pub(super) fn closeness(asked: &[char], word: &[char]) -> usize {
    if asked == word {
        return SAME;
    }
    if asked.iter().any(|sign| sign.is_numeric()) {
        return 0;
    }
    if word.starts_with(asked) {
        return 8;
    }
    let allowed = slips(asked.len());
    let (whole, beginning) = distances(asked, word, allowed);
    if whole <= allowed {
        7 - whole
    } else if beginning <= allowed && asked.len() >= WORD_BEGINNING {
        5 - beginning
    } else if same_stem(asked, word) {
        4
    } else {
        0
    }
}

/// How many slips of the keyboard a word of some letters may have.
fn slips(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

/// Least likeness of a word that was typed with the letters of another alphabet.
const FIRM: usize = 5;
/// Fewest letters of such a word that may be less than the very word.
const FIRM_LETTERS: usize = 4;
/// Likeness of a word with itself.
const SAME: usize = 10;
/// Fewest letters of a beginning that may have slips: less would be the beginning of anything.
const WORD_BEGINNING: usize = 5;
/// Fewest letters of a stem.
const STEM: usize = 3;
/// Most letters of an ending.
const ENDING: usize = 4;

/// Whether two words differ in their endings alone: `жалдау` and `жалдауға`, `участок` and `участка`.
fn same_stem(asked: &[char], word: &[char]) -> bool {
    let stem = asked.iter().zip(word).take_while(|(one, other)| one == other).count();
    let least = if stem == word.len() { STEM } else { STEM + 1 };
    let endings = (asked.len() - stem).max(word.len() - stem);
    stem >= least && endings <= ENDING.min(stem)
}

/// Letters to type, leave out, exchange or swap with their neighbour to come from one word to another, and to the nearest
/// beginning of it; any more than `most` is as good as `most + 1`.
fn distances(asked: &[char], word: &[char], most: usize) -> (usize, usize) {
    // One of the first letters is right, and stands not far from its place.
    let beginning = word.get(..most.saturating_mul(2).saturating_add(1)).unwrap_or(word);
    let right = asked.iter().take(most.saturating_add(1)).any(|letter| beginning.contains(letter));
    if asked.len() > most && (!right || asked.len() - most > word.len()) {
        return (most + 1, most + 1);
    }
    // What lies behind belongs to no beginning that is near enough.
    let near = word.len().min(asked.len().saturating_add(most).saturating_add(1));
    let word = word.get(..near).unwrap_or(word);
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (row, letter) in asked.iter().enumerate() {
        let mut next = Vec::with_capacity(last.len());
        next.push(row + 1);
        for (column, other) in word.iter().enumerate() {
            let exchanged = last[column] + usize::from(letter != other);
            let mut least = exchanged.min(last[column + 1] + 1).min(next[column] + 1);
            let swapped = row > 0 && column > 0 && *letter == word[column - 1] && asked[row - 1] == *other;
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut last, next);
        if before.iter().chain(&last).all(|distance| *distance > most) {
            return (most + 1, most + 1);
        }
    }
    (last[word.len()], last.iter().copied().min().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::start::index;
    use crate::pages::topics::Topics;
    use desk::Law;
    use locale::Language;
    use proptest::prelude::*;
    use rulebook::model::Standard;
    use std::sync::LazyLock;

    static LAW: LazyLock<Law> = LazyLock::new(|| Law::embedded().unwrap());

    fn standards() -> impl Iterator<Item = &'static Standard> {
        LAW.standards_on("2026-01-01".parse().unwrap())
    }

    static INDEX: LazyLock<Index<&'static Standard>> =
        LazyLock::new(|| index(standards(), Topics::embedded()));

    fn found(question: &str) -> Vec<&'static str> {
        INDEX.find(question).into_iter().map(|standard| standard.id.as_str()).collect()
    }

    fn distance(one: &str, other: &str) -> usize {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        distances(&letters(one), &letters(other), usize::MAX - 1).0
    }

    proptest! {
        #[test]
        fn whatever_is_typed_nothing_panics(question in ".{0,200}") {
            found(&question);
        }

        #[test]
        fn a_distance_is_the_same_both_ways_and_none_to_itself(one in "[а-е]{0,9}", other in "[а-е]{0,9}") {
            prop_assert_eq!(distance(&one, &other), distance(&other, &one));
            prop_assert_eq!(distance(&one, &other) == 0, one == other);
        }

        #[test]
        fn one_slip_is_one_apart(word in "[а-я]{2,12}", place in any::<prop::sample::Index>()) {
            let at = place.index(word.chars().count() - 1);
            let mut letters: Vec<char> = word.chars().collect();
            letters.swap(at, at + 1);
            prop_assert!(distance(&word, &letters.iter().collect::<String>()) <= 1);
            prop_assert_eq!(distance(&word, &without(&word, at)), 1);
        }
    }

    fn without(word: &str, at: usize) -> String {
        word.chars().enumerate().filter(|(place, _)| *place != at).map(|(_, letter)| letter).collect()
    }

    #[test]
    fn every_service_is_found_by_its_own_name_with_any_letter_left_out() {
        // The same words come again and again.
        let mut known: BTreeMap<Vec<char>, Vec<usize>> = BTreeMap::new();
        let mut closest =
            |asked: Vec<char>| known.entry(asked).or_insert_with_key(|asked| INDEX.closest(asked)).clone();
        for standard in standards() {
            for name in Language::ALL.map(|language| language.of(&standard.name)) {
                for typed in (0..name.chars().count()).map(|at| without(name, at)) {
                    let found = INDEX.ranked(INDEX.scores(words_of(&typed).take(WORDS).map(&mut closest)));
                    assert_eq!(found.first().map(|first| &first.id), Some(&standard.id), "{typed}");
                }
            }
        }
    }

    #[test]
    fn people_find_what_they_mean() {
        for (typed, meant) in [
            ("аренда", "lease-act"),
            ("арендавать землю", "lease-act"),
            ("жалга алу", "lease-act"),
            ("ЖАЛҒА АЛУҒА", "lease-act"),
            ("lease", "lease-act"),
            ("leese", "lease-act"),
            ("кому принадлежит участок", "parcel-belonging-info"),
            ("чей участок", "parcel-belonging-info"),
            ("кимнин жери", "parcel-belonging-info"),
            ("аеротусирилим", "aerial-survey-permit"),
            ("дрон", "aerial-survey-permit"),
            ("геодизический пункт", "geodetic-point-permit"),
            ("изменить целевое назначение", "purpose-change-decision"),
            ("нысаналы максатын озгерту", "purpose-change-decision"),
            ("постоянное землепользование", "permanent-use-act"),
            ("безвозмездное", "gratuitous-use-act"),
            ("собственность", "private-ownership-act"),
            ("кадастровая стоимость", "cadastral-value-approval"),
            ("изыскания", "survey-works-permit"),
            ("землеустроительный проект", "land-project-approval"),
            ("13", "purpose-change-decision"),
        ] {
            assert_eq!(found(typed).first(), Some(&meant), "{typed}: {:?}", found(typed));
        }
    }

    #[test]
    fn letters_of_the_wrong_alphabet_are_read_as_they_were_meant() {
        for (typed, meant) in [
            // A keyboard left in the Latin layout.
            ("fhtylf", "lease-act"),
            (";fkuf fke", "lease-act"),
            (";fk5f fke", "lease-act"),
            ("xtq exfcnjr", "parcel-belonging-info"),
            ("cj,cndtyyjcnm", "private-ownership-act"),
            ("rflfcnhjdfz cnjbvjcnm", "cadastral-value-approval"),
            // A keyboard left in the Russian layout.
            ("дуфыу", "lease-act"),
            ("вкщту", "aerial-survey-permit"),
            // Russian and Kazakh in Latin letters.
            ("arenda", "lease-act"),
            ("arenda zemli", "lease-act"),
            ("zhalga alu", "lease-act"),
            ("jalğa alu", "lease-act"),
            ("chey uchastok", "parcel-belonging-info"),
            ("kimnin zheri", "parcel-belonging-info"),
            ("sobstvennost", "private-ownership-act"),
            ("jeke menshik", "private-ownership-act"),
            ("tselevoe naznachenie", "purpose-change-decision"),
            ("izyskaniya", "survey-works-permit"),
            ("postoyannoe zemlepolzovanie", "permanent-use-act"),
            ("aerotusirilim", "aerial-survey-permit"),
        ] {
            assert_eq!(found(typed).first(), Some(&meant), "{typed}: {:?}", found(typed));
        }
    }

    #[test]
    fn a_villager_finds_his_service_in_his_own_words() {
        for (typed, meant) in [
            ("жеке меншик", "private-ownership-act"),
            ("уйдин жери", "private-ownership-act"),
            ("жерди сатып алу", "private-ownership-act"),
            ("купить участок", "private-ownership-act"),
            ("дача", "private-ownership-act"),
            ("шаруа кожалыгы", "lease-act"),
            ("крестьянское хозяйство", "lease-act"),
            ("тегин пайдалану", "gratuitous-use-act"),
            ("служебный надел", "gratuitous-use-act"),
            ("школа", "permanent-use-act"),
            ("разделить участок", "land-project-approval"),
            ("жерди болу", "land-project-approval"),
            ("магазин построить", "purpose-change-decision"),
            ("дукен салу", "purpose-change-decision"),
            ("бургылау", "survey-works-permit"),
            ("триангуляция", "geodetic-point-permit"),
            ("обременение", "cadastral-info"),
            ("шекара", "cadastral-info"),
            ("архив", "title-document-info"),
            ("готов ли акт", "identification-document-info"),
            ("кун канша", "cadastral-value-approval"),
        ] {
            let best: Vec<&str> = found(typed).into_iter().take(3).collect();
            assert!(best.contains(&meant), "{typed}: {best:?}");
        }
    }

    #[test]
    fn a_lost_act_leads_to_every_service_that_gives_duplicates() {
        for typed in ["телнұсқа", "телнуска", "дубликат акта", "dublicate", "потерял акт"]
        {
            let found: BTreeSet<&str> = found(typed).into_iter().collect();
            let duplicates = standards().filter(|standard| standard.result.products.len() > 1);
            for standard in duplicates {
                assert!(found.contains(standard.id.as_str()), "{typed}: {found:?}");
            }
        }
    }

    #[test]
    fn what_is_nothing_like_any_service_finds_nothing() {
        for typed in ["", "  ", "!!!", "ы", "qqqqqq", "7777"] {
            assert_eq!(found(typed), Vec::<&str>::new(), "{typed}");
        }
    }

    #[test]
    fn latin_look_alikes_are_taken_for_what_they_look_like() {
        assert_eq!(found("apeнда").first(), Some(&"lease-act"), "a Latin beginning");
    }
}
