//! Requests that an officer began to type: a closed browser loses nothing.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Tx, drafts, idempotency, scans};
use uuid::Uuid;

use crate::view::IdempotencyKey;
use crate::{Desk, DeskError, FieldError, Permission, Session};

/// How long a draft is kept after it was touched last: it holds personal data that no request needs yet.
pub(crate) const DRAFTS_LIVE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Most bytes of a draft.
const CONTENT_MOST: usize = 64 * 1024;

/// A request that is not lodged yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The key under which it would be lodged.
    pub key: IdempotencyKey,
    /// When it was touched last.
    pub kept_at: Timestamp,
    /// Names and values of its fields.
    pub fields: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
struct Content {
    fields: Vec<(String, String)>,
}

/// Holds a draft until the end of the transaction: what is typed, what is scanned and the lodging wait for each other.
pub(crate) fn hold(tx: &mut Tx<'_>, account: Uuid, draft: &str) -> Result<(), DeskError> {
    Ok(tx.hold_name(&format!("draft/{account}/{draft}"))?)
}

/// The same for a draft that is still one. What was on its way when the request was lodged must not bring it back.
pub(crate) fn hold_open(tx: &mut Tx<'_>, account: Uuid, draft: &str) -> Result<(), DeskError> {
    hold(tx, account, draft)?;
    match idempotency::is_taken(tx, draft, &account.to_string())? {
        true => Err(DeskError::KeyReused),
        false => Ok(()),
    }
}

impl Desk {
    /// Keeps what the caller has typed so far, in place of what was kept under the same key.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for who may not lodge, [`DeskError::Invalid`] for more than 64 KiB,
    /// [`DeskError::KeyReused`] where the request was lodged under the key.
    pub fn keep_draft(
        &self,
        who: &Session,
        key: &IdempotencyKey,
        fields: Vec<(String, String)>,
    ) -> Result<(), DeskError> {
        self.demand_at(who, Permission::Lodge, &who.account.office.0)?;
        // No database keeps a zero byte in a text, and nobody types one.
        let fields: Vec<_> = fields.into_iter().filter(|(_, value)| !value.contains('\0')).collect();
        let content = serde_json::to_string(&Content { fields }).map_err(DeskError::defect)?;
        if content.len() > CONTENT_MOST {
            return Err(DeskError::Invalid(vec![FieldError::new("draft", "desk-draft-too-long")]));
        }
        let draft = drafts::Draft {
            account: who.account.id.0,
            name: key.as_str().to_owned(),
            kept_at: self.now(),
            content,
        };
        self.store.write(move |tx| {
            hold_open(tx, draft.account, &draft.name)?;
            Ok(drafts::keep(tx, &draft)?)
        })
    }

    /// The caller's drafts, the one touched last first; at most a page.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for who may not lodge.
    pub fn drafts(&self, who: &Session) -> Result<Vec<Draft>, DeskError> {
        self.demand_at(who, Permission::Lodge, &who.account.office.0)?;
        let kept = self.store.read(|tx| Ok::<_, DeskError>(drafts::of_account(tx, who.account.id.0)?))?;
        kept.into_iter()
            .map(|draft| {
                let content: Content = serde_json::from_str(&draft.content).map_err(DeskError::defect)?;
                let key = IdempotencyKey::new(&draft.name).map_err(DeskError::defect)?;
                Ok(Draft { key, kept_at: draft.kept_at, fields: content.fields })
            })
            .collect()
    }

    /// Forgets a draft of the caller with its scans; one that is not there is forgotten already.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for who may not lodge.
    pub fn forget_draft(&self, who: &Session, key: &IdempotencyKey) -> Result<(), DeskError> {
        self.demand_at(who, Permission::Lodge, &who.account.office.0)?;
        let (account, name) = (who.account.id.0, key.as_str().to_owned());
        self.store.write(move |tx| {
            scans::forget(tx, account, &name)?;
            Ok(drafts::forget(tx, account, &name)?)
        })
    }
}
