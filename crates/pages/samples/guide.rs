//! Samples of the pages that guide people: what to do, what it costs, how long it takes, how to complain.

use pages::{
    Choice, Complain, Day, Field, FieldKind, Found, Month, Place, PricePage, PriceRow, Reckoned, ServiceRow,
    Shell, Situation, Start, Stretch, Sum, TermPage, Topic,
};

use super::{SERVICE, Sample, line, sample, select, wrong};

const EDITION: &str = "Үкіметтің 2013 жылғы 12 шілдедегі № 722 қаулысы";
const INFORMATION: &str = "Жер учаскесіне кадастрлық ақпарат беру";

/// Every page that guides people.
pub fn all(p: &Shell<'_>) -> Vec<Sample> {
    let mut found = start(p);
    found.extend([complain(p), price(p), refused_price(p), term(p)]);
    found
}

fn start(p: &Shell<'_>) -> Vec<Sample> {
    let row = |number: u8, name: &str, terms: &str, price: &str| ServiceRow {
        number,
        name: name.to_owned(),
        plain: Some(p.t("page-plain-private-ownership-act")),
        provider: p.t("page-provider-cadastre-enterprise"),
        terms: terms.to_owned(),
        price: p.t(price),
    };
    let act = || row(1, &SERVICE[3..], "4 жұмыс күні, 6 жұмыс күні", "page-paid");
    let information = || row(8, INFORMATION, "20 минут", "page-free");
    let topic = |id: &str, services: Vec<ServiceRow>, complain: Vec<Field>| Topic {
        id: id.to_owned(),
        heading: p.t(&format!("page-topic-{id}")),
        services,
        complain,
    };
    let topics = || {
        vec![
            topic("own", vec![act(), information()], Vec::new()),
            topic("paper", vec![information()], Vec::new()),
            topic("disagree", Vec::new(), vec![select("service", &p.t("page-service"), &[SERVICE])]),
        ]
    };
    let situations = |open: bool| {
        let answer = |service: u8, id: &str| {
            let path = format!("/services/{service}?case=4&product=duplicate#mine");
            (p.to(&path), p.t(&format!("page-situation-answer-{id}")))
        };
        vec![Situation {
            title: p.t("page-situation-lost-act"),
            ask: p.t("page-situation-lost-act-ask"),
            answers: vec![answer(1, "own"), answer(3, "lease")],
            open,
        }]
    };
    let searched = |sought: &str, services: Vec<ServiceRow>| Start {
        p,
        sought: sought.to_owned(),
        found: Some(Found {
            sought: sought.to_owned(),
            places: vec![Place {
                href: p.to("/complain"),
                title: p.t("page-place-complain"),
                lead: p.t("page-place-complain-lead"),
            }],
            services,
        }),
        situations: situations(true),
        topics: topics(),
    };
    vec![
        sample(
            "start",
            &Start { p, sought: String::new(), found: None, situations: situations(false), topics: topics() },
        ),
        sample("start-found", &searched("меншик", vec![act()])),
        sample("start-not-found", &searched("велосипед", Vec::new())),
    ]
}

fn complain(p: &Shell<'_>) -> Sample {
    let statement = |text: &str, cite: &str| vec![(text.to_owned(), cite.to_owned())];
    let page = Complain {
        p,
        problems: Vec::new(),
        fields: vec![select("service", &p.t("page-service"), &[SERVICE])],
        service: Some(SERVICE[3..].to_owned()),
        parts: vec![
            (p.t("page-complain-result"), statement("Жер ресурстарын басқару комитеті", "S1 ¶21")),
            (p.t("page-complain-court"), statement(&p.t("page-service-court"), "S1 ¶23")),
        ],
    };
    sample("complain", &page)
}

fn price_fields(p: &Shell<'_>, area: &str) -> Vec<Field> {
    let child = Choice {
        value: "orphan".to_owned(),
        label: "он сегізге толмаған жетім бала".to_owned(),
        chosen: false,
    };
    vec![
        select("service", &p.t("page-service"), &[SERVICE]),
        select("payer", &p.t("page-payer"), &[&p.t("page-payer-farm")]),
        select("purpose", &p.t("page-tariff-purpose"), &[&p.t("page-purpose-gardening")])
            .hint(p.t("page-tariff-purpose-hint")),
        line("area_ha", &p.t("page-area"), area).hint(p.t("page-area-hint")).required(),
        line("date", &p.t("page-paid-on"), "2026-11-23").kind(FieldKind::Line("date")).required(),
        Field::line("relief", p.t("page-relief")).kind(FieldKind::Boxes(vec![child])),
        line("go", "", "reckon").kind(FieldKind::Hidden),
    ]
}

