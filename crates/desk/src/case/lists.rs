//! Lists of cases: found by what people know, open ones by the time left, counted. What may be seen is part of every
//! question, and the one predicate is asked of every row again.

use cases::{CaseId, OfficeId, ReceiptNumber, StateName};
use identifiers::{Bin, CadastralNumber, Iin};
use jiff::Timestamp;
use jiff::civil::Date;
use store::cases::{
    CaseHead, IdentifierKind, InboxCursor, InboxFilter, MIN_NAME_PREFIX, NAME_TOKEN_LIMIT, OfficeRole,
    Sought, counts, inbox, search,
};
use uuid::Uuid;

use super::ahead::{AWAITED, Soon};
use super::words_of;
use crate::access::Around;
use crate::books::parse_cursor;
use crate::check::{Check, QUERY_MOST};
use crate::view::{CaseSummary, OfficeCount, Page};
use crate::{Desk, DeskError, FieldError, PAGE_SIZE, Permission, Session};

/// Cases that a search shows at once: each of them is recorded as looked at, so that whoever types too little should see few
/// cases of strangers.
const FOUND_AT_ONCE: u32 = 20;

/// Which open cases an inbox lists; an empty field asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InboxQuery {
    /// Only cases that the caller works on, or somebody in whose place he acts.
    pub mine: bool,
    /// Only cases that this office decides.
    pub office: Option<OfficeId>,
    /// Only cases whose paper file this office holds; not looked at where `office` is given.
    pub holder: Option<OfficeId>,
    /// Only cases in these states.
    pub states: Vec<StateName>,
    /// Only cases of this service.
    pub service: Option<u8>,
    /// Only late cases, or only others.
    pub late: Option<bool>,
    /// Only cases whose answer is due so soon; they are in the states in which somebody waits for it.
    pub soon: Option<Soon>,
    /// Only cases whose answer is due on this day of `office`, or of the own office where none is named; they are in such
    /// states too.
    pub on: Option<Date>,
    /// Only cases that wait for a step of the caller's own office which he may take: see [`Desk::awaits_steps`].
    pub waiting: bool,
}

impl Desk {
    /// Cases by receipt number, IIN, BIN, cadastral number or beginnings of the words of a name, the newest first;
    /// every case that is shown is recorded as looked at. `cursor` is the `next` of the page before.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::Invalid`] for a question that is too short or too long.
    pub fn search(
        &self,
        who: &Session,
        query: &str,
        cursor: Option<&str>,
    ) -> Result<Page<CaseSummary>, DeskError> {
        self.demand_somewhere(who, Permission::Search)?;
        let sought = sought(query)?;
        let after = parse_cursor(cursor, |text| text.parse::<Uuid>().ok())?;
        let scope = self.scope(who);
        let visibility = scope.visibility();
        let page = self.store.read(|tx| {
            let page = search(tx, &sought, &visibility, after, FOUND_AT_ONCE)?;
            Ok::<_, DeskError>(page)
        })?;
        let found: Vec<CaseHead> = page
            .items
            .into_iter()
            .filter(|head| scope.may(Permission::ViewCase, Around::from(head)))
            .filter(|head| scope.may(Permission::Search, Around::from(head)))
            .collect();
        let seen: Vec<Uuid> = found.iter().map(|head| head.id).collect();
        self.record_looks(who, &seen, "desk-look-search", kind_of(&sought))?;
        Ok(Page { items: found.into_iter().map(summary).collect(), next: page.next.map(|id| id.to_string()) })
    }

    /// Open cases that the caller may see, those whose term ends first at the top.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] where no role sees cases.
    pub fn inbox(
        &self,
        who: &Session,
        query: &InboxQuery,
        cursor: Option<&str>,
    ) -> Result<Page<CaseSummary>, DeskError> {
        self.demand_somewhere(who, Permission::ViewCase)?;
        let after = parse_cursor(cursor, read_inbox_cursor)?;
        let executing = query.office.as_ref().map(|office| (OfficeRole::Executing, vec![office.0.clone()]));
        let holding = query.holder.as_ref().map(|office| (OfficeRole::Holder, vec![office.0.clone()]));
        let awaited = query.soon.is_some() || query.on.is_some();
        let states =
            if awaited && query.states.is_empty() { AWAITED.as_slice() } else { query.states.as_slice() };
        let soon = query.soon.map(|soon| self.ends(soon)).transpose()?;
        let office = query.office.as_ref().unwrap_or(&who.account.office);
        let on = query.on.map(|day| self.ends_on(office, day)).transpose()?;
        // Of two stretches of time what they share.
        let ends = match (soon, on) {
            (Some(soon), Some(on)) => Some((soon.0.max(on.0), soon.1.min(on.1))),
            (soon, on) => soon.or(on),
        };
        let waiting = if query.waiting { self.waiting(who) } else { Vec::new() };
        if query.waiting && waiting.is_empty() {
            return Ok(Page { items: Vec::new(), next: None });
        }
        let filter = InboxFilter {
            waiting,
            offices: executing.or(holding),
            assignees: if query.mine { own_and_lent(who) } else { Vec::new() },
            states: states.iter().map(|state| state.as_str().to_owned()).collect(),
            service: query.service.map(i64::from),
            late: query.late,
            ends,
        };
        let scope = self.scope(who);
        let visibility = scope.visibility();
        let page = self.store.read(|tx| inbox(tx, &filter, &visibility, after, PAGE_SIZE))?;
        let seen = page.items.into_iter().filter(|head| scope.may(Permission::ViewCase, Around::from(head)));
        let next = page.next.map(|next| format!("{}.{}", next.due_order.as_microsecond(), next.id));
        Ok(Page { items: seen.map(summary).collect(), next })
    }

