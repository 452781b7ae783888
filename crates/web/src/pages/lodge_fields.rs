//! The fields of lodging, and the request that they make.

use cases::{Brought, Language as LetterLanguage};
use desk::{
    ApplicantForm, ConditionForm, FeeQuote, LodgingForm, LodgingPreview, PaperForm, PaperLine, PaperState,
    ParcelForm, PaymentForm, ReliefForm, RepresentativeForm, Session,
};
use directory::Channel;
use jiff::tz::TimeZone;
use pages::{Choice, Field, FieldKind, PaperRow};
use rulebook::model::{ApplicantKind, Payer, Purpose};
use serde::de::DeserializeOwned;

use super::Visitor;
use super::choosing::{case_field, channel_field, kind_field, products, services};
use super::form::{Form, choice, select};
use super::lodge::fresh_key;
use super::wording::named;

/// Fields that are chosen on the first page and sent along on the second.
const CHOSEN: [&str; 5] = ["service", "channel", "case", "product", "kind"];
/// Payers of the tariff.
pub(super) const PAYERS: [&str; 5] = ["individual", "farm", "legal-entity", "small-business", "condominium"];
/// Purposes of the tariff.
pub(super) const PURPOSES: [&str; 5] =
    ["gardening", "individual-housing", "subsidiary-farming", "garage", "other"];

/// A value of a closed list by its name.
pub(super) fn word<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

/// What was chosen and typed, as the desk takes it; none while the first page is not answered.
pub(super) fn typed(form: &Form) -> Option<LodgingForm> {
    let representative = form.some("representative.name").map(|name| RepresentativeForm {
        name,
        identifier: form.get("representative.identifier").to_owned(),
        foreign: None,
        phone: form.some("representative.phone"),
        authority: form.get("representative.authority").to_owned(),
    });
    let payment = form.some("payment.receipt_number").map(|receipt_number| PaymentForm {
        payer: word(form.get("payment.payer")).unwrap_or(Payer::Individual),
        purpose: word::<Purpose>(form.get("payment.purpose")),
        area_ha: form.get("payment.area_ha").to_owned(),
        amount: form.get("payment.amount").to_owned(),
        receipt_number,
        paid_on: form.get("payment.paid_on").to_owned(),
    });
    Some(LodgingForm {
        service: form.get("service").parse().ok()?,
        case: form.get("case").parse().unwrap_or(1),
        product: form.some("product"),
        channel: form.get("channel").parse::<Channel>().ok()?,
        region: form.some("region"),
        executing_office: form.some("executing_office"),
        applicant: ApplicantForm {
            kind: word::<ApplicantKind>(form.get("kind"))?,
            name: form.get("applicant.name").to_owned(),
            identifier: form.get("applicant.identifier").to_owned(),
            foreign: None,
            phone: form.some("applicant.phone"),
            email: form.some("applicant.email"),
            postal_address: form.some("applicant.postal_address"),
            language: word::<LetterLanguage>(form.get("applicant.language")).unwrap_or(LetterLanguage::Kk),
        },
        representative,
        parcels: parcels(form),
        papers: papers(form),
        conditions: conditions(form),
        payment,
        relief: form
            .some("relief.id")
            .map(|id| ReliefForm { id, proof: form.get("relief.proof").to_owned() }),
        accept_incomplete: form.get("accept_incomplete") == "on",
    })
}

fn parcels(form: &Form) -> Vec<ParcelForm> {
    let parcel = ParcelForm {
        cadastral_number: form.get("parcels.0.cadastral_number").to_owned(),
        location: form.some("parcels.0.location"),
        purpose: form.some("parcels.0.purpose"),
        area_ha: form.some("parcels.0.area_ha"),
        land: form.some("parcels.0.land"),
    };
    let blank = ParcelForm { land: parcel.land.clone(), ..ParcelForm::default() };
    if parcel == blank { Vec::new() } else { vec![parcel] }
}

