//! The paper file: one holder at every moment, handed over by a numbered list that both sides confirm.

use crate::case::{Case, Custody};
use crate::command::CommandKind;
use crate::decide::{Drafts, one, text};
use crate::event::Event;
use crate::ids::OfficeId;
use crate::law::Law;
use crate::people::Actor;
use crate::refusal::{Refusal, RefusalReason};
use crate::step::{AllowedStep, Need, plain};

pub(crate) fn open(kind: CommandKind, case: &Case, law: &Law<'_>) -> Result<AllowedStep, Refusal> {
    let step = plain(kind, case, law);
    let refusal = |reason| Err(Refusal::new(reason, &step.cite));
    let office = match law.facts.actor {
        Actor::Person(officer) => &officer.office,
        _ => return refusal(RefusalReason::WrongActor { step: kind }),
    };
    match (kind, &case.custody) {
        (_, Custody::NoPaperFile) => refusal(RefusalReason::NoPaperFile),
        (CommandKind::TransferFile, Custody::Held { office: holder }) if holder == office => {
            Ok(step.needing(Need::Transfer { holder: holder.clone() }))
        }
        (CommandKind::TransferFile, Custody::Held { office: holder }) => {
            refusal(RefusalReason::FileElsewhere { office: holder.clone() })
        }
        (CommandKind::TransferFile, Custody::InTransit { list, .. }) => {
            refusal(RefusalReason::FileInTransit { list: list.clone() })
        }
        (_, Custody::InTransit { to, list, .. }) if to == office => {
            Ok(step.needing(Need::List { number: list.clone() }))
        }
        (_, Custody::InTransit { to, .. }) => refusal(RefusalReason::FileElsewhere { office: to.clone() }),
        (_, Custody::Held { .. }) => refusal(RefusalReason::FileNotInTransit),
    }
}

pub(crate) fn transfer(
    to: &OfficeId,
    list: &str,
    position: u32,
    case: &Case,
    step: &AllowedStep,
) -> Result<Drafts, Refusal> {
    let Custody::Held { office: from } = &case.custody else {
        return Err(Refusal::new(RefusalReason::NoPaperFile, &step.cite));
    };
    if to == from {
        return Err(Refusal::new(RefusalReason::SameOffice, &step.cite));
    }
    text("to", &to.0, &step.cite)?;
    text("list", list, &step.cite)?;
    if position == 0 {
        return Err(Refusal::new(RefusalReason::EmptyField { field: "position" }, &step.cite));
    }
    let event = Event::FileSent { from: from.clone(), to: to.clone(), list: list.to_owned(), position };
    Ok(one(event, &step.cite))
}

pub(crate) fn receive(list: &str, case: &Case, step: &AllowedStep) -> Result<Drafts, Refusal> {
    match &case.custody {
        Custody::InTransit { to, list: sent, .. } if sent == list => {
            Ok(one(Event::FileReceived { office: to.clone(), list: list.to_owned() }, &step.cite))
        }
        Custody::InTransit { list: sent, .. } => {
            Err(Refusal::new(RefusalReason::OtherList { list: sent.clone() }, &step.cite))
        }
        _ => Err(Refusal::new(RefusalReason::FileNotInTransit, &step.cite)),
    }
}
