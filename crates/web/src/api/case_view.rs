//! A case as the API shows it.

use cases::{AllowedStep, Clock, ClockName, Need, Receipt, ReceiptContent, Zone};
use desk::{CaseView, HistoryLine, RegisterLine, TermLeft};
use locale::Messages;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::case_schema::{
    ActorShown, BookColumns, CaseState, CorrectionShown, CustodyShown, EnquiryShown, EventShown,
    FindingShown, LinkShown, LodgedRequest, NeedShown, OfficerShown, PastSuspensionShown,
};
use super::instants::{localised, of_case};
use super::law_errors::name_of;
use super::law_schema::{ParallelShown, ProvenanceShown, ReceiptItem};
use super::text::TextDto;
use crate::problem::{ApiError, ProblemKind};

/// A case with everything that its officers need.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Case)]
pub struct CaseDto {
    id: String,
    /// Number of the request and of its receipt.
    number: String,
    /// For `If-Match` of the next step; the `ETag` too.
    version: u64,
    /// `lodged`, `in-work`, `suspended`, `granted`, `refused`, `deemed-granted`, `ready`, `handed-out`, `posted`,
    /// `stored`, `archived`, `withdrawn` or `cancelled`.
    state: &'static str,
    state_name: TextDto,
    /// What belongs to the state: the suspension, the decision, the paper, how it was handed out.
    #[schema(value_type = CaseState)]
    state_details: Value,
    late: bool,
    /// Time zone of every instant here.
    zone: String,
    /// What was lodged; corrections of slips are applied.
    #[schema(value_type = LodgedRequest)]
    request: Value,
    term: TermDto,
    /// Every other clock that runs.
    clocks: Vec<ClockDto>,
    /// Steps that the law leaves open now and the caller may take.
    steps: Vec<StepDto>,
    /// Papers that are due and not here, by id.
    missing: Vec<String>,
    /// Who works on it.
    #[schema(value_type = Option<OfficerShown>)]
    assignee: Value,
    /// Where the paper file is.
    #[schema(value_type = CustodyShown)]
    custody: Value,
    #[schema(value_type = Vec<PastSuspensionShown>)]
    past_suspensions: Value,
    #[schema(value_type = Vec<FindingShown>)]
    findings: Value,
    #[schema(value_type = Vec<EnquiryShown>)]
    enquiries: Value,
    /// Open requests of others for its parcels.
    #[schema(value_type = Vec<ParallelShown>)]
    parallels: Value,
    #[schema(value_type = Vec<LinkShown>)]
    links: Value,
    #[schema(value_type = Vec<CorrectionShown>)]
    corrections: Value,
    history: Vec<HistoryDto>,
    /// Lines of the books about it, of offices whose books the caller may read.
    register: Vec<RegisterDto>,
    /// What the caller's office is to it.
    relations: Vec<String>,
    /// What the caller may do with it.
    permissions: Vec<String>,
}

/// The term of ¶7.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseTerm)]
pub struct TermDto {
    /// When it ends; null while it stands still.
    due: Option<String>,
    unit: &'static str,
    /// Days of the term's own kind that are left, today not counted; below zero when it ended; null for minutes, while
    /// it stands still, and when nobody waits for it.
    days_left: Option<i64>,
    /// The first instant at which silence counts as granting; null where it never does.
    deemed_granted_from: Option<String>,
    /// Until when the request may be refused for incomplete papers; null where that right does not exist.
    incomplete_refusal_until: Option<String>,
    cite: String,
}

/// A clock.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Clock)]
pub struct ClockDto {
    /// `incomplete-refusal`, `ground` or `storage`.
    name: String,
    /// The ground, where it is the clock of one.
    ground: Option<String>,
    began: String,
    ends: Option<String>,
    unit: &'static str,
    cite: String,
}

/// A step that is open.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Step)]
pub struct StepDto {
    /// `command` of the call that takes it.
    step: &'static str,
    name: TextDto,
    /// The paragraph that allows it.
    cite: String,
    /// What it needs: grounds, papers, ways, each choice with its paragraph.
    #[schema(value_type = Vec<NeedShown>)]
    needs: Vec<Value>,
    /// Until when it is open, where a clock closes it.
    until: Option<String>,
}