fn papers(form: &Form) -> Vec<PaperForm> {
    form.with_prefix("paper:")
        .filter(|(_, how)| !how.is_empty())
        .filter_map(|(id, how)| {
            let brought: Brought =
                serde_json::from_value(serde_json::json!({ "how": how, "reason": how })).ok()?;
            let count = form.get(&format!("copies:{id}")).parse().unwrap_or(1);
            Some(PaperForm { id: id.to_owned(), brought, count, note: None })
        })
        .collect()
}

fn conditions(form: &Form) -> Vec<ConditionForm> {
    form.with_prefix("condition:")
        .map(|(id, holds)| ConditionForm {
            id: id.to_owned(),
            holds: holds == "on",
            reason: form.some(&format!("reason:{id}")),
        })
        .collect()
}

/// What the second page sends along unseen.
pub(super) fn hidden(form: &Form) -> Vec<(String, String)> {
    let key = form.some("key").unwrap_or_else(fresh_key);
    CHOSEN
        .iter()
        .map(|name| ((*name).to_owned(), form.get(name).to_owned()))
        .filter(|(_, value)| !value.is_empty())
        .chain([("key".to_owned(), key)])
        .collect()
}

/// Titles of the service and of the case of ¶11.
pub(super) fn titles(visitor: &Visitor, form: &LodgingForm) -> Option<(String, String)> {
    let desk = &visitor.app.desk;
    let standard = desk.law().standard(form.service, desk.today()).ok()?;
    let case = standard.cases.iter().find(|case| case.number == form.case)?;
    Some((named(standard, visitor), format!("{} ({})", visitor.language.of(&case.name), case.cite)))
}

/// The fields of the first page, as far as the choices before them allow.
pub(super) fn choosing(visitor: &Visitor, who: &Session, form: &Form) -> Vec<Field> {
    let desk = &visitor.app.desk;
    let (law, today) = (desk.law(), desk.today());
    let kind = who.account.office_kind;
    let services = services(visitor, form.get("service"), |standard| {
        standard.channels.iter().any(|rule| rule.office.is_none_or(|office| office == kind))
    });
    let mut fields = vec![select("service", visitor.t("page-service"), services)];
    let Ok(standard) =
        form.get("service").parse().map_or(Err(()), |number| law.standard(number, today).map_err(|_| ()))
    else {
        return fields;
    };
    fields.push(channel_field(visitor, standard, form, |office| office.is_none_or(|office| office == kind)));
    fields.push(case_field(visitor, standard, form));
    fields.extend(products(visitor, standard, form));
    fields.push(kind_field(visitor, standard, form));
    fields.push(Field::line("go", "").kind(FieldKind::Hidden).value("form"));
    fields
}

/// The parts of the second page.
pub(super) fn parts(
    visitor: &Visitor,
    form: &Form,
    lodging: &LodgingForm,
    preview: &LodgingPreview,
) -> Vec<(String, Vec<Field>)> {
    let line = |name: &str, label: &str| Field::line(name, visitor.t(label)).value(form.get(name));
    let mut parts = vec![
        (visitor.t("page-applicant"), applicant(visitor, form)),
        (
            visitor.t("page-representative"),
            vec![
                line("representative.name", "page-name"),
                line("representative.identifier", "page-identifier"),
                line("representative.phone", "page-phone").kind(FieldKind::Line("tel")),
                line("representative.authority", "page-authority"),
            ],
        ),
        (visitor.t("page-parcel"), parcel(visitor, form, lodging, preview)),
    ];
    let conditions = condition_fields(visitor, form, preview);
    if !conditions.is_empty() {
        parts.push((visitor.t("page-conditions"), conditions));
    }
    let desk = &visitor.app.desk;
    if let Ok(standard) = desk.law().standard(lodging.service, desk.today())
        && standard.price.tariff.is_some()
    {
        parts.push((visitor.t("page-payment"), payment(visitor, form, standard)));
    }
    if preview.papers.iter().any(|paper| paper.state == PaperState::Missing) {
        let insist = Choice {
            value: "on".to_owned(),
            label: visitor.t("page-incomplete-insist"),
            chosen: lodging.accept_incomplete,
        };
        let field = Field::line("accept_incomplete", visitor.t("page-missing-papers"));
        parts.push((visitor.t("page-missing-papers"), vec![field.kind(FieldKind::Boxes(vec![insist]))]));
    }
    parts
}

