//! How people think of the services: data of its own, beside the law.

use std::sync::LazyLock;

use serde::Deserialize;

/// The topics of the start page and the words people look for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Topics {
    /// What people want to do with land.
    pub topics: Vec<Topic>,
    keywords: Vec<Keywords>,
}

/// Something that people want to do with land.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Topic {
    /// Short name; its heading is the message `page-topic-ID`.
    pub id: String,
    /// Services by the ids of their standards.
    pub services: Vec<String>,
    /// Tells how to complain.
    #[serde(default)]
    pub complaints: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keywords {
    service: String,
    words: Vec<String>,
}

const DATA: &str = include_str!("../../data/topics.toml");

impl Topics {
    /// The topics that ship inside the program; a test reads them.
    pub fn embedded() -> &'static Self {
        static TOPICS: LazyLock<Topics> = LazyLock::new(|| toml::from_str(DATA).unwrap_or_default());
        &TOPICS
    }

    /// Words by which people look for a service besides its names.
    pub fn words(&self, service: &str) -> impl Iterator<Item = &str> {
        let of_service = self.keywords.iter().filter(move |keywords| keywords.service == service);
        of_service.flat_map(|keywords| keywords.words.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk::Law;
    use locale::{Language, Messages};
    use std::collections::BTreeSet;

    fn services(law: &Law) -> BTreeSet<String> {
        let day = "2026-01-01".parse().unwrap();
        law.standards_on(day).map(|standard| standard.id.clone()).collect()
    }

    #[test]
    fn each_service_stands_in_at_least_one_topic_and_no_topic_names_another() {
        let topics: Topics = toml::from_str(DATA).unwrap();
        let named: BTreeSet<String> =
            topics.topics.iter().flat_map(|topic| topic.services.iter().cloned()).collect();
        assert_eq!(named, services(&Law::embedded().unwrap()));
    }

    #[test]
    fn each_service_has_words_of_its_own() {
        let topics: Topics = toml::from_str(DATA).unwrap();
        let worded: Vec<String> = topics.keywords.iter().map(|keywords| keywords.service.clone()).collect();
        assert_eq!(worded.len(), worded.iter().collect::<BTreeSet<_>>().len(), "a service stands twice");
        assert_eq!(worded.into_iter().collect::<BTreeSet<_>>(), services(&Law::embedded().unwrap()));
    }

    #[test]
    fn one_topic_tells_how_to_complain_and_each_has_a_heading_in_every_language() {
        let topics = Topics::embedded();
        assert_eq!(topics.topics.iter().filter(|topic| topic.complaints).count(), 1);
        let messages = Messages::embedded().unwrap();
        for topic in &topics.topics {
            for language in Language::ALL {
                let name = format!("page-topic-{}", topic.id);
                assert!(messages.find(language, &name, &[]).is_some(), "{name} in {language}");
            }
        }
    }
}
