use std::path::Path;

use rulebook::RuleFiles;

/// The files of `rulebook/` as they stand in the repository.
pub fn read() -> RuleFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook");
    let mut files = RuleFiles::default();
    collect(&root, &root, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut RuleFiles) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            collect(root, &path, files);
            continue;
        }
        let name = path.strip_prefix(root).expect("inside the root").to_string_lossy().replace('\\', "/");
        files.insert(name, std::fs::read_to_string(&path).expect("the file is text"));
    }
}