fn applicant(visitor: &Visitor, form: &Form) -> Vec<Field> {
    let line = |name: &str, label: &str| Field::line(name, visitor.t(label)).value(form.get(name));
    let chosen = form.some("applicant.language").unwrap_or_else(|| visitor.language.to_string());
    let languages =
        locale::Language::ALL.map(|language| choice(language.tag(), language.own_name(), &chosen));
    vec![
        line("applicant.identifier", "page-identifier"),
        line("applicant.name", "page-name"),
        line("applicant.phone", "page-phone").kind(FieldKind::Line("tel")),
        line("applicant.email", "page-email").kind(FieldKind::Line("email")),
        line("applicant.postal_address", "page-address"),
        select("applicant.language", visitor.t("page-letter-language"), languages.to_vec()),
    ]
}

/// Categories of the land, where the office that decides depends on them.
fn land(visitor: &Visitor, form: &Form, lodging: &LodgingForm) -> Option<Field> {
    let desk = &visitor.app.desk;
    let standard = desk.law().standard(lodging.service, desk.today()).ok()?;
    let chosen = form.get("parcels.0.land");
    let kinds = standard.provider.levels.iter().flat_map(|rule| &rule.land);
    let mut choices: Vec<Choice> =
        kinds.map(|land| choice(land.id.as_str(), visitor.language.of(&land.name), chosen)).collect();
    if choices.is_empty() {
        return None;
    }
    choices.insert(0, choice("other", visitor.t("page-land-other"), chosen));
    Some(select("parcels.0.land", visitor.t("page-land"), choices))
}

fn parcel(visitor: &Visitor, form: &Form, lodging: &LodgingForm, preview: &LodgingPreview) -> Vec<Field> {
    let line = |name: &str, label: &str| Field::line(name, visitor.t(label)).value(form.get(name));
    let law = visitor.app.desk.law();
    let regions = law.directory.regions().map(|region| {
        let label = format!("{} {}", region.code, visitor.language.of(&region.name));
        choice(region.code.as_str(), label, form.get("region"))
    });
    let none = choice("", visitor.t("page-deciding-only"), form.get("region"));
    let chosen = form.get("executing_office");
    let offices =
        preview.offices.iter().map(|office| choice(office.0.as_str(), visitor.office(&office.0), chosen));
    let automatic = choice("", visitor.t("page-deciding-only"), chosen);
    let mut fields = vec![
        line("parcels.0.cadastral_number", "page-cadastral-number").hint(visitor.t("page-cadastral-hint")),
        line("parcels.0.location", "page-location"),
        line("parcels.0.purpose", "page-purpose"),
        line("parcels.0.area_ha", "page-area"),
        select("region", visitor.t("page-region"), std::iter::once(none).chain(regions).collect()),
        select(
            "executing_office",
            visitor.t("page-deciding-office"),
            std::iter::once(automatic).chain(offices).collect(),
        ),
    ];
    fields.extend(land(visitor, form, lodging));
    fields
}

fn condition_fields(visitor: &Visitor, form: &Form, preview: &LodgingPreview) -> Vec<Field> {
    preview
        .conditions
        .iter()
        .flat_map(|condition| {
            let label = format!("{} ({})", visitor.language.of(&condition.text), condition.cite);
            let holds =
                Choice { value: "on".to_owned(), label: visitor.t("page-holds"), chosen: condition.holds };
            let name = format!("condition:{}", condition.id);
            let mut fields = vec![Field::line(name, label).kind(FieldKind::Boxes(vec![holds]))];
            if condition.officer_judges {
                let name = format!("reason:{}", condition.id);
                let value = form.get(&name).to_owned();
                fields.push(Field::line(name, visitor.t("page-reason")).value(value));
            }
            fields
        })
        .collect()
}

