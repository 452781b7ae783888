//! Grounds and papers, as refusals speak of them.

use calendar::Text;
use serde::Serialize;

/// Something of the law by its id and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Id in the standard.
    pub id: String,
    /// Name in three languages.
    pub name: Text,
}

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.id)
    }
}

impl Named {
    pub(crate) fn new(id: &str, name: &Text) -> Self {
        Self { id: id.to_owned(), name: name.clone() }
    }
}

pub(super) fn ids(named: &[Named]) -> String {
    named.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ")
}
