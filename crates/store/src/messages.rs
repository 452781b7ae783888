//! Outbox and notices: what applicants and officers are told, written in the transaction that causes it.
//!
//! A message with a `ready_at` waits to be claimed and sent; one without is a notice that stands in the
//! recipient's inbox until it is read.

use crate::error::StoreError;
use crate::page::{PAGE_LIMIT, Page, rows_to_read};
use crate::row::Row;
use crate::tx::Tx;
use crate::value::{Json, params};
use jiff::Timestamp;
use uuid::Uuid;

/// To whom a message goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// What `id` names: `applicant`, `account`, `office`, in the caller's words.
    pub kind: String,
    /// The applicant, account or office.
    pub id: String,
}

/// A message to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// Identifier, version 7.
    pub id: Uuid,
    /// The case it is about, if any.
    pub case_id: Option<Uuid>,
    /// To whom.
    pub recipient: Recipient,
    /// How: `desk`, `email`, `sms`, `post`, in the caller's words.
    pub channel: String,
    /// Which message.
    pub kind: String,
    /// Language of the recipient.
    pub lang: String,
    /// What the text needs, as JSON.
    pub body: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// From when it may be sent; empty for a notice, which is only shown.
    pub ready_at: Option<Timestamp>,
}

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageState {
    /// Not yet sent, or not yet read.
    Waiting,
    /// Sent, or read.
    Done,
    /// Given up.
    Failed,
}

impl MessageState {
    fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    fn from_name(name: &str) -> Result<Self, StoreError> {
        [Self::Waiting, Self::Done, Self::Failed].into_iter().find(|state| state.name() == name).ok_or_else(
            || StoreError::Damaged { reason: format!("a message is in the unknown state {name}") },
        )
    }
}

/// A message as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What was written; `ready_at` as it is now.
    pub message: NewMessage,
    /// Where it stands.
    pub state: MessageState,
    /// How often it was claimed.
    pub attempts: i64,
    /// When it was sent, read or given up.
    pub settled_at: Option<Timestamp>,
}

/// A message that a node may send until the claim ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageClaim {
    /// The message.
    pub message: Message,
    /// The node that holds it.
    pub node: String,
    /// End of the claim.
    pub lease_until: Timestamp,
}

const COLUMNS: &str = "id, case_id, recipient_kind, recipient, channel, kind, lang, body, created_at, ready_at, \
                       state, attempts, settled_at";

/// Keeps a message.
///
/// # Errors
/// [`StoreError::Conflict`] `messages_id`.
pub fn insert(tx: &mut Tx<'_>, message: &NewMessage) -> Result<(), StoreError> {
    tx.execute_later(
        "INSERT INTO messages (id, case_id, recipient_kind, recipient, channel, kind, lang, body, created_at,
                               ready_at, state, attempts)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)",
        params![
            message.id,
            message.case_id,
            &message.recipient.kind,
            &message.recipient.id,
            &message.channel,
            &message.kind,
            &message.lang,
            Json(&message.body),
            message.created_at,
            message.ready_at,
            MessageState::Waiting.name()
        ],
    )
}

/// Claims up to `limit` messages that may be sent at `now`, the longest waiting first. A claim that ends unsettled
/// is free again, so a message may be sent twice when a node dies between sending and settling.
///
/// # Errors
/// When the database fails.
pub fn claim(
    tx: &mut Tx<'_>,
    now: Timestamp,
    limit: u32,
    node: &str,
    lease_until: Timestamp,
) -> Result<Vec<MessageClaim>, StoreError> {
    let sql = format!(
        "WITH due AS MATERIALIZED (
             SELECT id AS due_id FROM messages WHERE ready_at <= $1 ORDER BY ready_at LIMIT $2 {{skip locked}}
         )
         UPDATE messages SET ready_at = $3, claimed_by = $4, attempts = attempts + 1
         FROM due WHERE id = due_id RETURNING {COLUMNS}"
    );
    let rows = tx.query(&sql, params![now, i64::from(limit.clamp(1, PAGE_LIMIT)), lease_until, node])?;
    let mut messages = read_all(rows)?;
    messages.sort_by_key(|message| message.message.id);
    Ok(messages
        .into_iter()
        .map(|message| MessageClaim { message, node: node.to_owned(), lease_until })
        .collect())
}

