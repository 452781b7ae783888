//! Scans of papers: beside a draft while the request is typed, with the case from the lodging on.
//!
//! Of a draft's scans only its account knows, and they go with it. Those of a case are never changed or deleted; its
//! journal names each by paper, kind, size and SHA-256, also one that was found wrong later.

use cases::{Actor, Case, CaseId, Command, CommandKind, Scan, ScanId, ScanMedia};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use store::{Tx, cases as rows, scans};
use uuid::Uuid;

use crate::access::permission_for;
use crate::case::{Pen, acted, once, request_hash};
use crate::check::{Check, ID_MOST, NAME_MOST, NOTE_MOST};
use crate::lodging::hold_open;
use crate::secret::Hash;
use crate::view::{Acted, IdempotencyKey};
use crate::{Desk, DeskError, FieldError, Permission, Session, journal};

/// Most bytes of a scan.
pub const SCAN_MOST: usize = 10 * MIB;
/// Most scans of a request.
pub const SCANS_MOST: usize = 60;
/// Most bytes of all scans of a request.
pub const SCANS_BYTES_MOST: usize = 100 * MIB;

const MIB: usize = 1024 * 1024;

/// A file as it was given, for a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenScan {
    /// The paper that it shows, by id.
    pub paper: String,
    /// Name of the file.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A scan beside a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanLine {
    /// The scan.
    pub id: ScanId,
    /// The paper that it shows, by id.
    pub paper: String,
    /// What it is.
    pub media: ScanMedia,
    /// Name of the file as it was given.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// When it came.
    pub kept_at: Timestamp,
}

/// A scan to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanFile {
    /// What it is.
    pub media: ScanMedia,
    /// A name without anything personal: the paper's id.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A given file that may be kept.
struct Fitting {
    row: scans::Scan,
    media: ScanMedia,
}

impl Fitting {
    /// What the journal says of it.
    fn recorded(&self) -> Result<Scan, DeskError> {
        recorded(&self.row, self.media)
    }
}

fn recorded(row: &scans::Scan, media: ScanMedia) -> Result<Scan, DeskError> {
    Ok(Scan {
        id: ScanId(row.id),
        paper: row.paper.clone(),
        media,
        size: u64::try_from(row.size).map_err(DeskError::defect)?,
        sha256: hex::encode(row.sha256),
    })
}

fn media_of(row: &scans::Scan) -> Result<ScanMedia, DeskError> {
    let known = ScanMedia::ALL.into_iter().find(|media| media.as_str() == row.media);
    known.ok_or_else(|| DeskError::defect(format!("a scan of the kind {}", row.media)))
}

fn file((row, bytes): (scans::Scan, Vec<u8>)) -> Result<ScanFile, DeskError> {
    let media = media_of(&row)?;
    Ok(ScanFile { media, name: format!("{}.{}", row.paper, media.extension()), bytes })
}

/// Name under which a form sends the scans of a paper.
fn field_of(paper: &str) -> String {
    format!("scan:{paper}")
}

/// Whether one more finds room beside those that are there.
fn room(paper: &str, there: impl Iterator<Item = u64>, one_more: i64) -> Result<(), DeskError> {
    let (count, bytes) = there.fold((0, 0), |(count, bytes), size| (count + 1, bytes + size));
    let field = || field_of(paper);
    if count >= SCANS_MOST {
        return Err(DeskError::invalid(FieldError::new(field(), "desk-scans-many").with("most", SCANS_MOST)));
    }
    let together = bytes.saturating_add(u64::try_from(one_more).unwrap_or(u64::MAX));
    if together > SCANS_BYTES_MOST as u64 {
        let error = FieldError::new(field(), "desk-scans-large").with("most", SCANS_BYTES_MOST / MIB);
        return Err(DeskError::invalid(error));
    }
    Ok(())
}

