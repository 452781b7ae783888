//! Who is told what when something happens: letters to applicants, notices to officers and heads. Every message takes
//! `number`, `cite` and `when`.

use cases::{Case, Event, Language, Recorded};
use jiff::civil::Date;
use serde_json::{Value, json};
use store::Tx;
use store::messages::{self, NewMessage, Recipient};

use crate::DeskError;
use crate::secret::Draw;

/// Kind of a recipient: the applicant of a case, by the case.
pub(crate) const APPLICANT: &str = "applicant";
/// Kind of a recipient: an account.
pub(crate) const ACCOUNT: &str = "account";
/// Kind of a recipient: an office, that is its head.
pub(crate) const OFFICE: &str = "office";

/// Writes what an event has to tell.
pub(super) fn write(tx: &mut Tx<'_>, draw: &mut Draw, case: &Case, one: &Recorded) -> Result<(), DeskError> {
    if let Some(kind) = to_applicant(&one.event) {
        messages::insert(tx, &letter(draw, case, one, kind))?;
    }
    for (recipient, kind) in to_officers(case, &one.event) {
        messages::insert(tx, &notice(draw, case, one, recipient, kind))?;
    }
    Ok(())
}

fn to_applicant(event: &Event) -> Option<&'static str> {
    Some(match event {
        Event::DeemedGranted { .. } => "desk-letter-deemed-granted",
        Event::Suspended { .. } => "desk-letter-suspended",
        Event::Resumed { .. } => "desk-letter-resumed",
        Event::Refused { .. } => "desk-letter-refused",
        Event::RefusedIncomplete { .. } => "desk-letter-refused-incomplete",
        Event::MadeReady { .. } => "desk-letter-ready",
        Event::BecameLate { .. } => "desk-letter-late",
        _ => return None,
    })
}

fn to_officers(case: &Case, event: &Event) -> Vec<(Recipient, &'static str)> {
    let head = || office(&case.request.executing_office.0);
    let assignee = case.assignee.as_ref().map(|officer| account(officer.account.0));
    match event {
        Event::Assigned { officer } => vec![(account(officer.account.0), "desk-notice-assigned")],
        Event::Reminded { .. } => {
            let both = assignee.into_iter().chain([head()]);
            both.map(|recipient| (recipient, "desk-notice-reminded")).collect()
        }
        Event::ClockEnded { .. } => vec![(head(), "desk-notice-clock-ended")],
        Event::DeemedGranted { .. } => {
            let both = assignee.into_iter().chain([head()]);
            both.map(|recipient| (recipient, "desk-notice-deemed-granted")).collect()
        }
        Event::BecameLate { .. } => vec![(head(), "desk-notice-late")],
        Event::ParallelFound { .. } => {
            let both = assignee.into_iter().chain([head()]);
            both.map(|recipient| (recipient, "desk-notice-parallel")).collect()
        }
        Event::FileSent { to, .. } => vec![(office(&to.0), "desk-notice-file-sent")],
        _ => Vec::new(),
    }
}

fn account(id: uuid::Uuid) -> Recipient {
    Recipient { kind: ACCOUNT.to_owned(), id: id.to_string() }
}

fn office(id: &str) -> Recipient {
    Recipient { kind: OFFICE.to_owned(), id: id.to_owned() }
}

/// A letter leaves by e-mail where there is an address; else it waits to be printed and posted.
fn letter(draw: &mut Draw, case: &Case, one: &Recorded, kind: &str) -> NewMessage {
    let applicant = &case.request.applicant;
    let by_email = applicant.email.is_some();
    NewMessage {
        id: draw.id(),
        case_id: Some(case.request.id.0),
        recipient: Recipient { kind: APPLICANT.to_owned(), id: case.request.id.0.to_string() },
        channel: if by_email { "email" } else { "post" }.to_owned(),
        kind: kind.to_owned(),
        lang: language(applicant.language).to_owned(),
        body: body(case, one).to_string(),
        created_at: one.at,
        ready_at: by_email.then_some(one.at),
    }
}

fn notice(draw: &mut Draw, case: &Case, one: &Recorded, recipient: Recipient, kind: &str) -> NewMessage {
    NewMessage {
        id: draw.id(),
        case_id: Some(case.request.id.0),
        recipient,
        channel: "desk".to_owned(),
        kind: kind.to_owned(),
        // Notices are shown in the language of whoever reads them.
        lang: String::new(),
        body: body(case, one).to_string(),
        created_at: one.at,
        ready_at: None,
    }
}

fn language(language: Language) -> &'static str {
    match language {
        Language::Kk => "kk",
        Language::Ru => "ru",
        Language::En => "en",
    }
}

/// The values that the message names; instants by the clocks of the office that decides.
fn body(case: &Case, one: &Recorded) -> Value {
    let day = |day: Date| day.strftime("%d.%m.%Y").to_string();
    let minute = |at| case.request.zone.local(at).strftime("%d.%m.%Y %H:%M").to_string();
    let when = match &one.event {
        Event::DeemedGranted { day: from } => day(*from),
        Event::Reminded { ends, .. } | Event::ClockEnded { ends, .. } => minute(*ends),
        Event::BecameLate { due } => minute(*due),
        _ => day(case.request.zone.day(one.at)),
    };
    json!({ "number": case.request.number, "cite": one.cite, "when": when })
}
