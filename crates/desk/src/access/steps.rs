//! Which step of a case needs which permission: the other half of the table.

use cases::{Command, CommandKind};

use super::role::Permission;

/// The permission that a step needs; `None`: no person takes this step, the platform alone does.
pub const STEPS: &[(CommandKind, Option<Permission>)] = &[
    (CommandKind::Lodge, Some(Permission::Lodge)),
    (CommandKind::Start, Some(Permission::Work)),
    (CommandKind::Assign, Some(Permission::Assign)),
    (CommandKind::Suspend, Some(Permission::Decide)),
    (CommandKind::Resume, Some(Permission::Decide)),
    (CommandKind::RecordFinding, Some(Permission::Work)),
    (CommandKind::SendEnquiry, Some(Permission::Work)),
    (CommandKind::RecordRemarks, Some(Permission::Work)),
    (CommandKind::RecordNoRemarks, Some(Permission::Work)),
    (CommandKind::Grant, Some(Permission::Decide)),
    (CommandKind::Refuse, Some(Permission::Decide)),
    (CommandKind::RefuseIncomplete, Some(Permission::Decide)),
    (CommandKind::AddPaper, Some(Permission::TakePaper)),
    (CommandKind::AddScan, Some(Permission::TakePaper)),
    (CommandKind::RejectScan, Some(Permission::TakePaper)),
    (CommandKind::Ready, Some(Permission::Work)),
    (CommandKind::HandOut, Some(Permission::HandOut)),
    (CommandKind::Post, Some(Permission::HandOut)),
    (CommandKind::Store, Some(Permission::Archive)),
    (CommandKind::Archive, Some(Permission::Archive)),
    (CommandKind::Withdraw, Some(Permission::Withdraw)),
    (CommandKind::Cancel, Some(Permission::Cancel)),
    (CommandKind::Link, Some(Permission::Link)),
    (CommandKind::NoteParallel, None),
    (CommandKind::TransferFile, Some(Permission::Transfer)),
    (CommandKind::ReceiveFile, Some(Permission::Transfer)),
    (CommandKind::CorrectSlip, Some(Permission::Correct)),
    (CommandKind::Clock, None),
];

/// The permission that a kind of step needs; `None`: no person takes it.
pub fn permission_for(step: CommandKind) -> Option<Permission> {
    STEPS.iter().find(|(kind, _)| *kind == step).and_then(|(_, permission)| *permission)
}

/// The same for one command: a paper that proves payment is the cashier's too.
pub fn permissions_for(command: &Command) -> Vec<Permission> {
    let kind = permission_for(command.kind());
    let payment =
        matches!(command, Command::AddPaper { payment: Some(_), .. }).then_some(Permission::TakePayment);
    kind.into_iter().chain(payment).collect()
}
