use std::collections::BTreeSet;

use axum::extract::{OriginalUri, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::{CaseId, OfficeId};
use desk::{CaseSummary, Desk, DeskError, InboxQuery, Page, Session, TransferListView};
use pages::{ActionForm, Cell, Choice, Field, FieldKind, Problem, Table, TransferLists, TransferPage};
use uuid::Uuid;

use super::Visitor;
use super::form::{Form, choice, mark, select};
use super::inbox::{next_page, zone_of};
use super::visitor::blocking;
use super::wording::{instant, service};
use crate::reader::query_pairs;

const HEADINGS: [&str; 5] =
    ["page-number", "page-transfer-from", "page-transfer-to", "page-transfer-sent", "page-transfer-received"];

/// What the page of lists shows.
struct Seen {
    lists: Page<TransferListView>,
    here: Vec<CaseSummary>,
}

/// Lists of the own office: those that it gives, or with `incoming` those that it takes. Staff who move paper files.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let asked = Form::of(query_pairs(&uri));
    page(&visitor, who, &asked, Vec::new(), |cursor| next_page(&uri, cursor)).await
}

/// Makes a list. Staff who move paper files.
pub(super) async fn make(visitor: Visitor, OriginalUri(uri): OriginalUri, form: Form) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let to = OfficeId(form.get("to").to_owned());
    let cases: Vec<CaseId> = form.all("cases").iter().filter_map(|id| id.parse().ok()).map(CaseId).collect();
    let maker = who.clone();
    match blocking(&visitor.app, move |desk| desk.make_transfer_list(&maker, &to, &cases)).await {
        Ok(list) => to_list(&visitor, list.id),
        Err(error) => match visitor.problems(error) {
            Ok(mut problems) => {
                for problem in problems.iter_mut().filter(|problem| problem.field.starts_with("cases")) {
                    "cases".clone_into(&mut problem.field);
                }
                page(&visitor, who, &form, problems, |cursor| next_page(&uri, cursor)).await
            }
            Err(error) => visitor.desk_error(&error),
        },
    }
}

fn to_list(visitor: &Visitor, list: Uuid) -> Response {
    Redirect::to(&visitor.to(&format!("/transfers/{list}"))).into_response()
}

fn look(desk: &Desk, who: &Session, incoming: bool, cursor: Option<&str>) -> Result<Seen, DeskError> {
    let lists = desk.transfer_lists(who, incoming, cursor)?;
    let held = InboxQuery { holder: Some(who.account.office.clone()), ..InboxQuery::default() };
    let mut here = desk.inbox(who, &held, None)?.items;
    here.retain(|case| parties(case).any(|office| *office != who.account.office));
    Ok(Seen { lists, here })
}

/// Offices that have a part in a case.
fn parties(case: &CaseSummary) -> impl Iterator<Item = &OfficeId> {
    std::iter::once(&case.executing_office).chain(&case.lodging_office)
}

async fn page(
    visitor: &Visitor,
    who: Session,
    form: &Form,
    problems: Vec<Problem>,
    next: impl Fn(&str) -> String,
) -> Response {
    let own = who.account.office.clone();
    let (incoming, cursor) = (form.get("direction") == "incoming", form.some("cursor"));
    match blocking(&visitor.app, move |desk| look(desk, &who, incoming, cursor.as_deref())).await {
        Ok(seen) => {
            let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            let rows = seen.lists.items.iter().map(|list| row(list, visitor)).collect();
            let headings = HEADINGS.iter().map(|heading| visitor.t(heading)).collect();
            let table = Table { caption: visitor.t("page-transfers"), headings, rows };
            let new = (!seen.here.is_empty()).then(|| new_list(visitor, &own, &seen.here, form, &problems));
            let next = seen.lists.next.map(|cursor| next(&cursor));
            let way = if incoming { "outgoing" } else { "incoming" };
            let other = (
                visitor.to(&format!("/transfers?direction={way}")),
                visitor.t(&format!("page-transfers-{way}")),
            );
            visitor.page(status, &TransferLists { p: &visitor.shell(), problems, other, table, next, new })
        }
        Err(error) => visitor.desk_error(&error),
    }
}

fn row(list: &TransferListView, visitor: &Visitor) -> Vec<Cell> {
    let zone = zone_of(visitor, &list.from.0);
    let at = |at: Option<_>| Cell::text(at.map(|at| instant(at, &zone)).unwrap_or_default());
    vec![
        Cell::link(list.number.clone(), visitor.to(&format!("/transfers/{}", list.id))).whole(),
        Cell::text(visitor.office(&list.from.0)),
        Cell::text(visitor.office(&list.to.0)),
        at(list.sent_at),
        at(list.received_at),
    ]
}