    /// Open cases counted by deciding office, state and lateness, for the offices whose overview the caller has.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub fn overview(&self, who: &Session) -> Result<Vec<OfficeCount>, DeskError> {
        self.demand_somewhere(who, Permission::SeeOverview)?;
        let offices = self.scope(who).offices_with(Permission::SeeOverview);
        let counted = self.store.read(|tx| counts(tx, offices.as_deref()))?;
        Ok(counted
            .into_iter()
            .map(|count| OfficeCount {
                office: OfficeId(count.office),
                state: count.state,
                late: count.late,
                cases: u64::try_from(count.cases).unwrap_or(0),
            })
            .collect())
    }
}

/// The caller's account, and those of the people for whom he stands in.
fn own_and_lent(who: &Session) -> Vec<Uuid> {
    let lent = who.acting_for.iter().map(|principal| principal.account.0);
    std::iter::once(who.account.id.0).chain(lent).collect()
}

fn read_inbox_cursor(text: &str) -> Option<InboxCursor> {
    let (due, id) = text.split_once('.')?;
    let due_order = Timestamp::from_microsecond(due.parse().ok()?).ok()?;
    Some(InboxCursor { due_order, id: id.parse().ok()? })
}

/// What a typed question means: the narrowest reading that fits.
fn sought(query: &str) -> Result<Sought, DeskError> {
    let mut check = Check::default();
    let query = check.text("query", query, QUERY_MOST);
    check.finish()?;
    if let Ok(number) = query.parse::<ReceiptNumber>() {
        return Ok(Sought::Number(number.to_string()));
    }
    // No IIN has the fifth digit of a BIN, but every BIN has the check digit of an IIN.
    if let Ok(bin) = query.parse::<Bin>() {
        return Ok(Sought::Identifier(IdentifierKind::Bin, bin.to_string()));
    }
    if let Ok(iin) = query.parse::<Iin>() {
        return Ok(Sought::Identifier(IdentifierKind::Iin, iin.to_string()));
    }
    if let Ok(number) = query.parse::<CadastralNumber>() {
        return Ok(Sought::Parcel(number.to_string()));
    }
    let wrong = |message| Err(DeskError::invalid(FieldError::new("query", message)));
    // Digits alone are a number that was mistyped, not a name.
    if !query.chars().any(char::is_alphabetic) {
        return wrong("desk-query-number");
    }
    let mut words = words_of(&query);
    words.truncate(NAME_TOKEN_LIMIT);
    if words.iter().all(|word| word.chars().count() < MIN_NAME_PREFIX) {
        return wrong("desk-query-short");
    }
    Ok(Sought::Name(words))
}

/// How the look is named in the record: by what was known, never by the value.
fn kind_of(sought: &Sought) -> &'static str {
    match sought {
        Sought::Number(_) => "desk-why-number",
        Sought::Identifier(_, _) => "desk-why-identifier",
        Sought::Parcel(_) => "desk-why-parcel",
        Sought::Name(_) => "desk-why-name",
    }
}

pub(crate) fn summary(head: CaseHead) -> CaseSummary {
    CaseSummary {
        id: CaseId(head.id),
        number: head.number,
        service: u8::try_from(head.service).unwrap_or(0),
        state: head.state,
        channel: head.channel,
        product: head.product,
        label: head.label,
        lodging_office: Some(head.lodging_office).filter(|office| !office.is_empty()).map(OfficeId),
        executing_office: OfficeId(head.executing_office),
        holder_office: OfficeId(head.holder_office),
        assignee: head.assignee,
        lodged_at: head.lodged_at,
        due_at: head.due_at,
        version: u64::try_from(head.version).unwrap_or(0),
        late: head.late,
    }
}
