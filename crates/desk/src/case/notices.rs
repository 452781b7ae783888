//! Notices to an officer and to an office.

use cases::{CaseId, OfficeId};
use jiff::Timestamp;
use serde::Serialize;
use store::messages::{self, Message, MessageState, Recipient};
use uuid::Uuid;

use super::letters::{ACCOUNT, OFFICE};
use crate::books::parse_cursor;
use crate::view::Page;
use crate::{Desk, DeskError, PAGE_SIZE, Permission, Session};

/// A notice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NoticeLine {
    /// Identifier.
    pub id: Uuid,
    /// The case it is about.
    pub case: Option<CaseId>,
    /// Id of its message.
    pub message: String,
    /// What the message names: `number`, `cite`, `when`.
    pub args: serde_json::Value,
    /// When it was written.
    pub at: Timestamp,
    /// It was read.
    pub read: bool,
}

impl Desk {
    /// Notices to the caller, the newest first.
    ///
    /// # Errors
    /// [`DeskError`] where the database does not answer.
    pub fn notices(&self, who: &Session, cursor: Option<&str>) -> Result<Page<NoticeLine>, DeskError> {
        self.notices_to(&Recipient { kind: ACCOUNT.to_owned(), id: who.account.id.0.to_string() }, cursor)
    }

    /// Notices to an office, for its head and those above.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub fn office_notices(
        &self,
        who: &Session,
        office: &OfficeId,
        cursor: Option<&str>,
    ) -> Result<Page<NoticeLine>, DeskError> {
        self.demand_at(who, Permission::SeeOverview, &office.0)?;
        self.notices_to(&Recipient { kind: OFFICE.to_owned(), id: office.0.clone() }, cursor)
    }

    /// Marks a notice as read: one's own, or one to the own office where its notices may be read.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for a notice to somebody else.
    pub fn read_notice(&self, who: &Session, id: Uuid) -> Result<(), DeskError> {
        let office = &who.account.office.0;
        let mut recipients = vec![Recipient { kind: ACCOUNT.to_owned(), id: who.account.id.0.to_string() }];
        if self.demand_at(who, Permission::SeeOverview, office).is_ok() {
            recipients.push(Recipient { kind: OFFICE.to_owned(), id: office.clone() });
        }
        let now = self.now();
        self.store.write(move |tx| {
            // Lists run from the newest down: what follows the next identifier begins with this one.
            let above = Some(Uuid::from_u128(id.as_u128().saturating_add(1)));
            for recipient in &recipients {
                let page = messages::for_recipient(tx, recipient, above, 1)?;
                if page.items.iter().any(|message| message.message.id == id) {
                    messages::mark_read(tx, id, now)?;
                    return Ok(());
                }
            }
            Err(DeskError::NotFound)
        })
    }

    fn notices_to(&self, recipient: &Recipient, cursor: Option<&str>) -> Result<Page<NoticeLine>, DeskError> {
        let after = parse_cursor(cursor, |text| text.parse::<Uuid>().ok())?;
        let page = self.store.read(|tx| messages::for_recipient(tx, recipient, after, PAGE_SIZE))?;
        let items = page.items.into_iter().map(line).collect::<Result<_, _>>()?;
        Ok(Page { items, next: page.next.map(|id| id.to_string()) })
    }
}

fn line(message: Message) -> Result<NoticeLine, DeskError> {
    let Message { message, state, .. } = message;
    Ok(NoticeLine {
        id: message.id,
        case: message.case_id.map(CaseId),
        message: message.kind,
        args: serde_json::from_str(&message.body).map_err(DeskError::defect)?,
        at: message.created_at,
        read: state == MessageState::Done,
    })
}
