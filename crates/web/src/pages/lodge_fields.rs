//! The fields of a request below its first questions, and the request that they make.

use cases::{Brought, Language as LetterLanguage};
use desk::{
    ApplicantForm, ConditionForm, FeeQuote, LodgingForm, LodgingPreview, PaperForm, PaperState, ParcelForm,
    PaymentForm, ReliefForm, RepresentativeForm,
};
use directory::Channel;
use jiff::tz::TimeZone;
use locale::Arg;
use pages::{Choice, Field, FieldKind, More, Part};
use rulebook::ask::FeeQuestion;
use rulebook::model::{ApplicantKind, Payer, Purpose, Standard};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;

use super::Visitor;
use super::choosing::product_of;
use super::form::{Form, choice, select};
use super::lodge_questions::{kind, standard};
use super::wording::money;
use crate::api::law_errors::name_of;

/// Payers of the tariff.
pub(super) const PAYERS: [&str; 5] = ["individual", "farm", "legal-entity", "small-business", "condominium"];
/// Purposes of the tariff.
pub(super) const PURPOSES: [&str; 5] =
    ["gardening", "individual-housing", "subsidiary-farming", "garage", "other"];

/// A value of a closed list by its name.
pub(super) fn word<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

/// What was answered and typed, as the desk takes it; none while no service is chosen.
pub(super) fn typed(visitor: &Visitor, form: &Form) -> Option<LodgingForm> {
    let standard = standard(visitor, form)?;
    let kind = kind(standard, form)?;
    let representative = form.some("representative.name").map(|name| RepresentativeForm {
        name,
        identifier: form.get("representative.identifier").to_owned(),
        foreign: None,
        phone: form.some("representative.phone"),
        authority: form.get("representative.authority").to_owned(),
    });
    let payment = form.some("payment.receipt_number").map(|receipt_number| PaymentForm {
        payer: payer(form, kind).unwrap_or(Payer::Individual),
        purpose: word::<Purpose>(form.get("payment.purpose")),
        // The price is reckoned from the area of the parcel: it is asked once.
        area_ha: form.get("parcels.0.area_ha").to_owned(),
        amount: form.get("payment.amount").to_owned(),
        receipt_number,
        paid_on: paid_on(visitor, form),
    });
    Some(LodgingForm {
        service: standard.number,
        // No case has the number 0: the law says which there are.
        case: form.get("case").parse().unwrap_or(0),
        product: form.some("product"),
        channel: form.get("channel").parse::<Channel>().ok()?,
        region: form.some("region"),
        executing_office: form.some("executing_office"),
        applicant: ApplicantForm {
            kind,
            name: form.get("applicant.name").to_owned(),
            identifier: form.get("applicant.identifier").to_owned(),
            foreign: None,
            phone: form.some("applicant.phone"),
            email: form.some("applicant.email"),
            postal_address: form.some("applicant.postal_address"),
            language: word::<LetterLanguage>(&letter_language(visitor, form)).unwrap_or(LetterLanguage::Kk),
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

fn payer(form: &Form, kind: ApplicantKind) -> Option<Payer> {
    word(form.get("payment.payer")).or_else(|| word(usual_payer(kind)))
}

fn usual_payer(kind: ApplicantKind) -> &'static str {
    match kind {
        ApplicantKind::Individual => "individual",
        ApplicantKind::LegalEntity => "legal-entity",
        ApplicantKind::Entrepreneur => "small-business",
    }
}

fn letter_language(visitor: &Visitor, form: &Form) -> String {
    form.some("applicant.language").unwrap_or_else(|| visitor.language.to_string())
}

/// Day of payment: today, while nothing else is said.
fn paid_on(visitor: &Visitor, form: &Form) -> String {
    form.some("payment.paid_on").unwrap_or_else(|| visitor.app.desk.today().to_string())
}

/// The price by what was typed so far; none where the service is free or a figure is lacking.
pub(super) fn price(visitor: &Visitor, form: &Form) -> Option<FeeQuote> {
    let standard = standard(visitor, form)?;
    standard.price.tariff.as_ref()?;
    let area: Decimal = form.get("parcels.0.area_ha").replace(',', ".").parse().ok()?;
    let product = product_of(standard, form);
    let question = FeeQuestion {
        product: product.as_deref(),
        payer: payer(form, kind(standard, form)?),
        purpose: word(form.get("payment.purpose")).or(word(PURPOSES[0])),
        area_ha: Some(area),
        date: paid_on(visitor, form).parse().ok()?,
        relief: form.some("relief.id").is_some(),
    };
    let (fee, _) = visitor.app.desk.law().rulebook.fee(standard, &question).ok()?;
    Some(FeeQuote { amount: fee.amount, figures: fee.figures, cite: fee.cite })
}

/// Fills in the price where no sum was typed, and again where the sum is the one that was filled in before.
pub(super) fn fill_price(visitor: &Visitor, form: &mut Form) {
    let Some(price) = price(visitor, form) else { return };
    let reckoned = price.amount.to_string();
    let sum = form.get("payment.amount");
    if form.some("relief.id").is_none() && (sum.is_empty() || sum == form.get("payment.reckoned")) {
        form.put("payment.amount", &reckoned);
        form.put("payment.reckoned", &reckoned);
    }
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

/// Papers that were ticked, each in the usual way unless another one was chosen.
fn papers(form: &Form) -> Vec<PaperForm> {
    let mut ways: std::collections::BTreeMap<&str, &str> = form.with_prefix("paper:").collect();
    ways.extend(form.with_prefix("other:").filter(|(_, how)| !how.is_empty()));
    let brought = ways.into_iter().filter(|(_, how)| !how.is_empty());
    brought
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

fn line(visitor: &Visitor, form: &Form, name: &str, label: &str) -> Field {
    Field::line(name, visitor.t(label)).value(form.get(name))
}

/// Who applies: the number first, by which he may be known.
pub(super) fn applicant(visitor: &Visitor, form: &Form) -> Part {
    let line = |name: &str, label: &str| line(visitor, form, name, label);
    let chosen = letter_language(visitor, form);
    // The usual one stands first, so that it counts as chosen by nobody.
    let mut languages =
        locale::Language::ALL.map(|language| choice(language.tag(), language.own_name(), &chosen));
    languages.sort_by_key(|language| language.value != visitor.language.tag());
    let fields = vec![
        line("applicant.identifier", "page-identifier"),
        line("applicant.name", "page-name"),
        line("applicant.phone", "page-phone").kind(FieldKind::Line("tel")),
    ];
    let rarely = vec![
        line("applicant.postal_address", "page-address"),
        line("applicant.email", "page-email").kind(FieldKind::Line("email")),
        select("applicant.language", visitor.t("page-letter-language"), languages.to_vec()),
    ];
    let representative = vec![
        line("representative.name", "page-name"),
        line("representative.identifier", "page-identifier"),
        line("representative.phone", "page-phone").kind(FieldKind::Line("tel")),
        line("representative.authority", "page-authority"),
    ];
    Part {
        id: "applicant",
        heading: visitor.t("page-applicant"),
        fields,
        more: vec![
            More::of(visitor.t("page-reception-more-applicant"), rarely),
            More::of(visitor.t("page-reception-acts-for"), representative),
        ],
    }
}

/// For what the request is, and under which circumstances.
pub(super) fn subject(visitor: &Visitor, form: &Form, preview: Option<&LodgingPreview>) -> Vec<Part> {
    let mut parts = vec![parcel(visitor, form, preview)];
    let conditions = preview.map(|preview| condition_fields(visitor, form, preview)).unwrap_or_default();
    if !conditions.is_empty() {
        let heading = visitor.t("page-conditions");
        parts.push(Part { id: "conditions", heading, fields: conditions, more: Vec::new() });
    }
    parts
}

/// What was paid, and whether the applicant insists although papers are missing.
pub(super) fn closing(visitor: &Visitor, form: &Form, preview: Option<&LodgingPreview>) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(standard) = standard(visitor, form).filter(|standard| standard.price.tariff.is_some()) {
        parts.push(payment(visitor, form, standard));
    }
    let lacks =
        |preview: &LodgingPreview| preview.papers.iter().any(|paper| paper.state == PaperState::Missing);
    if preview.is_some_and(lacks) {
        let insist = Choice {
            value: "on".to_owned(),
            label: visitor.t("page-incomplete-insist"),
            chosen: form.get("accept_incomplete") == "on",
        };
        let heading = visitor.t("page-missing-papers");
        let field = Field::line("accept_incomplete", heading.clone()).kind(FieldKind::Boxes(vec![insist]));
        parts.push(Part { id: "missing", heading, fields: vec![field], more: Vec::new() });
    }
    parts
}

/// Categories of the land, where the office that decides depends on them.
fn land(visitor: &Visitor, form: &Form) -> Option<Field> {
    let standard = standard(visitor, form)?;
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

fn parcel(visitor: &Visitor, form: &Form, preview: Option<&LodgingPreview>) -> Part {
    let line = |name: &str, label: &str| line(visitor, form, name, label);
    let mut fields = vec![
        line("parcels.0.cadastral_number", "page-cadastral-number").hint(visitor.t("page-cadastral-hint")),
        line("parcels.0.area_ha", "page-area"),
    ];
    fields.extend(land(visitor, form));
    let mut rarely =
        vec![line("parcels.0.location", "page-location"), line("parcels.0.purpose", "page-purpose")];
    // Asked where the directory and the officer's own office leave a choice; else only on wish.
    for field in [region(visitor, form), office(visitor, form, preview)] {
        let open = preview.is_some_and(|preview| {
            let typed = !form.get("parcels.0.cadastral_number").is_empty() || field.name == "region";
            typed && preview.problems.iter().any(|problem| problem.field == field.name)
        });
        if open { fields.push(field) } else { rarely.push(field) }
    }
    Part {
        id: "parcel",
        heading: visitor.t("page-parcel"),
        fields,
        more: vec![More::of(visitor.t("page-reception-more-parcel"), rarely)],
    }
}

fn region(visitor: &Visitor, form: &Form) -> Field {
    let regions = visitor.app.desk.law().directory.regions().map(|region| {
        let label = format!("{} {}", region.code, visitor.language.of(&region.name));
        choice(region.code.as_str(), label, form.get("region"))
    });
    let none = choice("", visitor.t("page-deciding-only"), form.get("region"));
    select("region", visitor.t("page-region"), std::iter::once(none).chain(regions).collect())
}

fn office(visitor: &Visitor, form: &Form, preview: Option<&LodgingPreview>) -> Field {
    let chosen = form.get("executing_office");
    let candidates = preview.map(|preview| preview.offices.as_slice()).unwrap_or_default();
    let offices =
        candidates.iter().map(|office| choice(office.0.as_str(), visitor.office(&office.0), chosen));
    let automatic = choice("", visitor.t("page-deciding-only"), chosen);
    let choices = std::iter::once(automatic).chain(offices).collect();
    select("executing_office", visitor.t("page-deciding-office"), choices)
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

fn payment(visitor: &Visitor, form: &Form, standard: &Standard) -> Part {
    let line = |name: &str, label: &str| line(visitor, form, name, label);
    let excluded: Vec<String> = standard.price.excluded_payers.iter().map(name_of).collect();
    let usual = kind(standard, form).map(usual_payer).unwrap_or_default();
    let chosen_payer = form.some("payment.payer").unwrap_or_else(|| usual.to_owned());
    let payers = PAYERS.iter().filter(|payer| !excluded.iter().any(|name| name == *payer));
    let payers = payers.map(|name| choice(*name, visitor.t(&format!("page-payer-{name}")), &chosen_payer));
    let chosen = form.get("payment.purpose");
    let purposes = PURPOSES.map(|name| choice(name, visitor.t(&format!("page-purpose-{name}")), chosen));
    let reckoned = Some(form.get("payment.reckoned")).filter(|sum| !sum.is_empty());
    let mut amount = line("payment.amount", "page-amount");
    if reckoned == Some(form.get("payment.amount")) {
        amount = amount.hint(visitor.t("page-reception-amount-hint"));
    }
    let payer = select("payment.payer", visitor.t("page-payer"), payers.collect());
    let purpose = select("payment.purpose", visitor.t("page-tariff-purpose"), purposes.to_vec());
    let day = Field::line("payment.paid_on", visitor.t("page-paid-on")).kind(FieldKind::Line("date"));
    let day = day.value(paid_on(visitor, form));
    let mut fields = vec![line("payment.receipt_number", "page-receipt-number"), amount];
    // The tariff asks it of individuals alone.
    let asked = word::<Payer>(&chosen_payer) == Some(Payer::Individual);
    let today = visitor.app.desk.today().to_string();
    let said = chosen_payer != usual || paid_on(visitor, form) != today;
    let mut rarely = vec![payer];
    if asked {
        fields.insert(0, purpose)
    } else {
        rarely.push(purpose)
    }
    rarely.push(day);
    let mut more = vec![More { summary: visitor.t("page-reception-more-payment"), fields: rarely, said }];
    more.extend(reliefs(visitor, form, standard));
    Part { id: "payment", heading: visitor.t("page-payment"), fields, more }
}

fn reliefs(visitor: &Visitor, form: &Form, standard: &Standard) -> Vec<More> {
    if standard.price.reliefs.is_empty() {
        return Vec::new();
    }
    let chosen = form.get("relief.id");
    let reliefs = standard.price.reliefs.iter();
    let reliefs = reliefs.map(|relief| choice(relief.id.as_str(), visitor.language.of(&relief.name), chosen));
    let none = choice("", visitor.t("page-relief-none"), chosen);
    let fields = vec![
        select("relief.id", visitor.t("page-relief"), std::iter::once(none).chain(reliefs).collect()),
        line(visitor, form, "relief.proof", "page-relief-proof"),
    ];
    vec![More::of(visitor.t("page-relief"), fields)]
}

/// The price with its figures.
pub(super) fn fee_line(visitor: &Visitor, fee: &FeeQuote) -> String {
    if fee.amount.is_zero() {
        return visitor.t("page-free");
    }
    let amount = fee.amount.to_string();
    match &fee.figures {
        Some(figures) => visitor.app.messages.text(
            visitor.language,
            "page-fee-figures",
            &[
                ("amount", Arg::Decimal(amount)),
                ("mci", Arg::Decimal(figures.mci.to_string())),
                ("base", Arg::Decimal(figures.base_mci.to_string())),
                ("coefficient", Arg::Decimal(figures.coefficient.to_string())),
                ("cite", visitor.shell().cited(&fee.cite.0).into()),
            ],
        ),
        None => money(visitor, amount),
    }
}

/// Zone of the region that was chosen, else the capital's.
pub(super) fn zone(visitor: &Visitor, form: &Form) -> TimeZone {
    let region = visitor.app.desk.law().directory.region(form.get("region"));
    region.map_or_else(|| TimeZone::get("Asia/Almaty").unwrap_or(TimeZone::UTC), directory::Region::time_zone)
}
