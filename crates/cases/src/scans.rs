//! Scans of papers. The journal says which scan of which paper came and which was found wrong; the bytes are the desk's.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::case::Case;
use crate::command::CommandKind;
use crate::completeness::{Circumstances, belonging, papers_of};
use crate::decide::{Drafts, one, text};
use crate::event::Event;
use crate::law::{Law, case_cite};
use crate::refusal::{Refusal, RefusalReason};
use crate::step::{AllowedStep, Need, plain};

/// A scan, by a name that says nothing of what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScanId(pub Uuid);

/// What a scan may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ScanMedia {
    /// A PDF file.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// A JPEG picture.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A PNG picture.
    #[serde(rename = "image/png")]
    Png,
}

impl ScanMedia {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// What a file is by its first bytes; its name and what a browser says of it are not asked.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|media| bytes.starts_with(media.first_bytes()))
    }

    fn first_bytes(self) -> &'static [u8] {
        match self {
            Self::Pdf => b"%PDF-",
            Self::Jpeg => b"\xff\xd8\xff",
            Self::Png => b"\x89PNG\r\n\x1a\n",
        }
    }

    /// Its media type.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// How it is called, and what names of such files end in.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// What the journal says of a scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    /// The scan.
    pub id: ScanId,
    /// The paper that it shows, by its id in the standard.
    pub paper: String,
    /// What it is.
    pub media: ScanMedia,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// A scan of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptScan {
    /// The scan.
    #[serde(flatten)]
    pub scan: Scan,
    /// When it came.
    pub at: Timestamp,
    /// Why it does not count any more; it is kept all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrong: Option<String>,
}

pub(crate) fn open(kind: CommandKind, case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let step = plain(kind, case, law);
    if kind == CommandKind::AddScan {
        let choices =
            papers_of(law.standard, &Circumstances::of(&case.request)).map_err(Refusal::from_ask)?;
        return Ok(step.needing(Need::ScannedPaper { choices }));
    }
    let choices: Vec<ScanId> =
        case.scans.iter().filter(|kept| kept.wrong.is_none()).map(|kept| kept.scan.id).collect();
    if choices.is_empty() {
        return Err(Refusal::new(RefusalReason::NoSuchScan, &step.cite));
    }
    Ok(step.needing(Need::Scan { choices }).needing(Need::Text { field: "reason" }))
}

pub(crate) fn add(scan: &Scan, case: &Case, step: &AllowedStep, law: &Law<'_>) -> Result<Drafts, Refusal> {
    let known = belonging(law.standard, &Circumstances::of(&case.request), &scan.paper);
    if let Err(allowed) = known.map_err(Refusal::from_ask)? {
        let reason = RefusalReason::PaperNotAsked { paper: scan.paper.clone(), allowed };
        return Err(Refusal::new(reason, &case_cite(law.standard, case.request.case)));
    }
    Ok(one(Event::ScanAdded { scan: scan.clone() }, &step.cite))
}

pub(crate) fn found_wrong(
    scan: ScanId,
    reason: &str,
    case: &Case,
    step: &AllowedStep,
) -> Result<Drafts, Refusal> {
    let counts = case.scans.iter().find(|kept| kept.scan.id == scan && kept.wrong.is_none());
    let Some(kept) = counts else { return Err(Refusal::new(RefusalReason::NoSuchScan, &step.cite)) };
    text("reason", reason, &step.cite)?;
    let event = Event::ScanFoundWrong { scan: kept.scan.clone(), reason: reason.to_owned() };
    Ok(one(event, &step.cite))
}
