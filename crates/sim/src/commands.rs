//! Commands for the steps that are open, with what each of them needs.

use cases::{AllowedStep, Brought, Case, Command, CommandKind, EndingDocument, Need, Notice, ReceivedPaper};

fn text() -> String {
    "мәтін".to_owned()
}

/// The command of an open step; `None` for steps that go by lists, accounts or other cases.
pub fn command(chance: &mut fastrand::Rng, step: &AllowedStep, case: &Case) -> Option<Command> {
    let mut ground = None;
    let mut ending = None;
    let mut paper = None;
    let mut enquiry = None;
    let mut way = None;
    for need in &step.needs {
        match need {
            Need::Ground { choices } if !choices.is_empty() => {
                ground = Some(&choices[chance.usize(..choices.len())]);
            }
            Need::EndingPaper { choices } => {
                let paper = choices.first().map_or_else(text, |paper| paper.id.clone());
                ending = Some(EndingDocument { paper, details: None });
            }
            Need::Papers { choices } => paper = choices.first().map(|paper| paper.id.clone()),
            Need::Enquiry { choices } => enquiry = choices.first().copied(),
            Need::Way { choices } if !choices.is_empty() => {
                way = Some(&choices[chance.usize(..choices.len())]);
            }
            _ => {}
        }
    }
    Some(match step.step {
        CommandKind::Start => Command::Start,
        CommandKind::Suspend => {
            let ground = ground?;
            let notice = Notice {
                paper: ground.rests_on.first().map(|paper| paper.id.clone()),
                document: text(),
                cause: ground.by_hand.then(text),
                until: ground.lasts.is_none().then(text),
                next_steps: text(),
            };
            Command::Suspend { ground: ground.id.clone(), notice }
        }
        CommandKind::Resume => Command::Resume { ended_by: ending? },
        CommandKind::RecordFinding => Command::RecordFinding { ground: ground?.id.clone(), note: text() },
        CommandKind::SendEnquiry => Command::SendEnquiry { body: text() },
        CommandKind::RecordRemarks => Command::RecordRemarks { enquiry, body: Some(text()), text: text() },
        CommandKind::RecordNoRemarks => Command::RecordNoRemarks { enquiry: enquiry? },
        CommandKind::Grant => Command::Grant,
        CommandKind::Refuse => {
            Command::Refuse { ground: ground?.id.clone(), reason: text(), ended_by: ending }
        }
        CommandKind::RefuseIncomplete => Command::RefuseIncomplete { missing: vec![paper?], reason: text() },
        CommandKind::AddPaper => {
            let brought = Brought::OriginalKept;
            Command::AddPaper {
                paper: ReceivedPaper { id: paper?, brought, count: 1, note: None },
                payment: None,
            }
        }
        CommandKind::Ready => Command::Ready { medium: None, number: Some("1".to_owned()) },
        CommandKind::HandOut => {
            let way = way?;
            let to = case.request.applicant.name.clone();
            Command::HandOut { way: way.way, to, shown: way.requires.clone() }
        }
        CommandKind::Post => Command::Post { item: None },
        CommandKind::Store => Command::Store,
        CommandKind::Archive => Command::Archive,
        CommandKind::Withdraw => Command::Withdraw { reason: text() },
        CommandKind::Cancel => Command::Cancel { reason: text() },
        CommandKind::Lodge
        | CommandKind::Assign
        | CommandKind::Link
        | CommandKind::NoteParallel
        | CommandKind::TransferFile
        | CommandKind::ReceiveFile
        | CommandKind::CorrectSlip
        | CommandKind::AddScan
        | CommandKind::RejectScan
        | CommandKind::Clock => return None,
    })
}