fn payment(visitor: &Visitor, form: &Form, standard: &rulebook::model::Standard) -> Vec<Field> {
    let line = |name: &str, label: &str| Field::line(name, visitor.t(label)).value(form.get(name));
    let named = |prefix: &'static str, names: &'static [&'static str], chosen: String| -> Vec<Choice> {
        names.iter().map(|name| choice(*name, visitor.t(&format!("{prefix}{name}")), &chosen)).collect()
    };
    let payer = form.some("payment.payer").unwrap_or_else(|| match form.get("kind") {
        "entrepreneur" => "small-business".to_owned(),
        other => other.to_owned(),
    });
    let mut fields = vec![
        select("payment.payer", visitor.t("page-payer"), named("page-payer-", &PAYERS, payer)),
        select(
            "payment.purpose",
            visitor.t("page-tariff-purpose"),
            named("page-purpose-", &PURPOSES, form.get("payment.purpose").to_owned()),
        ),
        line("payment.area_ha", "page-area"),
        line("payment.paid_on", "page-paid-on").kind(FieldKind::Line("date")),
        line("payment.amount", "page-amount"),
        line("payment.receipt_number", "page-receipt-number"),
    ];
    if !standard.price.reliefs.is_empty() {
        let chosen = form.get("relief.id");
        let reliefs = standard
            .price
            .reliefs
            .iter()
            .map(|relief| choice(relief.id.as_str(), visitor.language.of(&relief.name), chosen));
        let none = choice("", visitor.t("page-relief-none"), chosen);
        fields.push(select(
            "relief.id",
            visitor.t("page-relief"),
            std::iter::once(none).chain(reliefs).collect(),
        ));
        fields.push(line("relief.proof", "page-relief-proof"));
    }
    fields
}

/// A paper of the checklist with the way in which it is brought.
pub(super) fn paper(visitor: &Visitor, form: &Form, paper: &PaperLine) -> PaperRow {
    let name = format!("paper:{}", paper.id);
    let chosen = form.get(&name).to_owned();
    let ways = paper.ways.iter().map(|way| choice(*way, visitor.t(&format!("case-brought-{way}")), &chosen));
    let none = choice("", visitor.t("page-not-brought"), &chosen);
    let title = visitor.language.of(&paper.name).to_owned();
    let state = match paper.state {
        PaperState::Brought => "page-paper-brought",
        PaperState::Missing => "page-paper-missing",
        PaperState::NotDue => "page-paper-not-due",
    };
    PaperRow {
        copies: paper.copies,
        condition: paper.condition.as_ref().map(|text| visitor.language.of(text).to_owned()),
        state: visitor.t(state),
        missing: paper.state == PaperState::Missing,
        not_due: paper.state == PaperState::NotDue,
        cite: paper.cite.to_string(),
        field: select(&name, title.clone(), std::iter::once(none).chain(ways).collect()),
        name: title,
    }
}

/// The price with its figures.
pub(super) fn fee_line(visitor: &Visitor, fee: &FeeQuote) -> String {
    let amount = fee.amount.to_string();
    match &fee.figures {
        Some(figures) => visitor.app.messages.text(
            visitor.language,
            "page-fee-figures",
            &[
                ("amount", amount.into()),
                ("mci", figures.mci.to_string().into()),
                ("base", figures.base_mci.to_string().into()),
                ("coefficient", figures.coefficient.to_string().into()),
                ("cite", fee.cite.to_string().into()),
            ],
        ),
        None => visitor.app.messages.text(visitor.language, "page-fee-line", &[("amount", amount.into())]),
    }
}

/// Zone of the region that was chosen, else the capital's.
pub(super) fn zone(visitor: &Visitor, form: &Form) -> TimeZone {
    let region = visitor.app.desk.law().directory.region(form.get("region"));
    region.map_or_else(|| TimeZone::get("Asia/Almaty").unwrap_or(TimeZone::UTC), directory::Region::time_zone)
}
