//! Samples of a service's page.

use pages::{
    Choice, Field, FieldKind, Glance, MyPapers, Need, NeededPaper, ServicePage, Sheet, SheetLine, Shell,
};

use super::{APPLICATION, EXTRACT, SERVICE, Sample, boxes, sample, select, wrong};

/// The page before and after one's own case is chosen, and where a choice is wrong.
pub fn all(p: &Shell<'_>) -> Vec<Sample> {
    let mut chosen = page(p);
    chosen.mine = Some(mine(p));
    chosen.fields.push(boxes("holds", &p.t("page-mine-holds"), &["жер учаскесі сатылса"]));
    let mut refused = page(p);
    let text = p.t("page-ask-choose");
    refused.problems = wrong("channel", &text, None);
    for field in &mut refused.fields {
        field.problem = Some(text.clone());
    }
    let mut found = vec![sample("service", &page(p))];
    found.extend([sample("service-chosen", &chosen), sample("service-refused", &refused), sheet(p)]);
    found
}

fn sheet(p: &Shell<'_>) -> Sample {
    let line = |id: &str, label: &str, long: bool| SheetLine {
        id: id.to_owned(),
        label: label.to_owned(),
        value: String::new(),
        by_hand: id == "signature",
        long,
    };
    let page = Sheet {
        p,
        title: APPLICATION.to_owned(),
        service: SERVICE.to_owned(),
        cite: "S1 annex 5".to_owned(),
        lines: vec![
            line("applicant-name", "жеке тұлғаның тегі, аты, әкесінің аты", false),
            line("purpose", "жер учаскесінің нысаналы мақсаты", true),
            line("signature", "Өтініш беруші", false),
        ],
        columns: vec!["Р/с №".to_owned(), "Төлемнің атауы".to_owned(), "Сомасы".to_owned()],
        rows: 2,
        back: p.to("/services/1"),
    };
    sample("sheet", &page)
}

fn page<'a>(p: &'a Shell<'a>) -> ServicePage<'a> {
    let statements =
        || vec![(APPLICATION.to_owned(), "S1 ¶11.1".to_owned()), (EXTRACT.to_owned(), "S1 ¶11.1".to_owned())];
    ServicePage {
        p,
        number: 1,
        name: SERVICE.to_owned(),
        edition: "Үкіметтің 2013 жылғы 12 шілдедегі № 722 қаулысы".to_owned(),
        glance: Glance {
            provider: p.t("page-provider-cadastre-enterprise"),
            terms: "4 жұмыс күні, 6 жұмыс күні".to_owned(),
            price: p.t("page-paid"),
        },
        problems: Vec::new(),
        fields: vec![case(p), select("channel", &p.t("page-channel"), &[&p.t("case-channel-cadastre")])],
        cases: statements(),
        mine: None,
        sheets: vec![("/kk/services/1/forms/5".to_owned(), APPLICATION.to_owned())],
        parts: vec![(p.t("page-service-price"), statements()), (p.t("page-service-grounds"), statements())],
        lists: vec![(p.t("page-papers"), statements())],
    }
}

fn case(p: &Shell<'_>) -> Field {
    let said = ["characteristics-changed", "replacement-or-duplicate", "title-document-changed"];
    let choices = said.iter().zip(1..).map(|(id, number)| Choice {
        value: number.to_string(),
        label: p.t(&format!("page-mine-case-{id}")),
        chosen: false,
    });
    Field::line("case", p.t("page-mine-ask-lease-act")).kind(FieldKind::Radios(choices.collect()))
}

fn mine(p: &Shell<'_>) -> MyPapers {
    let paper = |name: &str, notes: &[String]| NeededPaper {
        name: name.to_owned(),
        notes: notes.to_vec(),
        cite: "S1 ¶11.1".to_owned(),
        sheet: Some("/kk/services/1/forms/5".to_owned()),
    };
    let alone = |paper: NeededPaper| Need { one_of: false, papers: vec![paper] };
    let copy = p.t("page-mine-form-copy");
    MyPapers {
        about: vec![p.t("case-channel-cadastre"), p.t("page-kind-individual")],
        term: Some(("6 жұмыс күні".to_owned(), "S1 ¶7.1".to_owned())),
        bring: vec![
            alone(paper(APPLICATION, &[p.t("page-mine-form-original")])),
            Need {
                one_of: true,
                papers: vec![
                    paper("жобасы", std::slice::from_ref(&copy)),
                    paper("жобаның үзіндісі", std::slice::from_ref(&copy)),
                ],
            },
        ],
        fetched: vec![alone(paper("жеке басты куәландыратын құжат", &[]))],
        other: vec![alone(paper(EXTRACT, &["жер учаскесі сатылса".to_owned(), copy]))],
        tools: "service=1&channel=cadastre".to_owned(),
    }
}
