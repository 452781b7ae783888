//! Writes every page, filled from the samples, into a folder, with the assets beside: to look at the design without a
//! server. `cargo run -p pages --example samples -- FOLDER`, then serve the folder.

use std::error::Error;
use std::path::Path;

use locale::{Language, Messages};

#[path = "../samples/mod.rs"]
mod samples;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name the folder to write to")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder.join("assets"))?;
    for (file, asset) in pages::assets::all() {
        std::fs::write(folder.join("assets").join(file), asset.bytes)?;
    }
    let messages = Messages::embedded()?;
    for language in Language::ALL {
        let of_language = folder.join(language.tag());
        std::fs::create_dir_all(&of_language)?;
        for sample in samples::all(&samples::shell(&messages, language)) {
            std::fs::write(of_language.join(format!("{}.html", sample.name)), sample.html)?;
        }
    }
    Ok(())
}
