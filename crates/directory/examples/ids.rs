//! Prints `rulebook/offices/ids.csv`. Run it when offices are added; a changed id of a known office is a defect.

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook");
    let mut files = vec![("regions.toml".to_owned(), std::fs::read_to_string(root.join("regions.toml"))?)];
    for entry in std::fs::read_dir(root.join("offices"))? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.push((name, std::fs::read_to_string(&path)?));
    }
    let directory = directory::Directory::load(files)?;
    let mut rows: Vec<String> = directory
        .offices()
        .map(|office| format!("{},\"{}\"", office.id, office.name(None).replace('"', "\"\"")))
        .collect();
    rows.sort();
    let mut out = std::io::stdout().lock();
    writeln!(out, "id,name")?;
    for row in rows {
        writeln!(out, "{row}")?;
    }
    Ok(())
}
