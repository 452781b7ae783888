//! The district or town of an office, told from its name, so that offices of different kinds in one place find each other.

use std::collections::BTreeMap;

use crate::fold::fold;
use crate::tables::SamePlace;

/// Usual names of districts and towns, by region as printed and folded name.
#[derive(Default)]
pub(crate) struct Places {
    usual: BTreeMap<(String, String), String>,
}

impl Places {
    pub(crate) fn new(same: Vec<SamePlace>) -> Self {
        let mut usual = BTreeMap::new();
        for place in same {
            for name in &place.names {
                let first = place.names.first().unwrap_or(name);
                usual.insert((place.region.clone(), fold(name)), first.clone());
            }
        }
        Self { usual }
    }

    /// The usual name of the place that an office's name tells: the first form that was met.
    pub(crate) fn district(&mut self, region: &str, office: &str) -> Option<String> {
        let name = told(office)?;
        let key = (region.to_owned(), fold(&name));
        Some(self.usual.entry(key).or_insert(name).clone())
    }
}

/// `Көкшетау қаласы` of `Көкшетау қалалық бөлімі`; none where a name tells no district or town.
fn told(office: &str) -> Option<String> {
    let bare = office.replace(['«', '»'], " ");
    let mut words = bare.split_whitespace().peekable();
    // Towns with several centres number them: `№ 2 Семей қалалық бөлімі`.
    if words.next_if_eq(&"№").is_some() {
        words.next();
    }
    let mut own = Vec::new();
    for word in words {
        let noun = match word {
            _ if word.starts_with("аудан") => "ауданы",
            _ if word.starts_with("қала") => "қаласы",
            // `named after`: one table prints it, another leaves it out.
            "атындағы" => continue,
            _ => {
                own.push(word);
                continue;
            }
        };
        return (!own.is_empty()).then(|| format!("{} {noun}", own.join(" ")));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_place() {
        let place = |name| told(name).unwrap_or_default();
        assert_eq!(place("Ақкөл аудандық бөлімі"), "Ақкөл ауданы");
        assert_eq!(place("№ 2 Семей қалалық бөлімі"), "Семей қаласы");
        assert_eq!(place("«Т. Рысқұлов атындағы ауданының жер қатынастары бөлімі»"), "Т. Рысқұлов ауданы");
        assert_eq!(told("Красный Яр ауылдық бөлімі"), None, "a village tells no district");
        assert_eq!(told("Ақмола облысы әкімінің аппараты"), None);
    }

    #[test]
    fn letters_that_differ_are_one_place() {
        let mut places = Places::default();
        let first = places.district("Алматы облысы", "Қаратал аудандық бөлімі");
        assert_eq!(places.district("Алматы облысы", "Каратал ауданы әкімінің аппараты"), first);
        assert_eq!(first.as_deref(), Some("Қаратал ауданы"));
    }
}
