//! The command that a step's form asks for.

use cases::{AccountId, Command, CommandKind, EndingDocument, Notice, Officer, ScanId};
use desk::Session;
use rulebook::model::{HandOutPaper, HandOutWay, Medium};
use serde::de::DeserializeOwned;

use super::form::Form;

fn word<T: DeserializeOwned>(form: &Form, name: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::String(form.get(name).to_owned())).map_err(|_| name.to_owned())
}

fn ending(form: &Form) -> Option<EndingDocument> {
    form.some("paper").map(|paper| EndingDocument { paper, details: form.some("details") })
}

/// The command that `who` asks for; or the name of the field without which there is none.
pub(super) fn command(form: &Form, who: &Session) -> Result<Command, String> {
    let text = |name: &str| form.get(name).to_owned();
    let kind: CommandKind = word(form, "step")?;
    Ok(match kind {
        CommandKind::Start => Command::Start,
        CommandKind::Suspend => {
            let ground = text("ground");
            let by_hand = form.some("cause");
            Command::Suspend {
                ground,
                notice: Notice {
                    paper: form.some("paper").filter(|_| by_hand.is_none()),
                    document: text("document"),
                    cause: by_hand,
                    until: form.some("until"),
                    next_steps: text("next_steps"),
                },
            }
        }
        CommandKind::Resume => Command::Resume { ended_by: ending(form).ok_or("paper")? },
        CommandKind::RecordFinding => Command::RecordFinding { ground: text("ground"), note: text("note") },
        CommandKind::SendEnquiry => Command::SendEnquiry { body: text("body") },
        CommandKind::RecordRemarks => Command::RecordRemarks {
            enquiry: form.get("enquiry").parse().ok(),
            body: form.some("body").filter(|_| form.get("enquiry").is_empty()),
            text: text("text"),
        },
        CommandKind::RecordNoRemarks => json(
            serde_json::json!({ "command": "record-no-remarks", "enquiry": form.get("enquiry").parse::<u32>().ok() }),
        )?,
        CommandKind::Grant => Command::Grant,
        CommandKind::Refuse => {
            Command::Refuse { ground: text("ground"), reason: text("reason"), ended_by: ending(form) }
        }
        CommandKind::RefuseIncomplete => {
            Command::RefuseIncomplete { missing: form.all("missing").to_vec(), reason: text("reason") }
        }
        CommandKind::AddPaper => json(serde_json::json!({
            "command": "add-paper",
            "paper": { "id": text("paper"), "how": text("how"), "count": 1, "note": null },
        }))?,
        CommandKind::Ready => {
            Command::Ready { medium: word::<Medium>(form, "medium").ok(), number: form.some("number") }
        }
        CommandKind::HandOut => {
            let way: HandOutWay = word(form, "way")?;
            let shown = form.all("shown").iter().filter_map(|paper| {
                serde_json::from_value::<HandOutPaper>(serde_json::Value::String(paper.clone())).ok()
            });
            Command::HandOut { way, to: text("to"), shown: shown.collect() }
        }
        CommandKind::Post => Command::Post { item: form.some("item") },
        CommandKind::Store => Command::Store,
        CommandKind::Archive => Command::Archive,
        CommandKind::Withdraw => Command::Withdraw { reason: text("reason") },
        CommandKind::Cancel => Command::Cancel { reason: text("reason") },
        CommandKind::CorrectSlip => Command::CorrectSlip {
            field: serde_json::from_str(form.get("field")).map_err(|_| "field".to_owned())?,
            new: text("new"),
            reason: text("reason"),
        },
        CommandKind::Assign => assign(form, who)?,
        CommandKind::RejectScan => Command::RejectScan {
            scan: form.get("scan").parse().map(ScanId).map_err(|_| "scan".to_owned())?,
            reason: text("reason"),
        },
        CommandKind::Lodge
        | CommandKind::AddScan
        | CommandKind::Link
        | CommandKind::NoteParallel
        | CommandKind::TransferFile
        | CommandKind::ReceiveFile
        | CommandKind::Clock => return Err("step".to_owned()),
    })
}

/// The officer by his account; the desk takes name and post from it.
pub(super) fn assign(form: &Form, who: &Session) -> Result<Command, String> {
    let account = form.get("officer").parse().map(AccountId).map_err(|_| "officer".to_owned())?;
    Ok(Command::Assign { officer: Officer { account, ..who.account.officer() } })
}

fn json(value: serde_json::Value) -> Result<Command, String> {
    serde_json::from_value(value).map_err(|_| "step".to_owned())
}
