//! Reads a step of a case from JSON: `{"command":"suspend",…}`, field by field.

use cases::{
    AccountId, CaseId, Command, CommandKind, CorrectableField, EndingDocument, Notice, Officer, Payment,
    ReceivedPaper, Relation, ScanId,
};
use desk::permission_for;
use rulebook::model::{HandOutPaper, HandOutWay, Medium, Payer, Purpose};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::lodging_body::{PAYERS, PURPOSES, paper};
use crate::problem::{ApiError, FieldProblem};
use crate::reader::Reader;

/// Longest text of a step that is read at all; the use case knows each field's own most.
const READ_MOST: usize = 10_000;
const ROWS_READ: usize = 1000;
const MEDIA: [&str; 2] = ["paper", "electronic"];
const WAYS: [&str; 4] = ["in-person", "representative", "post", "cabinet"];
const SHOWN: [&str; 3] = ["receipt", "identity-document", "power-of-attorney"];
const RELATIONS: [&str; 3] = ["earlier", "later", "same-request"];
const PARCEL_LOCATION: &str = "parcel-location";
const SLIPS: [&str; 7] = [
    "applicant-name",
    "applicant-phone",
    "applicant-email",
    "applicant-postal-address",
    "representative-name",
    "representative-phone",
    PARCEL_LOCATION,
];

/// Steps that a person takes on one case.
fn by_hand() -> Vec<&'static str> {
    let elsewhere =
        [CommandKind::Lodge, CommandKind::TransferFile, CommandKind::ReceiveFile, CommandKind::AddScan];
    let kinds = CommandKind::ALL.iter().filter(|kind| !elsewhere.contains(kind));
    kinds.filter(|kind| permission_for(**kind).is_some()).map(|kind| kind.as_str()).collect()
}

/// Reads the whole step. `own` stands in for everything about an officer but his account: the use case takes name,
/// post and office from the account itself.
///
/// # Errors
/// Everything that is wrong with names and types of fields.
pub fn read(mut reader: Reader, own: &Officer) -> Result<Command, ApiError> {
    let steps = by_hand();
    let kind = reader.required("command", &steps, |reader| {
        let kind = reader.named::<CommandKind>("command", &steps)?;
        if steps.contains(&kind.as_str()) {
            return Some(kind);
        }
        let problem = FieldProblem::new("command", "problem-not-choice").with("given", kind.as_str());
        reader.note(problem.allowing(&steps));
        None
    });
    // Without a command nobody knows which fields belong to it: that alone is told.
    let Some(kind) = kind else {
        let unread = reader.given();
        let fields = unread.as_object().into_iter().flat_map(serde_json::Map::keys);
        fields.for_each(|field| reader.pass_over(field));
        return reader.finish_with(None);
    };
    let command = command(kind, &mut reader, own);
    reader.finish_with(command)
}

fn command(kind: CommandKind, reader: &mut Reader, own: &Officer) -> Option<Command> {
    match kind {
        CommandKind::Start => Some(Command::Start),
        CommandKind::Grant => Some(Command::Grant),
        CommandKind::Store => Some(Command::Store),
        CommandKind::Archive => Some(Command::Archive),
        CommandKind::Assign => assign(reader, own),
        CommandKind::Withdraw => words(reader, "reason").map(|reason| Command::Withdraw { reason }),
        CommandKind::Cancel => words(reader, "reason").map(|reason| Command::Cancel { reason }),
        CommandKind::Suspend | CommandKind::Resume | CommandKind::Refuse | CommandKind::RefuseIncomplete => {
            deciding(kind, reader)
        }
        CommandKind::RecordFinding
        | CommandKind::SendEnquiry
        | CommandKind::RecordRemarks
        | CommandKind::RecordNoRemarks => working(kind, reader),
        CommandKind::AddPaper => add_paper(reader),
        CommandKind::Ready => Some(Command::Ready {
            medium: reader.named::<Medium>("medium", &MEDIA),
            number: reader.text("number", READ_MOST),
        }),
        CommandKind::HandOut => hand_out(reader),
        CommandKind::Post => Some(Command::Post { item: reader.text("item", READ_MOST) }),
        CommandKind::Link => link(reader),
        CommandKind::CorrectSlip => correct_slip(reader),
        CommandKind::RejectScan => {
            let scan = uuid(reader, "scan");
            let reason = words(reader, "reason");
            Some(Command::RejectScan { scan: ScanId(scan?), reason: reason? })
        }
        CommandKind::Lodge
        | CommandKind::AddScan
        | CommandKind::NoteParallel
        | CommandKind::TransferFile
        | CommandKind::ReceiveFile
        | CommandKind::Clock => None,
    }
}

fn words(reader: &mut Reader, field: &'static str) -> Option<String> {
    reader.required_text(field, READ_MOST)
}

fn deciding(kind: CommandKind, reader: &mut Reader) -> Option<Command> {
    match kind {
        CommandKind::Suspend => {
            let ground = words(reader, "ground");
            let notice = reader.required("notice", &[], |reader| reader.object("notice", notice));
            Some(Command::Suspend { ground: ground?, notice: notice? })
        }
        CommandKind::Resume => {
            let ended_by = reader.required("ended_by", &[], |reader| reader.object("ended_by", ending));
            Some(Command::Resume { ended_by: ended_by? })
        }
        CommandKind::Refuse => {
            let ground = words(reader, "ground");
            let reason = words(reader, "reason");
            let ended_by = reader.object("ended_by", ending);
            Some(Command::Refuse { ground: ground?, reason: reason?, ended_by })
        }
        _ => {
            let missing = reader.required("missing", &[], |reader| reader.texts("missing", ROWS_READ));
            let reason = words(reader, "reason");
            Some(Command::RefuseIncomplete { missing: missing?, reason: reason? })
        }
    }
}

