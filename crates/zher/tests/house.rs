//! The rules of the house that a compiler does not keep: which crate may know which, where SQL may stand, how long a
//! module may be. `ARCHITECTURE.md` tells why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Whom each crate may know. An arrow that is missing here is missing on purpose.
const ARROWS: &[(&str, &[&str])] = &[
    ("calendar", &[]),
    ("identifiers", &[]),
    ("lawtext", &[]),
    ("store", &[]),
    ("locale", &["calendar"]),
    ("directory", &["calendar"]),
    ("rulebook", &["calendar", "directory"]),
    ("cases", &["calendar", "directory", "identifiers", "rulebook"]),
    ("pages", &["locale"]),
    ("desk", &["calendar", "cases", "directory", "identifiers", "lawtext", "rulebook", "store"]),
    (
        "web",
        &[
            "calendar",
            "cases",
            "desk",
            "directory",
            "identifiers",
            "lawtext",
            "locale",
            "pages",
            "rulebook",
            "store",
        ],
    ),
    (
        "zher",
        &[
            "calendar",
            "cases",
            "desk",
            "directory",
            "identifiers",
            "lawtext",
            "locale",
            "rulebook",
            "store",
            "web",
        ],
    ),
    (
        "fuzz",
        &[
            "calendar",
            "cases",
            "desk",
            "directory",
            "identifiers",
            "lawtext",
            "locale",
            "rulebook",
            "store",
            "web",
        ],
    ),
    ("load", &["calendar", "cases", "desk", "directory", "identifiers", "rulebook", "store"]),
    ("sim", &["cases", "desk", "directory", "identifiers", "rulebook", "store"]),
    ("crash", &[]),
    ("testkit", &["calendar", "cases", "directory", "identifiers", "rulebook", "store"]),
];

/// Most lines of a module.
const MODULE_LINES: usize = 400;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn crates() -> BTreeMap<String, PathBuf> {
    std::fs::read_dir(root().join("crates"))
        .expect("crates/ can be read")
        .map(|entry| entry.expect("an entry can be read").path())
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), path))
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder can be read") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn modules() -> Vec<(String, PathBuf, String)> {
    let mut all = Vec::new();
    for (name, path) in crates() {
        let mut found = Vec::new();
        sources(&path.join("src"), &mut found);
        for file in found {
            let text = std::fs::read_to_string(&file).expect("a source is text");
            all.push((name.clone(), file, text));
        }
    }
    all
}

#[test]
fn arrows_between_crates_are_the_allowed_ones() {
    let allowed: BTreeMap<&str, BTreeSet<&str>> =
        ARROWS.iter().map(|(name, known)| (*name, known.iter().copied().collect())).collect();
    let names = crates();
    assert_eq!(
        names.keys().map(String::as_str).collect::<Vec<_>>(),
        allowed.keys().copied().collect::<Vec<_>>()
    );
    for (name, path) in &names {
        let manifest: toml::Table =
            std::fs::read_to_string(path.join("Cargo.toml")).expect("a manifest").parse().expect("TOML");
        let known =
            manifest.get("dependencies").and_then(|table| table.as_table()).cloned().unwrap_or_default();
        for dependency in known.keys().filter(|dependency| names.contains_key(*dependency)) {
            assert!(
                allowed[name.as_str()].contains(dependency.as_str()),
                "{name} must not know {dependency}"
            );
        }
    }
}

#[test]
fn only_the_store_speaks_to_databases() {
    for (name, path) in crates().iter().filter(|(name, _)| *name != "store") {
        let manifest = std::fs::read_to_string(path.join("Cargo.toml")).expect("a manifest");
        for driver in ["rusqlite", "postgres"] {
            assert!(!manifest.contains(driver), "{name} depends on {driver}");
        }
    }
    // The conformance suite of the store speaks to it as the store speaks to itself.
    for (name, file, text) in modules().iter().filter(|(name, ..)| name != "store" && name != "testkit") {
        for word in ["SELECT ", "INSERT INTO", "UPDATE SET", "DELETE FROM"] {
            assert!(!text.contains(word), "{name}: {} holds SQL", file.display());
        }
    }
}

