//! The offices of the annexes, as the platform knows them.

mod damaged;
mod offices;
mod places;
mod search;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use directory::Directory;

/// The files that ship with the product, by bare name.
fn files() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook");
    let mut files: BTreeMap<String, String> = std::fs::read_dir(root.join("offices"))
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("text"))
        })
        .collect();
    let regions = std::fs::read_to_string(root.join("regions.toml")).expect("regions");
    files.insert("regions.toml".to_owned(), regions);
    files
}

static DIRECTORY: LazyLock<Directory> =
    LazyLock::new(|| Directory::load(files()).expect("the directory loads"));