fn working(kind: CommandKind, reader: &mut Reader) -> Option<Command> {
    match kind {
        CommandKind::RecordFinding => {
            let (ground, note) = (words(reader, "ground"), words(reader, "note"));
            Some(Command::RecordFinding { ground: ground?, note: note? })
        }
        CommandKind::SendEnquiry => words(reader, "body").map(|body| Command::SendEnquiry { body }),
        CommandKind::RecordRemarks => {
            let enquiry = enquiry(reader);
            let body = reader.text("body", READ_MOST);
            let text = words(reader, "text");
            Some(Command::RecordRemarks { enquiry, body, text: text? })
        }
        _ => {
            let enquiry = reader.required("enquiry", &[], enquiry);
            enquiry.map(|enquiry| Command::RecordNoRemarks { enquiry })
        }
    }
}

fn enquiry(reader: &mut Reader) -> Option<u32> {
    reader.whole("enquiry", 1, u32::MAX.into()).and_then(|number| u32::try_from(number).ok())
}

fn notice(reader: &mut Reader) -> Option<Notice> {
    let paper = reader.text("paper", READ_MOST);
    let document = words(reader, "document");
    let cause = reader.text("cause", READ_MOST);
    let until = reader.text("until", READ_MOST);
    let next_steps = words(reader, "next_steps");
    Some(Notice { paper, document: document?, cause, until, next_steps: next_steps? })
}

fn ending(reader: &mut Reader) -> Option<EndingDocument> {
    let paper = words(reader, "paper");
    let details = reader.text("details", READ_MOST);
    Some(EndingDocument { paper: paper?, details })
}

fn uuid(reader: &mut Reader, field: &'static str) -> Option<Uuid> {
    let text = reader.required_text(field, READ_MOST)?;
    let id = text.parse().ok();
    if id.is_none() {
        reader.note(FieldProblem::new(reader.name(field), "problem-not-identifier"));
    }
    id
}

fn assign(reader: &mut Reader, own: &Officer) -> Option<Command> {
    let account = reader
        .required("officer", &[], |reader| reader.object("officer", |reader| uuid(reader, "account")))?;
    Some(Command::Assign { officer: Officer { account: AccountId(account), ..own.clone() } })
}

fn add_paper(reader: &mut Reader) -> Option<Command> {
    let paper = reader.required("paper", &[], |reader| reader.object("paper", paper));
    let payment = reader.object("payment", payment);
    let paper = paper?;
    let paper = ReceivedPaper { id: paper.id, brought: paper.brought, count: paper.count, note: paper.note };
    Some(Command::AddPaper { paper, payment })
}

fn payment(reader: &mut Reader) -> Option<Payment> {
    let payer = reader.required("payer", &PAYERS, |reader| reader.named::<Payer>("payer", &PAYERS));
    let purpose = reader.named::<Purpose>("purpose", &PURPOSES);
    let area_ha = reader.required("area_ha", &[], |reader| reader.decimal("area_ha"));
    let amount: Option<Decimal> = reader.required("amount", &[], |reader| reader.decimal("amount"));
    let receipt_number = words(reader, "receipt_number");
    let paid_on = reader.required("paid_on", &[], |reader| reader.date("paid_on"));
    Some(Payment {
        payer: payer?,
        purpose,
        area_ha: area_ha?,
        amount: amount?,
        receipt_number: receipt_number?,
        paid_on: paid_on?,
    })
}

fn hand_out(reader: &mut Reader) -> Option<Command> {
    let way = reader.required("way", &WAYS, |reader| reader.named::<HandOutWay>("way", &WAYS));
    let to = words(reader, "to");
    let shown = reader.required("shown", &[], |reader| reader.texts("shown", ROWS_READ))?;
    let mut papers = Vec::with_capacity(shown.len());
    for (place, name) in shown.iter().enumerate() {
        match word::<HandOutPaper>(name) {
            Some(paper) => papers.push(paper),
            None => {
                let given: String = name.chars().take(64).collect();
                let problem = FieldProblem::new(format!("shown[{place}]"), "problem-not-choice");
                reader.note(problem.with("given", given).allowing(SHOWN));
            }
        }
    }
    Some(Command::HandOut { way: way?, to: to?, shown: papers })
}

fn word<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(Value::String(name.to_owned())).ok()
}

fn link(reader: &mut Reader) -> Option<Command> {
    let case = uuid(reader, "case");
    let relation =
        reader.required("relation", &RELATIONS, |reader| reader.named::<Relation>("relation", &RELATIONS));
    Some(Command::Link { case: CaseId(case?), relation: relation? })
}

fn correct_slip(reader: &mut Reader) -> Option<Command> {
    let field = slip(reader);
    let new = words(reader, "new");
    let reason = words(reader, "reason");
    Some(Command::CorrectSlip { field: field?, new: new?, reason: reason? })
}

fn slip(reader: &mut Reader) -> Option<CorrectableField> {
    let name = reader.required("field", &SLIPS, |reader| reader.text("field", READ_MOST))?;
    let place = match name.as_str() {
        PARCEL_LOCATION => reader.required("parcel", &[], |reader| reader.whole("parcel", 0, 1000))?,
        _ => 0,
    };
    let field = serde_json::from_value(json!({ "field": name, "parcel": place })).ok();
    if field.is_none() {
        let shown: String = name.chars().take(64).collect();
        let problem = FieldProblem::new("field", "problem-not-choice").with("given", shown);
        reader.note(problem.allowing(SLIPS));
    }
    field
}
