//! Styles, scripts and fonts, built into the program and named by their content, so that browsers may keep them for ever.
//!
//! `make assets` makes them from `assets/src`; the style sheet names the fonts by the same fingerprints.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

/// An asset.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its bytes.
    pub bytes: &'static [u8],
    /// What it is.
    pub content_type: &'static str,
}

struct Named {
    name: &'static str,
    file: String,
    asset: Asset,
}

static ASSETS: LazyLock<Vec<Named>> = LazyLock::new(|| {
    vec![
        named("zher.css", include_bytes!("../assets/dist/zher.css"), "text/css; charset=utf-8"),
        named("zher.svg", include_bytes!("../assets/dist/zher.svg"), "image/svg+xml"),
        named("zher.js", include_bytes!("../assets/dist/zher.js"), "text/javascript; charset=utf-8"),
        named("golos-latin.woff2", include_bytes!("../assets/dist/golos-latin.woff2"), "font/woff2"),
        named("golos-cyrillic.woff2", include_bytes!("../assets/dist/golos-cyrillic.woff2"), "font/woff2"),
        named("golos-kazakh.woff2", include_bytes!("../assets/dist/golos-kazakh.woff2"), "font/woff2"),
        named("golos-tenge.woff2", include_bytes!("../assets/dist/golos-tenge.woff2"), "font/woff2"),
    ]
});

fn named(name: &'static str, bytes: &'static [u8], content_type: &'static str) -> Named {
    let hash = hex::encode(Sha256::digest(bytes));
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let file = format!("{stem}.{}.{ending}", hash.get(..12).unwrap_or(&hash));
    Named { name, file, asset: Asset { bytes, content_type } }
}

/// Address of an asset; an unknown name leads nowhere.
pub fn href(name: &str) -> String {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    found.map_or_else(|| format!("/assets/{name}"), |asset| format!("/assets/{}", asset.file))
}

/// Every asset with its fingerprinted file name.
pub fn all() -> impl Iterator<Item = (&'static str, &'static Asset)> {
    ASSETS.iter().map(|asset| (asset.file.as_str(), &asset.asset))
}

/// The asset of a fingerprinted file name.
pub fn find(file: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.file == file).map(|asset| &asset.asset)
}
