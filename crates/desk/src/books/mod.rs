//! Books of an office, and the numbered lists by which paper files travel.

mod registers;
mod transfers;

use store::registers::Entry;

use crate::view::RegisterLine;
use crate::{DeskError, FieldError};
use cases::{CaseId, OfficeId};

pub use crate::case::BookKind;
pub use transfers::{TransferLine, TransferListView};

/// A line of a book in the form of the answers.
pub(crate) fn line_of(line: &Entry) -> Result<RegisterLine, DeskError> {
    Ok(RegisterLine {
        register: line.entry.register.clone(),
        office: OfficeId(line.entry.office.clone()),
        number: u64::try_from(line.number).unwrap_or(0),
        day: line.entry.day,
        recorded_at: line.entry.recorded_at,
        case: line.entry.case_id.map(CaseId),
        columns: serde_json::from_str(&line.entry.payload).map_err(DeskError::defect)?,
    })
}

/// Reads a cursor that an earlier page gave.
pub(crate) fn parse_cursor<T>(
    cursor: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, DeskError> {
    cursor
        .map(|text| read(text).ok_or_else(|| DeskError::invalid(FieldError::new("cursor", "desk-cursor"))))
        .transpose()
}