impl Desk {
    fn fitting(&self, who: &Session, id: Uuid, given: &GivenScan) -> Result<Fitting, DeskError> {
        let mut check = Check::default();
        let paper = check.text("paper", &given.paper, ID_MOST);
        let field = field_of(&paper);
        // A name that says nothing, or too much, is no reason to refuse a scan.
        let name: String = given.name.chars().filter(|sign| !sign.is_control()).take(NAME_MOST).collect();
        let media = ScanMedia::of(&given.bytes);
        match media {
            _ if given.bytes.is_empty() => check.add(FieldError::new(&field, "desk-scan-empty")),
            _ if given.bytes.len() > SCAN_MOST => {
                check.add(FieldError::new(&field, "desk-scan-large").with("most", SCAN_MOST / MIB));
            }
            None => check.add(FieldError::new(&field, "desk-scan-media")),
            Some(_) => {}
        }
        check.finish()?;
        let media = media.ok_or_else(|| DeskError::defect("a scan without a kind"))?;
        let row = scans::Scan {
            id,
            account: who.account.id.0,
            paper,
            media: media.as_str().to_owned(),
            name,
            size: i64::try_from(given.bytes.len()).map_err(DeskError::defect)?,
            sha256: Sha256::digest(&given.bytes).into(),
            kept_at: self.now(),
        };
        Ok(Fitting { row, media })
    }

    /// Keeps a scan beside a paper of the caller's draft; the same bytes beside the same paper are kept once.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for who may not lodge, [`DeskError::Invalid`] for a file that is no PDF, JPEG or PNG,
    /// is larger than [`SCAN_MOST`], or finds no room beside the others, [`DeskError::KeyReused`] where the request was
    /// lodged under the key.
    pub fn attach_scan(
        &self,
        who: &Session,
        draft: &IdempotencyKey,
        given: GivenScan,
    ) -> Result<(), DeskError> {
        self.demand_at(who, Permission::Lodge, &who.account.office.0)?;
        let row = self.fitting(who, self.draw().id(), &given)?.row;
        let (draft, bytes) = (draft.as_str().to_owned(), given.bytes);
        self.store.write(move |tx| {
            // Two that come at once must not find the same room.
            hold_open(tx, row.account, &draft)?;
            let there = scans::of_draft(tx, row.account, &draft)?;
            let known = there.iter().any(|one| one.paper == row.paper && one.sha256 == row.sha256);
            if !known {
                room(&row.paper, there.iter().map(|one| one.size.unsigned_abs()), row.size)?;
            }
            Ok(scans::keep(tx, &draft, &row, &bytes)?)
        })
    }

    /// Scans of the caller's draft, the one that came first first.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for who may not lodge.
    pub fn draft_scans(&self, who: &Session, draft: &IdempotencyKey) -> Result<Vec<ScanLine>, DeskError> {
        self.demand_at(who, Permission::Lodge, &who.account.office.0)?;
        let kept = self
            .store
            .read(|tx| Ok::<_, DeskError>(scans::of_draft(tx, who.account.id.0, draft.as_str())?))?;
        let line = |row: scans::Scan| {
            Ok(ScanLine {
                id: ScanId(row.id),
                media: media_of(&row)?,
                size: row.size.unsigned_abs(),
                kept_at: row.kept_at,
                paper: row.paper,
                name: row.name,
            })
        };
        kept.into_iter().map(line).collect()
    }

    /// A scan of a draft of the caller.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for who may not lodge, [`DeskError::NotFound`] where the caller has no such scan.
    pub fn draft_scan(&self, who: &Session, scan: ScanId) -> Result<ScanFile, DeskError> {
        self.demand_at(who, Permission::Lodge, &who.account.office.0)?;
        let found =
            self.store.read(|tx| Ok::<_, DeskError>(scans::of_account(tx, who.account.id.0, scan.0)?))?;
        file(found.ok_or(DeskError::NotFound)?)
    }