#[test]
fn no_module_is_longer_than_a_reader_holds_in_mind() {
    let long: Vec<_> = modules()
        .into_iter()
        .map(|(_, file, text)| (file, text.lines().count()))
        .filter(|(_, lines)| *lines > MODULE_LINES)
        .collect();
    assert!(long.is_empty(), "over {MODULE_LINES} lines: {long:#?}");
}

#[test]
fn every_crate_says_what_it_owns() {
    for (name, path) in crates() {
        let readme = std::fs::read_to_string(path.join("README.md")).unwrap_or_default();
        assert!(readme.contains("must not know") || readme.contains("Must not know"), "{name}/README.md");
    }
}

#[test]
fn the_engine_knows_no_service_by_number() {
    let digit = |text: &str| text.trim_start().starts_with(|sign: char| sign.is_ascii_digit());
    for (name, file, text) in modules() {
        for (_, after) in text.match_indices("match ").map(|(at, word)| text.split_at(at + word.len())) {
            let Some((what, arms)) = after.split_once('{') else { continue };
            let by_service = ["service", "standard", "number"].iter().any(|word| what.contains(word))
                && !what.contains('\n');
            assert!(!(by_service && digit(arms)), "{name}: {}: match {what}", file.display());
        }
        for (_, after) in text.match_indices("service == ").map(|(at, word)| text.split_at(at + word.len())) {
            assert!(
                !digit(after),
                "{name}: {}: service == {}",
                file.display(),
                after.lines().next().unwrap_or_default()
            );
        }
    }
}

#[test]
fn dependencies_are_explained() {
    let explained =
        std::fs::read_to_string(root().join("docs/dependencies.md")).expect("docs/dependencies.md");
    let manifest: toml::Table =
        std::fs::read_to_string(root().join("Cargo.toml")).expect("a manifest").parse().expect("TOML");
    let names = crates();
    let dependencies = manifest["workspace"]["dependencies"].as_table().expect("a table");
    for name in dependencies.keys().filter(|name| !names.contains_key(*name)) {
        assert!(explained.contains(&format!("`{name}`")), "docs/dependencies.md does not say why `{name}`");
    }
}

/// Files whose words are looked through for names of messages.
fn speaking() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for name in ["cases", "desk", "identifiers", "web", "zher"] {
        sources(&root().join("crates").join(name).join("src"), &mut found);
    }
    let templates = std::fs::read_dir(root().join("crates/pages/templates")).expect("the templates");
    found.extend(templates.map(|entry| entry.expect("an entry can be read").path()));
    sources(&root().join("crates/pages/src"), &mut found);
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a source is text");
        (path, text)
    };
    found.into_iter().map(read).collect()
}

#[test]
fn every_message_that_is_named_exists() {
    let kinds = ["page-", "case-", "desk-", "problem-", "identifier-", "trace-", "cli-", "why-"];
    let mut defined = String::new();
    for entry in std::fs::read_dir(root().join("crates/locale/locales/kk")).expect("the messages") {
        let text = std::fs::read_to_string(entry.expect("an entry can be read").path()).expect("text");
        defined.push('\n');
        defined.push_str(&text);
    }
    let mut named = 0;
    for (path, text) in speaking() {
        for (place, word) in text.split('"').enumerate() {
            let name =
                word.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-');
            if place % 2 == 0 || !name || !kinds.iter().any(|kind| word.starts_with(kind)) {
                continue;
            }
            // A name that ends in a stroke is the beginning of several.
            let known = if word.ends_with('-') {
                defined.contains(&format!("\n{word}"))
            } else {
                defined.contains(&format!("\n{word} ="))
            };
            assert!(known, "{}: no message {word}", path.display());
            named += 1;
        }
    }
    assert!(named > 500, "{named}");
}