/// The form of a new list: the files that are here, and the offices that have a part in them.
fn new_list(
    visitor: &Visitor,
    own: &OfficeId,
    here: &[CaseSummary],
    form: &Form,
    problems: &[Problem],
) -> ActionForm {
    let others: BTreeSet<&OfficeId> = here.iter().flat_map(parties).filter(|office| *office != own).collect();
    let offices = others.iter().map(|id| choice(id.0.clone(), visitor.office(&id.0), form.get("to")));
    let files = here.iter().map(|case| {
        let value = case.id.0.to_string();
        Choice {
            chosen: form.all("cases").contains(&value),
            label: format!("{} – {}", case.number, service(case.service, visitor)),
            value,
        }
    });
    let mut fields = vec![
        select("to", visitor.t("page-transfer-to"), offices.collect()),
        Field::line("cases", visitor.t("page-transfer-files")).kind(FieldKind::Boxes(files.collect())),
    ];
    mark(fields.iter_mut(), problems);
    ActionForm {
        id: "new".to_owned(),
        title: visitor.t("page-transfer-new"),
        action: visitor.to("/transfers"),
        hidden: Vec::new(),
        fields,
        open: !problems.is_empty(),
    }
}

/// One list, to print and to confirm. Staff who move paper files, at its two offices.
pub(super) async fn one(visitor: Visitor, Path((_, id)): Path<(String, String)>) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    sheet(&visitor, who, &id, Vec::new()).await
}

async fn sheet(visitor: &Visitor, who: Session, id: &str, problems: Vec<Problem>) -> Response {
    let Ok(id) = id.parse::<Uuid>() else { return visitor.desk_error(&DeskError::NotFound) };
    let own = who.account.office.clone();
    match blocking(&visitor.app, move |desk| desk.transfer_list(&who, id)).await {
        Ok(list) => {
            let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            let sheet = TransferPage {
                p: &visitor.shell(),
                number: list.number.clone(),
                problems,
                rows: facts(&list, visitor),
                table: files(&list, visitor),
                actions: confirmation(&list, &own, visitor).into_iter().collect(),
            };
            visitor.page(status, &sheet)
        }
        Err(error) => visitor.desk_error(&error),
    }
}

fn facts(list: &TransferListView, visitor: &Visitor) -> Vec<(String, String)> {
    let zone = zone_of(visitor, &list.from.0);
    let instants = [
        ("page-transfer-made", Some(list.created_at)),
        ("page-transfer-sent", list.sent_at),
        ("page-transfer-received", list.received_at),
    ];
    let instants = instants.into_iter().filter_map(|(name, at)| Some((name, instant(at?, &zone))));
    [("page-transfer-from", visitor.office(&list.from.0)), ("page-transfer-to", visitor.office(&list.to.0))]
        .into_iter()
        .chain(instants)
        .map(|(name, value)| (visitor.t(name), value))
        .collect()
}

fn files(list: &TransferListView, visitor: &Visitor) -> Table {
    let row = |line: &desk::TransferLine| {
        let case = visitor.to(&format!("/cases/{}", line.case.0));
        vec![Cell::text(line.position.to_string()), Cell::link(line.number.to_string(), case).whole()]
    };
    Table {
        caption: visitor.t("page-transfer-files"),
        headings: vec![visitor.t("page-entry-number"), visitor.t("page-number")],
        rows: list.lines.iter().map(row).collect(),
    }
}

/// The confirmation that the own office owes.
fn confirmation(list: &TransferListView, own: &OfficeId, visitor: &Visitor) -> Option<ActionForm> {
    let side = if list.sent_at.is_none() && list.from == *own {
        "sent"
    } else if list.sent_at.is_some() && list.received_at.is_none() && list.to == *own {
        "received"
    } else {
        return None;
    };
    Some(ActionForm {
        id: side.to_owned(),
        title: visitor.t(&format!("page-confirm-{side}")),
        action: visitor.to(&format!("/transfers/{}/{side}", list.id)),
        hidden: Vec::new(),
        fields: Vec::new(),
        open: true,
    })
}

/// Confirms that the files left. Staff who move paper files, at the giving office.
pub(super) async fn sent(visitor: Visitor, Path((_, id)): Path<(String, String)>, form: Form) -> Response {
    confirm(visitor, &id, &form, Desk::confirm_sent).await
}

/// Confirms that every file is here. Staff who move paper files, at the taking office.
pub(super) async fn received(
    visitor: Visitor,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Response {
    confirm(visitor, &id, &form, Desk::confirm_received).await
}

async fn confirm(
    visitor: Visitor,
    id: &str,
    form: &Form,
    side: fn(&Desk, &Session, Uuid) -> Result<TransferListView, DeskError>,
) -> Response {
    let who = match visitor.with_token(form.get("csrf")) {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let Ok(list) = id.parse::<Uuid>() else { return visitor.desk_error(&DeskError::NotFound) };
    let confirming = who.clone();
    match blocking(&visitor.app, move |desk| side(desk, &confirming, list)).await {
        Ok(list) => to_list(&visitor, list.id),
        Err(error) => match visitor.problems(error) {
            Ok(problems) => sheet(&visitor, who, id, problems).await,
            Err(error) => visitor.desk_error(&error),
        },
    }
}