/// One event.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Event)]
pub struct HistoryDto {
    /// Place in the case, from 1.
    version: u64,
    at: String,
    /// Who: an officer with name, post and office, the applicant, or the platform.
    #[schema(value_type = ActorShown)]
    actor: Value,
    name: TextDto,
    /// What, with its details.
    #[schema(value_type = EventShown)]
    event: Value,
    /// The paragraph that allows it.
    cite: String,
    /// What a decision rested on: edition, files with their hashes, program, inputs.
    #[schema(value_type = Option<ProvenanceShown>)]
    provenance: Option<Value>,
}

/// A line of a book.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RegisterLine)]
pub struct RegisterDto {
    /// `registration`, `incoming` or `archive`.
    book: String,
    office: String,
    /// Number within book, office and year; without gaps.
    number: u64,
    day: String,
    recorded_at: String,
    case: Option<String>,
    /// The columns.
    #[schema(value_type = BookColumns)]
    columns: Value,
}

/// What the applicant is given on acceptance (¶14).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Receipt)]
pub struct ReceiptDto {
    /// `paper`, `cabinet-notice` or `entry-only`.
    kind: String,
    number: String,
    lines: Vec<ReceiptLineDto>,
    cite: String,
}

/// A line of a receipt.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReceiptLine)]
pub struct ReceiptLineDto {
    /// Heading; null where the standard prints none.
    heading: Option<TextDto>,
    /// What stands there; `item` says what it is.
    #[schema(value_type = ReceiptItem)]
    content: Value,
    cite: String,
}

fn part<T: Serialize>(value: &T, zone: &Zone) -> Result<Value, ApiError> {
    let value = serde_json::to_value(value).map_err(|error| {
        tracing::error!(%error, "a part of a case has no JSON");
        ApiError::of(ProblemKind::Internal)
    })?;
    Ok(localised(value, zone))
}

impl CaseDto {
    /// Shows a case.
    pub fn of(view: &CaseView, messages: &Messages) -> Result<Self, ApiError> {
        let case = &view.case;
        let zone = &case.request.zone;
        let state = case.state_name();
        Ok(Self {
            id: case.request.id.0.to_string(),
            number: case.request.number.to_string(),
            version: view.version,
            state: state.as_str(),
            state_name: messages.all(state.message(), &[]).into(),
            state_details: part(&case.state, zone)?,
            late: case.late,
            zone: zone.name().to_owned(),
            request: part(&case.request, zone)?,
            term: TermDto::of(view),
            clocks: clocks(view),
            steps: view
                .steps
                .iter()
                .map(|step| StepDto::of(step, zone, messages))
                .collect::<Result<_, _>>()?,
            missing: case.missing.clone(),
            assignee: part(&case.assignee, zone)?,
            custody: part(&case.custody, zone)?,
            past_suspensions: part(&case.past_suspensions, zone)?,
            findings: part(&case.findings, zone)?,
            enquiries: part(&case.enquiries, zone)?,
            parallels: part(&view.parallels, zone)?,
            links: part(&case.links, zone)?,
            corrections: part(&case.corrections, zone)?,
            history: view
                .history
                .iter()
                .map(|line| HistoryDto::of(line, zone, messages))
                .collect::<Result<_, _>>()?,
            register: view.register.iter().map(|line| RegisterDto::of(line, zone)).collect(),
            relations: view.relations.iter().map(ToString::to_string).collect(),
            permissions: view.permissions.iter().map(ToString::to_string).collect(),
        })
    }
}

impl TermDto {
    fn of(view: &CaseView) -> Self {
        let zone = &view.case.request.zone;
        let clocks = &view.clocks;
        Self {
            due: clocks.term.ends.map(|ends| of_case(ends, zone)),
            unit: clocks.term.unit.as_str(),
            days_left: view.left.as_ref().and_then(|left: &TermLeft| left.days),
            deemed_granted_from: clocks.deemed_from.map(|from| of_case(from, zone)),
            incomplete_refusal_until: clocks
                .incomplete
                .as_ref()
                .and_then(|clock| clock.ends)
                .map(|ends| of_case(ends, zone)),
            cite: clocks.term.cite.to_string(),
        }
    }
}

