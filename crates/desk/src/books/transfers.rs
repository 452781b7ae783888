//! Paper files go from office to office by a numbered list that both sides confirm.

use cases::{Case, CaseId, Command, CommandKind, OfficeId, ReceiptNumber};
use jiff::Timestamp;
use serde::Serialize;
use store::custody::{self, LIST_LIMIT, NewTransferList, Side, TransferList};
use store::{Tx, cases as rows};
use uuid::Uuid;

use super::parse_cursor;
use crate::access::{Around, Scope};
use crate::case::Pen;
use crate::view::Page;
use crate::{Desk, DeskError, FieldError, PAGE_SIZE, Permission, Session, journal};

/// A list of paper files that travel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TransferListView {
    /// Identifier.
    pub id: Uuid,
    /// Its number, by giving office and year: `2013-17`.
    pub number: String,
    /// The office that gives.
    pub from: OfficeId,
    /// The office that takes.
    pub to: OfficeId,
    /// When it was made.
    pub created_at: Timestamp,
    /// When the giving side confirmed.
    pub sent_at: Option<Timestamp>,
    /// When the taking side confirmed.
    pub received_at: Option<Timestamp>,
    /// The files, in the order of the list; empty in lists of lists.
    pub lines: Vec<TransferLine>,
}

/// One file on a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TransferLine {
    /// Place on the list, from 1.
    pub position: u32,
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: ReceiptNumber,
}

impl Desk {
    /// Makes a list of files that the caller's office holds and another office of the same cases is to get.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for a case that the caller may not see, [`DeskError::Forbidden`],
    /// [`DeskError::Invalid`] where a file cannot go on this list: it is elsewhere, or the office is no party.
    pub fn make_transfer_list(
        &self,
        who: &Session,
        to: &OfficeId,
        cases: &[CaseId],
    ) -> Result<TransferListView, DeskError> {
        self.demand_at(who, Permission::Transfer, &who.account.office.0)?;
        if cases.is_empty() || cases.len() > LIST_LIMIT {
            let error = FieldError::new("cases", "desk-list-size").with("most", LIST_LIMIT);
            return Err(DeskError::invalid(error));
        }
        let from = who.account.office.clone();
        let mut pen = self.pen();
        let mut ids: Vec<Uuid> = cases.iter().map(|case| case.0).collect();
        ids.sort();
        ids.dedup();
        let new = NewTransferList {
            id: pen.draw.id(),
            from_office: from.0.clone(),
            to_office: to.0.clone(),
            year: i64::from(self.office_day(&from).year()),
            created_at: pen.now,
            cases: ids,
        };
        self.check_files(who, &new, &pen)?;
        let id = new.id;
        self.store.write(move |tx| Ok::<_, DeskError>(custody::create(tx, &new)?))?;
        self.transfer_list(who, id)
    }

    /// Every file of a list to be: seen, held here, not archived, and wanted there.
    fn check_files(&self, who: &Session, new: &NewTransferList, pen: &Pen) -> Result<(), DeskError> {
        let actor = who.actor();
        let errors = self.store.read(|tx| {
            let mut errors = Vec::new();
            for (place, id) in new.cases.iter().enumerate() {
                let row = rows::get(tx, *id)?.ok_or(DeskError::NotFound)?;
                let case = journal::read_case(&row)?;
                self.demand(who, Permission::Transfer, &case)?;
                let around = Around::from(&case);
                let party =
                    around.lodging == Some(new.to_office.as_str()) || around.executing == new.to_office;
                let held =
                    matches!(&case.custody, cases::Custody::Held { office } if office.0 == new.from_office);
                let wanted = party && new.from_office != new.to_office;
                let steps = cases::allowed(Some(&case), &pen.facts(Some(&case), &actor, &[]))?;
                let leaves = steps.iter().any(|step| step.step == CommandKind::TransferFile);
                if !held || !wanted || !leaves {
                    let message = match (held, wanted) {
                        (false, _) => "desk-transfer-not-here",
                        (true, false) => "desk-transfer-no-party",
                        (true, true) => "desk-transfer-archived",
                    };
                    let error = FieldError::new(format!("cases.{place}"), message);
                    errors.push(error.with("number", case.request.number));
                }
            }
            Ok::<_, DeskError>(errors)
        })?;
        if errors.is_empty() { Ok(()) } else { Err(DeskError::Invalid(errors)) }
    }

    /// The giving side confirms: the files are on their way, and it answers for them until the other side confirms.
    ///
    /// # Errors
    /// [`DeskError::NotFound`], [`DeskError::Forbidden`], [`DeskError::Invalid`] where it was confirmed already,
    /// [`DeskError::Refused`] where a file cannot leave; then none leaves.
    pub fn confirm_sent(&self, who: &Session, list: Uuid) -> Result<TransferListView, DeskError> {
        self.confirm(who, list, Side::Sender)
    }

