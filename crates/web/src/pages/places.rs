//! What people look for that is no service: to complain, to find an office, to follow a case. Data of its own, beside the law.

use std::cmp::Reverse;
use std::sync::LazyLock;

use pages::Place as Shown;
use serde::Deserialize;

use super::Visitor;
use super::seek::{closeness, words_of};
use super::typing::readings;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    places: Vec<Place>,
}

/// A page that is no service; what is shown of it are the messages `page-place-ID` and `page-place-ID-lead`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    id: String,
    path: String,
    phrases: Vec<String>,
}

const DATA: &str = include_str!("../../data/places.toml");
/// Most words of a question that are looked at.
const WORDS: usize = 12;
/// Fewest letters of a word that may be less than the very word.
const LETTERS: usize = 4;
/// Least likeness of such a word; one of another alphabet wants more.
const LIKE: usize = 4;
/// Likeness of a word with itself.
const SAME: usize = 10;

/// The places that ship inside the program; a test reads them.
fn all() -> &'static [Place] {
    static ALL: LazyLock<Places> = LazyLock::new(|| toml::from_str(DATA).unwrap_or_default());
    &ALL.places
}

/// The places that a question means, the one of the longest phrase first.
pub(super) fn found(question: &str) -> Vec<&'static Place> {
    let typed = (question.to_owned(), LIKE);
    let meant = readings(question).into_iter().map(|reading| (reading, LIKE + 1));
    let asked: Vec<(Vec<Vec<char>>, usize)> = std::iter::once(typed)
        .chain(meant)
        .map(|(text, like)| (words_of(&text).take(WORDS).collect(), like))
        .collect();
    let mut found: Vec<(usize, &Place)> = all()
        .iter()
        .filter_map(|place| {
            let longest = asked.iter().filter_map(|(words, like)| place.longest(words, *like)).max()?;
            Some((longest, place))
        })
        .collect();
    found.sort_by_key(|(longest, _)| Reverse(*longest));
    found.into_iter().map(|(_, place)| place).collect()
}

impl Place {
    /// How many words the longest of its phrases has that was said; none where none was.
    fn longest(&self, asked: &[Vec<char>], like: usize) -> Option<usize> {
        let near = |asked: &Vec<char>, word: &Vec<char>| {
            closeness(asked, word) >= if asked.len() < LETTERS { SAME } else { like }
        };
        let said = self.phrases.iter().filter_map(|phrase| {
            let words: Vec<Vec<char>> = words_of(phrase).collect();
            let every = words.iter().all(|word| asked.iter().any(|asked| near(asked, word)));
            (every && !words.is_empty()).then_some(words.len())
        });
        said.max()
    }

    /// As a search shows it.
    pub fn shown(&self, visitor: &Visitor) -> Shown {
        Shown {
            href: visitor.to(&self.path),
            title: visitor.t(&format!("page-place-{}", self.id)),
            lead: visitor.t(&format!("page-place-{}-lead", self.id)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use locale::{Language, Messages};

    fn first(question: &str) -> Option<&'static str> {
        found(question).first().map(|place| place.id.as_str())
    }

    #[test]
    fn each_place_is_read_and_has_its_words_in_every_language() {
        let read: Places = toml::from_str(DATA).unwrap();
        let messages = Messages::embedded().unwrap();
        assert!(!read.places.is_empty());
        for place in &read.places {
            for name in [format!("page-place-{}", place.id), format!("page-place-{}-lead", place.id)] {
                for language in Language::ALL {
                    assert!(messages.find(language, &name, &[]).is_some(), "{name} in {language}");
                }
            }
            for phrase in &place.phrases {
                assert!(found(phrase).iter().any(|one| one.id == place.id), "{phrase}");
            }
        }
    }

    #[test]
    fn people_come_to_a_place_in_their_own_words_with_slips_and_wrong_keyboards() {
        for (typed, meant) in [
            ("шағым", "complain"),
            ("шагым беру", "complain"),
            ("шағымданғым келеді", "complain"),
            ("жалоба", "complain"),
            ("жалобу написать", "complain"),
            ("жалаба", "complain"),
            (";fkj,f", "complain"),
            ("zhaloba", "complain"),
            ("обжаловать отказ", "complain"),
            ("апеляция", "complain"),
            ("complaint", "complain"),
            ("complant", "complain"),
            ("қайда", "offices"),
            ("кайда барамын", "offices"),
            ("где принимают документы", "offices"),
            ("где пренимают", "offices"),
            ("куда идти", "offices"),
            ("office", "offices"),
            ("ofice", "offices"),
            ("цон", "offices"),
            ("статус", "track"),
            ("statys", "track"),
            ("где мой акт", "track"),
            ("где моё заявление", "track"),
            ("қай жерде", "track"),
            ("өтінішім қайда", "track"),
            ("where is my application", "track"),
            ("status", "track"),
        ] {
            assert_eq!(first(typed), Some(meant), "{typed}");
        }
    }

    #[test]
    fn who_looks_for_a_service_is_led_nowhere_else() {
        for typed in [
            "",
            "аренда",
            "жалға алу",
            "жер",
            "жер учаскесі",
            "мой участок",
            "чей участок",
            "потерял акт",
            "актім жоғалды",
            "дубликат",
            "где",
            "собственность",
            "lease",
            "own land",
            "кадастровая стоимость",
        ] {
            assert_eq!(first(typed), None, "{typed}");
        }
    }
}