fn clocks(view: &CaseView) -> Vec<ClockDto> {
    let zone = &view.case.request.zone;
    let clocks = view.clocks.incomplete.iter().chain(&view.clocks.grounds).chain(&view.clocks.storage);
    clocks.map(|clock| clock_dto(clock, zone)).collect()
}

fn clock_dto(clock: &Clock, zone: &Zone) -> ClockDto {
    let (name, ground) = match &clock.name {
        ClockName::Term => ("term", None),
        ClockName::IncompleteRefusal => ("incomplete-refusal", None),
        ClockName::Ground { ground } => ("ground", Some(ground.clone())),
        ClockName::Storage => ("storage", None),
    };
    ClockDto {
        name: name.to_owned(),
        ground,
        began: of_case(clock.began, zone),
        ends: clock.ends.map(|ends| of_case(ends, zone)),
        unit: clock.unit.as_str(),
        cite: clock.cite.to_string(),
    }
}

impl StepDto {
    fn of(step: &AllowedStep, zone: &Zone, messages: &Messages) -> Result<Self, ApiError> {
        Ok(Self {
            step: step.step.as_str(),
            name: messages.all(step.step.message(), &[]).into(),
            cite: step.cite.to_string(),
            needs: step.needs.iter().map(|need: &Need| part(need, zone)).collect::<Result<_, _>>()?,
            until: step.until.map(|until| of_case(until, zone)),
        })
    }
}

impl HistoryDto {
    fn of(line: &HistoryLine, zone: &Zone, messages: &Messages) -> Result<Self, ApiError> {
        Ok(Self {
            version: line.version,
            at: of_case(line.at, zone),
            actor: part(&line.actor, zone)?,
            name: messages.all(line.event.message(), &[]).into(),
            event: part(&line.event, zone)?,
            cite: line.cite.to_string(),
            provenance: line.provenance.clone(),
        })
    }
}

impl RegisterDto {
    /// Shows a line with its instants on the clocks of a zone.
    pub(super) fn of(line: &RegisterLine, zone: &Zone) -> Self {
        Self {
            book: line.register.clone(),
            office: line.office.to_string(),
            number: line.number,
            day: line.day.to_string(),
            recorded_at: of_case(line.recorded_at, zone),
            case: line.case.map(|case| case.0.to_string()),
            columns: localised(line.columns.clone(), zone),
        }
    }
}

impl ReceiptDto {
    /// Shows the receipt of a case.
    pub(super) fn of(number: &str, receipt: &Receipt) -> Self {
        let lines = receipt.lines.iter().map(|line| ReceiptLineDto {
            heading: line.heading.as_ref().map(TextDto::from),
            content: content(&line.content),
            cite: line.cite.to_string(),
        });
        Self {
            kind: name_of(&receipt.kind),
            number: number.to_owned(),
            lines: lines.collect(),
            cite: receipt.cite.to_string(),
        }
    }
}

fn content(content: &ReceiptContent) -> Value {
    let instant = |at: &jiff::Zoned| crate::reader::rfc3339(at);
    match content {
        ReceiptContent::NumberAndDate { number, accepted_at } => {
            json!({ "item": "number-and-date", "number": number, "accepted_at": instant(accepted_at) })
        }
        ReceiptContent::Service { name, product } => {
            json!({ "item": "service", "name": name, "product": product })
        }
        ReceiptContent::Documents { count, papers } => {
            let papers: Vec<Value> =
                papers.iter().map(|(name, copies)| json!({ "name": name, "copies": copies })).collect();
            json!({ "item": "documents", "count": count, "papers": papers })
        }
        ReceiptContent::HandOut { at, office } => {
            json!({ "item": "hand-out", "at": at.as_ref().map(instant), "office": office })
        }
        ReceiptContent::AcceptedBy { name, post } => {
            json!({ "item": "accepted-by", "name": name, "post": post })
        }
        ReceiptContent::People { applicant, representative } => {
            let person = |(name, phone): &(String, Option<String>)| json!({ "name": name, "phone": phone });
            json!({
                "item": "people",
                "applicant": person(applicant),
                "representative": representative.as_ref().map(person),
            })
        }
    }
}
