//! Whether a number can be one.

use axum::Json;
use axum::extract::State;
use calendar::Text;
use identifiers::{Bin, BinError, CadastralNumber, CadastralNumberError, DigitsError, Iin, IinError};
use locale::{Arg, Messages};
use serde::Serialize;
use utoipa::ToSchema;

use super::TextDto;
use super::choices::IdentifierKindName;
use super::law_errors::name_of;
use crate::App;
use crate::language::Lang;
use crate::problem::{ApiError, Problem};
use crate::reader::JsonBody;

/// Whether an identifier is well formed, and what it tells.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct IdentifierCheck {
    valid: bool,
    /// Why it is not; null where it is.
    reason: Option<TextDto>,
    /// IIN: the day of birth that its digits hint at; no proof of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    birth_date_hint: Option<Option<String>>,
    /// BIN: month of registration, `2004-06`.
    #[serde(skip_serializing_if = "Option::is_none")]
    registered_month: Option<String>,
    /// BIN: kind of the entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// Cadastral number: its parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    oblast: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    district: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quarter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parcel: Option<String>,
}

/// What an identifier is asked for; for the description of the API alone.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "the request is read field by field, this is its description")]
pub struct IdentifierRequest {
    /// `iin`, `bin` or `cadastral-number`.
    #[schema(value_type = IdentifierKindName)]
    kind: String,
    /// The text to check, at most 64 characters.
    #[schema(max_length = 64)]
    value: String,
}

#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Iin,
    Bin,
    CadastralNumber,
}

const KINDS: [&str; 3] = ["iin", "bin", "cadastral-number"];
const VALUE_LIMIT: usize = 64;

/// Whether an IIN, a BIN or a cadastral number is well formed.
#[utoipa::path(post, path = "/identifiers/check", tag = "law", request_body(content = IdentifierRequest), responses(
    (status = 200, description = "Whether it is, and what it tells", body = IdentifierCheck),
    (status = 400, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "A value is wrong", body = Problem, content_type = "application/problem+json"),
))]
pub async fn check(
    State(app): State<App>,
    _: Lang,
    JsonBody(mut reader): JsonBody,
) -> Result<Json<IdentifierCheck>, ApiError> {
    let kind = reader.required("kind", &KINDS, |reader| reader.named::<Kind>("kind", &KINDS));
    let value = reader.required_text("value", VALUE_LIMIT);
    let (kind, value) = reader.finish_with(kind.zip(value))?;
    let messages = &app.messages;
    Ok(Json(match kind {
        Kind::Iin => value
            .parse()
            .map_or_else(|error: IinError| wrong(iin_reason(&error, messages)), |iin: Iin| right_iin(&iin)),
        Kind::Bin => value
            .parse()
            .map_or_else(|error: BinError| wrong(bin_reason(&error, messages)), |bin: Bin| right_bin(&bin)),
        Kind::CadastralNumber => value.parse().map_or_else(
            |error: CadastralNumberError| wrong(cadastral_reason(&error, messages)),
            |number: CadastralNumber| cadastral(&number, &app),
        ),
    }))
}

fn wrong(reason: Text) -> IdentifierCheck {
    IdentifierCheck { valid: false, reason: Some(reason.into()), ..IdentifierCheck::default() }
}

fn right_iin(iin: &Iin) -> IdentifierCheck {
    let hint = iin.birth_date_hint().map(|day| day.to_string());
    IdentifierCheck { valid: true, birth_date_hint: Some(hint), ..IdentifierCheck::default() }
}

fn right_bin(bin: &Bin) -> IdentifierCheck {
    IdentifierCheck {
        valid: true,
        registered_month: Some(bin.registered_month().to_string()),
        kind: Some(name_of(&bin.kind())),
        ..IdentifierCheck::default()
    }
}

/// The form is the type's; that the oblast's code exists is the directory's.
fn cadastral(number: &CadastralNumber, app: &App) -> IdentifierCheck {
    if app.desk.law().directory.region(number.oblast()).is_none() {
        let codes =
            app.desk.law().directory.regions().map(|region| region.code.to_string()).collect::<Vec<_>>();
        let args = [("code", number.oblast().into()), ("allowed", codes.join(", ").into())];
        return wrong(app.messages.all("identifier-unknown-oblast", &args));
    }
    IdentifierCheck {
        valid: true,
        oblast: Some(number.oblast().to_owned()),
        district: Some(number.district().to_owned()),
        quarter: Some(number.quarter().to_owned()),
        parcel: Some(number.parcel().to_owned()),
        ..IdentifierCheck::default()
    }
}

/// Why a text is no IIN, in words.
pub fn iin_reason(error: &IinError, messages: &Messages) -> Text {
    digits_reason(&error.0, messages)
}

/// Why a text is no BIN, in words.
pub fn bin_reason(error: &BinError, messages: &Messages) -> Text {
    let found = |found: u16| [("found", Arg::Number(i64::from(found)))];
    match error {
        BinError::Digits(error) => digits_reason(error, messages),
        BinError::NoMonth { found: month } => messages.all("identifier-no-month", &found(*month)),
        BinError::NoEntity { found: digit } => messages.all("identifier-no-entity", &found((*digit).into())),
        BinError::NoUnit { found: digit } => messages.all("identifier-no-unit", &found((*digit).into())),
    }
}

fn digits_reason(error: &DigitsError, messages: &Messages) -> Text {
    let number = |number: usize| Arg::Number(i64::try_from(number).unwrap_or(i64::MAX));
    match error {
        DigitsError::Empty => messages.all("identifier-empty", &[]),
        DigitsError::NotADigit { position } => {
            messages.all("identifier-not-a-digit", &[("position", number(*position))])
        }
        DigitsError::WrongLength { found } => {
            messages.all("identifier-wrong-length", &[("found", number(*found))])
        }
        DigitsError::WrongCheckDigit => messages.all("identifier-wrong-check-digit", &[]),
        DigitsError::NeverIssued => messages.all("identifier-never-issued", &[]),
    }
}

/// Why a text is no cadastral number, in words.
pub fn cadastral_reason(error: &CadastralNumberError, messages: &Messages) -> Text {
    let number = |number: usize| Arg::Number(i64::try_from(number).unwrap_or(i64::MAX));
    match error {
        CadastralNumberError::Empty => messages.all("identifier-cadastral-empty", &[]),
        CadastralNumberError::WrongParts { found } => {
            messages.all("identifier-cadastral-parts", &[("found", number(*found))])
        }
        CadastralNumberError::WrongLength { part, found } => {
            messages.all("identifier-cadastral-length", &[("part", number(*part)), ("found", number(*found))])
        }
        CadastralNumberError::NotADigit { part } => {
            messages.all("identifier-cadastral-digit", &[("part", number(*part))])
        }
        CadastralNumberError::Zero { part } => {
            messages.all("identifier-cadastral-zero", &[("part", number(*part))])
        }
        CadastralNumberError::MixedSeparators => messages.all("identifier-cadastral-separators", &[]),
    }
}
