//! The law's own text: imported by whoever keeps the rules, read by anybody.

mod import;
mod look;

pub use import::{ImportReport, ImportedStandard, LawFile, LawImport, trouble_message};
pub use look::{LawHit, LawHits, Wording, WordingPart};
