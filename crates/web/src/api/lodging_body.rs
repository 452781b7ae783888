//! Reads a request for a service from JSON, field by field; what the fields say is the use case's to judge.

use cases::{Brought, ForeignDocument, Language};
use desk::{
    ApplicantForm, ConditionForm, LodgingForm, PaperForm, ParcelForm, PaymentForm, ReliefForm,
    RepresentativeForm,
};
use directory::Channel;
use rulebook::model::{ApplicantKind, Payer, Purpose};
use serde_json::json;

use crate::problem::{ApiError, FieldProblem};
use crate::reader::{Reader, TEXT_LIMIT};

/// Most rows of a list that are read at all; the use case knows each list's own most.
const ROWS_READ: usize = 1000;
const APPLICANTS: [&str; 3] = ["individual", "legal-entity", "entrepreneur"];
const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];
pub(super) const PAYERS: [&str; 5] = ["individual", "farm", "legal-entity", "small-business", "condominium"];
pub(super) const PURPOSES: [&str; 5] =
    ["gardening", "individual-housing", "subsidiary-farming", "garage", "other"];
const INSTEAD_OF_REGISTER: &str = "copy-instead-of-register";
const WAYS: [&str; 9] = [
    "original-kept",
    "copy-kept",
    "notarised-copy-kept",
    "copy-kept-original-shown",
    "original-shown",
    "data-entered",
    "fetched",
    INSTEAD_OF_REGISTER,
    "signed-electronic",
];

/// Reads the whole form.
///
/// # Errors
/// Everything that is wrong with names and types of fields.
pub fn read(mut reader: Reader) -> Result<LodgingForm, ApiError> {
    let channels: Vec<&str> = Channel::ALL.iter().map(|channel| channel.as_str()).collect();
    let service = reader.required("service", &[], |reader| small(reader, "service"));
    let case = reader.required("case", &[], |reader| small(reader, "case"));
    let product = reader.text("product", TEXT_LIMIT);
    let channel = reader.required("channel", &channels, |reader| reader.choice("channel", &channels));
    let region = reader.text("region", TEXT_LIMIT);
    let executing_office = reader.text("executing_office", TEXT_LIMIT);
    let applicant = reader.required("applicant", &[], |reader| reader.object("applicant", applicant));
    let representative = reader.object("representative", representative);
    let parcels = reader.objects("parcels", ROWS_READ, parcel);
    let papers = reader.objects("papers", ROWS_READ, paper);
    let conditions = reader.objects("conditions", ROWS_READ, condition);
    let payment = reader.object("payment", payment);
    let relief = reader.object("relief", relief);
    let accept_incomplete = reader.truth("accept_incomplete").unwrap_or_default();
    let all = service.zip(case).zip(channel.zip(applicant));
    let ((service, case), (channel, applicant)) = reader.finish_with(all)?;
    Ok(LodgingForm {
        service,
        case,
        product,
        channel,
        region,
        executing_office,
        applicant,
        representative,
        parcels: parcels.unwrap_or_default(),
        papers: papers.unwrap_or_default(),
        conditions: conditions.unwrap_or_default(),
        payment,
        relief,
        accept_incomplete,
    })
}

fn small(reader: &mut Reader, field: &'static str) -> Option<u8> {
    reader.whole(field, 0, u8::MAX.into()).and_then(|number| u8::try_from(number).ok())
}

fn applicant(reader: &mut Reader) -> Option<ApplicantForm> {
    let kind =
        reader.required("kind", &APPLICANTS, |reader| reader.named::<ApplicantKind>("kind", &APPLICANTS));
    let name = reader.required_text("name", TEXT_LIMIT);
    let identifier = reader.text("identifier", TEXT_LIMIT);
    let foreign = reader.object("foreign", foreign);
    let phone = reader.text("phone", TEXT_LIMIT);
    let email = reader.text("email", TEXT_LIMIT);
    let postal_address = reader.text("postal_address", TEXT_LIMIT);
    let language =
        reader.required("language", &LANGUAGES, |reader| reader.named::<Language>("language", &LANGUAGES));
    Some(ApplicantForm {
        kind: kind?,
        name: name?,
        identifier: identifier.unwrap_or_default(),
        foreign,
        phone,
        email,
        postal_address,
        language: language?,
    })
}