fn price(p: &Shell<'_>) -> Sample {
    let row = |figure: String, value: &str, cite: &str| PriceRow {
        figure,
        value: value.to_owned(),
        cite: cite.to_owned(),
    };
    let rows = vec![
        row(p.t1("page-price-base", "row", "Шаруа және фермер қожалықтары"), "3.2 АЕК", "S1 annex 3 row 2"),
        row(p.t1("page-price-coefficient", "area", "1200"), "1.4", "S1 annex 3 row 2"),
        row(p.t1("page-price-index", "date", "02.09.2013"), "1731 теңге", "S1 ¶8"),
        row(p.t1("page-price-vat", "per_cent", "12"), "830.88 теңге", ""),
    ];
    let sum = Sum {
        service: SERVICE.to_owned(),
        amount: p.t1("page-fee-line", "amount", "7754.88"),
        rows,
        edition: EDITION.to_owned(),
    };
    let fields = price_fields(p, "1200");
    sample("price", &PricePage { p, problems: Vec::new(), fields, go: p.t("page-reckon"), sum: Some(sum) })
}

fn refused_price(p: &Shell<'_>) -> Sample {
    let mut fields = price_fields(p, "көп");
    let text = p.t("page-ask-area");
    for field in fields.iter_mut().filter(|field| field.name == "area_ha") {
        field.problem = Some(text.clone());
    }
    let problems = wrong("area_ha", &text, None);
    sample("price-refused", &PricePage { p, problems, fields, go: p.t("page-reckon"), sum: None })
}

/// September 2013, which begins on a Sunday.
fn month(p: &Shell<'_>) -> Month {
    let meaning = |number: i64| -> (&'static str, Vec<String>) {
        let counted = |number: i64| {
            let args = [("number", number.into()), ("count", 6.into())];
            p.messages.text(p.language, "page-day-counts", &args)
        };
        match number {
            2 => ("", vec![p.t("page-day-lodged")]),
            3..=5 => ("counts", vec![counted(number - 2)]),
            6 => ("suspended", vec![p.t("page-day-suspended")]),
            7 | 8 => ("closed", vec!["Демалыс күні".to_owned()]),
            11 => ("end", vec![counted(6), p.t1("page-day-end", "time", "18:00")]),
            12 => ("deemed", vec![p.t("page-day-deemed")]),
            _ => ("outside", Vec::new()),
        }
    };
    let day = |number: i64| {
        let (looks, says) = meaning(number);
        Day {
            number: number.to_string(),
            date: format!("2013-09-{number:02}"),
            weekday: p.t(&format!("page-weekday-{}", (number + 5).rem_euclid(7) + 1)),
            looks,
            says,
        }
    };
    let cells: Vec<Option<Day>> =
        (-5..=36).map(|number| (1..=30).contains(&number).then(|| day(number))).collect();
    Month {
        name: p.t1("page-month-9", "year", "2013"),
        weeks: cells.chunks(7).map(<[Option<Day>]>::to_vec).collect(),
    }
}

pub(super) fn calendar(p: &Shell<'_>) -> Vec<Stretch> {
    vec![Stretch::Month(month(p)), Stretch::Note(p.t("page-term-stands"))]
}

fn term(p: &Shell<'_>) -> Sample {
    let fact =
        |heading: &str, statement: &str, cite: &str| (p.t(heading), statement.to_owned(), cite.to_owned());
    let reckoned = Reckoned {
        service: SERVICE.to_owned(),
        end: "11.09.2013, сәрсенбі, 18:00".to_owned(),
        facts: vec![
            fact("page-term-length", "6 жұмыс күні", "S1 ¶7.1"),
            fact("page-deemed-on", "12.09.2013, бейсенбі", "S1 ¶16"),
        ],
        calendar: calendar(p),
        edition: EDITION.to_owned(),
    };
    let fields = vec![
        select("service", &p.t("page-service"), &[SERVICE]),
        select("channel", &p.t("page-channel"), &[&p.t("case-channel-cadastre")]),
        line("day", &p.t("page-lodged-day"), "2013-09-02").kind(FieldKind::Line("date")).required(),
        line("time", &p.t("page-lodged-time"), "10:15")
            .kind(FieldKind::Line("time"))
            .hint(p.t("page-lodged-time-hint"))
            .required(),
        line("from1", &p.t1("page-suspended-from", "number", "1"), "2013-09-06")
            .kind(FieldKind::Line("date")),
        line("to1", &p.t1("page-suspended-to", "number", "1"), "").hint(p.t("page-suspended-to-hint")),
        line("go", "", "reckon").kind(FieldKind::Hidden),
    ];
    sample(
        "term",
        &TermPage { p, problems: Vec::new(), fields, go: p.t("page-reckon"), reckoned: Some(reckoned) },
    )
}
