//! What brings people, in their own words: data of its own, beside the law.

use std::sync::LazyLock;

use pages::Situation as Shown;
use rulebook::model::Standard;
use serde::Deserialize;

use super::Visitor;
use super::seek::Index;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Situations {
    situations: Vec<Situation>,
}

/// A situation; what is shown of it are the messages `page-situation-ID` and `page-situation-ID-ask`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Situation {
    id: String,
    words: Vec<String>,
    answers: Vec<Answer>,
}

/// An answer to its question (`page-situation-answer-ID`), and where it leads.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    id: String,
    service: String,
    case: String,
    product: String,
}

const DATA: &str = include_str!("../../data/situations.toml");

/// The situations that ship inside the program; a test reads them.
pub(super) fn all() -> &'static [Situation] {
    static ALL: LazyLock<Situations> = LazyLock::new(|| toml::from_str(DATA).unwrap_or_default());
    &ALL.situations
}

/// The situations that a question may mean, the best first.
pub(super) fn found(question: &str) -> Vec<&'static Situation> {
    static INDEX: LazyLock<Index<&'static Situation>> = LazyLock::new(|| {
        let mut index = Index::default();
        for situation in all() {
            index.add(situation, situation.words.iter().map(String::as_str));
        }
        index
    });
    INDEX.find(question).into_iter().copied().collect()
}

impl Situation {
    /// Its question with the answers that the law has today.
    pub fn shown(&self, visitor: &Visitor, standards: &[&Standard], open: bool) -> Shown {
        let answers = self.answers.iter().filter_map(|answer| {
            let standard = standards.iter().find(|standard| standard.id == answer.service)?;
            let case = standard.cases.iter().find(|case| case.id == answer.case)?;
            let path =
                format!("/services/{}?case={}&product={}#mine", standard.number, case.number, answer.product);
            Some((visitor.to(&path), visitor.t(&format!("page-situation-answer-{}", answer.id))))
        });
        Shown {
            title: visitor.t(&format!("page-situation-{}", self.id)),
            ask: visitor.t(&format!("page-situation-{}-ask", self.id)),
            answers: answers.collect(),
            open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk::Law;
    use locale::{Language, Messages};

    #[test]
    fn each_answer_leads_to_a_case_and_a_result_that_the_law_has() {
        let (law, day) = (Law::embedded().unwrap(), "2026-01-01".parse().unwrap());
        let read: Situations = toml::from_str(DATA).unwrap();
        for answer in read.situations.iter().flat_map(|situation| &situation.answers) {
            let standard = law.standards_on(day).find(|standard| standard.id == answer.service).unwrap();
            let case = standard.cases.iter().find(|case| case.id == answer.case).unwrap();
            assert!(case.products.contains(&answer.product), "{answer:?}");
        }
    }

    #[test]
    fn each_situation_and_each_answer_has_its_words_in_every_language() {
        let messages = Messages::embedded().unwrap();
        for situation in all() {
            let own =
                [format!("page-situation-{}", situation.id), format!("page-situation-{}-ask", situation.id)];
            let answers =
                situation.answers.iter().map(|answer| format!("page-situation-answer-{}", answer.id));
            for name in own.into_iter().chain(answers) {
                for language in Language::ALL {
                    assert!(messages.find(language, &name, &[]).is_some(), "{name} in {language}");
                }
            }
        }
    }

    #[test]
    fn a_villager_who_lost_his_act_is_asked_which_one() {
        for typed in
            ["актіні жоғалттым", "акт жогалып калды", "потерял акт на землю", "I lost my act", "дубликат"]
        {
            assert_eq!(found(typed).first().map(|first| first.id.as_str()), Some("lost-act"), "{typed}");
        }
        assert!(found("аренда").is_empty());
    }
}