fn representative(reader: &mut Reader) -> Option<RepresentativeForm> {
    let name = reader.required_text("name", TEXT_LIMIT);
    let identifier = reader.text("identifier", TEXT_LIMIT);
    let foreign = reader.object("foreign", foreign);
    let phone = reader.text("phone", TEXT_LIMIT);
    let authority = reader.required_text("authority", TEXT_LIMIT);
    Some(RepresentativeForm {
        name: name?,
        identifier: identifier.unwrap_or_default(),
        foreign,
        phone,
        authority: authority?,
    })
}

fn foreign(reader: &mut Reader) -> Option<ForeignDocument> {
    let country = reader.required_text("country", TEXT_LIMIT);
    let kind = reader.required_text("kind", TEXT_LIMIT);
    let number = reader.required_text("number", TEXT_LIMIT);
    Some(ForeignDocument { country: country?, kind: kind?, number: number? })
}

fn parcel(reader: &mut Reader) -> Option<ParcelForm> {
    Some(ParcelForm {
        cadastral_number: reader.text("cadastral_number", TEXT_LIMIT).unwrap_or_default(),
        location: reader.text("location", TEXT_LIMIT),
        purpose: reader.text("purpose", TEXT_LIMIT),
        area_ha: reader.text("area_ha", TEXT_LIMIT),
        land: reader.text("land", TEXT_LIMIT),
    })
}

/// A paper with the way in which it came; a step that adds a paper reads it too.
pub(super) fn paper(reader: &mut Reader) -> Option<PaperForm> {
    let id = reader.required_text("id", TEXT_LIMIT);
    let brought = brought(reader);
    let count = reader.required("count", &[], |reader| small(reader, "count"));
    let note = reader.text("note", TEXT_LIMIT);
    Some(PaperForm { id: id?, brought: brought?, count: count?, note })
}

fn brought(reader: &mut Reader) -> Option<Brought> {
    let how = reader.required("how", &WAYS, |reader| reader.text("how", TEXT_LIMIT))?;
    if how == INSTEAD_OF_REGISTER {
        return reader
            .required_text("reason", TEXT_LIMIT)
            .map(|reason| Brought::CopyInsteadOfRegister { reason });
    }
    let way =
        WAYS.contains(&how.as_str()).then(|| serde_json::from_value(json!({ "how": how })).ok()).flatten();
    if way.is_none() {
        let shown: String = how.chars().take(64).collect();
        let problem = FieldProblem::new(reader.name("how"), "problem-not-choice").with("given", shown);
        reader.note(problem.allowing(WAYS));
    }
    way
}

fn condition(reader: &mut Reader) -> Option<ConditionForm> {
    let id = reader.required_text("id", TEXT_LIMIT);
    let holds = reader.required("holds", &[], |reader| reader.truth("holds"));
    let reason = reader.text("reason", 2 * TEXT_LIMIT);
    Some(ConditionForm { id: id?, holds: holds?, reason })
}

fn payment(reader: &mut Reader) -> Option<PaymentForm> {
    let payer = reader.required("payer", &PAYERS, |reader| reader.named::<Payer>("payer", &PAYERS));
    let purpose = reader.named::<Purpose>("purpose", &PURPOSES);
    let area_ha = reader.required_text("area_ha", TEXT_LIMIT);
    let amount = reader.required_text("amount", TEXT_LIMIT);
    let receipt_number = reader.required_text("receipt_number", TEXT_LIMIT);
    let paid_on = reader.required_text("paid_on", TEXT_LIMIT);
    Some(PaymentForm {
        payer: payer?,
        purpose,
        area_ha: area_ha?,
        amount: amount?,
        receipt_number: receipt_number?,
        paid_on: paid_on?,
    })
}

fn relief(reader: &mut Reader) -> Option<ReliefForm> {
    let id = reader.required_text("id", TEXT_LIMIT);
    let proof = reader.required_text("proof", TEXT_LIMIT);
    Some(ReliefForm { id: id?, proof: proof? })
}
