//! What a service costs, with every figure and its paragraph. The rulebook reckons.

use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::response::Response;
use desk::Law;
use locale::Arg;
use pages::{Choice, Field, FieldKind, PricePage, PriceRow, Problem, Sum};
use rulebook::ask::{FeeAnswer, FeeQuestion, Trace, TraceStep};
use rulebook::model::{Payer, Standard};

use super::Visitor;
use super::ask::{Asking, refused};
use super::choosing::{chosen_service, product_of, products, service_field};
use super::form::{Form, choice, mark_and_name, select};
use super::lodge_fields::{PAYERS, PURPOSES, word};
use super::wording::{day, money, named as title};
use crate::api::law_errors::name_of;
use crate::reader::query_pairs;

/// Works out a price. Anybody may see it.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let asked = Form::of(query_pairs(&uri));
    let (standard, mut problems) = chosen_service(&visitor, asked.get("service"));
    let mut fields = vec![service_field(&visitor, asked.get("service"))];
    let mut sum = None;
    if let Some(standard) = standard {
        let free = standard.price.tariff.is_none();
        if !free {
            fields.extend(figures(&visitor, standard, &asked));
        }
        if free || asked.get("go") == "reckon" {
            match reckon(&visitor, standard, &asked) {
                Ok(reckoned) => sum = Some(reckoned),
                Err(wrong) => problems = wrong,
            }
        }
    }
    mark_and_name(&mut fields, &mut problems);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let go = visitor.t(if fields.len() > 1 { "page-reckon" } else { "page-continue" });
    visitor.page(status, &PricePage { p: &visitor.shell_of(&uri), problems, fields, go, sum })
}

/// What a price depends on.
fn figures(visitor: &Visitor, standard: &Standard, asked: &Form) -> Vec<Field> {
    let named = |prefix: &str, names: &mut dyn Iterator<Item = &'static str>, chosen: &str| -> Vec<Choice> {
        names.map(|name| choice(name, visitor.t(&format!("{prefix}{name}")), chosen)).collect()
    };
    let excluded: Vec<String> = standard.price.excluded_payers.iter().map(name_of).collect();
    let mut payers = PAYERS.into_iter().filter(|payer| !excluded.iter().any(|name| name == payer));
    let mut fields = Vec::from_iter(products(visitor, standard, asked));
    let paid_on = asked.or_usual("date", visitor.app.desk.today().to_string());
    fields.extend([
        select("payer", visitor.t("page-payer"), named("page-payer-", &mut payers, asked.get("payer"))),
        select(
            "purpose",
            visitor.t("page-tariff-purpose"),
            named("page-purpose-", &mut PURPOSES.into_iter(), asked.get("purpose")),
        )
        .hint(visitor.t("page-tariff-purpose-hint")),
        Field::line("area_ha", visitor.t("page-area"))
            .value(asked.get("area_ha"))
            .hint(visitor.t("page-area-hint"))
            .required(),
        Field::line("date", visitor.t("page-paid-on"))
            .kind(FieldKind::Line("date"))
            .value(paid_on)
            .required(),
    ]);
    let claimed = asked.all("relief");
    let reliefs = standard.price.reliefs.iter().map(|relief| Choice {
        value: relief.id.clone(),
        label: visitor.language.of(&relief.name).to_owned(),
        chosen: claimed.contains(&relief.id),
    });
    let reliefs: Vec<Choice> = reliefs.collect();
    if !reliefs.is_empty() {
        fields.push(Field::line("relief", visitor.t("page-relief")).kind(FieldKind::Boxes(reliefs)));
    }
    fields.push(Field::line("go", "").kind(FieldKind::Hidden).value("reckon"));
    fields
}