    /// The taking side confirms: every file is here.
    ///
    /// # Errors
    /// As [`Desk::confirm_sent`]; also before the giving side confirmed.
    pub fn confirm_received(&self, who: &Session, list: Uuid) -> Result<TransferListView, DeskError> {
        self.confirm(who, list, Side::Receiver)
    }

    fn confirm(&self, who: &Session, id: Uuid, side: Side) -> Result<TransferListView, DeskError> {
        let list = self.store.read(|tx| custody::get(tx, id))?.ok_or(DeskError::NotFound)?;
        let own = &who.account.office.0;
        let mine = match side {
            Side::Sender => &list.from_office,
            Side::Receiver => &list.to_office,
        };
        if !self.sees_list(who, &list) {
            return Err(DeskError::NotFound);
        }
        if mine != own || !self.scope(who).may_at(Permission::Transfer, own) {
            return Err(DeskError::Forbidden { permission: Permission::Transfer });
        }
        let (pen, actor) = (self.pen(), self.actor_here(who, Permission::Transfer));
        let at = pen.instant_after(list.sent_at.unwrap_or(list.created_at));
        self.store.write(move |tx| {
            if !custody::confirm(tx, id, side, at)? {
                return Err(DeskError::invalid(FieldError::new("list", "desk-transfer-confirmed")));
            }
            let mut pen = pen.clone();
            for (place, id) in custody::cases_of(tx, id)?.into_iter().enumerate() {
                let row = rows::get_for_update(tx, id)?.ok_or(DeskError::NotFound)?;
                let case = journal::read_case(&row)?;
                let command = step(side, &list, place)?;
                move_file(tx, &mut pen, &case, &command, &actor)?;
            }
            Ok(())
        })?;
        self.transfer_list(who, id)
    }

    /// A list with its files.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for a list of other offices.
    pub fn transfer_list(&self, who: &Session, id: Uuid) -> Result<TransferListView, DeskError> {
        let (list, cases) = self.store.read(|tx| {
            let list = custody::get(tx, id)?.ok_or(DeskError::NotFound)?;
            Ok::<_, DeskError>((list, files(tx, id)?))
        })?;
        if !self.sees_list(who, &list) {
            return Err(DeskError::NotFound);
        }
        let lines = cases.iter().zip(1..).map(|(case, position)| TransferLine {
            position,
            case: case.request.id,
            number: case.request.number,
        });
        Ok(TransferListView { lines: lines.collect(), ..view(&list) })
    }

    /// Lists that the caller's office gives (`incoming` false) or takes (`incoming` true), the newest first.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub fn transfer_lists(
        &self,
        who: &Session,
        incoming: bool,
        cursor: Option<&str>,
    ) -> Result<Page<TransferListView>, DeskError> {
        let office = &who.account.office.0;
        self.demand_at(who, Permission::Transfer, office)?;
        let after = parse_cursor(cursor, |text| text.parse::<Uuid>().ok())?;
        let side = if incoming { Side::Receiver } else { Side::Sender };
        let page = self.store.read(|tx| custody::of_office(tx, office, side, after, PAGE_SIZE))?;
        Ok(Page { items: page.items.iter().map(view).collect(), next: page.next.map(|id| id.to_string()) })
    }

    fn sees_list(&self, who: &Session, list: &TransferList) -> bool {
        let scope: Scope<'_> = self.scope(who);
        [&list.from_office, &list.to_office].iter().any(|office| scope.may_at(Permission::Transfer, office))
    }

    /// The day by the clocks of an office; by the capital's where it has no region.
    pub(crate) fn office_day(&self, office: &OfficeId) -> jiff::civil::Date {
        self.now().to_zoned(self.office_zone(office)).date()
    }
}

fn number_of(list: &TransferList) -> String {
    format!("{}-{}", list.year, list.number)
}

fn step(side: Side, list: &TransferList, place: usize) -> Result<Command, DeskError> {
    Ok(match side {
        Side::Sender => Command::TransferFile {
            to: OfficeId(list.to_office.clone()),
            list: number_of(list),
            position: u32::try_from(place + 1).map_err(DeskError::defect)?,
        },
        Side::Receiver => Command::ReceiveFile { list: number_of(list) },
    })
}

fn move_file(
    tx: &mut Tx<'_>,
    pen: &mut Pen,
    case: &Case,
    command: &Command,
    actor: &cases::Actor,
) -> Result<(), DeskError> {
    pen.take(tx, Some(case), command, actor, &[]).map(|_| ())
}

/// The cases of a list, in its order.
fn files(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<Case>, DeskError> {
    custody::cases_of(tx, id)?
        .into_iter()
        .map(|case| journal::read_case(&rows::get(tx, case)?.ok_or(DeskError::NotFound)?))
        .collect()
}

fn view(list: &TransferList) -> TransferListView {
    TransferListView {
        id: list.id,
        number: number_of(list),
        from: OfficeId(list.from_office.clone()),
        to: OfficeId(list.to_office.clone()),
        created_at: list.created_at,
        sent_at: list.sent_at,
        received_at: list.received_at,
        lines: Vec::new(),
    }
}
