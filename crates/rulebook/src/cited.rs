//! Every citation of an edition, wherever it stands.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::model::{Cite, Standard};

impl Standard {
    /// All citations of the edition, each once.
    pub fn citations(&self) -> BTreeSet<Cite> {
        let mut found = BTreeSet::new();
        // An edition that was read can be written out; the loader has tried it.
        if let Ok(value) = serde_json::to_value(self) {
            gather(&value, &mut found);
        }
        found
    }
}

fn gather(value: &Value, found: &mut BTreeSet<Cite>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| gather(item, found)),
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(cite) if name == "cite" || name.ends_with("_cite") => {
                        found.insert(Cite(cite.clone()));
                    }
                    other => gather(other, found),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::{RuleFiles, Rulebook};

    #[test]
    fn citations_are_found_within_lists_and_under_every_name() {
        let rulebook = Rulebook::load(&RuleFiles::embedded()).unwrap();
        let standard = rulebook.editions(1).last().unwrap();
        let cites: Vec<String> = standard.citations().into_iter().map(|cite| cite.0).collect();
        for wanted in ["S1 ¶2", "S1 ¶7.1", "S1 ¶9", "S1 annex 6 row 3.2"] {
            assert!(cites.iter().any(|cite| cite == wanted), "{wanted}: {cites:?}");
        }
        assert!(cites.iter().all(|cite| cite.starts_with("S1 ")), "{cites:?}");
    }
}
