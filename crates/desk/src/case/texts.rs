//! Texts that come with a step, against their mosts. Whether a text may be empty the engine knows.

use cases::{Command, EndingDocument, Notice};

use crate::DeskError;
use crate::check::{Check, ID_MOST, NAME_MOST, NOTE_MOST, NUMBER_MOST, PAPERS_MOST, REASON_MOST};

pub(super) fn check(command: &Command) -> Result<(), DeskError> {
    let mut check = Check::default();
    let mut text = |field: &str, given: &str, most: usize| {
        check.optional(field, Some(given), most);
    };
    match command {
        Command::Suspend { ground, notice } => {
            text("ground", ground, ID_MOST);
            notice_texts(notice, &mut text);
        }
        Command::Resume { ended_by } => ending(ended_by, &mut text),
        Command::RecordFinding { ground, note } => {
            text("ground", ground, ID_MOST);
            text("note", note, REASON_MOST);
        }
        Command::SendEnquiry { body } => text("body", body, NAME_MOST),
        Command::RecordRemarks { body, text: remarks, .. } => {
            text("body", body.as_deref().unwrap_or_default(), NAME_MOST);
            text("text", remarks, REASON_MOST);
        }
        Command::Refuse { ground, reason, ended_by } => {
            text("ground", ground, ID_MOST);
            text("reason", reason, REASON_MOST);
            if let Some(ended_by) = ended_by {
                ending(ended_by, &mut text);
            }
        }
        Command::RefuseIncomplete { missing, reason } => {
            missing.iter().take(PAPERS_MOST).for_each(|paper| text("missing", paper, ID_MOST));
            text("reason", reason, REASON_MOST);
        }
        Command::AddPaper { paper, payment } => {
            text("paper.id", &paper.id, ID_MOST);
            text("paper.note", paper.note.as_deref().unwrap_or_default(), NOTE_MOST);
            if let Some(payment) = payment {
                text("payment.receipt_number", &payment.receipt_number, NUMBER_MOST);
            }
        }
        Command::Ready { number, .. } => text("number", number.as_deref().unwrap_or_default(), NUMBER_MOST),
        Command::HandOut { to, .. } => text("to", to, NAME_MOST),
        Command::Post { item } => text("item", item.as_deref().unwrap_or_default(), NUMBER_MOST),
        Command::Withdraw { reason } | Command::Cancel { reason } | Command::RejectScan { reason, .. } => {
            text("reason", reason, REASON_MOST);
        }
        Command::CorrectSlip { new, reason, .. } => {
            text("new", new, NOTE_MOST);
            text("reason", reason, REASON_MOST);
        }
        _ => {}
    }
    check.finish()
}

fn notice_texts(notice: &Notice, text: &mut impl FnMut(&str, &str, usize)) {
    text("notice.paper", notice.paper.as_deref().unwrap_or_default(), ID_MOST);
    text("notice.document", &notice.document, NOTE_MOST);
    text("notice.cause", notice.cause.as_deref().unwrap_or_default(), REASON_MOST);
    text("notice.until", notice.until.as_deref().unwrap_or_default(), NOTE_MOST);
    text("notice.next_steps", &notice.next_steps, REASON_MOST);
}

fn ending(ended_by: &EndingDocument, text: &mut impl FnMut(&str, &str, usize)) {
    text("ended_by.paper", &ended_by.paper, NOTE_MOST);
    text("ended_by.details", ended_by.details.as_deref().unwrap_or_default(), NOTE_MOST);
}