/// How an attempt to send ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// It went out.
    Sent,
    /// It did not; try again from this instant on.
    RetryAt(Timestamp),
    /// It did not and never will.
    GivenUp,
}

/// Records how a claimed message fared. False when the claim was lost meanwhile.
///
/// # Errors
/// When the database fails.
pub fn settle(
    tx: &mut Tx<'_>,
    claim: &MessageClaim,
    sending: Sending,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let (state, ready_at, settled_at) = match sending {
        Sending::Sent => (MessageState::Done, None, Some(now)),
        Sending::RetryAt(instant) => (MessageState::Waiting, Some(instant), None),
        Sending::GivenUp => (MessageState::Failed, None, Some(now)),
    };
    let changed = tx.execute(
        "UPDATE messages SET state = $5, ready_at = $6, settled_at = $7, claimed_by = NULL
         WHERE id = $1 AND claimed_by = $2 AND ready_at = $3 AND attempts = $4",
        params![
            claim.message.message.id,
            &claim.node,
            claim.lease_until,
            claim.message.attempts,
            state.name(),
            ready_at,
            settled_at
        ],
    )?;
    Ok(changed > 0)
}

/// Marks a notice as read; true when it was unread. A message that is to be sent is not touched.
///
/// # Errors
/// When the database fails.
pub fn mark_read(tx: &mut Tx<'_>, id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE messages SET state = $2, settled_at = $3 WHERE id = $1 AND state = $4 AND ready_at IS NULL",
        params![id, MessageState::Done.name(), now, MessageState::Waiting.name()],
    )?;
    Ok(changed > 0)
}

/// Messages about a case, the oldest first; `after` is the last identifier of the page before.
///
/// # Errors
/// When the database fails.
pub fn of_case(
    tx: &mut Tx<'_>,
    case_id: Uuid,
    after: Option<Uuid>,
    limit: u32,
) -> Result<Page<Message, Uuid>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM messages WHERE case_id = $1 AND id > $2 ORDER BY id LIMIT $3");
    let after = after.unwrap_or(Uuid::nil());
    let rows = tx.query(&sql, params![case_id, after, rows_to_read(limit)])?;
    Ok(Page::of(read_all(rows)?, limit, |message| message.message.id))
}

/// Messages to a recipient, the newest first; `after` is the last identifier of the page before.
///
/// # Errors
/// When the database fails.
pub fn for_recipient(
    tx: &mut Tx<'_>,
    recipient: &Recipient,
    after: Option<Uuid>,
    limit: u32,
) -> Result<Page<Message, Uuid>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM messages WHERE recipient_kind = $1 AND recipient = $2 AND id < $3
         ORDER BY id DESC LIMIT $4"
    );
    let after = after.unwrap_or(Uuid::max());
    let rows = tx.query(&sql, params![&recipient.kind, &recipient.id, after, rows_to_read(limit)])?;
    Ok(Page::of(read_all(rows)?, limit, |message| message.message.id))
}

fn read_all(rows: Vec<Row>) -> Result<Vec<Message>, StoreError> {
    rows.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<Message, StoreError> {
    let message = NewMessage {
        id: row.take()?,
        case_id: row.take()?,
        recipient: Recipient { kind: row.take()?, id: row.take()? },
        channel: row.take()?,
        kind: row.take()?,
        lang: row.take()?,
        body: row.take()?,
        created_at: row.take()?,
        ready_at: row.take()?,
    };
    let state = MessageState::from_name(&row.take::<String>()?)?;
    Ok(Message { message, state, attempts: row.take()?, settled_at: row.take()? })
}