fn reckon(visitor: &Visitor, standard: &Standard, asked: &Form) -> Result<Sum, Vec<Problem>> {
    let law = visitor.app.desk.law();
    let product = product_of(standard, asked);
    let mut asking = Asking::new(asked, visitor);
    let mut question = FeeQuestion {
        product: product.as_deref(),
        payer: None,
        purpose: None,
        area_ha: None,
        date: visitor.app.desk.today(),
        relief: !asked.all("relief").is_empty(),
    };
    if standard.price.tariff.is_some() {
        question.payer = asking.required("payer", |_| word::<Payer>(asked.get("payer")));
        question.purpose = word(asked.get("purpose"));
        question.area_ha = asking.required("area_ha", |asking| asking.area("area_ha"));
        question.date = asking.required("date", |asking| asking.day("date")).unwrap_or(question.date);
    }
    if !asking.problems.is_empty() {
        return Err(asking.problems);
    }
    let (answer, trace) =
        law.rulebook.fee(standard, &question).map_err(|error| vec![refused(&error, visitor)])?;
    Ok(Sum {
        service: title(standard, visitor),
        amount: money(visitor, answer.amount.to_string()),
        rows: rows(visitor, law, standard, &question, &answer, &trace),
        edition: visitor.language.of(&standard.edition.act).to_owned(),
    })
}

/// The figures of a price in the order in which the rulebook looked at them, and the tax inside.
fn rows(
    visitor: &Visitor,
    law: &Law,
    standard: &Standard,
    question: &FeeQuestion<'_>,
    answer: &FeeAnswer<'_>,
    trace: &Trace<'_>,
) -> Vec<PriceRow> {
    let mut rows: Vec<PriceRow> =
        trace.0.iter().map(|step| row(visitor, law, standard, answer, step)).collect();
    let vat = law.rulebook.vat_in(answer.amount, question.date).filter(|_| answer.figures.is_some());
    if let Some(vat) = vat {
        let args = [("per_cent", vat.per_cent.to_string().into())];
        rows.push(PriceRow {
            figure: visitor.app.messages.text(visitor.language, "page-price-vat", &args),
            value: money(visitor, vat.amount.to_string()),
            cite: String::new(),
        });
    }
    rows
}

fn row(
    visitor: &Visitor,
    law: &Law,
    standard: &Standard,
    answer: &FeeAnswer<'_>,
    step: &TraceStep<'_>,
) -> PriceRow {
    let said = |name: &str, arg: &str, value: String| {
        visitor.app.messages.text(visitor.language, name, &[(arg, value.into())])
    };
    let figure = |number: String| visitor.language.decimal(&number);
    let outcome = step.outcome.to_string();
    let (figure, value, cite) = match step.rule {
        "trace-tariff-row" => {
            let tariff = standard.price.tariff.as_deref().and_then(|id| law.rulebook.tariff(id));
            let row =
                tariff.and_then(|tariff| tariff.rows.iter().find(|row| row.row.to_string() == step.subject));
            let name = row.map(|row| visitor.language.of(&row.name).to_owned()).unwrap_or_default();
            (
                said("page-price-base", "row", name),
                said("page-price-mci", "count", figure(outcome)),
                &answer.cite,
            )
        }
        "trace-coefficient" => {
            let area = figure(step.subject.to_string());
            (said("page-price-coefficient", "area", area), figure(outcome), &answer.cite)
        }
        "trace-index" => {
            let on = step.subject.parse().map_or_else(|_| step.subject.to_string(), day);
            (said("page-price-index", "date", on), money(visitor, outcome), step.cite)
        }
        "trace-amount" => {
            let figures = answer.figures.map(|figures| {
                let args = [
                    ("mci", Arg::Decimal(figures.mci.to_string())),
                    ("base", Arg::Decimal(figures.base_mci.to_string())),
                    ("coefficient", Arg::Decimal(figures.coefficient.to_string())),
                ];
                visitor.app.messages.text(visitor.language, "page-price-product", &args)
            });
            (figures.unwrap_or_default(), money(visitor, outcome), step.cite)
        }
        "trace-relief" => {
            let relief = answer.relief.map(|relief| visitor.language.of(&relief.name).to_owned());
            (relief.unwrap_or_default(), visitor.t("page-free"), step.cite)
        }
        _ => (visitor.t("page-price-free"), visitor.t("page-free"), step.cite),
    };
    PriceRow { figure, value, cite: cite.to_string() }
}
