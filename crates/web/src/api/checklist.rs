//! Which papers a case needs.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::Uri;
use directory::Channel;
use rulebook::ask::{ChecklistItem, ChecklistQuestion, Provenance, Requirement};
use rulebook::model::{ApplicantKind, DocumentForm, DocumentSource, Relief};
use serde::Serialize;
use utoipa::ToSchema;

use super::TextDto;
use super::choices::{ApplicantKindName, ChannelName, ProductName};
use super::law_errors::{name_of, unknown_service};
use super::law_schema::ProvenanceShown;
use crate::App;
use crate::language::Lang;
use crate::problem::{ApiError, Problem};
use crate::reader::{Reader, TEXT_LIMIT};

/// Papers of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct Checklist {
    documents: Vec<Document>,
    /// Reliefs from the price, with the proof that takes the place of the fee receipt.
    reliefs: Vec<ReliefDto>,
    cite: String,
    #[schema(value_type = ProvenanceShown)]
    provenance: Provenance,
}

/// A paper of a checklist.
#[derive(Debug, Serialize, ToSchema)]
pub struct Document {
    id: String,
    name: TextDto,
    copies: u8,
    /// `always` or `if-applicable`.
    requirement: &'static str,
    condition: Option<TextDto>,
    applicants: Vec<String>,
    /// Group of alternatives.
    any_of: Option<String>,
    /// Papers that come with this one.
    with: Vec<String>,
    #[schema(value_type = String)]
    source: DocumentSource,
    #[schema(value_type = String)]
    form: DocumentForm,
    cite: String,
}

/// A relief from the price.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Relief)]
pub struct ReliefDto {
    id: String,
    name: TextDto,
    proof: TextDto,
    cite: String,
}

impl From<&ChecklistItem<'_>> for Document {
    fn from(item: &ChecklistItem<'_>) -> Self {
        let (requirement, condition) = match &item.requirement {
            Requirement::Always => ("always", None),
            Requirement::IfApplicable(condition) => ("if-applicable", Some((&condition.text).into())),
        };
        Self {
            id: item.entry.id.clone(),
            name: item.name().into(),
            copies: item.entry.copies,
            requirement,
            condition,
            applicants: item.applicants.iter().map(name_of).collect(),
            any_of: item.entry.any_of.clone(),
            with: item.entry.with.clone(),
            source: item.entry.source,
            form: item.document.form,
            cite: item.cite.to_string(),
        }
    }
}

impl From<&Relief> for ReliefDto {
    fn from(relief: &Relief) -> Self {
        Self {
            id: relief.id.clone(),
            name: (&relief.name).into(),
            proof: (&relief.proof).into(),
            cite: relief.cite.to_string(),
        }
    }
}

/// Papers that a case needs in a channel (¶11).
#[utoipa::path(get, path = "/services/{number}/checklist", tag = "law",
    params(
        ("number" = u8, Path, description = "Number of the service, 1 to 14"),
        ("channel" = ChannelName, Query, description = "Channel of lodging"),
        ("case" = u8, Query, description = "Case of ¶11"),
        ("product" = Option<ProductName>, Query, description = "act or duplicate, where there is a choice"),
        ("applicant" = Option<ApplicantKindName>, Query, description = "individual, legal-entity or entrepreneur"),
    ),
    responses(
        (status = 200, description = "The papers, in the order of the law", body = Checklist),
        (status = 404, description = "No such service", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show(
    State(app): State<App>,
    Path(number): Path<String>,
    _: Lang,
    uri: Uri,
) -> Result<Json<Checklist>, ApiError> {
    let law = app.desk.law();
    let standard = number
        .parse()
        .ok()
        .and_then(|number| law.rulebook.standard_on(number, app.desk.today()))
        .ok_or_else(|| unknown_service(&number, law.rulebook.numbers()))?;
    let mut reader = Reader::from_query(&uri);
    let channels: Vec<&str> = Channel::ALL.iter().map(|channel| channel.as_str()).collect();
    let channel = reader.required("channel", &channels, |reader| reader.choice("channel", &channels));
    let case = reader.required("case", &[], |reader| reader.whole("case", 0, i64::from(u32::MAX)));
    let product = reader.text("product", TEXT_LIMIT);
    let applicant =
        reader.named::<ApplicantKind>("applicant", &["individual", "legal-entity", "entrepreneur"]);
    let given = reader.given();
    let (channel, case) = reader.finish_with(channel.zip(case))?;
    let question = ChecklistQuestion {
        channel,
        case: u32::try_from(case).unwrap_or(u32::MAX),
        product: product.as_deref(),
        applicant,
    };
    let answer = standard.checklist(&question)?;
    Ok(Json(Checklist {
        documents: answer.items.iter().map(Document::from).collect(),
        reliefs: answer.reliefs.into_iter().map(ReliefDto::from).collect(),
        cite: answer.case.cite.to_string(),
        provenance: law.rulebook.provenance(standard, [], given),
    }))
}
