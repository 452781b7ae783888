//! Samples of the law browser.

use pages::{
    ChangedWording, Field, FieldKind, LawAnnex, LawComparison, LawDifference, LawFound, LawHit,
    LawImportPage, LawIndex, LawPage, LawReport, LawStandard, Paragraph, Piece, RuleGroup, Run, Shell, Table,
};

use super::{APPLICATION, SERVICE, Sample, sample, select, wrong};

const ACT: &str = "Үкіметтің 2013 жылғы 12 шілдедегі № 722 қаулысы";
const OLDER: &str = "Үкіметтің 2012 жылғы 1 қарашадағы № 1392 қаулысы";

/// The list, a standard, and editions compared.
pub fn all(p: &Shell<'_>) -> Vec<Sample> {
    let editions = || {
        vec![
            (p.to("/law/1?edition=2013-07-12"), ACT.to_owned()),
            (p.to("/law/1?edition=2012-11-01"), OLDER.to_owned()),
        ]
    };
    let standards = vec![LawStandard { name: SERVICE.to_owned(), editions: editions() }];
    let cite = "S1 ¶11.1".to_owned();
    let piece = |text: &str, within| Piece { text: text.to_owned(), within };
    let paragraph = |id: &str, name: &str, place: Option<(&str, &str)>| Paragraph {
        id: id.to_owned(),
        name: name.to_owned(),
        groups: vec![RuleGroup {
            place: place.map(|(id, name)| (id.to_owned(), name.to_owned())),
            rules: vec![(p.t("page-papers"), vec![(APPLICATION.to_owned(), cite.clone())])],
            scenarios: vec![("Алғаш рет алынатын акт".to_owned(), cite.clone())],
        }],
        ..Paragraph::default()
    };
    let page = |source: Option<String>, paragraphs| LawPage {
        p,
        name: SERVICE.to_owned(),
        edition: ACT.to_owned(),
        others: editions().split_off(1),
        compare: p.to("/law/1/compare"),
        service: p.to("/services/1"),
        source,
        load: Some(p.to("/admin/law")),
        paragraphs,
    };
    let annex = || paragraph("annex-5", &p.t1("page-law-annex", "number", "5"), None);
    let law = page(None, vec![paragraph("p11", "¶11", Some(("p11.1", "¶11.1"))), annex()]);
    let worded = Paragraph {
        heading: "2. Көрсету тәртібі".to_owned(),
        wording: vec![piece("11. Қызмет алушы мыналарды ұсынады:", false), piece("1) өтініш;", true)],
        ..paragraph("p11", "¶11", Some(("p11.1", "¶11.1")))
    };
    let unruled = Paragraph { groups: Vec::new(), ..worded.clone() };
    let unruled = Paragraph { id: "p12".to_owned(), name: "¶12".to_owned(), ..unruled };
    let long = Paragraph { elsewhere: Some(p.to("/law/1/text/5")), ..annex() };
    let source = "ойдан.txt".to_owned();
    let with_text = page(Some(source.clone()), vec![worded, unruled, long]);
    let hit = |official| LawHit {
        href: p.to("/law/1#p11.1"),
        cite: cite.clone(),
        standard: SERVICE.to_owned(),
        text: APPLICATION.to_owned(),
        official,
    };
    let found = LawFound { hits: vec![hit(true), hit(false)], more: true, wording: false };
    let lone = LawAnnex {
        p,
        standard: SERVICE.to_owned(),
        back: p.to("/law/1"),
        name: p.t1("page-law-annex", "number", "1"),
        heading: "Мекемелер тізбесі".to_owned(),
        source,
        wording: vec![piece("1 Сынақ бөлімі\nСынақ қаласы", false)],
    };
    let file = |problem: Option<String>| Field {
        problem,
        ..Field::line("file", p.t("page-law-import-file")).kind(FieldKind::Files("text/plain,.txt"))
    };
    let import = |report, problem: Option<String>| LawImportPage {
        p,
        problems: problem.iter().flat_map(|text| wrong("file", text, None)).collect(),
        report,
        fields: vec![file(problem)],
        history: Table { caption: p.t("page-law-import-history"), headings: Vec::new(), rows: Vec::new() },
    };
    let report = LawReport {
        said: SERVICE.to_owned(),
        standards: vec![(SERVICE.to_owned(), vec![cite.clone()])],
        findings: vec![cite.clone()],
    };
    let fields = || {
        vec![
            select("from", &p.t("page-law-before"), &[OLDER, ACT]),
            select("to", &p.t("page-law-after"), &[OLDER, ACT]),
        ]
    };
    let comparison = |differences: Option<Vec<LawDifference>>| LawComparison {
        p,
        name: SERVICE.to_owned(),
        problems: Vec::new(),
        action: p.to("/law/1/compare"),
        fields: fields(),
        wordings: differences.as_ref().map(|_| {
            let runs = vec![
                Run::Same("берген кезде –".to_owned()),
                Run::Deleted("10".to_owned()),
                Run::Inserted("6".to_owned()),
            ];
            vec![ChangedWording { name: "¶7".to_owned(), runs }]
        }),
        differences,
    };
    let difference = |before: Option<&str>, after: Option<&str>| LawDifference {
        what: "terms[act, cadastre].length".to_owned(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
    };
    let changed = comparison(Some(vec![
        difference(Some("10"), Some("6")),
        difference(None, Some("4")),
        difference(Some("3"), None),
    ]));
    let alone = LawComparison { fields: Vec::new(), ..comparison(None) };
    let mut refused = comparison(None);
    refused.problems = wrong("from", &p.t("page-ask-choose"), None);
    vec![
        sample("law-index", &LawIndex { p, standards: standards.clone(), words: String::new(), found: None }),
        sample("law-found", &LawIndex { p, standards, words: "акт".to_owned(), found: Some(found) }),
        sample("law-text", &with_text),
        sample("law-annex", &lone),
        sample("law-import", &import(None, None)),
        sample("law-import-report", &import(Some(report), None)),
        sample("law-import-wrong", &import(None, Some(p.t("desk-law-no-text")))),
        sample("law", &law),
        sample("law-compare", &changed),
        sample("law-compare-same", &comparison(Some(Vec::new()))),
        sample("law-compare-alone", &alone),
        sample("law-compare-refused", &refused),
    ]
}
