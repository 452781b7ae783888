//! Notes: what those who work on a case write down for each other.
//!
//! A note is no event. The journal is what the law makes of a case: each of its lines rests on a paragraph and makes the
//! next version, so that a colleague's open page would be stale by it. A note rests on nothing and changes nothing; it is
//! kept beside the journal, for good like it, and is shown among what happened. The applicant does not see it.

use cases::{CaseId, Officer};
use jiff::Timestamp;
use serde::Serialize;
use store::access_log;
use store::{Tx, cases as rows, notes};
use uuid::Uuid;

use super::act::{once, request_hash};
use crate::check::{CASE_NOTE_MOST, CASE_NOTES_MOST, Check};
use crate::view::IdempotencyKey;
use crate::{Desk, DeskError, FieldError, Permission, Session, journal};

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteLine {
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it, as he was then.
    pub author: Officer,
    /// What.
    pub text: String,
}

impl Desk {
    /// Writes a note on a case. It is never changed; a correction is another note. Repeated with its key it is written
    /// once.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the caller may not see the case, [`DeskError::Forbidden`],
    /// [`DeskError::Invalid`] for an empty or long text and for a case that has its most of notes,
    /// [`DeskError::KeyReused`].
    pub fn add_note(
        &self,
        who: &Session,
        id: CaseId,
        text: &str,
        key: &IdempotencyKey,
    ) -> Result<(), DeskError> {
        let row = self.store.read(|tx| rows::get(tx, id.0))?.ok_or(DeskError::NotFound)?;
        self.demand(who, Permission::WriteNote, &journal::read_case(&row)?)?;
        let mut check = Check::default();
        let text = check.text("remark", text, CASE_NOTE_MOST);
        check.finish()?;
        let request = request_hash("note", &(id, &text))?;
        let author = serde_json::to_string(&who.account.officer()).map_err(DeskError::defect)?;
        let note = notes::Note { case_id: id.0, written_at: self.now(), author, text };
        let looks = [self.look(who, id.0, "desk-look-note", "note")];
        let (pen, key, caller) = (self.pen(), key.clone(), who.account.id.0.to_string());
        self.store.write(move |tx| {
            once(tx, &key, &caller, &request, &mut pen.clone(), |tx, _| {
                let most = i64::try_from(CASE_NOTES_MOST).unwrap_or(i64::MAX);
                if notes::count(tx, id.0)? >= most {
                    let full = FieldError::new("remark", "desk-notes-full").with("most", CASE_NOTES_MOST);
                    return Err(DeskError::invalid(full));
                }
                notes::add(tx, &note)?;
                access_log::record(tx, &looks)?;
                Ok(())
            })
        })
    }
}

/// Notes on a case, the oldest first.
pub(super) fn of_case(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<NoteLine>, DeskError> {
    notes::of_case(tx, id)?
        .into_iter()
        .map(|note| {
            let author = serde_json::from_str(&note.author).map_err(DeskError::defect)?;
            Ok(NoteLine { at: note.written_at, author, text: note.text })
        })
        .collect()
}
