//! Every message that the use cases name stands in the message files, in every language.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use desk::{BookKind, Permission, Relation, Role};
use locale::{Language, Messages};

/// Ids in the sources: quoted, and never put together, but for those of the closed lists below.
fn named_in(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            named_in(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let quoted = text.split('"').filter(|part| part.starts_with("desk-") && !part.ends_with('-'));
        found.extend(quoted.map(ToOwned::to_owned));
    }
}

#[test]
fn every_message_that_is_named_is_written_in_every_language() {
    let mut named = BTreeSet::new();
    named_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut named);
    assert!(named.len() > 40, "{named:?}");
    named.extend(Role::ALL.iter().map(|one| one.message().to_owned()));
    named.extend(Relation::ALL.iter().map(|one| one.message().to_owned()));
    named.extend(Permission::ALL.iter().map(|one| one.message().to_owned()));
    named.extend(BookKind::ALL.iter().map(|one| one.message().to_owned()));
    let messages = Messages::embedded().unwrap();
    let written: BTreeSet<String> = include_str!("../../locale/locales/kk/desk.ftl")
        .lines()
        .filter_map(|line| line.split_once(" = ").map(|(id, _)| id.to_owned()))
        .collect();
    let unused: Vec<_> = written.difference(&named).collect();
    assert!(unused.is_empty(), "nobody names {unused:?}");
    for language in Language::ALL {
        let missing: Vec<_> = named.iter().filter(|id| messages.find(language, id, &[]).is_none()).collect();
        assert!(missing.is_empty(), "{language} lacks {missing:?}");
    }
}