    /// Takes a scan away from a draft of the caller; one that is not there is away already.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for who may not lodge.
    pub fn take_scan_away(
        &self,
        who: &Session,
        draft: &IdempotencyKey,
        scan: ScanId,
    ) -> Result<(), DeskError> {
        self.demand_at(who, Permission::Lodge, &who.account.office.0)?;
        let (account, draft) = (who.account.id.0, draft.as_str().to_owned());
        self.store.write(move |tx| Ok(scans::take_away(tx, account, &draft, scan.0)?))
    }

    /// Puts a scan to a case. Scans do not stand in each other's way, so no version is asked for. Repeated with its
    /// key it answers the same and writes nothing.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the caller may not see the case, [`DeskError::Forbidden`], [`DeskError::Invalid`]
    /// as for a draft, [`DeskError::KeyReused`], and [`DeskError::Refused`] for a paper that is none of the case or a
    /// case that is not open any more.
    pub fn add_scan(
        &self,
        who: &Session,
        case: CaseId,
        given: GivenScan,
        key: &IdempotencyKey,
    ) -> Result<Acted, DeskError> {
        let permission = permission_for(CommandKind::AddScan)
            .ok_or(DeskError::NotByHand { step: CommandKind::AddScan })?;
        let known = self.store.read(|tx| rows::get(tx, case.0))?.ok_or(DeskError::NotFound)?;
        self.demand(who, permission, &journal::read_case(&known)?)?;
        let (mut pen, actor) = (self.pen(), who.actor());
        let fitting = self.fitting(who, pen.draw.id(), &given)?;
        let scan = fitting.recorded()?;
        let request: Hash = request_hash("add-scan", &(case, &scan.paper, &scan.sha256))?;
        let (key, caller, bytes) = (key.clone(), who.account.id.0.to_string(), given.bytes);
        self.store.write(move |tx| {
            let mut pen = pen.clone();
            once(tx, &key, &caller, &request, &mut pen, |tx, pen| {
                let row = rows::get_for_update(tx, case.0)?.ok_or(DeskError::NotFound)?;
                let before = journal::read_case(&row)?;
                room(&scan.paper, before.scans.iter().map(|kept| kept.scan.size), fitting.row.size)?;
                let command = Command::AddScan { scan: scan.clone() };
                let after = pen.take(tx, Some(&before), &command, &actor, &[])?;
                scans::add(tx, case.0, &fitting.row, &bytes)?;
                Ok(acted(&after.unwrap_or(before)))
            })
        })
    }

    /// A scan of a case, also one that was found wrong. The look is recorded before anything is shown.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is no such scan or the caller may not see the case, [`DeskError::Invalid`]
    /// where no reason is given.
    pub fn case_scan(
        &self,
        who: &Session,
        case: CaseId,
        scan: ScanId,
        why: &str,
    ) -> Result<ScanFile, DeskError> {
        let mut check = Check::default();
        let why = check.text("why", why, NOTE_MOST);
        check.finish()?;
        let found = self.store.read(|tx| {
            let row = rows::get(tx, case.0)?.ok_or(DeskError::NotFound)?;
            self.demand_sight(who, &journal::read_case(&row)?)?;
            scans::of_case(tx, case.0, scan.0)?.ok_or(DeskError::NotFound)
        })?;
        self.record_looks(who, &[case.0], "desk-look-scan", &why)?;
        file(found)
    }
}

/// The scans of a draft go over to the case that was lodged under its key, each with its event.
pub(crate) fn hand_over(
    tx: &mut Tx<'_>,
    pen: &mut Pen,
    mut case: Case,
    draft: (Uuid, &str),
    actor: &Actor,
) -> Result<Case, DeskError> {
    let (account, name) = draft;
    let kept = scans::of_draft(tx, account, name)?;
    for row in &kept {
        let command = Command::AddScan { scan: recorded(row, media_of(row)?)? };
        if let Some(after) = pen.take(tx, Some(&case), &command, actor, &[])? {
            case = after;
        }
    }
    if !kept.is_empty() {
        scans::hand_over(tx, account, name, case.request.id.0)?;
    }
    Ok(case)
}
